//! The day as it goes, and what changed since somebody looked.

use super::*;

#[test]
fn the_day_tells_how_it_goes_and_what_changed_since_somebody_looked() {
    let mut desk = Desk::new((120, 40));
    let aside = |desk: &mut Desk| desk.screen().lines().find(|line| line.contains("─ Today ─")).unwrap().to_owned();
    assert!(!aside(&mut desk).contains('✓'), "{}", aside(&mut desk));
    desk.press(": start_of_the_day Enter yes Tab Tab yes Enter");
    assert!(aside(&mut desk).contains("start 2/3"), "{}", desk.screen());
    desk.press("l call_they_like_it_~listened Enter");
    assert!(aside(&mut desk).contains("✓ 1 touch"), "{}", desk.screen());
    desk.press("u");
    assert!(!aside(&mut desk).contains('✓'), "what is taken back was not done");
    // Quit, and somebody else works on the book meanwhile.
    desk.app.take_leave();
    desk.press(": changes_since Enter");
    assert!(desk.foot().contains("Nothing changed"), "{}", desk.foot());
    desk.press("l call_they_like_it_~listened_!escalation Enter");
    let Desk { app, folder, .. } = desk;
    drop(app);
    let path = folder.path().join("book.db");
    let book = Book::open(&path, false, Day::parse("2026-12-20").ok()).unwrap();
    let mut later = Desk::with((120, 40), book, folder);
    let foot = later.foot();
    assert!(foot.contains("Since Sun 22 Nov:") || foot.contains("Since 22 Nov:"), "{foot}");
    assert!(foot.contains("1 touch new") && foot.contains("1 event new"), "{foot}");
    assert!(aside(&mut later).contains("quarter 11 d: pulses first"), "{}", later.screen());
    let pulses = later.app.book.today_list(None, false).unwrap().lines;
    let pulses = pulses.iter().filter(|line| line.id.kind == crate::domain::today::Kind::Pulse).count();
    assert_eq!(pulses, crate::domain::today::PULSES, "pulses hold their place");
}

#[test]
fn whoever_is_to_be_asked_stands_tier_by_tier_and_whoever_is_out_of_sight_by_the_days() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 f");
    for name in ["Pulse checks due, by tier", "Gone quiet", "Churned"] {
        assert!(desk.screen().contains(name), "{name}: {}", desk.screen());
    }
    // The first of the saved filters is a key away; its words stand in the line, to learn from.
    desk.press("Tab");
    assert!(desk.screen().contains("› pulse<1 by:tier"), "{}", desk.screen());
    desk.press("Enter");
    insta::assert_snapshot!("pulses_due_by_tier_120x40", desk.screen());
    let today = desk.app.book.today();
    let filter = crate::domain::filter::Filter::parse("pulse<1").unwrap();
    let lines = desk.app.book.accounts(&filter, crate::book::SortBy::Tier).unwrap();
    let roster = desk.app.book.roster().unwrap();
    let due: Vec<_> = lines.iter().map(|line| roster.at(*line).unwrap()).collect();
    assert!(due.iter().all(|one| one.pulse_due().is_some_and(|day| day <= today)));
    assert!(due.windows(2).all(|pair| pair[0].tier() <= pair[1].tier()), "A comes first");
    let not_due = roster.len() - due.len();
    assert!(!due.is_empty() && not_due > 0, "both kinds are in the demo");
    // By a few letters of its name; the longest unseen come first.
    desk.press("f Ctrl-u gone Tab Enter");
    let screen = desk.screen();
    assert!(screen.contains("by last touch") && screen.contains("quiet>30 by:touch"), "{screen}");
    let filter = crate::domain::filter::Filter::parse("quiet>30 by:touch").unwrap();
    let lines = desk.app.book.accounts(&filter, filter.order().unwrap()).unwrap();
    let roster = desk.app.book.roster().unwrap();
    let seen: Vec<_> =
        lines.iter().map(|line| roster.at(*line).unwrap()).map(|one| one.last_touch().or(one.since())).collect();
    assert!(seen.windows(2).all(|pair| pair[0] <= pair[1]), "{seen:?}");
    // What is picked to sort by takes the place of what the filter said.
    desk.press("o account Enter");
    assert!(desk.screen().contains("by name") && !desk.screen().contains("by:touch"), "{}", desk.screen());
}

