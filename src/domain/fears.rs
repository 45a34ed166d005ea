//! Which fears of a prospect the showcase answers.

use super::problem::{Problem, Result};
use super::story::Fear;

/// The fears that are answered, in the order of [`Fear`]: whether they are abandoned comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fears {
    list: Vec<Fear>,
}

impl Default for Fears {
    /// All that are known.
    fn default() -> Self {
        Self { list: Fear::ALL.to_vec() }
    }
}

impl Fears {
    /// These, each once.
    pub fn of(fears: impl IntoIterator<Item = Fear>) -> Self {
        let mut list: Vec<Fear> = fears.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        Self { list }
    }

    /// In order.
    pub fn list(&self) -> &[Fear] {
        &self.list
    }

    /// Reads the setting `fears`: a JSON list of their words.
    pub fn read(json: &str) -> Result<Self> {
        let fears = Self::of(super::rule_text::read::<Vec<Fear>>("The fears", "fears", json)?);
        fears.check()?;
        Ok(fears)
    }

    /// As the setting `fears` keeps them.
    pub fn written(&self) -> Result<String> {
        super::rule_text::written("The fears", &self.list)
    }

    /// Refuses a page that answers nothing.
    pub fn check(&self) -> Result<()> {
        if self.list.is_empty() {
            return Err(Problem::field("fears", "Name at least one fear for the page to answer."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fears_keep_their_order_and_are_never_none() {
        let picked = Fears::of([Fear::WillItWork, Fear::Abandoned, Fear::WillItWork]);
        assert_eq!(picked.list(), [Fear::Abandoned, Fear::WillItWork]);
        assert_eq!(Fears::read(&picked.written().unwrap()).unwrap(), picked);
        assert!(Fears::read("[]").is_err() && Fears::read(r#"["spiders"]"#).is_err());
        assert_eq!(Fears::default().list().len(), Fear::ALL.len());
    }
}
