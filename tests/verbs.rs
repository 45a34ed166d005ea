//! Verbs of daily use from the command line: move, decide, won-back, handoff, commitments met and given up, tag; and drop-off points of one’s own.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use desk::records::{desk, refused, step};
use serde_json::{Value, json};

#[test]
fn accounts_move_together_and_never_before_they_came_or_ahead() {
    let desk = desk();
    // Its window was opened by its date; whoever takes it out is not overruled.
    step(&desk, &["move", "N", "--to", "steady", "--on", "2026-11-20"]);
    let told = step(&desk, &["move", "N", "Northfield", "--to", "renewal", "--on", "yesterday"]);
    assert!(told["summary"].as_str().unwrap().starts_with("2 accounts to Renewal window"), "{told}");
    assert_eq!(told["operation"], "Move to a stage");
    for (args, words) in [
        (
            &["move", "N", "--to", "notice", "--on", "2026-11-10"][..],
            "on: Northwind Traders entered its stage on 2026-11-21",
        ),
        (&["move", "N", "--to", "notice", "--on", "+3d"], "on: 2026-11-25 is in the future"),
        (&["move", "N", "--to", "notice", "--on", "soon"], "on: “soon” is not a day"),
        (&["move", "N", "--to", "heaven"], "to: “heaven” is not "),
        (&["move", "N", "nobody", "--to", "notice"], "No account is called “nobody”"),
    ] {
        let said = refused(&desk, args, 1);
        assert!(said.contains(words), "{args:?}: {words} is not in {said}");
    }
    assert!(desk.text(&["move", "N", "--to", "Renewal window"]).contains("Nothing to change"));
}

#[test]
fn a_line_is_decided_and_what_was_lost_is_not_renewed_but_may_come_back() {
    let desk = desk();
    let lost = refused(&desk, &["decide", "N", "training", "outcome=renewed"], 1);
    assert!(lost.contains("cannot be renewed; record a win-back instead"), "{lost}");
    assert!(refused(&desk, &["decide", "N", "outcome=expanded"], 1).contains("value: Give the new annual value"));
    assert!(refused(&desk, &["decide", "N", "outcome=churned"], 1).contains("reason: A reason is required"));
    assert!(desk.text(&["decide", "N"]).contains("Northwind Traders, Support"));
    step(&desk, &["decide", "N", "outcome=expanded", "value=300k", "next_end=2028-01-31", "proof=showcase page"]);
    let proof = desk.json(&["score"])["reference"]["kept"].clone();
    assert_eq!((&proof["part"], &proof["of"]), (&json!(1), &json!(1)), "the line that follows is still to be won");
    let told = desk.text(&["score"]);
    assert!(told.contains("of 1 kept with the reference that helped"), "{told}");
    let grown = refused(&desk, &["decide", "N", "K1", "outcome=renewed"], 1);
    assert!(grown.contains("is expanded already"), "{grown}");
    let told = step(&desk, &["decide", "C", "outcome=churned", "reason=price", "whole=yes", "lost_on=today"]);
    assert!(told["summary"].as_str().unwrap().contains("Contoso Ltd, Platform: churned (price)"), "{told}");
    assert!(refused(&desk, &["decide", "C", "outcome=renewed"], 1).contains("cannot be renewed"));
    assert!(refused(&desk, &["won-back", "C", "on=2026-01-01"], 1).contains("on: The account churned on 2026-11-22"));
    assert!(refused(&desk, &["won-back", "C", "on=+7d"], 1).contains("on: 2026-11-29 is in the future"));
    assert_eq!(step(&desk, &["won-back", "C"])["operation"], "Win back an account");
    assert_eq!(desk.json(&["accounts", "contoso"])[0]["stage"], "signed");
    assert!(refused(&desk, &["won-back", "C"], 1).contains("is not churned"));
}

