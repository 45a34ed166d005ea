//! A good guest: takes the terminal over and gives it back, whatever happens in between.
//!
//! The guard restores on every way out, the panic hook restores before it says its sentence, and nothing is ever written
//! to a terminal that is gone. After a suspension the `Terminal` is made anew: `Terminal::clear` would ask the terminal
//! where its cursor is, and a terminal that does not answer would hold everything up.

use super::ground::{Ear, QUESTION};
use crate::domain::problem::{Problem, ProblemKind, Result};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, terminal};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is our team now; the panic hook and the guard agree on it, so that it is given back once.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether another program has the terminal for a while.
static LENT: AtomicBool = AtomicBool::new(false);

/// The terminal while it is our team.
pub(crate) struct Guest {
    terminal: Screen,
    /// Whether what is shown holds signs that terminals do not all give the same columns.
    is_unsure: bool,
}

type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

impl Guest {
    /// Takes the terminal, or says that there is none.
    pub(crate) fn arrive() -> Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Problem::new(
                ProblemKind::Io,
                "The cockpit needs a terminal for input and output; in scripts use a command such as `mainstay today`.",
            ));
        }
        install_panic_hook();
        take().map_err(|error| trouble(&error))?;
        match screen() {
            Ok(terminal) => Ok(Self { terminal, is_unsure: false }),
            Err(error) => {
                give_back();
                Err(trouble(&error))
            }
        }
    }

    /// Asks the terminal what its ground is; the answer comes in among the keys.
    pub(crate) fn ask_ground() -> Ear {
        let _ = execute!(io::stdout(), crossterm::style::Print(QUESTION));
        Ear::new()
    }

    /// Draws one frame. An error means that the terminal is gone.
    ///
    /// Usually only cells that changed are drawn. Where a sign may take more columns than were counted, what stands behind it
    /// is not where it is believed to be, and drawing changes alone would leave rests: then everything is drawn.
    pub(crate) fn draw(&mut self, mut view: impl FnMut(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        let was_unsure = self.is_unsure;
        if was_unsure {
            self.blank()?;
        }
        self.is_unsure = is_unsure(self.terminal.draw(&mut view)?.buffer);
        if self.is_unsure && !was_unsure {
            self.blank()?;
            self.terminal.draw(view)?;
        }
        if self.is_unsure || was_unsure {
            execute!(io::stdout(), terminal::EndSynchronizedUpdate)?;
        }
        Ok(())
    }

    /// Begins on a blank screen, which a terminal that can shows only when all is drawn.
    fn blank(&mut self) -> io::Result<()> {
        execute!(io::stdout(), terminal::BeginSynchronizedUpdate, terminal::Clear(terminal::ClearType::All))?;
        self.terminal = screen()?;
        Ok(())
    }

    /// Gives the terminal back for a while, sleeps, and takes it again with everything to be drawn anew.
    pub(crate) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        super::signal::stop_here();
        self.resume()
    }

    /// Gives the terminal to another program that runs in `work`, and takes it again with everything to be drawn anew.
    pub(crate) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        LENT.store(true, Ordering::SeqCst);
        let done = work();
        LENT.store(false, Ordering::SeqCst);
        self.resume()?;
        Ok(done)
    }

    /// Takes the terminal again after somebody else had it.
    pub(crate) fn resume(&mut self) -> io::Result<()> {
        give_back();
        take()?;
        self.terminal = screen()?;
        Ok(())
    }

    /// Gives the terminal up without writing: it is gone, and writing to it could block or kill. Being dropped, the screen would
    /// complain on standard error that it cannot show the cursor, and that is gone as well.
    pub(crate) fn abandon(self) {
        TAKEN.store(false, Ordering::SeqCst);
        let _ = terminal::disable_raw_mode();
        std::mem::forget(self);
    }

    /// Puts text on the clipboard through the terminal (OSC 52); the text must be clean.
    pub(crate) fn copy(text: &str) -> io::Result<()> {
        execute!(io::stdout(), crossterm::clipboard::CopyToClipboard::to_clipboard_from(text))
    }
}

