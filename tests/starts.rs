//! The start of a customer and its gaps, the checklist, and the stages that follow from what is recorded: through the ordinary
//! import and the operations of a book.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, TODAY, days_ago};
use mainstay::book::Book;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::checklist::{Checklist, ChecklistItem};
use mainstay::domain::churn::Churn;
use mainstay::domain::contract::Contract;
use mainstay::domain::day::Day;
use mainstay::domain::event::Event;
use mainstay::domain::gap::Step;
use mainstay::domain::renewal::{Decision, Loss};
use mainstay::domain::stage_period::StagePeriod;
use mainstay::domain::words::{ContractOutcome, EventKind};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn today() -> Day {
    day(TODAY)
}

fn open(desk: &Desk, on: Day) -> Book {
    Book::open(&desk.path("book.db"), false, Some(on)).unwrap()
}

fn steps(book: &Book, name: &str) -> Vec<Step> {
    let account = book.account_called(name).unwrap().id;
    book.gaps_of(account).unwrap().iter().map(|gap| gap.step).collect()
}

fn young() -> Desk {
    let desk = Desk::of(&format!(
        "external_id,name,stage,value,currency,customer_since,owner\n\
         n,New,signed,1000,EUR,{},Ana Ruiz\no,Old,steady,1000,EUR,2020-01-01,Ana Ruiz\nh,Headless,steady,1000,EUR,2020-01-01,\n",
        days_ago(50)
    ));
    desk.import("members", "external_id,name,team\nr,Ana Ruiz,west\ns,Sam Service,help\n");
    desk.import("seats", &format!("account,member,role,since\nn,s,SV,{0}\n", days_ago(50)));
    desk
}

#[test]
fn what_is_missing_at_a_start_is_found_closed_and_remembered() {
    let desk = young();
    let mut book = open(&desk, today());
    let all = [Step::Handoff, Step::NextStep, Step::Introduction, Step::Introduction, Step::Checklist];
    // The lead has no assignment yet, and stands among the retaining network as nobody's.
    assert_eq!(steps(&book, "New"), all);
    assert_eq!(steps(&book, "Old"), [], "a start of years ago is no start");
    assert_eq!(steps(&book, "Headless"), [Step::Lead]);
    desk.import("touches", "account,on,channel,two_way,members\nn,2026-11-20,call,yes,s\n");
    desk.import(
        "handoffs",
        &format!(
            "account,from_member,to_member,offered_on,state,answered_on\nn,r,s,{},accepted,{}\n",
            days_ago(49),
            days_ago(30)
        ),
    );
    desk.import(
        "commitments",
        "account,kind,what,due,owner\nn,next-step,the training,2026-11-20,r\nn,promise,a discount,2026-12-20,\n",
    );
    // Accepted thirty days ago, and who sold it was never there with who took it on and the customer.
    assert_eq!(steps(&book, "New"), [Step::Introduction, Step::Seller, Step::Checklist, Step::Waiting, Step::Owner]);
    assert_eq!(desk.json(&["handoff", "show", "New"])["seller_present"], false);
    desk.import("touches", &format!("account,on,channel,two_way,members\nn,{},meet,yes,r;s\n", days_ago(3)));
    assert_eq!(steps(&book, "New"), [Step::Introduction, Step::Checklist, Step::Waiting, Step::Owner]);
    let shown = desk.json(&["handoff", "show", "New"]);
    assert_eq!(shown["seller_present_on"], today().plus(-3).to_string());
    let gaps = book.gaps().unwrap();
    assert_eq!((gaps.accounts.len(), gaps.starts), (2, 1));
    let with = |step| gaps.by_step.iter().find(|one| one.0 == step).unwrap().1;
    assert_eq!((with(Step::Waiting), with(Step::Owner), with(Step::Lead), with(Step::Handoff)), (1, 1, 1, 0));
    let late = gaps.repeats.iter().find(|one| one.step == Step::Handoff).expect("it was accepted late");
    assert_eq!((late.team.as_deref(), late.count), (Some("help"), 1));
    let account = book.account_called("New").unwrap().id;
    for line in book.checklist_of(account).unwrap() {
        let item = ChecklistItem {
            account,
            item: line.item,
            given_on: Some(today()),
            confirmed_on: Some(today()),
            ..ChecklistItem::default()
        };
        book.keep(item).unwrap();
    }
    assert_eq!(steps(&book, "New"), [Step::Introduction, Step::Waiting, Step::Owner]);
    let later = steps(&open(&desk, today().plus(60)), "New");
    assert_eq!(later, [Step::Waiting, Step::Waiting, Step::Owner], "no longer young, and one more promise is late");
}