#[test]
fn what_a_step_withdraws_is_not_counted_as_done() {
    let mut desk = Desk::new((120, 40));
    let lines = desk.app.book.today_list(None, true).unwrap().lines;
    let handoff = lines.iter().find(|line| line.id.kind == Kind::Handoff).unwrap().id;
    let today = desk.app.book.today();
    desk.app.book.accept_handoff(crate::domain::id::Id::new(handoff.raw), today).unwrap();
    let done = desk.app.book.done_today().unwrap();
    assert_eq!((done.closed, done.touches, done.pulses), (1, 0, 0), "one hand-off, and nothing that went with it");
    desk.press("1");
    assert!(desk.screen().contains("✓ 1 done"), "{}", desk.screen());
}

#[test]
fn who_is_lost_is_found_last_and_said_to_be_lost() {
    let mut desk = Desk::new((120, 40));
    let lost = crate::domain::filter::Filter::parse("lost:yes").unwrap();
    let line = desk.app.book.accounts(&lost, crate::book::SortBy::Value).unwrap()[0];
    let name = desk.app.book.roster().unwrap().at(line).unwrap().name().to_owned();
    desk.press("/");
    desk.app.paste(&name);
    assert!(desk.screen().contains("churned account"), "{}", desk.screen());
    desk.press("Enter");
    let standing = desk.screen().lines().nth(2).unwrap().to_owned();
    assert!(standing.contains("○ churned ") && !standing.contains("at risk"), "{standing}");
    let hits = desk.app.book.finder().unwrap().find("a", 4000);
    assert!(hits.iter().any(|hit| hit.lost) && hits.is_sorted_by_key(|hit| hit.lost), "whoever is there comes first");
}

#[test]
fn a_filter_is_kept_under_a_name_found_again_and_taken_out() {
    let mut desk = Desk::new((120, 40));
    let before = desk.app.book.saved_filters().clone();
    desk.press("3 f tier:A_risk>20 Enter : saved_fil Enter save_another Enter");
    assert!(
        desk.screen().contains("New saved filter") && desk.screen().contains("tier:A risk>20"),
        "{}",
        desk.screen()
    );
    desk.press("Big_and_shaky Tab Ctrl-u size>3 Enter");
    assert!(desk.screen().contains("is an unknown filter"), "{}", desk.screen());
    desk.press("Ctrl-u tier:A_risk>25 Enter");
    assert!(desk.foot().contains("Big and shaky: tier:A risk>25"), "{}", desk.foot());
    desk.press("f Ctrl-u shaky Tab Enter");
    assert!(desk.screen().contains("· tier:A risk>25"), "{}", desk.screen());
    desk.press("u");
    assert_eq!(desk.app.book.saved_filters(), &before);
    desk.press("U");
    assert_eq!(desk.app.book.saved_filters().list.len(), before.list.len() + 1);
}

#[test]
fn today_shows_the_tasks_of_one_member_until_esc() {
    let mut desk = Desk::new((120, 40));
    let everybody = desk.app.book.today_list(None, true).unwrap().lines.len();
    desk.press("f");
    assert!(desk.screen().contains("Show the tasks of"), "{}", desk.screen());
    desk.press("Chloe Enter");
    assert!(desk.screen().contains("─ Today ─ tasks of Chloe Dubois ─"), "{}", desk.screen());
    insta::assert_snapshot!("today_of_one_120x40", desk.screen());
    let whose = desk.app.book.whose_day().unwrap();
    let hers = desk.app.book.today_list(whose, true).unwrap().lines;
    assert!(!hers.is_empty() && hers.len() < everybody);
    desk.press("Esc");
    assert!(!desk.screen().contains("tasks of Chloe"), "{}", desk.screen());
    assert_eq!(desk.app.book.whose_day().unwrap(), None);
}

#[test]
fn the_smallest_step_is_a_key_away_from_everywhere() {
    let mut desk = Desk::new((120, 40));
    let lines = desk.app.book.today_list(None, false).unwrap().lines;
    let least = lines.iter().map(|line| line.minutes).min().unwrap();
    desk.press("7 .");
    assert!(desk.foot().contains(&format!("{least} minutes: ")), "{}", desk.foot());
    let line = desk.app.screens.subject(desk.app.here).line.unwrap();
    assert_eq!(line.minutes, least);
    assert!(desk.foot().contains(&line.title), "{}", desk.foot());
}