/// Whether there are signs to whose columns terminals disagree: vowel signs of Indic and neighbouring scripts, half-width voice
/// marks.
fn is_unsure(buffer: &ratatui::buffer::Buffer) -> bool {
    let is_odd = |ch: char| matches!(ch, '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1a00}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{ff9e}' | '\u{ff9f}');
    buffer.content().iter().any(|cell| !cell.symbol().is_ascii() && cell.symbol().chars().any(is_odd))
}

impl Drop for Guest {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether another program has the terminal now, which then answers its keys.
pub(crate) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Whether the terminal is still there; asked once a second, since not every hang-up sends a signal.
pub(crate) fn is_alive() -> bool {
    terminal::window_size().is_ok()
}

/// The terminal's size in columns and rows; nothing when it does not tell.
pub(crate) fn size() -> (u16, u16) {
    terminal::window_size().map_or((0, 0), |size| (size.columns, size.rows))
}

fn screen() -> io::Result<Screen> {
    let mut terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())))?;
    terminal.hide_cursor()?;
    Ok(terminal)
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    let taken = terminal::enable_raw_mode().and_then(|()| {
        execute!(
            io::stdout(),
            EnterAlternateScreen,
            terminal::Clear(terminal::ClearType::All),
            EnableMouseCapture,
            EnableBracketedPaste
        )
    });
    if taken.is_err() {
        give_back();
    }
    taken
}

/// Restores the terminal if it is our team. Errors are of no use to anybody here.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    if is_alive() {
        let mut out = io::stdout();
        let _ = execute!(out, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, cursor::Show);
        let _ = out.flush();
    }
    let _ = terminal::disable_raw_mode();
}

/// Restore first, then one sentence; a worker's panic must not leave the screen half drawn either.
fn install_panic_hook() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            give_back();
            if !is_alive() {
                return;
            }
            let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
            let _ = writeln!(
                io::stderr(),
                "mainstay stopped on a fault of its own{place}; everything it had acknowledged is in the book."
            );
        }));
    });
}

fn trouble(error: &io::Error) -> Problem {
    Problem::new(ProblemKind::Io, format!("The terminal cannot be used ({error}); try another terminal."))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;
    use std::time::{Duration, Instant};

    /// Set for the process that is to stop on a fault.
    const CHILD: &str = "MAINSTAY_TEST_STOPS_ON_A_FAULT";

    /// Does nothing but in the process that the test below starts, which has a terminal of its own.
    #[test]
    fn stops_on_a_fault() {
        if std::env::var_os(CHILD).is_some() {
            let mut guest = Guest::arrive().unwrap();
            guest.draw(|frame| frame.render_widget("drawn", frame.area())).unwrap();
            panic!("a fault of its own");
        }
    }

    #[test]
    fn a_panic_gives_the_terminal_back_says_one_sentence_and_fails() {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).unwrap();
        let before = pty.master.get_termios().unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "tui::terminal::tests::stops_on_a_fault", "--nocapture"]);
        command.env("TERM", "xterm-256color");
        command.env(CHILD, "yes");
        let mut child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let reading = std::thread::spawn(move || {
            let mut said = Vec::new();
            let mut buffer = [0; 4_096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                said.extend_from_slice(&buffer[..count]);
            }
            String::from_utf8_lossy(&said).into_owned()
        });
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        };
        assert_ne!(status.exit_code(), 0);
        assert_eq!(pty.master.get_termios().unwrap(), before);
        drop((pty.slave, pty.master));
        let said = reading.join().unwrap();
        let (cockpit, after) = said.split_once("\x1b[?1049l").unwrap();
        assert!(cockpit.contains("drawn"), "{said}");
        assert!(after.contains("\x1b[?25h"), "the cursor is shown again: {after}");
        assert_eq!(after.matches("mainstay stopped on a fault of its own").count(), 1, "{after}");
        assert!(!after.contains("\x1b[?1049h"), "{after}");
    }
}
