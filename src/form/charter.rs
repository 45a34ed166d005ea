//! The forms of the charter: its actions, who agreed to them, what leaders are asked for, the pledge, and what words mean.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::charter::{MONTHS, Pledge, as_experiment, experiment, is_active};
use crate::domain::commitment::Commitment;
use crate::domain::definition::Definition;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::counted;
use crate::domain::words::CommitmentKind;

/// What an action of the charter can be.
const WAYS: [&str; 2] = ["action", "experiment"];

/// The fields of an action; of a new one also which one it takes the place of.
pub(crate) fn form(it: Option<&Commitment>, names: &Names, book: &Book) -> Result<Form> {
    let title = it.map_or_else(|| "New charter action".to_owned(), |it| it.what.clone());
    let tried = it.and_then(|it| experiment(&it.what));
    let what = tried.map(str::to_owned).or_else(|| it.map(|it| it.what.clone())).unwrap_or_default();
    let text = |pick: fn(&Commitment) -> Option<&String>| or_blank(it.and_then(pick));
    let ways = WAYS.map(str::to_owned).to_vec();
    let months = it.and_then(|it| it.months).map_or_else(String::new, |months| months.to_string());
    let due = it.map_or_else(|| book.today().plus_months(MONTHS).to_string(), |it| day_text(it.due));
    let mut fields = vec![
        Field::text_of("what", "What is done", what).needed(),
        Field::choice("owner", "Owner", names.our_names(), names.ours(it.and_then(|it| it.owner))),
        Field::text_of("measure", "Measure", text(|it| it.measure.as_ref())).hint("What is counted"),
        Field::text_of("target", "Target", text(|it| it.target.as_ref())).hint("How many, by when it is due"),
        Field::text_of("consequence", "Consequence", text(|it| it.consequence.as_ref())),
        Field::new("due", "Due", Kind::Day, due).hint("Six months of keeping it up are the track"),
        Field::choice("way", "Kind", ways, WAYS[usize::from(tried.is_some())])
            .hint("action, or experiment: it takes one of the five, and ends with a result"),
        Field::new("months", "Runs for", Kind::Number, months).hint("Months; blank: six"),
    ];
    match it {
        None => {
            fields[1].needed = true;
            fields[2].needed = true;
            let active = active_names(book)?;
            fields.extend([
                Field::choice("instead_of", "Instead of", active, "").hint("Needed for a sixth; it is given up"),
                Field::text_of("reason", "Why that one goes", ""),
            ]);
        }
        Some(it) => fields.extend([
            Field::new("kept_on", "Done on", Kind::Day, day_text(it.kept_on))
                .hint("Before its months have passed it is flagged"),
            Field::text_of("result", "Result", or_blank(it.result.as_ref()))
                .hint("What came of it; an experiment ends with one"),
            Field::new("broken_on", "Given up on", Kind::Day, day_text(it.broken_on)).hint("Blank while it runs"),
            Field::text_of("reason", "Why", or_blank(it.reason.as_ref())).hint("Why it was given up"),
        ]),
    }
    Ok(Form::new(title, fields))
}

fn active(book: &Book) -> Result<Vec<Commitment>> {
    Ok(book.charter_actions()?.into_iter().filter(is_active).collect())
}

fn active_names(book: &Book) -> Result<Vec<String>> {
    Ok(active(book)?.into_iter().map(|it| it.what).collect())
}

/// Keeps what the form of an action says; a new one in the place of another as one operation.
pub(crate) fn keep(before: Option<Commitment>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let is_new = before.is_none();
    let action = record(before, draft)?;
    if !is_new {
        return Ok(book.keep(action)?.1);
    }
    let instead_of = match draft.text("instead_of") {
        None => None,
        Some(name) => {
            let old = active(book)?.into_iter().find(|it| it.what == name);
            let gone = || Problem::field("instead_of", "This action does not run any longer; look again.");
            let why = || Problem::field("reason", "An action is given up for a reason; say why.");
            Some((old.ok_or_else(gone)?.id, draft.text("reason").ok_or_else(why)?))
        }
    };
    book.add_to_charter(action, instead_of.as_ref().map(|(old, reason)| (*old, reason.as_str())))
}

