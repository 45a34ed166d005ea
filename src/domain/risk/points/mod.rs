//! The points, thresholds and cadences behind the score: data, shipped in `assets/risk.toml`, changed by a book.
//!
//! A change is a setting `risk.` and a path, such as `risk.k1.one_door`, with a JSON value and the day from which it
//! holds; [`Points::with`] lays changes over what ships.

/// One number (or list of numbers) within a group: its name and what it means.
type Words = &'static [(&'static str, &'static str)];

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

mod groups;
mod levers;
mod practice;

use crate::domain::problem::{Problem, Result};
use crate::domain::role::Role;
use crate::domain::text::fold;
use crate::domain::vocabulary::words;
pub use groups::{
    Bands, Factors, I1, I2, I3, K1, K2, L1, L2, L3, L4, N1, P1, P2, P3, Probability, R1, R2, R3, T1, T2, T3, V1, V2,
    X1, X2, X3, X4, X5,
};
pub use levers::{Lever, groups};
pub use practice::{InsightShares, Practice, Save, Staff};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

words! {
    /// How much an account matters: the twenty percent most valuable, the next thirty, the rest.
    Tier, "tier" {
        /// The most valuable fifth, or flagged strategic.
        A = "A",
        /// The next thirty percent.
        B = "B",
        /// The rest.
        C = "C",
    }
}

/// Everything the score and the cadences are made of. Points are added up; those of `p1` to `p3` are taken away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // Each group says what it holds.
pub struct Points {
    pub bands: Bands,
    pub probability: Probability,
    pub k1: K1,
    pub k2: K2,
    pub t1: T1,
    pub t2: T2,
    pub t3: T3,
    pub v1: V1,
    pub v2: V2,
    pub i1: I1,
    pub i2: I2,
    pub i3: I3,
    pub x1: X1,
    pub x2: X2,
    pub x3: X3,
    pub x4: X4,
    pub x5: X5,
    pub l1: L1,
    pub l2: L2,
    pub l3: L3,
    pub l4: L4,
    pub n1: N1,
    pub r1: R1,
    pub r2: R2,
    pub r3: R3,
    pub factors: Factors,
    pub p1: P1,
    pub p2: P2,
    pub p3: P3,
    pub tier: Tiers,
    pub shares: InsightShares,
    pub save: Save,
    pub team: Staff,
}

/// The number of a label such as `industry=retail`, however it is written.
pub fn label_number(name: &str) -> u32 {
    // FNV-1a: the same on every machine, for numbers are made from names wherever they are needed.
    fold(name).bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The practice of each tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tiers {
    /// Of tier A.
    #[serde(rename = "A")]
    pub a: Practice,
    /// Of tier B.
    #[serde(rename = "B")]
    pub b: Practice,
    /// Of tier C.
    #[serde(rename = "C")]
    pub c: Practice,
}

impl Points {
    /// The points that ship with the program.
    pub fn shipped() -> Result<Self> {
        Self::read(include_str!("../../../../assets/risk.toml"))
    }

    /// Reads points written as TOML.
    pub fn read(text: &str) -> Result<Self> {
        let points: Self = toml::from_str(text).map_err(|error| {
            Problem::input(format!("The points of the risk score cannot be read: {}.", error.message()))
        })?;
        points.check()?;
        Ok(points)
    }

    /// The practice of `tier`.
    pub fn practice(&self, tier: Tier) -> &Practice {
        match tier {
            Tier::A => &self.tier.a,
            Tier::B => &self.tier.b,
            Tier::C => &self.tier.c,
        }
    }

    /// The longest window of any tier, in days: nobody met before it is active anywhere.
    pub fn longest_window(&self) -> i32 {
        self.tier.a.window.max(self.tier.b.window).max(self.tier.c.window)
    }

    /// Days between touches expected of an assignment with `role` on an account of `tier`; none: nothing is expected.
    pub fn cadence(&self, role: Role, tier: Tier) -> Option<i32> {
        let practice = self.practice(tier);
        match role {
            Role::AccountLead => Some(practice.touch),
            Role::ExecutiveSponsor => practice.executive,
            Role::Service | Role::Support | Role::Implementation => Some(practice.service),
            Role::Technical => practice.technical,
            Role::Finance => Some(practice.finance),
            Role::Communications => None,
        }
    }

    /// What a number is now, as JSON; none: there is no such number.
    pub fn value(&self, path: &str) -> Option<String> {
        levers::value(self, path)
    }

    /// The points of the signal `code`, each `times` as many, as changes: their paths and values.
    pub fn scaled(&self, code: &str, times: f64) -> Vec<(String, String)> {
        levers::scaled(self, code, times)
    }

    /// The points of labels by their numbers.
    pub fn label_points(&self) -> HashMap<u32, i32> {
        self.factors.labels.iter().map(|(name, points)| (label_number(name), *points)).collect()
    }

    /// Refuses points that contradict each other.
    fn check(&self) -> Result<()> {
        let refuse = |sentence: &str| Err(Problem::field("value", sentence));
        let (bands, odds) = (&self.bands, &self.probability);
        if !(bands.watch < bands.at_risk && bands.at_risk < bands.critical && bands.critical <= 100) {
            return refuse("Bands begin one above the other, up to 100: watch, at risk, critical.");
        }
        let share = |value: f64| value > 0.0 && value < 1.0;
        if !(share(odds.cap) && (0.0..=1.0).contains(&odds.completeness)) {
            return refuse("Probabilities and shares lie between 0 and 1.");
        }
        if !(7..=3_650).contains(&odds.horizon) || odds.doubling < 1.0 || !(0.0..=20.0).contains(&odds.later) {
            return refuse(
                "The horizon is 7 to 3,650 days; 1 point or more double the odds; a later deadline takes 0 to 20.",
            );
        }
        if odds.prior_years <= 0.0 || odds.prior_defections < 0.0 || odds.prior_defections >= odds.prior_years {
            return refuse("The prior needs more account-years than defections, and more than none.");
        }
        if self.t1.over.len() != self.t1.points.len() || self.l3.left.len() != self.l3.points.len() {
            return refuse("Each step needs its points: give as many of the one as of the other.");
        }
        if !self.t1.over.is_sorted() || !self.l3.left.is_sorted() || self.v1.by_score.len() != 3 {
            return refuse("Steps ascend; the pulse has points for 1, 2 and 3.");
        }
        if !(share(self.shares.a) && share(self.shares.b) && self.shares.a + self.shares.b <= 1.0) {
            return refuse("The shares of tiers A and B lie between 0 and 1, together at most 1.");
        }
        let staff = &self.team;
        if !(staff.loss_low <= staff.loss_high && staff.loss_high <= 1.0 && share(staff.contact_turnover)) {
            return refuse(
                "Losses after a rep leaves lie between 0 and 1, the least first; so does the turnover of contacts.",
            );
        }
        if self.save.saved > self.save.tried || self.save.tried == 0 {
            return refuse("There are no more saves than tries, and at least one try.");
        }
        Ok(())
    }
}
