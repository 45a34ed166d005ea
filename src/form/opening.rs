//! From the words of a command to the form that is meant.

use super::kinds::{Kind, Of};
use super::making::Making;
use super::meant::Meant;
use super::record_ref::RecordRef;
use super::stage::Which;
use super::which::{account_and_rest, by_id, meant, missing};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, ProblemKind, Result};

impl Kind {
    /// The form that makes a new one; `words`: what it belongs to.
    pub(crate) fn making(self, words: &[String], book: &Book) -> Result<Making> {
        Ok(match self {
            Kind::Account => nothing_more(words, Making::Account(None))?,
            Kind::Member => nothing_more(words, Making::Member(None))?,
            Kind::Rate => nothing_more(words, Making::Rate(None))?,
            Kind::Connection => nothing_more(words, Making::Connection(book.connection_points().list.len()))?,
            Kind::Action if words.is_empty() => Making::Action(None, None),
            Kind::Action => Making::Action(Some(account(words, book)?), None),
            Kind::Contact => Making::Contact(account(words, book)?, None),
            Kind::Seat => Making::Seat(account(words, book)?, None),
            Kind::Contract => Making::Contract(account(words, book)?, None),
            Kind::Issue => Making::Issue(account(words, book)?, None),
            Kind::Event => Making::Event(account(words, book)?, None),
            Kind::Promise => Making::Promise(account(words, book)?, None),
            Kind::Opportunity => Making::Opportunity(account(words, book)?, None),
            Kind::Credit => Making::Credit(account(words, book)?, None),
            Kind::Story => Making::Story(account(words, book)?, None),
            Kind::Loss => Making::Loss(account(words, book)?, None),
            Kind::Plan => Making::Plan(account(words, book)?, None),
            Kind::Goal => new_goal(account(words, book)?, book)?,
            Kind::Watch => Making::Watch(account(words, book)?, None),
            Kind::Pulse => Making::Pulse(account(words, book)?, None),
            Kind::Stage => Making::Stage(Which::Behind(stage_before(words, book)?)),
            Kind::Playbook if words.is_empty() => Making::NewPlaybook(None),
            Kind::Playbook => {
                let key = &book.stages().read(&words.join(" "))?.key;
                Making::NewPlaybook(book.stages().place(key))
            }
            Kind::Task => Making::Task(whole(Kind::Playbook, words, book)?.playbook()?, None),
            Kind::Offer => Making::HandoffOffer(account(words, book)?),
            Kind::Charter => nothing_more(words, Making::Charter(None))?,
            Kind::Agreement => nothing_more(words, Making::Agreement(None, None))?,
            Kind::Ask => nothing_more(words, Making::Ask(None))?,
            Kind::Definition => nothing_more(words, Making::Definition(book.definitions().list.len()))?,
            Kind::Target => nothing_more(words, Making::Target(book.targets().list.len()))?,
            Kind::SavedFilter => nothing_more(words, Making::SavedFilter(book.saved_filters().list.len()))?,
            Kind::Insight => nothing_more(words, Making::Insight(None))?,
            Kind::Share => Making::Share(account(words, book)?, None, None),
            Kind::News => Making::News(some_account(words, book)?, None),
            Kind::HuddleDecision => Making::HuddleDecision(some_account(words, book)?),
            Kind::Pledge
            | Kind::Fears
            | Kind::Pay
            | Kind::Began
            | Kind::Morning
            | Kind::Marks
            | Kind::Departure
            | Kind::Rules
            | Kind::Holidays
            | Kind::Kit
            | Kind::KitItem
            | Kind::Doubt
            | Kind::Told
            | Kind::Decision
            | Kind::Return
            | Kind::Answer => self.changing(words, book)?,
        })
    }

