//! The forms of a playbook and of one of its actions.

use super::Form;
use super::draft::{Draft, number_text};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::playbook::{MOST, MOST_PLAYBOOKS, Playbook, Playbooks, Task, Trigger};
use crate::domain::problem::{Problem, Result};
use crate::domain::role::Role;
use crate::domain::rule::{free_key, place_of};
use crate::domain::words::Channel;

/// The fields of a playbook: its name, what triggers it, and where it stands on the board.
pub(crate) fn form(code: &str, book: &Book) -> Result<Form> {
    let it = existing(book.playbooks(), code)?;
    let title = format!("{}: {}", it.code, it.trigger.told(it.after));
    let form = Form::new(title, spot_fields(Some(it), it.stage.as_deref(), book));
    // A stage may stay empty: whoever edits a playbook has come for its first fields.
    Ok(form)
}

/// The fields of a new playbook, for the stage with this key or any: itself, and the first of its actions. Refused where
/// there are as many as a team can follow.
pub(crate) fn new_form(stage: Option<&str>, book: &Book) -> Result<Form> {
    if book.playbooks().list.len() >= MOST_PLAYBOOKS {
        return Err(Playbooks::full());
    }
    let stage = stage.filter(|key| book.stages().place(key).is_some());
    let mut fields = spot_fields(None, stage, book);
    fields.extend(task_fields(None));
    Ok(Form { focus: 0, ..Form::new("New playbook, with its first action", fields) })
}

fn spot_fields(it: Option<&Playbook>, stage: Option<&str>, book: &Book) -> Vec<Field> {
    let triggers = Trigger::ALL.iter().map(|one| one.word().to_owned()).collect();
    let stages = book.stages().list.iter().map(|stage| stage.name.clone()).collect();
    let stage = stage.map_or("", |key| book.stages().name(key));
    let after = it.map_or(0, |it| it.after);
    vec![
        Field::text_of("name", "Drop-off point", it.map(|it| it.name.clone()).unwrap_or_default()).needed(),
        Field::choice("trigger", "Trigger", triggers, it.map_or("", |it| it.trigger.word())).needed(),
        Field::new("after", "After", Kind::Number, after.to_string())
            .hint("Days (signature, stall), business days (hand-off gap), cadences (going quiet)"),
        Field::choice("stage", "Stage", stages, stage).hint("Where it stands on the board; blank: any stage"),
    ]
}

/// Keeps what the form of a playbook says.
pub(crate) fn keep(code: &str, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let it = existing_mut(&mut playbooks, code)?;
    let made = spot(it.code.clone(), it.tasks.clone(), draft, book)?;
    let what = told(&made);
    *it = made;
    book.change(&playbooks, &what)
}

/// Makes the playbook that the form describes, under a code that was never used.
pub(crate) fn make(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let made = spot(book.free_playbook_code()?, vec![task(draft)?], draft, book)?;
    let what = told(&made);
    playbooks.list.push(made);
    book.change(&playbooks, &what)
}

fn spot(code: String, tasks: Vec<Task>, draft: &Draft<'_>, book: &Book) -> Result<Playbook> {
    let trigger = draft.word("trigger", Trigger::read)?;
    Ok(Playbook {
        code,
        name: draft.words("name"),
        trigger: trigger.ok_or_else(|| Problem::field("trigger", "Say what triggers it."))?,
        after: draft.whole("after")?.unwrap_or(0),
        stage: draft.word("stage", |words| book.stages().read(words).map(|stage| stage.key.clone()))?,
        tasks,
    })
}

fn told(it: &Playbook) -> String {
    format!("{} {}: {}", it.code, it.name, it.trigger.told(it.after))
}

/// The fields of an action; without a `task` of a new one, which a full playbook refuses.
pub(crate) fn task_form(code: &str, task: Option<&str>, book: &Book) -> Result<Form> {
    let playbook = existing(book.playbooks(), code)?;
    let it = match task {
        Some(task) => Some(&playbook.tasks[place_of(&playbook.tasks, task)?]),
        None if playbook.tasks.len() >= MOST => return Err(playbook.full()),
        None => None,
    };
    let what = if it.is_some() { "Action" } else { "New action" };
    let form = Form::new(format!("{what} of {} {}", playbook.code, playbook.name), task_fields(it).into());
    // Minutes may stay empty: whoever edits an action has come for its first fields.
    Ok(form)
}

