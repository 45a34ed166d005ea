//! The README's pictures: screens as the program draws them, cell by cell, as SVG.

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
/// The ground of the picture.
const PAGE: &str = "#1c1c1c";

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
            (symbol, _) if block(symbol).is_some() => blanks += 1,
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

/// A block element as a part of its cell: from the left, from the top, its width and height, all in eighths, and how much of
/// it is covered. Fonts leave gaps between them.
fn block(symbol: &str) -> Option<([u16; 4], f32)> {
    let place = |row: &str| row.chars().position(|ch| symbol.chars().eq([ch])).map(|at| at as u16 + 1);
    match symbol {
        "▀" => return Some(([0, 0, 8, 4], 1.0)),
        "░" => return Some(([0, 0, 8, 8], 0.25)),
        "▒" => return Some(([0, 0, 8, 8], 0.5)),
        "▓" => return Some(([0, 0, 8, 8], 0.75)),
        _ => {}
    }
    let low = place("▁▂▃▄▅▆▇█").map(|high| [0, 8 - high, 8, high]);
    low.or_else(|| place("▏▎▍▌▋▊▉").map(|wide| [0, 0, wide, 8])).map(|part| (part, 1.0))
}

/// Draws the block elements of a run, those that are alike side by side as one.
fn blocks(out: &mut String, run: &[&Cell], (left, top): (u16, u16), ink: &str) {
    let mut at = 0;
    for alike in run.chunk_by(|one, other| one.symbol() == other.symbol()) {
        let start = at;
        at += alike.len() as u16;
        let Some(([x, y, wide, high], cover)) = block(alike[0].symbol()) else { continue };
        let part = |eighths: u16, of: u16| f32::from(eighths * of) / 8.0;
        let is_whole = wide == 8;
        for cell in start..if is_whole { start + 1 } else { at } {
            let width = if is_whole { f32::from((at - start) * CELL.0) } else { part(wide, CELL.0) };
            let opacity = if cover < 1.0 { format!(" fill-opacity=\"{cover}\"") } else { String::new() };
            let _ = writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"{ink}\"{opacity}/>",
                f32::from(left + cell * CELL.0) + part(x, CELL.0),
                f32::from(top) + part(y, CELL.1),
                part(high, CELL.1)
            );
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A screen as a picture. Every run is stretched to its cells, so that no font can shift a column.
fn svg(buffer: &Buffer, label: &str) -> String {
    let area = buffer.area;
    let (width, height) = (area.width * CELL.0 + 2 * EDGE, area.height * CELL.1 + 2 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{label}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"{PAGE}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13.3\">\n"
    );
    for y in 0..area.height {
        let cells: Vec<&Cell> = (0..area.width).map(|x| &buffer[(x, y)]).collect();
        let mut x = 0;
        for run in cells.chunk_by(|one, other| is_like(one, other)) {
            let at = (EDGE + x * CELL.0, EDGE + y * CELL.1);
            let wide = run.len() as u16 * CELL.0;
            x += run.len() as u16;
            let is_turned = run[0].modifier.contains(Modifier::REVERSED);
            let (mut ink, mut ground) = (colour(run[0].fg, "#d0d0d0"), rgb(run[0].bg).map(|_| colour(run[0].bg, "")));
            if is_turned {
                (ink, ground) = (ground.unwrap_or_else(|| PAGE.to_owned()), Some(ink));
            }
            if let Some(ground) = ground {
                let (left, top) = at;
                let _ = writeln!(
                    out,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{ground}\"/>",
                    CELL.1
                );
            }
            blocks(&mut out, run, at, &ink);
            for (start, words) in pieces(run) {
                let (left, wide) = (at.0 + start * CELL.0, text::width(&words) as u16 * CELL.0);
                let weight = if run[0].modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
                let _ = writeln!(
                    out,
                    "<text x=\"{left}\" y=\"{}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}>{}</text>",
                    at.1 + 13,
                    ink,
                    escaped(&words)
                );
            }
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// A screen of the demo after some keys is the picture of this name. It is drawn anew where `MAINSTAY_PICTURES` is set; else the
/// one that is kept must be the screen as it is.
fn holds_picture(name: &str, keys: &str, label: &str) {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::make_up(&folder.path().join("demo.db"), Recipe::default(), Day::parse("2026-11-22").ok()).unwrap();
    let mut desk = Desk::with((120, 40), book, folder);
    desk.press(keys);
    desk.app.settle();
    let area = ratatui::layout::Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(area);
    let look = desk.app.look();
    desk.app.view(&mut Canvas::new(&mut buffer, &look), area);
    let drawn = svg(&buffer, label);
    let file = format!("assets/{name}.svg");
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    if std::env::var_os("MAINSTAY_PICTURES").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "{file} is another one; draw it anew with MAINSTAY_PICTURES=1 cargo test picture");
    assert!(include_str!("../../../README.md").contains(&file));
}

#[test]
fn the_picture_in_the_readme_is_the_first_screen() {
    holds_picture("cockpit", "", "The first screen of mainstay");
}

#[test]
fn the_first_picture_in_the_readme_is_the_pipeline_as_a_stream() {
    holds_picture("pipeline", "2", "The pipeline as a stream: where customers are lost");
    let readme = include_str!("../../../README.md");
    assert!(readme.find("pipeline.svg") < readme.find("cockpit.svg"));
}
