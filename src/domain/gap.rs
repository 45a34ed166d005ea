//! Gaps between the sale and the service: what should be there by a day after the signature, and is not. The days are
//! those by which a stage is to be left (METHOD §3): the hand-off and the next step by day 7, introductions by day 14,
//! the checklist by day 45. A gap that was closed late stays in the record, so that what fails over and over is seen.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::role::Role;
use super::vocabulary::words;
use std::collections::BTreeMap;

words! {
    /// The step at which something is missing.
    Step, "step" {
        /// Nobody leads the account.
        Lead = "no account lead",
        /// No hand-off was accepted.
        Handoff = "hand-off not accepted",
        /// The seller handed over without a touch that the receiver and the customer shared.
        Seller = "sales not on intro call",
        /// A hand-off came back with gaps.
        Returned = "hand-off returned",
        /// A team member was not introduced.
        Introduction = "no introduction",
        /// The customer knows of no next step.
        NextStep = "no next step",
        /// The customer waits for what is next.
        Waiting = "no next milestone",
        /// An open item has no owner.
        Owner = "task unassigned",
        /// The checklist was not confirmed.
        Checklist = "checklist not confirmed",
    }
}

/// Days after the signature over which a sale is young: its gaps are looked for (METHOD §6, post-sale abandonment).
pub const YOUNG: i32 = 90;
/// Days over which gaps are counted that come over and over.
pub const YEAR: i32 = 365;
/// Days before the offer and after the acceptance of a hand-off within which the seller meets the customer with the receiver.
pub const PRESENT: i32 = 14;
/// The day after the signature by which a hand-off is to be accepted.
const ACCEPTED_BY: i32 = 7;
/// The day by which the customer is to know a next step.
const STEP_BY: i32 = 7;
/// The day by which everybody who holds an assignment is to be introduced.
const INTRODUCED_BY: i32 = 14;
/// The day by which the checklist is to be confirmed.
const CONFIRMED_BY: i32 = 45;

/// One gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Where it is.
    pub step: Step,
    /// The assignment it is about.
    pub role: Option<Role>,
    /// Who of our team could close it; none: nobody is named.
    pub who: Option<Id<Member>>,
    /// What it is about, in words.
    pub what: Option<String>,
    /// From which day it is one.
    pub since: Day,
    /// The day it was closed, late; none: it is open.
    pub closed: Option<Day>,
}

/// An offer of the account to service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// The day of the offer.
    pub on: Day,
    /// Who handed over.
    pub from: Option<Id<Member>>,
    /// Who was to take it.
    pub to: Option<Id<Member>>,
    /// The day it was accepted.
    pub accepted: Option<Day>,
    /// The day it came back.
    pub returned: Option<Day>,
    /// The first day on which who handed over and the receiver met the customer together; see [`PRESENT`].
    pub together: Option<Day>,
}

/// The introduction of one who holds an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Introduced {
    /// The assignment.
    pub role: Role,
    /// Who holds it.
    pub member: Option<Id<Member>>,
    /// The first two-way touch since the signature.
    pub on: Option<Day>,
}

/// What is known of an account since its signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// The signature.
    pub signed: Option<Day>,
    /// Who leads it.
    pub lead: Option<Id<Member>>,
    /// Offers to service, in order.
    pub offers: Vec<Offered>,
    /// Those who hold an assignment, and the assignments of the retaining network.
    pub introduced: Vec<Introduced>,
    /// The first day on which the customer knew of a next step.
    pub step_known: Option<Day>,
    /// Whether anything was given of the checklist, or is asked for.
    pub has_checklist: bool,
    /// The day on which the whole checklist was confirmed.
    pub checklist_confirmed: Option<Day>,
}

