//! Insights and whom they were shared with.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::record::{order, record};

record! {
    /// Non-sales information worth sharing.
    Insight: Insights {
        title: String as NAME = "What it is" [needed natural] hint "Industry news; not about our products or prices";
        so_what: String = "Why it matters" [needed] hint "What it means for their work";
        source: Option<String> = "Source";
        on: Day = "Dated" [needed natural];
        expires_on: Option<Day> = "Expires";
    }
    title |it| it.title.clone();
    rules |it| order("expires_on", Some(it.on), it.expires_on, ("its day", "The end"));
}

record! {
    /// An insight shared with an account.
    InsightShare: InsightShares {
        insight: Id<Insight> = "Insight" [needed natural];
        account: Id<Account> = "Account" [needed natural];
        contact: Option<Id<Contact>> = "With whom" [natural];
        member: Option<Id<Member>> = "By whom";
        on: Day = "On" [needed natural];
        reaction: Option<String> = "What they said" hint "p records a pulse from it";
    }
    title |it| it.reaction.clone().unwrap_or_else(|| "shared".to_owned());
}
