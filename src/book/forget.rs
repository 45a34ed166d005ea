//! Forgetting a person: who is meant, what is taken out, and which copies still hold them.

use super::Book;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::store::backups::{self, Why};
use crate::store::forgetting::{Forgotten, NOBODY};
use std::collections::BTreeSet;
use std::path::PathBuf;

pub use crate::store::forgetting::Person;

impl Book {
    /// Who is meant by a name: one contact or member, or somebody whom only the history still knows.
    ///
    /// # Errors
    ///
    /// Nobody is called so; more than one is, and the account does not tell them apart.
    pub fn person(&self, name: &str, account: Option<&str>) -> Result<Person> {
        let of_account = account.map(|account| self.account_called(account).map(|account| account.id)).transpose()?;
        let mut found = Vec::new();
        for id in self.store.called::<Contact>(name)? {
            if of_account.is_none_or(|account| self.get(id).is_ok_and(|contact: Contact| contact.account == account)) {
                found.push(Person::Contact(id));
            }
        }
        if of_account.is_none() {
            found.extend(self.store.called::<Member>(name)?.into_iter().map(Person::Member));
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] if self.store.history_knows(name.trim())? => Ok(Person::Removed),
            [] => Err(Problem::not_found(format!("No person in the book is called “{name}”; give the whole name."))),
            several => Err(Problem::input(format!(
                "{} people are called “{name}”; say whose with --at ACCOUNT.",
                several.len()
            ))),
        }
    }

    /// The name of the account that a contact is of.
    pub fn account_of_contact(&self, contact: Id<Contact>) -> Result<String> {
        let contact: Contact = self.get(contact)?;
        self.get(contact.account).map(|account: Account| account.name)
    }

    /// Takes a person out of records, history and file, for good; a backup is made before.
    pub fn forget_person(&mut self, person: Person, name: &str) -> Result<Forgotten> {
        if name.trim() == NOBODY {
            return Err(Problem::input("That person is forgotten already."));
        }
        self.back_up_before(Why::Forgetting)?;
        let words = self.words_of(person, name)?;
        let today = self.today();
        let done = self.store.forget_person(person, name.trim(), &words, today)?;
        self.forget();
        Ok(done)
    }

    /// What tells who a person is: the name, the addresses, the numbers.
    fn words_of(&self, person: Person, name: &str) -> Result<BTreeSet<String>> {
        let namesakes = self.store.called::<Contact>(name)?.len() + self.store.called::<Member>(name)?.len();
        // What names two people is left where it may mean the other one.
        let mut words = if namesakes > 1 { BTreeSet::new() } else { BTreeSet::from([name.trim().to_owned()]) };
        let mut reached = Vec::new();
        match person {
            Person::Contact(id) => {
                let contact: Contact = self.get(id)?;
                reached.extend([contact.email, contact.phone]);
            }
            Person::Member(id) => {
                let member: Member = self.get(id)?;
                reached.push(member.email);
            }
            Person::Removed => reached.extend(self.store.addresses_beside(name)?.into_iter().map(Some)),
        }
        for words_of in reached.into_iter().flatten() {
            words.extend(words_of.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()));
        }
        Ok(words)
    }

    /// The copies beside the book that still hold these words: backups, and books that were replaced.
    pub fn copies_with(&self, words: &str) -> Vec<PathBuf> {
        let folder = self.path().parent().map(std::path::Path::to_owned).unwrap_or_default();
        let name = self.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = std::fs::read_dir(if folder.as_os_str().is_empty() { ".".into() } else { folder });
        let copies = beside.into_iter().flatten().flatten().map(|entry| entry.path());
        let is_copy = |path: &PathBuf| {
            let other = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            path.is_file()
                && other != name
                && other.starts_with(&*name)
                && !other.ends_with("-wal")
                && !other.ends_with("-shm")
        };
        let own = self.backups().into_iter().map(|one| one.path);
        let mut held: Vec<PathBuf> =
            own.chain(copies.filter(is_copy)).filter(|path| backups::holds(path, words)).collect();
        held.sort();
        held
    }
}
