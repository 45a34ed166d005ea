//! What a made-up life leaves in the book.

mod company;
mod happenings;
mod meetings;
mod programme;
mod work;

pub(super) use company::company;

use super::chance::Chance;
use super::life::Life;
use super::people::Staff;
use super::words::{
    CHANNELS, FAMILY, FIRST, FORM, GAINED, GIVEN, INDUSTRIES, OFFERS, PRODUCTS, REASONS, SECOND, TITLES,
};
use crate::book::proof::SHOWCASE;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::role::{ContactRole, Role};
use crate::domain::stage_period::StagePeriod;
use crate::domain::words::{ContractOutcome, ContributionKind};
use crate::store::Edit;
use std::cmp::Ordering;

/// One account being written.
struct Scribe<'a, 'b> {
    edit: &'a mut Edit<'b>,
    chance: &'a mut Chance,
    staff: &'a Staff,
    life: &'a Life,
    today: Day,
    until: Day,
    account: Id<Account>,
    lead: Id<Member>,
    contacts: Vec<Id<Contact>>,
}
/// Everything about one account; `brief`: its life in about ten touches.
pub(super) fn account(
    edit: &mut Edit<'_>,
    chance: &mut Chance,
    staff: &Staff,
    life: &Life,
    brief: bool,
    today: Day,
) -> Result<Id<Account>> {
    let account = edit.mint()?;
    let (lead, _) = staff.lead(life.number);
    let until = life.until(today);
    let mut scribe = Scribe { edit, chance, staff, life, today, until, account, lead, contacts: Vec::new() };
    let stays = stays(life, today, until);
    scribe.account_itself(stays.last().map_or("signed", |stay| stay.0))?;
    scribe.people()?;
    scribe.seats(brief)?;
    scribe.contracts()?;
    for (stage, from, to) in &stays {
        scribe.stay(stage, *from, *to)?;
    }
    scribe.touches(brief)?;
    scribe.pulses(brief)?;
    scribe.happenings()?;
    scribe.work(brief)?;
    if !brief || life.number.is_multiple_of(10) {
        scribe.programme()?;
    }
    scribe.loss()?;
    Ok(account)
}

/// Stages an account went through: key, first day, last day.
fn stays(life: &Life, today: Day, until: Day) -> Vec<(&'static str, Day, Option<Day>)> {
    let handoff = life.signed.plus(2);
    let onboarding = handoff.plus(9);
    let value = onboarding.plus(life.onboarding);
    let steady = value.plus(95);
    let mut marks = vec![
        ("signed", life.signed),
        ("hand-off", handoff),
        ("onboarding", onboarding),
        ("first-value", value),
        ("steady", steady),
    ];
    for end in (1..20).map(|year| life.signed.plus_months(12 * year).plus(-1)) {
        let (window, decided) = (end.plus(-60 - 120), if life.lets_dates_pass() { end } else { end.plus(-60) });
        if window > steady && window <= today {
            marks.push(("renewal-window", window));
            marks.push(("steady", decided));
        }
    }
    if let Some(notice) = life.notice_on.or(life.lost.as_ref().map(|loss| loss.decided)) {
        marks.retain(|(_, from)| *from < notice);
        if life.onboarding <= 75 || value < notice {
            marks.push(("notice", notice));
        }
    }
    marks.retain(|(_, from)| *from <= until);
    let ends = marks.iter().skip(1).map(|(_, from)| Some(*from)).chain([life.lost.as_ref().map(|loss| loss.on)]);
    marks.iter().zip(ends).map(|((stage, from), to)| (*stage, *from, to)).collect()
}

impl Scribe<'_, '_> {
    fn account_itself(&mut self, stage: &str) -> Result<()> {
        let life = self.life;
        let n = life.number as usize;
        let second = (n / FIRST.len() + n * 5) % SECOND.len();
        let round = n / (FIRST.len() * SECOND.len());
        let form = FORM[(n * 3 + n / 7) % FORM.len()];
        let more = if round == 0 { String::new() } else { format!(" {}", round + 1) };
        let name = format!("{} {}{more}{form}", FIRST[n % FIRST.len()], SECOND[second]);
        self.edit.put(&Account {
            id: self.account,
            external_id: Some(format!("C{:06}", n + 1)),
            name,
            stage: stage.to_owned(),
            value: Some(life.value),
            currency: Currency::EUR,
            customer_since: Some(life.signed),
            observed_since: (life.signed.days_to(self.today) > 1_095).then(|| self.today.plus(-1_095)),
            owner: Some(self.lead),
            industry: Some((*self.chance.pick(INDUSTRIES)).to_owned()),
            channel: Some((*self.chance.pick(CHANNELS)).to_owned()),
            offer: Some((*self.chance.pick(OFFERS)).to_owned()),
            why_bought: Some((*self.chance.pick(REASONS)).to_owned()),
            strategic: n % 31 == 3,
            ..Account::default()
        })
    }

