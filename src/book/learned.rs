//! Points that the book's own churned accounts propose: said in words, and taken.

use super::Book;
use crate::domain::backtest::learn::{Check, LEAST, Learned};
use crate::domain::problem::Result;
use crate::domain::risk::points::Points;
use crate::domain::risk::signal::SIGNALS;
use crate::domain::setting::POINTS;
use crate::store::Outcome;

impl Book {
    /// Goes by the proposed points from today on, as one operation.
    pub fn take_learned(&mut self, learned: &Learned) -> Result<Outcome> {
        let changes: Vec<(String, String)> =
            learned.changes.iter().map(|(path, value)| (format!("{POINTS}{path}"), value.clone())).collect();
        self.change_rules(&changes, self.today())
    }

    /// What the churned accounts say, a sentence each; `None`: there are too few.
    pub fn learned_words(&self, learned: Option<&Learned>) -> Vec<String> {
        let Some(learned) = learned else {
            return vec![format!(
                "Fewer than {LEAST} accounts decided to leave after a snapshot: too few to learn from."
            )];
        };
        let said = changed_words(self.points(), &learned.points);
        let mut words = vec![if said.is_empty() {
            format!("Your {} churned accounts change no points.", learned.lost)
        } else {
            format!("Your {} churned accounts say: {}.", learned.lost, said.join(", "))
        }];
        words.push(learned.check.map_or_else(
            || "Too little came after the first ten to say whether that ranks better, so it is not offered.".to_owned(),
            |check| check_words(&check),
        ));
        words.push(if learned.is_offered() {
            "Take them from today on: mainstay learn --take. Undo takes it back.".to_owned()
        } else {
            "They were no better on later days, so the current points stay.".to_owned()
        });
        if learned.check.is_none() {
            words.pop();
        }
        words
    }
}

fn check_words(check: &Check) -> String {
    let (held, learned) = (check.found.0.round(), check.found.1.round());
    format!(
        "Tried on {} accounts that left later: in the first fifth of the list it would have found {learned} of them instead \
         of {held}.",
        check.lost
    )
}

/// Each signal whose points differ, by its largest: “champion 16 → 21”; then timing and facts.
fn changed_words(held: &Points, learned: &Points) -> Vec<String> {
    let most = |points: &Points, code: &str| {
        let all = points.scaled(code, 1.0).into_iter();
        all.filter_map(|(_, value)| {
            value.trim_matches(['[', ']']).split(',').filter_map(|one| one.parse::<u32>().ok()).max()
        })
        .max()
    };
    let mut said: Vec<String> = SIGNALS
        .iter()
        .filter_map(|signal| {
            let (from, to) = most(held, signal.code).zip(most(learned, signal.code))?;
            (from != to).then(|| format!("{} {from} → {to}", signal.title.to_lowercase()))
        })
        .collect();
    let facts = |points: &Points| {
        let factors = &points.factors;
        let mut facts = vec![
            ("first year".to_owned(), factors.young),
            ("nothing binds it".to_owned(), factors.unbound),
            ("tier A".to_owned(), factors.tier_a),
            ("tier B".to_owned(), factors.tier_b),
        ];
        facts.extend(factors.labels.iter().map(|(name, points)| (name.replace('=', " "), *points)));
        facts
    };
    let before = facts(held);
    let was = |name: &str| before.iter().find(|(known, _)| known == name).map_or(0, |(_, points)| *points);
    let changed = facts(learned).into_iter().filter(|(name, points)| was(name) != *points);
    said.extend(changed.map(|(name, points)| format!("{name} {:+} → {points:+}", was(&name))));
    said
}
