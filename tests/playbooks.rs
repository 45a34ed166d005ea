//! Playbooks, told by scenario files: what happened, on which days the program ran, which actions stand then.

#![allow(clippy::unwrap_used)]

use mainstay::domain::action::Action;
use mainstay::domain::calendar::Calendar;
use mainstay::domain::day::Day;
use mainstay::domain::id::Id;
use mainstay::domain::playbook::Playbooks;
use mainstay::domain::playbook_key::Mark;
use mainstay::domain::rule::Rule;
use mainstay::domain::schedule::{Change, schedule};
use mainstay::domain::stages::Stages;
use mainstay::domain::trigger::{AccountFacts, Reader};
use mainstay::domain::words::ActionOutcome;
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    #[serde(default)]
    holidays: Vec<Day>,
    /// The playbooks that run; all that ship where left out.
    only: Option<Vec<String>>,
    story: toml::Table,
    run: Vec<Run>,
}

/// One day on which the program runs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    on: Day,
    /// What is different in the story from here on, list by list.
    #[serde(default)]
    set: toml::Table,
    /// What people did before the program ran.
    #[serde(default)]
    done: Vec<String>,
    #[serde(default)]
    by_hand: Vec<String>,
    #[serde(default)]
    put_off: BTreeMap<String, Day>,
    /// The open actions afterwards: day, playbook and number, assignment and channel are told by the playbook.
    open: Vec<String>,
    /// What was withdrawn on this day, and why.
    #[serde(default)]
    withdrawn: BTreeMap<String, String>,
}

/// A book of one account: what the schedule is applied to.
struct Desk {
    playbooks: Playbooks,
    stages: Stages,
    calendar: Calendar,
    actions: Vec<Action>,
}

impl Desk {
    fn new(only: Option<&[String]>, holidays: Vec<Day>) -> Self {
        let mut playbooks = Playbooks::shipped().unwrap();
        if let Some(only) = only {
            playbooks.list.retain(|one| only.contains(&one.code));
        }
        Self { playbooks, stages: Stages::shipped().unwrap(), calendar: Calendar::with(holidays), actions: Vec::new() }
    }

    fn changes(&self, today: Day, story: &AccountFacts) -> Vec<Change> {
        let reader = Reader { playbooks: &self.playbooks, stages: &self.stages, calendar: &self.calendar, today };
        schedule(today, &self.calendar, &self.playbooks, &reader.occurrences(story), &self.actions)
    }

    fn run(&mut self, today: Day, story: &AccountFacts) -> Vec<Change> {
        let changes = self.changes(today, story);
        for change in &changes {
            match change {
                Change::Add(planned) => {
                    let id = Id::new(self.actions.len() as i64 + 1);
                    self.actions.push(planned.action(id, story.account.id, None, today));
                }
                Change::Move(action) | Change::Revive(action) | Change::Withdraw(action) => {
                    *self.actions.iter_mut().find(|one| one.id == action.id).unwrap() = action.clone();
                }
            }
        }
        changes
    }

    fn named(&mut self, name: &str) -> &mut Action {
        let found = self.actions.iter_mut().find(|one| one.outcome.is_none() && name_of(one) == name);
        found.unwrap_or_else(|| panic!("{name} is not open"))
    }

    fn open(&self) -> Vec<String> {
        let open = self.actions.iter().filter(|one| one.outcome.is_none());
        let mut open: Vec<_> = open.map(|one| format!("{} {}", one.due.unwrap(), name_of(one))).collect();
        open.sort();
        open
    }
}

fn name_of(action: &Action) -> String {
    let key = action.key().unwrap();
    format!("{}:{}", key.code, key.number)
}

fn story(base: &toml::Table) -> AccountFacts {
    let mut whole = base.clone();
    whole.entry("cadence").or_insert(60.into());
    let account: toml::Table =
        toml::from_str("id = 1\nname = 'Contoso'\nstage = 'steady'\ncurrency = 'EUR'\ntags = []").unwrap();
    let mut account = account;
    if let Some(given) = whole.get("account").and_then(|it| it.as_table()) {
        account.extend(given.clone());
    }
    whole.insert("account".into(), account.into());
    for (place, list) in
        ["contracts", "events", "issues", "stays", "seats", "handoffs", "defections", "invoices", "contacts"]
            .into_iter()
            .enumerate()
    {
        for (at, record) in whole.get_mut(list).and_then(|it| it.as_array_mut()).into_iter().flatten().enumerate() {
            let record = record.as_table_mut().unwrap();
            record.entry("id").or_insert((100 * (place as i64 + 1) + at as i64).into());
            record.entry("account").or_insert(1.into());
            if ["contracts", "defections", "invoices"].contains(&list) {
                record.entry("currency").or_insert("EUR".into());
            }
        }
    }
    whole.try_into().unwrap()
}

