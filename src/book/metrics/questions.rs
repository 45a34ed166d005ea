//! The three questions that stop one from putting it off, answered live: what is our rate of post-sale abandonment, how well
//! do we stick close to the customer, and whose responsibility is it?

use super::Metrics;
use super::told::{Told, none, number};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::charter::is_active;
use crate::domain::commitment::Commitment;
use crate::domain::id::Id;
use crate::domain::metrics::ownership::Ownership;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::Result;
use crate::domain::text::counted;
use crate::domain::words::OpportunityState;
use crate::store::gaps::Whose;

/// The questions, in order.
pub const QUESTIONS: [&str; 3] = [
    "What is our rate of post-sale abandonment?",
    "How well do we stick close to the customer?",
    "Whose responsibility is it?",
];

/// Something that is owed and nobody is named for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unowned {
    /// Whose customer; none: of none in particular.
    pub account: Option<(Id<Account>, String)>,
    /// What it is.
    pub what: String,
}

impl Metrics {
    /// The answers to [`QUESTIONS`]; empty: not asked for, see [`Book::year`].
    pub fn questions(&self) -> Vec<Told> {
        match (&self.care, &self.ownership) {
            (Some(care), Some(ownership)) => vec![self.let_down(), care.index(), responsibility(ownership)],
            _ => Vec::new(),
        }
    }
}

/// How much of what is owed nobody is named for, by kind.
fn responsibility(ownership: &Ownership) -> Told {
    let name = "No owner";
    let (open, unowned) = (ownership.open(), ownership.unowned());
    if open == 0 {
        return none(name, "nothing is open, so nobody has to answer for it");
    }
    let told = |pick: fn(&crate::domain::metrics::ownership::Owed) -> u64| {
        let kinds = ownership.kinds.iter().filter(|one| pick(one) > 0);
        kinds.map(|one| plural(pick(one), one.kind)).collect::<Vec<_>>().join(", ")
    };
    let words = if unowned == 0 {
        format!("everything that is open has one named owner: {}", told(|one| one.open))
    } else {
        format!("nobody is named for {}", told(|one| one.unowned))
    };
    Told { name, rate: format!("{} of {}", number(unowned), number(open)), words }
}

fn plural(count: u64, kind: &'static str) -> String {
    if kind == "opportunity" && count != 1 { format!("{} opportunities", number(count)) } else { counted(count, kind) }
}

impl Book {
    /// Everything that is owed and that nobody is named for, account by account; what is of none stands last.
    pub fn unowned(&self) -> Result<Vec<Unowned>> {
        let today = self.today();
        let mut found = self.store.leaderless(Whose::All, today)?;
        found.extend(self.store.unowned(Whose::All, today)?);
        let mut all = Vec::new();
        for (account, gap) in found {
            let name = self.get(account)?.name;
            let what = gap.what.unwrap_or_else(|| gap.step.word().to_owned());
            all.push(Unowned { account: Some((account, name)), what });
        }
        let open = |it: &Opportunity| it.owner.is_none() && it.state == OpportunityState::Open;
        for it in self.all::<Opportunity>()?.into_iter().filter(open) {
            let name = self.get(it.account)?.name;
            all.push(Unowned { account: Some((it.account, name)), what: format!("opportunity: {}", it.title) });
        }
        let ownerless = |it: &Commitment| it.owner.is_none() && is_active(it);
        for it in self.charter_actions()?.into_iter().filter(ownerless) {
            all.push(Unowned { account: None, what: format!("charter action: {}", it.what) });
        }
        Ok(all)
    }
}
