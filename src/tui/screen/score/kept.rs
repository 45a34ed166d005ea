//! What was kept and what was lost: new, renewed, lost and net in whole numbers, then the rates, then month by month.

use super::tiles::{self, ROWS as TILES, Tile};
use crate::book::Book;
use crate::book::cache::query;
use crate::book::metrics::Metrics;
use crate::book::metrics::months::TrendMonth;
use crate::book::metrics::told::Told;
use crate::domain::day::{Day, month_told};
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::text::grouped;
use crate::tui::canvas::Canvas;
use crate::tui::intake::Shown;
use crate::tui::widget::bars;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Column, Focus, cell};
use crate::view::Ink;
use ratatui::layout::Rect;
use std::sync::Arc;

/// What the pane says.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Months in whole numbers, newest first.
    months: Vec<MonthRow>,
    /// The title's numbers.
    answer: String,
    /// From where most were lost; empty: nobody was.
    most: String,
    /// Whether there is and was nobody.
    is_empty: bool,
    /// The score of the year, once it has been read.
    year: Option<Year>,
}

/// A month as it is shown.
#[derive(Debug)]
pub(super) struct MonthRow {
    pub(super) name: String,
    /// Its first day; none: the row is of all twelve months.
    pub(super) first: Option<Day>,
    lost: u64,
    /// New and net, once they have been read.
    more: Option<(u64, i64)>,
    /// Whether it was closed; with a star where later facts would change its numbers.
    mark: &'static str,
    /// What later facts would change.
    pub(super) correction: Option<String>,
}

/// The score of twelve months, ready to be drawn.
#[derive(Debug)]
pub(crate) struct Year {
    /// What it was made of.
    pub(crate) metrics: Arc<Metrics>,
    /// The currency of the book.
    currency: Currency,
    /// The answers to the three questions, then the rates.
    rates: Vec<Told>,
}

#[rustfmt::skip]
const COLUMNS: [Column; 6] = [
    Column::words ("Month",     8, 0, Column::KEEP),
    Column::number("New",       5, Column::KEEP),
    Column::number("Churned",   7, Column::KEEP),
    Column::number("Net",       5, Column::KEEP),
    Column::words ("",          7, 0, Column::KEEP),
    Column::words ("churned",      7, 4, 1),
];

/// Rows of the frame.
const FRAME: u16 = 2;
/// Rows of the rates.
const RATES: u16 = 7;
/// The fewest rows that months are shown in: the headings and two of them.
const LEAST: u16 = 3;
/// Columns of the name of a rate, and of the rate.
const NAME: u16 = 16;
const RATE: u16 = 9;
/// Columns below which there is no room for what a rate is made of.
const WORDS: u16 = 36;

impl MonthRow {
    fn of(month: &TrendMonth) -> Self {
        let correction = month.correction();
        let mark = match (month.closed_on, &correction) {
            (None, _) => "",
            (Some(_), None) => "closed",
            (Some(_), Some(_)) => "closed*",
        };
        let flow = &month.flow;
        let more = Some((flow.new, flow.net()));
        Self { name: month_told(flow.first), first: Some(flow.first), lost: flow.lost, more, mark, correction }
    }

    /// All twelve months together.
    fn of_year(metrics: &Metrics) -> Self {
        let movement = &metrics.movement;
        let more = Some((movement.new.count, movement.net()));
        let name = "Year".to_owned();
        Self { name, first: None, lost: movement.lost.count, more, mark: "", correction: None }
    }

    /// New, lost and net; what is not read yet is empty.
    fn counts(&self) -> [String; 3] {
        let (new, net) = self.more.map_or_else(Default::default, |(new, net)| (new.to_string(), signed(net)));
        [new, self.lost.to_string(), net]
    }
}

impl Year {
    /// The score as the pane draws it.
    pub(crate) fn of(metrics: Arc<Metrics>, currency: Currency) -> Self {
        let mut rates = metrics.questions();
        let is_asked = !rates.is_empty();
        // What is dropped is the first of the questions.
        let count = if is_asked { 4 } else { 5 };
        rates.extend(metrics.told(currency).into_iter().take(count));
        Self { metrics, currency, rates }
    }

