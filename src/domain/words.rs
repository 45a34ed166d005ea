//! The fixed words of the book: channels, sources, outcomes and the like, with what files and people call them.

use super::vocabulary::words;

words! {
    /// How a touch or an action reaches a person.
    Channel, "channel" {
        /// A telephone or video call without a screen.
        Call = "call" from "phone" "phone call" "telephone" "inbound call" "outbound call",
        /// A meeting in one room.
        Meet = "meet" from "meeting" "mtg" "appointment" "events" "lunch" "dinner" "coffee" "qbr" "demo",
        /// A visit to the customer.
        Visit = "visit",
        /// An email.
        Email = "email" from "mail" "e-mail" "listemail" "incoming_email" "forwarded_email",
        /// A meeting by video.
        Video = "video" from "video call" "online meeting" "zoom" "teams" "webex" "webinar",
        /// A trade show.
        TradeShow = "trade-show" from "fair" "exhibition" "expo" "messe",
        /// A session for their most valued people.
        VipSession = "vip-session" from "vip" "vip event" "executive briefing",
        /// Another event.
        Event = "event",
        /// A letter.
        Letter = "letter" from "post" "fax",
        /// A note, nothing sent.
        Note = "note" from "comment" "sms" "whatsapp" "linkedin message" "chat",
    }
}

/// The names with which people begin a line of the log. Files have more of them, such as “post” and “fair”, with which
/// sentences begin, too.
const BEGINNINGS: &[&str] = &[
    "call",
    "phone",
    "telephone",
    "meet",
    "meeting",
    "mtg",
    "appointment",
    "lunch",
    "dinner",
    "coffee",
    "qbr",
    "demo",
    "visit",
    "video",
    "zoom",
    "teams",
    "webex",
    "webinar",
    "email",
    "e-mail",
    "mail",
    "letter",
    "fax",
    "event",
    "trade-show",
    "vip-session",
    "note",
    "sms",
    "whatsapp",
];

impl Channel {
    /// The channel that `word` names at the beginning of a line of the log.
    pub fn at_beginning(word: &str) -> Option<Self> {
        let known = BEGINNINGS.iter().any(|one| one.eq_ignore_ascii_case(word));
        known.then(|| Self::parse(word)).flatten()
    }

    /// The names that [`at_beginning`](Self::at_beginning) knows, the word of a channel among them.
    pub const fn beginnings() -> &'static [&'static str] {
        BEGINNINGS
    }

    /// Whether both sides meet or speak by it, so that a contact takes part for certain.
    pub const fn is_meeting(self) -> bool {
        match self {
            Self::Call | Self::Meet | Self::Visit | Self::Video | Self::TradeShow | Self::VipSession | Self::Event => {
                true
            }
            Self::Email | Self::Letter | Self::Note => false,
        }
    }
}

words! {
    /// What a touch gave the customer; without it a touch does not count as meaningful.
    ValueTag, "value tag" {
        /// A problem was solved.
        Solved = "solved",
        /// They learned something.
        Informed = "informed",
        /// Something was decided.
        Decided = "decided",
        /// Something was planned.
        Planned = "planned",
        /// They were heard.
        Listened = "listened",
    }
}

words! {
    /// Where a pulse comes from; only what was said counts for renewal coverage.
    PulseSource, "pulse source" {
        /// The contact said it.
        Said = "said",
        /// Somebody passed it on.
        Relayed = "relayed",
        /// We saw it.
        Observed = "observed",
        /// We infer it.
        Inferred = "inferred",
    }
}

