//! Taking down what happened: the log line and what it comes to; snooze.

use super::app::App;
use super::layer::Layer;
use super::layer::input::{Input, Offer, Reading};
use super::log_preview::{inks, said};
use super::purpose::InputPurpose;
use super::step::Step;
use super::update::lines_title;
use crate::book::Outcome;
use crate::domain::account::Account;
use crate::domain::day::{Day, headed};
use crate::domain::id::Id;
use crate::domain::log_line::{Cadence, Reading as LogReading, Taken, Word};
use crate::domain::problem::{Problem, Result};
use crate::domain::text::wrapped;
use crate::domain::today::TaskId;
use crate::domain::when;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// How many contacts are offered to be named.
const OFFERED: usize = 4;

impl App {
    /// Opens the log line, about an account and answering a line where there are such.
    pub(super) fn open_log(&mut self, account: Option<Id<Account>>, answers: Option<TaskId>) -> Step {
        let name = account.and_then(|account| self.book.get(account).ok()).map(|account| account.name);
        let verb = if answers.is_some() { "Done" } else { "Log" };
        let title = name.as_ref().map_or_else(|| verb.to_owned(), |name| format!("{verb} ─ {name}"));
        let line = answers.and_then(|line| self.book.line(line).ok()).map(|line| line.title);
        let title = line.map_or_else(|| title.clone(), |line| format!("{title}: {line}"));
        let hint = match answers.map(|line| line.kind) {
            Some(kind) if kind.is_dated() => {
                "What happened: call @jane price worry > fri send the offer. Enter alone completes the task."
            }
            _ if account.is_none() => {
                "Whose, then what happened: northwind call @jane price worry > fri send the offer"
            }
            _ => "yesterday call @jane price worry > fri send it · for NAME: another account",
        };
        Step::Open(Box::new(Layer::Input(Input::new(title, hint, InputPurpose::Log(account, answers)).precious())))
    }

    /// Opens the question until when.
    pub(super) fn open_snooze(&mut self, lines: Vec<TaskId>) -> Step {
        let name = self.screens.subject(self.here).name;
        let hint = "Until when, then why: +7d waiting for their budget · fri · 1 Dec";
        Step::Open(Box::new(Layer::Input(Input::new(
            lines_title("Snooze", &lines, &name),
            hint,
            InputPurpose::Snooze(lines),
        ))))
    }

    /// What a log line says so far.
    pub(super) fn read_log(&self, words: &str, note: &str, cursor: usize, account: Option<Id<Account>>) -> Reading {
        let theme = self.look().theme;
        let reading = self.log_reading(words, note, account);
        let wrong = reading.words.iter().find_map(|word| word.wrong.clone());
        if words.trim().is_empty() && note.is_empty() {
            return Reading::default();
        }
        let completions = self.book.complete_log(words, cursor, account).into_iter();
        let mut offers: Vec<Offer> =
            completions.map(|one| Offer { range: one.span, words: one.text + " ", detail: one.hint }).collect();
        let mut can_add = false;
        if offers.is_empty() && cursor == words.len() {
            offers = self.additions(words, &reading);
            can_add = !offers.is_empty();
            offers.extend(self.next_date(words, &reading));
        }
        let columns = usize::from(self.area().width.saturating_sub(4));
        let mut lines = said(&reading, &self.book.kept_for(&reading), account, &theme, self.book.today(), columns);
        if let Some((words, style)) = self.cadence(&reading, can_add) {
            lines.extend(wrapped(&words, columns).into_iter().map(|line| Line::from(Span::styled(line, style))));
        }
        if let Err(problem) = reading.refusal()
            && wrong.is_none()
        {
            lines.push(Line::from(Span::styled(problem.sentence, theme.dim)));
        }
        Reading { inks: inks(&reading, &theme), lines, problem: wrong, offers }
    }

    /// What the words and the longer note mean.
    fn log_reading(&self, words: &str, note: &str, account: Option<Id<Account>>) -> LogReading {
        LogReading { note: note.to_owned(), ..self.book.read_log(words, account) }
    }

