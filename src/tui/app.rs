//! The application: one book, eight screens, a stack of layers.
//!
//! A key goes to the top layer, or through the command table to the screen in sight. What a screen or layer answers is
//! done here and nowhere else; an error becomes a message here and nowhere else.

