//! Our people through the book: what they carry, who hangs on whom, who helped whom.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::made::{busiest, content, day, demo, today};
use mainstay::book::Book;
use mainstay::book::team::exposure::Marks;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::contract::Contract;
use mainstay::domain::contribution::Contribution;
use mainstay::domain::day::Day;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::plan::Plan;
use mainstay::domain::risk::points::Tier;
use mainstay::domain::role::Role;
use mainstay::domain::team::exposure::Hold;
use mainstay::domain::touch::Touch;
use mainstay::domain::words::{ContractOutcome, ContributionKind, PlanKind};
use std::collections::BTreeSet;

#[test]
fn every_account_is_led_once_and_minutes_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let book = demo(folder.path());
    let people = book.people().unwrap();
    let open = book.lifecycle().unwrap();
    let led: u64 = people.list.iter().map(|one| u64::from(one.leads)).sum();
    assert_eq!(led + people.unled.0, open.accounts);
    assert_eq!(people.list.iter().filter_map(|one| one.value).chain(people.unled.1).sum::<i64>(), open.value);
    let touches: Vec<Touch> = book.all().unwrap();
    let one = people.list.iter().find(|one| one.load.logged.total() > 0).unwrap();
    let mine = touches
        .iter()
        .filter(|touch| touch.members.contains(&one.member.id) && touch.on > today().plus(-30) && touch.on <= today());
    let minutes = mine.fold((0, 0, 0), |sum, touch| {
        let minutes = |one: Option<u32>| one.unwrap_or(0);
        (
            sum.0 + minutes(touch.prep_minutes),
            sum.1 + minutes(touch.contact_minutes),
            sum.2 + minutes(touch.followup_minutes),
        )
    });
    let logged = one.load.logged;
    assert_eq!((logged.prep, logged.contact, logged.followup), minutes);
    assert!(people.list.iter().any(|one| one.is_gone), "a book of years has seen somebody leave");
    assert_eq!(people.whole.heads as usize, people.list.iter().filter(|one| !one.is_gone).count());
    assert_eq!(people.teams.iter().map(|(_, team)| team.heads).sum::<u32>(), people.whole.heads);
}

#[test]
fn a_seat_that_names_no_minutes_takes_what_the_tier_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let exposure = book.exposure().unwrap();
    let account = exposure.lines[0].account;
    for assignment in book.of_account::<Assignment>(account).unwrap() {
        book.remove(assignment.id).unwrap();
    }
    let fresh = Member { id: Id::NEW, external_id: None, name: "Zoë Fresh".into(), ..busiest(&book) };
    let fresh = book.keep(Member { capacity_minutes: Some(500), ..fresh }).unwrap().0;
    let assignment = |role, minutes| Assignment {
        id: Id::NEW,
        account,
        member: Some(fresh),
        role,
        minutes_month: minutes,
        ..Assignment::default()
    };
    // One person in two assignments carries both.
    book.keep(assignment(Role::AccountLead, None)).unwrap();
    book.keep(assignment(Role::Service, Some(200))).unwrap();
    let find = |book: &Book| book.people().unwrap().list.into_iter().find(|one| one.member.id == fresh).unwrap();
    let person = find(&book);
    assert_eq!((person.load.expected, person.assignments, person.leads), (600, 2, 1), "tier A: 600 a month");
    assert_eq!(person.load.is_over(), Some(true));
    book.keep(assignment(Role::Support, Some(500))).unwrap();
    assert_eq!(find(&book).load.expected, 700, "named minutes count even beyond the team's");
}

