//! Who is at risk, most money first, each with its sentence.

use crate::domain::money::Currency;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Side, select_row};
use crate::view::risk::{RISKS, RiskLine};
use crate::view::{self, Around, Order};
use ratatui::layout::Rect;

/// Rows of the screen one account takes in an area of this height.
pub(crate) fn tall(height: u16) -> u16 {
    if height >= 4 { 2 } else { 1 }
}

/// Draws the pane around the visible rows, which `row` tells; `is_elsewhere`: the row's account is selected in
/// another pane.
pub(crate) fn draw<'a>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (answer, order): (&str, Order),
    roll: &ListState,
    focused: bool,
    is_elsewhere: impl Fn(usize) -> bool,
    row: impl Fn(usize) -> Option<&'a RiskLine>,
) {
    let position = roll.position();
    let answer = format!("{answer}{}", order_words(order));
    let inside = Pane { name: "At risk", answer, focused, position, ..Pane::default() }.draw(canvas, area);
    if roll.len() == 0 && !inside.is_empty() {
        let words = "No account is at risk. p records a pulse, l logs a touch.";
        canvas.paragraph(inside, words, canvas.theme().dim);
        return;
    }
    let tall = tall(inside.height);
    for (line, index) in roll.visible().enumerate() {
        let y = inside.y + line as u16 * tall;
        let Some(row) = row(index).filter(|_| y < inside.bottom()) else { continue };
        let area = Rect { x: inside.x - 1, width: inside.width + 2, y, height: tall.min(inside.bottom() - y) };
        draw_row(canvas, area, row, order);
        if focused && index == roll.at() {
            select_row(canvas, area, true);
        } else if is_elsewhere(index) {
            select_row(canvas, area, false);
        }
    }
}

const MONEY: u16 = 7;
const WHEN: u16 = 18;
const WORD: u16 = 9;

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, row: &RiskLine, order: Order) {
    let theme = canvas.theme();
    let around = Around { today: canvas.look.today, currency: Currency::EUR, member: None };
    let mut set = |x: u16, width: u16, side: Side, key: &str| {
        table::set(canvas, x, area.y, width, side, &view::cell_of(RISKS, key, row, &around));
    };
    set(area.x + 1, 6, Side::Left, "score");
    let right = area.right() - 1;
    let shows_when = area.width >= 52;
    let tail = MONEY + 1 + if shows_when { WHEN + 1 } else { 0 } + MONEY + 1;
    let x = area.x + 7;
    set(x, (right - x).saturating_sub(tail), Side::Left, "account");
    let mut end = right;
    // At the right what it is sorted by, where that has no place of its own.
    let last = if matches!(order.key, "est_saved" | "completeness") { order.key } else { "revenue_at_risk" };
    set(end - MONEY, MONEY, Side::Right, last);
    end -= MONEY + 1;
    if shows_when {
        set(end - WHEN + 1, WHEN, Side::Left, "notice_by");
        end -= WHEN + 1;
    }
    set(end - MONEY, MONEY, Side::Right, "value");
    if area.height > 1 {
        // The word beside the symbol, where the sentence can spare the room.
        let word = if area.width >= 56 { WORD } else { 0 };
        canvas.text(x, area.y + 1, word, row.band.word(), risk_mark::style(row.band, &theme));
        canvas.text(x + word, area.y + 1, right.saturating_sub(x + word), &row.sentence, theme.plain);
    }
}

/// What the title adds; nothing for the usual order.
fn order_words(order: Order) -> String {
    if order == Order::down("score") {
        return String::new();
    }
    let arrow = if order.down { '↓' } else { '↑' };
    let head = view::order::heads(RISKS).into_iter().find(|head| head.key == order.key);
    head.map_or_else(String::new, |head| format!(" ─ by {}{arrow}", head.title.to_lowercase()))
}
