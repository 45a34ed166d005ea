//! Fields to a record in the book: known again and changed, or new.

use super::agreement::Agreement;
use super::directory::{Directory, Found};
use super::file::File;
use super::made::Made;
use super::unsettled::{Bare, Parting};
use crate::book::keep::Keep;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::record::{Fields, Kind, Older, Value, kind};
use crate::domain::stages;
use crate::domain::text::{company, fold};
use crate::exchange::cells::Cells;
use crate::exchange::table::Rejection;
use crate::store::Edit;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowOutcome {
    Created(i64),
    Updated(i64),
    Unchanged(i64),
}

impl RowOutcome {
    pub(super) fn id(self) -> i64 {
        match self {
            RowOutcome::Created(id) | RowOutcome::Updated(id) | RowOutcome::Unchanged(id) => id,
        }
    }
}

/// Takes records of one file into the book.
pub(super) struct Importer<'e, 'a> {
    pub(super) edit: &'e mut Edit<'a>,
    pub(super) directory: Directory,
    pub(super) currency: Currency,
    /// What ends the import, when it is no fault of a row: a full disk, a book that somebody else holds.
    pub(super) fatal: Option<Problem>,
    /// The accounts that this import has told since when they are customers.
    pub(super) signed: HashSet<i64>,
    /// The stays that the file tells, by account.
    pub(super) stays: BTreeMap<i64, Vec<i64>>,
    /// The contracts that came of won deals.
    pub(super) won: HashSet<i64>,
    /// Of them, by account, those that say neither what was sold nor until when.
    pub(super) bare: BTreeMap<i64, Vec<Bare>>,
    /// How many won deals of the file say no end of their term.
    pub(super) assumed_terms: u64,
    /// How many rows of the file were taken as somebody else of a name that the book knows.
    pub(super) namesakes: u64,
    /// Companies that were left out, being no customers: names, keys and domains.
    pub(super) left_out: HashSet<String>,
    /// The companies of contacts that were left out, by the key of the contact: who buys after all is a customer.
    pub(super) company_of: HashMap<String, String>,
    /// What was made beside the rows of the file.
    pub(super) made: Made,
    /// Cells of the row that say nothing that could be taken; the rest of the row was.
    pub(super) faults: Vec<Rejection>,
    /// People of known accounts whom the file names and the book does not have.
    pub(super) strangers: BTreeSet<String>,
    /// Companies that the file names and that are no accounts.
    pub(super) strange_companies: BTreeSet<String>,
    /// Accounts that came with the import.
    pub(super) new_accounts: Vec<i64>,
    /// Who owned the account of the row before the row changed it.
    pub(super) owner_before: Option<i64>,
    /// Accounts that an earlier row of the file was about.
    pub(super) met: HashSet<i64>,
    /// The contact whom this row names beside the account.
    pub(super) row_contact: Option<i64>,
    /// How many last touches were taken as touches with the contact of their row.
    pub(super) touches_with_contact: u64,
    /// Names of the file that the book spells otherwise, each with the name in the book.
    pub(super) respelt: BTreeSet<(String, String)>,
    /// Whether an earlier row of the file was about the account of this one.
    pub(super) is_met_again: bool,
    /// The contracts that rows of the file became or were found in; no two rows mean the same one.
    pub(super) terms_met: HashSet<i64>,
    /// How many rows are about an account that an earlier row was about.
    pub(super) met_again: u64,
    /// Whether the book had people of our team before the import.
    pub(super) had_members: bool,
    /// Who of our team owns accounts of the file, as it names them.
    pub(super) owners: BTreeSet<String>,
    /// Accounts of which the file says nothing but the name, though it has columns for more.
    pub(super) nameless: BTreeSet<String>,
    /// How many people of our team came to an account as the second or third in the cell of its owner.
    pub(super) covering: u64,
    /// Whether the file is one of our own, whose names are exact.
    pub(super) is_own: bool,
    /// Accounts that files of others say have churned.
    pub(super) churned: BTreeSet<i64>,
    /// Losses whose day was assumed, by account: a file that tells the day takes their place.
    pub(super) assumed_churns: HashMap<i64, i64>,
    /// Customers who may have left.
    pub(super) parting: Parting,
    /// Whether the last record was found by what another one was called that was merged into it.
    pub(super) was_merged: bool,
    /// What the files of the import say of accounts, to see where they differ.
    pub(super) agreement: Agreement,
    known: HashMap<Noun, Known>,
}

