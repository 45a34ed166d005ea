//! What happened to a made-up account, and how it was lost.

use super::Scribe;
use crate::book::demo::said::{ISSUES, QUOTES};
use crate::domain::churn::Churn;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::issue::Issue;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::words::EventKind;

const LEFT: &[&str] = &["took a job in {site}", "retired", "went to a supplier in {site}", "moved to the group"];

impl Scribe<'_, '_> {
    pub(super) fn happenings(&mut self) -> Result<()> {
        if let Some((opened_on, closed)) = self.life.escalated.filter(|(on, _)| *on <= self.until) {
            let closed_on = closed.filter(|closed| *closed <= self.until);
            self.issue(opened_on, closed_on, true)?;
            self.event(opened_on, EventKind::Escalation, None)?;
        }
        // Small problems come and go everywhere.
        let (number, middle) = (self.life.number, self.until.plus(-200));
        if number % 5 == 1 && self.life.signed < middle {
            self.issue(middle, Some(middle.plus(3 + number as i32 % 9)), false)?;
        }
        if let Some(on) = self.life.sponsor_left.filter(|on| *on <= self.until) {
            let why = self.say(LEFT, on);
            self.event(on, EventKind::SponsorLeft, Some(why))?;
        }
        if let Some(on) = self.life.price_rise {
            self.event(on, EventKind::PriceIncrease, Some(format!("{} %", 3 + self.life.number % 5)))?;
        }
        if let Some(on) = self.life.notice_on {
            self.event(on, EventKind::Notice, None)?;
        }
        Ok(())
    }

    fn issue(&mut self, opened_on: Day, closed_on: Option<Day>, escalation: bool) -> Result<()> {
        let id = self.edit.mint()?;
        let title = self.say(ISSUES, opened_on);
        let account = self.account;
        self.edit.put(&Issue {
            id,
            account,
            title,
            escalation,
            opened_on,
            closed_on,
            owner: Some(self.lead),
            ..Issue::default()
        })
    }

    /// Something that happened; what lies ahead was announced a while ago.
    pub(super) fn event(&mut self, on: Day, kind: EventKind, detail: Option<String>) -> Result<()> {
        let id = self.edit.mint()?;
        let known_on = (on > self.today).then(|| self.today.plus(-10));
        self.edit.put(&Event { id, external_id: None, account: self.account, on, kind, detail, known_on })
    }

    pub(super) fn loss(&mut self) -> Result<()> {
        let Some(loss) = self.life.lost.clone() else { return Ok(()) };
        let id = self.edit.mint()?;
        let words: Vec<&str> = QUOTES[0].iter().map(|(words, _)| *words).collect();
        let quote = self.say(&words, loss.decided);
        self.edit.put(&Churn {
            id,
            account: self.account,
            on: loss.on,
            decided_on: Some(loss.decided),
            kind: Some(loss.kind),
            reason: Some(loss.cause.reason().to_owned()),
            quote: Some(quote),
            value: Some(self.life.value),
            currency: Currency::EUR,
            ..Churn::default()
        })
    }
}
