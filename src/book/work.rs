//! Work beside the keys: reading the roster, refreshing standings when the day has turned, seeing what another process
//! wrote. One thread, one channel; the face is woken when something is ready and asks [`Book::poll`] what.

use super::Book;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::store::Store;
use crate::store::roster::Roster;
use std::sync::mpsc::{Receiver, Sender, channel};

/// How many standings are written in one step, so that no key waits for more than a few milliseconds.
const SOME: usize = 100;

/// What the worker has for the book.
enum Ready {
    Roster(Box<Roster>),
    Refreshed,
    Failed,
}

/// The thread beside the keys.
pub(crate) struct Worker {
    ready: Receiver<Ready>,
}

/// Wakes the face from another thread.
pub type Waker = Box<dyn Fn() + Send>;

impl Book {
    /// Starts the work beside the keys: refreshes standings of another day, then reads the roster.
    pub fn start_work(&mut self, wake: Waker) -> Result<()> {
        let store = self.store.again()?;
        let stages: Vec<String> = self.stages.list.iter().map(|stage| stage.key.clone()).collect();
        let today = self.today();
        let (sender, ready) = channel();
        std::thread::Builder::new()
            .name("work".into())
            .spawn(move || work(store, today, stages, &sender, &wake))
            .map_err(|error| {
                crate::domain::problem::Problem::internal(format!("No thread could be started: {error}."))
            })?;
        self.worker = Some(Worker { ready });
        Ok(())
    }

    /// Takes in what is ready; true when screens should be drawn from fresh reads.
    pub fn poll(&mut self) -> Result<bool> {
        let mut stale = false;
        while let Some(ready) = self.worker.as_ref().and_then(|worker| worker.ready.try_recv().ok()) {
            match ready {
                Ready::Roster(roster) => self.roster = Some(*roster),
                Ready::Refreshed => {
                    self.roster = None;
                    stale = true;
                }
                Ready::Failed => {}
            }
        }
        let version = self.store.data_version()?;
        if version != self.seen_version {
            self.seen_version = version;
            self.roster = None;
            self.names.clear();
            stale = true;
        }
        Ok(stale)
    }

    /// Whether the standings shown are of an earlier day and are being refreshed.
    pub fn is_stale(&self) -> Option<Day> {
        self.store.standings_of().ok().flatten().filter(|day| *day != self.today())
    }

    /// Brings the standings up to today, at once: for the command line.
    pub fn refresh(&mut self) -> Result<()> {
        let today = self.today();
        self.store.refresh(today, SOME)?;
        Ok(())
    }

    /// Every account, read now if it has not been read yet.
    pub fn roster(&mut self) -> Result<&Roster> {
        if self.roster.is_none() {
            let stages = self.stages.list.iter().map(|stage| stage.key.clone()).collect();
            self.roster = Some(Roster::read(&self.store, stages)?);
        }
        self.roster.as_ref().ok_or_else(|| crate::domain::problem::Problem::internal("The roster is missing."))
    }
}

fn work(mut store: Store, today: Day, stages: Vec<String>, ready: &Sender<Ready>, wake: &Waker) {
    let tell = |what| {
        if ready.send(what).is_ok() {
            wake();
        }
    };
    match store.refresh(today, SOME) {
        Ok(true) => tell(Ready::Refreshed),
        Ok(false) => {}
        Err(_) => tell(Ready::Failed),
    }
    if let Ok(roster) = Roster::read(&store, stages) {
        tell(Ready::Roster(Box::new(roster)));
    }
}
