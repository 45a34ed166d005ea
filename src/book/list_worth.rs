//! What the list of risk is worth as it stands: how many ranks it has, who is quiet, of whom too little is known, and which
//! column would help most.

use super::Book;
use crate::domain::problem::Result;
use crate::domain::text::grouped;
use crate::store::cockpit::ListCounts;

impl Book {
    /// What the list is worth, in one line; none: no account is open.
    pub fn list_worth(&self) -> Result<Option<String>> {
        let counts = self.store.list_counts()?;
        Ok((counts.accounts > 0).then(|| sentence(&counts)))
    }
}

fn sentence(counts: &ListCounts) -> String {
    let number = |count: u64| grouped(&count.to_string());
    let ranks = if counts.ranks == 1 { "rank" } else { "ranks" };
    let mut parts = vec![format!("{} {ranks}", number(counts.ranks))];
    if counts.quiet > 0 {
        parts.push(format!("{} quiet for three times their own rhythm", number(counts.quiet)));
    }
    if counts.unsure > 0 {
        let have = if counts.unsure == 1 { "has" } else { "have" };
        parts.push(format!("{} {have} too little data", number(counts.unsure)));
    }
    parts.extend(helps_most(counts).map(|what| format!("{what} would help most")));
    let accounts = if counts.accounts == 1 { "account" } else { "accounts" };
    format!("{} {accounts}: {}.", number(counts.accounts), parts.join("; "))
}

/// What most accounts lack of what ranks and money hang on: at least one in five of them.
fn helps_most(counts: &ListCounts) -> Option<&'static str> {
    // The most useful first: among equals it stands.
    let lacks = [
        (counts.without_deadline, "renewal dates"),
        (counts.without_touch, "the date and contact of the last touch"),
        (counts.without_value, "annual values"),
        (counts.without_start, "start dates"),
    ];
    let most = lacks.iter().map(|(count, _)| *count).max().filter(|most| 5 * most >= counts.accounts)?;
    lacks.iter().find(|(count, _)| *count == most).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_says_what_the_list_is_worth() {
        let counts = ListCounts {
            accounts: 200,
            ranks: 117,
            quiet: 35,
            unsure: 41,
            without_deadline: 200,
            without_touch: 41,
            without_value: 200,
            without_start: 10,
        };
        assert_eq!(
            sentence(&counts),
            "200 accounts: 117 ranks; 35 quiet for three times their own rhythm; 41 have too little data; renewal dates \
             would help most."
        );
        let full = ListCounts { accounts: 30, ranks: 24, without_value: 2, ..ListCounts::default() };
        assert_eq!(sentence(&full), "30 accounts: 24 ranks.");
        let one = ListCounts { accounts: 1, ranks: 1, unsure: 1, without_start: 1, ..ListCounts::default() };
        assert_eq!(sentence(&one), "1 account: 1 rank; 1 has too little data; start dates would help most.");
    }
}
