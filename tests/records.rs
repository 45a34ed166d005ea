//! Every form from the command line: made, changed, taken out, undone and done again.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::records::{desk, refused, step};
use serde_json::Value;

type Words = &'static [&'static str];

/// For each kind: what it belongs to, how one is made, which it is, how it is changed.
const RECORDS: [(&str, Words, Words, &str, Words); 35] = [
    ("account", &[], &["name=Fabrikam", "value=95k", "owner=ana"], "Fabrikam", &["stage=onb", "tags=pilot, new"]),
    ("contact", &["northwind traders"], &["name=Jane Doe", "role=champ", "title=CFO"], "jane", &["left_on=+7d"]),
    ("member", &[], &["name=Lee Park", "capacity_minutes=4000"], "lee", &["Team=service", "place=Leeds"]),
    ("assignment", &["N"], &["role=Technical", "member=peter"], "tech", &["cadence_days=30"]),
    (
        "contract",
        &["N"],
        &["product=Field kit", "value=1.2M", "end=2027-12-31"],
        "kit",
        &["owner=ana", "value_case=No site stood still"],
    ),
    ("action", &["N"], &["title=Send the comparison", "due=+7d", "channel=em"], "comparison", &["minutes=15"]),
    ("touch", &["N"], &["channel=call", "summary=Wrong words", "on=-3d"], "words", &["summary=Right words", "on=-5d"]),
    ("invoice", &["N"], &["number=R-7", "amount=1200", "issued_on=-9d"], "R-7", &["paid_on=today"]),
    ("referral", &["N"], &["referred=Fabrikam", "on=-3d"], "fabrikam", &["outcome=They met"]),
    ("custom-field", &["N"], &["name=Segment", "value=smb"], "segment", &["value=enterprise"]),
    ("reading", &["N"], &["metric=Logins", "value=120", "on=-9d"], "logins", &["value=-87.5"]),
    ("issue", &["N"], &["title=Slow exports", "escalation=yes"], "slow", &["closed_on=today"]),
    ("event", &["N"], &["kind=reorg", "on=2026-11-02"], "reorg", &["detail=They merge two units"]),
    ("commitment", &["N"], &["what=The migration plan", "due=fri"], "plan", &["due=+14d", "owner=Peter Osei"]),
    ("opportunity", &["N"], &["title=A second site", "value=12k", "expected_on=+60d"], "second", &["value=24k"]),
    ("credit", &["N"], &["member=ana", "what=Built the pilot"], "pilot", &["what=Built the pilot in a week"]),
    ("reference", &["N"], &["words=They still call", "fear=aband", "consent_on=today"], "still", &["named=yes"]),
    ("plan", &["N"], &["kind=joint", "invited_on=2026-11-20"], "joint", &["agreed_on=2026-11-22"]),
    ("watch", &["N"], &["member=ana", "cover=peter"], "", &["until=+90d"]),
    ("churn", &["Northfield"], &["reason=No budget", "on=2026-11-20"], "budget", &["quote=It is not you"]),
    ("pulse", &["C"], &["score=4", "topics=price", "source=said"], "2026-11-22", &["score=2", "quote=Too dear"]),
    ("charter", &[], &["what=Ask before renewals", "owner=ana", "measure=renewals asked"], "ask", &["target=All"]),
    ("agreement", &[], &["action=Ask every month", "who=Head of sales", "words=I am in"], "head", &["words=Fine"]),
    (
        "leadership-request",
        &[],
        &["leader=Managing director", "what=Ten minutes"],
        "ten",
        &["scheduled_on=+7d", "outcome=yes"],
    ),
    ("definition", &[], &["word=Churn", "ours=Whole customers that went"], "churn", &["owner=Ana Ruiz"]),
    (
        "target",
        &[],
        &["measure=grr", "target=92", "owner=ana", "consequence=The huddle asks why"],
        "grr",
        &["target=94"],
    ),
    (
        "company-update",
        &["N"],
        &["title=Where we are going", "topic=vision"],
        "going",
        &["gap=That we build", "on=+7d"],
    ),
    ("insight", &[], &["title=Ports are slow", "so_what=Order earlier"], "ports", &["source=trade press"]),
    ("share", &["N"], &["insight=Rules change", "on=-3d"], "rules", &["reaction=Passed it on", "member=ana"]),
    ("huddle-decision", &["N"], &["title=Visit them", "owner=peter", "due=+9d"], "visit", &["minutes=30"]),
    ("rate", &[], &["currency=USD", "rate=0.92"], "usd", &["rate=0.95"]),
    (
        "drop-off",
        &[],
        &["stage=onboarding", "name=Second invoice", "evidence=They asked twice"],
        "second",
        &["reason=Nobody explains it"],
    ),
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
    ("filter", &[], &["name=Big and shaky", "words=tier:A risk>20"], "big", &["words=tier:A by:touch"]),
];

