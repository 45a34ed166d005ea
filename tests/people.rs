//! The people of one account on both sides: assignments, who met whom, pulses by role, who may have left; done, undone, done
//! again.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::pair::{Desk, day, keep, today};
use mainstay::book::cockpit::{AssignmentLine, AssignmentState};
use mainstay::book::team::departures::{Answer, Successor};
use mainstay::domain::action::Action;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::contact::Contact;
use mainstay::domain::contact_guard::{Most, Reached};
use mainstay::domain::departure_signal::DepartureSignal;
use mainstay::domain::event::Event;
use mainstay::domain::member::Member;
use mainstay::domain::role::{ContactRole, Duty, Role};
use mainstay::domain::team::counterparts::Tie;
use mainstay::domain::words::{Channel, DepartureSignalKind, Dependence, EventKind, ValueTag};

#[test]
fn a_seat_starts_anew_with_a_meaningful_touch_of_whoever_held_it() {
    let mut desk = Desk::new();
    desk.sit(desk.assignment(desk.ana, Role::AccountLead, None));
    let before = Assignment { until: Some(day("2026-11-10")), ..desk.assignment(desk.ana, Role::Service, None) };
    keep(&mut desk.book, before);
    let now = Assignment { since: Some(day("2026-11-11")), ..desk.assignment(desk.ben, Role::Service, None) };
    keep(&mut desk.book, now);
    assert_eq!(desk.line(Role::Service).last, None);
    // Two-way and with a named contact: that is meaningful, a value tag only refines it.
    desk.touch(desk.ana, desk.jane, "2026-11-09", None);
    let service = desk.line(Role::Service);
    assert_eq!((service.last, service.channel), (Some(day("2026-11-09")), Some(Channel::Visit)));
    assert_eq!(service.state, AssignmentState::OnCadence, "who held the seat before kept the promise");
    desk.touch(desk.ana, desk.jane, "2026-11-20", Some(ValueTag::Listened));
    assert_eq!(desk.line(Role::Service).last, Some(day("2026-11-09")), "who left the seat restarts it no more");
    assert_eq!(desk.line(Role::AccountLead).last, Some(day("2026-11-20")));
}

#[test]
fn both_executives_have_a_place_and_the_silent_one_is_seen() {
    let mut desk = Desk::new();
    desk.sit(desk.assignment(desk.ana, Role::ExecutiveSponsor, None));
    desk.touch(desk.ana, desk.jane, "2026-08-01", Some(ValueTag::Decided));
    let sides = desk.book.sides(desk.account).unwrap();
    let executives: Vec<_> =
        sides.assignments.iter().filter(|assignment| assignment.role == Role::ExecutiveSponsor).collect();
    let told: Vec<_> = executives
        .iter()
        .map(|assignment| (assignment.state, assignment.last, assignment.channel, assignment.every))
        .collect();
    assert_eq!(told[0], (AssignmentState::Overdue, Some(day("2026-08-01")), Some(Channel::Visit), Some(90)));
    assert_eq!(told[1], (AssignmentState::Empty, None, None, Some(90)));
    assert_eq!(told.len(), 2);
    // One stands for the business, one for sales: by the purpose of the assignment, else by the job of whoever holds it.
    let titles = |desk: &mut Desk| -> Vec<&'static str> {
        let assignments = desk.book.sides(desk.account).unwrap().assignments;
        assignments
            .iter()
            .filter(|assignment| assignment.role == Role::ExecutiveSponsor)
            .map(AssignmentLine::title)
            .collect()
    };
    assert_eq!(titles(&mut desk), ["Exec sponsor", "Exec, sales"], "who says neither is not guessed");
    let ana = desk.book.get(desk.ana).unwrap();
    keep(&mut desk.book, Member { title: Some("Head of sales".into()), ..ana });
    assert_eq!(titles(&mut desk), ["Exec, sales", "Exec, business"], "the other place is the empty one");
    let assignment =
        Assignment { duty: vec![Duty::Business], ..desk.assignment(desk.ben, Role::ExecutiveSponsor, None) };
    desk.sit(assignment);
    let mut both = titles(&mut desk);
    both.sort_unstable();
    assert_eq!(both, ["Exec, business", "Exec, sales"]);
}

