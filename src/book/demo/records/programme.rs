//! Plans, radar, credit and bills of a made-up account: what a good team keeps.

use super::Scribe;
use crate::book::demo::said::{SAVED, WON};
use crate::book::demo::story::Story;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::insight::InsightShare;
use crate::domain::money::Currency;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::reference::Objection;
use crate::domain::reference::Reference;
use crate::domain::watch::Watch;
use crate::domain::words::{Channel, ContributionKind, Formality, OpportunityState, PlanKind, UpdateTopic};

/// What a made-up customer says against an objection.
const fn said(fear: Objection) -> &'static str {
    match fear {
        Objection::Abandoned => "They still call about {thing} when there is nothing to sell.",
        Objection::WhomToCall => "From the first day {site} had one name and one number.",
        Objection::RepLeaves => "Our rep changed and {site} hardly noticed.",
        Objection::PriceJumps => "They told us the price of {product} a year ahead, and why.",
        Objection::WillItWork => "{thing} was in use in {site} on the day they had said.",
    }
}

impl Scribe<'_, '_> {
    /// Plans, radar, credit, updates, bills: what a good team keeps.
    pub(super) fn programme(&mut self) -> Result<()> {
        let (n, story) = (self.life.number, self.life.story);
        let is_kept = self.life.lost.is_none() && self.life.notice_on.is_none();
        if is_kept && (n.is_multiple_of(11) || story == Story::JointPlan) && self.life.signed < self.today.plus(-100) {
            self.plan()?;
        }
        if is_kept && (n % 5 == 1 || story == Story::Expanded) {
            self.opportunity()?;
        }
        if is_kept && matches!(story, Story::Expanded | Story::Weathered | Story::JointPlan | Story::Window) {
            self.credit()?;
            self.reference()?;
            self.share()?;
        }
        if self.life.value > 8_000_000 && self.life.lost.is_none() {
            self.watch()?;
        }
        self.first_invoice()?;
        self.updates()
    }

    fn plan(&mut self) -> Result<()> {
        let plan = self.edit.mint()?;
        let started_on = self.until.plus(-90);
        let joint = self.life.luck > 0.5;
        let [wins, risks] = [&["fewer hours on {thing} for {site}, a reference for us"], &["{site} moves in spring"]]
            .map(|words| self.say(words, self.until));
        self.edit.put(&Plan {
            id: plan,
            external_id: Some(format!("PL{:05}", self.life.number)),
            account: self.account,
            formality: if self.life.luck > 0.5 { Formality::Formal } else { Formality::Informal },
            kind: if joint { PlanKind::Joint } else { PlanKind::Internal },
            started_on,
            invited_on: Some(started_on),
            agreed_on: joint.then(|| started_on.plus(10)),
            reviewed_on: joint.then(|| self.until.plus(-21)),
            review_on: Some(self.today.plus(30)),
            mutual_wins: Some(wins),
            could_go_wrong: Some(risks),
            products_owned: Some(self.talk.product.to_owned()),
            whitespace: Some(self.other_product().to_owned()),
            ..Plan::default()
        })?;
        let objective = self.say(&["Halve the hours spent on {thing}", "{thing} in {site} without paper"], self.until);
        let id = self.edit.mint()?;
        self.edit.put(&Goal {
            id,
            plan,
            objective,
            measure: Some("hours a month".to_owned()),
            our_owner: Some(self.lead),
            their_owner: self.first(self.until),
            due: Some(self.today.plus(120)),
            ..Goal::default()
        })
    }

    fn opportunity(&mut self) -> Result<()> {
        let title = format!("{} for {}", self.other_product(), self.say(&["{site}"], self.until));
        let id = self.edit.mint()?;
        self.edit.put(&Opportunity {
            id,
            account: self.account,
            title,
            value: Some(self.life.value / 4),
            currency: Currency::EUR,
            owner: Some(self.lead),
            state: OpportunityState::Open,
            expected_on: Some(self.today.plus(self.chance.between(20, 120))),
            ..Opportunity::default()
        })
    }

    /// What else they might buy.
    fn other_product(&self) -> &'static str {
        if self.talk.product == "Analytics" { "Training" } else { "Analytics" }
    }

    /// Somebody helped: lately where it was to win more, years ago where it was to keep them. The latest wait for thanks.
    fn credit(&mut self) -> Result<()> {
        let number = self.life.number;
        let is_save = self.life.story == Story::Weathered;
        let lately = self.today.plus(-(1 + number as i32 % 9));
        let waits = self.life.story == Story::Expanded || number % 32 == 3;
        let on = if waits { lately } else { self.life.signed.plus(100).min(lately) };
        let what = self.say(if is_save { SAVED } else { WON }, on);
        let id = self.edit.mint()?;
        self.edit.put(&Contribution {
            id,
            account: self.account,
            member: if is_save { self.staff.service(number) } else { self.staff.technical },
            kind: if is_save { ContributionKind::Save } else { ContributionKind::Win },
            on,
            what,
            thanked_on: (!waits).then(|| on.plus(3).min(self.today)),
            ..Contribution::default()
        })?;
        // Not all on one day: by the day of their own beginning.
        if number.is_multiple_of(4) {
            self.referred(self.until.plus(-(self.life.signed.number() % 200)))?;
        }
        Ok(())
    }

    fn share(&mut self) -> Result<()> {
        let Some(insight) = self.staff.insights.get(self.life.number as usize % 4).copied() else { return Ok(()) };
        let on = self.until.plus(-(2 + self.life.signed.number() % 6));
        let (contact, reaction) =
            (self.first(on), self.say(&["passed it on to {site}", "asks for the numbers behind it"], on));
        let id = self.edit.mint()?;
        self.edit.put(&InsightShare {
            id,
            insight,
            account: self.account,
            contact,
            member: Some(self.lead),
            on,
            reaction: Some(reaction),
            ..InsightShare::default()
        })
    }

    fn reference(&mut self) -> Result<()> {
        let on = self.life.signed.plus(120);
        if on > self.until {
            return Ok(());
        }
        let fear = *self.chance.pick(Objection::ALL);
        let (contact, words) = (self.first(on), self.say(&[said(fear)], on));
        let id = self.edit.mint()?;
        self.edit.put(&Reference {
            id,
            account: self.account,
            contact,
            on,
            objection: Some(fear),
            words,
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
    fn updates(&mut self) -> Result<()> {
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
            contact: self.first(self.until),
            gap: gap.map(str::to_owned),
            sent_on: (on <= self.today).then_some(on),
            known_on: (on > self.today).then_some(self.today),
            ..CompanyUpdate::default()
        })
    }

    fn first_invoice(&mut self) -> Result<()> {
        let issued_on = self.life.signed.plus(30);
        if issued_on > self.until || self.life.story == Story::NoContract {
            return Ok(());
        }
        let paid = issued_on.plus(self.chance.between(9, 29));
        let paid_on = Some(paid.min(self.until)).filter(|_| paid <= self.until);
        self.invoice("I", (issued_on, issued_on.plus(30)), paid_on, self.life.value / 12)
    }
}
