//! mainstay: a retention cockpit for one rep at a terminal.
//!
//! ```text
//!                 main ── config
//!                /    \
//!              cli    tui          faces: parse or draw, never decide
//!                \    /
//!              form    view        what can be filled in, by keys or by words  |  lists, declared once for both faces
//!                 \    /
//!                 book             operations: one method per thing a user can do
//!                /    \
//!         exchange    store        file formats  |  SQLite, transactions, journal
//!                \    /
//!                domain            pure: types, rules, risk, survival, schedule; no clock, no I/O
//! ```
//!
//! Arrows point down only, nothing sideways; `tests/architecture.rs` holds that line. `rusqlite` occurs only in
//! [`store`], `ratatui` and `crossterm` only in [`tui`], printing only in [`cli`], the clock only at the top of
//! [`book`]: below it, time is passed in.
//!
//! Where is what? What is true is in [`domain`]; how it is kept in [`store`]; what may be done in [`book`]; which fields
//! say it in `form`; which columns a list has in `view`; how it is asked for or shown in [`cli`] and [`tui`]; what files look like in [`exchange`].

pub mod book;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
mod form;
pub mod store;
pub mod tui;
mod view;
