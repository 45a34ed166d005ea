//! Parts every screen is made of. They draw what is visible and nothing else, so a list of a million costs what a list
//! of forty costs.

pub(crate) mod bars;
pub(crate) mod editor;
pub(crate) mod fuzzy;
pub(crate) mod pane;
pub(crate) mod roll;
pub(crate) mod table;
