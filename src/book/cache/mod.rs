//! The query cache: what takes as long as several frames of a large book is read by a thread of its own, and no key waits
//! for it.
//!
//! [`Book::cached`] answers with what a [`Query`] read last while a fresh answer is read, and [`Book::poll`] tells when that
//! is there. A write makes stale only what reads a kind of record that it changed. Without a worker, as in tests and from the
//! command line, a query is read at once.

use super::Book;
use crate::domain::day::Day;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use std::any::{Any, TypeId};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, PoisonError};

pub mod query;

/// Kinds of record, in groups.
pub type Reads = &'static [&'static [Noun]];

/// A question to the whole book. Its type, and what it asks about, are the key of its answer.
pub trait Query: Debug + Send + 'static {
    /// What it is answered with.
    type Answer: Send + Sync + 'static;
    /// The kinds of record that it reads, itself or through the standings of accounts: a change of one of them makes its
    /// answer stale. Settings are read by all.
    const READS: Reads;

    /// Reads the answer.
    fn run(&self, book: &Book) -> Result<Self::Answer>;
}

/// So many answers to one type of query are kept, such as what hangs on each of several team members.
const KEPT: usize = 8;

/// An answer with its key.
struct Entry {
    kind: TypeId,
    /// What it asks about.
    about: String,
    answer: Arc<dyn Any + Send + Sync>,
    reads: Reads,
    day: Day,
    is_fresh: bool,
}

impl Entry {
    fn read<Q: Query>(query: &Q, book: &Book) -> Result<Self> {
        Ok(Self {
            kind: TypeId::of::<Q>(),
            about: format!("{query:?}"),
            answer: Arc::new(query.run(book)?),
            reads: Q::READS,
            day: book.today(),
            is_fresh: true,
        })
    }
}

/// A read that failed. It is not tried again until something that it reads changes, or the day: every look at a damaged
/// table would begin it anew.
struct Failure {
    kind: TypeId,
    about: String,
    reads: Reads,
    day: Day,
    problem: Problem,
}

/// A read under way.
struct Pending {
    ready: Receiver<Result<Entry>>,
    kind: TypeId,
    about: String,
    day: Day,
    reads: Reads,
    /// Whether what it reads changed since it began, so that it has to be read again.
    is_void: bool,
}

/// What was read, the newest last, and what is being read.
#[derive(Default)]
pub(super) struct Cache {
    entries: Vec<Entry>,
    pending: Option<Pending>,
    failed: Vec<Failure>,
}

impl Cache {
    /// Marks what reads one of these kinds of record as stale; `None`: anything may have changed.
    pub(super) fn forget(&mut self, changed: Option<&BTreeSet<Noun>>) {
        let meets = |reads: Reads| {
            let mut kinds = reads.iter().copied().flatten().chain(&[Noun::Settings]);
            changed.is_none_or(|changed| kinds.any(|noun| changed.contains(noun)))
        };
        self.entries.iter_mut().filter(|entry| meets(entry.reads)).for_each(|entry| entry.is_fresh = false);
        self.failed.retain(|failure| !meets(failure.reads));
        if let Some(pending) = self.pending.as_mut().filter(|pending| meets(pending.reads)) {
            pending.is_void = true;
        }
    }

    /// Takes in what is ready; true when there was something.
    pub(super) fn take_ready(&mut self) -> bool {
        let Some(pending) = &self.pending else { return false };
        let ended = match pending.ready.try_recv() {
            Err(TryRecvError::Empty) => return false,
            Err(TryRecvError::Disconnected) => {
                Err(Problem::internal("Reading beside the keys stopped on a fault of its own."))
            }
            Ok(ended) => ended,
        };
        let Some(Pending { kind, about, day, reads, is_void, .. }) = self.pending.take() else { return false };
        match ended {
            _ if is_void => {}
            Ok(entry) => self.keep(entry),
            Err(problem) => self.failed.push(Failure { kind, about, reads, day, problem }),
        }
        true
    }

    fn keep(&mut self, new: Entry) {
        self.entries.retain(|old| old.kind != new.kind || old.about != new.about);
        let is_like = |old: &Entry| old.kind == new.kind;
        if self.entries.iter().filter(|old| is_like(old)).count() >= KEPT
            && let Some(oldest) = self.entries.iter().position(is_like)
        {
            self.entries.remove(oldest);
        }
        self.entries.push(new);
    }

    /// The answer to a query that was read last, and whether it is of the book as it is.
    fn find<Q: Query>(&self, query: &Q, today: Day) -> Option<(Arc<Q::Answer>, bool)> {
        let about = format!("{query:?}");
        let entry = self.entries.iter().find(|entry| entry.kind == TypeId::of::<Q>() && entry.about == about)?;
        let answer = Arc::clone(&entry.answer).downcast().ok()?;
        Some((answer, entry.is_fresh && entry.day == today))
    }
}

impl Cache {
    /// Why a query could not be read, if that was so on this day and nothing that it reads has changed since.
    fn failure<Q: Query>(&self, query: &Q, today: Day) -> Option<Problem> {
        let about = format!("{query:?}");
        let is_same = |one: &&Failure| one.kind == TypeId::of::<Q>() && one.about == about && one.day == today;
        self.failed.iter().find(is_same).map(|one| one.problem.clone())
    }
}

impl Book {
    /// The answer to a query as it was read last, while a fresh one is read, and [`poll`](Self::poll) tells when that is
    /// there; `None`: the first one is being read. One is read at a time; ask again after a poll.
    pub fn cached<Q: Query>(&mut self, query: Q) -> Result<Option<Arc<Q::Answer>>> {
        let known = self.cache.find(&query, self.today());
        if let Some((answer, true)) = known {
            return Ok(Some(answer));
        }
        if let Some(problem) = self.cache.failure(&query, self.today()) {
            return Err(problem);
        }
        if self.worker.is_none() {
            let entry = Entry::read(&query, self)?;
            self.cache.keep(entry);
            return Ok(self.cache.find(&query, self.today()).map(|(answer, _)| answer));
        }
        if self.cache.pending.is_none() {
            self.read_beside(query)?;
        }
        Ok(known.map(|(answer, _)| answer))
    }

    fn read_beside<Q: Query>(&mut self, query: Q) -> Result<()> {
        let Some(wake) = self.waker() else { return Ok(()) };
        self.check_place()?;
        let (path, today) = (self.path().to_owned(), self.today());
        let about = format!("{query:?}");
        let (sender, ready) = channel();
        std::thread::Builder::new()
            .name("query".into())
            .spawn(move || {
                let entry = Book::open(&path, false, Some(today)).and_then(|book| Entry::read(&query, &book));
                if sender.send(entry).is_ok() {
                    wake.lock().unwrap_or_else(PoisonError::into_inner)();
                }
            })
            .map_err(|error| Problem::internal(format!("No thread could be started: {error}.")))?;
        self.cache.pending =
            Some(Pending { ready, kind: TypeId::of::<Q>(), about, day: today, reads: Q::READS, is_void: false });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
