//! Keeping records: what every form does, in one place.

use super::import::directory::Directory;
use super::me;
use super::moves;
use super::op::Op;
use super::team::departures::note_changes;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::assignment::Assignment;
use crate::domain::charter;
use crate::domain::checklist::ChecklistItem;
use crate::domain::churn::Churn;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::custom_field::CustomField;
use crate::domain::departure_signal::DepartureSignal;
use crate::domain::dismissed_duplicate::DismissedDuplicate;
use crate::domain::drop_off::DropOff;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, InsightShare};
use crate::domain::invoice::Invoice;
use crate::domain::issue::Issue;
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::member::Member;
use crate::domain::month::Month;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::playbook_key::Mark;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::reading::Reading;
use crate::domain::record::{Older, Record};
use crate::domain::reference::Reference;
use crate::domain::referral::Referral;
use crate::domain::setting::Setting;
use crate::domain::snooze::Snooze;
use crate::domain::stage_period::StagePeriod;
use crate::domain::text::{counted, fit, same_word};
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;
use crate::domain::words::{ContractOutcome, EventKind};
use crate::store::Edit;
use crate::store::backups::Why;

/// A record with what follows from it beyond itself.
pub trait Keep: Record {
    /// Other records that follow when somebody makes or changes it, written in the same operation; `before`: how it was.
    fn follow(&self, _before: Option<&Self>, _edit: &mut Edit<'_>) -> Result<()> {
        Ok(())
    }
    /// Lets later rows of an import point to it.
    #[doc(hidden)]
    fn enter(&self, _directory: &mut Directory) {}
    /// What follows when an import changes it.
    fn note(&self, _old: &Self, _edit: &mut Edit<'_>) -> Result<()> {
        Ok(())
    }
}

macro_rules! keep {
    ($($type:ident $(enters $enter:ident)? $(then $follow:ident)? $(notes $note:path)?;)+) => {$(
        impl Keep for $type {
            $(fn follow(&self, before: Option<&Self>, edit: &mut Edit<'_>) -> Result<()> {
                $follow(self, before, edit)
            })?
            $(fn enter(&self, directory: &mut Directory) {
                directory.$enter(self);
            })?
            $(fn note(&self, old: &Self, edit: &mut Edit<'_>) -> Result<()> {
                $note(old, self, edit)
            })?
        }
    )+};
}

keep! {
    Account enters add_account then after_account;
    Action then after_action;
    Agreement;
    LeadershipRequest;
    Commitment enters add_commitment then after_commitment;
    CompanyUpdate then after_update;
    Contact enters add_contact notes note_changes;
    Contract enters add_contract then after_contract;
    Contribution;
    CustomField then after_custom_field;
    DropOff;
    Churn then after_loss;
    DismissedDuplicate;
    Snooze;
    Event then after_event;
    Goal;
    Handoff;
    DepartureSignal;
    Insight enters add_insight then after_insight;
    Invoice;
    Issue;
    ChecklistItem then after_checklist_item;
    Member enters add_member then after_member notes after_rename;
    Month;
    Opportunity;
    Plan enters add_plan;
    Pulse;
    Rate;
    Reading;
    Referral;
    Assignment then after_assignment;
    Setting;
    InsightShare;
    StagePeriod;
    Reference;
    Touch;
    Watch;
}

/// A team member may hold several assignments with a customer, but not the same one twice at a time.
fn after_assignment(it: &Assignment, _before: Option<&Assignment>, edit: &mut Edit<'_>) -> Result<()> {
    let Some(member) = it.member else { return Ok(()) };
    let assignments: Vec<Assignment> = edit.of_account(it.account)?;
    if assignments.iter().any(|other| other.id != it.id && other.is_same_duty(it)) {
        let name = edit.get(member)?.name;
        let sentence =
            format!("{name} is {} there already at that time; e on that assignment changes it.", it.role.title());
        return Err(Problem::field("member", sentence));
    }
    Ok(())
}

/// A record has a custom field of one name once, however the name is spelled.
fn after_custom_field(it: &CustomField, _before: Option<&CustomField>, edit: &mut Edit<'_>) -> Result<()> {
    let fields: Vec<CustomField> = edit.of_account(it.account)?;
    let is_twice = |other: &CustomField| other.has_owner_of(it) && same_word(&other.name, &it.name);
    match fields.iter().find(|other| other.id != it.id && is_twice(other)) {
        Some(other) => {
            let sentence = format!("There is a custom field “{}” already; change that one.", fit(&other.name, 40));
            Err(Problem::field("name", sentence))
        }
        None => Ok(()),
    }
}

/// Who gave notice is on notice.
fn after_event(it: &Event, before: Option<&Event>, edit: &mut Edit<'_>) -> Result<()> {
    match (before, it.kind) {
        (None, EventKind::Notice) => moves::after_notice(edit, it.account, it.on),
        _ => Ok(()),
    }
}

