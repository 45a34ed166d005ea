//! The numbers behind the pictures, to be read in a layer.

use super::record::{Measure, RecordView, range_words};
use super::record_pane::scores;
use super::survival::{group_name, largest, number, span_words, staying};
use crate::book::survival::{FEW, Group, Half, Survival, is_sure};
use crate::domain::day::headed;
use crate::domain::stages::Stages;
use crate::domain::text::{left, right};
use crate::tui::intake::Shown;
use crate::tui::layer::Layer;
use crate::tui::layer::text::TextLayer;
use crate::tui::step::Step;
use crate::tui::theme::Theme;
use crate::tui::widget::calibration::percent;
use ratatui::text::{Line, Span};

/// The curves that are drawn, day by day; of the other groups how many they are.
pub(crate) fn of_survival(drawn: &Survival, stages: &Stages, theme: &Theme) -> Step {
    let shown = largest(drawn);
    let mut lines = Vec::new();
    for group in &shown {
        lines.push(Line::from(Span::styled(group_words(group, &group_name(group, drawn.by, stages)), theme.strong)));
        if group.n() < FEW {
            lines.push(Line::from(Span::styled("too few for a curve", theme.dim)));
        } else {
            curve(group, theme, &mut lines);
        }
        lines.push(Line::default());
    }
    for group in drawn.groups.iter().filter(|group| !shown.iter().any(|other| std::ptr::eq(*other, *group))) {
        lines.push(Line::from(group_words(group, &group_name(group, drawn.by, stages))));
    }
    if let Some(test) = drawn.log_rank {
        let words = format!("Log-rank test: χ² {:.2}, {} df, p {:.4}.", test.chi2, test.df, test.p);
        lines.push(Line::from(words));
    }
    lines.extend(super::survival::notes(drawn).into_iter().map(Line::from));
    let closing = "At risk: still watched on that day. Lower and upper: where the share lies, 95 % sure.";
    lines.push(Line::from(Span::styled(closing, theme.dim)));
    let title = format!("Survival in numbers, {}", headed(drawn.as_of));
    Step::Open(Box::new(Layer::Text(TextLayer::new(title, lines))))
}

fn group_words(group: &Group, name: &str) -> String {
    let median = match group.half() {
        Half::By(days) => format!("half churned by day {}, {}", number(days.max(0) as u64), span_words(days)),
        Half::NotReached => "fewer than half churned".to_owned(),
        Half::InDoubt => "too few at risk for a median".to_owned(),
    };
    format!("{name}: n = {}, {} churned, {median}", number(group.n()), number(group.events()))
}

fn curve(group: &Group, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    let heading: String =
        ["day", "at risk", "churned", "still here", "lower", "upper"].map(|word| right(word, 11)).concat();
    lines.push(Line::from(Span::styled(heading, theme.dim)));
    let Some(drawn) = staying(group) else { return };
    for point in &drawn.points {
        let counts = [number(point.t.max(0) as u64), number(point.at_risk), number(point.events)];
        let told = |share: f64, sure: bool| if sure { format!("{:.1} %", share * 100.0) } else { "–".to_owned() };
        let sure = is_sure(point.at_risk);
        let shares = [told(point.survival, true), told(point.lower, sure), told(point.upper, sure)];
        let cells: String = counts.iter().chain(&shares).map(|words| right(words, 11)).collect();
        lines.push(Line::from(cells));
    }
}

/// The curves as rows, for export: all groups, exact.
pub(crate) fn table(drawn: &Survival, stages: &Stages) -> Shown {
    let columns = ["group", "t", "at_risk", "events", "survival", "lower", "upper"].map(str::to_owned).to_vec();
    let rows = drawn.groups.iter().flat_map(|group| {
        let name = group_name(group, drawn.by, stages);
        staying(group).into_iter().flat_map(move |curve| {
            let name = name.clone();
            curve.points.iter().map(move |point| {
                let counts = [point.t.to_string(), point.at_risk.to_string(), point.events.to_string()];
                let told = |share: f64, sure: bool| if sure { share.to_string() } else { String::new() };
                let sure = is_sure(point.at_risk);
                let shares = [told(point.survival, true), told(point.lower, sure), told(point.upper, sure)];
                std::iter::once(name.clone()).chain(counts).chain(shares).collect()
            })
        })
    });
    Shown { columns, rows: rows.collect() }
}

