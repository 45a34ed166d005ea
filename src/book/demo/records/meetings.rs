//! Touches and pulses of a made-up account.

use super::Scribe;
use crate::book::demo::words::{QUOTES, SAID};
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::touch::Touch;
use crate::domain::words::{Channel, PulseSource, ValueTag};

impl Scribe<'_, '_> {
    pub(super) fn touches(&mut self, brief: bool) -> Result<()> {
        let span = self.life.signed.days_to(self.until).clamp(1, 1_095);
        let first = self.until.plus(-span);
        let usual = match self.life.value {
            8_000_000.. => 18,
            3_000_000.. => 33,
            _ => 55,
        };
        // As often for who stays as for who leaves, or their silence would tell of nothing but their age.
        let step = if brief { 55 } else { usual };
        let mut left = if brief { 20 } else { 400 };
        let mut day = first.plus(self.chance.between(0, 3.min(span)));
        while day <= self.until && left > 0 {
            left -= 1;
            self.touch(day)?;
            let neglected = self.life.neglected.is_some_and(|from| from <= day);
            let pace = if neglected { 4 } else { 1 };
            // Most are well looked after until the first value; the others are the abandoned sales.
            let is_young = self.life.signed.days_to(day) <= 90;
            let step = if is_young && !brief && self.life.luck > 0.2 { 9 } else { step };
            let jitter = if brief { 0 } else { self.chance.between(-step / 3, step / 3) };
            day = day.plus((step * pace + jitter).max(1));
        }
        Ok(())
    }

    fn touch(&mut self, on: Day) -> Result<()> {
        const WITH_EXECUTIVES: [Channel; 3] = [Channel::Meet, Channel::TradeShow, Channel::VipSession];
        const HOW: [Channel; 6] =
            [Channel::Call, Channel::Call, Channel::Email, Channel::Meet, Channel::Video, Channel::Visit];
        let mut channel = *self.chance.pick(&HOW);
        let mood = self.life.mood(self.chance, on);
        let (_, before) = self.staff.lead(self.life.number);
        let lead = before.filter(|_| on < self.staff.gone_on).unwrap_or(self.lead);
        let mut members = vec![lead];
        if self.life.luck > 0.45 && self.chance.happens(0.35) {
            members = vec![self.staff.service(self.life.number)];
        }
        if channel == Channel::Meet && self.life.luck > 0.7 && self.chance.happens(0.2) {
            members.push(self.staff.executives[0]);
            channel = WITH_EXECUTIVES[on.number().rem_euclid(3) as usize];
        }
        let reach = if self.life.luck > 0.5 { self.contacts.len() } else { 1 };
        let contact = self.contacts[self.chance.between(0, reach as i32 - 1) as usize];
        let two_way = channel != Channel::Email || self.chance.happens(0.6);
        let minutes = self.chance.between(10, 45) as u32;
        let value_tag = self.chance.happens(0.85).then(|| *self.chance.pick(ValueTag::ALL));
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
            summary: Some((*self.chance.pick(SAID[mood])).to_owned()),
            ..Touch::default()
        })
    }

    pub(super) fn pulses(&mut self, brief: bool) -> Result<()> {
        let step = if brief { 115 } else { 75 };
        let mut day = self.life.signed.plus(self.chance.between(25, 60)).max(self.today.plus(-1_095));
        while day <= self.until {
            let asks = if self.life.neglected.is_some_and(|from| from <= day) { 0.15 } else { 0.55 };
            if self.chance.happens(asks) {
                self.pulse(day)?;
            }
            day = day.plus(step + self.chance.between(-15, 15));
        }
        Ok(())
    }

    fn pulse(&mut self, on: Day) -> Result<()> {
        let score = match self.life.mood(self.chance, on) {
            0 => self.chance.between(1, 2),
            1 => self.chance.between(2, 4),
            _ => self.chance.between(4, 5),
        };
        let (quote, topic) = *self.chance.pick(QUOTES[score as usize - 1]);
        let contact = *self.chance.pick(&self.contacts);
        let id = self.edit.mint()?;
        self.edit.put(&Pulse {
            id,
            account: self.account,
            contact: Some(contact),
            on,
            score: score as u8,
            source: if self.chance.happens(0.8) { PulseSource::Said } else { PulseSource::Observed },
            topics: vec![topic],
            quote: Some(quote.to_owned()),
            ..Pulse::default()
        })
    }
}
