//! What was known of one account on one day.
//!
//! [`History::facts`] is the only way to it: for the standings of today, for any day of the past, for a backtest. What
//! happened, or was learned, later than the day does not count on it.

use super::gather::Gather;
use super::history::History;
use super::points::{Points, Practice, Tier};
use super::timing::Timing;
use crate::domain::calendar::Calendar;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::invoice::Invoice;
use crate::domain::member::Member;
use crate::domain::pulse::Pulse;
use crate::domain::reading::Reading;
use crate::domain::role::Role;
use crate::domain::words::EventKind;
use std::collections::HashMap;

/// What is the same for all accounts: company updates that went to everybody, when our people came and left, the stages.
#[derive(Debug, Clone, Default)]
pub struct Company {
    /// Days of updates that went to all, each with the day the book learned of it.
    pub updates: Vec<(Day, Day)>,
    /// Our people: their first and their last day.
    pub members: HashMap<i64, Tenure>,
    /// The stages in order: after how many days each has stalled, if it does.
    pub stalled: Vec<Option<i32>>,
    /// Working days.
    pub calendar: Calendar,
    /// What is usual in this book.
    pub norms: Norms,
    /// Points of labels that the book has learned, by their numbers.
    pub labels: HashMap<u32, i32>,
}

/// What is usual in a book on a day, against which one account is measured (METHOD §5.1).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Norms {
    /// The mean days between two meaningful touches; none: no account had two.
    pub gap: Option<f64>,
    /// Whether pulses are taken: of at least half of the open accounts within a year. Only then does a missing one count.
    pub takes_pulses: bool,
}

/// When a team member came and left.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tenure {
    /// The first day.
    pub started: Option<Day>,
    /// The last day.
    pub left: Option<Day>,
}

/// What the signals read.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The day the facts are of.
    pub day: Day,
    /// How much the account matters.
    pub tier: Tier,
    /// The practice of its tier.
    pub practice: Practice,
    /// Whether it is a customer yet: nothing applies to one that signed for a later day.
    pub has_begun: bool,
    /// The first signature.
    pub since: Option<Day>,
    /// The first day on which the book knew of any touch; none: it knows of none.
    pub touched_since: Option<Day>,
    /// Whether any touch or pulse was ever recorded: only then does it mean anything that nothing bad is recorded.
    pub watched: bool,
    /// The last meaningful touch.
    pub last_touch: Option<Day>,
    /// The usual days between two meaningful touches, drawn to those of the book; none: nobody had two.
    pub rhythm: Option<f64>,
    /// Contacts with a two-way touch within the window.
    pub contacts: u32,
    /// Team members likewise.
    pub members: u32,
    /// Who of our team met them most within the window.
    pub lead: Option<Lead>,
    /// Two-way touches within the window of everybody else of our team.
    pub others: u32,
    /// Kinds of tie: roles of our team that met a contact lately.
    pub ties: u32,
    /// The last two-way touch of an executive of our team.
    pub last_executive: Option<Day>,
    /// The last company updates that reached them.
    pub last_updates: Option<Day>,
    /// Whether a missing pulse counts: the book takes pulses.
    pub takes_pulses: bool,
    /// How they feel; `None`: no valid pulse.
    pub pulse: Option<AccountPulse>,
    /// How the mood went; `None`: too few readings.
    pub trend: Option<Trend>,
    /// The day of the last pulse of any source.
    pub last_pulse: Option<Day>,
    /// The last day a contact told us how it goes.
    pub last_said: Option<Day>,
    /// The problems they reported.
    pub issues: Issues,
    /// Commitments of our team that are overdue.
    pub commitments: CommitmentFacts,
    /// Bills.
    pub bills: Bills,
    /// Whether anybody is, or was, named as their sponsor.
    pub sponsor_named: bool,
    /// A sponsor who left.
    pub sponsor: Option<SponsorLoss>,
    /// The price rise nearest to the day.
    pub price: Option<(Id<Event>, Day)>,
    /// The last merger, sale or reorganisation of the account.
    pub reorganised: Option<Day>,
    /// The last time a team member left or changed.
    pub change: Option<Change>,
    /// A competitor in play, or a request for the contract, and no renewal since.
    pub rival: Option<(EventKind, Day)>,
    /// The last offer of responsibility.
    pub handoff: Option<Handing>,
    /// The stage it is in by its place, and since when.
    pub stage: Option<(u16, Day)>,
    /// After how many days that stage has stalled, if it does.
    pub stage_limit: Option<i32>,
    /// Whether an early playbook is open.
    pub in_hot_spot: bool,
    /// The next day by which they must decide; in the past where nobody recorded what became of it.
    pub decision_on: Option<Day>,
    /// When they can decide to leave.
    pub timing: Timing,
    /// The last day on which they decided to stay.
    pub stayed_on: Option<Day>,
    /// What readings of their metrics say.
    pub usage: Usage,
    /// Whether a contract is in force, or undecided.
    pub under_contract: bool,
    /// Billings of the last days, and of the same days a year before, in minor units; `None`: not recorded long enough.
    pub billings: Option<(i64, i64)>,
    /// The last time they gave notice, or bought less.
    pub nearly_left: Option<Day>,
    /// The last review of a joint plan that is open.
    pub plan_reviewed: Option<Day>,
    /// The last referral.
    pub referred: Option<Day>,
    /// Points the book has learned of what it is: its industry, channel, offer.
    pub label_points: i32,
}

