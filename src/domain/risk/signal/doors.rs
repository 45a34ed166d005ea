//! K1 and K2: how many team members, and how many contacts, hold the relationship (rep transitions and contact numbers,
//! METHOD r14, r17–19).
//!
//! That somebody is missing can be told only once touches of the account have been recorded for as long as one touch makes
//! a person active. Before, both are unknown: so no first touch that is recorded ever makes an account look worse.

use super::{Lookup, Remedy, Scene, State};
use crate::domain::day::Day;

/// The day from which on it can be told who is missing.
fn tells_from(scene: Scene<'_>) -> Option<Day> {
    scene.facts.touched_since.map(|since| since.plus(scene.facts.practice.window))
}

fn is_told(scene: Scene<'_>) -> bool {
    tells_from(scene).is_some_and(|from| from <= scene.facts.day)
}

/// Why nothing can be told yet.
fn untold(scene: Scene<'_>) -> String {
    match scene.facts.touched_since {
        None => "No touch is recorded".to_owned(),
        Some(_) => format!("Touches are recorded for less than {} days", scene.facts.practice.window),
    }
}

/// K1: one team member, or one who does nearly all.
pub(super) mod ours {
    use super::{Lookup, Remedy, Scene, State, is_told, untold};

    /// Whether whoever meets them most has done so for long; of nobody, nobody knows better.
    fn is_veteran(scene: Scene<'_>) -> bool {
        let months = scene.points.k1.veteran_months;
        scene.facts.lead.is_none_or(|lead| lead.since.plus_months(months) <= scene.facts.day)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.k1);
        if !is_told(scene) {
            return State::Unknown(0);
        }
        // Nobody, or somebody unnamed, is never better than one, whoever that is.
        let veteran = if is_veteran(scene) { points.veteran } else { 0 };
        State::Known(match facts.members {
            0 | 1 => points.one_door + veteran,
            _ if facts.others < points.others => points.dominant,
            _ => 0,
        } as i32)
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let facts = scene.facts;
        let window = facts.practice.window;
        if !is_told(scene) {
            return format!("{}, so our coverage is unknown.", untold(scene));
        }
        let Some(lead) = &facts.lead else {
            return match facts.members {
                0 => format!("No team member has met them in {window} days."),
                _ => format!("Who met them in {window} days is not recorded."),
            };
        };
        let name = lookup.member(lead.member);
        let long = for_how_long(lead.since.days_to(facts.day) / 30);
        if facts.members == 1 {
            return format!("Single-threaded: only {name} has met them in {window} days{long}.");
        }
        if facts.others < scene.points.k1.others {
            return format!("Nearly single-threaded: {name} has all but {} of the meetings{long}.", facts.others);
        }
        format!("{} team members have met them in {window} days.", facts.members)
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let now = read(scene).points().max(0) as u32;
        // One meeting of a second member leaves the points of one who does nearly all.
        let left = if scene.facts.members < 2 { scene.points.k1.dominant } else { 0 };
        Remedy { words: "Bring a second team member into a meeting.", removes: now.saturating_sub(left) }
    }

    fn for_how_long(months: i32) -> String {
        match months {
            ..=1 => String::new(),
            2..=23 => format!(", for {months} months"),
            _ => format!(", for {} years", months / 12),
        }
    }
}

/// K2: few contacts.
pub(super) mod theirs {
    use super::{Lookup, Remedy, Scene, State, is_told, untold};

    fn worth(scene: Scene<'_>, contacts: u32) -> u32 {
        let points = &scene.points.k2;
        match contacts {
            0 => points.none,
            1 => points.one,
            2 => points.two,
            _ => 0,
        }
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        if is_told(scene) { State::Known(worth(scene, scene.facts.contacts) as i32) } else { State::Unknown(0) }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let window = scene.facts.practice.window;
        match (is_told(scene), scene.facts.contacts) {
            (false, _) => format!("{}, so the contacts reached are unknown.", untold(scene)),
            (true, 0) => format!("No contact was met in {window} days."),
            (true, 1) => format!("Single-threaded on their side: 1 contact met in {window} days."),
            (true, count) => format!("{count} contacts met in {window} days."),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let now = scene.facts.contacts;
        let removes = if is_told(scene) { worth(scene, now).saturating_sub(worth(scene, now + 1)) } else { 0 };
        Remedy { words: "Meet one more contact.", removes }
    }
}