#[test]
fn exposure_is_the_top_fifth_by_the_score_s_own_signal() {
    let folder = tempfile::tempdir().unwrap();
    let book = demo(folder.path());
    let exposure = book.exposure().unwrap();
    let risks = book.risks().unwrap();
    let tops: Vec<_> = risks.iter().filter(|one| one.explained.facts.tier == Tier::A).collect();
    let here: BTreeSet<_> = exposure.lines.iter().map(|one| one.account).collect();
    assert_eq!(here, tops.iter().map(|one| one.account.id).collect());
    assert_eq!(exposure.sizing.top, tops.len() as u64);
    let real: BTreeSet<_> =
        tops.iter().filter(|one| one.explained.score.points_of("K1") == 10).map(|one| one.account.id).collect();
    assert_eq!(exposure.sizing.real_risk.0, real.len() as u64);
    assert!(!real.is_empty(), "nothing to see in this book");
    let first: BTreeSet<_> = exposure.lines.iter().take(real.len()).map(|one| one.account).collect();
    assert_eq!(first, real, "real risk first");
    let sizing = exposure.sizing;
    let shared = exposure.lines.iter().filter(|one| one.holding.hold == Some(Hold::Shared)).count() as u64;
    assert_eq!(sizing.single.0 + sizing.primary.0 + sizing.unknown.0 + shared, sizing.top);
    assert!(sizing.share().is_some_and(|share| share > 0.2 && share < 1.0), "{:?}", sizing.share());
    for line in exposure.lines.iter().filter(|one| one.holding.is_exposed()) {
        assert!(!line.step.is_empty(), "{} has no next step", line.name);
    }
    for line in &exposure.lines {
        let facts = &tops.iter().find(|one| one.account.id == line.account).unwrap().explained.facts;
        assert_eq!((line.threads.contacts, line.threads.ours), (facts.contacts, facts.members), "{}", line.name);
        assert!(line.effective.is_none_or(|people| people >= 1.0 - 1e-9), "{}", line.name);
        assert!((line.survival - (1.0 - 0.17f64.powi(facts.contacts as i32))).abs() < 1e-12);
    }
    let veterans = &exposure.veterans;
    assert!(veterans.iter().all(|one| one.since <= today().plus_months_back(24)));
    assert!(veterans.is_sorted_by_key(|one| one.last), "longest unseen first");
}

#[test]
fn one_step_for_an_exposed_account_goes_on_the_list_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let line = book.exposure().unwrap().lines.into_iter().find(|one| one.holding.is_exposed() && !one.is_planned);
    let Some(line) = line else { panic!("every exposed account has a step already") };
    let before = content(&book);
    book.take_step(line.account).unwrap();
    let again = book.take_step(line.account).unwrap_err();
    assert!(again.sentence.contains("next step already"), "{again}");
    let list = book.today_list(None, true).unwrap().lines;
    assert!(list.iter().any(|one| one.account == Some(line.account) && one.title == line.step), "it starts today");
    let now = book.exposure().unwrap().lines.into_iter().find(|one| one.account == line.account).unwrap();
    assert!(now.is_planned && now.step.starts_with(&line.step), "{}", now.step);
    book.undo().unwrap();
    assert_eq!(content(&book), before);
}

#[test]
fn a_quick_win_is_the_shortest_step_and_goes_on_the_list_beside_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let exposure = book.exposure().unwrap();
    let exposed = exposure.lines.iter().filter(|one| one.holding.is_exposed()).count();
    assert_eq!(exposure.quick_wins().count(), exposed, "one for every account that hangs on one of us");
    assert!(exposure.lines.iter().all(|one| one.quick.is_some() == one.holding.is_exposed()));
    let order: Vec<_> = exposure.quick_wins().map(|(_, win)| (win.planned.is_some(), win.quick.minutes)).collect();
    assert!(order.is_sorted(), "{order:?}");
    let busy = exposure.quick_wins().find(|(one, win)| one.is_planned && win.planned.is_none());
    let (line, win) = busy.map(|(one, win)| (one.clone(), win.clone())).unwrap();
    let before = content(&book);
    book.take_quick_win(line.account).unwrap();
    let again = book.take_quick_win(line.account).unwrap_err();
    assert!(again.sentence.contains(&win.quick.step) && again.sentence.contains("on the list already"), "{again}");
    let action: Action =
        book.of_account(line.account).unwrap().into_iter().find(|one: &Action| one.title == win.quick.step).unwrap();
    assert_eq!((action.minutes, action.channel), (Some(win.quick.minutes), Some(win.quick.channel)));
    let now = book.exposure().unwrap();
    let (_, taken) = now.quick_wins().find(|(one, _)| one.account == line.account).unwrap();
    assert_eq!(taken.planned, Some(action.id));
    book.undo().unwrap();
    assert_eq!(content(&book), before);
    book.redo().unwrap();
    let again = book.exposure().unwrap();
    assert_eq!(again.quick_wins().filter(|(_, win)| win.planned.is_some()).count(), 1);
}

#[test]
fn nobody_who_holds_an_account_alone_is_brought_in_beside_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let book = demo(folder.path());
    let exposed: Vec<_> = book.exposure().unwrap().lines.into_iter().filter(|one| one.holding.is_exposed()).collect();
    assert!(!exposed.is_empty());
    let mut proposed = 0;
    for line in exposed.iter().filter(|one| one.step.starts_with("Bring ")) {
        proposed += 1;
        assert!(!line.step.contains(&line.who), "{}: only {} met them, and {}", line.name, line.who, line.step);
    }
    assert!(proposed > 0, "there is somebody to bring in");
}

