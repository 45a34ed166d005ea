//! The screen as it looks, with made-up numbers behind it.

use super::record::{Measure, Rival, Surprise};
use super::*;
use crate::book::survival::{Curve, Group};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::{Currency, Money};
use crate::domain::risk::score::Band;
use crate::domain::rule::Rule;
use crate::domain::stages::Stages;
use crate::domain::statistics::proportion::wilson;
use crate::domain::survival::kaplan_meier::KaplanMeier;
use crate::domain::survival::life::Uncounted;
use crate::domain::survival::log_rank::LogRank;
use crate::domain::survival::{FROM_THE_START, Span};
use crate::tui::canvas::Charset;
use crate::tui::key::Key;
use crate::tui::testing::{SIZES, drawn, look};
use crate::tui::widget::calibration::Row;

fn row(band: Band, k: u64, n: u64, expected: f64) -> Row {
    let ends = wilson(k, n);
    Row { band, n, k, expected: Some(expected), interval: ends.map(|ends| (ends.lower, ends.upper)) }
}

fn measure(value: f64, lower: f64, upper: f64) -> Measure {
    Measure { value, lower, upper }
}

fn record() -> RecordView {
    let rival = |name: &str, auc, lift, beats| Rival { name: name.into(), auc: Some(auc), lift20: Some(lift), beats };
    let surprise = |name: &str, on: &str, value: Option<i64>, scores, reason: Option<&str>| Surprise {
        account: Id::new(1),
        name: name.into(),
        lost_on: Day::parse(on).unwrap(),
        value: value.map(|value| Money::new(value * 100, Currency::EUR)),
        scores,
        reason: reason.map(Into::into),
    };
    RecordView {
        gate: "19 losses followed: indicative only. With 20 the slope is measured too.".into(),
        horizon: 365,
        snapshots: 3,
        n: 612,
        defections: 19,
        auc: Some(measure(0.71, 0.58, 0.84)),
        lift20: Some(2.6),
        capture20: Some(0.53),
        brier: Some(0.029),
        skill: Some(0.06),
        calibration: vec![
            row(Band::Steady, 4, 402, 0.04),
            row(Band::Watch, 6, 141, 0.14),
            row(Band::AtRisk, 5, 54, 0.31),
            row(Band::Critical, 4, 15, 0.55),
        ],
        slope: Some(0.0517),
        rivals: vec![
            rival("days since last touch", measure(0.74, 0.62, 0.86), 2.9, true),
            rival("days to renewal", measure(0.55, 0.41, 0.69), 1.2, false),
            Rival { name: "contract value".into(), auc: None, lift20: None, beats: false },
        ],
        surprises: vec![
            surprise("Contoso", "2026-10-12", Some(95_000), [Some(8), Some(12), Some(12)], Some("price")),
            surprise("東京電力ホールディングス株式会社", "2025-11-30", None, [None, None, Some(4)], None),
            surprise(
                "Z\u{202e}algo & Sons of the very long name indeed",
                "2026-02-01",
                Some(1_200_000),
                [None; 3],
                Some("they were bought and nobody told us until the day it was in the newspapers"),
            ),
        ],
        outlook:
            "Today it expects €578k to be lost within a year, give or take €239k; €37k of it decides this quarter."
                .into(),
        step: 1,
        is_old: false,
        surprised: 240,
    }
}

fn counts_only() -> RecordView {
    RecordView {
        gate: "4 losses followed: too few to judge; only counts are told.".into(),
        defections: 4,
        auc: None,
        lift20: None,
        capture20: None,
        brier: None,
        skill: None,
        calibration: record()
            .calibration
            .into_iter()
            .map(|row| Row { interval: None, expected: None, ..row })
            .collect(),
        slope: None,
        rivals: Vec::new(),
        surprises: Vec::new(),
        surprised: 0,
        ..record()
    }
}

fn spans(n: i32, every: i32) -> Vec<Span> {
    (0..n)
        .map(|index| Span {
            enter: FROM_THE_START,
            exit: 100 + index * 17 % 1_500,
            event: every > 0 && index % every == 0,
        })
        .collect()
}

fn group(name: Option<&str>, n: i32, every: i32) -> Group {
    let curve = Curve::Staying(KaplanMeier::of(&spans(n, every)));
    Group { name: name.map(Into::into), curve, hazard: Vec::new() }
}

fn survival(by: Option<Field>, groups: Vec<Group>) -> Survival {
    Survival {
        as_of: Day::parse("2026-11-22").unwrap(),
        stage: None,
        by,
        groups,
        log_rank: by.map(|_| LogRank { chi2: 12.3, df: 2, p: 0.0021 }),
        unavoidable: 2,
        won_back: 0,
        uncounted: [(Uncounted::NoStart, 12)].into(),
    }
}

