//! Risk: what it comes to in words and money, every point with its sentence, its remedy and what that is worth, what is
//! unknown and which key fills it, and the score over two years.

use super::data::Data;
use crate::domain::day::{Day, spoken};
use crate::domain::noun::Noun;
use crate::domain::risk::score::{Band, Score, SignalLine};
use crate::domain::risk::signal::{Fill, State};
use crate::domain::risk::timing::{Timing, one_in, when_words};
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::Canvas;
use crate::tui::command::{self, Command};
use crate::tui::widget::bars;
use crate::tui::widget::row::{Ink, Row};
use crate::tui::widget::score_chart::{Line, ScoreChart};
use ratatui::layout::Rect;
use std::fmt::Write;

/// The rows of the tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    let mut rows = head(data);
    let lines: Vec<&SignalLine> = data.brief.lines.iter().collect();
    let some = |wanted: fn(&SignalLine) -> bool| lines.iter().copied().filter(move |line| wanted(line));
    rows.push(Row::blank());
    for line in some(|line| line.points() > 0) {
        rows.push(line_row(data, line));
        rows.push(remedy_row(data, line));
    }
    section(data, &mut rows, "Lowers the risk", some(|line| line.points() < 0), |_| None);
    let fill = |line: &SignalLine| Some(filled_by(line.fill));
    section(data, &mut rows, "Not known", some(|line| matches!(line.state, State::Unknown(0))), fill);
    let gain = |line: &SignalLine| gain(data, line);
    section(data, &mut rows, "Checked, no risk", some(|line| line.state == State::Known(0)), gain);
    let titles: Vec<_> = some(|line| line.state == State::NotApplicable).map(|line| line.title).collect();
    if !titles.is_empty() {
        rows.push(Row::blank());
        rows.push(Row::heading("Does not apply", titles.join(", ")));
    }
    rows
}

/// What the score comes to, before its lines.
fn head(data: &Data) -> Vec<Row> {
    let (score, risk) = (&data.brief.score, data.risk.as_ref());
    let when = when_words(score.timing, data.brief.facts.decision_on, data.today);
    let first = match risk {
        Some(risk) if score.timing == Timing::Noticed => Row::said(Ink::Risk(score.band), when)
            .piece(Ink::Plain, format!(" · {:.0} % leave after notice", risk.probability * 100.0)),
        Some(risk) => Row::said(Ink::Strong, when)
            .piece(Ink::Risk(score.band), format!(" · {} would leave", one_in(risk.propensity)))
            .piece(Ink::Plain, format!(" · {:.0} % within {} days", risk.probability * 100.0, risk.horizon)),
        None => Row::said(Ink::Strong, when),
    };
    let lacks = if score.band == Band::Unknown { " · not enough data for a band" } else { "" };
    let first = first.piece(Ink::Warning, lacks);
    let money = match (data.value, data.brief.account.value) {
        (None, Some(_)) => format!(" · no rate for {} is known", data.brief.account.currency),
        (None, None) => " · its value is not known".to_owned(),
        (Some(_), _) => String::new(),
    };
    let known = format!(" · {} of {} signals known", score.known, score.applicable);
    let mut rows = vec![first.piece(Ink::Warning, money).piece(Ink::Plain, known)];
    rows.extend(risk.and_then(|risk| risk.unused.clone()).map(|why| Row::said(Ink::Warning, why)));
    let scores: Vec<u64> = data.curve.iter().filter_map(|(_, score)| *score).map(|one| u64::from(one.points)).collect();
    if let (Some(first), true) = (scores.first(), scores.len() > 2) {
        let row = Row::said(Ink::Dim, format!("{} months  ", scores.len() - 1));
        let row = row.piece(Ink::Risk(score.band), bars::spark(&scores));
        rows.push(row.piece(Ink::Dim, format!("  {first} → {}  z draws it", score.points)));
    }
    rows.extend(since_last_month(data));
    rows.push(Row::said(Ink::Dim, "Twenty points double the odds. Enter explains a signal, e changes its points."));
    rows
}

/// What moved the score since a month ago, and by how much.
fn since_last_month(data: &Data) -> Option<Row> {
    let (day, earlier) = data.curve.iter().rev().nth(1).and_then(|(day, score)| Some((*day, (*score)?)))?;
    let moved = data.brief.score.moved_since(&earlier);
    let by = data.brief.score.points as i32 - earlier.points as i32;
    let said: Vec<String> = moved.iter().map(|(title, change)| format!("{title} {change:+}")).collect();
    let row = Row::said(Ink::Dim, format!("Since {}  ", spoken(day, data.today)));
    Some(match said.as_slice() {
        [] => row.piece(Ink::Dim, "nothing moved"),
        _ => row
            .piece(if by > 0 { Ink::Warning } else { Ink::Plain }, format!("{by:+}"))
            .piece(Ink::Plain, format!(": {}", said.join(", "))),
    })
}

fn section<'a>(
    data: &Data,
    rows: &mut Vec<Row>,
    title: &str,
    lines: impl Iterator<Item = &'a SignalLine>,
    beside: impl Fn(&SignalLine) -> Option<String>,
) {
    let lines: Vec<&SignalLine> = lines.collect();
    if lines.is_empty() {
        return;
    }
    rows.push(Row::blank());
    rows.push(Row::heading(title, lines.len().to_string()));
    for line in lines {
        let row = line_row(data, line);
        rows.push(match beside(line) {
            Some(words) => row.piece(Ink::Dim, format!("  {words}")),
            None => row,
        });
    }
}

