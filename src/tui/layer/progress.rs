//! Long work: what is done, in numbers, and a way to stop it.

use super::{Canvas, Key, Reply, framed, middle};
use crate::domain::text::grouped;
use crate::tui::widget::bars;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What a worker and the cockpit share: how far it is and whether to stop.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
}

impl Meter {
    /// Tells how far the work is; `total` 0 when that is not known.
    pub(crate) fn tell(&self, done: u64, total: u64) {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    pub(crate) fn is_stopped(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }

    fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

/// The layer over long work.
#[derive(Debug)]
pub(crate) struct Progress {
    /// What is being done.
    pub(crate) title: String,
    /// What is counted: `rows`.
    pub(crate) unit: &'static str,
    /// How far it is.
    pub(crate) meter: Meter,
}

impl Progress {
    /// Takes a key: Esc stops the work, nothing half done is kept.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        if key.code == KeyCode::Esc || key.is_ctrl('c') {
            self.meter.stop();
            return Reply::Cancel;
        }
        Reply::Stay
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let counts = &self.meter.0;
        let (done, total) = (counts.done.load(Ordering::Relaxed), counts.total.load(Ordering::Relaxed));
        let area = middle(screen, 60.min(screen.width.saturating_sub(4)), 5);
        let inside = framed(canvas, area, &self.title, String::new(), None);
        let words = match total {
            _ if self.meter.is_stopped() => "Stopping; nothing half done is saved.".to_owned(),
            0 => format!("{} {}", grouped(&done.to_string()), self.unit),
            _ => format!("{} of {} {}", grouped(&done.to_string()), grouped(&total.to_string()), self.unit),
        };
        canvas.text(inside.x, inside.y, inside.width, &words, canvas.theme().plain);
        if inside.height > 1 {
            let bar = bars::bar(done, total, usize::from(inside.width));
            canvas.text(inside.x, inside.y + 1, inside.width, &bar, canvas.theme().chart);
        }
        if inside.height > 2 {
            canvas.text(
                inside.x,
                inside.y + 2,
                inside.width,
                "Esc stops it; the book stays as it was.",
                canvas.theme().dim,
            );
        }
    }
}
