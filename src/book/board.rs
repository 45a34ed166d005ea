//! The stage board of a large book, read beside the keys: it counts every stay, move and action there ever was.

use super::Book;
use super::pipeline::{Board, read_board};
use super::work::Waker;
use crate::domain::account::Account;
use crate::domain::problem::{Problem, Result};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// From so many accounts on, nobody waits for the board: a key may take a few milliseconds, not a second.
const LARGE: u64 = 5_000;

/// The board as it was read last, and the reading under way.
pub(super) struct BoardDesk {
    read: Option<Arc<Board>>,
    coming: Option<Receiver<Result<Board>>>,
    is_stale: bool,
}

impl Default for BoardDesk {
    fn default() -> Self {
        Self { read: None, coming: None, is_stale: true }
    }
}

impl BoardDesk {
    /// The book changed.
    pub(super) fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Takes what was read; true when there is something new to see.
    pub(super) fn take(&mut self) -> Result<bool> {
        let Some(coming) = &self.coming else { return Ok(false) };
        match coming.try_recv() {
            Err(TryRecvError::Empty) => return Ok(false),
            Err(TryRecvError::Disconnected) => self.coming = None,
            Ok(board) => {
                self.coming = None;
                self.read = Some(Arc::new(board?));
            }
        }
        Ok(true)
    }
}

impl Book {
    /// The stage board. Of a large book it is the one that was read last, while a fresh one is read beside the keys, and
    /// [`Book::poll`] says when that is there; none: the first one is being read.
    pub fn board_soon(&mut self) -> Result<Option<Arc<Board>>> {
        self.board.take()?;
        if self.board.is_stale && self.board.coming.is_none() {
            let wake = self.waker();
            match wake.filter(|_| self.count::<Account>().is_ok_and(|count| count >= LARGE)) {
                Some(wake) => self.read_board_beside(wake)?,
                None => self.board.read = Some(Arc::new(self.board()?)),
            }
            self.board.is_stale = false;
        }
        Ok(self.board.read.clone())
    }

    fn read_board_beside(&mut self, wake: Arc<Mutex<Waker>>) -> Result<()> {
        let (store, today) = (self.store.again()?, self.today());
        let (sender, coming) = channel();
        let read = move || {
            if sender.send(read_board(&store, today)).is_ok() {
                wake.lock().unwrap_or_else(PoisonError::into_inner)();
            }
        };
        std::thread::Builder::new()
            .name("board".into())
            .spawn(read)
            .map_err(|error| Problem::internal(format!("No thread could be started: {error}.")))?;
        self.board.coming = Some(coming);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::demo::Recipe;
    use crate::domain::day::Day;
    use std::time::{Duration, Instant};

    /// Asks until a board is there that is no longer `before`, as the cockpit does when it is woken.
    fn awaited(book: &mut Book, before: Option<&Arc<Board>>) -> Arc<Board> {
        let patience = Instant::now();
        loop {
            book.poll().unwrap();
            let board = book.board_soon().unwrap();
            if let Some(board) = board.filter(|board| before.is_none_or(|before| !Arc::ptr_eq(board, before))) {
                return board;
            }
            assert!(patience.elapsed() < Duration::from_secs(60), "it never came");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_large_board_is_read_beside_the_keys_and_the_last_one_is_shown_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let recipe = Recipe { accounts: LARGE as u32, seed: 7 };
        let mut book = Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap();
        let at_once = book.board_soon().unwrap().expect("without a worker it is read at once");
        book.board = BoardDesk::default();
        book.start_work(Box::new(|| ())).unwrap();
        assert_eq!(book.board_soon().unwrap(), None);
        let board = awaited(&mut book, None);
        assert_eq!(*board, *at_once);
        let moved = book.in_stage("steady").unwrap()[0];
        book.move_to_stage(&[moved], "signed", book.today()).unwrap();
        let meanwhile = book.board_soon().unwrap().expect("the last one");
        assert!(Arc::ptr_eq(&meanwhile, &board));
        let after = awaited(&mut book, Some(&board));
        assert_eq!(after.stages[0].here.count, board.stages[0].here.count + 1);
    }
}
