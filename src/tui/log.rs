//! Taking down what happened: the log line and its reading, snooze.

use super::app::App;
use super::layer::Layer;
use super::layer::input::{Input, Offer, Reading};
use super::purpose::InputPurpose;
use super::step::Step;
use super::theme::Theme;
use super::update::lines_title;
use crate::book::Outcome;
use crate::domain::account::Account;
use crate::domain::day::{Day, headed};
use crate::domain::id::Id;
use crate::domain::log_line::{Reading as LogReading, Taken};
use crate::domain::problem::{Problem, Result};
use crate::domain::text::{clean, width};
use crate::domain::today::{Kind, TaskId};
use crate::domain::when;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

impl App {
    /// Opens the log line, about an account and answering a line where there are such.
    pub(super) fn open_log(&mut self, account: Option<Id<Account>>, answers: Option<TaskId>) -> Step {
        let name = account.and_then(|account| self.book.get(account).ok()).map(|account| account.name);
        let verb = if answers.is_some() { "Done" } else { "Log" };
        let title = name.map_or_else(|| verb.to_owned(), |name| format!("{verb} ─ {name}"));
        let line = answers.and_then(|line| self.book.line(line).ok()).map(|line| line.title);
        let title = line.map_or_else(|| title.clone(), |line| format!("{title}: {line}"));
        let hint = match answers.map(|line| line.kind) {
            Some(Kind::Action | Kind::Promise | Kind::Handoff | Kind::Thanks) => {
                "What happened: call @jane price worry ^3 ~listened +7d next step. Enter alone just closes the line."
            }
            _ => "What happened: call @jane price worry ^3 #price ~listened 5/20/5m +7d send the comparison",
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
    pub(super) fn read_log(&self, words: &str, cursor: usize, account: Option<Id<Account>>) -> Reading {
        let theme = self.look().theme;
        let reading = self.book.read_log(words, account);
        let wrong = reading.words.iter().find_map(|word| word.wrong.clone());
        let mut offers: Vec<Offer> = if words.trim().is_empty() {
            Vec::new()
        } else {
            let completions = self.book.complete_log(words, cursor, account).into_iter();
            completions.map(|one| Offer { range: one.span, words: one.text + " ", detail: one.hint }).collect()
        };
        offers.extend(self.next_date(words, cursor, &reading));
        let columns = usize::from(self.area().width.saturating_sub(4));
        let mut lines = said(&reading, &theme, self.book.today(), columns);
        if let Err(problem) = reading.refusal()
            && wrong.is_none()
            && !words.trim().is_empty()
        {
            lines.push(Line::from(Span::styled(problem.sentence, theme.dim)));
        }
        Reading { inks: inks(&reading, &theme), lines, problem: wrong, offers }
    }

    /// Proposes the next date by the cadence, once something was said and a blank typed.
    fn next_date(&self, words: &str, cursor: usize, reading: &LogReading) -> Option<Offer> {
        let (account, _) = reading.account.as_ref()?;
        let says = !reading.summary.is_empty() || reading.pulse.is_some() || reading.value.is_some();
        if !says || reading.when.is_some() || cursor != words.len() || !words.ends_with(' ') {
            return None;
        }
        let standing = self.book.standing(*account).ok()?;
        let days = self.book.points().practice(standing.tier).touch;
        let day = self.book.today().plus(days);
        Some(Offer {
            range: cursor..cursor,
            words: format!("+{days}d "),
            detail: format!("next step on {}", headed(day)),
        })
    }

    /// Keeps a log line. An empty one just closes the line it answers, where that can be.
    pub(super) fn keep_log(
        &mut self,
        words: &str,
        account: Option<Id<Account>>,
        answers: Option<TaskId>,
    ) -> Result<Outcome> {
        if words.trim().is_empty()
            && let Some(line) = answers
        {
            return match line.kind {
                Kind::Action | Kind::Promise | Kind::Handoff | Kind::Thanks => self.book.done(line),
                Kind::Pulse | Kind::Touch | Kind::Insight => {
                    Err(Problem::input("Say what happened, such as: call @jane all is well ^4 ~listened."))
                }
            };
        }
        let reading = self.book.read_log(words, account);
        let same = reading.account.as_ref().map(|(id, _)| *id) == account;
        self.book.log(&reading, answers.filter(|_| same))
    }

    /// What a filter lets through, shown at once.
    pub(super) fn read_filter(&mut self, words: &str) -> Result<Reading> {
        let reading = self.filter_reading(words);
        if reading.problem.is_none() {
            self.screens.accounts.list.set_filter(words, &mut self.book)?;
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
        Reading { offers: offers.collect(), problem, ..Reading::default() }
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
                problem: Some("Begin with a day: +7d, fri, 1 Dec or 2026-12-01.".to_owned()),
                ..Reading::default()
            },
        }
    }

    /// Puts lines off.
    pub(super) fn snooze(&mut self, lines: &[TaskId], words: &str) -> Result<Outcome> {
        let (day, reason) = until(words, self.book.today())
            .ok_or_else(|| Problem::input("Begin with a day: +7d, fri, 1 Dec or 2026-12-01."))?;
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

fn inks(reading: &LogReading, theme: &Theme) -> Vec<(std::ops::Range<usize>, Style)> {
    let style = |taken| match taken {
        Taken::Account => theme.strong,
        Taken::Channel
        | Taken::Contact
        | Taken::Member
        | Taken::Pulse
        | Taken::Topic
        | Taken::Value
        | Taken::Event
        | Taken::Minutes
        | Taken::Answered
        | Taken::On
        | Taken::When => theme.chart,
        Taken::Words | Taken::Next => theme.plain,
        Taken::Wrong => theme.error,
    };
    reading.words.iter().map(|word| (word.span.clone(), style(word.taken))).collect()
}

/// What is understood, field by field.
fn said(reading: &LogReading, theme: &Theme, today: Day, columns: usize) -> Vec<Line<'static>> {
    let mut fields: Vec<(String, Style)> = Vec::new();
    if let Some((_, name)) = &reading.account {
        fields.push((name.clone(), theme.strong));
    }
    fields.extend(reading.channel.map(|channel| (channel.to_string(), theme.plain)));
    let people: Vec<&str> = reading.contacts.iter().map(|(_, name)| name.as_str()).collect();
    if !people.is_empty() {
        fields.push((format!("with {}", people.join(", ")), theme.plain));
    }
    if !reading.summary.is_empty() {
        fields.push((format!("“{}”", reading.summary), theme.plain));
    }
    fields.extend(reading.pulse.map(|pulse| (format!("pulse {pulse}/5"), theme.good)));
    fields.extend(reading.topics.iter().map(|topic| (format!("#{topic}"), theme.dim)));
    fields.extend(reading.value.map(|value| (format!("{value}"), theme.good)));
    fields.extend(reading.events.iter().map(|event| (format!("{event}"), theme.warning)));
    let minutes = [reading.minutes.0, reading.minutes.1, reading.minutes.2];
    if minutes.iter().any(Option::is_some) {
        let sum: u32 = minutes.into_iter().flatten().sum();
        fields.push((format!("{sum} min"), theme.dim));
    }
    if let Some(day) = reading.when {
        let promise = if reading.promise { "promised " } else { "next " };
        let spoken = crate::domain::day::spoken(day, today);
        fields.push((format!("{promise}{spoken}: {}", reading.next), theme.good));
    }
    in_lines(fields, theme, columns)
}

/// Fields one after the other, broken between fields.
fn in_lines(fields: Vec<(String, Style)>, theme: &Theme, columns: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = vec![Line::default()];
    let mut used = 0;
    for (words, style) in fields {
        let wide = width(&clean(&words)) + 3;
        let Some(line) = lines.last_mut() else { break };
        if used > 0 && used + wide > columns {
            lines.push(Line::from(Span::styled(words, style)));
            used = wide;
            continue;
        }
        if used > 0 {
            line.spans.push(Span::styled(" · ", theme.dim));
        }
        line.spans.push(Span::styled(words, style));
        used += wide;
    }
    lines
}
