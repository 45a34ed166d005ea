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
