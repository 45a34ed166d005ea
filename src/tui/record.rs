//! Working out the record of the score, beside the keys.

use super::app::App;
use super::layer::progress::Meter;
use super::screen::score::record::{RecordView, record_of};
use super::step::Step;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use std::path::Path;

impl App {
    /// Works the record out on a book of the worker's own, and shows it on screen 7.
    pub(super) fn work_out_record(&mut self) -> Result<Step> {
        let (path, today) = (self.book.path().to_owned(), self.book.today());
        let accounts = self.book.count::<Account>()?;
        self.start_beside("Looking back at what the score said", "accounts", accounts, move |meter| {
            let record = worked_out(&path, today, meter)?;
            Ok(Box::new(move |app: &mut App| app.screens.score.take_record(record)))
        })?;
        Ok(Step::Stay)
    }
}

fn worked_out(path: &Path, today: Day, meter: &Meter) -> Result<RecordView> {
    let book = Book::open(path, false, Some(today))?;
    let told = book.backtest(None, None, &|done, total| {
        meter.tell(done, total);
        !meter.is_stopped()
    })?;
    record_of(&told, &book)
}
