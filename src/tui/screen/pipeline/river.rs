//! The stages as one stream: as thick as accounts came through in twelve months, red where it measurably loses them, what
//! was lost falling out of it, renewals flowing back. Where there is no room for a stream, a row for each stage.

use super::board::{Sight, Stop, stops};
use super::stage_rows::{self, end_words};
use crate::book::pipeline::{Board, Column, Flow};
use crate::domain::money::{Currency, Money};
use crate::domain::stages::RENEWAL;
use crate::domain::text::{grouped, width};
use crate::tui::canvas::Canvas;
use crate::tui::stage_name::stage_name;
use crate::tui::widget::roll::ListState;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

/// From this room on there is a stream; below it a row for each stage.
const WIDE: u16 = 84;
const TALL: u16 = 16;
/// Rows above the stream for names and numbers, and for what flows back.
const HEADS: u16 = 3;
const LOOP: u16 = 2;
/// Rows below it: what falls out, how many, why; and the row of ends.
const FALL: u16 = 2;
const LABELS: u16 = 2;
const ENDS: u16 = 1;
/// What falls out of the stream is at most so wide.
const WIDEST_FALL: u64 = 7;
/// The days of a stage that its part of the stream tells of.
const DAYS: f64 = 365.0;

/// Whether there is room for a stream.
pub(super) fn has_room(inside: Rect) -> bool {
    inside.width >= WIDE && inside.height >= TALL
}

/// Draws the stream, or the rows, inside the frame of the pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, inside: Rect, sight: Sight<'_>, roll: &ListState, currency: Currency) {
    let selected = stops(sight.board).get(roll.at()).copied();
    if has_room(inside) {
        Stream { board: sight.board, inside, selected, currency }.draw(canvas, sight);
    } else {
        stage_rows::draw(canvas, inside, sight, roll, currency);
    }
}

/// The place among the stops of what stands at this cell of the pane.
pub(super) fn stop_at(inside: Rect, sight: Sight<'_>, currency: Currency, at: Position) -> Option<usize> {
    let stages = sight.board.stages.len();
    if at.y + ENDS >= inside.bottom() {
        let end = ends(inside, sight, currency).iter().position(|(_, area)| area.contains(at));
        return end.map(|end| stages + end);
    }
    let across = usize::from(at.x.checked_sub(inside.x)?);
    (stages > 0 && at.x < inside.right()).then(|| across * stages / usize::from(inside.width.max(1)))
}

struct Stream<'a> {
    board: &'a Board,
    inside: Rect,
    selected: Option<Stop>,
    currency: Currency,
}

