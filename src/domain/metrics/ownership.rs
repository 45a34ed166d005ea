//! Whose responsibility it is: what is open and owed, by kind, and how much of it nobody is named for.

/// Open items of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// What they are, one of them in words: “issue”.
    pub kind: &'static str,
    /// How many are open.
    pub open: u64,
    /// Of them, those that nobody is named for.
    pub unowned: u64,
}

/// Everything that is owed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ownership {
    /// By kind.
    pub kinds: Vec<Owed>,
}

impl Ownership {
    /// How many are open.
    pub fn open(&self) -> u64 {
        self.kinds.iter().map(|one| one.open).sum()
    }

    /// How many nobody is named for.
    pub fn unowned(&self) -> u64 {
        self.kinds.iter().map(|one| one.unowned).sum()
    }
}
