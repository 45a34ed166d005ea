//! Accounts: the organisations we keep.

use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::money::Currency;
use serde::{Deserialize, Serialize};

/// An organisation with or after a contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: Id<Account>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// What it is called.
    pub name: String,
    /// The key of its lifecycle stage; a lost account keeps the one it was lost from.
    pub stage: String,
    /// Annualised revenue in minor units of `currency`.
    pub value: Option<i64>,
    /// The currency of `value`.
    pub currency: Currency,
    /// The day of the first signature.
    pub customer_since: Option<Day>,
    /// The day the book began to watch, when later than `customer_since` (late entry).
    pub observed_since: Option<Day>,
    /// Who of ours answers for it.
    pub owner: Option<Id<Member>>,
    /// Their trade.
    pub industry: Option<String>,
    /// How they were won.
    pub channel: Option<String>,
    /// The offer that won them.
    pub offer: Option<String>,
    /// Why they bought, in their words.
    pub why_bought: Option<String>,
    /// Free marks; `strategic` makes it tier A.
    pub tags: Vec<String>,
    /// Their address on the web.
    pub website: Option<String>,
    /// Anything else.
    pub notes: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

/// The tag that says whether what they bought for was delivered, and what stands behind its colon.
const DELIVERED: [(&str, bool); 2] = [("delivered:yes", true), ("delivered:no", false)];

/// Whether these tags say that what they bought for was delivered; none: nobody has said.
pub fn delivered(tags: &[String]) -> Option<bool> {
    DELIVERED.into_iter().find(|(tag, _)| tags.iter().any(|known| known == tag)).map(|(_, said)| said)
}

/// These tags, with what is said of the delivery.
pub fn with_delivered(mut tags: Vec<String>, said: Option<bool>) -> Vec<String> {
    tags.retain(|tag| !DELIVERED.iter().any(|(known, _)| tag == known));
    tags.extend(DELIVERED.iter().find(|(_, one)| Some(*one) == said).map(|(tag, _)| (*tag).to_owned()));
    tags
}
