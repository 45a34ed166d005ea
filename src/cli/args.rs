//! The words of the command line.

use super::lines::TodayArgs;
use crate::book::Book;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Retain your customers: where they churn, and what to do today.
#[derive(Debug, Parser)]
#[command(name = "mainstay", version = version(), max_term_width = 100, propagate_version = true)]
#[command(after_help = "Without a command the cockpit opens on your book.\n\nExamples:\n  \
    mainstay demo                      look around in a made-up book\n  \
    mainstay import accounts.csv       begin with an export of your CRM\n  \
    mainstay today                     what to do now\n  \
    mainstay log northwind call @jane went well ^4 #value +2w send the plan")]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The book to use instead of your own.
    #[arg(long, global = true, value_name = "FILE", env = "MAINSTAY_BOOK")]
    pub(super) book: Option<PathBuf>,
    /// Use this date as today, such as 2026-12-01 or +7d.
    #[arg(long, global = true, value_name = "DATE", env = "MAINSTAY_TODAY")]
    pub(super) today: Option<String>,
    /// Print data as JSON.
    #[arg(long, global = true)]
    pub(super) json: bool,
}

/// Everything that can be done from the shell.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Open the cockpit on a made-up, realistic book; yours is not touched.
    #[command(
        after_help = "Examples:\n  mainstay demo\n  mainstay demo --tour\n  mainstay demo --accounts 1000 --seed 3\n  mainstay demo --save demo.db"
    )]
    Demo(DemoArgs),
    /// Print today's list.
    #[command(
        after_help = "Examples:\n  mainstay today\n  mainstay today --all\n  mainstay today --owner ruiz        the tasks of Ana Ruiz\n  \
        mainstay today --smallest          the quickest next action\n  mainstay today --json | jq '.tasks[0].reason'"
    )]
    Today(TodayArgs),
    /// Print one line for a prompt or a status bar; nothing is ever written.
    Status(super::status::StatusArgs),
    /// Print who you are, or say it: lists start with your accounts and tasks.
    #[command(
        after_help = "Examples:\n  mainstay me\n  mainstay me 'Ana Ruiz'\n\nWhere a member is asked for, “me” is understood: \
        mainstay accounts owner:me"
    )]
    Me {
        /// Your name; left out: who you are is printed.
        #[arg(value_name = "NAME")]
        name: Vec<String>,
    },
    /// Log a touch, in one line; without words, one line each from standard input.
    #[command(
        after_help = "The line:\n  account [day it happened] [channel] [@person …] words … [^1-5] [#topic …] [~value …] [!event …]\n  \
        [prep/contact/follow-upm] [<] [> day next step]\n\n\
        Account, day and channel stand at the beginning; “for northwind …” names the account, too. A call, meeting, video\n\
        or visit with a named contact resets the cadence; an email or letter does once the contact answered (<).\n\nExamples:\n  \
        mainstay log northwind call @jane price worry ^3 '#price' '~listened' 5/20/5m '> fri send the comparison'\n  \
        mainstay log northwind last tuesday email @jane sent the offer '<'\n  \
        mainstay log < lines.txt"
    )]
    Log {
        /// The line.
        #[arg(value_name = "LINE", allow_hyphen_values = true, trailing_var_arg = true)]
        words: Vec<String>,
    },
    /// Complete a task of today's list.
    #[command(
        after_help = "Examples:\n  mainstay done 3                   the third task of “mainstay today”\n  mainstay done a-0d1xvkq8h2k4m"
    )]
    Done {
        /// Its number in the list printed last, its id, or the end of its id.
        id: String,
    },
    /// Snooze a task of today's list.
    #[command(after_help = "Examples:\n  mainstay snooze 2 +7d\n  mainstay snooze 2 fri they are travelling")]
    Snooze {
        /// Its number in the list printed last, its id, or the end of its id.
        id: String,
        /// Until when: +7d, fri, 2026-12-01.
        #[arg(allow_hyphen_values = true)]
        until: String,
        /// Why.
        reason: Vec<String>,
    },
    /// Dismiss a task of today's list, with a reason.
    #[command(
        name = "dismiss",
        alias = "drop",
        after_help = "Example:\n  mainstay dismiss 4 they solved it themselves"
    )]
    Dismiss {
        /// Its number in the list printed last, its id, or the end of its id.
        id: String,
        /// Why.
        #[arg(required = true)]
        reason: Vec<String>,
    },
    /// Dismiss all tasks that are overdue for more than 90 days; undo takes it back.
    #[command(name = "dismiss-overdue", alias = "drop-overdue", after_help = "Example:\n  mainstay dismiss-overdue")]
    DismissOverdue,
    /// Show the account brief, one page.
    #[command(after_help = "Example:\n  mainstay show northwind")]
    Show {
        /// Its name, enough of its name, or its external id.
        #[arg(required = true)]
        account: Vec<String>,
    },
    /// List accounts.
    #[command(after_help = "Examples:\n  mainstay accounts\n  mainstay accounts stage:onboarding 'risk>30'\n  \
        mainstay accounts tier:A owner:'Ana Ruiz' --sort decision\n  mainstay accounts 'pulse<1' by:tier       due pulse checks, tier by tier\n  \
        mainstay accounts signal:champion-left contact:'budget holder'\n  \
        mainstay accounts --saved 'gone quiet'\n\nEvery term must hold. Quotes keep blanks together.\nFields: stage: tier: owner: tag: band: risk> value>= decides< quiet> pulse< lost: by:\nsignal: product: contact: (a role) no: (a role nobody has)\nand the custom fields and metrics of the book, such as segment:enterprise or '\"Health score\">70'")]
    Accounts {
        /// What to filter by.
        filter: Vec<String>,
        /// A saved filter, by its name; what is given beside it narrows it.
        #[arg(long, value_name = "NAME")]
        saved: Option<String>,
        /// What to sort by: risk, money, worth, known, value, decision, touch, pulse, name, stage, tier, owner, since.
        #[arg(long)]
        sort: Option<String>,
    },
    /// Rank accounts by risk, or explain every point of one.
    #[command(after_help = "Examples:\n  mainstay risk\n  mainstay risk northwind\n  \
        mainstay risk --json | jq '.[] | select(.band == \"critical\") | .account'")]
    Risk {
        /// Its name, enough of its name, or its external id; left out: every account.
        account: Vec<String>,
    },
    /// Test the score against the customers who really left.
    Backtest(super::backtest::BacktestArgs),
    /// Ask the book's own churned accounts for better points.
    Learn(super::learn::LearnArgs),
    /// List the numbers a book goes by, or change one.
    Settings(super::settings::SettingsArgs),
    /// Tell how long customers stay, and from which stage they are lost.
    Survival(super::survival::SurvivalArgs),
    /// Count who came, who stayed and who went, and the rates behind it.
    Score(super::score::ScoreArgs),
    /// Print the pipeline: stages, where customers are lost, drop-off points and playbooks; a page that can be mailed.
    Pipeline(super::pipeline::PipelineArgs),
    /// Print the agenda of the monthly huddle, made from the book, and what was decided.
    Huddle(super::programme::HuddleArgs),
    /// Print the ten-minute page for the agenda of a sales meeting: counts, reasons, the five actions, asks.
    Charter(super::programme::CharterArgs),
    /// List contracts by notice deadline.
    #[command(after_help = "Examples:\n  mainstay renewals\n  mainstay renewals --within 30 --json")]
    Renewals {
        /// Days to look ahead and back; 120 where it is left out.
        #[arg(long, value_name = "DAYS", allow_hyphen_values = true)]
        within: Option<i32>,
    },
    /// Add a record of any kind: the forms of the screens.
    New(super::records::args::NewArgs),
    /// Edit a record, a stage, a playbook, the holidays.
    Edit(super::records::args::EditArgs),
    /// Remove a record; undo brings it back.
    Remove(super::records::args::RemoveArgs),
    /// Move accounts to another stage.
    Move(super::verbs::args::MoveArgs),
    /// Record a renewal outcome.
    Decide(super::verbs::args::DecideArgs),
    /// Record that a churned account was won back.
    #[command(alias = "came-back")]
    WonBack(super::verbs::args::ReturnArgs),
    /// Offer an account to its receiver, answer an offer, print the context pack.
    Handoff(super::verbs::args::HandoffArgs),
    /// Record that a commitment was met.
    #[command(
        alias = "kept",
        override_usage = "mainstay commitment-met [OPTIONS] ACCOUNT [WHICH]",
        after_help = "Examples:\n  mainstay commitment-met northwind\n  mainstay commitment-met northwind 'migration plan' --on yesterday"
    )]
    CommitmentMet(super::verbs::args::CommitmentArgs),
    /// Create an action from a quote.
    #[command(
        override_usage = "mainstay act [OPTIONS] ACCOUNT [WORDS]…",
        after_help = "The newest quote with these words becomes a call for the account lead, within a week.\n\n\
        Examples:\n  mainstay act northwind\n  mainstay act northwind too dear"
    )]
    Act(super::verbs::args::ActArgs),
    /// Record that a commitment was given up, and why.
    #[command(
        alias = "broken",
        override_usage = "mainstay commitment-given-up [OPTIONS] ACCOUNT [WHICH] reason=WORDS",
        after_help = "Example:\n  mainstay commitment-given-up northwind 'migration plan' reason='The product was stopped'"
    )]
    CommitmentGivenUp(super::verbs::args::CommitmentArgs),
    /// Give accounts tags, and take them away.
    Tag(super::verbs::args::TagArgs),
    /// List accounts and contacts that may be one, and why.
    Duplicates(super::duplicates::DuplicatesArgs),
    /// Merge two accounts, or two contacts, into one.
    Merge(super::duplicates::MergeArgs),
    /// List our team: assignments, minutes, who is new, who left; and key-person risk.
    #[command(after_help = "Examples:\n  mainstay team\n  mainstay team ruiz\n  \
        mainstay team --json | jq '.exposure.lines[] | select(.key_person_risk)'")]
    Team {
        /// A team member: shows their assignments.
        member: Vec<String>,
    },
    /// Show what happens if a team member leaves, and carry it out.
    #[command(after_help = "Example:\n  mainstay what-if leave ruiz")]
    WhatIf(super::what_if::WhatIfArgs),
    /// Import files: our own, or exports of other programs.
    Import(super::import::ImportArgs),
    /// Write the book, or one kind of record, as files.
    Export(super::export::ExportArgs),
    /// Undo the newest operation.
    #[command(after_help = "Example:\n  mainstay undo && mainstay redo")]
    Undo,
    /// Redo what was undone.
    #[command(after_help = "Example:\n  mainstay undo && mainstay redo")]
    Redo,
    /// List operations, newest first.
    #[command(after_help = "Examples:\n  mainstay history\n  mainstay history --limit 5 --json")]
    History {
        /// How many operations.
        #[arg(long, default_value_t = 30)]
        limit: usize,
    },
    /// Copy the book to a file, or list the backups that it made of itself.
    #[command(
        after_help = "Examples:\n  mainstay backup\n  mainstay backup before-the-import.db\n  mainstay backup --list"
    )]
    Backup(BackupArgs),
    /// Restore a backup; the current book is saved as a copy.
    #[command(
        after_help = "Examples:\n  mainstay restore latest\n  mainstay restore 3\n  mainstay restore before-the-import.db"
    )]
    Restore {
        /// The backup: a file, “latest”, or its number in “mainstay backup --list”.
        file: PathBuf,
    },
    /// Check that the book is sound.
    #[command(after_help = "Examples:\n  mainstay check\n  mainstay check --quick")]
    Check {
        /// Its structure only.
        #[arg(long)]
        quick: bool,
        /// Save what can be read of a damaged book into a new one, which takes its place where nothing is missing.
        #[arg(long, conflicts_with = "quick")]
        repair: bool,
    },
    /// Take a person out of the book for good: name, addresses, words; it cannot be undone.
    #[command(
        after_help = "Examples:\n  mainstay forget \"Ana Ruiz\"\n  mainstay forget \"Ana Ruiz\" --at Larkfield --yes"
    )]
    Forget {
        /// The whole name.
        #[arg(required = true)]
        name: Vec<String>,
        /// The account they are a contact of, where several people have the name.
        #[arg(long, value_name = "ACCOUNT")]
        at: Option<String>,
        /// Do it; without this it is only said what would be done.
        #[arg(long)]
        yes: bool,
    },
    /// Print what can be set in config.toml, and what is set.
    #[command(after_help = "Examples:\n  mainstay config\n  mainstay config > ~/.config/mainstay/config.toml")]
    Config,
    /// Print completions for a shell.
    #[command(
        after_help = "Example:\n  mainstay completions bash > ~/.local/share/bash-completion/completions/mainstay"
    )]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    #[command(after_help = "Example:\n  mainstay man > mainstay.1 && man ./mainstay.1")]
    Man,
}

/// What `demo` takes.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// How many accounts.
    #[arg(long, default_value_t = 72, value_name = "N")]
    pub(super) accounts: u32,
    /// The same seed makes the same book.
    #[arg(long, default_value_t = 7, value_name = "S")]
    pub(super) seed: u64,
    /// Save it as this file, and open nothing.
    #[arg(long, value_name = "FILE")]
    pub(super) save: Option<PathBuf>,
    /// Begin with the tour: eight steps, each done by its key.
    #[arg(long, conflicts_with = "save")]
    pub(super) tour: bool,
}

/// The words of `backup`.
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// Where to; must not exist. Left out: beside the book, under the date.
    #[arg(conflicts_with = "list")]
    pub(super) file: Option<PathBuf>,
    /// List the backups that the book made of itself, and what was written since.
    #[arg(long)]
    pub(super) list: bool,
}

/// The version of the program, the shape of the books that it writes, and the commit where the build was told.
fn version() -> &'static str {
    static VERSION: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    VERSION.get_or_init(|| {
        let commit = option_env!("MAINSTAY_COMMIT").map_or_else(String::new, |commit| format!(", commit {commit}"));
        format!("{} (book shape {}{commit})", env!("CARGO_PKG_VERSION"), Book::shape())
    })
}
