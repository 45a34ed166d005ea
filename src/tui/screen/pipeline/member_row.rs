//! What is shown of one account in the list of those who are in a stage, were lost, or came back.

use crate::book::{Book, Ranked};
use crate::domain::day::{Day, spoken};
use crate::domain::gap::Gapped;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::domain::text::width;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::tui::screen::today::at_risk::money;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{Cell, cell};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns before the name of an account.
const INDENT: u16 = 9;

/// What is shown of one account.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Its name.
    pub(super) name: String,
    /// Its band and score; none: it is lost.
    risk: Option<(Band, u32)>,
    /// Days in the stage, or the day it was lost or came back.
    since: String,
    /// What presses: a hand-off that waits; of a loss, why.
    note: String,
    is_late: bool,
    value: Option<Money>,
    /// In a stage: what comes next, and when they decide.
    pub(super) next: Next,
}

/// What comes next at an account of a stage.
#[derive(Debug, Clone, Default)]
pub(super) struct Next {
    /// When it is due, and whether that has passed.
    due: Option<(String, bool)>,
    /// What it is.
    what: Option<String>,
    /// When they decide.
    decides: String,
}

impl Row {
    /// Its cells, all on one line.
    pub(super) fn cells(&self, marked: bool, theme: &Theme) -> Vec<Cell> {
        let value = cell(money(self.value), theme.dim);
        let Some((band, score)) = self.risk else {
            let name = if marked { format!("✓ {}", self.name) } else { self.name.clone() };
            return vec![
                cell(name, theme.strong),
                cell(self.since.clone(), theme.plain),
                cell(self.note.clone(), theme.plain),
                value,
            ];
        };
        let late = if self.is_late { theme.risk_at_risk } else { theme.plain };
        let step = if self.note.is_empty() { self.next.cell(theme) } else { cell(self.note.clone(), late) };
        vec![
            risk_cell(band, score, marked, theme),
            cell(self.name.clone(), theme.strong),
            cell(self.since.clone(), late),
            step,
            cell(self.next.decides.clone(), theme.plain),
            value,
        ]
    }

    /// The first of two lines.
    pub(super) fn above(&self, marked: bool, theme: &Theme) -> Vec<Cell> {
        let late = if self.is_late { theme.risk_at_risk } else { theme.plain };
        vec![
            self.risk.map_or_else(Vec::new, |(band, score)| risk_cell(band, score, marked, theme)),
            cell(self.name.clone(), theme.strong),
            cell(self.since.clone(), late),
            cell(if self.note.is_empty() && self.is_late { "stalled" } else { &self.note }, late),
            cell(money(self.value), theme.dim),
        ]
    }
}

fn risk_cell(band: Band, score: u32, marked: bool, theme: &Theme) -> Cell {
    let risk = risk_mark::style(band, theme);
    let mark = if marked { Span::styled("✓", theme.accent) } else { Span::styled(band.symbol(), risk) };
    vec![mark, Span::styled(format!(" {score:>3}"), risk)]
}

impl Next {
    /// What comes next at an account: the step with its day, and the day they decide.
    fn read(one: &Ranked, book: &Book) -> Result<Self> {
        let (today, next) = (book.today(), book.next_at(one.account)?);
        let due = next.as_ref().and_then(|(_, due)| *due).map(|due| (spoken(due, today), due < today));
        let decides = one.decision_on.map(|day| spoken(day, today)).unwrap_or_default();
        Ok(Self { due, what: next.map(|(what, _)| what), decides })
    }

    /// The step in a cell: `in 3 d Send the comparison`.
    fn cell(&self, theme: &Theme) -> Cell {
        let Some(what) = &self.what else { return cell("no next step", theme.dim) };
        let due = self.due.as_ref().map(|(day, is_late)| {
            let style = if *is_late { theme.risk_at_risk } else { theme.plain };
            Span::styled(format!("{day}: "), style)
        });
        due.into_iter().chain([Span::styled(what.clone(), theme.dim)]).collect()
    }

    /// The second of two lines: the step below the name, at the right when they decide.
    pub(super) fn draw(&self, pen: &mut Canvas<'_>, row: Rect, theme: &Theme) {
        let end = row.right().saturating_sub(1);
        let words = if self.decides.is_empty() { String::new() } else { format!("notice {}", self.decides) };
        let taken = width(&words) as u16;
        pen.spans(row.x + INDENT, row.y, end.saturating_sub(row.x + INDENT + taken + 2), &self.cell(theme));
        pen.text_right(end.saturating_sub(taken), row.y, taken, &words, theme.dim);
    }
}

/// A row of a stage; `waits`: working days for which its hand-off has waited too long.
pub(super) fn in_stage(one: &Ranked, stalled: bool, waits: Option<i32>, book: &Book) -> Result<Row> {
    let today = book.today();
    Ok(Row {
        name: one.name.clone(),
        risk: Some((Band::of(one.score, one.sure, &book.points().bands), one.score)),
        since: one.stage_since.map_or_else(
            || "–".to_owned(),
            |since| {
                let days = since.days_to(today);
                if stalled { format!("▲ {days}") } else { days.to_string() }
            },
        ),
        note: waits.map(|days| format!("▲ hand-off {days} w.d.")).unwrap_or_default(),
        is_late: stalled || waits.is_some(),
        value: one.value.map(|minor| book.money(minor)),
        next: Next::read(one, book)?,
    })
}

/// A row of an account with gaps: what is missing, the longest missing first.
pub(super) fn with_gaps(one: &Gapped, book: &Book) -> Result<Row> {
    let account = book.get(one.account)?;
    let mut words: Vec<&str> = one.gaps.iter().map(|gap| gap.step.word()).collect();
    words.dedup();
    Ok(Row {
        name: account.name,
        risk: None,
        since: account.customer_since.map_or_else(|| "–".to_owned(), |day| spoken(day, book.today())),
        note: words.join(", "),
        is_late: false,
        value: book.standing(one.account)?.value.map(|minor| book.money(minor)),
        next: Next::default(),
    })
}

/// A row of an account that was lost, or came back.
pub(super) fn at_an_end(
    name: &str,
    on: Day,
    why: Option<&str>,
    value: Option<i64>,
    today: Day,
    currency: Currency,
) -> Row {
    Row {
        name: name.to_owned(),
        risk: None,
        since: spoken(on, today),
        note: why.unwrap_or("no reason recorded").to_owned(),
        is_late: false,
        value: value.map(|minor| Money::new(minor, currency)),
        next: Next::default(),
    }
}
