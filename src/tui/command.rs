//! The one table of commands. Keys, footer, help, palette and the key list of the README are read from it, so they
//! cannot disagree.
//!
//! Whether a command can run now is answered once, by the screen in sight; the answer both greys and guards.

mod shown;

use super::key::Key;
use super::place::Place;
use crate::domain::noun::Noun;
use std::borrow::Cow;

/// Something a person can ask the cockpit to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Command {
    Go(Place),
    NextPane,
    PreviousPane,
    Down,
    Up,
    First,
    Last,
    PageDown,
    PageUp,
    Left,
    Right,
    /// To the left in time or on a map; where there is neither, the same as left.
    Earlier,
    /// Likewise to the right.
    Later,
    Open,
    Back,
    Find,
    Filter,
    Sort,
    /// The next view of the pane.
    View,
    Palette,
    Help,
    Glossary,
    Undo,
    Redo,
    Zoom,
    Quit,
    Suspend,
    Redraw,
    Log,
    Pulse,
    Done,
    Snooze,
    Drop,
    DropOverdue,
    Add,
    /// A new record of the kind in focus.
    New,
    /// A new record of this kind.
    NewRecord(Noun),
    Edit,
    EditAccount,
    Brief,
    Stage,
    Tag,
    HandOff,
    /// A drop-off point is marked, with evidence.
    DropOff,
    WhatIf,
    Mark,
    Copy,
    Mail,
    CopyPhone,
    Export,
    Save(Save),
    ClearMarks,
    Remove,
    Record,
    References,
    Showcase,
    /// The ten-minute page of the charter.
    Agenda,
    /// The pipeline as one page of text.
    PipelinePage,
    Objections,
    CloseMonth,
    Pay,
    Targets,
    BeforeAfter,
    Tell,
    Marks,
    WonBack,
    NewDecision,
    Pledge,
    Import,
    Welcome,
    Tour,
    Duplicates,
    Backup,
    Rules,
    Connections,
    /// Who of the team does what, and where.
    Directory,
    SavedFilters,
    Holidays,
    Smallest,
    Checklist,
    Morning,
    Changed,
    Theme,
}

/// A page that is saved to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Save {
    Calendar,
    Handover,
    Showcase,
    Huddle,
    Charter,
    Pipeline,
}

/// Where a command is at home; the headings of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// The eight screens.
    Screens,
    /// In every list.
    Lists,
    /// On every screen.
    Everywhere,
    /// On the selected account or line.
    Selection,
    /// From the palette.
    Palette,
}

impl Scope {
    /// All of them, in the order of help.
    pub(crate) const ALL: [Scope; 5] =
        [Scope::Selection, Scope::Everywhere, Scope::Lists, Scope::Screens, Scope::Palette];

    /// Its heading.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Scope::Screens => "Screens",
            Scope::Lists => "Moving",
            Scope::Everywhere => "Everywhere",
            Scope::Selection => "On the selection",
            Scope::Palette => "By name only",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Where it is at home.
    pub(crate) scope: Scope,
    /// What it asks for.
    pub(crate) command: Command,
    /// Its keys, by name, separated by blanks; empty for one that is called by name.
    pub(crate) keys: &'static str,
    /// One word for the footer.
    pub(crate) short: &'static str,
    /// What it does, as in “Log a touch in one line”.
    pub(crate) words: &'static str,
    /// Whether the footer names it when it can run.
    pub(crate) footer: bool,
}

/// Why a command cannot run here and now: a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DisabledReason(pub(crate) Cow<'static, str>);

impl DisabledReason {
    /// A reason that is always the same.
    pub(crate) const fn so(reason: &'static str) -> Self {
        Self(Cow::Borrowed(reason))
    }
}

/// Shorthand for the table below.
const fn row(
    scope: Scope,
    command: Command,
    keys: &'static str,
    short: &'static str,
    words: &'static str,
    footer: bool,
) -> Row {
    Row { scope, command, keys, short, words, footer }
}

use Command as C;
use Scope::{Everywhere, Lists, Palette, Screens, Selection};

