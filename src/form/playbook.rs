//! The forms of a playbook and of one of its actions.

use super::Form;
use super::draft::{Draft, number_text};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::playbook::{MOST, MOST_PLAYBOOKS, Playbook, Playbooks, Task, Trigger};
use crate::domain::problem::{Problem, Result};
use crate::domain::role::Role;
use crate::domain::words::Channel;

/// The fields of a playbook: its name, what triggers it, and where it stands on the board.
pub(crate) fn form(place: usize, book: &Book) -> Result<Form> {
    let it = existing(book.playbooks(), place)?;
    let title = format!("{}: {}", it.code, it.trigger.told(it.after));
    let form = Form::new(title, spot_fields(Some(it), it.stage.as_deref(), book));
    // A stage may stay empty: whoever edits a playbook has come for its first fields.
    Ok(Form { focus: 0, ..form })
}

/// The fields of a new playbook, for the stage at this place or any: itself, and the first of its actions. Refused where
/// there are as many as a team can follow.
pub(crate) fn new_form(stage: Option<usize>, book: &Book) -> Result<Form> {
    if book.playbooks().list.len() >= MOST_PLAYBOOKS {
        return Err(Playbooks::full());
    }
    let stage = stage.and_then(|place| book.stages().list.get(place)).map(|stage| stage.key.as_str());
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
        Field::text_of("name", "Hot spot", it.map(|it| it.name.clone()).unwrap_or_default()).needed(),
        Field::choice("trigger", "Trigger", triggers, it.map_or("", |it| it.trigger.word())).needed(),
        Field::new("after", "After", Kind::Number, after.to_string())
            .hint("Days (signature, stall), working days (hand-off gap), cadences (going quiet)"),
        Field::choice("stage", "Stage", stages, stage).hint("Where it stands on the board; blank: any stage"),
    ]
}

/// Keeps what the form of a playbook says.
pub(crate) fn keep(place: usize, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let it = existing_mut(&mut playbooks, place)?;
    let made = spot(it.code.clone(), it.tasks.clone(), draft, book)?;
    let what = told(&made);
    *it = made;
    book.change_playbooks(&playbooks, &what)
}

/// Makes the playbook that the form describes, under a code that was never used.
pub(crate) fn make(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let made = spot(book.free_playbook_code()?, vec![task(draft)?], draft, book)?;
    let what = told(&made);
    playbooks.list.push(made);
    book.change_playbooks(&playbooks, &what)
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
pub(crate) fn task_form(place: usize, task: Option<usize>, book: &Book) -> Result<Form> {
    let playbook = existing(book.playbooks(), place)?;
    let it = match task {
        Some(task) => Some(playbook.tasks.get(task).ok_or_else(gone)?),
        None if playbook.tasks.len() >= MOST => return Err(playbook.full()),
        None => None,
    };
    let what = if it.is_some() { "Action" } else { "New action" };
    let form = Form::new(format!("{what} of {} {}", playbook.code, playbook.name), task_fields(it).into());
    // Minutes may stay empty: whoever edits an action has come for its first fields.
    Ok(Form { focus: 0, ..form })
}

fn task_fields(it: Option<&Task>) -> [Field; 5] {
    let channels = Channel::ALL.iter().map(|one| one.word().to_owned()).collect();
    let roles = Role::ALL.iter().map(|one| one.word().to_owned()).collect();
    let seats = |task: &Task| task.owners.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    [
        Field::text_of("title", "What to do", it.map(|it| it.title.clone()).unwrap_or_default()).needed(),
        Field::new("day", "Day", Kind::Number, it.map(|it| it.day.to_string()).unwrap_or_default())
            .needed()
            .hint("Days from the trigger: 0, +7; -30 is before it"),
        Field::new("owners", "Seats", Kind::Several { options: roles }, it.map(seats).unwrap_or_default())
            .needed()
            .hint("AL, ES, SV, TL, SU, FB, IM, CM; the first answers for it"),
        Field::choice("channel", "How", channels, it.map_or("", |it| it.channel.word())).needed(),
        Field::new("minutes", "Minutes", Kind::Number, number_text(it.and_then(|it| it.minutes))),
    ]
}

/// Keeps what the form of an action says.
pub(crate) fn keep_task(place: usize, task: Option<usize>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let playbook = existing_mut(&mut playbooks, place)?;
    let mut made = self::task(draft)?;
    // Words for the customer hold as long as the action is called the same.
    let was = task.and_then(|task| playbook.tasks.get(task)).filter(|was| was.title == made.title);
    made.public = was.and_then(|was| was.public.clone());
    let what = format!("{}: day {}, {}", playbook.code, made.day, made.title);
    match task {
        Some(task) => *playbook.tasks.get_mut(task).ok_or_else(gone)? = made,
        None => playbook.tasks.push(made),
    }
    book.change_playbooks(&playbooks, &what)
}

/// The action that the form describes.
fn task(draft: &Draft<'_>) -> Result<Task> {
    let owners = draft.several("owners").iter().map(|word| Role::read(word)).collect::<Result<_>>();
    let made = Task {
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
    Ok(made)
}

/// Retires an action.
pub(crate) fn remove_task(place: usize, task: usize, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let playbook = existing_mut(&mut playbooks, place)?;
    if task >= playbook.tasks.len() {
        return Err(gone());
    }
    let retired = playbook.tasks.remove(task);
    let what = format!("{}: without {}", playbook.code, retired.title);
    book.change_playbooks(&playbooks, &what)
}

/// Retires a playbook; its open actions are withdrawn with it.
pub(crate) fn remove(place: usize, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    if place >= playbooks.list.len() {
        return Err(gone());
    }
    let retired = playbooks.list.remove(place);
    book.change_playbooks(&playbooks, &format!("without {} {}", retired.code, retired.name))
}

fn existing(playbooks: &Playbooks, place: usize) -> Result<&Playbook> {
    playbooks.list.get(place).ok_or_else(gone)
}

fn existing_mut(playbooks: &mut Playbooks, place: usize) -> Result<&mut Playbook> {
    playbooks.list.get_mut(place).ok_or_else(gone)
}

fn gone() -> Problem {
    Problem::not_found("This playbook was changed meanwhile; look again.")
}
