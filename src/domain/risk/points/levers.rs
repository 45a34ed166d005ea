//! What a book may change of the points: every number by its path, with its words and its value.

use super::Points;
use super::Words;
use super::groups::{
    Bands, Factors, I1, I2, I3, K1, K2, L1, L2, L3, L4, N1, P1, P2, P3, Probability, R1, R2, R3, T1, T2, T3, V1, V2,
    X1, X2, X3, X4, X5,
};
use super::practice::{InsightShares, Practice, Save, Staff};
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fit;
use serde_json::Value;

/// One number, or list of numbers, that a book may change.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// The group it stands in, such as `k1`.
    pub group: &'static str,
    /// Its name in the group, such as `one_door`.
    pub name: &'static str,
    /// Its path, such as `k1.one_door`.
    pub path: String,
    /// What it means, in a few words.
    pub words: &'static str,
    /// Its value; null: nothing is expected.
    pub value: Value,
}

/// The groups in the order of the file, and what their numbers mean.
const GROUPS: &[(&str, Words)] = &[
    ("bands", Bands::WORDS),
    ("probability", Probability::WORDS),
    ("k1", K1::WORDS),
    ("k2", K2::WORDS),
    ("t1", T1::WORDS),
    ("t2", T2::WORDS),
    ("t3", T3::WORDS),
    ("v1", V1::WORDS),
    ("v2", V2::WORDS),
    ("i1", I1::WORDS),
    ("i2", I2::WORDS),
    ("i3", I3::WORDS),
    ("x1", X1::WORDS),
    ("x2", X2::WORDS),
    ("x3", X3::WORDS),
    ("x4", X4::WORDS),
    ("x5", X5::WORDS),
    ("l1", L1::WORDS),
    ("l2", L2::WORDS),
    ("l3", L3::WORDS),
    ("n1", N1::WORDS),
    ("r1", R1::WORDS),
    ("r2", R2::WORDS),
    ("r3", R3::WORDS),
    ("l4", L4::WORDS),
    ("factors", Factors::WORDS),
    ("p1", P1::WORDS),
    ("p2", P2::WORDS),
    ("p3", P3::WORDS),
    ("tier.A", Practice::WORDS),
    ("tier.B", Practice::WORDS),
    ("tier.C", Practice::WORDS),
    ("shares", InsightShares::WORDS),
    ("save", Save::WORDS),
    ("team", Staff::WORDS),
];

/// Which numbers of a signal's group are points; the others are thresholds.
const POINTS: &[(&str, &[&str])] = &[
    ("k1", &["one_door", "dominant", "veteran"]),
    ("k2", &["none", "one", "two"]),
    ("t1", &["points"]),
    ("t2", &["overdue", "never"]),
    ("t3", &["points"]),
    ("v1", &["by_score", "none"]),
    ("v2", &["falling"]),
    ("i1", &["escalation", "content", "issue", "closed"]),
    ("i2", &["one", "several"]),
    ("i3", &["points"]),
    ("x1", &["lost", "successor"]),
    ("x2", &["points", "young"]),
    ("x3", &["points"]),
    ("x4", &["points", "vacant"]),
    ("x5", &["points"]),
    ("l1", &["waiting", "long"]),
    ("l2", &["hot_spot", "stalled"]),
    ("l3", &["points"]),
    ("n1", &["fallen", "collapsed"]),
    ("r1", &["fallen", "collapsed"]),
    ("r2", &["points"]),
    ("r3", &["points"]),
    ("l4", &["points"]),
    ("p1", &["points"]),
    ("p2", &["points"]),
    ("p3", &["points"]),
];

/// See [`Points::value`].
pub(super) fn value(points: &Points, path: &str) -> Option<String> {
    at(&serde_json::to_value(points).ok()?, path).map(ToString::to_string)
}

/// See [`Points::scaled`].
pub(super) fn scaled(points: &Points, code: &str, times: f64) -> Vec<(String, String)> {
    let all = serde_json::to_value(points).unwrap_or_default();
    let times = |value: &Value| Value::from((value.as_f64().unwrap_or(0.0) * times).round() as u32);
    let groups = POINTS.iter().filter(|(group, _)| group.eq_ignore_ascii_case(code));
    let paths = groups.flat_map(|(group, names)| names.iter().map(move |name| format!("{group}.{name}")));
    let scaled = paths.filter_map(|path| {
        let value = match at(&all, &path)? {
            Value::Array(list) => Value::Array(list.iter().map(&times).collect()),
            value => times(value),
        };
        Some((path, value.to_string()))
    });
    scaled.collect()
}

/// The groups of numbers, in the order of the file.
pub fn groups() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|(group, _)| *group)
}

impl Points {
    /// Every number that a book may change, in the order of `assets/risk.toml`.
    pub fn levers(&self) -> Vec<Lever> {
        let all = serde_json::to_value(self).unwrap_or_default();
        let mut levers = Vec::new();
        for (group, words) in GROUPS {
            for (name, words) in *words {
                let path = format!("{group}.{name}");
                let value = at(&all, &path).cloned().unwrap_or_default();
                levers.push(Lever { group, name, path, words: words.trim(), value });
            }
        }
        levers
    }

