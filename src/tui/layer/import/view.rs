//! How the layer is drawn.

use super::layout::Layout;
use super::{ImportLayer, Part, words};
use crate::book::import::{Became, FilePlan, FilePreview, Lack};
use crate::domain::text::grouped;
use crate::tui::canvas::Canvas;
use crate::tui::layer::framed;
use crate::tui::widget::table::{self, Cell, Column, Focus, cell};
use crate::view::Ink;
use ratatui::layout::Rect;
use ratatui::text::Span;

#[rustfmt::skip]
const TABLES: [Column; 4] = [
    Column::words ("Table",    16, 3, Column::KEEP),
    Column::words ("Rows are", 12, 1, Column::KEEP),
    Column::number("Rows",      9, 3),
    Column::words ("State",    24, 2, Column::KEEP),
];

#[rustfmt::skip]
const COLUMNS: [Column; 4] = [
    Column::words("Column",   16, 1, Column::KEEP),
    Column::words("Field", 22, 1, Column::KEEP),
    Column::words("By",        7, 0, 2),
    Column::words("Such as",  16, 3, 3),
];

/// Draws the layer.
pub(super) fn draw(layer: &ImportLayer, canvas: &mut Canvas<'_>, screen: Rect) {
    let layout = Layout::of(screen, layer.plans.len());
    let title = format!("Import {}", layer.title);
    let position = match (&layer.trial, layer.focus) {
        (Some(trial), _) => (trial.roll.len() > 1).then(|| format!("{}/{}", trial.roll.at() + 1, trial.roll.len())),
        (None, Part::Tables) => layer.tables.position(),
        (None, Part::Columns) => layer.columns.position(),
    };
    let inside = framed(canvas, layout.frame, &title, words::readiness(&layer.plans), position);
    if inside.height < 2 {
        return;
    }
    let focus = |part: Part| if layer.focus == part && layer.trial.is_none() { Focus::Here } else { Focus::Elsewhere };
    if !layout.tables.is_empty() {
        let rows = table::heading(canvas, layout.tables, &TABLES, None);
        let cells = |at: usize| layer.plans.get(at).map_or_else(Vec::new, table_cells);
        table::rows(canvas, rows, &TABLES, &layer.tables, focus(Part::Tables), cells);
    }
    draw_said(layer, canvas, layout.said);
    if let Some(trial) = &layer.trial {
        for (line, y) in trial.lines.iter().skip(trial.roll.at()).zip(layout.list.y..layout.list.bottom()) {
            canvas.line(layout.said.x, y, layout.said.width, line);
        }
    } else if let Some((plan, preview)) = layer.plan().zip(layer.preview()) {
        let rows = table::heading(canvas, layout.list, &COLUMNS, None);
        let focus = focus(Part::Columns);
        table::rows(canvas, rows, &COLUMNS, &layer.columns, focus, |at| column_cells(plan, preview, at));
    }
    draw_choices(layer, canvas, layout.options);
}

/// What is said of the selected table: what it asks, or what was understood.
fn draw_said(layer: &ImportLayer, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme();
    let Some(plan) = layer.plan() else { return };
    if layer.trial.is_some() {
        let said = "A dry run: this is what would happen. Nothing is changed. Enter imports it, Esc goes back.";
        return canvas.paragraph(area, said, theme.strong);
    }
    match (words::asks(plan), &plan.understood) {
        (Some(asks), _) => canvas.paragraph(area, &asks, theme.warning),
        (None, Ok(preview)) => {
            let notes = plan.notes.first().map_or_else(String::new, |note| format!(" {note}"));
            canvas.paragraph(area, &(words::understood(preview) + &notes), theme.plain);
        }
        (None, Err(_)) => {}
    }
}

/// The choices that hold for all tables, two on a line where they do not fit on one.
fn draw_choices(layer: &ImportLayer, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme();
    let half = area.width / 2;
    for (at, (key, words)) in words::choices(layer).iter().enumerate() {
        let (column, line) = (at as u16 % 2, at as u16 / 2);
        if line < area.height {
            let spans = [Span::styled(*key, theme.key), Span::styled(format!(" {words}"), theme.dim)];
            canvas.spans(area.x + column * half, area.y + line, half.saturating_sub(1), &spans);
        }
    }
}

fn table_cells(plan: &FilePlan) -> Vec<Cell> {
    let preview = plan.understood.as_ref().ok();
    let kind = preview.map_or("", |preview| match preview.lack() {
        Some(Lack::Kind | Lack::NotKept(_)) => "?",
        _ => preview.shape.word(),
    });
    let rows = preview.map_or_else(String::new, |preview| grouped(&preview.rows.to_string()));
    let (name, state) = match (plan.is_left_out, plan.is_ready()) {
        (true, _) => (Ink::Dim, Ink::Dim),
        (_, true) => (Ink::Strong, Ink::Good),
        _ => (Ink::Strong, Ink::Warning),
    };
    vec![cell(plan.name(), name), cell(kind, Ink::Plain), cell(rows, Ink::Plain), cell(words::state(plan), state)]
}

fn column_cells(plan: &FilePlan, preview: &FilePreview, at: usize) -> Vec<Cell> {
    let header = preview.header.get(at).cloned().unwrap_or_default();
    let asks = preview.fields.iter().any(|field| field.question.is_some() && field.places.contains(&at));
    let style = match Became::of(preview, at) {
        _ if asks => Ink::Warning,
        Became::Field(_) => Ink::Good,
        Became::Custom | Became::Reading => Ink::Plain,
        Became::LeftOut => Ink::Dim,
    };
    vec![
        cell(header, Ink::Strong),
        cell(words::taken_as(plan, preview, at), style),
        cell(words::certainty(preview, at), Ink::Dim),
        cell(words::samples(preview, at), Ink::Dim),
    ]
}
