//! How long customers stay: the curve of the book, or of its largest groups, as it is drawn.

use crate::book::survival::{Curve as Drawn, FEW, Group, Half, Survival, is_sure};
use crate::domain::stages::Stages;
use crate::domain::survival::Field;
use crate::domain::survival::kaplan_meier::KaplanMeier;
use crate::domain::text::{counted, grouped};
use crate::tui::canvas::Canvas;
use crate::tui::widget::calibration::percent;
use crate::tui::widget::chart::{Curve, Knot, StepChart};
use crate::tui::widget::pane::Pane;
use ratatui::layout::Rect;

/// What curves are grouped by, in the order of the key that steps through it.
pub(crate) const GROUPINGS: [Option<Field>; 8] = [
    None,
    Some(Field::Tier),
    Some(Field::Stage),
    Some(Field::Owner),
    Some(Field::Offer),
    Some(Field::Channel),
    Some(Field::Industry),
    Some(Field::Tag),
];

/// The most curves in one picture.
const MOST: usize = 4;

/// What the pane says.
#[derive(Debug, Default)]
pub(crate) struct SurvivalView {
    /// What it is grouped by.
    pub(crate) by: Option<Field>,
    /// The title's numbers.
    pub(crate) answer: String,
    /// The curves drawn.
    pub(crate) curves: Vec<Curve>,
    /// A line on each of them.
    pub(crate) legend: Vec<Legend>,
    /// The groups that are not drawn, in a line; empty when all are.
    pub(crate) rest: String,
    /// What a reader must know besides.
    pub(crate) notes: Vec<String>,
    /// Whether anybody could be counted.
    pub(crate) is_empty: bool,
}

/// A line on a curve.
#[derive(Debug, Clone)]
pub(crate) struct Legend {
    /// The group.
    pub(crate) name: String,
    /// `60 customers, 3 lost`.
    pub(crate) counts: String,
    /// When half of them are lost.
    pub(crate) median: String,
}

impl SurvivalView {
    /// What is drawn of this survival.
    pub(crate) fn of(drawn: &Survival, stages: &Stages) -> Self {
        let shown = largest(drawn);
        let name = |group: &Group| group_name(group, drawn.by, stages);
        let curves = shown.iter().filter_map(|group| curve(group, &name(group), drawn.by.is_some()));
        Self {
            by: drawn.by,
            answer: answer(drawn),
            curves: curves.collect(),
            legend: shown.iter().map(|group| legend(group, name(group))).collect(),
            rest: rest(drawn, &shown),
            notes: tail(drawn).into_iter().chain(notes(drawn)).collect(),
            is_empty: drawn.groups.iter().all(|group| group.n() == 0),
        }
    }

    /// Draws the pane. `view` is none while it is being read.
    pub(crate) fn draw(
        view: Option<&Self>,
        by: Option<Field>,
        canvas: &mut Canvas<'_>,
        area: Rect,
        selected: usize,
        focused: bool,
    ) {
        let name = by.map_or_else(|| "Survival".to_owned(), |by| format!("Survival by {by}"));
        let answer = view.map_or_else(|| "reading…".to_owned(), |view| view.answer.clone());
        let aside = if focused { format!("o: {}", next_words(by)) } else { String::new() };
        let pane = Pane { name: &name, answer, aside, focused, ..Pane::default() };
        if area.height < 2 {
            pane.shut(canvas, area);
            return;
        }
        let inside = pane.draw(canvas, area);
        match view {
            _ if inside.is_empty() => {}
            None => canvas.paragraph(inside, "Reading the lives of all accounts…", canvas.theme().dim),
            Some(view) if view.is_empty => {
                let words = "No account can be counted yet. The curve of those who stay is drawn here once accounts have the day \
                             they became customers: e edits an account on screen 3, I imports a file \
                             (customer_since, lost_on).";
                canvas.paragraph(inside, words, canvas.theme().dim);
            }
            Some(view) => view.draw_inside(canvas, inside, selected),
        }
    }

