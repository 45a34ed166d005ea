//! What a row of a customer sheet tells besides the account: its contract, main contact, last touch, next step and loss.
//!
//! The sheet that an account manager keeps has one row a customer and everything in it. What of it cannot be taken costs
//! its cell, never the row. The sheet of next week changes what changed: a contract is known again by its product and term,
//! a touch by its day, a step by its words.

use super::importer::{Importer, RowOf, RowOutcome, set, text_of};
use super::rows::{annual, currency_of, months};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::assignment::Assignment;
use crate::domain::churn::Churn;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::record::{Fields, Value, kind};
use crate::domain::text::fold;
use crate::domain::touch::Touch;
use crate::domain::words::{Channel, ContractOutcome, LossType};
use crate::exchange::date::{self, Order};
use crate::exchange::standing::{Standing, standing};

/// What the words of a row say about its standing: one of several columns that says “customer” goes before those that say
/// something else, and one that says that they left goes before all.
pub(super) fn standing_of(row: &RowOf<'_>) -> Option<(Standing, String)> {
    let preview = row.file.preview;
    let fields = ["state", "stage", "status"].into_iter().filter_map(|name| preview.field(name));
    // “Customer?” with yes and no is kept as it stands, and says it all the same.
    let flags = preview.kept.iter().filter(|kept| asks_for_customers(&kept.header)).map(|kept| kept.place);
    let places = fields.flat_map(|field| field.places.iter().copied()).chain(flags);
    let said = places.filter_map(|place| {
        let (header, text) = (preview.header.get(place)?, row.cells.at(place)?);
        standing(header, text).map(|standing| (standing, text.to_owned()))
    });
    let weight = |standing: Standing| match standing {
        Standing::Churned => 3,
        Standing::Customer => 2,
        Standing::Prospect | Standing::Other => 1,
    };
    said.max_by_key(|(standing, _)| weight(*standing))
}

/// Whether a heading asks if the company is a customer.
fn asks_for_customers(heading: &str) -> bool {
    let heading = fold(heading);
    let words: Vec<&str> = heading.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    matches!(words.as_slice(), ["customer" | "client" | "kunde"] | ["is", "customer"] | ["is", "a", "customer"])
}

/// The day that stands in words of state: “Churned 2026-05-01”.
fn day_in(state: &str) -> Option<Day> {
    state
        .split([' ', '(', ')', ':', ','])
        .find_map(|word| if word.len() >= 8 { date::read(word, Order::DayFirst) } else { None })
}

impl Importer<'_, '_> {
    /// Takes what the row tells besides the account `id`.
    pub(super) fn spread(&mut self, row: &RowOf<'_>, id: i64) -> Result<()> {
        self.is_met_again = !self.met.insert(id);
        self.row_contact = None;
        let parts = [Self::sheet_contract, Self::sheet_loss, Self::sheet_contact, Self::sheet_touch, Self::sheet_step];
        for part in parts {
            if let Err(problem) = part(self, row, id) {
                if self.weigh(&problem) {
                    return Err(problem);
                }
                let fault = row.file.reject(row.cells, &problem);
                self.faults.push(fault);
            }
        }
        Ok(())
    }

