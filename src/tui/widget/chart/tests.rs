//! Curves as they look.

use super::*;
use crate::tui::canvas::Charset;
use crate::tui::testing::drawn;

fn curve(words: &str, n: u64, by_year: &[f64]) -> Curve {
    let knots = by_year.iter().enumerate().map(|(year, y)| {
        let reach = 0.02 + 0.02 * year as f64;
        Knot { x: 365.0 * (year + 1) as f64 - 180.0, y: *y, band: Some((y - reach, (y + reach).min(1.0))) }
    });
    Curve { words: words.into(), n, start: 1.0, knots: knots.collect(), end: 365.0 * by_year.len() as f64 }
}

fn draw(canvas: &mut Canvas<'_>, area: Rect, curves: &[Curve], selected: Option<usize>) {
    let chart = StepChart {
        curves,
        selected,
        x: (0.0, 1_825.0),
        y: (0.0, 1.0),
        x_ticks: &[0.0, 365.0, 730.0, 1_095.0, 1_460.0, 1_825.0],
        x_words: &|x| format!("{:.0} y", x / 365.0),
        y_words: &|y| format!("{:.0} %", y * 100.0),
        few: 10,
    };
    chart.draw(canvas, area);
}

fn one() -> Vec<Curve> {
    vec![curve("54 %", 240, &[0.93, 0.85, 0.74, 0.61, 0.54])]
}

fn four() -> Vec<Curve> {
    vec![
        curve("A 88 %", 60, &[0.99, 0.97, 0.93, 0.91, 0.88]),
        curve("B 54 %", 90, &[0.93, 0.85, 0.74, 0.61, 0.54]),
        curve("東京 50 %", 40, &[0.83, 0.75, 0.64, 0.51, 0.50]),
        curve("D 20 %", 7, &[0.8, 0.2]),
    ]
}

#[test]
fn a_curve_with_its_band_looks_as_it_should() {
    for size in [(30, 8), (60, 14), (120, 24)] {
        let name = format!("curve_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, drawn(size, Charset::Full, |canvas, area| draw(canvas, area, &one(), None)));
    }
    let plain = drawn((60, 14), Charset::Ascii, |canvas, area| draw(canvas, area, &one(), None));
    assert!(plain.is_ascii(), "{plain}");
    insta::assert_snapshot!("curve_ascii_60x14", plain);
}

#[test]
fn groups_are_told_apart_without_colour() {
    for charset in [Charset::Full, Charset::Ascii] {
        let name = format!("curves_{charset:?}_60x14");
        insta::assert_snapshot!(name, drawn((60, 14), charset, |canvas, area| draw(canvas, area, &four(), Some(1))));
    }
}

#[test]
fn few_are_told_as_a_number() {
    let few = [curve("50 %", 7, &[0.5])];
    let shown = drawn((40, 8), Charset::Full, |canvas, area| draw(canvas, area, &few, None));
    assert_eq!(shown.trim(), "n = 7 is too few for a curve.");
}

#[test]
fn no_size_and_no_number_breaks_it() {
    let odd = [
        curve("", 0, &[]),
        curve("flat", 100, &[]),
        Curve {
            knots: vec![Knot { x: f64::NAN, y: f64::NAN, band: Some((2.0, -1.0)) }],
            ..curve("no number", 100, &[0.5])
        },
        curve("a name that is far longer than all the room there is", 99, &[0.5, 0.4]),
    ];
    for size in [(0, 0), (1, 1), (2, 40), (80, 1), (9, 3), (12, 4), (20, 5), (300, 60)] {
        for charset in [Charset::Full, Charset::Ascii] {
            drawn(size, charset, |canvas, area| draw(canvas, area, &odd, Some(2)));
            drawn(size, charset, |canvas, area| draw(canvas, area, &[], None));
            drawn(size, charset, |canvas, area| draw(canvas, area, &one(), Some(9)));
        }
    }
}
