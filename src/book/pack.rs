//! What goes into the pack of a hand-off, gathered from the book.

use super::Book;
use crate::domain::account::Account;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::problem::Result;

/// The parts of a pack that the book can tell; each a line an entry.
pub(super) struct Pack {
    pub(super) commitments: Option<String>,
    pub(super) people: Option<String>,
    pub(super) open_points: Option<String>,
}

impl Book {
    pub(super) fn handoff_pack(&self, account: Id<Account>) -> Result<Pack> {
        let commitments: Vec<Commitment> = self.of_account(account)?;
        let commitments =
            commitments.iter().filter(|one| one.kept_on.is_none() && one.broken_on.is_none()).map(|one| {
                let due = one.due.map_or_else(String::new, |due| format!(", by {due}"));
                format!("{}{due}", one.what)
            });
        let people: Vec<Contact> = self.of_account(account)?;
        let today = self.today();
        let people = people.iter().filter(|one| one.is_here(today)).map(|one| {
            let parts = [one.title.clone(), one.role.map(|assignment| assignment.word().to_owned())];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if parts.is_empty() { one.name.clone() } else { format!("{}: {}", one.name, parts.join(", ")) }
        });
        let today = self.today();
        let issues: Vec<Issue> = self.of_account(account)?;
        let open = issues.iter().filter(|one| one.closed_on.is_none_or(|closed| closed > today));
        let open = open.map(|one| format!("{}, since {}", one.title, one.opened_on));
        Ok(Pack { commitments: lines(commitments), people: lines(people), open_points: lines(open) })
    }
}

fn lines(entries: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<String> = entries.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
