//! Work at a made-up account: actions, promises, hand-offs.

use super::Scribe;
use crate::book::demo::words::{PROMISES, REASONS, TODO};
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::problem::Result;
use crate::domain::words::{ActionOutcome, Channel, CommitmentKind, HandoffState};

impl Scribe<'_, '_> {
    /// Actions and promises by hand, done and open, around today; the playbooks add theirs.
    pub(super) fn work(&mut self) -> Result<()> {
        if self.life.lost.is_some() {
            return Ok(());
        }
        if self.life.number.is_multiple_of(4) {
            let due = self.today.plus(self.chance.between(-4, 12)).working_day_before();
            self.action(due, "next step after the last call")?;
        }
        if self.life.signed.days_to(self.today) < 100 {
            self.action(self.life.signed.plus(30).working_day_before(), "next step after the kickoff")?;
        }
        if self.life.number % 13 == 2 {
            self.promise()?;
        }
        if (3..20).contains(&self.life.signed.days_to(self.today)) {
            self.handoff()?;
        }
        Ok(())
    }

    fn action(&mut self, due: Day, reason: &str) -> Result<()> {
        let id = self.edit.mint()?;
        let done = due.plus(3) < self.today;
        self.edit.put(&Action {
            id,
            external_id: None,
            account: Some(self.account),
            title: (*self.chance.pick(TODO)).to_owned(),
            channel: Some(*self.chance.pick(&[Channel::Call, Channel::Email, Channel::Meet])),
            owner: Some(self.lead),
            due: Some(due),
            done_on: done.then(|| due.plus(1)),
            outcome: done.then_some(ActionOutcome::Done),
            reason: Some(reason.to_owned()),
            playbook: None,
            minutes: Some(*self.chance.pick(&[5, 10, 15, 30])),
            known_on: Some(due.plus(-10).min(self.today)),
        })
    }

    fn promise(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        let due = self.today.plus(self.chance.between(-6, 10));
        self.edit.put(&Commitment {
            id,
            external_id: None,
            account: Some(self.account),
            kind: if self.chance.happens(0.6) { CommitmentKind::Promise } else { CommitmentKind::NextStep },
            what: (*self.chance.pick(PROMISES)).to_owned(),
            owner: Some(self.lead),
            due: Some(due),
            kept_on: None,
            broken_on: None,
            measure: None,
            target: None,
            consequence: None,
            reason: None,
            known_on: Some(due.plus(-14).min(self.today)),
        })
    }

    fn handoff(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        let accepted = self.life.luck > 0.55;
        let offered_on = self.life.signed.plus(1);
        self.edit.put(&Handoff {
            id,
            external_id: None,
            account: self.account,
            from_member: Some(self.lead),
            to_member: Some(self.staff.service(self.life.number)),
            offered_on,
            state: if accepted { HandoffState::Accepted } else { HandoffState::Offered },
            answered_on: accepted.then(|| offered_on.plus(1)),
            why_bought: Some((*self.chance.pick(REASONS)).to_owned()),
            promises: None,
            people: None,
            open_points: Some("training dates".to_owned()),
            interim_contact: Some(self.lead),
            told_on: Some(offered_on),
            gaps: None,
            known_on: None,
        })
    }
}
