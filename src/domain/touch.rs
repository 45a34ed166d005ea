//! Touches: what happened between people.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::record::record;
use super::words::{Channel, ValueTag};

record! {
    /// A contact between our people and the contacts.
    Touch: Touches {
        account: Id<Account> = "Account" [needed natural];
        on: Day = "When" [needed natural];
        channel: Channel = "Channel" [needed natural];
        members: Vec<Id<Member>> = "Team members" [natural];
        contacts: Vec<Id<Contact>> = "Contacts" [natural];
        two_way: bool = "Two-way";
        value_tag: Option<ValueTag> = "Value given";
        prep_minutes: Option<u32> as MINUTES_A_DAY = "Minutes before";
        contact_minutes: Option<u32> as MINUTES_A_DAY = "Minutes together";
        followup_minutes: Option<u32> as MINUTES_A_DAY = "Minutes after";
        summary: Option<String> as LINES = "Summary" [natural];
    }
    title |it| it.summary.clone().unwrap_or_else(|| it.channel.word().to_owned());
}

/// What says that a call or a meeting reached nobody, whatever else is said.
pub const MISSED: [&str; 15] = [
    "no answer",
    "not answered",
    "nobody answered",
    "no one answered",
    "nobody picked up",
    "no one picked up",
    "did not pick up",
    "voicemail",
    "voice mail",
    "left message",
    "left a message",
    "wrong number",
    "not connected",
    "not reached",
    "nobody there",
];

/// Whether words of a call or a meeting tell that nobody was reached.
pub fn tells_of_nobody(text: &str) -> bool {
    let plain = |ch: char| if ch.is_alphanumeric() { ch } else { ' ' };
    let text: String = text.to_lowercase().chars().map(plain).collect();
    let words = format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "));
    MISSED.iter().any(|phrase| words.contains(&format!(" {phrase} ")))
}
