//! Scores as they look.

use super::*;
use crate::domain::risk::points::Points;
use crate::tui::canvas::Charset;
use crate::tui::testing::drawn;

fn months() -> Vec<Day> {
    let today = Day::parse("2026-11-22").unwrap();
    (0..24).map(|index| today.month_start().plus_months_back(23 - index)).collect()
}

fn scores() -> Vec<Option<u32>> {
    let known = [4, 4, 8, 8, 12, 18, 18, 22, 26, 26, 31, 31, 28, 34, 41, 47, 52, 38];
    (0..6).map(|_| None).chain(known.map(Some)).collect()
}

fn draw(canvas: &mut Canvas<'_>, area: Rect, lines: &[Line<'_>]) {
    let points = Points::shipped().unwrap();
    ScoreChart { months: &months(), lines, bands: &points.bands }.draw(canvas, area);
}

#[test]
fn a_score_passes_through_its_bands() {
    let scores = scores();
    let lines = [Line { name: "", scores: &scores }];
    for size in [(40, 9), (70, 14), (110, 20)] {
        let name = format!("score_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, drawn(size, Charset::Full, |canvas, area| draw(canvas, area, &lines)));
    }
    let plain = drawn((70, 14), Charset::Ascii, |canvas, area| draw(canvas, area, &lines));
    assert!(plain.is_ascii(), "{plain}");
    insta::assert_snapshot!("score_ascii_70x14", plain);
}

#[test]
fn gaps_stay_gaps_and_a_month_alone_is_a_point() {
    let alone: Vec<Option<u32>> = (0..24).map(|month| (month % 5 == 4).then_some(20)).collect();
    let lines = [Line { name: "", scores: &alone }];
    insta::assert_snapshot!(drawn((70, 8), Charset::Full, |canvas, area| draw(canvas, area, &lines)));
    let none = [None; 24];
    let shown = drawn((60, 8), Charset::Full, |canvas, area| draw(canvas, area, &[Line { name: "", scores: &none }]));
    assert_eq!(shown.trim(), "No score is known of these months.");
}

#[test]
fn no_size_and_no_number_of_months_breaks_it() {
    let scores = scores();
    let high = [Some(100); 40];
    for size in [(0, 0), (1, 1), (9, 3), (12, 4), (47, 5), (48, 5), (300, 60)] {
        for charset in [Charset::Full, Charset::Ascii] {
            let lines = [Line { name: "東京電力", scores: &scores }, Line { name: "", scores: &high }];
            drawn(size, charset, |canvas, area| draw(canvas, area, &lines));
            drawn(size, charset, |canvas, area| draw(canvas, area, &[Line { name: "", scores: &scores[..1] }]));
            drawn(size, charset, |canvas, area| draw(canvas, area, &[]));
        }
    }
}
