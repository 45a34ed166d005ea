//! Survival read beside the keys: of a large book it takes as long as several frames, and no key waits for it.
//!
//! What was read is kept until something changes. Without a worker, as in tests and from the command line, it is read
//! at once.

use super::Book;
use super::survival::Survival;
use crate::domain::problem::{Problem, Result};
use crate::domain::survival::Field;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, PoisonError};

/// What was read, and what is being read.
#[derive(Default)]
pub(super) struct Aside {
    kept: Vec<Arc<Survival>>,
    pending: Option<Pending>,
    failed: Option<Problem>,
}

/// A read under way.
struct Pending {
    ready: Receiver<Result<Survival>>,
    /// Whether the book changed since it began, so that it has to be read again.
    void: bool,
}

impl Aside {
    /// Lets go of what was read: the book has changed.
    pub(super) fn forget(&mut self) {
        self.kept.clear();
        if let Some(pending) = &mut self.pending {
            pending.void = true;
        }
    }

    /// Takes in what is ready; true when there was something.
    pub(super) fn take_ready(&mut self) -> bool {
        let Some(pending) = &self.pending else { return false };
        let void = pending.void;
        match pending.ready.try_recv() {
            Err(TryRecvError::Empty) => return false,
            Ok(Ok(drawn)) if !void => self.kept.push(Arc::new(drawn)),
            Ok(Ok(_)) => {}
            Ok(Err(problem)) => self.failed = Some(problem),
            Err(TryRecvError::Disconnected) => {
                self.failed = Some(Problem::internal("Survival stopped on a fault of its own."));
            }
        }
        self.pending = None;
        true
    }
}

impl Book {
    /// The survival of the book by a field, where it has been read; `None`: it is being read, [`poll`](Self::poll) tells
    /// when it is there. At most one is read at a time; ask again after a poll.
    pub fn survival_beside(&mut self, by: Option<Field>) -> Result<Option<Arc<Survival>>> {
        let today = self.today();
        if let Some(kept) = self.aside.kept.iter().find(|kept| kept.by == by && kept.as_of == today) {
            return Ok(Some(Arc::clone(kept)));
        }
        if let Some(problem) = self.aside.failed.take() {
            return Err(problem);
        }
        if self.worker.is_none() {
            let drawn = Arc::new(self.survival(None, by)?);
            self.aside.kept.push(Arc::clone(&drawn));
            return Ok(Some(drawn));
        }
        if self.aside.pending.is_none() {
            self.read_aside(by)?;
        }
        Ok(None)
    }

    fn read_aside(&mut self, by: Option<Field>) -> Result<()> {
        let Some(wake) = self.waker() else { return Ok(()) };
        let (path, today) = (self.path().to_owned(), self.today());
        let (sender, ready) = channel();
        std::thread::Builder::new()
            .name("survival".into())
            .spawn(move || {
                let drawn = Book::open(&path, false, Some(today)).and_then(|book| book.survival(None, by));
                if sender.send(drawn).is_ok() {
                    wake.lock().unwrap_or_else(PoisonError::into_inner)();
                }
            })
            .map_err(|error| Problem::internal(format!("No thread could be started: {error}.")))?;
        self.aside.pending = Some(Pending { ready, void: false });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::demo::Recipe;
    use crate::domain::day::Day;
    use std::time::{Duration, Instant};

    /// Asks until it is there, as the cockpit does when it is woken.
    fn awaited(book: &mut Book, by: Option<Field>) -> Arc<Survival> {
        let patience = Instant::now();
        loop {
            book.poll().unwrap();
            if let Some(drawn) = book.survival_beside(by).unwrap() {
                return drawn;
            }
            assert!(patience.elapsed() < Duration::from_secs(20), "it never came");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn no_key_waits_for_survival_and_a_change_reads_it_anew() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = Recipe { accounts: 40, seed: 7 };
        let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
        let at_once = book.survival_beside(None).unwrap().expect("without a worker it is read at once");
        book.start_work(Box::new(|| ())).unwrap();
        assert_eq!(book.survival_beside(Some(Field::Tier)).unwrap(), None);
        assert!(book.survival_beside(Some(Field::Owner)).unwrap().is_none(), "one at a time");
        assert_eq!(awaited(&mut book, Some(Field::Owner)).by, Some(Field::Owner));
        let again = awaited(&mut book, None);
        assert_eq!(*at_once, *again);
        book.aside.forget();
        assert!(book.survival_beside(None).unwrap().is_none(), "what changed is read anew");
        book.aside.forget();
        assert_eq!(*awaited(&mut book, None), *again);
    }
}