    fn sheet_contract(&mut self, row: &RowOf<'_>, id: i64) -> Result<()> {
        let start = self.day(row, "contract_start");
        let said = self.day(row, "contract_end").or_else(|| self.day(row, "renewal_on"));
        let by_term = || Some(start?.plus_months(months(row.file.preview, row.cells)?).plus(-1));
        if let Some(start) = start {
            self.customer_since(id, start)?;
        }
        let preview = row.file.preview;
        let notice = preview.field("notice_days");
        if let Err(fault) = row.cells.count(notice) {
            self.faults.push(fault);
        }
        let Some(end) = said.or_else(by_term) else { return self.without_contract(row, id) };
        let value = preview.field("value");
        let amount = value.and_then(|field| row.cells.amount(Some(field)).ok().flatten().zip(Some(field)));
        let amount = amount.as_ref().map(|(amount, field)| (amount, *field));
        let customer = self.account(id)?;
        let currency = currency_of(row.cells, preview.field("currency"), amount, self.currency).ok().flatten();
        let currency = currency.unwrap_or(customer.currency);
        let value = value.and_then(|field| annual(preview, row.cells, field, currency).ok().flatten());
        let product = row.cells.word(preview.field("product")).map(str::to_owned);
        self.met_again += u64::from(self.is_met_again);
        let known = self.term_of(id, product.as_deref(), end, value)?;
        let mut contract = known.clone().unwrap_or_else(|| Contract {
            account: Id::new(id),
            product,
            currency,
            start,
            ..Contract::default()
        });
        contract.end = Some(end);
        contract.start = start.or(contract.start);
        contract.value = value.filter(|value| *value >= 0).or(contract.value);
        contract.currency = currency;
        contract.notice_days = row.cells.notice(notice, end).or(contract.notice_days);
        if known.is_none() {
            contract.id = self.edit.mint()?;
            self.made.contracts += 1;
        }
        self.terms_met.insert(contract.id.raw());
        if known.as_ref() == Some(&contract) {
            return Ok(());
        }
        self.edit.put(&contract)
    }

    /// The contract of the account that a sheet means by a product and an end: the one that ends then, best with that value;
    /// else the undecided one that has not ended; one that has is followed by the next. No two rows mean the same one: a
    /// second row of one customer is a second contract.
    fn term_of(&self, id: i64, product: Option<&str>, end: Day, value: Option<i64>) -> Result<Option<Contract>> {
        let lines: Vec<Contract> = self.edit.of_account(Id::new(id))?;
        let name = |product: Option<&str>| product.map(fold).unwrap_or_default();
        let same = |line: &&Contract| product.is_none() || name(line.product.as_deref()) == name(product);
        let free = |line: &&Contract| !self.terms_met.contains(&line.id.raw());
        let mut fitting: Vec<&Contract> = lines.iter().filter(same).filter(free).collect();
        fitting.sort_by_key(|line| line.end);
        let today = self.edit.today();
        let mut exact: Vec<&&Contract> = fitting.iter().filter(|line| line.end == Some(end)).collect();
        exact.sort_by_key(|line| line.value != value);
        let open =
            || fitting.iter().rev().find(|line| line.outcome.is_none() && line.end.is_none_or(|known| known >= today));
        let found = exact.first().copied().or_else(|| open().filter(|_| !self.is_met_again));
        Ok(found.map(|line| (*line).clone()))
    }

    /// The loss that the row tells of, by its day or by a word of state.
    pub(super) fn sheet_loss(&mut self, row: &RowOf<'_>, id: i64) -> Result<()> {
        let state = standing_of(row).filter(|(standing, _)| *standing == Standing::Churned);
        let left = state.is_some();
        let said = self.day(row, "churned_on").or_else(|| day_in(&state?.1));
        if said.is_none() && !left {
            return Ok(());
        }
        let today = self.edit.today();
        let known: Vec<Churn> = self.edit.of_account(Id::new(id))?;
        if said.is_none() && known.iter().any(|churn| churn.contract.is_none() && churn.won_back_on.is_none()) {
            return Ok(());
        }
        let past = |day: Option<Day>| day.filter(|day| *day <= today);
        let ended = past(self.day(row, "contract_end")).or_else(|| past(self.day(row, "renewal_on")));
        let on = said.or(ended).or_else(|| past(self.day(row, "last_touch_on"))).unwrap_or(today);
        let same = known.into_iter().find(|churn| churn.contract.is_none() && churn.on == on);
        let customer = self.account(id)?;
        let mut churn = same.clone().unwrap_or_else(|| Churn {
            account: customer.id,
            on,
            value: customer.value,
            currency: customer.currency,
            ..Churn::default()
        });
        let text = |name| row.cells.text(row.file.preview.field(name)).map(str::to_owned);
        churn.reason = text("churn_reason").or(churn.reason);
        churn.quote = text("churn_quote").or(churn.quote);
        churn.decided_on = self.day(row, "churn_decided_on").or(churn.decided_on);
        let kind = row.cells.word(row.file.preview.field("churn_type"));
        churn.kind = kind.map(LossType::read).transpose()?.or(churn.kind);
        if !row.file.preview.is_own() {
            self.close_contracts(id, on)?;
        }
        if same.as_ref() == Some(&churn) {
            return Ok(());
        }
        let is_own = row.file.preview.is_own();
        if same.is_none() && is_own && row.file.brings(Noun::Churns) {
            // The file of losses may tell of it too, with more words.
            self.parting.told.push(churn);
            return Ok(());
        }
        if same.is_none() {
            churn.id = self.edit.mint()?;
            self.made.churns += 1;
        }
        if !is_own {
            self.churned.insert(id);
        }
        if said.is_none() {
            self.assumed_churns.insert(id, churn.id.raw());
        }
        self.edit.put(&churn)
    }

