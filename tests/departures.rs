//! A team member leaves: what hangs on them, who follows, and the departure itself: done, undone, done again.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::made::{busiest, content, day, demo, today};
use mainstay::book::Book;
use mainstay::book::team::carry_out::Departure;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::contact::Contact;
use mainstay::domain::contract::Contract;
use mainstay::domain::handoff::Handoff;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::role::{Duty, Role};
use mainstay::domain::touch::Touch;
use mainstay::domain::watch::Watch;
use mainstay::domain::words::HandoffState;
use std::collections::BTreeSet;

fn leaves(member: &Member, on: &str) -> Departure {
    Departure { member: member.id, on: day(on), to: None }
}

#[test]
fn what_if_counts_what_they_lead_and_names_who_follows() {
    let folder = tempfile::tempdir().unwrap();
    let book = demo(folder.path());
    let member = busiest(&book);
    let what_if = book.what_if(member.id).unwrap();
    let person = book.people().unwrap().list.into_iter().find(|one| one.member.id == member.id).unwrap();
    assert_eq!((what_if.accounts, what_if.value), (u64::from(person.leads), person.value));
    let share = |part: f64| (person.value.unwrap() as f64 * part).round() as i64;
    assert_eq!(what_if.loss, Some((share(0.132), share(0.176))));
    for one in &what_if.held {
        let heir = one.successor.as_ref().expect("somebody can take over");
        assert_ne!(heir.member, member.id);
        assert!(book.get(heir.member).unwrap().left_on.is_none() && !heir.reason.is_empty());
    }
    let named: u64 = what_if.real_risk().count() as u64;
    let exposure = book.exposure().unwrap();
    let mine: BTreeSet<_> = what_if.held.iter().filter(|one| one.leads).map(|one| one.account).collect();
    let real = exposure.lines.iter().filter(|one| one.holding.real_risk && mine.contains(&one.account)).count() as u64;
    assert_eq!(named, real);
    assert_eq!(book.what_if(member.id).unwrap(), what_if, "the same book names the same people");
    // Somebody who is known by nobody else is not known by a second team member.
    let (held, sole) = what_if.held.iter().find_map(|one| one.sole.first().map(|sole| (one, sole.clone()))).unwrap();
    let touches: Vec<Touch> = book.of_account(held.account).unwrap();
    let contacts: Vec<Contact> = book.of_account(held.account).unwrap();
    let met: BTreeSet<_> = touches
        .iter()
        .filter(|touch| touch.two_way)
        .filter(|touch| contacts.iter().any(|one| one.name == sole && touch.contacts.contains(&one.id)))
        .flat_map(|touch| touch.members.clone())
        .filter(|one| book.get(*one).unwrap().left_on.is_none())
        .collect();
    assert_eq!(met, BTreeSet::from([member.id]));
}

#[test]
fn whoever_is_named_as_cover_takes_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let member = busiest(&book);
    let one = book.what_if(member.id).unwrap().held[0].clone();
    let people = book.people().unwrap().list;
    let taken = one.successor.unwrap().member;
    let cover = people.iter().find(|one| !one.is_gone && one.member.id != member.id && one.member.id != taken).unwrap();
    let assignment = book.of_account::<Assignment>(one.account).unwrap().remove(0);
    let duty = vec![Duty::Cover];
    let assignment =
        Assignment { id: Id::NEW, external_id: None, member: Some(cover.member.id), until: None, duty, ..assignment };
    book.keep(Assignment { role: Role::Support, ..assignment }).unwrap();
    let held = book.what_if(member.id).unwrap().held;
    let heir = held.into_iter().find(|held| held.account == one.account).unwrap().successor.unwrap();
    assert_eq!(heir.member, cover.member.id);
    assert!(heir.reason.starts_with("named as cover"), "{}", heir.reason);
}

