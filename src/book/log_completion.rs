//! What a log line can be completed with: names of people and accounts, channels, marks.

use super::Book;
use super::log::mark;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::log_line::{self, Mark, Taken};
use crate::domain::member::Member;
use crate::domain::record::Named;
use crate::domain::text::fold;
use crate::domain::words::{Channel, EventKind, Topic, ValueTag};
use std::ops::Range;

/// The most words of a line that are looked up as the beginning of an account's name.
const LONGEST_NAME: usize = 4;

/// Something a line can be completed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line it takes the place of.
    pub span: Range<usize>,
    /// What is put there.
    pub text: String,
    /// What it means, beside it.
    pub hint: String,
}

/// Somebody who can be named behind `@`.
struct Person {
    name: String,
    mark: Mark,
    hint: String,
}

impl Book {
    /// What the word at byte `cursor` of a log line may be completed with, best first.
    pub fn complete_log(&self, line: &str, cursor: usize, context: Option<Id<Account>>) -> Vec<Completion> {
        let start = line[..cursor].rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let word = &line[start..cursor];
        let fitting = |text: String, hint: String| Completion { span: start..cursor, text, hint };
        let words = |sign: char, all: Vec<&'static str>, hint: &str| {
            let typed = word[1..].to_lowercase();
            let hits = all.into_iter().filter(|one| one.starts_with(&typed));
            hits.map(|one| fitting(format!("{sign}{}", one.replace(' ', "-")), hint.to_owned())).collect()
        };
        match word.chars().next() {
            Some('@') => {
                let Some((account, _)) = self.read_log(line, context).account else { return Vec::new() };
                self.named_by(account, &word[1..]).into_iter().map(|(text, hint)| fitting(text, hint)).collect()
            }
            Some('#') => words('#', Topic::ALL.iter().map(|one| one.word()).collect(), "topic"),
            Some('~') => words('~', ValueTag::ALL.iter().map(|one| one.word()).collect(), "value"),
            Some('!') => {
                let mut kinds: Vec<_> = EventKind::ALL.iter().map(|one| one.word()).collect();
                kinds.extend(["champion-left", "promise"]);
                words('!', kinds, "event")
            }
            Some(_) => self.complete_beginning(line, start, cursor, context),
            None => Vec::new(),
        }
    }

    /// What names a contact of the account in a log line, with who that is; the first few.
    pub fn contacts_to_name(&self, account: Id<Account>, most: usize) -> Vec<(String, String)> {
        let contacts = people(self.contacts_here(account).unwrap_or_default(), contact);
        let named = contacts.iter().map(|(_, one)| typed(one, &contacts));
        named.take(most).collect()
    }

    /// The contacts of the account and the team members whose name begins with `name`: what is typed for each, and who that is.
    fn named_by(&self, account: Id<Account>, name: &str) -> Vec<(String, String)> {
        let contacts = people(self.contacts_here(account).unwrap_or_default(), contact);
        let members: Vec<Member> = self.all().unwrap_or_default();
        let members = people(members.into_iter().filter(|one| one.is_here(self.today())).collect(), member);
        let mut found = fitting::<Contact, Contact>(&contacts, name, &[]);
        found.extend(fitting(&members, name, &contacts));
        found
    }

    /// A channel or, where the line names its account, the name of one: what a line begins with.
    fn complete_beginning(
        &self,
        line: &str,
        start: usize,
        cursor: usize,
        context: Option<Id<Account>>,
    ) -> Vec<Completion> {
        let before = self.read_log(&line[..start], context);
        let is_beginning = before.words.iter().all(|word| matches!(word.taken, Taken::Account | Taken::On));
        let mut all = Vec::new();
        if is_beginning && before.account.is_some() {
            let word = line[start..cursor].to_lowercase();
            let hits = Channel::ALL.iter().filter(|channel| channel.word().starts_with(&word));
            all.extend(hits.map(|channel| Completion {
                span: start..cursor,
                text: channel.word().to_owned(),
                hint: "channel".to_owned(),
            }));
        }
        let first = line.len() - line.trim_start().len();
        let is_for = line[first..cursor].get(..4).is_some_and(|begun| begun.eq_ignore_ascii_case("for "));
        let first = if is_for { first + 4 } else { first };
        let typed = line[first..cursor].trim_start();
        let is_named = is_for || context.is_none();
        if is_named && typed.split_whitespace().count() <= LONGEST_NAME {
            let accounts = self.store.accounts_starting(typed, 6).unwrap_or_default();
            all.extend(accounts.into_iter().map(|(_, name)| Completion {
                span: cursor - typed.len()..cursor,
                text: name,
                hint: "account".to_owned(),
            }));
        }
        all
    }
}

fn people<R, T: Named>(records: Vec<R>, of: impl Fn(R) -> (Id<T>, Person)) -> Vec<(Id<T>, Person)> {
    records.into_iter().map(of).collect()
}

fn contact(it: Contact) -> (Id<Contact>, Person) {
    let mark = mark(&it);
    (it.id, Person { hint: it.title.unwrap_or_default(), name: it.name, mark })
}

fn member(it: Member) -> (Id<Member>, Person) {
    let mark = Mark::new(it.email.as_deref(), it.title.as_deref(), &it.id.code());
    let hint = it.title.map_or_else(|| "our team".to_owned(), |title| format!("our team · {title}"));
    (it.id, Person { name: it.name, mark, hint })
}

/// Those of `people` whose name begins with `name`; `others`: who is taken before them where names are the same.
fn fitting<T, O>(people: &[(Id<T>, Person)], name: &str, others: &[(Id<O>, Person)]) -> Vec<(String, String)> {
    let names: Vec<_> = people.iter().map(|(id, one)| (*id, one.name.clone())).collect();
    let found = log_line::matching(&names, name);
    let of = |id: Id<T>| people.iter().find(|(known, _)| *known == id);
    let is_taken = |one: &Person| others.iter().any(|(_, other)| fold(&other.name) == fold(&one.name));
    let found = found.iter().filter_map(|(id, _)| of(*id));
    let typed =
        found.map(
            |(_, one)| {
                if is_taken(one) { (format!("@{}", one.mark.typed), one.hint.clone()) } else { typed(one, people) }
            },
        );
    typed.collect()
}

/// What is typed for somebody among `people`: the name, or what tells namesakes apart.
fn typed<T>(one: &Person, people: &[(Id<T>, Person)]) -> (String, String) {
    let is_shared = people.iter().filter(|(_, other)| fold(&other.name) == fold(&one.name)).count() > 1;
    let text = if is_shared { one.mark.typed.clone() } else { one.name.replace(' ', ".") };
    (format!("@{text}"), one.hint.clone())
}
