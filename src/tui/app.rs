//! The application: one book, eight screens, a stack of layers.
//!
//! A key goes to the top layer, or through the command table to the screen in sight. What a screen or layer answers is
//! done in `update` and `answer` and nowhere else; an error becomes a message in [`App::tell`] and nowhere else.

use super::canvas::{Canvas, Charset, Look};
use super::clicks::Clicks;
use super::command::{self, Command};
use super::head::Head;
use super::key::Key;
use super::layer::{Layer, Mouse, Reply};
use super::place::Place;
use super::screen::Screens;
use super::shell::{self, Foot, Message};
use super::spot::Spot;
use super::theme::{Theme, ThemeName};
use super::tour::Tour;
use crate::book::Book;
use crate::book::demo::Recipe;
use crate::book::routine::Changed;
use crate::domain::problem::{Problem, Result};
use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;
use std::thread::JoinHandle;
use std::time::Instant;

/// What is done on the main thread once the work has ended well.
pub(super) type Finish = Box<dyn FnOnce(&mut App) + Send>;

/// Work under way.
pub(super) type Work = JoinHandle<Result<Finish>>;

/// What only the main loop can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Leave.
    Quit,
    /// Sleep until the shell says go on.
    Suspend,
    /// Take the terminal anew and draw everything.
    Redraw,
    /// Put this on the clipboard.
    Copy(String),
    /// Open this link to a mail, else put the address on the clipboard.
    Mail(String, String),
    /// Let this text be written on in the editor, which is named first.
    Write(String, String),
    /// Look around in a made-up book.
    Demo,
    /// The same, with the tour.
    Tour,
}

/// The cockpit.
pub(crate) struct App {
    pub(super) book: Book,
    pub(super) screens: Screens,
    pub(super) here: Place,
    /// The places one came from, the last one at the end.
    pub(super) trail: Vec<Spot>,
    pub(super) layers: Vec<Layer>,
    /// The forms and lines that were left with words in them, the last one last; see [`App::bring_back`].
    pub(super) left: Vec<Layer>,
    /// Where one stood in what was read before a row of it was followed.
    pub(super) read_at: Vec<(String, usize)>,
    /// The commands that were called by name, newest first.
    pub(super) recent: Vec<Command>,
    /// The command that opens a file in an editor, as the environment names it.
    pub(super) editor: Option<String>,
    pub(super) theme: ThemeName,
    /// Whether the terminal shows true colour.
    pub(super) true_colour: bool,
    /// Where a theme that is picked is kept; none: nowhere.
    pub(super) config: Option<PathBuf>,
    pub(super) message: Option<Message>,
    pub(super) errand: Option<Effect>,
    pub(super) work: Option<Work>,
    /// What changed since somebody last looked, as it was when the cockpit opened.
    pub(super) changed: Changed,
    /// How far the tour of the demo is; none: nobody takes it.
    pub(super) tour: Option<Tour>,
    charset: Charset,
    area: Rect,
    title: String,
    is_made_up: bool,
    undo: Option<String>,
    is_stale: bool,
    clicks: Clicks,
    /// Where a made-up book lies that somebody looks around in; it goes with the cockpit.
    _demo: Option<tempfile::TempDir>,
}

impl App {
    /// The cockpit on this book.
    pub(crate) fn new(book: Book, theme: ThemeName, charset: Charset) -> Self {
        let mut app = Self {
            title: book.name(),
            is_made_up: book.is_demo(),
            book,
            screens: Screens::default(),
            here: Place::Today,
            trail: Vec::new(),
            layers: Vec::new(),
            left: Vec::new(),
            read_at: Vec::new(),
            recent: Vec::new(),
            editor: None,
            theme,
            true_colour: false,
            config: None,
            message: None,
            errand: None,
            work: None,
            changed: Changed::default(),
            tour: None,
            charset,
            area: Rect::ZERO,
            undo: None,
            is_stale: false,
            clicks: Clicks::default(),
            _demo: None,
        };
        app.reload();
        app.greet();
        if let Err(problem) = app.welcome_to_empty() {
            app.tell(&problem);
        }
        app
    }

    /// Leaves this book for a made-up one.
    pub(crate) fn open_demo(&mut self) -> Result<()> {
        let (book, folder) = Book::make_up_aside(Recipe::default(), self.book.asked_day())?;
        let area = self.area;
        let (true_colour, config) = (self.true_colour, self.config.take());
        *self = Self { _demo: Some(folder), true_colour, config, ..Self::new(book, self.theme, self.charset) };
        self.resize(area);
        self.message = Some(Message::Said("Demo book. q quits; your own book is not touched.".into()));
        Ok(())
    }

    /// Tells what changed since somebody last looked, until the first key.
    fn greet(&mut self) {
        match self.book.changed() {
            Ok(changed) => {
                self.message = changed.told(self.book.today()).map(Message::Said);
                self.changed = changed;
            }
            Err(problem) => self.tell(&problem),
        }
    }

    /// Notes, at the end, what was seen.
    pub(crate) fn take_leave(&mut self) {
        // Of a book that cannot be written, nothing is noted; it was said before.
        let _ = self.book.note_looked();
    }

