//! What a made-up life leaves in the book.

mod company;
mod contracts;
mod happenings;
mod meetings;
mod people;
mod programme;
mod rules;
mod stages;
mod story;
mod work;

pub(super) use company::company;

use super::chance::Chance;
use super::life::Life;
use super::people::Staff;
use super::said::{BOUGHT, Said, Talk};
use super::words::{CHANNELS, FIRST, FORM, OFFERS, PRODUCTS, TRADES};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::stage_period::StagePeriod;
use crate::store::Edit;
use people::Person;

/// One account being written.
struct Scribe<'a, 'b> {
    edit: &'a mut Edit<'b>,
    chance: &'a mut Chance,
    said: &'a mut Said,
    staff: &'a Staff,
    life: &'a Life,
    talk: Talk,
    today: Day,
    until: Day,
    account: Id<Account>,
    name: String,
    lead: Id<Member>,
    contacts: Vec<Person>,
}

/// What the accounts of a book have in common.
pub(super) struct Shared<'a> {
    pub(super) staff: &'a Staff,
    pub(super) said: &'a mut Said,
    /// Whether lives are told in about ten touches.
    pub(super) brief: bool,
    pub(super) today: Day,
}

/// Everything about one account.
pub(super) fn account(
    edit: &mut Edit<'_>,
    chance: &mut Chance,
    shared: &mut Shared<'_>,
    life: &Life,
) -> Result<Id<Account>> {
    let account = edit.mint()?;
    let (staff, today, brief) = (shared.staff, shared.today, shared.brief);
    let (lead, _) = staff.lead(life);
    let until = life.until(today);
    let (name, trade) = named(life.number);
    let product = *chance.pick(PRODUCTS);
    let talk = Talk::new(chance, trade, product);
    let said = &mut *shared.said;
    let contacts = Vec::new();
    let mut scribe = Scribe { edit, chance, said, staff, life, talk, today, until, account, name, lead, contacts };
    let stays = stages::stays(life, today, until);
    scribe.account_itself(stays.last().map_or("signed", |stay| stay.0))?;
    scribe.people()?;
    scribe.assignments(brief)?;
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
    scribe.story()?;
    scribe.loss()?;
    Ok(account)
}

/// The name of account `number`, and its trade, which the name tells.
fn named(number: u32) -> (String, usize) {
    let n = number as usize;
    let words =
        || TRADES.iter().enumerate().flat_map(|(trade, one)| one.companies.iter().map(move |word| (*word, trade)));
    let count = words().count();
    let (second, trade) = words().nth((n / FIRST.len() + n * 5) % count).unwrap_or(("Works", 0));
    let round = n / (FIRST.len() * count);
    let form = FORM[(n * 3 + n / 7) % FORM.len()];
    let more = if round == 0 { String::new() } else { format!(" {}", round + 1) };
    (format!("{} {second}{more}{form}", FIRST[n % FIRST.len()]), trade)
}

impl Scribe<'_, '_> {
    fn account_itself(&mut self, stage: &str) -> Result<()> {
        let life = self.life;
        let n = life.number;
        self.edit.put(&Account {
            id: self.account,
            external_id: Some(format!("C{:06}", n + 1)),
            name: self.name.clone(),
            stage: stage.to_owned(),
            value: Some(life.value),
            currency: Currency::EUR,
            customer_since: Some(life.signed),
            observed_since: (life.signed.days_to(self.today) > 1_095).then(|| self.today.plus(-1_095)),
            owner: Some(self.lead),
            industry: Some(self.talk.trade().industry.to_owned()),
            channel: Some((*self.chance.pick(CHANNELS)).to_owned()),
            offer: Some((*self.chance.pick(OFFERS)).to_owned()),
            why_bought: Some(self.said.say(self.chance, &self.talk, BOUGHT, "")),
            strategic: n % 31 == 3,
            ..Account::default()
        })
    }

    fn stay(&mut self, stage: &str, entered_on: Day, left_on: Option<Day>) -> Result<()> {
        let id = self.edit.mint()?;
        let (account, stage) = (self.account, stage.to_owned());
        self.edit.put(&StagePeriod { id, external_id: None, account, stage, entered_on, left_on, known_on: None })
    }

    /// A sentence about this account, with whoever is met on the day.
    fn say(&mut self, templates: &[&str], on: Day) -> String {
        let who = self.somebody(on).map(|one| one.given.clone()).unwrap_or_default();
        self.said.say(self.chance, &self.talk, templates, &who)
    }

    /// The contact who is there on the day and stands first: the decision maker, as long as they stay.
    fn first(&self, on: Day) -> Option<Id<Contact>> {
        self.contacts.iter().find(|one| one.is_here(on)).map(|one| one.id)
    }
}
