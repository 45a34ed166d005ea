//! The months of the renewals as bars: as high as what is decided in them is worth, in the colours of the bands.

use super::LINES;
use crate::book::Book;
use crate::book::cache::query;
use crate::book::renewal_months::{BEFORE, RenewalMonth};
use crate::book::renewals::Deciding;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::domain::text::{counted, grouped};
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::tui::widget::bars::UP;
use crate::tui::widget::pane::Pane;
use crate::view::renewals::{Line, line};
use crate::view::{Around, Order, Value};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use std::fmt::Write;
use std::sync::Arc;

/// Rows below the bars: values, counts, names.
const LABELS: u16 = 3;
/// Columns of a month at least: its value and a blank.
const NARROW: u16 = 5;
/// The bands from the foot of a bar to its top: what is worst stands highest.
const UPWARDS: [Band; 5] = [Band::Unknown, Band::Steady, Band::Watch, Band::AtRisk, Band::Critical];

/// Rows of the months in a body of this height; 0: they have no room.
fn height(body: u16) -> u16 {
    match body {
        50.. => 16,
        36.. => 12,
        30.. => 9,
        _ => 0,
    }
}

/// Of so many contracts and more a month is not sorted otherwise: each of them would have to be read first.
const MANY: usize = 500;

/// The months, and the contracts of the one that is picked.
#[derive(Debug)]
pub(super) struct Months {
    all: Arc<Vec<RenewalMonth>>,
    picked: Option<usize>,
    lines: Vec<Deciding>,
    currency: Currency,
}

impl Default for Months {
    fn default() -> Self {
        Self { all: Arc::default(), picked: None, lines: Vec::new(), currency: Currency::EUR }
    }
}

impl Months {
    /// Reads them again, beside the keys; the old ones stay meanwhile.
    pub(super) fn reload(&mut self, book: &mut Book) -> Result<()> {
        if let Some(months) = book.cached(query::RenewalMonths)? {
            self.all = months;
        }
        self.currency = book.currency();
        self.read(book)
    }

    fn read(&mut self, book: &Book) -> Result<()> {
        let month = self.picked.and_then(|at| self.all.get(at));
        self.lines = month.map(|month| book.renewals_of_month(month)).transpose()?.unwrap_or_default();
        Ok(())
    }

    /// The contracts of the month that is picked; none: no month is.
    pub(super) fn lines(&self) -> Option<&[Deciding]> {
        self.picked.map(|_| self.lines.as_slice())
    }

    /// Whose list it is: 0 of no month.
    pub(super) fn about(&self) -> i64 {
        self.picked.map_or(0, |at| at as i64 + 1)
    }

    /// Picks the next month, or the one before; at first the present one, or the last.
    pub(super) fn step(&mut self, forward: bool, book: &Book) -> Result<()> {
        let present = BEFORE as usize;
        let next = match (self.picked, forward) {
            (None, true) => present,
            (None, false) => present - 1,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.saturating_sub(1),
        };
        self.pick(next.min(self.all.len().saturating_sub(1)), book)
    }

    fn pick(&mut self, at: usize, book: &Book) -> Result<()> {
        self.picked = Some(at).filter(|at| *at < self.all.len());
        self.read(book)
    }

    /// Picks the month at a click; says whether there is one.
    pub(super) fn click(&mut self, body: Rect, at: Position, book: &Book) -> Result<bool> {
        let Some(month) = self.at(self.area(body), at) else { return Ok(false) };
        self.pick(month, book)?;
        Ok(true)
    }

    /// Shows all again; says whether a month was picked.
    pub(super) fn leave(&mut self) -> bool {
        self.picked.take().is_some()
    }

    /// Whether nothing is decided in any month.
    pub(super) fn is_empty(&self) -> bool {
        self.all.iter().all(|month| month.contracts == 0)
    }

    fn area(&self, body: Rect) -> Rect {
        Rect { height: if self.is_empty() { 0 } else { height(body.height) }, ..body }
    }

    /// What is left of the body below the months.
    pub(super) fn rest(&self, body: Rect) -> Rect {
        let above = self.area(body).height;
        Rect { y: body.y + above, height: body.height - above, ..body }
    }

    /// What the contracts of the month are sorted by.
    pub(super) fn values(&self, order: Order, book: &mut Book) -> Result<Vec<Value>> {
        let column = LINES.iter().find(|column| column.key == order.key).filter(|_| self.lines.len() < MANY);
        let Some(column) = column else { return Ok(vec![Value::None; self.lines.len()]) };
        let around = Around::of(book);
        let value = |one: Option<Line>| one.map_or(Value::None, |one| column.sorts_by(&one, &around));
        self.looked_at(book).map(|one| Ok(value(one?))).collect()
    }

    /// The contracts of the month, looked at closely, in their order; none: one is gone meanwhile.
    pub(super) fn looked_at<'a>(&'a self, book: &'a Book) -> impl Iterator<Item = Result<Option<Line>>> + 'a {
        self.lines.iter().map(|one| Ok(book.renewal(one.id)?.map(|one| line(book, one))))
    }

