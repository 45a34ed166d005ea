//! What is said of a file beside its counts: what was assumed, and what looks as if somebody should look at it.

use super::importer::Importer;
use super::report::FileReport;
use super::whose::STRANGER;
use crate::domain::day::Day;
use crate::domain::duplicate;
use crate::domain::noun::Noun;
use crate::domain::text::{counted, grouped};
use crate::exchange::preview::FilePreview;
use std::collections::BTreeSet;

/// How many are named before the rest is counted.
const NAMED: usize = 5;

/// The notes of a file whose rows are all taken.
pub(super) fn of(report: &FileReport, importer: &mut Importer<'_, '_>) -> Vec<String> {
    let notes = [
        assumed(importer.assumed_terms),
        same_name(importer.namesakes),
        met_again(importer),
        respelt(importer),
        with_contact(importer),
        covering(importer.covering),
        whose_sheet(report, importer),
        bare(importer),
        importer.agreement.note(),
        strangers(importer),
        left_out(report, importer),
        from_domains(importer),
        doubles(importer),
    ];
    notes.into_iter().flatten().collect()
}

/// What is said of columns whose headings commitment days or amounts that their cells are not.
pub(super) fn unfit(preview: &FilePreview) -> Option<String> {
    let names = preview.unfit.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| {
        format!(
            "{names}: few cells or none can be read as the day or amount that the heading says, so it is imported as text."
        )
    })
}

/// What is said of rows that go by what stands in a row above them.
pub(super) fn merged(preview: &FilePreview) -> Option<String> {
    let (place, rows) = preview.merged?;
    let (many, header) = (counted(rows, "row"), preview.header.get(place)?);
    Some(format!("{many} with a blank “{header}” go by the one above, as merged cells do."))
}

/// What is said of won deals without a term.
fn assumed(deals: u64) -> Option<String> {
    let many = if deals == 1 { "1 won deal has" } else { &format!("{} won deals have", grouped(&deals.to_string())) };
    let next = "the next deal of the account takes its place";
    (deals > 0).then(|| {
        format!(
            "{many} no end of the term: each runs a year, then {next}. Say --term 24m, or map a column to renewal_on."
        )
    })
}

/// What is said of rows that share a name with another record.
fn same_name(rows: u64) -> Option<String> {
    let many = counted(rows, "row");
    (rows > 0).then(|| {
        format!("{many} of a name that the book knows, with another mailbox or website: taken as a second one.")
    })
}

fn met_again(importer: &Importer<'_, '_>) -> Option<String> {
    let many = counted(importer.met_again, "row");
    (importer.met_again > 0).then(|| {
        format!("{many} of an account that an earlier row has too: each is a contract of its own, and the account has the fields of the first.")
    })
}

/// What is said of names that the book spells otherwise: they may be two companies.
fn respelt(importer: &Importer<'_, '_>) -> Option<String> {
    const NAMED: usize = 3;
    let all = &importer.respelt;
    (!all.is_empty()).then(|| {
        let pairs = all.iter().take(NAMED).map(|(said, known)| format!("“{said}” as “{known}”"));
        let names = pairs.collect::<Vec<_>>().join(", ");
        let more = if all.len() > NAMED { format!(" and {} more", all.len() - NAMED) } else { String::new() };
        format!(
            "Taken as one account though spelled otherwise: {names}{more}. If they are two, undo and give them keys."
        )
    })
}

/// What is said of last touches: a list names the day and the contact, and not that they belong together.
fn with_contact(importer: &Importer<'_, '_>) -> Option<String> {
    let many = counted(importer.touches_with_contact, "touch");
    (importer.touches_with_contact > 0).then(|| {
        format!("{many} taken as the last one with the contact of the same row, whom the file names beside it.")
    })
}

