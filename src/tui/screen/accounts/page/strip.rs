//! Two years of an account on one strip: its risk, stages, contract, touches, pulses and events over the same days, and in
//! one line what was known on the day under the hair-line.

use super::data::Data;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::strip::{Column, Running, Scale};
use crate::domain::text::{fit, width};
use crate::tui::widget::row::{Ink, Row};
use chrono::Datelike;

/// Columns left of the strip for what a row is, and right of it for how it stands now.
const LABEL: usize = 13;
const NOW: usize = 9;
/// The fewest columns of a strip that say something.
const LEAST: usize = 30;
/// Risk reaches at least a little above the last band.
const ABOVE: u32 = 10;
const UP: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The room a strip has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Columns.
    pub(super) width: usize,
    /// Rows of the tab.
    pub(super) height: usize,
    /// The day under the hair-line; none: today.
    pub(super) then: Option<Day>,
}

impl Room {
    /// Of a layer over another screen: only words.
    pub(super) const NONE: Self = Self { width: 0, height: 0, then: None };

    /// Whether there are lines to spare.
    pub(super) fn is_roomy(self) -> bool {
        self.height >= 26
    }

    fn columns(self) -> Option<usize> {
        self.width.checked_sub(LABEL + NOW + 1).filter(|columns| *columns >= LEAST)
    }

    fn risk_rows(self) -> usize {
        match self.height {
            ..20 => 3,
            20..40 => 5,
            _ => 7,
        }
    }

    /// The day one column earlier or later; none: today.
    pub(super) fn beside(self, today: Day, later: bool) -> Option<Day> {
        let scale = Scale::of(today, self.columns()?);
        let at = self.then.map_or(scale.columns - 1, |then| scale.nearest(then));
        let next = if later { at + 1 } else { at.saturating_sub(1) };
        (next + 1 < scale.columns).then(|| scale.last_day(next))
    }
}

/// The rows of the strip; none: it has no room.
pub(super) fn rows(data: &Data, room: Room) -> Vec<Row> {
    let Some(columns) = room.columns() else { return Vec::new() };
    let scale = Scale::of(data.today, columns);
    let strip =
        Strip { data, scale, columns: data.history.columns(scale), hair: room.then.map(|day| scale.nearest(day)) };
    let mut rows = vec![strip.heading(room)];
    strip.risk(room.risk_rows(), &mut rows);
    rows.extend([strip.stage(), strip.contract(), strip.touches(), strip.pulses(), strip.events(), strip.axis()]);
    rows
}

struct Strip<'a> {
    data: &'a Data,
    scale: Scale,
    columns: Vec<Column>,
    /// The column of the hair-line.
    hair: Option<usize>,
}

type Cells = Vec<(Ink, char)>;

