//! The people of an account on both sides, whom to ask about, its plan.

use super::{Desk, picture};
use crate::book::page::Happening;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::departure_signal::DepartureSignal;
use crate::domain::event::Event;
use crate::domain::insight::InsightShare;
use crate::domain::plan::{Goal, Plan};
use crate::domain::reference::Reference;
use crate::domain::watch::Watch;
use crate::domain::words::EventKind;
use crate::tui::testing::SIZES;

/// A desk on the page of an account with a plan, on this tab.
fn page(size: (u16, u16), keys: &str) -> Desk {
    let mut desk = Desk::new(size);
    let plans: Vec<Plan> = desk.app.book.all().unwrap();
    desk.app.open_page(plans[0].account).unwrap();
    desk.press(keys);
    desk
}

#[test]
fn both_sides_and_the_plan_look_as_they_should() {
    for size in SIZES {
        let mut desk = page(size, "] ]");
        picture!(desk, "sides");
        desk.press("z");
        picture!(desk, "sides_grid");
        desk.press("z ] ] ]");
        picture!(desk, "plan");
        desk.press("4 Tab v v v");
        picture!(desk, "doubts");
        desk.press("Enter");
        picture!(desk, "doubt");
    }
    let mut empty = Desk::empty((80, 24));
    empty.press("4 Tab v v v");
    assert!(empty.screen().contains("No departure signals"), "{}", empty.screen());
}

#[test]
fn whether_somebody_left_is_answered_where_it_is_asked() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 Tab v v v");
    let count = |desk: &Desk| desk.app.book.suspected_departures().unwrap().len();
    let before = count(&desk);
    assert!(before > 0, "a book of years has a silent sponsor");
    desk.press("Enter Tab Tab Tab Tab Tab Enter");
    assert!(desk.screen().contains("Did the contact leave? is needed"), "{}", desk.screen());
    desk.press("nothing_changed Enter");
    assert!(desk.foot().contains("Answer a departure signal"), "{}", desk.foot());
    assert_eq!(count(&desk), before - 1);
    assert_eq!(desk.app.book.all::<DepartureSignal>().unwrap().len(), 1);
    desk.press("u");
    assert_eq!((count(&desk), desk.app.book.all::<DepartureSignal>().unwrap().len()), (before, 0));
    // On the page of the account the same question stands on the People tab.
    let first = desk.app.book.suspected_departures().unwrap().remove(0);
    desk.app.open_page(first.account).unwrap();
    desk.press("] ] j j Enter");
    assert!(desk.screen().contains("Did the contact leave?"), "{}", desk.screen());
    desk.press("they_left Tab Tab Tab Lee_Park Enter");
    assert!(desk.screen().contains("how much depended on them"), "{}", desk.screen());
    desk.press("a_lot Enter");
    assert!(desk.foot().contains("successor Lee Park; a lot depended on them"), "{}", desk.foot());
    let contacts: Vec<Contact> = desk.app.book.of_account(first.account).unwrap();
    assert!(contacts.iter().any(|one| one.left_on == Some(desk.app.book.today()) && one.name == first.who));
    let events: Vec<Event> = desk.app.book.of_account(first.account).unwrap();
    assert!(events.iter().any(|one| one.kind == EventKind::SponsorLeft && one.on == desk.app.book.today()));
    assert!(desk.screen().contains("successor Lee Park"), "{}", desk.screen());
}

#[test]
fn who_helped_is_told_by_name_from_the_palette() {
    let mut desk = Desk::new((120, 40));
    let credits: Vec<crate::domain::contribution::Contribution> = desk.app.book.all().unwrap();
    desk.app.open_page(credits[0].account).unwrap();
    desk.press(": update_helpers Enter");
    assert!(desk.screen().contains("What to say"), "{}", desk.screen());
    desk.press("Enter");
    assert!(desk.foot().contains("told Hiro Varga: Fabrikam"), "{}", desk.foot());
    let told = |desk: &Desk| {
        let actions: Vec<crate::domain::action::Action> = desk.app.book.all().unwrap();
        actions.iter().filter(|one| one.title.starts_with("Told ")).count()
    };
    assert_eq!(told(&desk), 1, "{}", desk.screen());
}

