//! Deals and activities of other programs: one row, one main record, and what follows from it.

use super::answer::{Answer, Outcome};
use super::directory::{Found, unknown};
use super::file::File;
use super::importer::{Importer, RowOutcome, text_of};
use super::rows::{currency_of, first_key, minor};
use crate::book::keep::Keep;
use crate::domain::action::Action;
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::Result;
use crate::domain::record::{Fields, Value, kind};
use crate::domain::succession::{GRACE, Term};
use crate::domain::touch::Touch;
use crate::exchange::activities::{Activity, Course};
use crate::exchange::cells::Cells;
use crate::exchange::deals::{Deal, Fate};
use crate::exchange::table::Rejection;

/// Whether an undecided line looks as if an earlier import had made it of a won deal: keyed, a year long, without a notice.
fn came_of_a_deal(line: &Contract) -> bool {
    let a_year = line.start.map(|start| start.plus_months(12).plus(-1));
    line.external_id.is_some()
        && line.outcome.is_none()
        && line.notice_days.is_none()
        && line.end.is_some()
        && line.end == a_year
}

/// Days after the end of a won deal within which the next one is its renewal.
const AFTER: i32 = 270;

impl Importer<'_, '_> {
    /// One of ours by key, email or name; a person not known yet is added.
    pub(super) fn member(&mut self, text: &str) -> Result<i64> {
        match self.directory.find(Noun::Members, text) {
            Found::One(id) => Ok(id),
            Found::Several => Err(unknown(Noun::Members, text, Found::Several)),
            Found::Nobody => {
                let mut fields: Fields = vec![("name", Value::Text(text.to_owned()))];
                if text.contains('@') {
                    fields.push(("email", Value::Text(text.to_owned())));
                } else if looks_like_a_key(text) {
                    fields.push(("external_id", Value::Text(text.to_owned())));
                }
                Ok(self.take::<Member>(fields)?.id())
            }
        }
    }

    /// One of ours out of a file that holds people of both sides.
    pub(super) fn colleague(&mut self, file: &File<'_>, cells: &Cells<'_>) -> Result<RowOutcome> {
        let text = |name| cells.word(file.survey.field(name));
        let name = text("name").or_else(|| text("email"));
        let mut fields: Fields = vec![("name", Value::text(name))];
        fields.push(("email", Value::text(text("email"))));
        fields.push(("external_id", Value::text(text("external_id"))));
        self.take::<Member>(fields)
    }

    pub(super) fn deal(&mut self, file: &File<'_>, cells: &Cells<'_>) -> Outcome {
        let Some(deal) = Deal::read(cells, file.survey)? else { return Ok(Answer::Skipped("it says nothing")) };
        if deal.title.trim().is_empty() {
            return Err(cells.reject(file.survey.field("title"), "The title is missing; give one."));
        }
        let account = self.foreign_account(file, cells, None)?;
        let mut fields: Fields = vec![("account", Value::Int(account))];
        fields.push(("external_id", Value::text(cells.word(file.survey.field("external_id")))));
        self.money(file, cells, &mut fields)?;
        let taken = match deal.fate {
            Fate::Won => self.contract(&deal, fields, false),
            Fate::NotRenewed => self.contract(&deal, fields, true),
            Fate::Lost | Fate::Open => self.opportunity(file, cells, &deal, fields),
        };
        taken.map(Answer::RowOutcome).map_err(|problem| file.reject(cells, &problem))
    }

    fn contract(&mut self, deal: &Deal, mut fields: Fields, lost: bool) -> Result<RowOutcome> {
        let day = |day: Option<_>| day.map_or(Value::None, Value::Day);
        if !lost {
            let account = integer(&fields, "account");
            let end = deal.ends_on.or_else(|| deal.on.map(|on| on.plus_months(12).plus(-1)));
            self.assumed_terms += u64::from(deal.ends_on.is_none());
            let product = match &deal.product {
                Some(product) => product.clone(),
                None => self.product_of(deal, end, account, text_of(&fields, "external_id"))?,
            };
            fields.push(("product", Value::Text(product)));
            fields.push(("start", day(deal.on)));
            fields.push(("end", day(end)));
            let contract = self.take::<Contract>(fields)?;
            self.won.insert(contract.id());
            if let (Some(account), Some(start)) = (account, deal.on) {
                self.customer_since(account, start)?;
            }
            return Ok(contract);
        }
        fields.push(("product", Value::Text(deal.product.clone().unwrap_or_else(|| deal.title.clone()))));
        fields.push(("end", day(deal.on)));
        fields.push(("outcome", Value::Text("churned".into())));
        fields.push(("outcome_on", day(deal.on)));
        fields.push(("reason", Value::text(deal.reason.as_deref())));
        let kept = ["account", "external_id", "value", "currency"];
        let mut parting: Fields = fields.iter().filter(|(name, _)| kept.contains(name)).cloned().collect();
        let contract = self.take::<Contract>(fields)?;
        if let Some(on) = deal.on {
            parting.push(("contract", Value::Int(contract.id())));
            parting.push(("on", Value::Day(on)));
            parting.push(("reason", Value::text(deal.reason.as_deref())));
            self.take::<Churn>(parting)?;
        }
        Ok(contract)
    }

