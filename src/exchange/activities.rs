//! Activities of sales programs, in the words of the book.
//!
//! What took place is a touch. What is still to be done, and every task, is an action. What did not take place, such as
//! a meeting that was cancelled, is neither. Whether it went both ways is taken from what the program says and never
//! guessed from the text.

use super::cells::{Cells, Read};
use super::preview::FilePreview;
use crate::domain::day::Day;
use crate::domain::touch::MISSED;
use crate::domain::words::Channel;

/// What an activity has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It took place; whether a contact took part.
    Happened {
        /// Whether a contact took part or replied.
        two_way: bool,
    },
    /// It is to be done.
    Planned,
    /// A task that was done.
    Done,
    /// It did not take place.
    Off,
}

/// One activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// What it has come to.
    pub course: Course,
    /// How it reaches a person; none for a task that does not say.
    pub channel: Option<Channel>,
    /// What it is about.
    pub title: Option<String>,
    /// What was said.
    pub body: Option<String>,
    /// The day it took place or is due.
    pub on: Option<Day>,
    /// The day it was done.
    pub done_on: Option<Day>,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
}

impl Activity {
    /// Reads a row of activities as of `today`.
    pub fn read(cells: &Cells<'_>, preview: &FilePreview, today: Day) -> Read<Self> {
        let field = |name| preview.field(name);
        let word = |name| cells.word(field(name)).unwrap_or("").to_lowercase();
        let text = |name| cells.text(field(name)).map(str::to_owned);
        let day = |name| cells.day(field(name));
        let kind = kind_word(&word("kind"), preview);
        let minutes = minutes(cells, preview)?;
        let (done_on, due, on) = (day("done_on")?, day("due")?, day("on")?);
        let clues = Clues {
            is_task: ["task", "tasks", "todo", "to do", "deadline"].iter().any(|one| holds(&words_of(&kind), one)),
            state: format!("{} {}", word("status"), word("outcome")),
            done: cells.flag(field("done"))?.or(done_on.map(|_| true)),
            ahead: on.or(due).is_some_and(|on| on > today),
            channel: by_link(channel_of(&kind), &word("link")),
        };
        let course = clues.course();
        let on = match course {
            Course::Planned => due.or(on),
            _ if clues.is_task => done_on.or(due).or(on),
            _ => on.or(done_on).or(due),
        };
        let on = match on {
            Some(on) => Some(on),
            None => day("created_on")?,
        };
        let (title, body) = (text("title"), text("summary"));
        Ok(Some(Self { course, channel: clues.channel, title, body, on, done_on, minutes }))
    }

    /// Title and body as the summary of a touch.
    pub fn summary(&self) -> Option<String> {
        match (&self.title, &self.body) {
            (Some(title), Some(body)) if title != body => Some(format!("{title}\n{body}")),
            (title, body) => title.clone().or_else(|| body.clone()),
        }
    }
}

/// The channel of a kind, in the plural too: lists of activities are called “Calls” and “Notes”.
fn channel_of(kind: &str) -> Option<Channel> {
    Channel::parse(kind).or_else(|| kind.strip_suffix('s').and_then(Channel::parse))
}

/// A meeting with a link is one by video.
fn by_link(channel: Option<Channel>, link: &str) -> Option<Channel> {
    if channel == Some(Channel::Meet) && !link.is_empty() { Some(Channel::Video) } else { channel }
}

/// The kind of an activity; files that hold one kind say it by the names of their columns only.
fn kind_word(kind: &str, preview: &FilePreview) -> String {
    if !kind.is_empty() {
        return kind.to_owned();
    }
    let headers = preview.header.join(" ").to_lowercase();
    let known = ["call", "meeting", "note", "email", "task"];
    known.iter().find(|kind| headers.contains(&format!("{kind} "))).unwrap_or(&"task").to_string()
}

fn minutes(cells: &Cells<'_>, preview: &FilePreview) -> Read<u32> {
    let field = |name| preview.field(name);
    let in_units = |count: Option<u32>, units: u32| count.map(|count| count.div_ceil(units));
    let minutes = cells.count(field("minutes"))?;
    let seconds = in_units(cells.count(field("duration_s"))?, 60);
    let milliseconds = in_units(cells.count(field("duration_ms"))?, 60_000);
    Ok(minutes.or(seconds).or(milliseconds))
}

/// What the fields of an activity say about its course.
struct Clues {
    is_task: bool,
    state: String,
    done: Option<bool>,
    ahead: bool,
    channel: Option<Channel>,
}

