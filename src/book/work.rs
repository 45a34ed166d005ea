//! Work beside the keys: refreshing standings when the day has turned, reading the roster and the names that find looks
//! through, seeing what another process wrote. One thread at a time, one channel; the face is woken when something is
//! ready and asks [`Book::poll`] what.

use super::Book;
use super::backtest::judge_probabilities;
use super::find::FindNames;
use super::playbooks::turn_day;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::store::backups::{self, Why};
use crate::store::roster::Roster;
use crate::store::{Now, Place, Store};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// How many standings are written in one step, so that no key waits for more than a few milliseconds.
const SOME: usize = 100;

/// What the worker has for the book.
enum Ready {
    /// The day was begun: standings were brought up to date, playbooks ran.
    Refreshed,
    /// Everything lists and find need.
    Lists(Box<Roster>, Arc<FindNames>),
}

/// What the thread is to do, and for which moment.
struct Task {
    now: Now,
    is_look: bool,
    backs_up: bool,
}

/// Wakes the face from another thread.
pub type Waker = Box<dyn Fn() + Send>;

/// The thread beside the keys.
pub(super) struct Worker {
    ready: Receiver<Ready>,
    wake: Arc<Mutex<Waker>>,
    /// The day it works for.
    day: Day,
    /// Accounts that changed after it began to read; `None`: too many to name.
    missed: Option<Vec<Id<Account>>>,
    /// Whether its lists are still to come.
    pending: bool,
    /// Whether somebody wrote to the book while it worked, so that it must read again.
    again: bool,
}

impl Worker {
    /// Takes note of accounts that changed while it reads.
    pub(super) fn miss(&mut self, accounts: Option<&Vec<Id<Account>>>) {
        self.missed = match (self.missed.take(), accounts) {
            (Some(mut missed), Some(accounts)) => {
                missed.extend(accounts);
                Some(missed)
            }
            _ => None,
        };
    }
}

impl Book {
    /// Starts the work beside the keys; `wake` is called when [`poll`](Self::poll) has something to take in.
    pub fn start_work(&mut self, wake: Waker) -> Result<()> {
        self.work_for_today(Arc::new(Mutex::new(wake)))
    }

    fn work_for_today(&mut self, wake: Arc<Mutex<Waker>>) -> Result<()> {
        let store = self.store.again()?;
        let stages: Vec<String> = self.stages().list.iter().map(|stage| stage.key.clone()).collect();
        let day = self.today();
        let task = Task { now: self.now(), is_look: self.is_look, backs_up: self.backs_up };
        let (sender, ready) = channel();
        let waker = Arc::clone(&wake);
        std::thread::Builder::new()
            .name("work".into())
            .spawn(move || work(store, &task, stages, &sender, &waker))
            .map_err(|error| Problem::internal(format!("No thread could be started: {error}.")))?;
        self.worker = Some(Worker { ready, wake, day, missed: Some(Vec::new()), pending: true, again: false });
        Ok(())
    }

    /// Takes in what is ready, and what another process wrote; true when screens should be drawn from fresh reads.
    ///
    /// # Errors
    ///
    /// The file is no longer there, or a file that is no book stands in its place.
    pub fn poll(&mut self) -> Result<bool> {
        match self.store.place() {
            Place::Here => self.is_gone = false,
            Place::Gone if self.is_gone => return Ok(false),
            Place::Gone => {
                self.is_gone = true;
                return self.store.check_place().map(|()| false);
            }
            Place::Replaced => {
                let kept = self.open_again()?;
                let sentence = format!(
                    "Another program has put another file in the place of the book: you see that one now; what was open is kept as {}.",
                    kept.display()
                );
                return Err(Problem::new(ProblemKind::Io, sentence));
            }
        }
        if let Some(problem) = self.backup_trouble() {
            return Err(problem);
        }
        let mut stale = self.take_ready()? | self.cache.take_ready();
        let version = self.store.data_version()?;
        let turned = self.worker.as_ref().is_some_and(|worker| worker.day != self.today());
        if version != self.seen_version || turned {
            self.seen_version = version;
            self.forget();
            stale = true;
            self.work_again()?;
        }
        Ok(stale)
    }

    /// Goes on with the file that another program has put in the place of the book. The old one is closed before, for the log
    /// beside it goes by the same name; what it held is copied to the backups, which are told.
    fn open_again(&mut self) -> Result<PathBuf> {
        let path = self.path().to_owned();
        let wake = self.worker.take().map(|worker| worker.wake);
        Store::look_at(&path)?;
        let kept = self.store.back_up(Why::Replaced, &self.now().stamp)?;
        self.store.close()?;
        let fresh = Self::open(&path, false, self.today)?;
        let notes = self.notes.take();
        *self = Self { is_look: self.is_look, backs_up: self.backs_up, notes, ..fresh };
        wake.map_or(Ok(()), |wake| self.work_for_today(wake))?;
        Ok(kept)
    }

