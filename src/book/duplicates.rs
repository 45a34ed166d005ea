//! Accounts that may be one company and contacts who may be one person, and the word of somebody that they are two.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::dismissed_duplicate::DismissedDuplicate;
use crate::domain::duplicate::{self, Pair, Reason};
use crate::domain::id::{self, Id};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::text::{fit, fold};
use crate::domain::website::mailboxes;
use std::cmp::Reverse;

pub use crate::store::duplicates::Holds;

/// One of two that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Which account or contact.
    pub id: i64,
    /// Its name; of a contact with the account.
    pub name: String,
    /// Its key.
    pub external_id: Option<String>,
    /// What it holds.
    pub holds: Holds,
}

impl Side {
    /// Its code, as people type it.
    pub fn code(&self) -> String {
        id::encode(self.id)
    }
}

/// Two that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Accounts or contacts.
    pub noun: Noun,
    /// The one that holds more, which stays unless somebody says otherwise.
    pub kept: Side,
    /// The one that goes into it.
    pub merged: Side,
    /// Why, the strongest reason first.
    pub why: Vec<Reason>,
}

impl Duplicate {
    /// Why, in words.
    pub fn reason(&self) -> String {
        self.why.iter().map(Reason::words).collect::<Vec<_>>().join(", ")
    }

    /// The same with the other one to stay.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { kept: self.merged, merged: self.kept, ..self }
    }
}

impl Book {
    /// Pairs that may be one: accounts first, then contacts.
    pub fn duplicates(&self) -> Result<Vec<Duplicate>> {
        let apart = self.store.dismissed()?;
        let accounts = duplicate::companies(&self.store.companies()?, &apart);
        let contacts = duplicate::people(&self.store.persons()?, &accounts, &apart);
        let accounts = accounts.into_iter().map(|pair| self.weighed(Noun::Accounts, pair));
        let contacts = contacts.into_iter().map(|pair| self.weighed(Noun::Contacts, pair));
        accounts.chain(contacts).collect::<Result<Vec<_>>>()
    }

    fn weighed(&self, noun: Noun, pair: Pair) -> Result<Duplicate> {
        let (first, second) = (self.side(noun, pair.first)?, self.side(noun, pair.second)?);
        let weight = |side: &Side| {
            let Holds { contacts, contracts, touches, .. } = side.holds;
            (contacts + contracts + touches, side.external_id.is_some(), Reverse(side.id))
        };
        let (kept, merged) = if weight(&first) >= weight(&second) { (first, second) } else { (second, first) };
        Ok(Duplicate { noun, kept, merged, why: pair.why })
    }

    fn side(&self, noun: Noun, id: i64) -> Result<Side> {
        if noun == Noun::Contacts {
            let contact: Contact = self.get(Id::new(id))?;
            let name = format!("{}, {}", contact.name, self.get(contact.account)?.name);
            return Ok(Side {
                id,
                name,
                external_id: contact.external_id,
                holds: self.store.held_by_contact(Id::new(id))?,
            });
        }
        let account: Account = self.get(Id::new(id))?;
        Ok(Side { id, name: account.name, external_id: account.external_id, holds: self.store.held_by(Id::new(id))? })
    }

    /// What one of two holds, in words: “3 contacts, 1 contract, 14 touches, €120,000, key A1”.
    pub fn held_words(&self, noun: Noun, side: &Side) -> String {
        let holds = side.holds;
        let mut parts = Vec::new();
        if noun == Noun::Accounts {
            parts.push(Noun::Contacts.counted(holds.contacts));
            parts.push(Noun::Contracts.counted(holds.contracts));
        }
        parts.push(Noun::Touches.counted(holds.touches));
        parts.extend(holds.value.map(|value| self.money(value).long()));
        parts.extend(side.external_id.as_deref().map(|key| format!("key {}", fit(key, 30))));
        parts.join(", ")
    }

    /// Takes note that two accounts are two, so that they are not shown again.
    pub fn keep_accounts_apart(&mut self, one: Id<Account>, other: Id<Account>) -> Result<Outcome> {
        let names = (self.get(one)?.name, self.get(other)?.name);
        self.dismiss(DismissedDuplicate { account: one, other_account: Some(other), ..Default::default() }, &names)
    }

    /// Takes note that two contacts are two, so that they are not shown again.
    pub fn keep_contacts_apart(&mut self, one: Id<Contact>, other: Id<Contact>) -> Result<Outcome> {
        let (here, there) = (self.get(one)?, self.get(other)?);
        let pair = DismissedDuplicate {
            account: here.account,
            contact: Some(one),
            other_contact: Some(other),
            ..Default::default()
        };
        self.dismiss(pair, &(here.name, there.name))
    }

    fn dismiss(&mut self, pair: DismissedDuplicate, (one, other): &(String, String)) -> Result<Outcome> {
        if pair.pair().is_some_and(|(one, other)| one == other) {
            return Err(Problem::input(format!("{} is named twice; name the other one, too.", fit(one, 60))));
        }
        let ((), outcome) = self.edit(Op::Dismiss, |edit| {
            edit.summary(format!("{one} and {other} are two"));
            if pair.pair().is_some_and(|known| edit.dismissed().is_ok_and(|all| all.contains(&known))) {
                edit.summary(format!("{one} and {other} are told apart already"));
                return Ok(());
            }
            let id = edit.mint()?;
            edit.put(&DismissedDuplicate { id, ..pair })
        })?;
        Ok(outcome)
    }

    /// The one contact that `words` mean: an id, an external id, a mailbox, or a whole name that nobody else has.
    pub fn contact_called(&self, words: &str) -> Result<Contact> {
        if let Some(contact) = id::decode(words).and_then(|raw| self.store.get(Id::new(raw)).ok().flatten()) {
            return Ok(contact);
        }
        let (plain, mail) = (fold(words), words.trim().to_lowercase());
        let all = self.store.persons()?;
        let named = all.iter().filter(|one| {
            fold(&one.name) == plain || mailboxes(one.email.as_deref().unwrap_or_default()).any(|one| one == mail)
        });
        let mut found: Vec<Id<Contact>> = named.map(|one| one.id).collect();
        found.extend(self.store.contact_with_key(words.trim())?.filter(|id| !found.contains(id)));
        match found.as_slice() {
            [one] => self.get(*one),
            [] => Err(Problem::not_found(format!(
                "No contact is called “{}”; give the whole name, a mailbox or an id of “mainstay duplicates”.",
                fit(words, 60)
            ))),
            several => {
                let codes: Vec<String> = several.iter().take(5).map(|one| one.code()).collect();
                let sentence = format!("“{}” may mean {}; give one of these ids.", fit(words, 40), codes.join(" or "));
                Err(Problem::new(ProblemKind::Ambiguous, sentence))
            }
        }
    }
}
