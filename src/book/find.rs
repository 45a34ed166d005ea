//! Find: any account, contact or person of our team by a few letters of its name.
//!
//! The names are read once, beside the keys, and kept until a name may have changed. As letters are added only what
//! matched before is looked through again.

use super::{Book, Roster};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::passage::Source;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fold;
use crate::store::Store;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An account.
    Account(Id<Account>),
    /// A contact, by the account to open.
    Contact(Id<Account>),
    /// A team member.
    Member(Id<Member>),
    /// Words at an account.
    Passage(Id<Account>, Source),
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its name.
    pub name: String,
    /// What it is.
    pub target: Target,
    /// Whether it is an account that is lost.
    pub lost: bool,
}

/// Every name in the book, in one buffer; shared between searches and the thread that read them.
pub struct FindNames {
    text: String,
    ends: Vec<u32>,
    targets: Vec<Target>,
    /// Of names beyond ASCII, how they are compared.
    plain: HashMap<u32, String>,
    /// The places of lost accounts, which stand behind everybody who is there.
    lost: HashSet<u32>,
}

/// A search under way.
pub struct Finder {
    names: Arc<FindNames>,
    typed: String,
    matched: Vec<Match>,
}

/// One name that matches, by its place, and how well.
#[derive(Debug, Clone, Copy)]
struct Match {
    score: u32,
    place: u32,
}

/// From so many names on, two threads look through them.
const MANY: usize = 20_000;

impl FindNames {
    /// Reads every name: accounts, their people, our team.
    pub(super) fn read(store: &Store, roster: &Roster) -> Result<Self> {
        let mut names = Self {
            text: String::new(),
            ends: Vec::new(),
            targets: Vec::new(),
            plain: HashMap::new(),
            lost: HashSet::new(),
        };
        for (id, name, lost) in roster.names() {
            if lost {
                names.lost.insert(names.targets.len() as u32);
            }
            names.take(name, Target::Account(id));
        }
        store.each_contact_name(|account, name| names.take(name, Target::Contact(account)))?;
        for member in store.all::<Member>()? {
            names.take(&member.name, Target::Member(member.id));
        }
        Ok(names)
    }

    fn take(&mut self, name: &str, target: Target) {
        if !name.is_ascii() {
            self.plain.insert(self.targets.len() as u32, fold(name));
        }
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        self.targets.push(target);
    }

    fn name(&self, place: u32) -> &str {
        let from = if place == 0 { 0 } else { self.ends[place as usize - 1] };
        &self.text[from as usize..self.ends[place as usize] as usize]
    }

    /// Those of `among` that match, with their scores, in their order.
    fn matching(&self, pattern: &Pattern, among: &[Match]) -> Vec<Match> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let score = |one: &Match| {
            let name = self.plain.get(&one.place).map_or_else(|| self.name(one.place), String::as_str);
            let name = Utf32Str::new(name, &mut buffer);
            pattern.score(name, &mut matcher).map(|score| Match { score, place: one.place })
        };
        among.iter().filter_map(score).collect()
    }
}

impl Book {
    /// Begins a search through every name in the book.
    pub fn finder(&mut self) -> Result<Finder> {
        if self.find_names.is_none() {
            self.roster()?;
            if let Some(roster) = &self.roster {
                self.find_names = Some(Arc::new(FindNames::read(&self.store, roster)?));
            }
        }
        let names = self.find_names.clone().ok_or_else(|| Problem::internal("The names are missing."))?;
        let mut finder = Finder { names, typed: String::new(), matched: Vec::new() };
        finder.restart();
        Ok(finder)
    }
}

impl Finder {
    fn restart(&mut self) {
        self.typed.clear();
        self.matched = (0..self.names.targets.len() as u32).map(|place| Match { score: 0, place }).collect();
    }

    /// How many names match what was typed last.
    pub fn count(&self) -> usize {
        self.matched.len()
    }

    /// Looks for `typed`; the best hits, at most `limit`.
    pub fn find(&mut self, typed: &str, limit: usize) -> Vec<Hit> {
        // More letters of one word can only match less; anything else begins anew.
        if !typed.starts_with(&self.typed) || typed.contains([' ', '!', '\\', '^', '$', '\'']) {
            self.restart();
        }
        if typed != self.typed {
            self.narrow(typed);
        }
        typed.clone_into(&mut self.typed);
        self.best(limit)
    }

    fn narrow(&mut self, typed: &str) {
        let pattern = Pattern::parse(&fold(typed), CaseMatching::Ignore, Normalization::Smart);
        let (names, matched) = (&*self.names, &self.matched);
        if matched.len() < MANY {
            self.matched = names.matching(&pattern, matched);
            return;
        }
        let (left, right) = matched.split_at(matched.len() / 2);
        let (left, right) = std::thread::scope(|scope| {
            let other = scope.spawn(|| names.matching(&pattern, right));
            let left = names.matching(&pattern, left);
            (left, other.join().unwrap_or_default())
        });
        self.matched = left;
        self.matched.extend(right);
    }

    fn best(&self, limit: usize) -> Vec<Hit> {
        let length = |place: u32| self.names.name(place).len();
        let is_lost = |place: u32| self.names.lost.contains(&place);
        let order = |one: &Match| (is_lost(one.place), Reverse(one.score), length(one.place), one.place);
        let mut best: Vec<Match> = Vec::with_capacity(2 * limit + 1);
        for one in &self.matched {
            best.push(*one);
            if best.len() > 2 * limit {
                best.select_nth_unstable_by_key(limit, order);
                best.truncate(limit);
            }
        }
        best.sort_unstable_by_key(order);
        best.truncate(limit);
        best.iter().map(|one| self.hit(one.place)).collect()
    }

    fn hit(&self, place: u32) -> Hit {
        let (name, target) = (self.names.name(place).to_owned(), self.names.targets[place as usize]);
        Hit { name, target, lost: self.names.lost.contains(&place) }
    }
}
