//! Fields to a record in the book: known again and changed, or new.

use super::directory::{Directory, Found, domain_of};
use super::nouns::{Import, natural, required};
use crate::domain::account::Account;
use crate::domain::check;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::stages;
use crate::domain::text::fold;
use crate::exchange::fields;
use crate::exchange::record::{Fields, Value, assemble};
use crate::exchange::shape::{Kind, Shape};
use crate::exchange::words;
use crate::store::Edit;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Created(i64),
    Updated(i64),
    Unchanged(i64),
}

impl Taken {
    pub(super) fn id(self) -> i64 {
        match self {
            Taken::Created(id) | Taken::Updated(id) | Taken::Unchanged(id) => id,
        }
    }
}

/// Takes records of one file into the book.
pub(super) struct Taker<'e, 'a> {
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
    /// How many won deals of the file say no end of their term.
    pub(super) assumed_terms: u64,
    /// How many rows of the file were taken as somebody else of a name that the book knows.
    pub(super) namesakes: u64,
    known: HashMap<Noun, Known>,
}

/// What is known of the records of one kind without a key.
struct Known {
    /// There was none when the import began, so nothing needs to be looked up.
    was_empty: bool,
    /// Records by what they say, oldest first; each is met once.
    natural: Option<HashMap<u64, VecDeque<i64>>>,
    /// What a new record has where the file says nothing and nothing is not enough.
    defaults: Fields,
}

impl<'e, 'a> Taker<'e, 'a> {
    pub(super) fn new(edit: &'e mut Edit<'a>, currency: Currency) -> Result<Self> {
        let directory = Directory::read(edit)?;
        Ok(Self {
            edit,
            directory,
            currency,
            fatal: None,
            signed: HashSet::new(),
            stays: BTreeMap::new(),
            won: HashSet::new(),
            assumed_terms: 0,
            namesakes: 0,
            known: HashMap::new(),
        })
    }

    /// Forgets which records were met by what they say; each file meets them afresh.
    pub(super) fn begin_file(&mut self) {
        self.known.clear();
        (self.assumed_terms, self.namesakes) = (0, 0);
    }

    /// Whether there is no record of the kind yet.
    pub(super) fn is_first<R: Import>(&mut self) -> Result<bool> {
        Ok(self.known::<R>()?.was_empty)
    }