    /// What a lost account had under contract ended with it.
    fn close_contracts(&mut self, id: i64, on: Day) -> Result<()> {
        let lines: Vec<Contract> = self.edit.of_account(Id::new(id))?;
        for line in lines.into_iter().filter(|line| line.outcome.is_none()) {
            self.edit.put(&Contract { outcome: Some(ContractOutcome::Churned), outcome_on: Some(on), ..line })?;
        }
        Ok(())
    }

    fn sheet_contact(&mut self, row: &RowOf<'_>, id: i64) -> Result<()> {
        let text = |name: &str| row.cells.word(row.file.preview.field(name));
        let (said, mail) = (text("contact_name"), text("contact_email"));
        let Some(name) = said.map(str::to_owned).or_else(|| mail.and_then(name_in)) else { return Ok(()) };
        let mut fields: Fields = vec![("account", Value::Int(id)), ("name", Value::Text(name))];
        for (field, column) in [("email", "contact_email"), ("phone", "contact_phone"), ("title", "contact_title")] {
            set(&mut fields, field, Value::text(text(column)));
        }
        if text_of(&fields, "name").is_some_and(|name| name.contains('@')) {
            let mail = text_of(&fields, "name").map(str::to_owned);
            set(&mut fields, "email", Value::text(mail.as_deref()));
        }
        let taken = self.take::<Contact>(fields)?;
        self.made.contacts += u64::from(matches!(taken, RowOutcome::Created(_)));
        self.row_contact = Some(taken.id());
        Ok(())
    }

    /// The last touch, by the day of it: the heading says of what kind it was, as far as anybody knows; it was with the
    /// contact whom the row names, and the report says so.
    pub(super) fn sheet_touch(&mut self, row: &RowOf<'_>, id: i64) -> Result<()> {
        let Some(on) = self.day(row, "last_touch_on").filter(|on| *on <= self.edit.today()) else { return Ok(()) };
        let before = self.made.touches;
        self.last_touch(row, id, on, self.row_contact)?;
        self.touches_with_contact += u64::from(self.made.touches > before && self.row_contact.is_some());
        Ok(())
    }

    /// The last touch of a contact, where a list of contacts has its day.
    pub(super) fn contact_touch(&mut self, row: &RowOf<'_>, account: i64, contact: i64) -> Result<()> {
        match self.day(row, "last_touch_on").filter(|on| *on <= self.edit.today()) {
            Some(on) => self.last_touch(row, account, on, Some(contact)),
            None => Ok(()),
        }
    }

    fn last_touch(&mut self, row: &RowOf<'_>, id: i64, on: Day, contact: Option<i64>) -> Result<()> {
        if self.has_touch_on(id, on)? {
            return Ok(());
        }
        let heading = row.file.preview.field("last_touch_on").map_or("Last contact", |field| field.header.as_str());
        let (channel, two_way) = course_of(heading);
        let members = self.account(id)?.owner.into_iter().collect();
        let touch = Touch {
            id: self.edit.mint()?,
            account: Id::new(id),
            on,
            channel,
            members,
            contacts: contact.map(Id::new).into_iter().collect(),
            two_way,
            summary: Some(format!("{heading}, by the list")),
            ..Touch::default()
        };
        self.edit.put(&touch)?;
        self.made.touches += 1;
        Ok(())
    }

    fn has_touch_on(&self, id: i64, on: Day) -> Result<bool> {
        let touches: Vec<Touch> = self.edit.of_account(Id::new(id))?;
        Ok(touches.iter().any(|touch| touch.on == on))
    }

