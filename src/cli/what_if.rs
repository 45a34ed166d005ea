//! The `what-if` command.

use super::journal::told;
use super::out::{Exit, Out};
use super::team::major;
use crate::book::Book;
use crate::book::team::carry_out::Departure;
use crate::book::team::what_if::{Leaving, WhatIf};
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::team::leaving::SOURCE;
use crate::domain::text::counted;
use crate::domain::when;
use crate::view::what_if::LEAVING;
use crate::view::{self, Around};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

/// What `what-if` takes.
#[derive(Debug, Args)]
pub(super) struct WhatIfArgs {
    #[command(subcommand)]
    what: What,
}

/// What could happen.
#[derive(Debug, Subcommand)]
enum What {
    /// Process a departure: accounts, value, the loss to expect, whom nobody else knows, who takes over.
    #[command(
        after_help = "Examples:\n  mainstay what-if leave ruiz\n  mainstay what-if leave ruiz --json | jq .loss\n  \
        mainstay what-if leave ruiz --carry-out --on 2026-12-15"
    )]
    Leave {
        /// Their name, enough of it, or their external id.
        #[arg(required = true)]
        member: Vec<String>,
        /// Do it: assignments and open work pass on, hand-offs are offered; “mainstay undo” takes it back.
        #[arg(long)]
        carry_out: bool,
        /// Their last day; today where it is left out.
        #[arg(long, value_name = "DAY", allow_hyphen_values = true, requires = "carry_out")]
        on: Option<String>,
        /// Who takes everything over; where it is left out, the best one for each account.
        #[arg(long, value_name = "MEMBER", requires = "carry_out")]
        to: Option<String>,
    },
}

impl WhatIfArgs {
    /// Whether it is to be done.
    pub(super) fn is_carried_out(&self) -> bool {
        let What::Leave { carry_out, .. } = self.what;
        carry_out
    }
}

/// Asks what if, or carries it out.
pub(super) fn run(book: &mut Book, args: &WhatIfArgs, out: &mut Out) -> Result<Exit> {
    let What::Leave { member, carry_out, on, to } = &args.what;
    let member = book.member_called(&member.join(" "))?;
    if *carry_out {
        // Who takes over hangs on what accounts are worth today.
        book.refresh()?;
        let on = on.as_ref().map_or_else(|| Ok(book.today()), |on| when::read(on, book.today()))?;
        let to = to.as_ref().map(|to| book.member_called(to)).transpose()?.map(|to| to.id);
        let outcome = book.carry_out(&Departure { member: member.id, on, to })?;
        told(out, "Done", &outcome);
        return Ok(Exit::Done);
    }
    let what_if = book.what_if(member.id)?;
    if out.json {
        out.value(&what_if_json(book, &what_if));
        return Ok(Exit::Done);
    }
    told_what_if(book, &what_if, out);
    Ok(Exit::Done)
}

fn told_what_if(book: &Book, what_if: &WhatIf, out: &mut Out) {
    let money = |minor| Money::short_or_unknown(minor, book.currency());
    let (name, accounts) = (&what_if.member.name, counted(what_if.accounts, "account"));
    out.line(&match what_if.loss {
        Some((low, high)) => format!(
            "If {name} leaves: {accounts} worth {}; {} to {} may go ({:.1}–{:.1} % {SOURCE}).",
            money(what_if.value),
            money(Some(low)),
            money(Some(high)),
            what_if.shares.0 * 100.0,
            what_if.shares.1 * 100.0
        ),
        None if what_if.accounts == 0 => {
            format!("If {name} leaves: leads nothing, holds {}.", counted(what_if.held.len() as u64, "role"))
        }
        None => format!("If {name} leaves: {accounts}, of unknown value; – may go."),
    });
    let known = counted(what_if.sole_contacts() as u64, "contact");
    out.line(&format!(
        "{known} sole relationships; {} key-person risk.",
        counted(what_if.real_risk().count() as u64, "account")
    ));
    for one in &what_if.held {
        out.line(&view::printed(LEAVING, one, &Around::of(book)));
        if !one.sole.is_empty() {
            out.line(&format!("    sole relationships: {}", one.sole.join(", ")));
        }
        if out.is_gone() {
            return;
        }
    }
    out.line("“--carry-out --on DAY” does it; “mainstay export handover” writes what the successor must know.");
}

fn what_if_json(book: &Book, what_if: &WhatIf) -> Value {
    let named = |one: &Leaving| {
        json!({"id": one.account.code(), "external_id": one.external_id, "account": one.name,
            "value": major(book, one.value)})
    };
    let successor = |one: &Leaving| view::json(LEAVING, one, &Around::of(book));
    json!({
        "member": what_if.member.name,
        "accounts": what_if.accounts,
        "value": major(book, what_if.value),
        "currency": book.currency().code(),
        "loss": {"low": major(book, what_if.loss.map(|loss| loss.0)), "high": major(book, what_if.loss.map(|loss| loss.1))},
        "loss_share": {"low": what_if.shares.0, "high": what_if.shares.1, "source": SOURCE},
        "key_person_risk": what_if.real_risk().map(named).collect::<Vec<_>>(),
        "sole_contacts": what_if.sole_contacts(),
        "successors": what_if.held.iter().map(successor).collect::<Vec<_>>(),
    })
}
