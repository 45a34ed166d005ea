//! The groups of points, one a signal, as `assets/risk.toml` lays them out. The words beside each number are what a
//! person reads when changing it.

use serde::{Deserialize, Serialize};

/// One number (or list of numbers) within a group: its name and what it means.
pub(super) type Words = &'static [(&'static str, &'static str)];

macro_rules! group {
    ($(#[$meta:meta])* $name:ident { $(#[doc = $words:literal] $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(#[doc = $words] pub $field: $type),+ }

        impl $name {
            pub(super) const WORDS: Words = &[$((stringify!($field), $words)),+];
        }
    };
}

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
    /// How points become a probability of leaving within twelve months.
    Probability {
        /// Probability at a score of 0, for a book without a history
        base: f64,
        /// Never more than
        cap: f64,
        /// No probability where less of the signals is known
        completeness: f64,
        /// Defections assumed before any were seen
        prior_defections: f64,
        /// Account-years assumed before any were seen
        prior_years: f64,
    }
}

group! {
    /// Points of K1, our door.
    K1 {
        /// None or one of ours active
        one_door: u32,
        /// The lead has most of the minutes
        dominant: u32,
        /// Share of the minutes that counts as most
        dominant_share: f64,
        /// More, when that person has been there long
        veteran: u32,
        /// Months that are long
        veteran_months: u32,
    }
}

group! {
    /// Points of K2, their door.
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
    /// Points of T1, unseen.
    T1 {
        /// Unseen for more than so many cadences
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
    /// Points of T3, company news.
    T3 {
        /// They have not heard our news
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
        /// No valid pulse
        none: u32,
    }
}

group! {
    /// Points of V2, the trend of the pulse.
    V2 {
        /// The mood fell
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
    /// Points of I2, our overdue promises.
    I2 {
        /// One promise is overdue
        one: u32,
        /// Several are
        several: u32,
    }
}

group! {
    /// Points of I3, bills.
    I3 {
        /// A bill is disputed or late
        points: u32,
        /// Days past its date that are late
        late_days: i32,
    }
}

group! {
    /// Points of X1, a lost sponsor.
    X1 {
        /// The sponsor left and nobody replaces them
        lost: u32,
        /// The successor is new
        successor: u32,
        /// Days for which a lost sponsor counts
        days: i32,
        /// Days for which a successor is new
        successor_days: i32,
    }
}

group! {
    /// Points of X2, a price rise.
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
    /// Points of X4, one of ours left or changed.
    X4 {
        /// One of ours left or changed
        points: u32,
        /// More, while the seat is empty or held by a newcomer
        vacant: u32,
        /// Days for which it counts
        days: i32,
        /// Days for which one of ours is a newcomer
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
    /// Points of L3, a decision that nears unasked.
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
    /// Points of L4, a notice or a downsell.
    L4 {
        /// They gave notice, or bought less
        points: u32,
        /// Months for which it counts
        months: u32,
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

group! {
    /// Days between contacts of each kind, for one tier.
    Practice {
        /// Days between meaningful touches
        touch: i32,
        /// Days between pulse checks
        pulse: i32,
        /// Days within which a person counts as active
        window: i32,
        /// Minutes a month of the whole team
        minutes: u32,
        /// Days between touches by service
        service: i32,
        /// Days between touches by the technical lead; none: not expected
        technical: Option<i32>,
        /// Days between touches by finance
        finance: i32,
        /// Days between touches by an executive; none: not expected
        executive: Option<i32>,
        /// Days between company news
        news: i32,
        /// Days between insights that sell nothing
        insight: i32,
        /// Days between reviews of the plan
        review: i32,
        /// Peer pairs wanted
        peers: u32,
    }
}

group! {
    /// The shares of accounts in tiers A and B, by value.
    InsightShares {
        /// Share of the accounts in tier A
        a: f64,
        /// Share of the accounts in tier B
        b: f64,
    }
}

group! {
    /// The prior of a playbook's save rate.
    Save {
        /// Saves assumed before any were seen
        saved: u32,
        /// Tries assumed before any were seen
        tried: u32,
    }
}

group! {
    /// What is assumed of our own people and of theirs.
    Staff {
        /// Share of a customer's sales lost when their rep leaves, least
        loss_low: f64,
        /// Share of a customer's sales lost when their rep leaves, most
        loss_high: f64,
        /// Share of contacts who leave in a year
        contact_turnover: f64,
        /// Months for which somebody of ours is new
        newcomer_months: u32,
        /// Days within which who helped is thanked
        thanks_days: u32,
    }
}
