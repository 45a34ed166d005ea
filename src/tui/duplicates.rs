//! Duplicates: gone through pair by pair, merged after a question, or told apart.

use super::app::App;
use super::layer::Layer;
use super::layer::confirm::Confirm;
use super::layer::duplicates::{DuplicatesLayer, DuplicatesWish, Row};
use super::purpose::Question;
use super::step::Step;
use crate::book::duplicates::Duplicate;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::text::fit;

impl App {
    /// Opens the list of pairs that may be one.
    pub(super) fn open_duplicates(&mut self) -> Result<Step> {
        let rows = self.duplicates()?;
        if rows.is_empty() {
            return Ok(Step::Say("No account and no contact looks like another one.".to_owned()));
        }
        Ok(Step::Open(Box::new(Layer::Duplicates(Box::new(DuplicatesLayer::new(rows))))))
    }

    fn duplicates(&self) -> Result<Vec<Row>> {
        let row = |pair: Duplicate| {
            let words = |side| self.book.held_words(pair.noun, side);
            Row { held: (words(&pair.kept), words(&pair.merged)), pair }
        };
        Ok(self.book.duplicates()?.into_iter().map(row).collect())
    }

    /// Does what is wanted of the selected pair.
    pub(super) fn duplicates_wish(&mut self, wish: DuplicatesWish) -> Result<()> {
        let Some(Layer::Duplicates(layer)) = self.layers.last() else { return Ok(()) };
        let pair = layer.selected().cloned();
        match (wish, pair) {
            (DuplicatesWish::Undo, _) => {
                self.run(super::command::Command::Undo);
                self.renew_duplicates()
            }
            (_, None) => Ok(()),
            (DuplicatesWish::Merge, Some(pair)) => {
                let (kept, merged) = (fit(&pair.kept.name, 60), fit(&pair.merged.name, 60));
                let question = format!("{kept} stays. Merge {merged} into it? u undoes it.");
                let ask = Question::Merge(pair.noun, pair.kept.id, pair.merged.id);
                self.layers.push(Layer::Confirm(Confirm { title: "Merge", question, ask }));
                Ok(())
            }
            (DuplicatesWish::Apart, Some(pair)) => {
                let (one, other) = (pair.kept.id, pair.merged.id);
                let outcome = if pair.noun == Noun::Contacts {
                    self.book.keep_contacts_apart(Id::new(one), Id::new(other))?
                } else {
                    self.book.keep_accounts_apart(Id::new(one), Id::new(other))?
                };
                self.did(&outcome);
                self.renew_duplicates()
            }
        }
    }

    /// Merges a pair that was confirmed.
    pub(super) fn merge_pair(&mut self, noun: Noun, kept: i64, merged: i64) -> Result<()> {
        let outcome = if noun == Noun::Contacts {
            self.book.merge_contacts(Id::new(kept), Id::new(merged), false)?
        } else {
            self.book.merge_accounts(Id::new(kept), Id::new(merged), false)?
        };
        self.did(&outcome);
        self.renew_duplicates()
    }

    fn renew_duplicates(&mut self) -> Result<()> {
        let rows = self.duplicates()?;
        if let Some(Layer::Duplicates(layer)) = self.layers.last_mut() {
            layer.renew(rows);
        }
        Ok(())
    }
}
