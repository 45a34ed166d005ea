//! How records are written where others point to them: by key, else by a name that nobody else has, else by their code.
//!
//! A record that has neither is exported with its code as key (`#` and thirteen characters), so that what points to it
//! finds it again in an empty book, and in this one.

use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::churn::Churn;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::dismissed_duplicate::DismissedDuplicate;
use crate::domain::id;
use crate::domain::insight::Insight;
use crate::domain::issue::Issue;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::record::Record;
use crate::domain::text::fold;
use crate::domain::touch::Touch;
use crate::store::Store;
use std::collections::{HashMap, HashSet};

/// The words for every record that is pointed to.
#[derive(Default)]
pub(super) struct RecordKeys {
    words: HashMap<(Noun, i64), String>,
    coded: HashSet<(Noun, i64)>,
}

/// A record that may be pointed to.
struct Target {
    id: i64,
    key: Option<String>,
    /// Its name, and the account within which it must be the only one.
    name: Option<(i64, String)>,
}

impl RecordKeys {
    pub(super) fn read(store: &Store) -> Result<Self> {
        let mut references = Self::default();
        let mut targets = Vec::new();
        store.each(|it: Member| keep(&mut targets, it.id.raw(), it.external_id, Some((0, it.name))))?;
        references.add(Noun::Members, &targets);
        targets.clear();
        store.each(|it: Account| keep(&mut targets, it.id.raw(), it.external_id, Some((0, it.name))))?;
        references.add(Noun::Accounts, &targets);
        targets.clear();
        store.each(|it: Contact| {
            // “Name (email)” is how others write a contact, so a name like that cannot stand for itself.
            let name = (!it.name.contains(" (")).then_some((it.account.raw(), it.name));
            keep(&mut targets, it.id.raw(), it.external_id, name)
        })?;
        references.add(Noun::Contacts, &targets);
        references.code_dismissed(store, &targets)?;
        targets.clear();
        store.each(|it: Insight| keep(&mut targets, it.id.raw(), it.external_id, Some((0, it.title))))?;
        references.add(Noun::Insights, &targets);
        references.add_pointed_to(store)?;
        references.add_causes(store)?;
        Ok(references)
    }

    /// Of a pair of contacts the other one may be at another account, where a name does not find them.
    fn code_dismissed(&mut self, store: &Store, targets: &[Target]) -> Result<()> {
        let keyless: HashSet<i64> =
            targets.iter().filter(|target| target.key.is_none()).map(|target| target.id).collect();
        store.each(|it: DismissedDuplicate| {
            for id in it.contact.into_iter().chain(it.other_contact).map(id::Id::raw).filter(|id| keyless.contains(id))
            {
                self.coded.insert((Noun::Contacts, id));
                self.words.insert((Noun::Contacts, id), code(id));
            }
            Ok(())
        })
    }

    /// The actions of playbooks name the record that caused them by its code where it has no key: it gets that as its key.
    fn add_causes(&mut self, store: &Store) -> Result<()> {
        store.each(|it: Action| {
            let cause = it.key().map(|key| key.cause).unwrap_or_default();
            if let Some((kind, code)) = cause.split_once(":#")
                && let Some(noun) = Noun::ALL.iter().find(|noun| noun.one() == kind)
                && let Some(id) = id::decode(code)
            {
                self.coded.insert((*noun, id));
            }
            Ok(())
        })
    }

    /// Contracts, plans, touches and the like have no names; only those that something points to need a key.
    fn add_pointed_to(&mut self, store: &Store) -> Result<()> {
        let mut pointed: HashMap<Noun, HashSet<i64>> = HashMap::new();
        let mut point = |noun: Noun, id: Option<i64>| pointed.entry(noun).or_default().extend(id);
        store.each(|it: Agreement| {
            point(Noun::Commitments, Some(it.commitment.raw()));
            Ok(())
        })?;
        store.each(|it: Churn| {
            point(Noun::Contracts, it.contract.map(id::Id::raw));
            Ok(())
        })?;
        store.each(|it: Contribution| {
            point(Noun::Contracts, it.contract.map(id::Id::raw));
            point(Noun::Opportunities, it.opportunity.map(id::Id::raw));
            Ok(())
        })?;
        store.each(|it: Goal| {
            point(Noun::Plans, Some(it.plan.raw()));
            Ok(())
        })?;
        for noun in [Noun::Contracts, Noun::Opportunities, Noun::Issues, Noun::Touches] {
            pointed.entry(noun).or_default().extend(store.with_custom_fields(noun)?);
        }
        self.add_some::<Contract>(store, &pointed)?;
        self.add_some::<Plan>(store, &pointed)?;
        self.add_some::<Commitment>(store, &pointed)?;
        self.add_some::<Opportunity>(store, &pointed)?;
        self.add_some::<Issue>(store, &pointed)?;
        self.add_some::<Touch>(store, &pointed)
    }

    /// The records of a kind that something points to, by their keys.
    fn add_some<R: Record>(&mut self, store: &Store, pointed: &HashMap<Noun, HashSet<i64>>) -> Result<()> {
        let Some(ids) = pointed.get(&R::NOUN).filter(|ids| !ids.is_empty()) else { return Ok(()) };
        let mut targets = Vec::new();
        store.each(|it: R| match it.id().raw() {
            id if ids.contains(&id) => keep(&mut targets, id, it.external_id().map(str::to_owned), None),
            _ => Ok(()),
        })?;
        self.add(R::NOUN, &targets);
        Ok(())
    }

    fn add(&mut self, noun: Noun, targets: &[Target]) {
        let keys: HashSet<&str> = targets.iter().filter_map(|target| target.key.as_deref()).collect();
        let mut names: HashMap<(i64, String), u32> = HashMap::new();
        for (scope, name) in targets.iter().filter_map(|target| target.name.as_ref()) {
            *names.entry((*scope, folded(name))).or_default() += 1;
        }
        for target in targets {
            let alone = |(scope, name): &&(i64, String)| {
                names.get(&(*scope, folded(name))) == Some(&1) && !keys.contains(name.trim()) && !name.starts_with('#')
            };
            let word = match (&target.key, target.name.as_ref().filter(alone)) {
                (Some(key), _) => key.clone(),
                (None, Some((_, name))) => name.clone(),
                (None, None) => {
                    self.coded.insert((noun, target.id));
                    code(target.id)
                }
            };
            self.words.insert((noun, target.id), word);
        }
    }

    /// What stands where something points to this record.
    pub(super) fn word(&self, noun: Noun, id: i64) -> String {
        self.words.get(&(noun, id)).cloned().unwrap_or_else(|| code(id))
    }

    /// The key that stands in for one the record does not have, if it needs one.
    pub(super) fn stand_in(&self, noun: Noun, id: i64) -> Option<String> {
        self.coded.contains(&(noun, id)).then(|| code(id))
    }
}

#[allow(clippy::unnecessary_wraps)] // It is the last thing each visitor does.
fn keep(targets: &mut Vec<Target>, id: i64, key: Option<String>, name: Option<(i64, String)>) -> Result<()> {
    targets.push(Target { id, key, name });
    Ok(())
}

fn folded(name: &str) -> String {
    fold(name)
}

fn code(id: i64) -> String {
    format!("#{}", id::encode(id))
}
