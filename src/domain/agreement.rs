//! Agreements: who stands behind an action of the charter, in their words.

use super::commitment::Commitment;
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use super::record::record;

record! {
    /// That somebody agreed to an action of the charter.
    Agreement: Agreements {
        commitment: Id<Commitment> = "To which action" [needed natural];
        who: String as NAME = "Who agreed" [needed natural];
        words: Option<String> = "In their words";
        on: Day = "On" [needed natural];
    }
    title |it| it.who.clone();
}
