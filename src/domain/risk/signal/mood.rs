//! V1 and V2: what they say, and where it is going (METHOD r22, r23; METHOD §7).

use super::pattern::{quoted, said};
use super::{Lookup, Remedy, Scene, State};

/// Characters of a quote in a sentence.
const QUOTE: usize = 80;

/// V1: the account pulse.
pub(super) mod pulse {
    use super::{Lookup, QUOTE, Remedy, Scene, State, quoted, said};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.v1;
        // A missing pulse counts only where pulses are taken; and to have asked, and heard “so so”, is never worse.
        let none = if scene.facts.takes_pulses { points.none } else { 0 };
        match &scene.facts.pulse {
            Some(pulse) => {
                let worth = points.by_score.get(usize::from(pulse.score) - 1).copied().unwrap_or(0);
                State::Known(if pulse.score >= 3 { worth.min(none) } else { worth } as i32)
            }
            None => State::Unknown(none as i32),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let Some(pulse) = &scene.facts.pulse else {
            return match scene.facts.last_pulse {
                Some(on) => format!("Last pulse ({}) has expired.", said(on)),
                None => "No pulse is recorded.".to_owned(),
            };
        };
        match pulse.quoted.map(|quoted| lookup.quote(quoted)) {
            Some(words) => format!("Last said: “{}” ({}/5).", quoted(&words, QUOTE), pulse.score),
            None => format!("Last pulse was {}/5.", pulse.score),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        match read(scene) {
            State::Known(points) => {
                Remedy { words: "Fix what the contact named, then ask again.", removes: points.max(0) as u32 }
            }
            _ => Remedy { words: "Do a pulse check.", removes: 0 },
        }
    }
}

/// V2: a falling trend.
pub(super) mod trend {
    use super::{Lookup, Remedy, Scene, State};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        match &scene.facts.trend {
            Some(trend) => State::Known(if trend.falling { scene.points.v2.falling as i32 } else { 0 }),
            None => State::Unknown(0),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match &scene.facts.trend {
            Some(trend) if trend.falling => format!("Sentiment fell from {} to {}.", trend.from, trend.to),
            Some(trend) if trend.to > trend.from => format!("Sentiment rose from {} to {}.", trend.from, trend.to),
            Some(trend) => format!("Sentiment is steady at {}.", trend.to),
            None => format!("Fewer than {} pulses in a year, so no trend.", scene.points.v2.readings.max(3)),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        match read(scene) {
            State::Known(points) => Remedy { words: "Ask what changed, and fix it.", removes: points.max(0) as u32 },
            _ => Remedy { words: "Do pulse checks more often.", removes: 0 },
        }
    }
}
