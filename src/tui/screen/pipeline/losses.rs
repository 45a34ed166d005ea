//! From which days on a stage loses its accounts, beside where it is assumed to; and why they left.

use super::board::Stop;
use super::remarks::{all, is_followed, reasons, remarks, warning};
use super::sees::Sees;
use super::swarm;
use crate::book::pipeline::{Board, Column as StageColumn};
use crate::book::survival::{FEW, is_sure};
use crate::domain::money::{Currency, Money};
use crate::domain::playbook::{Playbook, Trigger};
use crate::domain::survival::hazard::{Bin, HOT_EVENTS};
use crate::domain::survival::incidence::Incidence;
use crate::domain::text::{grouped, wrapped};
use crate::tui::canvas::Canvas;
use crate::tui::widget::bars;
use crate::tui::widget::chart::{Curve, Knot, StepChart};
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Cell, Column, cell, widths};
use crate::view::Ink;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

#[rustfmt::skip]
const COLUMNS: [Column; 6] = [
    Column::words ("Days in it",10, 0, Column::KEEP),
    Column::number("Churned of", 10, Column::KEEP),
    Column::number("Rate",       6, 9),
    Column::words ("",           6, 1, 5),
    Column::number("Expected",   8, 7),
    Column::words ("Benchmark",  9, 0, 8),
];

/// The columns, as wide as the counts of these bins ask for.
fn columns(bins: &[Bin]) -> [Column; 6] {
    let mut columns = COLUMNS;
    let widest = bins.iter().map(|bin| lost_of(bin).len()).max().unwrap_or(0) as u16;
    columns[1].width = columns[1].width.max(widest);
    columns
}

/// How many were lost of how many: `3 of 120`; a dash where nobody was there.
fn lost_of(bin: &Bin) -> String {
    match bin.count.at_risk {
        0 => "–".to_owned(),
        at_risk => format!("{} of {}", grouped(&bin.count.events.to_string()), grouped(&at_risk.to_string())),
    }
}

/// Rows of a curve that says something.
const CURVE: u16 = 7;

/// Draws the pane of this stop.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    board: &Board,
    stop: Stop,
    (currency, sees): (Currency, Sees),
    focused: bool,
) {
    let stage = match stop {
        Stop::Stage(place) => board.stages.get(place),
        Stop::Lost | Stop::WonBack | Stop::Gaps => None,
    };
    let answer = stage.map_or_else(|| whole_answer(board, currency), |stage| stage_answer(stage, currency));
    let is_short = area.height < CURVE + 15;
    let aside = if focused && is_short { "z: all of it".to_owned() } else { String::new() };
    let inside = Pane { name: "Churn by days in stage", answer, aside, focused, ..Pane::default() }.draw(canvas, area);
    let left = match stage {
        Some(stage) => {
            let inside = if sees == Sees::River { draw_swarm(canvas, inside, stage) } else { inside };
            if inside.height > 0 { draw_stage(canvas, inside, board, stage) } else { inside }
        }
        None => draw_whole(canvas, inside, board),
    };
    // Of one or two losses a curve would say more than is known.
    if let Some(stage) = stage.filter(|stage| left.height > CURVE && all(stage) >= HOT_EVENTS) {
        let incidence = &stage.losses.incidence;
        let area = Rect { y: left.y + 1, height: (left.height - 1).min(16), ..left };
        draw_curve(canvas, area, incidence);
    }
}

/// Everybody in the stage, in place of the bins or, where there is room for both, above them; answers the room that is left.
fn draw_swarm(canvas: &mut Canvas<'_>, inside: Rect, stage: &StageColumn) -> Rect {
    let bins = stage.losses.hazard.len() as u16 + 4;
    let has_both = inside.height > bins + swarm::LEAST;
    let room = if has_both { (inside.height - bins).min(14) } else { inside.height };
    if stage.crowd.is_empty() || inside.height < swarm::LEAST {
        return inside;
    }
    swarm::draw(canvas, Rect { height: if has_both { room - 1 } else { room }, ..inside }, stage);
    Rect { y: inside.y + room, height: inside.height - room, ..inside }
}

