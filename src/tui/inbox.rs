//! The one channel: keys, pastes, the mouse and signals arrive here and the main thread waits here.
//!
//! Waiting has an end: once a second at most, so that a hang-up, another process's write and midnight are noticed. There
//! is no tick besides that.

use super::ground::{Ear, Heard};
use super::key::Key;
use super::signal::{self, Signal};
use super::terminal;
use crossterm::event::{self, Event, KeyEventKind, MouseEvent};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Something that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Incoming {
    /// A key was pressed or repeats.
    Key(Key),
    /// Text was pasted in one piece.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The window has another size.
    Resize,
    /// A signal.
    Signal(Signal),
    /// Work beside the keys has something.
    Wake,
    /// The terminal answered what its ground is: whether it is light.
    Ground(bool),
    /// The terminal is gone.
    Gone,
}

/// The receiving end.
pub(crate) struct Inbox {
    queue: Receiver<Incoming>,
    to: Sender<Incoming>,
    /// Lets the keyboard be read on after a key that may have lent the terminal.
    read_on: Sender<()>,
}

/// Whether this key may lend the terminal to an editor. Nothing is read of the keyboard until it has been answered: what is
/// typed meanwhile is the editor's.
pub(crate) fn may_lend(key: Key) -> bool {
    key.is_ctrl('e')
}

impl Inbox {
    /// Starts the threads that feed it; `ear`: listens for the terminal's answer what its ground is.
    pub(crate) fn open(ear: Option<Ear>) -> io::Result<Self> {
        let (to, queue) = channel();
        let heard = to.clone();
        signal::listen(move |signal| heard_signal(signal, &heard))?;
        let (read_on, may_read) = channel();
        let reader = to.clone();
        std::thread::Builder::new().name("input".into()).spawn(move || read_input(&reader, &may_read, ear))?;
        Ok(Self { queue, to, read_on })
    }

    /// Wakes the main thread from another one.
    pub(crate) fn waker(&self) -> Box<dyn Fn() + Send> {
        let to = self.to.clone();
        Box::new(move || {
            let _ = to.send(Incoming::Wake);
        })
    }

    /// Goes on reading the keyboard after a key that may have lent the terminal.
    pub(crate) fn go_on(&self) {
        let _ = self.read_on.send(());
    }

    /// Waits for the next arrival, at most `limit`; `None` when nothing came.
    pub(crate) fn wait(&self, limit: Duration) -> Option<Incoming> {
        match self.queue.recv_timeout(limit) {
            Ok(incoming) => Some(incoming),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Incoming::Gone),
        }
    }

    /// What has already arrived besides, without waiting: a burst is worked off before one draw.
    pub(crate) fn ready(&self) -> Option<Incoming> {
        self.queue.try_recv().ok()
    }
}

/// Passes a signal on; one that is meant for the program that has the terminal is not answered here.
fn heard_signal(signal: Signal, to: &Sender<Incoming>) -> bool {
    match signal {
        // The whole group of processes sleeps until the shell says go on.
        Signal::Suspend if terminal::is_lent() => {
            signal::stop_here();
            true
        }
        Signal::Resume if terminal::is_lent() => true,
        Signal::Stop(number) if terminal::is_lent() && number == signal::INTERRUPT => true,
        _ => to.send(Incoming::Signal(signal)).is_ok(),
    }
}

fn read_input(to: &Sender<Incoming>, may_read: &Receiver<()>, mut ear: Option<Ear>) {
    loop {
        let incoming = match event::read() {
            Ok(event) => understand(event),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
            Err(_) => Some(Incoming::Gone),
        };
        let Some(mut incoming) = incoming else { continue };
        if let (Incoming::Key(key), Some(ear)) = (&incoming, &mut ear) {
            match ear.hear(*key) {
                Heard::Key => {}
                Heard::Part => continue,
                Heard::Ground(is_light) => incoming = Incoming::Ground(is_light),
            }
        }
        let gone = incoming == Incoming::Gone;
        let waits = matches!(incoming, Incoming::Key(key) if may_lend(key));
        if to.send(incoming).is_err() || gone || (waits && may_read.recv().is_err()) {
            return;
        }
    }
}

fn understand(event: Event) -> Option<Incoming> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Incoming::Key(Key::from(key))),
        Event::Paste(text) => Some(Incoming::Paste(text)),
        Event::Mouse(mouse) if wanted(mouse) => Some(Incoming::Mouse(mouse)),
        Event::Resize(..) => Some(Incoming::Resize),
        Event::Key(_) | Event::Mouse(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Moves and drags would wake the cockpit for nothing.
fn wanted(mouse: MouseEvent) -> bool {
    use crossterm::event::MouseEventKind::{Down, ScrollDown, ScrollUp};
    matches!(mouse.kind, Down(_) | ScrollDown | ScrollUp)
}
