//! Work at a made-up account: actions, promises, hand-offs, the kit.

use super::Scribe;
use crate::book::demo::words::{PROMISES, REASONS, TODO};
use crate::domain::action::Action;
use crate::domain::checklist::ChecklistItem;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::problem::Result;
use crate::domain::touch::Touch;
use crate::domain::words::{ActionOutcome, Channel, CommitmentKind, HandoffState, ValueTag};

impl Scribe<'_, '_> {
    /// Actions and promises by hand, done and open, around today, and what a start needs; the playbooks add theirs.
    pub(super) fn work(&mut self, brief: bool) -> Result<()> {
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
        let age = self.life.signed.days_to(self.today);
        if (3..400).contains(&age) {
            self.handoffs()?;
        }
        if (1..400).contains(&age) {
            self.next_step()?;
        }
        if age < 400 && !brief {
            self.kit()?;
        }
        Ok(())
    }

    fn action(&mut self, due: Day, reason: &str) -> Result<()> {
        let id = self.edit.mint()?;
        let done = due.plus(3) < self.today;
        self.edit.put(&Action {
            id,
            account: Some(self.account),
            title: (*self.chance.pick(TODO)).to_owned(),
            channel: Some(*self.chance.pick(&[Channel::Call, Channel::Email, Channel::Meet])),
            owner: Some(self.lead),
            due: Some(due),
            done_on: done.then(|| due.plus(1)),
            outcome: done.then_some(ActionOutcome::Done),
            reason: Some(reason.to_owned()),
            minutes: Some(*self.chance.pick(&[5, 10, 15, 30])),
            known_on: Some(due.plus(-10).min(self.today)),
            ..Action::default()
        })
    }

    fn promise(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        // From six days late to ten days ahead, one after the other, so that every book has some of each.
        let due = self.today.plus((self.life.number as i32 / 13 * 7) % 17 - 6);
        let kind = if self.chance.happens(0.6) { CommitmentKind::Promise } else { CommitmentKind::NextStep };
        let what = (*self.chance.pick(PROMISES)).to_owned();
        self.edit.put(&Commitment {
            account: Some(self.account),
            owner: Some(self.lead),
            due: Some(due),
            ..Commitment::open(id, kind, what, Some(due.plus(-14).min(self.today)))
        })
    }

    /// What the customer knows comes next; most of it is kept in time.
    fn next_step(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        let due = self.life.signed.plus(12);
        let late = if self.life.luck > 0.4 { 0 } else { 20 };
        let kept_on = Some(due.plus(self.chance.between(-3, 4) + late)).filter(|on| *on <= self.today);
        let what = "the kickoff, with everybody who will work with them".to_owned();
        let known_on = self.life.signed.plus(if self.life.luck > 0.35 { 1 } else { 9 });
        self.edit.put(&Commitment {
            account: Some(self.account),
            owner: Some(self.lead),
            due: Some(due),
            kept_on,
            ..Commitment::open(id, CommitmentKind::NextStep, what, Some(known_on))
        })
    }

    /// Most hand-offs are taken within a day; a hurried one comes back and is offered again, a few wait.
    fn handoffs(&mut self) -> Result<()> {
        let (signed, luck) = (self.life.signed, self.life.luck);
        let first = signed.plus(1);
        if luck < 0.35 {
            let gaps = *self.chance.pick(&["who decides at their side", "what was promised about training"]);
            self.handoff(first, HandoffState::Returned, Some(first.plus(2)), Some(gaps.to_owned()))?;
        }
        let on = if luck < 0.35 { signed.plus(6) } else { first };
        // Some of the newest still wait.
        let waits = self.life.number.is_multiple_of(2) && signed.days_to(self.today) < 20;
        let answered = on.plus(if luck < 0.45 { 8 } else { 1 });
        if waits || answered > self.today {
            return if on <= self.today { self.handoff(on, HandoffState::Offered, None, None) } else { Ok(()) };
        }
        self.handoff(on, HandoffState::Accepted, Some(answered), None)?;
        // Most sellers are there when who takes it on meets them first.
        if luck > 0.4 { self.kickoff(answered.plus(6)) } else { Ok(()) }
    }

    fn kickoff(&mut self, on: Day) -> Result<()> {
        let Some(contact) = self.contacts.first().copied().filter(|_| on <= self.until) else { return Ok(()) };
        let id = self.edit.mint()?;
        self.edit.put(&Touch {
            id,
            account: self.account,
            on,
            channel: Channel::Meet,
            members: vec![self.lead, self.staff.service(self.life.number)],
            contacts: vec![contact],
            two_way: true,
            value_tag: Some(ValueTag::Planned),
            prep_minutes: Some(15),
            contact_minutes: Some(45),
            followup_minutes: Some(10),
            summary: Some("kickoff: who does what, and by when".to_owned()),
            ..Touch::default()
        })
    }

    fn handoff(
        &mut self,
        offered_on: Day,
        state: HandoffState,
        answered_on: Option<Day>,
        gaps: Option<String>,
    ) -> Result<()> {
        let id = self.edit.mint()?;
        self.edit.put(&Handoff {
            id,
            account: self.account,
            from_member: Some(self.lead),
            to_member: Some(self.staff.service(self.life.number)),
            offered_on,
            state,
            answered_on: answered_on.filter(|on| *on <= self.today),
            why_bought: Some((*self.chance.pick(REASONS)).to_owned()),
            open_points: Some("training dates".to_owned()),
            interim_contact: Some(self.lead),
            told_on: Some(offered_on),
            gaps,
            ..Handoff::default()
        })
    }

    /// The kit: given in the first weeks, confirmed where somebody asked.
    fn kit(&mut self) -> Result<()> {
        let kit = self.edit.rules().kit.list.clone();
        for (place, item) in kit.into_iter().enumerate() {
            let given_on = self.life.signed.plus(5 + 6 * place as i32);
            if given_on > self.today || (self.life.luck < 0.5 && place > 2) {
                break;
            }
            let confirmed_on = Some(given_on.plus(4)).filter(|on| self.life.luck > 0.4 && *on <= self.today);
            let id = self.edit.mint()?;
            self.edit.put(&ChecklistItem {
                id,
                account: self.account,
                item,
                given_on: Some(given_on),
                confirmed_on,
                confirmed_by: confirmed_on.and_then(|_| self.contacts.first().copied()),
                ..ChecklistItem::default()
            })?;
        }
        Ok(())
    }
}
