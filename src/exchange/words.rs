//! The fixed words of each field, as a file may spell them.

use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::role::{OurRole, TheirRole};
use crate::domain::story::Fear;
use crate::domain::words::{
    ActionOutcome, Channel, CommitmentKind, CommsTopic, ContractOutcome, ContributionKind, DealState, EventKind,
    Formality, HandoffState, HintKind, LineKind, LossType, PlanKind, PulseSource, Topic, ValueTag,
};

/// The word that the book keeps for `text` in this field of this noun, or a sentence that says which there are. Fields
/// without fixed words keep the text.
pub fn canonical(noun: Noun, field: &str, text: &str) -> Result<String> {
    let word = match (noun, field) {
        (_, "currency") => return Ok(Currency::parse(text)?.code().to_owned()),
        (Noun::Contacts, "seat") => TheirRole::read(text)?.word(),
        (Noun::Seats, "role") => role(text)?.word(),
        (Noun::Accounts, "lost_type") | (Noun::Defections, "kind") => LossType::read(text)?.word(),
        (Noun::Contracts, "outcome") => ContractOutcome::read(text)?.word(),
        (_, "channel") if noun != Noun::Accounts => channel(text)?.word(),
        (_, "value_tag") => ValueTag::read(text)?.word(),
        (Noun::Pulses, "source") => PulseSource::read(text)?.word(),
        (Noun::Pulses, "topics") => Topic::read(text)?.word(),
        (Noun::Events, "kind") => EventKind::read(text)?.word(),
        (Noun::Actions, "outcome") => ActionOutcome::read(text)?.word(),
        (Noun::Handoffs, "state") => HandoffState::read(text)?.word(),
        (Noun::Commitments, "kind") => CommitmentKind::read(text)?.word(),
        (Noun::Stories, "fear") => Fear::read(text)?.word(),
        (Noun::Hints, "kind") => HintKind::read(text)?.word(),
        (Noun::Plans, "kind") => PlanKind::read(text)?.word(),
        (Noun::Plans, "formality") => Formality::read(text)?.word(),
        (Noun::Communications, "topic") => CommsTopic::read(text)?.word(),
        (Noun::Opportunities, "state") => DealState::read(text)?.word(),
        (Noun::Contributions, "kind") => ContributionKind::read(text)?.word(),
        (Noun::Deferrals, "line") => LineKind::read(text)?.word(),
        _ => return Ok(text.to_owned()),
    };
    Ok(word.to_owned())
}

/// What a new record has in a field that the file does not fill.
pub fn default(noun: Noun, field: &str) -> Option<&'static str> {
    match (noun, field) {
        (Noun::Pulses, "source") => Some(PulseSource::Said.word()),
        (Noun::Handoffs, "state") => Some(HandoffState::Offered.word()),
        (Noun::Commitments, "kind") => Some(CommitmentKind::Promise.word()),
        (Noun::Plans, "kind") => Some(PlanKind::Internal.word()),
        (Noun::Plans, "formality") => Some(Formality::Formal.word()),
        (Noun::Opportunities, "state") => Some(DealState::Open.word()),
        (Noun::Contributions, "kind") => Some(ContributionKind::Win.word()),
        _ => None,
    }
}

/// A channel, also in the words of other programs.
pub fn channel(text: &str) -> Result<Channel> {
    Channel::parse(text).or_else(|| foreign_channel(text)).map_or_else(|| Channel::read(text), Ok)
}

fn foreign_channel(text: &str) -> Option<Channel> {
    let word = text.trim().to_lowercase();
    let word = word.strip_suffix('s').unwrap_or(&word);
    match word {
        "phone" | "phone call" | "telephone" | "inbound call" | "outbound call" => Some(Channel::Call),
        "meeting" | "appointment" | "event" | "lunch" | "demo" => Some(Channel::Meet),
        "mail" | "e-mail" | "listemail" | "incoming_email" | "forwarded_email" => Some(Channel::Email),
        "video call" | "online meeting" | "zoom" | "teams" | "webinar" => Some(Channel::Video),
        "fair" | "exhibition" | "expo" | "messe" => Some(Channel::TradeShow),
        "vip" | "vip event" | "executive briefing" => Some(Channel::VipSession),
        "post" | "fax" => Some(Channel::Letter),
        "comment" | "sms" | "whatsapp" | "linkedin message" | "chat" => Some(Channel::Note),
        _ => None,
    }
}

/// A role of ours by its letters or its title.
fn role(text: &str) -> Result<OurRole> {
    if let Some(role) = OurRole::ALL.iter().find(|role| role.word() == text) {
        return Ok(*role);
    }
    let titled = OurRole::ALL.iter().find(|role| crate::domain::words::same_word(role.title(), text)).copied();
    titled.map_or_else(|| OurRole::read(text), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_become_ours() {
        assert_eq!(canonical(Noun::Touches, "channel", "Meetings").unwrap(), "meet");
        assert_eq!(canonical(Noun::Seats, "role", "Account lead").unwrap(), "AL");
        assert_eq!(canonical(Noun::Accounts, "channel", "partner").unwrap(), "partner", "free text");
        assert!(canonical(Noun::Touches, "channel", "pigeon").is_err());
        assert!(canonical(Noun::Contracts, "currency", "XYZ").is_err());
    }
}
