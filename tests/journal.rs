//! Every operation: do, undo, same book; redo, same as done. Across restarts, and when killed.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::made::{demo, today};
use desk::rule::{dump, first_account, holds};
use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::calendar::Calendar;
use mainstay::domain::connection::ConnectionPoint;
use mainstay::domain::contact::Contact;
use mainstay::domain::contract::Contract;
use mainstay::domain::day::Day;
use mainstay::domain::event::Event;
use mainstay::domain::id::Id;
use mainstay::domain::money::Currency;
use mainstay::domain::pulse::Pulse;
use mainstay::domain::rule::Rule;
use mainstay::domain::today::{Kind, TaskId};
use mainstay::domain::words::{ContractOutcome, EventKind, PulseSource, Topic};
use std::path::Path;

#[test]
fn log_a_touch() {
    holds(|book| {
        let ranked = book.at_risk(mainstay::book::SortBy::Risk).unwrap();
        let somebody = ranked.iter().find_map(|one| {
            let contacts: Vec<Contact> = book.of_account(one.account).unwrap();
            contacts.into_iter().find(|contact| contact.left_on.is_none())
        });
        let somebody = somebody.expect("somebody is still there");
        let who = somebody.name.replace(' ', ".");
        let line = format!("call @{who} price worry ^2 #price ~listened !escalation 5/20/5m +7d send the comparison");
        let reading = book.read_log(&line, Some(somebody.account));
        book.log(&reading, None).unwrap();
    });
}

#[test]
fn record_a_pulse() {
    holds(|book| {
        let account = first_account(book).id;
        let pulse = Pulse {
            account,
            on: today(),
            score: 2,
            source: PulseSource::Observed,
            topics: vec![Topic::Price],
            ..Pulse::default()
        };
        book.record_pulse(pulse, None).unwrap();
    });
}

fn lines(book: &Book, kind: Kind) -> Vec<TaskId> {
    let list = book.today_list(None, true).unwrap();
    list.lines.iter().map(|line| line.id).filter(|id| id.kind == kind).collect()
}

#[test]
fn complete_an_action_a_promise_and_a_hand_off() {
    for kind in [Kind::Action, Kind::Commitment, Kind::Handoff, Kind::Thanks] {
        holds(|book| {
            let line = lines(book, kind)[0];
            if kind == Kind::Handoff {
                book.accept_handoff(Id::new(line.raw), today()).unwrap();
            } else {
                book.done(line).unwrap();
            }
            assert!(!lines(book, kind).contains(&line), "{kind} is still there");
        });
    }
}

#[test]
fn put_off_and_drop_every_kind_of_line() {
    for kind in [Kind::Action, Kind::Commitment, Kind::Handoff, Kind::Pulse, Kind::Touch, Kind::Thanks] {
        holds(|book| {
            let line = lines(book, kind)[0];
            book.snooze(line, today().plus(7), Some("they are travelling")).unwrap();
            assert!(!lines(book, kind).contains(&line), "{kind} is still there");
        });
        holds(|book| {
            let line = lines(book, kind)[0];
            book.drop_line(line, "they solved it").unwrap();
            assert!(!lines(book, kind).contains(&line), "{kind} is still there");
        });
    }
}

#[test]
fn add_change_and_remove_records() {
    holds(|book| {
        let account = Account {
            id: Id::NEW,
            external_id: Some("X1".into()),
            name: "Fabrikam".into(),
            stage: "signed".into(),
            value: Some(9_900_000_000),
            currency: Currency::EUR,
            customer_since: Some(today()),
            tags: vec!["new".into()],
            ..Account::default()
        };
        book.keep(account).unwrap();
    });
    holds(|book| {
        let mut account = first_account(book);
        account.value = Some(100);
        account.stage = "notice".into();
        book.keep(account).unwrap();
    });
    holds(|book| {
        let account = first_account(book);
        book.remove(account.id).unwrap();
    });
}

#[test]
fn move_many_to_a_stage() {
    holds(|book| {
        let accounts: Vec<_> =
            book.at_risk(mainstay::book::SortBy::Risk).unwrap().iter().take(5).map(|one| one.account).collect();
        let outcome = book.move_to_stage(&accounts, "Notice", today()).unwrap();
        assert!(outcome.summary.contains("to Notice"));
    });
}

#[test]
fn change_points_of_the_score() {
    holds(|book| {
        let changes = [("risk.k1.one_door", "12"), ("risk.tier.C.executive", "365"), ("risk.t1.points", "1, 2, 3, 4")];
        let changes = changes.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let outcome = book.change_rules(&changes, today()).unwrap();
        assert!(outcome.summary.contains("No team member, or one, active: 12"), "{}", outcome.summary);
        assert_eq!((book.points().k1.one_door, book.points().tier.c.executive), (12, Some(365)));
    });
    holds(|book| {
        book.change_rule("risk.bands.watch", "20", today().plus(-30)).unwrap();
    });
}

