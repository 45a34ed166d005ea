//! P1 to P3: what protects (METHOD r17; P1 and P3 are our own guess). Their points are taken away from the score.

use super::pattern::said;
use super::{Lookup, Remedy, Scene, State};

/// P1: a joint plan that lives.
pub(super) mod plan {
    use super::{Lookup, Remedy, Scene, State, said};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.p1;
        match scene.facts.plan_reviewed {
            Some(on) if on.days_to(scene.facts.day) <= points.days => State::Known(-(points.points as i32)),
            _ => State::quiet(scene.facts),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match (scene.facts.plan_reviewed, read(scene)) {
            (Some(on), State::Known(..0)) => format!("Joint success plan active; reviewed {}.", said(on)),
            (Some(on), _) => format!("The joint success plan was last reviewed {}.", said(on)),
            (None, _) => "No joint success plan was ever reviewed.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let has = read(scene).points() < 0;
        let removes = if has { 0 } else { scene.points.p1.points };
        Remedy { words: "Review a joint success plan with a contact.", removes }
    }
}

/// P2: several kinds of tie.
pub(super) mod ties {
    use super::{Lookup, Remedy, Scene, State};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.p2;
        if scene.facts.ties >= points.kinds {
            return State::Known(-(points.points as i32));
        }
        State::quiet(scene.facts)
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let days = scene.points.p2.days;
        match scene.facts.ties {
            0 => format!("No role on our team met them in {days} days."),
            1 => format!("One role in touch in {days} days."),
            kinds => format!("{kinds} roles in touch in {days} days."),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let points = &scene.points.p2;
        let removes = if scene.facts.ties + 1 == points.kinds { points.points } else { 0 };
        Remedy { words: "Bring another role of our team into a meeting.", removes }
    }
}

/// P3: a referral.
pub(super) mod referral {
    use super::{Lookup, Remedy, Scene, State, said};
    use crate::domain::day::Day;

    fn recent(scene: Scene<'_>) -> Option<Day> {
        scene.facts.referred.filter(|on| on.plus_months(scene.points.p3.months) >= scene.facts.day)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        match recent(scene) {
            Some(_) => State::Known(-(scene.points.p3.points as i32)),
            None => State::quiet(scene.facts),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match recent(scene) {
            Some(on) => format!("Last referral {}.", said(on)),
            None => "No recent referral.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Ask a satisfied contact for a referral.", removes: 0 }
    }
}
