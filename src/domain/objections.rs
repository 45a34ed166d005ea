//! Which fears of a prospect the showcase answers.

use super::problem::{Problem, Result};
use super::reference::Objection;
use super::rule::Rule;
use serde::{Deserialize, Serialize};

/// The fears that are answered, in the order of [`Objection`]: whether they are abandoned comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
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
        let mut fears = Self { list: fears.into_iter().collect() };
        fears.complete();
        fears
    }

    /// In order.
    pub fn list(&self) -> &[Objection] {
        &self.list
    }
}

impl Rule for Objections {
    const KEY: &'static str = "fears";
    const WHAT: &'static str = "The objections";
    const FIELD: &'static str = "fears";

    fn shipped() -> Result<Self> {
        Ok(Self::default())
    }

    /// Each once, in order.
    fn complete(&mut self) {
        self.list.sort_unstable();
        self.list.dedup();
    }

    /// Refuses a page that answers nothing.
    fn check(&self) -> Result<()> {
        if self.list.is_empty() {
            return Err(Problem::field("fears", "Name at least one objection for the page to answer."));
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
