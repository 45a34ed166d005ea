//! The charter: at most five actions, who agreed to them in their words, and what leaders are asked for.

use crate::book::op::Op;
use crate::book::{Book, Outcome};
use crate::domain::agreement::Agreement;
use crate::domain::charter::{self, is_active, is_early, length, month_of};
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;

/// An action of the charter with who stands behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct CharterAction {
    /// The action.
    pub it: Commitment,
    /// Who answers for it, by name.
    pub owner: String,
    /// Who agreed, the first first.
    pub agreements: Vec<Agreement>,
    /// The day its track began: the first agreement, else the day it was proposed; none: nobody knows.
    pub from: Option<Day>,
    /// For how many months it runs.
    pub length: u32,
    /// The month of its track it is in, or was in when it ended; none: nobody knows since when it runs.
    pub month: Option<u32>,
    /// Whether it was called done before its track had passed.
    pub early: bool,
}

impl CharterAction {
    /// Whether it runs.
    pub fn is_active(&self) -> bool {
        is_active(&self.it)
    }

    /// Where it stands, in a word or two.
    pub fn state(&self) -> &'static str {
        match (&self.it, self.early) {
            (it, _) if it.broken_on.is_some() => "given up",
            (it, true) if it.kept_on.is_some() => "done too early",
            (it, _) if it.kept_on.is_some() => "done",
            _ if self.agreements.is_empty() => "proposed",
            _ => "agreed",
        }
    }
}

/// The charter of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Charter {
    /// Every action, those that run first.
    pub actions: Vec<CharterAction>,
    /// What leaders are asked for, those not held first.
    pub asks: Vec<LeadershipRequest>,
}

impl Charter {
    /// The actions that run.
    pub fn active(&self) -> impl Iterator<Item = &CharterAction> {
        self.actions.iter().filter(|one| one.is_active())
    }
}

/// How far an ask has come, in words.
pub fn ask_state(ask: &LeadershipRequest) -> &'static str {
    match (ask.held_on, ask.scheduled_on) {
        (Some(_), _) => "held",
        (None, Some(_)) => "scheduled",
        (None, None) => "asked",
    }
}

impl Book {
    /// The charter, by its few records.
    pub fn charter(&mut self) -> Result<Charter> {
        let today = self.today();
        let agreements: Vec<Agreement> = self.all()?;
        let mut actions = Vec::new();
        for it in self.store.charter()? {
            let mut mine: Vec<Agreement> = agreements.iter().filter(|one| one.commitment == it.id).cloned().collect();
            mine.sort_by_key(|one| (one.on, one.id));
            let from = mine.first().map(|one| one.on).or(it.known_on);
            let until = it.kept_on.or(it.broken_on).unwrap_or(today);
            actions.push(CharterAction {
                owner: self.member_name(it.owner),
                month: from.map(|from| month_of(from, until)),
                early: from.is_some_and(|from| is_early(from, it.kept_on, length(&it))),
                length: length(&it),
                agreements: mine,
                from,
                it,
            });
        }
        actions
            .sort_by_key(|one| (!one.is_active(), std::cmp::Reverse(one.it.kept_on.or(one.it.broken_on)), one.it.id));
        let mut asks: Vec<LeadershipRequest> = self.all()?;
        asks.sort_by_key(|ask| (ask.held_on.is_some(), std::cmp::Reverse(ask.held_on), ask.scheduled_on, ask.asked_on));
        Ok(Charter { actions, asks })
    }

    /// The actions of the charter, done ones too, the oldest first.
    pub fn charter_actions(&self) -> Result<Vec<Commitment>> {
        self.store.charter()
    }

    /// Takes a new action into the charter, in the place of another one that is given up for a reason, as one operation.
    /// Refused: a sixth active action.
    pub fn add_to_charter(
        &mut self,
        mut action: Commitment,
        instead_of: Option<(Id<Commitment>, &str)>,
    ) -> Result<Outcome> {
        action.check()?;
        let ((), outcome) = self.edit(Op::Add, |edit| {
            let mut summary = format!("charter action {}", action.what);
            if let Some((old, reason)) = instead_of {
                let old = edit.get(old)?;
                if !is_active(&old) {
                    let sentence = "This action does not run any longer; look again.";
                    return Err(Problem::field("instead_of", sentence));
                }
                let old = old.ended(edit.today(), Some(reason), edit.today())?;
                summary = format!("{summary} instead of {} ({})", old.what, reason.trim());
                edit.put(&old)?;
            }
            debug_assert_eq!(action.id, Id::NEW);
            action.id = edit.mint()?;
            edit.put(&action)?;
            charter::check_room(&edit.active_charter()?)?;
            edit.summary(summary);
            Ok(())
        })?;
        Ok(outcome)
    }
}