#[rustfmt::skip]
pub(crate) const TABLE: &[Row] = &[
    //  scope       command                   keys               short       words                                          footer
    row(Selection,  C::Log,                   "l",               "log",      "Log a touch in one line",                     true),
    row(Selection,  C::Pulse,                 "p",               "pulse",    "Record a pulse",                           true),
    row(Selection,  C::Done,                  "d",               "done",     "Complete the task and log it",             true),
    row(Selection,  C::Snooze,                "s",               "snooze",   "Snooze the task, with a reason",              true),
    row(Selection,  C::Drop,                  "x",               "dismiss",  "Dismiss the task; remove a record",false),
    row(Selection,  C::Add,                   "a",               "action",   "Add an action; on a quote, act on it",  false),
    row(Selection,  C::New,                   "n",               "new",      "New record in this pane",             false),
    row(Selection,  C::Edit,                  "e",               "edit",     "Edit what is selected",                       false),
    row(Selection,  C::Brief,                 "b",               "brief",    "Brief: what to know before the call",         false),
    row(Selection,  C::Stage,                 "S",               "stage",    "Move to another stage",                       false),
    row(Selection,  C::Tag,                   "#",               "tag",      "Edit tags: word adds, -word removes",     false),
    row(Selection,  C::HandOff,               "H",               "hand-off", "Hand-off: offer, accept, send back",             false),
    row(Selection,  C::DropOff,               "D",               "drop-off", "Mark a drop-off point, with the evidence",    false),
    row(Selection,  C::WhatIf,                "W",               "what if",  "What if this member leaves",                  false),
    row(Selection,  C::Mark,                  "Space",           "mark",     "Mark, to act on many at once",                false),
    row(Selection,  C::Copy,                  "y",               "copy",     "Copy the row to the clipboard",              false),
    row(Selection,  C::Mail,                  "M",               "mail",     "Write a mail to the contact",                 false),
    row(Selection,  C::CopyPhone,             "Y",               "phone",    "Copy the phone number of the contact",        false),
    row(Selection,  C::Export,                "E",               "export",   "Export the table shown",                      false),
    row(Everywhere, C::Open,                  "Enter",           "open",     "Open what is selected",                       true),
    row(Everywhere, C::Find,                  "/",               "find",     "Find an account, contact or member",          true),
    row(Lists,      C::Filter,                "f",               "filter",   "Filter the list",                             true),
    row(Lists,      C::Sort,                  "o",               "sort",     "Sort the list; the same column again reverses",    true),
    row(Lists,      C::View,                  "v",               "view",     "Next view of the pane",    true),
    row(Everywhere, C::Record,                "r",               "record",   "Work out the score track record, on Score",  true),
    row(Everywhere, C::Smallest,              ".",               "smallest", "Quickest next action",     false),
    row(Everywhere, C::Palette,               ": Ctrl-p",        "command",  "Every command, by name",                      true),
    row(Everywhere, C::Help,                  "?",               "help",     "Help for this screen",                        true),
    row(Everywhere, C::NextPane,              "Tab",             "pane",     "Next pane",                                   false),
    row(Everywhere, C::PreviousPane,          "Shift-Tab",       "pane",     "Previous pane",                               false),
    row(Everywhere, C::Zoom,                  "z",               "zoom",     "Maximise the pane; Today shows all tasks",false),
    row(Everywhere, C::Undo,                  "u",               "undo",     "Undo the last operation",                     false),
    row(Everywhere, C::Redo,                  "U Ctrl-r",        "redo",     "Redo what was undone",                        false),
    row(Everywhere, C::Back,                  "Esc",             "back",     "Back to the last place",                      false),
    row(Everywhere, C::Import,                "I",               "import",   "Import files from a CRM or a sheet",           false),
    row(Everywhere, C::Quit,                  "q Ctrl-c",        "quit",     "Quit",                                        false),
    row(Everywhere, C::Suspend,               "Ctrl-z",          "suspend",  "Suspend to the shell",                        false),
    row(Everywhere, C::Redraw,                "Ctrl-l",          "redraw",   "Redraw the screen",                        false),
    row(Lists,      C::Down,                  "j ↓",             "down",     "Down",                                        false),
    row(Lists,      C::Up,                    "k ↑",             "up",       "Up",                                          false),
    row(Lists,      C::First,                 "g Home",          "first",    "First row",                                   false),
    row(Lists,      C::Last,                  "G End",           "last",     "Last row",                                    false),
    row(Lists,      C::PageDown,              "Ctrl-d PgDn",     "page",     "A page down",                                 false),
    row(Lists,      C::PageUp,                "Ctrl-u PgUp",     "page",     "A page up",                                   false),
    row(Lists,      C::Left,                  "[",               "left",     "Stage or tab to the left",                    false),
    row(Lists,      C::Right,                 "]",               "right",    "Stage or tab to the right",                   false),
    row(Lists,      C::Earlier,               "←",               "back",     "Back in time, left on the map; else as [", false),
    row(Lists,      C::Later,                 "→",               "on",       "On in time, right on the map; else as ]", false),
    row(Screens,    C::Go(Place::Today),      "1",               "today",    "Today: the cockpit",                          false),
    row(Screens,    C::Go(Place::Pipeline),   "2",               "pipeline", "Pipeline: accounts by stage",                 false),
    row(Screens,    C::Go(Place::Accounts),   "3",               "accounts", "Accounts: the list, and the page of one",     false),
    row(Screens,    C::Go(Place::Team),       "4",               "team",     "Team: members, exposure, what if",          false),
    row(Screens,    C::Go(Place::Renewals),   "5",               "renewals", "Renewals: contracts by notice deadline",                 false),
    row(Screens,    C::Go(Place::Programme),  "6",               "programme","Programme: charter, updates, insights, huddle",        false),
    row(Screens,    C::Go(Place::Score),      "7",               "score",    "Score: retention, survival, track record",      false),
    row(Screens,    C::Go(Place::History),    "8",               "history",  "History: every operation",                    false),
    row(Palette,    C::NewRecord(Noun::Accounts),            "",                "",         "New account",                                 false),
    row(Palette,    C::NewRecord(Noun::Contacts),            "",                "",         "New contact",                                 false),
    row(Palette,    C::NewRecord(Noun::Members),             "",                "",         "New team member",                      false),
    row(Palette,    C::NewRecord(Noun::Assignments),               "",                "",         "New assignment on the account team",                false),
    row(Palette,    C::NewRecord(Noun::Contracts),           "",                "",         "New contract",                                false),
    row(Palette,    C::NewRecord(Noun::Issues),              "",                "",         "New issue",                                   false),
    row(Palette,    C::NewRecord(Noun::CustomFields),        "",                "",         "New custom field of the account",             false),
    row(Palette,    C::NewRecord(Noun::Readings),            "",                "",         "New reading of a metric of the account",      false),
    row(Palette,    C::NewRecord(Noun::Events),              "",                "",         "New event",                                   false),
    row(Palette,    C::NewRecord(Noun::Commitments),            "",                "",         "New commitment or next step",   false),
    row(Palette,    C::NewRecord(Noun::Opportunities),        "",                "",         "New opportunity",   false),
    row(Palette,    C::NewRecord(Noun::References),              "",                "",         "New reference: quote and consent",     false),
    row(Palette,    C::NewRecord(Noun::Churns),               "",                "",         "Record a churn",             false),
    row(Palette,    C::NewRecord(Noun::Contributions),             "",                "",         "Give credit for a win or a save",false),
    row(Palette,    C::NewRecord(Noun::Plans),               "",                "",         "New success plan",          false),
    row(Palette,    C::NewRecord(Noun::Goals),               "",                "",         "New goal of the success plan",              false),
    row(Palette,    C::NewRecord(Noun::Watches),              "",                "",         "Assign who watches, and the backup",        false),
    row(Palette,    C::Tell,                  "",                "",         "Update helpers on a deal",         false),
    row(Palette,    C::Marks,                 "",                "",         "Loyal, retainable: what is assumed of the account", false),
    row(Palette,    C::WonBack,               "",                "",         "Record a win-back",        false),
    row(Palette,    C::NewRecord(Noun::Rates),               "",                "",         "New exchange rate",                           false),
    row(Palette,    C::NewRecord(Noun::CompanyUpdates),               "",                "",         "New company update", false),
    row(Palette,    C::NewRecord(Noun::Insights),            "",                "",         "New insight for the library",                 false),
    row(Palette,    C::NewRecord(Noun::InsightShares),              "",                "",         "Share an insight with the account",           false),
    row(Palette,    C::NewRecord(Noun::Agreements),          "",                "",         "New agreement to a charter action",    false),
    row(Palette,    C::NewDecision,           "",                "",         "New huddle decision",                  false),
    row(Palette,    C::Pledge,                "",                "",         "Pledge: re-sign",                        false),
    row(Palette,    C::EditAccount,           "",                "",         "Edit the account",                            false),
    row(Palette,    C::Remove,                "",                "",         "Remove the selected record",                  false),
    row(Palette,    C::DropOverdue, "", "", "Dismiss all tasks overdue for more than 90 days", false),
    row(Palette,    C::ClearMarks,            "",                "",         "Clear all marks",                             false),
    row(Palette,    C::Rules,                 "",                "",         "Scoring rules: points, bands, cadences", false),
    row(Palette,    C::Connections,           "",                "",         "Sales-service questions and answers",    false),
    row(Palette,    C::Directory,             "",                "",         "Directory: who does what, and where",    false),
    row(Palette,    C::SavedFilters,          "",                "",         "Saved filters: save one, edit one",         false),
    row(Palette,    C::Holidays,              "",                "",         "Holidays",        false),
    row(Palette,    C::Checklist,                   "",                "",         "Onboarding checklist: its items",           false),
    row(Palette,    C::Morning,               "",                "",         "Start of the day: its three questions",       false),
    row(Palette,    C::Changed,               "",                "",         "Changes since your last visit",          false),
    row(Palette,    C::References,               "",                "",         "References, with consent",       false),
    row(Palette,    C::Showcase,              "",                "",         "Showcase: the page for prospects",            false),
    row(Palette,    C::Agenda,                "",                "",         "Ten-minute page for the sales agenda", false),
    row(Palette,    C::PipelinePage,          "",                "",         "Pipeline as one page of text",           false),
    row(Palette,    C::Objections,                 "",                "",         "Objections the showcase answers",           false),
    row(Palette,    C::Save(Save::Calendar), "", "", "Save my calendar of 90 days", false),
    row(Palette,    C::Save(Save::Handover), "", "", "Save the account packet for a successor", false),
    row(Palette,    C::Save(Save::Showcase), "", "", "Save the showcase as a page", false),
    row(Palette,    C::Save(Save::Huddle), "", "", "Save the huddle as a page", false),
    row(Palette,    C::Save(Save::Charter), "", "", "Save the charter as a page", false),
    row(Palette,    C::Save(Save::Pipeline), "", "", "Save the pipeline as a page", false),
    row(Palette,    C::CloseMonth,            "",                "",         "Close a month: lock its figures",    false),
    row(Palette,    C::Targets,               "",                "",         "Targets: new target, or another figure",      false),
    row(Palette,    C::Pay,                   "",                "",         "Pay: new business and renewals",       false),
    row(Palette,    C::BeforeAfter,           "",                "",         "Compare before and after a day",   false),
    row(Palette,    C::Glossary,              "",                "",         "Glossary: what the words mean",               false),
    row(Palette,    C::Welcome,               "",                "",         "Set up: your name, the currency, your data",  false),
    row(Palette,    C::Tour,                  "",                "",         "Tour: eight steps in the demo; again: end it",  false),
    row(Palette,    C::Duplicates,            "",                "",         "Duplicates: merge, or keep apart",   false),
    row(Palette,    C::Backup,                "",                "",         "Back up the book",                            false),
    row(Palette,    C::Theme,                 "",                "",         "Theme: pick one, with a look at it",   false),
];

