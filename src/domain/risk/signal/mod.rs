//! The signals: what each one reads in the facts, in points and in a sentence, and what would remove the points.
//!
//! [`SIGNALS`] is the one list of them, in the order of METHOD §5.1; adding a signal is adding a row. Reading points
//! makes no words, for a backtest reads millions; sentences are made for those that are shown. Sources of the points are
//! in METHOD §5.1; they are hypotheses until a book's own losses confirm them.

mod doors;
mod kind;
mod money;
mod mood;
mod named;
mod pattern;
mod shields;
mod shifts;
mod silence;
mod stages;
mod trouble;
mod usage;

use super::facts::Facts;
use super::points::Points;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::invoice::Invoice;
use crate::domain::member::Member;
use crate::domain::pulse::Pulse;
use crate::domain::reading::Reading;
pub use named::{SignalSet, known_names};
pub use pattern::sentence;
pub(super) use silence::quiet::fine as fine_of_silence;

/// What a signal found. Points may be negative: some signals protect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is known, and worth so many points.
    Known(i32),
    /// Nobody has recorded what it needs. It has no points, but for a missing pulse in a book that takes pulses.
    Unknown(i32),
    /// It does not apply to this account.
    NotApplicable,
}

impl State {
    /// Its points.
    pub const fn points(self) -> i32 {
        match self {
            State::Known(points) | State::Unknown(points) => points,
            State::NotApplicable => 0,
        }
    }

    /// No points: known when somebody looks after the account, else unknown. That nothing bad is recorded means something
    /// only where somebody would have recorded it.
    const fn quiet(facts: &Facts) -> Self {
        if facts.watched { State::Known(0) } else { State::Unknown(0) }
    }
}

/// What kind of record would answer an unknown signal; a face says which key makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// A touch, as a line of the log.
    Touch,
    /// A pulse.
    Pulse,
    /// The account itself: its signature, say.
    Account,
    /// A contact, with their assignment.
    Contact,
    /// Company updates, imported or taken down.
    CompanyUpdates,
    /// Bills.
    Invoice,
    /// A hand-off.
    Handoff,
}

/// What would be done about a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remedy {
    /// The action, in a sentence.
    pub words: &'static str,
    /// Points that doing it once truly removes. Recording a fact removes none (METHOD §5.2).
    pub removes: u32,
}

/// Looks up the words of records that facts only point to.
pub trait Lookup {
    /// A team member, shortened: `A. Ruiz`.
    fn member(&self, member: Id<Member>) -> String;
    /// A contact.
    fn contact(&self, contact: Id<Contact>) -> String;
    /// Their words at a pulse.
    fn quote(&self, pulse: Id<Pulse>) -> String;
    /// What was promised.
    fn commitment(&self, commitment: Id<Commitment>) -> String;
    /// The number of a bill; empty: it has none.
    fn invoice(&self, invoice: Id<Invoice>) -> String;
    /// What was written about an event; empty: nothing.
    fn event(&self, event: Id<Event>) -> String;
    /// What a reading is of, and its value: “Logins (12)”.
    fn metric(&self, reading: Id<Reading>) -> String;
    /// The name of a stage by its place.
    fn stage(&self, stage: u16) -> String;
}

/// What points are read from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The points.
    pub points: &'a Points,
}

/// One signal.
pub struct Signal {
    /// Its code, such as `K1`.
    pub code: &'static str,
    /// What it is about, in two or three words.
    pub title: &'static str,
    /// What a filter calls it, the name that is told first.
    pub names: &'static [&'static str],
    /// What answers it when it is unknown.
    pub fill: Fill,
    read: fn(Scene<'_>) -> State,
    say: fn(Scene<'_>, &dyn Lookup) -> String,
    remedy: fn(Scene<'_>) -> Remedy,
}

impl Signal {
    /// What it finds.
    pub fn read(&self, scene: Scene<'_>) -> State {
        (self.read)(scene)
    }

    /// Why, in a pattern whose days are kept as days; [`sentence`] counts them.
    pub fn say(&self, scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        (self.say)(scene, lookup)
    }

    /// What would be done about it.
    pub fn remedy(&self, scene: Scene<'_>) -> Remedy {
        (self.remedy)(scene)
    }
}

macro_rules! signals {
    ($($code:literal $title:literal $fill:ident $place:ident::$name:ident, $($called:literal)+;)+) => {
        /// How many signals there are.
        pub const COUNT: usize = [$($code),+].len();
        /// Every signal, in the order in which equal points are shown.
        pub const SIGNALS: [Signal; COUNT] = [$(Signal {
            code: $code,
            title: $title,
            names: &[$($called),+],
            fill: Fill::$fill,
            read: $place::$name::read,
            say: $place::$name::say,
            remedy: $place::$name::remedy,
        }),+];
    };
}

#[rustfmt::skip]
signals! {
    "K1" "Our side"                 Touch   doors::ours, "single-threaded" "our-side";
    "K2" "Their side"               Touch   doors::theirs, "their-side" "single-threaded";
    "T1" "Quiet"                    Touch   silence::quiet, "quiet";
    "T2" "Executives"               Touch   silence::executives, "executives";
    "T3" "Company updates"          CompanyUpdates    silence::updates, "company-updates" "news";
    "V1" "Pulse"                    Pulse   mood::pulse, "low-pulse";
    "V2" "Pulse trend"              Pulse   mood::trend, "pulse-falling" "pulse-trend";
    "I1" "Issues"                   Touch   trouble::issues, "issues" "escalation" "escalations";
    "I2" "Commitments"              Touch   trouble::commitments, "commitments";
    "I3" "Invoices"                 Invoice trouble::bills, "invoices" "overdue-invoices";
    "X1" "Champion"                 Contact shifts::sponsor, "champion-left" "sponsor-left";
    "X2" "Price"                    Touch   shifts::price, "price" "price-rise";
    "X3" "Reorganisation"           Touch   shifts::reorganisation, "reorganisation" "reorganization" "reorg";
    "X4" "Our team"                 Touch   shifts::change, "team-change" "our-team";
    "X5" "Competitor"               Touch   shifts::rival, "competitor";
    "L1" "Hand-off"                 Handoff stages::handoff, "hand-off" "handoff";
    "L2" "Stage"                    Account stages::stage, "stage-risk";
    "L3" "Notice deadline"          Pulse   stages::decision, "deadline" "notice-deadline";
    "N1" "Billings"                 Invoice money::billings, "billings";
    "L4" "Recent save or downsell"  Touch   money::nearly_left, "nearly-left";
    "R1" "Usage"                    Account usage::fall, "use-falling" "usage";
    "R2" "Readings"                 Account usage::silence, "no-readings";
    "R3" "Health"                   Account usage::level, "low-health" "health";
    "F1" "Kind of account"          Account kind::factors, "kind-of-account";
    "P1" "Joint success plan"       Touch   shields::plan, "joint-plan";
    "P2" "Roles in touch"           Touch   shields::ties, "ties";
    "P3" "Referral"                 Touch   shields::referral, "referral";
}