impl Clues {
    fn course(&self) -> Course {
        let words = words_of(&self.state);
        let says = |list: &[&str]| list.iter().any(|one| holds(&words, one));
        let denied = says(&["not", "no", "never", "nicht", "incomplete"]);
        let off = [
            "cancelled",
            "canceled",
            "no show",
            "not held",
            "not attended",
            "did not take place",
            "rescheduled",
            "abgesagt",
        ];
        if says(&off) {
            return Course::Off;
        }
        let open = says(&[
            "not started",
            "waiting",
            "deferred",
            "in progress",
            "open",
            "scheduled",
            "planned",
            "incomplete",
            "pending",
            "not done",
            "not completed",
        ]);
        let said_done = says(&["completed", "complete", "done", "closed", "held", "yes"]) && !denied;
        let done = self.done.unwrap_or(said_done);
        if self.is_task || self.channel.is_none() {
            return if done { Course::Done } else { Course::Planned };
        }
        let not_done = denied && says(&["done", "complete", "completed", "closed", "finished", "incomplete"]);
        if !done && (self.ahead || self.done == Some(false) || not_done || (open && !says(&["scheduled"]))) {
            return Course::Planned;
        }
        // In the state of a call such a word says it all; among the words of a note it may be about something else.
        let missed = ["unanswered", "no reply", "busy", "unsuccessful", "no contact", "missed"];
        let missed = says(&missed) || says(&MISSED);
        let two_way = self.channel.is_some_and(Channel::is_meeting) && !missed;
        Course::Happened { two_way }
    }
}

/// The words of a state in small letters, “didn't” as “did not”, underscores and hyphens apart.
fn words_of(state: &str) -> Vec<String> {
    let plain = state.to_lowercase().replace('’', "'").replace("n't", " not");
    plain.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the words of `phrase` stand in `words`, one after the other.
fn holds(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|part| part.iter().zip(&phrase).all(|(one, two)| one == two))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(channel: Option<Channel>, state: &str, done: Option<bool>, ahead: bool) -> Course {
        Clues { is_task: channel.is_none(), state: state.into(), done, ahead, channel }.course()
    }

    #[test]
    fn an_activity_has_come_to_something() {
        assert_eq!(course(Some(Channel::Call), " connected", None, false), Course::Happened { two_way: true });
        assert_eq!(course(Some(Channel::Call), " left voicemail", None, false), Course::Happened { two_way: false });
        assert_eq!(course(Some(Channel::Email), "", None, false), Course::Happened { two_way: false });
        assert_eq!(course(Some(Channel::Meet), " no show", None, false), Course::Off);
        assert_eq!(course(Some(Channel::Meet), " scheduled", None, true), Course::Planned);
        assert_eq!(course(Some(Channel::Call), "not started", None, false), Course::Planned);
        assert_eq!(course(Some(Channel::Call), "", Some(false), false), Course::Planned);
        assert_eq!(course(None, "completed ", None, false), Course::Done);
        assert_eq!(course(None, "waiting ", None, false), Course::Planned);
    }

    #[test]
    fn states_are_read_by_whole_words_with_their_negations() {
        for state in [
            "Incomplete",
            "not done",
            "Not completed",
            "isn't done",
            "undone",
            "Reopened",
            "Not yet complete",
            "not_started",
        ] {
            assert_eq!(course(None, state, None, false), Course::Planned, "{state}");
        }
        for state in ["Completed", "COMPLETED", "done", "Closed", "is done"] {
            assert_eq!(course(None, state, None, false), Course::Done, "{state}");
        }
        for state in ["Not held", "No-show", "no_show", "Cancelled", "CANCELED", "wasn't held", "didn't take place"] {
            assert_eq!(course(Some(Channel::Meet), state, None, false), Course::Off, "{state}");
        }
        for state in ["not done", "Incomplete", "Not completed", "pending"] {
            assert_eq!(course(Some(Channel::Call), state, None, false), Course::Planned, "{state}");
        }
        for state in
            ["No answer", "NO_ANSWER", "not answered", "Left voicemail", "Unanswered", "Not connected", "not reached"]
        {
            assert_eq!(course(Some(Channel::Call), state, None, false), Course::Happened { two_way: false }, "{state}");
        }
        for state in ["held", "Completed", "Connected", "Withheld number"] {
            assert_eq!(course(Some(Channel::Call), state, None, false), Course::Happened { two_way: true }, "{state}");
        }
    }
}