words! {
    /// What a pulse is about.
    Topic, "topic" {
        /// What they get for their money.
        Value = "value",
        /// How good it is.
        Quality = "quality",
        /// Whether it comes when promised.
        Delivery = "delivery",
        /// How they are helped.
        Support = "support",
        /// The people on our side.
        OurPeople = "our people",
        /// What it costs.
        Price = "price",
        /// Invoices and payment.
        Billing = "billing",
        /// What is coming.
        Roadmap = "roadmap",
        /// Somebody else courts them.
        Competitor = "competitor",
        /// How we get along.
        Relationship = "relationship",
        /// Something changes on their side.
        TheirChange = "their change",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// What happened at or to an account.
    EventKind, "event" {
        /// A risk that was noticed.
        Risk = "risk",
        /// A problem taken above normal handling.
        Escalation = "escalation",
        /// An escalation that is settled.
        Resolved = "resolved",
        /// The sponsor left.
        SponsorLeft = "sponsor-left" from "champion-left",
        /// Our price rises.
        PriceIncrease = "price-increase",
        /// They merge, are bought or reorganise.
        Reorg = "reorg",
        /// A competitor or a tender is in play.
        Competitor = "competitor",
        /// They asked for a copy of the contract.
        ContractRequest = "contract-request",
        /// They gave notice.
        Notice = "notice",
        /// They recommended us.
        Referral = "referral",
        /// The first invoice was issued.
        FirstInvoice = "first-invoice",
        /// A team member left or changed assignments.
        MemberLeft = "member-left",
        /// A milestone of onboarding.
        Milestone = "milestone",
        /// A mail came back, or an out-of-office told that they left.
        Bounce = "bounce",
        /// They came back after they were lost.
        WonBack = "won-back",
    }
}

words! {
    /// How a contract line ended.
    ContractOutcome, "contract outcome" {
        /// Renewed as it was.
        Renewed = "renewed",
        /// Renewed for less.
        Downsell = "downsell" from "smaller",
        /// Renewed for more.
        Expanded = "expanded" from "grown",
        /// Not renewed.
        Churned = "churned" from "lost",
    }
}

words! {
    /// Why a loss could or could not be helped.
    LossType, "loss type" {
        /// They chose to go.
        Voluntary = "voluntary",
        /// They left in part.
        Partial = "partial",
        /// They closed or were bought.
        Unavoidable = "unavoidable",
    }
}

words! {
    /// How an action ended.
    ActionOutcome, "action outcome" {
        /// It was done.
        Done = "done",
        /// It was dropped, with a reason.
        Dropped = "dropped",
    }
}

words! {
    /// What kind of commitment it is.
    CommitmentKind, "commitment kind" {
        /// A dated commitment to a customer.
        Commitment = "promise",
        /// The next step that the customer knows of.
        NextStep = "next-step",
        /// One of the five actions of the charter.
        Charter = "charter",
    }
}

words! {
    /// Where a hand-off stands.
    HandoffState, "hand-off state" {
        /// Offered, not yet answered.
        Offered = "offered",
        /// Taken on.
        Accepted = "accepted",
        /// Returned with gaps.
        Returned = "returned",
    }
}

words! {
    /// Whether an account is lent to a plan by both sides or by us alone.
    PlanKind, "plan kind" {
        /// Made by our team alone.
        Internal = "internal",
        /// Made with the customer.
        Joint = "joint",
    }
}

words! {
    /// How a plan is held.
    Formality, "formality" {
        /// Written down, with its reviews.
        Formal = "formal",
        /// Kept in mind and talked over.
        Informal = "informal",
    }
}

impl Default for Formality {
    /// What every plan was before there was a choice.
    fn default() -> Self {
        Self::Formal
    }
}

words! {
    /// The five topics of company updates.
    UpdateTopic, "topic of an update" {
        /// Where we are going.
        Vision = "vision",
        /// How we grow.
        Growth = "growth",
        /// Whom we hire.
        Hiring = "hiring",
        /// What is new.
        NewProducts = "new products",
        /// What we do besides.
        Initiatives = "initiatives",
    }
}

words! {
    /// How far an opportunity has come.
    OpportunityState, "opportunity state" {
        /// Still open.
        Open = "open",
        /// Won.
        Won = "won",
        /// Lost.
        Lost = "lost",
    }
}

words! {
    /// What somebody contributed to.
    ContributionKind, "contribution kind" {
        /// Winning a customer.
        Win = "win",
        /// Keeping one.
        Save = "save",
    }
}

words! {
    /// A sign that a contact has left or changed (METHOD §4).
    DepartureSignalKind, "departure signal" {
        /// Their title differs.
        Title = "title",
        /// Their function differs.
        Function = "function",
        /// The domain of their email differs.
        Email = "email",
        /// They are at another company.
        Company = "company",
        /// A mail came back.
        Bounce = "bounce",
        /// Words such as “I am the new”.
        Phrase = "phrase",
        /// The sponsor is silent.
        Silence = "silence",
    }
}

words! {
    /// How much depended on somebody who left.
    Dependence, "answer" {
        /// Most of it.
        ALot = "a lot",
        /// Some of it.
        Some = "some",
        /// Little.
        Little = "little",
    }
}

words! {
    /// A line of Today that has no record of its own, for putting it off.
    TaskKind, "kind of task" {
        /// A pulse check that is due.
        Pulse = "pulse",
        /// A touch that is overdue.
        Touch = "touch",
        /// A commitment that is due.
        Commitment = "promise",
        /// A hand-off that waits.
        Handoff = "handoff",
        /// Thanks that are due.
        Thanks = "thanks",
        /// An insight that waits to be shared.
        Insight = "insight",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_any_dress() {
        assert_eq!(EventKind::parse("Sponsor Left"), Some(EventKind::SponsorLeft));
        assert_eq!(Channel::parse("pigeon"), None);
        assert!(Channel::read("pigeon").unwrap_err().sentence.contains("call, meet"));
    }
}
