//! Risk: what is known of an account on a day, what each signal reads in it, the score, and what it means in money.
//!
//! [`history`] holds what the book knows of an account; [`facts`] are what was known of it on one day; [`signal`] reads
//! them, [`score`] adds up, [`odds`] turns points into probability and money. A signal is known, unknown or not
//! applicable; unknown never counts as good. Points and thresholds are data ([`points`]).

pub mod facts;
pub mod gather;
pub mod history;
pub mod life;
pub mod meetings;
pub mod norms;
pub mod odds;
pub mod points;
pub mod scope;
pub mod score;
pub mod signal;
pub mod timing;
