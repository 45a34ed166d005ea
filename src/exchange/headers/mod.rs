//! What the rows of a file are, and which column fills which field: by the headings and by the cells.
//!
//! Every kind of row is weighed: the headers of other programs are data (`assets/crm_headers.toml`) and speak the more the
//! fewer files have them; the words that anybody may use stand in a dictionary (`assets/meanings.toml`); and the cells
//! have a veto. The kind with the most said for it is proposed, also where it lacks a column: what it lacks is asked. No
//! file is taken for something because of what it merely lacks.

mod draft;
mod heading;
mod mapping;
mod meanings;
mod names;
mod profiles;
mod refusal;
#[cfg(test)]
mod tests;

use super::columns::{called, plain};
use super::facts::Facts;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::exchange::shape::{Shape, no_such_field};
use draft::Draft;
pub use mapping::{Certainty, Lack, MapTo, Mapping};
pub use meanings::Period;
use meanings::{Looked, Sense, look_up};
pub use profiles::OWN;
use profiles::{Holds, PROFILES, Profile};
use refusal::{lacking, not_kept, unknown};

/// What a file of no program in particular is called in reports.
pub const TABLE: &str = "table";
/// Address books: whoever stands in them is not for that a customer's.
const ADDRESS_BOOKS: [&str; 4] = ["google", "outlook", "linkedin", "cards"];
/// The least that must be said for a kind of row, by how much it must lead where nothing else decides.
const LEAST: f64 = 0.55;
/// What a kind of row that lacks a needed column has less said for it.
const LACK: f64 = 0.9;

/// Whether some program, or anybody, calls a column so.
pub fn is_known(header: &str) -> bool {
    PROFILES.spread.contains_key(&plain(header)) || look_up(header).is_known()
}

/// The unit of an amount, where the heading says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unit {
    /// What it is paid for; none: a year, or nothing is said.
    pub per: Option<Period>,
    /// The currency in the heading.
    pub currency: Option<crate::domain::money::Currency>,
    /// By what the numbers are to be multiplied for single units of money; 0 and 1 alike: by nothing.
    pub times: u32,
}

/// A column of the file and the field that it fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The field.
    pub field: &'static str,
    /// The places of the columns in the file, preferred first.
    pub places: Vec<usize>,
    /// The unit of the preferred column.
    pub unit: Unit,
}

/// What a file was understood to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// The program that wrote it; [`OWN`] for our own files, [`TABLE`] for those of nobody in particular.
    pub format: String,
    /// What its rows are.
    pub shape: Shape,
    /// The fields that its columns fill.
    pub filled: Vec<Filled>,
    /// The places of columns that have no field and are kept as they are.
    pub kept: Vec<usize>,
    /// Columns that are left out, as they are called.
    pub skipped: Vec<String>,
    /// Columns that are called as a day or an amount is, and whose cells are none.
    pub unfit: Vec<String>,
    /// Names that more than one column has; the first of each is taken.
    pub doubled: Vec<String>,
    /// The columns as they are called, each by a name of its own.
    pub called: Vec<String>,
    /// By what each column has its meaning.
    pub certainty: Vec<Certainty>,
    /// What has to be said before the rows can be taken, and why.
    pub problem: Option<(Lack, Problem)>,
}

impl Recognition {
    /// Whether it is an address book, whose people are not for that a customer's.
    pub fn is_address_book(&self) -> bool {
        ADDRESS_BOOKS.contains(&self.format.as_str())
    }
}

/// A header with what its cells look like, looked up once.
struct Columns<'a> {
    header: &'a [String],
    /// As they are called, each by a name of its own.
    called: &'a [String],
    plains: Vec<String>,
    looked: Vec<Looked>,
    facts: &'a [Facts],
}