fn line_row(data: &Data, line: &SignalLine) -> Row {
    let points = match line.points() {
        0 => "  ·".to_owned(),
        points => format!("{points:>3}"),
    };
    let role = match line.state {
        State::Unknown(_) => Ink::Warning,
        State::Known(1..) => Ink::Risk(data.brief.score.band),
        State::Known(..0) => Ink::Good,
        State::Known(0) | State::NotApplicable => Ink::Dim,
    };
    let plain = if line.points() == 0 { Ink::Dim } else { Ink::Plain };
    let row = Row::said(role, format!("{points}  "))
        .column(Ink::Dim, 3, line.code)
        .column(Ink::Strong, 14, line.title)
        .piece(plain, line.sentence(data.today));
    let row = match data.shipped.iter().find(|(code, points)| *code == line.code && *points != line.points()) {
        Some((_, points)) => row.piece(Ink::Dim, format!("  (as shipped {points})")),
        None => row,
    };
    let row = if matches!(line.state, State::Unknown(1..)) { row.piece(Ink::Warning, "  unknown") } else { row };
    row.of(rules_of(line)).full(whole(data, line))
}

/// The rules behind a line.
pub(super) fn rules_of(line: &SignalLine) -> RecordRef {
    let group = crate::domain::risk::points::groups().find(|group| group.eq_ignore_ascii_case(line.code));
    RecordRef::Rules(group.unwrap_or("bands"))
}

fn remedy_row(data: &Data, line: &SignalLine) -> Row {
    let unknown = matches!(line.state, State::Unknown(_));
    let words =
        if unknown { format!("{} {}", line.remedy.words, filled_by(line.fill)) } else { line.remedy.words.to_owned() };
    let worth = worth(data, line).map_or_else(String::new, |worth| format!("est. {worth} saved"));
    let row = Row::said(Ink::Good, format!("{worth:>23} "));
    row.piece(Ink::Dim, format!("→ {words}")).of(rules_of(line))
}

/// What a protection that is not there yet would bring.
fn gain(data: &Data, line: &SignalLine) -> Option<String> {
    let removes = line.remedy.removes;
    (removes > 0).then(|| {
        let worth = worth(data, line).map_or_else(String::new, |worth| format!(", est. {worth} saved"));
        format!("→ {} −{removes}{worth}", line.remedy.words)
    })
}

/// What the remedy of a line is worth.
pub(super) fn worth(data: &Data, line: &SignalLine) -> Option<String> {
    let place = data.brief.lines.iter().position(|one| one.code == line.code)?;
    data.worths.get(place).copied().flatten().map(crate::domain::money::Money::short)
}

/// Everything there is to read about a line.
fn whole(data: &Data, line: &SignalLine) -> String {
    let state = match line.state {
        State::Unknown(points) => format!("Not known: {points} points."),
        State::Known(points) if points < 0 => format!("{} points taken away.", -points),
        State::Known(points) => format!("{points} points."),
        State::NotApplicable => "Does not apply.".to_owned(),
    };
    let mut words =
        format!("{} {}\n{}\n{state}\n\n{}", line.code, line.title, line.sentence(data.today), line.remedy.words);
    if line.remedy.removes > 0 {
        let _ = write!(words, "\nDone once it removes {} points", line.remedy.removes);
        words += &worth(data, line).map_or_else(
            || ".".to_owned(),
            |worth| {
                format!(", est. {worth} saved: the revenue at risk it removes, times how often such actions succeed.")
            },
        );
    } else if !matches!(line.state, State::NotApplicable) {
        words += "\nRecording a fact removes no points.";
    }
    if matches!(line.state, State::Unknown(_)) {
        let _ = write!(words, "\n\nTo know it: {}.", filled_by(line.fill));
    }
    words
}

/// Which key takes down what would answer an unknown line.
fn filled_by(fill: Fill) -> String {
    let named = |command| {
        let row = command::describe(command);
        row.map_or_else(String::new, |row| match row.first_key() {
            "" => format!(": {}", row.words.to_lowercase()),
            key => format!("{key} {}", row.short),
        })
    };
    match fill {
        Fill::Touch => named(Command::Log),
        Fill::Pulse => named(Command::Pulse),
        Fill::Account => named(Command::Stage),
        Fill::Contact => named(Command::NewRecord(Noun::Contacts)),
        Fill::Handoff => named(Command::HandOff),
        Fill::CompanyUpdates | Fill::Invoice => named(Command::Import),
    }
}

/// Draws the score over the last two years.
pub(crate) fn draw_curve(canvas: &mut Canvas<'_>, area: Rect, data: &Data) {
    let months: Vec<Day> = data.curve.iter().map(|(day, _)| *day).collect();
    let scores: Vec<Option<u32>> = data.curve.iter().map(|(_, score)| score.map(|one: Score| one.points)).collect();
    let lines = [Line { name: "", scores: &scores }];
    ScoreChart { months: &months, lines: &lines, bands: &data.bands }.draw(canvas, area);
}
