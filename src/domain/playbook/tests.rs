//! Playbooks: those that ship, what is refused, codes.

use super::*;

fn shipped() -> Playbooks {
    Playbooks::shipped().unwrap()
}

/// The table of the specification: code, trigger, `after`, and for each action its day, assignments and channel.
#[rustfmt::skip]
const TABLE: [(&str, Trigger, i32, &str); 13] = [
    ("VP1",  Trigger::Signature,        0,  "0 AL call, 0 AL note, 2 SV call, 7 IM meet, 30 AL call"),
    ("VP2",  Trigger::HandoffGap,       2,  "0 AL call, 1 AL note, 3 SV email, 5 AL+ES note, 7 AL call"),
    ("VP3",  Trigger::Stall,            14, "0 IM call, 2 TL meet, 5 AL call, 10 SV email, 14 AL call"),
    ("VP4",  Trigger::FirstInvoice,     0,  "-5 FB email, 1 FB call, 7 AL call, 10 FB email"),
    ("VP5",  Trigger::Signature,        90, "-7 SV note, 0 AL+SV meet, 1 AL email, 3 SV call"),
    ("VP6",  Trigger::PriceIncrease,    0,  "-60 AL+FB note, -45 AL call, -30 FB email, 7 AL call, 30 SV call"),
    ("VP7",  Trigger::SponsorLeft,      0,  "0 AL call, 1 AL note, 3 ES call, 10 AL+SV meet, 30 AL call"),
    ("VP8",  Trigger::EscalationClosed, 0,  "0 SU call, 1 AL call, 5 TL email, 14 SV call, 30 AL call"),
    ("VP9",  Trigger::MemberLeft,       0,  "-10 AL meet, 0 ES call, 3 AL call, 14 AL visit, 30 SV call"),
    ("VP10", Trigger::Reorganisation,   0,  "0 AL call, 3 AL note, 7 ES call, 14 AL+SV meet, 30 AL note"),
    ("VP11", Trigger::Quiet,            2,  "0 AL email, 3 SV call, 7 ES call, 10 AL visit, 14 AL note"),
    ("VP12", Trigger::Decision,         0,  "-120 AL note, -90 AL+SV meet, -60 ES call, -30 AL meet, -14 FB email"),
    ("VP13", Trigger::NoticeOrLoss,     0,  "0 AL call, 1 AL note, 2 ES call, 7 AL+SV meet, 90 AL call"),
];

#[test]
fn the_playbooks_that_ship_are_those_of_the_specification() {
    let playbooks = shipped();
    assert_eq!(playbooks.list.len(), TABLE.len());
    for (playbook, (code, trigger, after, actions)) in playbooks.list.iter().zip(TABLE) {
        let told: Vec<String> = playbook
            .tasks
            .iter()
            .map(|task| {
                let assignments: Vec<_> = task.owners.iter().map(|role| role.word()).collect();
                format!("{} {} {}", task.day, assignments.join("+"), task.channel)
            })
            .collect();
        let seen = (playbook.code.as_str(), playbook.trigger, playbook.after, told.join(", "));
        assert_eq!(seen, (code, trigger, after, actions.to_owned()));
    }
}

#[test]
fn every_stage_named_by_a_playbook_is_a_stage() {
    let stages = crate::domain::stages::Stages::shipped().unwrap();
    for stage in shipped().list.iter().filter_map(|playbook| playbook.stage.as_deref()) {
        assert!(stages.place(stage).is_some(), "{stage}");
    }
}

#[test]
fn the_sixth_action_is_refused_with_the_reason_and_the_way() {
    let mut playbooks = shipped();
    let sixth = playbooks.list[0].tasks[4].clone();
    playbooks.list[0].tasks.push(sixth);
    let problem = playbooks.check().unwrap_err();
    assert!(problem.sentence.contains("5 actions") && problem.sentence.contains("retire one"), "{problem}");
    playbooks.list[0].tasks.remove(1);
    playbooks.check().unwrap();
}

#[test]
fn playbooks_read_back_as_they_were_written() {
    assert_eq!(Playbooks::read(&shipped().written().unwrap()).unwrap(), shipped());
}

#[test]
fn what_cannot_run_is_refused_at_its_field() {
    type Spoil = fn(&mut Playbook);
    let wrong: [(&str, Spoil); 7] = [
        ("code", |it| it.code = "a:b".into()),
        ("code", |it| it.code = "VP2".into()),
        ("name", |it| it.name = " ".into()),
        ("after", |it| it.after = -1),
        ("stage", |it| (it.trigger, it.stage) = (Trigger::Stall, None)),
        ("owners", |it| it.tasks[0].owners.clear()),
        ("day", |it| it.tasks[0].day = 100_000),
    ];
    for (field, spoil) in wrong {
        let mut playbooks = shipped();
        spoil(&mut playbooks.list[0]);
        assert_eq!(playbooks.check().unwrap_err().field, Some(field));
    }
    assert!(Playbooks::read(r#"{"playbook": [{"code": "X", "name": "Y", "trigger": "full moon"}]}"#).is_err());
}

#[test]
fn what_is_made_is_answered_for_in_sales_and_starts_when_it_says() {
    let before = shipped();
    before.list.iter().for_each(|playbook| playbook.check_made().unwrap());
    let refused = |spoil: fn(&mut Playbooks)| {
        let mut after = shipped();
        spoil(&mut after);
        after.check().unwrap();
        after.check_change(&before).unwrap_err()
    };
    let service = |it: &mut Playbook| it.tasks.iter_mut().for_each(|task| task.owners = vec![Role::Service]);
    let mut after = shipped();
    service(&mut after.list[0]);
    let problem = after.check_change(&before).unwrap_err();
    assert!(problem.sentence.contains("No sales role is responsible for"), "{problem}");
    assert_eq!(refused(|it| it.list[3].after = 2).field, Some("after"));
    assert_eq!(refused(|it| it.list[6].tasks.clear()).field, Some("owners"));
    let problem = refused(|it| {
        for number in 14..=25 {
            it.list.push(Playbook { code: format!("VP{number}"), ..it.list[0].clone() });
        }
    });
    assert!(problem.sentence.contains("24 playbooks") && problem.sentence.contains("retire one"), "{problem}");
    // What was so before may stay so while another is changed.
    let mut old = shipped();
    service(&mut old.list[0]);
    let mut after = old.clone();
    after.list[1].name = "Another".into();
    after.check_change(&old).unwrap();
}

#[test]
fn a_new_code_is_one_that_was_never_used() {
    let playbooks = shipped();
    assert_eq!(playbooks.free_code([].into_iter()), "VP14");
    assert_eq!(playbooks.free_code(["VP15", "vp16", "X99", "VPx"].into_iter()), "VP17");
    assert_eq!(Playbooks { list: Vec::new() }.free_code([].into_iter()), "VP1");
}

#[test]
fn a_playbook_is_found_by_code_or_name() {
    let playbooks = shipped();
    assert_eq!(playbooks.find("vp12").map(|one| one.name.as_str()), Some("Pre-renewal"));
    assert_eq!(playbooks.find("going quiet").map(|one| one.code.as_str()), Some("VP11"));
    assert_eq!(playbooks.find("VP12").and_then(Playbook::span), Some((-120, -14)));
}