/// A row and the file it stands in.
#[derive(Clone, Copy)]
pub(super) struct RowOf<'a> {
    pub(super) file: &'a File<'a>,
    pub(super) cells: &'a Cells<'a>,
}

/// What is known of the records of one kind without a key.
pub(super) struct Known {
    /// There was none when the import began, so nothing needs to be looked up.
    pub(super) was_empty: bool,
    /// Records by what they say, oldest first; each is met once.
    pub(super) natural: Option<HashMap<u64, VecDeque<i64>>>,
}

impl<'e, 'a> Importer<'e, 'a> {
    pub(super) fn new(edit: &'e mut Edit<'a>, currency: Currency) -> Result<Self> {
        let directory = Directory::read(edit)?;
        let had_members = !edit.has_none::<Member>()?;
        Ok(Self {
            edit,
            directory,
            currency,
            fatal: None,
            signed: HashSet::new(),
            stays: BTreeMap::new(),
            won: HashSet::new(),
            bare: BTreeMap::new(),
            assumed_terms: 0,
            namesakes: 0,
            left_out: HashSet::new(),
            company_of: HashMap::new(),
            made: Made::default(),
            faults: Vec::new(),
            strangers: BTreeSet::new(),
            strange_companies: BTreeSet::new(),
            new_accounts: Vec::new(),
            owner_before: None,
            met: HashSet::new(),
            row_contact: None,
            touches_with_contact: 0,
            respelt: BTreeSet::new(),
            is_met_again: false,
            terms_met: HashSet::new(),
            met_again: 0,
            nameless: BTreeSet::new(),
            covering: 0,
            had_members,
            owners: BTreeSet::new(),
            is_own: false,
            churned: BTreeSet::new(),
            assumed_churns: HashMap::new(),
            parting: Parting::default(),
            was_merged: false,
            agreement: Agreement::default(),
            known: HashMap::new(),
        })
    }

    /// Forgets which records were met by what they say; each file meets them afresh.
    pub(super) fn begin_file(&mut self, is_own: bool) {
        self.is_own = is_own;
        self.known.clear();
        (self.assumed_terms, self.namesakes, self.made) = (0, 0, Made::default());
        self.strangers.clear();
        self.strange_companies.clear();
        self.met.clear();
        self.terms_met.clear();
        self.respelt.clear();
        self.touches_with_contact = 0;
        self.agreement.begin_file();
        self.owners.clear();
        self.nameless.clear();
        (self.met_again, self.covering) = (0, 0);
    }

    /// Whether there is no record of the kind yet.
    pub(super) fn is_first<R: Keep>(&mut self) -> Result<bool> {
        Ok(self.known::<R>()?.was_empty)
    }

