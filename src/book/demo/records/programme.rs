//! Plans, radar, credit and bills of a made-up account: what a good team keeps.

use super::Scribe;
use crate::book::demo::words::{FIRST, SECOND};
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::insight::InsightShare;
use crate::domain::invoice::Invoice;
use crate::domain::money::Currency;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::reference::Objection;
use crate::domain::reference::Reference;
use crate::domain::referral::Referral;
use crate::domain::watch::Watch;
use crate::domain::words::{Channel, ContributionKind, Formality, OpportunityState, PlanKind, UpdateTopic};

/// What a made-up customer says against a fear.
const fn said(fear: Objection) -> &'static str {
    match fear {
        Objection::Abandoned => "They still call when there is nothing to sell.",
        Objection::WhomToCall => "From the first day I had one name and one number.",
        Objection::RepLeaves => "Our rep changed and we hardly noticed.",
        Objection::PriceJumps => "They told us the price a year ahead, and why.",
        Objection::WillItWork => "It was in use on the day they had said.",
    }
}

impl Scribe<'_, '_> {
    /// Plans, radar, credit, news, bills: what a good team keeps.
    pub(super) fn programme(&mut self) -> Result<()> {
        let n = self.life.number;
        if n.is_multiple_of(7) && self.life.lost.is_none() {
            self.plan()?;
        }
        if n % 5 == 1 {
            self.opportunity()?;
        }
        if n % 16 == 3 || (n % 8 == 3 && self.life.luck > 0.6) {
            self.credit()?;
            self.story()?;
        }
        if self.life.value > 8_000_000 && self.life.lost.is_none() {
            self.watch()?;
        }
        self.invoice()?;
        self.news()
    }

    fn plan(&mut self) -> Result<()> {
        let plan = self.edit.mint()?;
        let started_on = self.until.plus(-90).max(self.life.signed);
        self.edit.put(&Plan {
            id: plan,
            external_id: Some(format!("PL{:05}", self.life.number)),
            account: self.account,
            formality: if self.life.luck > 0.3 { Formality::Formal } else { Formality::Informal },
            kind: if self.life.luck > 0.5 { PlanKind::Joint } else { PlanKind::Internal },
            started_on,
            invited_on: Some(started_on),
            agreed_on: (self.life.luck > 0.5).then(|| started_on.plus(10).min(self.today)),
            review_on: Some(self.today.plus(30)),
            mutual_wins: Some("fewer errors for them, a reference for us".to_owned()),
            could_go_wrong: Some("their reorganisation in spring".to_owned()),
            products_owned: Some("Platform".to_owned()),
            whitespace: Some("Analytics".to_owned()),
            ..Plan::default()
        })?;
        let id = self.edit.mint()?;
        self.edit.put(&Goal {
            id,
            plan,
            objective: "Halve delivery errors".to_owned(),
            measure: Some("errors a month".to_owned()),
            our_owner: Some(self.lead),
            their_owner: self.contacts.first().copied(),
            due: Some(self.today.plus(120)),
            ..Goal::default()
        })
    }

    fn opportunity(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        self.edit.put(&Opportunity {
            id,
            account: self.account,
            title: "Analytics for a second site".to_owned(),
            value: Some(self.life.value / 4),
            currency: Currency::EUR,
            owner: Some(self.lead),
            state: OpportunityState::Open,
            expected_on: Some(self.today.plus(self.chance.between(20, 120))),
            ..Opportunity::default()
        })
    }