fn stage_answer(stage: &StageColumn, currency: Currency) -> String {
    let worth = if stage.lost.value == 0 {
        String::new()
    } else {
        format!(" · {}", Money::new(stage.lost.value, currency).short())
    };
    let ever =
        if is_followed(stage) { format!(" · {} ever", grouped(&all(stage).to_string())) } else { String::new() };
    format!("{} in 12 months{worth}{ever}", grouped(&stage.lost.count.to_string()))
}

fn whole_answer(board: &Board, currency: Currency) -> String {
    let lost = board.all_lost();
    format!("{} in 12 months · {}", grouped(&lost.count.to_string()), Money::new(lost.value, currency).short())
}

/// The bins of a stage and what there is to say; answers the room below.
fn draw_stage(canvas: &mut Canvas<'_>, inside: Rect, board: &Board, stage: &StageColumn) -> Rect {
    let assumed = assumed(board, stage);
    if !is_followed(stage) {
        return paragraphs(canvas, inside, &remarks(board, stage, assumed.get(&None)));
    }
    let list = Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside };
    let bins = &stage.losses.hazard;
    let columns = columns(bins);
    let rows = table::heading(canvas, list, &columns, None);
    let mut roll = ListState::default();
    roll.settle(bins.len(), bins.len());
    let room = usize::from(widths(&columns, list.width.saturating_sub(3))[3]);
    let most = bins.iter().filter_map(shown_rate).fold(0.0, f64::max);
    table::rows(canvas, rows, &columns, &roll, table::Focus::Hidden, |index| {
        let Some(bin) = bins.get(index) else { return Vec::new() };
        let codes: Vec<&str> = assumed.get(&Some(bin.count.from)).into_iter().flatten().map(|one| &*one.code).collect();
        let codes = codes.join(" ");
        cells(bin, (most, room), codes)
    });
    let used = (bins.len() as u16).min(rows.height);
    let below = Rect { y: rows.y + used, height: rows.height - used, ..inside };
    paragraphs(canvas, below, &remarks(board, stage, assumed.get(&None)))
}

/// The share lost in a bin, where there were enough to speak of one.
fn shown_rate(bin: &Bin) -> Option<f64> {
    bin.rate.filter(|_| bin.count.at_risk >= FEW)
}

fn cells(bin: &Bin, (most, room): (f64, usize), codes: String) -> Vec<Cell> {
    let (rate, hot) = (shown_rate(bin), bin.measured);
    let style = if hot { Ink::ALERT } else { Ink::Plain };
    let thousandths = |share: f64| (share * 1_000_000.0).round() as u64;
    let bar = rate.map_or_else(String::new, |rate| bars::bar(thousandths(rate), thousandths(most), room));
    let book = if rate.is_some() { percent(bin.expected) } else { String::new() };
    vec![
        cell(format!("{}{}", if hot { "▲ " } else { "  " }, bin.count.days_told()), style),
        cell(lost_of(bin), if bin.count.events == 0 { Ink::Dim } else { style }),
        match rate {
            Some(rate) => cell(percent(rate), style),
            None if bin.count.at_risk > 0 => cell("few", Ink::Dim),
            None => cell("", Ink::Dim),
        },
        cell(bar, if hot { Ink::ALERT } else { Ink::Chart }),
        cell(book, Ink::Dim),
        cell(codes, Ink::Accent),
    ]
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

/// The playbooks of a stage by the first day of the bin in which they are assumed to be needed; none: on no fixed day.
fn assumed<'a>(board: &Board, stage: &'a StageColumn) -> BTreeMap<Option<i32>, Vec<&'a Playbook>> {
    let is_first = board.stages.first().is_some_and(|first| first.stage.key == stage.stage.key);
    let mut by_bin = BTreeMap::<Option<i32>, Vec<&Playbook>>::new();
    for playbook in stage.hot_spots.iter().map(|spot| &spot.playbook) {
        let day = assumed_day(playbook, stage.stage.stalled, is_first);
        let bin = day.and_then(|day| {
            let holds = |bin: &&Bin| bin.count.from <= day && bin.count.to.is_none_or(|to| day <= to);
            stage.losses.hazard.iter().find(holds).map(|bin| bin.count.from)
        });
        by_bin.entry(bin).or_default().push(playbook);
    }
    by_bin
}

/// The day in the stage on which a playbook is assumed to be needed, where that can be said beforehand.
fn assumed_day(playbook: &Playbook, limit: Option<i32>, is_first: bool) -> Option<i32> {
    match playbook.trigger {
        Trigger::Signature if is_first => Some(playbook.after),
        Trigger::HandoffGap => Some(playbook.after),
        Trigger::Stall => limit.map(|limit| limit + 1),
        _ => None,
    }
}

