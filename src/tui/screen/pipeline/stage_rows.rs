//! The stages as rows, where there is no room for a stream.

use super::board::{Sight, Stop, stops};
use crate::book::pipeline::{Column, Flow};
use crate::domain::money::{Currency, Money};
use crate::domain::text::{grouped, width};
use crate::tui::canvas::Canvas;
use crate::tui::widget::bars;
use crate::tui::widget::roll::ListState;
use ratatui::layout::Rect;

/// A row for each stage: how many are there, as a bar, and what became of those who came.
pub(super) fn draw(canvas: &mut Canvas<'_>, inside: Rect, sight: Sight<'_>, roll: &ListState, currency: Currency) {
    let (theme, board) = (canvas.theme(), sight.board);
    let stops = stops(board);
    let names = board.stages.iter().map(|one| width(&one.stage.name)).max().unwrap_or(0).clamp(8, 16) as u16;
    let most = board.stages.iter().map(|one| one.here.count).max().unwrap_or(0);
    // The name, how many, the bar, and four columns of what became of them.
    let bar = inside.width.saturating_sub(names + 7 + 38).clamp(4, 40);
    for (line, at) in roll.visible().enumerate() {
        let y = inside.y + line as u16;
        let Some(stop) = stops.get(at).copied().filter(|_| y < inside.bottom()) else { break };
        let is_selected = at == roll.at();
        match stop {
            Stop::Stage(place) => {
                let stage = &board.stages[place];
                let name = if is_selected { theme.accent } else { theme.strong };
                canvas.text(inside.x, y, names, &stage.stage.name, name);
                canvas.text_right(inside.x + names, y, 6, &grouped(&stage.here.count.to_string()), theme.plain);
                let x = inside.x + names + 7;
                let hot = stage.measured().next().is_some();
                let ink = if hot { theme.risk_critical } else { theme.chart };
                canvas.text(x, y, bar, &bars::bar(stage.here.count, most, usize::from(bar)), ink);
                draw_moves(canvas, (x + bar + 1, y), stage, currency);
                if let Some(point) = stage.points.first() {
                    // As much of its name as there is room for behind the counts; at least its star.
                    let at = (x + bar + 38).min(inside.right().saturating_sub(1));
                    let room = inside.right().saturating_sub(at);
                    let words = if room < 4 { "★".to_owned() } else { format!("★ {}", point.name) };
                    canvas.text(at, y, room, &words, theme.risk_critical);
                }
            }
            _ => {
                canvas.text(inside.x, y, inside.width, &end_words(sight, stop, currency), theme.dim);
            }
        }
        if is_selected {
            canvas.text(inside.x - 1, y, 1, "▌", theme.accent);
            canvas.ground(Rect { x: inside.x - 1, y, width: inside.width + 2, height: 1 }, theme.selected);
        }
    }
}

/// What became of those who came into a stage: at risk now, gone on, lost, back.
fn draw_moves(canvas: &mut Canvas<'_>, (x, y): (u16, u16), stage: &Column, currency: Currency) {
    let theme = canvas.theme();
    let number = |count: u64| grouped(&count.to_string());
    if stage.at_risk > 0 {
        canvas.text(x, y, 6, &format!("▲ {}", number(stage.at_risk)), theme.risk_at_risk);
    }
    if stage.advanced.count > 0 {
        canvas.text(x + 7, y, 6, &format!("→ {}", number(stage.advanced.count)), theme.plain);
    }
    if let Some((_, count)) = stage.back {
        canvas.text(x + 14, y, 6, &format!("↺ {}", number(count)), theme.good);
    }
    if stage.lost.count > 0 {
        let value = Money::new(stage.lost.value, currency).short();
        let value = if stage.lost.value > 0 { format!(" {value}") } else { String::new() };
        canvas.text(x + 21, y, 16, &format!("↘ {}{value}", number(stage.lost.count)), theme.risk_critical);
    }
}

/// One of the ends: how many, and what they are worth.
pub(super) fn end_words(sight: Sight<'_>, stop: Stop, currency: Currency) -> String {
    let (name, flow) = match stop {
        Stop::Lost => ("Churned in 12 months", sight.board.all_lost()),
        Stop::WonBack => ("Won back", sight.board.all_won_back()),
        _ => ("Onboarding gaps", sight.gaps.map_or_else(Flow::default, |gaps| gaps.worth)),
    };
    let value =
        if flow.value > 0 { format!(" · {}", Money::new(flow.value, currency).short()) } else { String::new() };
    format!("{name} {}{value}", grouped(&flow.count.to_string()))
}
