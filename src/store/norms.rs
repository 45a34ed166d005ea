//! What is usual in the book, kept beside the boundaries of tiers: drawn when the day turns, and as soon as there is anything
//! to draw it from. So one touch more does not change what is said of every other account, and what is undone within the day
//! leaves everything as it was.

use super::{meta, set_meta};
use crate::domain::problem::Result;
use crate::domain::risk::facts::Norms;
use rusqlite::Connection;

/// The norms as they were last drawn.
pub(super) fn kept(conn: &Connection) -> Result<Norms> {
    let gap = meta(conn, "usual_gap")?.and_then(|text| text.parse().ok());
    Ok(Norms { gap, takes_pulses: meta(conn, "takes_pulses")?.is_some_and(|text| text == "1") })
}

pub(super) fn keep(conn: &Connection, norms: Norms) -> Result<()> {
    set_meta(conn, "usual_gap", &norms.gap.map_or_else(String::new, |gap| gap.to_string()))?;
    set_meta(conn, "takes_pulses", if norms.takes_pulses { "1" } else { "0" })
}
