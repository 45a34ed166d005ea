//! One field: what it is called, what may stand in it, what is typed.

mod complete;

use crate::domain::day::{Day, headed};
use crate::domain::me::{Me, UNKNOWN};
use crate::domain::text::fold;
use crate::domain::when;
use crate::form::editor::Editor;
use complete::{begun, named_by, only};

/// What may stand in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any words.
    Text,
    /// One of these; other words too unless `strict`.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
        /// Whether it must be one of them.
        strict: bool,
    },
    /// Several of these, separated by commas.
    Several {
        /// What can be chosen.
        options: Vec<String>,
    },
    /// A day: a date or words such as `+7d`, `fri`.
    Day,
    /// A number, or an amount of money.
    Number,
    /// Words on many lines.
    Lines,
}

/// One field of a form.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// Its name in files and in problems.
    pub(crate) key: &'static str,
    /// Its name on the screen.
    pub(crate) label: &'static str,
    /// What may stand in it.
    pub(crate) kind: Kind,
    /// What helps while it is empty.
    pub(crate) hint: &'static str,
    /// Names it had before, which the command line still takes.
    pub(crate) also: &'static [&'static str],
    /// Whether something must stand in it.
    pub(crate) needed: bool,
    /// What is wrong with it.
    pub(crate) problem: Option<String>,
    /// Who `me` is, where the member who uses the book can be chosen.
    me: Option<String>,
    editor: Editor,
    started: String,
    /// The field, and the words in it, with which this one is there; none: always.
    pub(super) only: Option<(&'static str, &'static [&'static str])>,
    /// Whether what it began with was proposed, and is no value of the record.
    is_proposed: bool,
}

/// How many suggestions are offered.
pub(crate) const OFFERS: usize = 5;

impl Field {
    /// A field of this kind with `text` in it.
    pub(crate) fn new(key: &'static str, label: &'static str, kind: Kind, text: impl Into<String>) -> Self {
        let started = text.into();
        let editor = match kind {
            Kind::Lines => Editor::lines(started.clone()),
            Kind::Text | Kind::Choice { .. } | Kind::Several { .. } | Kind::Day | Kind::Number => {
                Editor::line(started.clone())
            }
        };
        Self {
            key,
            label,
            kind,
            hint: "",
            also: &[],
            needed: false,
            problem: None,
            me: None,
            editor,
            started,
            only: None,
            is_proposed: false,
        }
    }

    /// Any words.
    pub(crate) fn text_of(key: &'static str, label: &'static str, text: impl Into<String>) -> Self {
        Self::new(key, label, Kind::Text, text)
    }

    /// One of `options`, and nothing else.
    pub(crate) fn choice(
        key: &'static str,
        label: &'static str,
        options: Vec<String>,
        text: impl Into<String>,
    ) -> Self {
        Self::new(key, label, Kind::Choice { options, strict: true }, text)
    }

    /// Puts words into it as if they had stood there from the beginning.
    pub(crate) fn propose(&mut self, words: &str) {
        *self = Self {
            hint: self.hint,
            also: self.also,
            needed: self.needed,
            me: self.me.clone(),
            is_proposed: true,
            only: self.only,
            ..Self::new(self.key, self.label, self.kind.clone(), words)
        };
    }

    /// The same, there only while one of `words` stands in the field called `key`.
    pub(crate) fn only(mut self, key: &'static str, words: &'static [&'static str]) -> Self {
        self.only = Some((key, words));
        self
    }

    /// The same, with a hint.
    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same, with names that the command line took before.
    pub(crate) fn formerly(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// The same, and something must stand in it.
    pub(crate) fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// Lets `me` stand for the member of this name, where that member can be chosen.
    pub(crate) fn know_me(&mut self, me: &str) {
        if let Kind::Choice { options, .. } | Kind::Several { options } = &self.kind
            && options.iter().any(|option| option == me)
        {
            self.me = Some(me.to_owned());
        }
    }

    /// Puts the name where `me` is typed.
    fn name_me(&mut self) {
        let Some(me) = &self.me else { return };
        let named = |word: &str| if Me::is_meant(word) { me.clone() } else { word.trim().to_owned() };
        let text = self.editor.text();
        if text.split(',').any(Me::is_meant) {
            let words = text.split(',').map(named).collect::<Vec<_>>().join(", ");
            self.editor.set(words);
        }
    }

    /// What is typed.
    pub(crate) fn text(&self) -> &str {
        self.editor.text()
    }

    /// The editor in it.
    pub(crate) fn editor(&self) -> &Editor {
        &self.editor
    }

    /// The editor in it, to type; what was wrong may be right now.
    pub(crate) fn edit(&mut self) -> &mut Editor {
        self.problem = None;
        &mut self.editor
    }

    /// Whether typing begins anew in it: a choice, a day and what was proposed are replaced, not appended to.
    pub(crate) fn starts_anew(&self) -> bool {
        match self.kind {
            Kind::Choice { .. } | Kind::Day => true,
            // What ends in a blank is the beginning of a sentence, to be gone on with.
            Kind::Text | Kind::Number => !self.is_touched() && !self.text().ends_with(' '),
            Kind::Several { .. } | Kind::Lines => false,
        }
    }

    /// What helps to fill it: its hint, or what its kind takes; first whether something must stand in it.
    pub(crate) fn help(&self) -> String {
        let help = match &self.kind {
            _ if !self.hint.is_empty() => self.hint,
            Kind::Choice { .. } => "↓ shows the choices",
            Kind::Several { .. } => "Several, with commas between; ↓ shows the choices",
            Kind::Day => "A day, such as fri, +2w, 1 Dec, eom, Q1 or 2027-01-31",
            Kind::Text | Kind::Number | Kind::Lines => "",
        };
        let required = if self.needed && self.text().trim().is_empty() { "Required" } else { "" };
        [required, help].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// All that can be chosen, where one is chosen; empty in any other field.
    pub(crate) fn choices(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Choice { options, .. } => options.iter().map(String::as_str).collect(),
            Kind::Text | Kind::Several { .. } | Kind::Day | Kind::Number | Kind::Lines => Vec::new(),
        }
    }

    /// That it is needed, in words; a label of many is told as many.
    pub(crate) fn wanted(&self) -> String {
        let many = self.label.ends_with('s') && !self.label.ends_with("ss");
        format!("{} {} needed", self.label, if many { "are" } else { "is" })
    }

    /// Whether anything was typed.
    pub(crate) fn is_touched(&self) -> bool {
        self.editor.text() != self.started
    }

    /// Whether it says something that the record did not say when the form was opened.
    pub(crate) fn says_new(&self) -> bool {
        self.is_proposed || self.is_touched()
    }

    /// Whether Enter belongs to the text.
    pub(crate) fn has_lines(&self) -> bool {
        self.kind == Kind::Lines
    }

    /// What the words typed come to, where that is not plain: a day.
    pub(crate) fn reading(&self, today: Day) -> Option<String> {
        match &self.kind {
            Kind::Day if !self.text().trim().is_empty() => when::understand(self.text(), today).map(headed),
            _ => None,
        }
    }

    /// Looks at what is typed and says what is wrong with it.
    pub(crate) fn check(&mut self, today: Day) {
        self.name_me();
        let typed = self.text().trim().to_owned();
        let same_case = |option: &&String| fold(option) == fold(&typed);
        let may_mean = self.ambiguous().join(", ");
        self.problem = match &self.kind {
            _ if !may_mean.is_empty() && self.is_touched() => {
                Some(format!("“{typed}” may mean {may_mean}; ↓ chooses."))
            }
            _ if typed.is_empty() => self.needed.then(|| format!("{}.", self.wanted())),
            // What the book holds stays as it is: somebody who left is no choice any longer, but may stand there.
            _ if !self.is_touched() => None,
            Kind::Choice { options, strict: true } => {
                let exact = options.iter().find(same_case).cloned();
                match exact.or_else(|| only(&begun(options, &typed))).or_else(|| only(&self.offers())) {
                    Some(option) => {
                        self.editor.set(option);
                        None
                    }
                    None if Me::is_meant(&typed) => Some(UNKNOWN.to_owned()),
                    None if options.is_empty() => Some(format!(
                        "“{typed}” is not in the book yet, nor is anybody else; leave this blank and add them first, with : new."
                    )),
                    None => Some(format!("“{typed}” is not a valid option; ↓ lists them.")),
                }
            }
            Kind::Choice { options, strict: false } => {
                // Anybody may stand here; who is named by a part of the name is still a member.
                let named = options.iter().find(same_case).cloned().or_else(|| only(&named_by(options, &typed)));
                if let Some(name) = named {
                    self.editor.set(name);
                }
                None
            }
            Kind::Day => when::read(&typed, today).err().map(|problem| problem.sentence),
            Kind::Number if !typed.contains(|ch: char| ch.is_ascii_digit()) => {
                Some(format!("“{typed}” is not a number."))
            }
            Kind::Text | Kind::Several { .. } | Kind::Number | Kind::Lines => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stages() -> Vec<String> {
        ["Signed", "Hand-off", "Onboarding"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_choice_completes_as_one_types_and_settles_when_only_one_fits() {
        let today = Day::parse("2026-11-22").unwrap();
        let mut field = Field::choice("stage", "Stage", stages(), "");
        field.edit().insert("onb");
        assert_eq!(field.ghost(), "oarding");
        field.check(today);
        assert_eq!((field.text(), field.problem.as_deref()), ("Onboarding", None));
        field.edit().set("zzz");
        field.check(today);
        assert!(field.problem.is_some());
        assert_eq!(field.text(), "zzz", "typed words stay");
    }

    #[test]
    fn a_beginning_that_only_one_has_settles_and_what_was_there_stays() {
        let today = Day::parse("2026-11-22").unwrap();
        let options = ["First value", "Steady"].map(str::to_owned).to_vec();
        let mut field = Field::choice("stage", "Stage", options.clone(), "");
        field.edit().set("st");
        assert_eq!(field.offers().len(), 2, "letters in between fit the other as well");
        field.check(today);
        assert_eq!((field.text(), field.problem.as_deref()), ("Steady", None));
        let mut field = Field::choice("stage", "Stage", options, "A stage of before");
        field.check(today);
        assert_eq!((field.text(), field.problem.as_deref()), ("A stage of before", None));
    }

    #[test]
    fn a_first_name_that_two_people_have_means_neither_of_them() {
        let people = || ["Viktor Jansen", "Viktor Kruse", "Ana Ruiz"].map(str::to_owned).to_vec();
        for kind in [
            Kind::Choice { options: people(), strict: true },
            Kind::Choice { options: people(), strict: false },
            Kind::Several { options: people() },
        ] {
            let mut field = Field::new("who", "Who", kind, "");
            field.edit().set("viktor");
            field.check(Day::ZERO);
            assert_eq!(field.text(), "viktor");
            assert!(field.problem.as_ref().is_some_and(|problem| problem.contains("Viktor Jansen, Viktor Kruse")));
            field.edit().set("viktor k");
            assert!(field.ambiguous().is_empty());
        }
    }

    #[test]
    fn several_are_taken_one_by_one() {
        let kind = Kind::Several { options: stages() };
        let mut field = Field::new("stages", "Stages", kind, "Signed, hand");
        assert_eq!(field.offers(), ["Hand-off"]);
        field.take("Hand-off");
        assert_eq!(field.text(), "Signed, Hand-off");
    }
}
