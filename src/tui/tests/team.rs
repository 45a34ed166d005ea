//! Screen 4: our people, exposure, what if, the inside network.

use super::{Desk, picture};
use crate::book::Book;
use crate::book::team::matrix::Met;
use crate::book::team::wins::TellWhy;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::assignment::Assignment;
use crate::domain::contribution::Contribution;
use crate::domain::handoff::Handoff;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::role::Role;
use crate::domain::words::{ActionOutcome, ContributionKind, OpportunityState};
use crate::form::record_ref::RecordRef;
use crate::tui::testing::SIZES;

#[test]
fn the_team_looks_as_it_should_in_every_pane() {
    for size in SIZES {
        let mut desk = Desk::new(size);
        desk.press("4");
        for pane in ["people", "exposure", "seats", "what_if", "inside"] {
            picture!(desk, format!("team_{pane}"));
            desk.press("Tab");
        }
    }
    let mut desk = Desk::new((80, 24));
    desk.press("4 Tab v v");
    insta::assert_snapshot!("team_veterans_80x24", desk.screen());
    desk.press("Esc Tab Tab Tab e");
    insta::assert_snapshot!("team_departure_80x24", desk.screen());
}

#[test]
fn who_met_the_best_accounts_stands_beside_the_list_of_the_team() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut desk = Desk::new(size);
        // Whoever has no room beside another pane is there once the pane is zoomed.
        desk.press(if size == (120, 40) { "4 v z" } else { "4 v" });
        let screen = desk.screen();
        let matrix = desk.app.book.matrix().unwrap();
        let people = desk.app.book.people().unwrap();
        let expected = format!("who met the {} most valuable accounts", matrix.accounts.len());
        assert!(screen.contains(&expected), "{screen}");
        for person in &people.list {
            let row = screen.lines().find(|line| line.contains(&format!(" {} ", person.member.name)));
            let row = row.unwrap_or_else(|| panic!("{} has a row: {screen}", person.member.name));
            let is_mark = |ch: &char| "●◐○·".contains(*ch);
            let marks: String = row.split('│').nth(1).unwrap().chars().filter(is_mark).collect();
            let met = matrix.accounts.iter().map(|one| match one.met.get(&person.member.id) {
                Some(Met::Fresh(_)) => '●',
                Some(Met::Old(_)) => '◐',
                Some(Met::Never) => '○',
                None => '·',
            });
            assert_eq!(marks, met.collect::<String>(), "{row}");
        }
        // The cursor stops at the last account, names it, and Enter opens it.
        desk.press("→ → → → → → ←");
        let place = matrix.accounts.len() - 2;
        let name = &matrix.accounts[place].name;
        assert!(desk.screen().contains(&format!("{name} €")), "{}", desk.screen());
        desk.press("Enter");
        assert!(desk.screen().contains(&format!("╭─ {name} ─")), "{}", desk.screen());
    }
    let mut desk = Desk::new((120, 40));
    desk.press("4 v");
    picture!(desk, "team_matrix");
}

#[test]
fn what_if_is_asked_of_a_member_and_of_an_account_s_lead() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 j");
    let name = desk.app.screens.subject(desk.app.here).name;
    desk.press("W");
    assert!(desk.screen().contains(&format!("What if ─ {name} leaves:")), "{}", desk.screen());
    desk.press("Tab j Shift-Tab j k");
    assert!(desk.screen().contains(&format!("{name} leaves")), "the person stays while other panes are walked");
    // From an account elsewhere: its lead.
    desk.press("3 Enter W");
    let account = desk.app.screens.team.subject();
    assert!(account.account.is_some(), "what hangs on its lead is shown");
    assert!(desk.screen().contains("╭─ What if ─"), "{}", desk.screen());
    let mut empty = Desk::empty((80, 24));
    empty.press("4 W");
    assert!(empty.foot().contains("Select a team member"), "{}", empty.foot());
}

#[test]
fn a_departure_is_carried_out_from_the_pane_and_undone() {
    let mut desk = Desk::new((120, 40));
    let before: Vec<Account> = desk.app.book.all().unwrap();
    desk.press("4 W e");
    assert!(desk.screen().contains("Ana Ruiz leaves: carry it out"), "{}", desk.screen());
    desk.press("1999-01-01 Enter");
    assert!(desk.screen().contains("lies before that"), "{}", desk.screen());
    desk.press("Ctrl-u +14d Enter");
    assert!(desk.foot().contains("Process a departure"), "{}", desk.foot());
    let offers: Vec<Handoff> = desk.app.book.all().unwrap();
    assert!(offers.iter().any(|one| one.offered_on == desk.app.book.today()));
    assert!(desk.screen().contains("▲ to 6 Dec"), "{}", desk.screen());
    desk.press("u");
    let after: Vec<Account> = desk.app.book.all().unwrap();
    assert_eq!(after, before);
    let members: Vec<Member> = desk.app.book.all().unwrap();
    assert!(members.iter().all(|one| one.left_on.is_none_or(|left| left < desk.app.book.today())));
}

