//! How a record is known again: by its key, by its name, by what it says.

use super::directory::{Found, domain_of, unknown};
use super::importer::{Importer, text_of, value_of};
use crate::book::keep::Keep;
use crate::domain::churn::Churn;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::record::{Fields, Value};
use crate::domain::succession::GRACE;
use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

impl Importer<'_, '_> {
    pub(super) fn existing<R: Keep>(&mut self, given: &Fields) -> Result<Option<i64>> {
        let key = text_of(given, "external_id");
        if let Some(key) = key
            && let Some(id) = self.by_key::<R>(key)?
        {
            return Ok(Some(id));
        }
        match R::NOUN {
            Noun::Accounts | Noun::Members | Noun::Contacts => self.by_name::<R>(given, key),
            Noun::Churns => match if key.is_none() { self.by_nature::<R>(given)? } else { None } {
                None => self.same_loss(given),
                found => Ok(found),
            },
            _ if key.is_none() => self.by_nature::<R>(given),
            _ => Ok(None),
        }
    }

    /// The loss of a whole account that its last contract told already, without a key: of about the same day, and without a
    /// return, for who is gone is not lost again.
    fn same_loss(&mut self, given: &Fields) -> Result<Option<i64>> {
        let is_whole = value_of(given, "contract").is_none_or(Value::is_none);
        let (Some(Value::Int(account)), Some(Value::Day(on))) = (value_of(given, "account"), value_of(given, "on"))
        else {
            return Ok(None);
        };
        if !is_whole || self.known::<Churn>()?.was_empty {
            return Ok(None);
        }
        let losses: Vec<Churn> = self.edit.of_account(Id::new(*account))?;
        let is_it = |loss: &&Churn| {
            let open = loss.contract.is_none() && loss.won_back_on.is_none() && loss.external_id.is_none();
            open && loss.on.days_to(*on).abs() <= GRACE
        };
        Ok(losses.iter().find(is_it).map(|loss| loss.id.raw()))
    }

    fn by_key<R: Keep>(&mut self, key: &str) -> Result<Option<i64>> {
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
    fn by_name<R: Keep>(&mut self, given: &Fields, key: Option<&str>) -> Result<Option<i64>> {
        let Some(name) = text_of(given, "name") else { return Ok(None) };
        let account = match value_of(given, "account") {
            Some(Value::Int(account)) => Some(*account),
            _ => None,
        };
        let namesakes = self.directory.namesakes(R::NOUN, account, name, self.is_own);
        let mut fitting = Vec::new();
        for id in &namesakes {
            let known: R = self.edit.get(Id::new(*id))?;
            let has_key = key.is_some() && known.external_id().is_some();
            if let (false, Some(likeness)) = (has_key, likeness(given, &known)) {
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
            _ if key.is_none() => Err(unknown(R::NOUN, name, Found::Several)),
            _ => Ok(None),
        }
    }

    /// By what it says: the first one not met yet that says the same.
    fn by_nature<R: Keep>(&mut self, given: &Fields) -> Result<Option<i64>> {
        if self.known::<R>()?.was_empty {
            return Ok(None);
        }
        if self.known::<R>()?.natural.is_none() {
            let natural = self.read_natures::<R>()?;
            self.known::<R>()?.natural = Some(natural);
        }
        let nature = nature::<R>(&self.made(given.clone())?);
        let known = self.known::<R>()?.natural.as_mut();
        Ok(known.and_then(|known| known.get_mut(&nature)).and_then(VecDeque::pop_front))
    }

    fn read_natures<R: Keep>(&mut self) -> Result<HashMap<u64, VecDeque<i64>>> {
        const PAGE: usize = 10_000;
        let mut natures: HashMap<u64, VecDeque<i64>> = HashMap::new();
        let mut after = i64::MIN;
        loop {
            let page: Vec<R> = self.edit.page(after, PAGE)?;
            for record in &page {
                natures.entry(nature(record)).or_default().push_back(record.id().raw());
                after = record.id().raw();
            }
            if page.len() < PAGE {
                return Ok(natures);
            }
        }
    }
}

/// How much speaks for a record of the same name being the same: its mailbox or website, and the spelling of the name.
/// `None`: a mailbox or website speaks against it.
fn likeness<R: Keep>(given: &Fields, known: &R) -> Option<(bool, bool)> {
    let apart = if R::NOUN == Noun::Accounts { "website" } else { "email" };
    let marks = |text: &str| -> Vec<String> {
        if R::NOUN == Noun::Accounts {
            return domain_of(text).into_iter().collect();
        }
        text.split([',', ';', ' ']).filter(|one| one.contains('@')).map(str::to_lowercase).collect()
    };
    let of_known = |key: &str| match known.value_of(key) {
        Value::Text(text) => text,
        _ => String::new(),
    };
    let (one, two) = (marks(text_of(given, apart).unwrap_or_default()), marks(&of_known(apart)));
    let same = one.iter().any(|mark| two.contains(mark));
    let spelled = text_of(given, "name").map(str::trim) == Some(of_known("name").trim());
    (same || one.is_empty() || two.is_empty()).then_some((same, spelled))
}

/// A number for what a record says in its natural fields.
fn nature<R: Keep>(record: &R) -> u64 {
    let mut hasher = DefaultHasher::new();
    for at in (0..R::FIELDS.len()).filter(|at| R::FIELDS[*at].natural) {
        match record.value(at) {
            Value::None => 0.hash(&mut hasher),
            Value::Text(text) => (1, text).hash(&mut hasher),
            Value::Int(number) => (2, number).hash(&mut hasher),
            Value::Float(number) => (3, number.to_bits()).hash(&mut hasher),
            Value::Flag(flag) => (4, flag).hash(&mut hasher),
            Value::Words(words) => (5, words).hash(&mut hasher),
            Value::Ids(ids) => (6, ids).hash(&mut hasher),
            Value::Day(day) => (7, day).hash(&mut hasher),
        }
    }
    hasher.finish()
}