    pub(super) fn take<R: Keep>(&mut self, mut given: Fields) -> Result<RowOutcome> {
        // People have no order.
        for (_, value) in &mut given {
            if let Value::Ids(ids) = value {
                ids.sort_unstable();
                ids.dedup();
            }
        }
        self.was_merged = false;
        let account = match value_of(&given, "account") {
            Some(Value::Int(id)) if R::NOUN == Noun::StageHistory => Some(*id),
            _ => None,
        };
        let known = text_of(&given, "external_id")
            .map_or(Ok(()), |key| kind::KEY.allows("external_id", key))
            .and_then(|()| self.existing::<R>(&given));
        let taken = match known {
            Ok(Some(id)) => self.change::<R>(id, given),
            Ok(None) => self.create::<R>(given),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = &taken {
            self.weigh(problem);
        }
        if let (Some(account), Ok(became)) = (account, &taken) {
            self.stays.entry(account).or_default().push(became.id());
        }
        taken
    }

    /// Remembers a problem that ends the import, being no fault of the row; answers whether it is one.
    pub(super) fn weigh(&mut self, problem: &Problem) -> bool {
        let is_fatal = !matches!(problem.kind, ProblemKind::Input | ProblemKind::NotFound | ProblemKind::Ambiguous);
        if is_fatal {
            self.fatal = Some(problem.clone());
        }
        is_fatal
    }

    fn create<R: Keep>(&mut self, given: Fields) -> Result<RowOutcome> {
        let says = |field: &str| value_of(&given, field).is_some_and(|value| !value.is_none());
        if let Some(field) = R::FIELDS.iter().find(|field| field.needed && !says(field.key)) {
            let what = if field.key == "on" { "day" } else { field.key };
            return Err(Problem::field(field.key, format!("The {what} is missing; give one.")));
        }
        let has: Vec<&'static str> = given.iter().map(|(field, _)| *field).collect();
        let mut record: R = self.made(given)?;
        let member = |name: &str| match self.directory.by_name(Noun::Members, name) {
            Found::One(id) => Ok(Some(Id::new(id))),
            _ => Ok(None),
        };
        record.read_older(&Older { given: &|key| has.contains(&key), member: &member })?;
        record.learned(self.edit.today());
        record.set_id(self.edit.mint()?);
        self.edit.put(&record)?;
        record.enter(&mut self.directory);
        if R::NOUN == Noun::Accounts {
            self.new_accounts.push(record.id().raw());
        }
        Ok(RowOutcome::Created(record.id().raw()))
    }

    /// Takes a record of which any field that cannot be kept is left out, unless the record cannot be without it; what was
    /// left out is among the faults of the row.
    pub(super) fn take_leniently<R: Keep>(&mut self, mut given: Fields, row: &RowOf<'_>) -> Result<RowOutcome> {
        loop {
            let problem = match self.take::<R>(given.clone()) {
                Err(problem) if self.fatal.is_none() && !row.file.preview.is_own() => problem,
                taken => return taken,
            };
            // What only contradicts another field is not dropped: nobody knows which of the two is wrong.
            let at_fault = |field: &&'static str| {
                let kind = R::FIELDS.iter().find(|known| known.key == *field && !known.needed).map(|known| known.kind);
                kind.zip(value_of(&given, field)).is_some_and(|(kind, value)| !kind.may_hold(value))
            };
            let Some(field) = problem.field.filter(at_fault).filter(|field| *field != "external_id") else {
                return Err(problem);
            };
            given.retain(|(name, _)| *name != field);
            self.faults.push(row.file.reject(row.cells, &problem));
        }
    }

    /// A new record that says what is given; elsewhere what holds where nothing is said.
    pub(super) fn made<R: Keep>(&self, given: Fields) -> Result<R> {
        let mut record = R::blank();
        for (at, field) in R::FIELDS.iter().enumerate() {
            let usual = match field.kind {
                Kind::Currency => Value::Text(self.currency.code().to_owned()),
                Kind::Stage => Value::Text(stages::DEFAULT.to_owned()),
                _ => continue,
            };
            fill(&mut record, at, usual)?;
        }
        for (name, value) in given.into_iter().filter(|(_, value)| !value.is_none()) {
            if let Some(at) = R::place(name) {
                fill(&mut record, at, value)?;
            }
        }
        Ok(record)
    }

