//! Survival, the score of a year, the stage board, the gaps, the lines to decide and what is told of our people, read
//! beside the keys: of a large book each takes as long as several frames, and no key waits for them.
//!
//! What was read is kept until something changes. Without a worker, as in tests and from the command line, it is read
//! at once.

use super::Book;
use super::gaps::Gaps;
use super::metrics::Metrics;
use super::pipeline::Board;
use super::programme::Programme;
use super::programme::insights::Library;
use super::renewals::{Agenda, WITHIN};
use super::survival::Survival;
use super::team::exposure::Exposure;
use super::team::inside::Inside;
use super::team::people::People;
use super::team::seats::{OwnTurnover, SeatsHeld};
use super::team::side::Seen;
use super::team::what_if::WhatIf;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::metrics::Period;
use crate::domain::problem::{Problem, Result};
use crate::domain::survival::Field;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, PoisonError};

/// What was read last; it stays in sight while a fresh one is read.
struct Latest<T> {
    read: Option<Arc<T>>,
    /// Whether it is of the book as it is.
    is_fresh: bool,
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self { read: None, is_fresh: false }
    }
}

impl<T> Latest<T> {
    fn keep(&mut self, read: T) {
        (self.read, self.is_fresh) = (Some(Arc::new(read)), true);
    }

    fn fresh(&self) -> Option<Arc<T>> {
        self.read.clone().filter(|_| self.is_fresh)
    }
}

/// What was read, and what is being read.
#[derive(Default)]
pub(super) struct Aside {
    kept: Vec<Arc<Survival>>,
    metrics: Option<Arc<Metrics>>,
    board: Latest<Board>,
    agenda: Latest<Agenda>,
    gaps: Latest<Gaps>,
    people: Latest<People>,
    exposure: Latest<Exposure>,
    inside: Latest<Inside>,
    seen: Latest<Vec<Seen>>,
    what_if: Latest<WhatIf>,
    seats_held: Latest<SeatsHeld>,
    own_turnover: Latest<Vec<OwnTurnover>>,
    library: Latest<Library>,
    programme: Latest<Programme>,
    pending: Option<Pending>,
    failed: Option<Problem>,
}

/// What is read beside the keys.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    Survival(Option<Field>),
    Year,
    Board,
    Agenda,
    Gaps,
    People,
    Exposure,
    Inside,
    Seen,
    WhatIf(Id<Member>),
    SeatsHeld(Id<Member>),
    OwnTurnover,
    Library,
    Programme,
}

/// What was read.
enum Found {
    Survival(Survival),
    Metrics(Box<Metrics>),
    Board(Board),
    Agenda(Agenda),
    Gaps(Gaps),
    People(People),
    Exposure(Box<Exposure>),
    Inside(Box<Inside>),
    Seen(Vec<Seen>),
    WhatIf(Box<WhatIf>),
    SeatsHeld(Box<SeatsHeld>),
    OwnTurnover(Vec<OwnTurnover>),
    Library(Library),
    Programme(Box<Programme>),
}

/// A read under way.
struct Pending {
    ready: Receiver<Result<Found>>,
    /// Whether the book changed since it began, so that it has to be read again.
    void: bool,
}

impl Aside {
    /// Lets go of what was read: the book has changed.
    pub(super) fn forget(&mut self) {
        self.kept.clear();
        self.metrics = None;
        self.board.is_fresh = false;
        self.agenda.is_fresh = false;
        self.gaps.is_fresh = false;
        self.people.is_fresh = false;
        self.exposure.is_fresh = false;
        self.inside.is_fresh = false;
        self.seen.is_fresh = false;
        self.what_if.is_fresh = false;
        self.seats_held.is_fresh = false;
        self.own_turnover.is_fresh = false;
        self.library.is_fresh = false;
        self.programme.is_fresh = false;
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
            Ok(Ok(found)) if !void => self.keep(found),
            Ok(Ok(_)) => {}
            Ok(Err(problem)) => self.failed = Some(problem),
            Err(TryRecvError::Disconnected) => {
                self.failed = Some(Problem::internal("Reading beside the keys stopped on a fault of its own."));
            }
        }
        self.pending = None;
        true
    }

    fn keep(&mut self, found: Found) {
        match found {
            Found::Survival(drawn) => self.kept.push(Arc::new(drawn)),
            Found::Metrics(metrics) => self.metrics = Some(Arc::from(metrics)),
            Found::Board(board) => self.board.keep(board),
            Found::Agenda(agenda) => self.agenda.keep(agenda),
            Found::Gaps(gaps) => self.gaps.keep(gaps),
            Found::People(people) => self.people.keep(people),
            Found::Exposure(exposure) => self.exposure.keep(*exposure),
            Found::Inside(inside) => self.inside.keep(*inside),
            Found::Seen(seen) => self.seen.keep(seen),
            Found::WhatIf(what_if) => self.what_if.keep(*what_if),
            Found::SeatsHeld(seats_held) => self.seats_held.keep(*seats_held),
            Found::OwnTurnover(own_turnover) => self.own_turnover.keep(own_turnover),
            Found::Library(library) => self.library.keep(library),
            Found::Programme(programme) => self.programme.keep(*programme),
        }
    }
}