    fn people(&mut self) -> Result<()> {
        const SEATS: [Option<ContactRole>; 6] = [
            Some(ContactRole::DecisionMaker),
            Some(ContactRole::Champion),
            Some(ContactRole::UserLead),
            Some(ContactRole::BudgetHolder),
            Some(ContactRole::TechnicalEvaluator),
            None,
        ];
        for number in 0..self.life.contacts.max(1) {
            let id = self.edit.mint()?;
            let (title, function) = *self.chance.pick(TITLES);
            let name = format!("{} {}", self.chance.pick(GIVEN), self.chance.pick(FAMILY));
            let left_on = self.life.sponsor_left.filter(|_| number == 1 || self.life.contacts == 1);
            self.edit.put(&Contact {
                id,
                external_id: Some(format!("P{:06}-{number}", self.life.number + 1)),
                account: self.account,
                name,
                title: Some(title.to_owned()),
                function: Some(function.to_owned()),
                role: SEATS[number as usize % SEATS.len()],
                email: Some(format!("p{number}@c{}.example", self.life.number + 1)),
                left_on: left_on.filter(|left| *left <= self.until),
                ..Contact::default()
            })?;
            self.contacts.push(id);
        }
        Ok(())
    }

    fn seats(&mut self, brief: bool) -> Result<()> {
        let (_, before) = self.staff.lead(self.life.number);
        let changed = before.filter(|_| self.life.signed < self.staff.gone_on);
        if let Some(before) = changed {
            self.seat(Role::AccountLead, Some(before), self.life.signed, Some(self.staff.gone_on), None)?;
        }
        let since = if changed.is_some() { self.staff.gone_on } else { self.life.signed };
        self.seat(Role::AccountLead, Some(self.lead), since, None, self.contacts.first().copied())?;
        if brief {
            return Ok(());
        }
        if self.life.luck > 0.45 {
            let service = self.staff.service(self.life.number);
            self.seat(Role::Service, Some(service), self.life.signed.plus(7), None, self.contacts.get(2).copied())?;
        }
        if self.life.value > 8_000_000 {
            let executive = (self.life.luck > 0.6).then_some(self.staff.executives[0]);
            self.seat(Role::ExecutiveSponsor, executive, self.life.signed.plus(30), None, None)?;
        }
        if self.life.number.is_multiple_of(6) {
            self.seat(Role::Technical, Some(self.staff.technical), self.life.signed.plus(14), None, None)?;
            self.seat(Role::Finance, Some(self.staff.finance), self.life.signed.plus(30), None, None)?;
        }
        let (left, on) = self.staff.left;
        if self.life.number % 14 == 3 && self.life.signed < on {
            self.seat(Role::Support, Some(left), self.life.signed.plus(30), Some(on), None)?;
        }
        Ok(())
    }

    fn seat(
        &mut self,
        role: Role,
        member: Option<Id<Member>>,
        since: Day,
        until: Option<Day>,
        counterpart: Option<Id<Contact>>,
    ) -> Result<()> {
        let until = until.or(self.life.lost.as_ref().map(|loss| loss.on));
        let last = until.map_or(self.until, |until| until.min(self.until));
        let id = self.edit.mint()?;
        self.edit.put(&Assignment {
            id,
            account: self.account,
            member,
            role,
            since: Some(since.min(last)),
            until,
            minutes_month: Some(if role == Role::AccountLead { 120 } else { 60 }),
            purpose: purpose(role).map(str::to_owned),
            counterpart,
            ..Assignment::default()
        })
    }

