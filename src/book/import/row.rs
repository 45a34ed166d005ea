//! One row: whose it is, whether it stays out, the record that it becomes, and what follows from that.

use super::answer::{Answer, Outcome};
use super::directory::Found;
use super::file::File;
use super::importer::{Importer, RowOf, RowOutcome, set};
use super::rows::{Reader, months};
use super::sheet::standing_of;
use super::whose::{Lacking, Whose, account_of};
use crate::book::keep::Keep;
use crate::book::moves::enter_stage;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Fields, Kind, Value};
use crate::domain::records::with_record;
use crate::domain::text::fit;
use crate::exchange::cells::Cells;
use crate::exchange::shape::Shape;
use crate::exchange::standing::Standing;
use crate::exchange::table::Rejection;
use crate::exchange::words::flag;

pub(super) fn take_row(
    importer: &mut Importer<'_, '_>,
    file: &File<'_>,
    reader: &Reader<'_>,
    cells: &Cells<'_>,
) -> Outcome {
    let row = RowOf { file, cells };
    importer.faults.clear();
    if cells.flag(file.preview.field("deleted")).unwrap_or(None) == Some(true) {
        return Ok(Answer::Skipped("it is deleted in the program it comes from".into()));
    }
    match file.preview.shape {
        Shape::Deals => importer.deal(&row),
        Shape::Activities => importer.activity(&row),
        Shape::Usage => importer.usage(&row),
        Shape::Of(noun) => take_record(importer, &row, noun, reader),
    }
}

fn take_record(importer: &mut Importer<'_, '_>, row: &RowOf<'_>, noun: Noun, reader: &Reader<'_>) -> Outcome {
    let RowOf { file, cells } = *row;
    let refused = |problem: Problem| file.reject(cells, &problem);
    if let Some(rejection) = shifted(row) {
        return Err(rejection);
    }
    if noun == Noun::Contacts && is_ours(row) {
        return importer.colleague(file, cells).map(Answer::RowOutcome).map_err(refused);
    }
    if let Some(outcome) = person_of_company(importer, row, noun) {
        return outcome.map(Answer::RowOutcome).map_err(refused);
    }
    if let Some(reason) = stays_out(importer, row, noun) {
        return Ok(Answer::Skipped(reason));
    }
    if !matches!(noun, Noun::Accounts | Noun::Members)
        && let Some(reason) = importer.account_for(row).map_err(refused)?
    {
        return Ok(Answer::Skipped(reason.into()));
    }
    importer.make_members(row).map_err(refused)?;
    let mut faults = std::mem::take(&mut importer.faults);
    let fields = reader.read(cells, &importer.directory, &mut faults);
    importer.faults = faults;
    let mut fields = fields?;
    prepare(importer, row, noun, &mut fields).map_err(refused)?;
    let account = match value(&fields, "account") {
        Some(Value::Int(id)) => Some(*id),
        _ => None,
    };
    let became = with_record!(noun, take_as(importer, fields, row)).map_err(refused)?;
    follow(importer, row, noun, became, account).map_err(refused)?;
    Ok(Answer::RowOutcome(became))
}

/// Takes fields of a type that is chosen elsewhere.
pub(super) fn take_plainly<R: Keep>(importer: &mut Importer<'_, '_>, fields: Fields) -> Result<RowOutcome> {
    importer.take::<R>(fields)
}

fn take_as<R: Keep>(importer: &mut Importer<'_, '_>, fields: Fields, row: &RowOf<'_>) -> Result<RowOutcome> {
    importer.take_leniently::<R>(fields, row)
}

/// Whether the words for what a row is say a company: yes or no, or what it is.
fn is_company(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "company" | "organization" | "organisation" | "business" => Some(true),
        "individual" | "person" | "contact" => Some(false),
        text => flag(text),
    }
}

/// A row of a file of companies that is one of their people: it says whose, and that it is no company.
fn person_of_company(importer: &mut Importer<'_, '_>, row: &RowOf<'_>, noun: Noun) -> Option<Result<RowOutcome>> {
    let preview = row.file.preview;
    let word = |name: &str| row.cells.word(preview.field(name));
    let (parent, name) = (word("parent")?, word("name")?);
    let is_person = word("is_company").and_then(is_company) == Some(false);
    if noun != Noun::Accounts || preview.is_own() || preview.field("is_company").is_some() && !is_person {
        return None;
    }
    let Found::One(account) = importer.directory.find(Noun::Accounts, parent) else { return None };
    let mut fields: Fields = vec![("account", Value::Int(account)), ("name", Value::Text(name.to_owned()))];
    for (field, column) in [("email", "contact_email"), ("phone", "contact_phone"), ("external_id", "external_id")] {
        set(&mut fields, field, Value::text(word(column)));
    }
    let taken = importer.take::<Contact>(fields).and_then(|became| {
        importer.keep_columns(row, Noun::Contacts, became, account)?;
        Ok(became)
    });
    Some(taken)
}

