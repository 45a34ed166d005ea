//! The groups of points, one a signal, as `assets/risk.toml` lays them out. The words beside each number are what a
//! person reads when changing it.

use super::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

group! {
    /// The least score of each band above steady.
    Bands {
        /// Watch begins at
        watch: u32,
        /// At risk begins at
        at_risk: u32,
        /// Critical begins at
        critical: u32,
    }
}

group! {
    /// How points become a probability of deciding to leave within the horizon.
    Probability {
        /// Days within which they decide
        horizon: i32,
        /// Points that double the odds
        doubling: f64,
        /// Log-odds taken away where no notice deadline lies within the horizon
        later: f64,
        /// Never more than
        cap: f64,
        /// No band where less of the signals is known
        completeness: f64,
        /// Defections assumed before any were seen
        prior_defections: f64,
        /// Account-years assumed before any were seen
        prior_years: f64,
    }
}

group! {
    /// Points of K1, how many team members meet them.
    K1 {
        /// No team member, or one, active
        one_door: u32,
        /// One team member holds nearly all meetings
        dominant: u32,
        /// Nearly all: the others had fewer two-way touches than
        others: u32,
        /// More, when that person has been there long
        veteran: u32,
        /// Months that are long
        veteran_months: u32,
    }
}

group! {
    /// Points of K2, how many contacts are met.
    K2 {
        /// No active contact
        none: u32,
        /// One active contact
        one: u32,
        /// Two active contacts
        two: u32,
    }
}

group! {
    /// Points of T1, quiet.
    T1 {
        /// Quiet for more than so many usual gaps
        over: Vec<f64>,
        /// Points for each of them
        points: Vec<u32>,
    }
}

group! {
    /// Points of T2, the executives.
    T2 {
        /// An executive touch is overdue
        overdue: u32,
        /// There never was one, though it is due
        never: u32,
    }
}

group! {
    /// Points of T3, company updates.
    T3 {
        /// No company update
        points: u32,
        /// For more than so many cadences
        over: f64,
    }
}

group! {
    /// Points of V1, the account pulse.
    V1 {
        /// Account pulse of 1, 2, 3
        by_score: Vec<u32>,
        /// No valid pulse, in a book that takes pulses
        none: u32,
    }
}

group! {
    /// Points of V2, the trend of the pulse.
    V2 {
        /// The pulse fell
        falling: u32,
        /// Readings of so many days count
        days: i32,
        /// At least so many readings
        readings: u32,
        /// The median fell by
        fall: f64,
        /// Or the last reading fell at once by
        drop: f64,
    }
}

group! {
    /// Points of I1, problems they reported; the largest counts.
    I1 {
        /// An escalation is open
        escalation: u32,
        /// The same, while they are content
        content: u32,
        /// Account pulse that is content
        content_pulse: f64,
        /// An issue is open for long, or many are
        issue: u32,
        /// Days that are long
        issue_days: i32,
        /// Issues that are many
        issues: u32,
        /// An escalation was closed lately
        closed: u32,
        /// Days that are lately
        closed_days: i32,
    }
}

group! {
    /// Points of I2, our overdue commitments.
    I2 {
        /// One commitment is overdue
        one: u32,
        /// Several are
        several: u32,
    }
}

group! {
    /// Points of I3, invoices.
    I3 {
        /// An invoice is disputed or late
        points: u32,
        /// Days past its date that are late
        late_days: i32,
    }
}

group! {
    /// Points of X1, a champion who left.
    X1 {
        /// The champion left, no successor
        lost: u32,
        /// The successor is new
        successor: u32,
        /// Days for which a champion who left counts
        days: i32,
        /// Days for which a successor is new
        successor_days: i32,
    }
}

group! {
    /// Points of X2, a price increase.
    X2 {
        /// The price rises
        points: u32,
        /// More, for young customers
        young: u32,
        /// Months for which a customer is young
        young_months: u32,
        /// Days before the rise that count
        before: i32,
        /// Days after the rise that count
        after: i32,
    }
}

group! {
    /// Points of X3, a merger or reorganisation.
    X3 {
        /// They merged, were bought or reorganised
        points: u32,
        /// Days for which it counts
        days: i32,
    }
}

group! {
    /// Points of X4, our team changed.
    X4 {
        /// A team member left or changed
        points: u32,
        /// More, while the role is vacant or held by a newcomer
        vacant: u32,
        /// Days for which it counts
        days: i32,
        /// Days for which a team member is a newcomer
        newcomer_days: i32,
    }
}

group! {
    /// Points of X5, a competitor in play.
    X5 {
        /// A competitor, a tender or a request for the contract
        points: u32,
        /// Days for which it counts, until they renew
        days: i32,
    }
}

group! {
    /// Points of L1, a hand-off that nobody accepted.
    L1 {
        /// Nobody has accepted the hand-off
        waiting: u32,
        /// For more than so many working days
        working_days: i32,
        /// Nobody has accepted it for long
        long: u32,
        /// Days that are long
        days: i32,
    }
}

group! {
    /// Points of L2, where in the lifecycle; the largest counts.
    L2 {
        /// An early playbook (VP1–VP5) is open
        hot_spot: u32,
        /// The stage has stalled
        stalled: u32,
    }
}

group! {
    /// Points of L3, a notice deadline without a pulse check.
    L3 {
        /// With at most so many days left
        left: Vec<i32>,
        /// Points for each of them
        points: Vec<u32>,
        /// Days for which a said pulse counts
        said_days: i32,
    }
}

group! {
    /// Points of N1, billings without a contract.
    N1 {
        /// Billings fell
        fallen: u32,
        /// Below this share of last year's
        fallen_below: f64,
        /// Billings collapsed
        collapsed: u32,
        /// Below this share of last year's
        collapsed_below: f64,
        /// Days that are compared
        days: i32,
    }
}

group! {
    /// Points of R1, use that fell.
    R1 {
        /// Use fell
        fallen: u32,
        /// Below this share of its own norm
        fallen_below: f64,
        /// Use collapsed
        collapsed: u32,
        /// Below this share of its own norm
        collapsed_below: f64,
    }
}

group! {
    /// Points of R2, readings that stopped.
    R2 {
        /// No reading for three usual gaps
        points: u32,
    }
}

group! {
    /// Points of R3, a low health, NPS or satisfaction.
    R3 {
        /// The level is low
        points: u32,
        /// Low is below this share of its scale
        below: f64,
    }
}

group! {
    /// Points of L4, a notice or a downsell.
    L4 {
        /// They gave notice, or bought less
        points: u32,
        /// Months for which it counts
        months: u32,
    }
}

group! {
    /// Points of F1, what kind of account it is: none until the book's churned accounts say so.
    Factors {
        /// A customer for less than a year
        young: i32,
        /// Nothing binds it, or nobody knows how long
        unbound: i32,
        /// Tier A
        tier_a: i32,
        /// Tier B
        tier_b: i32,
        /// By industry, channel and offer
        labels: BTreeMap<String, i32>,
    }
}

group! {
    /// Points that P1, a live joint plan, takes away.
    P1 {
        /// Taken away by a joint plan that was reviewed
        points: u32,
        /// Days for which a review counts
        days: i32,
    }
}

group! {
    /// Points that P2, several kinds of tie, takes away.
    P2 {
        /// Taken away by several kinds of tie
        points: u32,
        /// Kinds that are several
        kinds: u32,
        /// Days for which a tie counts
        days: i32,
    }
}

group! {
    /// Points that P3, a referral, takes away.
    P3 {
        /// Taken away by a referral
        points: u32,
        /// Months for which it counts
        months: u32,
    }
}
