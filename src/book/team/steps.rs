//! What to do about a customer who hangs on a team member: the next step, and the one that takes only minutes.

use super::exposure::QuickWin;
use crate::book::Book;
use crate::book::op::Op;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::assignment::Assignment;
use crate::domain::contact::Contact;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::Role;
use crate::domain::team::quick::{Around, Quick};
use crate::domain::words::Channel;
use crate::store::Outcome;
use std::cmp::Reverse;

/// Who else of our team comes first, where several hold an assignment.
const FIRST: [Role; 3] = [Role::Service, Role::ExecutiveSponsor, Role::Technical];

/// An exposed account with what its steps are read from.
pub(super) struct Scene {
    account: Id<Account>,
    /// What is open for it.
    open: Vec<Action>,
    /// The assignments of today: held or empty.
    assignments: Vec<Assignment>,
    /// Nobody leads it, and nobody is the one they hang on.
    led_by_nobody: bool,
    /// Who holds an assignment, does not lead, and is not the one they hang on; whoever comes first, first.
    others: Vec<Id<Member>>,
}

impl Book {
    /// Reads what the steps for an account start from; `holder` is the one on whom they hang.
    pub(super) fn scene(&self, account: Id<Account>, holder: Option<Id<Member>>) -> Result<Scene> {
        let (today, lead) = (self.today(), self.lead(account)?);
        let mut open: Vec<Action> = self.of_account(account)?;
        open.retain(|one| one.outcome.is_none());
        let mut assignments: Vec<Assignment> = self.of_account(account)?;
        assignments.retain(|assignment| assignment.is_held(today));
        let place =
            |assignment: &Assignment| FIRST.iter().position(|role| *role == assignment.role).unwrap_or(FIRST.len());
        assignments.sort_by_key(|assignment| (place(assignment), assignment.id));
        let held = assignments.iter().filter_map(|assignment| assignment.member);
        let others = held.filter(|member| Some(*member) != lead && Some(*member) != holder).collect();
        Ok(Scene { account, open, assignments, others, led_by_nobody: lead.or(holder).is_none() })
    }

    /// What to do next about an exposed account: what is on a list for it, else whom to bring in.
    pub(super) fn next_step(&self, scene: &Scene) -> Result<(String, bool)> {
        if let Some(next) = scene.open.iter().min_by_key(|one| (one.due.is_none(), one.due, one.id)) {
            let due = next.due.map_or_else(String::new, |due| format!(", {}", spoken(due, self.today())));
            return Ok((format!("{}{due}", next.title), true));
        }
        let step = match scene.others.first() {
            _ if scene.led_by_nobody => "Assign an account lead".to_owned(),
            Some(member) => format!("Bring {} into the next meeting", self.get(*member)?.name),
            None => "Assign a second member for service, and introduce them".to_owned(),
        };
        Ok((step, false))
    }

    /// The step that takes least; `contacts` of the account spoke with us after `from`.
    pub(super) fn quick_win(&self, scene: &Scene, contacts: u32, from: Day) -> Result<QuickWin> {
        let mut around = Around { contacts, led_by_nobody: scene.led_by_nobody, ..Around::default() };
        around.empty =
            scene.assignments.iter().find(|assignment| assignment.member.is_none()).map(|assignment| assignment.role);
        for member in &scene.others {
            let met = self.store.last_touch_of(scene.account, *member)?.is_some_and(|day| day > from);
            if around.second.is_none() {
                around.second = Some(self.get(*member)?.name);
            }
            if !met {
                around.unmet = Some(self.get(*member)?.name);
                break;
            }
        }
        if contacts <= 1 {
            around.contact = self.known_best(scene.account)?.unwrap_or_default();
        }
        let quick = Quick::of(&around);
        let planned = scene.open.iter().find(|one| one.title == quick.step).map(|one| one.id);
        Ok(QuickWin { quick, planned })
    }

    /// Whom of the account we know best: the one met last who is still there.
    fn known_best(&self, account: Id<Account>) -> Result<Option<String>> {
        let today = self.today();
        let contacts: Vec<Contact> = self.of_account(account)?;
        let met = self.store.last_with(account, today)?;
        let there = contacts.into_iter().filter(|one| one.is_here(today));
        Ok(there.max_by_key(|one| (met.get(&one.id).copied(), Reverse(one.id))).map(|contact| contact.name))
    }

    /// Puts the proposed step for an exposed account on today's list of its lead: the door is stopped today.
    pub fn take_step(&mut self, account: Id<Account>) -> Result<Outcome> {
        let holder = self.store.top(account, self.today())?.and_then(|top| top.facts.lead).map(|lead| lead.member);
        let scene = self.scene(account, holder)?;
        let (step, is_planned) = self.next_step(&scene)?;
        if is_planned {
            let name = self.get(account)?.name;
            return Err(Problem::input(format!("{name} has a next step already: {step}; a adds another.")));
        }
        self.put_step(account, &Quick { step, channel: Channel::Meet, minutes: 0 })
    }

    /// Puts the quickest step for an exposed account on today's list of its lead, whatever else stands there.
    pub fn take_quick_win(&mut self, account: Id<Account>) -> Result<Outcome> {
        let Some(top) = self.store.top(account, self.today())? else {
            return Err(Problem::not_found("This account is no longer in the book.".to_owned()));
        };
        let from = self.today().plus(-top.facts.practice.window);
        let (threads, _) = self.store.threads(account, from, self.today())?;
        let scene = self.scene(account, top.facts.lead.map(|lead| lead.member))?;
        let win = self.quick_win(&scene, threads.contacts, from)?;
        if win.planned.is_some() {
            let name = self.get(account)?.name;
            return Err(Problem::input(format!(
                "{name}: “{}” is on the list already; d says it is done.",
                win.quick.step
            )));
        }
        self.put_step(account, &win.quick)
    }

    fn put_step(&mut self, account: Id<Account>, step: &Quick) -> Result<Outcome> {
        let (owner, today, name) = (self.lead(account)?, self.today(), self.get(account)?.name);
        let ((), outcome) = self.edit(Op::Add, |edit| {
            let id = edit.mint()?;
            edit.put(&Action {
                id,
                account: Some(account),
                title: step.step.clone(),
                channel: Some(step.channel),
                owner,
                due: Some(today),
                reason: Some("Single-threaded on our side".to_owned()),
                minutes: Some(step.minutes).filter(|minutes| *minutes > 0),
                ..Action::default()
            })?;
            edit.summary(format!("{name}: {}, {}", step.step, spoken(today, today)));
            Ok(())
        })?;
        Ok(outcome)
    }
}
