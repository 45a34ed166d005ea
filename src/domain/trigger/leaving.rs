//! Notices and losses.

use super::{AccountFacts, Found, cause, learned, named};
use crate::domain::day::{Day, headed};
use crate::domain::noun::Noun;
use crate::domain::playbook::Playbook;
use crate::domain::words::EventKind;

/// Days within which a notice and a loss are one story.
const LEAVING: i32 = 365;

/// A sign of leaving.
enum Leaving {
    /// An event.
    Notice,
    /// A stay in the stage of those who leave, and the day it ended.
    Stay(Option<Day>),
    /// A loss, and the day it was won back.
    Loss(Day, Option<Day>),
}

/// Notices and losses; those within a year of each other are one story, told from its beginning.
pub(super) fn found(story: &AccountFacts, playbook: &Playbook, today: Day) -> Vec<Found> {
    let stage = playbook.stage.as_deref().unwrap_or_default();
    let notices = story.events.iter().filter(|event| event.kind == EventKind::Notice);
    let notices = notices.map(|event| (learned(event), named(event), Leaving::Notice));
    let stays = story.stays.iter().filter(|stay| stay.stage == stage).map(|stay| {
        (
            stay.entered_on,
            cause(Noun::StageHistory, stay.external_id.as_ref(), stay.id.raw()),
            Leaving::Stay(stay.left_on),
        )
    });
    let losses = story.defections.iter().map(|loss| {
        let causes = cause(Noun::Churns, loss.external_id.as_ref(), loss.id.raw());
        (loss.decided_on.unwrap_or(loss.on), causes, Leaving::Loss(loss.on, loss.won_back_on))
    });
    let mut all: Vec<_> = notices.chain(stays).chain(losses).collect();
    all.sort_by_key(|one| one.0);
    let mut groups: Vec<(Day, Vec<String>, Vec<Leaving>)> = Vec::new();
    for (on, causes, what) in all {
        match groups.last_mut().filter(|group| group.0.days_to(on) <= LEAVING) {
            Some(group) => {
                group.1.extend(causes);
                group.2.push(what);
            }
            None => groups.push((on, causes, vec![what])),
        }
    }
    let told = |(on, causes, what): (Day, Vec<String>, Vec<Leaving>)| {
        let lost = what.iter().find_map(|one| if let Leaving::Loss(day, _) = one { Some(*day) } else { None });
        let why = match (what.first(), lost) {
            (Some(Leaving::Loss(..)), Some(lost)) => format!("churned on {}", headed(lost)),
            _ => format!("notice given on {}", headed(on)),
        };
        Found::new(on, causes, why).over(stayed(&what, today))
    };
    groups.into_iter().map(told).collect()
}

/// Why a story of leaving is over: they came back, or never left.
fn stayed(what: &[Leaving], today: Day) -> Option<String> {
    let (mut back, mut stayed, mut open) = (None, None, false);
    for one in what {
        match one {
            Leaving::Notice => {}
            Leaving::Stay(Some(left)) => stayed = stayed.max(Some(*left)),
            Leaving::Loss(_, Some(day)) if *day <= today => back = back.max(Some(*day)),
            Leaving::Stay(None) | Leaving::Loss(..) => open = true,
        }
    }
    if open {
        return None;
    }
    let back = back.map(|day| format!("won back on {}", headed(day)));
    back.or_else(|| stayed.map(|day| format!("renewed, decided on {}", headed(day))))
}
