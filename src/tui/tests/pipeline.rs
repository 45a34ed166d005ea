//! Screen 2: stages and their rules, hand-offs and returns.

use super::{Desk, picture};
use crate::domain::rule::Rule;
use crate::tui::testing::SIZES;

/// The line of the screen that is selected.
pub(super) fn selected(desk: &mut Desk) -> String {
    desk.screen().lines().find(|line| line.contains('▌')).unwrap_or_default().to_owned()
}

#[test]
fn the_pipeline_looks_as_it_should_in_every_pane() {
    for size in SIZES {
        let mut desk = Desk::new(size);
        desk.press("2 g ] ] ] ]");
        for pane in ["board", "members", "losses", "playbooks"] {
            picture!(desk, format!("pipeline_{pane}"));
            desk.press("Tab");
        }
    }
    let mut desk = Desk::new((120, 40));
    desk.press("2 g ] ] ] ] Tab Tab z");
    insta::assert_snapshot!("pipeline_losses_zoomed_120x40", desk.screen());
    desk.press("Esc Esc G k k");
    insta::assert_snapshot!("pipeline_lost_120x40", desk.screen());
}

#[test]
fn stages_are_walked_with_arrows_from_any_pane_and_with_j_and_k_on_the_board() {
    let mut desk = Desk::new((120, 40));
    desk.press("2 v g");
    assert!(selected(&mut desk).contains("Signed"), "{}", desk.screen());
    desk.press("j j");
    assert!(selected(&mut desk).contains("Onboarding"));
    desk.press("Tab ] [ [");
    assert!(desk.screen().contains("╭─ Hand-off ─"), "{}", desk.screen());
    desk.press("Esc G");
    assert!(selected(&mut desk).contains("Onboarding gaps"));
    desk.press("] ]");
    assert!(selected(&mut desk).contains("Onboarding gaps"));
}

#[test]
fn whoever_is_in_a_stage_stands_with_what_comes_next_and_when_they_decide() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = Desk::new(size);
        desk.press("2 g ] ] ] ] Tab");
        let next = |desk: &mut Desk| {
            let account = desk.app.screens.subject(desk.app.here).account.unwrap();
            Some((account, desk.app.book.next_at(account).unwrap()?))
        };
        while next(&mut desk).is_none() {
            desk.press("j");
        }
        let (account, (what, due)) = next(&mut desk).unwrap();
        let shown: String = what.chars().take(8).collect();
        let day = crate::domain::day::spoken(due.unwrap(), desk.app.book.today());
        let screen = desk.screen();
        assert!(screen.contains(&format!("{day}: {shown}")), "{what}: {screen}");
        assert!(screen.contains("Notice by") || screen.contains("notice "), "{screen}");
        // Two lines an account: the next one is below both of them, and a click meets it.
        desk.press("j");
        let below = desk.app.screens.subject(desk.app.here).account.unwrap();
        assert_ne!(account, below);
    }
}

#[test]
fn the_stage_after_the_present_one_is_chosen_beforehand() {
    let mut desk = Desk::new((120, 40));
    desk.press("2 g ] ] Tab S Enter");
    let stages: Vec<String> = desk.app.book.stages().list.iter().map(|stage| stage.name.clone()).collect();
    let onto = stages.iter().position(|name| desk.screen().contains(&format!("To {name} since"))).unwrap();
    desk.press("Esc");
    let from = stages.iter().position(|name| desk.screen().contains(&format!("╭─ {name} ─"))).unwrap();
    assert_eq!(onto, from + 1, "{}", desk.screen());
}

#[test]
fn one_or_many_move_to_a_stage_on_a_day_that_is_asked_for() {
    let mut desk = Desk::new((80, 24));
    desk.press("2 g ] ] ] ] Tab Space Space S notice Enter");
    assert!(desk.screen().contains("To Notice since"), "{}", desk.screen());
    desk.press("-3000d Enter");
    assert!(desk.screen().contains("entered its stage on"), "{}", desk.screen());
    desk.press("Ctrl-u tomorrow Enter");
    assert!(desk.screen().contains("in the future"), "{}", desk.screen());
    desk.press("Ctrl-u yesterday");
    assert!(desk.screen().contains("Sat 21 Nov 2026"), "{}", desk.screen());
    desk.press("Enter");
    assert!(desk.foot().contains("2 accounts to Notice"), "{}", desk.foot());
    desk.press("u");
    assert!(desk.foot().contains("Undone: Move to a stage"), "{}", desk.foot());
}

