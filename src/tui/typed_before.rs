//! Words that were typed into a layer and left there: they are offered again when the same is asked for.

use super::app::App;
use super::layer::{Layer, Reply};
use super::shell::Message;

/// How many layers that were left with words in them are remembered.
const MOST_LEFT: usize = 20;

impl App {
    /// Where what was left stands that asks for the same as the top layer.
    pub(super) fn left_words(&self) -> Option<usize> {
        let top = self.layers.last()?;
        self.left.iter().rposition(|left| top.asks_as(left))
    }

    /// Remembers a layer that was left with words in it, in the place of an older one that asks for the same.
    pub(super) fn set_aside(&mut self, layer: Layer) {
        self.left.retain(|left| !left.asks_as(&layer));
        if self.left.len() == MOST_LEFT {
            self.left.remove(0);
        }
        self.left.push(layer);
    }

    /// Opens a layer. Where it was left with typed words before, says how to have them again.
    pub(super) fn open(&mut self, mut layer: Layer) {
        if let Layer::Text(text) = &mut layer {
            let (title, _) = text.read_at();
            if let Some(at) = self.read_at.iter().position(|(read, _)| *read == title) {
                text.stand_on(self.read_at.remove(at).1);
            }
        }
        self.layers.push(layer);
        if self.left_words().is_some() {
            self.message = Some(Message::Said("Ctrl-r brings back what you typed before.".to_owned()));
        }
    }

    /// Whether a line of text is being written.
    pub(crate) fn is_writing_a_line(&self) -> bool {
        matches!(self.layers.last(), Some(Layer::Input(_)))
    }

    /// Goes on with the words that were typed before.
    pub(super) fn bring_back(&mut self) {
        let Some(left) = self.left_words().map(|at| self.left.remove(at)) else { return };
        match (self.layers.last_mut(), left) {
            (Some(Layer::Input(line)), Layer::Input(left)) => {
                line.go_on_with(left);
                self.answer(Reply::Changed);
            }
            (top, left) => {
                if let Some(top) = top {
                    *top = left;
                }
            }
        }
    }
}
