//! The forms of a playbook and of one of its actions.

use super::Form;
use super::draft::{Draft, number_text};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::playbook::{MOST, Playbook, Playbooks, Task};
use crate::domain::problem::{Problem, Result};
use crate::domain::words::{Channel, OurRole};

/// The fields of a playbook: its name, and what lies before its trigger.
pub(crate) fn form(place: usize, book: &Book) -> Result<Form> {
    let it = existing(book.playbooks(), place)?;
    let title = format!("{}: {}", it.code, it.trigger.told(it.after));
    Ok(Form::new(
        title,
        vec![
            Field::text_of("name", "Name", it.name.clone()).needed(),
            Field::new("after", "After", Kind::Number, it.after.to_string())
                .hint("Days, working days or cadences before it starts, as its trigger says"),
        ],
    ))
}

/// Keeps what the form of a playbook says.
pub(crate) fn keep(place: usize, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let it = existing_mut(&mut playbooks, place)?;
    it.name = draft.words("name");
    it.after = draft.whole("after")?.unwrap_or(0);
    let what = format!("{} {}, after {}", it.code, it.name, it.after);
    book.change_playbooks(&playbooks, &what)
}

/// The fields of an action; without a `task` of a new one, which a full playbook refuses.
pub(crate) fn task_form(place: usize, task: Option<usize>, book: &Book) -> Result<Form> {
    let playbook = existing(book.playbooks(), place)?;
    let it = match task {
        Some(task) => Some(playbook.tasks.get(task).ok_or_else(gone)?),
        None if playbook.tasks.len() >= MOST => return Err(playbook.full()),
        None => None,
    };
    let channels = Channel::ALL.iter().map(|one| one.word().to_owned()).collect();
    let roles = OurRole::ALL.iter().map(|one| one.word().to_owned()).collect();
    let seats = |task: &Task| task.owners.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    let what = if it.is_some() { "Action" } else { "New action" };
    let form = Form::new(
        format!("{what} of {} {}", playbook.code, playbook.name),
        vec![
            Field::text_of("title", "What to do", it.map(|it| it.title.clone()).unwrap_or_default()).needed(),
            Field::new("day", "Day", Kind::Number, it.map(|it| it.day.to_string()).unwrap_or_default())
                .needed()
                .hint("Days from the trigger: 0, +7; -30 is before it"),
            Field::new("owners", "Seats", Kind::Several { options: roles }, it.map(seats).unwrap_or_default())
                .needed()
                .hint("AL, ES, SV, TL, SU, FB, IM, CM; the first answers for it"),
            Field::choice("channel", "How", channels, it.map_or("", |it| it.channel.word())).needed(),
            Field::new("minutes", "Minutes", Kind::Number, number_text(it.and_then(|it| it.minutes))),
        ],
    );
    // Minutes may stay empty: whoever edits an action has come for its first fields.
    Ok(Form { focus: 0, ..form })
}

/// Keeps what the form of an action says.
pub(crate) fn keep_task(place: usize, task: Option<usize>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut playbooks = book.playbooks().clone();
    let playbook = existing_mut(&mut playbooks, place)?;
    let owners = draft.several("owners").iter().map(|word| OurRole::read(word)).collect::<Result<_>>();
    let made = Task {
        day: draft.whole("day")?.ok_or_else(|| Problem::field("day", "Say on which day from the trigger."))?,
        owners: owners.map_err(|problem| Problem { field: Some("owners"), ..problem })?,
        channel: draft
            .word("channel", Channel::read)?
            .ok_or_else(|| Problem::field("channel", "Say how it is done."))?,
        title: draft.words("title"),
        minutes: draft.number("minutes")?,
    };
    made.check()?;
    let what = format!("{}: day {}, {}", playbook.code, made.day, made.title);
    match task {
        Some(task) => *playbook.tasks.get_mut(task).ok_or_else(gone)? = made,
        None => playbook.tasks.push(made),
    }
    book.change_playbooks(&playbooks, &what)
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
