//! Which accounts may be one company, and which contacts one person: the one rule for the list of duplicates and for what an
//! import says.
//!
//! Nothing is compared with everything: what can be the same stands under one key (name, domain, mailbox, a name with one
//! letter left out), so that a hundred thousand accounts take less than a second.

use super::account::Account;
use super::contact::Contact;
use super::id::Id;
use super::text::{company, fold};
use super::website::{mailboxes, own_domain};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// What is known of an account that may be another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Which account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its website.
    pub website: Option<String>,
}

/// What is known of a contact who may be another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Which contact.
    pub id: Id<Contact>,
    /// Where.
    pub account: Id<Account>,
    /// Their name.
    pub name: String,
    /// Their mailboxes, as the field holds them.
    pub email: Option<String>,
}

/// Why two may be one; the strongest reason is the smallest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// They have the same mailbox.
    Mailbox(String),
    /// They have the same name.
    Name,
    /// They have the same name but for these words.
    NameBut(String),
    /// They have the same website.
    Website(String),
    /// They have the same name, at two accounts that may be one.
    NameElsewhere,
    /// Their names differ by one letter.
    NearName,
}

impl Reason {
    /// In words, to stand in a list.
    pub fn words(&self) -> String {
        match self {
            Reason::Mailbox(mailbox) => format!("same mailbox {mailbox}"),
            Reason::Name => "same name".to_owned(),
            Reason::NameBut(form) if form.is_empty() => "same name but for its punctuation".to_owned(),
            Reason::NameBut(form) => format!("same name but for “{form}”"),
            Reason::Website(domain) => format!("same website {domain}"),
            Reason::NameElsewhere => "same name, at two accounts that may be one".to_owned(),
            Reason::NearName => "names differ by one letter".to_owned(),
        }
    }
}

/// Two that may be one, the older one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The older one.
    pub first: i64,
    /// The other one.
    pub second: i64,
    /// Why, the strongest reason first.
    pub why: Vec<Reason>,
}

/// Pairs that are two, the older one first.
pub type Apart = HashSet<(i64, i64)>;

/// How many under one key are compared with each other; of more each one with the first that fits.
const FEW: usize = 12;

/// The fewest letters of names that may differ by one, and the most that are looked at.
const LETTERS: std::ops::RangeInclusive<usize> = 8..=80;

/// Accounts that may be one company: as many pairs as join each group of them, and no more.
pub fn companies(all: &[Company], apart: &Apart) -> Vec<Pair> {
    let names: Vec<(String, String)> = all.iter().map(|one| company(&one.name)).collect();
    let domains: Vec<Option<String>> = all.iter().map(|one| one.website.as_deref().and_then(own_domain)).collect();
    let mut pairs = Pairs::new(apart);
    let id = |at: usize| all[at].id.raw();
    for block in blocks(names.iter().map(|(name, _)| Some(name.as_str()))) {
        pairs.block(&block, id, |one, other| {
            same_name(&all[one].name, &names[one].1, &all[other].name, &names[other].1)
        });
    }
    for block in blocks(domains.iter().map(Option::as_deref)) {
        pairs.block(&block, id, |one, _| domains[one].clone().map(Reason::Website));
    }
    for (one, other) in near(&names) {
        let elsewhere = domains[one].is_some() && domains[other].is_some() && domains[one] != domains[other];
        if !elsewhere && fits(&names[one].1, &names[other].1) {
            pairs.add(id(one), id(other), Reason::NearName);
        }
    }
    pairs.joining()
}

/// Contacts who may be one person: of one mailbox anywhere, or of one name at one account or at `accounts` that may be one.
pub fn people(all: &[Person], accounts: &[Pair], apart: &Apart) -> Vec<Pair> {
    let mut groups = Groups::default();
    for pair in accounts {
        groups.join(pair.first, pair.second);
    }
    let names: Vec<String> = all.iter().map(|one| fold(&one.name)).collect();
    let mut pairs = Pairs::new(apart);
    let id = |at: usize| all[at].id.raw();
    let mut mails: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, one) in all.iter().enumerate() {
        for mailbox in mailboxes(one.email.as_deref().unwrap_or_default()) {
            mails.entry(mailbox).or_default().push(at);
        }
    }
    for (mailbox, block) in mails.iter().filter(|(_, block)| block.len() > 1) {
        let same = |one: usize, other: usize| names[one] == names[other] || !is_shared(mailbox);
        pairs.block(block, id, |one, other| same(one, other).then(|| Reason::Mailbox(mailbox.clone())));
    }
    let mut homes: HashMap<(i64, &str), Vec<usize>> = HashMap::new();
    for (at, one) in all.iter().enumerate() {
        homes.entry((groups.root(one.account.raw()), &names[at])).or_default().push(at);
    }
    for block in homes.values().filter(|block| block.len() > 1) {
        pairs.block(block, id, |one, other| {
            Some(if all[one].account == all[other].account { Reason::Name } else { Reason::NameElsewhere })
        });
    }
    pairs.joining()
}

