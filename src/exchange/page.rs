//! A page to hand to somebody: the same words as Markdown, and as one HTML file that stands alone and prints well.
//!
//! Text of the book is text on the page: what would be markup in either format is escaped.

use crate::domain::text::{clean, left, right, width, wrapped};
use std::fmt::Write;

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// What it is.
    pub title: String,
    /// Of whom, of which day.
    pub subtitle: String,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// One part of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// How deep it stands: 2 for a part, 3 for a part of a part.
    pub level: u8,
    /// Whether it begins a sheet of its own on paper.
    pub breaks: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What stands on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// Entries without an order.
    List(Vec<String>),
    /// Rows under headings.
    Table(Vec<&'static str>, Vec<Vec<String>>),
}

impl Section {
    /// A part that is a list.
    pub fn list(heading: &str, entries: Vec<String>) -> Self {
        Self { heading: heading.to_owned(), level: 2, breaks: false, blocks: vec![Block::List(entries)] }
    }
}

impl Page {
    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n{}\n", plain(&self.title), plain(&self.subtitle));
        for section in &self.sections {
            let _ =
                write!(out, "\n{} {}\n", "#".repeat(usize::from(section.level.clamp(2, 6))), plain(&section.heading));
            for block in &section.blocks {
                out.push('\n');
                match block {
                    Block::Text(text) => {
                        let _ = writeln!(out, "{}", plain(text));
                    }
                    Block::List(entries) => {
                        for entry in entries {
                            let _ = writeln!(out, "- {}", plain(entry));
                        }
                    }
                    Block::Table(heads, rows) => {
                        let _ = writeln!(out, "| {} |", heads.join(" | "));
                        let _ = writeln!(out, "|{}", "---|".repeat(heads.len()));
                        for row in rows {
                            let cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
                            let _ = writeln!(out, "| {} |", cells.join(" | "));
                        }
                    }
                }
            }
        }
        out
    }

    /// As plain lines, a paragraph or a row each, to look at before it goes out.
    pub fn lines(&self) -> Vec<String> {
        let mut out = vec![self.subtitle.clone()];
        for section in &self.sections {
            out.extend([String::new(), section.heading.to_uppercase()]);
            for block in &section.blocks {
                match block {
                    Block::Text(text) => out.extend(text.lines().map(str::to_owned)),
                    Block::List(entries) => {
                        out.extend(entries.iter().map(|entry| format!("• {entry}")));
                    }
                    Block::Table(heads, rows) => {
                        let heads = std::iter::once(heads.join(" · "));
                        let rows = rows.iter().map(|row| row.join(" · "));
                        out.extend(heads.chain(rows));
                    }
                }
            }
        }
        out
    }

    /// As plain text of so many columns, to be printed or mailed: the title, then each part under its heading, set in.
    pub fn text(&self, columns: usize) -> Vec<String> {
        let mut out = wrapped(&[self.title.as_str(), self.subtitle.as_str()].join(" · "), columns);
        for section in &self.sections {
            if section.level <= 2 {
                out.push(String::new());
            }
            let indent = "  ".repeat(usize::from(section.level.max(2) - 1));
            out.extend(hung(&section.heading, &indent[2..], columns));
            for block in &section.blocks {
                match block {
                    Block::Text(text) => out.extend(hung(text, &indent, columns)),
                    Block::List(entries) => out.extend(entries.iter().flat_map(|entry| hung(entry, &indent, columns))),
                    Block::Table(heads, rows) => out.extend(set(heads, rows, columns)),
                }
            }
        }
        out.into_iter().map(|line| clean(line.trim_end()).into_owned()).collect()
    }

    /// As one HTML file without anything from elsewhere.
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p class=\"sub\">{}</p>\n",
            escaped(&self.subtitle)
        );
        for section in &self.sections {
            let level = section.level.clamp(2, 6);
            let class = if section.breaks { " class=\"sheet\"" } else { "" };
            let _ = writeln!(out, "<h{level}{class}>{}</h{level}>", escaped(&section.heading));
            for block in &section.blocks {
                write_block(&mut out, block);
            }
        }
        out.push_str("</body>\n</html>\n");
        out
    }
}

/// Words set in by `indent`, that go on below themselves a little further in.
fn hung(words: &str, indent: &str, columns: usize) -> Vec<String> {
    let room = columns.saturating_sub(indent.len() + 2).max(20);
    let line = |(at, line): (usize, String)| format!("{indent}{}{line}", if at == 0 { "" } else { "  " });
    words.lines().flat_map(|part| wrapped(part, room).into_iter().enumerate().map(line)).collect()
}