/// The gaps of a start, open ones and those that were closed late, as they are known on `today`.
pub fn of_start(start: &Start, today: Day) -> Vec<Gap> {
    let Some(signed) = start.signed.filter(|signed| *signed <= today) else { return Vec::new() };
    let mut gaps = Vec::new();
    // What was done by `by` is no gap; before that day nothing is late yet.
    let mut late = |step, by: i32, done: Option<Day>, role, who, what: Option<&str>| {
        let since = signed.plus(by);
        if since < today && done.is_none_or(|done| done > since) {
            gaps.push(Gap { step, role, who, what: what.map(str::to_owned), since, closed: done });
        }
    };
    let accepted = start.offers.iter().filter_map(|offer| offer.accepted).min();
    let receiver = start.offers.iter().rev().find_map(|offer| offer.to);
    match receiver {
        Some(to) => late(Step::Handoff, ACCEPTED_BY, accepted, Some(Role::Service), Some(to), None),
        None => late(Step::Handoff, ACCEPTED_BY, None, Some(Role::AccountLead), start.lead, Some("never offered")),
    }
    late(Step::NextStep, STEP_BY, start.step_known, Some(Role::AccountLead), start.lead, None);
    for one in &start.introduced {
        let what = if one.member.is_none() { Some("role unassigned") } else { None };
        late(Step::Introduction, INTRODUCED_BY, one.on, Some(one.role), one.member, what);
    }
    if start.has_checklist {
        late(Step::Checklist, CONFIRMED_BY, start.checklist_confirmed, Some(Role::Implementation), start.lead, None);
    }
    for offer in &start.offers {
        gaps.extend(seller_gap(offer, today));
        if let Some(on) = offer.returned {
            let role = Some(Role::AccountLead);
            let closed =
                start.offers.iter().map(|one| one.on).find(|again| *again > on || *again == on && offer.on < on);
            gaps.push(Gap { step: Step::Returned, role, who: offer.from, what: None, since: on, closed });
        }
    }
    gaps
}

/// That a hand-off was accepted and the seller was not there with the receiver and the customer in time. Where nobody is
/// named on one of the sides, nothing can be said.
fn seller_gap(offer: &Offered, today: Day) -> Option<Gap> {
    let (Some(accepted), Some(seller), Some(_)) = (offer.accepted, offer.from, offer.to) else { return None };
    let since = accepted.plus(PRESENT);
    let is_late = since < today && offer.together.is_none_or(|on| on > since);
    is_late.then_some(Gap {
        step: Step::Seller,
        role: Some(Role::AccountLead),
        who: Some(seller),
        what: None,
        since,
        closed: offer.together,
    })
}

/// An account with its gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gapped {
    /// The account.
    pub account: Id<Account>,
    /// Its open gaps, the longest open first.
    pub gaps: Vec<Gap>,
}

/// How often a step failed, by the assignment and the team it failed with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeat {
    /// The step.
    pub step: Step,
    /// The assignment.
    pub role: Option<Role>,
    /// The team of whoever could have closed it; none: not known.
    pub team: Option<String>,
    /// How often.
    pub count: u64,
}

