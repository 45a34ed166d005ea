//! What was said about a file, kept for the next one with the same columns.
//!
//! It is about files and not about customers: it is no entry of the history, and undo leaves it. A file is known again by
//! its headings in any order; what somebody says now goes before what was said then.

use super::plan::{FilePlan, Recalled};
use super::report::FileReport;
use super::{Accounts, ImportOptions};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::churn::Churn;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fold;
use crate::exchange::date::Order;
use crate::exchange::overrides::{ColumnOverride, Overrides};
use crate::exchange::preview::FilePreview;
use crate::exchange::shape::Shape;
use crate::exchange::source::is_stdin;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the keys of recipes begin with.
const KEY: &str = "import ";
/// The most accounts of a list of which it is remembered that they stood in it.
const REMEMBERED: usize = 20_000;
/// How many of those that are gone are named before the rest is counted.
const NAMED: usize = 5;
/// How many files of a folder are looked at for the newest with the same columns.
const LOOKED_AT: usize = 60;

/// What was said about the files with certain columns, and where the last of them was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Recipe {
    path: PathBuf,
    on: String,
    shape: Option<String>,
    columns: Vec<String>,
    month_first: Option<bool>,
    comma: Option<bool>,
    accounts: Option<bool>,
    everybody: bool,
    term: Option<u32>,
    currency: Option<String>,
    /// The accounts that the last file had, by id, unless they were more than [`REMEMBERED`].
    #[serde(default)]
    accounts_in_it: Vec<i64>,
}

/// A number for the headings of a file, the same on every machine and in every version (FNV-1a).
fn fingerprint(header: &[String]) -> String {
    let names: BTreeSet<String> = header.iter().map(|name| fold(name)).filter(|name| !name.is_empty()).collect();
    let bytes = names.iter().flat_map(|name| name.bytes().chain(std::iter::once(0)));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{KEY}{hash:016x}")
}

impl Recipe {
    fn of(plan: &FilePlan, seen: &FilePreview, options: &ImportOptions, accounts: &[i64], today: Day) -> Self {
        let path = std::path::absolute(&plan.path).unwrap_or_else(|_| plan.path.clone());
        Self {
            path,
            on: today.to_string(),
            shape: plan.overrides.shape.map(|shape| shape.word().to_owned()),
            // Only what is about these columns: one wish may be for several files.
            columns: plan
                .overrides
                .columns
                .iter()
                .filter(|wish| wish.is_about(&seen.header))
                .map(ToString::to_string)
                .collect(),
            month_first: plan.overrides.days.map(|order| order == Order::MonthFirst),
            comma: plan.overrides.numbers.map(|style| style == super::Style::Comma),
            accounts: match options.accounts {
                Accounts::Usual => None,
                Accounts::Made => Some(true),
                Accounts::Known => Some(false),
            },
            everybody: options.everybody,
            term: options.term,
            currency: options.currency.map(|currency| currency.code().to_owned()),
            accounts_in_it: if accounts.len() > REMEMBERED { Vec::new() } else { accounts.to_vec() },
        }
    }

    fn overrides(&self) -> Overrides {
        let style = |comma| if comma { super::Style::Comma } else { super::Style::Point };
        Overrides {
            shape: self.shape.as_deref().and_then(|word| Shape::read(word).ok()),
            columns: self.columns.iter().filter_map(|text| ColumnOverride::parse(text).ok()).collect(),
            days: self.month_first.map(|is| if is { Order::MonthFirst } else { Order::DayFirst }),
            numbers: self.comma.map(style),
            raw: false,
        }
    }

    fn recalled(&self) -> Option<Recalled> {
        let accounts = match self.accounts {
            None => Accounts::Usual,
            Some(true) => Accounts::Made,
            Some(false) => Accounts::Known,
        };
        let currency = self.currency.as_deref().and_then(|code| Currency::parse(code).ok());
        Some(Recalled {
            on: Day::parse(&self.on).ok()?,
            accounts,
            everybody: self.everybody,
            term: self.term,
            currency,
        })
    }

    /// Whether anything was said that the file does not say itself.
    fn says_something(&self) -> bool {
        let (path, on, accounts_in_it) = (self.path.clone(), self.on.clone(), self.accounts_in_it.clone());
        let silent = Self { path, on, accounts_in_it, ..Self::default() };
        *self != silent
    }
}