#[test]
fn a_hand_off_is_offered_shown_returned_with_gaps_offered_again_and_accepted() {
    let desk = desk();
    let offer = ["handoff", "offer", "C", "interim_contact=ana"];
    let unnamed = refused(&desk, &["handoff", "offer", "Northfield", "to_member=peter"], 1);
    assert!(unnamed.contains("No member has these roles at Northfield: Account lead, Service"), "{unnamed}");
    assert!(refused(&desk, &offer, 1).contains("to_member: To whom is needed; give it as to_member="));
    assert!(refused(&desk, &["handoff", "accept", "C"], 1).contains("No hand-off of Contoso Ltd is waiting"));
    assert!(refused(&desk, &["handoff", "show", "C"], 1).contains("was never handed over"));
    let day = "offered_on=2026-11-17";
    let pack = ["to_member=peter", "from_member=ana", "why_bought=They must close a site", day];
    step(&desk, &[&offer[..], &pack[..]].concat());
    assert!(refused(&desk, &[&offer[..], &pack[..]].concat(), 1).contains("is waiting; accept it or send it back"));
    let shown = desk.json(&["handoff", "show", "contoso"]);
    let seen = |key: &str| shown[key].clone();
    assert_eq!(
        (seen("state"), seen("to"), seen("waited_working_days")),
        ("offered".into(), "Peter Osei".into(), 3.into())
    );
    assert_eq!((seen("interim_contact"), seen("told_on")), ("Ana Ruiz".into(), Value::Null));
    let text = desk.text(&["handoff", "show", "contoso"]);
    for words in
        ["Ana Ruiz to Peter Osei", "waits for an answer for 3 business days", "They must close a site", "not yet"]
    {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    assert!(
        refused(&desk, &["handoff", "return", "C"], 1)
            .contains("gaps: Say what is missing when you send a hand-off back")
    );
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
    assert!(refused(&desk, &["commitment-met", "N"], 1).contains("more than one commitment; say which"));
    assert!(
        refused(&desk, &["commitment-met", "N", "migration", "--on", "+2d"], 1)
            .contains("on: 2026-11-24 is in the future")
    );
    let told = step(&desk, &["commitment-met", "N", "migration", "--on", "2026-11-19"]);
    assert_eq!(told["summary"], "Northwind Traders: The migration plan (met on 2026-11-19)");
    assert!(refused(&desk, &["commitment-met", "N", "migration"], 1).contains("was kept on 2026-11-19 before"));
    assert!(
        refused(&desk, &["commitment-given-up", "N"], 1).contains("reason: The reason is needed; give it as reason=")
    );
    let told = step(&desk, &["commitment-given-up", "N", "reason=They chose another site"]);
    assert_eq!(told["operation"], "Dismiss a task");
    assert!(desk.text(&["export", "commitments"]).contains("They chose another site"), "the reason is written out");
    assert!(
        refused(&desk, &["commitment-given-up", "N", "second", "reason=x"], 1)
            .contains("was given up on 2026-11-22 before")
    );
    let both = refused(&desk, &["edit", "promise", "N", "second", "kept_on=today"], 1);
    assert!(both.contains("broken_on: A commitment is met or given up, not both"), "{both}");
    step(&desk, &["tag", "N", "Contoso Ltd", "+reference", "+pilot"]);
    step(&desk, &["tag", "N", "-pilot"]);
    assert_eq!(desk.json(&["accounts", "tag:pilot"]).as_array().unwrap().len(), 1);
    assert_eq!(desk.json(&["accounts", "tag:reference"]).as_array().unwrap().len(), 2);
}

/// The open actions at an account that come from a playbook, by title.
fn planned(desk: &Desk, title: &str) -> Vec<(String, String)> {
    let lines = desk.json(&["today", "--all"]);
    let lines = lines["tasks"].as_array().unwrap().iter().filter(|line| line["title"] == title);
    lines.map(|line| (line["account"].to_string(), line["reason"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_new_hot_spot_puts_its_actions_on_the_list_until_it_is_retired() {
    let desk = desk();
    let new =
        ["new", "playbook", "onboarding", "name=No admin yet", "trigger=sig", "after=50", "day=0", "channel=call"];
    let title = "title=Ask who will run it";
    let alone = refused(&desk, &[&new[..], &[title, "owners=SV"]].concat(), 1);
    assert!(alone.contains("No sales role is responsible for No admin yet") && alone.contains("AL or ES"), "{alone}");
    for (wrong, words) in [
        (&["trigger=full moon"][..], "trigger: “full moon” is not "),
        (&["trigger=price", "after=3"], "after: “price increase” starts it at once"),
        (&["trigger=stall", "stage="], "stage: A playbook for a stall needs the stage"),
        (&["trigger=signature", "after=-4"], "after: “After” is a number from 0"),
        (&["trigger=signature", "day=soon"], "day: “soon” is not a number"),
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
    assert!(desk.text(&["pipeline", "--playbooks"]).contains("VP14 No admin yet: 50 days after the signature"));
    // Another trigger: what it was for no longer holds.
    let told = step(&desk, &["edit", "playbook", "VP14", "trigger=first invoice", "after=0"]);
    assert!(told["summary"].as_str().unwrap().contains("1 action withdrawn"), "{told}");
    assert!(planned(&desk, "Ask who will run it").is_empty());
    desk.json(&["undo"]);
    assert_eq!(planned(&desk, "Ask who will run it").len(), 1);
    // The only action that sales answers for is not given away or taken out.
    assert!(
        refused(&desk, &["edit", "task", "VP14", "1", "owners=SV"], 1).contains("owners: No sales role is responsible")
    );
    assert!(refused(&desk, &["remove", "task", "VP14", "1"], 1).contains("No sales role is responsible"));
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

#[test]
fn a_quote_becomes_an_action_and_only_one() {
    let desk = desk();
    assert!(refused(&desk, &["act", "N"], 1).contains("has no quote; p records a pulse"));
    desk.json(&["new", "pulse", "N", "score=2", "source=said", "quote=Too dear for us", "on=2026-11-10"]);
    desk.json(&["new", "pulse", "N", "score=4", "source=said", "quote=Support is quick", "on=2026-11-20"]);
    desk.json(&["new", "pulse", "N", "score=4", "source=said", "topics=price"]);
    let told = step(&desk, &["act", "N"]);
    let summary = told["summary"].as_str().unwrap();
    // A week from Sunday is a Sunday; the working day before it is a Friday.
    assert_eq!(summary, "Northwind Traders: Act on “Support is quick”, due 27 Nov");
    let said = refused(&desk, &["act", "N"], 1);
    assert!(said.contains("has an action already, due 27 Nov"), "{said}");
    step(&desk, &["act", "N", "too", "DEAR"]);
    assert!(refused(&desk, &["act", "N", "sunshine"], 1).contains("has no quote"));
    let action = desk.json(&["edit", "action", "N", "dear"]);
    let field = |key: &str| {
        let fields = action["fields"].as_array().unwrap();
        fields.iter().find(|field| field["field"] == key).unwrap()["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(field("owner"), "Ana Ruiz", "whoever leads the account");
    assert!(field("reason").contains("“Too dear for us”, pulse 2/5, 2026-11-10"), "{action}");
}

#[test]
fn the_day_of_a_member_is_what_is_theirs_to_do() {
    let desk = desk();
    desk.import(
        "actions",
        "external_id,account,title,owner,due\nA1,N,Send the comparison,R,2026-11-20\nA2,N,Fix the export,O,2026-11-21\n\
         A3,,Tidy the desk,R,2026-11-19\nA4,C,Call the payer,,2026-11-21\n",
    );
    let titles = |args: &[&str]| -> Vec<String> {
        let list = desk.json(args);
        let lines = list["tasks"].as_array().unwrap().iter().filter(|line| line["kind"] == "action");
        lines.map(|line| line["title"].as_str().unwrap().to_owned()).collect()
    };
    let all = titles(&["today", "--all"]);
    for title in ["Send the comparison", "Fix the export", "Tidy the desk", "Call the payer"] {
        assert!(all.iter().any(|one| one == title), "{title}: {all:?}");
    }
    let ana = titles(&["today", "--all", "--owner", "ruiz"]);
    assert!(ana.contains(&"Send the comparison".to_owned()), "{ana:?}");
    assert!(ana.contains(&"Call the payer".to_owned()), "what nobody owns is for the lead: {ana:?}");
    assert!(ana.contains(&"Tidy the desk".to_owned()), "what they own is theirs, for an account or for none: {ana:?}");
    assert!(!ana.contains(&"Fix the export".to_owned()), "{ana:?}");
    assert_eq!(titles(&["today", "--all", "--owner", "osei"]).iter().filter(|one| *one == "Fix the export").count(), 1);
    assert!(refused(&desk, &["today", "--owner", "nobody"], 1).contains("nobody"));
    let waits = |args: &[&str]| {
        let list = desk.json(args);
        list["more"].as_u64().unwrap() + list["tasks"].as_array().unwrap().len() as u64
    };
    assert!(waits(&["today", "--owner", "osei"]) < waits(&["today"]));
    // The smallest step is one line, the shortest.
    let smallest = desk.json(&["today", "--smallest"]);
    let least = desk.json(&["today"])["tasks"].as_array().unwrap().iter().map(|line| line["minutes"].as_u64()).min();
    assert_eq!(smallest["tasks"].as_array().unwrap().len(), 1);
    assert_eq!(smallest["tasks"][0]["minutes"].as_u64(), least.unwrap());
}

#[test]
fn a_day_with_nothing_due_asks_whom_to_call_all_the_same() {
    let desk = Desk::of("name,stage,customer_since,value\nCalm Mills,steady,2022-03-01,9000\n");
    desk.import("contacts", "account,name\nCalm Mills,Jo Lee\n");
    let kept = desk.json(&["log", "Calm Mills call @jo All runs well ^5 ~listened"]);
    assert_eq!((&kept["account"], &kept["meaningful"]), (&json!("Calm Mills"), &json!(true)), "--json may stand last");
    assert_eq!(desk.json(&["today"])["tasks"].as_array().map(Vec::len), Some(0));
    assert!(desk.text(&["today"]).contains("Done for today."));
    let tomorrow = desk.text(&["today", "--today", "2026-11-23"]);
    assert!(tomorrow.contains("All clear: nothing is due. A good day for a pulse check."), "{tomorrow}");
    let smallest = desk.text(&["today", "--smallest"]);
    assert!(smallest.contains("Calm Mills") && smallest.contains("nothing is due, last met today"), "{smallest}");
}
