//! Rows and cells that were not taken, by the reason, so that a thousand of one kind are one line.

use super::report::Skipped;
use crate::exchange::table::Rejection;

/// A reason and the rows it holds for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The column; empty where the row as a whole is meant.
    pub column: String,
    /// Why, as it is said of the first row.
    pub sentence: String,
    /// The physical lines of the file.
    pub lines: Vec<u64>,
}

/// Rows passed over on purpose, by their reason, in the order of the file.
pub fn skipped(rows: &[Skipped]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for row in rows {
        match reasons.iter_mut().find(|reason| reason.sentence == row.reason) {
            Some(reason) => reason.lines.push(row.line),
            None => reasons.push(Reason { column: String::new(), sentence: row.reason.clone(), lines: vec![row.line] }),
        }
    }
    reasons
}

/// What could not be taken, by column and reason, the commonest first; what a reason quotes does not divide it.
pub fn rejected(all: &[Rejection]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for wrong in all {
        let is_same = |known: &&mut Reason| {
            known.column == wrong.column && unquoted(&known.sentence) == unquoted(&sentence(wrong))
        };
        match reasons.iter_mut().find(is_same) {
            Some(reason) => reason.lines.push(wrong.line),
            None => reasons.push(Reason {
                column: wrong.column.clone(),
                sentence: sentence(wrong),
                lines: vec![wrong.line],
            }),
        }
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.lines.len()));
    reasons
}

/// What is wrong, with the value where the reason does not name it.
fn sentence(wrong: &Rejection) -> String {
    let is_told = wrong.value.is_empty() || wrong.reason.contains(&wrong.value);
    if is_told { wrong.reason.clone() } else { format!("“{}”: {}", wrong.value, wrong.reason) }
}

/// A reason without what it quotes.
fn unquoted(reason: &str) -> String {
    reason.split(['“', '”']).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_reason_are_told_together_whatever_they_quote() {
        let wrong = |line, value: &str| Rejection {
            line,
            column: "Since".into(),
            value: value.into(),
            reason: "is no day.".into(),
        };
        let told = rejected(&[wrong(2, "soon"), wrong(7, "later")]);
        assert_eq!((told.len(), &told[0].lines), (1, &vec![2, 7]));
        assert_eq!(told[0].sentence, "“soon”: is no day.");
        let row = |line| Skipped { line, reason: "a prospect".into() };
        assert_eq!(skipped(&[row(3), row(4)])[0].lines, [3, 4]);
    }
}
