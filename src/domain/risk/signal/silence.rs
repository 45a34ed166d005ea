//! T1 to T3: how long since they saw us, an executive of ours, our news (METHOD r22).

use super::pattern::{ago, said, since};
use super::{Lookup, Remedy, Scene, State};

/// T1: no meaningful touch for longer than promised.
pub(super) mod unseen {
    use super::{Lookup, Remedy, Scene, State, ago, since};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.t1);
        let Some(last) = facts.last_touch.or(facts.since) else {
            return State::Unknown(points.points.last().copied().unwrap_or(0) as i32);
        };
        let cadences = f64::from(last.days_to(facts.day)) / f64::from(facts.practice.touch.max(1));
        let steps = points.over.iter().zip(&points.points).rev();
        State::Known(steps.into_iter().find(|(over, _)| cadences > **over).map_or(0, |(_, points)| *points as i32))
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let facts = scene.facts;
        let promise = facts.practice.touch;
        match (facts.last_touch, facts.since, facts.ever_touched) {
            (Some(last), _, _) => format!("{} days unseen; promise is {promise}.", since(last)),
            (None, Some(last), true) => format!("No meaningful touch in {}; promise: {promise} days.", ago(last)),
            (None, Some(last), false) => format!("No touch recorded in {}; promise: {promise} days.", ago(last)),
            (None, None, true) => "No touch says what it gave them, so none counts as meaningful.".to_owned(),
            (None, None, false) => "No touch is recorded, nor when they signed.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let words = "Have a meaningful touch: someone of theirs takes part, and it gives them something.";
        Remedy { words, removes: read(scene).points().max(0) as u32 }
    }
}

/// T2: no executive of ours, in the tiers that are promised one.
pub(super) mod executives {
    use super::{Lookup, Remedy, Scene, State, said};
    use crate::domain::day::Day;

    /// Since when one has been due, where that is known.
    fn due(scene: Scene<'_>) -> Option<Day> {
        let facts = scene.facts;
        facts.practice.executive.and_then(|every| facts.last_executive.or(facts.since).map(|last| last.plus(every)))
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.t2);
        if facts.practice.executive.is_none() {
            return State::NotApplicable;
        }
        let is_due = due(scene).is_none_or(|due| due < facts.day);
        match (facts.ever_touched, is_due, facts.last_executive) {
            (_, false, _) => State::Known(0),
            (true, true, Some(_)) => State::Known(points.overdue as i32),
            (true, true, None) => State::Known(points.never as i32),
            (false, true, _) => State::Unknown(points.never as i32),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let facts = scene.facts;
        let every = facts.practice.executive.unwrap_or(0);
        match (facts.last_executive, facts.since) {
            _ if facts.practice.executive.is_none() => "Their tier is promised no executive.".to_owned(),
            (Some(last), _) if due(scene).is_some_and(|due| due >= facts.day) => {
                format!("An executive of ours met them {}; promise is every {every} days.", said(last))
            }
            (Some(last), _) => format!("No executive contact since {}; promise is every {every} days.", said(last)),
            (None, Some(since)) if since.plus(every) >= facts.day => {
                format!("An executive contact is due {}.", said(since.plus(every)))
            }
            (None, _) => format!("No executive of ours ever met them; promise is every {every} days."),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let words = "Have an executive sponsor of ours meet one of theirs.";
        Remedy { words, removes: read(scene).points().max(0) as u32 }
    }
}

/// T3: they have not heard our news.
pub(super) mod news {
    use super::{Lookup, Remedy, Scene, State, since};
    use crate::domain::day::Day;

    fn is_due(scene: Scene<'_>, last: Day) -> bool {
        let most = scene.points.t3.over * f64::from(scene.facts.practice.news);
        f64::from(last.days_to(scene.facts.day)) > most
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, scene.points.t3.points as i32);
        match (facts.last_news, facts.since) {
            (Some(last), _) => State::Known(if is_due(scene, last) { points } else { 0 }),
            (None, Some(signed)) if !is_due(scene, signed) => State::Known(0),
            (None, _) => State::Unknown(points),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match scene.facts.last_news {
            Some(last) if is_due(scene, last) => format!("They have not heard our news for {} days.", since(last)),
            Some(last) => format!("They heard our news {} days ago.", since(last)),
            None => "No company news to them is recorded.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let removes = if scene.facts.last_news.is_some() { read(scene).points().max(0) as u32 } else { 0 };
        Remedy { words: "Send them company news: vision, growth, hiring, new products, initiatives.", removes }
    }
}
