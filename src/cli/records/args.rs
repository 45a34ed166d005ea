//! What `new`, `edit` and `remove` take.

use crate::domain::text::fit;
use crate::form::kinds::{Kind, Way};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error};
use std::ffi::OsStr;

/// What `new` takes.
#[derive(Debug, Args)]
#[command(
    override_usage = "mainstay new [OPTIONS] [KIND] [ACCOUNT] [FIELD=VALUE]…",
    after_help = "Without FIELD=VALUE the form is printed: fields, choices, what is there. A day is +7d, fri or\n\
    2026-12-01; a choice may be shortened; a bare FIELD= clears.\n\nExamples:\n  mainstay new                                 the kinds\n  \
    mainstay new contact northwind               the form of a contact\n  \
    mainstay new contact northwind name='Jane Doe' title=CFO role='budget holder'\n  \
    mainstay new action northwind title='Send the comparison' due=+7d\n  \
    mainstay new promise northwind what='The migration plan' due=fri\n  \
    mainstay new playbook onboarding name='No admin yet' trigger=signature after=14 \\\n    \
    title='Ask who will run it' day=0 owners=AL channel=call"
)]
pub(in crate::cli) struct NewArgs {
    /// What kind; left out: the kinds are listed.
    #[arg(value_parser = KindParser(Way::New))]
    pub(super) kind: Option<Kind>,
    /// What it belongs to, then what stands in its fields.
    #[arg(value_name = "ACCOUNT or FIELD=VALUE")]
    pub(super) words: Vec<String>,
}

/// What `edit` takes.
#[derive(Debug, Args)]
#[command(
    override_usage = "mainstay edit [OPTIONS] [KIND] [ACCOUNT] [WHICH] [FIELD=VALUE]…",
    after_help = "Only the fields given change. WHICH is an id, an external id or enough of a name; it may be\n\
    left out where there is only one. Without FIELD=VALUE the form is printed.\n\nExamples:\n  \
    mainstay edit contact northwind jane title=CEO left_on=\n  mainstay edit account northwind owner=ruiz value=250k\n  \
    mainstay edit stage onboarding stalled=50\n  mainstay edit playbook VP3 after=10\n  \
    mainstay edit playbook-action VP3 2 day=3\n  mainstay edit connection 2 answer='The service lead, within a day'\n  \
    mainstay edit holidays holidays=2026-12-25,2026-12-28"
)]
pub(in crate::cli) struct EditArgs {
    /// What kind; left out: the kinds are listed.
    #[arg(value_parser = KindParser(Way::Edit))]
    pub(super) kind: Option<Kind>,
    /// What it belongs to, which it is, then what stands in its fields.
    #[arg(value_name = "ACCOUNT, WHICH or FIELD=VALUE")]
    pub(super) words: Vec<String>,
}

/// What `remove` takes.
#[derive(Debug, Args)]
#[command(
    override_usage = "mainstay remove [OPTIONS] [KIND] [ACCOUNT] [WHICH]",
    after_help = "“mainstay undo” brings it back.\n\nExamples:\n  mainstay remove contact northwind jane\n  \
    mainstay remove account 'Northwind Traders'      with everything recorded of it\n  \
    mainstay remove playbook VP14                    its open actions are withdrawn"
)]
pub(in crate::cli) struct RemoveArgs {
    /// What kind; left out: the kinds are listed.
    #[arg(value_parser = KindParser(Way::Remove))]
    pub(super) kind: Option<Kind>,
    /// What it belongs to, and which it is.
    #[arg(value_name = "ACCOUNT or WHICH")]
    pub(super) words: Vec<String>,
}

/// Reads a kind with which this can be done; shells complete it.
#[derive(Debug, Clone, Copy)]
struct KindParser(Way);

impl TypedValueParser for KindParser {
    type Value = Kind;

    fn parse_ref(&self, command: &Command, _arg: Option<&Arg>, value: &OsStr) -> Result<Kind, Error> {
        let text = value.to_string_lossy();
        let (way, shown) = (self.0.word(), fit(&text, 40));
        let refuse =
            |sentence: String| Err(Error::raw(ErrorKind::InvalidValue, format!("{sentence}\n")).with_cmd(command));
        match Kind::parse(&text) {
            Some(kind) if kind.can(self.0) => Ok(kind),
            Some(kind) => match (kind.row().verb, kind.can(Way::Edit)) {
                (Some(verb), false) => refuse(format!("For “{shown}” use “mainstay {verb}”.")),
                _ => refuse(format!("“{shown}” is changed, not made or removed; use “mainstay edit {shown}”.")),
            },
            None => {
                let known: Vec<&str> = kinds(self.0).map(|kind| kind.row().word).collect();
                refuse(format!("“{shown}” is no kind that “mainstay {way}” knows; use one of: {}.", known.join(", ")))
            }
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |kind: Kind| PossibleValue::new(kind.row().word).aliases(kind.row().also).help(kind.row().what);
        Some(Box::new(kinds(self.0).map(value)))
    }
}

fn kinds(way: Way) -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(move |kind| kind.can(way))
}
