//! What words, columns and symbols mean (`assets/glossary.toml`): the lines of help and the glossary.

use serde::Deserialize;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../assets/glossary.toml");

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| toml::from_str(TABLE).unwrap_or_default());

/// All of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Glossary {
    pub(crate) term: Vec<Term>,
    sign: Vec<Sign>,
    column: Vec<Column>,
    pane: Vec<Pane>,
}

/// A word of docs/GLOSSARY.md that screens use.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Term {
    pub(crate) word: String,
    pub(crate) means: String,
}

/// A symbol, or a code; what it means in one pane goes before what it means elsewhere.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    #[serde(rename = "sign")]
    shown: String,
    pane: Option<String>,
    name: String,
    means: String,
}

/// The head of a column; likewise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    title: String,
    pane: Option<String>,
    means: String,
}

/// What a pane answers, and what is to be explained of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pane {
    screen: String,
    name: String,
    answers: String,
    /// Its columns where it is no list that can be sorted, which tells them itself.
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    terms: Vec<String>,
}

/// What there is to say of a pane.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) name: String,
    pub(crate) answers: String,
    /// Columns, symbols and words, each with its line.
    pub(crate) parts: [Vec<(String, String)>; 3],
}

/// What the parts of [`About`] are called.
pub(crate) const PARTS: [&str; 3] = ["Columns", "Symbols", "Words"];

