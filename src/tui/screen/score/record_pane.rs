//! The record of the score, drawn: words, plain rules beside it, bands, and the losses it did not see coming.

use super::record::{RecordView, Rival, Surprise, range_words};
use crate::domain::day::written;
use crate::domain::text;
use crate::tui::canvas::Canvas;
use crate::tui::widget::calibration;
use crate::tui::widget::pane::{self, Pane};
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Cell, Column, Focus, cell};
use crate::tui::widget::whisker::Whisker;
use crate::view::Ink;
use ratatui::layout::Rect;

/// From this width on, bands and losses stand beside the words.
const BESIDE: u16 = 100;
/// Blank columns between the two halves.
const GAP: u16 = 3;
/// The most columns of a line of words.
const WORDS: u16 = 72;

/// Columns of a rival's name, and of its interval in words.
const NAME: u16 = 27;
const RANGE: u16 = 26;

const NOT_YET: &str = "Does a high score come before churn? r works it out: it scores every account as known on past days, and counts who churned within the year after.";

#[rustfmt::skip]
const SURPRISES: [Column; 5] = [
    Column::words ("Missed churns", 16, 3, Column::KEEP),
    Column::words ("Churned",            11, 0, 8),
    Column::number("Value",            8, 6),
    Column::number("90 60 30 d ago",  14, 9),
    Column::words ("Reason",          16, 4, 5),
];

/// Draws the pane; `record` is none until it has been worked out.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    record: Option<&RecordView>,
    outlook: &str,
    roll: &ListState,
    focused: bool,
) {
    let answer = record.map_or_else(|| "not worked out yet".to_owned(), RecordView::answer);
    let position = roll.position();
    let pane = Pane { name: "Score track record", answer, focused, position, ..Pane::default() };
    if area.height < 2 {
        pane.shut(canvas, area);
        return;
    }
    let inside = pane.draw(canvas, area);
    match record {
        _ if inside.is_empty() => {}
        None => {
            let words = format!("{NOT_YET}\n\n{outlook}");
            canvas.paragraph(Rect { width: inside.width.min(WORDS + 20), ..inside }, &words, canvas.theme().dim);
        }
        Some(record) => {
            let parts = Parts::of(inside, record);
            draw_words(canvas, parts.words, record, parts.rivals.is_some());
            if let Some(area) = parts.rivals {
                draw_rivals(canvas, area, record);
            }
            if let Some(area) = parts.bands {
                calibration::draw(canvas, area, &record.calibration);
            }
            if let Some(area) = parts.surprises {
                draw_surprises(canvas, area, record, roll, focused);
            }
        }
    }
}

/// How many surprises are visible in a pane of this area.
pub(crate) fn visible(area: Rect, record: &RecordView) -> usize {
    let surprises = Parts::of(pane::inside(area), record).surprises;
    surprises.map_or(0, |area| usize::from(area.height.saturating_sub(1)))
}

/// Where the parts of the pane stand.
struct Parts {
    words: Rect,
    rivals: Option<Rect>,
    bands: Option<Rect>,
    surprises: Option<Rect>,
}

impl Parts {
    fn of(inside: Rect, record: &RecordView) -> Self {
        let beside = inside.width >= BESIDE;
        let left = Rect { width: if beside { (inside.width - GAP) / 2 } else { inside.width }, ..inside };
        let right = if beside {
            let x = left.right() + GAP;
            Rect { x, width: inside.right() - x, ..inside }
        } else {
            left
        };
        let width = left.width.min(WORDS);
        // A blank, a heading, the score and its rivals; where they have no room they are told in words.
        let rivals = record.rivals.len() as u16 + 2;
        let full = lines(record, width, true).len() as u16;
        let drawn = beside && rivals > 2 && left.height > full + rivals;
        let wanted = if drawn { full } else { lines(record, width, false).len() as u16 };
        let (words, below) = cut(left, wanted);
        let rivals = drawn.then(|| cut(skip(below), rivals).0);
        let rest = if beside { right } else { skip(below) };
        let room = rest.height >= record.calibration.len() as u16;
        let surprising = !record.surprises.is_empty();
        // A heading and two losses are worth more than what the marks mean.
        let wanted = calibration::height(&record.calibration);
        let bands = if surprising && rest.height < wanted + 4 { wanted.saturating_sub(1) } else { wanted };
        let (bands, rest) = cut(rest, bands);
        let rest = skip(rest);
        Self {
            words,
            rivals,
            bands: (room && bands.height > 0).then_some(bands),
            surprises: (surprising && rest.height >= 2).then_some(rest),
        }
    }
}