    fn draw_inside(&self, canvas: &mut Canvas<'_>, inside: Rect, selected: usize) {
        let theme = canvas.theme();
        let mut area = inside;
        if area.height >= 9 {
            let words = match (self.by, area.width) {
                (None, ..90) => "Share still a customer, by time since the signature",
                (None, _) => "Share still a customer, by time since the signature; shaded: where it lies, 95 % sure",
                (Some(_), ..90) => "Share still a customer, by time since the signature; p: log-rank",
                (Some(_), _) => {
                    "Share still a customer, by time since the signature; shaded: 95 % sure, of the one selected; p: log-rank test"
                }
            };
            let floor = self.floor();
            let from = if floor > 0.0 { format!("; axis from {}", percent(floor)) } else { String::new() };
            canvas.text(area.x, area.y, area.width, &format!("{words}{from}"), theme.dim);
            area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
        // With groups the room belongs to their lines; the numbers tell the notes too.
        let notes = if area.height >= 14 && self.by.is_none() { self.notes.as_slice() } else { &[] };
        area.height -= notes.len().min(3) as u16;
        for (note, y) in notes.iter().zip(area.bottom()..inside.bottom()) {
            canvas.text(area.x, y, area.width, note, theme.dim);
        }
        let chart = if self.by.is_some() { self.draw_legend(canvas, area, selected) } else { area };
        self.draw_chart(canvas, chart, selected);
    }

    /// The groups, beside the curves or below them; returns the room that is left.
    fn draw_legend(&self, canvas: &mut Canvas<'_>, area: Rect, selected: usize) -> Rect {
        let rows = self.legend.len() as u16 + u16::from(!self.rest.is_empty());
        let beside = area.width >= 100;
        let (chart, list) = if beside {
            let width = 46;
            let chart = Rect { width: area.width - width - 2, ..area };
            (chart, Rect { x: chart.right() + 2, width, ..area })
        } else {
            let rows = rows.min(area.height.saturating_sub(5));
            let chart = Rect { height: area.height - rows, ..area };
            (chart, Rect { y: chart.bottom(), height: rows, ..area })
        };
        let theme = canvas.theme();
        for (index, (line, y)) in self.legend.iter().zip(list.y..list.bottom()).enumerate() {
            let is_selected = index == selected;
            let style = self.chart(&[], selected).style(index, canvas);
            let mark = if is_selected { "▌" } else { " " };
            let name = if is_selected { theme.accent } else { theme.strong };
            canvas.text(list.x, y, 1, mark, theme.accent);
            canvas.text(list.x + 1, y, 3, &StepChart::sample(index, canvas), style);
            let used = canvas.text(list.x + 5, y, 16, &line.name, name);
            let words =
                if list.width >= 76 { format!("{}, {}", line.counts, line.median) } else { line.counts.clone() };
            canvas.text(list.x + 5 + used.max(16) + 1, y, list.width.saturating_sub(22), &words, theme.plain);
        }
        let y = list.y + self.legend.len() as u16;
        if y < list.bottom() {
            canvas.text(list.x + 1, y, list.width.saturating_sub(1), &self.rest, theme.dim);
        }
        chart
    }

    fn draw_chart(&self, canvas: &mut Canvas<'_>, area: Rect, selected: usize) {
        let ticks = ticks(self.last(), area.width);
        self.chart(&ticks, selected).draw(canvas, area);
    }

    fn chart<'a>(&'a self, ticks: &'a [f64], selected: usize) -> StepChart<'a> {
        StepChart {
            curves: &self.curves,
            selected: Some(selected.min(self.curves.len().saturating_sub(1))),
            x: (0.0, self.last()),
            y: (self.floor(), 1.0),
            x_ticks: ticks,
            x_words: &time_words,
            y_words: &percent,
            few: FEW,
        }
    }

    fn last(&self) -> f64 {
        self.curves.iter().map(|curve| curve.end).fold(1.0, f64::max)
    }

    /// Where the axis begins: at nothing, unless nobody falls that low; then a half or less of it would be empty.
    fn floor(&self) -> f64 {
        let knots = self.curves.iter().flat_map(|curve| &curve.knots);
        let lowest = knots.map(|knot| knot.band.map_or(knot.y, |(lower, _)| lower)).fold(1.0, f64::min);
        [0.8, 0.75, 0.5].into_iter().find(|floor| lowest >= *floor).unwrap_or(0.0)
    }
}

/// The groups that are drawn: the largest ones with enough in them, in their own order.
pub(crate) fn largest(drawn: &Survival) -> Vec<&Group> {
    if drawn.by.is_none() {
        return drawn.groups.iter().collect();
    }
    let mut sizes: Vec<(u64, usize)> =
        drawn.groups.iter().enumerate().map(|(place, group)| (group.n(), place)).collect();
    sizes.sort_by_key(|(n, place)| (std::cmp::Reverse(*n), *place));
    let chosen: Vec<usize> = sizes.iter().filter(|(n, _)| *n >= FEW).take(MOST).map(|(_, place)| *place).collect();
    let groups = drawn.groups.iter().enumerate();
    groups.filter(|(place, _)| chosen.contains(place)).map(|(_, group)| group).collect()
}

/// What a group is called.
pub(crate) fn group_name(group: &Group, by: Option<Field>, stages: &Stages) -> String {
    match (&group.name, by) {
        (_, None) => "All".to_owned(),
        (Some(key), Some(Field::Stage)) => stages.name(key).to_owned(),
        (Some(name), _) => name.clone(),
        (None, Some(by)) => format!("no {by}"),
    }
}

/// The numbers of a curve of those who stay.
pub(crate) fn staying(group: &Group) -> Option<&KaplanMeier> {
    match &group.curve {
        Drawn::Staying(curve) => Some(curve),
        Drawn::LostFrom(_) => None,
    }
}

fn curve(group: &Group, name: &str, is_grouped: bool) -> Option<Curve> {
    let drawn = staying(group)?;
    let end = f64::from(drawn.last.unwrap_or(0).max(1));
    let knots = drawn.points.iter().map(|point| Knot {
        x: f64::from(point.t),
        y: point.survival,
        band: Some((point.lower, point.upper)).filter(|_| is_sure(point.at_risk)),
    });
    let share = percent(drawn.points.last().map_or(1.0, |point| point.survival));
    let words = if is_grouped { format!("{share} {name}") } else { share };
    Some(Curve { words, n: drawn.n, start: 1.0, knots: knots.collect(), end })
}

fn legend(group: &Group, name: String) -> Legend {
    let median = match group.half() {
        Half::By(days) => format!("half churned by {}", span_words(days)),
        Half::NotReached => "fewer than half churned".to_owned(),
        Half::InDoubt => "too few to say when half".to_owned(),
    };
    Legend { name, counts: format!("{}, {} churned", counted(group.n(), "customer"), number(group.events())), median }
}

fn rest(drawn: &Survival, shown: &[&Group]) -> String {
    let left: Vec<&Group> =
        drawn.groups.iter().filter(|group| !shown.iter().any(|other| std::ptr::eq(*other, *group))).collect();
    let (n, events) = left.iter().fold((0, 0), |(n, events), group| (n + group.n(), events + group.events()));
    let enough = left.iter().any(|group| group.n() >= FEW);
    let why = if enough { "" } else { " (too few for a curve)" };
    match left.len() as u64 {
        0 => String::new(),
        groups => {
            format!(
                "and {}: {}, {} churned{why}",
                counted(groups, "more group"),
                counted(n, "customer"),
                number(events)
            )
        }
    }
}

/// The title's numbers: how many were kept, the median or whether groups differ.
fn answer(drawn: &Survival) -> String {
    let total: u64 = drawn.groups.iter().map(Group::n).sum();
    let lost: u64 = drawn.groups.iter().map(Group::events).sum();
    let kept = format!("{} of {} retained", number(total.saturating_sub(lost + drawn.unavoidable)), number(total));
    match (drawn.by, drawn.groups.as_slice(), drawn.log_rank) {
        _ if total == 0 => "nobody yet".to_owned(),
        (None, [all], _) if lost == 0 => format!("{kept} · no churn, n = {}", number(all.n())),
        (None, [all], _) => match all.half() {
            Half::By(days) => format!("{kept} · half churned by {}", span_words(days)),
            Half::NotReached => format!("{kept} · median not reached"),
            Half::InDoubt => format!("{kept} · too few at risk for a median"),
        },
        // An account with several tags would be counted several times.
        (Some(Field::Tag), groups, _) => {
            format!("{}, not tested against each other", counted(groups.len() as u64, "group"))
        }
        (_, _, Some(test)) if test.p < 0.05 => format!("{kept} · they differ, p {}", p_words(test.p)),
        (_, _, Some(test)) => format!("{kept} · may be chance, p {}", p_words(test.p)),
        (_, _, None) => format!("{kept} · not enough to compare"),
    }
}

fn p_words(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }
}

