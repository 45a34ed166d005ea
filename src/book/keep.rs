//! Keeping records: what every form does, in one place.

use super::op::Op;
use super::{Book, Outcome, Record};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::check::Check;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::defection::Defection;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::schedule::{Key, Mark};
use crate::domain::seat::Seat;
use crate::domain::stage_entry::StageEntry;
use crate::domain::touch::Touch;
use crate::store::Edit;

/// A record that a form can make or change.
pub trait Keep: Record + Check + Clone + PartialEq {
    /// Gives it an id.
    fn set_id(&mut self, id: Id<Self>);
    /// What it is called in a summary.
    fn title(&self) -> String;
    /// Other records that follow from it, written in the same operation; `before`: how it was.
    fn follow(&self, _before: Option<&Self>, _edit: &mut Edit<'_>) -> Result<()> {
        Ok(())
    }
}

/// The id of a record that is not in the book yet.
pub const fn unborn<T>() -> Id<T> {
    Id::new(0)
}

macro_rules! keep {
    ($($type:ident: $title:expr;)+) => {$(
        impl Keep for $type {
            fn set_id(&mut self, id: Id<Self>) {
                self.id = id;
            }
            fn title(&self) -> String {
                let title: fn(&$type) -> String = $title;
                title(self)
            }
        }
    )+};
}

keep! {
    Contact: |it| it.name.clone();
    Member: |it| it.name.clone();
    Seat: |it| it.role.title().to_owned();
    Touch: |it| it.summary.clone().unwrap_or_else(|| it.channel.word().to_owned());
    Pulse: |it| format!("{}/5", it.score);
    Issue: |it| it.title.clone();
    Event: |it| it.kind.word().to_owned();
    Commitment: |it| it.what.clone();
    Rate: |it| format!("{} {}", it.currency, it.rate);
    Contribution: |it| it.what.clone();
    Defection: |it| it.reason.clone().unwrap_or_else(|| "loss".to_owned());
}

impl Keep for Action {
    fn set_id(&mut self, id: Id<Self>) {
        self.id = id;
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    /// An action of a playbook that somebody changes is theirs from then on.
    fn follow(&self, before: Option<&Self>, edit: &mut Edit<'_>) -> Result<()> {
        match Key::of(self) {
            Some(key) if before.is_some() && key.mark != Mark::ByHand => {
                let playbook = Some(key.marked(Mark::ByHand).to_string());
                edit.put(&Self { playbook, ..self.clone() })
            }
            _ => Ok(()),
        }
    }
}

impl Keep for Contract {
    fn set_id(&mut self, id: Id<Self>) {
        self.id = id;
    }

    fn title(&self) -> String {
        self.product.clone().unwrap_or_else(|| "contract".to_owned())
    }

    /// What was lost is not renewed.
    fn follow(&self, before: Option<&Self>, _edit: &mut Edit<'_>) -> Result<()> {
        before.map_or(Ok(()), |before| before.can_become(self.outcome))
    }
}

impl Keep for Account {
    fn set_id(&mut self, id: Id<Self>) {
        self.id = id;
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    /// A changed stage is a dated move.
    fn follow(&self, before: Option<&Self>, edit: &mut Edit<'_>) -> Result<()> {
        if before.is_some_and(|before| before.stage == self.stage) {
            return Ok(());
        }
        let today = edit.today();
        let on = if before.is_some() { today } else { self.customer_since.unwrap_or(today).min(today) };
        enter_stage(edit, self.id, &self.stage, on)
    }
}

/// Ends the stay an account is in and begins one in `stage` on the day `on`.
pub(crate) fn enter_stage(edit: &mut Edit<'_>, account: Id<Account>, stage: &str, on: Day) -> Result<()> {
    let stays: Vec<StageEntry> = edit.of_account(account)?;
    for mut stay in stays.into_iter().filter(|stay| stay.left_on.is_none()) {
        if stay.entered_on > on {
            let name = edit.get(account)?.name;
            let since = stay.entered_on;
            let sentence = format!("{name} entered its stage on {since}; the move cannot be dated before that.");
            return Err(Problem::field("stage", sentence));
        }
        stay.left_on = Some(on);
        edit.put(&stay)?;
    }
    let id = edit.mint()?;
    let known_on = Some(edit.today()).filter(|today| *today != on);
    edit.put(&StageEntry {
        id,
        external_id: None,
        account,
        stage: stage.to_owned(),
        entered_on: on,
        left_on: None,
        known_on,
    })
}

impl Book {
    /// Keeps a record: adds it when its id is [`unborn`], else changes it. A record that is as it was leaves no step.
    pub fn keep<R: Keep>(&mut self, mut record: R) -> Result<(Id<R>, Outcome)> {
        record.check()?;
        record.learned(self.today());
        let op = if record.id() == unborn() { Op::Add } else { Op::Change };
        let (id, outcome) = self.edit(op, |edit| {
            let before = if op == Op::Change { Some(edit.get(record.id())?) } else { None };
            if before.as_ref() == Some(&record) {
                edit.summary("nothing changed");
                return Ok(record.id());
            }
            if before.is_none() {
                record.set_id(edit.mint()?);
            }
            edit.put(&record)?;
            record.follow(before.as_ref(), edit)?;
            edit.summary(format!("{} {}", R::NOUN.one(), record.title()));
            Ok(record.id())
        })?;
        Ok((id, outcome))
    }

    /// Removes a record. An account goes with everything that hangs on it.
    pub fn remove<R: Keep>(&mut self, id: Id<R>) -> Result<Outcome> {
        let ((), outcome) = self.edit(Op::Remove, |edit| {
            let record = edit.get(id)?;
            edit.summary(format!("{} {}", R::NOUN.one(), record.title()));
            if R::NOUN == Noun::Accounts {
                edit.remove_dependents(Id::new(id.raw()))?;
            }
            edit.remove(id)
        })?;
        Ok(outcome)
    }
}