#[test]
fn change_the_connection_points() {
    holds(|book| {
        let first = book.connection_points().list[0].clone();
        let answered = ConnectionPoint { answer: "Ana calls on the day".into(), ..first.clone() };
        let points = book.connection_points().with(Some(&first.key), answered).unwrap();
        let outcome = book.change(&points, "who hands over").unwrap();
        assert!(outcome.summary.contains("who hands over"), "{}", outcome.summary);
        assert_eq!(book.connection_points(), &points);
        assert_ne!(points.list[0], first, "the answer is another one");
    });
}

#[test]
fn change_the_playbooks_the_stages_and_the_holidays() {
    holds(|book| {
        let mut playbooks = book.playbooks().clone();
        let renewal = playbooks.list.iter_mut().find(|one| one.code == "VP12").unwrap();
        renewal.tasks[3].day = -40;
        book.change(&playbooks, "the proposal ten days earlier").unwrap();
        assert_eq!(book.playbooks(), &playbooks);
    });
    holds(|book| {
        let mut stages = book.stages().clone();
        stages.list[2].stalled = Some(20);
        book.change_stages(&stages, "onboarding stalls after 20 days").unwrap();
        assert_eq!(book.stages(), &stages);
    });
    holds(|book| {
        let calendar = Calendar::read(r#"["2026-11-30", "2026-12-01", "2026-12-24", "2026-12-25"]"#).unwrap();
        let outcome = book.change(&calendar, "4 holidays").unwrap();
        assert!(outcome.summary.contains("moved"), "{}", outcome.summary);
        assert_eq!(book.calendar(), &calendar);
    });
}

/// The open actions of a playbook at an account, by day.
fn of_playbook(book: &Book, account: Id<Account>, code: &str) -> Vec<Day> {
    let actions: Vec<Action> = book.of_account(account).unwrap();
    let open = actions.iter().filter(|one| one.outcome.is_none());
    let mut days: Vec<Day> =
        open.filter(|one| one.key().is_some_and(|key| key.code == code)).filter_map(|one| one.due).collect();
    days.sort();
    days
}

/// A line that tells of a contact of this account that they left.
fn one_left(book: &Book, account: Id<Account>) -> String {
    let contacts: Vec<Contact> = book.of_account(account).unwrap();
    format!("call @{} goes to a rival !sponsor-left", contacts[0].name.replace(' ', "."))
}

#[test]
fn what_triggers_a_playbook_brings_its_actions_in_the_same_step() {
    holds(|book| {
        let account = first_account(book).id;
        let before = of_playbook(book, account, "VP7");
        let outcome = book.log(&book.read_log(&one_left(book, account), Some(account)), None).unwrap();
        assert!(outcome.summary.contains("playbooks: 5 actions added"), "{}", outcome.summary);
        assert_eq!(before.len() + 5, of_playbook(book, account, "VP7").len());
    });
    holds(|book| {
        let account = first_account(book).id;
        book.move_to_stage(&[account], "notice", today()).unwrap();
        assert_eq!(of_playbook(book, account, "VP13").len(), 5);
    });
}

#[test]
fn a_decision_that_moves_takes_its_playbook_along_and_one_that_goes_takes_it_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    // Whoever has given notice is asked by another playbook.
    let ranked = book.at_risk(mainstay::book::SortBy::Risk).unwrap();
    let account = ranked.iter().find(|one| one.stage == "steady").unwrap().account;
    let contracts: Vec<Contract> = book.of_account(account).unwrap();
    for mut old in contracts.into_iter().filter(|one| one.outcome.is_none()) {
        old.outcome = Some(ContractOutcome::Renewed);
        book.keep(old).unwrap();
    }
    assert_eq!(of_playbook(&book, account, "VP12"), []);
    let mut contract = Contract {
        account,
        product: Some("platform".into()),
        value: Some(1_000_000),
        currency: Currency::EUR,
        start: Some(today().plus(-300)),
        end: Some(today().plus(190)),
        notice_days: Some(60),
        ..Contract::default()
    };
    (contract.id, _) = book.keep(contract.clone()).unwrap();
    let days = of_playbook(&book, account, "VP12");
    assert_eq!(days.len(), 5);
    contract.end = Some(today().plus(204));
    book.keep(contract.clone()).unwrap();
    let moved: Vec<Day> = days.iter().map(|day| day.plus(14)).collect();
    assert_eq!(of_playbook(&book, account, "VP12"), moved);
    contract.outcome = Some(ContractOutcome::Renewed);
    let (_, outcome) = book.keep(contract).unwrap();
    assert!(outcome.summary.contains("5 actions withdrawn"), "{}", outcome.summary);
    assert_eq!(of_playbook(&book, account, "VP12"), []);
    let actions: Vec<Action> = book.of_account(account).unwrap();
    assert!(
        actions.iter().any(|one| one.reason.as_deref() == Some("withdrawn: the outcome of the contract was renewed"))
    );
    book.undo().unwrap();
    assert_eq!(of_playbook(&book, account, "VP12"), moved, "undo takes back both");
}