    fn contracts(&mut self) -> Result<()> {
        let product = *self.chance.pick(PRODUCTS);
        let mut start = self.life.signed;
        let (today, passes) = (self.today, self.life.lets_dates_pass());
        let is_decided = move |end: Day| end < today || (end.plus(-60) < today && !passes);
        // What it is worth now is what the last decision made of it.
        let before = match self.life.number % 12 {
            _ if self.life.lost.is_some() => self.life.value,
            2 | 7 => self.life.value * 5 / 6,
            5 => self.life.value * 6 / 5,
            _ => self.life.value,
        };
        let first_end = start.plus_months(12).plus(-1);
        let mut value = if is_decided(first_end) { before } else { self.life.value };
        while start <= self.until.plus(60) {
            let end = start.plus_months(12).plus(-1);
            let lost = self.life.lost.as_ref().filter(|loss| loss.on <= end);
            let outcome = match lost {
                Some(_) => Some(ContractOutcome::Churned),
                // Most decide in time; a few let the date pass.
                None if !is_decided(end) => None,
                None if is_decided(end.plus_months(12)) => Some(ContractOutcome::Renewed),
                None => Some(match value.cmp(&self.life.value) {
                    Ordering::Less => ContractOutcome::Expanded,
                    Ordering::Equal => ContractOutcome::Renewed,
                    Ordering::Greater => ContractOutcome::Downsell,
                }),
            };
            let after = match outcome {
                Some(ContractOutcome::Renewed) | None => value,
                Some(ContractOutcome::Churned) => 0,
                Some(ContractOutcome::Expanded | ContractOutcome::Downsell) => self.life.value,
            };
            let reason = match outcome {
                Some(ContractOutcome::Expanded) => Some("more sites use it"),
                Some(ContractOutcome::Downsell) => Some("fewer people use it"),
                _ => lost.map(|loss| loss.reason),
            };
            let id = self.edit.mint()?;
            self.edit.put(&Contract {
                id,
                account: self.account,
                product: Some(product.to_owned()),
                value: Some(value),
                currency: Currency::EUR,
                start: Some(start),
                end: Some(end),
                notice_days: Some(60),
                outcome,
                outcome_on: outcome.map(|_| lost.map_or(end.plus(-60), |loss| loss.decided)),
                outcome_value: outcome.map(|_| after),
                reason: reason.map(str::to_owned),
                owner: self.life.number.is_multiple_of(5).then(|| self.staff.service(self.life.number)),
                value_case: gained(outcome, self.life.number),
                reference: proof(outcome, self.life.number),
                known_on: Some(self.today).filter(|today| start > *today),
                ..Contract::default()
            })?;
            if lost.is_some() {
                break;
            }
            if outcome.is_some() && self.life.number % 4 == 1 {
                self.helped(end.plus(-60))?;
            }
            value = after;
            start = end.plus(1);
        }
        Ok(())
    }

    /// Somebody helped with the renewal that was decided on this day, and was thanked.
    fn helped(&mut self, decided: Day) -> Result<()> {
        let id = self.edit.mint()?;
        let on = decided.plus(-9);
        self.edit.put(&Contribution {
            id,
            account: self.account,
            member: self.staff.service(self.life.number),
            kind: ContributionKind::Win,
            on,
            what: "went through their numbers with them".to_owned(),
            thanked_on: Some(on.plus(2)),
            ..Contribution::default()
        })
    }

    fn stay(&mut self, stage: &str, entered_on: Day, left_on: Option<Day>) -> Result<()> {
        let id = self.edit.mint()?;
        let (account, stage) = (self.account, stage.to_owned());
        self.edit.put(&StagePeriod { id, external_id: None, account, stage, entered_on, left_on, known_on: None })
    }
}

/// What they gained from a line, in their words; of an open one of every other account.
/// What a seat is for, where somebody has said so.
const fn purpose(role: Role) -> Option<&'static str> {
    match role {
        Role::Service => Some("first use, and every issue to its end"),
        Role::Technical => Some("what they build on it"),
        Role::Finance => Some("bills that are right"),
        _ => None,
    }
}

/// Every third of those who stayed was shown the page.
fn proof(outcome: Option<ContractOutcome>, number: u32) -> Option<String> {
    let stayed = matches!(outcome, Some(ContractOutcome::Renewed | ContractOutcome::Expanded));
    (stayed && number.is_multiple_of(3)).then(|| SHOWCASE.to_owned())
}

fn gained(outcome: Option<ContractOutcome>, number: u32) -> Option<String> {
    let said = outcome.is_none() && number.is_multiple_of(2);
    said.then(|| GAINED[number as usize / 2 % GAINED.len()].to_owned())
}
