//! Which record a person means: by its id, its external id, or enough of what it is called.

use super::candidate::Candidate;
use super::candidates::{of_account, of_book, tasks};
use super::kinds::{Kind, Of, Way};
use super::record_ref::RecordRef;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::{Id, decode};
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::record::Record;
use crate::domain::records::with_record;
use crate::domain::text::fit;
use crate::domain::text::{fold, same_word};
use crate::domain::today::TaskId;

/// How many of those that may be meant are told.
const TOLD: usize = 5;

/// The account that the first of these words mean, and the words after them. Of several words that are the whole name of
/// an account all belong to it; else the first one is enough of a name.
pub(crate) fn account_and_rest<'a>(words: &'a [String], book: &Book) -> Result<(Account, &'a [String])> {
    let Some(first) = words.first() else { return Err(missing("account", "northwind")) };
    for count in (1..=words.len()).rev() {
        if let Some(account) = book.account_exactly(&words[..count].join(" "))? {
            return Ok((account, &words[count..]));
        }
    }
    Ok((book.account_called(first)?, &words[1..]))
}

/// The refusal of a command that needs something to be named.
pub(crate) fn missing(what: &str, example: &str) -> Problem {
    Problem::input(format!("Name the {what} first, such as {example}."))
}

/// The one of this kind at an account, a playbook or in the book that `words` mean. Without words the only one, or the
/// only one that is open.
pub(crate) fn meant(
    kind: Kind,
    account: Option<&Account>,
    playbook: Option<&str>,
    words: &str,
    book: &Book,
) -> Result<Candidate> {
    if kind == Kind::Account {
        if words.is_empty() {
            return Err(missing("account", "northwind"));
        }
        return Ok(Candidate::of(&book.account_called(words)?, RecordRef::of));
    }
    let all = match (account, playbook) {
        (Some(account), _) => of_account(kind, account.id, book)?,
        (None, Some(playbook)) => tasks(playbook, book)?,
        (None, None) => of_book(kind, book)?,
    };
    let place = match (account, playbook) {
        (Some(account), _) => fit(&account.name, 60),
        (None, Some(playbook)) => playbook.to_owned(),
        (None, None) => "The book".to_owned(),
    };
    one(kind, &place, &all, words)
}

fn one(kind: Kind, place: &str, all: &[Candidate], words: &str) -> Result<Candidate> {
    let word = kind.row().word;
    if all.is_empty() {
        let way = if kind.can(Way::New) { format!("; “mainstay new {word}” makes one") } else { String::new() };
        return Err(Problem::not_found(format!("{place} has no {word}{way}.")));
    }
    let fits = fitting(all, words);
    if let [only] = fits.as_slice() {
        return Ok((*only).clone());
    }
    let open: Vec<&&Candidate> = fits.iter().filter(|one| one.is_open).collect();
    if let [only] = open.as_slice() {
        return Ok((**only).clone());
    }
    if fits.is_empty() {
        let known = told(&all.iter().collect::<Vec<_>>());
        let shown = fit(words, 40);
        return Err(Problem::not_found(format!("{place} has no {word} “{shown}”; there is {known}.")));
    }
    let known = told(&fits);
    let sentence = if words.is_empty() {
        format!("{place} has more than one {word}; say which: {known}.")
    } else {
        format!("“{}” may mean {known}; write more of it, or its id.", fit(words, 40))
    };
    Err(Problem::new(ProblemKind::Ambiguous, sentence))
}

/// Those whose id, else external id, else name is `words`, else those that hold them.
fn fitting<'a>(all: &'a [Candidate], words: &str) -> Vec<&'a Candidate> {
    if words.is_empty() {
        return all.iter().collect();
    }
    let lower = fold(words);
    let holds = |text: &str| fold(text).contains(&lower);
    let is = |text: &str| same_word(text, words);
    let steps: [&dyn Fn(&Candidate) -> bool; 4] = [
        &|one| one.id.eq_ignore_ascii_case(words),
        &|one| one.external_id.as_deref() == Some(words),
        &|one| is(&one.name),
        &|one| holds(&one.name) || holds(&one.more),
    ];
    let found = steps.iter().map(|fits| all.iter().filter(|one| fits(one)).collect::<Vec<_>>());
    found.into_iter().find(|fits| !fits.is_empty()).unwrap_or_default()
}

/// The first few, and how many more.
fn told(some: &[&Candidate]) -> String {
    let mut known: Vec<String> = some.iter().take(TOLD).map(|one| one.told()).collect();
    if some.len() > TOLD {
        known.push(format!("and {} more", some.len() - TOLD));
    }
    known.join("; ")
}

/// The record of a kind with this id, which may be written as `mainstay today` writes it: `a-0d1xvkq8h2k4m`.
pub(crate) fn by_id(kind: Kind, word: &str, book: &Book) -> Result<Option<Candidate>> {
    let Some(raw) = TaskId::parse(word).ok().map(|id| id.raw).or_else(|| decode(word)) else { return Ok(None) };
    match kind.row().noun.filter(|_| kind != Kind::Charter) {
        Some(noun) if kind.row().of != Of::Book => with_record!(noun, find(book, raw)),
        _ if kind == Kind::Decision => find_as(book, raw, RecordRef::Decision),
        _ => Ok(None),
    }
}

fn find<R: Record>(book: &Book, raw: i64) -> Result<Option<Candidate>> {
    find_as::<R>(book, raw, RecordRef::of)
}

fn find_as<R: Record>(book: &Book, raw: i64, to: impl Fn(Id<R>) -> RecordRef) -> Result<Option<Candidate>> {
    match book.get::<R>(Id::new(raw)) {
        Ok(record) => Ok(Some(Candidate::of(&record, to))),
        Err(problem) if problem.kind == ProblemKind::NotFound => Ok(None),
        Err(problem) => Err(problem),
    }
}