/// Every number of the record.
pub(crate) fn of_record(record: &RecordView, theme: &Theme) -> Step {
    let mut lines = vec![Line::from(Span::styled(record.gate.clone(), theme.strong)), Line::default()];
    lines.extend(record.sentences().into_iter().map(Line::from));
    lines.push(Line::default());
    lines.extend(
        figures(record)
            .into_iter()
            .map(|(name, value)| Line::from(vec![Span::styled(left(name, 44), theme.dim), Span::raw(value)])),
    );
    lines.push(Line::default());
    lines.push(Line::from(Span::styled("Against plain rules on the same days", theme.strong)));
    for rival in &record.rivals {
        let verdict = if rival.beats { "  beats the score" } else { "" };
        let words = [
            left(&rival.name, 28),
            left(&measure(rival.auc.as_ref()), 20),
            format!("lift {}", figure(rival.lift20, 2)),
        ];
        lines.push(Line::from(vec![Span::raw(words.concat()), Span::styled(verdict, theme.warning)]));
    }
    bands(record, theme, &mut lines);
    surprises(record, theme, &mut lines);
    Step::Open(Box::new(Layer::Text(TextLayer::new("Score track record in numbers", lines))))
}

fn figures(record: &RecordView) -> [(&'static str, String); 9] {
    [
        ("Days looked ahead (horizon)", record.horizon.to_string()),
        ("Days looked back to (snapshots)", number(record.snapshots)),
        ("Scores followed (n)", number(record.n)),
        ("Followed by a loss (defections)", number(record.defections)),
        ("Churned above retained (AUC; chance 50 %)", measure(record.auc.as_ref())),
        ("Riskiest fifth: times its share (lift)", figure(record.lift20, 2)),
        ("Riskiest fifth: of all losses (capture)", record.capture20.map_or_else(unknown, percent)),
        ("Squared distance from what came (Brier)", figure(record.brier, 4)),
        ("Better than one rate for all (skill)", figure(record.skill, 3)),
    ]
}

fn bands(record: &RecordView, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    lines.push(Line::default());
    lines.push(Line::from(Span::styled("By band: churned, of those in it, its interval, expected", theme.strong)));
    for row in &record.calibration {
        let share = (row.n > 0 && row.interval.is_some()).then(|| percent(row.k as f64 / row.n as f64));
        let interval = row.interval.map(|(lower, upper)| format!("{}–{}", percent(lower), percent(upper)));
        let cells = [
            left(&row.band.to_string(), 12),
            right(&format!("{} of {}", number(row.k), number(row.n)), 16),
            right(&share.unwrap_or_default(), 8),
            right(&interval.unwrap_or_default(), 16),
            right(&row.expected.map_or_else(unknown, percent), 8),
        ];
        lines.push(Line::from(cells.concat()));
    }
}

fn surprises(record: &RecordView, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    if record.surprises.is_empty() {
        return;
    }
    lines.push(Line::default());
    let named = record.surprises.len() as u64;
    let words = match record.surprised {
        all if all > named => format!("Missed churns: {}, of them the {} dearest", number(all), number(named)),
        all => format!("Missed churns: {}", number(all)),
    };
    lines.push(Line::from(vec![
        Span::styled(words, theme.strong),
        Span::styled("; the day of churn, the scores 90, 60 and 30 days before", theme.dim),
    ]));
    for one in &record.surprises {
        let words = [left(&one.name, 32), one.lost_on.to_string(), right(&scores(one), 14)].join("  ");
        let reason = one.reason.as_ref().map_or_else(String::new, |reason| format!("  {reason}"));
        lines.push(Line::from(vec![Span::raw(words), Span::styled(reason, theme.dim)]));
    }
}

fn measure(measure: Option<&Measure>) -> String {
    measure.map_or_else(unknown, range_words)
}

fn figure(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(unknown, |value| format!("{value:.digits$}"))
}

fn unknown() -> String {
    "—".to_owned()
}
