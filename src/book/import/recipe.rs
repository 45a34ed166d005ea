//! What was said about a file, kept for the next one with the same columns.
//!
//! It is about files and not about customers: it is no entry of the history, and undo leaves it. A file is known again by
//! its headings in any order; what somebody says now goes before what was said then.

use super::plan::FilePlan;
use super::{Accounts, ImportOptions};
use crate::book::Book;
use crate::domain::day::Day;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fold;
use crate::exchange::date::Order;
use crate::exchange::preview::FilePreview;
use crate::exchange::shape::Shape;
use crate::exchange::wishes::{ColumnOverride, Overrides};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the keys of recipes begin with.
const KEY: &str = "import ";
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
}

/// What a plan takes over from a recipe.
#[derive(Debug, Clone)]
pub struct Recalled {
    /// The day on which it was said.
    pub on: Day,
    accounts: Accounts,
    everybody: bool,
    term: Option<u32>,
    currency: Option<Currency>,
}

impl Recalled {
    /// The options of the run, with what was said then where nothing is said now.
    pub(super) fn complete(&self, options: &ImportOptions) -> ImportOptions {
        ImportOptions {
            accounts: if options.accounts == Accounts::Usual { self.accounts } else { options.accounts },
            everybody: options.everybody || self.everybody,
            term: options.term.or(self.term),
            currency: options.currency.or(self.currency),
            ..options.clone()
        }
    }
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
    fn of(plan: &FilePlan, seen: &FilePreview, options: &ImportOptions, today: Day) -> Self {
        let path = std::path::absolute(&plan.path).unwrap_or_else(|_| plan.path.clone());
        Self {
            path,
            on: today.to_string(),
            shape: plan.wishes.shape.map(|shape| shape.word().to_owned()),
            // Only what is about these columns: one wish may be for several files.
            columns: plan
                .wishes
                .columns
                .iter()
                .filter(|wish| wish.is_about(&seen.header))
                .map(ToString::to_string)
                .collect(),
            month_first: plan.wishes.days.map(|order| order == Order::MonthFirst),
            comma: plan.wishes.numbers.map(|style| style == super::Style::Comma),
            accounts: match options.accounts {
                Accounts::Usual => None,
                Accounts::Made => Some(true),
                Accounts::Known => Some(false),
            },
            everybody: options.everybody,
            term: options.term,
            currency: options.currency.map(|currency| currency.code().to_owned()),
        }
    }

    fn wishes(&self) -> Overrides {
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
        let silent = Self { path: self.path.clone(), on: self.on.clone(), ..Self::default() };
        *self != silent
    }
}

impl Book {
    /// The plan by what was said about files with these columns before, unless somebody says something now.
    pub(super) fn recall(&self, mut plan: FilePlan) -> FilePlan {
        let Ok(seen) = &plan.understood else { return plan };
        let key = fingerprint(&seen.header);
        let kept = self.store.meta(&key).ok().flatten();
        let recipe: Option<Recipe> = kept.and_then(|text| serde_json::from_str(&text).ok());
        let Some(recipe) = recipe.filter(|recipe| plan.wishes == Overrides::default() && recipe.says_something())
        else {
            return plan;
        };
        // A recipe that no longer fits is passed over: the file is asked about as if it came first.
        if plan.read_again(recipe.wishes()).is_ok() {
            plan.recalled = recipe.recalled();
        }
        plan
    }

    /// Keeps what was said about the tables that were taken, and where they were.
    pub(super) fn keep_recipes(&mut self, plans: &[FilePlan], options: &ImportOptions) -> Result<()> {
        let today = self.today();
        for plan in plans.iter().filter(|plan| plan.is_ready()) {
            let Ok(seen) = &plan.understood else { continue };
            if seen.is_own() {
                continue;
            }
            let options = plan.recalled.as_ref().map_or_else(|| options.clone(), |said| said.complete(options));
            let recipe = Recipe::of(plan, seen, &options, today);
            let text = serde_json::to_string(&recipe).map_err(|_| Problem::internal("A recipe could not be kept."))?;
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
