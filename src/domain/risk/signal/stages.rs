//! L1 to L3: where in the lifecycle they are, and what is late there.

use super::pattern::{ago, said, since, until};
use super::{Lookup, Remedy, Scene, State};

/// L1: nobody accepted the hand-off.
pub(super) mod handoff {
    use super::{Lookup, Remedy, Scene, State, since};

    /// The places of the stages in which a hand-off must be somewhere: signed and hand-off.
    const EARLY: u16 = 2;

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.l1);
        let Some(handing) = facts.handoff else {
            let early = facts.stage.is_some_and(|(stage, _)| stage < EARLY);
            return if early { State::Unknown(0) } else { State::NotApplicable };
        };
        if handing.accepted {
            return State::Known(0);
        }
        let long = handing.offered.days_to(facts.day) > points.days;
        let waits = handing.waited > points.working_days;
        State::Known(match (long, waits) {
            (true, _) => points.long as i32,
            (false, true) => points.waiting as i32,
            (false, false) => 0,
        })
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match scene.facts.handoff {
            None if matches!(read(scene), State::NotApplicable) => "No hand-off is under way.".to_owned(),
            None => "No hand-off is recorded.".to_owned(),
            Some(handing) if handing.accepted => "The hand-off was accepted.".to_owned(),
            Some(handing) if handing.returned => {
                format!("The hand-off, offered {} days ago, was sent back.", since(handing.offered))
            }
            Some(handing) => {
                format!("Hand-off waiting: offered {} days ago, not accepted.", since(handing.offered))
            }
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        match read(scene) {
            State::Unknown(_) => Remedy { words: "Offer the hand-off with its context pack.", removes: 0 },
            state => Remedy {
                words: "Get it accepted today, or sent back with what is missing.",
                removes: state.points().max(0) as u32,
            },
        }
    }
}

/// L2: the stage has stalled, or an early playbook is open; the largest counts.
pub(super) mod stage {
    use super::{Lookup, Remedy, Scene, State, since};

    fn is_stalled(scene: Scene<'_>) -> bool {
        let facts = scene.facts;
        let days = facts.stage.map(|(_, entered)| entered.days_to(facts.day));
        days.zip(facts.stage_limit).is_some_and(|(days, limit)| days > limit)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.l2);
        let mut worth = if facts.in_hot_spot { points.hot_spot } else { 0 };
        if is_stalled(scene) {
            worth = worth.max(points.stalled);
        }
        match (worth, facts.stage) {
            (1.., _) => State::Known(worth as i32),
            (_, Some(_)) if facts.stage_limit.is_some() => State::Known(0),
            (_, Some(_)) => State::NotApplicable,
            (_, None) => State::Unknown(0),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let facts = scene.facts;
        let Some((stage, entered)) = facts.stage else {
            return if facts.in_hot_spot {
                "An early playbook is open."
            } else {
                "The day it entered its stage is not recorded."
            }
            .to_owned();
        };
        let name = lookup.stage(stage);
        match facts.stage_limit {
            Some(limit) if is_stalled(scene) || !facts.in_hot_spot => {
                format!("Day {} of {name}; limit {limit}.", since(entered))
            }
            _ if facts.in_hot_spot => format!("Day {} of {name}; an early playbook is open.", since(entered)),
            _ => format!("{name} has no limit."),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let removes = read(scene).points().max(0) as u32;
        match (is_stalled(scene), scene.facts.stage) {
            (true, _) => Remedy { words: "Remove what blocks, and move the account to the next stage.", removes },
            (false, None) => Remedy { words: "Record the stage and since when.", removes: 0 },
            _ => Remedy { words: "Complete the open playbook actions.", removes },
        }
    }
}

/// L3: a notice deadline nears without a pulse check. It ends with the decision: a deadline that passed while the contract
/// runs on has been decided.
pub(super) mod decision {
    use super::{Lookup, Remedy, Scene, State, ago, said, until};
    use crate::domain::risk::timing::Timing;

    fn was_asked(scene: Scene<'_>) -> bool {
        scene.facts.last_said.is_some_and(|said| said.days_to(scene.facts.day) <= scene.points.l3.said_days)
    }

    /// Whether the deadline has passed and nothing is to be decided any more.
    fn is_over(scene: Scene<'_>) -> bool {
        let facts = scene.facts;
        facts.decision_on.is_some_and(|on| on < facts.day) && facts.timing != Timing::Soon
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.l3);
        let Some(decision) = facts.decision_on else { return State::NotApplicable };
        if was_asked(scene) || is_over(scene) {
            return State::Known(0);
        }
        let left = facts.day.days_to(decision);
        let step = points.left.iter().zip(&points.points).find(|(days, _)| left <= **days);
        State::Known(step.map_or(0, |(_, points)| *points as i32))
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let Some(decision) = scene.facts.decision_on else { return "No notice deadline is known.".to_owned() };
        let left = scene.facts.day.days_to(decision);
        match (was_asked(scene), left) {
            (_, ..0) if is_over(scene) => {
                format!("The notice deadline passed {} ago; no outcome recorded.", ago(decision))
            }
            (true, _) => format!("Notice deadline {}, and a pulse check was taken.", said(decision)),
            (false, ..0) => format!("The notice deadline passed {} ago, no pulse check yet.", ago(decision)),
            (false, _) => format!("Notice deadline in {} days, no pulse check yet.", until(decision)),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Do a pulse check with the decision maker.", removes: 0 }
    }
}
