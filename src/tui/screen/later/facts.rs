//! What the book already knows for each of these screens.

use super::{About, Facts};
use crate::book::Book;
use crate::domain::commitment::Commitment;
use crate::domain::day::spoken;
use crate::domain::money::grouped;
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::tui::pen::Look;
use crate::tui::place::Place;
use crate::tui::risk_mark;
use crate::tui::widget::table::{Cell, Column, cell};

/// How far ahead these lists reach.
const REACH: usize = 500;

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
        Place::Programme => programme(book),
        Place::Team
        | Place::Today
        | Place::Pipeline
        | Place::Renewals
        | Place::Accounts
        | Place::Score
        | Place::History => Ok(Facts::default()),
    }
}

#[rustfmt::skip]
const PROGRAMME: &[Column] = &[
    Column::words ("Due",      12, 0, Column::KEEP),
    Column::words ("Kind",     10, 0, 4),
    Column::words ("What",     24, 4, Column::KEEP),
    Column::words ("To whom",  18, 2, 7),
    Column::words ("Who",      14, 1, 5),
];

fn programme(book: &mut Book) -> Result<Facts> {
    let today = book.today();
    let mut open: Vec<Commitment> = book.all()?;
    open.retain(|one| one.kept_on.is_none() && one.broken_on.is_none());
    open.sort_by_key(|one| (one.due.is_none(), one.due));
    let late = open.iter().filter(|one| one.due.is_some_and(|due| due < today)).count();
    let answer = format!("{} open · {} overdue", grouped(&open.len().to_string()), grouped(&late.to_string()));
    let mut rows = Vec::new();
    for one in open.iter().take(REACH) {
        let name = one.account.map(|account| book.get(account)).transpose()?.map(|account| account.name);
        let due = one.due.map_or_else(|| "no date".to_owned(), |due| spoken(due, today));
        let pieces = vec![
            if one.due.is_some_and(|due| due < today) { Piece::Risk(Band::AtRisk, due) } else { Piece::Said(due) },
            Piece::Dim(one.kind.word().to_owned()),
            Piece::Said(one.what.clone()),
            Piece::Name(name.clone().unwrap_or_else(|| "everybody".to_owned())),
            Piece::Dim(book.member_name(one.owner)),
        ];
        let about = one.account.map_or(About::Nothing, |account| About::Account(account, name.unwrap_or_default()));
        rows.push((about, pieces));
    }
    Ok(Facts {
        columns: PROGRAMME,
        rows,
        answer: format!("commitments: {answer}"),
        empty: "No commitment is open. A promise is made with : new promise, or with !promise in a log line.",
        missing: "Charter, company news, insights and the huddle are not built yet. Enter opens the account.",
    })
}
