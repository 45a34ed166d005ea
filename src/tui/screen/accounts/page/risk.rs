//! Risk: every point with its sentence and its remedy; what is unknown says so.

use super::data::Data;
use super::row::{Role, Row};
use crate::domain::risk::signal::State;

/// The rows of the tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    let score = &data.brief.score;
    let known = format!("{} of {} signals known", score.known, score.applicable);
    let mut rows = vec![
        Row::said(Role::Risk(score.band), format!("{} points, {}", score.points, score.band))
            .piece(Role::Dim, format!(" · {known}")),
    ];
    if score.completeness() < 0.5 {
        rows.push(Row::said(Role::Warning, "Less than half of the signals are known, so no probability is given."));
    }
    for reading in &data.brief.lines {
        let (points, role, word) = match reading.state {
            State::Known(0) => ("  0".to_owned(), Role::Good, ""),
            State::Known(points) => (format!("{points:>3}"), Role::Risk(score.band), ""),
            State::Unknown(points) => (format!("{points:>3}"), Role::Warning, "  unknown"),
            State::NotApplicable => ("  –".to_owned(), Role::Dim, "  does not apply"),
        };
        let plain = if reading.points() == 0 { Role::Dim } else { Role::Plain };
        let full =
            format!("{} · {points} points\n{}\n\n{}", reading.code, reading.sentence(data.today), reading.remedy.words);
        rows.push(Row::blank());
        rows.push(
            Row::said(role, format!("{points}  "))
                .column(Role::Dim, 3, reading.code)
                .piece(plain, reading.sentence(data.today))
                .piece(Role::Dim, word)
                .full(full),
        );
        if reading.points() > 0 {
            rows.push(Row::said(Role::Dim, format!("         → {}", reading.remedy.words)));
        }
    }
    rows
}
