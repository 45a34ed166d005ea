//! Which days will be asked of, so that a history keeps no more than they need, and in no more room.

use crate::domain::day::Day;

/// Which days will be asked of, and how far before them people count.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// The earliest day that will be asked of.
    pub earliest: Day,
    /// The longest time, in days, for which one touch makes a person active or ties count.
    pub window: i32,
}

impl Scope {
    /// Whether what happened on `on` and was learned on `known` lies so far back that no day asked of can tell it from
    /// something older.
    pub(super) fn is_earlier(self, on: Day, known: Day, reach: i32) -> bool {
        on <= self.earliest.plus(-reach) && known <= self.earliest
    }
}

/// Lengthens a list by as little as it takes: there is a history for each of very many accounts, most of them short.
pub(super) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(1 + list.len() / 2);
    }
    list.push(item);
}
