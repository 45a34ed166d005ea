//! Drop-off points: marked with one key, with why and the evidence; a playbook is optional.

use super::desk::Desk;
use crate::domain::drop_off::{DropOff, Evidence};
use crate::domain::pulse::Pulse;
use crate::domain::words::PulseSource;
use crate::form::record_ref::RecordRef;

fn marks(desk: &Desk) -> Vec<DropOff> {
    desk.app.book.all().unwrap()
}

#[test]
fn a_point_is_marked_on_its_stage_with_one_key_and_the_board_shows_its_name_at_every_size() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut desk = Desk::new(size);
        let before = marks(&desk).len();
        desk.press("2 g D");
        desk.app.paste("Quiet week");
        desk.press("Tab Tab they_wait_for_us Tab");
        desk.app.paste("the buyer asked whom to call");
        desk.press("Enter");
        let all = marks(&desk);
        assert_eq!(all.len(), before + 1, "{}", desk.screen());
        let mark = all.last().unwrap();
        assert_eq!((mark.stage.as_str(), mark.name.as_str(), mark.playbook.as_ref()), ("signed", "Quiet week", None));
        assert_eq!(mark.reason.as_deref(), Some("they wait for us"));
        assert_eq!((mark.kind, mark.evidence.as_deref()), (Evidence::Note, Some("the buyer asked whom to call")));
        let screen = desk.screen();
        let stage = if size.0 < 90 { "★" } else { "★ Quiet week" };
        assert!(screen.contains(stage), "{size:?}: {screen}");
        desk.press("Tab Tab Tab");
        let screen = desk.screen();
        assert!(screen.contains("Quiet week") && screen.contains("the buyer asked"), "{size:?}: {screen}");
        desk.press("u");
        assert_eq!(marks(&desk).len(), before);
    }
}

#[test]
fn what_a_customer_said_is_attached_to_the_stage_they_were_in_and_leads_back_to_them() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 Enter");
    let account = desk.app.screens.subject(desk.app.here).account.unwrap();
    let stage = desk.app.book.get(account).unwrap().stage;
    let on = desk.app.book.today();
    let quote = Some("nobody told us about the second site".to_owned());
    let pulse = Pulse { account, on, score: 2, source: PulseSource::Said, quote, ..Pulse::default() };
    let (pulse, _) = desk.app.book.keep(pulse).unwrap();
    desk.app.open_page(account).unwrap();
    desk.app.reload();
    desk.app.screens.accounts.show_record(&RecordRef::of(pulse), &mut desk.app.book).unwrap();
    desk.press("D");
    let screen = desk.screen();
    assert!(screen.contains("2/5, “nobody told us"), "the selected quote is the evidence: {screen}");
    desk.app.paste("The second site waits");
    desk.press("Enter");
    let all = marks(&desk);
    let mark = all.last().unwrap();
    assert_eq!((mark.account, mark.kind, &mark.stage), (Some(account), Evidence::Pulse, &stage), "{}", desk.screen());
    assert_eq!(mark.evidence.as_deref(), Some("2/5, “nobody told us about the second site”"));
    // It goes with the account that it is about.
    desk.app.book.remove(account).unwrap();
    assert!(marks(&desk).iter().all(|one| one.account != Some(account)));
}

#[test]
fn marks_of_one_name_in_one_stage_are_one_point_with_all_of_its_evidence() {
    let (_folder, mut book) = crate::book::Book::pictured();
    let before = book.drop_off_points().unwrap().len();
    let today = book.today();
    for (name, evidence) in [("Second invoice", "one"), ("second invoice", "two"), ("Kickoff", "three")] {
        let (stage, name, evidence) = ("onboarding".to_owned(), name.to_owned(), Some(evidence.to_owned()));
        let mark = DropOff { stage, name, evidence, marked_on: today, ..DropOff::default() };
        book.keep(mark).unwrap();
    }
    let points = book.drop_off_points().unwrap();
    assert_eq!(points.len(), before + 2);
    let invoice = points.iter().find(|one| one.name == "Second invoice").unwrap();
    assert_eq!(invoice.told(), "2 pieces of evidence · no playbook");
    let board = book.board().unwrap();
    let stage = board.stages.iter().find(|one| one.stage.key == "onboarding").unwrap();
    assert!(stage.spot_names().contains(&"Second invoice") && stage.hot_words(false).contains("Kickoff"));
}