#[test]
fn a_plan_is_made_then_its_goals_and_the_watch_is_named() {
    let mut desk = Desk::new((120, 40));
    let plans = |desk: &Desk| desk.app.book.all::<Plan>().unwrap().len();
    let without: Vec<_> = {
        let all: Vec<crate::domain::account::Account> = desk.app.book.all().unwrap();
        let book = &desk.app.book;
        let free = |id| book.running_plan(id).unwrap().is_none() && book.watch(id).unwrap().is_none();
        all.iter().map(|one| one.id).filter(|id| free(*id)).collect()
    };
    let (account, before) = (without[0], plans(&desk));
    desk.app.open_page(account).unwrap();
    desk.press("] ] ] ] ]");
    assert!(desk.screen().contains("No success plan. n adds one"), "{}", desk.screen());
    desk.press("n joint Tab Tab today Enter");
    assert_eq!(plans(&desk), before + 1, "{}", desk.screen());
    let plan = desk.app.book.running_plan(account).unwrap().unwrap();
    let days = desk.app.book.review_days(account).unwrap();
    assert_eq!(plan.review_on, Some(desk.app.book.today().plus(days)));
    assert!(desk.screen().contains("Joint plan") && desk.screen().contains("● invited"), "{}", desk.screen());
    desk.press("n halve_their_errors Tab errors_a_month Enter");
    let goals: Vec<Goal> = desk.app.book.goals_of(account).unwrap();
    assert_eq!((goals.len(), goals[0].measure.as_deref()), (1, Some("errors a month")), "{}", desk.screen());
    desk.press("g [ [ [ g j j e");
    assert!(desk.screen().contains("Who keeps an eye on"), "{}", desk.screen());
    desk.press("Ana_Ruiz Tab Ana_Ruiz Enter");
    assert!(desk.screen().contains("The backup is another member"), "{}", desk.screen());
    desk.press("Ctrl-u Ben_Okafor Enter");
    assert!(desk.screen().contains("Ana Ruiz  backup Ben Okafor"), "{}", desk.screen());
    assert!(desk.app.book.watch(account).unwrap().is_some());
    desk.press("u");
    let watches: Vec<Watch> = desk.app.book.of_account(account).unwrap();
    assert!(watches.is_empty());
}

#[test]
fn what_may_go_wrong_in_ninety_days_stands_on_the_plan_one_by_one() {
    let mut desk = Desk::new((80, 24));
    let plans: Vec<Plan> = desk.app.book.all().unwrap();
    let plan = plans.into_iter().find(|one| one.closed_on.is_none() && one.could_go_wrong.is_some()).unwrap();
    let account = plan.account;
    desk.app.book.keep(Plan { could_go_wrong: Some("Their plant moves\nThe sponsor retires".into()), ..plan }).unwrap();
    desk.app.open_page(account).unwrap();
    desk.press("] ] ] ] ]");
    let screen = desk.screen();
    let first = screen.lines().position(|line| line.contains("Risks (90 d)") && line.contains("▲ Their plant moves"));
    let second = screen.lines().position(|line| line.contains("▲ The sponsor retires"));
    assert!(first.is_some_and(|first| second == Some(first + 1)), "{screen}");
}

