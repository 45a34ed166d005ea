//! Working out the record of the score, beside the keys.

use super::app::App;
use super::command::Why;

impl App {
    /// Why the record cannot be worked out now.
    ///
    /// To connect it: run `Book::backtest` in [`App::start_beside`] with its meter as progress and cancel, and answer with
    /// a finish that hands the view of its result to `ScoreScreen::take_record`.
    pub(super) const fn can_work_out_record() -> Result<(), Why> {
        Err(Why::so("This is not built yet."))
    }
}
