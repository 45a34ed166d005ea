//! What is true: types and rules. Pure: no clock, no files, no terminal.

pub mod id;
pub mod problem;
pub mod text;