/// Who of our team is most with them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lead {
    /// The member.
    pub member: Id<Member>,
    /// The first day of their assignment to this account; without one, their first touch.
    pub since: Day,
}

/// What the readings of an account's metrics say on a day (METHOD §5.1, R1 to R3).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Usage {
    /// Whether any reading was ever recorded of a metric that is understood.
    pub recorded: bool,
    /// The metric that fell most against its own norm: what is left of it, as a share.
    pub fallen: Option<(Id<Reading>, f64)>,
    /// The metric that has had no reading for longest, in its own usual gaps, and the day of its last one.
    pub silent: Option<(Id<Reading>, f64, Day)>,
    /// The metric that stands lowest on its scale, from 0, worst, to 1, best.
    pub level: Option<(Id<Reading>, f64)>,
}

/// The pulse of the whole account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccountPulse {
    /// 1 to 5, weighted by who spoke.
    pub value: f64,
    /// The same, rounded, halves down.
    pub score: u8,
    /// The day of the latest reading.
    pub on: Day,
    /// The latest reading that has their words.
    pub quoted: Option<Id<Pulse>>,
}

/// How the mood went (METHOD §7).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The mood before: the median of up to three readings, or the one before the last.
    pub from: f64,
    /// The mood lately: the median of the last two, or the last.
    pub to: f64,
    /// Whether that is a fall.
    pub falling: bool,
}

/// The problems they reported, as of the day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Issues {
    /// How many are open.
    pub open: u32,
    /// How many of them are escalations.
    pub escalations: u32,
    /// Since when the oldest is open.
    pub oldest: Option<Day>,
    /// The last day an escalation was closed.
    pub closed: Option<Day>,
    /// Whether any was ever recorded.
    pub recorded: bool,
}

/// Commitments of our team that are overdue.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CommitmentFacts {
    /// How many.
    pub overdue: u32,
    /// The longest overdue.
    pub oldest: Option<(Id<Commitment>, Day)>,
}

/// Bills, as of the day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bills {
    /// Whether any was recorded.
    pub recorded: bool,
    /// One that is disputed.
    pub disputed: Option<Id<Invoice>>,
    /// The one that is longest unpaid after its date, and that date.
    pub late: Option<(Id<Invoice>, Day)>,
}

/// A sponsor who left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SponsorLoss {
    /// Who; none: only the event is known.
    pub who: Option<Id<Contact>>,
    /// When.
    pub on: Day,
    /// The first two-way touch with whoever stands in their place; none: nobody does.
    pub successor_since: Option<Day>,
}

/// A team member left or changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Their role; none: not known.
    pub role: Option<Role>,
    /// When.
    pub on: Day,
    /// Whether the assignment is empty since, or held by somebody new with us.
    pub vacant: bool,
}

/// The last offer of responsibility.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handing {
    /// The day of the offer.
    pub offered: Day,
    /// Working days since.
    pub waited: i32,
    /// Whether it was accepted by the day.
    pub accepted: bool,
    /// Whether it was returned with gaps by the day.
    pub returned: bool,
}

impl Facts {
    /// Whether it has been a customer for less than a year.
    pub fn is_young(&self) -> bool {
        self.since.is_some_and(|since| since.plus_months(12) > self.day)
    }

    /// Whether nothing binds it: no contract in force or undecided, or one without an end.
    pub fn is_unbound(&self) -> bool {
        self.timing == Timing::AnyDay
    }
}

/// Days for which a pulse of `score` holds (METHOD §7): the extremes change soonest.
pub fn pulse_validity(score: u8) -> i32 {
    if matches!(score, 1 | 5) { 30 } else { 90 }
}

impl History {
    /// What was known of the account on `day`, on which it was of `tier`. The day must not lie before the earliest one the
    /// history was made for.
    pub fn facts(&self, day: Day, tier: Tier, points: &Points, company: &Company) -> Facts {
        Gather::new(self, day, tier, points, company).facts()
    }
}