    /// The month that is picked in words: “Mar 2027 · 3 contracts · €120k”.
    pub(super) fn told(&self) -> Option<String> {
        let month = self.all.get(self.picked?)?;
        Some(format!("{} · {}", month.first.date().format("%b %Y"), self.answer()))
    }

    fn value(&self, month: &RenewalMonth) -> String {
        Money::new(month.value(), self.currency).short()
    }

    fn answer(&self) -> String {
        let shown = match self.picked.and_then(|at| self.all.get(at)) {
            Some(month) => std::slice::from_ref(month),
            None => &self.all[(BEFORE as usize).min(self.all.len())..],
        };
        let contracts: u64 = shown.iter().map(|month| month.contracts).sum();
        let risky = |month: &RenewalMonth| -> i64 {
            Band::ALL
                .iter()
                .zip(month.by_band)
                .filter(|(band, _)| matches!(band, Band::AtRisk | Band::Critical))
                .map(|(_, value)| value)
                .sum()
        };
        let (value, risk) = (shown.iter().map(RenewalMonth::value).sum(), shown.iter().map(risky).sum::<i64>());
        let mut words = format!("{} · {}", counted(contracts, "contract"), Money::new(value, self.currency).short());
        if risk > 0 {
            let _ = write!(words, " · {} of it at risk", Money::new(risk, self.currency).short());
        }
        words
    }

    /// Draws the months in a frame; `← →` moves over them.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let area = self.area(body);
        if area.height == 0 {
            return;
        }
        let name = match self.picked.and_then(|at| self.all.get(at)) {
            Some(month) => month.first.date().format("%b %Y").to_string(),
            None => "Next 12 months".to_owned(),
        };
        let aside = "height: value · ← → month".to_owned();
        let pane = Pane { name: &name, answer: self.answer(), aside, position: None, focused: false };
        let inside = pane.draw(canvas, area);
        let columns = self.columns(inside);
        if columns < NARROW || inside.height <= LABELS {
            return;
        }
        let theme = canvas.theme();
        let tall = inside.height - LABELS;
        let most = self.all.iter().map(RenewalMonth::value).max().unwrap_or(0).max(1);
        for (at, month) in self.all.iter().enumerate() {
            let x = inside.x + at as u16 * columns;
            let room = columns - 1;
            draw_bar(canvas, Rect { x, y: inside.y, width: room.min(8), height: tall }, month, most);
            let ink = if self.picked == Some(at) { theme.accent.add_modifier(Modifier::BOLD) } else { theme.dim };
            let value = if month.contracts == 0 { "–".to_owned() } else { self.value(month) };
            let count = if room < 8 { grouped(&month.contracts.to_string()) } else { counted(month.contracts, "line") };
            canvas.text(x, inside.y + tall, room, &value, if month.contracts == 0 { theme.dim } else { theme.plain });
            canvas.text(x, inside.y + tall + 1, room, if month.contracts == 0 { "" } else { &count }, theme.dim);
            let is_named = at == 0 || month.first.date().format("%m").to_string() == "01";
            let name = month.first.date().format(if is_named && room >= 6 { "%b %y" } else { "%b" }).to_string();
            canvas.text(x, inside.y + tall + 2, room, &name, ink);
        }
        let now = inside.x + BEFORE as u16 * columns - 1;
        for y in inside.y..inside.y + tall {
            canvas.text(now, y, 1, "┊", theme.frame);
        }
    }

    fn columns(&self, inside: Rect) -> u16 {
        (inside.width / (self.all.len() as u16).max(1)).min(12)
    }

    fn at(&self, area: Rect, at: Position) -> Option<usize> {
        let inside = crate::tui::widget::pane::inside(area);
        let month = usize::from(at.x.checked_sub(inside.x)? / self.columns(inside).max(1));
        (inside.contains(at) && month < self.all.len()).then_some(month)
    }
}

/// One bar, in eighths of a row, cut into its bands from the foot up.
fn draw_bar(canvas: &mut Canvas<'_>, area: Rect, month: &RenewalMonth, most: i64) {
    let theme = canvas.theme();
    let eighths = |value: i64| (value as f64 / most as f64 * f64::from(area.height) * 8.0).round() as u32;
    let of = |band: Band| Band::ALL.iter().position(|one| *one == band).map_or(0, |at| month.by_band[at]);
    let whole = if month.value() > 0 { eighths(month.value()).max(1) } else { 0 };
    for row in 0..u32::from(area.height) {
        let filled = whole.saturating_sub(row * 8).min(8);
        if filled == 0 {
            break;
        }
        // A cell has one colour: that of the band which its upper edge lies in.
        let edge = row * 8 + filled;
        let mut below = 0;
        let mut band = Band::Steady;
        for one in UPWARDS.into_iter().filter(|one| of(*one) > 0) {
            band = one;
            below += eighths(of(one)).max(1);
            if below >= edge {
                break;
            }
        }
        let y = area.bottom() - 1 - row as u16;
        let cells = UP[filled as usize].to_string().repeat(area.width.into());
        canvas.text(area.x, y, area.width, &cells, risk_mark::style(band, &theme));
    }
}