impl Stream<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, sight: Sight<'_>) {
        for place in 0..self.board.stages.len() {
            self.draw_head(canvas, place);
        }
        self.draw_water(canvas);
        if !self.has_moves() {
            let words = "No move between stages is recorded: the stream shows where accounts are. S moves one.";
            let bed = self.bed();
            canvas.text(bed.x, bed.y - LOOP, bed.width, words, canvas.theme().dim);
        }
        for place in 0..self.board.stages.len() {
            self.draw_fall(canvas, place);
            self.draw_passed(canvas, place);
            self.draw_back(canvas, place);
        }
        self.draw_ends(canvas, sight);
    }

    /// The columns of the stage at this place.
    fn part(&self, place: usize) -> Rect {
        let (n, all) = (self.board.stages.len().max(1), usize::from(self.inside.width));
        let (from, to) = (all * place / n, all * (place + 1) / n);
        Rect { x: self.inside.x + from as u16, width: (to - from) as u16, ..self.inside }
    }

    /// Rows above the stream: one more where somebody marked a drop-off point.
    fn heads(&self) -> u16 {
        HEADS + u16::from(self.board.stages.iter().any(|one| !one.points.is_empty()))
    }

    /// The rows of the stream.
    fn bed(&self) -> Rect {
        let above = self.heads() + LOOP;
        let height = self.inside.height.saturating_sub(above + FALL + LABELS + ENDS);
        Rect { y: self.inside.y + above, height, ..self.inside }
    }

    fn is_selected(&self, place: usize) -> bool {
        self.selected == Some(Stop::Stage(place))
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, place: usize) {
        let (theme, part, stage) = (canvas.theme(), self.part(place), &self.board.stages[place]);
        let room = part.width.saturating_sub(1);
        let name = if self.is_selected(place) { theme.accent } else { theme.strong };
        canvas.text(part.x, part.y, room, &stage_name(&stage.stage.name, room), name);
        let mut spans = vec![Span::styled(grouped(&stage.here.count.to_string()), theme.plain)];
        if stage.here.value > 0 {
            let value = Money::new(stage.here.value, self.currency).short();
            spans.push(Span::styled(format!(" {value}"), theme.dim));
        }
        canvas.spans(part.x, part.y + 1, room, &spans);
        let (count, words) = if stage.stalled > 0 { (stage.stalled, "stalled") } else { (stage.at_risk, "at risk") };
        if count > 0 {
            let words = format!("▲ {} {words}", grouped(&count.to_string()));
            canvas.text(part.x, part.y + 2, room, &words, theme.risk_at_risk);
        }
        if !stage.points.is_empty() {
            let names: Vec<&str> = stage.points.iter().map(|one| one.name.as_str()).collect();
            canvas.text(part.x, part.y + HEADS, room, &format!("★ {}", names.join(", ")), theme.risk_critical);
        }
        if self.is_selected(place) {
            canvas.ground(Rect { width: room, height: self.heads(), ..part }, theme.selected);
        }
    }

    /// Whether anybody moved in the period. Else the stream is as thick as accounts are there.
    fn has_moves(&self) -> bool {
        self.board.stages.iter().any(|one| one.entered.count + one.advanced.count > 0)
    }

    /// Accounts that came through a stage in the period.
    fn through(&self, stage: &Column) -> u64 {
        if self.has_moves() {
            stage.entered.count.max(stage.advanced.count + stage.lost.count)
        } else {
            stage.here.count
        }
    }

    /// How thick the stream is at a column, in half rows: as in the middle of the stage, and in between from one to the next.
    fn thickness(&self, across: f64, most: u64, room: f64) -> u16 {
        let n = self.board.stages.len();
        let at = across * n as f64 - 0.5;
        let left = at.floor().clamp(0.0, (n - 1) as f64);
        let right = (left + 1.0).min((n - 1) as f64);
        let part = (at - left).clamp(0.0, 1.0);
        let smooth = part * part * (3.0 - 2.0 * part);
        let of = |place: f64| self.through(&self.board.stages[place as usize]) as f64 / most as f64 * room;
        let here = of(left) * (1.0 - smooth) + of(right) * smooth;
        if here > 0.0 { (here.round() as u16).max(1) } else { 0 }
    }

    /// The first and the last half row of the stream at a column, counted from the top of the bed.
    fn banks(&self, column: u16) -> Option<(u16, u16)> {
        let (bed, most) = (self.bed(), self.board.stages.iter().map(|one| self.through(one)).max().unwrap_or(0));
        if most == 0 || bed.height == 0 {
            return None;
        }
        let across = (f64::from(column - bed.x) + 0.5) / f64::from(bed.width.max(1));
        let thick = self.thickness(across, most, f64::from(bed.height * 2));
        let top = (bed.height * 2 - thick) / 2;
        (thick > 0).then_some((top, top + thick - 1))
    }

    fn draw_water(&self, canvas: &mut Canvas<'_>) {
        let (theme, bed) = (canvas.theme(), self.bed());
        for (place, stage) in self.board.stages.iter().enumerate() {
            let part = self.part(place);
            for column in part.x..part.right() {
                let Some((top, bottom)) = self.banks(column) else { continue };
                let across = (f64::from(column - part.x) + 0.5) / f64::from(part.width.max(1));
                let is_hot = is_hot(stage, across);
                let style = match (is_hot, self.is_selected(place)) {
                    (true, _) => theme.risk_critical,
                    (false, true) => theme.accent,
                    (false, false) => theme.chart,
                };
                for row in 0..bed.height {
                    let (upper, lower) = (row * 2, row * 2 + 1);
                    let holds = |half: u16| (top..=bottom).contains(&half);
                    let symbol = match (holds(upper), holds(lower)) {
                        (true, true) if is_hot => '▓',
                        (true, true) => '█',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        (false, false) => continue,
                    };
                    canvas.fill(Rect::new(column, bed.y + row, 1, 1), symbol, style);
                }
            }
        }
    }

    /// How many went on, in the stream where the next stage begins.
    fn draw_passed(&self, canvas: &mut Canvas<'_>, place: usize) {
        let (theme, part, bed) = (canvas.theme(), self.part(place), self.bed());
        let stage = &self.board.stages[place];
        if stage.advanced.count == 0 || place + 1 == self.board.stages.len() || bed.height == 0 {
            return;
        }
        let words = format!("{} ▸", grouped(&stage.advanced.count.to_string()));
        let columns = width(&words) as u16;
        let (x, y) = (part.right().saturating_sub(columns + 1), bed.y + (bed.height - 1) / 2);
        let is_in_water = self.banks(x).is_some_and(|(top, bottom)| bottom - top >= 2);
        let style = match (is_in_water, self.is_selected(place)) {
            (false, _) => theme.plain,
            (true, true) => theme.accent.add_modifier(Modifier::REVERSED),
            (true, false) => theme.chart.add_modifier(Modifier::REVERSED),
        };
        canvas.text(x, y, columns, &words, style);
    }

    /// What was lost from a stage, falling out of the stream.
    fn draw_fall(&self, canvas: &mut Canvas<'_>, place: usize) {
        let (theme, part, bed, stage) = (canvas.theme(), self.part(place), self.bed(), &self.board.stages[place]);
        let most = self.board.stages.iter().map(|one| one.lost.count).max().unwrap_or(0);
        if stage.lost.count == 0 || most == 0 {
            return;
        }
        let wide = (stage.lost.count * WIDEST_FALL / most).clamp(1, WIDEST_FALL).min(u64::from(part.width)) as u16;
        let middle = part.x + part.width / 2;
        let from = middle.saturating_sub(wide / 2);
        let bottom = self.banks(middle).map_or(bed.bottom(), |(_, last)| bed.y + last / 2 + 1);
        let end = bed.bottom() + FALL;
        let symbol = if wide == 1 { '┃' } else { '█' };
        canvas.fill(Rect::new(from, bottom, wide, end.saturating_sub(bottom + 1)), symbol, theme.risk_critical);
        canvas.fill(Rect::new(from, end - 1, wide, 1), '▼', theme.risk_critical);
        let room = self.label_room(place);
        label(canvas, room, (middle, end), &lost_words(stage.lost, self.currency), theme.risk_critical);
        if let Some((reason, count)) = stage.reasons.first() {
            let words = if *count > 1 { format!("{reason} ({count})") } else { reason.clone() };
            label(canvas, room, (middle, end + 1), &words, theme.dim);
        }
    }

    /// The columns in which the words below a stage may stand: its own, and half of those of its neighbours that lose nobody.
    fn label_room(&self, place: usize) -> Rect {
        let free = |other: Option<usize>| {
            let other = other.filter(|at| self.board.stages.get(*at).is_some_and(|one| one.lost.count == 0));
            other.map_or(0, |at| self.part(at).width / 2)
        };
        let (part, before, behind) = (self.part(place), free(place.checked_sub(1)), free(Some(place + 1)));
        Rect { x: part.x - before, width: (part.width + before + behind).saturating_sub(1), ..part }
    }

    /// What went back to an earlier stage, above the stream.
    fn draw_back(&self, canvas: &mut Canvas<'_>, place: usize) {
        let (theme, bed) = (canvas.theme(), self.bed());
        let stage = &self.board.stages[place];
        let Some((to, count)) = stage.back.filter(|(to, _)| *to < place) else { return };
        let middle = |place: usize| self.part(place).x + self.part(place).width / 2;
        let (from, to_column, y) = (middle(place), middle(to), bed.y - LOOP);
        // Another one has the rows already.
        let earlier = self.board.stages[..place].iter().enumerate().filter_map(|(at, one)| one.back.map(|_| at));
        if earlier.into_iter().any(|at| middle(at) > to_column) {
            return;
        }
        let to_name = &self.board.stages[to].stage.name;
        let room = usize::from((from - to_column).saturating_sub(3));
        let count = grouped(&count.to_string());
        let long = if stage.stage.key == RENEWAL {
            format!(" {count} renewed ")
        } else {
            format!(" {count} back to {to_name} ")
        };
        let words = if width(&long) <= room { long } else { format!(" {count} ") };
        canvas.fill(Rect::new(to_column, y, from - to_column + 1, 1), '─', theme.good);
        canvas.text(to_column, y, 1, "╭", theme.good);
        canvas.text(from, y, 1, "╮", theme.good);
        let columns = (width(&words) as u16).min((from - to_column).saturating_sub(2));
        canvas.text(to_column + (from - to_column - columns) / 2, y, columns, &words, theme.good);
        for (column, end) in [(to_column, '▾'), (from, '│')] {
            let bank = self.banks(column).map_or(bed.bottom(), |(top, _)| bed.y + top / 2);
            let rows = bank.saturating_sub(y + 1);
            canvas.fill(Rect::new(column, y + 1, 1, rows), '│', theme.good);
            if rows > 0 {
                canvas.fill(Rect::new(column, bank - 1, 1, 1), end, theme.good);
            }
        }
    }

    /// The ends, and what is owed since the sale, side by side.
    fn draw_ends(&self, canvas: &mut Canvas<'_>, sight: Sight<'_>) {
        let theme = canvas.theme();
        for (stop, area) in ends(self.inside, sight, self.currency) {
            let is_selected = self.selected == Some(stop);
            let style = if is_selected { theme.accent } else { theme.dim };
            canvas.text(area.x, area.y, area.width, &end_words(sight, stop, self.currency), style);
            if is_selected {
                canvas.ground(area, theme.selected);
            }
        }
    }
}

