//! One file after the other, row by row.

use super::ahead::{can_be_read_ahead, take_ahead};
use super::answer::{Answer, Outcome};
use super::file::{File, twice};
use super::foreign::take_as;
use super::importer::{Importer, RowOutcome};
use super::report::FileReport;
use super::rows::Reader;
use super::stays;
use crate::book::keep::Keep;
use crate::book::moves::enter_stage;
use crate::domain::assignment::Assignment;
use crate::domain::churn::Churn;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Fields, Value};
use crate::domain::records::with_record;
use crate::domain::text::{counted, grouped};
use crate::domain::touch::Touch;
use crate::exchange::cells::Cells;
use crate::exchange::lexer::Row;
use crate::exchange::shape::Shape;
use crate::exchange::table::{Line, Table};
use crate::store::bulk::Indexes;
use std::collections::HashMap;

/// From how many rows on the first records of a kind are indexed afterwards.
const MANY: u64 = 20_000;

/// Takes one file in, with the indexes of its table built afterwards where that is quicker.
pub(super) fn take_file(
    taker: &mut Importer<'_, '_>,
    file: &File<'_>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<FileReport> {
    point_anywhere(taker, file)?;
    let indexes = match file.survey.shape {
        Shape::Of(noun) if file.survey.rows >= MANY => with_record!(noun, take_down(taker))?,
        _ => None,
    };
    let report = match file.survey.shape {
        Shape::Of(noun) if file.survey.rows >= MANY && can_be_read_ahead(noun) => take_ahead(taker, file, noun, go_on)?,
        _ => take_rows(taker, file, go_on)?,
    };
    if let Some(indexes) = indexes {
        taker.edit.rebuild(&indexes)?;
    }
    stays::straighten(taker, file.stages)?;
    Ok(report)
}

/// Lets the rows of a file point to records that no other file points to.
fn point_anywhere(taker: &mut Importer<'_, '_>, file: &File<'_>) -> Result<()> {
    if file.survey.shape != Shape::Of(Noun::CustomFields) {
        return Ok(());
    }
    let points_to = |field: &str| file.survey.field(field).is_some();
    let (edit, directory) = (&*taker.edit, &mut taker.directory);
    if points_to("opportunity") {
        directory.add_keys::<Opportunity>(edit)?;
    }
    if points_to("issue") {
        directory.add_keys::<Issue>(edit)?;
    }
    if points_to("touch") {
        directory.add_keys::<Touch>(edit)?;
    }
    Ok(())
}

fn take_down<R: Keep>(taker: &mut Importer<'_, '_>) -> Result<Option<Indexes>> {
    // What is there already is looked up by key, which needs the indexes.
    if taker.is_first::<R>()? { taker.edit.take_down::<R>().map(Some) } else { Ok(None) }
}

/// Takes the rows of one file in. `go_on` is told how many rows were read so far and says whether to go on.
fn take_rows(taker: &mut Importer<'_, '_>, file: &File<'_>, go_on: &mut dyn FnMut(u64) -> bool) -> Result<FileReport> {
    let mut report = FileReport::new(file.survey);
    let mut table = Table::open(&file.survey.source)?;
    let mut row = Row::default();
    let mut keys: HashMap<u64, u64> = HashMap::new();
    let noun = match file.survey.shape {
        Shape::Of(noun) => noun,
        Shape::Deals | Shape::Activities => Noun::Accounts,
    };
    let reader = Reader::new(file.survey, noun, taker.currency);
    loop {
        match table.next(&mut row)? {
            Line::End => {
                report.notes.extend(assumed(taker.assumed_terms));
                report.notes.extend(same_name(taker.namesakes));
                return Ok(report);
            }
            Line::Bad(rejection) => report.reject(rejection, Some(&row)),
            Line::Data => {
                let cells = Cells::new(&row, file.survey);
                let answer = match twice(file, &cells, &mut keys) {
                    Some(rejection) => Err(rejection),
                    None => take_row(taker, file, &reader, &cells),
                };
                report.settle(taker, answer, &row)?;
            }
        }
        report.look_up(go_on)?;
    }
}