#[test]
fn a_playbook_is_changed_where_it_stands_and_takes_no_sixth_action() {
    let mut desk = Desk::new((120, 40));
    desk.press("2 g Shift-Tab Shift-Tab j e");
    assert!(desk.screen().contains("Action of VP1"), "{}", desk.screen());
    desk.press("Ctrl-u Thank_them_twice Tab 3 Enter");
    assert!(desk.foot().contains("playbooks: VP1: day 3, Thank them twice"), "{}", desk.screen());
    assert!(desk.screen().contains("Thank them twice"), "{}", desk.screen());
    desk.press("n");
    assert!(desk.foot().contains("retire one of them before you add another"), "{}", desk.foot());
    desk.press(": remove_the_selected Enter");
    assert!(desk.screen().contains("Retire the action"), "{}", desk.screen());
    desk.press("y");
    assert!(desk.foot().contains("VP1: without"), "{}", desk.foot());
    assert_eq!(desk.app.book.playbooks().list[0].tasks.len(), 4);
    desk.press("n Send_flowers Tab +5 Tab xx Tab note Enter");
    assert!(desk.screen().contains("is not a role") || desk.screen().contains("“xx”"), "{}", desk.screen());
    desk.press("Ctrl-u AL,_SV Enter");
    assert!(desk.foot().contains("VP1: day 5, Send flowers"), "{}", desk.screen());
    desk.press("u u u");
    assert_eq!(desk.app.book.playbooks(), &crate::domain::playbook::Playbooks::shipped().unwrap());
}

#[test]
fn a_playbook_is_made_on_the_head_of_another_and_changed_by_its_trigger() {
    let mut desk = Desk::new((120, 40));
    desk.press("2 g ] ] Shift-Tab Shift-Tab n");
    assert!(desk.screen().contains("New playbook, with its first action"), "{}", desk.screen());
    assert!(desk.screen().contains("Onboarding"), "it stands in the stage that is selected: {}", desk.screen());
    insta::assert_snapshot!("playbook_new_120x40", desk.screen());
    desk.press("No_admin_yet Tab signat Tab Ctrl-u 30 Tab Tab Ask_who_runs_it Tab 0 Tab SV Tab call Enter");
    let screen = desk.screen();
    assert!(screen.contains("No sales role is responsible for No admin "), "{screen}");
    assert!(screen.contains("yet; give the account lead"), "{screen}");
    desk.press("Ctrl-u AL,_SV Enter");
    assert!(desk.foot().contains("VP14 No admin yet: 30 days after the signature"), "{}", desk.screen());
    let made = desk.app.book.playbooks().list.last().unwrap().clone();
    assert_eq!((made.code.as_str(), made.stage.as_deref(), made.tasks.len()), ("VP14", Some("onboarding"), 1));
    let told = || format!("{} No admin yet", made.code);
    assert!(desk.screen().contains(&told()), "{}", desk.screen());
    // On an action n adds an action, on a head e opens the playbook with its trigger.
    for _ in 0..20 {
        if desk.app.screens.subject(desk.app.here).name == told() {
            break;
        }
        desk.press("j");
    }
    desk.press("e Tab first_inv Enter");
    assert!(desk.screen().contains("starts it at once; put 0"), "{}", desk.screen());
    desk.press("Ctrl-u 0 Enter");
    assert!(desk.foot().contains("VP14 No admin yet: the first invoice"), "{}", desk.screen());
    desk.press("j n");
    assert!(desk.screen().contains("New action of VP14"), "{}", desk.screen());
    desk.press("Esc : remove_the_selected Enter y");
    assert!(desk.foot().contains("No sales role is responsible"), "{}", desk.screen());
    desk.press("k : remove_the_selected Enter y");
    assert!(desk.foot().contains("without VP14"), "{}", desk.screen());
    desk.press("u u u");
    assert_eq!(desk.app.book.playbooks(), &crate::domain::playbook::Playbooks::shipped().unwrap());
}