    /// New, renewed, lost, net and referrals, of equal weight.
    pub(super) fn tiles(&self) -> [Tile; tiles::MANY] {
        tiles::of(&self.metrics, self.currency)
    }

    fn draw_rates(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme();
        for (place, told) in self.rates.iter().enumerate() {
            let y = area.y + place as u16;
            canvas.text(area.x, y, NAME - 1, told.name, theme.dim);
            canvas.text_right(area.x + NAME - 1, y, RATE, &told.rate, theme.strong);
            if area.width >= WORDS {
                let x = area.x + NAME + RATE + 1;
                canvas.text(x, y, area.width.saturating_sub(NAME + RATE + 1), &told.words, theme.plain);
            }
        }
    }
}

impl Kept {
    /// What the book says; the score of the year only if it has been read, else the one `before` stays in sight.
    pub(crate) fn read(book: &mut Book, before: Option<Year>) -> Result<Self> {
        let life = book.lifecycle()?;
        let today = book.today();
        let by_month = life.lost.by_month.iter().enumerate().rev();
        let months = by_month.map(|(index, lost)| {
            let month = today.month_start().plus_months_back(11 - index as u32);
            MonthRow {
                name: month_told(month),
                first: Some(month),
                lost: *lost,
                more: None,
                mark: "",
                correction: None,
            }
        });
        let value =
            if life.lost.value > 0 { format!(" · {}", book.money(life.lost.value).short()) } else { String::new() };
        let is_empty = life.accounts == 0 && life.lost.customers == 0;
        let answer = match (life.accounts, life.lost.customers) {
            (0, 0) => "no customers yet".to_owned(),
            (_, 0) => "no churn in a year".to_owned(),
            (_, lost) => format!("{} churned in a year{value}", grouped(&lost.to_string())),
        };
        let most = life.lost.most_from.as_ref();
        let most = most.map_or_else(String::new, |(stage, count)| format!("Most churned from {stage}: {count}."));
        let year = book.cached(query::Year)?.map(|metrics| Year::of(metrics, book.currency())).or(before);
        // The numbers below count more strictly; two figures for one word in one pane would be one too many.
        let mut months: Vec<MonthRow> = if is_empty { Vec::new() } else { months.collect() };
        if let Some(year) = year.as_ref().filter(|_| !is_empty) {
            let whole = MonthRow::of_year(&year.metrics);
            let each = book.trend(&year.metrics)?;
            let whole = (!each.is_empty()).then_some(whole);
            months = whole.into_iter().chain(each.iter().rev().map(MonthRow::of)).collect();
        }
        let answer = if year.is_some() && !is_empty { "twelve months to today".to_owned() } else { answer };
        Ok(Self { months, answer, most, is_empty, year })
    }

    /// The score of the year, once it has been read.
    pub(crate) fn year(&self) -> Option<&Year> {
        self.year.as_ref()
    }

    /// From where most were lost; empty: nobody was.
    pub(crate) fn most(&self) -> &str {
        &self.most
    }

    /// What later facts would change in closed months, newest first: the month and the words.
    pub(crate) fn corrections(&self) -> impl Iterator<Item = (&str, &str)> {
        self.months.iter().filter_map(|month| Some((month.name.as_str(), month.correction.as_deref()?)))
    }

    /// Lets go of the score, so that it can stay in sight while it is read anew.
    pub(crate) fn take_year(&mut self) -> Option<Year> {
        self.year.take()
    }

    /// The month in this row; none: the row is of all twelve months.
    pub(super) fn month(&self, row: usize) -> Option<&MonthRow> {
        self.months.get(row).filter(|month| month.first.is_some())
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.months.len()
    }

    /// How many months have room in a pane of this height.
    pub(crate) fn visible(height: u16) -> usize {
        usize::from(list_of(Rect { height: height.saturating_sub(FRAME), ..Rect::default() }).height.saturating_sub(1))
    }

    /// The first row of months below the top of a pane of this height.
    pub(crate) fn first_row(height: u16) -> u16 {
        list_of(Rect { height: height.saturating_sub(FRAME), ..Rect::default() }).y + 2
    }

