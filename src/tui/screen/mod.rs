//! The screens.

pub(crate) mod today;
