//! Parts every screen is made of. They draw what is visible and nothing else, so a list of a million costs what a list
//! of forty costs.

pub(crate) mod axis;
pub(crate) mod bars;
pub(crate) mod braille;
pub(crate) mod calibration;
pub(crate) mod chart;
pub(crate) mod editor;
pub(crate) mod listing;
pub(crate) mod pane;
pub(crate) mod panes;
pub(crate) mod roll;
pub(crate) mod row;
pub(crate) mod score_chart;
pub(crate) mod table;
pub(crate) mod whisker;
