//! What lies over a screen. The top layer gets the keys, all are drawn.
//!
//! A layer never touches the book: it answers with a [`Reply`], and the application does what is asked.

mod choose;
pub(crate) mod confirm;
pub(crate) mod duplicates;
pub(crate) mod find;
mod fold;
pub(crate) mod form;
pub(crate) mod help;
pub(crate) mod import;
pub(crate) mod input;
pub(crate) mod palette;
pub(crate) mod picker;
pub(crate) mod progress;
pub(crate) mod text;
pub(crate) mod welcome;

use super::canvas::Canvas;
use super::command::Command;
use super::key::Key;
use super::lead::Lead;
use super::purpose::{Choice, InputPurpose, Question};
use super::widget::pane::Pane;
use crate::book::export::pages::Saved;
use crate::book::find::Target;
use ratatui::layout::{Position, Rect};

/// One layer.
pub(crate) enum Layer {
    /// Keys and what they do.
    Help(help::Help),
    /// Every command by name.
    Palette(palette::Palette),
    /// Yes or no.
    Confirm(confirm::Confirm),
    /// One of many.
    Picker(picker::Picker),
    /// Any name in the book.
    Find(Box<find::Find>),
    /// One line of text.
    Input(input::Input),
    /// A record's fields.
    Form(Box<form::FormLayer>),
    /// A file as it was understood.
    Import(Box<import::ImportLayer>),
    /// Pairs that may be one.
    Duplicates(Box<duplicates::DuplicatesLayer>),
    /// Long work with numbers.
    Progress(progress::Progress),
    /// Something to read.
    Text(text::TextLayer),
    /// The first minute of a book.
    Welcome(welcome::Welcome),
}

/// What a layer asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// Nothing more.
    Stay,
    /// Take me away.
    Close,
    /// Take me away and do this.
    Run(Command),
    /// The question was answered with yes.
    Confirmed(Question),
    /// The row with this number was chosen.
    Chosen(Choice, usize),
    /// This was found: go there.
    Found(Target),
    /// The text changed: read it again and show what is understood.
    Changed,
    /// The line was entered.
    Entered(InputPurpose, String),
    /// A longer note is to be written in an editor.
    Write,
    /// The form is to be kept.
    Submit,
    /// Typed words would be lost: ask first.
    AskDiscard,
    /// Correct the reading of a file, or take it in.
    Import(import::ImportWish),
    /// Merge the selected pair, or tell it apart.
    Duplicates(duplicates::DuplicatesWish),
    /// A step of the first minute.
    Welcome(welcome::WelcomeWish),
    /// Stop the work.
    Cancel,
    /// This cannot be done, and why.
    Refused(String),
    /// Follow the selected row.
    Lead(Lead),
    /// Copy this text.
    Copy(String),
    /// Save this page to a file.
    SavePage(Saved),
}

impl Layer {
    /// Whether what is below it recedes and shows no focus: but for a line to type in, which is about a row below, and for
    /// the themes, which are looked at on the screen below.
    pub(crate) fn takes_the_eye(&self) -> bool {
        match self {
            Layer::Input(_) => false,
            Layer::Picker(picker) => !matches!(picker.choice(), Choice::Theme(..)),
            _ => true,
        }
    }

    /// What is read in it, and the line on which one stands.
    pub(crate) fn read_at(&self) -> Option<(String, usize)> {
        match self {
            Layer::Text(layer) => Some(layer.read_at()),
            _ => None,
        }
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match self {
            Layer::Help(layer) => layer.press(key),
            Layer::Palette(layer) => layer.press(key),
            Layer::Confirm(layer) => layer.press(key),
            Layer::Picker(layer) => layer.press(key),
            Layer::Find(layer) => layer.press(key),
            Layer::Input(layer) => layer.press(key),
            Layer::Form(layer) => layer.press(key),
            Layer::Import(layer) => layer.press(key),
            Layer::Duplicates(layer) => layer.press(key),
            Layer::Progress(layer) => layer.press(key),
            Layer::Text(layer) => layer.press(key),
            Layer::Welcome(layer) => layer.press(key),
        }
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        match self {
            Layer::Palette(layer) => layer.paste(words),
            Layer::Picker(layer) => layer.paste(words),
            Layer::Find(layer) => layer.paste(words),
            Layer::Input(layer) => layer.paste(words),
            Layer::Form(layer) => layer.paste(words),
            Layer::Welcome(layer) => layer.paste(words),
            Layer::Help(_)
            | Layer::Confirm(_)
            | Layer::Import(_)
            | Layer::Duplicates(_)
            | Layer::Progress(_)
            | Layer::Text(_) => Reply::Stay,
        }
    }

