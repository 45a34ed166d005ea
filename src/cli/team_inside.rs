//! Joint work and what came before renewals, saves and losses, for the `team` command.

use super::out::Out;
use crate::book::team::inside::{BEFORE, Before, Inside, PRECEDED, SIGNS};
use crate::domain::text::{counted, grouped, left};
use serde_json::{Map, Value, json};

/// Pairs that are told in words.
const PAIRS: usize = 5;

/// Tells it in words.
pub(super) fn told(inside: &Inside, out: &mut Out) {
    out.line("");
    out.line(&format!("{} of two or more of ours in 12 months.", counted(inside.joint, "touch")));
    for (one, other, touches) in inside.pairs.iter().take(PAIRS) {
        out.line(&format!("  {} {}", left(&format!("{one} + {other}"), 44), grouped(&touches.to_string())));
    }
    out.line(&format!("In the {BEFORE} days before (before, not because):"));
    for (what, before) in PRECEDED.iter().zip(&inside.preceded) {
        let signs = SIGNS.iter().zip(before.with).map(|(sign, with)| format!("{sign} {with}/{}", before.count));
        let signs = if before.count == 0 { "–".to_owned() } else { signs.collect::<Vec<_>>().join(" · ") };
        out.line(&format!("  {} {signs}", left(&counted(before.count, what), 14)));
    }
}

/// The joint work.
pub(super) fn joint(inside: &Inside) -> Value {
    let pairs = inside.pairs.iter().map(|(one, other, touches)| json!({"members": [one, other], "touches": touches}));
    json!({"touches": inside.joint, "pairs": pairs.collect::<Vec<_>>()})
}

/// What came before, by what happened.
pub(super) fn preceded(inside: &Inside) -> Value {
    let signs = |before: &Before| {
        let with = SIGNS.iter().zip(before.with).map(|(sign, with)| (sign.replace(' ', "_"), json!(with)));
        let all: Map<String, Value> = [("count".to_owned(), json!(before.count))].into_iter().chain(with).collect();
        Value::Object(all)
    };
    let [renewals, saves, losses] = inside.preceded.each_ref().map(signs);
    json!({"days": BEFORE, "renewals": renewals, "saves": saves, "losses": losses})
}
