//! Which theme is worn: picked with a look at it, and kept in `config.toml`.

use super::app::App;
use super::layer::Layer;
use super::layer::picker::{Item, Picker};
use super::purpose::Choice;
use super::shell::Message;
use super::step::Step;
use super::theme::ThemeName;
use crate::book::config_line;

impl App {
    /// Asks which theme to wear, of those that the terminal shows.
    pub(super) fn pick_theme(&self) -> Step {
        let shown = ThemeName::ALL.into_iter().filter(|theme| self.true_colour || !theme.is_rich());
        let themes: Vec<ThemeName> = shown.collect();
        let items = themes.iter().map(|theme| Item::new(theme.key(), theme.about())).collect();
        let at = themes.iter().position(|theme| *theme == self.theme).unwrap_or(0);
        let title = if self.true_colour { "Theme" } else { "Theme (more where COLORTERM says truecolor)" };
        let picker = Picker::new(title, "No theme is called so.", items, Choice::Theme(themes, self.theme));
        Step::Open(Box::new(Layer::Picker(picker.at(at))))
    }

    /// Wears the theme that the picker stands on.
    pub(super) fn preview_theme(&mut self) {
        if let Some(Layer::Picker(picker)) = self.layers.last()
            && let Choice::Theme(themes, _) = picker.choice()
            && let Some(theme) = picker.selected().and_then(|at| themes.get(at))
        {
            self.theme = *theme;
        }
    }

    /// Wears a theme from now on.
    pub(super) fn keep_theme(&mut self, theme: ThemeName) {
        self.theme = theme;
        let kept = self
            .config
            .as_ref()
            .map(|path| config_line::keep_theme(path, theme.key()).map(|()| path.display().to_string()));
        let words = match kept {
            Some(Ok(path)) => format!("Theme: {}, saved in {path}.", theme.key()),
            Some(Err(problem)) => format!("Theme: {}, until you leave: {problem}", theme.key()),
            None => format!("Theme: {}, until you leave.", theme.key()),
        };
        self.message = Some(Message::Said(words));
    }
}