    /// Takes a click at `at`, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        match self {
            Layer::Help(layer) => layer.mouse(mouse),
            Layer::Palette(layer) => layer.mouse(mouse, screen),
            Layer::Picker(layer) => layer.mouse(mouse, screen),
            Layer::Find(layer) => layer.mouse(mouse, screen),
            Layer::Form(layer) => layer.mouse(mouse, screen),
            Layer::Import(layer) => layer.mouse(mouse, screen),
            Layer::Duplicates(layer) => layer.mouse(mouse, screen),
            Layer::Text(layer) => layer.mouse(mouse),
            Layer::Confirm(_) | Layer::Input(_) | Layer::Progress(_) | Layer::Welcome(_) => Reply::Stay,
        }
    }

    /// Tells how large the screen is, before it is drawn.
    pub(crate) fn settle(&mut self, screen: Rect) {
        match self {
            Layer::Help(layer) => layer.settle(screen),
            Layer::Palette(layer) => layer.settle(screen),
            Layer::Picker(layer) => layer.settle(screen),
            Layer::Find(layer) => layer.settle(screen),
            Layer::Form(layer) => layer.settle(screen),
            Layer::Import(layer) => layer.settle(screen),
            Layer::Duplicates(layer) => layer.settle(screen),
            Layer::Text(layer) => layer.settle(screen),
            Layer::Confirm(_) | Layer::Input(_) | Layer::Progress(_) | Layer::Welcome(_) => {}
        }
    }

    /// Draws it over the screen.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        match self {
            Layer::Help(layer) => layer.view(canvas, screen),
            Layer::Palette(layer) => layer.view(canvas, screen),
            Layer::Confirm(layer) => layer.view(canvas, screen),
            Layer::Picker(layer) => layer.view(canvas, screen),
            Layer::Find(layer) => layer.view(canvas, screen),
            Layer::Input(layer) => layer.view(canvas, screen),
            Layer::Form(layer) => layer.view(canvas, screen),
            Layer::Import(layer) => layer.view(canvas, screen),
            Layer::Duplicates(layer) => layer.view(canvas, screen),
            Layer::Progress(layer) => layer.view(canvas, screen),
            Layer::Text(layer) => layer.view(canvas, screen),
            Layer::Welcome(layer) => layer.view(canvas, screen),
        }
    }

    /// Keys and words for the footer while it is on top.
    pub(crate) fn hints(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Layer::Help(_) => &[("j k", "scroll"), ("Esc", "close")],
            Layer::Text(layer) => layer.hints(),
            Layer::Welcome(layer) => layer.hints(),
            Layer::Palette(_) => &[("↑ ↓", "choose"), ("Enter", "run"), ("Esc", "close")],
            Layer::Confirm(confirm) if confirm.ask == Question::Discard => &[("y Esc", "yes"), ("n", "no")],
            Layer::Confirm(_) => &[("y", "yes"), ("n", "no"), ("Esc", "no")],
            Layer::Picker(_) => &[("↑ ↓", "choose"), ("Enter", "select"), ("Esc", "close")],
            Layer::Find(_) => &[("↑ ↓", "choose"), ("Enter", "go there"), ("Esc", "close")],
            Layer::Input(layer) => layer.hints(),
            Layer::Form(layer) => layer.hints(),
            Layer::Import(_) => &[
                ("Enter", "import"),
                ("d", "dry run"),
                ("t", "kind"),
                ("e", "field"),
                ("x", "out"),
                ("Tab", "part"),
                ("?", "help"),
                ("Esc", "cancel"),
            ],
            Layer::Duplicates(_) => {
                &[("Enter m", "merge"), ("s", "swap"), ("a", "they are two"), ("u", "undo"), ("Esc", "close")]
            }
            Layer::Progress(_) => &[("Esc", "cancel")],
        }
    }

    /// Whether it asks for the same as another one, so that words typed there can be gone on with here.
    pub(crate) fn asks_as(&self, other: &Layer) -> bool {
        match (self, other) {
            (Layer::Form(this), Layer::Form(other)) => this.making == other.making,
            (Layer::Input(this), Layer::Input(other)) => match (this.wish(), other.wish()) {
                // Whatever line of Today it answers, it tells what happened at this account.
                (InputPurpose::Log(this, _), InputPurpose::Log(other, _)) => this == other,
                (wish, others) => wish == others && this.started() == other.started(),
            },
            _ => false,
        }
    }

    /// Whether closing it would lose typed words.
    pub(crate) fn has_words(&self) -> bool {
        match self {
            Layer::Form(layer) => layer.form.is_touched(),
            Layer::Input(layer) => layer.is_touched(),
            Layer::Help(_)
            | Layer::Palette(_)
            | Layer::Confirm(_)
            | Layer::Picker(_)
            | Layer::Find(_)
            | Layer::Import(_)
            | Layer::Duplicates(_)
            | Layer::Progress(_)
            | Layer::Text(_)
            | Layer::Welcome(_) => false,
        }
    }
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mouse {
    /// A click here.
    Click(Position),
    /// A second click right after the first, at the same place.
    Double(Position),
    /// The wheel, downwards or upwards, with the pointer here.
    Wheel(Position, bool),
}

impl Mouse {
    /// Where the pointer is.
    pub(crate) fn at(self) -> Position {
        match self {
            Mouse::Click(at) | Mouse::Double(at) | Mouse::Wheel(at, _) => at,
        }
    }

    /// Where every click counts for itself.
    pub(crate) fn single(self) -> Self {
        match self {
            Mouse::Double(at) => Mouse::Click(at),
            other => other,
        }
    }
}

/// A box of at most this size in the middle of the screen.
pub(crate) fn middle(screen: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(screen.height);
    Rect { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width, height }
}

/// `words` with a capital at their beginning.
pub(crate) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Clears the box, frames it and returns what is inside.
pub(crate) fn framed(
    canvas: &mut Canvas<'_>,
    area: Rect,
    name: &str,
    answer: String,
    position: Option<String>,
) -> Rect {
    canvas.clear(area);
    Pane { name, answer, aside: String::new(), position, focused: true }.draw(canvas, area)
}

#[cfg(test)]
mod tests;