    /// Reads the lists anew: now, or, while the worker is at it (its own refresh may be the write that was seen), when it
    /// is done.
    pub(super) fn work_again(&mut self) -> Result<()> {
        match &mut self.worker {
            Some(worker) if worker.pending => worker.again = true,
            Some(worker) => {
                let wake = Arc::clone(&worker.wake);
                self.work_for_today(wake)?;
            }
            None => {}
        }
        Ok(())
    }

    /// After a walk over the journal: works beside the keys again where the turn of the day is to be worked out anew.
    pub(super) fn turn_again(&mut self) -> Result<()> {
        if self.store.last_turn()?.is_none() { self.work_again() } else { Ok(()) }
    }

    fn take_ready(&mut self) -> Result<bool> {
        let mut stale = false;
        while let Some(ready) = self.worker.as_ref().and_then(|worker| worker.ready.try_recv().ok()) {
            match ready {
                Ready::Refreshed => {
                    // The refresh itself is the write that was seen.
                    self.seen_version = self.store.data_version()?;
                    if let Some(worker) = &mut self.worker {
                        worker.again = false;
                    }
                    self.forget();
                    stale = true;
                }
                Ready::Lists(roster, names) => self.take_lists(*roster, names)?,
            }
        }
        Ok(stale)
    }

    /// Takes lists that were read beside the keys, and what changed while they were read.
    fn take_lists(&mut self, mut roster: Roster, names: Arc<FindNames>) -> Result<()> {
        let Some(worker) = &mut self.worker else { return Ok(()) };
        worker.pending = false;
        if worker.again {
            return self.work_again();
        }
        if let Some(missed) = worker.missed.take() {
            let today = self.today();
            roster.update(&self.store, &missed, today)?;
            if missed.is_empty() {
                self.find_names = Some(names);
            }
            self.roster = Some(roster);
        }
        Ok(())
    }

    /// Lets go of everything that was read.
    pub(super) fn forget(&mut self) {
        // Rules that cannot be read now hold as they were read last.
        let today = self.today();
        let _ = self.store.read_rules(today);
        self.currency.set(None);
        self.odds.set(None);
        self.roster = None;
        self.find_names = None;
        self.cache.forget(None);
        self.names.clear();
    }

    /// How to wake the face, once there is one.
    pub(super) fn waker(&self) -> Option<Arc<Mutex<Waker>>> {
        self.worker.as_ref().map(|worker| Arc::clone(&worker.wake))
    }

    /// The day of the standings shown, when that is not today: they are being refreshed.
    pub fn is_stale(&self) -> Option<Day> {
        self.store.standings_of().ok().flatten().filter(|day| *day != self.today())
    }

    /// Brings the standings up to today, at once.
    pub fn refresh(&mut self) -> Result<()> {
        let today = self.today();
        if self.store.refresh(today, SOME)? {
            self.odds.set(None);
        }
        Ok(())
    }

    /// Whether every account is being read beside the keys, and not there yet.
    pub(super) fn is_reading(&self) -> bool {
        self.worker.as_ref().is_some_and(|worker| worker.pending)
    }

    /// Every account, read now if it has not been read yet.
    pub fn roster(&mut self) -> Result<&Roster> {
        if self.roster.is_none() {
            let stages = self.stages().list.iter().map(|stage| stage.key.clone()).collect();
            self.roster = Some(Roster::read(&self.store, stages, self.today())?);
        }
        let (odds, save_rate) = (self.odds(), self.save_rate());
        if let Some(roster) = &mut self.roster {
            roster.price(odds, save_rate);
        }
        self.roster.as_ref().ok_or_else(|| Problem::internal("The roster is missing."))
    }
}

fn work(mut store: Store, of: &Task, stages: Vec<String>, ready: &Sender<Ready>, wake: &Mutex<Waker>) {
    let Task { now, is_look, backs_up } = of;
    let tell = |what| {
        if ready.send(what).is_ok() {
            wake.lock().unwrap_or_else(PoisonError::into_inner)();
        }
    };
    // One that fails is tried again, and told, at the first write.
    let _ = if *backs_up { backups::of_day(&store, now).map(drop) } else { Ok(()) };
    // A refresh that cannot be written, on a read-only book say, leaves yesterday's standings, which are marked.
    let refreshed = store.refresh(now.today, SOME) == Ok(true);
    // What a playbook asks for hangs on tiers and touches, so it runs on the standings of the day.
    // On another day than the real one nothing of it is kept.
    let ran = !*is_look && matches!(turn_day(&mut store, now), Ok(Some(_)));
    let judged = !*is_look && judge_probabilities(&mut store, now.today) == Ok(true);
    if refreshed || ran || judged {
        tell(Ready::Refreshed);
    }
    if let Ok(roster) = Roster::read(&store, stages, now.today)
        && let Ok(names) = FindNames::read(&store, &roster)
    {
        tell(Ready::Lists(Box::new(roster), Arc::new(names)));
    }
}