#[test]
fn a_promise_a_pulse_and_a_loss_are_changed_where_they_are_read() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 j j j j j j Enter : new_commitment Enter");
    desk.press("Send_the_plan Tab +9d Enter");
    desk.press(": record_a_churn Enter price Enter");
    desk.press("]");
    let mut opened = Vec::new();
    for _ in 0..30 {
        desk.press("e");
        let screen = desk.screen();
        opened.extend(["╭─ Record a churn: ", "╭─ Pulse of "].into_iter().filter(|title| screen.contains(title)));
        if desk.foot().contains("cancel") {
            desk.press("Esc");
        }
        desk.press("j");
    }
    opened.sort_unstable();
    opened.dedup();
    assert_eq!(opened.len(), 2, "{opened:?} {}", desk.screen());
    desk.press("[ g");
    let on_commitment = |desk: &mut Desk| {
        desk.press("j e");
        desk.screen().contains("Given up on")
    };
    assert!((0..30).any(|_| {
        let found = on_commitment(&mut desk);
        if !found && desk.foot().contains("cancel") {
            desk.press("Esc");
        }
        found
    }));
}

#[test]
fn stages_are_edited_added_and_retired_on_the_board() {
    let mut desk = Desk::new((80, 24));
    desk.press("2 g ] ] e");
    assert!(desk.screen().contains("Stage: Onboarding"), "{}", desk.screen());
    desk.press("Tab Tab Tab Ctrl-u 20 Enter");
    assert!(desk.foot().contains("Onboarding, stalls after 20 days"), "{}", desk.screen());
    desk.press("n Adoption Enter");
    assert!(desk.foot().contains("stages: Adoption"), "{}", desk.screen());
    assert_eq!(desk.app.book.stages().list[3].key, "adoption");
    desk.press("] : remove_the_selected Enter y");
    assert!(desk.foot().contains("without Adoption"), "{}", desk.screen());
    desk.press("] : remove_the_selected Enter y");
    assert!(desk.foot().contains("move them before you retire the stage"), "{}", desk.foot());
    desk.press("u u u");
    assert_eq!(desk.app.book.stages(), &crate::domain::stages::Stages::shipped().unwrap());
}

