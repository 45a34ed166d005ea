//! A logistic regression that is drawn to what is believed beforehand (maximum a posteriori, METHOD §5.4).

/// What is believed of a weight beforehand: a normal distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub width: f64,
}

/// One row: what it says in each place, what is added to its log-odds in any case, its weight, and whether it left.
pub type Row = (Vec<f64>, f64, f64, bool);

/// So many steps of Newton's method are more than any prior that is proper needs.
const STEPS: usize = 60;

/// The weights at which likelihood times prior is highest. Each prior has a width, so there is exactly one such place; `None`
/// where a number is none, or a row and the priors differ in length.
pub fn fit(rows: &[Row], priors: &[Prior]) -> Option<Vec<f64>> {
    let n = priors.len();
    if rows.iter().any(|(row, ..)| row.len() != n) {
        return None;
    }
    let mut weights: Vec<f64> = priors.iter().map(|prior| prior.mean).collect();
    let mut height = posterior(rows, priors, &weights);
    for _ in 0..STEPS {
        let (gradient, mut curvature) = slope(rows, priors, &weights);
        let step = solve(&mut curvature, gradient)?;
        let mut part = 1.0;
        loop {
            let next: Vec<f64> = weights.iter().zip(&step).map(|(weight, step)| weight + part * step).collect();
            let reached = posterior(rows, priors, &next);
            if reached >= height - 1e-9 * (1.0 + height.abs()) || part < 1e-6 {
                (weights, height) = (next, reached);
                break;
            }
            part /= 2.0;
        }
        if step.iter().all(|step| step.abs() < 1e-9) {
            break;
        }
    }
    weights.iter().all(|weight| weight.is_finite()).then_some(weights)
}

fn logit(row: &Row, weights: &[f64]) -> f64 {
    row.1 + row.0.iter().zip(weights).map(|(one, weight)| one * weight).sum::<f64>()
}

/// The logarithm of likelihood times prior, but for a constant.
fn posterior(rows: &[Row], priors: &[Prior], weights: &[f64]) -> f64 {
    let told = rows.iter().map(|row| {
        let towards = if row.3 { logit(row, weights) } else { -logit(row, weights) };
        row.2 * (towards.min(0.0) - (-towards.abs()).exp().ln_1p())
    });
    let believed =
        priors.iter().zip(weights).map(|(prior, weight)| ((weight - prior.mean) / prior.width).powi(2) / 2.0);
    told.sum::<f64>() - believed.sum::<f64>()
}

/// The gradient, and the curvature as its lower triangle, row by row.
fn slope(rows: &[Row], priors: &[Prior], weights: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = priors.len();
    let (mut gradient, mut curvature) = (vec![0.0; n], vec![vec![0.0; n]; n]);
    for row in rows {
        let p = 1.0 / (1.0 + (-logit(row, weights)).exp());
        let (miss, spread) = (row.2 * (f64::from(row.3) - p), row.2 * p * (1.0 - p));
        for (place, one) in row.0.iter().enumerate().filter(|(_, one)| **one != 0.0) {
            gradient[place] += miss * one;
            for (other, two) in row.0[..=place].iter().enumerate().filter(|(_, two)| **two != 0.0) {
                curvature[place][other] += spread * one * two;
            }
        }
    }
    for (place, prior) in priors.iter().enumerate() {
        let tightness = prior.width.powi(-2);
        gradient[place] -= (weights[place] - prior.mean) * tightness;
        curvature[place][place] += tightness;
    }
    (gradient, curvature)
}

/// Solves `matrix · x = right` by Cholesky's method; the matrix is symmetric, its lower triangle given, and is used up.
fn solve(matrix: &mut [Vec<f64>], mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    for row in 0..n {
        for column in 0..=row {
            let known: f64 = (0..column).map(|at| matrix[row][at] * matrix[column][at]).sum();
            let rest = matrix[row][column] - known;
            matrix[row][column] = if row == column {
                Some(rest).filter(|rest| *rest > 0.0)?.sqrt()
            } else {
                rest / matrix[column][column]
            };
        }
    }
    for row in 0..n {
        let known: f64 = (0..row).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|at| matrix[at][row] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::statistics::accuracy::refit;

    const FREE: Prior = Prior { mean: 0.0, width: 1e4 };

    fn rows(count: usize) -> Vec<Row> {
        (0..count).map(|at| (vec![1.0, (at % 10) as f64], 0.0, 1.0, (at * 7 % 13) < at % 10)).collect()
    }

    #[test]
    fn with_a_wide_prior_it_is_the_plain_regression() {
        let rows = rows(200);
        let scored: Vec<(f64, bool)> = rows.iter().map(|row| (row.0[1], row.3)).collect();
        let (plain, drawn) = (refit(&scored).unwrap(), fit(&rows, &[FREE, FREE]).unwrap());
        assert!((plain.alpha - drawn[0]).abs() < 1e-5 && (plain.slope - drawn[1]).abs() < 1e-5, "{plain:?} {drawn:?}");
    }

    #[test]
    fn with_a_narrow_prior_it_stays_and_without_rows_it_is_the_prior() {
        let narrow = Prior { mean: 0.35, width: 1e-4 };
        let drawn = fit(&rows(200), &[FREE, narrow]).unwrap();
        assert!((drawn[1] - 0.35).abs() < 1e-3, "{drawn:?}");
        assert_eq!(fit(&[], &[narrow, narrow]).unwrap(), [0.35, 0.35]);
        assert_eq!(fit(&rows(3), &[narrow]), None, "lengths differ");
    }

    #[test]
    fn an_offset_is_taken_off_and_a_weight_counts_as_often() {
        let plain = fit(&rows(200), &[FREE, FREE]).unwrap();
        let moved: Vec<Row> = rows(200).into_iter().map(|row| (row.0, 2.0, row.2, row.3)).collect();
        let moved = fit(&moved, &[FREE, FREE]).unwrap();
        assert!((moved[0] - plain[0] + 2.0).abs() < 1e-4);
        let own = Prior { mean: 0.0, width: 0.5 };
        let twice: Vec<Row> = rows(200).into_iter().map(|row| (row.0, row.1, 2.0, row.3)).collect();
        let doubled = [rows(200), rows(200)].concat();
        let (twice, doubled) = (fit(&twice, &[own, own]).unwrap(), fit(&doubled, &[own, own]).unwrap());
        assert!(twice.iter().zip(&doubled).all(|(one, other)| (one - other).abs() < 1e-9));
    }
}
