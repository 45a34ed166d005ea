//! Keeping records: what every form does, in one place.

use super::moves;
use super::op::Op;
use super::{Book, Outcome, Record};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::ask::Ask;
use crate::domain::charter;
use crate::domain::check::Check;
use crate::domain::commitment::Commitment;
use crate::domain::communication::Communication;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::defection::Defection;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, Share};
use crate::domain::issue::Issue;
use crate::domain::kit::KitItem;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::schedule::{Key, Mark};
use crate::domain::seat::Seat;
use crate::domain::story::Story;
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;
use crate::domain::words::EventKind;
use crate::store::Edit;

/// A record that a form can make or change.
pub trait Keep: Record + Check + Clone + PartialEq {
    /// Gives it an id.
    fn set_id(&mut self, id: Id<Self>);
    /// What it is called in a summary.
    fn title(&self) -> String;
    /// Its key in the file or program it came from.
    fn external_id(&self) -> Option<&String>;
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
    ($($type:ident: $title:expr $(, then $follow:path)?;)+) => {$(
        impl Keep for $type {
            fn set_id(&mut self, id: Id<Self>) {
                self.id = id;
            }
            fn title(&self) -> String {
                let title: fn(&$type) -> String = $title;
                title(self)
            }
            fn external_id(&self) -> Option<&String> {
                self.external_id.as_ref()
            }
            $(fn follow(&self, before: Option<&Self>, edit: &mut Edit<'_>) -> Result<()> {
                $follow(self, before, edit)
            })?
        }
    )+};
}

keep! {
    Contact: |it| it.name.clone();
    Member: |it| it.name.clone();
    Seat: |it| it.role.title().to_owned(), then after_seat;
    Touch: |it| it.summary.clone().unwrap_or_else(|| it.channel.word().to_owned());
    Pulse: |it| format!("{}/5", it.score);
    Issue: |it| it.title.clone();
    Opportunity: |it| it.title.clone();
    Story: |it| crate::domain::text::fit(&it.words, 60);
    Agreement: |it| it.who.clone();
    Ask: |it| format!("{}: {}", it.leader, it.what);
    Communication: |it| it.title.clone();
    Insight: |it| it.title.clone(), then after_insight;
    Share: |it| it.reaction.clone().unwrap_or_else(|| "shared".to_owned());
    Rate: |it| format!("{} {}", it.currency, it.rate);
    Event: |it| it.kind.word().to_owned(), then after_event;
    Defection: |it| it.reason.clone().unwrap_or_else(|| "loss".to_owned()), then after_loss;
    Commitment: |it| it.what.clone(), then after_promise;
    KitItem: |it| format!("{}: {}", it.state(), it.item), then after_kit_item;
    Action: |it| it.title.clone(), then after_action;
    Contract: |it| it.product.clone().unwrap_or_else(|| "contract".to_owned()), then after_contract;
    Account: |it| it.name.clone(), then after_account;
    Contribution: |it| it.what.clone();
    Plan: |it| it.kind.word().to_owned();
    Goal: |it| it.objective.clone();
    Watch: |it| it.since.to_string();
}

/// One of ours may hold several seats with a customer, but not the same one twice at a time.
fn after_seat(it: &Seat, _before: Option<&Seat>, edit: &mut Edit<'_>) -> Result<()> {
    let Some(member) = it.member else { return Ok(()) };
    let seats: Vec<Seat> = edit.of_account(it.account)?;
    if seats.iter().any(|other| other.id != it.id && other.is_same_duty(it)) {
        let name = edit.get(member)?.name;
        let sentence = format!("{name} is {} there already at that time; e on that seat changes it.", it.role.title());
        return Err(Problem::field("member", sentence));
    }
    Ok(())
}

/// Who gave notice is on notice.
fn after_event(it: &Event, before: Option<&Event>, edit: &mut Edit<'_>) -> Result<()> {
    match (before, it.kind) {
        (None, EventKind::Notice) => moves::after_notice(edit, it.account, it.on),
        _ => Ok(()),
    }
}

/// Who will be lost is on notice until then.
fn after_loss(it: &Defection, before: Option<&Defection>, edit: &mut Edit<'_>) -> Result<()> {
    let today = edit.today();
    if before.is_some() || it.contract.is_some() || it.on <= today {
        return Ok(());
    }
    moves::after_notice(edit, it.account, it.decided_on.unwrap_or(today))
}

/// A promise ends in one way, and not ahead of time.
fn after_promise(it: &Commitment, _before: Option<&Commitment>, edit: &mut Edit<'_>) -> Result<()> {
    it.check_end(edit.today())?;
    if charter::is_active(it) { charter::check_room(&edit.active_charter()?) } else { Ok(()) }
}

/// An insight is of today or before.
fn after_insight(it: &Insight, _before: Option<&Insight>, edit: &mut Edit<'_>) -> Result<()> {
    if it.on > edit.today() {
        return Err(Problem::field("on", format!("{} lies ahead; an insight is of today or before.", it.on)));
    }
    Ok(())
}

/// What is ticked has happened.
fn after_kit_item(it: &KitItem, _before: Option<&KitItem>, edit: &mut Edit<'_>) -> Result<()> {
    it.check_past(edit.today())
}

/// An action of a playbook that somebody changes is theirs from then on.
fn after_action(it: &Action, before: Option<&Action>, edit: &mut Edit<'_>) -> Result<()> {
    match Key::of(it) {
        Some(key) if before.is_some() && key.mark != Mark::ByHand => {
            let playbook = Some(key.marked(Mark::ByHand).to_string());
            edit.put(&Action { playbook, ..it.clone() })
        }
        _ => Ok(()),
    }
}

/// What was lost is not renewed.
fn after_contract(it: &Contract, before: Option<&Contract>, _edit: &mut Edit<'_>) -> Result<()> {
    before.map_or(Ok(()), |before| before.can_become(it.outcome))
}

/// A changed stage is a dated move.
fn after_account(it: &Account, before: Option<&Account>, edit: &mut Edit<'_>) -> Result<()> {
    if before.is_some_and(|before| before.stage == it.stage) {
        return Ok(());
    }
    let today = edit.today();
    let on = if before.is_some() { today } else { it.customer_since.unwrap_or(today).min(today) };
    moves::enter_stage(edit, it.id, &it.stage, on)
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
            edit.remove_hanging(R::NOUN, id.raw())?;
            edit.remove(id)
        })?;
        Ok(outcome)
    }
}