#[test]
fn a_person_in_two_seats_is_one_row_and_a_peer_who_left_ties_nobody() {
    let mut desk = Desk::new();
    desk.sit(desk.assignment(desk.ana, Role::AccountLead, Some(desk.jane)));
    desk.sit(desk.assignment(desk.ana, Role::ExecutiveSponsor, Some(desk.omar)));
    desk.touch(desk.ana, desk.jane, "2026-11-20", None);
    desk.touch(desk.ana, desk.omar, "2026-07-01", None);
    let sides = desk.book.sides(desk.account).unwrap();
    assert_eq!(sides.grid.ours.len(), 1);
    assert_eq!((sides.grid.live(), sides.grid.named(), sides.grid.wanted, sides.grid.unnamed()), (1, 2, 3, 1));
    assert_eq!(desk.book.team(desk.account).unwrap().counterparts, (1, 3));
    let jane: Contact = desk.book.get(desk.jane).unwrap();
    keep(&mut desk.book, Contact { left_on: Some(day("2026-11-21")), ..jane });
    let sides = desk.book.sides(desk.account).unwrap();
    let ties: Vec<Tie> = sides.grid.rows[0].iter().map(|cell| cell.tie).collect();
    assert!(ties.contains(&Tie::Left) && ties.contains(&Tie::Faded), "{ties:?}");
    assert_eq!(desk.book.team(desk.account).unwrap().counterparts, (0, 3), "who left is no live pair");
    let same = desk.assignment(desk.ana, Role::AccountLead, None);
    let refused = desk.book.keep(same.clone()).unwrap_err();
    assert_eq!(refused.field, Some("member"));
    assert!(refused.sentence.contains("Ana Ruiz is Account lead there already"), "{}", refused.sentence);
    keep(&mut desk.book, Assignment { until: Some(day("2023-12-31")), since: Some(day("2023-01-01")), ..same });
}

#[test]
fn the_threads_of_an_account_are_those_of_the_formula() {
    let mut desk = Desk::new();
    desk.touch(desk.ana, desk.jane, "2026-11-20", Some(ValueTag::Solved));
    desk.touch(desk.ana, desk.omar, "2026-11-01", None);
    let sides = desk.book.sides(desk.account).unwrap();
    assert_eq!((sides.threads.contacts, sides.threads.functions, sides.threads.ours), (2, 1, 1));
    assert!((sides.survival.unwrap() - 0.9711).abs() < 1e-12, "1 − 0.17²");
    assert!((sides.threads.score() - (80.0 / 3.0 + 20.0 / 3.0 + 20.0 / 3.0)).abs() < 1e-9);
}

#[test]
fn pulses_stand_side_by_side_and_the_book_finds_who_sees_it_differently() {
    let mut desk = Desk::new();
    desk.sit(desk.assignment(desk.ben, Role::Service, None));
    desk.pulse(desk.jane, "2026-11-01", 4, "");
    assert!(desk.book.seen_differently().unwrap().is_empty(), "one voice differs from nobody");
    desk.touch(desk.ben, desk.omar, "2026-11-10", None);
    desk.pulse(desk.omar, "2026-11-10", 2, "");
    let voices = desk.book.pulses_by_role(desk.account).unwrap();
    let theirs: Vec<_> = voices.theirs.iter().map(|one| (one.role, one.reading.score, one.is_apart)).collect();
    assert_eq!(theirs, [(Some(ContactRole::Champion), 4, true), (Some(ContactRole::UserLead), 2, true)]);
    let ours: Vec<_> = voices.ours.iter().map(|one| (one.role, one.reading.score)).collect();
    assert_eq!(ours, [(Some(Role::Service), 2)], "the touch of the day tells who took it");
    let seen = desk.book.seen_differently().unwrap();
    assert_eq!(seen.iter().map(|one| (one.account, one.gap)).collect::<Vec<_>>(), [(desk.account, 2)]);
    desk.pulse(desk.omar, "2026-11-20", 3, "");
    assert!(desk.book.seen_differently().unwrap().is_empty(), "the newest counts");
}

