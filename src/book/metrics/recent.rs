//! What was won lately, told at equal size: who came, who renewed, who was saved. And who was lost.

use crate::book::Book;
use crate::book::pipeline::was_critical;
use crate::domain::day::{Day, written};
use crate::domain::metrics::Period;
use crate::domain::problem::Result;
use crate::domain::save::is_save;
use crate::domain::text::grouped;
pub use crate::store::recent::Happened;

/// Days back that count as lately.
pub const LATELY: i32 = 30;
/// The most wins that are told by name; of more it is said how many.
pub const MOST: usize = 40;

/// What happened lately.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recent {
    /// The wins, the latest first, at most [`MOST`].
    pub wins: Vec<Win>,
    /// How many wins there were.
    pub won: u64,
    /// Who was lost, the latest first.
    pub lost: Vec<Happened>,
}

/// A win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Win {
    /// Who, and when.
    pub it: Happened,
    /// What it was.
    pub kind: WinKind,
}

/// What was won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WinKind {
    /// A new customer.
    New,
    /// A renewal for as much or more.
    Renewed,
    /// A renewal of a customer in danger.
    Saved,
}

impl WinKind {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            WinKind::New => "new",
            WinKind::Renewed => "renewed",
            WinKind::Saved => "saved",
        }
    }
}

impl Win {
    /// As it is read: `✓ 3 Nov saved: Contoso`.
    pub fn words(&self, today: Day) -> String {
        format!("✓ {} {}: {}", written(self.it.on, today), self.kind.word(), self.it.name)
    }
}

impl Book {
    /// Who came, renewed, was saved and was lost in the last [`LATELY`] days.
    pub fn recent(&self) -> Result<Recent> {
        let today = self.today();
        let from = today.plus(-LATELY);
        let came = self.store.came_lately(from, today)?.into_iter().map(|it| Win { it, kind: WinKind::New });
        let kept = self.store.renewed_lately(from, today)?.into_iter().map(|it| Win { it, kind: WinKind::Renewed });
        let mut wins: Vec<Win> = came.chain(kept).collect();
        wins.sort_by_key(|win| std::cmp::Reverse(win.it.on));
        let won = wins.len() as u64;
        wins.truncate(MOST);
        for win in wins.iter_mut().filter(|win| win.kind == WinKind::Renewed) {
            let Happened { on, account, saved, .. } = win.it;
            let noticed = if saved { vec![on] } else { Vec::new() };
            if is_save(on, &noticed, || was_critical(&self.store, account, on.plus(-1))) {
                win.kind = WinKind::Saved;
            }
        }
        Ok(Recent { wins, won, lost: self.store.lost_lately(from, today)? })
    }
}

/// Who came, who renewed and who was lost: those whom counts are of.
pub type Behind = (Vec<Happened>, Vec<Happened>, Vec<Happened>);

impl Book {
    /// Who came, who renewed for as much or more and who was lost in a period, the latest first.
    pub fn behind(&self, period: Period) -> Result<Behind> {
        let (from, to) = (period.opening(), period.to);
        Ok((self.store.came_lately(from, to)?, self.store.renewed_lately(from, to)?, self.store.lost_lately(from, to)?))
    }
}

impl Recent {
    /// The wins in words, and how many more there were.
    pub fn told(&self, today: Day) -> Vec<String> {
        let more = self.won.saturating_sub(self.wins.len() as u64);
        let more = (more > 0).then(|| format!("and {} more", grouped(&more.to_string())));
        self.wins.iter().map(|win| win.words(today)).chain(more).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contract::Contract;
    use crate::domain::risk::score::Band;
    use crate::domain::words::ContractOutcome;

    #[test]
    fn a_renewal_of_a_critical_account_is_a_save_a_smaller_one_no_win_and_none_is_cut_in_silence() {
        let (_folder, mut book) = Book::pictured();
        let today = book.today();
        let open: Vec<Contract> = book.all().unwrap();
        let of_band = |book: &Book, wanted: bool| {
            let is_open = |one: &&Contract| one.outcome.is_none() && one.end.is_some();
            let found = open.iter().filter(is_open).find(|one| {
                let standing = book.standing(one.account).unwrap();
                let noticed = book.of_account::<crate::domain::event::Event>(one.account).unwrap();
                let noticed = noticed.iter().any(|event| event.kind == crate::domain::words::EventKind::Notice);
                !noticed && (book.band_of(&standing) == Band::Critical) == wanted
            });
            found.unwrap().clone()
        };
        let (critical, calm) = (of_band(&book, true), of_band(&book, false));
        let before = book.recent().unwrap();
        let decide = |book: &mut Book, line: &Contract, outcome| {
            let decided = Contract { outcome: Some(outcome), outcome_on: Some(today), ..line.clone() };
            book.keep(Contract { outcome_value: line.value, ..decided }).unwrap();
        };
        decide(&mut book, &critical, ContractOutcome::Renewed);
        decide(&mut book, &calm, ContractOutcome::Renewed);
        let recent = book.recent().unwrap();
        let kind = |line: &Contract| recent.wins.iter().find(|win| win.it.account == line.account).unwrap().kind;
        assert_eq!((kind(&critical), kind(&calm)), (WinKind::Saved, WinKind::Renewed));
        assert_eq!(recent.won, before.won + 2);
        book.undo().unwrap();
        decide(&mut book, &calm, ContractOutcome::Downsell);
        assert_eq!(book.recent().unwrap().won, before.won + 1, "a smaller renewal is no win");
        let many = Recent { wins: recent.wins.clone(), won: recent.wins.len() as u64 + 12, lost: Vec::new() };
        assert!(many.told(today).last().is_some_and(|line| line == "and 12 more"));
    }
}
