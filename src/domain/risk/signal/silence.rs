//! T1 to T3: how long since a meaningful touch, an executive's touch, a company update (METHOD r22).

use super::pattern::{said, since};
use super::{Lookup, Remedy, Scene, State};

/// T1: no meaningful touch for longer than the target, and than is usual with this account.
pub(super) mod unseen {
    use super::{Lookup, Remedy, Scene, State, since};

    /// Days that are usual between two touches: the target cadence, or the account's own rhythm where that is longer.
    fn usual(scene: Scene<'_>) -> f64 {
        f64::from(scene.facts.practice.touch.max(1)).max(scene.facts.rhythm.unwrap_or(0.0))
    }

    /// How long it has been quiet, in usual gaps; none: no meaningful touch is recorded.
    pub(in super::super) fn gaps(scene: Scene<'_>) -> Option<f64> {
        scene.facts.last_touch.map(|last| f64::from(last.days_to(scene.facts.day)) / usual(scene))
    }

    /// The step of the points that so many gaps stand on, and how far they are towards the next, 0 to 1.
    fn step(scene: Scene<'_>, gaps: f64) -> (u32, f64) {
        let points = &scene.points.t1;
        let passed = points.over.iter().filter(|over| gaps > **over).count();
        let worth = passed.checked_sub(1).and_then(|place| points.points.get(place)).copied().unwrap_or(0);
        let from = passed.checked_sub(1).map_or(0.0, |place| points.over[place]);
        let along = match points.over.get(passed) {
            Some(to) => (gaps - from) / (to - from),
            None => 1.0 - from / gaps,
        };
        (worth, along.clamp(0.0, 1.0))
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        gaps(scene).map_or(State::Unknown(0), |gaps| State::Known(step(scene, gaps).0 as i32))
    }

    /// What orders accounts on one step: hundredths of a point, from 40 down to 40 up, by tens.
    pub(in super::super::super) fn fine(scene: Scene<'_>) -> i32 {
        gaps(scene).map_or(0, |gaps| (step(scene, gaps).1 * 8.0).round() as i32 * 10 - 40)
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let facts = scene.facts;
        let target = facts.practice.touch;
        match (facts.last_touch, facts.touched_since) {
            (Some(last), _) if usual(scene) > f64::from(target) => {
                let usual = usual(scene);
                format!("Quiet for {} days (usual here: every {usual:.0}; target: every {target}).", since(last))
            }
            (Some(last), _) => format!("Quiet for {} days (target: every {target}).", since(last)),
            (None, Some(_)) => "No touch was two-way with a named contact, so none counts.".to_owned(),
            (None, None) => "No touch is recorded.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let words = "Call or meet a contact, and log who it was.";
        Remedy { words, removes: read(scene).points().max(0) as u32 }
    }
}

/// T2: no executive of ours, in the tiers that are promised one.
pub(super) mod executives {
    use super::{Lookup, Remedy, Scene, State, said};
    use crate::domain::day::Day;

    /// The day by which one is due: a cadence after the last one, else after touches of the account began to be recorded.
    fn due(scene: Scene<'_>) -> Option<Day> {
        let facts = scene.facts;
        facts
            .practice
            .executive
            .and_then(|every| facts.last_executive.or(facts.touched_since).map(|from| from.plus(every)))
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.t2);
        if facts.practice.executive.is_none() {
            return State::NotApplicable;
        }
        match (due(scene), facts.last_executive) {
            (None, _) => State::Unknown(0),
            (Some(due), _) if due >= facts.day => State::Known(0),
            (Some(_), Some(_)) => State::Known(points.overdue as i32),
            (Some(_), None) => State::Known(points.never as i32),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let facts = scene.facts;
        let every = facts.practice.executive.unwrap_or(0);
        match (facts.last_executive, due(scene)) {
            _ if facts.practice.executive.is_none() => "No executive touch is planned for this tier.".to_owned(),
            (_, None) => "No touch is recorded, so nobody knows whether an executive met them.".to_owned(),
            (Some(last), Some(due)) if due >= facts.day => {
                format!("An executive sponsor met them {} (target: every {every} days).", said(last))
            }
            (Some(last), _) => format!("No executive touch since {} (target: every {every} days).", said(last)),
            (None, Some(due)) if due >= facts.day => format!("An executive touch is due {}.", said(due)),
            (None, _) => format!("No executive sponsor ever met them (target: every {every} days)."),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let words = "Have an executive sponsor meet a contact.";
        Remedy { words, removes: read(scene).points().max(0) as u32 }
    }
}

/// T3: no company update for long.
pub(super) mod news {
    use super::{Lookup, Remedy, Scene, State, since};
    use crate::domain::day::Day;

    fn is_due(scene: Scene<'_>, last: Day) -> bool {
        let most = scene.points.t3.over * f64::from(scene.facts.practice.news);
        f64::from(last.days_to(scene.facts.day)) > most
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        match scene.facts.last_news {
            Some(last) if is_due(scene, last) => State::Known(scene.points.t3.points as i32),
            Some(_) => State::Known(0),
            None => State::Unknown(0),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match scene.facts.last_news {
            Some(last) if is_due(scene, last) => format!("No company update for {} days.", since(last)),
            Some(last) => format!("The last company update was {} days ago.", since(last)),
            None => "No company update is recorded.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let removes = read(scene).points().max(0) as u32;
        Remedy { words: "Send a company update: vision, growth, hiring, products, initiatives.", removes }
    }
}