fn task_fields(it: Option<&Task>) -> [Field; 5] {
    let channels = Channel::ALL.iter().map(|one| one.word().to_owned()).collect();
    let roles = Role::ALL.iter().map(|one| one.word().to_owned()).collect();
    let assignments = |task: &Task| task.owners.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    [
        Field::text_of("title", "What to do", it.map(|it| it.title.clone()).unwrap_or_default()).needed(),
        Field::new("day", "Day", Kind::Number, it.map(|it| it.day.to_string()).unwrap_or_default())
            .needed()
            .hint("Days from the trigger: 0, +7; -30 is before it"),
        Field::new("owners", "Roles", Kind::Several { options: roles }, it.map(assignments).unwrap_or_default())
            .needed()
            .hint("AL, ES, SV, TL, SU, FB, IM, CM; the first is responsible"),
        Field::choice("channel", "How", channels, it.map_or("", |it| it.channel.word())).needed(),
        Field::new("minutes", "Minutes", Kind::Number, number_text(it.and_then(|it| it.minutes))),
    ]
}

/// Keeps what the form of an action says.
pub(crate) fn keep_task(code: &str, task: Option<&str>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let playbook = existing_mut(&mut playbooks, code)?;
    let mut made = self::task(draft)?;
    // Words for the customer hold as long as the action is called the same.
    let place = task.map(|task| place_of(&playbook.tasks, task)).transpose()?;
    let was = place.map(|place| &playbook.tasks[place]);
    made.key = was.map_or_else(|| free_key(&made.title, &playbook.tasks), |was| was.key.clone());
    made.public = was.filter(|was| was.title == made.title).and_then(|was| was.public.clone());
    let what = format!("{}: day {}, {}", playbook.code, made.day, made.title);
    match place {
        Some(place) => playbook.tasks[place] = made,
        None => playbook.tasks.push(made),
    }
    book.change(&playbooks, &what)
}

/// The action that the form describes.
fn task(draft: &Draft<'_>) -> Result<Task> {
    let owners = draft.several("owners").iter().map(|word| Role::read(word)).collect::<Result<_>>();
    let mut made = Task {
        key: String::new(),
        day: draft.whole("day")?.ok_or_else(|| Problem::field("day", "Say on which day from the trigger."))?,
        owners: owners.map_err(|problem| Problem { field: Some("owners"), ..problem })?,
        channel: draft
            .word("channel", Channel::read)?
            .ok_or_else(|| Problem::field("channel", "Say how it is done."))?,
        title: draft.words("title"),
        public: None,
        minutes: draft.number("minutes")?,
    };
    made.check()?;
    made.key = free_key::<Task>(&made.title, &[]);
    Ok(made)
}

/// Retires an action.
pub(crate) fn remove_task(code: &str, task: &str, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let playbook = existing_mut(&mut playbooks, code)?;
    let retired = playbook.tasks.remove(place_of(&playbook.tasks, task)?);
    let what = format!("{}: without {}", playbook.code, retired.title);
    book.change(&playbooks, &what)
}

/// Retires a playbook; its open actions are withdrawn with it.
pub(crate) fn remove(code: &str, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let retired = playbooks.list.remove(place_of(&playbooks.list, code)?);
    book.change(&playbooks, &format!("without {} {}", retired.code, retired.name))
}

fn existing<'a>(playbooks: &'a Playbooks, code: &str) -> Result<&'a Playbook> {
    place_of(&playbooks.list, code).map(|place| &playbooks.list[place])
}

fn existing_mut<'a>(playbooks: &'a mut Playbooks, code: &str) -> Result<&'a mut Playbook> {
    place_of(&playbooks.list, code).map(|place| &mut playbooks.list[place])
}