#[test]
fn an_exposed_account_gets_its_step_and_its_marks_where_it_stands() {
    let mut desk = Desk::new((120, 40));
    let bring = |desk: &Desk| {
        let actions: Vec<Action> = desk.app.book.all().unwrap();
        actions.len()
    };
    let before = bring(&desk);
    desk.press("4 Tab j");
    let name = desk.app.screens.subject(desk.app.here).name;
    desk.press("n");
    assert!(desk.foot().contains(&format!("Add a record: {name}: ")), "{}", desk.foot());
    assert_eq!(bring(&desk), before + 1);
    desk.press("n");
    assert!(desk.foot().contains("has a next step already"), "{}", desk.foot());
    desk.press("e yes Tab no Enter");
    assert!(desk.foot().contains("loyal yes, retainable no"), "{}", desk.foot());
    let line = desk.screen().lines().find(|line| line.contains('▌') && line.contains("yes/no")).unwrap().to_owned();
    assert!(line.contains("yes/no"), "{line}");
    desk.press("Enter");
    assert!(desk.screen().contains(&format!("╭─ {name} ─")), "Enter opens the account");
}

#[test]
fn a_quick_win_is_put_on_the_list_and_done_where_it_stands() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 Tab v");
    assert!(
        desk.screen().contains("quick wins of up to 5 minutes") && desk.screen().contains("0 on the list"),
        "{}",
        desk.screen()
    );
    desk.press("d");
    assert!(desk.foot().contains("n puts it there"), "{}", desk.foot());
    let name = desk.app.screens.subject(desk.app.here).name;
    desk.press("n");
    assert!(desk.foot().contains(&format!("Add a record: {name}: ")), "{}", desk.foot());
    assert!(desk.screen().contains("1 on the list"), "{}", desk.screen());
    desk.press("G");
    let line =
        desk.screen().lines().find(|line| line.contains('▌') && line.contains("on the list:")).map(str::to_owned);
    assert!(line.is_some_and(|line| line.contains(&name)), "taken ones come last: {}", desk.screen());
    let open = |desk: &Desk| {
        let actions: Vec<Action> = desk.app.book.all().unwrap();
        actions.iter().filter(|one| one.outcome.is_none()).count()
    };
    let before = open(&desk);
    desk.press("d named_today Enter");
    assert_eq!(open(&desk), before - 1, "{}", desk.foot());
    for size in [(80, 24), (120, 40)] {
        let mut desk = Desk::new(size);
        desk.press("4 Tab v");
        picture!(desk, "quick_wins");
    }
}

#[test]
fn a_seat_gets_its_purpose_and_its_cadence_where_it_is_due() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 Tab Tab");
    let record = desk.app.screens.subject(desk.app.here).record;
    let Some(id) = record.and_then(|record| record.id::<crate::domain::assignment::Assignment>()) else {
        panic!("{}", desk.screen())
    };
    let assignment = desk.app.book.get(id).unwrap();
    let assignments_held = desk.app.book.assignments_held(assignment.member.unwrap()).unwrap();
    assert_eq!(assignments_held.list[0].line.assignment, Some(id), "whichever is due first stands first");
    let before = assignments_held.aimless();
    assert!(before > 1 && desk.screen().contains(&format!("{before} without a purpose")), "{}", desk.screen());
    desk.press("e Tab Tab 3000 Tab Tab Tab Tab the_renewal Enter");
    let now = desk.app.book.get(id).unwrap();
    assert_eq!((now.purpose.as_deref(), now.cadence_days), (Some("the renewal"), Some(3_000)), "{}", desk.screen());
    assert!(desk.screen().contains(&format!("{} without a purpose", before - 1)), "{}", desk.screen());
    assert_ne!(desk.app.screens.subject(desk.app.here).record, Some(RecordRef::of(id)), "it is due much later now");
    desk.press("u");
    assert_eq!(desk.app.book.get(id).unwrap(), assignment);
    let account = desk.app.screens.subject(desk.app.here).account.unwrap();
    desk.press("n Service Enter");
    let assignments: Vec<Assignment> = desk.app.book.of_account(account).unwrap();
    assert!(assignments.iter().any(|one| one.role == Role::Service && one.member.is_none()), "n sets up a seat there");
    let name = desk.app.screens.subject(desk.app.here).name;
    desk.press("Enter");
    assert!(desk.screen().contains(&format!("╭─ {name} ─")), "Enter opens the account");
}

