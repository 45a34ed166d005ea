//! Pages that are saved from the cockpit: a calendar, and what is handed to people.

use super::super::Book;
use super::super::pipeline::{Flow, MONTHS};
use super::super::programme::charter::ask_state;
use crate::domain::account::Account;
use crate::domain::day::{headed, month_told};
use crate::domain::huddle::MINUTES;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::grouped;
use crate::exchange::page::{Block, Page, Section};
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
    /// The actions of the company.
    Charter,
    /// The stages.
    Pipeline,
}

impl Saved {
    /// What the file is called where nobody says otherwise.
    pub fn name(self) -> &'static str {
        match self {
            Saved::Calendar => "calendar.ics",
            Saved::Handover(_) => "handover.html",
            Saved::Showcase => "showcase.html",
            Saved::Huddle => "huddle.md",
            Saved::Charter => "charter.html",
            Saved::Pipeline => "pipeline.html",
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
            _ => return wrong(".html or .md"),
        };
        self.write_page(path, &text, replace)
    }

    fn page_of(&mut self, what: Saved) -> Result<Page> {
        match what {
            Saved::Handover(account) => self.handover(account),
            Saved::Showcase => self.showcase(),
            Saved::Charter => self.charter_page(),
            Saved::Pipeline | Saved::Calendar | Saved::Huddle => self.pipeline_page(),
        }
    }

    /// The actions of the charter with who agreed, and what leaders are asked for.
    fn charter_page(&mut self) -> Result<Page> {
        let (charter, today) = (self.charter()?, self.today());
        let actions = charter.active().map(|one| {
            let agreed: Vec<&str> = one.agreements.iter().map(|it| it.who.as_str()).collect();
            let due = one.it.due.map_or_else(|| "no date".to_owned(), headed);
            vec![one.it.what.clone(), one.owner.clone(), one.state().to_owned(), due, agreed.join(", ")]
        });
        let heads = vec!["Action", "Owner", "State", "Due", "Agreed"];
        let asks = charter.asks.iter().map(|ask| vec![ask.leader.clone(), ask.what.clone(), ask_state(ask).to_owned()]);
        let sections = vec![
            part("Actions", Block::Table(heads, actions.collect())),
            part("Leadership requests", Block::Table(vec!["Who", "What", "State"], asks.collect())),
        ];
        Ok(Page { title: format!("Charter of {}", self.name()), subtitle: headed(today), sections })
    }

    /// The stages with who is in them and what moved, each with why accounts were lost.
    fn pipeline_page(&mut self) -> Result<Page> {
        let board = self.board()?;
        let flow = |flow: Flow| match flow.count {
            0 => "–".to_owned(),
            count => format!("{} · {}", grouped(&count.to_string()), self.money(flow.value).short()),
        };
        let rows = board.stages.iter().map(|one| {
            let days = one.days.map_or_else(|| "–".to_owned(), |days| days.to_string());
            let moved = [one.entered, one.advanced, one.lost].map(flow);
            let here = vec![one.stage.name.clone(), flow(one.here), days, grouped(&one.stalled.to_string())];
            here.into_iter().chain(moved).collect()
        });
        let heads = vec!["Stage", "Accounts", "Days", "Stalled", "Entered", "Advanced", "Churned"];
        let mut sections = vec![part("Stages", Block::Table(heads, rows.collect()))];
        let reasons = board.stages.iter().filter(|one| !one.reasons.is_empty()).map(|one| {
            let why: Vec<String> = one.reasons.iter().map(|(why, count)| format!("{count} {why}")).collect();
            format!("{}: {}", one.stage.name, why.join(", "))
        });
        let reasons: Vec<String> = reasons.collect();
        if !reasons.is_empty() {
            sections.push(part("Why accounts churned", Block::List(reasons)));
        }
        let told = format!("{} · entered, advanced and churned in {MONTHS} months", headed(self.today()));
        Ok(Page { title: format!("The pipeline of {}", self.name()), subtitle: told, sections })
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

fn part(heading: &str, block: Block) -> Section {
    Section { heading: heading.to_owned(), level: 2, breaks: false, blocks: vec![block] }
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
