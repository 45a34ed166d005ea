//! Every number of the last twelve months, to be read in a layer: rates with what they are made of, reasons, and which
//! sales were let down.

use super::kept::{Kept, Year};
use crate::book::Book;
use crate::book::metrics::told::kept_words;
use crate::domain::account::Account;
use crate::domain::day::headed;
use crate::domain::money::grouped;
use crate::domain::problem::Result;
use crate::domain::text::{left, right, wrapped};
use crate::tui::layer::Layer;
use crate::tui::layer::text::TextLayer;
use crate::tui::step::Step;
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// How many sales that were let down are listed.
const LISTED: usize = 40;

/// The layer.
pub(crate) fn layer(year: &Year, kept: &Kept, book: &Book, hand: Hand<'_>) -> Result<Step> {
    let theme = hand.theme;
    let most = kept.most();
    let metrics = &year.metrics;
    let mut lines = rates(year, hand);
    corrections(kept, hand, &mut lines);
    care(year, hand, &mut lines);
    aims(year, book, hand, &mut lines)?;
    compared(year, book, hand, &mut lines);
    cohorts(year, theme, &mut lines);
    let reasons = metrics.reasons.iter().map(|(reason, count)| {
        (*count, if reason.is_empty() { "no reason written down".to_owned() } else { reason.clone() })
    });
    list("Why they left", reasons.collect(), theme, &mut lines);
    if !most.is_empty() {
        lines.extend([Line::from(most.to_owned()), Line::default()]);
    }
    let causes = metrics.causes().into_iter().map(|(cause, count)| (count, cause.title().to_owned()));
    list("How sales were abandoned", causes.collect(), theme, &mut lines);
    abandoned(year, book, theme, &mut lines)?;
    for note in metrics.notes() {
        lines.extend(hand.words(&note, theme.dim));
    }
    let title = format!("The score in numbers, {} to {}", headed(metrics.period.from), headed(metrics.period.to));
    Ok(Step::Open(Box::new(Layer::Text(TextLayer::new(title, lines)))))
}

/// How the layer writes: its colours, and how many columns it has.
#[derive(Clone, Copy)]
pub(crate) struct Hand<'a> {
    /// The colours.
    pub(crate) theme: &'a Theme,
    /// The columns inside the frame.
    pub(crate) columns: usize,
}

impl<'a> Hand<'a> {
    /// For a layer on a screen of this width: it leaves a column on each side, has at most 92, and its frame takes four.
    pub(crate) fn of(theme: &'a Theme, width: u16) -> Self {
        Self { theme, columns: usize::from(width.saturating_sub(2).min(92)).saturating_sub(4) }
    }

    /// A name, a figure and words, which go on below themselves where there is no room.
    fn named(&self, name: &str, rate: &str, words: &str) -> Vec<Line<'static>> {
        const INDENT: usize = 27;
        let theme = self.theme;
        let mut pieces = wrapped(words, self.columns.saturating_sub(INDENT).max(20)).into_iter();
        let first = Span::raw(format!("  {}", pieces.next().unwrap_or_default()));
        let head = vec![Span::styled(left(name, 16), theme.dim), Span::styled(right(rate, 9), theme.strong), first];
        let rest = pieces.map(|piece| Line::from(format!("{}{piece}", " ".repeat(INDENT))));
        [Line::from(head)].into_iter().chain(rest).collect()
    }

    /// Words that go on below themselves, a little to the right.
    pub(super) fn words(&self, words: &str, style: Style) -> Vec<Line<'static>> {
        let pieces = wrapped(words, self.columns.saturating_sub(2).max(20)).into_iter().enumerate();
        let line = |(at, piece): (usize, String)| {
            let indent = if at == 0 { "" } else { "  " };
            Line::from(Span::styled(format!("{indent}{piece}"), style))
        };
        pieces.map(line).collect()
    }
}

/// How close we stick, from logged two-way evidence only.
fn care(year: &Year, hand: Hand<'_>, lines: &mut Vec<Line<'static>>) {
    let Some(care) = &year.metrics.care else { return };
    lines.push(Line::from(Span::styled("How close we stick, today", hand.theme.strong)));
    let rows = care.told();
    let short = |rate: &str| rate.replace(" of 100", "/100");
    lines.extend(rows.iter().flat_map(|told| hand.named(told.name, &short(&told.rate), &told.words)));
    lines.push(Line::default());
}