/// Says what a file with this header and these cells is. `wanted` and `mappings` go before what they say; what the file is
/// called decides where they leave it open. A mapping of a column or field that is not there is refused.
pub fn recognise(
    header: &[String],
    facts: &[Facts],
    wanted: Option<Shape>,
    mappings: &[Mapping],
    file_name: &str,
) -> Result<Recognition> {
    let called = &called(header, facts);
    let columns = Columns {
        header,
        called,
        plains: header.iter().map(|name| plain(name)).collect(),
        looked: header.iter().map(|name| look_up(name)).collect(),
        facts,
    };
    let nothing = columns.nothing_kept();
    let best = columns.best(wanted, mappings, file_name);
    let is_lost = wanted.is_none() && best.as_ref().is_none_or(|best| best.score < LEAST);
    if let Some((_, what)) =
        nothing.filter(|(score, _)| wanted.is_none() && best.as_ref().is_none_or(|best| *score > best.score))
    {
        return Ok(columns.unread(Lack::NotKept(what), not_kept(what)));
    }
    let Some(best) = best else {
        // A wish for a column or field that is not there is told before anything else.
        columns.draft(wanted.unwrap_or(Shape::Of(Noun::Accounts)), None, mappings)?;
        return Ok(columns.unread(Lack::Kind, unknown(header)));
    };
    let mut recognition = columns.read(&best, mappings)?;
    recognition.problem = columns.lacking(&recognition, is_lost && mappings.is_empty());
    Ok(recognition)
}

/// A kind of row and what is said for it.
struct Candidate {
    shape: Shape,
    profile: Option<&'static Profile>,
    score: f64,
}

