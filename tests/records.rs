//! Every form from the command line: made, changed, taken out, undone and done again.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;
use std::collections::BTreeMap;

/// Two accounts and a team.
fn desk() -> Desk {
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
fn content(desk: &Desk) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    desk.run(&["export", "book"]).arg(&target).assert().success();
    let files = std::fs::read_dir(&target).unwrap().map(|file| file.unwrap().path());
    files
        .map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&file).unwrap()))
        .collect()
}

/// What it says on standard error when it refuses with this exit code.
fn refused(desk: &Desk, args: &[&str], code: i32) -> String {
    let output = desk.run(args).assert().code(code).get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.stdout.is_empty(), "{args:?} said something all the same");
    said
}

/// Runs it; it is one step, which undo takes back and redo does again.
fn step(desk: &Desk, args: &[&str]) -> Value {
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

/// For each kind: what it belongs to, how one is made, which it is, how it is changed.
const RECORDS: [(&str, &[&str], &[&str], &str, &[&str]); 14] = [
    ("account", &[], &["name=Fabrikam", "value=95k", "owner=ana"], "Fabrikam", &["stage=onb", "tags=pilot, new"]),
    ("contact", &["northwind traders"], &["name=Jane Doe", "seat=spon", "title=CFO"], "jane", &["left_on=+7d"]),
    ("member", &[], &["name=Lee Park", "capacity_minutes=4000"], "lee", &["Team=service", "started-on=2026-11-01"]),
    ("seat", &["N"], &["role=Technical", "member=peter"], "tech", &["cadence_days=30"]),
    ("contract", &["N"], &["product=Field kit", "value=1.2M", "end=2027-12-31"], "kit", &["notice_days=60"]),
    ("action", &["N"], &["title=Send the comparison", "due=+7d", "channel=em"], "comparison", &["minutes=15"]),
    ("issue", &["N"], &["title=Slow exports", "escalation=yes"], "slow", &["closed_on=today"]),
    ("event", &["N"], &["kind=reorg", "on=2026-11-02"], "reorg", &["detail=They merge two units"]),
    ("promise", &["N"], &["what=The migration plan", "due=fri"], "plan", &["due=+14d", "owner=Ana Ruiz"]),
    ("loss", &["Northfield"], &["reason=No budget", "on=2026-11-20"], "budget", &["quote=It is not you"]),
    ("pulse", &["C"], &["score=4", "topics=price", "source=said"], "2026-11-22", &["score=2", "quote=Too dear"]),
    ("rate", &[], &["currency=USD", "rate=0.92"], "usd", &["rate=0.95"]),
    ("connection", &[], &["question=Who calls on day one?"], "day one", &["answer=The service lead"]),
    (
        "playbook",
        &["onboarding"],
        &[
            "name=No admin yet",
            "trigger=signature",
            "after=30",
            "title=Ask who will run it",
            "day=0",
            "owners=AL",
            "channel=call",
        ],
        "no admin",
        &["trigger=going quiet", "after=1", "stage="],
    ),
];

#[test]
fn every_kind_is_made_changed_and_taken_out() {
    for (kind, of, fields, which, changes) in RECORDS {
        let desk = desk();
        let words = |command, rest: &[&[&'static str]]| -> Vec<&'static str> {
            [&[command, kind][..], of].into_iter().chain(rest.iter().copied()).flatten().copied().collect()
        };
        let form = desk.json(&words("new", &[]));
        let keys: Vec<&str> =
            form["fields"].as_array().unwrap().iter().map(|field| field["field"].as_str().unwrap()).collect();
        assert!(!keys.is_empty() && form["kind"] == *kind, "{form}");
        step(&desk, &words("new", &[fields]));
        // What a playbook belongs to is said when it is made, not when it is found again.
        let named: &[&str] = if kind == "playbook" { &[] } else { of };
        let found = |command, rest: &[&'static str]| -> Vec<&'static str> {
            [&[command, kind][..], named, &[which], rest].concat()
        };
        let before = desk.json(&found("edit", &[]));
        step(&desk, &found("edit", changes));
        let after = desk.json(&found("edit", &[]));
        let differing = before["fields"].as_array().unwrap().iter().zip(after["fields"].as_array().unwrap());
        let differing = differing.filter(|(before, after)| before["value"] != after["value"]).count();
        assert_eq!(differing, changes.len(), "only the fields given change: {before} {after}");
        desk.run(&found("edit", changes)).assert().success();
        step(&desk, &found("remove", &[]));
        refused(&desk, &found("edit", &[]), 1);
        assert!(desk.text(&["undo"]).contains("Undone"));
        desk.json(&found("edit", &[]));
    }
}

#[test]
fn stages_actions_of_playbooks_rules_and_holidays_are_changed() {
    let desk = desk();
    step(&desk, &["new", "stage", "onboarding", "name=Adoption", "stalled=20"]);
    let stages = desk.json(&["pipeline"]);
    assert_eq!((&stages["stages"][3]["name"], &stages["stages"][3]["limit"]), (&"Adoption".into(), &20.into()));
    step(&desk, &["edit", "stage", "onboarding", "stalled=50"]);
    step(&desk, &["remove", "stage", "adoption"]);
    assert!(refused(&desk, &["remove", "stage", "onboarding"], 1).contains("move them before you retire the stage"));
    step(&desk, &["edit", "playbook-action", "VP3", "2", "day=3"]);
    step(&desk, &["remove", "playbook-action", "vp3", "unblock"]);
    step(&desk, &["new", "task", "VP3", "title=Call the sponsor", "day=9", "owners=ES, AL", "channel=call"]);
    let full = refused(&desk, &["new", "task", "VP3", "title=A sixth", "day=9", "owners=AL", "channel=call"], 1);
    assert!(full.contains("5 actions") && full.contains("retire one"), "{full}");
    step(&desk, &["edit", "rules", "k1", "one_door=9"]);
    step(&desk, &["edit", "holidays", "holidays=2026-12-25, 28 dec"]);
    assert!(refused(&desk, &["edit", "holidays", "holidays=soon"], 1).contains("holidays: “soon” is not a day"));
}

/// Every kind that has a form has a command that opens it, so that none is forgotten.
#[test]
fn every_kind_is_reached() {
    let desk = desk();
    let kinds = |command: &str| -> Vec<String> {
        let rows = desk.json(&[command]);
        rows.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap().to_owned()).collect()
    };
    let tried: Vec<&str> = RECORDS.iter().map(|one| one.0).chain(["stage", "playbook-action"]).collect();
    for kind in kinds("new") {
        assert!(tried.contains(&kind.as_str()), "{kind} is not tried by this file");
    }
    assert_eq!(kinds("remove"), kinds("new"));
    for kind in kinds("edit").iter().filter(|kind| !kinds("new").contains(kind)) {
        assert!(["rules", "holidays"].contains(&kind.as_str()), "{kind} is not tried by this file");
    }
    for word in ["decision", "return", "offer", "answer"] {
        assert!(refused(&desk, &["new", word], 2).contains("use “mainstay "), "{word}");
    }
}

#[test]
fn a_form_is_printed_with_what_may_stand_in_it() {
    let desk = desk();
    let form = desk.text(&["new", "contact", "Northwind Traders"]);
    for words in
        ["New contact at Northwind Traders", "* name", "one of: decision maker, sponsor", "a day", "FIELD=VALUE"]
    {
        assert!(form.contains(words), "{words} is not in {form}");
    }
    let form = desk.text(&["edit", "stage", "onboarding"]);
    assert!(form.contains("stalled  45"), "{form}");
    assert!(desk.text(&["new"]).contains("playbook-action  PLAYBOOK"));
}

#[test]
fn what_is_meant_is_said_when_it_is_not_plain() {
    let desk = desk();
    for name in ["Jane Doe", "Jane Roe", "Omar Müller"] {
        desk.json(&["new", "contact", "N", &format!("name={name}")]);
    }
    let said = refused(&desk, &["edit", "contact", "N", "jane", "title=CEO"], 1);
    assert!(said.contains("Jane Doe (") && said.contains("Jane Roe (") && said.contains("or its id"), "{said}");
    let id = said.split("Jane Roe (").nth(1).unwrap().split(')').next().unwrap().to_owned();
    desk.json(&["edit", "contact", &id, "title=CEO"]);
    let people = desk.json(&["show", "N"])["contacts"].clone();
    let title =
        |name: &str| people.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["title"].clone();
    assert_eq!((title("Jane Roe"), title("Jane Doe")), ("CEO".into(), Value::Null));
    assert!(refused(&desk, &["edit", "contact", "N"], 1).contains("more than one contact; say which"));
    assert!(refused(&desk, &["edit", "contact", "N", "zoe"], 1).contains("has no contact “zoe”; there is Jane Doe"));
    assert!(refused(&desk, &["edit", "contact", "C", "jane"], 1).contains("“mainstay new contact” makes one"));
    assert!(refused(&desk, &["edit", "account", "north", "value=1"], 1).contains("may mean"));
    assert!(refused(&desk, &["new", "contact", "nobody", "name=X"], 1).contains("No account is called"));
    // A name of several words needs no quotes when it is the whole name.
    desk.json(&["edit", "contact", "Northwind", "Traders", "omar", "phone=123"]);
    // The open one is meant where the others are closed.
    desk.json(&["edit", "contact", "N", "jane roe", "left_on=2026-11-01"]);
    desk.json(&["edit", "contact", "N", "jane", "title=CFO"]);
}

#[test]
fn wrong_words_are_told_with_the_way() {
    let desk = desk();
    for (args, code, words) in [
        (&["new", "plane"][..], 2, "“plane” is no kind"),
        (&["new", "contact"], 2, "needs the account"),
        (&["new", "task"], 2, "needs the playbook"),
        (&["edit", "account"], 2, "needs the account"),
        (&["remove", "holidays"], 2, "use “mainstay edit holidays”"),
        (&["new", "contact", "N", "colour=red"], 2, "the fields are: name, seat"),
        (&["new", "contact", "N", "name=a", "name=b"], 2, "name: This field is given twice"),
        (&["new", "contact", "N", "title=CFO"], 1, "name: Name is needed; give it as name="),
        (&["new", "contact", "N", "name=J", "seat=king"], 1, "seat: “king” is none of the choices"),
        (&["new", "contact", "N", "name=J", "left_on=soon"], 1, "left_on: “soon” is not a day"),
        (&["new", "contract", "N", "value=lots"], 1, "value: "),
        (&["new", "member", "Lee", "name=Lee"], 1, "“Lee” is out of place"),
        (&["edit", "stage", "nowhere", "stalled=1"], 1, "has no stage “nowhere”"),
        (&["new", "playbook", "N", "name=x"], 1, "“N” is not a stage"),
        (&["tag", "N"], 2, "Say which accounts"),
        (&["tag", "N", "+x", "--today"], 2, "Options stand before the accounts"),
    ] {
        let said = refused(&desk, args, code);
        assert!(said.contains(words), "{args:?}: {words} is not in {said}");
    }
    assert_eq!(desk.json(&["history"]).as_array().unwrap().len(), 4, "nothing was written");
}

#[test]
fn accounts_move_together_and_never_before_they_came_or_ahead() {
    let desk = desk();
    let told = step(&desk, &["move", "N", "Northfield", "--to", "renewal", "--on", "yesterday"]);
    assert!(told["summary"].as_str().unwrap().starts_with("2 accounts to Renewal window"), "{told}");
    assert_eq!(told["operation"], "Move to a stage");
    for (args, words) in [
        (
            &["move", "N", "--to", "notice", "--on", "2026-11-10"][..],
            "on: Northwind Traders entered its stage on 2026-11-21",
        ),
        (&["move", "N", "--to", "notice", "--on", "+3d"], "on: 2026-11-25 lies ahead"),
        (&["move", "N", "--to", "notice", "--on", "soon"], "on: “soon” is not a day"),
        (&["move", "N", "--to", "heaven"], "to: “heaven” is none of the choices"),
        (&["move", "N", "nobody", "--to", "notice"], "No account is called “nobody”"),
    ] {
        let said = refused(&desk, args, 1);
        assert!(said.contains(words), "{args:?}: {words} is not in {said}");
    }
    assert!(desk.text(&["move", "N", "--to", "Renewal window"]).contains("No step was needed"));
}

#[test]
fn a_line_is_decided_and_what_was_lost_is_not_renewed_but_may_come_back() {
    let desk = desk();
    let lost = refused(&desk, &["decide", "N", "training", "outcome=renewed"], 1);
    assert!(lost.contains("cannot be renewed; record that they came back instead"), "{lost}");
    assert!(refused(&desk, &["decide", "N", "outcome=grown"], 1).contains("value: Say what a year"));
    assert!(refused(&desk, &["decide", "N", "outcome=lost"], 1).contains("reason: Say why"));
    assert!(desk.text(&["decide", "N"]).contains("Northwind Traders, Support"));
    step(&desk, &["decide", "N", "outcome=grown", "value=300k", "next_end=2028-01-31"]);
    let grown = refused(&desk, &["decide", "N", "K1", "outcome=renewed"], 1);
    assert!(grown.contains("is grown already"), "{grown}");
    let told = step(&desk, &["decide", "C", "outcome=lost", "reason=price", "whole=yes", "lost_on=today"]);
    assert!(told["summary"].as_str().unwrap().contains("Contoso Ltd, Platform: lost (price)"), "{told}");
    assert!(refused(&desk, &["decide", "C", "outcome=renewed"], 1).contains("cannot be renewed"));
    assert!(refused(&desk, &["came-back", "C", "on=2026-01-01"], 1).contains("on: They were lost on 2026-11-22"));
    assert!(refused(&desk, &["came-back", "C", "on=+7d"], 1).contains("on: 2026-11-29 lies ahead"));
    assert_eq!(step(&desk, &["came-back", "C"])["operation"], "Record a return");
    assert_eq!(desk.json(&["accounts", "contoso"])[0]["stage"], "signed");
    assert!(refused(&desk, &["came-back", "C"], 1).contains("is not lost"));
}

#[test]
fn a_hand_off_is_offered_shown_returned_with_gaps_offered_again_and_accepted() {
    let desk = desk();
    let offer = ["handoff", "offer", "C", "interim_contact=ana"];
    let unnamed = refused(&desk, &["handoff", "offer", "Northfield", "to_member=peter"], 1);
    assert!(unnamed.contains("Nobody holds these seats at Northfield: Account lead, Service"), "{unnamed}");
    assert!(refused(&desk, &offer, 1).contains("to_member: To whom is needed; give it as to_member="));
    assert!(refused(&desk, &["handoff", "accept", "C"], 1).contains("No hand-off of Contoso Ltd waits"));
    assert!(refused(&desk, &["handoff", "show", "C"], 1).contains("was never handed over"));
    let day = "offered_on=2026-11-17";
    let pack = ["to_member=peter", "from_member=ana", "why_bought=They must close a site", day];
    step(&desk, &[&offer[..], &pack[..]].concat());
    assert!(
        refused(&desk, &[&offer[..], &pack[..]].concat(), 1).contains("waits for an answer; accept it or return it")
    );
    let shown = desk.json(&["handoff", "show", "contoso"]);
    let seen = |key: &str| shown[key].clone();
    assert_eq!(
        (seen("state"), seen("to"), seen("waited_working_days")),
        ("offered".into(), "Peter Osei".into(), 3.into())
    );
    assert_eq!((seen("interim_contact"), seen("told_on")), ("Ana Ruiz".into(), Value::Null));
    let text = desk.text(&["handoff", "show", "contoso"]);
    for words in
        ["Ana Ruiz to Peter Osei", "waits for an answer for 3 working days", "They must close a site", "not yet"]
    {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    assert!(refused(&desk, &["handoff", "return", "C"], 1).contains("gaps: A hand-off is returned for its gaps"));
    let early = refused(&desk, &["handoff", "accept", "C", "answered_on=2026-11-01"], 1);
    assert!(early.contains("answered_on: The answer 2026-11-01 lies before the offer"), "{early}");
    step(&desk, &["handoff", "return", "C", "gaps=Nobody knows who signs"]);
    assert!(desk.text(&["handoff", "show", "C"]).contains("Nobody knows who signs"));
    let twice = refused(&desk, &["handoff", "accept", "C"], 1);
    assert!(twice.contains("the last one was returned on 2026-11-22"), "{twice}");
    desk.json(&[&offer[..], &["to_member=peter"]].concat());
    assert_eq!(step(&desk, &["handoff", "accept", "C"])["operation"], "Accept a hand-off");
    assert!(refused(&desk, &["handoff", "accept", "C"], 1).contains("was accepted on 2026-11-22"));
}

#[test]
fn promises_are_kept_or_given_up_once_and_tags_are_given_and_taken() {
    let desk = desk();
    for what in ["The migration plan", "A second site"] {
        desk.json(&["new", "promise", "N", &format!("what={what}"), "due=2026-11-20"]);
    }
    assert!(refused(&desk, &["kept", "N"], 1).contains("more than one promise; say which"));
    assert!(refused(&desk, &["kept", "N", "migration", "--on", "+2d"], 1).contains("on: 2026-11-24 lies ahead"));
    let told = step(&desk, &["kept", "N", "migration", "--on", "2026-11-19"]);
    assert_eq!(told["summary"], "Northwind Traders: The migration plan (kept on 2026-11-19)");
    assert!(refused(&desk, &["kept", "N", "migration"], 1).contains("was kept on 2026-11-19 before"));
    assert!(refused(&desk, &["broken", "N"], 1).contains("reason: The reason is needed; give it as reason="));
    let told = step(&desk, &["broken", "N", "reason=They chose another site"]);
    assert_eq!(told["operation"], "Drop a line");
    assert!(refused(&desk, &["broken", "N", "second", "reason=x"], 1).contains("was given up on 2026-11-22 before"));
    let both = refused(&desk, &["edit", "promise", "N", "second", "kept_on=today"], 1);
    assert!(both.contains("broken_on: A promise is kept or given up, not both"), "{both}");
    step(&desk, &["tag", "N", "Contoso Ltd", "+reference", "+pilot"]);
    step(&desk, &["tag", "N", "-pilot"]);
    assert_eq!(desk.json(&["accounts", "tag:pilot"]).as_array().unwrap().len(), 1);
    assert_eq!(desk.json(&["accounts", "tag:reference"]).as_array().unwrap().len(), 2);
}

/// The open actions at an account that come from a playbook, by title.
fn planned(desk: &Desk, title: &str) -> Vec<(String, String)> {
    let lines = desk.json(&["today", "--all"]);
    let lines = lines["lines"].as_array().unwrap().iter().filter(|line| line["title"] == title);
    lines.map(|line| (line["account"].to_string(), line["reason"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_new_hot_spot_puts_its_actions_on_the_list_until_it_is_retired() {
    let desk = desk();
    let new =
        ["new", "playbook", "onboarding", "name=No admin yet", "trigger=sig", "after=50", "day=0", "channel=call"];
    let title = "title=Ask who will run it";
    let alone = refused(&desk, &[&new[..], &[title, "owners=SV"]].concat(), 1);
    assert!(alone.contains("Nobody in sales answers for No admin yet") && alone.contains("AL or ES"), "{alone}");
    for (wrong, words) in [
        (&["trigger=full moon"][..], "trigger: “full moon” is none of the choices"),
        (&["trigger=price", "after=3"], "after: “price increase” starts it at once"),
        (&["trigger=stall", "stage="], "stage: A playbook for a stall needs the stage"),
        (&["trigger=signature", "after=-4"], "after: “After” is a number from 0"),
        (&["trigger=signature", "day=soon"], "day: “soon” is not a whole number"),
    ] {
        let fields = ["new", "playbook", "onboarding", "name=X", "day=0", "channel=call", "owners=AL", title];
        let kept = fields.iter().filter(|field| {
            let key = field.split('=').next().unwrap();
            !field.contains('=') || !wrong.iter().any(|one| one.starts_with(&format!("{key}=")))
        });
        let said = refused(&desk, &[&kept.copied().collect::<Vec<_>>()[..], wrong].concat(), 1);
        assert!(said.contains(words), "{wrong:?}: {words} is not in {said}");
    }
    let told = step(&desk, &[&new[..], &[title, "owners=AL, SV"]].concat());
    let said = told["summary"].as_str().unwrap();
    assert!(
        said.contains("VP14 No admin yet: 50 days after the signature") && said.contains("1 action added"),
        "{said}"
    );
    let lines = planned(&desk, "Ask who will run it");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].0.contains("Contoso") && lines[0].1.contains("No admin yet: "), "{lines:?}");
    assert!(desk.text(&["pipeline"]).contains("VP14 No admin yet. Trigger: 50 days after the signature"));
    // Another trigger: what it was for no longer holds.
    let told = step(&desk, &["edit", "playbook", "VP14", "trigger=first invoice", "after=0"]);
    assert!(told["summary"].as_str().unwrap().contains("1 action withdrawn"), "{told}");
    assert!(planned(&desk, "Ask who will run it").is_empty());
    desk.json(&["undo"]);
    assert_eq!(planned(&desk, "Ask who will run it").len(), 1);
    // The only action that sales answers for is not given away or taken out.
    assert!(refused(&desk, &["edit", "task", "VP14", "1", "owners=SV"], 1).contains("owners: Nobody in sales"));
    assert!(refused(&desk, &["remove", "task", "VP14", "1"], 1).contains("Nobody in sales"));
    let told = step(&desk, &["remove", "playbook", "VP14"]);
    assert!(told["summary"].as_str().unwrap().contains("1 action withdrawn"), "{told}");
    assert!(planned(&desk, "Ask who will run it").is_empty());
    // Its code stands in the actions of before, and is not given away again.
    let told = desk.json(&[&new[..], &[title, "owners=ES"]].concat());
    assert!(told["summary"].as_str().unwrap().contains("VP15"), "{told}");
    let far = new.map(|word| if word == "after=50" { "after=3000" } else { word });
    for _ in 16..=25 {
        desk.json(&[&far[..], &[title, "owners=AL"]].concat());
    }
    let full = refused(&desk, &["new", "playbook", "onboarding"], 1);
    assert!(full.contains("24 playbooks") && full.contains("retire one before you add another"), "{full}");
}