    fn sheet_step(&mut self, row: &RowOf<'_>, id: i64) -> Result<()> {
        let due = self.day(row, "next_step_on");
        let field = row.file.preview.field("next_step_on");
        let words = row.cells.word(row.file.preview.field("next_step")).map(str::to_owned);
        let by_heading = || due.filter(|due| *due >= self.edit.today()).and(field).map(|field| field.header.clone());
        let Some(words) = words.or_else(by_heading) else { return Ok(()) };
        let title: String = words.lines().next().unwrap_or_default().chars().take(kind::LONGEST_NAME).collect();
        let known: Vec<Action> = self.edit.of_account(Id::new(id))?;
        let same = known.into_iter().find(|action| fold(&action.title) == fold(&title));
        match same {
            Some(action) if due.is_none() || action.due == due || action.done_on.is_some() => Ok(()),
            Some(action) => self.edit.put(&Action { due, ..action }),
            None => {
                let owner = self.account(id)?.owner;
                let reason = (words != title).then_some(words);
                let action = Action {
                    id: self.edit.mint()?,
                    account: Some(Id::new(id)),
                    title,
                    due,
                    owner,
                    reason,
                    ..Action::default()
                };
                self.made.actions += 1;
                self.edit.put(&action)
            }
        }
    }

    /// The day in a column; one that cannot be read is among the faults of the row.
    pub(super) fn day(&mut self, row: &RowOf<'_>, name: &str) -> Option<Day> {
        match row.cells.day(row.file.preview.field(name)) {
            Ok(day) => day,
            Err(fault) => {
                if !self.faults.contains(&fault) {
                    self.faults.push(fault);
                }
                None
            }
        }
    }

    /// The assignment of the account lead for the owner, where nobody has it.
    pub(super) fn lead(&mut self, account: i64) -> Result<()> {
        let customer: Account = self.account(account)?;
        let Some(owner) = customer.owner else { return Ok(()) };
        let lead = crate::domain::role::Role::AccountLead;
        let team: Vec<Assignment> = self.edit.of_account(customer.id)?;
        let today = self.edit.today();
        let leads = team.into_iter().filter(|one| one.role == lead && one.until.is_none());
        let before = self.owner_before.take().filter(|before| *before != owner.raw()).map(Id::new);
        for one in leads {
            // The file names another owner than before: whoever led as the owner hands over; anybody else stays.
            if one.member.is_none() || one.member != before {
                return Ok(());
            }
            let until = Some(one.since.map_or(today.plus(-1), |since| since.max(today.plus(-1))));
            self.edit.put(&Assignment { until, ..one })?;
        }
        let assignment = Assignment {
            id: self.edit.mint()?,
            account: customer.id,
            member: Some(owner),
            since: before.map(|_| today),
            role: lead,
            ..Assignment::default()
        };
        self.edit.put(&assignment)
    }
}

/// The name in a mailbox that says one: `vera.quist@…` is Vera Quist.
fn name_in(mailbox: &str) -> Option<String> {
    let (local, _) = mailbox.split_once('@')?;
    let words: Vec<&str> =
        local.split(['.', '_', '-']).filter(|word| word.chars().all(char::is_alphabetic) && word.len() > 1).collect();
    let capital = |word: &&str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    match words.len() {
        2 | 3 => Some(words.iter().map(capital).collect::<Vec<_>>().join(" ")),
        _ => Some(mailbox.to_owned()),
    }
}

/// How people were in touch by the heading of a last day, and whether for certain both sides were.
fn course_of(heading: &str) -> (Channel, bool) {
    let heading = fold(heading);
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    match () {
        () if says(&["call", "spoke", "gesproken", "gesprach"]) => (Channel::Call, true),
        () if says(&["meeting", "qbr", "review"]) => (Channel::Meet, true),
        () if says(&["visit", "besuch"]) => (Channel::Visit, true),
        () if says(&["mail"]) => (Channel::Email, false),
        () if says(&["activity", "aktivitat", "activite", "actividad", "activiteit", "attivita", "atividade"]) => {
            (Channel::Note, false)
        }
        () => (Channel::Note, true),
    }
}
