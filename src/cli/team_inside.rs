//! Joint work and what came before renewals, saves and losses, for the `team` command.

use super::out::Out;
use crate::book::Book;
use crate::book::team::inside::{BEFORE, Before, Inside, PRECEDED, SIGNS};
use crate::book::team::wins::LATE;
use crate::domain::text::{counted, grouped, left};
use crate::view::inside::{TELLS, WINS};
use crate::view::{self, Around};
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
pub(super) fn told_wins(inside: &Inside, book: &Book, out: &mut Out) {
    out.line("");
    if inside.won.all == 0 {
        out.line("Nothing was won or renewed in 12 months.");
    } else {
        told_won(inside, book, out);
    }
    told_tells(inside, book, out);
}

fn told_won(inside: &Inside, book: &Book, out: &mut Out) {
    out.line(&format!(
        "{} in 12 months; of the last {LATE} days {} without credit.",
        counted(inside.won.all, "win"),
        grouped(&inside.won.nameless.to_string())
    ));
    for win in inside.wins.iter().take(SHOWN) {
        out.line(&format!("  {}", view::printed(WINS, win, &Around::of(book))));
    }
    let more = inside.won.all.saturating_sub(SHOWN as u64);
    if more > 0 {
        out.line(&format!("  and {} more; --json lists the newest of them.", grouped(&more.to_string())));
    }
}

fn told_tells(inside: &Inside, book: &Book, out: &mut Out) {
    let due: Vec<_> = inside.tells.iter().filter(|one| one.why.is_due()).collect();
    if due.is_empty() {
        return;
    }
    out.line(&format!("Status updates due: helpers of {}.", counted(due.len() as u64, "customer")));
    for one in due.iter().take(SHOWN) {
        out.line(&format!("  {}", view::printed(TELLS, one, &Around::of(book))));
    }
    if due.len() > SHOWN {
        out.line(&format!("  and {} more; --json lists them all.", grouped(&(due.len() - SHOWN).to_string())));
    }
}

/// Wins with who helped; at most the newest five hundred, and how many there are.
pub(super) fn wins(inside: &Inside, book: &Book) -> Value {
    let win = |one| view::json(WINS, one, &Around::of(book));
    json!({
        "count": inside.won.all, "without_a_name": inside.won.nameless, "days": LATE,
        "list": inside.wins.iter().map(win).collect::<Vec<_>>(),
    })
}

/// What each helper was told of the deals, and whether they should hear of them now.
pub(super) fn tells(inside: &Inside, book: &Book) -> Value {
    inside.tells.iter().map(|one| view::json(TELLS, one, &Around::of(book))).collect()
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