/// Where the ends stand in the last row, each as wide as its words.
fn ends(inside: Rect, sight: Sight<'_>, currency: Currency) -> Vec<(Stop, Rect)> {
    let mut x = inside.x;
    let place = |stop| {
        let columns = (width(&end_words(sight, stop, currency)) as u16).min(inside.right().saturating_sub(x));
        let area = Rect { x, y: inside.bottom() - ENDS, width: columns, height: ENDS };
        x = (x + columns + 3).min(inside.right());
        (stop, area)
    };
    [Stop::Lost, Stop::WonBack, Stop::Gaps].map(place).to_vec()
}

/// Words as near the column as their room allows.
fn label(canvas: &mut Canvas<'_>, room: Rect, (middle, y): (u16, u16), words: &str, style: Style) {
    let columns = (width(words) as u16).min(room.width);
    let x = middle.saturating_sub(columns / 2).clamp(room.x, (room.right() - columns).max(room.x));
    canvas.text(x, y, columns, words, style);
}

/// Whether accounts are measurably lost in the days that this share of a stage's part tells of. The first days have more
/// room than the later ones.
fn is_hot(stage: &Column, across: f64) -> bool {
    let day = (across * across * DAYS) as i32;
    stage.measured().any(|bin| bin.count.from <= day && bin.count.to.is_none_or(|to| day <= to))
}

fn lost_words(lost: Flow, currency: Currency) -> String {
    let count = grouped(&lost.count.to_string());
    if lost.value > 0 {
        format!("{count} churned · {}", Money::new(lost.value, currency).short())
    } else {
        format!("{count} churned")
    }
}
