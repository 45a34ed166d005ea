//! The rules of the book that a rep may change: stages, playbooks, holidays. What ships holds until the book says otherwise.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::calendar::Calendar;
use crate::domain::charter::Pledge;
use crate::domain::checklist::Checklist;
use crate::domain::connection::ConnectionPoints;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::objections::Objections;
use crate::domain::playbook::Playbooks;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::saved_filter::SavedFilters;
use crate::domain::setting::{
    CONNECTION_POINTS, DEFINITIONS, FEARS, FILTERS, HOLIDAYS, KIT, PLAYBOOKS, PLEDGE, STAGES, Setting,
};
use crate::domain::stages::Stages;
use crate::store::Edit;

impl Book {
    /// The playbooks.
    pub fn playbooks(&self) -> &Playbooks {
        &self.store.rules().playbooks
    }

    /// Working days.
    pub fn calendar(&self) -> &Calendar {
        &self.store.rules().calendar
    }

    /// Changes the playbooks from today on; what runs already goes on as it was begun.
    pub fn change_playbooks(&mut self, playbooks: &Playbooks, what: &str) -> Result<Outcome> {
        playbooks.check()?;
        playbooks.check_change(self.playbooks())?;
        self.change_setting(PLAYBOOKS, playbooks.written()?, what)
    }

    /// A code for a new playbook: one that no playbook has, nor had while actions of it stand in the book.
    pub fn free_playbook_code(&self) -> Result<String> {
        let actions = self.store.playbook_codes()?;
        let settings: Vec<Setting> = self.store.all()?;
        let before =
            settings.iter().filter(|one| one.key == PLAYBOOKS).filter_map(|one| Playbooks::read(&one.value).ok());
        let before: Vec<String> = before.flat_map(|one| one.list).map(|one| one.code).collect();
        Ok(self.playbooks().free_code(actions.iter().chain(&before).map(String::as_str)))
    }

    /// Changes the stages from today on. One that accounts are in cannot be taken out.
    pub fn change_stages(&mut self, stages: &Stages, what: &str) -> Result<Outcome> {
        stages.check()?;
        let tallies = self.store.tallies()?;
        if let Some(left) = tallies.iter().find(|tally| stages.place(&tally.stage).is_none()) {
            let accounts: u64 = tallies.iter().filter(|one| one.stage == left.stage).map(|one| one.accounts).sum();
            let name = self.stages().name(&left.stage);
            let sentence = format!("{accounts} accounts are in {name}; move them before you retire the stage.");
            return Err(Problem::field("stage", sentence));
        }
        self.change_setting(STAGES, stages.written()?, what)
    }

    /// Changes the holidays from today on.
    pub fn change_holidays(&mut self, calendar: &Calendar) -> Result<Outcome> {
        self.change_setting(HOLIDAYS, calendar.written(), &format!("{} holidays", calendar.holidays().count()))
    }

    /// Which fears of a prospect the showcase answers.
    pub fn fears(&self) -> Result<Objections> {
        let set = self.store.setting(FEARS, self.today())?;
        Ok(set.map(|json| Objections::read(&json)).transpose()?.unwrap_or_default())
    }

    /// Picks them from today on.
    pub fn change_fears(&mut self, fears: &Objections) -> Result<Outcome> {
        fears.check()?;
        if *fears == self.fears()? {
            // Nothing is written: what holds already needs no day of its own.
            return Ok(self.edit(Op::ChangeSetting, |_| Ok(()))?.1);
        }
        let words: Vec<&str> = fears.list().iter().map(|fear| fear.word()).collect();
        self.change_setting(FEARS, fears.written()?, &words.join(", "))
    }

    /// Where sales and service meet: questions and answers.
    pub fn connection_points(&self) -> &ConnectionPoints {
        &self.store.rules().connections
    }

    /// Changes the connection points from today on.
    pub fn change_connection_points(&mut self, points: &ConnectionPoints, what: &str) -> Result<Outcome> {
        points.check()?;
        self.change_setting(CONNECTION_POINTS, points.written()?, what)
    }

    /// What the team stands for; none: nobody has signed.
    pub fn pledge(&self) -> Option<&Pledge> {
        self.store.rules().pledge.as_ref()
    }

