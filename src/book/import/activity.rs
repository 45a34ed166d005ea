//! Activities of other programs, meetings of calendars and mails: one row, a touch or an action.

use super::answer::{Answer, Outcome};
use super::directory::Found;
use super::importer::{Importer, RowOf, RowOutcome};
use super::whose::{Whose, account_of, column, mailbox};
use crate::domain::action::Action;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::record::{Fields, Value, kind};
use crate::domain::touch::Touch;
use crate::domain::words::ActionOutcome;
use crate::exchange::activities::{Activity, Course};
use crate::exchange::table::Rejection;

/// Why a row of a calendar or a mailbox stays out, by the word of its state.
fn stays_out(state: &str) -> Option<&'static str> {
    Some(match state {
        "own" => "mainstay wrote it",
        "private" => "it is private",
        "newsletter" => "it is a newsletter or was sent by a machine",
        "draft" => "it is a draft",
        "spam" | "trash" => "it was thrown away",
        _ => return None,
    })
}

impl Importer<'_, '_> {
    pub(super) fn activity(&mut self, row: &RowOf<'_>) -> Outcome {
        let preview = row.file.preview;
        if let Some(reason) = row.cells.word(preview.field("status")).and_then(stays_out) {
            return Ok(Answer::Skipped(reason.into()));
        }
        let Some(activity) = Activity::read(row.cells, preview, self.edit.today())? else {
            return Ok(Answer::Skipped("it says nothing".into()));
        };
        if activity.course == Course::Off {
            return Ok(Answer::Skipped("it did not take place".into()));
        }
        let account = match self.account_of_activity(row)? {
            Ok(account) => account,
            Err(reason) => return Ok(Answer::Skipped(reason.into())),
        };
        let taken = self.take_activity(row, &activity, account);
        taken.map(Answer::RowOutcome).map_err(|problem| row.file.reject(row.cells, &problem))
    }

    fn take_activity(&mut self, row: &RowOf<'_>, activity: &Activity, account: i64) -> Result<RowOutcome> {
        let key = row.cells.word(row.file.preview.field("external_id"));
        let mut fields: Fields = vec![("account", Value::Int(account)), ("external_id", Value::text(key))];
        let channel = activity.channel.map(|channel| Value::Text(channel.word().to_owned()));
        fields.push(("channel", channel.unwrap_or(Value::None)));
        let members = self.members_of(row)?;
        let Course::Happened { two_way } = activity.course else {
            return self.action(row, activity, fields, members.first().copied());
        };
        self.make_contacts(row, account)?;
        let contacts = self.contacts_of(row, account);
        let wrote =
            row.file.preview.field("from").map(|from| self.is_by_contact(row.cells.word(Some(from)), &contacts));
        fields.push(("contacts", Value::Ids(contacts)));
        if let Some(key) = key {
            self.settle_booked(key, activity)?;
        }
        let touch = self.touch(row, activity, fields, members, wrote.unwrap_or(two_way))?;
        self.keep_columns(row, Noun::Touches, touch, account)?;
        Ok(touch)
    }

