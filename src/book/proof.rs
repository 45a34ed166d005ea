//! What helps to win: stories and the page for prospects, tied to the wins they were used for.

use super::Book;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::Result;
use crate::domain::story::Story;
use crate::domain::text::fit;
use crate::domain::words::DealState;
use crate::store::evidence::Of;

/// What the page for prospects is called as a proof.
pub const SHOWCASE: &str = "showcase page";
/// Columns of a story in a list of proofs.
const WORDS: usize = 60;

impl Book {
    /// What can be named as the proof of a win: the page, and every story that may be told, by its words.
    pub fn proofs(&self) -> Result<Vec<String>> {
        let today = self.today();
        let mut stories: Vec<Story> = self.all()?;
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

    /// Of the opportunities won in the last twelve months: how many name the proof that was used.
    pub fn won_with_proof(&self) -> Result<Of> {
        let (from, today) = (self.today().plus_months_back(12), self.today());
        let deals: Vec<Opportunity> = self.all()?;
        let won = |deal: &&Opportunity| {
            deal.state == DealState::Won && deal.closed_on.is_some_and(|on| on > from && on <= today)
        };
        let won: Vec<&Opportunity> = deals.iter().filter(won).collect();
        let proved = won.iter().filter(|deal| deal.proof.is_some()).count();
        Ok(Of { count: proved as u64, all: won.len() as u64 })
    }
}
