//! The cockpit in a real pseudo-terminal: it starts, is resized, sleeps, is killed or left, and the terminal is given
//! back every time.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod desk;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_mainstay");

/// The cockpit on a made-up book of a few accounts.
struct Cockpit {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    said: Arc<Mutex<Vec<u8>>>,
    folder: tempfile::TempDir,
}

impl Cockpit {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        make_up(&folder.path().join("book.db"), folder.path());
        Self::on(folder)
    }

    /// Opens the `book.db` of a folder.
    fn on(folder: tempfile::TempDir) -> Self {
        let book = folder.path().join("book.db");
        let pty = native_pty_system().openpty(size(120, 40)).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--today", "2026-11-22", "--book", &book.to_string_lossy()]);
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOME", folder.path());
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let said = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pty.master.try_clone_reader().unwrap();
        let into = Arc::clone(&said);
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 {
                    break;
                }
                into.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        let keys = pty.master.take_writer().unwrap();
        let mut cockpit = Self { child, master: Some(pty.master), keys: Some(keys), said, folder };
        cockpit.wait_for("Lifecycle");
        cockpit
    }

    fn press(&mut self, keys: &str) {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&self.said.lock().unwrap()).into_owned()
    }

    /// What a terminal would show of everything said so far.
    fn screen(&self, columns: u16, rows: u16) -> String {
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        terminal.process(&self.said.lock().unwrap());
        terminal.screen().contents()
    }

    fn forget(&mut self) {
        self.said.lock().unwrap().clear();
    }

    fn wait_for(&mut self, words: &str) {
        let start = Instant::now();
        // Only what differs is drawn, so words are looked for on the screen and not in the stream.
        while !self.screen(120, 40).contains(words) {
            assert!(start.elapsed() < Duration::from_secs(20), "“{words}” never came:\n{}", self.screen(120, 40));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// The exit code; it must come soon.
    fn ends(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                std::thread::sleep(Duration::from_millis(50));
                return status.exit_code();
            }
            assert!(start.elapsed() < Duration::from_secs(10), "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn is_restored(&self) -> bool {
        let said = self.said();
        let last = |on: &str, off: &str| said.rfind(off) > said.rfind(on);
        last("\x1b[?1049h", "\x1b[?1049l")
            && last("\x1b[?1000h", "\x1b[?1000l")
            && last("\x1b[?2004h", "\x1b[?2004l")
            && last("\x1b[?25l", "\x1b[?25h")
    }
}

impl Drop for Cockpit {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn make_up(book: &Path, home: &Path) {
    let made = Command::new(PROGRAM)
        .args(["--today", "2026-11-22", "demo", "--accounts", "20", "--save"])
        .arg(book)
        .env("HOME", home)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

#[test]
fn it_is_left_with_a_key_and_gives_the_terminal_back() {
    let mut cockpit = Cockpit::start();
    cockpit.press("q");
    assert_eq!(cockpit.ends(), 0);
    assert!(cockpit.is_restored(), "{:?}", cockpit.said());
}

#[test]
fn signals_end_it_with_their_number_and_the_terminal_is_given_back() {
    for (name, code) in [("TERM", 143), ("INT", 130)] {
        let mut cockpit = Cockpit::start();
        cockpit.signal(name);
        assert_eq!(cockpit.ends(), code, "{name}");
        assert!(cockpit.is_restored(), "{name}");
    }
}

#[test]
fn it_ends_when_the_terminal_goes_away() {
    let mut cockpit = Cockpit::start();
    drop(cockpit.keys.take());
    drop(cockpit.master.take());
    cockpit.signal("HUP");
    assert_eq!(cockpit.ends(), 129);
}

#[test]
fn it_sleeps_and_wakes_as_the_shell_expects() {
    let mut cockpit = Cockpit::start();
    cockpit.press("\u{1a}");
    let start = Instant::now();
    while !cockpit.is_restored() {
        assert!(start.elapsed() < Duration::from_secs(5), "it does not give the terminal back");
        std::thread::sleep(Duration::from_millis(20));
    }
    cockpit.forget();
    std::thread::sleep(Duration::from_millis(200));
    cockpit.signal("CONT");
    cockpit.wait_for("Lifecycle");
    cockpit.press("q");
    assert_eq!(cockpit.ends(), 0);
}

#[test]
fn it_follows_the_size_of_the_window_whatever_that_is() {
    let mut cockpit = Cockpit::start();
    for (columns, rows) in [(20, 5), (1, 1), (300, 60), (80, 24)] {
        cockpit.forget();
        cockpit.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
        std::thread::sleep(Duration::from_millis(250));
    }
    let screen = cockpit.screen(80, 24);
    assert!(screen.contains("Lifecycle") && screen.contains("? help"), "{screen}");
    cockpit.press("q");
    assert_eq!(cockpit.ends(), 0);
}

#[test]
fn a_burst_of_keys_and_a_paste_are_taken_whole() {
    let mut cockpit = Cockpit::start();
    cockpit.press(&"j".repeat(500));
    cockpit.press("/");
    cockpit.wait_for("names");
    cockpit.press("\x1b[200~nor\n\x1b[201~");
    cockpit.wait_for("nor");
    cockpit.press("\x1b");
    std::thread::sleep(Duration::from_millis(100));
    cockpit.press("q");
    assert_eq!(cockpit.ends(), 0);
}

#[test]
fn a_terminal_that_answers_that_its_ground_is_light_is_followed() {
    // The foreground of plain text in each theme, as the stream has it.
    let ink = |answer: &str| {
        let mut cockpit = Cockpit::start();
        assert!(cockpit.said().contains("\x1b]11;?"), "it is asked");
        cockpit.forget();
        cockpit.press(answer);
        cockpit.press("2");
        std::thread::sleep(Duration::from_millis(600));
        cockpit.press("q");
        assert_eq!(cockpit.ends(), 0);
        cockpit.said()
    };
    let (light, dark) = (ink("\x1b]11;rgb:ffff/ffff/ffff\x07"), ink("\x1b]11;rgb:0000/0000/0000\x07"));
    let grounds = |said: &str| {
        let codes = said.split("\x1b[").filter_map(|part| part.split_once('m')).map(|(code, _)| code.to_owned());
        codes.filter(|code| code.contains("8;5;") || code.contains("8;2;")).collect::<std::collections::BTreeSet<_>>()
    };
    assert_ne!(grounds(&light), grounds(&dark), "the colours are others");
    assert!(!light.contains("rgb:"), "the answer is no typing");
}

#[test]
fn an_acknowledged_write_survives_a_kill() {
    let mut cockpit = Cockpit::start();
    cockpit.press("d");
    cockpit.wait_for("Done");
    cockpit.press("call all is well ~informed\r");
    cockpit.wait_for("undoes it");
    cockpit.signal("KILL");
    cockpit.ends();
    let book = cockpit.folder.path().join("book.db");
    let history = Command::new(PROGRAM).args(["--book", &book.to_string_lossy(), "history"]).output().unwrap();
    assert!(String::from_utf8_lossy(&history.stdout).contains("Log a touch"));
}

#[test]
fn without_a_terminal_it_says_so_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book.db");
    make_up(&book, folder.path());
    let run =
        Command::new(PROGRAM).args(["--book", &book.to_string_lossy()]).env("HOME", folder.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(said.contains("needs a terminal") && said.lines().count() == 1, "{said}");
    assert!(run.stdout.is_empty());
}

#[test]
fn no_screen_lets_a_control_code_of_the_book_out() {
    let mut cockpit = Cockpit::on(desk::evil::desk().folder);
    // Every screen, pane and view; the page of an account with its tabs; the palette's lists, a form, a log line.
    for keys in [
        "1", "\t", "\t", "2", "\t", "\t", "\t", "\t", "3", "\r", "]", "]", "]", "]", "]", "]", "\u{1b}", "4", "\t",
        "o", "o", "o", "\t", "o", "\t", "\t", "o", "o", "5", "6", "\t", "\t", "\t", "7", "\t", "\r", "\u{1b}", "8",
        "1", "b", "\u{1b}", "e", "\u{1b}", "l", "\u{1b}", "p", "\u{1b}", "/", "e", "\u{1b}", ":", "stor", "\r",
        "\u{1b}", "?", "\u{1b}",
    ] {
        cockpit.press(keys);
        std::thread::sleep(Duration::from_millis(60));
    }
    cockpit.press("8");
    cockpit.wait_for("History");
    assert!(cockpit.said().contains("Evil"), "the names are shown");
    let said = cockpit.said.lock().unwrap().clone();
    for (what, code) in [
        ("a bell", &b"\x07"[..]),
        ("a title", b"\x1b]0;"),
        ("the clipboard", b"\x1b]52"),
        ("a C1 control", "\u{9b}".as_bytes()),
        ("an override", "\u{202e}".as_bytes()),
        ("a backspace", b"\x08"),
        ("a delete", b"\x7f"),
        ("a colour of its own", b"\x1b[31mEvil"),
    ] {
        let at = said.windows(code.len()).position(|part| part == code);
        let near = at.map(|at| String::from_utf8_lossy(&said[at.saturating_sub(80)..at]).into_owned());
        assert_eq!(near, None, "{what} comes through");
    }
    cockpit.press("q");
    assert_eq!(cockpit.ends(), 0);
}
