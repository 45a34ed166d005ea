//! The signals: what each one reads in the facts, in points and in a sentence.
//!
//! [`SIGNALS`] is the one list of them; adding a signal is adding a row. Sources are in `domain` §5.1 of the
//! specification; the points are hypotheses until a book's own losses confirm them.

use super::facts::Facts;
use super::points::Points;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::member::Member;

/// What a signal found.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// It is known, and worth so many points.
    Known(u32),
    /// Nobody has recorded what it needs; worth points all the same, for unknown is never good.
    Unknown(u32),
    /// It does not apply to this account.
    NotApplicable,
}

/// One line of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The signal's code, such as `K1`.
    pub code: &'static str,
    /// What it found.
    pub state: State,
    /// Why, in a sentence whose days are kept as days; [`Reading::sentence`] counts them.
    pub pattern: String,
    /// What would remove the points.
    pub remedy: &'static str,
}

/// Stands around a day in a pattern. No text of a person keeps it, see [`shortened`].
const MARK: char = '\u{1}';

/// In a pattern: how many days have gone by since `day`.
fn since(day: Day) -> String {
    format!("{MARK}s{}{MARK}", day.number())
}

/// In a pattern: how long ago `day` was, as people count: days, then months, then years.
fn ago(day: Day) -> String {
    format!("{MARK}a{}{MARK}", day.number())
}

/// How long `days` are, as people count.
fn long(days: i32) -> String {
    match days {
        1 => "1 day".to_owned(),
        ..=99 => format!("{days} days"),
        100..=729 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}

/// In a pattern: how many days are left until `day`.
fn until(day: Day) -> String {
    format!("{MARK}u{}{MARK}", day.number())
}

/// In a pattern: `day` as people say it.
fn said(day: Day) -> String {
    format!("{MARK}d{}{MARK}", day.number())
}

/// A pattern as a sentence of `today`.
pub fn sentence(pattern: &str, today: Day) -> String {
    let mut out = String::with_capacity(pattern.len());
    for (place, part) in pattern.split(MARK).enumerate() {
        match part.get(1..).filter(|_| place % 2 == 1).and_then(|day| day.parse().ok()).and_then(Day::from_number) {
            Some(day) if part.starts_with('s') => out.push_str(&day.days_to(today).to_string()),
            Some(day) if part.starts_with('a') => out.push_str(&long(day.days_to(today))),
            Some(day) if part.starts_with('u') => out.push_str(&today.days_to(day).to_string()),
            Some(day) => out.push_str(&spoken(day, today)),
            None => out.push_str(part),
        }
    }
    out
}

impl Reading {
    /// Why, in a sentence of `today`.
    pub fn sentence(&self, today: Day) -> String {
        sentence(&self.pattern, today)
    }

    /// Its points.
    pub fn points(&self) -> u32 {
        match self.state {
            State::Known(points) | State::Unknown(points) => points,
            State::NotApplicable => 0,
        }
    }
}

/// What signals read: the facts, the points, and names for the sentences.
pub struct Scene<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The points.
    pub points: &'a Points,
    /// The name of one of ours.
    pub name_of: &'a dyn Fn(Id<Member>) -> String,
}

