//! What a log line will do, shown while it is typed.

use super::theme::Theme;
use crate::domain::account::Account;
use crate::domain::day::{Day, headed};
use crate::domain::id::Id;
use crate::domain::log_line::{Reading, Taken};
use crate::domain::text::{clean, counted, width};
use crate::domain::words::Channel;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// How each word is written: what it was taken for.
pub(super) fn inks(reading: &Reading, theme: &Theme) -> Vec<(std::ops::Range<usize>, Style)> {
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

/// What is understood, field by field. `by`: for whom of our team it is kept; `selected`: the account the line was opened on.
pub(super) fn said(
    reading: &Reading,
    by: &[String],
    selected: Option<Id<Account>>,
    theme: &Theme,
    today: Day,
    columns: usize,
) -> Vec<Line<'static>> {
    let mut fields = whose(reading, selected, theme, today);
    if reading.is_touch() {
        fields.extend(who_and_what(reading, by, theme));
    }
    if let Some(day) = reading.when {
        let commitment = if reading.commitment { "commitment " } else { "next " };
        let what = if reading.next.is_empty() { String::new() } else { format!(": {}", reading.next) };
        fields.push((format!("{commitment}{}{what}", headed(day)), theme.good));
    }
    in_lines(fields, theme, columns)
}

/// For which account, and on which day.
fn whose(reading: &Reading, selected: Option<Id<Account>>, theme: &Theme, today: Day) -> Vec<(String, Style)> {
    let mut fields = Vec::new();
    if let Some((id, name)) = &reading.account {
        let is_other = selected.is_some_and(|selected| selected != *id);
        fields.push((format!("For {name}"), if is_other { theme.warning } else { theme.strong }));
    }
    if reading.is_touch() || reading.on.is_some() {
        match reading.on.filter(|on| *on != today) {
            Some(on) => fields.push((format!("on {}", headed(on)), theme.warning)),
            None => fields.push(("today".to_owned(), theme.plain)),
        }
    }
    fields
}

fn who_and_what(reading: &Reading, by: &[String], theme: &Theme) -> Vec<(String, Style)> {
    let channel = reading.channel.unwrap_or(Channel::Note).to_string();
    let contacts: Vec<&str> = reading.contacts.iter().map(|(_, name)| name.as_str()).collect();
    let with = if contacts.is_empty() { channel } else { format!("{channel} with {}", contacts.join(", ")) };
    let mut fields = vec![(with, theme.plain)];
    if reading.answered {
        fields.push(("answered".to_owned(), theme.good));
    }
    if !by.is_empty() {
        fields.push((format!("our team: {}", by.join(", ")), theme.dim));
    }
    // A sign that was begun is no word yet.
    if !matches!(reading.summary.as_str(), "" | "@" | "^" | "#" | "~" | "!") {
        fields.push((format!("“{}”", reading.summary), theme.plain));
    }
    if !reading.note.is_empty() {
        let lines = reading.note.lines().count() as u64;
        fields.push((format!("note of {}", counted(lines, "line")), theme.plain));
    }
    fields.extend(reading.pulse.map(|pulse| (format!("pulse {pulse}/5"), theme.good)));
    fields.extend(reading.topics.iter().map(|topic| (format!("#{topic}"), theme.dim)));
    fields.extend(reading.value.map(|value| (format!("{value}"), theme.good)));
    fields.extend(reading.events.iter().map(|event| (format!("{event}"), theme.warning)));
    fields.extend(reading.minutes_in_words().map(|minutes| (minutes, theme.dim)));
    fields
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