#[test]
fn a_departure_is_one_step_that_undo_takes_back_and_redo_does_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let member = busiest(&book);
    let plan = book.what_if(member.id).unwrap();
    let (before, step) = (content(&book), book.newest_step().unwrap());
    let outcome = book.carry_out(&leaves(&member, "2026-12-15")).unwrap();
    assert_eq!(book.newest_step().unwrap(), step + 1);
    assert_eq!(outcome.name, "Process a departure");
    assert!(outcome.summary.contains("playbooks:"), "the playbook of a rep who leaves starts: {}", outcome.summary);
    assert_eq!(book.get(member.id).unwrap().left_on, Some(day("2026-12-15")));
    let mut offered = 0;
    for one in &plan.held {
        let assignments: Vec<Assignment> = book.of_account(one.account).unwrap();
        let heir = one.successor.as_ref().unwrap().member;
        let ended = assignments.iter().filter(|assignment| assignment.member == Some(member.id));
        assert!(
            ended.clone().all(|assignment| assignment.until.is_some_and(|until| until <= day("2026-12-15"))),
            "{}",
            one.name
        );
        for role in &one.roles {
            let follows = assignments
                .iter()
                .find(|assignment| assignment.role == *role && assignment.member == Some(heir))
                .unwrap();
            assert!(follows.until.is_none() && follows.since.is_some_and(|since| since > today()), "{}", one.name);
        }
        assert_ne!(book.get(one.account).unwrap().owner, Some(member.id));
        let offers: Vec<Handoff> = book.of_account(one.account).unwrap();
        let offer = offers.iter().find(|offer| offer.from_member == Some(member.id) && offer.offered_on == today());
        let served = assignments.iter().any(|assignment| {
            assignment.role == Role::Service
                && assignment.until.is_none()
                && assignment.member.is_some_and(|one| one != member.id)
        });
        let waits = offers.iter().any(|offer| offer.state == HandoffState::Offered && offer.offered_on < today());
        assert_eq!(offer.is_some(), one.leads && served && !waits, "{}", one.name);
        if let Some(offer) = offer {
            offered += 1;
            assert_eq!((offer.to_member, offer.state), (Some(heir), HandoffState::Offered));
            assert!(offer.interim_contact.is_some_and(|interim| interim != member.id), "{}", one.name);
            let contacts: Vec<Contact> = book.of_account(one.account).unwrap();
            assert_eq!(offer.people.is_some(), contacts.iter().any(|one| one.left_on.is_none()), "{}", one.name);
        }
        let actions: Vec<Action> = book.of_account(one.account).unwrap();
        let ninth = |action: &&Action| action.playbook.as_deref().is_some_and(|name| name.starts_with("VP9"));
        assert!(actions.iter().any(|action| ninth(&action)), "{} has no VP9", one.name);
    }
    assert!(offered > 0, "no hand-off was offered");
    let after = content(&book);
    book.undo().unwrap();
    assert_eq!(content(&book), before);
    book.redo().unwrap();
    assert_eq!(content(&book), after);
    assert!(book.check(mainstay::book::Depth::Full).unwrap().is_empty());
}

#[test]
fn contract_lines_deals_goals_and_watches_go_with_the_work_also_where_no_seat_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let member = busiest(&book);
    let held: BTreeSet<Id<Account>> = book.what_if(member.id).unwrap().held.iter().map(|one| one.account).collect();
    let led_by = |book: &Book, account: Id<Account>| book.get(account).unwrap().owner.unwrap();
    let lines: Vec<Contract> = book.all().unwrap();
    let open = |here: bool| {
        let wanted = |one: &&Contract| one.outcome.is_none() && held.contains(&one.account) == here;
        lines.iter().find(wanted).unwrap().clone()
    };
    let (mine, elsewhere) = (open(true), open(false));
    for line in [&mine, &elsewhere] {
        book.keep(Contract { owner: Some(member.id), ..line.clone() }).unwrap();
    }
    let other = led_by(&book, elsewhere.account);
    let watch =
        Watch { account: elsewhere.account, member: member.id, cover: Some(other), since: today(), ..Watch::default() };
    let watch = book.keep(watch).unwrap().0;
    let before = content(&book);
    book.carry_out(&leaves(&member, "2026-12-15")).unwrap();
    let heir = led_by(&book, mine.account);
    assert_ne!(heir, member.id);
    assert_eq!(book.get(mine.id).unwrap().owner, Some(heir));
    assert_eq!(book.get(elsewhere.id).unwrap().owner, Some(other), "whoever leads goes on with it");
    let watch = book.get(watch).unwrap();
    assert_eq!((watch.member, watch.cover), (other, None), "nobody is a cover for themselves");
    let after = content(&book);
    book.undo().unwrap();
    assert_eq!(content(&book), before);
    book.redo().unwrap();
    assert_eq!(content(&book), after);
}