    pub(super) fn take<R: Import>(&mut self, mut given: Fields) -> Result<Taken> {
        // People have no order.
        for (_, value) in &mut given {
            if let Value::Ids(ids) = value {
                ids.sort_unstable();
                ids.dedup();
            }
        }
        let account = match value_of(&given, "account") {
            Some(Value::Int(id)) if R::NOUN == Noun::StageHistory => Some(*id),
            _ => None,
        };
        let known = check::external(text_of(&given, "external_id")).and_then(|()| self.existing::<R>(&given));
        let taken = match known {
            Ok(Some(id)) => self.change::<R>(id, given),
            Ok(None) => self.create::<R>(given),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = &taken
            && !matches!(problem.kind, ProblemKind::Input | ProblemKind::NotFound | ProblemKind::Ambiguous)
        {
            self.fatal = Some(problem.clone());
        }
        if let (Some(account), Ok(became)) = (account, &taken) {
            self.stays.entry(account).or_default().push(became.id());
        }
        taken
    }

    fn create<R: Import>(&mut self, given: Fields) -> Result<Taken> {
        let fields = self.complete::<R>(given)?;
        for field in required(R::NOUN) {
            if value_of(&fields, field).is_none_or(Value::is_none) {
                return Err(Problem::field(field, format!("The {field} is missing; give one.")));
            }
        }
        let mut record: R = assemble(fields).map_err(|error| misfit(R::NOUN, &error))?;
        record.check()?;
        record.learned(self.edit.today());
        record.set_id(self.edit.mint()?);
        self.edit.put(&record)?;
        record.enter(&mut self.directory);
        Ok(Taken::Created(record.id().raw()))
    }

    fn change<R: Import>(&mut self, id: i64, given: Fields) -> Result<Taken> {
        let old: R = self.edit.get(Id::new(id))?;
        let mut fields = fields_of(&old)?;
        let keyed = text_of(&given, "external_id").is_some();
        for (name, value) in given {
            // Found by its name, a record keeps it as the book spells it.
            if name == "name" && !keyed && same_name(&value, value_of(&fields, "name")) {
                continue;
            }
            let code = name == "external_id" && matches!(&value, Value::Text(key) if key.starts_with('#'));
            if value.is_none() || code {
                continue;
            }
            fields.retain(|(known, _)| *known != name);
            fields.push((name, value));
        }
        let mut record: R = assemble(fields).map_err(|error| misfit(R::NOUN, &error))?;
        record.learned(self.edit.today());
        if record == old {
            return Ok(Taken::Unchanged(id));
        }
        record.check()?;
        self.edit.put(&record)?;
        record.note(&old, self.edit)?;
        record.enter(&mut self.directory);
        Ok(Taken::Updated(id))
    }

    /// The record that the fields are about, if it is in the book already.
    fn existing<R: Import>(&mut self, given: &Fields) -> Result<Option<i64>> {
        let key = text_of(given, "external_id");
        if let Some(key) = key
            && let Some(id) = self.by_key::<R>(key)?
        {
            return Ok(Some(id));
        }
        match R::NOUN {
            Noun::Accounts | Noun::Members | Noun::Contacts => self.by_name::<R>(given, key),
            _ if key.is_none() => self.by_nature::<R>(given),
            _ => Ok(None),
        }
    }

    fn by_key<R: Import>(&mut self, key: &str) -> Result<Option<i64>> {
        if let Some(id) = self.directory.by_key(R::NOUN, key) {
            return Ok(Some(id));
        }
        if self.known::<R>()?.was_empty {
            return Ok(None);
        }
        if let Some(id) = self.edit.by_external_id::<R>(key)? {
            return Ok(Some(id.raw()));
        }
        let coded = key.strip_prefix('#').and_then(crate::domain::id::decode);
        Ok(coded.filter(|id| self.edit.get::<R>(Id::new(*id)).is_ok()))
    }

    /// By name. Who has another key, another mailbox or another website is somebody else of the same name.
    fn by_name<R: Import>(&mut self, given: &Fields, key: Option<&str>) -> Result<Option<i64>> {
        let Some(name) = text_of(given, "name") else { return Ok(None) };
        let account = match value_of(given, "account") {
            Some(Value::Int(account)) => Some(*account),
            _ => None,
        };
        let namesakes = self.directory.namesakes(R::NOUN, account, name).to_vec();
        let mut fitting = Vec::new();
        for id in &namesakes {
            let known = fields_of(&self.edit.get::<R>(Id::new(*id))?)?;
            let has_key = key.is_some() && text_of(&known, "external_id").is_some();
            if let (false, Some(likeness)) = (has_key, likeness(R::NOUN, given, &known)) {
                fitting.push((likeness, *id));
            }
        }
        let best = fitting.iter().map(|(likeness, _)| *likeness).max();
        fitting.retain(|(likeness, _)| Some(*likeness) == best);
        match fitting.as_slice() {
            [(_, id)] => Ok(Some(*id)),
            [] if namesakes.is_empty() && R::NOUN == Noun::Members => {
                let email = text_of(given, "email").map(|email| self.directory.by_email(Noun::Members, email));
                if let Some(Found::One(id)) = email { Ok(Some(id)) } else { Ok(None) }
            }
            [] => {
                self.namesakes += u64::from(!namesakes.is_empty() && key.is_none());
                Ok(None)
            }
            _ if key.is_none() => Err(super::directory::unknown(R::NOUN, name, Found::Several)),
            _ => Ok(None),
        }
    }

    /// By what it says: the first one not met yet that says the same.
    fn by_nature<R: Import>(&mut self, given: &Fields) -> Result<Option<i64>> {
        if self.known::<R>()?.was_empty {
            return Ok(None);
        }
        if self.known::<R>()?.natural.is_none() {
            let natural = self.read_natures::<R>()?;
            self.known::<R>()?.natural = Some(natural);
        }
        let nature = nature(R::NOUN, &self.complete::<R>(given.clone())?);
        let known = self.known::<R>()?.natural.as_mut();
        Ok(known.and_then(|known| known.get_mut(&nature)).and_then(VecDeque::pop_front))
    }

    fn read_natures<R: Import>(&mut self) -> Result<HashMap<u64, VecDeque<i64>>> {
        const PAGE: usize = 10_000;
        let mut natures: HashMap<u64, VecDeque<i64>> = HashMap::new();
        let mut after = i64::MIN;
        loop {
            let page: Vec<R> = self.edit.page(after, PAGE)?;
            for record in &page {
                let key = nature(R::NOUN, &fields_of(record)?);
                natures.entry(key).or_default().push_back(record.id().raw());
                after = record.id().raw();
            }
            if page.len() < PAGE {
                return Ok(natures);
            }
        }
    }

    fn known<R: Import>(&mut self) -> Result<&mut Known> {
        if !self.known.contains_key(&R::NOUN) {
            let was_empty = self.edit.has_none::<R>()?;
            let defaults = self.defaults(R::NOUN);
            self.known.insert(R::NOUN, Known { was_empty, natural: None, defaults });
        }
        self.known.get_mut(&R::NOUN).ok_or_else(|| Problem::internal("An import lost what it knew."))
    }

    /// All fields of a new record: what is given, then what holds where nothing is said.
    fn complete<R: Import>(&mut self, mut given: Fields) -> Result<Fields> {
        given.retain(|(_, value)| !value.is_none());
        given.push(("id", Value::Int(0)));
        for (name, value) in &self.known::<R>()?.defaults {
            if value_of(&given, name).is_none() {
                given.push((name, value.clone()));
            }
        }
        Ok(given)
    }

    /// Fields that may be missing need no default, but lists have to be there.
    fn defaults(&self, noun: Noun) -> Fields {
        let own = Shape::Of(noun).columns().own.iter();
        let all = own.map(|column| (column.kind, column.name, self.default(noun, column.name)));
        all.filter(|(kind, _, value)| *kind == Kind::List || !value.is_none())
            .map(|(_, name, value)| (name, value))
            .collect()
    }

    fn default(&self, noun: Noun, field: &str) -> Value {
        match field {
            "currency" => Value::Text(self.currency.code().to_owned()),
            "two_way" | "escalation" | "disputed" | "dropped" => Value::Flag(false),
            "stage" if noun == Noun::Accounts => Value::Text(stages::DEFAULT.to_owned()),
            _ => words::default(noun, field).map_or(Value::None, |word| Value::Text(word.to_owned())),
        }
    }

    /// The account with this id.
    pub(super) fn account(&self, id: i64) -> Result<Account> {
        self.edit.get(Id::new(id))
    }
}

/// How much speaks for a record of the same name being the same: its mailbox or website, and the spelling of the name.
/// `None`: a mailbox or website speaks against it.
fn likeness(noun: Noun, given: &Fields, known: &Fields) -> Option<(bool, bool)> {
    let apart = match noun {
        Noun::Accounts => "website",
        _ => "email",
    };
    let marks = |fields: &Fields| -> Vec<String> {
        let text = text_of(fields, apart).unwrap_or_default();
        if noun == Noun::Accounts {
            return domain_of(text).into_iter().collect();
        }
        text.split([',', ';', ' ']).filter(|one| one.contains('@')).map(str::to_lowercase).collect()
    };
    let (one, two) = (marks(given), marks(known));
    let same = one.iter().any(|mark| two.contains(mark));
    let spelled = text_of(given, "name").map(str::trim) == text_of(known, "name").map(str::trim);
    (same || one.is_empty() || two.is_empty()).then_some((same, spelled))
}

fn fields_of<R: Import>(record: &R) -> Result<Fields> {
    fields::fields_of(record).map_err(|error| Problem::internal(format!("A record cannot be read as fields: {error}.")))
}

fn value_of<'f>(fields: &'f Fields, name: &str) -> Option<&'f Value> {
    fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
}