impl Strip<'_> {
    /// What was known on the day of the hair-line, else what is known today.
    fn heading(&self, room: Room) -> Row {
        let (data, day) = (self.data, room.then.unwrap_or(self.data.today));
        let known = data.history.known(day);
        let row = Row::titles().piece(Ink::Strong, "Two years  ");
        let row = match room.then {
            Some(day) => row.piece(Ink::Accent, format!("{}  ", day.date().format("%-d %b %Y"))),
            None => row.piece(Ink::Dim, "today  "),
        };
        let row = match known.score {
            Some(score) => {
                let band = if room.then.is_some() { self.band(score) } else { data.brief.score.band };
                row.piece(Ink::Risk(band), format!("{} {score} {}", band.symbol(), band.word()))
            }
            None => row.piece(Ink::Dim, "no score"),
        };
        let stage = known.stage.unwrap_or_else(|| "no stage".to_owned());
        let touch = known.touch.map_or_else(
            || "no touch yet".to_owned(),
            |on| match on.days_to(day) {
                0 => "touched that day".to_owned(),
                days => format!("touch {days} d before"),
            },
        );
        let pulse = known.pulse.map_or_else(|| "no pulse".to_owned(), |(_, score)| format!("pulse {score}/5"));
        let row = row.piece(Ink::Plain, format!(" · {stage} · {touch} · {pulse}"));
        let happened: Vec<&str> = self.hair.iter().flat_map(|at| data.history.events_at(self.scale, *at)).collect();
        if happened.is_empty() {
            let hint = if room.then.is_some() { "  → to today" } else { "  ← looks back" };
            return if room.width >= 100 { row.piece(Ink::Dim, hint) } else { row };
        }
        row.piece(Ink::Warning, format!(" · ▲ {}", happened.join(", ")))
    }

    fn band(&self, score: u32) -> Band {
        Band::of(score, true, &self.data.bands)
    }

    fn risk(&self, height: usize, rows: &mut Vec<Row>) {
        let bands = &self.data.bands;
        let most = self.columns.iter().filter_map(|column| column.score).max().unwrap_or(0).max(bands.critical + ABOVE);
        let starts = [(Band::Critical, bands.critical), (Band::AtRisk, bands.at_risk), (Band::Watch, bands.watch)];
        let row_of = |score: u32| height - 1 - (score as usize * height / (most as usize + 1)).min(height - 1);
        let last = self.columns.last().and_then(|column| column.score);
        for row in 0..height {
            let label = starts.iter().find(|(_, from)| row_of(*from) == row);
            let label = label.map_or_else(
                || if row == 0 { "Risk".to_owned() } else { String::new() },
                |(band, from)| format!("{from:>3} {}", band.word()),
            );
            let under = (height - 1 - row) * 8;
            let cells = self.columns.iter().map(|column| {
                let score = column.score.unwrap_or(0);
                let eighths = (score as usize * height * 8).div_ceil(most as usize).saturating_sub(under).min(8);
                (Ink::Risk(self.band(score)), UP[eighths])
            });
            let now = last.filter(|score| row_of(*score) == row);
            let now = now.map(|score| (Ink::Risk(self.band(score)), format!("{} {score}", self.band(score).symbol())));
            rows.push(self.row(&label, cells.collect(), now));
        }
    }

    fn stage(&self) -> Row {
        let mut cells = self.blank();
        for (at, (part, name)) in self.data.history.ribbon(self.scale).into_iter().enumerate() {
            let ink = if at % 2 == 0 { Ink::Chart } else { Ink::Plain };
            for cell in &mut cells[part.clone()] {
                *cell = (ink, '─');
            }
            cells[part.start] = (ink, '├');
            if part.len() > 4 {
                write(&mut cells[part.start + 1..part.end - 1], ink, &format!(" {name} "));
            }
        }
        self.row("Stage", cells, None)
    }

    fn contract(&self) -> Row {
        let sign = |running| match running {
            Running::Nothing => (Ink::Dim, ' '),
            Running::Line => (Ink::Good, '━'),
            Running::Renewal => (Ink::Good, '├'),
            Running::Deadline => (Ink::Warning, '◆'),
        };
        let mut cells: Cells = self.columns.iter().map(|column| sign(column.running)).collect();
        for line in &self.data.history.lines {
            let Some((start, value)) = line.start.zip(line.value) else { continue };
            let words = format!(" {} ", Money::new(value, line.currency).short());
            let from = self.scale.nearest(start) + 2;
            let part = from..from + width(&words);
            let is_free = start <= self.scale.today
                && cells.get(part.clone()).is_some_and(|part| part.iter().all(|cell| cell.1 == '━'));
            if is_free {
                write(&mut cells[part], Ink::Plain, &words);
            }
        }
        let decides = self.data.brief.standing.decision_on.map(|on| match self.data.today.days_to(on) {
            days @ ..0 => (Ink::Risk(Band::AtRisk), format!("◆ {} d ago", -days)),
            days => (if days <= 60 { Ink::Warning } else { Ink::Dim }, format!("◆ {days} d")),
        });
        self.row("Contract", cells, decides)
    }

    fn touches(&self) -> Row {
        let cells = self.columns.iter().map(|column| match column.touches {
            0 => (Ink::Dim, '·'),
            1 => (Ink::Good, '▪'),
            _ => (Ink::Good, '■'),
        });
        let last = self.data.history.touches.last();
        let now = last.map(|on| (Ink::Plain, format!("{} d ago", on.days_to(self.data.today))));
        self.row("Touches", cells.collect(), now)
    }

    fn pulses(&self) -> Row {
        let cells = self.columns.iter().map(|column| match column.pulse {
            Some(score) => (mood(score), char::from_digit(u32::from(score), 10).unwrap_or('·')),
            None => (Ink::Dim, ' '),
        });
        let now = self.data.history.pulses.last().map(|(_, score)| (mood(*score), format!("{score}/5")));
        self.row("Pulse", cells.collect(), now)
    }

    /// The marks of the events, each with its words as far as there is room before the next.
    fn events(&self) -> Row {
        let mut cells = self.blank();
        let marks: Vec<usize> = (0..self.columns.len()).filter(|at| self.columns[*at].event).collect();
        for (place, at) in marks.iter().enumerate() {
            let end = marks.get(place + 1).copied().unwrap_or(cells.len());
            cells[*at] = (Ink::Warning, '▲');
            let words = self.data.history.events_at(self.scale, *at).next().unwrap_or_default();
            if end - at > 5 {
                write(&mut cells[at + 1..end - 1], Ink::Dim, &format!(" {words}"));
            }
        }
        self.row("Events", cells, None)
    }

    fn axis(&self) -> Row {
        let mut cells = self.blank();
        let mut month = self.scale.from.month_start().plus_months(1);
        let mut free = 0;
        while month <= self.scale.today {
            let at = self.scale.nearest(month);
            let is_labelled = month.date().month().is_multiple_of(3);
            let words = month.date().format(if month.date().month() == 12 { "╵Dec %y" } else { "╵%b" }).to_string();
            if is_labelled && at >= free && at + width(&words) <= cells.len() {
                write(&mut cells[at..], Ink::Dim, &words);
                free = at + width(&words) + 1;
            }
            month = month.plus_months(1);
        }
        self.row("", cells, Some((Ink::Dim, "today".to_owned())))
    }

    fn blank(&self) -> Cells {
        vec![(Ink::Dim, ' '); self.columns.len()]
    }

    /// A row: what it is, its cells with the hair-line through them, and how it stands now.
    fn row(&self, label: &str, mut cells: Cells, now: Option<(Ink, String)>) -> Row {
        if let Some(cell) = self.hair.and_then(|at| cells.get_mut(at)) {
            *cell = (Ink::Accent, if matches!(cell.1, ' ' | '·' | '─' | '━') { '│' } else { cell.1 });
        }
        let mut row = Row::titles().column(Ink::Dim, LABEL - 1, label);
        for run in cells.chunk_by(|one, other| one.0 == other.0) {
            row = row.piece(run[0].0, run.iter().map(|cell| cell.1).collect::<String>());
        }
        let (ink, words) = now.unwrap_or((Ink::Dim, String::new()));
        row.piece(ink, format!(" {words}"))
    }
}

/// How a pulse looks.
fn mood(score: u8) -> Ink {
    match score {
        ..=2 => Ink::Risk(Band::AtRisk),
        3 => Ink::Risk(Band::Watch),
        _ => Ink::Good,
    }
}

/// Writes words over cells, as far as they have room; a letter wider than a cell is left out.
fn write(cells: &mut [(Ink, char)], ink: Ink, words: &str) {
    let words = fit(words, cells.len());
    let narrow = words.chars().filter(|letter| width(letter.encode_utf8(&mut [0; 4])) == 1);
    for (cell, letter) in cells.iter_mut().zip(narrow) {
        *cell = (ink, letter);
    }
}