    /// What a won deal that names no product is a term of: a deal that it follows, or that follows it,
    /// lends its name, so that one takes the place of the other. Deals side by side keep their titles.
    fn product_of(&self, deal: &Deal, end: Option<Day>, account: Option<i64>, key: Option<&str>) -> Result<String> {
        let term = |start, end| Term { product: 0, start, end, renewed: false, lost: false };
        let this = term(deal.on, end);
        let lines: Vec<Contract> = match account {
            Some(account) => self.edit.of_account(Id::new(account))?,
            None => Vec::new(),
        };
        let others = lines.iter().filter(|line| self.won.contains(&line.id.raw()) || came_of_a_deal(line));
        let others = others.filter(|line| key.is_none() || line.external_id.as_deref() != key);
        let near = others.filter_map(|line| {
            let other = term(line.start, line.end);
            let (earlier, later) = if this.gives_way_to(&other) { (this, other) } else { (other, this) };
            let gap = earlier.end?.days_to(later.start?);
            // What is sold earlier than that is more of it and stands beside it; what is sold much later is something new.
            let near = (-GRACE..=AFTER).contains(&gap) && earlier.gives_way_to(&later);
            near.then_some((gap.abs(), line.product.as_ref()?))
        });
        Ok(near.min_by_key(|(gap, _)| *gap).map_or_else(|| deal.title.clone(), |(_, product)| product.clone()))
    }

    /// Whoever bought is a customer: from the earliest start on, where the book does not say since when.
    fn customer_since(&mut self, account: i64, start: Day) -> Result<()> {
        let mut customer = self.account(account)?;
        let told_here = self.signed.contains(&account);
        if customer.customer_since.is_some_and(|since| !told_here || since <= start) {
            return Ok(());
        }
        self.signed.insert(account);
        customer.customer_since = Some(start);
        self.edit.put(&customer)
    }

    fn opportunity(
        &mut self,
        file: &File<'_>,
        cells: &Cells<'_>,
        deal: &Deal,
        mut fields: Fields,
    ) -> Result<RowOutcome> {
        let lost = deal.fate == Fate::Lost;
        let owner = cells.word(file.survey.field("owner")).or_else(|| cells.word(file.survey.field("owner_id")));
        let owner = owner.map(|owner| self.member(owner)).transpose()?;
        fields.push(("title", Value::Text(deal.title.clone())));
        fields.push(("owner", owner.map_or(Value::None, Value::Int)));
        fields.push(("state", Value::Text(if lost { "lost" } else { "open" }.into())));
        fields.push((if lost { "closed_on" } else { "expected_on" }, deal.on.map_or(Value::None, Value::Day)));
        fields.push(("reason", Value::text(deal.reason.as_deref())));
        self.take::<Opportunity>(fields)
    }

    fn money(&mut self, file: &File<'_>, cells: &Cells<'_>, fields: &mut Fields) -> std::result::Result<(), Rejection> {
        let (value, code) = (file.survey.field("value"), file.survey.field("currency"));
        let amount = cells.amount(value)?;
        let currency = currency_of(cells, code, amount.as_ref().zip(value), self.currency)?.unwrap_or(self.currency);
        if let Some(amount) = amount {
            fields.push(("value", Value::Int(minor(cells, value, &amount, currency)?)));
        }
        fields.push(("currency", Value::Text(currency.code().to_owned())));
        Ok(())
    }

    pub(super) fn activity(&mut self, file: &File<'_>, cells: &Cells<'_>) -> Outcome {
        let Some(activity) = Activity::read(cells, file.survey, self.edit.today())? else {
            return Ok(Answer::Skipped("it says nothing"));
        };
        if activity.course == Course::Off {
            return Ok(Answer::Skipped("it did not take place"));
        }
        let contacts = self.foreign_contacts(file, cells);
        let account = self.foreign_account(file, cells, contacts.first().copied())?;
        let mut fields: Fields = vec![("account", Value::Int(account))];
        fields.push(("external_id", Value::text(cells.word(file.survey.field("external_id")))));
        let channel = activity.channel.map(|channel| Value::Text(channel.word().to_owned()));
        fields.push(("channel", channel.unwrap_or(Value::None)));
        let taken = self.members_of(file, cells).and_then(|members| match activity.course {
            Course::Happened { two_way } => {
                let here = contacts.into_iter().filter(|id| self.directory.account_of(*id) == Some(account));
                fields.push(("contacts", Value::Ids(here.collect())));
                self.touch(&activity, fields, members, two_way)
            }
            course => self.action(&activity, fields, members.first().copied(), course == Course::Done),
        });
        taken.map(Answer::RowOutcome).map_err(|problem| file.reject(cells, &problem))
    }

