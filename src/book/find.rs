//! Find: any account, contact or person of ours by a few letters of its name.
//!
//! The names are read once and kept while a search goes on. As letters are added only what matched before is looked
//! through again.

use super::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An account.
    Account(Id<Account>),
    /// A contact, by the account to open.
    Contact(Id<Account>),
    /// One of ours.
    Member(Id<Member>),
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its name.
    pub name: String,
    /// What it is.
    pub target: Target,
}

/// A search under way.
pub struct Finder {
    names: String,
    spans: Vec<(u32, u32)>,
    targets: Vec<Target>,
    typed: String,
    matched: Vec<(u32, u32)>,
    matcher: Matcher,
}

impl Book {
    /// Begins a search through every name in the book.
    pub fn finder(&mut self) -> Result<Finder> {
        let mut finder = Finder {
            names: String::new(),
            spans: Vec::new(),
            targets: Vec::new(),
            typed: String::new(),
            matched: Vec::new(),
            matcher: Matcher::new(Config::DEFAULT),
        };
        for (id, name) in self.roster()?.names() {
            finder.take(name, Target::Account(id));
        }
        self.store.each_contact_name(|account, name| finder.take(name, Target::Contact(account)))?;
        for member in self.all::<Member>()? {
            finder.take(&member.name, Target::Member(member.id));
        }
        finder.restart();
        Ok(finder)
    }
}

impl Finder {
    fn take(&mut self, name: &str, target: Target) {
        let from = self.names.len() as u32;
        self.names.push_str(name);
        self.spans.push((from, self.names.len() as u32));
        self.targets.push(target);
    }

    fn restart(&mut self) {
        self.typed.clear();
        self.matched = (0..self.spans.len() as u32).map(|place| (0, place)).collect();
    }

    /// How many names match what was typed last.
    pub fn count(&self) -> usize {
        self.matched.len()
    }

    /// Looks for `typed`; the best hits, at most `limit`.
    pub fn find(&mut self, typed: &str, limit: usize) -> Vec<Hit> {
        if !typed.starts_with(&self.typed) || typed.contains(' ') {
            self.restart();
        }
        if typed != self.typed {
            self.narrow(typed);
        }
        typed.clone_into(&mut self.typed);
        let limit = limit.min(self.matched.len());
        let order = |one: &(u32, u32)| {
            (std::cmp::Reverse(one.0), self.spans[one.1 as usize].1 - self.spans[one.1 as usize].0, one.1)
        };
        let mut best: Vec<(u32, u32)> = self.matched.clone();
        if limit > 0 && limit < best.len() {
            best.select_nth_unstable_by_key(limit - 1, order);
        }
        best.truncate(limit);
        best.sort_unstable_by_key(order);
        best.into_iter().map(|(_, place)| self.hit(place as usize)).collect()
    }

    fn narrow(&mut self, typed: &str) {
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let (names, spans, matcher) = (&self.names, &self.spans, &mut self.matcher);
        let mut kept = Vec::with_capacity(self.matched.len() / 2);
        for (_, place) in &self.matched {
            let (from, to) = spans[*place as usize];
            let name = Utf32Str::new(&names[from as usize..to as usize], &mut buffer);
            if let Some(score) = pattern.score(name, matcher) {
                kept.push((score, *place));
            }
        }
        self.matched = kept;
    }

    fn hit(&self, place: usize) -> Hit {
        let (from, to) = self.spans[place];
        Hit { name: self.names[from as usize..to as usize].to_owned(), target: self.targets[place] }
    }
}