#[test]
fn an_empty_seat_is_filled_where_it_stands_and_begins_with_whoever_fills_it() {
    let mut desk = Desk::new((120, 40));
    let lines = desk.app.book.exposure().unwrap().lines;
    let mut is_vacant = |line: &&crate::book::team::exposure::Exposed| {
        let assignments = desk.app.book.sides(line.account).unwrap().assignments;
        assignments.iter().any(|assignment| assignment.assignment.is_none() && assignment.leads.is_some())
    };
    let account = lines.iter().find(&mut is_vacant).unwrap().account;
    desk.app.open_page(account).unwrap();
    desk.press("] ]");
    for _ in 0..30 {
        if desk
            .screen()
            .lines()
            .any(|line| line.contains('▌') && line.contains("Exec, sales") && line.contains("not assigned"))
        {
            break;
        }
        desk.press("j");
    }
    desk.press("e");
    assert!(desk.screen().contains("New assignment at") && desk.screen().contains("Exec sponsor"), "{}", desk.screen());
    desk.press("Farid Enter");
    let assignments: Vec<crate::domain::assignment::Assignment> = desk.app.book.of_account(account).unwrap();
    let name = |assignment: &crate::domain::assignment::Assignment| {
        assignment.member.map(|member| desk.app.book.get(member).unwrap().name)
    };
    let farid =
        assignments.iter().find(|assignment| name(assignment).is_some_and(|name| name.starts_with("Farid"))).unwrap();
    assert_eq!(farid.since, Day::parse("2026-11-22").ok());
    // Another holder begins today as well, whatever stood there.
    let lead = assignments
        .iter()
        .find(|assignment| assignment.role == crate::domain::role::Role::AccountLead)
        .unwrap()
        .clone();
    assert!(lead.since < Day::parse("2026-11-22").ok());
    let making = crate::form::request::FormRequest::Edit(crate::domain::noun::Noun::Assignments, lead.id.raw());
    let mut form = making.form(&mut desk.app.book).unwrap();
    form.fields.iter_mut().find(|field| field.key == "member").unwrap().edit().set("Farid Fischer");
    making.keep(&form, &mut desk.app.book).unwrap();
    assert_eq!(desk.app.book.get(lead.id).unwrap().since, Day::parse("2026-11-22").ok());
}

#[test]
fn a_story_is_found_on_the_timeline_and_in_the_bank_and_gets_its_consent_there() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 Enter : new_reference Enter They_came_at_once Enter");
    let story = |desk: &Desk| {
        let all: Vec<Reference> = desk.app.book.all().unwrap();
        all.into_iter().find(|one| one.words == "They came at once").unwrap()
    };
    assert_eq!(story(&desk).consent_on, None, "{}", desk.screen());
    desk.press("]");
    assert!(desk.screen().contains("no consent yet  “They came at once”"), "{}", desk.screen());
    let told = desk.app.book.stories_told().unwrap();
    assert!(told.ends_with("stories may be told"), "{told}");
    desk.press("3 : references, Enter came_at_once Enter Tab Tab Tab today Enter");
    assert_eq!(story(&desk).consent_on, Some(desk.app.book.today()), "{}", desk.screen());
    assert_ne!(desk.app.book.stories_told().unwrap(), told);
    let ahead = Reference { consent_on: Some(desk.app.book.today().plus(9)), ..story(&desk) };
    desk.app.book.keep(ahead).unwrap();
    assert_eq!(desk.app.book.stories_told().unwrap(), told, "consent that lies ahead is none yet");
}

#[test]
fn what_was_shared_and_what_was_told_stand_on_the_timeline() {
    let mut desk = Desk::new((120, 40));
    let shares: Vec<InsightShare> = desk.app.book.all().unwrap();
    let account = shares[0].account;
    let timeline = desk.app.book.timeline(account).unwrap();
    let found = timeline.iter().find_map(|one| match &one.what {
        Happening::InsightShare(share, title) => Some((share.id, title.clone())),
        _ => None,
    });
    let (id, title) = found.unwrap();
    assert!(shares.iter().any(|one| one.id == id) && !title.is_empty());
    let name = desk.app.book.get(account).unwrap().name;
    desk.press(&format!("3 f {} Enter Enter ]", name.replace(' ', "_")));
    assert!(desk.screen().contains("insight  "), "{}", desk.screen());
}
