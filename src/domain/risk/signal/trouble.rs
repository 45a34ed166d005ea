//! I1 to I3: problems they reported, commitments we owe, bills they dispute (METHOD r20; bills are our own guess).

use super::pattern::{dated, quoted, said, since};
use super::{Lookup, Remedy, Scene, State};

/// I1: escalations and issues; the largest counts.
pub(super) mod issues {
    use super::{Lookup, Remedy, Scene, State, said, since};

    /// Whether one is open for long, or many are.
    fn is_heavy(scene: Scene<'_>) -> bool {
        let (issues, points) = (&scene.facts.issues, &scene.points.i1);
        let long = issues.oldest.is_some_and(|oldest| oldest.days_to(scene.facts.day) > points.issue_days);
        long || issues.open >= points.issues
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let (facts, points) = (scene.facts, &scene.points.i1);
        let mut worth = 0;
        if facts.issues.escalations > 0 {
            let content = facts.pulse.as_ref().is_some_and(|pulse| pulse.value >= points.content_pulse);
            worth = if content { points.content } else { points.escalation };
        }
        if facts.issues.open > 0 && is_heavy(scene) {
            worth = worth.max(points.issue);
        }
        if facts.issues.closed.is_some_and(|closed| closed.days_to(facts.day) <= points.closed_days) {
            worth = worth.max(points.closed);
        }
        match worth {
            0 if !facts.issues.recorded => State::quiet(facts),
            worth => State::Known(worth as i32),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, _: &dyn Lookup) -> String {
        let issues = &scene.facts.issues;
        let what = if issues.escalations > 0 { " above normal handling" } else { "" };
        match (issues.oldest, issues.closed) {
            (Some(oldest), _) if issues.open == 1 => format!("1 open{what}, for {} days.", since(oldest)),
            (Some(oldest), _) => format!("{} open{what}, oldest {} days.", issues.open, since(oldest)),
            (None, Some(closed)) if closed.days_to(scene.facts.day) <= scene.points.i1.closed_days => {
                format!("An escalation was closed {}; not confirmed since.", said(closed))
            }
            _ if issues.recorded => "No issue is open.".to_owned(),
            _ if scene.facts.watched => "No issue was reported.".to_owned(),
            _ => "No recent touch, so an issue would not be known.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let (issues, points) = (&scene.facts.issues, &scene.points.i1);
        let now = read(scene).points().max(0) as u32;
        if issues.open == 0 && now > 0 {
            return Remedy { words: "Call to confirm the fix. Time removes these points.", removes: 0 };
        }
        // Closing an escalation leaves the points of one closed lately.
        let left = if issues.escalations > 0 { points.closed.min(now) } else { 0 };
        Remedy { words: "Resolve the oldest, and have the contact confirm it.", removes: now - left }
    }
}

/// I2: commitments of our team that are overdue.
pub(super) mod commitments {
    use super::{Lookup, Remedy, Scene, State, dated, quoted};

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let points = &scene.points.i2;
        match scene.facts.commitments.overdue {
            0 => State::quiet(scene.facts),
            1 => State::Known(points.one as i32),
            _ => State::Known(points.several as i32),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let commitments = &scene.facts.commitments;
        let Some((commitment, due)) = commitments.oldest else {
            return if scene.facts.watched { "No commitment is overdue." } else { "No commitment is recorded." }
                .to_owned();
        };
        let what = quoted(&lookup.commitment(commitment), 60);
        match commitments.overdue {
            1 => format!("Commitment overdue: {what}, due {}.", dated(due)),
            more => format!("Commitment overdue: {what}, due {}, and {} more.", dated(due), more - 1),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        let (now, points) = (read(scene).points().max(0) as u32, &scene.points.i2);
        let left = if scene.facts.commitments.overdue == 2 { points.one.min(now) } else { 0 };
        let removes = if scene.facts.commitments.overdue > 2 { 0 } else { now - left };
        Remedy { words: "Deliver it, or agree on a new date.", removes }
    }
}

/// I3: a bill that is disputed or long unpaid.
pub(super) mod bills {
    use super::{Lookup, Remedy, Scene, State, quoted, since};

    fn is_late(scene: Scene<'_>) -> bool {
        scene.facts.bills.late.is_some_and(|(_, due)| due.days_to(scene.facts.day) > scene.points.i3.late_days)
    }

    pub(in super::super) fn read(scene: Scene<'_>) -> State {
        let bills = &scene.facts.bills;
        match bills.disputed.is_some() || is_late(scene) {
            true => State::Known(scene.points.i3.points as i32),
            false if bills.recorded => State::Known(0),
            false => State::Unknown(0),
        }
    }

    pub(in super::super) fn say(scene: Scene<'_>, lookup: &dyn Lookup) -> String {
        let bills = &scene.facts.bills;
        let named = |invoice| Some(quoted(&lookup.invoice(invoice), 30)).filter(|number| !number.is_empty());
        match (bills.disputed, bills.late) {
            (Some(invoice), _) => named(invoice)
                .map_or("An invoice is disputed.".to_owned(), |number| format!("Invoice {number} disputed.")),
            (None, Some((invoice, due))) if is_late(scene) => {
                let bill = named(invoice).map_or("An invoice".to_owned(), |number| format!("Invoice {number}"));
                format!("{bill} is {} days late.", since(due))
            }
            _ if bills.recorded => "No invoice is disputed or late.".to_owned(),
            _ => "No invoices are recorded.".to_owned(),
        }
    }

    pub(in super::super) fn remedy(scene: Scene<'_>) -> Remedy {
        match read(scene) {
            State::Unknown(_) => Remedy { words: "Import the invoices.", removes: 0 },
            state => {
                Remedy { words: "Resolve the invoice with the budget holder.", removes: state.points().max(0) as u32 }
            }
        }
    }
}
