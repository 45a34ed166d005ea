//! Everything that is planned over all accounts, as a list: open opportunities, success plans and their reviews, company updates
//! to be sent, packs to be completed, 1:1s, the huddle.

use super::Book;
use super::today::LONGEST;
use crate::domain::account::Account;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Money;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::Plan;
use crate::domain::planned::Planned;
use crate::domain::problem::Result;
use crate::domain::today::{Kind, TaskId};
use crate::domain::words::OpportunityState;
use std::collections::HashMap;

/// Days ahead that everything but opportunities and plans is looked for.
const AHEAD: i32 = 366;

/// One thing that is planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    /// The task that it is.
    pub id: TaskId,
    /// The account; none: it is for none in particular.
    pub account: Option<Id<Account>>,
    /// Its name, or whom it is about.
    pub name: String,
    /// When; none: no day is set.
    pub due: Option<Day>,
    /// What.
    pub what: String,
    /// How far it is, in words.
    pub state: String,
    /// A year of it, of opportunities.
    pub value: Option<Money>,
    /// Who does it; empty: nobody is named.
    pub owner: String,
}

impl Book {
    /// What is planned and not confirmed, the first day first, what has no day last. Reads the whole book.
    pub fn ahead(&self) -> Result<Vec<Ahead>> {
        let _reading = self.store.reading()?;
        let accounts: HashMap<Id<Account>, String> =
            self.store.open_accounts()?.into_iter().map(|one| (one.id, one.name)).collect();
        let members: HashMap<Id<Member>, String> =
            self.all::<Member>()?.into_iter().map(|one| (one.id, one.name)).collect();
        let owner = |id: Option<Id<Member>>| id.and_then(|id| members.get(&id)).cloned().unwrap_or_default();
        let mut all = Vec::new();
        for deal in self.all::<Opportunity>()?.into_iter().filter(|one| one.state == OpportunityState::Open) {
            let Some(name) = accounts.get(&deal.account) else { continue };
            let lead = if deal.owner.is_none() { self.lead(deal.account)? } else { deal.owner };
            all.push(Ahead {
                id: TaskId { kind: Kind::Opportunity, raw: deal.id.raw() },
                account: Some(deal.account),
                name: name.clone(),
                due: deal.expected_on,
                state: deal.reason.unwrap_or_else(|| "open".to_owned()),
                what: deal.title,
                value: deal.value.map(|minor| Money::new(minor, deal.currency)),
                owner: owner(lead),
            });
        }
        for plan in self.running_plans()? {
            let Some(name) = accounts.get(&plan.account) else { continue };
            let review = self.planned_review(&plan)?;
            let (what, state) = (format!("{} success plan", plan.kind), self.plan_state(&plan));
            all.push(Ahead { what, state, name: name.clone(), ..told(review, &owner) });
        }
        let rest = self.planned(self.today().plus(AHEAD), None, LONGEST)?.0;
        let rest = rest.into_iter().filter(|one| !matches!(one.id.kind, Kind::Opportunity | Kind::Review));
        for one in rest {
            let name = one.account.and_then(|account| accounts.get(&account)).cloned();
            let name = name.unwrap_or_else(|| one.about.clone());
            all.push(Ahead { name, ..told(one, &owner) });
        }
        all.sort_by_key(|one| (one.due.is_none(), one.due, one.id.raw));
        Ok(all)
    }

    /// The newest plan of every account that runs today.
    fn running_plans(&self) -> Result<Vec<Plan>> {
        let today = self.today();
        let mut newest: HashMap<Id<Account>, Plan> = HashMap::new();
        for plan in self.all::<Plan>()?.into_iter().filter(|plan| plan.runs_on(today)) {
            let key = |plan: &Plan| (plan.started_on, plan.id);
            match newest.get(&plan.account) {
                Some(known) if key(known) >= key(&plan) => {}
                _ => drop(newest.insert(plan.account, plan)),
            }
        }
        Ok(newest.into_values().collect())
    }

    /// “never reviewed, agreed 9 Jan”.
    fn plan_state(&self, plan: &Plan) -> String {
        let today = self.today();
        let day = |word: &str, day: Option<Day>| day.map(|day| format!("{word} {}", spoken(day, today)));
        let invited = day("invited", plan.invited_on).unwrap_or_else(|| "not invited".to_owned());
        let agreed = day("agreed", plan.agreed_on).unwrap_or_else(|| "not agreed".to_owned());
        let reviewed = day("reviewed", plan.reviewed_on).unwrap_or_else(|| "never reviewed".to_owned());
        let steps = if plan.agreed_on.is_some() { agreed } else { format!("{invited}, {agreed}") };
        format!("{reviewed}, {steps}")
    }
}

fn told(one: Planned, owner: &impl Fn(Option<Id<Member>>) -> String) -> Ahead {
    Ahead {
        id: one.id,
        account: one.account,
        name: String::new(),
        due: Some(one.due),
        what: one.title,
        state: one.why,
        value: None,
        owner: owner(one.owner),
    }
}