#[test]
fn loyal_and_retainable_are_marked_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let account = book.exposure().unwrap().lines[0].account;
    assert_eq!(book.marks(account).unwrap(), Marks::default());
    let marks = Marks { loyal: Some(true), retainable: Some(false) };
    book.mark(account, marks).unwrap();
    assert_eq!(book.marks(account).unwrap(), marks);
    let marked = book.get(account).unwrap();
    assert_eq!((marked.loyal, marked.retainable, marked.tags.len()), (Some(true), Some(false), 0));
    book.mark(account, Marks { loyal: Some(false), retainable: None }).unwrap();
    assert_eq!(book.marks(account).unwrap(), Marks { loyal: Some(false), retainable: None });
    let nothing = book.mark(account, Marks { loyal: Some(false), retainable: None }).unwrap();
    assert_eq!(nothing.step, 0, "nothing changed, no step");
    book.undo().unwrap();
    assert_eq!(book.marks(account).unwrap(), marks);
}

#[test]
fn thanks_are_due_within_five_days_and_shares_are_of_all_touches() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let account = book.exposure().unwrap().lines[0].account;
    let member = busiest(&book).id;
    let before = book.inside().unwrap();
    let helped =
        |kind, on, what: &str| Contribution { account, member, kind, on, what: what.into(), ..Contribution::default() };
    book.credit(helped(ContributionKind::Save, today().plus(-6), "sat with them over the bill")).unwrap();
    let ahead = book.credit(helped(ContributionKind::Save, today().plus(1), "will help")).unwrap_err();
    assert!(ahead.sentence.contains("in the future"), "{ahead}");
    assert!(book.credit(helped(ContributionKind::Win, today(), " ")).is_err(), "for nothing nobody is thanked");
    let inside = book.inside().unwrap();
    assert_eq!(inside.due, (before.due.0 + 1, before.due.1 + 1), "late after five days");
    let late = inside.credits.iter().find(|one| one.contribution.what.contains("the bill")).unwrap();
    assert_eq!(late.thank_by, today().plus(-1));
    let id: Id<Contribution> = late.contribution.id;
    assert!(book.thanks_words(&late.contribution).unwrap().contains("sat with them over the bill. It helped to keep"));
    book.thank(id, Some("Thank you for the bill")).unwrap();
    assert_eq!(book.get(id).unwrap().thanks.as_deref(), Some("Thank you for the bill"), "the words are kept");
    assert!(book.thank(id, None).unwrap_err().sentence.contains("was thanked on"));
    assert_eq!(book.inside().unwrap().due, before.due);
    assert!(inside.folks.iter().all(|one| one.touches > 0 && one.touches <= inside.touches()));
    for one in &inside.roles {
        assert!(one.renewals <= inside.renewed.0 && one.saves <= one.renewals);
    }
}

#[test]
fn joint_work_is_counted_by_pair_and_each_touch_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let account = book.exposure().unwrap().lines[0].account;
    let before = book.inside().unwrap();
    let people: Vec<Member> = book.all::<Member>().unwrap().into_iter().filter(|one| one.left_on.is_none()).collect();
    let [ana, ben, cleo] = [0, 1, 2].map(|place: usize| people[place].clone());
    let touch = book.all::<Touch>().unwrap().into_iter().find(|one| one.account == account).unwrap();
    let mut with = |members: &[&Member], on: Day| {
        let members = members.iter().map(|one| one.id).collect();
        book.keep(Touch { id: Id::NEW, external_id: None, members, on, ..touch.clone() }).unwrap();
    };
    with(&[&ana], today().plus(-2));
    with(&[&ana, &ben], today().plus(-2));
    with(&[&ana, &ben, &cleo], today().plus(-1));
    with(&[&ana, &ben], today().plus(-400));
    let inside = book.inside().unwrap();
    assert_eq!(inside.joint, before.joint + 2, "alone is not together, and a year is twelve months");
    let of = |inside: &mainstay::book::team::inside::Inside, one: &Member, other: &Member| {
        let named = |a: &str, b: &str| (a == one.name && b == other.name) || (a == other.name && b == one.name);
        inside.pairs.iter().find(|(a, b, _)| named(a, b)).map_or(0, |pair| pair.2)
    };
    assert_eq!(of(&inside, &ana, &ben), of(&before, &ana, &ben) + 2);
    assert_eq!(of(&inside, &ben, &cleo), of(&before, &ben, &cleo) + 1);
    assert!(inside.pairs.windows(2).all(|two| two[0].2 >= two[1].2), "most first");
}

