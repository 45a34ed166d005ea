//! Accounts: the organisations we keep.

use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::money::Currency;
use super::record::record;

record! {
    /// An organisation with or after a contract.
    Account: Accounts {
        name: String as NAME = "Name" [needed natural];
        value: Option<i64> = "Annual value" hint "Such as 240k or 1.2M";
        currency: Currency = "Currency";
        stage: String as STAGE = "Stage";
        customer_since: Option<Day> = "Customer since" hint "The day of the first signature";
        observed_since: Option<Day> = "Observed since" [hidden];
        owner: Option<Id<Member>> = "Owner";
        industry: Option<String> = "Industry";
        channel: Option<String> = "Came by";
        offer: Option<String> = "Offer";
        why_bought: Option<String> = "Why they bought";
        tags: Vec<String> = "Tags" hint "Separated by commas; “strategic” makes it tier A";
        website: Option<String> = "Website";
        notes: Option<String> as LINES = "Notes";
    }
    title |it| it.name.clone();
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