/// Counts gaps by step, assignment and team, the most frequent first.
pub fn repeats<'a>(gaps: impl Iterator<Item = &'a Gap>, team: impl Fn(Id<Member>) -> Option<String>) -> Vec<Repeat> {
    let mut counts: BTreeMap<(Step, Option<Role>, Option<String>), u64> = BTreeMap::new();
    for gap in gaps {
        *counts.entry((gap.step, gap.role, gap.who.and_then(&team))).or_default() += 1;
    }
    let mut all: Vec<Repeat> =
        counts.into_iter().map(|((step, role, team), count)| Repeat { step, role, team, count }).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.count));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    fn told(start: &Start, today: i32) -> Vec<(Step, i32, Option<i32>)> {
        let days = |gap: &Gap| (gap.step, day(0).days_to(gap.since), gap.closed.map(|on| day(0).days_to(on)));
        of_start(start, day(today)).iter().map(days).collect()
    }

    fn offer(on: i32, accepted: Option<i32>, returned: Option<i32>) -> Offered {
        let id = |raw| Some(Id::new(raw));
        Offered {
            on: day(on),
            from: id(1),
            to: id(2),
            accepted: accepted.map(day),
            returned: returned.map(day),
            together: accepted.map(day),
        }
    }

    /// Everything in time.
    fn good() -> Start {
        Start {
            signed: Some(day(0)),
            lead: Some(Id::new(1)),
            offers: vec![offer(1, Some(5), None)],
            introduced: vec![Introduced { role: Role::Service, member: Some(Id::new(2)), on: Some(day(9)) }],
            step_known: Some(day(0)),
            has_checklist: true,
            checklist_confirmed: Some(day(40)),
        }
    }

    #[test]
    fn each_step_has_its_day_and_none_comes_early() {
        assert_eq!(told(&good(), 90), []);
        let nothing = Start {
            signed: Some(day(0)),
            has_checklist: true,
            introduced: vec![Introduced { on: None, ..good().introduced[0] }],
            ..Start::default()
        };
        assert_eq!(told(&nothing, 7), []);
        assert_eq!(told(&nothing, 8), [(Step::Handoff, 7, None), (Step::NextStep, 7, None)]);
        let all = told(&nothing, 46);
        assert_eq!(all[2..], [(Step::Introduction, 14, None), (Step::Checklist, 45, None)]);
        assert_eq!(told(&Start { has_checklist: false, ..nothing.clone() }, 60).len(), 3);
        assert_eq!(told(&Start { signed: None, ..nothing.clone() }, 60), []);
        assert_eq!(told(&Start { signed: Some(day(99)), ..nothing }, 60), [], "it lies ahead");
    }

    #[test]
    fn the_seller_meets_them_with_the_receiver_within_a_fortnight() {
        let with = |together: Option<i32>| Offered { together: together.map(day), ..offer(1, Some(5), None) };
        let told_of = |together, today| told(&Start { offers: vec![with(together)], ..good() }, today);
        assert_eq!(told_of(None, 19), [], "the last day");
        assert_eq!(told_of(None, 20), [(Step::Seller, 19, None)]);
        assert_eq!(told_of(Some(25), 30), [(Step::Seller, 19, Some(25))]);
        assert_eq!((told_of(Some(2), 30), told_of(Some(19), 30)), (vec![], vec![]));
        let unnamed = Offered { from: None, ..with(None) };
        assert_eq!(told(&Start { offers: vec![unnamed], ..good() }, 30), []);
    }

    #[test]
    fn what_was_closed_late_is_remembered() {
        let late = Start { offers: vec![offer(1, None, Some(3)), offer(6, Some(9), None)], ..good() };
        assert_eq!(told(&late, 90), [(Step::Handoff, 7, Some(9)), (Step::Returned, 3, Some(6))]);
        let open = Start { offers: vec![offer(1, None, Some(3))], ..good() };
        assert_eq!(told(&open, 90), [(Step::Handoff, 7, None), (Step::Returned, 3, None)]);
        assert_eq!(
            told(&Start { checklist_confirmed: Some(day(50)), ..good() }, 90),
            [(Step::Checklist, 45, Some(50))]
        );
    }

    #[test]
    fn what_fails_over_and_over_is_counted_by_step_seat_and_team() {
        let gap = |step, who: i64| Gap {
            step,
            role: Some(Role::Service),
            who: Some(Id::new(who)),
            what: None,
            since: day(1),
            closed: None,
        };
        let gaps = [gap(Step::Handoff, 1), gap(Step::Checklist, 3), gap(Step::Handoff, 2), gap(Step::Handoff, 3)];
        let team = |member: Id<Member>| (member.raw() < 3).then(|| "Service".to_owned());
        let told: Vec<_> = repeats(gaps.iter(), team).into_iter().map(|one| (one.step, one.team, one.count)).collect();
        assert_eq!(
            told,
            [(Step::Handoff, Some("Service".to_owned()), 2), (Step::Handoff, None, 1), (Step::Checklist, None, 1)]
        );
    }
}