/// Whether a mailbox is one that several people read.
fn is_shared(mailbox: &str) -> bool {
    #[rustfmt::skip]
    const SHARED: [&str; 14] = [
        "info", "office", "sales", "support", "contact", "kontakt", "hello", "mail", "admin", "accounts", "billing", "team", "service", "invoices",
    ];
    SHARED.contains(&mailbox.split('@').next().unwrap_or_default())
}

/// Why two companies whose names are the same without their legal forms may be one: the forms are, or one has none.
fn same_name(one: &str, form: &str, other: &str, other_form: &str) -> Option<Reason> {
    if !fits(form, other_form) {
        return None;
    }
    if fold(one) == fold(other) {
        return Some(Reason::Name);
    }
    if form == other_form {
        return Some(Reason::NameBut(String::new()));
    }
    let (name, form) = if other_form.is_empty() { (one, form) } else { (other, other_form) };
    let words: Vec<&str> = name.split_whitespace().collect();
    let count = form.split(' ').filter(|word| !word.is_empty()).count().min(words.len());
    Some(Reason::NameBut(words[words.len() - count..].join(" ")))
}

/// Two legal forms that differ are two companies; a missing one says nothing.
pub fn fits(form: &str, other: &str) -> bool {
    form == other || form.is_empty() || other.is_empty()
}

/// Names that differ by one letter, among those without their legal forms; each name is looked at once.
fn near(names: &[(String, String)]) -> Vec<(usize, usize)> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut keys: Vec<(u64, usize)> = Vec::new();
    for (at, (name, _)) in names.iter().enumerate() {
        if !LETTERS.contains(&name.chars().count()) || !seen.insert(name) {
            continue;
        }
        keys.push((key(name), at));
        let mut without = String::with_capacity(name.len());
        for (from, ch) in name.char_indices() {
            without.clear();
            without.push_str(&name[..from]);
            without.push_str(&name[from + ch.len_utf8()..]);
            keys.push((key(&without), at));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut found = HashSet::new();
    for run in keys.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
        for (place, (_, other)) in run.iter().enumerate() {
            for (_, one) in &run[..place.min(FEW)] {
                if is_near(&names[*one].0, &names[*other].0) {
                    found.insert(((*one).min(*other), (*one).max(*other)));
                }
            }
        }
    }
    let mut found: Vec<(usize, usize)> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// Whether two names differ by one letter that is not the first one and no digit: “Site 12” is not “Site 13”.
fn is_near(one: &str, other: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    one.chars().next() == other.chars().next() && digits(one) == digits(other) && strsim::osa_distance(one, other) == 1
}

fn key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The places of what stands under one key, where several do.
fn blocks<'a>(keys: impl Iterator<Item = Option<&'a str>>) -> Vec<Vec<usize>> {
    let mut blocks: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, key) in keys.enumerate() {
        if let Some(key) = key.filter(|key| !key.is_empty()) {
            blocks.entry(key).or_default().push(at);
        }
    }
    blocks.into_values().filter(|block| block.len() > 1).collect()
}

/// The pairs found so far.
struct Pairs<'a> {
    apart: &'a Apart,
    found: BTreeMap<(i64, i64), Vec<Reason>>,
}

impl<'a> Pairs<'a> {
    fn new(apart: &'a Apart) -> Self {
        Self { apart, found: BTreeMap::new() }
    }

    /// Answers whether they are a pair.
    fn add(&mut self, one: i64, other: i64, reason: Reason) -> bool {
        let pair = (one.min(other), one.max(other));
        if one == other || self.apart.contains(&pair) {
            return false;
        }
        let why = self.found.entry(pair).or_default();
        if !why.contains(&reason) {
            why.push(reason);
        }
        true
    }

    fn block(&mut self, block: &[usize], id: impl Fn(usize) -> i64, why: impl Fn(usize, usize) -> Option<Reason>) {
        for (place, other) in block.iter().enumerate() {
            for one in &block[..place] {
                let is_pair = why(*one, *other).is_some_and(|reason| self.add(id(*one), id(*other), reason));
                if is_pair && block.len() > FEW {
                    break;
                }
            }
        }
    }

    /// The pairs that join each group, the strongest reasons first; what they join already is left out.
    fn joining(self) -> Vec<Pair> {
        let mut all: Vec<Pair> = self
            .found
            .into_iter()
            .map(|((first, second), mut why)| {
                why.sort();
                Pair { first, second, why }
            })
            .collect();
        all.sort_by(|one, other| (&one.why[0], one.first, one.second).cmp(&(&other.why[0], other.first, other.second)));
        let mut groups = Groups::default();
        all.retain(|pair| groups.join(pair.first, pair.second));
        all
    }
}

/// Which of several belong together.
#[derive(Default)]
struct Groups {
    above: HashMap<i64, i64>,
}

impl Groups {
    /// The one that stands for the group of this one.
    fn root(&mut self, one: i64) -> i64 {
        let mut root = one;
        while let Some(above) = self.above.get(&root) {
            root = *above;
        }
        if root != one {
            self.above.insert(one, root);
        }
        root
    }

    /// Joins their groups; false: they were in one already.
    fn join(&mut self, one: i64, other: i64) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.above.insert(other, one);
        }
        one != other
    }
}

#[cfg(test)]
mod tests;