#[test]
fn all_of_it_can_go_to_one_colleague() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let member = busiest(&book);
    let held = book.what_if(member.id).unwrap().held;
    let people = book.people().unwrap().list;
    let heir = people.iter().find(|one| one.member.id != member.id && one.leads > 0).unwrap().member.id;
    book.carry_out(&Departure { to: Some(heir), ..leaves(&member, "2026-11-22") }).unwrap();
    for one in held.iter().filter(|one| one.leads) {
        assert_eq!(book.get(one.account).unwrap().owner, Some(heir), "{}", one.name);
    }
    let after = book.what_if(member.id).unwrap();
    assert!(after.held.iter().all(|one| !one.leads) || today() == day("2026-11-22"), "the last day is still theirs");
}

#[test]
fn departures_that_cannot_be_are_refused_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let member = busiest(&book);
    let gone = book.people().unwrap().list.into_iter().find(|one| one.is_gone).unwrap().member;
    let before = content(&book);
    let refused = |book: &mut Book, departure: Departure, words: &str| {
        let problem = book.carry_out(&departure).unwrap_err();
        assert!(problem.sentence.contains(words), "{problem}");
    };
    refused(&mut book, leaves(&member, "1999-01-01"), "lies before that");
    refused(&mut book, leaves(&gone, "2026-12-01"), "already");
    refused(&mut book, Departure { to: Some(member.id), ..leaves(&member, "2026-12-01") }, "somebody who stays");
    refused(&mut book, Departure { to: Some(gone.id), ..leaves(&member, "2026-12-01") }, "not here then");
    refused(&mut book, Departure { member: Id::new(5), ..leaves(&member, "2026-12-01") }, "no longer in the book");
    assert_eq!(content(&book), before);
    // The same order holds for a form or an import: leaving before joining is no record.
    let twisted = Member { left_on: Some(day("1999-01-01")), ..member.clone() };
    assert!(book.keep(twisted).unwrap_err().sentence.contains("lies before"));
    // An assignment of more minutes than a month has.
    let assignment: Assignment = book.all::<Assignment>().unwrap().remove(0);
    assert!(
        book.keep(Assignment { minutes_month: Some(30 * 60 * 31), ..assignment })
            .unwrap_err()
            .sentence
            .contains("44,640")
    );
}

#[test]
fn the_last_of_ours_cannot_leave_before_somebody_takes_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open(&folder.path().join("b.db"), true, Some(today())).unwrap();
    let alone = Member { name: "Ana Ruiz".into(), ..Member::default() };
    let alone = Member { id: book.keep(alone.clone()).unwrap().0, ..alone };
    let problem = book.carry_out(&leaves(&alone, "2026-12-01")).unwrap_err();
    assert!(problem.sentence.contains("last team member"), "{problem}");
    assert_eq!(book.what_if(alone.id).unwrap().accounts, 0);
    assert_eq!(book.people().unwrap().whole.heads, 1);
    assert_eq!(book.exposure().unwrap().sizing.share(), None);
    let colleague = Member { id: Id::NEW, name: "Ben Osei".into(), ..alone.clone() };
    book.keep(colleague).unwrap();
    book.carry_out(&leaves(&alone, "2026-12-01")).unwrap();
}

#[test]
fn a_packet_tells_what_whoever_takes_over_must_know() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let member = busiest(&book);
    let what_if = book.what_if(member.id).unwrap();
    let one = what_if.held.iter().find(|one| !one.sole.is_empty()).unwrap();
    book.keep(Account { notes: Some("<b>bold</b> & | pipes".into()), ..book.get(one.account).unwrap() }).unwrap();
    let page = book.handover(one.account).unwrap();
    let headings: Vec<&str> = page.sections.iter().map(|section| section.heading.as_str()).collect();
    let only = format!("Contacts only {} knows", member.name);
    for heading in ["People", &only, "Commitments and next steps", "Plan", "The last ten touches", "Open risks"] {
        assert!(headings.contains(&heading), "{heading} is missing in {headings:?}");
    }
    assert!(page.markdown().contains(&one.sole[0]));
    let html = page.html();
    assert!(html.contains("&lt;b&gt;bold&lt;/b&gt; &amp; | pipes") && !html.contains("<b>"), "text stays text");
    let all = book.handover_of(member.id).unwrap();
    let parts = all.sections.iter().filter(|section| section.breaks).count();
    assert_eq!(parts, what_if.held.len(), "every account begins a sheet");
    assert!(all.markdown().contains("13.2–17.6 %"));
}