/// The rejection of a row of people whose cells stand under other headings than their own: no mailbox stands where it should,
/// and one where it should not.
fn shifted(row: &RowOf<'_>) -> Option<Rejection> {
    let preview = row.file.preview;
    let field = preview.field("email").filter(|_| !preview.is_own() && preview.shape == Shape::Of(Noun::Contacts))?;
    let is_mailbox = |text: &str| text.contains('@') && !text.contains(' ');
    let said = row.cells.word(Some(field)).filter(|text| !text.contains('@'))?;
    let others = (0..preview.header.len()).filter(|place| !field.places.contains(place));
    let astray = others.filter_map(|place| Some((place, row.cells.at(place)?))).find(|(_, text)| is_mailbox(text));
    let (place, mailbox) = astray?;
    Some(row.cells.reject(
        Some(field),
        format!(
            "“{}” stands there and the mailbox “{}” under “{}”: the cells of the row are shifted; put them under their headings.",
            fit(said, 40),
            fit(mailbox, 60),
            preview.header[place]
        ),
    ))
}

/// Why a company that is no customer stays out, unless everybody is asked for.
fn stays_out(importer: &mut Importer<'_, '_>, row: &RowOf<'_>, noun: Noun) -> Option<std::borrow::Cow<'static, str>> {
    if noun != Noun::Accounts || row.file.preview.is_own() || row.file.options.everybody {
        return None;
    }
    let word = |name: &str| row.cells.word(row.file.preview.field(name));
    if word("is_company").and_then(is_company) == Some(false) && word("parent").is_none() {
        return Some("it is a person of no company (--everybody takes it)".into());
    }
    // A sheet called “Prospects” says it of every row that does not say otherwise.
    let of_table = || named_for_prospects(&row.file.preview.source.name()).then_some(Standing::Prospect);
    let standing = standing_of(row).map(|(standing, _)| standing).or_else(of_table)?;
    if !matches!(standing, Standing::Prospect | Standing::Other) {
        return None;
    }
    importer.leave_out(row.file, row.cells);
    Some(format!("it is a {} and no customer (--everybody takes it)", standing.word()).into())
}

/// Whether a file or a sheet is called after people who have not bought.
fn named_for_prospects(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let words = crate::domain::text::fold(last);
    words.split(|ch: char| !ch.is_alphanumeric()).any(|word| matches!(word, "prospects" | "leads" | "interessenten"))
}

impl Importer<'_, '_> {
    /// Makes sure that the account of the row is in the book; answers why the row stays out, if it does.
    pub(super) fn account_for(&mut self, row: &RowOf<'_>) -> Result<Option<&'static str>> {
        let RowOf { file, cells } = *row;
        if file.preview.is_own() {
            return Ok(None);
        }
        if let Whose::Known(_) = account_of(file.preview, cells, &self.directory) {
            return Ok(None);
        }
        if standing_of(row).is_some_and(|(standing, _)| matches!(standing, Standing::Prospect | Standing::Other))
            && !file.options.everybody
            && file.preview.shape == Shape::Of(Noun::Contacts)
        {
            let word = |name| cells.word(file.preview.field(name)).map(str::to_owned);
            self.company_of.extend(word("external_id").zip(word("account")));
            return Ok(Some("it is of a prospect and no customer (--everybody takes it)"));
        }
        Ok(match self.make_account(file, cells)? {
            Lacking::Made | Lacking::Refused => None,
            Lacking::LeftOut(reason) => Some(reason),
        })
    }

    /// Adds the team members whom the row names and the book does not have.
    fn make_members(&mut self, row: &RowOf<'_>) -> Result<()> {
        let preview = row.file.preview;
        if preview.is_own() {
            return Ok(());
        }
        let points = |kind: Kind| matches!(kind, Kind::To(Noun::Members) | Kind::ToMany(Noun::Members));
        for field in preview.fields.iter().filter(|field| points(field.column.kind) && field.column.name != "owner") {
            for name in row.cells.list(Some(field)) {
                self.member(&name)?;
            }
        }
        if let Some(owner) = row.cells.word(preview.field("owner")) {
            self.owners(owner)?;
        }
        Ok(())
    }
}

/// Whether a file of people of both sides says that this one is our team.
fn is_ours(row: &RowOf<'_>) -> bool {
    let role = row.cells.word(row.file.preview.field("side")).unwrap_or("").to_lowercase();
    matches!(
        role.as_str(),
        "agent" | "admin" | "administrator" | "owner" | "light agent" | "light_agent" | "team member"
    )
}

/// What a noun needs beyond its columns, before it is taken.
fn prepare(importer: &mut Importer<'_, '_>, row: &RowOf<'_>, noun: Noun, fields: &mut Fields) -> Result<()> {
    let RowOf { file, cells } = *row;
    let word = |name| cells.word(file.preview.field(name));
    match noun {
        Noun::Accounts => {
            stage(file, fields)?;
            if let Some(owner) = importer.owner_of(row)? {
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
        Noun::Contracts => {
            if let (false, Some(months), Some(Value::Day(start))) =
                (has(fields, "end"), months(file.preview, cells), value(fields, "start"))
            {
                let end = start.plus_months(months).plus(-1);
                set(fields, "end", Value::Day(end));
            }
            let notice = |end: &Value| match end {
                Value::Day(end) if !file.preview.is_own() => cells.notice(file.preview.field("notice_days"), *end),
                _ => None,
            };
            if let Some(days) = value(fields, "end").and_then(notice) {
                set(fields, "notice_days", Value::Int(i64::from(days)));
            }
        }
        _ => {}
    }
    Ok(())
}

/// The stage by its key; a word of another program that is none of our stages is kept beside, as it stands.
fn stage(file: &File<'_>, fields: &mut Fields) -> Result<()> {
    if let Some(Value::Text(text)) = value(fields, "stage") {
        match file.stages.read(text) {
            Ok(stage) => {
                let key = stage.key.clone();
                set(fields, "stage", Value::Text(key));
            }
            Err(_) if !file.preview.is_own() => set(fields, "stage", Value::None),
            Err(problem) => return Err(problem),
        }
    }
    Ok(())
}

fn value<'f>(fields: &'f Fields, name: &str) -> Option<&'f Value> {
    fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
}

fn has(fields: &Fields, name: &str) -> bool {
    value(fields, name).is_some_and(|value| !value.is_none())
}

/// What follows from a record.
fn follow(
    importer: &mut Importer<'_, '_>,
    row: &RowOf<'_>,
    noun: Noun,
    became: RowOutcome,
    account: Option<i64>,
) -> Result<()> {
    if importer.was_merged {
        return Ok(());
    }
    let is_own = row.file.preview.is_own();
    match noun {
        Noun::Accounts => {
            after_account(importer, row, became)?;
            importer.keep_columns(row, noun, became, became.id())
        }
        Noun::Contracts => {
            importer.after_outcome(row, became)?;
            if is_own {
                return Ok(());
            }
            importer.after_contract(row, became)?;
            account.map_or(Ok(()), |account| importer.keep_columns(row, noun, became, account))
        }
        Noun::Contacts if !is_own => {
            let Some(account) = account else { return Ok(()) };
            importer.contact_touch(row, account, became.id())?;
            importer.keep_columns(row, noun, became, account)
        }
        Noun::Churns if !is_own => {
            importer.churned.extend(account);
            account.map_or(Ok(()), |account| importer.told_of_loss(account))
        }
        Noun::Issues | Noun::Opportunities => {
            account.map_or(Ok(()), |account| importer.keep_columns(row, noun, became, account))
        }
        _ => Ok(()),
    }
}

/// What follows from an account: its loss, the stage it is in, the assignment of its owner, and what a sheet tells besides.
fn after_account(importer: &mut Importer<'_, '_>, row: &RowOf<'_>, became: RowOutcome) -> Result<()> {
    let RowOf { file, cells } = *row;
    let id = Id::new(became.id());
    if let Some(domain) = cells.word(file.preview.field("domain")) {
        importer.directory.add_domain(id, domain);
    }
    if let (RowOutcome::Created(_), false) = (became, file.brings(Noun::StageHistory)) {
        let account = importer.account(became.id())?;
        let given = cells.word(file.preview.field("stage")).is_some();
        if let (Some(since), true) = (account.customer_since, given) {
            enter_stage(importer.edit, id, &account.stage, since.min(importer.edit.today()))?;
        }
    }
    if file.preview.is_own() {
        return importer.sheet_loss(row, became.id());
    }
    let name = importer.account(became.id())?.name;
    importer.compare(row, became.id(), &name);
    let columns = file.preview.header.len();
    if columns > 3 && (0..columns).filter(|place| cells.at(*place).is_some()).take(2).count() == 1 {
        importer.nameless.insert(name);
    }
    if !file.brings(Noun::Assignments) {
        importer.lead(became.id())?;
        importer.covers(row, became.id())?;
    }
    importer.spread(row, became.id())
}