    /// Whether the line resets the cadence and, where it does not, what would make it.
    fn cadence(&self, reading: &LogReading, can_add: bool) -> Option<(String, Style)> {
        let theme = self.look().theme;
        let cadence = reading.cadence();
        let newer = || {
            let (account, _) = reading.account.as_ref()?;
            let last = self.book.standing(*account).ok()?.last_touch?;
            reading.on.filter(|on| *on < last).map(|_| last)
        };
        Some(match cadence {
            Cadence::NoTouch => return None,
            Cadence::Reset => match newer() {
                Some(last) => (format!("Counts; the touch of {} is newer.", headed(last)), theme.good),
                None => (cadence.words().to_owned(), theme.good),
            },
            Cadence::NeedsContact if !can_add && self.has_nobody_to_name(reading) => {
                ("Does not reset the cadence: no contact is known. Add one first.".to_owned(), theme.warning)
            }
            _ if can_add => (format!("{} Tab adds it.", cadence.words()), theme.warning),
            _ => (cadence.words().to_owned(), theme.warning),
        })
    }

    fn has_nobody_to_name(&self, reading: &LogReading) -> bool {
        reading.account.as_ref().is_some_and(|(account, _)| self.book.contacts_to_name(*account, 1).is_empty())
    }

    /// What would make the line reset the cadence, to be added with one key.
    fn additions(&self, words: &str, reading: &LogReading) -> Vec<Offer> {
        let Some((account, _)) = reading.account.as_ref() else { return Vec::new() };
        let end = words.len();
        let blank = if words.ends_with(' ') { "" } else { " " };
        let at_end = |text: &str, detail: String| Offer { range: end..end, words: format!("{blank}{text} "), detail };
        match reading.cadence() {
            Cadence::NeedsContact => {
                let named = self.book.contacts_to_name(*account, OFFERED).into_iter();
                named
                    .map(|(text, who)| at_end(&text, if who.is_empty() { "contact".to_owned() } else { who }))
                    .collect()
            }
            Cadence::NeedsAnswer => vec![at_end("<", "the contact answered".to_owned())],
            Cadence::Missed => vec![at_end("<", "you talked".to_owned())],
            Cadence::NeedsChannel if reading.channel.is_none() && !reading.two_way() => {
                let begins = |word: &&Word| matches!(word.taken, Taken::Account | Taken::On);
                let at = reading.words.iter().take_while(begins).last().map(|word| word.span.end);
                let (at, blank) = at.map_or((0, ""), |at| (at, " "));
                let channels = ["call", "meet", "video", "visit"].into_iter();
                let offer = |channel: &str| Offer {
                    range: at..at,
                    words: if blank.is_empty() { format!("{channel} ") } else { format!(" {channel}") },
                    detail: "channel, at the beginning".to_owned(),
                };
                channels.map(offer).collect()
            }
            Cadence::NoTouch | Cadence::Reset | Cadence::NeedsChannel => Vec::new(),
        }
    }

    /// Proposes the next date by the cadence, once something was said and a blank typed.
    fn next_date(&self, words: &str, reading: &LogReading) -> Option<Offer> {
        let (account, _) = reading.account.as_ref()?;
        let says = !reading.summary.is_empty() || reading.pulse.is_some() || reading.value.is_some();
        if !says || reading.when.is_some() || !words.ends_with(' ') {
            return None;
        }
        let standing = self.book.standing(*account).ok()?;
        let days = self.book.points().practice(standing.tier).touch;
        let day = self.book.today().plus(days);
        let at = words.len();
        Some(Offer { range: at..at, words: format!("> +{days}d "), detail: format!("next step on {}", headed(day)) })
    }

    /// Logs the line that was entered; a refusal is said in it. Who may have left is asked for.
    pub(super) fn log_entered(&mut self, words: &str, account: Option<Id<Account>>, answers: Option<TaskId>) {
        let note = match self.layers.last() {
            Some(Layer::Input(input)) => input.note().to_owned(),
            _ => String::new(),
        };
        let reading = self.log_reading(words, &note, account);
        match self.keep_log(&reading, account, answers) {
            Ok(outcome) => {
                self.layers.pop();
                self.did(&outcome);
                self.ask_who_left(&reading);
            }
            Err(problem) => self.refuse_line(&problem),
        }
    }

