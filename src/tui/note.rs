//! The longer note on a touch, written in the editor of the environment; and the question who left.

use super::app::{App, Effect};
use super::layer::Layer;
use super::layer::confirm::Confirm;
use super::layer::picker::{Item, Picker};
use super::purpose::{Choice, Question};
use crate::domain::log_line::Reading;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::words::EventKind;
use std::io::Write;
use std::process::Command;

/// The command that opens a file in an editor, as the environment names it.
pub(super) fn editor() -> Option<String> {
    let named = |name| std::env::var(name).ok().filter(|words| !words.trim().is_empty());
    named("VISUAL").or_else(|| named("EDITOR"))
}

/// Lets `text` be written on in `editor`, and returns what it is then. The file is readable by its owner only and goes with
/// the answer.
pub(super) fn written(editor: &str, text: &str) -> Result<String> {
    let trouble = |error: std::io::Error| {
        Problem::new(
            ProblemKind::Io,
            format!("The editor “{editor}” cannot be used ({error}); set EDITOR to another one."),
        )
    };
    let mut file = tempfile::Builder::new().prefix("mainstay-note-").suffix(".txt").tempfile().map_err(trouble)?;
    file.write_all(text.as_bytes()).map_err(trouble)?;
    file.flush().map_err(trouble)?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let ended = Command::new(program).args(words).arg(file.path()).status().map_err(trouble)?;
    if !ended.success() {
        return Err(Problem::input("The editor ended with an error; the note is as it was."));
    }
    let bytes = std::fs::read(file.path()).map_err(trouble)?;
    let text = String::from_utf8_lossy(&bytes).replace('\t', "    ");
    Ok(text.chars().filter(|ch| *ch == '\n' || !ch.is_control()).collect::<String>().trim().to_owned())
}

impl App {
    /// Asks for the editor, or says that there is none.
    pub(super) fn write_note(&mut self) {
        let Some(Layer::Input(line)) = self.layers.last_mut() else { return };
        match &self.editor {
            Some(editor) => self.errand = Some(Effect::Write(editor.clone(), line.note().to_owned())),
            None => line.refuse("No editor is set; set EDITOR in your shell, such as export EDITOR=nano.".to_owned()),
        }
    }

    /// Takes what was written in the editor.
    pub(crate) fn take_note(&mut self, written: Result<String>) {
        match written {
            Ok(note) => {
                if let Some(Layer::Input(line)) = self.layers.last_mut() {
                    line.set_note(note);
                }
                if let Err(problem) = self.read_top() {
                    self.tell(&problem);
                }
            }
            Err(problem) => self.refuse_line(&problem),
        }
    }

    /// After a line that says that a sponsor or champion left: offers to mark the contact it names as left.
    pub(super) fn ask_who_left(&mut self, reading: &Reading) {
        if !reading.events.contains(&EventKind::SponsorLeft) {
            return;
        }
        let on = reading.on.unwrap_or(self.book.today());
        let layer = match reading.contacts.as_slice() {
            [] => return,
            [(contact, name)] => {
                let day = crate::domain::day::headed(on);
                let question = format!("Mark {name} as left on {day}?");
                Layer::Confirm(Confirm { title: "Who left", question, ask: Question::Left(*contact, on) })
            }
            several => {
                let named = several.iter().map(|(_, name)| Item::new(name.clone(), ""));
                let items = named.chain([Item::new("None of them", "")]).collect();
                let choice = Choice::Left(several.iter().map(|(contact, _)| *contact).collect(), on);
                Layer::Picker(Picker::new("Who left?", "No matches.", items, choice))
            }
        };
        self.layers.push(layer);
    }
}