#[test]
fn what_came_before_renewals_stands_beside_the_same_for_losses() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let before = book.inside().unwrap();
    let [renewals, saves, losses] = before.preceded;
    assert_eq!((renewals.count, saves.count), before.renewed);
    assert!(renewals.count > 0 && losses.count > 0);
    for one in before.preceded {
        assert!(one.with.iter().all(|with| *with <= one.count), "{one:?}");
    }
    // A plan that was there in the ninety days counts for it, one of before does not.
    let renewed: Vec<Contract> = book.all::<Contract>().unwrap();
    let from = today().plus(-300);
    let fits = |one: &&Contract| {
        one.outcome == Some(ContractOutcome::Renewed)
            && one.outcome_on.is_some_and(|on| on > from && on <= today())
            && book.of_account::<Plan>(one.account).unwrap().is_empty()
    };
    let line = renewed.iter().find(fits).unwrap().clone();
    let on = line.outcome_on.unwrap();
    let plan = |closed: Day| Plan {
        formality: mainstay::domain::words::Formality::default(),
        account: line.account,
        kind: PlanKind::Internal,
        started_on: on.plus(-200),
        closed_on: Some(closed),
        ..Plan::default()
    };
    book.keep(plan(on.plus(-91))).unwrap();
    assert_eq!(book.inside().unwrap().preceded[0].with[0], renewals.with[0]);
    book.keep(plan(on.plus(-90))).unwrap();
    assert!(book.inside().unwrap().preceded[0].with[0] > renewals.with[0]);
}

#[test]
fn a_real_risk_is_that_of_whoever_holds_them_alone() {
    let folder = tempfile::tempdir().unwrap();
    let book = demo(folder.path());
    let members: Vec<Member> = book.all().unwrap();
    let exposed: Vec<_> = book.exposure().unwrap().lines.into_iter().filter(|one| one.holding.real_risk).collect();
    assert!(!exposed.is_empty());
    for line in exposed {
        let holder = members.iter().find(|one| one.name == line.who).unwrap();
        let what_if = book.what_if(holder.id).unwrap();
        assert!(what_if.real_risk().any(|one| one.account == line.account), "{} hangs on {}", line.name, line.who);
        for other in members.iter().filter(|one| one.id != holder.id && one.left_on.is_none()) {
            let what_if = book.what_if(other.id).unwrap();
            assert!(what_if.real_risk().all(|one| one.account != line.account), "{} not on {}", line.name, other.name);
        }
    }
}

#[test]
fn who_is_kept_connected_inside_stands_most_late_first_and_folks_are_no_leads() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    for one in book.all::<Member>().unwrap() {
        book.keep(Member { one_on_one_days: None, ..one }).unwrap();
    }
    let here: Vec<Member> = book.all::<Member>().unwrap().into_iter().filter(|one| one.left_on.is_none()).collect();
    let habit = |at: usize, last: Option<&str>| Member {
        one_on_one_days: Some(30),
        last_one_on_one: last.map(day),
        ..here[at].clone()
    };
    for one in [habit(0, Some("2026-11-10")), habit(1, Some("2026-09-01")), habit(2, None)] {
        book.keep(one).unwrap();
    }
    let talks = book.inside().unwrap().talks;
    let order: Vec<_> = talks.iter().map(|one| (one.member.id, one.due)).collect();
    let due = |at: usize, on: &str| (here[at].id, Some(day(on)));
    assert_eq!(order, [(here[2].id, None), due(1, "2026-10-01"), due(0, "2026-12-10")], "never talked, then late");
    book.talked_inside(here[1].id).unwrap();
    assert_eq!(book.inside().unwrap().talks[2].due, Some(day("2026-12-22")));
    assert!(book.talked_inside(here[1].id).is_err(), "once a day is enough");
    let refused = book.keep(Member { one_on_one_days: Some(0), ..here[3].clone() }).unwrap_err();
    assert_eq!(refused.field, Some("one_on_one_days"));
    let inside = book.inside().unwrap();
    let leads: Vec<_> = book.all::<Account>().unwrap().into_iter().filter_map(|one| one.owner).collect();
    assert!(!inside.folks.is_empty() && inside.folks.iter().all(|one| !leads.contains(&one.member)));
}

#[test]
fn where_nobody_leads_the_step_is_to_name_who_does_and_not_a_second_one() {
    let desk = desk::Desk::of("name,stage,customer_since,value\nAlone,steady,2022-03-01,9000\n");
    let line = desk.json(&["team"])["exposure"]["lines"][0].clone();
    assert_eq!(line["next_step"], "Assign an account lead", "{line}");
    assert_eq!(line["quick_win"]["step"], "Assign an account lead", "{line}");
}
