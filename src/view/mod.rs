//! Lists, each declared once: the columns of a screen, of an exported file, of printed lines and of JSON are one declaration,
//! so that all four have the same fields under the same names.
//!
//! A key with a point in it (`minutes.expected`) is a key within another one in JSON.

pub(crate) mod accounts;
pub(crate) mod ahead;
pub(crate) mod assignments;
pub(crate) mod column;
pub(crate) mod exposure;
pub(crate) mod inside;
pub(crate) mod members;
pub(crate) mod order;
pub(crate) mod renewals;
pub(crate) mod risk;
pub(crate) mod team;
pub(crate) mod what_if;

pub(crate) use column::{Around, Cell, Column, Heading, Ink, Piece, Side, Value, cell};
pub(crate) use order::{Head, Order};

use serde_json::{Map, Value as Json};

/// The row as JSON: every column under its key. Of keys within another one that all are null, the outer one is null.
pub(crate) fn json<T>(columns: &[Column<T>], row: &T, around: &Around<'_>) -> Json {
    let mut whole = Map::new();
    for column in columns {
        insert(&mut whole, column.key, (column.value)(row, around).json());
    }
    for (_, value) in &mut whole {
        nothing_known(value);
    }
    Json::Object(whole)
}

fn insert(object: &mut Map<String, Json>, key: &str, value: Json) {
    let Some((outer, inner)) = key.split_once('.') else {
        object.insert(key.to_owned(), value);
        return;
    };
    if let Json::Object(outer) = object.entry(outer).or_insert_with(|| Json::Object(Map::new())) {
        insert(outer, inner, value);
    }
}

fn nothing_known(value: &mut Json) {
    let Json::Object(inner) = value else { return };
    inner.iter_mut().for_each(|(_, value)| nothing_known(value));
    if !inner.is_empty() && inner.values().all(Json::is_null) {
        *value = Json::Null;
    }
}

/// The keys of all columns: the first line of an exported file.
pub(crate) fn keys<T>(columns: &[Column<T>]) -> Vec<String> {
    columns.iter().map(|column| column.key.to_owned()).collect()
}

/// The row as it is exported: every column.
pub(crate) fn exported<T>(columns: &[Column<T>], row: &T, around: &Around<'_>) -> Vec<String> {
    columns.iter().map(|column| (column.value)(row, around).text()).collect()
}

/// What a screen shows of a row in the column with this key.
pub(crate) fn cell_of<T>(columns: &[Column<T>], key: &str, row: &T, around: &Around<'_>) -> Cell {
    let column = columns.iter().find(|column| column.key == key).and_then(|column| column.screen.as_ref());
    column.map_or_else(Vec::new, |(_, show)| show.cell(row, around))
}

