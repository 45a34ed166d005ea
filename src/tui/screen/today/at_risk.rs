//! Who is at risk, most money first, each with its sentence.

use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::text;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::select_row;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// One account at risk.
#[derive(Debug, Clone)]
pub(crate) struct RiskRow {
    /// Its band.
    pub(crate) band: Band,
    /// Its points.
    pub(crate) points: u32,
    /// By how many points they rose in thirty days.
    pub(crate) moved: i32,
    /// Its name.
    pub(crate) name: String,
    /// What it is worth.
    pub(crate) value: Option<Money>,
    /// What presses: `decides in 41 d`.
    pub(crate) when: String,
    /// What it is sorted by, or what may be lost.
    pub(crate) right: String,
    /// Its strongest reason.
    pub(crate) sentence: String,
}

/// Rows of the screen one account takes in an area of this height.
pub(crate) fn tall(height: u16) -> u16 {
    if height >= 4 { 2 } else { 1 }
}

/// Draws the pane around the visible rows, which `row` tells; `is_elsewhere`: the row's account is selected in
/// another pane.
pub(crate) fn draw<'a>(
    pen: &mut Canvas<'_>,
    area: Rect,
    answer: &str,
    roll: &ListState,
    focused: bool,
    is_elsewhere: impl Fn(usize) -> bool,
    row: impl Fn(usize) -> Option<&'a RiskRow>,
) {
    let position = roll.position();
    let inside =
        Pane { name: "At risk", answer: answer.to_owned(), focused, position, ..Pane::default() }.draw(pen, area);
    if roll.len() == 0 && !inside.is_empty() {
        let words = "No account is at risk. p records a pulse, l logs a touch.";
        pen.paragraph(inside, words, pen.theme().dim);
        return;
    }
    let tall = tall(inside.height);
    for (line, index) in roll.visible().enumerate() {
        let y = inside.y + line as u16 * tall;
        let Some(row) = row(index).filter(|_| y < inside.bottom()) else { continue };
        let area = Rect { x: inside.x - 1, width: inside.width + 2, y, height: tall.min(inside.bottom() - y) };
        draw_row(pen, area, row);
        if focused && index == roll.at() {
            select_row(pen, area, true);
        } else if is_elsewhere(index) {
            select_row(pen, area, false);
        }
    }
}

const MONEY: u16 = 7;
const WHEN: u16 = 18;
const WORD: u16 = 9;

fn draw_row(pen: &mut Canvas<'_>, area: Rect, row: &RiskRow) {
    let theme = pen.theme();
    let style = risk_mark::style(row.band, &theme);
    let mark = [
        Span::styled(row.band.symbol(), style),
        Span::styled(format!("{:>3}", row.points), style),
        Span::styled(arrow(row.moved), if row.moved > 0 { style } else { theme.dim }),
    ];
    pen.spans(area.x + 1, area.y, 6, &mark);
    let right = area.right() - 1;
    let shows_when = area.width >= 52;
    let tail = MONEY + 1 + if shows_when { WHEN + 1 } else { 0 } + MONEY + 1;
    let x = area.x + 7;
    pen.text(x, area.y, (right - x).saturating_sub(tail), &row.name, theme.strong);
    let mut end = right;
    pen.text_right(end - MONEY, area.y, MONEY, &row.right, style);
    end -= MONEY + 1;
    if shows_when {
        pen.text(end - WHEN + 1, area.y, WHEN, &row.when, theme.plain);
        end -= WHEN + 1;
    }
    pen.text_right(end - MONEY, area.y, MONEY, &money(row.value), theme.dim);
    if area.height > 1 {
        // The word beside the symbol, where the sentence can spare the room.
        let word = if area.width >= 56 { WORD } else { 0 };
        pen.text(x, area.y + 1, word, row.band.word(), style);
        pen.text(x + word, area.y + 1, right.saturating_sub(x + word), &row.sentence, theme.plain);
    }
}

/// Which way a score moved in thirty days, if it moved by as much as a step of the weakest signals.
fn arrow(moved: i32) -> &'static str {
    match moved {
        3.. => "↑",
        ..=-3 => "↓",
        _ => "",
    }
}

/// Money in few columns; a dash where it is not known.
pub(crate) fn money(amount: Option<Money>) -> String {
    amount.map_or_else(|| "–".to_owned(), |amount| text::fit(&amount.short(), 9))
}