/// The first rows of an area, and the others.
fn cut(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

/// The area without its first row.
fn skip(area: Rect) -> Rect {
    cut(area, 1).1
}

/// The words, wrapped; the first ones are the gate.
fn lines(record: &RecordView, width: u16, full: bool) -> Vec<String> {
    let mut said = vec![record.gate.clone()];
    let sentences = record.sentences();
    if full {
        said.extend(sentences);
    } else {
        // Where room is short: how good it is, and against what. The others stand among the numbers.
        said.extend(sentences.into_iter().skip(usize::from(record.auc.is_some())).take(1));
        said.extend(Some(record.rivals_in_short()).filter(|words| !words.is_empty()));
    }
    said.iter().flat_map(|words| text::wrapped(words, usize::from(width.max(1)))).collect()
}

fn draw_words(canvas: &mut Canvas<'_>, area: Rect, record: &RecordView, full: bool) {
    let theme = canvas.theme();
    let width = area.width.min(WORDS);
    let gate = text::wrapped(&record.gate, usize::from(width.max(1))).len();
    for (index, (line, y)) in lines(record, width, full).iter().zip(area.y..area.bottom()).enumerate() {
        let style = if index < gate { theme.strong } else { theme.plain };
        canvas.text(area.x, y, width, line, style);
    }
}

/// The score and the plain rules, each on a line from 0 to 100 %, a mark where a coin would fall.
fn draw_rivals(canvas: &mut Canvas<'_>, area: Rect, record: &RecordView) {
    let score = Rival { name: "the score".to_owned(), auc: record.auc, lift20: record.lift20, beats: false };
    let coin = if area.width >= NAME + RANGE + 12 { "; × chance" } else { "" };
    let words = format!("AUC: how often a churned account ranked above a retained one{coin}");
    canvas.text(area.x, area.y, area.width, &words, canvas.theme().dim);
    let lines = area.y.saturating_add(1)..area.bottom();
    for (index, (rival, y)) in std::iter::once(&score).chain(&record.rivals).zip(lines).enumerate() {
        draw_rival(canvas, Rect { y, height: 1, ..area }, rival, index == 0);
    }
}

fn draw_rival(canvas: &mut Canvas<'_>, line: Rect, rival: &Rival, is_score: bool) {
    let theme = canvas.theme();
    let (name, style) = match (is_score, rival.beats) {
        (true, _) => (theme.strong, theme.chart),
        (false, true) => (theme.warning, theme.warning),
        (false, false) => (theme.plain, theme.dim),
    };
    canvas.text(line.x, line.y, NAME - 1, &rival.name, name);
    let (x, room) = (line.x + NAME, line.width.saturating_sub(NAME));
    let Some(auc) = &rival.auc else {
        canvas.text(x, line.y, room, "not known often enough", theme.dim);
        return;
    };
    let words = if rival.beats { format!("{} beats it", range_words(auc)) } else { range_words(auc) };
    canvas.text(x, line.y, room, &words, name);
    let track = Rect { x: x + RANGE, width: room.saturating_sub(RANGE), ..line };
    if track.width >= 10 {
        Whisker { value: auc.value, interval: (auc.lower, auc.upper), mark: Some(0.5) }.draw(canvas, track, style);
    }
}

fn draw_surprises(canvas: &mut Canvas<'_>, area: Rect, record: &RecordView, roll: &ListState, focused: bool) {
    let list = Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area };
    let rows = table::heading(canvas, list, &SURPRISES, None);
    let today = canvas.look.today;
    table::rows(canvas, rows, &SURPRISES, roll, Focus::own(focused), |index| match record.surprises.get(index) {
        Some(one) => cells(one, written(one.lost_on, today)),
        None => Vec::new(),
    });
}

fn cells(one: &Surprise, lost: String) -> Vec<Cell> {
    vec![
        cell(one.name.clone(), Ink::Strong),
        cell(lost, Ink::Plain),
        cell(one.value.map_or_else(|| "—".to_owned(), crate::domain::money::Money::short), Ink::Plain),
        cell(scores(one), Ink::Plain),
        cell(one.reason.clone().unwrap_or_else(|| "no reason known".to_owned()), Ink::Dim),
    ]
}

/// What the score said before: `8, 12, —`.
pub(crate) fn scores(one: &Surprise) -> String {
    let said = one.scores.iter().map(|score| score.map_or_else(|| "—".to_owned(), |score| score.to_string()));
    said.collect::<Vec<_>>().join(", ")
}