/// Who will be lost is on notice until then.
fn after_loss(it: &Churn, before: Option<&Churn>, edit: &mut Edit<'_>) -> Result<()> {
    let today = edit.today();
    if before.is_some() || it.contract.is_some() || it.on <= today {
        return Ok(());
    }
    moves::after_notice(edit, it.account, it.decided_on.unwrap_or(today))
}

/// A commitment ends in one way, and not ahead of time.
fn after_commitment(it: &Commitment, _before: Option<&Commitment>, edit: &mut Edit<'_>) -> Result<()> {
    it.check_end(edit.today())?;
    if charter::is_active(it) { charter::check_room(&edit.active_charter()?) } else { Ok(()) }
}

/// What is sent was sent today or before.
fn after_update(it: &CompanyUpdate, _before: Option<&CompanyUpdate>, edit: &mut Edit<'_>) -> Result<()> {
    match it.sent_on.filter(|sent| *sent > edit.today()) {
        Some(sent) => {
            Err(Problem::field("sent_on", format!("{sent} is in the future; an update is sent today or before.")))
        }
        None => Ok(()),
    }
}

/// An insight is of today or before.
fn after_insight(it: &Insight, _before: Option<&Insight>, edit: &mut Edit<'_>) -> Result<()> {
    if it.on > edit.today() {
        return Err(Problem::field("on", format!("{} is in the future; an insight is of today or before.", it.on)));
    }
    Ok(())
}

/// Who uses the book is known by name: a new name goes with them.
fn after_member(it: &Member, before: Option<&Member>, edit: &mut Edit<'_>) -> Result<()> {
    before.map_or(Ok(()), |before| after_rename(before, it, edit))
}

fn after_rename(before: &Member, it: &Member, edit: &mut Edit<'_>) -> Result<()> {
    if before.name != it.name && edit.rules().me.is(&before.name) { me::put(edit, &it.name) } else { Ok(()) }
}

/// What is ticked has happened.
fn after_checklist_item(it: &ChecklistItem, _before: Option<&ChecklistItem>, edit: &mut Edit<'_>) -> Result<()> {
    it.check_past(edit.today())
}

/// An action of a playbook that somebody changes stays as that person left it.
fn after_action(it: &Action, before: Option<&Action>, edit: &mut Edit<'_>) -> Result<()> {
    let is_changed = before.is_some() && it.playbook_mark.is_some_and(|mark| mark != Mark::ByHand);
    if is_changed { edit.put(&Action { playbook_mark: Some(Mark::ByHand), ..it.clone() }) } else { Ok(()) }
}

/// What was lost is not renewed, and the account is lost with its last contract.
fn after_contract(it: &Contract, before: Option<&Contract>, edit: &mut Edit<'_>) -> Result<()> {
    before.map_or(Ok(()), |before| before.can_become(it.outcome))?;
    let is_lost = |line: &Contract| line.outcome == Some(ContractOutcome::Churned);
    if is_lost(it) && !before.is_some_and(is_lost) { moves::after_last(edit, it.account) } else { Ok(()) }
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

/// Keeps a record in an operation, as [`Book::keep`] does.
pub(super) fn keep_in<R: Keep>(edit: &mut Edit<'_>, mut record: R) -> Result<Id<R>> {
    record.read_older(&Older::TODAY)?;
    record.learned(edit.today());
    let before = if record.id() == Id::NEW { None } else { Some(edit.get(record.id())?) };
    if before.as_ref() == Some(&record) {
        edit.summary("nothing changed");
        return Ok(record.id());
    }
    if before.is_none() {
        record.typed(edit.today());
        record.set_id(edit.mint()?);
    }
    edit.put(&record)?;
    record.follow(before.as_ref(), edit)?;
    edit.summary(format!("{} {}", R::NOUN.one(), record.title()));
    Ok(record.id())
}

impl Book {
    /// Keeps a record: adds it when its id is [`Id::NEW`], else changes it. A record that is as it was leaves no step.
    pub fn keep<R: Keep>(&mut self, record: R) -> Result<(Id<R>, Outcome)> {
        let op = if record.id() == Id::NEW { Op::Add } else { Op::Change };
        self.edit(op, |edit| keep_in(edit, record))
    }

    /// Adds one record at each of several accounts, as one operation.
    pub fn keep_each<R: Keep>(&mut self, records: Vec<R>) -> Result<Outcome> {
        let count = records.len() as u64;
        let ((), outcome) = self.edit(Op::Add, |edit| {
            let mut title = String::new();
            for record in records {
                title = record.title();
                keep_in(edit, record)?;
            }
            edit.summary(format!("{} {title} at {}", R::NOUN.one(), counted(count, "account")));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// Removes a record with everything that cannot be without it; what may be without it stays.
    pub fn remove<R: Record>(&mut self, id: Id<R>) -> Result<Outcome> {
        if R::NOUN == Noun::Accounts {
            self.try_back_up_before(Why::Removal);
        }
        let ((), outcome) = self.edit(Op::Remove, |edit| {
            let record = edit.get(id)?;
            edit.summary(format!("{} {}", R::NOUN.one(), record.title()));
            edit.remove_whole(id)
        })?;
        Ok(outcome)
    }
}