type Signal = fn(&Scene<'_>) -> Reading;

/// Every signal, in the order in which equal points are shown.
pub const SIGNALS: &[Signal] = &[our_door, their_door, unseen, mood, unasked];

fn our_door(scene: &Scene<'_>) -> Reading {
    let (facts, points) = (scene.facts, &scene.points.k1);
    let remedy = "Bring a second one of ours into a meeting with them.";
    let reading = |state, pattern| Reading { code: "K1", state, pattern, remedy };
    if !facts.ever_touched {
        let sentence = "No touch is recorded, so nobody knows who of ours holds them.".to_owned();
        return reading(State::Unknown(points.one_door), sentence);
    }
    let Some(lead) = &facts.lead else {
        return reading(
            State::Known(points.one_door),
            format!("Nobody of ours has met them in {} days.", facts.window),
        );
    };
    let months = lead.since.days_to(facts.day) / 30;
    let veteran = if lead.since.plus_months(points.veteran_months) <= facts.day { points.veteran } else { 0 };
    let name = (scene.name_of)(lead.member);
    if facts.members <= 1 {
        let sentence = format!("Only {name} has met them in {} days{}.", facts.window, for_how_long(months));
        return reading(State::Known(points.one_door + veteran), sentence);
    }
    if lead.share >= points.dominant_share {
        let share = (lead.share * 100.0).round();
        let sentence = format!("{name} has {share:.0} % of the minutes with them{}.", for_how_long(months));
        return reading(State::Known(points.dominant + veteran), sentence);
    }
    reading(State::Known(0), format!("{} of ours have met them in {} days.", facts.members, facts.window))
}

fn for_how_long(months: i32) -> String {
    match months {
        ..=1 => String::new(),
        2..=23 => format!(", for {months} months"),
        _ => format!(", for {} years", months / 12),
    }
}

fn their_door(scene: &Scene<'_>) -> Reading {
    let (facts, points) = (scene.facts, &scene.points.k2);
    let remedy = "Meet one more of their people.";
    let reading = |state, pattern| Reading { code: "K2", state, pattern, remedy };
    if !facts.ever_touched {
        let sentence = "No touch is recorded, so nobody knows whom of theirs we reach.".to_owned();
        return reading(State::Unknown(points.none), sentence);
    }
    let worth = match facts.contacts {
        0 => points.none,
        1 => points.one,
        2 => points.two,
        _ => 0,
    };
    let sentence = match facts.contacts {
        0 => format!("We have talked with nobody in {} days.", facts.window),
        1 => "We talk with 1 person.".to_owned(),
        count => format!("We talk with {count} people."),
    };
    reading(State::Known(worth), sentence)
}

fn unseen(scene: &Scene<'_>) -> Reading {
    let (facts, points) = (scene.facts, &scene.points.t1);
    let remedy = "Have a meaningful touch: someone of theirs takes part, and it gives them something.";
    let reading = |state, pattern| Reading { code: "T1", state, pattern, remedy };
    let Some(last) = facts.last_touch.or(facts.since) else {
        let most = points.over.last().map_or(0, |(_, points)| *points);
        return reading(State::Unknown(most), nothing_known(facts).to_owned());
    };
    let days = last.days_to(facts.day);
    let cadences = f64::from(days) / f64::from(facts.cadence.max(1));
    let worth = points.over.iter().rev().find(|(over, _)| cadences > *over).map_or(0, |(_, points)| *points);
    let sentence = match facts.last_touch {
        Some(_) => format!("{} days unseen; promise is {}.", since(last), facts.cadence),
        None if facts.ever_touched => {
            format!("No meaningful touch in {}; promise: {} days.", ago(last), facts.cadence)
        }
        None => format!("No touch recorded in {}; promise: {} days.", ago(last), facts.cadence),
    };
    reading(State::Known(worth), sentence)
}

/// Why nobody can say how long they are unseen.
fn nothing_known(facts: &Facts) -> &'static str {
    if facts.ever_touched {
        "No touch says what it gave them, so none counts as meaningful."
    } else {
        "No touch is recorded, nor when they signed."
    }
}

fn mood(scene: &Scene<'_>) -> Reading {
    let (facts, points) = (scene.facts, &scene.points.v1);
    let remedy = "Ask how it is going, and mend what they name.";
    let reading = |state, pattern| Reading { code: "V1", state, pattern, remedy };
    let Some(pulse) = &facts.pulse else {
        let sentence = match facts.last_pulse {
            Some(on) => format!("The last pulse, {}, no longer holds.", said(on)),
            None => "Nobody has asked how it is going.".to_owned(),
        };
        return reading(State::Unknown(points.none), sentence);
    };
    let worth = points.by_score.get(usize::from(pulse.score) - 1).copied().unwrap_or(0);
    let sentence = match &pulse.quote {
        Some(quote) => format!("Last said: “{}” ({}/5).", shortened(quote), pulse.score),
        None => format!("Last pulse was {}/5.", pulse.score),
    };
    reading(State::Known(worth), sentence)
}

fn shortened(quote: &str) -> String {
    const MOST: usize = 80;
    let quote = quote.replace(MARK, " ");
    if quote.chars().count() <= MOST {
        return quote;
    }
    quote.chars().take(MOST - 1).chain(['…']).collect()
}

fn unasked(scene: &Scene<'_>) -> Reading {
    let (facts, points) = (scene.facts, &scene.points.l3);
    let remedy = "Ask the decision maker how it is going, and write down what they say.";
    let reading = |state, pattern| Reading { code: "L3", state, pattern, remedy };
    let Some(decision) = facts.decision_on else {
        return reading(State::NotApplicable, "No decision date is known.".to_owned());
    };
    let left = facts.day.days_to(decision);
    let asked = facts.last_said.is_some_and(|said| said.days_to(facts.day) <= points.said_days);
    let worth = points.by_days.iter().find(|(days, _)| left <= *days).map_or(0, |(_, points)| *points);
    let sentence = match (asked, left) {
        (true, _) => format!("They decide {}, and we have asked.", said(decision)),
        (false, ..-180) => format!("A decision was due {} ago and nobody recorded how it went.", ago(decision)),
        (false, ..0) => format!("The decision date passed {} ago and we have not asked.", ago(decision)),
        (false, _) => format!("{} days left and we have not asked.", until(decision)),
    };
    reading(State::Known(if asked { 0 } else { worth }), sentence)
}