#[test]
fn on_a_day_without_thanks_an_insight_is_offered_and_goes_when_it_is_shared() {
    let mut desk = Desk::new((120, 40));
    let credits: Vec<crate::domain::contribution::Contribution> = desk.app.book.all().unwrap();
    for credit in credits.iter().filter(|one| one.thanked_on.is_none()) {
        desk.app.book.remove(credit.id).unwrap();
    }
    let members: Vec<crate::domain::member::Member> = desk.app.book.all().unwrap();
    for member in members.into_iter().filter(crate::domain::member::Member::has_one_on_ones) {
        desk.app.book.keep(crate::domain::member::Member { one_on_one_days: None, ..member }).unwrap();
    }
    desk.press("1");
    let kinds = |desk: &Desk| -> Vec<_> {
        desk.app.book.today_list(None, false).unwrap().lines.iter().map(|line| line.id.kind).collect()
    };
    assert!(kinds(&desk).contains(&Kind::Insight), "{}", desk.screen());
    assert!(desk.screen().contains(" insight "), "{}", desk.screen());
    desk.press("G");
    let line = desk.app.screens.subject(desk.app.here).line.unwrap();
    assert_eq!(line.id.kind, Kind::Insight, "{}", desk.screen());
    assert!(desk.app.book.done(line.id).unwrap_err().sentence.contains("mainstay new share"));
    desk.press("d");
    assert!(
        desk.screen().contains(line.title.trim_start_matches("Share “").trim_end_matches('”')),
        "{}",
        desk.screen()
    );
    desk.press("Enter");
    assert!(!kinds(&desk).contains(&Kind::Insight), "one a day: {}", desk.screen());
    desk.press("u");
    assert!(kinds(&desk).contains(&Kind::Insight));
    desk.press("G s +7d_they_are_away Enter");
    let next = desk.app.book.today_list(None, false).unwrap().lines;
    assert!(next.iter().all(|one| one.id != line.id), "put off: {next:?}");
}

#[test]
fn a_quote_on_the_page_becomes_an_action_with_one_key() {
    let mut desk = Desk::new((120, 40));
    let pulses: Vec<crate::domain::pulse::Pulse> = desk.app.book.all().unwrap();
    let quoted = pulses.into_iter().rfind(|pulse| pulse.quote.is_some()).unwrap();
    let (account, words) = (quoted.account, quoted.quote.unwrap());
    desk.app.open_page(account).unwrap();
    desk.press("]");
    for _ in 0..20 {
        if desk.screen().lines().any(|line| line.contains('▌') && line.contains(&words)) {
            break;
        }
        desk.press("j");
    }
    let before: Vec<crate::domain::action::Action> = desk.app.book.of_account(account).unwrap();
    desk.press("a");
    assert!(desk.foot().contains(&format!("Act on “{words}”")), "{}", desk.foot());
    let after: Vec<crate::domain::action::Action> = desk.app.book.of_account(account).unwrap();
    assert_eq!(after.len(), before.len() + 1);
    desk.press("a");
    assert!(desk.foot().contains("has an action already"), "{}", desk.foot());
    desk.press("u");
    let undone: Vec<crate::domain::action::Action> = desk.app.book.of_account(account).unwrap();
    assert_eq!(undone, before);
}

#[test]
fn a_year_on_every_screen_still_says_what_it_knows() {
    let first = Desk::new((80, 24));
    for size in [(80, 24), (120, 40)] {
        let book = Book::open(first.app.book.path(), false, Day::parse("2027-11-22").ok()).unwrap();
        let mut desk = Desk::with(size, book, tempfile::tempdir().unwrap());
        for (screen, says) in "12345678".chars().zip([
            "Lifecycle",
            "Pipeline",
            "Accounts",
            "Our team",
            "Renewals",
            "Charter",
            "Retention",
            "History",
        ]) {
            desk.press(&screen.to_string());
            let day = if size.0 == 80 { "22 Nov" } else { "2027" };
            assert!(desk.screen().contains(says) && desk.screen().contains(day), "{screen}: {}", desk.screen());
        }
    }
}
