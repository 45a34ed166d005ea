//! Readers of other people's formats, kept from stopping the program.

use crate::domain::problem::{Problem, Result};
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does `work` on the file called `shown`. Readers of binary formats trust the lengths that a file states and panic where
/// they are wrong: a damaged file must cost one sentence, not the program.
pub(super) fn guarded<T>(shown: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    silence();
    let before = QUIET.replace(true);
    let answer = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    answer.unwrap_or_else(|_| Err(damaged(shown)))
}

/// The sentence for a file whose inside does not fit together.
pub(super) fn damaged(shown: &str) -> Problem {
    Problem::input(format!("{shown} is damaged: open it in the program it came from, and save it again."))
}

/// Panics within [`guarded`] print nothing; others are told as before.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !QUIET.get() {
                told(what);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_panics_costs_one_sentence() {
        let none: Vec<u8> = Vec::new();
        let answer: Result<u8> = guarded("a.xlsb", || Ok(none[3]));
        assert!(answer.unwrap_err().sentence.starts_with("a.xlsb is damaged"));
        assert_eq!(guarded("a.xlsb", || Ok(1)), Ok(1));
    }
}
