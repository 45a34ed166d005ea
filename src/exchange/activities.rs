//! Activities of sales programs, in the words of the book.
//!
//! What took place is a touch. What is still to be done, and every task, is an action. What did not take place, such as
//! a meeting that was cancelled, is neither. Whether it went both ways is taken from what the program says and never
//! guessed from the text.

use super::cells::{Cells, Read};
use super::survey::Survey;
use crate::domain::day::Day;
use crate::domain::words::Channel;

/// What an activity has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It took place; whether one of theirs took part.
    Happened {
        /// Whether one of theirs took part or replied.
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
    pub fn read(cells: &Cells<'_>, survey: &Survey, today: Day) -> Read<Self> {
        let field = |name| survey.field(name);
        let word = |name| cells.word(field(name)).unwrap_or("").to_lowercase();
        let text = |name| cells.text(field(name)).map(str::to_owned);
        let day = |name| cells.day(field(name));
        let kind = kind_word(&word("kind"), survey);
        let minutes = minutes(cells, survey)?;
        let (done_on, due, on) = (day("done_on")?, day("due")?, day("on")?);
        let clues = Clues {
            is_task: kind.contains("task")
                || kind.contains("todo")
                || kind.contains("to-do")
                || kind.contains("deadline"),
            state: format!("{} {}", word("status"), word("outcome")),
            done: cells.flag(field("done")).unwrap_or(None).or(done_on.map(|_| true)),
            ahead: on.or(due).is_some_and(|on| on > today),
            channel: Channel::parse(&kind),
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

/// The kind of an activity; files that hold one kind say it by the names of their columns only.
fn kind_word(kind: &str, survey: &Survey) -> String {
    if !kind.is_empty() {
        return kind.to_owned();
    }
    let headers = survey.header.join(" ").to_lowercase();
    let known = ["call", "meeting", "note", "email", "task"];
    known.iter().find(|kind| headers.contains(&format!("{kind} "))).unwrap_or(&"task").to_string()
}

fn minutes(cells: &Cells<'_>, survey: &Survey) -> Read<u32> {
    let field = |name| survey.field(name);
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
        let says = |words: &[&str]| words.iter().any(|word| self.state.contains(word));
        if says(&["cancel", "no show", "no-show", "rescheduled", "abgesagt"]) {
            return Course::Off;
        }
        let open = says(&["not started", "waiting", "deferred", "in progress", "open", "scheduled", "planned"]);
        let done = self.done.unwrap_or_else(|| says(&["complete", "done", "closed", "held"]));
        if self.is_task || self.channel.is_none() {
            return if done { Course::Done } else { Course::Planned };
        }
        if !done && (self.ahead || self.done == Some(false) || (open && !says(&["scheduled"]))) {
            return Course::Planned;
        }
        let missed = says(&["no answer", "voicemail", "wrong number", "busy", "unsuccessful"]);
        let two_way = self.channel.is_some_and(Channel::is_meeting) && !missed;
        Course::Happened { two_way }
    }
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
}