#[test]
fn every_kind_is_made_changed_and_taken_out() {
    for (kind, of, fields, which, changes) in RECORDS {
        let desk = desk();
        // What some of them are about.
        match kind {
            "agreement" => drop(desk.json(&["new", "charter", "what=Ask every month", "owner=ana", "measure=asked"])),
            "share" => drop(desk.json(&["new", "insight", "title=Rules change", "so_what=Plan ahead"])),
            _ => {}
        }
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
    step(&desk, &["edit", "checklist-item", "N", "logins", "given_on=-3d"]);
    step(&desk, &["edit", "checklist-item", "N", "logins", "confirmed_on=today"]);
    assert!(refused(&desk, &["edit", "checklist-item", "N", "training", "confirmed_on=today"], 1).contains("given"));
    step(&desk, &["edit", "marks", "N", "loyal=no"]);
    step(&desk, &["edit", "retention-owners", "N", "owners=Ana Ruiz, Peter Osei"]);
    step(&desk, &["handoff", "offer", "C", "to_member=peter", "from_member=ana", "interim_contact=ana"]);
    step(&desk, &["edit", "handoff", "C", "told_on=today"]);
    step(&desk, &["edit", "start-of-day", "strategy=yes", "pulse=yes"]);
    step(&desk, &["edit", "checklist", "items=Guide; Logins"]);
    step(&desk, &["edit", "pay", "pay_new=80", "since=-30d"]);
    step(&desk, &["edit", "before-after", "on=-90d"]);
    assert!(refused(&desk, &["edit", "holidays", "holidays=soon"], 1).contains("holidays: “soon” is not a day"));
}

#[test]
fn goals_belong_to_the_plan_that_runs() {
    let desk = desk();
    assert!(refused(&desk, &["new", "goal", "N", "objective=Halve errors"], 1).contains("make one first"));
    step(&desk, &["new", "plan", "N", "kind=internal", "formality=informal"]);
    let plan = desk.json(&["edit", "plan", "N"]);
    let field = |form: &Value, key: &str| {
        let fields = form["fields"].as_array().unwrap();
        fields.iter().find(|field| field["field"] == key).unwrap()["value"].clone()
    };
    assert_eq!(field(&plan, "formality"), "informal");
    assert_eq!(field(&plan, "review_on"), "2027-02-20", "the best customer is reviewed after ninety days");
    step(&desk, &["edit", "plan", "N", "reviewed_on=today"]);
    step(&desk, &["new", "goal", "N", "objective=Halve errors", "measure=errors a month", "our_owner=ana"]);
    step(&desk, &["edit", "goal", "N", "halve", "met_on=today"]);
    assert!(refused(&desk, &["edit", "plan", "N", "invited_on=+1d", "agreed_on=today"], 1).contains("agreed_on"));
    step(&desk, &["remove", "plan", "N"]);
    refused(&desk, &["edit", "goal", "N"], 1);
    assert!(desk.text(&["undo"]).contains("Undone"));
    assert_eq!(field(&desk.json(&["edit", "goal", "N"]), "objective"), "Halve errors", "its goals come back with it");
}

/// Books and scripts of the first years say them so.
#[test]
fn old_words_for_kinds_are_still_understood() {
    let desk = desk();
    for (old, new) in
        [("seat", "assignment"), ("promise", "commitment"), ("story", "reference"), ("news", "company-update")]
    {
        let form = |kind: &str| desk.json(&["new", kind, "N"])["fields"].clone();
        assert_eq!(form(old), form(new), "{old}");
    }
}

/// Every kind that has a form has a command that opens it, so that none is forgotten.
#[test]
fn every_kind_is_reached() {
    let desk = desk();
    let kinds = |command: &str| -> Vec<String> {
        let rows = desk.json(&[command]);
        rows.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap().to_owned()).collect()
    };
    let tried: Vec<&str> = RECORDS.iter().map(|one| one.0).chain(["stage", "playbook-action", "goal"]).collect();
    for kind in kinds("new") {
        assert!(tried.contains(&kind.as_str()), "{kind} is not tried by this file");
    }
    assert_eq!(kinds("remove"), kinds("new"));
    for kind in kinds("edit").iter().filter(|kind| !kinds("new").contains(kind)) {
        assert!(
            [
                "rules",
                "holidays",
                "checklist-item",
                "checklist",
                "objections",
                "marks",
                "retention-owners",
                "handoff",
                "start-of-day",
                "pledge",
                "departure-signal",
                "told",
                "pay",
                "before-after"
            ]
            .contains(&kind.as_str()),
            "{kind} is not tried by this file"
        );
    }
    for word in ["decision", "return", "offer", "answer", "departure"] {
        assert!(refused(&desk, &["new", word], 2).contains("use “mainstay "), "{word}");
    }
}

#[test]
fn a_form_is_printed_with_what_may_stand_in_it() {
    let desk = desk();
    let form = desk.text(&["new", "contact", "Northwind Traders"]);
    for words in
        ["New contact at Northwind Traders", "* name", "one of: decision maker, champion", "a day", "FIELD=VALUE"]
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
        (&["new", "contact", "N", "colour=red"], 2, "the fields are: name, role"),
        (&["new", "contact", "N", "name=a", "name=b"], 2, "name: This field is given twice"),
        (&["new", "contact", "N", "title=CFO"], 1, "name: Name is needed; give it as name="),
        (&["new", "contact", "N", "name=J", "seat=king"], 1, "role: “king” is not "),
        (&["new", "contact", "N", "name=J", "left_on=soon"], 1, "left_on: “soon” is not a day"),
        (&["new", "contract", "N", "value=lots"], 1, "value: "),
        (&["new", "member", "Lee", "name=Lee"], 1, "“Lee” is not expected here"),
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
