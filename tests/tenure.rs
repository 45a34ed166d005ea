//! How long a member has been with an account.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;

#[test]
fn tenure_begins_with_the_assignment_or_the_first_touch_and_never_before_the_members_first_day() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.import("members", "external_id,name,started_on\nr,Rita Rep,2016-01-01\nk,Karin Kern,2026-01-10\n");
    desk.import(
        "accounts",
        "external_id,name,stage,value,currency,customer_since,owner\na,Acme,steady,9000,EUR,2017-01-01,r\nb,Bolt,steady,8000,EUR,2017-01-01,k\n",
    );
    desk.import("assignments", "account,member,role,since\na,r,AL,2017-06-01\nb,k,AL,2020-01-01\n");
    desk.import("contacts", "external_id,account,name\nca,a,Ann\ncb,b,Bob\n");
    desk.import(
        "touches",
        "account,on,channel,two_way,members,contacts\na,2026-11-20,call,yes,r,ca\na,2016-06-01,call,yes,r,ca\nb,2026-11-20,call,yes,k,cb\n",
    );
    let team = desk.json(&["team"]);
    let since = |name: &str| {
        let lines = team["exposure"]["lines"].as_array().unwrap();
        lines.iter().find(|one| one["account"] == name).map(|one| one["since"].clone())
    };
    assert_eq!(since("Acme"), Some("2016-06-01".into()), "the first touch is earlier than the assignment: {team}");
    let bolt = desk.json(&["edit", "account", "Bolt", "strategic=yes"]);
    assert!(bolt["step"].as_i64().unwrap_or(1) > 0);
    let team = desk.json(&["team"]);
    let lines = team["exposure"]["lines"].as_array().unwrap().clone();
    let bolt = lines.iter().find(|one| one["account"] == "Bolt").unwrap();
    assert_eq!(bolt["since"], "2026-01-10", "nobody was there before their first day");
}
