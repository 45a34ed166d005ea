//! A team member leaves: their assignments end and begin anew with those who take over, hand-offs are offered, open work goes with
//! them. One operation, one undo; the playbook of a rep who leaves starts by its own trigger.

use super::people::stay;
use super::what_if::{Leaving, WhatIf};
use super::work::pass_work;
use crate::book::handoffs::NETWORK;
use crate::book::op::Op;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::day::{Day, spoken};
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::role::Role;
use crate::domain::text::counted;
use crate::domain::words::HandoffState;
use crate::store::Edit;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Who leaves, when, and to whom everything goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// Who.
    pub member: Id<Member>,
    /// Their last day.
    pub on: Day,
    /// Who takes all of it over; none: the best one for each account.
    pub to: Option<Id<Member>>,
}

#[derive(Debug, Default)]
struct Tally {
    accounts: u64,
    orphans: u64,
    offers: u64,
    heirs: BTreeSet<Id<Member>>,
}

impl Book {
    /// Refuses a departure that cannot be: before they came, after they left, of the last team member, to nobody who is here.
    pub fn check_departure(&self, departure: &Departure) -> Result<Member> {
        let Departure { on, to, .. } = *departure;
        let member: Member = self.get(departure.member)?;
        let today = self.today();
        if let Some(left) = member.left_on.filter(|left| *left < today) {
            return Err(Problem::field(
                "left_on",
                format!("{} left on {left} already; e on them corrects that.", member.name),
            ));
        }
        if let Some(started) = member.started_on.filter(|started| *started > on) {
            let sentence = format!("{} began on {started}; their last day {on} lies before that.", member.name);
            return Err(Problem::field("left_on", sentence));
        }
        let all: Vec<Member> = self.all()?;
        let stays = |one: &Member| one.id != member.id && one.left_on.is_none() && stay(one).is_here(on.max(today));
        if !all.iter().any(stays) {
            let sentence = format!("{} is the last team member; add the successor first, with n.", member.name);
            return Err(Problem::input(sentence));
        }
        if let Some(to) = to {
            if to == member.id {
                return Err(Problem::field("to", format!("{} leaves; name somebody who stays.", member.name)));
            }
            let heir: Member = self.get(to)?;
            if !stays(&heir) {
                return Err(Problem::field("to", format!("{} is not here then; name somebody who is.", heir.name)));
            }
        }
        Ok(member)
    }

    /// Carries a departure out.
    pub fn carry_out(&mut self, departure: &Departure) -> Result<Outcome> {
        let member = self.check_departure(departure)?;
        let plan: WhatIf = self.what_if(member.id)?;
        let mut packs = Vec::new();
        for one in plan.held.iter().filter(|one| one.leads) {
            packs.push((one.account, self.draft_handoff(one.account)?));
        }
        let left = Member { left_on: Some(departure.on), ..member };
        left.check()?;
        let ((), outcome) = self.edit(Op::MemberLeaves, |edit| {
            edit.put(&left)?;
            let mut tally = Tally::default();
            for one in &plan.held {
                let heir = departure.to.or(one.successor.as_ref().map(|heir| heir.member));
                let pack = packs.iter().find(|(account, _)| *account == one.account).map(|(_, pack)| pack);
                hand_over(edit, one, departure, heir, pack, &mut tally)?;
            }
            for account in edit.open_work_of(departure.member)? {
                // Where they hold no assignment, whoever leads goes on with it.
                let lead = edit.get(account)?.owner.filter(|lead| *lead != departure.member);
                pass_work(edit, account, departure.member, departure.to.or(lead))?;
            }
            edit.summary(said(&left, departure.on, &tally, edit.today()));
            Ok(())
        })?;
        Ok(outcome)
    }
}

fn said(member: &Member, on: Day, tally: &Tally, today: Day) -> String {
    let mut words = format!("{} {}", member.name, spoken(on, today));
    if tally.accounts > 0 {
        let _ = write!(
            words,
            ": {} to {}",
            counted(tally.accounts, "account"),
            counted(tally.heirs.len() as u64, "colleague")
        );
    }
    if tally.offers > 0 {
        let _ = write!(words, ", {} offered", counted(tally.offers, "hand-off"));
    }
    if tally.orphans > 0 {
        let _ = write!(words, ", {} without a successor", counted(tally.orphans, "account"));
    }
    words
}

fn hand_over(
    edit: &mut Edit<'_>,
    one: &Leaving,
    departure: &Departure,
    heir: Option<Id<Member>>,
    pack: Option<&Handoff>,
    tally: &mut Tally,
) -> Result<()> {
    tally.accounts += 1;
    tally.orphans += u64::from(heir.is_none());
    tally.heirs.extend(heir);
    for assignment in edit.of_account::<Assignment>(one.account)? {
        pass_on(edit, assignment, departure, heir)?;
    }
    let account: Account = edit.get(one.account)?;
    if account.owner == Some(departure.member) {
        edit.put(&Account { owner: heir, ..account })?;
    }
    pass_work(edit, one.account, departure.member, heir)?;
    if let (Some(pack), Some(heir)) = (pack, heir) {
        tally.offers += u64::from(offer(edit, pack, departure, heir)?);
    }
    Ok(())
}

/// Ends an assignment on the last day, and begins it anew the day after; with nobody, it stands empty and is seen to be.
fn pass_on(edit: &mut Edit<'_>, assignment: Assignment, departure: &Departure, heir: Option<Id<Member>>) -> Result<()> {
    let (member, on) = (departure.member, departure.on);
    if assignment.member != Some(member) || assignment.until.is_some_and(|until| until <= on) {
        return Ok(());
    }
    // Who holds the same duty there already takes no second assignment of it.
    let assignments: Vec<Assignment> = edit.of_account(assignment.account)?;
    let has_it =
        |one: &Assignment| heir.is_some() && one.member == heir && one.role == assignment.role && one.until.is_none();
    if !assignments.iter().any(has_it) {
        let id = edit.mint()?;
        let known_on = Some(edit.today()).filter(|today| *today != on.plus(1));
        let next =
            Assignment { id, external_id: None, member: heir, since: Some(on.plus(1)), known_on, ..assignment.clone() };
        edit.put(&next)?;
    }
    if assignment.since.is_some_and(|since| since > on) {
        return edit.remove(assignment.id);
    }
    edit.put(&Assignment { until: Some(on), ..assignment })
}

/// Offers the account to who takes over, where the retaining network is named and no other offer waits; says whether it did.
fn offer(edit: &mut Edit<'_>, pack: &Handoff, departure: &Departure, heir: Id<Member>) -> Result<bool> {
    let waits = |one: &Handoff| one.state == HandoffState::Offered;
    if edit.of_account::<Handoff>(pack.account)?.iter().any(waits) {
        return Ok(false);
    }
    let assignments: Vec<Assignment> = edit.of_account(pack.account)?;
    let after = departure.on.plus(1).max(edit.today());
    let holder = |role: Role| {
        let holds = |assignment: &&Assignment| assignment.role == role && assignment.is_held(after);
        assignments
            .iter()
            .filter(holds)
            .filter_map(|assignment| assignment.member)
            .find(|member| *member != departure.member)
    };
    if NETWORK.into_iter().any(|role| holder(role).is_none()) {
        return Ok(false);
    }
    let today = edit.today();
    let offer = Handoff {
        id: edit.mint()?,
        from_member: Some(departure.member),
        to_member: Some(heir),
        interim_contact: holder(Role::Service),
        offered_on: today,
        ..pack.clone()
    };
    offer.check_offer(today)?;
    offer.check()?;
    edit.put(&offer)?;
    Ok(true)
}
