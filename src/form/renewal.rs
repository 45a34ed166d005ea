//! The forms of a decision on a contract line, and of a return.

use super::Form;
use super::draft::{Draft, Names, day_text};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::spoken;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::problem::{Problem, Result};
use crate::domain::renewal::{Decision, Loss};
use crate::domain::words::{ContractOutcome, LossType};

/// The outcomes after which a contract goes on, and the one after which none does: what is asked hangs on them.
const STAYS: &[&str] = &["renewed", "expanded", "downsell"];
const CHURNED: &[&str] = &["churned"];

/// The fields of a decision.
pub(crate) fn form(it: &Contract, names: &Names, book: &Book) -> Result<Form> {
    let outcomes = ContractOutcome::ALL.iter().map(|one| one.word().to_owned()).collect();
    let kinds = LossType::ALL.iter().map(|one| one.word().to_owned()).collect();
    let whole = if book.is_last_line(it)? { "yes" } else { "no" };
    let value = it.value.map(|minor| format!(", {}", Money::new(minor, it.currency).long())).unwrap_or_default();
    let product = it.product.as_deref().unwrap_or("contract");
    Ok(Form::new(
        format!("Renewal outcome: {}, {product}{value}", names.account),
        vec![
            Field::choice("outcome", "Outcome", outcomes, "").needed().hint("renewed, expanded, downsell or churned"),
            Field::text_of("reason", "Why", "").hint("In our words; needed for downsell and churned"),
            Field::new("on", "Decided on", Kind::Day, "today"),
            Field::new("value", "New annual value", Kind::Number, "")
                .hint("A year of what follows; blank: as before")
                .only("outcome", STAYS),
            Field::new("next_end", "New term ends", Kind::Day, day_text(it.next_end_after(book.today())))
                .hint("If renewed; blank: no contract is added")
                .only("outcome", STAYS),
            Field::new("reference", "Reference used", Kind::Choice { options: book.proofs()?, strict: false }, "")
                .formerly(&["proof"])
                .hint("The reference or page that helped; other words are fine")
                .only("outcome", STAYS),
            Field::choice("whole", "Whole account churned?", vec!["no".into(), "yes".into()], whole)
                .hint("Whether the whole account churns with it")
                .only("outcome", CHURNED),
            Field::choice("kind", "Churn type", kinds, "")
                .hint("Blank: voluntary if all of it churns, else partial")
                .only("outcome", CHURNED),
            Field::new("lost_on", "Churn effective from", Kind::Day, "")
                .hint("Blank: the end of the term")
                .only("outcome", CHURNED),
            Field::text_of("quote", "Quote", "").only("outcome", CHURNED),
        ],
    ))
}

/// Keeps what the form of a decision says.
pub(crate) fn keep(id: Id<Contract>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let line = book.get(id)?;
    let outcome = draft
        .word("outcome", ContractOutcome::read)?
        .ok_or_else(|| Problem::field("outcome", "Say how it ended: renewed, expanded, downsell or churned."))?;
    let stays = outcome != ContractOutcome::Churned;
    let decision = Decision {
        outcome,
        on: draft.day_or_today("on")?,
        value: draft.amount_in("value", line.currency)?.filter(|_| stays),
        reason: draft.text("reason"),
        reference: draft.text("reference").filter(|_| stays),
        next_end: draft.day("next_end")?.filter(|_| stays),
        loss: Loss {
            kind: draft.word("kind", LossType::read)?,
            on: draft.day("lost_on")?,
            quote: draft.text("quote"),
            whole: draft.words("whole") == "yes",
        },
    };
    book.decide(id, &decision)
}

/// The fields of a return.
pub(crate) fn return_form(it: &Churn, names: &Names, book: &Book) -> Form {
    let lost = spoken(it.on, book.today());
    let reason = it.reason.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"));
    Form::new(
        format!("Win back {}, churned {lost}{reason}", names.account),
        vec![Field::new("on", "Won back on", Kind::Day, "today").hint("The day they signed again")],
    )
}

/// Keeps what the form of a return says.
pub(crate) fn keep_return(id: Id<Churn>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let on = draft.day_or_today("on")?;
    book.win_back(id, on)
}