impl Columns<'_> {
    fn best(&self, wanted: Option<Shape>, mappings: &[Mapping], file_name: &str) -> Option<Candidate> {
        let file_name = file_name.to_lowercase();
        let all: Vec<Shape> = wanted.map_or_else(|| Shape::all().collect(), |shape| vec![shape]);
        let candidates =
            all.into_iter().filter_map(|shape| self.candidate(shape, mappings, &file_name, wanted.is_some()));
        candidates.reduce(|best, next| if next.score > best.score { next } else { best })
    }

    /// What is said for rows of this kind, by the profile that fits best and by the dictionary.
    fn candidate(&self, shape: Shape, mappings: &[Mapping], file_name: &str, is_told: bool) -> Option<Candidate> {
        let profiles =
            PROFILES.profiles.iter().filter(|profile| profile.shape() == Some(shape) && profile.may_be(&self.plains));
        let weighed = profiles.map(|profile| (profile.weights(self.header, &self.plains), profile));
        let of = |weights: &[f64]| weights.iter().sum::<f64>();
        let best = weighed
            .filter(|(weights, profile)| of(weights) > 0.0 && self.fills_any(profile))
            .reduce(|best, next| if of(&next.0) > of(&best.0) { next } else { best });
        // People of our team are told by a sign that only they have.
        if shape == Shape::Of(Noun::Members) && best.is_none() && !is_told {
            return None;
        }
        let profile = best.as_ref().map(|(_, profile)| *profile);
        let draft = self.draft(shape, profile, mappings).ok()?;
        let weight = |at: usize| {
            // “voluntary” under “kind” says that the row is a loss and no event.
            let speaks = self.can_be_words(shape, profile, at);
            let by_profile = best.as_ref().filter(|_| speaks).map_or(0.0, |(weights, _)| weights[at]);
            match self.sense(shape, at) {
                // A second column for a field that has one says nothing more.
                Some(sense) if sense.field.is_none() || draft.is_decided(at) => by_profile.max(sense.weight),
                _ => by_profile,
            }
        };
        let said: f64 = (0..self.header.len()).map(weight).sum();
        if said <= 0.0 && !is_told {
            return None;
        }
        let lacks = !self.updates(shape, profile) && shape.lacks(|field| draft.fills(field)).is_some();
        let twice = if shape == Shape::Of(Noun::Accounts) && self.repeats(&draft) { 1.0 } else { 0.0 };
        let score = said + leaning(shape, file_name) - if lacks { LACK } else { 0.0 } - twice;
        Some(Candidate { shape, profile, score })
    }

    /// Whether the cells of a column can be the words that the field it fills by its heading is made of.
    fn can_be_words(&self, shape: Shape, profile: Option<&Profile>, at: usize) -> bool {
        let fields = profile.and_then(|profile| profile.headers.get(&self.plains[at]));
        let mut kinds = fields.into_iter().flatten().filter_map(|(field, _)| Some(shape.column(field)?.kind));
        let Some(facts) = self.facts.get(at) else { return true };
        kinds.all(|kind| match kind {
            crate::domain::record::Kind::Word(set) => facts.are_mostly(|cell| (set.read)(cell).is_ok()),
            _ => true,
        })
    }

    /// Whether the rows are about accounts that stand in several of them: contracts, then, and no accounts.
    fn repeats(&self, draft: &Draft<'_>) -> bool {
        let names = draft.place_of("name").and_then(|at| self.facts.get(at));
        let has_key = draft.fills("external_id");
        !has_key && names.is_some_and(|facts| facts.filled >= 8 && facts.different() * 4 < facts.filled * 3)
    }

    fn fills_any(&self, profile: &Profile) -> bool {
        self.plains.iter().filter_map(|plain| profile.headers.get(plain)).any(|fields| !fields.is_empty())
    }

    fn sense(&self, shape: Shape, at: usize) -> Option<Sense> {
        self.looked[at].sense(shape, self.facts.get(at)?, &self.looked)
    }

    /// The things a book does not keep that the header speaks for, and how much.
    fn nothing_kept(&self) -> Option<(f64, &'static str)> {
        let all = PROFILES.profiles.iter().filter(|profile| profile.may_be(&self.plains));
        let scored = all.filter_map(|profile| match &profile.holds {
            Holds::Nothing(what) => Some((profile.weights(self.header, &self.plains).iter().sum(), what.as_str())),
            Holds::Rows(_) => None,
        });
        scored.reduce(|best: (f64, &str), next| if next.0 > best.0 { next } else { best })
    }

    /// Our own files may bring just a few fields of records that are there already.
    fn updates(&self, shape: Shape, profile: Option<&Profile>) -> bool {
        self.is_own(shape, profile) && self.plains.len() > 1 && self.plains.iter().any(|plain| plain == "externalid")
    }

    /// Whether the file is one of our own: every column is spelt as our own are, and not all are words that anybody may use.
    fn is_own(&self, shape: Shape, profile: Option<&Profile>) -> bool {
        let own = shape.columns().own;
        let is_ours = |name: &String| {
            name.is_empty() || own.iter().any(|column| column.name == name || column.also.contains(&name.as_str()))
        };
        let is_said = profile.is_some_and(|profile| profile.program == OWN);
        let anybody =
            || self.looked.iter().all(Looked::is_known) && !self.plains.iter().any(|plain| plain == "externalid");
        is_said && self.header.iter().all(is_ours) && !anybody()
    }

    fn draft<'d>(&'d self, shape: Shape, profile: Option<&Profile>, mappings: &[Mapping]) -> Result<Draft<'d>> {
        let mut draft = Draft::new(shape, self.called);
        draft.apply(mappings)?;
        let is_own = self.is_own(shape, profile);
        let fits = |at: usize, field: &str| is_own || self.fits(shape, at, field);
        if let Some(profile) = profile {
            draft.recognise(&self.plains, profile, &fits);
        }
        let own = PROFILES.profiles.iter().find(|known| known.program == OWN && known.shape() == Some(shape));
        if let Some(own) = own.filter(|_| is_own || profile.is_none_or(|profile| profile.program != OWN)) {
            draft.recognise(&self.plains, own, &fits);
        }
        if !is_own {
            let senses: Vec<_> = (0..self.header.len()).map(|at| self.sense(shape, at)).collect();
            draft.mean(&self.plains, &senses);
            if shape == Shape::Of(Noun::Accounts) {
                let are_people = |at: usize| self.facts.get(at).is_some_and(Facts::are_people);
                draft.person("contact_name", &are_people);
                if let Some((name, key)) = self.thing() {
                    draft.thing(name, key);
                }
            }
            draft.spelt(&fits);
        }
        Ok(draft)
    }

    /// The name and the key of what the rows are about, where that has a word of its own: `school_name`, `school_id`.
    fn thing(&self) -> Option<(usize, usize)> {
        let whose = |at: usize, what: &str| {
            let looked = self.looked.get(at).filter(|looked| !looked.is_known())?;
            looked.heading.words.strip_suffix(what).map(str::trim).filter(|word| !word.is_empty())
        };
        let places = || 0..self.looked.len();
        places().find_map(|name| {
            let word = whose(name, " name")?;
            Some((name, places().find(|key| whose(*key, " id") == Some(word))?))
        })
    }

    /// Whether the cells of a column can be what the field holds; a key must tell the rows apart.
    fn fits(&self, shape: Shape, at: usize, field: &str) -> bool {
        use crate::domain::record::Kind;
        let Some(facts) = self.facts.get(at) else { return true };
        match (field, shape.column(field).map(|column| column.kind)) {
            ("external_id", _) => facts.filled < 2 || facts.different() * 2 > facts.filled,
            ("name", _) if shape == Shape::Of(Noun::Accounts) => !facts.is_yes_or_no() && !facts.are_people(),
            ("name" | "account", _) => !facts.is_yes_or_no(),
            (_, Some(Kind::Day)) => facts.fit("day"),
            (_, Some(Kind::Amount)) => facts.fit("amount"),
            _ => true,
        }
    }

    fn read(&self, best: &Candidate, mappings: &[Mapping]) -> Result<Recognition> {
        let draft = self.draft(best.shape, best.profile, mappings)?;
        let is_own = self.is_own(best.shape, best.profile);
        let format = match best.profile {
            _ if is_own => OWN,
            Some(profile) if profile.program != OWN && self.speaks_for(profile) => profile.program.as_str(),
            _ => TABLE,
        };
        // A column that stands in the file twice is kept once.
        let is_copy = |at: usize| {
            let before = (0..at).filter(|before| self.plains[*before] == self.plains[at]);
            let same =
                |before: usize| self.facts.get(before).zip(self.facts.get(at)).is_some_and(|(a, b)| a.is_the_same(b));
            !self.plains[at].is_empty() && before.into_iter().any(same)
        };
        let keeps = |at: usize| !is_own && !profiles::is_technical(&self.plains[at]) && !is_copy(at);
        let unit = |at: usize| {
            let heading = &self.looked[at].heading;
            let per = self.sense(best.shape, at).and_then(|sense| sense.per);
            Unit { per, currency: heading.currency, times: heading.times }
        };
        let mut recognition = draft.finish(format.to_owned(), &self.plains, &keeps, &unit);
        let unfit =
            |at: &&usize| self.facts.get(**at).is_some_and(|facts| self.looked[**at].is_unfit(best.shape, facts));
        recognition.unfit = recognition.kept.iter().filter(unfit).map(|at| self.called[*at].clone()).collect();
        Ok(recognition)
    }

    /// Whether the header is that of one program for certain: more than words that anybody may use say so.
    fn speaks_for(&self, profile: &Profile) -> bool {
        let weights = profile.weights(self.header, &self.plains);
        // What is spelt otherwise is a word that anybody may use.
        let weights: Vec<f64> = weights
            .iter()
            .zip(self.header)
            .map(|(weight, name)| if profile.spells(name) { *weight } else { 0.0 })
            .collect();
        let named = self.plains.iter().filter(|plain| !plain.is_empty()).count();
        let knows_all = named > 5 && weights.iter().filter(|weight| **weight > 0.0).count() == named;
        ADDRESS_BOOKS.contains(&profile.program.as_str())
            || knows_all
            || weights.iter().any(|weight| *weight >= 1.0)
            || weights.iter().filter(|weight| **weight >= 0.6).count() >= 2
    }

    /// A file of which nothing is understood: its columns can be seen, and told.
    fn unread(&self, lack: Lack, problem: Problem) -> Recognition {
        let draft = Draft::new(Shape::Of(Noun::Accounts), self.called);
        let mut recognition = draft.finish(TABLE.to_owned(), &self.plains, &|_| true, &|_| Unit::default());
        recognition.problem = Some((lack, problem));
        recognition
    }

    fn lacking(&self, seen: &Recognition, is_lost: bool) -> Option<(Lack, Problem)> {
        let fills = |field: &str| seen.filled.iter().any(|filled| filled.field == field);
        let updates = seen.format == OWN && fills("external_id") && seen.filled.len() > 1;
        match seen.shape.lacks(fills).filter(|_| !updates) {
            _ if is_lost => Some((Lack::Kind, unknown(self.header))),
            Some(group) => Some((Lack::Field(group[0]), lacking(seen.shape, &group, self.header))),
            None => None,
        }
    }
}

/// What tips the scales between kinds of rows for which the columns say the same: the name of the file, then that customers
/// are what most files are about.
fn leaning(shape: Shape, file_name: &str) -> f64 {
    let former = match shape {
        Shape::Of(noun) => noun.former(),
        Shape::Deals | Shape::Activities | Shape::Usage => None,
    };
    let named = file_name.contains(shape.word()) || former.is_some_and(|former| file_name.contains(former));
    let usual = shape == Shape::Of(Noun::Accounts);
    (if named { 0.5 } else { 0.0 }) + (if usual { 0.01 } else { 0.0 })
}
