//! The main loop: wait, take everything that has arrived, draw once.

use super::app::{App, Effect};
use super::canvas::{Canvas, Charset};
use super::inbox::{Inbox, Incoming, may_lend};
use super::key::Key;
use super::note;
use super::reach;
use super::signal::{self, Signal};
use super::terminal::{self, Guest};
use super::theme::ThemeName;
use crate::book::Book;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long an idle cockpit sleeps at most.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long it sleeps while work is under way, so that its numbers move.
const WORKING: Duration = Duration::from_millis(100);
/// The most arrivals taken before a draw, so that an endless stream still shows.
const BURST: usize = 4_096;

/// Whether to go on.
enum Flow {
    On,
    Exit(i32),
    /// The terminal is gone: leave without writing to it.
    Abandon(i32),
}

/// How the terminal shows colours.
pub(crate) struct Colours {
    pub(crate) theme: ThemeName,
    /// Whether the terminal's ground decides on the theme.
    pub(crate) asks: bool,
    /// Whether it shows true colour.
    pub(crate) is_true: bool,
    /// Where a theme that is picked is kept.
    pub(crate) config: Option<PathBuf>,
}

/// Runs the cockpit until it is left; returns the exit code. `tour`: whether it begins with the tour.
pub(crate) fn run(book: Book, charset: Charset, colours: Colours, tour: bool) -> Result<i32> {
    let mut guest = Guest::arrive()?;
    let ear = colours.asks.then(Guest::ask_ground);
    let app = &mut App::new(book, colours.theme, charset);
    app.true_colour = colours.is_true;
    app.config = colours.config;
    app.editor = note::editor();
    let inbox = Inbox::open(ear).map_err(|error| {
        Problem::new(ProblemKind::Io, format!("The keyboard cannot be read ({error}); try another terminal."))
    })?;
    resize(app);
    if tour {
        app.begin_tour();
    }
    let mut looked = Instant::now();
    let mut flow = draw(&mut guest, app);
    app.start_work(inbox.waker());
    loop {
        match flow {
            Flow::On => {}
            Flow::Exit(code) => return Ok(code),
            Flow::Abandon(code) => {
                guest.abandon();
                return Ok(code);
            }
        }
        let first = inbox.wait(if app.is_working() { WORKING } else { PATIENCE });
        let came = first.is_some();
        flow = take_all(&mut guest, app, &inbox, first);
        if matches!(flow, Flow::On) && looked.elapsed() >= PATIENCE {
            looked = Instant::now();
            if !terminal::is_alive() {
                flow = Flow::Abandon(128 + signal::HANG_UP);
                continue;
            }
            app.look_around();
        }
        app.look_at_work();
        if matches!(flow, Flow::On) && (came || app.is_working() || app.is_stale()) {
            flow = draw(&mut guest, app);
        }
    }
}

fn take_all(guest: &mut Guest, app: &mut App, inbox: &Inbox, first: Option<Incoming>) -> Flow {
    let mut next = first;
    for _ in 0..BURST {
        let Some(mut incoming) = next else { break };
        next = None;
        if app.is_writing_a_line() {
            (incoming, next) = written_at_once(inbox, incoming);
        }
        let may_lend = matches!(incoming, Incoming::Key(key) if may_lend(key));
        match take(guest, app, inbox, incoming) {
            Flow::On => {}
            other => return other,
        }
        if may_lend {
            inbox.go_on();
        }
        next = next.or_else(|| inbox.ready());
    }
    Flow::On
}

/// Letters that came in one burst, as the text they are, for a line is read anew at each change; and what came behind them.
fn written_at_once(inbox: &Inbox, first: Incoming) -> (Incoming, Option<Incoming>) {
    let Some(begin) = letter(&first) else { return (first, None) };
    let mut text = String::from(begin);
    for _ in 0..BURST {
        let next = inbox.ready();
        match next.as_ref().and_then(letter) {
            Some(more) => text.push(more),
            None if text.chars().count() == 1 => return (first, next),
            None => return (Incoming::Paste(text), next),
        }
    }
    (Incoming::Paste(text), None)
}

/// The letter that a key writes, if it writes one.
fn letter(incoming: &Incoming) -> Option<char> {
    match incoming {
        Incoming::Key(Key { code: KeyCode::Char(letter), ctrl: false, alt: false }) => Some(*letter),
        _ => None,
    }
}

fn take(guest: &mut Guest, app: &mut App, inbox: &Inbox, incoming: Incoming) -> Flow {
    let errand = match incoming {
        Incoming::Key(key) => app.press(key),
        Incoming::Paste(words) => app.paste(&words),
        Incoming::Mouse(mouse) => app.mouse(mouse),
        Incoming::Resize | Incoming::Signal(Signal::Resize) => {
            resize(app);
            None
        }
        Incoming::Signal(Signal::Suspend) => Some(Effect::Suspend),
        Incoming::Signal(Signal::Resume) => Some(Effect::Redraw),
        Incoming::Signal(Signal::Stop(number)) if number == signal::HANG_UP => return Flow::Abandon(128 + number),
        Incoming::Signal(Signal::Stop(number)) => return Flow::Exit(128 + number),
        Incoming::Ground(is_light) => {
            if is_light {
                app.theme = ThemeName::Light;
            }
            None
        }
        Incoming::Wake => {
            app.look_around();
            None
        }
        Incoming::Gone => return Flow::Abandon(128 + signal::HANG_UP),
    };
    errand.map_or(Flow::On, |errand| run_errand(guest, app, inbox, errand))
}

fn run_errand(guest: &mut Guest, app: &mut App, inbox: &Inbox, errand: Effect) -> Flow {
    let wants_tour = errand == Effect::Tour;
    let done = match errand {
        Effect::Quit => {
            app.take_leave();
            return Flow::Exit(0);
        }
        Effect::Suspend if signal::CAN_SUSPEND => guest.suspend(),
        Effect::Suspend => Ok(()),
        Effect::Redraw => guest.resume(),
        Effect::Copy(words) => Guest::copy(&words),
        Effect::Mail(link, address) => {
            let opened = reach::open_link(&link);
            app.mail_opened(&address, opened);
            if opened { Ok(()) } else { Guest::copy(&address) }
        }
        Effect::Write(editor, text) => {
            let lent = guest.lend(|| note::written(&editor, &text));
            lent.map(|written| app.take_note(written))
        }
        Effect::Demo | Effect::Tour => {
            match app.open_demo() {
                Ok(()) => {
                    app.start_work(inbox.waker());
                    if wants_tour {
                        app.begin_tour();
                    }
                }
                Err(problem) => app.tell(&problem),
            }
            Ok(())
        }
    };
    resize(app);
    if done.is_ok() { Flow::On } else { Flow::Abandon(128 + signal::HANG_UP) }
}

fn resize(app: &mut App) {
    let (columns, rows) = terminal::size();
    app.resize(Rect::new(0, 0, columns, rows));
}

/// Draws one frame; a terminal that takes none is gone.
fn draw(guest: &mut Guest, app: &mut App) -> Flow {
    app.settle();
    let drawn = guest.draw(|frame| {
        let area = frame.area();
        let mut canvas = Canvas::new(frame.buffer_mut(), &app.look());
        app.view(&mut canvas, area);
        if let Some(position) = canvas.cursor() {
            frame.set_cursor_position(position);
        }
    });
    if drawn.is_ok() { Flow::On } else { Flow::Abandon(128 + signal::HANG_UP) }
}
