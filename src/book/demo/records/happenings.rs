//! What happened to a made-up account, and how it was lost.

use super::Scribe;
use crate::book::demo::words::ISSUES;
use crate::domain::churn::Churn;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::issue::Issue;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::words::EventKind;

impl Scribe<'_, '_> {
    pub(super) fn happenings(&mut self) -> Result<()> {
        if let Some((opened_on, closed)) = self.life.escalated.filter(|(on, _)| *on <= self.until) {
            let id = self.edit.mint()?;
            let title = (*self.chance.pick(ISSUES)).to_owned();
            let closed_on = Some(closed).filter(|closed| *closed <= self.until);
            let account = self.account;
            self.edit.put(&Issue { id, account, title, opened_on, closed_on, escalation: true, ..Issue::default() })?;
            self.event(opened_on, EventKind::Escalation, None)?;
        }
        if let Some(on) = self.life.sponsor_left.filter(|on| *on <= self.until) {
            self.event(on, EventKind::SponsorLeft, Some("took a job elsewhere"))?;
        }
        if let Some(on) = self.life.price_rise.filter(|on| *on <= self.until) {
            self.event(on, EventKind::PriceIncrease, Some("6 %"))?;
        }
        if let Some(on) = self.life.notice_on {
            self.event(on, EventKind::Notice, None)?;
        }
        Ok(())
    }

    pub(super) fn event(&mut self, on: Day, kind: EventKind, detail: Option<&str>) -> Result<()> {
        let id = self.edit.mint()?;
        let (account, detail) = (self.account, detail.map(str::to_owned));
        self.edit.put(&Event { id, external_id: None, account, on, kind, detail, known_on: None })
    }

    pub(super) fn loss(&mut self) -> Result<()> {
        let Some(loss) = &self.life.lost else { return Ok(()) };
        let id = self.edit.mint()?;
        self.edit.put(&Churn {
            id,
            account: self.account,
            on: loss.on,
            decided_on: Some(loss.decided),
            kind: Some(loss.kind),
            reason: Some(loss.reason.to_owned()),
            quote: Some(loss.quote.to_owned()).filter(|quote| !quote.is_empty()),
            value: Some(self.life.value),
            currency: Currency::EUR,
            ..Churn::default()
        })
    }
}
