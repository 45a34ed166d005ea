//! Signals: everything only Unix has, in one place, with the portable way beside it.

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Stop now; the exit code is 128 and this number.
    Stop(i32),
    /// Sleep until the shell says go on.
    Suspend,
    /// Somebody else may have used the terminal; take it again.
    Resume,
    /// The window has another size.
    Resize,
}

#[cfg(unix)]
mod unix {
    use super::Signal;
    use signal_hook::consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH,
        SIGXCPU, SIGXFSZ,
    };
    use signal_hook::iterator::Signals;

    /// What ends a process that does not listen: the terminal is given back before.
    const ENDS: [i32; 11] =
        [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ];

    /// Listens on a thread of its own and passes on what arrives, until `tell` answers that nobody hears.
    pub(crate) fn listen(tell: impl Fn(Signal) -> bool + Send + 'static) -> std::io::Result<()> {
        let mut signals = Signals::new(ENDS.iter().chain(&[SIGTSTP, SIGCONT, SIGWINCH]))?;
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            for number in signals.forever() {
                let signal = match number {
                    SIGTSTP => Signal::Suspend,
                    SIGCONT => Signal::Resume,
                    SIGWINCH => Signal::Resize,
                    other => Signal::Stop(other),
                };
                if !tell(signal) {
                    return;
                }
            }
        })?;
        Ok(())
    }

    /// Stops this process as the shell's job control expects, and returns when it is continued.
    pub(crate) fn stop_here() {
        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
    }

    /// Whether Ctrl-z can mean anything here.
    pub(crate) const CAN_SUSPEND: bool = true;

    /// The exit code after a hang-up.
    pub(crate) const HANG_UP: i32 = SIGHUP;

    /// The number of Ctrl-c, where it is a signal.
    pub(crate) const INTERRUPT: i32 = SIGINT;
}

#[cfg(not(unix))]
mod portable {
    use super::Signal;

    /// There are no signals to listen to: Ctrl-c arrives as a key, a closed window ends the process.
    pub(crate) fn listen(_tell: impl Fn(Signal) -> bool + Send + 'static) -> std::io::Result<()> {
        Ok(())
    }

    /// There is no job control.
    pub(crate) fn stop_here() {}

    /// Whether Ctrl-z can mean anything here.
    pub(crate) const CAN_SUSPEND: bool = false;

    /// The exit code after a hang-up.
    pub(crate) const HANG_UP: i32 = 1;

    /// Ctrl-c is a key.
    pub(crate) const INTERRUPT: i32 = 2;
}

#[cfg(not(unix))]
pub(crate) use portable::{CAN_SUSPEND, HANG_UP, INTERRUPT, listen, stop_here};
#[cfg(unix)]
pub(crate) use unix::{CAN_SUSPEND, HANG_UP, INTERRUPT, listen, stop_here};
