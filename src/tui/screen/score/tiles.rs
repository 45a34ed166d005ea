//! New, renewed, lost, net and referrals at equal size: a renewal is worth no less than a win.

use crate::book::metrics::Metrics;
use crate::domain::money::{Currency, Money};
use crate::domain::text::{grouped, left};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::row::Ink;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows of the numbers: the name, the count, the value.
pub(super) const ROWS: u16 = 3;
/// How many there are.
pub(super) const MANY: usize = 5;
/// The most columns of one of them.
const WIDEST: u16 = 20;

/// One of the numbers: its name, the count, the value, whether it is good news.
pub(super) struct Tile {
    name: &'static str,
    count: String,
    value: String,
    role: Ink,
}

/// The numbers of a period.
pub(super) fn of(metrics: &Metrics, currency: Currency) -> [Tile; MANY] {
    let movement = &metrics.movement;
    let count = |count: u64| grouped(&count.to_string());
    let value = |minor: i64| if minor == 0 { String::new() } else { Money::new(minor, currency).short() };
    let tile = |name, count, minor, role| Tile { name, count, value: value(minor), role };
    let net = movement.net();
    let size = count(net.unsigned_abs());
    let (net_words, role) = match net {
        1.. => (format!("+{size}"), Ink::Good),
        0 => (size, Ink::Strong),
        _ => (format!("-{size}"), Ink::Bad),
    };
    let role_of_loss = if movement.lost.count > 0 { Ink::Bad } else { Ink::Strong };
    [
        tile("New", count(movement.new.count), movement.new.value, Ink::Good),
        tile("Renewed", count(movement.renewed.count), movement.renewed.value, Ink::Good),
        tile("Churned", count(movement.lost.count), movement.lost.value, role_of_loss),
        tile("Net", net_words, movement.net_value(), role),
        tile("Referrals", count(metrics.referrals), 0, if metrics.referrals > 0 { Ink::Good } else { Ink::Strong }),
    ]
}

/// Draws them side by side.
pub(super) fn draw(tiles: &[Tile], canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme();
    let width = (area.width / MANY as u16).min(WIDEST);
    for (place, tile) in tiles.iter().enumerate() {
        let x = area.x + place as u16 * width;
        // The last one has what is left over, too.
        let room = if place + 1 == tiles.len() { area.right().saturating_sub(x) } else { width.saturating_sub(1) };
        canvas.text(x, area.y, room, tile.name, theme.dim);
        canvas.text(x, area.y + 1, room, &tile.count, tile.role.style(&theme));
        canvas.text(x, area.y + 2, room, &tile.value, theme.plain);
    }
}

/// The same as lines to read.
pub(super) fn lines(tiles: &[Tile], columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let width = (columns / MANY).min(WIDEST.into());
    let row = |cell: &dyn Fn(&Tile) -> (String, Style)| {
        let spans = tiles.iter().map(|tile| {
            let (words, style) = cell(tile);
            Span::styled(left(&words, width), style)
        });
        Line::from(spans.collect::<Vec<_>>())
    };
    vec![
        row(&|tile| (tile.name.to_owned(), theme.dim)),
        row(&|tile| (tile.count.clone(), tile.role.style(theme))),
        row(&|tile| (tile.value.clone(), theme.plain)),
    ]
}