impl Glossary {
    /// The one that ships.
    pub(crate) fn shipped() -> &'static Self {
        &GLOSSARY
    }

    /// What there is to say of this pane of this screen, whose columns are `heads` where it is a list that can be sorted.
    pub(crate) fn about(&self, screen: &str, pane: &str, heads: &[&str]) -> About {
        let Some(known) = self.pane.iter().find(|one| one.screen == screen && one.name == pane) else {
            return About::default();
        };
        let own: Vec<&str> = known.columns.iter().map(String::as_str).collect();
        let titles = if heads.is_empty() { &own } else { heads };
        let columns =
            titles.iter().filter_map(|title| Some(((*title).to_owned(), self.column(title, pane)?.to_owned())));
        let signs = known.signs.iter().filter_map(|sign| self.sign(sign, pane));
        let terms = known.terms.iter().filter_map(|word| self.term.iter().find(|term| term.word == *word));
        About {
            name: if screen == pane { pane.to_owned() } else { format!("{screen}: {pane}") },
            answers: known.answers.clone(),
            parts: [
                columns.collect(),
                signs.map(|one| (format!("{}  {}", one.shown, one.name), one.means.clone())).collect(),
                terms.map(|term| (term.word.clone(), term.means.clone())).collect(),
            ],
        }
    }

    fn column(&self, title: &str, pane: &str) -> Option<&str> {
        let of =
            |wanted: Option<&str>| self.column.iter().find(|one| one.title == title && one.pane.as_deref() == wanted);
        of(Some(pane)).or_else(|| of(None)).map(|one| one.means.as_str())
    }

    fn sign(&self, sign: &str, pane: &str) -> Option<&Sign> {
        let of = |wanted: Option<&str>| self.sign.iter().find(|one| one.shown == sign && one.pane.as_deref() == wanted);
        of(Some(pane)).or_else(|| of(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::role::Role;
    use crate::tui::screen::{accounts::page::Tab, pipeline, programme, score, team, today};
    use crate::tui::widget::panes::PaneId;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn names<P: PaneId>() -> Vec<&'static str> {
        P::ALL.iter().map(|pane| pane.name()).collect()
    }

    fn read() -> Glossary {
        toml::from_str(TABLE).unwrap()
    }

    /// The files below a folder, tests left out.
    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push(text.split("#[cfg(test)]").next().unwrap().to_owned());
            }
        }
    }

    /// The titles of columns that are declared in the sources of a folder.
    fn titles(folder: &str) -> BTreeSet<String> {
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut texts);
        let mut found = BTreeSet::new();
        for text in texts {
            for declared in ["Heading::words", "Heading::number", "Column::words", "Column::number"] {
                for piece in text.split(declared).skip(1) {
                    let quoted = piece.trim_start().strip_prefix('(').and_then(|rest| rest.strip_prefix('"'));
                    found.extend(quoted.and_then(|rest| rest.split('"').next()).map(str::to_owned));
                }
            }
        }
        found.remove("");
        found
    }

    #[test]
    fn every_column_head_has_a_line() {
        let glossary = read();
        for (folder, least) in [("src/view", 60), ("src/tui/screen", 30)] {
            let titles = titles(folder);
            assert!(titles.len() >= least, "{folder}: {titles:?}");
            let bare: Vec<_> =
                titles.iter().filter(|title| !glossary.column.iter().any(|one| one.title == **title)).collect();
            assert!(bare.is_empty(), "{folder}: columns without a line in assets/glossary.toml: {bare:?}");
        }
    }

    #[test]
    fn every_term_stands_in_the_glossary_and_every_row_of_it_is_explained() {
        let page = include_str!("../../docs/GLOSSARY.md");
        let (glossary, page) = (read(), page.split("## Words of the code").next().unwrap().to_lowercase());
        let rows: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| term"))
            .filter_map(|line| line.split('|').nth(1))
            .collect();
        let stands = |row: &str, word: &str| {
            row.match_indices(word).any(|(at, _)| {
                let letter = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
                !letter(row[..at].chars().next_back()) && !letter(row[at + word.len()..].chars().next())
            })
        };
        for term in &glossary.term {
            assert!(
                page.lines().any(|line| line.starts_with("| ") && stands(line, &term.word)),
                "{} is not in docs/GLOSSARY.md",
                term.word
            );
        }
        for row in rows {
            assert!(glossary.term.iter().any(|term| stands(row, &term.word)), "no term of assets/glossary.toml: {row}");
        }
    }

    #[test]
    fn no_line_names_a_code_without_its_name() {
        let glossary = read();
        let is_code = |word: &str| {
            let letters = word.trim_end_matches(|ch: char| ch.is_ascii_digit());
            Role::ALL.iter().any(|role| role.word() == word)
                || (letters.len() < word.len()
                    && (1..=2).contains(&letters.len())
                    && letters.chars().all(|ch| ch.is_ascii_uppercase()))
        };
        let texts = glossary.term.iter().flat_map(|one| [&one.word, &one.means]);
        let texts = texts.chain(glossary.sign.iter().flat_map(|one| [&one.name, &one.means]));
        let texts = texts.chain(glossary.column.iter().map(|one| &one.means));
        let texts = texts.chain(glossary.pane.iter().map(|one| &one.answers));
        for text in texts {
            assert!(!text.is_empty());
            let code = text.split(|ch: char| !ch.is_alphanumeric()).find(|word| is_code(word));
            assert!(code.is_none(), "{code:?} in {text:?}");
        }
        for role in Role::ALL {
            let sign = glossary.sign.iter().find(|sign| sign.shown == role.word()).unwrap();
            assert!(!sign.name.is_empty());
        }
    }

    #[test]
    fn every_pane_and_what_it_names_is_known() {
        let glossary = read();
        let panes = |screen: &'static str, names: Vec<&'static str>| names.into_iter().map(move |name| (screen, name));
        let all = panes("Today", names::<today::panes::Focus>())
            .chain(panes("Pipeline", names::<pipeline::panes::Focus>()))
            .chain(panes("Team", names::<team::panes::Focus>()))
            .chain(panes("Programme", names::<programme::panes::Focus>()))
            .chain(panes("Score", names::<score::panes::Focus>()))
            .chain(panes("the account page", Tab::ALL.map(Tab::word).to_vec()))
            .chain([("Accounts", "Accounts"), ("Renewals", "Renewals"), ("History", "History")]);
        let all: Vec<_> = all.collect();
        assert_eq!(all.len(), glossary.pane.len());
        for (screen, pane) in all {
            let about = glossary.about(screen, pane, &[]);
            assert!(!about.answers.is_empty(), "{screen}: {pane}");
            let known = glossary.pane.iter().find(|one| one.screen == screen && one.name == pane).unwrap();
            let named = [known.columns.len(), known.signs.len(), known.terms.len()];
            assert_eq!(about.parts.map(|part| part.len()), named, "{screen}: {pane} names what is not explained");
        }
    }
}