    /// How to look.
    pub(crate) fn look(&self) -> Look {
        Look { theme: Theme::named(self.theme), charset: self.charset, today: self.book.today() }
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Option<Effect> {
        self.message = None;
        self.catch_up();
        self.tour_takes(key);
        if matches!(self.layers.last(), Some(Layer::Welcome(welcome)) if welcome.lets_through(key)) {
            self.layers.pop();
        }
        match self.layers.last_mut() {
            Some(_) if key.ctrl && key.code == KeyCode::Char('r') => self.bring_back(),
            Some(layer) => {
                let reply = layer.press(key);
                self.answer(reply);
            }
            None => {
                if let Some(command) = command::find(key) {
                    self.run(command);
                    // Another pane may be in sight now, whose size the next key asks for.
                    self.is_stale = true;
                }
            }
        }
        self.tour_looks();
        self.errand.take()
    }

    /// Takes pasted text; screens take none.
    pub(crate) fn paste(&mut self, words: &str) -> Option<Effect> {
        self.catch_up();
        if let Some(layer) = self.layers.last_mut() {
            let reply = layer.paste(words);
            self.answer(reply);
        }
        self.errand.take()
    }

    /// Takes the mouse.
    pub(crate) fn mouse(&mut self, event: MouseEvent) -> Option<Effect> {
        let at = Position::new(event.column, event.row);
        let mouse = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Mouse::Click(at),
            MouseEventKind::ScrollDown => Mouse::Wheel(at, true),
            MouseEventKind::ScrollUp => Mouse::Wheel(at, false),
            _ => return None,
        };
        self.message = None;
        let (head, body, _) = shell::parts(self.area);
        let mouse = self.clicks.read(mouse, Instant::now());
        if let Some(layer) = self.layers.last_mut() {
            let reply = layer.mouse(mouse, shell::over(self.area));
            self.answer(reply);
        } else if let (Mouse::Click(at), true) = (mouse.single(), head.contains(at)) {
            if let Some(place) = self.head().place_at(head, self.book.today(), at.x) {
                self.run(Command::Go(place));
            }
        } else if body.contains(at) {
            let step = self.screens.mouse(self.here, mouse, &mut self.book);
            self.take(step);
            self.is_stale = true;
        }
        self.errand.take()
    }

    /// The window has this size now.
    pub(crate) fn resize(&mut self, area: Rect) {
        self.area = area;
    }

    /// Keeps selections in sight, before drawing.
    pub(crate) fn settle(&mut self) {
        let (_, body, _) = shell::parts(self.area);
        let settled = self.screens.settle(self.here, body, &mut self.book);
        if let Err(problem) = settled {
            self.tell(&problem);
        }
        let area = shell::over(self.area);
        let row = self.screens.cursor_row(self.here, body);
        for layer in &mut self.layers {
            if let Layer::Input(input) = layer {
                input.keep_clear_of(row, area);
            }
            layer.settle(area);
        }
        self.is_stale = false;
    }

    /// Draws everything; changes nothing.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        if shell::too_small(canvas, screen) {
            return;
        }
        let (head, body, foot) = shell::parts(screen);
        self.head().draw(canvas, head);
        self.screens.view(self.here, canvas, body);
        for (place, layer) in self.layers.iter().enumerate() {
            if place + 1 == self.layers.len() && layer.takes_the_eye() {
                canvas.recede(shell::over(screen));
            }
            layer.view(canvas, shell::over(screen));
        }
        if let Some(tour) = self.tour_in_foot() {
            return tour.draw(canvas, foot);
        }
        match (self.layers.last(), &self.message) {
            (Some(layer), None) => shell::hint_line(canvas, foot, layer.hints()),
            (_, message) => {
                let own = self.screens.own_keys(self.here);
                let (here, message, undo) = (self.here, message.as_ref(), self.undo.as_deref());
                Foot { here, own, message, undo }.draw(canvas, foot, |command| self.is_offered(command));
            }
        }
        canvas.wear(screen);
    }

    /// Looks once a second what others did: a worker, another process, midnight.
    pub(crate) fn look_around(&mut self) {
        self.look_at_work();
        match self.book.poll() {
            Ok(true) => {
                self.reload();
                self.read_find();
            }
            Ok(false) => {}
            Err(problem) => {
                self.reload();
                self.tell(&problem);
            }
        }
    }

    /// Whether the book is made up.
    pub(super) fn is_made_up(&self) -> bool {
        self.is_made_up
    }

    /// The whole screen.
    pub(super) fn area(&self) -> Rect {
        self.area
    }

    /// Whether something changed that is not drawn yet.
    pub(crate) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Whether long work is under way, whose numbers should move.
    pub(crate) fn is_working(&self) -> bool {
        self.work.is_some()
    }

    /// Starts the work beside the keys.
    pub(crate) fn start_work(&mut self, wake: crate::book::work::Waker) {
        if let Err(problem) = self.book.start_work(wake) {
            self.tell(&problem);
        }
    }

    /// Reads what is in sight again.
    pub(super) fn reload(&mut self) {
        self.undo = self.book.undoable();
        self.is_stale = true;
        if let Err(problem) = self.end_welcome() {
            self.tell(&problem);
        }
        if let Err(problem) = self.screens.reload(self.here, &mut self.book) {
            self.tell(&problem);
        }
        if self.here == Place::Score && self.layers.is_empty() {
            let look = self.look();
            self.layers.extend(self.screens.score.take_comparison(&self.book, &look, self.area.width));
        }
    }

    /// An error becomes a message: here and nowhere else.
    pub(super) fn tell(&mut self, problem: &Problem) {
        self.message = Some(Message::Refused(problem.sentence.clone()));
        self.is_stale = true;
    }

    /// Whether closing now would lose typed words.
    pub(super) fn has_words(&self) -> bool {
        self.layers.iter().any(Layer::has_words)
    }

    fn head(&self) -> Head<'_> {
        Head { book: &self.title, is_made_up: self.is_made_up, here: self.here }
    }

    /// Settles what changed since the last draw: keys may come faster than frames.
    fn catch_up(&mut self) {
        if self.is_stale {
            self.settle();
        }
    }

    /// Answers a layer's reply.
    pub(super) fn answer(&mut self, reply: Reply) {
        if let Err(problem) = self.settle_reply(reply) {
            self.tell(&problem);
        }
        self.preview_theme();
    }
}
