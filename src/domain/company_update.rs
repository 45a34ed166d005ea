//! Communications: what the company tells.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::planned::Progress;
use super::problem::Result;
use super::record::record;
use super::words::{Channel, UpdateTopic};

record! {
    /// A one-way message of the company.
    CompanyUpdate: CompanyUpdates {
        account: Option<Id<Account>> = "Account" [natural];
        title: String as NAME = "What is told" [needed natural];
        topic: Option<UpdateTopic> = "Topic";
        on: Day = "On" [needed natural] hint "A day ahead: it is planned, and a task of its owner on that day";
        channel: Option<Channel> = "How";
        member: Option<Id<Member>> = "Owner";
        contact: Option<Id<Contact>> = "Who hears it" [natural];
        gap: Option<String> = "They did not know" hint "Awareness gaps: what?";
        sent_on: Option<Day> = "Sent" [later] hint "Blank until it is sent; d on its task confirms it";
    }
    title |it| it.title.clone();
    ahead |it| Some(it.on);
    learns |it, today| it.sent_on = it.sent_on.filter(|sent| *sent <= today);
    older |it, older| {
        if !(older.given)("sent_on") {
            it.sent_on = it.said_to_be_sent();
        }
        Ok(())
    };
}

impl CompanyUpdate {
    /// When it was sent, by what was confirmed by `today`.
    pub fn sent(&self, today: Day) -> Option<Day> {
        self.sent_on.filter(|sent| *sent <= today)
    }

    /// How far it is.
    pub fn progress(&self, today: Day) -> Progress {
        Progress::of(self.on, self.sent_on, today)
    }

    /// Of files and books from before there was a field for it: what was learned on its day or later was written down as sent,
    /// what was planned ahead was never confirmed.
    fn said_to_be_sent(&self) -> Option<Day> {
        self.known_on.is_none_or(|known| known >= self.on).then_some(self.on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Older, Record};

    #[test]
    fn what_was_planned_ahead_in_an_older_book_is_not_sent_because_its_day_has_passed() {
        let day = |text: &str| Day::parse(text).unwrap();
        let older = Older { given: &|_| false, member: &|_| Ok(None) };
        for (known, sent) in
            [(None, true), (Some("2026-11-10"), true), (Some("2026-11-12"), true), (Some("2026-11-09"), false)]
        {
            let mut it = CompanyUpdate { on: day("2026-11-10"), known_on: known.map(day), ..CompanyUpdate::default() };
            it.read_older(&older).unwrap();
            it.learned(day("2026-11-22"));
            assert_eq!(it.sent_on, sent.then(|| day("2026-11-10")), "{known:?}");
        }
        let mut ahead = CompanyUpdate { on: day("2026-12-01"), ..CompanyUpdate::default() };
        ahead.read_older(&older).unwrap();
        ahead.learned(day("2026-11-22"));
        assert_eq!((ahead.sent_on, ahead.known_on), (None, Some(day("2026-11-22"))), "a plan is nothing that was sent");
    }
}
