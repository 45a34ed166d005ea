//! The README's picture: the first screen as the program draws it, cell by cell, as an SVG.

use super::*;
use crate::domain::text;
use crate::tui::testing::rgb;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// The size of a cell, in the picture's own units.
const CELL: (u16, u16) = (8, 17);
/// What surrounds the screen, likewise.
const EDGE: u16 = 12;

fn colour(colour: Color, otherwise: &str) -> String {
    rgb(colour).map_or_else(|| otherwise.to_owned(), |(red, green, blue)| format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// What may be drawn in one go: cells of one style beside each other.
fn is_like(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

/// The words of a run, each with the cell it starts in; blanks beside each other part them, for some readers fold those.
fn pieces(run: &[&Cell]) -> Vec<(u16, String)> {
    let mut pieces: Vec<(u16, String)> = Vec::new();
    let mut blanks = 2;
    for (at, cell) in run.iter().enumerate() {
        match (cell.symbol(), pieces.last_mut()) {
            (" ", _) => blanks += 1,
            (symbol, Some((_, words))) if blanks < 2 => {
                words.push_str(&" ".repeat(blanks));
                words.push_str(symbol);
                blanks = 0;
            }
            (symbol, _) => {
                pieces.push((at as u16, symbol.to_owned()));
                blanks = 0;
            }
        }
    }
    pieces
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A screen as a picture. Every run is stretched to its cells, so that no font can shift a column.
fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (area.width * CELL.0 + 2 * EDGE, area.height * CELL.1 + 2 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"The first screen of mainstay\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"#1c1c1c\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13.3\">\n"
    );
    for y in 0..area.height {
        let cells: Vec<&Cell> = (0..area.width).map(|x| &buffer[(x, y)]).collect();
        let mut x = 0;
        for run in cells.chunk_by(|one, other| is_like(one, other)) {
            let at = (EDGE + x * CELL.0, EDGE + y * CELL.1);
            let wide = run.len() as u16 * CELL.0;
            x += run.len() as u16;
            if let Some(ground) = rgb(run[0].bg).map(|_| colour(run[0].bg, "")) {
                let (left, top) = at;
                let _ = writeln!(
                    out,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{ground}\"/>",
                    CELL.1
                );
            }
            for (start, words) in pieces(run) {
                let (left, wide) = (at.0 + start * CELL.0, text::width(&words) as u16 * CELL.0);
                let weight = if run[0].modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
                let _ = writeln!(
                    out,
                    "<text x=\"{left}\" y=\"{}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}>{}</text>",
                    at.1 + 13,
                    colour(run[0].fg, "#d0d0d0"),
                    escaped(&words)
                );
            }
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Draws it anew where `MAINSTAY_PICTURES` is set; else the one that is kept must be the screen as it is.
#[test]
fn the_picture_in_the_readme_is_the_first_screen() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::make_up(&folder.path().join("demo.db"), Recipe::default(), Day::parse("2026-11-22").ok()).unwrap();
    let mut desk = Desk::with((120, 40), book, folder);
    desk.app.settle();
    let area = ratatui::layout::Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    let look = desk.app.look();
    desk.app.view(&mut Canvas::new(&mut buffer, &look), area);
    let drawn = svg(&buffer);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cockpit.svg");
    if std::env::var_os("MAINSTAY_PICTURES").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "the picture is another one; draw it anew with MAINSTAY_PICTURES=1 cargo test the_picture");
    assert!(include_str!("../../../README.md").contains("assets/cockpit.svg"));
}
