//! Every operation: do, undo, same book; redo, same as done. Across restarts, and when killed.

#![allow(clippy::unwrap_used)]

use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::book::keep::unborn;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::calendar::Calendar;
use mainstay::domain::connection::ConnectionPoint;
use mainstay::domain::contact::Contact;
use mainstay::domain::contract::Contract;
use mainstay::domain::day::Day;
use mainstay::domain::defection::Defection;
use mainstay::domain::event::Event;
use mainstay::domain::handoff::Handoff;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::money::Currency;
use mainstay::domain::pulse::Pulse;
use mainstay::domain::renewal::{Decision, Loss};
use mainstay::domain::role::OurRole;
use mainstay::domain::schedule::Key;
use mainstay::domain::seat::Seat;
use mainstay::domain::today::{Kind, LineId};
use mainstay::domain::words::{ContractOutcome, EventKind, HandoffState, PulseSource, Topic};
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

/// A made-up book in `folder`: made once, copied for each test.
fn demo(folder: &Path) -> Book {
    static MADE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let made = tempfile::tempdir().unwrap();
        let book =
            Book::make_up(&made.path().join("made.db"), Recipe { accounts: 120, seed: 7 }, Some(today())).unwrap();
        book.backup(Some(&made.path().join("b.db"))).unwrap();
        made
    });
    let path = folder.join("b.db");
    std::fs::copy(MADE.path().join("b.db"), &path).unwrap();
    Book::open(&path, false, Some(today())).unwrap()
}

/// Everything in the book but the journal: all tables, standings and sums included.
fn dump(path: &Path) -> String {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    tables.sort();
    let mut text = String::new();
    for table in tables.iter().filter(|table| !["op", "change", "undone"].contains(&table.as_str())) {
        // The day on which playbooks ran last is no part of the content.
        let but = if table == "meta" { "WHERE key <> 'playbooks'" } else { "" };
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\" {but} ORDER BY 1, 2")).unwrap();
        let columns = statement.column_count();
        let accounts = statement.column_names().position(|name| name == "accounts");
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            // Sums that have come down to nothing are as good as absent.
            if accounts.is_none_or(|at| cells[at] != "Integer(0)") {
                writeln!(text, "{table}: {}", cells.join(" ")).unwrap();
            }
        }
    }
    text
}

/// The one most at risk that has not given notice yet.
fn first_account(book: &mut Book) -> Account {
    let ranked = book.at_risk(mainstay::book::SortBy::Risk).unwrap();
    let accounts = ranked.into_iter().map(|one| book.get(one.account).unwrap());
    accounts.into_iter().find(|one: &Account| one.stage != "notice").unwrap()
}

/// Runs `operation` on a demo book and holds it to the rule.
fn holds(operation: impl FnOnce(&mut Book)) {
    holds_after(|_| (), |book, ()| operation(book));
}

/// The same, for an operation that needs others before it.
fn holds_after<T>(prepare: impl FnOnce(&mut Book) -> T, operation: impl FnOnce(&mut Book, T)) {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let path = book.path().to_owned();
    let prepared = prepare(&mut book);
    let before = dump(&path);
    operation(&mut book, prepared);
    let after = dump(&path);
    assert_ne!(before, after, "the operation changed nothing");
    book.undo().unwrap();
    assert_eq!(dump(&path), before, "undo");
    drop(book);
    let mut book = Book::open(&path, false, Some(today())).unwrap();
    book.redo().unwrap();
    assert_eq!(dump(&path), after, "redo, after a restart");
    book.undo().unwrap();
    assert_eq!(dump(&path), before, "undo again");
    assert!(book.check(mainstay::book::Depth::Full).unwrap().is_empty());
}

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
            id: unborn(),
            external_id: None,
            account,
            contact: None,
            on: today(),
            score: 2,
            source: PulseSource::Observed,
            topics: vec![Topic::Price],
            quote: None,
            known_on: None,
        };
        book.record_pulse(pulse, None).unwrap();
    });
}