/// The command of this key.
pub(crate) fn find(key: Key) -> Option<Command> {
    TABLE.iter().find(|row| row.keys.split(' ').any(|name| Key::named(name) == Some(key))).map(|row| row.command)
}

/// The row of this command.
pub(crate) fn describe(command: Command) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.command == command)
}

/// The key list of the README: a table per scope, in Markdown.
pub fn key_list() -> String {
    let mut out = String::new();
    for scope in Scope::ALL {
        out.push_str("| Keys | ");
        out.push_str(scope.word());
        out.push_str(" |\n|---|---|\n");
        for row in TABLE.iter().filter(|row| row.scope == scope) {
            let keys: Vec<_> = row.keys.split(' ').filter(|key| !key.is_empty()).map(|k| format!("`{k}`")).collect();
            let keys = if keys.is_empty() { "`:`".to_owned() } else { keys.join(" ") };
            out.push_str("| ");
            out.push_str(&keys);
            out.push_str(" | ");
            out.push_str(row.words);
            out.push_str(" |\n");
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_key_is_a_key_and_means_one_thing() {
        let mut seen = HashSet::new();
        for row in TABLE {
            for name in row.keys.split(' ').filter(|name| !name.is_empty()) {
                let key = Key::named(name).unwrap_or_else(|| panic!("{name} is no key"));
                assert!(seen.insert(key), "{name} means two things");
            }
        }
    }

    #[test]
    fn every_command_has_one_row() {
        let commands: HashSet<_> = TABLE.iter().map(|row| row.command).collect();
        assert_eq!(commands.len(), TABLE.len());
    }

    #[test]
    fn l_logs_and_never_means_right() {
        assert_eq!(Key::named("l").and_then(find), Some(Command::Log));
        assert_eq!(Key::named("]").and_then(find), Some(Command::Right));
        assert_eq!(Key::named("Ctrl-r").and_then(find), Some(Command::Redo));
        assert_eq!(Key::named("8").and_then(find), Some(Command::Go(Place::History)));
    }
}
