//! X1 to X5: what shifted under the relationship (METHOD r14, r19, r21, r24, r25).

use super::pattern::{dated, quoted, said, since};
use super::{Lookup, Remedy, Scene, State};

/// X1: the sponsor left.
pub(super) mod sponsor {
    use super::{Lookup, Remedy, Scene, State, said};
    use crate::domain::risk::facts::SponsorLoss;

    /// The loss, while it counts.
    fn loss(scene: Scene<'_>) -> Option<SponsorLoss> {
        scene.facts.sponsor.filter(|loss| loss.on.days_to(scene.facts.day) <= scene.points.x1.days)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.x1);
        match loss(scene) {
            Some(SponsorLoss { successor_since: None, .. }) => State::Known(points.lost as i32),
            Some(SponsorLoss { successor_since: Some(first), .. }) => {
                let new = first.days_to(facts.day) <= points.successor_days;
                State::Known(if new { points.successor as i32 } else { 0 })
            }
            None if facts.sponsor_named => State::quiet(facts),
            None => State::Unknown(0),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let Some(loss) = loss(scene) else {
            return match scene.facts.sponsor_named {
                true if scene.facts.watched => "The champion is still there.".to_owned(),
                true => "Not checked: is the champion still there?".to_owned(),
                false => "No champion is named.".to_owned(),
            };
        };
        let name = loss.who.map_or_else(|| "The champion".to_owned(), |who| lookup.contact(who));
        match loss.successor_since {
            None => format!("{name} left {}; no successor.", said(loss.on)),
            Some(first) => format!("{name} left {}; the successor was first met {}.", said(loss.on), said(first)),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let points = &scene.points.x1;
        match (read(scene), loss(scene)) {
            (State::Known(1..), Some(SponsorLoss { successor_since: None, .. })) => {
                let removes = points.lost.saturating_sub(points.successor);
                Remedy { words: "Find out who took over, name them champion, and meet them.", removes }
            }
            (State::Known(1..), _) => {
                Remedy { words: "Show the successor the value delivered. Time removes these points.", removes: 0 }
            }
            _ => Remedy { words: "Name the contact who argues for us as champion.", removes: 0 },
        }
    }
}

/// X2: a price rise, before and after.
pub(super) mod price {
    use super::{Lookup, Remedy, Scene, State, dated, quoted};
    use crate::domain::day::Day;

    fn is_near(scene: Scene<'_>) -> bool {
        let points = &scene.points.x2;
        // Who has decided to stay since it was near has decided about the price as well.
        let is_settled = |on: Day| scene.facts.stayed_on.is_some_and(|stayed| stayed >= on.plus(-points.before));
        let near = |on: Day| (-points.before..=points.after).contains(&on.days_to(scene.facts.day));
        scene.facts.price.is_some_and(|(_, on)| near(on) && !is_settled(on))
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.x2);
        if !is_near(scene) {
            return State::quiet(facts);
        }
        let young = facts.since.is_none_or(|since| since.plus_months(points.young_months) > facts.day);
        State::Known((points.points + if young { points.young } else { 0 }) as i32)
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let Some((event, on)) = scene.facts.price.filter(|_| is_near(scene)) else {
            return if scene.facts.watched { "No price rise is near." } else { "No price rise is recorded." }
                .to_owned();
        };
        let detail = lookup.event(event);
        let percent = percent(&detail).map_or("rises".to_owned(), |percent| format!("+{percent} %"));
        let young = scene.facts.since.is_none_or(|since| since.plus_months(scene.points.x2.young_months) > on);
        let with = if young { ", for a young customer" } else { "" };
        format!("Price {} on {}{with}.", quoted(&percent, 20), dated(on))
    }

    /// The number that stands before a percent sign.
    fn percent(detail: &str) -> Option<String> {
        let before = detail.split_once('%')?.0.trim_end();
        let number: String =
            before.chars().rev().take_while(|ch| ch.is_ascii_digit() || *ch == '.' || *ch == ',').collect();
        Some(number.chars().rev().collect()).filter(|number: &String| !number.is_empty())
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy {
            words: "Call before the letter arrives: reasons, contracts affected. Time removes these points.",
            removes: 0,
        }
    }
}

/// X3: they merged, were bought or reorganised.
pub(super) mod reorganisation {
    use super::{Lookup, Remedy, Scene, State, said};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.x3;
        match scene.facts.reorganised {
            Some(on) if on.days_to(scene.facts.day) <= points.days => State::Known(points.points as i32),
            _ => State::quiet(scene.facts),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match scene.facts.reorganised {
            Some(on) if on.days_to(scene.facts.day) <= scene.points.x3.days => {
                format!("Acquired or reorganised {}.", said(on))
            }
            _ if scene.facts.watched => "No merger or reorganisation.".to_owned(),
            _ => "Not checked: a reorganisation?".to_owned(),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Ask what changes, and update who decides. Time removes these points.", removes: 0 }
    }
}

/// X4: a team member left or changed.
pub(super) mod change {
    use super::{Lookup, Remedy, Scene, State, since};
    use crate::domain::risk::facts::Change;

    fn recent(scene: Scene<'_>) -> Option<Change> {
        scene.facts.change.filter(|change| change.on.days_to(scene.facts.day) <= scene.points.x4.days)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.x4;
        match recent(scene) {
            Some(change) => State::Known((points.points + if change.vacant { points.vacant } else { 0 }) as i32),
            None => State::quiet(scene.facts),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let Some(change) = recent(scene) else {
            let nobody = "No recent change in our team.";
            return if scene.facts.watched { nobody } else { "Not checked: who of our team looks after the account." }
                .to_owned();
        };
        let role = change.role.map_or("A team member", crate::domain::role::Role::title);
        let vacant = if change.vacant { "; the role is vacant or newly filled" } else { "" };
        format!("{role} changed {} days ago{vacant}.", since(change.on))
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        match recent(scene) {
            Some(change) if change.vacant => Remedy {
                words: "Assign a member who knows the account or its industry.",
                removes: scene.points.x4.vacant,
            },
            _ => Remedy { words: "Introduce the successor in person. Time removes these points.", removes: 0 },
        }
    }
}

/// X5: a competitor, a tender, a request for the contract.
pub(super) mod rival {
    use super::{Lookup, Remedy, Scene, State, said};
    use crate::domain::words::EventKind;

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.x5;
        match scene.facts.rival {
            Some((_, on)) if on.days_to(scene.facts.day) <= points.days => State::Known(points.points as i32),
            _ => State::quiet(scene.facts),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match (scene.facts.rival, read(scene)) {
            (Some((EventKind::ContractRequest, on)), State::Known(1..)) => {
                format!("The contract was asked for {}.", said(on))
            }
            (Some((_, on)), State::Known(1..)) => format!("A competitor or tender is in play since {}.", said(on)),
            _ if scene.facts.watched => "No competitor is known to be in play.".to_owned(),
            _ => "Not checked: a competitor?".to_owned(),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Ask what is being compared, with an executive. A renewal removes these points.", removes: 0 }
    }
}
