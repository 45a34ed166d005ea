//! Actions: what is to be done.

use super::account::Account;
use super::day::Day;
use super::huddle::month_of;
use super::id::Id;
use super::member::Member;
use super::playbook_key::{Key, Mark};
use super::record::record;
use super::words::{ActionOutcome, Channel};

record! {
    /// Something to do: one owner, date, channel and outcome.
    Action: Actions {
        account: Option<Id<Account>> = "Account" [natural];
        title: String as NAME = "What to do" [needed natural];
        due: Option<Day> = "Due" [natural] hint "+7d, fri, 1 Dec or 2026-12-01";
        channel: Option<Channel> = "How";
        owner: Option<Id<Member>> = "Who" [natural];
        minutes: Option<u32> = "Minutes";
        reason: Option<String> = "Why";
        done_on: Option<Day> = "Done on" [hidden];
        outcome: Option<ActionOutcome> = "Outcome" [hidden];
        playbook: Option<String> = "Playbook" [hidden];
        playbook_step: Option<u32> as STEP = "Step of the playbook" [hidden];
        planned_on: Option<Day> = "Planned on" [hidden];
        playbook_mark: Option<Mark> = "Planned or changed" [hidden];
        cause: Option<String> = "Cause" [hidden];
        told_to: Option<Id<Member>> = "Told to" [hidden];
        huddle_month: Option<Day> = "Decided at the huddle of" [hidden];
    }
    title |it| it.title.clone();
    older |it, older| {
        if let Some(key) = it.playbook.as_deref().and_then(Key::parse) {
            it.set_key(key);
        }
        if !(older.given)("huddle_month") {
            it.huddle_month = it.huddle_month.or(it.reason.as_deref().and_then(month_of));
        }
        if !(older.given)("told_to") && let Some(name) = it.told_name() {
            it.told_to = (older.member)(name)?;
        }
        Ok(())
    };
}

impl Action {
    /// Its key, if it came from a playbook.
    pub fn key(&self) -> Option<Key> {
        Some(Key {
            code: self.playbook.clone()?,
            number: self.playbook_step? as usize,
            mark: self.playbook_mark?,
            planned_on: self.planned_on,
            cause: self.cause.clone()?,
        })
    }

    /// Marks it as the action of a playbook.
    pub fn set_key(&mut self, key: Key) {
        self.playbook = Some(key.code);
        self.playbook_step = u32::try_from(key.number).ok();
        self.playbook_mark = Some(key.mark);
        self.planned_on = key.planned_on;
        self.cause = Some(key.cause);
    }

    /// Whom it says to have told how the account stands, by the words of books from before there was a field for it: a title
    /// “Told Ana Ruiz: …” that ends with the beginning of the reason.
    fn told_name(&self) -> Option<&str> {
        let (name, said) = self.title.strip_prefix("Told ")?.split_once(": ")?;
        let in_full = self.reason.as_ref()?.replace('\n', " ");
        let is_note = self.outcome == Some(ActionOutcome::Done) && in_full.starts_with(said.trim_end_matches('…'));
        is_note.then_some(name)
    }

    /// Whether it notes that somebody was told how the account stands.
    pub fn is_told(&self) -> bool {
        self.told_to.is_some() && self.outcome == Some(ActionOutcome::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Older, Record};

    #[test]
    fn the_one_field_of_older_books_becomes_five_that_say_the_same() {
        let day = Day::parse("2026-12-01").ok();
        for (text, code, number, mark, planned_on, cause) in [
            ("VP12:2@2026-12-01:contract:C-77", "VP12", 2, Mark::Planned, day, "contract:C-77"),
            ("VP1:1@by-hand:signature", "VP1", 1, Mark::ByHand, None, "signature"),
            ("VP7:5@withdrawn:event:a key: with colons", "VP7", 5, Mark::Withdrawn, None, "event:a key: with colons"),
        ] {
            let mut action = Action { playbook: Some(text.into()), ..Action::default() };
            action.read_older(&Older::TODAY).unwrap();
            let wanted = Key { code: code.into(), number, mark, planned_on, cause: cause.into() };
            assert_eq!((action.key(), action.playbook.as_deref()), (Some(wanted), Some(code)), "{text}");
        }
        for other in ["", "VP12", "VP12:2:contract", "VP12:x@2026-12-01:contract", "VP12:1@soon:contract"] {
            let mut action = Action { playbook: Some(other.into()), ..Action::default() };
            action.read_older(&Older::TODAY).unwrap();
            assert_eq!((action.key(), action.playbook.as_deref()), (None, Some(other)), "{other}");
        }
    }
}