    /// Signs the pledge anew from today on; what was signed before stays, dated.
    pub fn sign(&mut self, pledge: &Pledge) -> Result<Outcome> {
        let today = self.today();
        pledge.check()?;
        if pledge.on > today {
            return Err(Problem::field("on", format!("{} lies ahead; a pledge is signed today or before.", pledge.on)));
        }
        self.change_setting(PLEDGE, pledge.written()?, &format!("{}, {}", pledge.by, pledge.words))
    }

    /// What words mean, to us and to customers.
    pub fn definitions(&self) -> &Definitions {
        &self.store.rules().definitions
    }

    /// Changes the definitions from today on.
    pub fn change_definitions(&mut self, definitions: &Definitions, what: &str) -> Result<Outcome> {
        definitions.check()?;
        self.change_setting(DEFINITIONS, definitions.written()?, what)
    }

    /// The filters of the account list that have a name.
    pub fn saved_filters(&self) -> &SavedFilters {
        &self.store.rules().filters
    }

    /// Changes the saved filters from today on.
    pub fn change_saved_filters(&mut self, filters: &SavedFilters, what: &str) -> Result<Outcome> {
        filters.check()?;
        self.change_setting(FILTERS, filters.written()?, what)
    }

    /// What every new customer gets.
    pub fn kit(&self) -> &Checklist {
        &self.store.rules().kit
    }

    /// Changes the items of the kit from today on; what accounts were given stays recorded.
    pub fn change_kit(&mut self, kit: &Checklist) -> Result<Outcome> {
        kit.check()?;
        let count = kit.list.len();
        self.change_setting(
            KIT,
            kit.written()?,
            &if count == 1 { "1 item".to_owned() } else { format!("{count} items") },
        )
    }

    /// Gives a setting another value from today on, as one operation; the values it had before stay, dated.
    pub fn change_setting(&mut self, key: &str, value: String, what: &str) -> Result<Outcome> {
        let today = self.today();
        self.change_setting_from(key, value, today, what)
    }

    /// The same from `since` on, until the day on which another value begins. Refused: a day that lies ahead.
    pub(super) fn change_setting_from(&mut self, key: &str, value: String, since: Day, what: &str) -> Result<Outcome> {
        let today = self.today();
        not_ahead(since, today)?;
        let next = self.next_value(key, since)?;
        let ((), outcome) = self.edit(Op::ChangeSetting, |edit| {
            edit.summary(format!("{key}: {what}{}", span(since, next, today)));
            put_setting(edit, key, value, since)
        })?;
        Ok(outcome)
    }

    /// The next day after `since`, by today, on which a setting has another value.
    fn next_value(&self, key: &str, since: Day) -> Result<Option<Day>> {
        let (all, today): (Vec<Setting>, Day) = (self.store.all()?, self.today());
        Ok(all
            .iter()
            .filter(|one| one.key == key && one.since > since && one.since <= today)
            .map(|one| one.since)
            .min())
    }
}

/// Refuses a rule that would begin on a day that lies ahead.
pub(super) fn not_ahead(since: Day, today: Day) -> Result<()> {
    if since > today {
        return Err(Problem::field("since", format!("{since} lies ahead; rules change today or before.")));
    }
    Ok(())
}

/// Puts the value that a setting has from `since` on; nothing where it has it already.
pub(super) fn put_setting(edit: &mut Edit<'_>, key: &str, value: String, since: Day) -> Result<()> {
    let today = edit.today();
    if edit.setting(key, since)?.as_ref() == Some(&value) {
        return Ok(());
    }
    let known_on = Some(today).filter(|today| *today != since);
    let setting = match edit.setting_since(key, since)? {
        Some(setting) => Setting { value, ..setting },
        None => Setting { id: edit.mint()?, external_id: None, key: key.to_owned(), value, since, known_on },
    };
    setting.check()?;
    edit.put(&setting)
}

/// From when until when, where that is not simply from today on.
pub(super) fn span(since: Day, next: Option<Day>, today: Day) -> String {
    match next {
        _ if since == today => String::new(),
        None => format!(", from {since} on"),
        Some(next) => format!(", from {since} until {next}, when another begins"),
    }
}
