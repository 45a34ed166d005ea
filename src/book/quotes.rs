//! What customers said, turned into steps: a quote becomes an action for the one who leads the account.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::churn::Churn;
use crate::domain::day::{Day, written};
use crate::domain::id::Id;
use crate::domain::insight::InsightShare;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::reference::Reference;
use crate::domain::text::fit;
use crate::domain::words::Channel;

/// Days in which a quote is acted on, at the latest; on a rest day the working day before.
pub const DAYS: i32 = 7;

/// A record that holds words of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// What they said with a pulse.
    Pulse(Id<Pulse>),
    /// What they said when they left.
    Loss(Id<Churn>),
    /// What they said to an insight.
    InsightShare(Id<InsightShare>),
    /// What they can be quoted with.
    Reference(Id<Reference>),
}

/// Words of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Where they stand.
    pub source: Source,
    /// Whose customer.
    pub account: Id<Account>,
    /// What was said.
    pub words: String,
    /// Who said it and how: “Jane Roe, pulse 2/5”.
    pub who: String,
    /// When.
    pub on: Day,
}

impl Book {
    /// The words that this record holds; none: nobody is quoted in it.
    pub fn quote(&mut self, source: Source) -> Result<Option<Quote>> {
        let (account, words, contact, how, on) = match source {
            Source::Pulse(id) => {
                let it = self.get(id)?;
                (it.account, it.quote, it.contact, format!("pulse {}/5", it.score), it.on)
            }
            Source::Loss(id) => {
                let it = self.get(id)?;
                (it.account, it.quote, None, "when they left".to_owned(), it.on)
            }
            Source::InsightShare(id) => {
                let it = self.get(id)?;
                let title = self.get(it.insight)?.title;
                (it.account, it.reaction, it.contact, format!("on “{}”", fit(&title, 60)), it.on)
            }
            Source::Reference(id) => {
                let it = self.get(id)?;
                (it.account, Some(it.words), it.contact, "story".to_owned(), it.on)
            }
        };
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else { return Ok(None) };
        let name = contact.map(|contact| self.get(contact)).transpose()?.map(|contact| contact.name);
        let who = [name, Some(how)].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Ok(Some(Quote { source, account, words: words.trim().to_owned(), who, on }))
    }

    /// Everything an account is quoted with, the newest first.
    pub fn quotes_of(&mut self, account: Id<Account>) -> Result<Vec<Quote>> {
        let pulses: Vec<Pulse> = self.of_account(account)?;
        let losses: Vec<Churn> = self.of_account(account)?;
        let shares: Vec<InsightShare> = self.of_account(account)?;
        let stories: Vec<Reference> = self.of_account(account)?;
        let sources = pulses.iter().map(|it| Source::Pulse(it.id));
        let sources = sources.chain(losses.iter().map(|it| Source::Loss(it.id)));
        let sources = sources.chain(shares.iter().map(|it| Source::InsightShare(it.id)));
        let sources: Vec<Source> = sources.chain(stories.iter().map(|it| Source::Reference(it.id))).collect();
        let mut quotes = Vec::new();
        for source in sources {
            quotes.extend(self.quote(source)?);
        }
        quotes.sort_by_key(|quote| std::cmp::Reverse(quote.on));
        Ok(quotes)
    }

    /// The newest quote of an account that has these words; without words, the newest.
    pub fn quote_with(&mut self, account: Id<Account>, words: &str) -> Result<Quote> {
        let wanted = words.trim().to_lowercase();
        let found = self.quotes_of(account)?.into_iter().find(|quote| quote.words.to_lowercase().contains(&wanted));
        let name = self.get(account)?.name;
        found.ok_or_else(|| {
            let shown =
                if wanted.is_empty() { String::new() } else { format!(" with “{}”", fit(words.trim(), 40)) };
            Problem::not_found(format!("{} has no quote{shown}; p records a pulse with one.", fit(&name, 60)))
        })
    }

    /// Makes an action out of a quote: for whoever leads the account, a call within [`DAYS`]. A quote that has an open action
    /// already is not acted on twice.
    pub fn act_on(&mut self, quote: &Quote) -> Result<Outcome> {
        let today = self.today();
        let reason = format!("“{}”, {}, {}", quote.words, quote.who, quote.on);
        let open: Vec<Action> = self.of_account(quote.account)?;
        if let Some(action) = open.iter().find(|one| one.outcome.is_none() && one.reason.as_ref() == Some(&reason)) {
            let due = action.due.map_or_else(|| "no day".to_owned(), |due| written(due, today));
            return Err(Problem::input(format!("This quote has an action already, due {due}; e on it changes it.")));
        }
        let (name, owner) = (self.get(quote.account)?.name, self.lead(quote.account)?);
        let due = self.calendar().working_day_before(today.plus(DAYS)).max(today);
        let action = Action {
            id: Id::NEW,
            account: Some(quote.account),
            title: format!("Act on “{}”", fit(&quote.words, 60)),
            channel: Some(Channel::Call),
            owner,
            due: Some(due),
            reason: Some(reason),
            known_on: Some(today),
            ..Action::default()
        };
        let ((), outcome) = self.edit(Op::Add, |edit| {
            let action = Action { id: edit.mint()?, ..action };
            edit.summary(format!("{name}: {}, due {}", action.title, written(due, today)));
            edit.put(&action)
        })?;
        Ok(outcome)
    }
}
