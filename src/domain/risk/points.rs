//! The points, thresholds and cadences behind the score: data, shipped in `assets/risk.toml`.

use crate::domain::problem::{Problem, Result};
use crate::domain::words::{OurRole, words};
use serde::Deserialize;

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

/// Everything the score and the cadences are made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// Where the bands begin.
    pub bands: Bands,
    /// How points become a probability.
    pub probability: Probability,
    /// Points for how many of ours are active.
    pub k1: K1,
    /// Points for how many of theirs are active.
    pub k2: K2,
    /// Points for days since the last touch.
    pub t1: T1,
    /// Points for the account pulse.
    pub v1: V1,
    /// Points for a decision that nears unasked.
    pub l3: L3,
    /// Cadences by tier.
    pub tier: Tiers,
    /// How many accounts are in tiers A and B.
    pub shares: Shares,
    /// The prior of a save rate.
    pub save: Save,
}

/// The least score of each band above steady.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// Watch begins here.
    pub watch: u32,
    /// At risk begins here.
    pub at_risk: u32,
    /// Critical begins here.
    pub critical: u32,
}

/// How points become a probability of leaving within twelve months.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probability {
    /// At a score of zero, for a book without a history of its own.
    pub base: f64,
    /// Never more than this.
    pub cap: f64,
}

/// Points of K1.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct K1 {
    /// None or one of ours active.
    pub one_door: u32,
    /// The lead has most of the minutes.
    pub dominant: u32,
    /// The share of minutes that counts as most.
    pub dominant_share: f64,
    /// More, when that person has been there long.
    pub veteran: u32,
    /// How many months are long.
    pub veteran_months: u32,
}

/// Points of K2.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct K2 {
    /// No active contact.
    pub none: u32,
    /// One.
    pub one: u32,
    /// Two.
    pub two: u32,
}

/// Points of T1: past so many cadences, so many points; ascending.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct T1 {
    /// Pairs of cadences and points.
    pub over: Vec<(f64, u32)>,
}

/// Points of V1.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct V1 {
    /// For an account pulse of 1, 2, 3.
    pub by_score: [u32; 3],
    /// When nobody was asked, or long ago.
    pub none: u32,
}

/// Points of L3: with at most so many days left, so many points; ascending.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct L3 {
    /// Pairs of days and points.
    pub by_days: Vec<(i32, u32)>,
    /// How long a said pulse counts, in days.
    pub said_days: i32,
}

/// The practice of each tier.
#[derive(Debug, Clone, Deserialize)]
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

/// Days between contacts of each kind, for one tier.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Days between meaningful touches.
    pub touch: i32,
    /// Days between pulse checks.
    pub pulse: i32,
    /// Days within which a person counts as active.
    pub window: i32,
    /// Minutes a month of the whole team.
    pub minutes: u32,
    /// Days between touches by service.
    pub service: i32,
    /// Days between touches by the technical lead; none: not expected.
    pub technical: Option<i32>,
    /// Days between touches by finance.
    pub finance: i32,
    /// Days between touches by an executive; none: not expected.
    pub executive: Option<i32>,
}

/// The shares of accounts in tiers A and B, by value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Tier A.
    pub a: f64,
    /// Tier B.
    pub b: f64,
}

/// The prior of a playbook's save rate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Save {
    /// Saves assumed before any were seen.
    pub saved: u32,
    /// Tries assumed before any were seen.
    pub tried: u32,
}

impl Points {
    /// The points that ship with the program.
    pub fn shipped() -> Result<Self> {
        Self::read(include_str!("../../../assets/risk.toml"))
    }

    /// Reads points written as TOML.
    pub fn read(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error| {
            Problem::input(format!("The points of the risk score cannot be read: {}.", error.message()))
        })
    }

    /// The practice of `tier`.
    pub fn practice(&self, tier: Tier) -> &Practice {
        match tier {
            Tier::A => &self.tier.a,
            Tier::B => &self.tier.b,
            Tier::C => &self.tier.c,
        }
    }

    /// Days between touches expected of a seat with `role` on an account of `tier`; none: nothing is expected.
    pub fn cadence(&self, role: OurRole, tier: Tier) -> Option<i32> {
        let practice = self.practice(tier);
        match role {
            OurRole::AccountLead => Some(practice.touch),
            OurRole::ExecutiveSponsor => practice.executive,
            OurRole::Service | OurRole::Support | OurRole::Implementation => Some(practice.service),
            OurRole::Technical => practice.technical,
            OurRole::Finance => Some(practice.finance),
            OurRole::Communications => None,
        }
    }
}
