//! Files of one import that share a key: a column that is the key of accounts in one file leads to them from the others,
//! whatever it is called.

use super::ImportOptions;
use super::plan::FilePlan;
use crate::book::Book;
use crate::domain::noun::Noun;
use crate::domain::text::same_word;
use crate::exchange::headers::{MapTo, Mapping, is_known};
use crate::exchange::overrides::ColumnOverride;
use crate::exchange::preview::FilePreview;
use crate::exchange::shape::Shape;
use std::path::Path;

impl Book {
    /// Reads the files and says what was understood of each.
    ///
    /// A folder stands for the files in it; a workbook, an archive or a JSON tree has a plan for each of its tables.
    pub fn plan_import(&self, paths: &[impl AsRef<Path>], options: &ImportOptions) -> Vec<FilePlan> {
        let mut plans = self.plan_each(paths, options);
        join(&mut plans);
        plans
    }
}

/// Lets the files point to the accounts of the others by a column that is called as the key is there.
fn join(plans: &mut [FilePlan]) {
    let keys: Vec<(usize, String, String)> = plans.iter().enumerate().filter_map(|(at, plan)| key(at, plan)).collect();
    for (of, header, file) in keys {
        for (at, plan) in plans.iter_mut().enumerate() {
            if at == of || !plan.understood.as_ref().is_ok_and(|seen| lacks(seen, &header)) {
                continue;
            }
            let said = plan.overrides.clone();
            let mut overrides = said.clone();
            let target = MapTo::Field("account_id".to_owned());
            overrides.columns.push(ColumnOverride { mapping: Mapping { column: header.clone(), target }, hint: None });
            if plan.read_again(overrides).is_ok() {
                plan.notes.push(format!("“{header}” leads to the accounts of {file}."));
            }
            // Nobody said it, so that it is not remembered as said.
            plan.overrides = said;
        }
    }
}

/// What the key of accounts is called in a file, where that is no word that anybody uses for it.
fn key(at: usize, plan: &FilePlan) -> Option<(usize, String, String)> {
    let seen =
        plan.understood.as_ref().ok().filter(|seen| seen.shape == Shape::Of(Noun::Accounts) && !seen.is_own())?;
    let header = &seen.field("external_id").filter(|_| seen.lack().is_none())?.header;
    (!is_known(header)).then(|| (at, header.clone(), plan.name()))
}

/// Whether the rows could be led to their account by the column, and are not.
fn lacks(seen: &FilePreview, header: &str) -> bool {
    let at = seen.header.iter().position(|name| same_word(name, header));
    let is_free = at.is_some_and(|at| seen.fields.iter().all(|field| !field.places.contains(&at)));
    is_free && !seen.is_own() && seen.shape.column("account_id").is_some() && seen.field("account_id").is_none()
}