/// What the whole board says of those who were lost: from where, and why.
fn draw_whole(canvas: &mut Canvas<'_>, inside: Rect, board: &Board) -> Rect {
    let most = board.stages.iter().map(|one| one.lost.count).max().unwrap_or(0);
    let (theme, mut y) = (canvas.theme(), inside.y);
    let name = 16.min(inside.width);
    for stage in board.stages.iter().filter(|stage| stage.lost.count > 0) {
        if y >= inside.bottom() {
            break;
        }
        canvas.text(inside.x, y, name, &stage.stage.name, theme.strong);
        canvas.text_right(inside.x + name, y, 6, &grouped(&stage.lost.count.to_string()), theme.plain);
        let room = inside.width.saturating_sub(name + 8).min(40);
        canvas.text(inside.x + name + 8, y, room, &bars::bar(stage.lost.count, most, usize::from(room)), theme.chart);
        y += 1;
    }
    let mut all = BTreeMap::<&str, u64>::new();
    for (reason, count) in board.stages.iter().flat_map(|stage| &stage.reasons) {
        *all.entry(reason).or_default() += count;
    }
    let mut all: Vec<(String, u64)> = all.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let said: Vec<String> = reasons(&all).into_iter().chain(warning(board, |_| true)).collect();
    paragraphs(canvas, Rect { y, height: inside.bottom().saturating_sub(y), ..inside }, &said)
}

/// Writes paragraphs, each on its own lines; answers the room below.
fn paragraphs(canvas: &mut Canvas<'_>, area: Rect, said: &[String]) -> Rect {
    let (dim, mut y) = (canvas.theme().dim, area.y);
    let lines: Vec<String> = said.iter().flat_map(|words| wrapped(words, usize::from(area.width.max(1)))).collect();
    for (index, line) in lines.iter().enumerate().take(usize::from(area.height)) {
        let is_cut = y + 1 == area.bottom() && index + 1 < lines.len();
        canvas.text(area.x, y, area.width, if is_cut { "…" } else { line }, dim);
        y += 1;
    }
    Rect { y, height: area.bottom() - y, ..area }
}

/// The share lost from the stage, by days in it, with its band.
fn draw_curve(canvas: &mut Canvas<'_>, area: Rect, incidence: &Incidence) {
    let (Some(last), Some(end)) = (incidence.last, incidence.points.last()) else { return };
    let knots = incidence.points.iter().filter(|point| point.events > 0).map(|point| Knot {
        x: f64::from(point.t),
        y: point.incidence,
        band: Some((point.lower, point.upper)).filter(|_| is_sure(point.at_risk)),
    });
    let curve = Curve {
        words: percent(end.incidence),
        n: incidence.n,
        start: 0.0,
        knots: knots.collect(),
        end: f64::from(last),
    };
    let top = incidence.points.iter().map(|point| point.upper).fold(0.01, f64::max).min(1.0);
    let far = f64::from(last.max(1));
    StepChart {
        curves: &[curve],
        selected: None,
        x: (0.0, far),
        y: (0.0, top),
        x_ticks: &[0.0, far, far / 2.0],
        x_words: &|x| format!("{x:.0} d"),
        y_words: &percent,
        few: FEW,
    }
    .draw(canvas, area);
}

#[cfg(test)]
mod tests {
    use super::super::board::Sight;
    use super::*;
    use crate::book::pipeline::{Flow, HotSpot};
    use crate::book::survival::Losses;
    use crate::domain::day::Day;
    use crate::domain::playbook::Playbooks;
    use crate::domain::risk::score::Band;
    use crate::domain::rule::Rule;
    use crate::domain::said::Said;
    use crate::domain::save::Tally;
    use crate::domain::stages::Stages;
    use crate::domain::survival::hazard::Count;
    use crate::tui::canvas::Charset;
    use crate::tui::testing::drawn;

