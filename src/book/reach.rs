//! Whom to ask at an account, and the mails that fit.

use super::Book;
use super::page::Brief;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::spoken;
use crate::domain::id::Id;
use crate::domain::mail::{Filling, Fits, Template, templates};
use crate::domain::problem::Result;

/// Before a notice deadline that is so many days away, one writes about the renewal.
const RENEWAL_DAYS: i32 = 120;
/// So many days after a touch, one writes a thank-you.
const THANKS_DAYS: i32 = 14;

impl Brief {
    /// Whom to ask: of those who are there, the one whose role weighs most, with an address or a number if anybody has one.
    pub fn to_ask(&self) -> Option<&Contact> {
        let here = || self.contacts.iter().filter(|one| one.left_on.is_none());
        here().find(|one| one.email.is_some() || one.phone.is_some()).or_else(|| here().next())
    }
}

/// A mail to somebody, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What kind of mail it is.
    pub title: &'static str,
    /// Its words.
    pub template: &'static Template,
    /// What they are filled with.
    pub filling: Filling,
}

impl Book {
    /// The mails that fit for this contact of this account now, the most fitting first; the last one always does.
    pub fn mails_to(&mut self, account: Id<Account>, contact: &Contact) -> Result<Vec<Mail>> {
        let (brief, today) = (self.brief(account)?, self.today());
        let escalation = brief.issues.iter().find(|one| one.escalation);
        let deadline = brief.facts.decision_on.filter(|day| (0..=RENEWAL_DAYS).contains(&today.days_to(*day)));
        let filling = Filling {
            name: contact.name.clone(),
            account: brief.account.name.clone(),
            step: self.next_at(account)?.map(|(step, _)| step),
            me: self.me()?.map_or_else(|| brief.lead.clone(), |me| me.name),
            day: deadline.map_or_else(String::new, |day| spoken(day, today)),
            issue: escalation.map_or_else(String::new, |issue| issue.title.clone()),
        };
        let met = |days: i32| {
            let with = brief.touches.iter().filter(|touch| touch.contacts.contains(&contact.id));
            with.into_iter().any(|touch| touch.on.days_to(today) <= days)
        };
        let fits = |template: &&'static Template| match template.fits {
            Fits::Always => true,
            Fits::Escalation => escalation.is_some(),
            Fits::Renewal => deadline.is_some(),
            Fits::Thanks => met(THANKS_DAYS),
            Fits::Introduction => !met(i32::MAX),
        };
        let mails = templates().iter().filter(fits);
        Ok(mails.map(|template| Mail { title: &template.title, template, filling: filling.clone() }).collect())
    }
}
