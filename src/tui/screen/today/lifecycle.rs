//! Where the customers are in their lives, and how many were lost.

use crate::domain::money::Money;
use crate::domain::text;
use crate::domain::text::grouped;
use crate::tui::canvas::Canvas;
use crate::tui::stage_name::stage_name;
use crate::tui::widget::bars;
use crate::tui::widget::pane::Pane;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// One stage.
#[derive(Debug, Clone)]
pub(crate) struct StageCell {
    /// Its name.
    pub(crate) name: String,
    /// Accounts in it.
    pub(crate) accounts: u64,
    /// Of them, at risk or critical.
    pub(crate) at_risk: u64,
    /// What they are worth.
    pub(crate) value: Money,
}

/// What the pane says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lifecycle {
    /// The stages, in order.
    pub(crate) stages: Vec<StageCell>,
    /// The title's numbers.
    pub(crate) answer: String,
    /// The same in fewer words.
    pub(crate) short_answer: String,
    /// Losses in fewer words: `12 · €0.9M`.
    pub(crate) short_lost: String,
    /// Losses of twelve months: `27 customers · €0.9M`.
    pub(crate) lost: String,
    /// Losses by month, oldest first.
    pub(crate) lost_by_month: Vec<u64>,
    /// From which stage most were lost: `most from Onboarding (11)`.
    pub(crate) lost_most: String,
    /// The current month's name.
    pub(crate) month: &'static str,
}

/// Columns of the losses at the right.
const LOST: u16 = 30;
/// From this width on there is room for losses and bars.
const WIDE: u16 = 100;

/// How many rows the pane wants on a body of this size.
pub(crate) fn height(body: Rect) -> u16 {
    if body.width >= WIDE && body.height >= 28 { 6 } else { 4 }
}

/// Draws the pane; `selected` is the stage under the cursor.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, data: &Lifecycle, focused: bool, selected: usize) {
    let mut pane = Pane { name: "Lifecycle", answer: data.answer.clone(), focused, ..Pane::default() };
    let wide = area.width >= WIDE;
    if !wide && !data.lost.is_empty() {
        pane.answer.clone_from(&data.short_answer);
        pane.aside = format!("churned in 12 months {}", data.short_lost);
    }
    let inside = pane.draw(canvas, area);
    if inside.is_empty() {
        return;
    }
    if data.stages.iter().all(|stage| stage.accounts == 0) {
        let words = "No customers yet. I imports a sheet or an export of your CRM, : and new account adds one.";
        canvas.paragraph(inside, words, canvas.theme().dim);
        return;
    }
    let board = Rect { width: if wide { inside.width - LOST - 3 } else { inside.width }, ..inside };
    let columns = data.stages.len().max(1) as u16;
    // All stages say what they are worth, or none does.
    let room = usize::from((board.width / columns).saturating_sub(1));
    let shows_value =
        data.stages.iter().all(|stage| text::width(&counts(stage)) + 1 + stage.value.short().len() <= room);
    for (index, stage) in data.stages.iter().enumerate() {
        let from = board.width * index as u16 / columns;
        let to = board.width * (index as u16 + 1) / columns;
        let cell = Rect { x: board.x + from, width: to - from, ..board };
        draw_stage(canvas, cell, data, stage, focused && index == selected, shows_value);
    }
    if wide {
        draw_losses(canvas, Rect { x: inside.right() - LOST, width: LOST, ..inside }, data);
    }
}

fn draw_stage(
    canvas: &mut Canvas<'_>,
    cell: Rect,
    data: &Lifecycle,
    stage: &StageCell,
    selected: bool,
    shows_value: bool,
) {
    let theme = canvas.theme();
    let room = cell.width.saturating_sub(1);
    let name = if selected { theme.accent } else { theme.strong };
    canvas.text(cell.x, cell.y, room, &stage_name(&stage.name, room), name);
    let count = grouped(&stage.accounts.to_string());
    let number = if stage.accounts == 0 { theme.dim } else { theme.plain };
    let mut spans = vec![Span::styled(count.clone(), number)];
    if stage.at_risk > 0 {
        spans.push(Span::styled(format!(" ▲{}", stage.at_risk), theme.risk_at_risk));
    }
    let value =
        if data.stages.iter().all(|stage| stage.value.minor == 0) { String::new() } else { stage.value.short() };
    if cell.height == 2 && shows_value {
        spans.push(Span::styled(format!(" {value}"), theme.dim));
    }
    if cell.height > 1 {
        canvas.spans(cell.x, cell.y + 1, room, &spans);
    }
    if cell.height > 2 {
        canvas.text(cell.x, cell.y + 2, room, &value, theme.dim);
    }
    if cell.height > 3 {
        draw_bar(canvas, Rect { y: cell.y + 3, height: 1, width: room, ..cell }, data, stage);
    }
    if selected {
        let ground = theme.selected;
        canvas.ground(Rect { width: room, ..cell }, ground);
    }
}

/// What the counts of a stage say, as wide as they are drawn.
fn counts(stage: &StageCell) -> String {
    let stalled = if stage.at_risk > 0 { format!(" ▲{}", stage.at_risk) } else { String::new() };
    format!("{}{stalled}", grouped(&stage.accounts.to_string()))
}

/// A bar as long as the stage is full.
fn draw_bar(canvas: &mut Canvas<'_>, row: Rect, data: &Lifecycle, stage: &StageCell) {
    let theme = canvas.theme();
    let most = data.stages.iter().map(|stage| stage.accounts).max().unwrap_or(0);
    let room = usize::from(row.width.saturating_sub(1)).min(16);
    let bar = bars::bar(stage.accounts, most, room);
    canvas.text(row.x, row.y, row.width, &bar, theme.chart);
}

fn draw_losses(canvas: &mut Canvas<'_>, area: Rect, data: &Lifecycle) {
    let theme = canvas.theme();
    for y in area.y..area.bottom() {
        canvas.text(area.x - 2, y, 1, "│", theme.frame);
    }
    let by_month = if data.lost_by_month.iter().all(|lost| *lost == 0) {
        Vec::new()
    } else {
        vec![
            Span::styled(bars::spark(&data.lost_by_month), theme.chart),
            Span::styled(format!("  {}", data.month), theme.dim),
        ]
    };
    let lines = [
        vec![Span::styled("Churned, 12 months", theme.strong)],
        vec![Span::styled(data.lost.clone(), theme.plain)],
        by_month,
        vec![Span::styled(data.lost_most.clone(), theme.dim)],
    ];
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        canvas.spans(area.x, y, area.width, line);
    }
}

/// Which stage stands at this column of the pane.
pub(crate) fn stage_at(area: Rect, stages: usize, column: u16) -> Option<usize> {
    let inside = crate::tui::widget::pane::inside(area);
    let width = if area.width >= WIDE { inside.width.saturating_sub(LOST + 3) } else { inside.width };
    let at = column.checked_sub(inside.x)?;
    (at < width && stages > 0).then(|| usize::from(at) * stages / usize::from(width.max(1)))
}
