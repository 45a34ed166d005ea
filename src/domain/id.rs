//! Record ids: 63 bits, time-ordered, unique when books of several people are one day merged.
//!
//! The upper 41 bits are milliseconds since 2020, the lower 22 random; within one operation ids count up by one, so a
//! million imported rows append to their tables and their journal entry is one range. Two books would have to mint in
//! the same millisecond and draw overlapping random parts to collide.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// Milliseconds from 1970 to 2020-01-01, the origin of ids.
const ORIGIN_MS: i64 = 1_577_836_800_000;

/// The id of a record of kind `T`.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id<T> {
    raw: i64,
    #[serde(skip)]
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of a record that is not in the book yet.
    pub const NEW: Self = Self::new(0);

    /// The id with this number.
    pub const fn new(raw: i64) -> Self {
        Self { raw, kind: PhantomData }
    }

    /// Its number, as stored.
    pub const fn raw(self) -> i64 {
        self.raw
    }

    /// Thirteen characters that a person can copy: Crockford's base 32, lower case.
    pub fn code(self) -> String {
        encode(self.raw)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.raw)
    }
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `raw` as thirteen characters of Crockford's base 32.
pub fn encode(raw: i64) -> String {
    (0..13).rev().map(|place| ALPHABET[((raw >> (place * 5)) & 31) as usize] as char).collect()
}

/// The number behind a code written by [`encode`]; `None` for anything else.
pub fn decode(code: &str) -> Option<i64> {
    if code.len() != 13 {
        return None;
    }
    let mut raw: i64 = 0;
    for byte in code.bytes() {
        let digit = ALPHABET.iter().position(|&known| known == byte.to_ascii_lowercase())? as i64;
        raw = raw.checked_mul(32)?.checked_add(digit)?;
    }
    Some(raw)
}

/// Hands out ids for one book: strictly increasing, even when the clock is set back.
#[derive(Debug, Clone)]
pub struct IdMint {
    last: i64,
}

impl IdMint {
    /// A mint that never hands out an id at or below `highest`, the largest in the book.
    pub fn after(highest: i64) -> Self {
        Self { last: highest }
    }

    /// Starts a run at this moment: `now_ms` since 1970 and 22 random bits.
    pub fn start(&mut self, now_ms: i64, random: u32) {
        let fresh = ((now_ms - ORIGIN_MS).max(0) << 22) | i64::from(random & 0x3f_ffff);
        self.last = self.last.max(fresh & i64::MAX);
    }

    /// The next id.
    pub fn mint<T>(&mut self) -> Id<T> {
        self.last += 1;
        Id::new(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_its_number() {
        for raw in [0, 1, 31, 32, i64::MAX, 912_345_678_901_234_567] {
            assert_eq!(decode(&encode(raw)), Some(raw));
        }
        assert_eq!(decode("nonsense"), None);
        assert_eq!(decode("zzzzzzzzzzzzz"), None, "larger than 63 bits");
    }

    #[test]
    fn ids_only_grow_even_when_the_clock_goes_back() {
        let mut mint = IdMint::after(0);
        mint.start(1_800_000_000_000, 7);
        let first: Id<()> = mint.mint();
        mint.start(1_700_000_000_000, 9);
        let second: Id<()> = mint.mint();
        assert!(second > first);
        assert_eq!(second.raw(), first.raw() + 1);
    }
}
