//! Touches and pulses of a made-up account.

use super::Scribe;
use crate::book::demo::said::TOUCHES;
use crate::book::demo::story::Story;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::touch::Touch;
use crate::domain::words::{Channel, PulseSource, ValueTag};

/// A touch that a story needs.
pub(super) struct Meeting<'a> {
    pub(super) on: Day,
    pub(super) channel: Channel,
    pub(super) tag: ValueTag,
    pub(super) words: &'a [&'a str],
}

impl Scribe<'_, '_> {
    pub(super) fn touches(&mut self, brief: bool) -> Result<()> {
        let span = self.life.signed.days_to(self.until).clamp(1, 1_095);
        let first = self.until.plus(-span);
        // A little more often than the target of the tier.
        let usual = match self.life.value {
            8_000_000.. => 13,
            3_000_000.. => 27,
            _ => 50,
        };
        let step = if brief { 55 } else { usual };
        let mut left = if brief { 20 } else { 400 };
        let mut day = first.plus(self.chance.between(0, 3.min(span)));
        while day <= self.until && left > 0 {
            left -= 1;
            self.touch(day)?;
            let neglected = self.life.neglected.is_some_and(|from| from <= day);
            let is_young = self.life.signed.days_to(day) <= 90;
            let step = if is_young && !brief { 9 } else { step };
            let jitter = if brief { 0 } else { self.chance.between(-step / 3, step / 3) };
            // Nobody calls any more: one letter in months.
            let pace = if neglected { 6 } else { 1 };
            day = day.plus((step * pace + jitter).max(if neglected { 120 } else { 1 }));
        }
        Ok(())
    }

    /// Who of our team meets them on the day, and how.
    fn party(&mut self, on: Day) -> (Vec<Id<Member>>, Channel) {
        const WITH_EXECUTIVES: [Channel; 3] = [Channel::Meet, Channel::TradeShow, Channel::VipSession];
        const HOW: [Channel; 6] =
            [Channel::Call, Channel::Call, Channel::Email, Channel::Meet, Channel::Video, Channel::Visit];
        let mut channel = *self.chance.pick(&HOW);
        let (_, before) = self.staff.lead(self.life);
        let lead = before.filter(|_| on < self.staff.gone_on).unwrap_or(self.lead);
        let mut members = vec![lead];
        if !self.life.is_held_by_one() && self.chance.happens(0.38) {
            members = vec![self.staff.service(self.life.number)];
        }
        let invites = self.life.luck > 0.6 && self.life.story != Story::NoExecutive && !self.life.is_held_by_one();
        if channel == Channel::Meet && invites && self.chance.happens(0.35) {
            members.push(self.staff.executives[0]);
            channel = WITH_EXECUTIVES[on.number().rem_euclid(3) as usize];
        }
        (members, channel)
    }

    fn touch(&mut self, on: Day) -> Result<()> {
        let (members, channel) = self.party(on);
        let mood = self.life.mood(self.chance, on);
        let Some((contact, who)) = self.somebody(on).map(|one| (one.id, one.given.clone())) else { return Ok(()) };
        let two_way = channel != Channel::Email || self.chance.happens(0.6);
        let minutes = self.chance.between(10, 45) as u32;
        let value_tag = self.chance.happens(0.85).then(|| *self.chance.pick(ValueTag::ALL));
        let summary = self.said.say(self.chance, &self.talk, TOUCHES[mood], &who);
        let id = self.edit.mint()?;
        self.edit.put(&Touch {
            id,
            account: self.account,
            on,
            channel,
            members,
            contacts: vec![contact],
            two_way,
            value_tag,
            prep_minutes: Some(5),
            contact_minutes: Some(minutes),
            followup_minutes: Some(minutes / 4),
            summary: Some(summary),
            ..Touch::default()
        })
    }

    /// Whoever leads the account meets this contact.
    pub(super) fn meet(&mut self, contact: Id<Contact>, given: &str, meeting: &Meeting<'_>) -> Result<()> {
        if meeting.on > self.until || meeting.on < self.life.signed {
            return Ok(());
        }
        let summary = self.said.say(self.chance, &self.talk, meeting.words, given);
        let id = self.edit.mint()?;
        self.edit.put(&Touch {
            id,
            account: self.account,
            on: meeting.on,
            channel: meeting.channel,
            members: vec![self.lead],
            contacts: vec![contact],
            two_way: true,
            value_tag: Some(meeting.tag),
            prep_minutes: Some(10),
            contact_minutes: Some(30),
            followup_minutes: Some(5),
            summary: Some(summary),
            ..Touch::default()
        })
    }

    pub(super) fn pulses(&mut self, brief: bool) -> Result<()> {
        let step = if brief { 115 } else { 65 };
        // Whoever nobody asked before the deadline, and whoever the story asks itself.
        let quiet = match self.life.story {
            Story::Unasked => 130,
            Story::Escalation => 140,
            _ => 0,
        };
        let mut day = self.life.signed.plus(self.chance.between(25, 60)).max(self.today.plus(-1_095));
        while day <= self.until.plus(-quiet) {
            let asks = if self.life.neglected.is_some_and(|from| from <= day) { 0.1 } else { 0.7 };
            if self.chance.happens(asks) {
                let score = match self.life.mood(self.chance, day) {
                    0 => self.chance.between(1, 2),
                    1 => self.chance.between(2, 4),
                    _ => self.chance.between(4, 5),
                };
                let source = if self.chance.happens(0.8) { PulseSource::Said } else { PulseSource::Observed };
                self.pulse(day, score, source)?;
            }
            day = day.plus(step + self.chance.between(-15, 15));
        }
        Ok(())
    }

    pub(super) fn pulse(&mut self, on: Day, score: i32, source: PulseSource) -> Result<()> {
        let Some(contact) = self.somebody(on).map(|one| one.id) else { return Ok(()) };
        let (quote, topic) = self.said.quote(self.chance, &self.talk, score);
        let id = self.edit.mint()?;
        self.edit.put(&Pulse {
            id,
            account: self.account,
            contact: Some(contact),
            on,
            score: score as u8,
            source,
            topics: vec![topic],
            quote: Some(quote),
            ..Pulse::default()
        })
    }
}
