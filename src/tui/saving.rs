//! Pages saved from the cockpit: a file name is asked for, and whether a file that is there may go.

use super::app::App;
use super::command::Save;
use super::layer::Layer;
use super::layer::confirm::Confirm;
use super::layer::input::Input;
use super::layer::text::TextLayer;
use super::paths::expanded;
use super::purpose::{InputPurpose, Question};
use super::shell::Message;
use super::step::Step;
use crate::book::export::pages::{COLUMNS, Saved};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::text::clean;
use ratatui::text::Line;
use std::path::Path;

impl App {
    /// Asks where to.
    pub(super) fn open_save(&self, what: Save, account: Option<Id<Account>>) -> Step {
        let what = match (what, account) {
            (Save::Handover, Some(account)) => Saved::Handover(account),
            (Save::Handover, None) => return Step::Say("Select an account first.".to_owned()),
            (Save::Calendar, _) => Saved::Calendar,
            (Save::Showcase, _) => Saved::Showcase,
            (Save::Huddle, _) => Saved::Huddle,
            (Save::Charter, _) => Saved::Charter,
            (Save::Pipeline, _) => Saved::Pipeline(false),
        };
        self.open_saved(what)
    }

    /// Shows a page to be read, copied and saved.
    pub(super) fn read_page(&mut self, what: Saved, title: Option<String>) -> Result<Step> {
        let page = self.book.page_of(what)?;
        let lines = page.text(COLUMNS).into_iter().map(Line::from).collect();
        let layer = TextLayer::new(title.unwrap_or(page.title), lines).of_page(what);
        Ok(Step::Open(Box::new(Layer::Text(layer))))
    }

    /// Asks for the file of a page.
    pub(super) fn open_saved(&self, what: Saved) -> Step {
        let hint = "The ending says how it is written: .txt, .html or .md; a calendar: .ics";
        let name = format!("{}-{}", self.book.today(), what.name());
        Step::Open(Box::new(Layer::Input(Input::new("Save to", hint, InputPurpose::SaveFile(what)).with(name))))
    }

    /// Saves it to the file that was named, or asks first where one is there.
    pub(super) fn page_named(&mut self, what: Saved, words: &str) {
        let path = expanded(words.trim());
        if path.is_file() {
            let question = format!("{} is there already. Replace it?", clean(&path.to_string_lossy()));
            let ask = Question::Replace(what, path);
            return self.open(Layer::Confirm(Confirm { title: "Replace", question, ask }));
        }
        if let Err(problem) = self.save_page(what, &path, false) {
            self.refuse_line(&problem);
        }
    }

    /// Writes it and says where.
    pub(super) fn save_page(&mut self, what: Saved, path: &Path, replace: bool) -> Result<()> {
        self.book.save_page(what, path, replace)?;
        self.layers
            .retain(|layer| !matches!(layer, Layer::Input(input) if *input.wish() == InputPurpose::SaveFile(what)));
        self.message = Some(Message::Said(format!("Saved to {}.", clean(&path.to_string_lossy()))));
        Ok(())
    }
}
