//! What the verbs of daily use take.

use clap::{Args, Subcommand};

/// What `move` takes.
#[derive(Debug, Args)]
#[command(after_help = "Several accounts move as one operation, taken back by one undo.\n\nExamples:\n  \
    mainstay move northwind --to onboarding\n  mainstay move northwind 'Contoso Ltd' --to steady --on 2026-11-01")]
pub(in crate::cli) struct MoveArgs {
    /// Which accounts; a name of several words in quotes.
    #[arg(required = true, value_name = "ACCOUNT")]
    pub(super) accounts: Vec<String>,
    /// The stage they come into.
    #[arg(long, value_name = "STAGE")]
    pub(super) to: String,
    /// The day on which they came into it; left out: today.
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub(super) on: Option<String>,
}

/// What `decide` takes.
#[derive(Debug, Args)]
#[command(
    override_usage = "mainstay decide [OPTIONS] ACCOUNT [CONTRACT] [FIELD=VALUE]…",
    after_help = "CONTRACT is an id or enough of the product; left out where one contract is undecided. Without\n\
    FIELD=VALUE the form is printed.\n\nExamples:\n  mainstay decide northwind outcome=renewed\n  \
    mainstay decide northwind support outcome=expanded value=120k reason='they add a site'\n  \
    mainstay decide northwind outcome=lost reason=price whole=yes"
)]
pub(in crate::cli) struct DecideArgs {
    /// The account, the contract, and the outcome.
    #[arg(required = true, value_name = "ACCOUNT, CONTRACT or FIELD=VALUE")]
    pub(super) words: Vec<String>,
}

/// What `won-back` takes.
#[derive(Debug, Args)]
#[command(
    override_usage = "mainstay won-back [OPTIONS] ACCOUNT [on=DAY]",
    after_help = "Examples:\n  mainstay won-back contoso\n  mainstay won-back contoso on=2026-11-01"
)]
pub(in crate::cli) struct ReturnArgs {
    /// The account, and the day they signed again.
    #[arg(required = true, value_name = "ACCOUNT or on=DAY")]
    pub(super) words: Vec<String>,
}

/// What `act` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ActArgs {
    /// The account; a name of several words in quotes.
    pub(super) account: String,
    /// Words of the quote; left out: the newest.
    #[arg(value_name = "WORDS")]
    pub(super) words: Vec<String>,
}

/// What `kept` and `broken` take.
#[derive(Debug, Args)]
pub(in crate::cli) struct CommitmentArgs {
    /// The account, enough of the commitment, and FIELD=VALUE; or the id of the commitment.
    #[arg(required = true, value_name = "ACCOUNT, WHICH or FIELD=VALUE")]
    pub(super) words: Vec<String>,
    /// On which day; left out: today.
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub(super) on: Option<String>,
}

/// What `tag` takes.
#[derive(Debug, Args)]
#[command(
    after_help = "Options other than --json stand before the accounts.\n\nExamples:\n  mainstay tag northwind +reference\n  \
    mainstay tag northwind 'Contoso Ltd' +strategic -pilot"
)]
pub(in crate::cli) struct TagArgs {
    /// Which accounts, and the tags: +word to give one, -word to take one away.
    #[arg(required = true, allow_hyphen_values = true, value_name = "ACCOUNT, +WORD or -WORD")]
    pub(super) words: Vec<String>,
}

/// What `handoff` takes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  mainstay handoff offer northwind to_member='P. Osei'\n  mainstay handoff show northwind"
)]
pub(in crate::cli) struct HandoffArgs {
    #[command(subcommand)]
    pub(super) what: HandoffCommand,
}

impl HandoffArgs {
    /// Whether a pack is only shown.
    pub(in crate::cli) fn shows(&self) -> bool {
        matches!(self.what, HandoffCommand::Show(_))
    }
}

/// What is done with a hand-off.
#[derive(Debug, Subcommand)]
pub(super) enum HandoffCommand {
    /// Offer an account to its receiver, with the context pack.
    #[command(
        override_usage = "mainstay handoff offer [OPTIONS] ACCOUNT [FIELD=VALUE]…",
        after_help = "The pack is filled with what the book knows; without FIELD=VALUE it is printed.\n\nExamples:\n  \
        mainstay handoff offer northwind\n  \
        mainstay handoff offer northwind to_member='P. Osei' interim_contact='A. Ruiz' told_on=today"
    )]
    Offer(Words),
    /// Take an account on.
    #[command(
        override_usage = "mainstay handoff accept [OPTIONS] ACCOUNT [answered_on=DAY]",
        after_help = "Examples:\n  mainstay handoff accept northwind\n  mainstay handoff accept northwind answered_on=yesterday"
    )]
    Accept(Words),
    /// Return an account, with the gaps.
    #[command(
        override_usage = "mainstay handoff return [OPTIONS] ACCOUNT gaps=WORDS [answered_on=DAY]",
        after_help = "Example:\n  mainstay handoff return northwind gaps='Nobody knows who signs'"
    )]
    Return(Words),
    /// Print the context pack of the open hand-off, or of the latest.
    #[command(after_help = "Examples:\n  mainstay handoff show northwind\n  mainstay handoff show northwind --json")]
    Show(Words),
}

/// An account and fields.
#[derive(Debug, Args)]
pub(super) struct Words {
    /// The account, and what stands in the fields.
    #[arg(required = true, value_name = "ACCOUNT or FIELD=VALUE")]
    pub(super) words: Vec<String>,
}
