//! Our people: what they carry, which customers hang on one of them, what if one leaves, and who helped whom.
//!
//! Each of these reads the whole book; screens ask for them through [`super::cache`].

pub mod assignments;
pub mod carry_out;
pub mod departures;
pub mod exposure;
pub mod handover;
pub mod inside;
pub mod matrix;
pub mod people;
pub mod side;
pub mod steps;
pub mod told;
pub mod what_if;
pub mod wins;
mod work;