fn record(before: Option<Commitment>, draft: &Draft<'_>) -> Result<Commitment> {
    let made = Commitment::open(Id::NEW, CommitmentKind::Charter, String::new(), Some(draft.today));
    let is_new = before.is_none();
    let (what, tried) = (draft.words("what"), draft.words("way") == WAYS[1]);
    let months = draft.number("months")?;
    let (kept_on, result) = (draft.day("kept_on")?, if is_new { None } else { draft.text("result") });
    if tried && kept_on.is_some() && result.is_none() {
        return Err(Problem::field("result", "An experiment ends with what came of it; say it in a sentence."));
    }
    // A length of its own brings its own day, unless another one is given.
    let proposed = draft.today.plus_months(MONTHS);
    let due = match (draft.day("due")?, months) {
        (Some(due), Some(months)) if is_new && due == proposed => Some(draft.today.plus_months(months)),
        (due, _) => due,
    };
    Ok(Commitment {
        what: if tried { as_experiment(&what) } else { what },
        owner: draft.member("owner")?,
        measure: draft.text("measure"),
        target: draft.text("target"),
        consequence: draft.text("consequence"),
        due,
        kept_on,
        months,
        result,
        broken_on: draft.day("broken_on")?,
        // Of a new one the reason is that of the one that goes.
        reason: if is_new { None } else { draft.text("reason") },
        ..before.unwrap_or(made)
    })
}

/// The fields of the pledge.
pub(crate) fn pledge_form(book: &Book) -> Form {
    let now = book.pledge();
    Form::new(
        "The pledge: to retain customers, not only to win them",
        vec![
            Field::text_of("words", "We pledge", now.map(|it| it.words.clone()).unwrap_or_default()).needed(),
            Field::text_of("by", "Signed by", now.map(|it| it.by.clone()).unwrap_or_default()).needed(),
            Field::new("on", "On", Kind::Day, "today").hint("Signed again today; earlier signatures stay, dated"),
        ],
    )
}

/// Signs the pledge.
pub(crate) fn sign(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let pledge = Pledge { words: draft.words("words"), by: draft.words("by"), on: draft.day_or_today("on")? };
    book.sign(&pledge)
}

/// The fields of the definition with this key; none: a new one.
pub(crate) fn definition_form(key: Option<&str>, names: &Names, book: &Book) -> Result<Form> {
    let it = key.map(|key| book.definitions().of_key(key).cloned()).transpose()?;
    let title = it.as_ref().map_or_else(|| "New definition".to_owned(), |it| format!("What we mean by {}", it.word));
    let it = it.unwrap_or_default();
    let anybody = Kind::Choice { options: names.our_names(), strict: false };
    Ok(Form::new(
        title,
        vec![
            Field::text_of("word", "Word", it.word).needed(),
            Field::text_of("ours", "Our definition", it.ours).hint("What everybody here agreed on"),
            Field::text_of("theirs", "Customer's words", it.theirs).hint("In their own wording"),
            Field::new("owner", "Owner", anybody, it.owner).hint("A count is on when it has both"),
        ],
    ))
}

/// Keeps the definition with this key, or a new one, from today on.
pub(crate) fn keep_definition(key: Option<&str>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let [word, ours, theirs, owner] = ["word", "ours", "theirs", "owner"].map(|key| draft.words(key));
    let what = format!("{word}: {ours}");
    let made = Definition { key: String::new(), word, ours, theirs, owner };
    let changed = book.definitions().with(key, made)?;
    book.change(&changed, what.trim_end_matches(": "))
}

/// Takes the definition with this key out.
pub(crate) fn remove_definition(key: &str, book: &mut Book) -> Result<Outcome> {
    let before = book.definitions();
    let (word, fewer) = (before.of_key(key)?.word.clone(), before.without(key)?);
    let left = counted(fewer.list.len() as u64, "definition");
    book.change(&fewer, &format!("without {word}, {left}"))
}
