//! A book filled through the ordinary import, and the program run on it.

#![allow(clippy::unwrap_used, dead_code, missing_docs, unreachable_pub)]

pub mod evil;
pub mod made;
pub mod pair;
pub mod records;
pub mod rule;

use assert_cmd::Command;
use serde_json::Value;
use std::path::PathBuf;

/// The day the program lives on.
pub const TODAY: &str = "2026-11-22";

/// A book filled through the ordinary import.
pub struct Desk {
    pub folder: tempfile::TempDir,
}

impl Desk {
    pub fn of(accounts: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.import("accounts", accounts);
        desk
    }

    pub fn run(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("mainstay").unwrap();
        command.env("MAINSTAY_BOOK", self.path("book.db")).env("MAINSTAY_TODAY", TODAY);
        command
            .env("HOME", self.folder.path())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_STATE_HOME")
            .args(args);
        command
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn import(&self, noun: &str, csv: &str) {
        let file = self.path(&format!("{noun}.csv"));
        std::fs::write(&file, csv).unwrap();
        self.run(&["import", "--as", noun]).arg(file).assert().success();
    }

    pub fn json(&self, args: &[&str]) -> Value {
        let output = self.run(args).arg("--json").assert().success().get_output().stdout.clone();
        serde_json::from_slice(&output).unwrap()
    }

    pub fn text(&self, args: &[&str]) -> String {
        String::from_utf8(self.run(args).assert().success().get_output().stdout.clone()).unwrap()
    }

    pub fn refused(&self, args: &[&str]) -> String {
        String::from_utf8(self.run(args).assert().code(1).get_output().stderr.clone()).unwrap()
    }
}

/// So many days before that.
pub fn days_ago(days: i32) -> String {
    mainstay::domain::day::Day::parse(TODAY).unwrap().plus(-days).to_string()
}
