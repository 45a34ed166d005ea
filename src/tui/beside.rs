//! Long work on a thread of its own, under a layer that tells how far it is and takes Esc.
//!
//! The work brings back what is to be done with its result, and the main thread does it: so the cockpit need not know
//! what kinds of work there are. A worker has a book of its own on the same file; what it writes is seen as any other
//! process's writing is.

use super::app::{App, Finish};
use super::layer::Layer;
use super::layer::progress::{Meter, Progress};
use super::shell::Message;
use crate::domain::problem::{Problem, ProblemKind, Result};
use std::thread::JoinHandle;

impl App {
    /// Starts work called `title`, which counts `total` of `unit` (0: it is not known how many).
    ///
    /// The work tells the meter how far it is and asks it whether to stop; then it answers with a problem of the kind
    /// `Cancelled`.
    pub(super) fn start_beside(
        &mut self,
        title: &str,
        unit: &'static str,
        total: u64,
        work: impl FnOnce(&Meter) -> Result<Finish> + Send + 'static,
    ) -> Result<()> {
        self.book.check_place()?;
        let meter = Meter::default();
        meter.tell(0, total);
        let told = meter.clone();
        let work = std::thread::Builder::new()
            .name("beside".into())
            .spawn(move || work(&told))
            .map_err(|error| Problem::internal(format!("No thread could be started: {error}.")))?;
        self.work = Some(work);
        self.layers.push(Layer::Progress(Progress { title: title.to_owned(), unit, meter }));
        Ok(())
    }

    /// Shows what became of the work, once it has ended.
    pub(super) fn look_at_work(&mut self) {
        if !self.work.as_ref().is_some_and(JoinHandle::is_finished) {
            return;
        }
        let Some(work) = self.work.take() else { return };
        let ended = work.join().unwrap_or_else(|_| Err(Problem::internal("The work stopped on a fault of its own.")));
        self.layers.retain(|layer| !matches!(layer, Layer::Progress(_)));
        if let Err(problem) = self.book.poll() {
            self.tell(&problem);
        }
        self.reload();
        match ended {
            Ok(finish) => finish(self),
            Err(problem) if problem.kind == ProblemKind::Cancelled => {
                self.message = Some(Message::Said("Stopped; the book is as it was.".to_owned()));
            }
            Err(problem) => self.tell(&problem),
        }
    }
}
