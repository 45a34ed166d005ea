//! What is done about our people from wherever one is: asking what if one of them leaves, one step for an exposed account,
//! thanks.

use super::app::{App, Effect};
use super::place::Place;
use super::screen::team::WordsFor;
use super::step::Step;
use super::tour::Deed;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::mail::{address, mailto};
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;

impl App {
    /// Asks on screen 4 what if the selected team member leaves, or whoever leads the selected account.
    pub(super) fn ask_what_if(
        &mut self,
        record: Option<RecordRef>,
        account: Option<Id<Account>>,
        name: &str,
    ) -> Result<Step> {
        let lead = || account.map(|account| self.book.lead(account)).transpose().map(Option::flatten);
        let member = match record {
            Some(RecordRef::Departure(member)) => Some(member),
            record => record.and_then(|record| record.id()).map_or_else(lead, |member| Ok(Some(member)))?,
        };
        let member = member
            .ok_or_else(|| Problem::input(format!("{name} has no account lead; : and new assignment adds one.")))?;
        if self.here != Place::Team {
            self.leave();
        }
        self.screens.team.ask(member);
        self.here = Place::Team;
        self.reload();
        self.tour_saw(Deed::WhatIf);
        Ok(Step::Stay)
    }

    /// Puts the step for the selected exposed account on the list of its lead: the next one or the quick one.
    pub(super) fn take_step(&mut self) -> Result<Step> {
        if let Some((account, quick)) = self.screens.team.step_for() {
            let taken = if quick { self.book.take_quick_win(account) } else { self.book.take_step(account) };
            self.did(&taken?);
        }
        Ok(Step::Stay)
    }

    /// A quick win that stands on the list is done; else somebody was thanked or talked with.
    pub(super) fn done_on_team(&mut self, account: Option<Id<Account>>) -> Result<Step> {
        match self.screens.team.quick_line() {
            Some(line) => Ok(self.open_log(account, Some(line))),
            None => self.thank(),
        }
    }

    /// Notes that whoever helped was thanked today, or that somebody was talked with.
    fn thank(&mut self) -> Result<Step> {
        if let Some(member) = self.screens.team.to_talk_to() {
            let outcome = self.book.talked_inside(member)?;
            self.did(&outcome);
        } else if let Some(contribution) = self.screens.team.to_thank() {
            return self.open_form(FormRequest::Thank(contribution));
        } else if let Some(WordsFor::Helpers(account)) = self.screens.team.words_for() {
            return self.open_form(FormRequest::Told(account));
        }
        Ok(Step::Stay)
    }

    /// The words that are prepared for whoever the selected row of the internal network is about, and for whom.
    pub(super) fn prepared_words(&self) -> Result<Option<(Vec<Id<Member>>, String)>> {
        if self.here != Place::Team {
            return Ok(None);
        }
        Ok(match self.screens.team.words_for() {
            Some(WordsFor::Thanks(id)) => {
                let it = self.book.get(id)?;
                Some((vec![it.member], self.book.thanks_words(&it)?))
            }
            Some(WordsFor::Helpers(account)) => {
                let told = self.book.updates_for_helpers(account)?;
                Some((told.helpers, told.words))
            }
            None => None,
        })
    }

    /// Begins a mail with the words that are prepared for whoever helped.
    pub(super) fn mail_helpers(&mut self, who: &[Id<Member>], words: &str) -> Result<Step> {
        let mut addresses = Vec::new();
        for one in who {
            let member = self.book.get(*one)?;
            let Some(address) = member.email.as_deref().and_then(address) else {
                let none = "has no e-mail address; e on screen 4 adds one. y copies the words.";
                return Err(Problem::input(format!("{} {none}", member.name)));
            };
            addresses.push(address);
        }
        let to = addresses.join(",");
        self.errand = Some(Effect::Mail(mailto(&to, "Thank you", words), to));
        Ok(Step::Stay)
    }
}
