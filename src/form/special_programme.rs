//! The same as `special` for what the company does for its customers: plans, updates, insights, the charter and its leaders.

use super::Form;
use super::draft::{Draft, Names};
use super::field::Field;
use super::record::RecordForm;
use crate::book::{Book, Outcome};
use crate::domain::agreement::Agreement;
use crate::domain::charter::is_active;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::day::Day;
use crate::domain::insight::{Insight, InsightShare};
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::plan::{Goal, Plan, review_after};
use crate::domain::problem::{Problem, Result};
use crate::domain::watch::Watch;

/// What is entered on another day than its own was not known before.
fn known_since(on: Day, today: Day) -> Option<Day> {
    Some(today).filter(|today| *today != on)
}

/// Refuses a day that lies ahead.
fn not_ahead(field: &'static str, day: Day, today: Day, says: &str) -> Result<()> {
    if day > today { Err(Problem::field(field, format!("{day} is in the future; {says}"))) } else { Ok(()) }
}

impl RecordForm for Plan {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        match it {
            Some(it) => format!("The {} plan with {}", it.kind.word(), names.account),
            None => format!("New plan with {}", names.account),
        }
    }

    /// A new plan proposes its review as the tier of the account says.
    fn open(form: &mut Form, it: Option<&Self>, names: &Names, book: &Book) -> Result<()> {
        if let (None, Some(account)) = (it, names.id) {
            form.set("review_on", &book.today().plus(book.review_days(account)?).to_string());
        }
        Ok(())
    }

    /// A review that was held moves the next one, unless the form says when that is.
    fn close(&mut self, before: Option<&Self>, _: &Draft<'_>, book: &Book) -> Result<()> {
        let days = book.review_days(self.account)?;
        let asked = self.review_on;
        self.review_on = match before.map(|it| (it.review_on, it.reviewed_on)) {
            Some((next, last)) if (next, last) == (asked, self.reviewed_on) => next,
            // The review that was due has been held: the day that stands there is over.
            Some((next, _)) if next == asked => Some(review_after(None, self.started_on, self.reviewed_on, days)),
            _ => Some(review_after(asked, self.started_on, self.reviewed_on, days)),
        };
        Ok(())
    }
}

impl RecordForm for Goal {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        it.map_or_else(|| format!("New goal of {}", names.account), |it| it.objective.clone())
    }
}

impl RecordForm for Watch {
    fn heading(_: Option<&Self>, names: &Names) -> String {
        format!("Who keeps an eye on {}", names.account)
    }
}

impl RecordForm for CompanyUpdate {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        let to = if names.account.is_empty() { "everybody" } else { names.account.as_str() };
        it.map_or_else(|| format!("Company update to {to}"), |it| it.title.clone())
    }

    fn open(form: &mut Form, it: Option<&Self>, names: &Names, book: &Book) -> Result<()> {
        if it.is_none() {
            form.set("channel", "email");
            form.set("member", &names.ours(book.updates_owner()?));
        }
        if names.account.is_empty() {
            form.fields.retain(|field| field.key != "contact");
        }
        Ok(())
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        if let Some(sent) = self.sent_on.filter(|sent| *sent > draft.today) {
            let sentence = format!("{sent} is in the future; leave it blank until the update is sent.");
            return Err(Problem::field("sent_on", sentence));
        }
        match before {
            // Of a day of today or before, a new one is recorded because it was sent.
            None => {
                self.sent_on = self.sent_on.or(Some(self.on)).filter(|sent| *sent <= draft.today);
                self.known_on = known_since(self.sent_on.unwrap_or(self.on), draft.today);
            }
            // The book learns now that it was sent on a day that has passed.
            Some(before) if before.sent_on != self.sent_on && self.sent_on.is_some_and(|sent| sent < draft.today) => {
                self.known_on = Some(draft.today);
            }
            Some(_) => {}
        }
        Ok(())
    }
}

impl RecordForm for Insight {
    fn open(form: &mut Form, it: Option<&Self>, _: &Names, book: &Book) -> Result<()> {
        if it.is_none() {
            form.set("expires_on", &book.today().plus(90).to_string());
        }
        Ok(())
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        if before.is_none() {
            self.known_on = known_since(self.on, draft.today);
        }
        Ok(())
    }

    /// What sells in it is said, and it is kept all the same.
    fn keep(self, _: Option<&Self>, _: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
        let sells =
            book.what_sells(&self.title)?.map_or_else(|| book.what_sells(&self.so_what), |why| Ok(Some(why)))?;
        let mut outcome = book.keep(self)?.1;
        if let Some(why) = sells.filter(|_| outcome.step > 0) {
            outcome.summary = format!("{} ▲ reads like selling: {why}", outcome.summary);
        }
        Ok(outcome)
    }
}