/// What is said of won deals without a term.
fn assumed(deals: u64) -> Option<String> {
    let many = if deals == 1 { "1 won deal has" } else { &format!("{} won deals have", grouped(&deals.to_string())) };
    let next = "the next deal of the account takes its place";
    (deals > 0).then(|| {
        format!("{many} no end of the term: each runs a year, then {next}. Map a column to renewal_on to say more.")
    })
}

/// What is said of rows that share a name with another record.
fn same_name(rows: u64) -> Option<String> {
    let many = counted(rows, "row");
    (rows > 0).then(|| {
        format!("{many} of a name that the book knows, with another mailbox or website: taken as a second one.")
    })
}

fn take_row(taker: &mut Importer<'_, '_>, file: &File<'_>, reader: &Reader<'_>, cells: &Cells<'_>) -> Outcome {
    if cells.flag(file.survey.field("deleted")).unwrap_or(None) == Some(true) {
        return Ok(Answer::Skipped("it is deleted in the program it comes from"));
    }
    let noun = match file.survey.shape {
        Shape::Of(noun) => noun,
        Shape::Deals => return taker.deal(file, cells),
        Shape::Activities => return taker.activity(file, cells),
    };
    if noun == Noun::Contacts && is_ours(file, cells) {
        return taker.colleague(file, cells).map(Answer::RowOutcome).map_err(|problem| file.reject(cells, &problem));
    }
    let mut fields = reader.read(cells, &taker.directory)?;
    prepare(taker, file, noun, cells, &mut fields).map_err(|problem| file.reject(cells, &problem))?;
    let answer = with_record!(noun, take_as(taker, fields)).map_err(|problem| file.reject(cells, &problem))?;
    if noun == Noun::Accounts {
        follow(taker, file, cells, answer).map_err(|problem| file.reject(cells, &problem))?;
    }
    Ok(Answer::RowOutcome(answer))
}

/// Whether a file of people of both sides says that this one is ours.
fn is_ours(file: &File<'_>, cells: &Cells<'_>) -> bool {
    let role = cells.word(file.survey.field("side")).unwrap_or("").to_lowercase();
    matches!(
        role.as_str(),
        "agent" | "admin" | "administrator" | "owner" | "light agent" | "light_agent" | "team member"
    )
}

/// What a noun needs beyond its columns, before it is taken.
fn prepare(
    taker: &mut Importer<'_, '_>,
    file: &File<'_>,
    noun: Noun,
    cells: &Cells<'_>,
    fields: &mut Fields,
) -> Result<()> {
    let word = |name| cells.word(file.survey.field(name));
    match noun {
        Noun::Accounts => {
            stage(file, fields)?;
            if let Some(owner) = word("owner").or_else(|| word("owner_id")) {
                let owner = taker.member(owner)?;
                set(fields, "owner", Value::Int(owner));
            }
            if let (Some(domain), false) = (word("domain"), has(fields, "website")) {
                set(fields, "website", Value::Text(domain.to_owned()));
            }
        }
        Noun::StageHistory => stage(file, fields)?,
        Noun::Issues if !has(fields, "title") => {
            if let Some(key) = word("number").or_else(|| word("external_id")) {
                set(fields, "title", Value::Text(format!("Ticket {key}")));
            }
        }
        Noun::Contracts if !has(fields, "end") => {
            let months = cells.count(file.survey.field("term_months")).ok().flatten();
            if let (Some(months), Some(Value::Day(start))) = (months, value(fields, "start")) {
                let end = start.plus_months(months).plus(-1);
                set(fields, "end", Value::Day(end));
            }
        }
        _ => {}
    }
    Ok(())
}

