//! What files look like: delimited text, the exports of other programs.
//!
//! ```text
//! file ─ container                                  workbooks, cards, calendars, mail, JSON, archives: to CSV in memory
//!      └ source ─ encoding ─ lexer ─ table          bytes to rows, streaming, a bounded piece at a time
//!                              │       │
//!                           dialect  layout         which delimiter, where the header stands, what is no data
//! row  ─ facts ─ headers ─ preview                  what the rows are, what each column means, how it is written
//! cell ─ cells: date, list, guard, standing         what a value says
//! writer, atomic                                    and back out again
//! ```
//!
//! A file is read twice: the survey looks at every row to learn how dates and numbers are written (one cell of
//! `31/12/2026` settles a column of `05/06/2026`), then the rows are taken in. Nothing here knows the book.

pub mod activities;
pub mod activity_layout;
pub mod agenda;
mod agenda_parts;
pub mod atomic;
pub mod cards;
pub mod cells;
mod columns;
pub mod container;
pub mod date;
pub mod deals;
pub mod dialect;
pub mod encoding;
pub mod facts;
pub mod field;
mod gathered;
mod groups;
pub mod guard;
pub mod headers;
pub mod layout;
pub mod lexer;
pub mod list;
mod merged;
pub mod output;
pub mod overrides;
pub mod page;
pub mod preview;
pub mod shape;
pub mod source;
pub mod span;
pub mod standing;
pub mod table;
pub mod words;
pub mod writer;