    #[test]
    fn hot_spots_are_assumed_where_their_trigger_falls() {
        let playbooks = Playbooks::shipped().unwrap();
        let day = |code: &str, limit, first| assumed_day(playbooks.of_code(code).unwrap(), limit, first);
        assert_eq!(day("VP1", Some(7), true), Some(0));
        assert_eq!(day("VP5", Some(180), false), None, "ninety days after the signature is no day of a later stage");
        assert_eq!(day("VP2", Some(14), false), Some(2));
        assert_eq!(day("VP3", Some(45), false), Some(46));
        assert_eq!(day("VP3", None, false), None);
        assert_eq!(day("VP12", None, false), None);
    }

    /// A board of one stage with these bins: from, at risk, lost.
    fn board(bins: [(i32, u64, u64); 6]) -> Board {
        let bin = |(from, at_risk, events): (i32, u64, u64)| Bin {
            count: Count { from, to: None, at_risk, events, days: at_risk },
            rate: (at_risk > 0).then(|| events as f64 / at_risk as f64),
            expected: 0.01,
            shrunk: 0.02,
            measured: events > 1_000,
        };
        let losses = Losses { hazard: bins.map(bin).to_vec(), incidence: Incidence::default() };
        let stage = Stages::shipped().unwrap().list.remove(2);
        let (here, none) = (Flow { count: 3, value: 5 }, Flow::default());
        let stage = StageColumn {
            stage,
            here,
            stalled: 0,
            at_risk: 0,
            crowd: vec![(12, Band::Watch, 3)],
            days: None,
            entered: none,
            advanced: none,
            back: None,
            lost: none,
            reasons: Vec::new(),
            losses,
            hot_spots: Vec::new(),
            points: Vec::new(),
            said: Said::default(),
        };
        Board {
            stages: vec![stage],
            anywhere: Vec::new(),
            lost: Vec::new(),
            won_back: Vec::new(),
            from: Day::ZERO,
            today: Day::ZERO,
        }
    }

    #[test]
    fn the_counts_of_a_huge_book_leave_no_room_for_bars_and_break_nothing() {
        let huge = [0, 31, 61, 91, 181, 366].map(|from| (from, 8_320_900_000, 2_792_000_000));
        for width in 0..130 {
            let text = drawn((width, 13), Charset::Full, |canvas, area| {
                draw(canvas, area, &board(huge), Stop::Stage(0), (Currency::EUR, Sees::Table), true);
            });
            assert!(width < 60 || text.contains("2,792,000,000 of 8,320,900,000"), "{width}\n{text}");
        }
    }

    #[test]
    fn a_hot_spot_is_marked_on_the_board_by_a_word_or_a_star_and_never_like_a_stall() {
        let mut board = board([0, 31, 61, 91, 181, 366].map(|from| (from, 5_000, if from == 31 { 2_000 } else { 9 })));
        let playbook = Playbooks::shipped().unwrap().of_code("VP3").unwrap().clone();
        board.stages[0].hot_spots = vec![HotSpot { playbook, tally: Tally::default() }];
        let mut roll = ListState::default();
        roll.settle(4, 8);
        let shown = |board: &Board, width: u16| {
            drawn((width, 8), Charset::Full, |canvas, area| {
                let sight = Sight { board, gaps: None };
                let about = (Currency::EUR, "", Sees::Table);
                let inside = super::super::board::frame(canvas, area, sight, &roll, about, false);
                super::super::board::draw(canvas, inside, sight, &roll, Currency::EUR, false);
            })
        };
        for (width, words) in [(80, "Onboarding *"), (120, "hot · Onboard"), (200, "hot >30 d · Onb")] {
            let text = shown(&board, width);
            assert!(text.contains(words) && !text.contains('▲'), "{width}\n{text}");
        }
        assert!(shown(&board, 80).contains("* drop-off "));
        board.stages[0].losses.hazard.iter_mut().for_each(|bin| bin.measured = false);
        let (narrow, wide) = (shown(&board, 80), shown(&board, 120));
        assert!(!narrow.contains('*') && wide.contains(" Onboarding st") && !wide.contains("hot ·"), "{narrow}{wide}");
    }

    #[test]
    fn a_stage_of_which_no_days_are_known_says_so_and_draws_no_bins() {
        let text = drawn((80, 13), Charset::Full, |canvas, area| {
            draw(canvas, area, &board([(0, 0, 0); 6]), Stop::Stage(0), (Currency::EUR, Sees::Table), true);
        });
        assert!(text.contains("is not known") && !text.contains("Rate"), "{text}");
    }
}
