//! Settings: every default a rep may change, versioned and dated.

use super::calendar::Calendar;
use super::charter::Pledge;
use super::checklist::Checklist;
use super::connection::ConnectionPoints;
use super::day::Day;
use super::definition::Definitions;
use super::me::Me;
use super::money::Currency;
use super::morning::Morning;
use super::objections::Objections;
use super::playbook::Playbooks;
use super::problem::Result;
use super::record::record;
use super::risk::points::Points;
use super::rule::Rule;
use super::saved_filter::SavedFilters;
use super::score_plan::{Began, Pay, Targets};
use super::stages::Stages;

record! {
    /// One setting of the book, as of a day.
    Setting: Settings {
        key: String as SETTING = "Setting" [needed natural];
        value: String as LINES = "Value" [needed];
        since: Day = "Since" [needed natural];
    }
    title |it| it.key.clone();
    rules Self::fits;
}

/// What the keys of settings that change points of the risk score begin with.
pub const POINTS: &str = "risk.";

impl Setting {
    fn fits(&self) -> Result<()> {
        macro_rules! rules {
            ($($rule:ty)+) => {
                match self.key.as_str() {
                    $(<$rule>::KEY => <$rule as Rule>::read(&self.value).map(drop),)+
                    key => key.strip_prefix(POINTS).map_or(Ok(()), |path| Points::check_value(path, &self.value)),
                }
            };
        }
        rules! {
            Currency Stages Playbooks Morning Checklist Calendar ConnectionPoints Option<Pledge> Definitions Objections Pay SavedFilters
            Targets Began Me
        }
    }
}

/// The currency of the book.
impl Rule for Currency {
    const KEY: &'static str = "currency";
    const WHAT: &'static str = "The currency";
    const FIELD: &'static str = "currency";

    fn shipped() -> Result<Self> {
        Ok(Self::EUR)
    }

    /// Its code, as JSON or, written by hand into a file, plain.
    fn read(json: &str) -> Result<Self> {
        Self::parse(json.trim().trim_matches('"'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::record::Record;

    #[test]
    fn a_rule_that_cannot_be_read_is_refused() {
        let setting = |key: &str, value: &str| Setting {
            id: Id::new(1),
            key: key.into(),
            value: value.into(),
            since: Day::ZERO,
            ..Setting::default()
        };
        for (key, value) in [
            (Stages::KEY, "{}"),
            (Stages::KEY, r#"{"stage": []}"#),
            (Playbooks::KEY, "[]"),
            (Calendar::KEY, "[1]"),
            (Checklist::KEY, "[1]"),
            (Morning::KEY, "[1]"),
            (ConnectionPoints::KEY, "{}"),
            (Option::<Pledge>::KEY, "[]"),
            (Definitions::KEY, "{}"),
            (Pay::KEY, "[]"),
            (Objections::KEY, "[]"),
            (Targets::KEY, "{}"),
            (SavedFilters::KEY, "{}"),
            (Began::KEY, "\"soon\""),
            (Me::KEY, "[]"),
            (Currency::KEY, "\"EUX\""),
        ] {
            assert!(setting(key, value).check().is_err(), "{key} {value}");
        }
        setting(Calendar::KEY, r#"["2026-12-25"]"#).check().unwrap();
        setting(Stages::KEY, &Stages::shipped().unwrap().written().unwrap()).check().unwrap();
        setting("anything else", "{}").check().unwrap();
    }
}
