//! What the book already knows for each of these screens.

use super::{About, Facts};
use crate::book::{Book, SortBy};
use crate::domain::day::spoken;
use crate::domain::filter::Filter;
use crate::domain::member::Member;
use crate::domain::money::{Money, grouped};
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::tui::pen::Look;
use crate::tui::place::Place;
use crate::tui::risk_mark;
use crate::tui::widget::table::{Cell, Column, cell};
use std::collections::HashMap;

/// A piece of text by what it is.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Name(String),
    Said(String),
    Dim(String),
    Risk(Band, String),
}

impl Piece {
    /// Its words.
    pub(crate) fn words(&self) -> String {
        match self {
            Piece::Name(words) | Piece::Said(words) | Piece::Dim(words) | Piece::Risk(_, words) => words.clone(),
        }
    }

    /// The piece in the styles of a theme.
    pub(crate) fn cell(&self, look: &Look) -> Cell {
        let theme = &look.theme;
        match self {
            Piece::Name(words) => cell(words.clone(), theme.strong),
            Piece::Said(words) => cell(words.clone(), theme.plain),
            Piece::Dim(words) => cell(words.clone(), theme.dim),
            Piece::Risk(band, words) => cell(words.clone(), risk_mark::style(*band, theme)),
        }
    }
}

/// Reads the facts of a place.
pub(crate) fn read(place: Place, book: &mut Book) -> Result<Facts> {
    match place {
        Place::Team => team(book),
        Place::Today
        | Place::Pipeline
        | Place::Renewals
        | Place::Accounts
        | Place::Programme
        | Place::Score
        | Place::History => Ok(Facts::default()),
    }
}

#[rustfmt::skip]
const TEAM: &[Column] = &[
    Column::words ("Who",        18, 2, Column::KEEP),
    Column::words ("Title",      16, 2, 2),
    Column::number("Leads",       6, 9),
    Column::number("Value",       9, 8),
    Column::number("At risk",     9, 7),
    Column::words ("Since",      12, 0, 4),
    Column::words ("",           14, 0, 5),
];

fn team(book: &mut Book) -> Result<Facts> {
    let today = book.today();
    let currency = book.currency();
    let mut led: HashMap<String, (u64, i64, i64)> = HashMap::new();
    let roster = book.roster()?;
    for line in roster.select(&Filter::default(), SortBy::Name, today) {
        if let Some(account) = roster.at(line) {
            let entry = led.entry(account.owner().to_owned()).or_default();
            entry.0 += 1;
            entry.1 += account.value().unwrap_or(0);
            entry.2 += account.at_risk().unwrap_or(0);
        }
    }
    let mut members: Vec<Member> = book.all()?;
    members.sort_by_key(|one| {
        (one.left_on.is_some(), std::cmp::Reverse(led.get(&one.name).map_or(0, |led| led.1)), one.name.clone())
    });
    let alone = led.get("").map_or(0, |led| led.0);
    let present = members.iter().filter(|one| one.left_on.is_none()).count();
    let nobodys =
        if alone > 0 { format!(" · {} accounts led by nobody", grouped(&alone.to_string())) } else { String::new() };
    let rows = members.iter().map(|one| {
        let (accounts, value, risk) = led.get(&one.name).copied().unwrap_or_default();
        let money = |minor| if accounts == 0 { "—".to_owned() } else { Money::new(minor, currency).short() };
        let left = one.left_on.map_or_else(String::new, |day| format!("left {}", spoken(day, today)));
        let pieces = vec![
            Piece::Name(one.name.clone()),
            Piece::Dim(one.title.clone().or_else(|| one.function.clone()).unwrap_or_default()),
            Piece::Said(grouped(&accounts.to_string())),
            Piece::Said(money(value)),
            Piece::Said(money(risk)),
            Piece::Dim(one.started_on.map_or_else(|| "—".to_owned(), |day| spoken(day, today))),
            Piece::Risk(Band::Watch, left),
        ];
        (About::Member(one.id, one.name.clone()), pieces)
    });
    Ok(Facts {
        columns: TEAM,
        rows: rows.collect(),
        answer: format!("{present} of ours{nobodys}"),
        empty: "Nobody of ours is known. n adds somebody, or import members.",
        missing: "Minutes and capacity, exposure and “what if somebody leaves” are not built yet. Enter lists whom they lead.",
    })
}