/// From where on the curve of the book hangs on a few.
fn tail(drawn: &Survival) -> Option<String> {
    let [all] = drawn.groups.as_slice() else { return None };
    let few = staying(all)?.points.iter().find(|point| point.at_risk < FEW && all.n() >= FEW)?;
    Some(format!("Beyond {} it rests on fewer than {FEW} customers.", span_words(few.t)))
}

/// What a reader must know besides.
pub(crate) fn notes(drawn: &Survival) -> Vec<String> {
    let mut notes = Vec::new();
    let mut tell = |n: u64, words: &str| {
        if n > 0 {
            notes.push(format!("{} {words}", number(n)));
        }
    };
    tell(drawn.unavoidable, "ended unavoidably (closed or bought): followed until then, no churn counted.");
    tell(drawn.won_back, "won back later: counted until they churned.");
    for (why, n) in &drawn.uncounted {
        tell(*n, why.sentence(false));
    }
    notes
}

/// What the key that groups does next.
fn next_words(by: Option<Field>) -> String {
    next(by).map_or_else(|| "all as one".to_owned(), |by| format!("by {by}"))
}

/// The grouping after this one.
pub(crate) fn next(by: Option<Field>) -> Option<Field> {
    let at = GROUPINGS.iter().position(|one| *one == by).unwrap_or(0);
    GROUPINGS[(at + 1) % GROUPINGS.len()]
}

