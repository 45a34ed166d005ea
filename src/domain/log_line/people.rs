//! Whom a name behind `@` means.

use super::{Mark, matching};
use crate::domain::id::Id;
use crate::domain::text::{fit, fold};

/// The people whom `typed` means: by what tells namesakes apart, else by their name.
pub(super) fn marked<T>(people: &[(Id<T>, String)], typed: &str, mark: impl Fn(Id<T>) -> Mark) -> Vec<(Id<T>, String)> {
    if typed.contains('@') || typed.starts_with('#') {
        return people.iter().filter(|(id, _)| mark(*id).is(typed)).cloned().collect();
    }
    matching(people, typed)
}

/// Why a name means several people, with what to write for each: more of the name, or a mark where the names are the same.
pub(super) fn several<T>(typed: &str, people: &[(Id<T>, String)], mark: impl Fn(Id<T>) -> Mark) -> String {
    let shown = fit(typed, 30);
    let namesakes = |name: &str| people.iter().filter(|(_, other)| fold(other) == fold(name)).count() > 1;
    let some = people.iter().take(4);
    if !people.iter().any(|(_, name)| namesakes(name)) {
        let names: Vec<_> = some.map(|(_, name)| fit(name, 40)).collect();
        return format!("“@{shown}” may mean {}; write more of the name.", names.join(" or "));
    }
    let ways = some.map(|(id, name)| {
        let mark = mark(*id);
        let told = if mark.told.is_empty() { String::new() } else { format!(", {}", fit(&mark.told, 30)) };
        format!("@{} ({}{told})", mark.typed, fit(name, 40))
    });
    format!("“@{shown}” may mean several people; write {}.", ways.collect::<Vec<_>>().join(" or "))
}
