//! From the words of a command to the form that is meant.

use super::candidate::Candidate;
use super::kinds::{Kind, Of};
use super::record_ref::RecordRef;
use super::request::FormRequest;
use super::resolve::{account_and_rest, by_id, meant, missing};
use super::stage::Which;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, ProblemKind, Result};

impl Kind {
    /// The form that makes a new one; `words`: what it belongs to.
    pub(crate) fn making(self, words: &[String], book: &Book) -> Result<FormRequest> {
        Ok(match self {
            Kind::Goal => new_goal(account(words, book)?, book)?,
            Kind::Pulse => FormRequest::Pulse(account(words, book)?, None),
            Kind::Charter => nothing_more(words, FormRequest::Charter)?,
            Kind::Connection => nothing_more(words, FormRequest::Connection(None))?,
            Kind::Stage => FormRequest::Stage(Which::Behind(stage_before(words, book)?)),
            Kind::DropOff => nothing_more(words, FormRequest::DropOff(None, None))?,
            Kind::Playbook if words.is_empty() => FormRequest::NewPlaybook(None),
            Kind::Playbook => FormRequest::NewPlaybook(Some(book.stages().read(&words.join(" "))?.key.clone())),
            Kind::Task => FormRequest::Task(whole(Kind::Playbook, words, book)?.playbook()?, None),
            Kind::Offer => FormRequest::HandoffOffer(account(words, book)?),
            Kind::Definition => nothing_more(words, FormRequest::Definition(None))?,
            Kind::Target => nothing_more(words, FormRequest::Target(None))?,
            Kind::SavedFilter => nothing_more(words, FormRequest::SavedFilter(None))?,
            Kind::HuddleDecision => FormRequest::HuddleDecision(some_account(words, book)?),
            _ => match (self.row().noun, self.row().of) {
                (None, _) => self.changing(words, book)?,
                (Some(noun), Of::Account) => FormRequest::New(noun, Some(account(words, book)?)),
                (Some(noun), Of::AnyAccount) => FormRequest::New(noun, some_account(words, book)?),
                (Some(noun), Of::Book | Of::Playbook) => nothing_more(words, FormRequest::New(noun, None))?,
            },
        })
    }

    /// The form that changes one; `words`: what it belongs to, and which it is.
    pub(crate) fn changing(self, words: &[String], book: &Book) -> Result<FormRequest> {
        Ok(match self {
            Kind::Holidays => nothing_more(words, FormRequest::Holidays)?,
            Kind::Checklist => nothing_more(words, FormRequest::Checklist)?,
            Kind::Morning => nothing_more(words, FormRequest::Morning)?,
            Kind::Marks => FormRequest::Marks(account(words, book)?),
            Kind::Keepers => FormRequest::Keepers(account(words, book)?),
            Kind::Pledge => nothing_more(words, FormRequest::Pledge)?,
            Kind::Told => FormRequest::Told(account(words, book)?),
            Kind::Objections => nothing_more(words, FormRequest::Objections)?,
            Kind::Pay => nothing_more(words, FormRequest::Pay)?,
            Kind::Began => nothing_more(words, FormRequest::Began)?,
            Kind::Decision => {
                let line = self.which(words, book)?.contract()?;
                FormRequest::Decision(book.get(line)?.account, line)
            }
            Kind::Return => {
                let account = book.get(account(words, book)?)?;
                let loss = book.open_loss(account.id)?.ok_or_else(|| not_lost(&account))?;
                FormRequest::Return(account.id, loss.id)
            }
            Kind::Offer => FormRequest::HandoffOffer(account(words, book)?),
            Kind::Answer => {
                let account = book.get(account(words, book)?)?;
                let open = book.open_handoff(account.id)?;
                let open = open.map_or_else(|| Err(not_offered(&account, book)), Ok)?;
                FormRequest::HandoffAnswer(account.id, open.id)
            }
            _ => FormRequest::changing(self.which(words, book)?.record, book)?,
        })
    }

    /// The one that is meant; `words`: what it belongs to, and which it is.
    pub(crate) fn which(self, words: &[String], book: &Book) -> Result<Candidate> {
        match self.row().of {
            Of::Book => whole(self, words, book),
            Of::Playbook => {
                let (first, rest) = words.split_first().ok_or_else(|| missing("playbook", "VP3"))?;
                let playbook = whole(Kind::Playbook, std::slice::from_ref(first), book)?.playbook()?;
                meant(self, None, Some(&playbook), &rest.join(" "), book)
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

fn whole(kind: Kind, words: &[String], book: &Book) -> Result<Candidate> {
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
pub(crate) fn new_goal(account: Id<Account>, book: &Book) -> Result<FormRequest> {
    let plan = book.running_plan(account)?.ok_or_else(|| {
        Problem::input("No plan runs with them; make one first: n on the Plan tab, or “mainstay new plan”.")
    })?;
    Ok(FormRequest::Goal(account, plan.id))
}

/// The stage that a new one stands behind: the one named, else the last.
fn stage_before(words: &[String], book: &Book) -> Result<String> {
    match book.stages().list.last().filter(|_| words.is_empty()) {
        Some(last) => Ok(last.key.clone()),
        None => Ok(book.stages().read(&words.join(" "))?.key.clone()),
    }
}

fn nothing_more(words: &[String], making: FormRequest) -> Result<FormRequest> {
    match words {
        [] => Ok(making),
        [word, ..] => {
            let shown = crate::domain::text::fit(word, 40);
            Err(Problem::input(format!("“{shown}” is not expected here; write FIELD=VALUE.")))
        }
    }
}

fn not_lost(account: &Account) -> Problem {
    let name = crate::domain::text::fit(&account.name, 60);
    Problem::input(format!("{name} is not churned; there is nothing to win back."))
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
    Problem::input(format!("No hand-off of {name} is waiting{before}; “mainstay handoff offer” makes one."))
}

impl Candidate {
    fn playbook(&self) -> Result<String> {
        match &self.record {
            RecordRef::Playbook(code) => Ok(code.clone()),
            _ => Err(Problem::internal("A playbook is something else.")),
        }
    }
}
