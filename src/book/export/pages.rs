//! Pages that are saved from the cockpit: a calendar, and what is handed to people.

use super::super::Book;
use crate::domain::account::Account;
use crate::domain::day::{headed, month_told};
use crate::domain::huddle::MINUTES;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::exchange::page::Page;
use std::fmt::Write;
use std::path::Path;

/// How far a saved calendar reaches.
const CALENDAR_DAYS: i32 = 90;

/// What can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Saved {
    /// What is due, for a calendar program.
    Calendar,
    /// What a successor has to know of this account.
    Handover(Id<Account>),
    /// The page for prospects.
    Showcase,
    /// The monthly meeting.
    Huddle,
    /// The ten minutes for the agenda of a sales meeting.
    Charter,
    /// The stages on one page; true: with a second sheet of every playbook.
    Pipeline(bool),
}

/// Columns of a page of plain text: what every mail program and every printer shows whole.
pub const COLUMNS: usize = 80;

impl Saved {
    /// What the file is called where nobody says otherwise.
    pub fn name(self) -> &'static str {
        match self {
            Saved::Calendar => "calendar.ics",
            Saved::Handover(_) => "handover.html",
            Saved::Showcase => "showcase.html",
            Saved::Huddle => "huddle.md",
            Saved::Charter => "charter.txt",
            Saved::Pipeline(_) => "pipeline.txt",
        }
    }
}

impl Book {
    /// Writes it to a file, as its ending says; another file there goes only where `replace` says so.
    pub fn save_page(&mut self, what: Saved, path: &Path, replace: bool) -> Result<()> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        let wrong = |fits: &str| Err(Problem::input(format!("End the name of the file in {fits}.")));
        let text = match (what, ending.as_str()) {
            (Saved::Calendar, "ics") => {
                let whose = self.me()?.map(|me| me.id);
                self.calendar_text(CALENDAR_DAYS, whose)?.0
            }
            (Saved::Calendar, _) => return wrong(".ics"),
            (Saved::Huddle, "md") => self.huddle_markdown()?,
            (Saved::Huddle, _) => return wrong(".md"),
            (_, "html" | "htm") => self.page_of(what)?.html(),
            (_, "md") => self.page_of(what)?.markdown(),
            (_, "txt") => self.page_of(what)?.text(COLUMNS).join("\n") + "\n",
            _ => return wrong(".txt, .html or .md"),
        };
        self.write_page(path, &text, replace)
    }

    /// The page itself.
    pub fn page_of(&mut self, what: Saved) -> Result<Page> {
        match what {
            Saved::Handover(account) => self.handover(account),
            Saved::Showcase => self.showcase(),
            Saved::Charter => self.agenda_page(),
            Saved::Pipeline(playbooks) => self.pipeline_page(playbooks),
            Saved::Calendar | Saved::Huddle => Err(Problem::internal("This is no page of parts.")),
        }
    }

    /// The huddle as a page of Markdown, with room for what is decided.
    pub fn huddle_markdown(&mut self) -> Result<String> {
        let (huddle, charter) = (self.huddle()?, self.charter()?);
        let parts = self.huddle_parts(&huddle, &charter);
        let mut text =
            format!("# Huddle {}\n\n{} minutes · {}\n", month_told(huddle.month), MINUTES, headed(self.today()));
        for (block, points) in &parts {
            let _ = write!(text, "\n## {} ({} min)\n\n", block.title(), block.minutes());
            for point in points {
                let _ = writeln!(text, "- {}{}", if point.warns { "▲ " } else { "" }, escaped(point.words.trim()));
            }
        }
        for (month, actions) in self.decisions()? {
            let _ = write!(text, "\n## Decided in {}\n\n", month_told(month));
            for action in &actions {
                let mark = if action.outcome.is_some() { "x" } else { " " };
                let _ = writeln!(text, "- [{mark}] {}", escaped(&self.decision_words(action)?));
            }
        }
        text.push_str("\n## Decisions of today\n\n| What | Who | By when |\n|---|---|---|\n|  |  |  |\n");
        Ok(text)
    }
}

/// Text of the book as words of Markdown, on one line: nothing in it makes a heading, a link or a tag.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in crate::domain::text::clean(text).chars() {
        if matches!(ch, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}
