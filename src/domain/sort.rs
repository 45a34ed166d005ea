//! What a list of accounts can be sorted by.

use super::vocabulary::words;

words! {
    /// A column that a list of accounts can be sorted by, in the order in which `o` names them.
    SortBy, "column to sort by" {
        /// Score, highest first.
        Risk = "risk",
        /// How far the score moved in thirty days, furthest first.
        Moved = "moved",
        /// Revenue at risk, most first.
        Money = "money",
        /// What the best remedy is worth, most first.
        Worth = "worth",
        /// How much is known, least first.
        Completeness = "known",
        /// Value, most first.
        Value = "value",
        /// The decision, soonest first.
        Decides = "decision",
        /// The last touch, longest ago first; who was never met stands by the signature.
        Quiet = "touch",
        /// The day by which a pulse check is due, longest due first.
        Pulse = "pulse",
        /// Name, A to Z.
        Name = "name",
        /// Lifecycle, in the order of the stages.
        Stage = "stage",
        /// Tier, A first, the most valuable first in each.
        Tier = "tier",
        /// Who leads, A to Z.
        Owner = "owner",
        /// Customers, longest first.
        Since = "since",
    }
}

impl SortBy {
    /// What it is called on the screen.
    pub const fn title(self) -> &'static str {
        match self {
            SortBy::Moved => "moved in 30 days",
            SortBy::Money => "revenue at risk",
            SortBy::Worth => "est. saved by the best remedy",
            SortBy::Completeness => "least known",
            SortBy::Quiet => "last touch",
            SortBy::Pulse => "pulse check due",
            SortBy::Since => "customer since",
            _ => self.word(),
        }
    }
}