impl Book {
    /// The plan by what was said about files with these columns before, unless somebody says something now.
    pub(super) fn recall(&self, mut plan: FilePlan) -> FilePlan {
        let Ok(seen) = &plan.understood else { return plan };
        let Some(recipe) =
            self.recipe(seen).filter(|recipe| plan.overrides == Overrides::default() && recipe.says_something())
        else {
            return plan;
        };
        // A recipe that no longer fits is passed over: the file is asked about as if it came first.
        if plan.read_again(recipe.overrides()).is_ok() {
            plan.recalled = recipe.recalled();
        }
        plan
    }

    fn recipe(&self, seen: &FilePreview) -> Option<Recipe> {
        let kept = self.store.meta(&fingerprint(&seen.header)).ok().flatten()?;
        serde_json::from_str(&kept).ok()
    }

    /// What is said of living accounts that stood in the last list of this kind and are not in this one.
    pub(super) fn gone(&self, plan: &FilePlan, report: &FileReport) -> Result<Option<String>> {
        let before =
            plan.understood.as_ref().ok().and_then(|seen| self.recipe(seen)).map(|recipe| recipe.accounts_in_it);
        let here: BTreeSet<&i64> = report.accounts.iter().collect();
        if here.is_empty() {
            return Ok(None);
        }
        let mut names = Vec::new();
        for id in before.unwrap_or_default().into_iter().filter(|id| !here.contains(id)) {
            let Some(account) = self.store.get(Id::<Account>::new(id))? else { continue };
            let churns: Vec<Churn> = self.of_account(account.id)?;
            if churns.iter().all(|churn| churn.contract.is_some() || churn.won_back_on.is_some()) {
                names.push(account.name);
            }
        }
        let more = names.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let said = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        Ok((!names.is_empty()).then(|| {
            format!("no longer in this list: {said}{rest}. If they left, say so with “mainstay new loss NAME”.")
        }))
    }

    /// Keeps what was said about the tables that were taken, where they were and which accounts they had.
    pub(super) fn keep_recipes(
        &mut self,
        plans: &[FilePlan],
        reports: &[FileReport],
        options: &ImportOptions,
    ) -> Result<()> {
        let today = self.today();
        for (plan, report) in plans.iter().filter(|plan| plan.is_ready()).zip(reports) {
            let Ok(seen) = &plan.understood else { continue };
            if seen.is_own() {
                continue;
            }
            let options = plan.recalled.as_ref().map_or_else(|| options.clone(), |said| said.complete(options));
            let mut recipe = Recipe::of(plan, seen, &options, &report.accounts, today);
            if is_stdin(&plan.path) {
                recipe.path = self.recipe(seen).map(|before| before.path).unwrap_or_default();
            }
            let text = serde_json::to_string(&recipe).map_err(|_| Problem::internal("A recipe could not be saved."))?;
            self.store.set_meta(&fingerprint(&seen.header), &text)?;
        }
        Ok(())
    }

    /// The newest file of each kind that came in before, each in the folder where the last one was.
    pub fn files_again(&self) -> Result<Vec<PathBuf>> {
        let mut newest = BTreeSet::new();
        for (key, text) in self.store.metas(KEY)? {
            let Ok(recipe) = serde_json::from_str::<Recipe>(&text) else { continue };
            newest.extend(self.newest_like(&key, &recipe.path));
        }
        if newest.is_empty() {
            return Err(Problem::not_found(
                "No file that came in before is where it was, nor a newer one like it; name the file.",
            ));
        }
        Ok(newest.into_iter().collect())
    }

    /// The newest file in the folder of `path` with the columns that `key` is for.
    fn newest_like(&self, key: &str, path: &Path) -> Option<PathBuf> {
        let entries = std::fs::read_dir(path.parent()?).ok()?;
        let mut files: Vec<(std::time::SystemTime, PathBuf)> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|file| file.is_file() && file.extension() == path.extension())
            .filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file)))
            .collect();
        files.sort_by(|one, two| two.cmp(one));
        let is_like = |file: &PathBuf| {
            let plans = self.plan_import(&[file], &ImportOptions::default());
            plans.iter().any(|plan| plan.understood.as_ref().is_ok_and(|seen| fingerprint(&seen.header) == key))
        };
        files.into_iter().map(|(_, file)| file).take(LOOKED_AT).find(is_like)
    }
}