pub(super) fn text_of<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    match value_of(fields, name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn same_name(new: &Value, old: Option<&Value>) -> bool {
    match (new, old) {
        (Value::Text(new), Some(Value::Text(old))) => fold(new) == fold(old),
        _ => false,
    }
}

/// A number for what a record says in its natural fields.
fn nature(noun: Noun, fields: &Fields) -> u64 {
    let mut hasher = DefaultHasher::new();
    for name in natural(noun) {
        match value_of(fields, name) {
            None | Some(Value::None) => 0.hash(&mut hasher),
            Some(Value::Text(text)) => (1, text).hash(&mut hasher),
            Some(Value::Day(day)) => (1, day.to_string()).hash(&mut hasher),
            Some(Value::Int(number)) => (2, number).hash(&mut hasher),
            Some(Value::Float(number)) => (3, number.to_bits()).hash(&mut hasher),
            Some(Value::Flag(flag)) => (4, flag).hash(&mut hasher),
            Some(Value::Words(words)) if words.is_empty() => 0.hash(&mut hasher),
            Some(Value::Ids(ids)) if ids.is_empty() => 0.hash(&mut hasher),
            Some(Value::Words(words)) => (5, words).hash(&mut hasher),
            Some(Value::Ids(ids)) => (6, ids).hash(&mut hasher),
        }
    }
    hasher.finish()
}

fn misfit(noun: Noun, error: &str) -> Problem {
    Problem::input(format!("The {} does not fit together ({error}).", noun.one()))
}