/// A table within so many columns: what is longest gives way, numbers stand right.
fn set(heads: &[&str], rows: &[Vec<String>], columns: usize) -> Vec<String> {
    let all = |at: usize| rows.iter().filter_map(move |row| row.get(at).map(String::as_str));
    let mut widths: Vec<usize> =
        heads.iter().enumerate().map(|(at, head)| all(at).map(width).max().unwrap_or(0).max(width(head))).collect();
    let room = columns.saturating_sub(2 * heads.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max() else { break };
        if *widest <= 4 {
            break;
        }
        *widest -= 1;
    }
    let is_number = |at: usize| at > 0 && all(at).all(|cell| !cell.starts_with(char::is_alphabetic));
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells.zip(&widths).enumerate();
        let cells: Vec<String> = cells
            .map(|(at, (cell, width))| if is_number(at) { right(cell, *width) } else { left(cell, *width) })
            .collect();
        cells.join("  ")
    };
    let head = line(&mut heads.iter().copied());
    std::iter::once(head).chain(rows.iter().map(|row| line(&mut row.iter().map(String::as_str)))).collect()
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Text(text) => {
            let _ = writeln!(out, "<p>{}</p>", escaped(text));
        }
        Block::List(entries) => {
            let entries = entries.iter().fold(String::new(), |all, one| all + "<li>" + &escaped(one) + "</li>\n");
            let _ = writeln!(out, "<ul>\n{entries}</ul>");
        }
        Block::Table(heads, rows) => {
            let row = |tag: &str, cells: &mut dyn Iterator<Item = &str>| {
                let cells = cells.fold(String::new(), |all, one| format!("{all}<{tag}>{}</{tag}>", escaped(one)));
                format!("<tr>{cells}</tr>\n")
            };
            let head = row("th", &mut heads.iter().copied());
            let body: String = rows.iter().map(|cells| row("td", &mut cells.iter().map(String::as_str))).collect();
            let _ = writeln!(out, "<table>\n<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table>");
        }
    }
}

/// Dark on light, in the reader's own typeface, no wider than one reads; on paper rows stay whole and links of a part stay
/// with it.
const STYLE: &str =
    "body { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 52rem; \
margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 1.8rem 0 .4rem; border-bottom: 1px solid #999; }
h3 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
.sub { color: #555; margin: .2rem 0 1rem; }
p, ul { margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ddd; \
overflow-wrap: anywhere; }
th { color: #555; font-weight: 600; }
@media print {
  body { font-size: 10.5pt; margin: 0; max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  .sheet { break-before: page; }
  @page { margin: 18mm; }
}
";

/// Text of the book in HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            _ if is_control(ch) => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
    out
}

/// Text of the book in Markdown: on one line, with everything that marks up escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '!' | '~' | '&' => {
                out.push('\\');
                out.push(ch);
            }
            _ if is_control(ch) => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
    // A number, a dash or a plus at the start would begin a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    let begins_list = matches!(out.as_bytes().first(), Some(b'-' | b'+' | b'='))
        || digits > 0 && matches!(out.as_bytes().get(digits), Some(b'.' | b')'));
    if begins_list {
        out.insert(digits, '\\');
    }
    out
}

/// Characters that are not seen and change how others are: controls, and those that turn the direction of writing.
fn is_control(ch: char) -> bool {
    ch.is_control() || matches!(ch, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let hostile = "<script>alert('x')</script> & \"q\" | *b* [l](http://e.example) `c`\n# h\u{202e}".to_owned();
        Page {
            title: hostile.clone(),
            subtitle: "of today".to_owned(),
            sections: vec![Section {
                heading: "1. People".to_owned(),
                level: 2,
                breaks: true,
                blocks: vec![
                    Block::Text(hostile.clone()),
                    Block::List(vec!["- not a list".to_owned(), hostile.clone()]),
                    Block::Table(vec!["A", "B"], vec![vec![hostile.clone(), "2".to_owned()]]),
                ],
            }],
        }
    }

    #[test]
    fn text_of_the_book_stays_text() {
        let html = page().html();
        assert!(!html.contains("<script") && html.contains("&lt;script&gt;alert(&#39;x&#39;)"), "{html}");
        assert!(!html.contains('\u{202e}'));
        let markdown = page().markdown();
        assert!(markdown.contains("\\<script\\>") && markdown.contains("\\[l\\](http") && markdown.contains("\\|"));
        assert!(markdown.contains("- \\- not a list") && markdown.contains("## 1\\. People"), "{markdown}");
        assert!(!markdown.contains('\u{202e}') && !markdown.lines().any(|line| line.starts_with("# h")));
    }

    #[test]
    fn plain_text_keeps_within_its_columns_and_tells_everything() {
        let rows =
            (1..4).map(|n| vec![format!("Stage {n} with a name that is long"), n.to_string(), "€1.2M".to_owned()]);
        let mut page = page();
        page.sections[0].blocks.push(Block::Table(vec!["Stage", "Accounts", "Value"], rows.collect()));
        page.sections[0].blocks.push(Block::List(vec!["a word or two ".repeat(20)]));
        for columns in [40, 60, 80] {
            let text = page.text(columns);
            let widest = text.iter().map(|line| width(line)).max().unwrap();
            assert!(widest <= columns, "{columns}: {text:#?}");
            assert!(text.iter().any(|line| line.starts_with("Stage 3") && line.ends_with("€1.2M")), "{text:#?}");
            assert!(!text.iter().any(|line| line.contains('\u{202e}')));
            let words = text.join(" ").split_whitespace().filter(|word| *word == "word").count();
            assert_eq!(words, 20, "{columns}: {text:#?}");
        }
    }

    #[test]
    fn the_file_stands_alone_and_prints() {
        let html = page().html().replace("http://e.example", "");
        for from_elsewhere in ["http://", "https://", "src=", "href=", "@import", "url(", "<link"] {
            assert!(!html.contains(from_elsewhere), "{from_elsewhere}");
        }
        assert!(html.contains("@media print") && html.contains("class=\"sheet\"") && html.ends_with("</html>\n"));
    }
}