#[test]
fn a_book_without_people_says_so_in_every_pane_and_waits_for_nothing() {
    let mut desk = Desk::empty((80, 24));
    desk.press("4 Tab Tab");
    assert!(desk.screen().contains("No team member is known"), "{}", desk.screen());
    desk.press("Tab");
    assert!(desk.screen().contains("No team member is known"), "{}", desk.screen());
    desk.press("Shift-Tab v");
    assert!(desk.screen().contains("No attrition in twelve months"), "{}", desk.screen());
    desk.press("Tab Tab v");
    assert!(desk.screen().contains("No win or renewal in twelve months"), "{}", desk.screen());
    desk.press("v");
    assert!(desk.screen().contains("no deal with helpers"), "{}", desk.screen());
}

#[test]
fn own_turnover_is_told_by_account() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 Tab Tab v");
    insta::assert_snapshot!("turnover_120x40", desk.screen());
    let member_attrition = desk.app.book.member_attrition().unwrap();
    assert!(
        !member_attrition.is_empty()
            && desk.screen().contains(&format!("{} accounts lost a team member", member_attrition.len()))
    );
    assert_eq!(desk.app.screens.team.shown().rows.len(), member_attrition.len());
    desk.press("Enter");
    assert!(desk.screen().contains(&format!("╭─ {} ─", member_attrition[0].name)), "{}", desk.screen());
}

/// Goes down to the first line that waits for thanks.
fn to_thanks(desk: &mut Desk) {
    while desk.app.screens.team.to_thank().is_none() {
        desk.press("j");
    }
}

#[test]
fn thanks_are_noted_with_their_words_and_credit_is_given_with_a_form() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 d");
    assert!(desk.foot().contains("d records thanks"), "{}", desk.foot());
    desk.press("Shift-Tab");
    let due = |desk: &Desk| desk.app.book.inside().unwrap().due.0;
    let before = due(&desk);
    assert!(before > 0 && desk.screen().contains(&format!("{before} thank-you")), "{}", desk.screen());
    to_thanks(&mut desk);
    // The words are prepared, kept with the day, and on the clipboard.
    desk.press("y");
    assert!(desk.foot().contains("Copied: Thank you, "), "{}", desk.foot());
    desk.press("d Enter");
    assert_eq!(due(&desk), before - 1);
    assert!(desk.foot().contains("thanked") && desk.foot().contains("copied"), "{}", desk.foot());
    desk.press("n Ben_Okafor Tab save Tab brought_the_engineer Tab Ctrl-u tomorrow Enter");
    assert!(desk.screen().contains("in the future"), "{}", desk.screen());
    desk.press("Ctrl-u today Enter");
    assert_eq!(due(&desk), before);
    desk.press("g");
    to_thanks(&mut desk);
    // Whoever waits longest stands first; the newest is the last of those to thank.
    desk.press("j e Esc");
    assert!(desk.screen().contains("brought the engineer"), "{}", desk.screen());
}

#[test]
fn a_talk_inside_is_noted_and_whoever_is_most_with_them_is_asked_in() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 Shift-Tab g");
    assert!(desk.screen().contains("▲ no 1:1 yet"), "{}", desk.screen());
    let member = desk.app.screens.team.to_talk_to().unwrap();
    desk.press("d");
    let noted = desk.app.book.get(member).unwrap().last_one_on_one;
    assert_eq!(noted, Some(desk.app.book.today()), "{}", desk.foot());
    while desk.app.screens.team.to_talk_to().is_some() {
        desk.press("j");
    }
    let name = desk.app.screens.team.subject().name;
    desk.press("n");
    assert!(desk.screen().contains(&format!("Ask {name} in to the huddle")), "{}", desk.screen());
    desk.press("Enter");
    let actions: Vec<Action> = desk.app.book.all().unwrap();
    let made = actions.iter().find(|one| one.title == format!("Ask {name} in to the huddle")).unwrap();
    assert!(made.owner.is_some() && made.due == Some(desk.app.book.today().plus(7)));
}