#[test]
fn a_changed_record_is_a_question_and_comes_in_once() {
    let mut desk = Desk::new();
    let file = "external_id,account,name,title,email\njane,A1,Jane Doe,CEO,jane@contoso.example\n";
    let report = desk.import("contacts.csv", file);
    assert_eq!((report.rows, report.updated), (1, 1));
    let suspected_departures = desk.book.suspected_departures_of(desk.account).unwrap();
    assert_eq!(suspected_departures.len(), 1);
    let kinds: Vec<DepartureSignalKind> = suspected_departures[0].signs.iter().map(|sign| sign.kind).collect();
    assert_eq!(kinds, [DepartureSignalKind::Email, DepartureSignalKind::Title]);
    assert!(
        suspected_departures[0].evidence().contains("Jane Doe is “CEO” now, was “CFO”."),
        "{}",
        suspected_departures[0].evidence()
    );
    assert_eq!(desk.import("contacts.csv", file).unchanged, 1);
    assert_eq!(desk.book.all::<DepartureSignal>().unwrap().len(), 2, "the same file twice asks once");
    let all = desk.book.suspected_departures().unwrap();
    assert_eq!((all.len(), all[0].who.as_str(), all[0].name.as_str()), (1, "Jane Doe", "Northwind"));
    desk.book.answer_departure(desk.account, Some(desk.jane), &Answer::NothingChanged).unwrap();
    assert!(
        desk.book.suspected_departures_of(desk.account).unwrap().is_empty()
            && desk.book.suspected_departures().unwrap().is_empty()
    );
    assert_eq!(desk.book.get(desk.jane).unwrap().left_on, None, "nothing else is written");
    desk.book.undo().unwrap();
    assert_eq!(desk.book.suspected_departures_of(desk.account).unwrap(), suspected_departures);
}

#[test]
fn bounces_phrases_and_silence_are_questions_until_answered() {
    let mut desk = Desk::new();
    desk.touch(desk.ana, desk.jane, "2026-10-01", None);
    let silent = desk.book.suspected_departures_of(desk.account).unwrap();
    assert!(silent[0].is_silence() && silent[0].contact == Some(desk.jane), "{silent:?}");
    desk.book.answer_departure(desk.account, Some(desk.jane), &Answer::NothingChanged).unwrap();
    assert!(desk.book.suspected_departures_of(desk.account).unwrap().is_empty());
    let bounce = Event {
        account: desk.account,
        on: day("2026-11-15"),
        kind: EventKind::Bounce,
        detail: Some("Undeliverable: JANE@northwind.example".into()),
        ..Event::default()
    };
    keep(&mut desk.book, bounce);
    desk.pulse(desk.omar, "2026-11-18", 3, "I am the new head of it; send me a copy of the contract");
    let suspected_departures = desk.book.suspected_departures_of(desk.account).unwrap();
    let told: Vec<_> = suspected_departures.iter().map(|one| (one.contact, one.signs[0].kind)).collect();
    assert_eq!(told, [(Some(desk.omar), DepartureSignalKind::Phrase), (Some(desk.jane), DepartureSignalKind::Bounce)]);
    let gone = desk.book.answer_departure(desk.account, None, &Answer::NothingChanged).unwrap_err();
    assert!(gone.sentence.contains("answered already"), "{}", gone.sentence);
}

#[test]
fn an_answer_is_one_step_that_starts_the_playbook_and_can_be_undone() {
    let mut desk = Desk::new();
    desk.import("contacts.csv", "external_id,account,name,title\njane,A1,Jane Doe,CEO\n");
    let before = desk.content();
    let answer = desk.left(Dependence::Some, Some(Successor::New("Lee Park".into())));
    let outcome = desk.book.answer_departure(desk.account, Some(desk.jane), &answer).unwrap();
    assert!(
        outcome.summary.contains("Jane Doe, champion, left; successor Lee Park; some depended"),
        "{}",
        outcome.summary
    );
    let contacts: Vec<Contact> = desk.book.of_account(desk.account).unwrap();
    let named = |name: &str| contacts.iter().find(|one| one.name == name).unwrap();
    assert_eq!(named("Jane Doe").left_on, Some(day("2026-11-20")));
    assert_eq!(named("Lee Park").role, Some(ContactRole::Champion));
    let events: Vec<Event> = desk.book.of_account(desk.account).unwrap();
    assert_eq!((events[0].kind, events[0].on), (EventKind::SponsorLeft, day("2026-11-20")));
    let actions: Vec<Action> = desk.book.of_account(desk.account).unwrap();
    assert!(actions.iter().any(|one| one.playbook.as_deref().is_some_and(|key| key.starts_with("VP7"))), "{actions:?}");
    assert!(desk.book.suspected_departures_of(desk.account).unwrap().is_empty());
    let after = desk.content();
    desk.book.undo().unwrap();
    assert_eq!(desk.content(), before);
    desk.book.redo().unwrap();
    assert_eq!(desk.content(), after);
}