    pub(super) fn change<R: Keep>(&mut self, id: i64, given: Fields) -> Result<RowOutcome> {
        let old: R = self.edit.get(Id::new(id))?;
        let key = text_of(&given, "external_id");
        let keyed = key.is_some();
        // What was merged into it completes it; the record stays as it is where both say something.
        let names_it = match key {
            Some(key) => old.external_id() == Some(key),
            None => value_of(&given, "name").is_none_or(|name| same_name::<R>(name, &old.value_of("name"))),
        };
        self.was_merged = !names_it && self.directory.is_alias(R::NOUN, key, text_of(&given, "name"));
        // A second row of one account completes it: what its first row said stays.
        let completes = self.was_merged || R::NOUN == Noun::Accounts && self.met.contains(&id);
        let mut record = old.clone();
        for (name, value) in given {
            // Found by its name, a record keeps it as the book spells it.
            if name == "name" && !keyed && same_name::<R>(&value, &old.value_of("name")) {
                self.note_spelling::<R>(&value, &old.value_of("name"));
                continue;
            }
            if completes && !old.value_of(name).is_none() {
                continue;
            }
            let code = name == "external_id" && matches!(&value, Value::Text(key) if key.starts_with('#'));
            if let Some(at) = R::place(name).filter(|_| !value.is_none() && !code) {
                fill(&mut record, at, value)?;
            }
        }
        record.read_older(&Older::TODAY)?;
        record.learned(self.edit.today());
        if record == old {
            return Ok(RowOutcome::Unchanged(id));
        }
        self.edit.put(&record)?;
        self.owner_before = if R::NOUN == Noun::Accounts { owner_of(&old) } else { None };
        record.note(&old, self.edit)?;
        record.enter(&mut self.directory);
        Ok(RowOutcome::Updated(id))
    }

    /// Notes that an account of the book is spelled otherwise in the file: two companies may only look alike.
    fn note_spelling<R: Keep>(&mut self, said: &Value, known: &Value) {
        if let (Noun::Accounts, Value::Text(said), Value::Text(known)) = (R::NOUN, said, known)
            && said.to_lowercase() != known.to_lowercase()
        {
            self.respelt.insert((said.clone(), known.clone()));
        }
    }

    /// The record that the fields are about, if it is in the book already.
    pub(super) fn known<R: Keep>(&mut self) -> Result<&mut Known> {
        if !self.known.contains_key(&R::NOUN) {
            let was_empty = self.edit.has_none::<R>()?;
            self.known.insert(R::NOUN, Known { was_empty, natural: None });
        }
        self.known.get_mut(&R::NOUN).ok_or_else(|| Problem::internal("An import lost what it knew."))
    }

    /// The account with this id.
    pub(super) fn account(&self, id: i64) -> Result<Account> {
        self.edit.get(Id::new(id))
    }
}

fn owner_of<R: Keep>(record: &R) -> Option<i64> {
    match record.value_of("owner") {
        Value::Int(owner) => Some(owner),
        _ => None,
    }
}

fn fill<R: Keep>(record: &mut R, at: usize, value: Value) -> Result<()> {
    if record.set(at, value) {
        return Ok(());
    }
    let key = R::FIELDS[at].key;
    Err(Problem::field(key, format!("The {key} of the {} cannot be what stands there; correct it.", R::NOUN.one())))
}

pub(super) fn value_of<'f>(fields: &'f Fields, name: &str) -> Option<&'f Value> {
    fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
}

/// Says that a field is this, whatever it was.
pub(super) fn set(fields: &mut Fields, name: &'static str, value: Value) {
    fields.retain(|(field, _)| *field != name);
    fields.push((name, value));
}

pub(super) fn text_of<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    match value_of(fields, name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Whether two names are one: of companies also where only the legal form or the punctuation differs, as they are found by.
fn same_name<R: Keep>(new: &Value, old: &Value) -> bool {
    let (Value::Text(new), Value::Text(old)) = (new, old) else { return false };
    let plain = |name: &str| company(name).0;
    fold(new) == fold(old) || R::NOUN == Noun::Accounts && !plain(new).is_empty() && plain(new) == plain(old)
}
