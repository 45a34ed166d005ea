//! Which fears of a prospect the showcase answers.

use super::problem::{Problem, Result};
use super::reference::Objection;

/// The fears that are answered, in the order of [`Objection`]: whether they are abandoned comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objections {
    list: Vec<Objection>,
}

impl Default for Objections {
    /// All that are known.
    fn default() -> Self {
        Self { list: Objection::ALL.to_vec() }
    }
}

impl Objections {
    /// These, each once.
    pub fn of(fears: impl IntoIterator<Item = Objection>) -> Self {
        let mut list: Vec<Objection> = fears.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        Self { list }
    }

    /// In order.
    pub fn list(&self) -> &[Objection] {
        &self.list
    }

    /// Reads the setting `fears`: a JSON list of their words.
    pub fn read(json: &str) -> Result<Self> {
        let fears = Self::of(super::rule_text::read::<Vec<Objection>>("The fears", "fears", json)?);
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
        let picked = Objections::of([Objection::WillItWork, Objection::Abandoned, Objection::WillItWork]);
        assert_eq!(picked.list(), [Objection::Abandoned, Objection::WillItWork]);
        assert_eq!(Objections::read(&picked.written().unwrap()).unwrap(), picked);
        assert!(Objections::read("[]").is_err() && Objections::read(r#"["spiders"]"#).is_err());
        assert_eq!(Objections::default().list().len(), Objection::ALL.len());
    }
}
