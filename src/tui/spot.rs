//! A place that was left, to be come back to.

use super::place::Place;
use super::screen::accounts::page::Page;

/// A place as it was left; each screen keeps its own selection, an open page is kept here.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) place: Place,
    pub(super) page: Option<Box<Page>>,
    /// The filter of the list of accounts.
    pub(super) filter: String,
    /// The filter that was asked for by leaving, which goes when one comes back.
    pub(super) asked: Option<String>,
}
