//! T1 to T3: how long since a meaningful touch, an executive's touch, a company update (METHOD r22).

use super::pattern::{said, since};
use super::{Lookup, Remedy, Scene, State};

/// T1: no meaningful touch for longer than the target, and than is usual with this account.
pub(super) mod quiet {
    use super::{Lookup, Remedy, Scene, State, since};

    /// Days that are usual between two touches: the target cadence, or the account's own rhythm where that is longer.
    fn usual(scene: Scene<'_>) -> f64 {
        f64::from(scene.facts.practice.touch.max(1)).max(scene.facts.rhythm.unwrap_or(0.0))
    }

    /// How long it has been quiet, in usual gaps; none: no meaningful touch is recorded.
    pub(in super::super) fn gaps(scene: Scene<'_>) -> Option<f64> {
        scene.facts.last_touch.map(|last| f64::from(last.days_to(scene.facts.day)) / usual(scene))
    }

    /// How many steps of the points so many gaps have passed.
    fn passed(scene: Scene<'_>, gaps: f64) -> usize {
        scene.points.t1.over.iter().filter(|over| gaps > **over).count()
    }

    fn worth(scene: Scene<'_>, gaps: f64) -> u32 {
        let place = passed(scene, gaps).checked_sub(1);
        place.and_then(|place| scene.points.t1.points.get(place)).copied().unwrap_or(0)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        gaps(scene).map_or(State::Unknown(0), |gaps| State::Known(worth(scene, gaps) as i32))
    }

    /// What orders accounts on one step: hundredths of a point, from 40 down to 40 up. Towards a next step by fives, which
    /// keeps large books countable; past the last one, where all end who are forgotten, by ones.
    pub(in super::super::super) fn fine(scene: Scene<'_>) -> i32 {
        let Some(gaps) = gaps(scene) else { return 0 };
        let over = &scene.points.t1.over;
        let place = passed(scene, gaps);
        let from = place.checked_sub(1).map_or(0.0, |before| over[before]);
        let (along, unit) = match over.get(place) {
            Some(to) => ((gaps - from) / (to - from), 5),
            None => (1.0 - from / gaps, 1),
        };
        (along.clamp(0.0, 1.0) * f64::from(80 / unit)).round() as i32 * unit - 40
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

/// T2: no executive of our team, in the tiers that are promised one.
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
            (_, None) => "No touch is recorded, so executive touches are unknown.".to_owned(),
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
pub(super) mod updates {
    use super::{Lookup, Remedy, Scene, State, since};
    use crate::domain::day::Day;

    fn is_due(scene: Scene<'_>, last: Day) -> bool {
        let most = scene.points.t3.over * f64::from(scene.facts.practice.news);
        f64::from(last.days_to(scene.facts.day)) > most
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        match scene.facts.last_updates {
            Some(last) if is_due(scene, last) => State::Known(scene.points.t3.points as i32),
            Some(_) => State::Known(0),
            None => State::Unknown(0),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match scene.facts.last_updates {
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