/// Pay and cost, targets, the three questions, and the wins of the last days.
fn aims(year: &Year, book: &Book, hand: Hand<'_>, lines: &mut Vec<Line<'static>>) -> Result<()> {
    let theme = hand.theme;
    let metrics = &year.metrics;
    let heading = |words: &'static str| Line::from(Span::styled(words, theme.strong));
    if let Some(recent) = &metrics.recent {
        let today = book.today();
        lines.push(heading("Three questions"));
        for (question, answer) in recent.answers(today) {
            lines.extend(hand.named(question, "", &answer));
        }
        lines.push(Line::default());
        let wins = recent.wins(today);
        if !wins.is_empty() {
            lines.push(heading("Won and kept in 30 days"));
            lines.extend(wins.into_iter().map(|win| Line::from(Span::styled(win, theme.good))));
            lines.push(Line::default());
        }
    }
    lines.push(heading("Targets"));
    let aims = book.aims(metrics)?;
    if aims.is_empty() {
        let none = "None yet. : and new target sets one, with its owner and what follows when it is missed.";
        lines.extend(hand.words(none, theme.dim));
    }
    lines.extend(aims.iter().flat_map(|aim| {
        let style = if aim.is_met() == Some(false) { theme.error } else { theme.plain };
        hand.words(&aim.words(), style)
    }));
    lines.extend([Line::default(), heading("Winning and keeping")]);
    lines.extend(book.pay_told(metrics)?.iter().flat_map(|told| hand.named(told.name, &told.rate, &told.words)));
    lines.push(Line::default());
    Ok(())
}

/// The time before and after the day the book names.
fn compared(year: &Year, book: &Book, hand: Hand<'_>, lines: &mut Vec<Line<'static>>) {
    let both = year.metrics.compared.as_ref();
    let words =
        both.map_or_else(|| "Before and after".to_owned(), |both| format!("Before and after {}", headed(both.since)));
    lines.push(Line::from(Span::styled(words, hand.theme.strong)));
    match both {
        Some(both) => lines.extend(super::compared::lines(both, book, hand)),
        None => {
            lines.extend(hand.words("No day yet. : and before names the day on which something began.", hand.theme.dim))
        }
    }
    lines.push(Line::default());
}

/// New customers by what they came in with: how many are still there.
fn cohorts(year: &Year, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    let all = &year.metrics.cohorts;
    let kinds = [
        ("Kept, by the year they came in", all.years()),
        ("Kept, by the channel they came through", all.channels()),
        ("Kept, by the offer that won them", all.offers()),
    ];
    for (heading, groups) in kinds.into_iter().filter(|(_, groups)| !groups.is_empty()) {
        lines.push(Line::from(Span::styled(heading, theme.strong)));
        for group in groups {
            let name = if group.name.is_empty() { "not written down" } else { &group.name };
            lines.push(Line::from(format!("{} {}", left(name, 24), kept_words(&group))));
        }
        lines.push(Line::default());
    }
}

fn rates(year: &Year, hand: Hand<'_>) -> Vec<Line<'static>> {
    let row = |name: &str, rate: &str, words: String| hand.named(name, rate, &words);
    let mut lines: Vec<_> =
        year.rates().iter().flat_map(|told| row(told.name, &told.rate, told.words.clone())).collect();
    lines.extend(row("Hand-offs", "", year.metrics.acceptance_words()));
    lines.extend(row("Referrals", &grouped(&year.metrics.referrals.to_string()), "recommendations given".to_owned()));
    let movement = &year.metrics.movement;
    let counts = [movement.before, movement.after].map(|count| grouped(&count.to_string()));
    lines.extend(row("Customers", &counts[1], format!("{} a year before", counts[0])));
    let (grown, shrunk) = (year.metrics.retention.grown, year.metrics.retention.shrunk);
    lines.extend(row("Growing", &grouped(&grown.to_string()), format!("worth more than then; {shrunk} worth less")));
    lines.push(Line::default());
    lines
}

/// Closed months whose numbers would be others today: what was closed stands, this is beside it.
fn corrections(kept: &Kept, hand: Hand<'_>, lines: &mut Vec<Line<'static>>) {
    let theme = hand.theme;
    let row = |(month, words): (&str, &str)| hand.words(&format!("{month}  {words}"), theme.plain);
    let rows: Vec<_> = kept.corrections().flat_map(row).collect();
    if rows.is_empty() {
        return;
    }
    lines
        .push(Line::from(Span::styled("* Closed months: their numbers stand, later facts correct them", theme.strong)));
    lines.extend(rows);
    lines.push(Line::default());
}

fn list(heading: &'static str, rows: Vec<(u64, String)>, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    if rows.is_empty() {
        return;
    }
    lines.push(Line::from(Span::styled(heading, theme.strong)));
    for (count, words) in rows {
        lines.push(Line::from(format!("{}  {words}", right(&grouped(&count.to_string()), 6))));
    }
    lines.push(Line::default());
}

fn abandoned(year: &Year, book: &Book, theme: &Theme, lines: &mut Vec<Line<'static>>) -> Result<()> {
    let cases = &year.metrics.abandonment.cases;
    for case in cases.iter().take(LISTED) {
        let account: Account = book.get(case.account)?;
        let causes: Vec<&str> = case.causes.iter().map(|(cause, _)| cause.title()).collect();
        let words = format!("{}  {}  ", case.sale.on, left(&account.name, 28));
        lines.push(Line::from(vec![Span::raw(words), Span::styled(causes.join("; "), theme.dim)]));
    }
    if cases.len() > LISTED {
        let more = grouped(&(cases.len() - LISTED).to_string());
        lines.push(Line::from(format!("and {more} more: mainstay score --json lists them all.")));
    }
    if !cases.is_empty() {
        lines.push(Line::default());
    }
    Ok(())
}