#[test]
fn holidays_are_written_down_one_a_line() {
    let mut desk = Desk::new((80, 24));
    desk.press(": holidays Enter 25_Dec Enter nonsense Ctrl-s");
    assert!(desk.screen().contains("“nonsense” is not a day"), "{}", desk.screen());
    desk.press("Ctrl-u 2026-12-28 Ctrl-s");
    assert!(desk.foot().contains("2 holidays"), "{}", desk.screen());
    assert_eq!(desk.app.book.calendar().written().unwrap(), r#"["2026-12-25","2026-12-28"]"#);
}

#[test]
fn an_account_that_was_lost_comes_back_into_the_first_stage() {
    let mut desk = Desk::new((120, 40));
    desk.press("2 G k k Tab");
    let name = desk.app.screens.subject(desk.app.here).name;
    assert!(!name.is_empty(), "{}", desk.screen());
    desk.press(": record_a_win-back Enter Enter");
    assert!(desk.foot().contains(&format!("Win back an account: {name}")), "{}", desk.screen());
    desk.press("Esc G k Tab");
    assert!(desk.screen().lines().any(|line| line.contains('▌') && line.contains(&name)), "{}", desk.screen());
    let account = desk.app.book.account_called(&name).unwrap();
    assert_eq!(account.stage, "signed");
    desk.press("1 3 : record_a_win-back Enter");
    assert!(desk.foot().contains("is not churned"), "{}", desk.screen());
}

#[test]
fn a_hand_off_opens_on_every_screen_with_accounts() {
    for keys in ["1", "2 g ] ] ] ] Tab", "3", "5"] {
        let mut desk = Desk::new((80, 24));
        desk.press(keys);
        desk.screen();
        let account = desk.app.screens.subject(desk.app.here).account.unwrap();
        let expected = match (desk.app.book.open_handoff(account).unwrap(), desk.app.book.can_offer(account)) {
            (Some(_), _) => "Answer".to_owned(),
            (None, Ok(())) => "Offer the hand-off".to_owned(),
            (None, Err(problem)) => problem.sentence.chars().take(40).collect(),
        };
        desk.press("H");
        assert!(desk.screen().contains(&expected), "{keys}: {expected}\n{}", desk.screen());
    }
}

#[test]
fn the_boards_are_exported_whole() {
    let mut desk = Desk::new((80, 24));
    let folder = tempfile::tempdir().unwrap();
    for (place, columns, rows) in [
        ("2", "stage,accounts,value", 10),
        ("5", "score,band,no_pulse_check,notice_by,account,account_external_id,product", 2),
    ] {
        let file = folder.path().join(format!("{place}.csv"));
        desk.press(&format!("{place} E Ctrl-u"));
        desk.app.paste(&file.to_string_lossy());
        desk.press("Enter");
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(written.starts_with(columns) && written.lines().count() >= rows, "{written}");
    }
}

#[test]
fn the_kit_is_ticked_with_two_keys_and_confirmed_with_two_more() {
    let mut desk = Desk::new((80, 24));
    let given = |book: &crate::book::Book, id| {
        book.checklist_of(id).unwrap().iter().filter(|line| line.record.is_some()).count()
    };
    // One contact only, who is therefore the one that confirms it.
    let bare = desk.app.book.account_called("Lumen Energy").unwrap();
    assert_eq!(given(&desk.app.book, bare.id), 0);
    desk.app.open_page(bare.id).unwrap();
    desk.press("] ] ] ] G");
    assert!(selected(&mut desk).contains("Help: how to report"), "{}", desk.screen());
    desk.press("e Enter");
    assert!(desk.foot().contains("given: Help: how to report"), "{}", desk.screen());
    assert!(desk.screen().contains("1 of 6 given · 0 confirmed"), "{}", desk.screen());
    desk.press("e Enter");
    assert!(desk.screen().contains("1 of 6 given · 1 confirmed"), "{}", desk.screen());
    insta::assert_snapshot!("hand_off_kit_80x24", desk.screen());
    desk.press("e Tab Ctrl-u +3d Enter");
    assert!(desk.screen().contains("in the future"), "{}", desk.screen());
    desk.press("Esc y : remove_the_selected Enter y");
    assert_eq!(given(&desk.app.book, bare.id), 0);
    desk.press("u u u");
    assert_eq!(given(&desk.app.book, bare.id), 0);
    desk.press(": onboarding_checklist Enter");
    assert!(desk.screen().contains("Training: dates"), "{}", desk.screen());
    desk.press("Enter Training:_dates,_and_who_comes Ctrl-s");
    assert!(desk.screen().contains("checklist twice; take one out"), "{}", desk.screen());
}

#[test]
fn gaps_are_listed_at_the_end_of_the_board_with_what_is_missing() {
    for size in SIZES {
        let mut desk = Desk::new(size);
        desk.press("2 G");
        picture!(desk, "pipeline_gaps");
    }
    let mut desk = Desk::new((120, 40));
    desk.press("2 G Tab");
    let name = desk.app.screens.subject(desk.app.here).name;
    assert!(!name.is_empty(), "{}", desk.screen());
    desk.press("Enter ] ] ] ]");
    assert!(desk.screen().contains(&name) && desk.screen().contains("Missing"), "{}", desk.screen());
}

#[test]
fn a_promise_is_kept_or_broken_where_it_stands() {
    use crate::domain::commitment::Commitment;
    let mut desk = Desk::new((120, 40));
    desk.press(": new_commitment Enter send_the_plan Tab fri Enter");
    assert!(desk.foot().contains("commitment send the plan"), "{}", desk.screen());
    let made = desk.app.book.all::<Commitment>().unwrap().pop().unwrap();
    assert!(made.owner.is_some(), "who leads the account is responsible");
    desk.app.open_page(made.account.unwrap()).unwrap();
    while !selected(&mut desk).contains("send the plan") {
        desk.press("j");
    }
    desk.press("e Tab Tab Tab Tab Tab today Enter");
    assert!(desk.screen().contains("given up for a reason; say why"), "{}", desk.screen());
    desk.press("they_moved Enter");
    let broken = desk.app.book.get(made.id).unwrap();
    assert_eq!((broken.broken_on, broken.reason.as_deref()), (Some(desk.app.book.today()), Some("they moved")));
    desk.press("u");
    assert_eq!(desk.app.book.get(made.id).unwrap(), made);
}

#[test]
fn what_more_they_might_buy_is_on_the_radar() {
    use crate::domain::opportunity::Opportunity;
    let mut desk = Desk::new((80, 24));
    desk.press("3 Enter ] ] ]");
    let account = desk.app.screens.subject(desk.app.here).account.unwrap();
    let before = desk.app.book.of_account::<Opportunity>(account).unwrap().len();
    desk.press(": opportunity Enter A_second_site Tab 12k Tab Tab +60d Enter");
    assert!(desk.screen().contains("A second site"), "{}", desk.screen());
    while !selected(&mut desk).contains("A second site") {
        desk.press("j");
    }
    desk.press("e Tab Tab Tab Tab won Enter");
    assert!(desk.screen().contains("won today"), "{}", desk.screen());
    insta::assert_snapshot!("page_radar_80x24", desk.screen());
    desk.press("u u");
    assert_eq!(desk.app.book.of_account::<Opportunity>(account).unwrap().len(), before);
}