fn screen(drawn: Survival, focus: Focus) -> ScoreScreen {
    let stages = Stages::shipped().unwrap();
    ScoreScreen {
        by: drawn.by,
        survival: Some(SurvivalView::of(&drawn, &stages)),
        drawn: Some(Arc::new(drawn)),
        panes: PaneHost { focus, ..PaneHost::default() },
        ..ScoreScreen::default()
    }
}

fn shown(screen: &mut ScoreScreen, size: (u16, u16), charset: Charset) -> String {
    screen.settle(Rect::new(0, 0, size.0, size.1));
    drawn(size, charset, |canvas, area| screen.view(canvas, area))
}

fn tiers() -> Vec<Group> {
    vec![
        group(Some("A"), 40, 13),
        group(Some("B"), 90, 5),
        group(Some("C"), 110, 3),
        group(Some("D"), 7, 3),
        group(None, 12, 0),
        group(Some("E"), 11, 2),
    ]
}

#[test]
fn the_record_says_in_words_how_good_the_score_is() {
    for size in SIZES {
        let mut screen = screen(survival(None, vec![group(Some("all"), 240, 12)]), Focus::Record);
        screen.take_record(record());
        let name = format!("record_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, shown(&mut screen, size, Charset::Full));
    }
}

#[test]
fn few_losses_are_counts_and_nothing_else() {
    let mut screen = screen(survival(None, vec![group(Some("all"), 240, 12)]), Focus::Record);
    screen.take_record(counts_only());
    let text = shown(&mut screen, (80, 22), Charset::Full);
    assert!(!text.contains(" % of the time"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_score_that_tells_nothing_says_so() {
    let said = |auc, slope| RecordView { auc: Some(auc), slope: Some(slope), ..record() }.sentences().join(" ");
    let wrong = said(measure(0.43, 0.39, 0.47), -0.02);
    assert!(wrong.contains("worse than chance") && wrong.contains("fewer losses"), "{wrong}");
    assert!(said(measure(0.55, 0.45, 0.65), 0.07).contains("may be chance"));
    assert!(said(measure(0.71, 0.58, 0.84), 0.0693).contains("10 points double"));
}

#[test]
fn the_numbers_can_be_read() {
    let theme = look(Charset::Full).theme;
    let stages = Stages::shipped().unwrap();
    let read = |step| {
        let Step::Open(mut layer) = step else { panic!("no layer") };
        drawn((96, 40), Charset::Full, |canvas, area| {
            layer.settle(area);
            layer.view(canvas, area);
        })
    };
    insta::assert_snapshot!("numbers_record", read(numbers::of_record(&record(), &theme)));
    let drawn = survival(Some(Field::Tier), tiers());
    insta::assert_snapshot!("numbers_survival", read(numbers::of_survival(&drawn, &stages, &theme)));
    assert_eq!(numbers::table(&drawn, &stages).columns.len(), 7);
}

#[test]
fn curves_of_the_largest_groups_are_drawn_and_the_rest_counted() {
    for size in SIZES {
        let mut screen = screen(survival(Some(Field::Tier), tiers()), Focus::Survival);
        let name = format!("groups_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, shown(&mut screen, size, Charset::Full));
    }
    let mut screen = screen(survival(Some(Field::Tier), tiers()), Focus::Survival);
    let text = shown(&mut screen, (80, 22), Charset::Ascii);
    assert!(text.is_ascii(), "{text}");
    insta::assert_snapshot!("groups_ascii_80x22", text);
}

#[test]
fn a_book_without_a_loss_is_a_flat_line_and_one_of_few_a_number() {
    let mut flat = screen(survival(None, vec![group(Some("all"), 40, 0)]), Focus::Survival);
    insta::assert_snapshot!("no_loss_80x22", shown(&mut flat, (80, 22), Charset::Full));
    let mut few = screen(survival(None, vec![group(Some("all"), 7, 3)]), Focus::Survival);
    assert!(shown(&mut few, (80, 22), Charset::Full).contains("n = 7 is too few for a curve."));
}

/// The screen over the book of the pictures.
fn of_a_book() -> (tempfile::TempDir, Book, ScoreScreen) {
    let (folder, mut book) = Book::pictured();
    let mut screen = ScoreScreen::default();
    screen.reload(&mut book).unwrap();
    (folder, book, screen)
}

#[test]
fn the_year_can_be_read_in_full() {
    let (_folder, mut book, mut screen) = of_a_book();
    shown(&mut screen, (80, 22), Charset::Full);
    assert!(screen.can(Command::Open).is_ok());
    let Step::Open(mut layer) = screen.update(Command::Open, &mut book, &look(Charset::Full)).unwrap() else {
        panic!("no layer")
    };
    let text = drawn((110, 44), Charset::Full, |canvas, area| {
        layer.settle(area);
        layer.view(canvas, area);
    });
    insta::assert_snapshot!("numbers_year", text);
}

#[test]
fn the_numbers_stand_above_the_months_and_both_can_be_clicked() {
    let (_folder, _book, mut screen) = of_a_book();
    let text = shown(&mut screen, (80, 22), Charset::Full);
    let row = |words: &str| text.lines().position(|line| line.contains(words)).unwrap();
    assert!(row("Renewed") < row("GRR") && row("Dropped after") < row("Month"), "{text}");
    let at = row("Sep 2026") as u16;
    screen.mouse(Mouse::Click(ratatui::layout::Position::new(4, at)));
    assert_eq!(screen.cursor_row(Rect::new(0, 0, 80, 22)), Some(at));
    // Where there is no room for months there is no row to stand in.
    shown(&mut screen, (60, 14), Charset::Full);
    assert_eq!(screen.cursor_row(Rect::new(0, 0, 60, 14)), None);
    screen.mouse(Mouse::Click(ratatui::layout::Position::new(4, 5)));
}

#[test]
fn a_closed_month_is_marked_and_a_correction_stands_beside_it() {
    let (_folder, mut book, mut screen) = of_a_book();
    book.close_month(None).unwrap();
    screen.reload(&mut book).unwrap();
    let row = |screen: &mut ScoreScreen| {
        let text = shown(screen, (80, 22), Charset::Full);
        text.lines().find(|line| line.contains("Oct 2026")).unwrap().to_owned()
    };
    let closed = row(&mut screen);
    assert!(closed.contains("closed") && !closed.contains("closed*"), "{closed}");
    let account = book.all::<crate::domain::account::Account>().unwrap().remove(0);
    let began = Day::parse("2026-10-10").ok();
    let later = crate::domain::account::Account {
        id: Id::NEW,
        name: "Later".into(),
        external_id: None,
        customer_since: began,
        ..account
    };
    book.keep(later).unwrap();
    screen.reload(&mut book).unwrap();
    let corrected = row(&mut screen);
    assert_eq!(corrected.replace("closed*", "closed "), closed, "the numbers stand");
    let Step::Open(mut layer) = screen.update(Command::Open, &mut book, &look(Charset::Full)).unwrap() else {
        panic!("no layer")
    };
    let Some(last) = Key::named("G") else { panic!("no key") };
    let text = drawn((110, 44), Charset::Full, |canvas, area| {
        layer.settle(area);
        layer.press(last);
        layer.settle(area);
        layer.view(canvas, area);
    });
    assert!(text.contains("later facts correct them") && text.contains("(+1)"), "{text}");
}

#[test]
fn until_the_year_is_read_it_says_so_and_the_old_one_stays_while_it_is_read_anew() {
    let (_folder, mut book, mut screen) = of_a_book();
    let before = shown(&mut screen, (80, 22), Charset::Full);
    book.start_work(Box::new(|| ())).unwrap();
    let account = book.all::<crate::domain::account::Account>().unwrap().remove(0);
    book.keep(crate::domain::account::Account { notes: Some("changed".into()), ..account }).unwrap();
    screen.reload(&mut book).unwrap();
    assert_eq!(shown(&mut screen, (80, 22), Charset::Full), before);
    let mut other = Book::open(book.path(), false, Some(book.today())).unwrap();
    other.start_work(Box::new(|| ())).unwrap();
    let mut first = ScoreScreen::default();
    first.reload(&mut other).unwrap();
    assert!(shown(&mut first, (80, 22), Charset::Full).contains("reading…"));
    assert!(first.can(Command::Open).is_err());
}

#[test]
fn until_the_lives_are_read_it_says_so() {
    let mut screen =
        ScoreScreen { panes: PaneHost { focus: Focus::Survival, ..PaneHost::default() }, ..ScoreScreen::default() };
    assert!(shown(&mut screen, (80, 22), Charset::Full).contains("reading…"));
    assert!(screen.can(Command::Open).is_err());
}

#[test]
fn no_size_breaks_it() {
    for size in [(0, 0), (1, 1), (20, 5), (60, 3), (100, 30), (300, 60)] {
        for focus in [Focus::Kept, Focus::Survival, Focus::Record] {
            for zoomed in [false, true] {
                let mut screen = screen(survival(Some(Field::Tag), tiers()), focus);
                screen.take_record(record());
                screen.panes.focus = focus;
                screen.panes.zoomed = zoomed;
                shown(&mut screen, size, Charset::Full);
            }
        }
    }
}
