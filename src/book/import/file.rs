//! One file on its way in: what it is, and where in it a problem stands.

use super::{Accounts, ImportOptions};
use crate::domain::noun::Noun;
use crate::domain::problem::Problem;
use crate::domain::stages::Stages;
use crate::exchange::cells::Cells;
use crate::exchange::preview::FilePreview;
use crate::exchange::shape::Shape;
use crate::exchange::table::Rejection;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One file on its way in.
pub(super) struct File<'a> {
    pub(super) preview: &'a FilePreview,
    pub(super) stages: &'a Stages,
    /// Which kinds of record the import brings in files of their own.
    pub(super) brings: &'a [Shape],
    /// What the user says beside the files.
    pub(super) options: &'a ImportOptions,
}

impl File<'_> {
    pub(super) fn reject(&self, cells: &Cells<'_>, problem: &Problem) -> Rejection {
        place_problem(self, cells, problem)
    }

    /// Whether an account that a row names and the book lacks is made: not of our own files, whose keys are no names, and
    /// of address books, calendars and mail only where the user says so.
    pub(super) fn makes_accounts(&self) -> bool {
        let of_strangers =
            self.preview.is_address_book || matches!(self.preview.source.format(), Some("calendar" | "mail"));
        match self.options.accounts {
            Accounts::Known => false,
            Accounts::Made => !self.preview.is_own(),
            Accounts::Usual => !self.preview.is_own() && !of_strangers,
        }
    }

    pub(super) fn brings(&self, noun: Noun) -> bool {
        self.brings.contains(&Shape::Of(noun))
    }
}

/// Which of a problem's fields stands in which column.
fn place_problem(file: &File<'_>, cells: &Cells<'_>, problem: &Problem) -> Rejection {
    let column = |name: &&str| file.preview.field(name);
    let field = match problem.field {
        Some("account") => ["account", "account_id", "account_domain", "contact_id"].iter().find_map(column),
        Some(name) => column(&name),
        None => None,
    };
    cells.reject(field, problem.sentence.clone())
}

/// The rejection of a row whose key an earlier row of the file has.
pub(super) fn twice(file: &File<'_>, cells: &Cells<'_>, keys: &mut HashMap<u64, u64>) -> Option<Rejection> {
    let field = file.preview.field("external_id");
    let key = cells.word(field)?;
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    match keys.entry(hasher.finish()) {
        std::collections::hash_map::Entry::Occupied(line) => {
            Some(cells.reject(field, format!("line {} has the same key; give each record its own.", line.get())))
        }
        std::collections::hash_map::Entry::Vacant(free) => {
            free.insert(cells.line());
            None
        }
    }
}