    /// Keeps a log line. An empty one just closes the line it answers, where that can be.
    fn keep_log(
        &mut self,
        reading: &LogReading,
        account: Option<Id<Account>>,
        answers: Option<TaskId>,
    ) -> Result<Outcome> {
        if reading.words.is_empty()
            && reading.note.is_empty()
            && let Some(line) = answers
        {
            return match line.kind {
                kind if kind.is_dated() => self.book.done(line),
                _ => Err(Problem::input("Say what happened, such as: call @jane all is well ^4 ~listened.")),
            };
        }
        let same = reading.account.as_ref().map(|(id, _)| *id) == account;
        self.book.log(reading, answers.filter(|_| same))
    }

    /// What a filter lets through, shown at once.
    pub(super) fn read_filter(&mut self, words: &str) -> Result<Reading> {
        let reading = self.filter_reading(words);
        if reading.problem.is_none() {
            self.screens.set_filter(self.here, words, &mut self.book)?;
        }
        Ok(reading)
    }

    /// What a filter says so far: what it cannot mean, and the saved ones whose name has these letters.
    pub(super) fn filter_reading(&self, words: &str) -> Reading {
        let typed = words.trim().to_lowercase();
        let saved = self.book.saved_filters().list.iter();
        let fitting = saved.filter(|one| one.words != words.trim() && one.name.to_lowercase().contains(&typed));
        let offers =
            fitting.map(|one| Offer { range: 0..words.len(), words: one.words.clone(), detail: one.name.clone() });
        let problem = self.book.filter(words).err().map(|problem| problem.sentence);
        // Nobody reads a list of everything: what completes the last word comes first, saved filters behind it.
        let completion = self.book.complete_filter(words).ok();
        let completed = completion.into_iter().flat_map(|known| {
            let range = known.from..words.len();
            known.words.into_iter().map(move |word| Offer { range: range.clone(), words: word, detail: String::new() })
        });
        Reading { offers: completed.chain(offers).collect(), problem, ..Reading::default() }
    }

    /// The day that is typed, in full.
    pub(super) fn read_day(&self, words: &str) -> Reading {
        let theme = self.look().theme;
        match when::understand(words, self.book.today()) {
            Some(day) => {
                Reading { lines: vec![Line::from(Span::styled(headed(day), theme.good))], ..Reading::default() }
            }
            None => Reading::default(),
        }
    }

    /// Until when, as typed so far.
    pub(super) fn read_snooze(&self, words: &str) -> Reading {
        let theme = self.look().theme;
        if words.trim().is_empty() {
            return Reading::default();
        }
        match until(words, self.book.today()) {
            Some((day, reason)) => {
                let mut spans = vec![Span::styled(format!("until {}", headed(day)), theme.good)];
                if !reason.is_empty() {
                    spans.push(Span::styled(format!(" · {reason}"), theme.dim));
                }
                Reading { lines: vec![Line::from(spans)], ..Reading::default() }
            }
            None => Reading {
                problem: Some("Start with a day: +7d, fri, 1 Dec or 2026-12-01.".to_owned()),
                ..Reading::default()
            },
        }
    }

    /// Puts lines off.
    pub(super) fn snooze(&mut self, lines: &[TaskId], words: &str) -> Result<Outcome> {
        let (day, reason) = until(words, self.book.today())
            .ok_or_else(|| Problem::input("Start with a day: +7d, fri, 1 Dec or 2026-12-01."))?;
        self.book.snooze_lines(lines, day, Some(reason).filter(|reason| !reason.is_empty()))
    }
}

/// The day at the beginning of `words`, as long as it can be read, and the reason behind it.
fn until(words: &str, today: Day) -> Option<(Day, &str)> {
    let words = words.trim();
    let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).take(4);
    let longest = ends.filter_map(|end| when::understand(&words[..end], today).map(|day| (day, end))).last();
    longest.map(|(day, end)| (day, words[end..].trim()))
}