#[test]
fn the_kit_is_the_books_own_and_survives_files() {
    let desk = young();
    let mut book = open(&desk, today());
    book.change(&Checklist { list: vec!["Guide".into()] }, "1 item").unwrap();
    let account = book.account_called("New").unwrap().id;
    let item =
        ChecklistItem { account, item: "Guide".into(), given_on: Some(today().plus(1)), ..ChecklistItem::default() };
    let problem = book.keep(item.clone()).unwrap_err();
    assert!(problem.sentence.contains("in the future"), "{problem}");
    book.keep(ChecklistItem { given_on: Some(today()), ..item }).unwrap();
    assert!(!steps(&book, "New").contains(&Step::Waiting));
    drop(book);
    let out = desk.path("out");
    desk.run(&["export", "book"]).arg(&out).assert().success();
    assert!(std::fs::read_to_string(out.join("checklist_items.csv")).unwrap().contains("Guide"));
    let other = Desk { folder: tempfile::tempdir().unwrap() };
    let files: Vec<_> = std::fs::read_dir(&out).unwrap().map(|file| file.unwrap().path()).collect();
    other.run(&["import"]).args(&files).assert().success();
    let book = open(&other, today());
    let checklist = book.checklist_of(book.account_called("New").unwrap().id).unwrap();
    assert_eq!(checklist.len(), 1);
    assert_eq!(checklist[0].record.as_ref().and_then(|one| one.given_on), Some(today()));
}

/// One steady account whose line ends so many days ahead, with sixty days of notice.
fn steady(ends_in: i32) -> Desk {
    let desk =
        Desk::of("external_id,name,stage,value,currency,customer_since,owner\na,Alpha,steady,1000,EUR,2024-01-01,\n");
    desk.import(
        "contracts",
        &format!(
            "external_id,account,product,value,currency,start,end,notice_days\nl,a,Platform,1000,EUR,2025-06-01,{},60\n",
            today().plus(ends_in)
        ),
    );
    desk.import("stage_history", "account,stage,entered_on\na,steady,2024-06-01\n");
    desk
}

fn stays(book: &Book) -> Vec<(String, Day, Option<Day>)> {
    let account = book.account_called("Alpha").unwrap().id;
    let stays: Vec<StagePeriod> = book.of_account(account).unwrap();
    stays.into_iter().map(|stay| (stay.stage, stay.entered_on, stay.left_on)).collect()
}

fn stage(book: &Book) -> String {
    book.account_called("Alpha").unwrap().stage
}

#[test]
fn a_window_opens_by_its_date_once_however_late_and_a_decision_closes_it() {
    let desk = steady(60 + 121);
    let mut book = open(&desk, today());
    book.run_playbooks().unwrap();
    assert_eq!(stage(&book), "steady", "one day is left");
    drop(book);
    // Two days late: the move has its own day all the same.
    let mut book = open(&desk, today().plus(3));
    book.run_playbooks().unwrap().expect("the window opened");
    assert_eq!(stage(&book), "renewal-window");
    let window = stays(&book).pop().unwrap();
    assert_eq!((window.1, window.2), (today().plus(1), None));
    assert!(book.run_playbooks().unwrap().is_none(), "once a day");
    // Whoever takes it out of the window is not overruled.
    let account = book.account_called("Alpha").unwrap().id;
    book.move_to_stage(&[account], "steady", today().plus(3)).unwrap();
    drop(book);
    let mut book = open(&desk, today().plus(4));
    book.run_playbooks().unwrap();
    assert_eq!(stage(&book), "steady");
    book.move_to_stage(&[account], "renewal-window", today().plus(4)).unwrap();
    let line: Contract = book.of_account(account).unwrap().remove(0);
    let decision = Decision {
        outcome: ContractOutcome::Renewed,
        on: today().plus(4),
        value: None,
        reason: None,
        reference: None,
        next_end: line.next_end(),
        loss: Loss::default(),
    };
    let before = stays(&book);
    book.decide(line.id, &decision).unwrap();
    assert_eq!(stage(&book), "steady");
    book.undo().unwrap();
    assert_eq!((stage(&book).as_str(), stays(&book)), ("renewal-window", before));
    book.redo().unwrap();
    assert_eq!(stage(&book), "steady");
}

#[test]
fn a_window_stays_open_while_another_line_is_to_be_decided() {
    let desk = steady(100);
    desk.import(
        "contracts",
        &format!(
            "external_id,account,product,value,currency,start,end,notice_days\nm,a,Support,500,EUR,2025-06-01,{},60\n",
            today().plus(90)
        ),
    );
    let mut book = open(&desk, today());
    book.run_playbooks().unwrap();
    assert_eq!(stage(&book), "renewal-window");
    let account = book.account_called("Alpha").unwrap().id;
    let lines: Vec<Contract> = book.of_account(account).unwrap();
    let renewed = Decision {
        outcome: ContractOutcome::Renewed,
        on: today(),
        value: None,
        reason: None,
        reference: None,
        next_end: None,
        loss: Loss::default(),
    };
    book.decide(lines[0].id, &renewed).unwrap();
    assert_eq!(stage(&book), "renewal-window");
    let lost = Decision { outcome: ContractOutcome::Churned, reason: Some("price".into()), ..renewed };
    book.decide(lines[1].id, &lost).unwrap();
    assert_eq!(stage(&book), "steady", "a line was lost, the customer stays");
}

