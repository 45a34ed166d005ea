//! The panes as they look, with rows that are long, wide and strange among them.

use super::{at_risk, lifecycle, list, team};
use crate::domain::day::Day;
use crate::domain::money::{Currency, Money};
use crate::domain::risk::score::Band;
use crate::domain::today::LineState;
use crate::tui::canvas::{Canvas, Charset};
use crate::tui::testing::drawn;
use crate::tui::widget::roll::ListState;
use crate::view::Order;
use crate::view::risk::RiskLine;
use ratatui::layout::Rect;

fn euro(thousands: i64) -> Money {
    Money::new(thousands * 100_000, Currency::EUR)
}

fn stages() -> lifecycle::Lifecycle {
    let stage = |name: &str, accounts, at_risk, thousands| lifecycle::StageCell {
        name: name.into(),
        accounts,
        value: euro(thousands),
        at_risk,
    };
    lifecycle::Lifecycle {
        stages: vec![
            stage("Signed", 3, 0, 100),
            stage("Hand-off", 7, 2, 400),
            stage("Onboarding", 31, 9, 1_100),
            stage("First value", 24, 3, 900),
            stage("Steady", 288, 6, 12_800),
            stage("Renewal window", 54, 22, 2_900),
            stage("Notice", 5, 0, 200),
        ],
        answer: "412 customers · €18.4M · €1.9M revenue at risk".into(),
        short_answer: "412 customers · €18.4M".into(),
        short_lost: "27 · €0.9M".into(),
        lost: "27 customers · €0.9M".into(),
        lost_by_month: vec![1, 2, 1, 3, 2, 5, 3, 2, 1, 2, 4, 2],
        lost_most: "most from Onboarding (11)".into(),
        month: "Nov",
    }
}

fn risks() -> Vec<RiskLine> {
    let row = |band, points, name: &str, thousands, when: &str, sentence: &str| {
        RiskLine::made_up((band, points), name, [euro(thousands), euro(thousands / 3)], [when, sentence])
    };
    let mut rows = vec![
        row(
            Band::Critical,
            58,
            "Northwind Traders",
            240,
            "decides in 41 d",
            "Only Ana Ruiz has met them in 90 days, for 4 years.",
        ),
        row(
            Band::AtRisk,
            44,
            "東京電力ホールディングス株式会社 (Tokyo)",
            180,
            "day 61 of Onboarding",
            "Never met in 61 days as a customer; promise is 14.",
        ),
        row(
            Band::AtRisk,
            41,
            "Z\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}\u{0306}algo \u{202e}evil\u{1b}[31m & Sons",
            95,
            "",
            "Last said: “👩‍👩‍👧 we look around” (2/5).",
        ),
    ];
    rows[2].value = None;
    rows
}

fn assignments() -> Vec<team::AssignmentRow> {
    let day = |text| Day::parse(text).ok();
    let assignment =
        |standing, assignment: &str, who: Option<&str>, last, every, minutes, counterpart: Option<&str>| {
            team::AssignmentRow {
                standing,
                assignment: assignment.into(),
                who: who.map(Into::into),
                last,
                every,
                minutes: Some(minutes),
                counterpart: counterpart.map(Into::into),
            }
        };
    vec![
        assignment(
            team::Standing::OnTime,
            "Account lead",
            Some("A. Ruiz"),
            day("2026-11-10"),
            Some(14),
            (180, Some(120)),
            None,
        ),
        assignment(team::Standing::Empty, "Exec sponsor", None, None, Some(90), (0, Some(60)), Some("CFO")),
        assignment(
            team::Standing::Late,
            "Service",
            Some("P. Osei"),
            day("2026-10-20"),
            Some(14),
            (20, Some(90)),
            Some("Ops"),
        ),
    ]
}

fn lines() -> Vec<list::DayLine> {
    let line = |band, account: &str, how: &str, reason: &str, right: &str, late| list::DayLine {
        state: LineState::Open,
        band,
        account: account.into(),
        how: how.into(),
        reason: reason.into(),
        right: right.into(),
        late,
        minutes: Some(10),
        marked: false,
    };
    vec![
        line(
            Some(Band::Critical),
            "Northwind Traders",
            "call",
            "Ask how it is going: decision in 41 days, nobody has asked for 63",
            "worth €4.2k",
            false,
        ),
        line(
            Some(Band::AtRisk),
            "東京電力ホールディングス",
            "meet",
            "Unblock onboarding: day 61, limit 45",
            "worth €2.9k",
            false,
        ),
        line(None, "Adatum", "email", "You promised the migration plan by Friday", "due today", true),
    ]
}

fn roll(len: usize, height: usize) -> ListState {
    let mut roll = ListState::default();
    roll.settle(len, height);
    roll
}

fn panes(canvas: &mut Canvas<'_>, screen: Rect) {
    let top = lifecycle::height(screen);
    let (risks, assignments, lines) = (risks(), assignments(), lines());
    lifecycle::draw(canvas, Rect { height: top, ..screen }, &stages(), false, 0);
    let half = (screen.height - top) / 2;
    let left = Rect { y: top, height: half, width: screen.width / 2, ..screen };
    at_risk::draw(
        canvas,
        left,
        ("37 of 412 ranked · €1.1M", Order::down("score")),
        &roll(risks.len(), 8),
        false,
        |index| index == 0,
        |index| risks.get(index),
    );
    let right = Rect { x: left.right(), width: screen.width - left.width, ..left };
    let summary = ["1 of 3 peer pairs live · last pulse 2/5, 63 days ago".to_owned()];
    team::draw(canvas, right, Some("Northwind Traders"), &assignments, &summary, &roll(assignments.len(), 8), false);
    let bottom = Rect { y: top + half, height: screen.height - top - half, ..screen };
    let answer = "5 actions · 2 pulse checks ─ 37 more wait";
    list::draw(canvas, bottom, [answer, "", "", ""], &roll(lines.len(), 8), true, |index| lines.get(index));
}

#[test]
fn panes_keep_their_columns_with_wide_and_strange_names() {
    for (columns, rows) in crate::tui::testing::SIZES {
        insta::assert_snapshot!(format!("panes_{columns}x{rows}"), drawn((columns, rows), Charset::Full, panes));
    }
}

#[test]
fn plain_terminals_get_plain_panes() {
    let text = drawn((80, 24), Charset::Ascii, panes);
    assert!(text.is_ascii(), "{text}");
    insta::assert_snapshot!("panes_ascii_80x24", text);
}
