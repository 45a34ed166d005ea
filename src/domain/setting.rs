//! Settings: every default a rep may change, versioned and dated.

use super::calendar::Calendar;
use super::charter::Pledge;
use super::checklist::Checklist;
use super::connection::ConnectionPoints;
use super::day::Day;
use super::definition::Definitions;
use super::money::Currency;
use super::morning::Morning;
use super::objections::Objections;
use super::playbook::Playbooks;
use super::problem::Result;
use super::record::record;
use super::risk::points::Points;
use super::saved_filter::SavedFilters;
use super::score_plan::{Pay, Targets, read_began};
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

/// The key of the setting that holds the currency of the book.
pub const CURRENCY: &str = "currency";
/// The key of the setting that holds the lifecycle.
pub const STAGES: &str = "stages";
/// The key of the setting that holds the playbooks.
pub const PLAYBOOKS: &str = "playbooks";
/// What the keys of settings that change points of the risk score begin with.
pub const POINTS: &str = "risk.";
/// The key of the setting that holds the holidays.
pub const HOLIDAYS: &str = "holidays";

/// The key of the setting that holds the items of the kit.
pub const KIT: &str = "kit";
/// The key of the setting that holds which questions of the start of its day are ticked.
pub const START_OF_DAY: &str = "start_of_day";
/// The key of the setting that holds the connection points.
pub const CONNECTION_POINTS: &str = "connection_points";
/// The key of the setting that holds the pledge.
pub const PLEDGE: &str = "pledge";
/// The key of the setting that holds the agreed definitions.
pub const DEFINITIONS: &str = "definitions";
/// The key of the setting that holds the fears that the showcase answers.
pub const FEARS: &str = "fears";
/// The key of the setting that holds how winning and keeping are paid.
pub const PAY: &str = "pay";
/// The key of the setting that holds the saved filters of the account list.
pub const FILTERS: &str = "filters";
/// The key of the setting that holds the targets of the score.
pub const TARGETS: &str = "targets";
/// The key of the setting that holds the day on which something began, before and after which the score is compared.
pub const BEFORE_AFTER: &str = "before_after";

impl Setting {
    fn fits(&self) -> Result<()> {
        if let Some(path) = self.key.strip_prefix(POINTS) {
            return Points::check_value(path, &self.value);
        }
        match self.key.as_str() {
            CURRENCY => read_currency(&self.value).map(drop),
            STAGES => Stages::read_setting(&self.value).map(drop),
            PLAYBOOKS => Playbooks::read(&self.value).map(drop),
            START_OF_DAY => Morning::read(&self.value).map(drop),
            KIT => Checklist::read(&self.value).map(drop),
            HOLIDAYS => Calendar::read(&self.value).map(drop),
            CONNECTION_POINTS => ConnectionPoints::read(&self.value).map(drop),
            PLEDGE => Pledge::read(&self.value).map(drop),
            DEFINITIONS => Definitions::read(&self.value).map(drop),
            FEARS => Objections::read(&self.value).map(drop),
            PAY => Pay::read(&self.value).map(drop),
            FILTERS => SavedFilters::read(&self.value).map(drop),
            TARGETS => Targets::read(&self.value).map(drop),
            BEFORE_AFTER => read_began(&self.value).map(drop),
            _ => Ok(()),
        }
    }
}

/// The currency that a setting holds: its code, as JSON or, written by hand into a file, plain.
pub fn read_currency(json: &str) -> Result<Currency> {
    Currency::parse(json.trim().trim_matches('"'))
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
            external_id: None,
            key: key.into(),
            value: value.into(),
            since: Day::ZERO,
            known_on: None,
        };
        for (key, value) in [
            (STAGES, "{}"),
            (STAGES, r#"{"stage": []}"#),
            (PLAYBOOKS, "[]"),
            (HOLIDAYS, "[1]"),
            (KIT, "[1]"),
            (START_OF_DAY, "[1]"),
            (CONNECTION_POINTS, "{}"),
            (PLEDGE, "[]"),
            (DEFINITIONS, "{}"),
            (PAY, "[]"),
            (FEARS, "[]"),
            (TARGETS, "{}"),
            (FILTERS, "{}"),
            (BEFORE_AFTER, "\"soon\""),
            (CURRENCY, "\"EUX\""),
        ] {
            assert!(setting(key, value).check().is_err(), "{key} {value}");
        }
        setting(HOLIDAYS, r#"["2026-12-25"]"#).check().unwrap();
        setting(STAGES, &Stages::shipped().unwrap().written().unwrap()).check().unwrap();
        setting("anything else", "{}").check().unwrap();
    }
}
