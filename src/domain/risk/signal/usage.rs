//! R1 to R3: what readings of metrics say: use that fell, readings that stopped, a low level. Points are our own guess (J).

use super::pattern::{quoted, since};
use super::{Lookup, Remedy, Scene, State};

/// What nobody has read says nothing.
const fn read_if(recorded: bool, points: u32) -> State {
    if recorded { State::Known(points as i32) } else { State::NotApplicable }
}

/// R1: use fell against the account's own norm.
pub(super) mod fall {
    use super::{Lookup, Remedy, Scene, State, quoted, read_if};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.r1;
        let worth = match scene.facts.usage.fallen {
            Some((_, share)) if share < points.collapsed_below => points.collapsed,
            Some((_, share)) if share < points.fallen_below => points.fallen,
            _ => 0,
        };
        read_if(scene.facts.usage.fallen.is_some(), worth)
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        match scene.facts.usage.fallen {
            Some((id, share)) => {
                format!(
                    "{}: {:.0} % of its own norm in the last 28 days.",
                    quoted(&lookup.metric(id), 40),
                    share * 100.0
                )
            }
            None => "No use is recorded for long enough to have a norm.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Ask the user lead what changed, and show what works for others.", removes: 0 }
    }
}

/// R2: readings stopped.
pub(super) mod silence {
    use super::{Lookup, Remedy, Scene, State, quoted, read_if, since};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let silent = scene.facts.usage.silent;
        let is_silent = silent.is_some_and(|(_, gaps, _)| gaps > 1.0);
        read_if(silent.is_some(), if is_silent { scene.points.r2.points } else { 0 })
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        match scene.facts.usage.silent {
            Some((id, gaps, on)) if gaps > 1.0 => {
                format!("No reading of {} for {} days.", quoted(&lookup.metric(id), 40), since(on))
            }
            Some(_) => "Readings come as usual.".to_owned(),
            None => "Too few readings to have a rhythm.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Import the newest readings; if there are none, ask whether they still use it.", removes: 0 }
    }
}

/// R3: the level is low.
pub(super) mod level {
    use super::{Lookup, Remedy, Scene, State, quoted, read_if};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.r3;
        let level = scene.facts.usage.level;
        let is_low = level.is_some_and(|(_, level)| level < points.below);
        read_if(level.is_some(), if is_low { points.points } else { 0 })
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        match scene.facts.usage.level {
            Some((id, level)) if level < scene.points.r3.below => format!("{} is low.", quoted(&lookup.metric(id), 40)),
            Some((id, _)) => format!("{} is not low.", quoted(&lookup.metric(id), 40)),
            None => "No health, NPS or satisfaction is recorded.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Ask what is behind the number, and fix it.", removes: 0 }
    }
}