/// The row as a printed line: the columns that are printed.
pub(crate) fn printed<T>(columns: &[Column<T>], row: &T, around: &Around<'_>) -> String {
    let words = columns.iter().filter_map(|column| column.print.map(|print| print(row, around)));
    words.collect::<Vec<_>>().join(" ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Of = Column<(u32, Option<i64>)>;

    const LIST: &[Of] = &[
        Of::new("count", |row, _| Value::count(row.0)).print(|row, _| format!("{:>3}", row.0)),
        Of::new("minutes.prep", |row, _| Value::count(row.0)),
        Of::new("minutes.contact", |_, _| Value::count(0_u32)),
        Of::new("value", |row, around| around.money(row.1)).print(|_, _| String::new()),
        Of::new("is_new", |_, _| Value::Bool(true)),
    ];

    /// The keys of JSON, those within another one behind a point; an empty or missing object is its own key.
    fn leaves(value: &Json, before: &str, found: &mut Vec<String>) {
        match value {
            Json::Object(inner) if !inner.is_empty() => {
                for (key, value) in inner {
                    leaves(value, &format!("{before}{}{key}", if before.is_empty() { "" } else { "." }), found);
                }
            }
            _ => found.push(before.to_owned()),
        }
    }

    fn holds<T>(columns: &[Column<T>], rows: &[T], around: &Around<'_>) {
        let keys = keys(columns);
        let once: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(once.len(), keys.len(), "{keys:?}");
        assert!(!rows.is_empty());
        for row in rows {
            let mut found = Vec::new();
            leaves(&json(columns, row, around), "", &mut found);
            for key in &found {
                let is_null = keys.iter().any(|other| other.starts_with(&format!("{key}.")));
                assert!(keys.contains(key) || is_null, "{key} of {keys:?}");
            }
            for key in &keys {
                let is_there = found.iter().any(|other| other == key || key.starts_with(&format!("{other}.")));
                assert!(is_there, "{key} of {found:?}");
            }
            assert_eq!(exported(columns, row, around).len(), keys.len());
        }
        shows(columns, rows, around);
        assert!(columns.iter().any(|column| column.print.is_some()));
    }

    /// That a screen shows it, that no title stands there twice, and that each column puts the rows in an order.
    fn shows<T>(columns: &[Column<T>], rows: &[T], around: &Around<'_>) {
        let titles: Vec<&str> = order::heads(columns).iter().map(|head| head.title).collect();
        let once: std::collections::BTreeSet<_> = titles.iter().collect();
        assert!(titles.len() >= 3 && once.len() == titles.len(), "{titles:?}");
        for head in order::heads(columns) {
            for down in [true, false] {
                let mut places: Vec<usize> = (0..rows.len()).collect();
                order::sort(&mut places, columns, Order { key: head.key, down }, rows, around);
                let column = columns.iter().find(|column| column.key == head.key).unwrap();
                let values: Vec<Value> = places.iter().map(|at| column.sorts_by(&rows[*at], around)).collect();
                let is_in_order = |pair: &[Value]| pair[0].order(&pair[1], down).is_le();
                assert!(values.windows(2).all(is_in_order), "{} {down}: {values:?}", head.title);
                let known = values.iter().position(|value| *value == Value::None).unwrap_or(values.len());
                assert!(values[known..].iter().all(|value| *value == Value::None), "unknown comes last");
                places.sort_unstable();
                assert!(places.into_iter().eq(0..rows.len()), "each row once");
            }
        }
    }

    #[test]
    fn the_lists_of_a_book_have_the_same_fields_in_files_and_in_json() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = crate::book::demo::Recipe { accounts: 40, seed: 7 };
        let day = crate::domain::day::Day::parse("2026-11-22").ok();
        let mut book = crate::book::Book::make_up(&folder.path().join("book.db"), recipe, day).unwrap();
        let around = Around::of(&book);
        let people = book.people().unwrap();
        holds(team::MEMBERS, &people.list, &around);
        holds(team::TURNOVER, &book.member_attrition().unwrap(), &around);
        let held = book.assignments_held(people.list[0].member.id).unwrap();
        holds(assignments::SEATS, &held.list, &Around { member: Some(&held.member), ..around });
        let lines = book.renewals(120).unwrap();
        let lines: Vec<_> = lines.into_iter().map(|one| renewals::line(&book, one)).collect();
        holds(renewals::LINES, &lines, &around);
        holds(ahead::AHEAD, &book.ahead().unwrap(), &around);
    }

    #[test]
    fn the_lists_of_accounts_have_the_same_fields_in_files_and_in_json() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = crate::book::demo::Recipe { accounts: 40, seed: 7 };
        let day = crate::domain::day::Day::parse("2026-11-22").ok();
        let mut book = crate::book::Book::make_up(&folder.path().join("book.db"), recipe, day).unwrap();
        let filter = book.filter("").unwrap();
        let lines = book.accounts(&filter, crate::book::SortBy::Risk).unwrap();
        let around = Around::of(&book);
        holds(accounts::ACCOUNTS, &accounts::AccountLine::in_full(&lines, &mut book).unwrap(), &around);
        let risks: Vec<_> = book.risks().unwrap().iter().map(|risk| risk::RiskLine::explained(&book, risk)).collect();
        holds(risk::RISKS, &risks, &around);
        let (board, gaps) = (book.board().unwrap(), book.gaps().unwrap());
        let place = board.stages.iter().position(|stage| stage.here.count > 0).unwrap();
        shows(members::IN_STAGE, &book.stage_members(place).unwrap(), &around);
        shows(members::LOST, &board.lost, &around);
        shows(members::WON_BACK, &board.won_back, &around);
        let gapped: Vec<_> = gaps.accounts.iter().map(|one| book.gapped(one).unwrap()).collect();
        shows(members::GAPPED, &gapped, &around);
    }

    #[test]
    fn the_lists_of_the_team_have_the_same_fields_in_files_and_in_json() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = crate::book::demo::Recipe { accounts: 40, seed: 7 };
        let day = crate::domain::day::Day::parse("2026-11-22").ok();
        let book = crate::book::Book::make_up(&folder.path().join("book.db"), recipe, day).unwrap();
        let around = Around::of(&book);
        let (exposed, within) = (book.exposure().unwrap(), book.inside().unwrap());
        holds(exposure::HELD, &exposed.lines, &around);
        let quick: Vec<_> = exposed.quick_wins().map(|(one, win)| exposure::Quick(one, win)).collect();
        holds(exposure::Quick::COLUMNS, &quick, &around);
        shows(exposure::VETERANS, &exposed.veterans, &around);
        shows(exposure::DOUBTS, &exposed.suspected_departures, &around);
        let credits: Vec<_> = within.credits.iter().map(inside::Link::Credit).collect();
        shows(inside::Link::COLUMNS, &credits, &around);
        holds(inside::WINS, &within.wins, &around);
        shows(inside::TELLS, &within.tells, &around);
        let member = book.people().unwrap().list[0].member.id;
        holds(what_if::LEAVING, &book.what_if(member).unwrap().held, &around);
    }

    #[test]
    fn every_output_has_the_same_fields_under_the_same_names() {
        let around = Around {
            today: crate::domain::day::Day::ZERO,
            currency: crate::domain::money::Currency::EUR,
            member: None,
        };
        let row = (7, Some(123_450));
        let json = json(LIST, &row, &around);
        assert_eq!(json.to_string(), r#"{"count":7,"is_new":true,"minutes":{"contact":0,"prep":7},"value":1234.5}"#);
        assert_eq!(exported(LIST, &row, &around), ["7", "7", "0", "1234.50", "yes"]);
        assert_eq!(keys(LIST), ["count", "minutes.prep", "minutes.contact", "value", "is_new"]);
        assert_eq!(printed(LIST, &row, &around), "  7");
        assert_eq!(exported(LIST, &(7, None), &around)[3], "");
    }
}