    /// The form that changes one; `words`: what it belongs to, and which it is.
    pub(crate) fn changing(self, words: &[String], book: &Book) -> Result<Making> {
        Ok(match self {
            Kind::Holidays => nothing_more(words, Making::Holidays)?,
            Kind::Kit => nothing_more(words, Making::Kit)?,
            Kind::Morning => nothing_more(words, Making::Morning)?,
            Kind::Marks => Making::Marks(account(words, book)?),
            Kind::Pledge => nothing_more(words, Making::Pledge)?,
            Kind::Told => Making::Told(account(words, book)?),
            Kind::Fears => nothing_more(words, Making::Fears)?,
            Kind::Pay => nothing_more(words, Making::Pay)?,
            Kind::Began => nothing_more(words, Making::Began)?,
            Kind::Decision => {
                let line = self.which(words, book)?.contract()?;
                Making::Decision(book.get(line)?.account, line)
            }
            Kind::Return => {
                let account = book.get(account(words, book)?)?;
                let loss = book.open_loss(account.id)?.ok_or_else(|| not_lost(&account))?;
                Making::Return(account.id, loss.id)
            }
            Kind::Offer => Making::HandoffOffer(account(words, book)?),
            Kind::Answer => {
                let account = book.get(account(words, book)?)?;
                let open = book.open_handoff(account.id)?;
                let open = open.map_or_else(|| Err(not_offered(&account, book)), Ok)?;
                Making::HandoffAnswer(account.id, open.id)
            }
            _ => Making::changing(self.which(words, book)?.record, book)?,
        })
    }

    /// The one that is meant; `words`: what it belongs to, and which it is.
    pub(crate) fn which(self, words: &[String], book: &Book) -> Result<Meant> {
        match self.row().of {
            Of::Book => whole(self, words, book),
            Of::Playbook => {
                let (first, rest) = words.split_first().ok_or_else(|| missing("playbook", "VP3"))?;
                let playbook = whole(Kind::Playbook, std::slice::from_ref(first), book)?.playbook()?;
                meant(self, None, Some(playbook), &rest.join(" "), book)
            }
            Of::Account | Of::AnyAccount => {
                // An id needs no account before it.
                if let Some(one) = by_id(self, &words.join(" "), book)? {
                    return Ok(one);
                }
                let (account, rest) = match account_and_rest(words, book) {
                    // What is for no account is found by its own name.
                    Err(problem) if self.row().of == Of::AnyAccount && problem.kind == ProblemKind::NotFound => {
                        return whole(self, words, book).map_err(|_| problem);
                    }
                    found => found?,
                };
                meant(self, Some(&account), None, &rest.join(" "), book)
            }
        }
    }
}

fn whole(kind: Kind, words: &[String], book: &Book) -> Result<Meant> {
    meant(kind, None, None, &words.join(" "), book)
}

fn account(words: &[String], book: &Book) -> Result<Id<Account>> {
    if words.is_empty() {
        return Err(missing("account", "northwind"));
    }
    Ok(book.account_called(&words.join(" "))?.id)
}

/// The account that these words name; none: none in particular.
fn some_account(words: &[String], book: &Book) -> Result<Option<Id<Account>>> {
    if words.is_empty() { Ok(None) } else { account(words, book).map(Some) }
}

/// A new goal of the plan that runs.
pub(crate) fn new_goal(account: Id<Account>, book: &Book) -> Result<Making> {
    let plan = book.running_plan(account)?.ok_or_else(|| {
        Problem::input("No plan runs with them; make one first: n on the Plan tab, or “mainstay new plan”.")
    })?;
    Ok(Making::Goal(account, plan.id, None))
}

/// The stage that a new one stands behind: the one named, else the last.
fn stage_before(words: &[String], book: &Book) -> Result<usize> {
    let last = book.stages().list.len().saturating_sub(1);
    if words.is_empty() {
        return Ok(last);
    }
    let key = book.stages().read(&words.join(" "))?.key.clone();
    Ok(book.stages().place(&key).unwrap_or(last))
}

fn nothing_more(words: &[String], making: Making) -> Result<Making> {
    match words {
        [] => Ok(making),
        [word, ..] => {
            let shown = crate::domain::text::fit(word, 40);
            Err(Problem::input(format!("“{shown}” is out of place; say what stands in a field with FIELD=VALUE.")))
        }
    }
}

