//! N1 and L4: billings that fall without a contract, and customers who nearly left (METHOD r34, r23).

use super::pattern::said;
use super::{Lookup, Remedy, Scene, State};

/// N1: billings fell against the year before.
pub(super) mod billings {
    use super::{Lookup, Remedy, Scene, State};

    /// Billings lately as a share of last year's.
    fn share(scene: Scene<'_>) -> Option<f64> {
        scene.facts.billings.filter(|(_, before)| *before > 0).map(|(now, before)| now as f64 / before as f64)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.n1;
        if scene.facts.under_contract {
            return State::NotApplicable;
        }
        match share(scene) {
            None => State::Unknown(0),
            Some(share) if share < points.collapsed_below => State::Known(points.collapsed as i32),
            Some(share) if share < points.fallen_below => State::Known(points.fallen as i32),
            Some(_) => State::Known(0),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match share(scene) {
            _ if scene.facts.under_contract => "Under contract.".to_owned(),
            Some(share) => format!("Orders are {:.0} % of last year.", share * 100.0),
            None => "No contract, and no invoices of a year ago to compare with.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        match read(scene) {
            State::Unknown(_) => Remedy { words: "Add the contract, or import the invoices.", removes: 0 },
            _ => Remedy { words: "Ask why orders fell.", removes: 0 },
        }
    }
}

/// L4: they gave notice, or bought less.
pub(super) mod nearly_left {
    use super::{Lookup, Remedy, Scene, State, said};
    use crate::domain::day::Day;

    fn recent(scene: Scene<'_>) -> Option<Day> {
        scene.facts.nearly_left.filter(|on| on.plus_months(scene.points.l4.months) >= scene.facts.day)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        match recent(scene) {
            Some(_) => State::Known(scene.points.l4.points as i32),
            None => State::quiet(scene.facts),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        match recent(scene) {
            Some(on) => format!("Recent save or downsell: {}.", said(on)),
            None if scene.facts.watched => "No recent save or downsell.".to_owned(),
            None => "No notice is recorded.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(_: Scene<'_>) -> Remedy {
        Remedy { words: "Ask whether the reason for it is resolved. Time removes these points.", removes: 0 }
    }
}
