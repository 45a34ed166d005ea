//! Whether a line resets the cadence, and what it lacks where it does not.

use super::Reading;
use crate::domain::touch::tells_of_nobody;
use crate::domain::words::Channel;

/// What a line does to the cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// It tells of no touch.
    NoTouch,
    /// It is a meaningful touch.
    Reset,
    /// The contact is not named.
    NeedsContact,
    /// It reads as if nobody was reached.
    Missed,
    /// Something was written, and nothing says that the contact answered.
    NeedsAnswer,
    /// A note is no touch that two sides share.
    NeedsChannel,
}

impl Cadence {
    /// What it means, in a sentence with the one thing to do; nothing where there is nothing to say.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoTouch => "",
            Self::Reset => "Resets the cadence.",
            Self::NeedsContact => "Does not reset the cadence: name the contact (@).",
            Self::Missed => "Nobody was reached, as it reads: the cadence goes on. Add < if you talked.",
            Self::NeedsAnswer => "Does not reset the cadence until the contact answers: add <.",
            Self::NeedsChannel => "A note does not reset the cadence: begin with call, meeting, video or visit.",
        }
    }
}

impl Reading {
    /// Whether the customer took part or answered: by the channel, a pulse, or the sign `<`. That they answered is never
    /// guessed from words: “no reply yet” holds “reply”. That a call reached nobody is read from them, as in files.
    pub fn two_way(&self) -> bool {
        let met = self.channel.is_some_and(Channel::is_meeting) && !self.is_missed();
        met || self.pulse.is_some() || self.answered
    }

    /// Whether it tells of a call or a meeting at which nobody was there.
    pub fn is_missed(&self) -> bool {
        self.channel.is_some_and(Channel::is_meeting)
            && !self.answered
            && self.pulse.is_none()
            && tells_of_nobody(&self.summary)
    }

    /// Whether it resets the cadence: two-way, and with a named contact or a value tag (METHOD §4.4).
    pub fn is_meaningful(&self) -> bool {
        self.two_way() && (self.value.is_some() || !self.contacts.is_empty())
    }

    /// What the line does to the cadence.
    pub fn cadence(&self) -> Cadence {
        match self.channel {
            _ if !self.is_touch() => Cadence::NoTouch,
            _ if self.is_meaningful() => Cadence::Reset,
            _ if self.two_way() => Cadence::NeedsContact,
            _ if self.is_missed() => Cadence::Missed,
            Some(Channel::Email | Channel::Letter) => Cadence::NeedsAnswer,
            _ => Cadence::NeedsChannel,
        }
    }
}