    fn credit(&mut self) -> Result<()> {
        // Every second one is of late: somebody helped to keep them.
        let n = self.life.number;
        let is_save = n % 16 == 3 && self.life.lost.is_none();
        let on = if is_save { self.today.plus(-(n as i32 / 16 % 12)) } else { self.life.signed };
        // Some wait for their thanks in every book.
        let thanked = self.chance.happens(0.7) && n % 32 != 3;
        let id = self.edit.mint()?;
        let account = self.account;
        self.edit.put(&Contribution {
            id,
            external_id: None,
            account,
            member: if is_save { self.staff.service(n) } else { self.staff.technical },
            kind: if is_save { ContributionKind::Save } else { ContributionKind::Win },
            on,
            what: if is_save { "sat with them until the outage was over" } else { "built the pilot in a week" }
                .to_owned(),
            thanked_on: (thanked || on < self.today.plus(-60)).then(|| on.plus(3).min(self.today)),
            known_on: None,
        })?;
        let contact = self.contacts.first().copied();
        let id = self.edit.mint()?;
        let referred = format!("{} {}", self.chance.pick(FIRST), self.chance.pick(SECOND));
        self.edit.put(&Referral {
            id,
            external_id: None,
            account,
            contact,
            // Not all on one day: by the day of their own beginning.
            on: self.until.plus(-(self.life.signed.number() % 200)).max(self.life.signed),
            referred,
            outcome: None,
            known_on: None,
        })?;
        if let Some(insight) = self.staff.insight {
            let id = self.edit.mint()?;
            self.edit.put(&InsightShare {
                id,
                insight,
                account,
                contact,
                member: Some(self.lead),
                on: self.until.plus(-(2 + self.life.signed.number() % 6)),
                reaction: Some("passed it on".to_owned()),
                ..InsightShare::default()
            })?;
        }
        Ok(())
    }

    fn story(&mut self) -> Result<()> {
        let on = self.life.signed.plus(120);
        if on > self.until {
            return Ok(());
        }
        let id = self.edit.mint()?;
        let fear = *self.chance.pick(Objection::ALL);
        self.edit.put(&Reference {
            id,
            account: self.account,
            contact: self.contacts.first().copied(),
            on,
            objection: Some(fear),
            words: said(fear).to_owned(),
            consent_on: self.chance.happens(0.6).then(|| on.plus(5)).filter(|on| *on <= self.today),
            named: self.chance.happens(0.3),
            ..Reference::default()
        })
    }

    fn watch(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        let cover = Some(self.staff.technical).filter(|cover| *cover != self.lead);
        self.edit.put(&Watch {
            id,
            account: self.account,
            member: self.lead,
            cover,
            since: self.life.signed,
            ..Watch::default()
        })
    }

    /// What one account was told, what it had not known, and what a young one hears next.
    fn news(&mut self) -> Result<()> {
        let age = self.life.signed.days_to(self.today);
        if self.life.lost.is_some() {
            return Ok(());
        }
        if age < 45 && !self.life.number.is_multiple_of(3) {
            for (days, title) in [(7, "Who answers which question"), (21, "What the first month brings")] {
                self.tell(self.today.plus(days), UpdateTopic::Initiatives, title, None)?;
            }
        } else if self.life.number % 9 == 4 && age > 100 {
            let gap = "that we train the users on site";
            self.tell(self.today.plus(-35), UpdateTopic::NewProducts, "A training house of our own", Some(gap))?;
        }
        Ok(())
    }

    fn tell(&mut self, on: Day, topic: UpdateTopic, title: &str, gap: Option<&str>) -> Result<()> {
        let id = self.edit.mint()?;
        self.edit.put(&CompanyUpdate {
            id,
            account: Some(self.account),
            on,
            topic: Some(topic),
            title: title.to_owned(),
            channel: Some(Channel::Email),
            member: Some(self.staff.communications),
            contact: self.contacts.first().copied(),
            gap: gap.map(str::to_owned),
            known_on: (on > self.today).then_some(self.today),
            ..CompanyUpdate::default()
        })
    }

    fn invoice(&mut self) -> Result<()> {
        let issued_on = self.life.signed.plus(30);
        if issued_on > self.until {
            return Ok(());
        }
        let id = self.edit.mint()?;
        self.edit.put(&Invoice {
            id,
            account: self.account,
            number: Some(format!("I{:06}", self.life.number + 1)),
            issued_on,
            due_on: Some(issued_on.plus(30)),
            paid_on: self.chance.happens(0.9).then(|| issued_on.plus(25)).filter(|paid| *paid <= self.until),
            amount: Some(self.life.value / 12),
            currency: Currency::EUR,
            disputed: self.chance.happens(0.05),
            ..Invoice::default()
        })
    }
}
