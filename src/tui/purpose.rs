//! What an open question is about: the answer comes back with it, and the application knows what to do.

/// What is confirmed with yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Quit although typed words would be lost.
    Quit,
    /// Close the layer below although typed words would be lost.
    Discard,
}

/// What is picked from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    /// An account, contact or person to jump to.
    Find,
    /// The column to sort by.
    Sort,
}

/// What is typed in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wish {
    /// The filter of the list in focus.
    Filter,
    /// One line of the log.
    Log,
}
