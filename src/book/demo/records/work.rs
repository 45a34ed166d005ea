//! Work at a made-up account: actions, commitments, hand-offs, the checklist.

use super::Scribe;
use crate::book::demo::said::{BOUGHT, PROMISES, TODO};
use crate::book::demo::story::Story;
use crate::domain::action::Action;
use crate::domain::checklist::ChecklistItem;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::problem::Result;
use crate::domain::touch::Touch;
use crate::domain::words::{ActionOutcome, Channel, CommitmentKind, HandoffState, ValueTag};

impl Scribe<'_, '_> {
    /// Actions and commitments by hand, done and open, around today, and what a start needs; the playbooks add the contacts.
    pub(super) fn work(&mut self, brief: bool) -> Result<()> {
        if self.life.lost.is_some() {
            return Ok(());
        }
        if self.life.number.is_multiple_of(4) {
            let due = self.today.plus(self.chance.between(1, 14));
            self.action(due, TODO, "next step after the last call")?;
        }
        if self.life.signed.days_to(self.today) < 100 {
            self.action(self.life.signed.plus(30).working_day_before(), TODO, "next step after the kickoff")?;
        }
        if self.life.number % 13 == 2 {
            self.commitment()?;
        }
        let age = self.life.signed.days_to(self.today);
        if (3..400).contains(&age) {
            self.handoffs()?;
        }
        if (1..400).contains(&age) {
            self.next_step()?;
        }
        if age < 400 && !brief {
            self.checklist()?;
        }
        Ok(())
    }

    pub(super) fn action(&mut self, due: Day, titles: &[&str], reason: &str) -> Result<()> {
        let id = self.edit.mint()?;
        let done = due < self.today;
        let title = self.say(titles, self.until);
        let speaks = ["Call", "Ask", "Introduce"].iter().any(|verb| title.starts_with(verb));
        let channel = if speaks { Channel::Call } else { Channel::Email };
        self.edit.put(&Action {
            id,
            account: Some(self.account),
            title,
            channel: Some(channel),
            owner: Some(self.lead),
            due: Some(due),
            done_on: done.then(|| due.plus(1).min(self.today)),
            outcome: done.then_some(ActionOutcome::Done),
            reason: Some(reason.to_owned()),
            minutes: Some(*self.chance.pick(&[5, 10, 15, 30])),
            known_on: Some(due.plus(-10).min(self.today)),
            ..Action::default()
        })
    }

    fn commitment(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        // From today to ten days ahead, one after the other, so that every book has some of each.
        let due = self.today.plus((self.life.number as i32 / 13 * 7) % 11);
        let kind = if self.chance.happens(0.6) { CommitmentKind::Commitment } else { CommitmentKind::NextStep };
        let what = self.say(PROMISES, self.until);
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
        let kept_on = Some(due.plus(self.chance.between(-3, 0))).filter(|on| *on <= self.today);
        let what = self.say(&["the kickoff in {site}, with {who}"], self.life.signed);
        let known_on = self.life.signed.plus(1);
        self.edit.put(&Commitment {
            account: Some(self.account),
            owner: Some(self.lead),
            due: Some(due),
            kept_on,
            ..Commitment::open(id, CommitmentKind::NextStep, what, Some(known_on))
        })
    }

    /// Most hand-offs are accepted within a day; a hurried one is sent back and offered again, one waits.
    fn handoffs(&mut self) -> Result<()> {
        let first = self.life.signed.plus(1);
        let hurried = self.life.story == Story::HandoffReturned || self.life.luck < 0.45;
        if hurried {
            let gaps = self.say(&["who decides in {site}", "what {who} was told about training"], first);
            self.handoff(first, HandoffState::Returned, Some(first.plus(2)), Some(gaps))?;
        }
        let on = if hurried { self.life.signed.plus(6) } else { first };
        let answered = on.plus(1);
        if self.life.story == Story::HandoffWaits || answered > self.today {
            return if on <= self.today { self.handoff(on, HandoffState::Offered, None, None) } else { Ok(()) };
        }
        self.handoff(on, HandoffState::Accepted, Some(answered), None)?;
        // Most sellers are there when whoever takes it on meets them first.
        if self.life.luck > 0.4 { self.kickoff(answered.plus(6)) } else { Ok(()) }
    }

    fn kickoff(&mut self, on: Day) -> Result<()> {
        let Some(contact) = self.first(on).filter(|_| on <= self.until) else { return Ok(()) };
        let summary = self.say(&["kickoff in {site}: who does what, and by when"], on);
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
            summary: Some(summary),
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
        let why = self.say(BOUGHT, offered_on);
        let open = self.say(&["training dates in {site}", "who answers on {thing}"], offered_on);
        let id = self.edit.mint()?;
        self.edit.put(&Handoff {
            id,
            account: self.account,
            from_member: Some(self.lead),
            to_member: Some(self.staff.service(self.life.number)),
            offered_on,
            state,
            answered_on: answered_on.filter(|on| *on <= self.today),
            why_bought: Some(why),
            open_points: Some(open),
            interim_contact: Some(self.lead),
            told_on: Some(offered_on),
            gaps,
            ..Handoff::default()
        })
    }

    /// The checklist: given in the first weeks, confirmed where somebody asked.
    fn checklist(&mut self) -> Result<()> {
        let checklist = self.edit.rules().checklist.list.clone();
        for (place, item) in checklist.into_iter().enumerate() {
            let given_on = self.life.signed.plus(5 + 6 * place as i32);
            if given_on > self.until || (self.life.luck < 0.5 && place > 2) {
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
                confirmed_by: confirmed_on.and_then(|on| self.first(on)),
                ..ChecklistItem::default()
            })?;
        }
        Ok(())
    }
}