impl Wanted {
    fn read(self, book: &Book) -> Result<Found> {
        Ok(match self {
            Wanted::Survival(by) => Found::Survival(book.survival(None, by)?),
            Wanted::Year => Found::Metrics(Box::new(book.year()?)),
            Wanted::Board => Found::Board(book.board()?),
            Wanted::Agenda => Found::Agenda(book.agenda(WITHIN)?),
            Wanted::Gaps => Found::Gaps(book.gaps()?),
            Wanted::People => Found::People(book.people()?),
            Wanted::Exposure => Found::Exposure(Box::new(book.exposure()?)),
            Wanted::Inside => Found::Inside(Box::new(book.inside()?)),
            Wanted::Seen => Found::Seen(book.seen_differently()?),
            Wanted::WhatIf(member) => Found::WhatIf(Box::new(book.what_if(member)?)),
            Wanted::SeatsHeld(member) => Found::SeatsHeld(Box::new(book.seats_held(member)?)),
            Wanted::OwnTurnover => Found::OwnTurnover(book.own_turnover()?),
            Wanted::Library => Found::Library(book.library()?),
            Wanted::Programme => Found::Programme(Box::new(book.programme()?)),
        })
    }
}

impl Book {
    /// The survival of the book by a field, where it has been read; `None`: it is being read, [`poll`](Self::poll) tells
    /// when it is there. At most one is read at a time; ask again after a poll.
    pub fn survival_beside(&mut self, by: Option<Field>) -> Result<Option<Arc<Survival>>> {
        let today = self.today();
        let find =
            move |aside: &Aside| aside.kept.iter().find(|kept| kept.by == by && kept.as_of == today).map(Arc::clone);
        self.beside(Wanted::Survival(by), find)
    }

    /// The score of the twelve months until today, where it has been read; see [`survival_beside`](Self::survival_beside).
    pub fn metrics_beside(&mut self) -> Result<Option<Arc<Metrics>>> {
        let period = Period::year_to(self.today());
        self.beside(Wanted::Year, |aside| aside.metrics.clone().filter(|kept| kept.period == period))
    }

    /// The stage board as it was read last, while a fresh one is read beside the keys, and [`poll`](Self::poll) tells
    /// when that is there; `None`: the first one is being read.
    pub fn board_soon(&mut self) -> Result<Option<Arc<Board>>> {
        self.soon(Wanted::Board, |aside| &aside.board)
    }

    /// The lines decided within [`WITHIN`] days, as they were read last; see [`board_soon`](Self::board_soon).
    pub fn agenda_soon(&mut self) -> Result<Option<Arc<Agenda>>> {
        self.soon(Wanted::Agenda, |aside| &aside.agenda)
    }

    /// The gaps between sale and service, as they were read last; see [`board_soon`](Self::board_soon).
    pub fn gaps_soon(&mut self) -> Result<Option<Arc<Gaps>>> {
        self.soon(Wanted::Gaps, |aside| &aside.gaps)
    }

    /// Everybody of ours, as they were read last; see [`board_soon`](Self::board_soon).
    pub fn people_soon(&mut self) -> Result<Option<Arc<People>>> {
        self.soon(Wanted::People, |aside| &aside.people)
    }

    /// Which of the best customers hang on one of us, as read last; see [`board_soon`](Self::board_soon).
    pub fn exposure_soon(&mut self) -> Result<Option<Arc<Exposure>>> {
        self.soon(Wanted::Exposure, |aside| &aside.exposure)
    }

