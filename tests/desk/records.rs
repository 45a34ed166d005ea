//! A small book with a team, and steps that are undone and done again.

use super::Desk;
use serde_json::Value;
use std::collections::BTreeMap;

/// Two accounts and a team.
pub fn desk() -> Desk {
    let desk = Desk::of(
        "external_id,name,stage,value,currency,customer_since,owner\n\
         N,Northwind Traders,steady,240000,EUR,2022-03-01,\n\
         C,Contoso Ltd,onboarding,180000,EUR,2026-10-01,\n\
         N2,Northfield,steady,1000,EUR,2024-01-01,\n",
    );
    desk.import("members", "external_id,name,team\nR,Ana Ruiz,sales\nO,Peter Osei,service\n");
    desk.import(
        "seats",
        "account,member,role,since\nN,R,AL,2022-03-01\nN,O,SV,2022-03-01\nC,R,AL,2026-10-01\nC,O,SV,2026-10-01\n",
    );
    desk.import(
        "contracts",
        "external_id,account,product,value,currency,start,end,notice_days,outcome,outcome_on,reason\n\
         K1,N,Support,240000,EUR,2026-02-01,2027-01-31,30,,,\n\
         K2,N,Training,5000,EUR,2024-02-01,2025-01-31,30,lost,2025-01-02,price\n\
         K3,C,Platform,180000,EUR,2026-10-01,2027-09-30,90,,,\n",
    );
    desk
}

/// The content of a book, file by file.
pub fn content(desk: &Desk) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    desk.run(&["export", "book"]).arg(&target).assert().success();
    let files = std::fs::read_dir(&target).unwrap().map(|file| file.unwrap().path());
    files
        .map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&file).unwrap()))
        .collect()
}

/// What it says on standard error when it refuses with this exit code.
pub fn refused(desk: &Desk, args: &[&str], code: i32) -> String {
    let output = desk.run(args).assert().code(code).get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.stdout.is_empty(), "{args:?} said something all the same");
    said
}

/// Runs it; it is one step, which undo takes back and redo does again.
pub fn step(desk: &Desk, args: &[&str]) -> Value {
    let before = content(desk);
    let told = desk.json(args);
    for key in ["step", "operation", "summary"] {
        assert!(!told[key].is_null(), "{key} is missing in {told}");
    }
    let after = content(desk);
    assert_ne!(before, after, "{args:?} changed nothing");
    desk.json(&["undo"]);
    assert_eq!(content(desk), before, "undo of {args:?}");
    desk.json(&["redo"]);
    assert_eq!(content(desk), after, "redo of {args:?}");
    told
}