    fn touch(
        &mut self,
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
        self.take::<Touch>(fields)
    }

    fn action(
        &mut self,
        activity: &Activity,
        mut fields: Fields,
        owner: Option<i64>,
        done: bool,
    ) -> Result<RowOutcome> {
        let title = activity.title.clone().or_else(|| activity.body.clone()).unwrap_or_else(|| "Task".to_owned());
        let title: String = title.chars().take(kind::LONGEST_NAME).collect();
        fields.push(("title", Value::Text(title)));
        fields.push(("owner", owner.map_or(Value::None, Value::Int)));
        fields.push(("due", activity.on.map_or(Value::None, Value::Day)));
        fields.push(("reason", Value::text(activity.body.as_deref())));
        if done {
            fields.push(("outcome", Value::Text("done".into())));
            fields.push(("done_on", activity.done_on.or(activity.on).map_or(Value::None, Value::Day)));
        }
        self.take::<Action>(fields)
    }

    fn members_of(&mut self, file: &File<'_>, cells: &Cells<'_>) -> Result<Vec<i64>> {
        let mut members = cells.list(file.survey.field("members"));
        if members.is_empty() {
            members.extend(cells.word(file.survey.field("owner_id")).map(str::to_owned));
        }
        members.iter().map(|member| self.member(member)).collect()
    }

    /// The contacts that are known; others do not stop a row.
    fn foreign_contacts(&self, file: &File<'_>, cells: &Cells<'_>) -> Vec<i64> {
        let account = ["account_id", "what_id"].iter().find_map(|name| {
            cells.word(file.survey.field(name)).and_then(|key| self.directory.by_key(Noun::Accounts, key))
        });
        let by_name = cells.word(file.survey.field("account")).map(|text| self.directory.find(Noun::Accounts, text));
        let account = account.or(match by_name {
            Some(Found::One(id)) => Some(id),
            _ => None,
        });
        let mut texts = cells.list(file.survey.field("contact_id"));
        texts.extend(cells.list(file.survey.field("contacts")));
        let mut contacts: Vec<i64> = Vec::new();
        for text in texts {
            if let Found::One(id) = self.directory.contact(account, &text)
                && !contacts.contains(&id)
            {
                contacts.push(id);
            }
        }
        contacts
    }

    /// The account of the row: by key, by name, or the one of its contact.
    fn foreign_account(
        &self,
        file: &File<'_>,
        cells: &Cells<'_>,
        contact: Option<i64>,
    ) -> std::result::Result<i64, Rejection> {
        let survey = file.survey;
        let mut asked = None;
        for name in ["account_id", "what_id", "account"] {
            let field = survey.field(name);
            let Some(text) = cells.word(field) else { continue };
            let found = match name {
                "account" => self.directory.find(Noun::Accounts, text),
                _ => first_key(&self.directory, Noun::Accounts, text),
            };
            match found {
                Found::One(id) => return Ok(id),
                found => asked = Some(cells.reject(field, unknown(Noun::Accounts, text, found).sentence)),
            }
        }
        if let Some(account) = contact.and_then(|contact| self.directory.account_of(contact)) {
            return Ok(account);
        }
        let people = ["contact", "contacts", "contact_id"].iter().find_map(|name| survey.field(name));
        Err(asked.unwrap_or_else(|| match cells.word(people) {
            Some(text) => cells.reject(people, unknown(Noun::Contacts, text, Found::Nobody).sentence),
            None => cells.reject(survey.field("account"), "The account is missing; give one."),
        }))
    }
}

fn integer(fields: &Fields, name: &str) -> Option<i64> {
    fields.iter().find_map(|(field, value)| match value {
        Value::Int(number) if *field == name => Some(*number),
        _ => None,
    })
}

/// An id of another program and no name of a person: one long word with digits in it.
fn looks_like_a_key(text: &str) -> bool {
    !text.contains(' ') && text.len() >= 6 && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Takes fields of a type that is chosen elsewhere.
pub(super) fn take_as<R: Keep>(taker: &mut Importer<'_, '_>, fields: Fields) -> Result<RowOutcome> {
    taker.take::<R>(fields)
}
