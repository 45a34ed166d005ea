//! Who is who at a made-up account: contacts who come and go, and who of our team looks after them.

use super::Scribe;
use crate::book::demo::story::Story;
use crate::book::demo::words::{FAMILY, GIVEN};
use crate::domain::assignment::Assignment;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::role::{ContactRole, Role};
use crate::domain::text::fold;

/// A contact, and how long they are there.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: Id<Contact>,
    pub(super) given: String,
    from: Day,
    left: Option<Day>,
}

impl Person {
    /// Whether they can be met on the day.
    pub(super) fn is_here(&self, on: Day) -> bool {
        self.from <= on && self.left.is_none_or(|left| on < left)
    }
}

/// The parts of the first five contacts.
const ROLES: [Option<ContactRole>; 6] = [
    Some(ContactRole::DecisionMaker),
    Some(ContactRole::Champion),
    Some(ContactRole::UserLead),
    Some(ContactRole::BudgetHolder),
    Some(ContactRole::TechnicalEvaluator),
    None,
];

impl Scribe<'_, '_> {
    pub(super) fn people(&mut self) -> Result<()> {
        let left = self.life.sponsor_left.filter(|left| *left <= self.until);
        let start = self.chance.between(0, GIVEN.len() as i32 - 1) as usize;
        for number in 0..self.life.contacts.max(1) as usize {
            let left = left.filter(|_| ROLES[number] == Some(ContactRole::Champion));
            self.person(start, number, ROLES[number % ROLES.len()], (self.life.signed, left))?;
        }
        if let Some(from) = self.life.successor.filter(|from| *from <= self.until) {
            self.person(start, self.contacts.len(), Some(ContactRole::Champion), (from, None))?;
        }
        Ok(())
    }

    fn person(
        &mut self,
        start: usize,
        number: usize,
        role: Option<ContactRole>,
        (from, left): (Day, Option<Day>),
    ) -> Result<()> {
        let id = self.edit.mint()?;
        // Walked through with a stride: no two at one account share a name.
        let given = GIVEN[(start + 5 * number) % GIVEN.len()];
        let name = format!("{given} {}", self.chance.pick(FAMILY));
        let [decides, defends, uses] = self.talk.trade().titles;
        let (title, function) = match role {
            Some(ContactRole::DecisionMaker) => decides,
            Some(ContactRole::Champion) => defends,
            Some(ContactRole::UserLead) => uses,
            Some(ContactRole::BudgetHolder) => ("Finance director", "finance"),
            Some(ContactRole::TechnicalEvaluator) => ("IT lead", "technology"),
            _ => ("Buyer", "purchasing"),
        };
        let house: String = fold(&self.name).split(' ').take(2).collect();
        let house: String = house.chars().filter(char::is_ascii_alphanumeric).collect();
        let line = self.chance.between(0, 999);
        self.edit.put(&Contact {
            id,
            external_id: Some(format!("P{:06}-{number}", self.life.number + 1)),
            account: self.account,
            email: Some(format!("{}@{house}.example", fold(&name).replace(' ', "."))),
            // Numbers that are kept for stories and reach nobody.
            phone: Some(format!("+44 1632 960{line:03}")),
            name,
            title: Some(title.to_owned()),
            function: Some(function.to_owned()),
            role,
            left_on: left,
            ..Contact::default()
        })?;
        self.contacts.push(Person { id, given: given.to_owned(), from, left });
        Ok(())
    }

    /// A contact who is there on the day; mostly whoever decides, or argues for us.
    pub(super) fn somebody(&mut self, on: Day) -> Option<&Person> {
        let here: Vec<usize> = (0..self.contacts.len()).filter(|at| self.contacts[*at].is_here(on)).collect();
        let reach = if self.chance.happens(0.5) { 2.min(here.len()) } else { here.len() };
        let at = *here.get(self.chance.between(0, reach as i32 - 1).max(0) as usize)?;
        self.contacts.get(at)
    }

    pub(super) fn assignments(&mut self, brief: bool) -> Result<()> {
        let (_, before) = self.staff.lead(self.life);
        let signed = self.life.signed;
        let changed = before.filter(|_| signed < self.staff.gone_on);
        if let Some(before) = changed {
            self.assign(Role::AccountLead, Some(before), signed, Some(self.staff.gone_on), None)?;
        }
        let since = if changed.is_some() { self.staff.gone_on } else { signed };
        self.assign(Role::AccountLead, Some(self.lead), since, None, self.first(self.until))?;
        if brief || self.life.has_one_member() {
            return Ok(());
        }
        let user = self.contacts.get(2).filter(|one| one.is_here(self.until)).map(|one| one.id);
        let service = self.staff.service(self.life.number);
        self.assign(Role::Service, Some(service), signed.plus(7), None, user)?;
        if self.life.value > 8_000_000 {
            let named = self.life.luck > 0.55 || self.life.story == Story::NoExecutive;
            let executive = named.then_some(self.staff.executives[0]);
            self.assign(Role::ExecutiveSponsor, executive, signed.plus(30), None, None)?;
        }
        if self.life.number.is_multiple_of(6) {
            self.assign(Role::Technical, Some(self.staff.technical), signed.plus(14), None, None)?;
            self.assign(Role::Finance, Some(self.staff.finance), signed.plus(30), None, None)?;
        }
        let (left, on) = self.staff.left;
        let knew = self.life.story == Story::MemberLeft || self.life.number % 28 == 3;
        if knew && signed.plus(30) < on {
            self.assign(Role::Support, Some(left), signed.plus(30), Some(on), None)?;
        }
        Ok(())
    }

    fn assign(
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
}

/// What an assignment is for, where somebody has said so.
const fn purpose(role: Role) -> Option<&'static str> {
    match role {
        Role::Service => Some("first use, and every issue to its end"),
        Role::Technical => Some("what they build on it"),
        Role::Finance => Some("bills that are right"),
        _ => None,
    }
}
