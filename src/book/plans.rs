//! Plans with, or for, a customer: which one runs, its goals, when it is reviewed.

use super::cache::query;
use super::op::Op;
use super::team::side::Their;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::lines::Lines;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::watch::Watch;

/// The most products that are told as whitespace.
const PRODUCTS: usize = 12;

impl Book {
    /// The plan of an account that runs today, the newest where there are several.
    pub fn running_plan(&self, account: Id<Account>) -> Result<Option<Plan>> {
        let today = self.today();
        let plans: Vec<Plan> = self.of_account(account)?;
        let running = plans.into_iter().filter(|plan| plan.runs_on(today));
        Ok(running.max_by_key(|plan| (plan.started_on, plan.id)))
    }

    /// The plans of an account with their goals, the newest first.
    pub fn plans(&self, account: Id<Account>) -> Result<Vec<(Plan, Vec<Goal>)>> {
        let (mut plans, goals) = (self.of_account::<Plan>(account)?, self.goals_of(account)?);
        plans.sort_by_key(|plan| std::cmp::Reverse((plan.started_on, plan.id)));
        let with_goals = plans.into_iter().map(|plan| {
            let own = goals.iter().filter(|goal| goal.plan == plan.id).cloned().collect();
            (plan, own)
        });
        Ok(with_goals.collect())
    }

    /// The goals of all plans of an account, oldest first.
    pub fn goals_of(&self, account: Id<Account>) -> Result<Vec<Goal>> {
        self.store.goals_of(account)
    }

    /// Days between reviews of a plan, as the tier of the account says.
    pub fn review_days(&self, account: Id<Account>) -> Result<i32> {
        let tier = self.standing(account)?.tier;
        Ok(self.points().practice(tier).review)
    }

    /// The products that customers have, and how many have each, the most first.
    pub fn products_held(&self) -> Result<Vec<(String, u64)>> {
        self.store.products_held(PRODUCTS)
    }

    /// Removes a plan with its goals.
    pub fn remove_plan(&mut self, id: Id<Plan>) -> Result<Outcome> {
        let goals = self.goals_of(self.get(id)?.account)?;
        let ((), outcome) = self.edit(Op::Remove, |edit| {
            let plan = edit.get(id)?;
            for goal in goals.iter().filter(|goal| goal.plan == id) {
                edit.remove(goal.id)?;
            }
            edit.summary(format!("plan {}", plan.kind.word()));
            edit.remove(id)
        })?;
        Ok(outcome)
    }

    /// Who keeps an eye on an account today.
    pub fn watch(&self, account: Id<Account>) -> Result<Option<Watch>> {
        let today = self.today();
        let watches: Vec<Watch> = self.of_account(account)?;
        let held = |watch: &Watch| watch.is_held(today);
        Ok(watches.into_iter().filter(held).max_by_key(|watch| (watch.since, watch.id)))
    }
}

/// What an account has and could have, and whether one person holds all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The lines.
    pub lines: Lines,
    /// The team member who holds all of it, by name; none: more than one does, or nobody.
    pub our_door: Option<String>,
    /// The a contact, likewise.
    pub their_door: Option<String>,
}

impl Book {
    /// What an account has and could have; one-door where a team member, or a contact, is all that is active.
    pub fn offer(&mut self, account: Id<Account>) -> Result<Offer> {
        let today = self.today();
        // What others have is read beside the keys; until then it is not told.
        let products = self.cached(query::Products)?;
        let products = products.as_ref().map_or(&[][..], |products| products.as_slice());
        let plan = self.running_plan(account)?;
        let lines = Lines::new(&self.of_account(account)?, &self.of_account(account)?, plan.as_ref(), products, today);
        let sides = self.sides(account)?;
        let window = today.plus(-sides.window);
        let here = |one: &&Their| one.contact.is_here(today);
        let known = |one: &&Their| one.last.is_some_and(|last| last > window);
        let theirs = sides.theirs.iter().filter(here).find(known).map(|one| one.contact.name.clone());
        let ours = sides.grid.ours.iter().zip(&sides.grid.rows);
        let ours = ours.filter(|(_, row)| row.iter().any(|cell| cell.last.is_some_and(|last| last > window)));
        let ours = ours.map(|(one, _)| one.name.clone()).next();
        let our_door = ours.filter(|_| sides.threads.ours == 1);
        let their_door = theirs.filter(|_| sides.threads.contacts == 1);
        Ok(Offer { lines, our_door, their_door })
    }
}
