//! F1: what kind of account it is. Ships without points; the book's own churned accounts may propose some (METHOD §5.4).

use super::{Lookup, Remedy, Scene, State};
use crate::domain::risk::points::Tier;

/// The points of what kind of account it is.
pub(super) mod factors {
    use super::{Lookup, Remedy, Scene, State, Tier};

    /// Each fact that holds, with its points.
    fn facts(scene: Scene<'_>) -> [(&'static str, i32); 4] {
        let (facts, points) = (scene.facts, &scene.points.factors);
        let tier = match facts.tier {
            Tier::A => points.tier_a,
            Tier::B => points.tier_b,
            Tier::C => 0,
        };
        let only = |is: bool, points: i32| if is { points } else { 0 };
        [
            ("a customer for less than a year", only(facts.is_young(), points.young)),
            ("nothing binds it", only(facts.is_unbound(), points.unbound)),
            ("its tier", tier),
            ("its industry, channel or offer", facts.label_points),
        ]
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        match facts(scene).iter().map(|(_, points)| points).sum() {
            0 => State::NotApplicable,
            points => State::Known(points),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let said = facts(scene).into_iter().filter(|(_, points)| *points != 0);
        let said: Vec<String> = said.map(|(what, points)| format!("{what} {points:+}")).collect();
        if said.is_empty() {
            return "The kind of account has no points here.".to_owned();
        }
        format!("Learned from churned accounts: {}.", said.join(", "))
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "No action: it sets the order of attention.", removes: 0 }
    }
}