fn stage(file: &File<'_>, fields: &mut Fields) -> Result<()> {
    if let Some(Value::Text(text)) = value(fields, "stage") {
        let key = file.stages.read(text)?.key.clone();
        set(fields, "stage", Value::Text(key));
    }
    Ok(())
}

fn value<'f>(fields: &'f Fields, name: &str) -> Option<&'f Value> {
    fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
}

fn has(fields: &Fields, name: &str) -> bool {
    value(fields, name).is_some_and(|value| !value.is_none())
}

fn set(fields: &mut Fields, name: &'static str, value: Value) {
    fields.retain(|(field, _)| *field != name);
    fields.push((name, value));
}

/// What follows from an account: its loss, the stage it is in, the seat of its owner.
fn follow(taker: &mut Importer<'_, '_>, file: &File<'_>, cells: &Cells<'_>, became: RowOutcome) -> Result<()> {
    let id = Id::new(became.id());
    if let Some(domain) = cells.word(file.survey.field("domain")) {
        taker.directory.add_domain(id, domain);
    }
    if !file.brings(Noun::Churns) {
        loss(taker, file, cells, became.id())?;
    }
    if let (RowOutcome::Created(_), false) = (became, file.brings(Noun::StageHistory)) {
        let account = taker.account(became.id())?;
        let given = cells.word(file.survey.field("stage")).is_some();
        if let (Some(since), true) = (account.customer_since, given) {
            enter_stage(taker.edit, id, &account.stage, since.min(taker.edit.today()))?;
        }
    }
    if !file.survey.is_own() && !file.brings(Noun::Assignments) {
        seat(taker, became.id())?;
    }
    Ok(())
}

/// The loss that `lost_on` tells of: a new one, or more about the one of that day.
fn loss(taker: &mut Importer<'_, '_>, file: &File<'_>, cells: &Cells<'_>, account: i64) -> Result<()> {
    let day = |name| cells.day(file.survey.field(name)).map_err(|rejection| Problem::field(name, rejection.reason));
    let Some(on) = day("churned_on")? else { return Ok(()) };
    let known: Vec<Churn> = taker.edit.of_account(Id::new(account))?;
    let same = known.into_iter().find(|loss| loss.contract.is_none() && loss.on == on);
    let text = |name| cells.text(file.survey.field(name)).map(str::to_owned);
    let kind = cells.word(file.survey.field("churn_type"));
    let kind = kind.map(crate::domain::words::LossType::read).transpose()?;
    let customer = taker.account(account)?;
    let old = same.clone();
    let loss = Churn {
        id: match &same {
            Some(loss) => loss.id,
            None => taker.edit.mint()?,
        },
        decided_on: day("churn_decided_on")?.or(same.as_ref().and_then(|loss| loss.decided_on)),
        kind: kind.or(same.as_ref().and_then(|loss| loss.kind)),
        reason: text("churn_reason").or(same.as_ref().and_then(|loss| loss.reason.clone())),
        ..same.unwrap_or(Churn {
            id: Id::new(0),
            account: customer.id,
            on,
            value: customer.value,
            currency: customer.currency,
            ..Churn::default()
        })
    };
    if old.as_ref() == Some(&loss) { Ok(()) } else { taker.edit.put(&loss) }
}

/// The seat of the account lead for the owner, where nobody has it.
fn seat(taker: &mut Importer<'_, '_>, account: i64) -> Result<()> {
    let customer = taker.account(account)?;
    let Some(owner) = customer.owner else { return Ok(()) };
    let lead = crate::domain::role::Role::AccountLead;
    let seats: Vec<Assignment> = taker.edit.of_account(customer.id)?;
    if seats.iter().any(|seat| seat.role == lead && seat.until.is_none()) {
        return Ok(());
    }
    let seat = Assignment {
        id: taker.edit.mint()?,
        account: customer.id,
        member: Some(owner),
        role: lead,
        ..Assignment::default()
    };
    taker.edit.put(&seat)
}
