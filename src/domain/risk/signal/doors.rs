//! K1 and K2: how many of ours, and of theirs, hold the relationship (rep transitions and contact numbers,
//! METHOD r14, r17–19).

use super::{Lookup, Remedy, Scene, State};

/// K1: one of ours, or one who does nearly all.
pub(super) mod ours {
    use super::{Lookup, Remedy, Scene, State};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.k1);
        if !facts.ever_touched {
            return State::Unknown(points.one_door as i32);
        }
        let Some(lead) = &facts.lead else { return State::Known(points.one_door as i32) };
        let veteran =
            if lead.since.plus_months(points.veteran_months) <= facts.day { points.veteran as i32 } else { 0 };
        if facts.members <= 1 {
            return State::Known(points.one_door as i32 + veteran);
        }
        let dominant = lead.share >= points.dominant_share;
        State::Known(if dominant { points.dominant as i32 + veteran } else { 0 })
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let facts = scene.facts;
        let window = facts.practice.window;
        if !facts.ever_touched {
            return "No touch is recorded, so nobody knows who of ours holds them.".to_owned();
        }
        let Some(lead) = &facts.lead else { return format!("Nobody of ours has met them in {window} days.") };
        let name = lookup.member(lead.member);
        let long = for_how_long(lead.since.days_to(facts.day) / 30);
        if facts.members == 0 {
            return format!("Nobody of theirs has answered in {window} days; only {name} writes to them{long}.");
        }
        if facts.members == 1 {
            return format!("Only {name} has met them in {window} days{long}.");
        }
        if lead.share >= scene.points.k1.dominant_share {
            return format!("{name} has {:.0} % of the minutes with them{long}.", (lead.share * 100.0).round());
        }
        format!("{} of ours have met them in {window} days.", facts.members)
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let removes = read(scene).points().max(0) as u32;
        Remedy { words: "Bring a second one of ours into a meeting with them.", removes }
    }

    fn for_how_long(months: i32) -> String {
        match months {
            ..=1 => String::new(),
            2..=23 => format!(", for {months} months"),
            _ => format!(", for {} years", months / 12),
        }
    }
}

/// K2: few of theirs.
pub(super) mod theirs {
    use super::{Lookup, Remedy, Scene, State};

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
        let points = worth(scene, scene.facts.contacts) as i32;
        if scene.facts.ever_touched { State::Known(points) } else { State::Unknown(points) }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match (scene.facts.ever_touched, scene.facts.contacts) {
            (false, _) => "No touch is recorded, so nobody knows whom of theirs we reach.".to_owned(),
            (true, 0) => format!("We have talked with nobody in {} days.", scene.facts.practice.window),
            (true, 1) => "We talk with 1 person.".to_owned(),
            (true, count) => format!("We talk with {count} people."),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let now = scene.facts.contacts;
        let removes = worth(scene, now).saturating_sub(worth(scene, now + 1));
        Remedy { words: "Meet one more of their people.", removes }
    }
}