fn lines(book: &Book, kind: Kind) -> Vec<LineId> {
    let list = book.today_list(None, true).unwrap();
    list.lines.iter().map(|line| line.id).filter(|id| id.kind == kind).collect()
}

#[test]
fn complete_an_action_a_promise_and_a_hand_off() {
    for kind in [Kind::Action, Kind::Promise, Kind::Handoff, Kind::Thanks] {
        holds(|book| {
            let line = lines(book, kind)[0];
            book.done(line).unwrap();
            assert!(!lines(book, kind).contains(&line), "{kind} is still there");
        });
    }
}

#[test]
fn put_off_and_drop_every_kind_of_line() {
    for kind in [Kind::Action, Kind::Promise, Kind::Handoff, Kind::Pulse, Kind::Touch, Kind::Thanks] {
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
            id: unborn(),
            external_id: Some("X1".into()),
            name: "Fabrikam".into(),
            stage: "signed".into(),
            value: Some(9_900_000_000),
            currency: Currency::EUR,
            customer_since: Some(today()),
            observed_since: None,
            owner: None,
            industry: None,
            channel: None,
            offer: None,
            why_bought: None,
            tags: vec!["new".into()],
            website: None,
            notes: None,
            known_on: None,
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

/// Runs `operation` on a demo book on a later day, and holds it to the rule.
fn holds_on(day: Day, operation: impl FnOnce(&mut Book)) {
    let folder = tempfile::tempdir().unwrap();
    let path = demo(folder.path()).path().to_owned();
    let mut book = Book::open(&path, false, Some(day)).unwrap();
    book.refresh().unwrap();
    let before = dump(&path);
    operation(&mut book);
    let after = dump(&path);
    assert_ne!(before, after, "the operation changed nothing");
    book.undo().unwrap();
    assert_eq!(dump(&path), before, "undo");
    book.redo().unwrap();
    assert_eq!(dump(&path), after, "redo");
    assert!(book.check(mainstay::book::Depth::Full).unwrap().is_empty());
}

#[test]
fn run_playbooks_on_a_new_day() {
    holds_on(today().plus(3), |book| {
        let outcome = book.run_playbooks().unwrap().unwrap();
        assert_eq!(outcome.name, "Run playbooks");
        assert!(outcome.summary.contains("added"), "{}", outcome.summary);
        assert_eq!(book.run_playbooks().unwrap(), None, "once a day");
    });
}

#[test]
fn a_run_that_is_taken_back_comes_again_on_another_day_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = demo(folder.path()).path().to_owned();
    let mut book = Book::open(&path, false, Some(today().plus(3))).unwrap();
    let added = book.run_playbooks().unwrap().unwrap().summary;
    book.undo().unwrap();
    assert_eq!(book.run_playbooks().unwrap(), None);
    let mut book = Book::open(&path, false, Some(today().plus(4))).unwrap();
    let count = |words: &str| words.split(' ').next().unwrap().parse::<u32>().unwrap();
    let again = book.run_playbooks().unwrap().unwrap().summary;
    assert!(count(&again) >= count(&added), "{again} after {added}");
}

#[test]
fn change_points_of_the_score() {
    holds(|book| {
        let changes = [("risk.k1.one_door", "12"), ("risk.tier.C.executive", "365"), ("risk.t1.points", "1, 2, 3, 4")];
        let changes = changes.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let outcome = book.change_rules(&changes, today()).unwrap();
        assert!(outcome.summary.contains("None or one of ours active: 12"), "{}", outcome.summary);
        assert_eq!((book.points().k1.one_door, book.points().tier.c.executive), (12, Some(365)));
    });
    holds(|book| {
        book.change_rule("risk.bands.watch", "20", today().plus(-30)).unwrap();
    });
}

#[test]
fn change_the_connection_points() {
    holds(|book| {
        let question = book.connection_points().list[0].question.clone();
        let answered = ConnectionPoint { question, answer: "Ana calls on the day".into() };
        let points = book.connection_points().with(0, answered);
        let outcome = book.change_connection_points(&points, "who hands over").unwrap();
        assert!(outcome.summary.contains("who hands over"), "{}", outcome.summary);
        assert_eq!((book.connection_points(), book.connection_points().answered()), (&points, 1));
    });
}

#[test]
fn change_the_playbooks_the_stages_and_the_holidays() {
    holds(|book| {
        let mut playbooks = book.playbooks().clone();
        let renewal = playbooks.list.iter_mut().find(|one| one.code == "VP12").unwrap();
        renewal.tasks[3].day = -40;
        book.change_playbooks(&playbooks, "the proposal ten days earlier").unwrap();
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
        let outcome = book.change_holidays(&calendar).unwrap();
        assert!(outcome.summary.contains("moved"), "{}", outcome.summary);
        assert_eq!(book.calendar(), &calendar);
    });
}

/// The open actions of a playbook at an account, by day.
fn of_playbook(book: &Book, account: Id<Account>, code: &str) -> Vec<Day> {
    let actions: Vec<Action> = book.of_account(account).unwrap();
    let open = actions.iter().filter(|one| one.outcome.is_none());
    let mut days: Vec<Day> =
        open.filter(|one| Key::of(one).is_some_and(|key| key.code == code)).filter_map(|one| one.due).collect();
    days.sort();
    days
}

#[test]
fn what_triggers_a_playbook_brings_its_actions_in_the_same_step() {
    holds(|book| {
        let account = first_account(book).id;
        let before = of_playbook(book, account, "VP7");
        let outcome = book.log(&book.read_log("call she goes to a rival !sponsor-left", Some(account)), None).unwrap();
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
    let account = first_account(&mut book).id;
    let contracts: Vec<Contract> = book.of_account(account).unwrap();
    for mut old in contracts.into_iter().filter(|one| one.outcome.is_none()) {
        old.outcome = Some(ContractOutcome::Renewed);
        book.keep(old).unwrap();
    }
    assert_eq!(of_playbook(&book, account, "VP12"), []);
    let mut contract = Contract {
        id: unborn(),
        external_id: None,
        account,
        product: Some("platform".into()),
        value: Some(1_000_000),
        currency: Currency::EUR,
        start: Some(today().plus(-300)),
        end: Some(today().plus(190)),
        notice_days: Some(60),
        outcome: None,
        outcome_on: None,
        outcome_value: None,
        reason: None,
        owner: None,
        value_case: None,
        proof: None,
        known_on: None,
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
    assert!(actions.iter().any(|one| one.reason.as_deref() == Some("withdrawn: the contract was renewed")));
    book.undo().unwrap();
    assert_eq!(of_playbook(&book, account, "VP12"), moved, "undo takes back both");
}

#[test]
fn an_action_changed_by_hand_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let account = first_account(&mut book).id;
    let before = of_playbook(&book, account, "VP7").len();
    book.log(&book.read_log("call he left !sponsor-left", Some(account)), None).unwrap();
    let actions: Vec<Action> = book.of_account(account).unwrap();
    let mut mine = actions.into_iter().rfind(|one| Key::of(one).is_some_and(|key| key.code == "VP7")).unwrap();
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

/// Names who holds the seats that retain an account.
fn seated(book: &mut Book, account: Id<Account>) -> [Id<Member>; 2] {
    let members: Vec<Member> = book.all().unwrap();
    let here: Vec<_> = members.iter().filter(|one| one.left_on.is_none()).map(|one| one.id).take(2).collect();
    for (role, member) in [OurRole::AccountLead, OurRole::Service].into_iter().zip(&here) {
        let seat = Seat {
            id: unborn(),
            external_id: None,
            account,
            member: Some(*member),
            role,
            since: Some(today()),
            until: None,
            cadence_days: None,
            minutes_month: None,
            purpose: None,
            peer: None,
            known_on: None,
        };
        book.keep(seat).unwrap();
    }
    [here[0], here[1]]
}

/// An account without a hand-off, and an offer of it.
fn offer(book: &mut Book) -> Handoff {
    let accounts: Vec<Account> = book.all().unwrap();
    let account = accounts.iter().find(|one| book.open_handoff(one.id).unwrap().is_none()).unwrap().id;
    let [lead, service] = seated(book, account);
    Handoff {
        from_member: Some(lead),
        to_member: Some(service),
        interim_contact: Some(lead),
        ..book.draft_handoff(account).unwrap()
    }
}

#[test]
fn offer_accept_and_return_a_hand_off() {
    let offered = |book: &mut Book| {
        let offer = offer(book);
        let account = offer.account;
        book.offer_handoff(offer).unwrap();
        book.open_handoff(account).unwrap().unwrap().id
    };
    holds_after(offer, |book, offer| {
        book.offer_handoff(offer).unwrap();
    });
    holds_after(offered, |book, open| {
        book.accept_handoff(open, today()).unwrap();
        assert_eq!(book.get(open).unwrap().state, HandoffState::Accepted);
    });
    holds_after(offered, |book, open| {
        book.return_handoff(open, today(), "no kickoff date").unwrap();
        assert_eq!(book.get(open).unwrap().gaps.as_deref(), Some("no kickoff date"));
    });
}

#[test]
fn a_hand_off_that_leaves_somebody_out_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let offer = offer(&mut book);
    let refused = |book: &mut Book, offer: Handoff| book.offer_handoff(offer).unwrap_err();
    assert_eq!(refused(&mut book, Handoff { to_member: None, ..offer.clone() }).field, Some("to_member"));
    assert_eq!(refused(&mut book, Handoff { to_member: offer.from_member, ..offer.clone() }).field, Some("to_member"));
    assert_eq!(refused(&mut book, Handoff { interim_contact: None, ..offer.clone() }).field, Some("interim_contact"));
    let ahead = Handoff { offered_on: today().plus(1), ..offer.clone() };
    assert_eq!(refused(&mut book, ahead).field, Some("offered_on"));
    let unseated = Account { id: unborn(), name: "Nobody's".into(), external_id: None, ..first_account(&mut book) };
    let unseated = book.keep(unseated).unwrap().0;
    let words = refused(&mut book, Handoff { account: unseated, ..offer.clone() }).sentence;
    assert!(words.contains("Account lead") && words.contains("Service"), "{words}");
    book.offer_handoff(Handoff { offered_on: today().plus(-4), ..offer.clone() }).unwrap();
    assert!(refused(&mut book, offer.clone()).sentence.contains("waits for an answer"));
    let open = book.open_handoff(offer.account).unwrap().unwrap();
    assert_eq!(book.waited(&open), 2, "from Wednesday to Sunday");
    assert_eq!(book.return_handoff(open.id, today(), " ").unwrap_err().field, Some("gaps"));
    assert_eq!(book.accept_handoff(open.id, today().plus(-5)).unwrap_err().field, Some("answered_on"));
    assert_eq!(book.accept_handoff(open.id, today().plus(1)).unwrap_err().field, Some("answered_on"));
    book.accept_handoff(open.id, today()).unwrap();
    assert!(book.accept_handoff(open.id, today()).unwrap_err().sentence.contains("accepted before"));
}

/// An undecided line that has begun, and the others of its account.
fn open_line(book: &mut Book) -> Contract {
    let lines = book.agenda(120).unwrap().lines;
    let open = lines.iter().find(|line| line.outcome.is_none() && line.value.is_some()).unwrap();
    book.get(open.id).unwrap()
}

fn decision(outcome: ContractOutcome) -> Decision {
    let reason = Some("price".to_owned());
    Decision { outcome, on: today(), value: None, reason, proof: None, next_end: None, loss: Loss::default() }
}

fn lines_of(book: &Book, account: Id<Account>) -> (Vec<Contract>, Vec<Defection>) {
    (book.of_account(account).unwrap(), book.of_account(account).unwrap())
}

#[test]
fn decide_a_line_with_the_line_that_follows() {
    for outcome in [ContractOutcome::Renewed, ContractOutcome::Smaller, ContractOutcome::Grown] {
        holds_after(open_line, |book, line| {
            let before = lines_of(book, line.account);
            let value = match outcome {
                ContractOutcome::Renewed => None,
                ContractOutcome::Smaller => line.value.map(|value| value / 2),
                _ => line.value.map(|value| value * 2),
            };
            let decided = Decision { value, next_end: line.next_end(), ..decision(outcome) };
            let said = book.decide(line.id, &decided).unwrap();
            assert!(said.summary.contains(outcome.word()) && said.summary.contains("price"), "{}", said.summary);
            let (lines, losses) = lines_of(book, line.account);
            assert_eq!((lines.len(), losses.len()), (before.0.len() + 1, before.1.len()));
            let next = lines.iter().find(|one| !before.0.iter().any(|known| known.id == one.id)).unwrap();
            assert_eq!((next.value, next.outcome), (value.or(line.value), None));
            assert_eq!(next.start, line.end.map(|end| end.plus(1)));
        });
    }
}

#[test]
fn lose_a_line_or_all_and_win_it_back() {
    for whole in [false, true] {
        let lose = |book: &mut Book| {
            let line = open_line(book);
            let loss = Loss { whole, on: Some(today()), quote: Some("too dear".into()), kind: None };
            book.decide(line.id, &Decision { loss, ..decision(ContractOutcome::Lost) }).unwrap();
            line
        };
        holds(|book| drop(lose(book)));
        holds_after(lose, |book, line| {
            let lost = book.loss_of(&line).unwrap().unwrap();
            assert_eq!(lost.contract, Some(line.id).filter(|_| !whole));
            assert_eq!((lost.reason.as_deref(), lost.quote.as_deref()), (Some("price"), Some("too dear")));
            assert_eq!((lost.decided_on, book.loss(line.account).unwrap().is_some()), (Some(today()), whole));
            book.win_back(lost.id, today()).unwrap();
            assert_eq!(book.loss_of(&line).unwrap(), None);
            assert_eq!(book.get(line.account).unwrap().stage == "signed", whole);
        });
    }
}

#[test]
fn a_decision_that_cannot_be_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let line = open_line(&mut book);
    let lost = Decision { loss: Loss { on: Some(today()), ..Loss::default() }, ..decision(ContractOutcome::Lost) };
    book.decide(line.id, &lost).unwrap();
    let path = book.path().to_owned();
    let before = dump(&path);
    let refused = |book: &mut Book, decision: &Decision| book.decide(line.id, decision).unwrap_err().sentence;
    assert!(refused(&mut book, &decision(ContractOutcome::Renewed)).contains("cannot be renewed"));
    assert!(refused(&mut book, &lost).contains("lost already"));
    let renewed = Contract { outcome: Some(ContractOutcome::Grown), ..book.get(line.id).unwrap() };
    assert!(book.keep(renewed).unwrap_err().sentence.contains("cannot be renewed"));
    let loss = book.loss_of(&line).unwrap().unwrap();
    assert!(book.win_back(loss.id, today().plus(1)).unwrap_err().sentence.contains("lies ahead"));
    assert!(book.win_back(loss.id, today().plus(-1)).unwrap_err().sentence.contains("after that"));
    assert_eq!(dump(&path), before);
    book.win_back(loss.id, today()).unwrap();
    assert!(book.win_back(loss.id, today()).unwrap_err().sentence.contains("recorded already"));
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
    assert_eq!(book.history(None, 10).unwrap().last().unwrap().name, "Make up a book");
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
    let promise = lines(&book, Kind::Promise)[0];
    book.done(promise).unwrap();
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
