//! The places one can be.

/// The eight screens, in the order of their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Place {
    /// The cockpit.
    #[default]
    Today,
    /// The stage board.
    Pipeline,
    /// The list of accounts, and the page of one.
    Accounts,
    /// Our people.
    Team,
    /// Decisions to come.
    Renewals,
    /// What runs across all accounts.
    Programme,
    /// What was kept and lost, and how good the score is.
    Score,
    /// Every operation.
    History,
}

impl Place {
    /// All of them, in order.
    pub(crate) const ALL: [Place; 8] = [
        Place::Today,
        Place::Pipeline,
        Place::Accounts,
        Place::Team,
        Place::Renewals,
        Place::Programme,
        Place::Score,
        Place::History,
    ];

    /// The number of its key.
    pub(crate) fn number(self) -> usize {
        self as usize + 1
    }

    /// Its name where room is short.
    pub(crate) fn short(self) -> &'static str {
        match self {
            Place::Today => "Today",
            Place::Pipeline => "Pipe",
            Place::Accounts => "Acct",
            Place::Team => "Team",
            Place::Renewals => "Renew",
            Place::Programme => "Prog",
            Place::Score => "Score",
            Place::History => "Hist",
        }
    }

    /// Its name.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Place::Today => "Today",
            Place::Pipeline => "Pipeline",
            Place::Accounts => "Accounts",
            Place::Team => "Team",
            Place::Renewals => "Renewals",
            Place::Programme => "Programme",
            Place::Score => "Score",
            Place::History => "History",
        }
    }
}