#[test]
fn people_are_sorted_and_lists_are_exported_by_pane() {
    let mut desk = Desk::new((120, 40));
    desk.press("4 o load Enter");
    let first = desk.screen().lines().nth(3).unwrap().to_owned();
    assert!(first.contains("Chloe Dubois") && first.contains("▲ over"), "{first}");
    for (pane, column) in
        [(0, "minutes.capacity"), (1, "next_step"), (2, "purpose"), (3, "successor"), (4, "thanked_on")]
    {
        let table = desk.app.screens.team.shown();
        assert!(table.columns.iter().any(|title| title == column), "{pane}: {:?}", table.columns);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()) && !table.rows.is_empty(), "{pane}");
        desk.press("Tab");
    }
}

#[test]
fn every_win_stands_with_who_helped_and_gets_a_name_where_it_stands() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = Desk::new(size);
        desk.press("4 Shift-Tab v");
        picture!(desk, "wins");
    }
    let mut desk = Desk::new((120, 40));
    let before = desk.app.book.inside().unwrap();
    assert!(before.won.nameless > 0);
    desk.press("4 Shift-Tab");
    assert!(desk.screen().contains(&format!("{} wins without credit", before.won.nameless)), "{}", desk.screen());
    desk.press("v");
    let first = before.wins[0].clone();
    assert!(first.helpers.is_empty(), "late ones without a name come first");
    desk.press("n Ben_Okafor Tab Tab brought_the_engineer Enter");
    let now = desk.app.book.inside().unwrap();
    assert_eq!(now.won.nameless, before.won.nameless - 1, "{}", desk.screen());
    let same = now.wins.iter().find(|one| one.account == first.account && one.on == first.on).unwrap();
    assert_eq!(same.helpers.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Ben Okafor"]);
    let deeds: Vec<Contribution> = desk.app.book.of_account(first.account).unwrap();
    assert!(deeds.iter().any(|one| one.on == first.on), "the day of the win is there already");
    assert_eq!(desk.app.screens.team.shown().rows.len(), now.wins.len());
    desk.press("u");
    assert_eq!(desk.app.book.inside().unwrap().won, before.won);
}

#[test]
fn whoever_helped_is_told_how_a_deal_stands_where_it_is_due() {
    let mut desk = Desk::new((120, 40));
    let open: Vec<Opportunity> = desk.app.book.all().unwrap();
    let deal = open.into_iter().find(|one| one.state == OpportunityState::Open).unwrap();
    let today = desk.app.book.today();
    let ben = desk.app.book.member_called("Ben Okafor").unwrap().id;
    let (account, kind, on) = (deal.account, ContributionKind::Win, today.plus(-40));
    let pilot =
        Contribution { account, member: ben, kind, on, what: "built the pilot".into(), ..Contribution::default() };
    desk.app.book.credit(pilot).unwrap();
    desk.press("4 Shift-Tab v v");
    let due = |desk: &Desk| desk.app.book.inside().unwrap().to_tell();
    let before = due(&desk);
    assert!(before > 0 && desk.screen().contains(&format!("{before} update")), "{}", desk.screen());
    while desk.app.screens.subject(desk.app.here).account != Some(deal.account) {
        desk.press("j");
    }
    // What merely begins with the same word tells nobody anything.
    let actions: Vec<Action> = desk.app.book.all().unwrap();
    let other = actions.into_iter().find(|one| one.outcome.is_none()).unwrap();
    let other = Action { account: Some(deal.account), title: "Told the plant: wait".into(), playbook: None, ..other };
    let other = Action { reason: Some("they asked".into()), outcome: Some(ActionOutcome::Done), ..other };
    desk.app.book.keep(Action { done_on: Some(today), ..other }).unwrap();
    assert_eq!(due(&desk), before);
    desk.press("n Enter");
    assert_eq!(due(&desk), before - 1, "{}", desk.screen());
    insta::assert_snapshot!("deals_told_120x40", desk.screen());
    let why = |book: &Book| {
        let inside = book.inside().unwrap();
        inside.tells.into_iter().find(|one| one.account == deal.account).unwrap().why
    };
    assert_eq!(why(&desk.app.book), TellWhy::Known(today));
    let mut later = Book::open(desk.app.book.path(), false, Some(today.plus(31))).unwrap();
    later.refresh().unwrap();
    assert_eq!(why(&later), TellWhy::Quiet(today), "an open deal is told of once a month");
    let won = Opportunity { state: OpportunityState::Won, closed_on: Some(today.plus(3)), ..deal.clone() };
    later.keep(won).unwrap();
    assert_eq!(why(&later), TellWhy::Changed(today.plus(3)));
}