impl RecordForm for InsightShare {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        format!("{} an insight with {}", if it.is_some() { "Shared" } else { "Share" }, names.account)
    }

    /// Which insight, and with which pair of counterparts: two fields that stand for several of the record.
    fn open(form: &mut Form, it: Option<&Self>, names: &Names, book: &Book) -> Result<()> {
        let (today, all) = (book.today(), book.all::<Insight>()?);
        let named = it.and_then(|it| all.iter().find(|one| one.id == it.insight)).map(|one| one.title.clone());
        let fresh = all.iter().filter(|one| one.expires_on.is_none_or(|day| day >= today));
        let options = fresh.rev().map(|one| one.title.clone()).collect();
        let pairs = names.id.map_or_else(|| Ok(Vec::new()), |account| book.pairs(account))?;
        let is_pair = |it: &InsightShare| {
            pairs.iter().find(|one| (Some(one.member), Some(one.contact)) == (it.member, it.contact))
        };
        let pair = it.and_then(is_pair).map(|one| one.words.clone()).unwrap_or_default();
        let pairs: Vec<String> = pairs.iter().map(|one| one.words.clone()).collect();
        let insight = Field::choice("insight", "Insight", options, named.unwrap_or_default());
        form.fields.insert(0, insight.needed().hint("Stale ones are not offered"));
        form.fields.insert(1, Field::choice("pair", "Counterparts", pairs, pair).hint("Blank: name the two below"));
        Ok(())
    }

    /// A pair names both its people, unless others are named.
    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, book: &Book) -> Result<()> {
        let title = draft.words("insight");
        let mut all: Vec<Insight> = book.all()?;
        all.sort_by_key(|one| before.is_none_or(|it| it.insight != one.id));
        let none = || Problem::field("insight", format!("No insight is called “{title}”; add it on screen 6 first."));
        self.insight = all.into_iter().find(|one| one.title == title).ok_or_else(none)?.id;
        if let Some(words) = draft.text("pair")
            && let Some(pair) = book.pairs(self.account)?.into_iter().find(|one| one.words == words)
        {
            self.contact = self.contact.or(Some(pair.contact));
            self.member = self.member.or(Some(pair.member));
        }
        not_ahead("on", self.on, draft.today, "an insight is shared today or before.")?;
        if before.is_none() {
            self.known_on = known_since(self.on, draft.today);
        }
        Ok(())
    }
}

impl RecordForm for Agreement {
    fn heading(it: Option<&Self>, _: &Names) -> String {
        it.map_or_else(|| "Who agreed, in their words".to_owned(), |it| format!("{} agreed", it.who))
    }

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, book: &Book) -> Result<()> {
        let actions = book.charter_actions()?;
        let open: Vec<_> = actions.iter().filter(|one| is_active(one)).collect();
        let named = it.and_then(|it| actions.iter().find(|one| one.id == it.commitment)).map(|one| one.what.clone());
        let only = if let [only] = open.as_slice() { Some(only.what.clone()) } else { None };
        let options = open.iter().map(|one| one.what.clone()).collect();
        let action = Field::choice("action", "To which action", options, named.or(only).unwrap_or_default());
        form.fields.insert(0, action.needed());
        Ok(())
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, book: &Book) -> Result<()> {
        let name = draft.words("action");
        let mut actions = book.charter_actions()?;
        // Of two with one name the one that runs is meant, and what was meant before stays so.
        actions.sort_by_key(|one| (before.is_none_or(|it| it.commitment != one.id), !is_active(one)));
        let none = || Problem::field("action", format!("No charter action is called “{name}”; n makes one."));
        self.commitment = actions.into_iter().find(|one| one.what == name).ok_or_else(none)?.id;
        not_ahead("on", self.on, draft.today, "somebody agrees today or before.")?;
        if before.is_none() {
            self.known_on = known_since(self.on, draft.today);
        }
        Ok(())
    }
}

impl RecordForm for LeadershipRequest {
    fn heading(it: Option<&Self>, _: &Names) -> String {
        it.map_or_else(|| "Leadership request".to_owned(), crate::domain::record::Record::title)
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        for (field, day) in [("asked_on", Some(self.asked_on)), ("held_on", self.held_on)] {
            day.map_or(Ok(()), |day| not_ahead(field, day, draft.today, "give the day under “Set for”."))?;
        }
        if before.is_none() {
            self.known_on = known_since(self.asked_on, draft.today);
        }
        Ok(())
    }
}
