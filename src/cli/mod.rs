//! The command line: parses words, prints answers, decides nothing.

pub mod out;
