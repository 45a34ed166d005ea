//! Joint work and what came before renewals, saves and losses, for the `team` command.

use super::out::Out;
use crate::book::team::inside::{BEFORE, Before, Inside, PRECEDED, SIGNS};
use crate::book::team::wins::{Helper, LATE, Tell, Win};
use crate::domain::day::{Day, spoken};
use crate::domain::text::{counted, grouped, left};
use serde_json::{Map, Value, json};

/// Pairs that are told in words.
const PAIRS: usize = 5;

/// Wins and customers that are told in words.
const SHOWN: usize = 10;

/// Tells it in words.
pub(super) fn told(inside: &Inside, out: &mut Out) {
    out.line("");
    out.line(&format!("{} of two or more members in 12 months.", counted(inside.joint, "touch")));
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

/// Wins and who helped, and whom to tell how a deal stands.
pub(super) fn told_wins(inside: &Inside, today: Day, out: &mut Out) {
    out.line("");
    if inside.won.all == 0 {
        out.line("Nothing was won or renewed in 12 months.");
    } else {
        told_won(inside, today, out);
    }
    told_tells(inside, out);
}

fn told_won(inside: &Inside, today: Day, out: &mut Out) {
    out.line(&format!(
        "{} in 12 months; of the last {LATE} days {} without credit.",
        counted(inside.won.all, "win"),
        grouped(&inside.won.nameless.to_string())
    ));
    for win in inside.wins.iter().take(SHOWN) {
        let who: Vec<&str> = win.helpers.iter().map(|one| one.name.as_str()).collect();
        let who = if who.is_empty() { "not named".to_owned() } else { who.join(", ") };
        let what = format!("{} {}", win.word(), win.title);
        out.line(&format!("  {} {} {} {who}", left(&spoken(win.on, today), 11), left(&win.name, 28), left(&what, 22)));
    }
    let more = inside.won.all.saturating_sub(SHOWN as u64);
    if more > 0 {
        out.line(&format!("  and {} more; --json lists the newest of them.", grouped(&more.to_string())));
    }
}

fn told_tells(inside: &Inside, out: &mut Out) {
    let due: Vec<_> = inside.tells.iter().filter(|one| one.why.is_due()).collect();
    if due.is_empty() {
        return;
    }
    out.line(&format!("Status updates due: helpers of {}.", counted(due.len() as u64, "customer")));
    for one in due.iter().take(SHOWN) {
        out.line(&format!("  {} {}: {}", left(&one.name, 28), one.helpers.join(", "), one.stands));
    }
    if due.len() > SHOWN {
        out.line(&format!("  and {} more; --json lists them all.", grouped(&(due.len() - SHOWN).to_string())));
    }
}

/// Wins with who helped; at most the newest five hundred, and how many there are.
pub(super) fn wins(inside: &Inside) -> Value {
    let helper = |one: &Helper| json!({"name": one.name, "thanked": one.thanked});
    let win = |one: &Win| {
        json!({
            "account_id": one.account.code(), "account": one.name, "on": one.on.to_string(), "won": one.word(),
            "what": one.title, "helpers": one.helpers.iter().map(helper).collect::<Vec<_>>(),
        })
    };
    json!({
        "count": inside.won.all, "without_a_name": inside.won.nameless, "days": LATE,
        "list": inside.wins.iter().map(win).collect::<Vec<_>>(),
    })
}

/// What whoever helped was told of the deals, and whether they should hear of them now.
pub(super) fn tells(inside: &Inside) -> Value {
    let tell = |one: &Tell| {
        let told = one.told.as_ref();
        json!({
            "account_id": one.account.code(), "account": one.name, "helpers": one.helpers, "stands": one.stands,
            "told_on": told.map(|(on, _)| on.to_string()), "told": told.map(|(_, words)| words),
            "due": one.why.is_due(),
        })
    };
    inside.tells.iter().map(tell).collect()
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