#[test]
fn an_action_changed_by_hand_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let account = first_account(&mut book).id;
    let before = of_playbook(&book, account, "VP7").len();
    book.log(&book.read_log(&one_left(&book, account), Some(account)), None).unwrap();
    let actions: Vec<Action> = book.of_account(account).unwrap();
    let mut mine = actions.into_iter().rfind(|one| one.key().is_some_and(|key| key.code == "VP7")).unwrap();
    "Ask the new one to lunch".clone_into(&mut mine.title);
    book.keep(mine.clone()).unwrap();
    let events: Vec<Event> = book.of_account(account).unwrap();
    let event = events.iter().rfind(|one| one.kind == EventKind::SponsorLeft).unwrap();
    book.remove(event.id).unwrap();
    assert_eq!(of_playbook(&book, account, "VP7").len(), before + 1);
    assert_eq!(book.get(mine.id).unwrap().outcome, None);
}

#[test]
fn a_day_that_was_run_runs_nothing_anew_and_a_late_one_drops_nothing() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (demo(one.path()).path().to_owned(), demo(two.path()).path().to_owned());
    let open = |path: &Path| {
        let book = Book::open(path, false, Some(today().plus(6))).unwrap();
        let mut actions: Vec<_> = book
            .all::<Action>()
            .unwrap()
            .into_iter()
            .map(|one| (one.account, one.playbook, one.due, one.owner))
            .collect();
        actions.sort();
        actions
    };
    for later in 1..=6 {
        for _ in 0..2 {
            Book::open(&first, false, Some(today().plus(later))).unwrap().begin_day().unwrap();
        }
    }
    Book::open(&second, false, Some(today().plus(6))).unwrap().begin_day().unwrap();
    assert_eq!(open(&first), open(&second));
    let history = Book::open(&first, false, Some(today())).unwrap().history(None, 20).unwrap();
    assert!(history.len() <= 7, "at most one step a day: {}", history.len());
}

#[test]
fn undo_ends_at_the_made_up_book() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let full = dump(book.path());
    assert_eq!(book.undoable(), None);
    assert!(book.undo().unwrap_err().sentence.contains("Nothing is left to undo"));
    let line = lines(&book, Kind::Action)[0];
    book.done(line).unwrap();
    assert!(book.undoable().is_some());
    book.undo().unwrap();
    assert!(book.undo().is_err());
    assert_eq!(dump(book.path()), full);
    assert_eq!(book.history(None, 10).unwrap().last().unwrap().name, "Make a demo book");
}

#[test]
fn the_same_seed_makes_the_same_book() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let names = |book: &mut Book| -> Vec<(String, u32, Option<i64>)> {
        book.at_risk(mainstay::book::SortBy::Risk)
            .unwrap()
            .into_iter()
            .map(|one| (one.name, one.score, one.at_risk))
            .collect()
    };
    let made =
        |folder: &Path| Book::make_up(&folder.join("b.db"), Recipe { accounts: 60, seed: 3 }, Some(today())).unwrap();
    assert_eq!(names(&mut made(one.path())), names(&mut made(two.path())));
}

#[test]
fn a_new_operation_ends_what_could_be_redone() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let line = lines(&book, Kind::Action)[0];
    book.done(line).unwrap();
    book.undo().unwrap();
    let commitment = lines(&book, Kind::Commitment)[0];
    book.done(commitment).unwrap();
    assert!(book.redo().unwrap_err().sentence.contains("Nothing is left to redo"));
    let steps = book.history(None, 10).unwrap();
    assert_eq!(steps.iter().map(|step| step.undone).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn an_operation_that_is_refused_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let before = dump(book.path());
    let account = first_account(&mut book);
    assert!(book.move_to_stage(&[account.id], "nowhere", today()).is_err());
    assert!(book.move_to_stage(&[account.id], "notice", Day::parse("1999-01-01").unwrap()).is_err());
    assert!(book.keep(Account { name: "x".repeat(10_000), ..account.clone() }).is_err());
    assert!(book.keep(Account { value: Some(-1), ..account }).is_err());
    assert_eq!(dump(book.path()), before);
    assert_eq!(book.history(None, 10).unwrap().len(), 1);
}

#[test]
fn close_a_month() {
    holds(|book| {
        book.close_month(None).unwrap();
    });
}