#[test]
fn who_takes_over_gets_the_seat_and_no_guess_is_made() {
    let mut desk = Desk::new();
    desk.import("contacts.csv", "external_id,account,name,title\njane,A1,Jane Doe,CEO\n");
    let own = desk.left(Dependence::ALot, Some(Successor::Known(desk.jane)));
    let refused = desk.book.answer_departure(desk.account, Some(desk.jane), &own).unwrap_err();
    assert_eq!(refused.field, Some("successor"));
    assert_eq!(desk.book.get(desk.jane).unwrap().left_on, None, "a refusal writes nothing");
    let answer = desk.left(Dependence::Little, Some(Successor::Known(desk.omar)));
    desk.book.answer_departure(desk.account, Some(desk.jane), &answer).unwrap();
    assert_eq!(desk.book.get(desk.omar).unwrap().role, Some(ContactRole::Champion));
    // Of somebody without a part nobody depended on: no playbook of a lost sponsor.
    assert!(!mainstay::book::team::departures::starts_playbook(None, Dependence::Little));
    assert!(mainstay::book::team::departures::starts_playbook(None, Dependence::ALot));
}

#[test]
fn signs_come_in_from_a_file_once() {
    let mut desk = Desk::new();
    desk.import("contacts.csv", "external_id,account,name,title\njane,A1,Jane Doe,CEO\n");
    let signs = "account,contact,kind,on,words\nA1,omar,bounce,2026-11-01,A mail came back.\n";
    assert_eq!(desk.import("hints.csv", signs).created, 1);
    assert_eq!(desk.import("hints.csv", signs).unchanged, 1);
    assert_eq!(desk.book.suspected_departures_of(desk.account).unwrap().len(), 2);
    let wrong = desk.import("hints.csv", "account,kind,on\nA1,gossip,2026-11-01\n");
    assert_eq!((wrong.created, wrong.rejected.len()), (0, 1));
}

#[test]
fn impossible_minutes_and_seats_are_refused_wherever_they_come_from() {
    let mut desk = Desk::new();
    let touches =
        "account,on,channel,contact_minutes\nA1,2026-11-01,call,1800\nA1,2026-11-02,call,-5\nA1,2026-11-03,call,30\n";
    let report = desk.import("touches.csv", touches);
    let told: Vec<_> = report.rejected.iter().map(|one| (one.line, one.column.as_str())).collect();
    assert_eq!((report.created, told), (1, vec![(2, "contact_minutes"), (3, "contact_minutes")]));
    let assignments =
        "account,member,role,minutes_month\n,Ana Ruiz,AL,10\nA1,Ana Ruiz,AL,50000\nNowhere,Ana Ruiz,AL,10\n";
    let report = desk.import("seats.csv", assignments);
    assert_eq!((report.created, report.rejected.len()), (0, 3), "{:?}", report.rejected);
    let members = "name,started_on,left_on\nLee Park,2026-05-01,2026-04-01\n";
    let report = desk.import("members.csv", members);
    assert!(report.rejected[0].reason.contains("lies before"), "{:?}", report.rejected);
    let ana: Member = desk.book.get(desk.ana).unwrap();
    let refused = desk.book.keep(Member { capacity_minutes: Some(30 * 60 * 31), ..ana }).unwrap_err();
    assert_eq!((refused.field, refused.sentence.contains("44,640")), (Some("capacity_minutes"), true));
}

#[test]
fn contact_beyond_twice_the_promise_is_warned_of_and_not_scored() {
    let mut desk = Desk::new();
    for ago in 0..12 {
        let on = today().plus(-ago).to_string();
        desk.touch(desk.ana, desk.jane, &on, Some(ValueTag::Informed));
    }
    let score = desk.book.standing(desk.account).unwrap().score;
    assert_eq!(desk.book.sides(desk.account).unwrap().too_often, None, "twice the promise is not beyond it");
    desk.touch(desk.ana, desk.jane, "2026-11-01", Some(ValueTag::Informed));
    assert_eq!(
        desk.book.sides(desk.account).unwrap().too_often,
        Some((Reached { messages: 0, touches: 13 }, Most { messages: 12, touches: 12 }))
    );
    assert_eq!(desk.book.standing(desk.account).unwrap().score, score);
}

#[test]
fn a_seat_without_a_cadence_and_without_a_touch_is_neither_late_nor_on_time() {
    let mut desk = Desk::new();
    let state = |desk: &mut Desk| {
        let assignments = desk.book.sides(desk.account).unwrap().assignments;
        assignments.into_iter().find(|one| one.role == Role::Communications).map(|one| (one.every, one.state)).unwrap()
    };
    desk.sit(desk.assignment(desk.ben, Role::Communications, None));
    assert_eq!(state(&mut desk), (None, AssignmentState::Unmeasured));
    desk.touch(desk.ben, desk.jane, "2026-11-01", Some(ValueTag::Solved));
    assert_eq!(state(&mut desk), (None, AssignmentState::OnCadence));
}
