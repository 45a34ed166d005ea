//! The cockpit: draws what the book says and turns keys into operations.
//!
//! A key goes to the top layer if there is one, else through the one table of commands to the screen in sight. Screens
//! and layers answer with what they want done; only the application does it. Views draw and change nothing.

mod command;
mod form;
mod inbox;
mod key;
mod layer;
mod pen;
mod place;
mod purpose;
mod risk_mark;
mod screen;
mod shell;
mod signal;
mod terminal;
#[cfg(test)]
mod testing;
mod theme;
mod widget;
