//! The rules of the book that a rep may change: stages, playbooks, holidays. What ships holds until the book says otherwise.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::calendar::Calendar;
use crate::domain::check::Check;
use crate::domain::day::Day;
use crate::domain::playbook::Playbooks;
use crate::domain::problem::{Problem, Result};
use crate::domain::setting::{HOLIDAYS, PLAYBOOKS, STAGES, Setting};
use crate::domain::stages::Stages;
use crate::store::{Edit, Store};
use std::sync::Arc;

/// The rules that hold on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The lifecycle.
    pub stages: Arc<Stages>,
    /// What is done at its hot spots.
    pub playbooks: Playbooks,
    /// Working days.
    pub calendar: Calendar,
}

impl Rules {
    /// The rules of a book, as `setting` answers for each key.
    fn of(setting: impl Fn(&str) -> Result<Option<String>>) -> Result<Self> {
        Ok(Self {
            stages: Arc::new(setting(STAGES)?.map_or_else(Stages::shipped, |json| Stages::read_setting(&json))?),
            playbooks: setting(PLAYBOOKS)?.map_or_else(Playbooks::shipped, |json| Playbooks::read(&json))?,
            calendar: setting(HOLIDAYS)?.map_or_else(|| Ok(Calendar::default()), |json| Calendar::read(&json))?,
        })
    }

    /// The rules of an open book. A setting that cannot be read, out of a file that somebody wrote by hand, gives way to
    /// what ships: the book must open to be mended.
    pub(super) fn of_store(store: &Store, day: Day) -> Result<Self> {
        Self::of(|key| store.setting(key, day)).or_else(|_| Self::of(|_| Ok(None)))
    }

    /// The rules as an operation that is under way sees them.
    pub(super) fn of_edit(edit: &Edit<'_>, day: Day) -> Result<Self> {
        Self::of(|key| edit.setting(key, day)).or_else(|_| Self::of(|_| Ok(None)))
    }
}

impl Book {
    /// The playbooks.
    pub fn playbooks(&self) -> &Playbooks {
        &self.rules.playbooks
    }

    /// Working days.
    pub fn calendar(&self) -> &Calendar {
        &self.rules.calendar
    }

    /// Reads the rules again: another day, another process or another operation may have changed them.
    pub(super) fn read_rules(&mut self) -> Result<()> {
        self.rules = Arc::new(Rules::of_store(&self.store, self.today())?);
        self.stages = Arc::clone(&self.rules.stages);
        Ok(())
    }

    /// Changes the playbooks from today on; what runs already goes on as it was begun.
    pub fn change_playbooks(&mut self, playbooks: &Playbooks, what: &str) -> Result<Outcome> {
        playbooks.check()?;
        self.change_setting(PLAYBOOKS, playbooks.written()?, what)
    }

    /// Changes the stages from today on. One that accounts are in cannot be taken out.
    pub fn change_stages(&mut self, stages: &Stages, what: &str) -> Result<Outcome> {
        stages.check()?;
        for stage in self.store.stage_tallies()? {
            if stages.place(&stage.stage).is_none() {
                let name = self.stages().name(&stage.stage).to_owned();
                let sentence =
                    format!("{} accounts are in {name}; move them before you retire the stage.", stage.accounts);
                return Err(Problem::field("stage", sentence));
            }
        }
        self.change_setting(STAGES, stages.written()?, what)
    }

    /// Changes the holidays from today on.
    pub fn change_holidays(&mut self, calendar: &Calendar) -> Result<Outcome> {
        self.change_setting(HOLIDAYS, calendar.written(), &format!("{} holidays", calendar.holidays().count()))
    }

    /// Gives a setting another value from today on, as one operation; the values it had before stay, dated.
    pub fn change_setting(&mut self, key: &str, value: String, what: &str) -> Result<Outcome> {
        let ((), outcome) = self.edit(Op::ChangeSetting, |edit| {
            let today = edit.today();
            edit.summary(format!("{key}: {what}"));
            if edit.setting(key, today)?.as_ref() == Some(&value) {
                return Ok(());
            }
            let setting = match edit.setting_since(key, today)? {
                Some(setting) => Setting { value, ..setting },
                None => Setting { id: edit.mint()?, key: key.to_owned(), value, since: today, known_on: None },
            };
            setting.check()?;
            edit.put(&setting)
        })?;
        Ok(outcome)
    }
}