/// What is said of rows that may head groups: nothing but a name stands in them.
fn bare(importer: &Importer<'_, '_>) -> Option<String> {
    let many = counted(importer.nameless.len() as u64, "account");
    (!importer.nameless.is_empty()).then(|| {
        let names = named(importer.nameless.iter());
        format!("{many} with nothing but a name ({names}): if these lines head groups of others, remove the accounts.")
    })
}

/// What is said of a list with several owners in a book that had nobody of our team: nothing says which of them reads it.
fn whose_sheet(report: &FileReport, importer: &Importer<'_, '_>) -> Option<String> {
    let is_list = report.noun == Noun::Accounts.word() && !importer.is_own && !importer.had_members;
    let names: Vec<String> = importer.owners.iter().cloned().collect();
    (is_list && names.len() > 1).then(|| {
        format!(
            "The accounts have {} owners ({}): each becomes a team member and leads their own. Which of them is you? mainstay me NAME",
            names.len(),
            named(names.iter())
        )
    })
}

/// What is said of owners who stand in one cell.
fn covering(people: u64) -> Option<String> {
    let many =
        if people == 1 { "1 owner is".to_owned() } else { format!("{} owners are", grouped(&people.to_string())) };
    (people > 0).then(|| {
        format!("{many} the second in a cell or later: the first leads the account, the others cover for the lead.")
    })
}

/// What is said of accounts that churned on a day that no file tells.
pub(super) fn undated(accounts: u64, today: Day) -> Option<String> {
    let many = counted(accounts, "account");
    (accounts > 0).then(|| {
        format!(
            "{many} churned without a day of it: the end of the contract or the last contact is taken, else {today}."
        )
    })
}

fn strangers(importer: &Importer<'_, '_>) -> Option<String> {
    let all = &importer.strangers;
    (!all.is_empty()).then(|| {
        let many = if all.len() == 1 { "1 person".to_owned() } else { format!("{} people", all.len()) };
        format!("{many} of known accounts, no contacts yet: {}. “mainstay new contact” adds them.", named(all.iter()))
    })
}

fn left_out(report: &FileReport, importer: &Importer<'_, '_>) -> Option<String> {
    let rows = report.skipped.iter().filter(|row| row.reason == STRANGER).count();
    (rows > 0).then(|| {
        let many = counted(rows as u64, "row");
        let names = named(importer.strange_companies.iter());
        format!("{many} of companies that are no account of the book ({names}): --make-accounts adds them as accounts.")
    })
}

fn from_domains(importer: &Importer<'_, '_>) -> Option<String> {
    let many = counted(importer.made.accounts, "account");
    (importer.made.accounts > 0)
        .then(|| format!("{many} made, since rows name them and the book had none: “mainstay accounts” lists them."))
}

/// Accounts of this import that may be one with another.
fn doubles(importer: &mut Importer<'_, '_>) -> Option<String> {
    let new = std::mem::take(&mut importer.new_accounts);
    if new.is_empty() {
        return None;
    }
    let all = importer.edit.companies().ok()?;
    let pairs = duplicate::companies(&all, &importer.edit.dismissed().ok()?);
    let doubtful: BTreeSet<i64> = pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect();
    let is_new: BTreeSet<i64> = new.into_iter().filter(|id| doubtful.contains(id)).collect();
    let alike: Vec<String> = all.into_iter().filter(|one| is_new.contains(&one.id.raw())).map(|one| one.name).collect();
    (!alike.is_empty()).then(|| {
        let many = counted(alike.len() as u64, "account");
        format!(
            "{many} may be the same company as another: {}. “mainstay duplicates” shows them side by side.",
            named(alike.iter())
        )
    })
}

/// A few by name, and how many more there are.
pub(super) fn named<'a>(all: impl ExactSizeIterator<Item = &'a String>) -> String {
    let count = all.len();
    let mut names: Vec<&str> = all.take(NAMED).map(String::as_str).collect();
    let more = count.saturating_sub(NAMED);
    let rest = format!("{more} more");
    if more > 0 {
        names.push(&rest);
    }
    names.join(", ")
}
