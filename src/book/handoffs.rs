//! Hand-offs: offered with a pack, accepted, or returned with gaps.

use super::Book;
use super::op::Op;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::role::Role;
use crate::domain::words::HandoffState;
use crate::store::{Edit, Outcome};

/// The assignments of the retaining network: named before an account can be handed over.
pub const NETWORK: [Role; 2] = [Role::AccountLead, Role::Service];

impl Book {
    /// The offer of an account that waits for an answer.
    pub fn open_handoff(&self, account: Id<Account>) -> Result<Option<Handoff>> {
        let all: Vec<Handoff> = self.of_account(account)?;
        Ok(all.into_iter().rfind(|one| one.state == HandoffState::Offered))
    }

    /// The hand-off of an account that waits, else the one offered last.
    pub fn latest_handoff(&self, account: Id<Account>) -> Result<Option<Handoff>> {
        let all: Vec<Handoff> = self.of_account(account)?;
        Ok(all.into_iter().max_by_key(|one| (one.state == HandoffState::Offered, one.offered_on, one.id)))
    }

    /// Working days for which an offer waited, or waits.
    pub fn waited(&self, handoff: &Handoff) -> i32 {
        self.calendar().working_days(handoff.offered_on, handoff.answered_on.unwrap_or(self.today()))
    }

    /// Refuses an offer that cannot be made yet: one waits already, or the retaining network is not named.
    pub fn can_offer(&self, account: Id<Account>) -> Result<()> {
        let name = self.get(account)?.name;
        if let Some(open) = self.open_handoff(account)? {
            return Err(Problem::input(format!(
                "The hand-off of {name} of {} is waiting; accept it or send it back first.",
                open.offered_on
            )));
        }
        let assignments: Vec<Assignment> = self.of_account(account)?;
        let today = self.today();
        let held = |role: Role| {
            let seated = |assignment: &Assignment| assignment.role == role && assignment.is_held(today);
            assignments.iter().any(|assignment| seated(assignment) && assignment.member.is_some())
        };
        let missing: Vec<&str> = NETWORK.into_iter().filter(|role| !held(*role)).map(Role::title).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Problem::input(format!(
            "No member has these roles at {name}: {}. Assign them before the hand-off.",
            missing.join(", ")
        )))
    }

    /// Offers an account to its receiver, with what they must know. The acceptance clock runs from the day of the offer.
    pub fn offer_handoff(&mut self, handoff: Handoff) -> Result<Outcome> {
        self.can_offer(handoff.account)?;
        handoff.check_offer(self.today())?;
        handoff.check()?;
        let name = self.get(handoff.account)?.name;
        let to = self.member_name(handoff.to_member);
        let ((), outcome) = self.edit(Op::OfferHandoff, |edit| {
            let id = edit.mint()?;
            let known_on = Some(edit.today()).filter(|today| *today != handoff.offered_on);
            let offer =
                Handoff { id, state: HandoffState::Offered, answered_on: None, gaps: None, known_on, ..handoff };
            edit.put(&offer)?;
            edit.summary(format!("{name} to {to}"));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// The receiver takes an account on.
    pub fn accept_handoff(&mut self, id: Id<Handoff>, on: Day) -> Result<Outcome> {
        let name = self.name_of_handoff(id)?;
        let ((), outcome) = self.edit(Op::AcceptHandoff, |edit| {
            accept(edit, id, on)?;
            edit.summary(name);
            Ok(())
        })?;
        Ok(outcome)
    }

    /// The receiver returns an account: these are the gaps to be closed before the next offer.
    pub fn return_handoff(&mut self, id: Id<Handoff>, on: Day, gaps: &str) -> Result<Outcome> {
        let name = self.name_of_handoff(id)?;
        let ((), outcome) = self.edit(Op::ReturnHandoff, |edit| {
            give_back(edit, id, on, gaps)?;
            edit.summary(format!("{name} ({gaps})"));
            Ok(())
        })?;
        Ok(outcome)
    }

    fn name_of_handoff(&self, id: Id<Handoff>) -> Result<String> {
        let account = self.get(id)?.account;
        Ok(self.get(account)?.name)
    }

    /// A pack filled with what the book knows: why they bought, what was promised, who is who, what is open.
    pub fn draft_handoff(&self, account: Id<Account>) -> Result<Handoff> {
        let lead: Option<Id<Member>> = self.lead(account)?;
        let pack = self.handoff_pack(account)?;
        Ok(Handoff {
            account,
            from_member: lead,
            offered_on: self.today(),
            state: HandoffState::Offered,
            why_bought: self.get(account)?.why_bought,
            promises: pack.commitments,
            people: pack.people,
            open_points: pack.open_points,
            interim_contact: lead,
            ..Handoff::default()
        })
    }
}

/// An offer is accepted on the day `on`.
pub(super) fn accept(edit: &mut Edit<'_>, id: Id<Handoff>, on: Day) -> Result<()> {
    let answered = edit.get(id)?.answered(HandoffState::Accepted, on, edit.today())?;
    edit.put(&answered)
}

/// An offer is returned on the day `on`, with its gaps.
pub(super) fn give_back(edit: &mut Edit<'_>, id: Id<Handoff>, on: Day, gaps: &str) -> Result<()> {
    if gaps.trim().is_empty() {
        return Err(Problem::field("gaps", "Say what is missing when you send a hand-off back."));
    }
    let answered = edit.get(id)?.answered(HandoffState::Returned, on, edit.today())?;
    edit.put(&Handoff { gaps: Some(gaps.trim().to_owned()), ..answered })
}