    /// These points with changes laid over them: paths and JSON values, the later ones above. A change that is wrong by
    /// itself, or contradicts what it lies on, is left out: no value in a file can keep a book from opening.
    #[must_use]
    pub fn with<'a>(self, changes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        changes.into_iter().fold(self, |points, (path, value)| points.changed(path, value).unwrap_or(points))
    }

    /// These points with one number changed; `value` is JSON.
    pub fn changed(&self, path: &str, value: &str) -> Result<Self> {
        let changed = self.replaced(path, value)?;
        changed.check()?;
        Ok(changed)
    }

    /// Refuses a value that can never stand at `path`, whatever the other numbers are.
    pub fn check_value(path: &str, value: &str) -> Result<()> {
        Self::shipped()?.replaced(path, value).map(|_| ())
    }

    fn replaced(&self, path: &str, value: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(value)
            .map_err(|_| Problem::field("value", format!("“{}” is not a number.", fit(value, 40))))?;
        let mut all = serde_json::to_value(self).unwrap_or_default();
        let place = at_mut(&mut all, path).ok_or_else(|| {
            Problem::field("key", format!("“{}” is nothing to set; “mainstay settings” lists what is.", fit(path, 40)))
        })?;
        let is_signed = path.starts_with("factors.");
        if !same_kind(place, &value, is_signed) {
            let example = place.to_string();
            return Err(Problem::field("value", format!("Write 0 or more, like {}.", fit(&example, 40))));
        }
        *place = value;
        serde_json::from_value(all)
            .map_err(|_| Problem::field("value", "This takes a whole number; leave the fraction out."))
    }
}

fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, name| value.get(name))
}

fn at_mut<'a>(value: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    let place = path.split('.').try_fold(value, |value, name| value.get_mut(name))?;
    (!place.is_object()).then_some(place)
}

/// Whether `new` may stand where `old` does: a number of at most a million without a sign, or a list of such.
fn same_kind(old: &Value, new: &Value, is_signed: bool) -> bool {
    let number = |value: &Value| value.as_f64().is_some_and(|number| (0.0..=1e6).contains(&number));
    let signed = |value: &Value| value.as_i64().is_some_and(|number| (-100..=100).contains(&number));
    match (old, new) {
        (Value::Object(_), Value::Object(new)) => new.values().all(signed),
        (Value::Array(_), Value::Array(new)) => !new.is_empty() && new.len() <= 12 && new.iter().all(number),
        // Only where nothing may be expected; a number that is needed is missed when the points are read.
        (Value::Number(_) | Value::Null, Value::Null) => true,
        (Value::Number(_), new) if is_signed => signed(new),
        (Value::Number(_) | Value::Null, new) => number(new),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every leaf of a JSON value, by path.
    fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            // What labels are worth is one number a label, and none as it ships.
            Value::Object(map) if path != "factors.labels" => {
                for (name, value) in map {
                    leaves(value, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, found);
                }
            }
            _ => found.push(path.to_owned()),
        }
    }

    #[test]
    fn every_number_of_the_file_is_a_lever() {
        let points = Points::shipped().unwrap();
        let mut found = Vec::new();
        leaves(&serde_json::to_value(&points).unwrap(), "", &mut found);
        let mut levers: Vec<String> = points.levers().into_iter().map(|lever| lever.path).collect();
        found.sort();
        levers.sort();
        assert_eq!(levers, found);
    }

    #[test]
    fn one_number_is_changed_and_the_rest_stay() {
        let points = Points::shipped().unwrap();
        let changed = points.changed("k1.one_door", "9").unwrap();
        assert_eq!(changed.k1.one_door, 9);
        assert_eq!(changed.k1.veteran, points.k1.veteran);
        assert_eq!(points.changed("t1.points", "[1, 2, 3, 4]").unwrap().t1.points, [1, 2, 3, 4]);
        assert_eq!(points.changed("tier.C.executive", "365").unwrap().tier.c.executive, Some(365));
    }

    #[test]
    fn nonsense_is_refused_in_one_sentence_and_never_keeps_a_book_from_opening() {
        let points = Points::shipped().unwrap();
        for (path, value) in [
            ("k1.one_door", "-3"),
            ("k1.one_door", "2.5"),
            ("k1.one_door", "many"),
            ("k1.one_door", "[1]"),
            ("k1", "3"),
            ("k9.door", "3"),
            ("bands.watch", "60"),
            ("t1.points", "[1]"),
            ("probability.cap", "1.5"),
            ("shares.a", "0.9"),
            ("v1.by_score", "[1, 2]"),
            ("factors.young", "200"),
            ("factors.labels", r#"{"industry=retail": "many"}"#),
        ] {
            assert!(points.changed(path, value).is_err(), "{path} {value}");
            assert_eq!(points.clone().with([(path, value)]), points, "{path} {value}");
        }
    }
}