    /// The account of an activity, or why it stays out.
    fn account_of_activity(
        &mut self,
        row: &RowOf<'_>,
    ) -> std::result::Result<std::result::Result<i64, &'static str>, Rejection> {
        let preview = row.file.preview;
        for is_made in [false, true] {
            match account_of(preview, row.cells, &self.directory) {
                Whose::Known(id) => return Ok(Ok(id)),
                _ if matches!(preview.source.format(), Some("calendar" | "mail")) => {
                    return Ok(Err("nobody on it is a contact or has a mailbox of an account"));
                }
                Whose::Missing(rejection) if is_made => return Err(rejection),
                Whose::Silent if is_made => {
                    return Err(row.cells.reject(column(preview), "The account is missing; give one."));
                }
                _ => {}
            }
            if let Some(reason) = self.account_for(row).map_err(|problem| row.file.reject(row.cells, &problem))? {
                return Ok(Err(reason));
            }
        }
        Err(row.cells.reject(column(preview), "The account is missing; give one."))
    }

    fn touch(
        &mut self,
        row: &RowOf<'_>,
        activity: &Activity,
        mut fields: Fields,
        members: Vec<i64>,
        two_way: bool,
    ) -> Result<RowOutcome> {
        fields.push(("on", activity.on.map_or(Value::None, Value::Day)));
        fields.push(("members", Value::Ids(members)));
        fields.push(("two_way", Value::Flag(two_way)));
        let minutes = activity.minutes.map_or(Value::None, |minutes| Value::Int(i64::from(minutes)));
        fields.push(("contact_minutes", minutes));
        fields.push(("summary", Value::text(activity.summary().as_deref())));
        self.take_leniently::<Touch>(fields, row)
    }

    fn action(
        &mut self,
        row: &RowOf<'_>,
        activity: &Activity,
        mut fields: Fields,
        owner: Option<i64>,
    ) -> Result<RowOutcome> {
        let title = activity.title.clone().or_else(|| activity.body.clone()).unwrap_or_else(|| "Task".to_owned());
        let title: String = title.chars().take(kind::LONGEST_NAME).collect();
        fields.push(("title", Value::Text(title)));
        fields.push(("owner", owner.map_or(Value::None, Value::Int)));
        fields.push(("due", activity.on.map_or(Value::None, Value::Day)));
        fields.push(("reason", Value::text(activity.body.as_deref())));
        if activity.course == Course::Done {
            fields.push(("outcome", Value::Text("done".into())));
            fields.push(("done_on", activity.done_on.or(activity.on).map_or(Value::None, Value::Day)));
        }
        self.take_leniently::<Action>(fields, row)
    }

    /// What was booked and has taken place is done: its row was an action when it lay ahead.
    fn settle_booked(&mut self, key: &str, activity: &Activity) -> Result<()> {
        let Some(id) = self.edit.by_external_id::<Action>(key)? else { return Ok(()) };
        let action: Action = self.edit.get(id)?;
        if action.done_on.is_some() || action.outcome.is_some() {
            return Ok(());
        }
        self.edit.put(&Action { done_on: activity.on, outcome: Some(ActionOutcome::Done), ..action })
    }

    fn is_by_contact(&self, from: Option<&str>, contacts: &[i64]) -> bool {
        let found = from.map(|from| self.directory.by_email(Noun::Contacts, mailbox(from)));
        matches!(found, Some(Found::One(id)) if contacts.contains(&id))
    }

    fn members_of(&mut self, row: &RowOf<'_>) -> Result<Vec<i64>> {
        let preview = row.file.preview;
        let mut names = row.cells.list(preview.field("members"));
        if names.is_empty() {
            names.extend(row.cells.word(preview.field("owner_id")).map(str::to_owned));
        }
        let mut members = names.iter().map(|name| self.member(name)).collect::<Result<Vec<i64>>>()?;
        for person in people(row, &["from", "people"]) {
            if let Found::One(id) = self.directory.by_email(Noun::Members, mailbox(&person))
                && !members.contains(&id)
            {
                members.push(id);
            }
        }
        Ok(members)
    }

    /// The contacts of the account whom the row names; others do not stop it, and those with a mailbox of the account are
    /// remembered, to be told.
    fn contacts_of(&mut self, row: &RowOf<'_>, account: i64) -> Vec<i64> {
        let mut contacts: Vec<i64> = Vec::new();
        for person in people(row, &["contact_id", "contacts", "from", "people"]) {
            match self.directory.contact(Some(account), mailbox(&person)) {
                Found::One(id) if self.directory.account_of(id) == Some(account) && !contacts.contains(&id) => {
                    contacts.push(id);
                }
                Found::Nobody if self.is_stranger(mailbox(&person), account) => {
                    self.strangers.insert(mailbox(&person).to_lowercase());
                }
                _ => {}
            }
        }
        contacts
    }

    /// Adds the people whom an activity of a sales program names at the account and the book does not have.
    fn make_contacts(&mut self, row: &RowOf<'_>, account: i64) -> Result<()> {
        if row.file.preview.is_own() || row.file.preview.source.format().is_some_and(|format| format != "workbook") {
            return Ok(());
        }
        for person in people(row, &["contacts"]) {
            let is_known = self.directory.contact(Some(account), &person) != Found::Nobody
                || self.directory.find(Noun::Members, &person) != Found::Nobody;
            let words = person.split_whitespace().count();
            if is_known || !(2..=5).contains(&words) || person.contains(['@', '(']) {
                continue;
            }
            let fields: Fields = vec![("account", Value::Int(account)), ("name", Value::Text(person))];
            self.take::<crate::domain::contact::Contact>(fields)?;
            self.made.contacts += 1;
        }
        Ok(())
    }

    fn is_stranger(&self, mailbox: &str, account: i64) -> bool {
        mailbox.contains('@')
            && self.directory.by_email(Noun::Members, mailbox) == Found::Nobody
            && self.directory.by_mailbox(mailbox) == Found::One(account)
    }
}

/// The people in these columns.
fn people(row: &RowOf<'_>, columns: &[&str]) -> Vec<String> {
    columns.iter().flat_map(|name| row.cells.list(row.file.preview.field(name))).collect()
}

impl Importer<'_, '_> {
    /// A row of usage: a reading for each of its numbers.
    pub(super) fn usage(&mut self, row: &RowOf<'_>) -> Outcome {
        let preview = row.file.preview;
        let account = match account_of(preview, row.cells, &self.directory) {
            Whose::Known(id) => id,
            Whose::Missing(rejection) => return Err(rejection),
            Whose::Silent => return Err(row.cells.reject(column(preview), "The account is missing; give one.")),
        };
        let on = preview.field("on");
        let Some(on) = row.cells.day(on)? else { return Err(row.cells.reject(on, "The day is missing; give one.")) };
        let before = self.made.readings;
        for kept in preview.kept.iter().filter(|kept| kept.is_numbers) {
            let Some(value) = row.cells.at(kept.place).and_then(super::kept::number) else { continue };
            self.reading(account, &kept.header, on, value).map_err(|problem| row.file.reject(row.cells, &problem))?;
        }
        let made = self.made.readings - before;
        Ok(Answer::RowOutcome(if made > 0 { RowOutcome::Created(account) } else { RowOutcome::Unchanged(account) }))
    }
}