/// Steps between labels, in days: from a week to ten years.
const STEPS: [f64; 9] = [7.0, 30.4375, 91.3125, 182.625, 365.25, 730.5, 1_826.25, 3_652.5, 36_525.0];

/// Where labels stand, so that they have about nine columns each.
fn ticks(last: f64, columns: u16) -> Vec<f64> {
    let wanted = f64::from(columns / 9).max(1.0);
    let step = STEPS.into_iter().find(|step| last / step <= wanted).unwrap_or(last);
    let count = (last / step).floor() as usize;
    (0..=count).map(|index| index as f64 * step).collect()
}

/// `3 y`, `6 mo`, `14 d`: the largest unit that comes out whole.
fn time_words(days: f64) -> String {
    let whole = |unit: f64| (days / unit).fract() < 0.001 || (days / unit).fract() > 0.999;
    match days {
        0.0 => "0".to_owned(),
        _ if whole(365.25) => format!("{:.0} y", days / 365.25),
        _ if whole(30.4375) => format!("{:.0} mo", days / 30.4375),
        _ => format!("{days:.0} d"),
    }
}

/// `61 days`, `14 months`, `4.2 years`.
pub(crate) fn span_words(days: i32) -> String {
    match days {
        ..120 => counted(days.max(0) as u64, "day"),
        120..730 => counted((f64::from(days) / 30.4375).round() as u64, "month"),
        _ => format!("{:.1} years", f64::from(days) / 365.25),
    }
}

/// `1,204`.
pub(crate) fn number(count: u64) -> String {
    grouped(&count.to_string())
}