#[test]
fn who_leaves_is_on_notice_until_it_takes_effect() {
    let lose = |whole: bool| {
        let desk = steady(100);
        let mut book = open(&desk, today());
        let account = book.account_called("Alpha").unwrap().id;
        let line: Contract = book.of_account(account).unwrap().remove(0);
        let decision = Decision {
            outcome: ContractOutcome::Churned,
            on: today(),
            value: None,
            reason: Some("price".into()),
            reference: None,
            next_end: None,
            loss: Loss { whole, ..Loss::default() },
        };
        book.decide(line.id, &decision).unwrap();
        stage(&book)
    };
    assert_eq!((lose(true).as_str(), lose(false).as_str()), ("notice", "steady"));
    // By a line in the log, by an event, by a loss that lies ahead; not for who is gone already.
    let desk = steady(300);
    let mut book = open(&desk, today());
    let reading = book.read_log("alpha call they leave us !notice", None);
    book.log(&reading, None).unwrap();
    assert_eq!(stage(&book), "notice");
    book.undo().unwrap();
    assert_eq!(stage(&book), "steady");
    let account = book.account_called("Alpha").unwrap().id;
    let event = Event { account, on: today(), kind: EventKind::Notice, ..Event::default() };
    book.keep(event.clone()).unwrap();
    assert_eq!(stage(&book), "notice");
    book.undo().unwrap();
    let currency = book.currency();
    let loss = |on: Day| Churn {
        account,
        on,
        decided_on: Some(today()),
        reason: Some("price".into()),
        currency,
        ..Churn::default()
    };
    book.keep(loss(today().plus(30))).unwrap();
    assert_eq!(stage(&book), "notice");
    book.undo().unwrap();
    book.keep(loss(today().plus(-1))).unwrap();
    book.keep(event).unwrap();
    assert_eq!(stage(&book), "steady", "who is gone gives no notice");
}

#[test]
fn a_book_without_these_stages_is_left_as_it_is() {
    let desk = steady(60 + 121);
    let mut book = open(&desk, today());
    let mut stages = book.stages().clone();
    stages.list.retain(|stage| stage.key != "renewal-window" && stage.key != "notice");
    book.change_stages(&stages, "two fewer").unwrap();
    drop(book);
    let mut book = open(&desk, today().plus(3));
    book.run_playbooks().unwrap();
    let account: Account = book.account_called("Alpha").unwrap();
    assert_eq!(account.stage, "steady");
    let reading = book.read_log("alpha call they leave us !notice", None);
    book.log(&reading, None).unwrap();
    assert_eq!(stage(&book), "steady");
}

#[test]
fn actions_that_were_nobodys_get_the_lead_once_there_is_one() {
    let desk = Desk::of("external_id,name,stage,value,currency,customer_since,owner\n");
    let mut book = open(&desk, today());
    desk.run(&["new", "account", "name=Alone", "stage=signed", "customer_since=today"]).assert().success();
    let account = book.account_called("Alone").unwrap();
    let owners = |book: &Book| -> Vec<_> {
        let actions: Vec<Action> = book.of_account(account.id).unwrap();
        actions.iter().filter(|one| one.outcome.is_none()).map(|one| one.owner).collect()
    };
    let first = owners(&book);
    assert!(first.len() == 5 && first.iter().all(Option::is_none), "{first:?}");
    desk.run(&["new", "member", "name=Ana Ruiz"]).assert().success();
    assert!(owners(&book).iter().all(Option::is_none), "she does not lead it yet");
    let ana = book.member_called("Ana Ruiz").unwrap().id;
    book.keep(Account { owner: Some(ana), ..account.clone() }).unwrap();
    assert_eq!(owners(&book), vec![Some(ana); 5]);
    assert!(!steps(&book, "Alone").contains(&Step::Owner));
    book.undo().unwrap();
    assert_eq!(owners(&book), first, "one undo takes back both");
}

#[test]
fn the_configuration_is_printed_as_a_file_that_sets_what_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("mainstay");
    let run = || {
        let mut command = assert_cmd::Command::cargo_bin("mainstay").unwrap();
        command.env("HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path()).arg("config");
        String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
    };
    let defaults = run();
    assert!(defaults.contains("defaults") && defaults.contains("# theme = \"dark\"") && !config.exists(), "{defaults}");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "theme = \"light\"\nascii = true\n").unwrap();
    let set = run();
    assert!(set.contains("\ntheme = \"light\"\n") && set.contains("\nascii = true\n"), "{set}");
    std::fs::write(config.join("config.toml"), &set).unwrap();
    assert_eq!(run(), set, "what is printed can be used as it is");
}
