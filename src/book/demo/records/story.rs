//! What the story of an account leaves in the book besides the usual: what its score is made of, and what was said.

use super::Scribe;
use super::meetings::Meeting;
use crate::book::demo::said::PROMISES;
use crate::book::demo::story::Story;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::invoice::Invoice;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::reading::Reading;
use crate::domain::referral::Referral;
use crate::domain::words::{Channel, CommitmentKind, EventKind, PulseSource, ValueTag};

impl Scribe<'_, '_> {
    pub(super) fn story(&mut self) -> Result<()> {
        let today = self.today;
        let ago = |days: i32| today.plus(-days);
        match self.life.story {
            Story::ChampionLeft => {
                self.champion()?;
                self.action(self.today, &["Ask {who} who takes over {thing}"], "the champion left")?;
            }
            Story::Successor | Story::Notice => self.champion()?,
            Story::PriceRise => {
                self.tells(ago(6), &["price letter to {site}; {who} asks what they get for it"])?;
                self.pulse(ago(6), 3, PulseSource::Said)?;
            }
            Story::Escalation => {
                for (days, score) in [(110, 4), (62, 4), (25, 2), (5, 1)] {
                    self.pulse(ago(days), score, PulseSource::Said)?;
                }
                self.tells(ago(5), &["{who} took {thing} to the board; no answer from our workshop yet"])?;
                self.action(self.today, &["Call {who} with the date of the fix"], "an escalation is open")?;
            }
            Story::OverdueCommitment => {
                self.tells(ago(14), &["{who} needs the rollout dates for {site} by the end of the week"])?;
                self.commitments(ago(1).working_day_before(), ago(14))?;
            }
            Story::LateInvoice => self.invoice("L", (ago(92), ago(62)), None, self.life.value / 12)?,
            Story::DisputedInvoice => self.invoice("D", (ago(34), ago(4)), None, self.life.value / 12)?,
            Story::Reorganised => {
                self.event(ago(60), EventKind::Reorg, None)?;
                self.tells(ago(41), &["two sites become one; {who} does not know yet who decides"])?;
            }
            Story::Competitor => {
                self.event(ago(20), EventKind::Competitor, None)?;
                self.tells(ago(20), &["{who} invited another supplier to show {thing} in {site}"])?;
            }
            Story::Window => self.pulse(ago(9), 5, PulseSource::Said)?,
            Story::NoContract => self.orders()?,
            Story::UsageFell | Story::ReadingsStopped | Story::LowNps | Story::Calm => self.readings()?,
            Story::JointPlan => self.referred(ago(50))?,
            Story::Downsell => {
                self.tells(ago(30), &["{who}: fewer people in {site}, so fewer logins next year too"])?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The champion said goodbye; the successor, where there is one, was met.
    fn champion(&mut self) -> Result<()> {
        let Some(left) = self.life.sponsor_left else { return Ok(()) };
        if let Some((id, given)) = self.contacts.get(1).map(|one| (one.id, one.given.clone())) {
            let words = &["{who} leaves this month; nobody is named for {thing} yet"];
            self.meet(
                id,
                &given,
                &Meeting { on: left.plus(-5), channel: Channel::Call, tag: ValueTag::Listened, words },
            )?;
        }
        let successor = self.life.successor.zip(self.contacts.last().map(|one| (one.id, one.given.clone())));
        if let Some((from, (id, given))) = successor {
            let words = &["met {who}, who took over {thing} and {site}"];
            self.meet(
                id,
                &given,
                &Meeting { on: from.plus(9), channel: Channel::Visit, tag: ValueTag::Listened, words },
            )?;
        }
        if let Some(on) = self.life.notice_on {
            self.tells(on, &["{who} gave notice: {site} goes to the supplier of the group"])?;
            self.pulse(on, 1, PulseSource::Said)?;
        }
        Ok(())
    }

    /// A contact tells us something on the telephone.
    fn tells(&mut self, on: Day, words: &[&str]) -> Result<()> {
        let Some((id, given)) = self.somebody(on).map(|one| (one.id, one.given.clone())) else { return Ok(()) };
        self.meet(id, &given, &Meeting { on, channel: Channel::Call, tag: ValueTag::Listened, words })
    }

    fn commitments(&mut self, due: Day, known_on: Day) -> Result<()> {
        let id = self.edit.mint()?;
        let what = self.say(&PROMISES[4..], known_on);
        self.edit.put(&Commitment {
            account: Some(self.account),
            owner: Some(self.lead),
            due: Some(due),
            ..Commitment::open(id, CommitmentKind::Commitment, what, Some(known_on))
        })
    }

    /// Orders without a contract: every other month, of late a third of what they were.
    fn orders(&mut self) -> Result<()> {
        for number in 0..14 {
            let issued_on = self.today.plus(-(20 + 45 * number));
            let amount = self.life.value / 8 / if number < 3 { 3 } else { 1 };
            let due = issued_on.plus(30);
            if issued_on > self.life.signed {
                self.invoice(&format!("O{number}-"), (issued_on, due), Some(due.min(self.today)), amount)?;
            }
        }
        Ok(())
    }

    pub(super) fn invoice(
        &mut self,
        letter: &str,
        (issued_on, due_on): (Day, Day),
        paid_on: Option<Day>,
        amount: i64,
    ) -> Result<()> {
        let id = self.edit.mint()?;
        self.edit.put(&Invoice {
            id,
            account: self.account,
            number: Some(format!("{letter}{:06}", self.life.number + 1)),
            issued_on,
            due_on: Some(due_on),
            paid_on,
            amount: Some(amount),
            currency: Currency::EUR,
            disputed: letter == "D",
            ..Invoice::default()
        })
    }

    /// A reading a month: how often they sign in, or whether they would recommend us.
    fn readings(&mut self) -> Result<()> {
        let story = self.life.story;
        if story == Story::Calm && !self.life.number.is_multiple_of(3) {
            return Ok(());
        }
        let usual = f64::from(self.chance.between(120, 900));
        let (from, to) = if story == Story::ReadingsStopped { (5, 17) } else { (0, 12) };
        for month in from..=to {
            let on = self.today.plus(-(6 + 30 * month));
            if on <= self.life.signed {
                break;
            }
            let falls = match (story, month) {
                (Story::UsageFell, 0) => 0.35,
                (Story::UsageFell, 1) => 0.6,
                (Story::UsageFell, 2) => 0.85,
                _ => 1.0,
            };
            let value = (usual * falls * (1.0 + 0.04 * self.chance.bell())).round();
            self.reading("Logins", on, value)?;
        }
        if story == Story::LowNps {
            self.reading("NPS", self.today.plus(-12), -40.0)?;
        }
        Ok(())
    }

    fn reading(&mut self, metric: &str, on: Day, value: f64) -> Result<()> {
        let id = self.edit.mint()?;
        let (account, metric) = (self.account, metric.to_owned());
        self.edit.put(&Reading { id, account, metric, on, value, ..Reading::default() })
    }

    /// A contact named somebody who might need us too.
    pub(super) fn referred(&mut self, on: Day) -> Result<()> {
        use crate::book::demo::words::{FIRST, TRADES};
        if on < self.life.signed || on > self.until {
            return Ok(());
        }
        let companies = self.chance.pick(TRADES).companies;
        let house = *self.chance.pick(companies);
        let referred = format!("{} {house}", self.chance.pick(FIRST));
        let contact = self.first(on);
        let id = self.edit.mint()?;
        self.edit.put(&Referral { id, account: self.account, contact, on, referred, ..Referral::default() })
    }
}
