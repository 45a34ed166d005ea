//! What helps to win: stories and the page for prospects, tied to the wins they were used for.

use super::Book;
use super::metrics::told::Told;
use crate::domain::metrics::Period;
use crate::domain::problem::Result;
use crate::domain::reference::Reference;
use crate::domain::text::{fit, grouped};
use crate::store::evidence::Of;

/// What the page for prospects is called as a proof.
pub const SHOWCASE: &str = "showcase page";
/// Columns of a story in a list of proofs.
const WORDS: usize = 60;

/// How many of the wins of a period name the story or page that was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proved {
    /// New customers, and opportunities won.
    pub won: Of,
    /// Contract lines renewed, grown or kept smaller.
    pub kept: Of,
}

impl Proved {
    /// Both in words; “–” where there was nothing to win.
    pub fn told(&self) -> [Told; 2] {
        [
            told("Won with a reference", self.won, "no customer signed and no opportunity was won", "won"),
            told("Renewed with a reference", self.kept, "no contract was renewed", "kept"),
        ]
    }
}

fn told(name: &'static str, of: Of, none: &str, some: &str) -> Told {
    let rate = if of.all == 0 { "–".to_owned() } else { grouped(&of.count.to_string()) };
    let words = match of.all {
        0 => none.to_owned(),
        all => format!("of {} {some} with the reference that helped", grouped(&all.to_string())),
    };
    Told { name, rate, words }
}

impl Book {
    /// What can be named as the proof of a win: the page, and every story that may be told, by its words.
    pub fn proofs(&self) -> Result<Vec<String>> {
        let today = self.today();
        let mut stories: Vec<Reference> = self.all()?;
        stories.retain(|one| one.may_be_told(today));
        stories.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
        let mut proofs = vec![SHOWCASE.to_owned()];
        for words in stories.iter().map(|one| fit(one.words.trim(), WORDS)) {
            if !proofs.contains(&words) {
                proofs.push(words);
            }
        }
        Ok(proofs)
    }

    /// Of what was won and what was kept in a period: how many name the proof that was used.
    pub fn proved(&self, period: Period) -> Result<Proved> {
        let (won, kept) = self.store.proved(period.from, period.to)?;
        Ok(Proved { won, kept })
    }
}