fn not_lost(account: &Account) -> Problem {
    let name = crate::domain::text::fit(&account.name, 60);
    Problem::input(format!("{name} is not lost; there is nobody to come back."))
}

/// The refusal of an answer where nothing waits for one: what was answered before, and the way.
fn not_offered(account: &Account, book: &Book) -> Problem {
    let name = crate::domain::text::fit(&account.name, 60);
    let before = match book.latest_handoff(account.id) {
        Ok(Some(last)) => {
            let on = last.answered_on.map_or_else(String::new, |day| format!(" on {day}"));
            format!("; the last one was {}{on}", last.state)
        }
        Ok(None) | Err(_) => String::new(),
    };
    Problem::input(format!("No hand-off of {name} waits for an answer{before}; “mainstay handoff offer” makes one."))
}

impl Meant {
    fn playbook(&self) -> Result<usize> {
        match self.record {
            RecordRef::Playbook(place) => Ok(place),
            _ => Err(Problem::internal("A playbook is something else.")),
        }
    }
}

impl Making {
    /// Its kind. Without a rest, so that a new form cannot be forgotten by the command line.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Making::Account(_) => Kind::Account,
            Making::Contact(..) => Kind::Contact,
            Making::Member(_) => Kind::Member,
            Making::Seat(..) | Making::Vacant(..) => Kind::Seat,
            Making::Contract(..) => Kind::Contract,
            Making::Action(..) | Making::AskIn(_) => Kind::Action,
            Making::Issue(..) => Kind::Issue,
            Making::Event(..) => Kind::Event,
            Making::Promise(..) => Kind::Promise,
            Making::Opportunity(..) => Kind::Opportunity,
            Making::KitItem(..) | Making::Tick(..) => Kind::KitItem,
            Making::Kit => Kind::Kit,
            Making::Morning => Kind::Morning,
            Making::Credit(..) | Making::CreditFor(..) => Kind::Credit,
            Making::Marks(_) => Kind::Marks,
            Making::Plan(..) => Kind::Plan,
            Making::Goal(..) => Kind::Goal,
            Making::Doubt(..) => Kind::Doubt,
            Making::Told(_) => Kind::Told,
            Making::Watch(..) => Kind::Watch,
            Making::Departure(_) => Kind::Departure,
            Making::Story(..) => Kind::Story,
            Making::Loss(..) => Kind::Loss,
            Making::Pulse(..) | Making::PulseTaken(..) => Kind::Pulse,
            Making::Rate(_) => Kind::Rate,
            Making::Connection(_) => Kind::Connection,
            Making::Rules(_) => Kind::Rules,
            Making::Stage(_) => Kind::Stage,
            Making::Playbook(_) | Making::NewPlaybook(_) => Kind::Playbook,
            Making::Task(..) => Kind::Task,
            Making::Charter(_) => Kind::Charter,
            Making::Agreement(..) => Kind::Agreement,
            Making::Ask(_) => Kind::Ask,
            Making::Pledge => Kind::Pledge,
            Making::Definition(_) => Kind::Definition,
            Making::Fears => Kind::Fears,
            Making::Pay => Kind::Pay,
            Making::Began => Kind::Began,
            Making::Target(_) => Kind::Target,
            Making::SavedFilter(_) => Kind::SavedFilter,
            Making::News(..) | Making::NewsOn(_) => Kind::News,
            Making::Insight(_) => Kind::Insight,
            Making::Share(..) => Kind::Share,
            Making::HuddleDecision(_) | Making::TopicDecision(_) => Kind::HuddleDecision,
            Making::Holidays => Kind::Holidays,
            Making::Decision(..) => Kind::Decision,
            Making::Return(..) => Kind::Return,
            Making::HandoffOffer(_) => Kind::Offer,
            Making::HandoffAnswer(..) => Kind::Answer,
        }
    }
}
