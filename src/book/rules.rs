//! The rules of the book that a rep may change: stages, playbooks, holidays. What ships holds until the book says otherwise.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::calendar::Calendar;
use crate::domain::charter::Pledge;
use crate::domain::checklist::Checklist;
use crate::domain::connection::ConnectionPoints;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::playbook::Playbooks;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::rule::Rule;
use crate::domain::saved_filter::SavedFilters;
use crate::domain::setting::Setting;
use crate::domain::stages::Stages;
use crate::store::Edit;
use crate::store::rules::Held;

impl Book {
    /// A rule that holds: `book.rule::<Checklist>()`.
    pub fn rule<R: Held>(&self) -> &R {
        R::of(self.store.rules())
    }

    /// A rule as it held on a day.
    pub fn rule_on<R: Rule>(&self, day: Day) -> Result<R> {
        let set = self.store.setting(R::KEY, day)?.and_then(|json| R::read(&json).ok());
        set.map_or_else(R::shipped, Ok)
    }

    /// Changes a rule from today on; what it was before stays, dated. What holds already needs no day of its own.
    pub fn change<R: Held>(&mut self, rule: &R, what: &str) -> Result<Outcome> {
        if rule == self.rule::<R>() {
            return Ok(self.edit(Op::ChangeSetting, |_| Ok(()))?.1);
        }
        let today = self.today();
        self.change_from(rule, today, what)
    }

    /// Changes a rule from `since` on.
    pub fn change_from<R: Held>(&mut self, rule: &R, since: Day, what: &str) -> Result<Outcome> {
        rule.check()?;
        rule.check_change(self.rule::<R>())?;
        self.change_setting_from(R::KEY, rule.written()?, since, what)
    }

    /// The playbooks.
    pub fn playbooks(&self) -> &Playbooks {
        self.rule()
    }

    /// Working days.
    pub fn calendar(&self) -> &Calendar {
        self.rule()
    }

    /// What every new customer gets.
    pub fn checklist(&self) -> &Checklist {
        self.rule()
    }

    /// Where sales and service meet: questions and answers.
    pub fn connection_points(&self) -> &ConnectionPoints {
        self.rule()
    }

    /// What words mean, to us and to customers.
    pub fn definitions(&self) -> &Definitions {
        self.rule()
    }

    /// The filters of the account list that have a name.
    pub fn saved_filters(&self) -> &SavedFilters {
        self.rule()
    }

    /// What the team stands for; none: nobody has signed.
    pub fn pledge(&self) -> Option<&Pledge> {
        self.rule::<Option<Pledge>>().as_ref()
    }

    /// A code for a new playbook: one that no playbook has, nor had while actions of it stand in the book.
    pub fn free_playbook_code(&self) -> Result<String> {
        let actions = self.store.playbook_codes()?;
        let settings: Vec<Setting> = self.store.all()?;
        let before =
            settings.iter().filter(|one| one.key == Playbooks::KEY).filter_map(|one| Playbooks::read(&one.value).ok());
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
        self.change(stages, what)
    }

    /// Signs the pledge anew from today on; what was signed before stays, dated.
    pub fn sign(&mut self, pledge: &Pledge) -> Result<Outcome> {
        let today = self.today();
        if pledge.on > today {
            return Err(Problem::field(
                "on",
                format!("{} is in the future; a pledge is signed today or before.", pledge.on),
            ));
        }
        self.change(&Some(pledge.clone()), &format!("{}, {}", pledge.by, pledge.words))
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
        return Err(Problem::field("since", format!("{since} is in the future; rules change today or before.")));
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