    /// Draws the pane.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, roll: &ListState, focused: bool) {
        let position = if Self::visible(area.height) > 0 { roll.position() } else { None };
        let answer = self.answer.clone();
        let pane = Pane { name: "Retention", answer, focused, position, ..Pane::default() };
        if area.height < 2 {
            pane.shut(canvas, area);
            return;
        }
        let inside = pane.draw(canvas, area);
        if inside.is_empty() {
            return;
        }
        if self.is_empty {
            let words = "No customers yet. New, renewed and churned accounts of a year are shown here. I imports a file from your CRM, : and new account adds one; a loss is recorded with : \
                         record.";
            canvas.paragraph(inside, words, canvas.theme().dim);
            return;
        }
        self.draw_year(canvas, inside);
        self.draw_months(canvas, list_of(inside), roll, focused);
    }

    fn draw_year(&self, canvas: &mut Canvas<'_>, inside: Rect) {
        let Some(year) = &self.year else {
            canvas.text(inside.x, inside.y, inside.width, "reading…", canvas.theme().dim);
            return;
        };
        if inside.height >= TILES {
            tiles::draw(&year.tiles(), canvas, Rect { height: TILES, ..inside });
        }
        let gap = u16::from(inside.height > TILES + RATES);
        let rates = Rect { y: inside.y + TILES + gap, height: RATES, ..inside };
        if inside.height >= TILES + RATES {
            year.draw_rates(canvas, rates);
        }
    }

    fn draw_months(&self, canvas: &mut Canvas<'_>, area: Rect, roll: &ListState, focused: bool) {
        if area.height == 0 {
            return;
        }
        let theme = canvas.theme();
        if self.months.is_empty() && self.year.is_none() {
            return;
        }
        if self.months.is_empty() {
            let words = "No months yet. Here stand three years month by month, from the first day of a customer on; it is \
                         not known of anybody. e on an account of screen 3 writes it, I imports a file with \
                         customer_since.";
            canvas.paragraph(area, words, theme.dim);
            return;
        }
        let list = Rect { x: area.x - 1, width: area.width + 2, ..area };
        let rows = table::heading(canvas, list, &COLUMNS, None);
        let each = self.months.iter().filter(|month| month.first.is_some());
        let most = each.map(|month| month.lost).max().unwrap_or(0);
        let room = usize::from(table::widths(&COLUMNS, list.width.saturating_sub(3))[5]);
        table::rows(canvas, rows, &COLUMNS, roll, Focus::own(focused), |index| {
            let Some(month) = self.months.get(index) else { return Vec::new() };
            let [new, lost, net] = month.counts();
            let dim = |count: &str| if count == "0" { Ink::Dim } else { Ink::Plain };
            let (new_style, lost_style, net_style) = (dim(&new), dim(&lost), dim(&net));
            vec![
                cell(month.name.clone(), Ink::Plain),
                cell(new, new_style),
                cell(lost, lost_style),
                cell(net, net_style),
                cell(month.mark.to_owned(), Ink::Dim),
                match month.first {
                    Some(_) => cell(bars::bar(month.lost, most, room.min(40)), Ink::Chart),
                    None => cell("Enter: every number", Ink::Dim),
                },
            ]
        });
    }

    /// The months, for export.
    pub(crate) fn table(&self) -> Shown {
        let row = |month: &MonthRow| {
            let [new, lost, net] = month.counts();
            vec![month.name.clone(), new, lost, net, month.mark.to_owned()]
        };
        let columns = ["month", "new", "lost", "net", "closed"].map(str::to_owned).to_vec();
        let months = self.months.iter().filter(|month| month.first.is_some());
        Shown { columns, rows: months.map(row).collect() }
    }
}

/// A number with its sign; nothing has none.
fn signed(number: i64) -> String {
    if number > 0 { format!("+{number}") } else { number.to_string() }
}

/// The rows for months below the numbers and the rates, with a row of air before them; none where there are too few.
fn list_of(inside: Rect) -> Rect {
    let above = TILES + 1 + RATES + 1;
    let height = inside.height.saturating_sub(above);
    let height = if height < LEAST { 0 } else { height };
    Rect { y: inside.y + above, height, ..inside }
}