    /// Who helped whom, as read last; see [`board_soon`](Self::board_soon).
    pub fn inside_soon(&mut self) -> Result<Option<Arc<Inside>>> {
        self.soon(Wanted::Inside, |aside| &aside.inside)
    }

    /// Accounts that two roles see differently, as read last; see [`board_soon`](Self::board_soon).
    pub fn seen_differently_soon(&mut self) -> Result<Option<Arc<Vec<Seen>>>> {
        self.soon(Wanted::Seen, |aside| &aside.seen)
    }

    /// What if `member` leaves, as read last of them; see [`board_soon`](Self::board_soon).
    pub fn what_if_soon(&mut self, member: Id<Member>) -> Result<Option<Arc<WhatIf>>> {
        let of_them = |what_if: &Arc<WhatIf>| what_if.member.id == member;
        let fresh = self.beside(Wanted::WhatIf(member), |aside| aside.what_if.fresh().filter(of_them))?;
        Ok(fresh.or_else(|| self.aside.what_if.read.clone().filter(of_them)))
    }

    /// The seats of `member`, as read last of them; see [`board_soon`](Self::board_soon).
    pub fn seats_held_soon(&mut self, member: Id<Member>) -> Result<Option<Arc<SeatsHeld>>> {
        let of_them = |seats_held: &Arc<SeatsHeld>| seats_held.member.id == member;
        let fresh = self.beside(Wanted::SeatsHeld(member), |aside| aside.seats_held.fresh().filter(of_them))?;
        Ok(fresh.or_else(|| self.aside.seats_held.read.clone().filter(of_them)))
    }

    /// The accounts that lost one of ours, as read last; see [`board_soon`](Self::board_soon).
    pub fn own_turnover_soon(&mut self) -> Result<Option<Arc<Vec<OwnTurnover>>>> {
        self.soon(Wanted::OwnTurnover, |aside| &aside.own_turnover)
    }

    /// Insights and whom they were shared with, as they were read last; see [`board_soon`](Self::board_soon).
    pub fn library_soon(&mut self) -> Result<Option<Arc<Library>>> {
        self.soon(Wanted::Library, |aside| &aside.library)
    }

    /// News, hearers and the huddle, as they were read last; see [`board_soon`](Self::board_soon).
    pub fn programme_soon(&mut self) -> Result<Option<Arc<Programme>>> {
        self.soon(Wanted::Programme, |aside| &aside.programme)
    }

    /// What was read last of a kind, while a fresh one is read.
    fn soon<T>(&mut self, wanted: Wanted, of: fn(&Aside) -> &Latest<T>) -> Result<Option<Arc<T>>> {
        let fresh = self.beside(wanted, |aside| of(aside).fresh())?;
        Ok(fresh.or_else(|| of(&self.aside).read.clone()))
    }

    /// What is kept; else it is read, at once where there is no worker.
    fn beside<T>(&mut self, wanted: Wanted, find: impl Fn(&Aside) -> Option<Arc<T>>) -> Result<Option<Arc<T>>> {
        if let Some(kept) = find(&self.aside) {
            return Ok(Some(kept));
        }
        if let Some(problem) = self.aside.failed.take() {
            return Err(problem);
        }
        if self.worker.is_none() {
            let found = wanted.read(self)?;
            self.aside.keep(found);
            return Ok(find(&self.aside));
        }
        if self.aside.pending.is_none() {
            self.read_aside(wanted)?;
        }
        Ok(None)
    }

    fn read_aside(&mut self, wanted: Wanted) -> Result<()> {
        let Some(wake) = self.waker() else { return Ok(()) };
        let (path, today) = (self.path().to_owned(), self.today());
        let (sender, ready) = channel();
        std::thread::Builder::new()
            .name("aside".into())
            .spawn(move || {
                let found = Book::open(&path, false, Some(today)).and_then(|book| wanted.read(&book));
                if sender.send(found).is_ok() {
                    wake.lock().unwrap_or_else(PoisonError::into_inner)();
                }
            })
            .map_err(|error| Problem::internal(format!("No thread could be started: {error}.")))?;
        self.aside.pending = Some(Pending { ready, void: false });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
