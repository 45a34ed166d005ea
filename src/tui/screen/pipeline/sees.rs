//! How the stages are shown.

/// As what the stages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sees {
    /// As a stream.
    #[default]
    River,
    /// As rows of numbers.
    Table,
}

impl Sees {
    /// The other way.
    pub(super) fn other(self) -> Self {
        match self {
            Self::River => Self::Table,
            Self::Table => Self::River,
        }
    }
}
