//! Why the rows of a file cannot be told, or not all that they need, and which option says it.

use crate::domain::problem::Problem;
use crate::exchange::shape::Shape;

fn shown(header: &[String], many: usize) -> String {
    let names: Vec<_> = header
        .iter()
        .filter(|name| !name.is_empty())
        .take(many)
        .map(|name| crate::domain::text::fit(name, 24))
        .collect();
    format!("{}{}", names.join(", "), if header.len() > many { ", …" } else { "" })
}

/// Nothing is said for any kind of row.
pub(super) fn unknown(header: &[String]) -> Problem {
    Problem::input(format!(
        "the columns ({}) do not tell what the rows are: say it with --as accounts, contacts, contracts, deals or activities, \
         and which column is what with --map COLUMN=FIELD.",
        shown(header, 6)
    ))
}

/// What is said is for rows that no book holds.
pub(super) fn not_kept(what: &str) -> Problem {
    Problem::input(format!(
        "the file looks like {what}, which mainstay does not import; say --as NOUN if that is wrong."
    ))
}

/// The kind is known, and none of the columns fills one of the fields that it needs.
pub(super) fn lacking(shape: Shape, group: &[&str], header: &[String]) -> Problem {
    Problem::input(format!(
        "the rows look like {}, and no column gives their {}; say which of {} does with --map COLUMN={}.",
        shape.word(),
        match group[0] {
            "on" => "day".to_owned(),
            field => field.replace("external_id", "id").replace('_', " "),
        },
        shown(header, 12),
        group[0]
    ))
}