impl Scenario {
    fn holds(&self, name: &str) {
        let mut desk = Desk::new(self.only.as_deref(), self.holidays.clone());
        let mut base = self.story.clone();
        for run in &self.run {
            let at = format!("{name}, {}", run.on);
            base.extend(run.set.clone());
            let story = story(&base);
            for done in &run.done {
                let action = desk.named(done);
                (action.outcome, action.done_on) = (Some(ActionOutcome::Done), Some(run.on));
            }
            for hand in &run.by_hand {
                let action = desk.named(hand);
                "Something else".clone_into(&mut action.title);
                action.playbook_mark = Some(Mark::ByHand);
            }
            for (name, until) in &run.put_off {
                desk.named(name).due = Some(*until);
            }
            let withdrawn: BTreeMap<String, String> = desk
                .run(run.on, &story)
                .into_iter()
                .filter_map(|change| match change {
                    Change::Withdraw(action) => Some((name_of(&action), action.reason.unwrap())),
                    _ => None,
                })
                .collect();
            assert_eq!(desk.open(), run.open, "{at}");
            assert_eq!(withdrawn, run.withdrawn, "{at}");
            assert_eq!(desk.changes(run.on, &story), [], "{at}: a second run changes something");
        }
    }
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/playbooks");
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let scenario: Scenario = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        scenario.holds(&name);
        seen.extend(scenario.only.unwrap_or_default());
    }
    for playbook in Playbooks::shipped().unwrap().list {
        assert!(seen.contains(&playbook.code), "no scenario tells of {}", playbook.code);
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// An account to which everything happens that can, on days counted from a beginning.
fn eventful(start: Day, offsets: &[i32]) -> AccountFacts {
    let on = |at: usize| start.plus(offsets[at % offsets.len()]);
    let text = format!(
        "last_touch = '{}'\ncadence = 30
         account = {{ customer_since = '{}' }}
         contracts = [{{ end = '{}', notice_days = 60 }}, {{ end = '{}' }}]
         events = [{{ on = '{}', kind = 'price-increase' }}, {{ on = '{}', kind = 'sponsor-left' }},
                   {{ on = '{}', kind = 'reorg' }}, {{ on = '{}', kind = 'notice' }}]
         issues = [{{ title = 'Down', opened_on = '{}', closed_on = '{}', escalation = true }}]
         stays = [{{ stage = 'onboarding', entered_on = '{}' }}]
         handoffs = [{{ offered_on = '{}', state = 'offered' }}]
         invoices = [{{ issued_on = '{}', disputed = false }}]",
        on(0),
        on(1),
        on(2).plus(60),
        on(3),
        on(4),
        on(5),
        on(6),
        on(7),
        on(8),
        on(8).plus(9),
        on(9),
        on(10),
        on(1).plus(11),
    );
    story(&toml::from_str(&text).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Facts that are known as they come: a program that runs every day, and one that runs every few days, end with the same
    /// actions.
    #[test]
    fn a_program_that_runs_late_doubles_and_drops_nothing(
        offsets in prop::collection::vec(0i32..150, 11),
        every in 2i32..=14,
        rest in prop::collection::vec(0i32..300, 0..10),
    ) {
        let start = day("2026-01-05");
        let story = eventful(start, &offsets);
        let holidays: Vec<Day> = rest.iter().map(|at| start.plus(*at)).collect();
        let (mut daily, mut late) = (Desk::new(None, holidays.clone()), Desk::new(None, holidays));
        // Nothing is known before it happens; the calendar of both ends on the same day.
        let known = |today: Day| known_by(&story, today);
        for at in 0..=(25 * every) {
            daily.run(start.plus(at), &known(start.plus(at)));
            if at % every == 0 {
                late.run(start.plus(at), &known(start.plus(at)));
            }
        }
        // A silence that began and was broken between two runs leaves a trace only where somebody looked in between.
        let open = |desk: &Desk| {
            let open = desk.actions.iter().filter(|one| one.outcome.is_none());
            let mut open: Vec<_> = open.map(|one| (one.playbook.clone(), one.due)).collect();
            open.sort();
            open
        };
        prop_assert!(!open(&daily).is_empty());
        prop_assert_eq!(open(&daily), open(&late));
    }

    /// However a trigger moves, one action stands for each number, on a working day.
    #[test]
    fn a_trigger_that_moves_takes_its_actions_along(moves in prop::collection::vec(-40i32..170, 1..8)) {
        let start = day("2026-06-01");
        let mut desk = Desk::new(Some(&["VP12".to_owned()]), vec![day("2026-09-03")]);
        for (at, ahead) in moves.iter().enumerate() {
            let today = start.plus(at as i32);
            let text = format!("contracts = [{{ end = '{}' }}]", start.plus(*ahead));
            let story = story(&toml::from_str(&text).unwrap());
            desk.run(today, &story);
            prop_assert_eq!(desk.changes(today, &story), []);
            let mut names: Vec<_> = desk.actions.iter().filter(|one| one.outcome.is_none()).map(name_of).collect();
            let count = names.len();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), count, "doubled");
            for action in &desk.actions {
                prop_assert!(desk.calendar.is_working(action.due.unwrap()));
            }
        }
    }
}

/// The story as far as it is known on a day: what lies ahead is known only where people plan it.
fn known_by(story: &AccountFacts, today: Day) -> AccountFacts {
    let mut known = story.clone();
    known.events.retain(|event| event.on <= today || event.kind.word() == "price-increase");
    for issue in &mut known.issues {
        issue.closed_on = issue.closed_on.filter(|closed| *closed <= today);
    }
    known.issues.retain(|issue| issue.opened_on <= today);
    known.stays.retain(|stay| stay.entered_on <= today);
    known.handoffs.retain(|handoff| handoff.offered_on <= today);
    known.account.customer_since = known.account.customer_since.filter(|since| *since <= today);
    known.last_touch = known.last_touch.filter(|on| *on <= today);
    known
}
