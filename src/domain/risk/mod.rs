//! Risk: what is known of an account on a day, what each signal reads in it, and the score.
//!
//! [`facts`] gathers, [`signal`] reads, [`score`] adds up and turns points into probability and money. A signal is
//! known, unknown or not applicable; unknown never counts as good. Points and thresholds are data ([`points`]).

pub mod facts;
pub mod points;
pub mod score;
pub mod signal;
