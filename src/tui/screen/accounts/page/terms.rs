//! Contracts: every line with its term, the day by which they decide, and how it ended.

use super::data::Data;
use crate::domain::contract::Contract;
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::words::{ContractOutcome, OpportunityState};
use crate::form::record_ref::RecordRef;
use crate::tui::widget::row::{Ink, Row};

/// The rows of the tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    let mut rows = lines(data);
    rows.push(Row::blank());
    rows.extend(radar(data));
    let offer = super::plan::lines(data);
    if !offer.is_empty() {
        rows.push(Row::blank());
        rows.extend(offer);
    }
    rows
}

/// What more they might buy.
fn radar(data: &Data) -> Vec<Row> {
    let open = data.radar.iter().filter(|one| one.state == OpportunityState::Open).count();
    let head = Row::heading("Opportunities", format!("{open} open"));
    if data.radar.is_empty() {
        return vec![head, Row::said(Ink::Dim, "No opportunity yet. : and new opportunity adds one.")];
    }
    let rows = data.radar.iter().map(|one| {
        let value = one.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, one.currency).long());
        let (role, when) = match (one.state, one.closed_on.or(one.expected_on)) {
            (OpportunityState::Open, Some(on)) if on < data.today => {
                (Ink::Warning, format!("was expected {}", data.spoken(on)))
            }
            (OpportunityState::Open, Some(on)) => (Ink::Plain, format!("expected {}", data.spoken(on))),
            (OpportunityState::Open, None) => (Ink::Plain, "no day set".to_owned()),
            (OpportunityState::Won, on) => (Ink::Good, dated("won", on, data)),
            (OpportunityState::Lost, on) => (Ink::Dim, dated("lost", on, data)),
        };
        let who = one.owner.map_or("nobody", |owner| data.name(owner));
        let reason = one.reason.clone().map_or_else(String::new, |reason| format!("  {reason}"));
        let proof = one.reference.clone().map_or_else(String::new, |proof| format!("  reference: {proof}"));
        let full = format!("{}{reason}{proof}", one.title);
        Row::default()
            .column(if one.state == OpportunityState::Open { Ink::Strong } else { Ink::Plain }, 24, &one.title)
            .piece(Ink::Plain, crate::domain::text::right(&value, 12) + " ")
            .column(role, 25, &when)
            .piece(Ink::Dim, format!("{who}{reason}{proof}"))
            .of(RecordRef::of(one.id))
            .full(full)
    });
    std::iter::once(head).chain(rows).collect()
}

fn dated(word: &str, on: Option<crate::domain::day::Day>, data: &Data) -> String {
    on.map_or_else(|| word.to_owned(), |on| format!("{word} {}", data.spoken(on)))
}

/// The width of a product's name: what is decided beside it fits into 80 columns.
const PRODUCT: usize = 14;

fn lines(data: &Data) -> Vec<Row> {
    if data.contracts.is_empty() {
        return vec![Row::said(Ink::Dim, "No contract, so no notice deadline. n adds one.")];
    }
    let head = Row::titles()
        .column(Ink::Dim, PRODUCT, "Product")
        .column(Ink::Dim, 12, "       Value")
        .column(Ink::Dim, 12, "Start")
        .column(Ink::Dim, 12, "End")
        .piece(Ink::Dim, "Notice by");
    std::iter::once(head).chain(data.contracts.iter().map(|contract| row(data, contract))).collect()
}

fn row(data: &Data, contract: &Contract) -> Row {
    let day = |day: Option<crate::domain::day::Day>| day.map_or_else(|| "–".to_owned(), |day| data.spoken(day));
    let value = contract.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, contract.currency).long());
    let decision = contract.decision_on();
    let open = contract.outcome.is_none();
    let near = open && decision.is_some_and(|day| data.today.days_to(day) <= 90);
    let row = Row::default()
        .column(if open { Ink::Strong } else { Ink::Plain }, PRODUCT, contract.product.as_deref().unwrap_or("–"))
        .piece(Ink::Plain, crate::domain::text::right(&value, 12) + " ")
        .column(Ink::Dim, 12, &day(contract.start))
        .column(Ink::Plain, 12, &day(contract.end));
    let on = contract.outcome_on.map_or_else(String::new, |on| format!(" {}", data.spoken(on)));
    let (role, word) = match contract.outcome {
        None => {
            let role = if near { Ink::Risk(Band::AtRisk) } else { Ink::Dim };
            (role, decision.map_or_else(|| "undecided".to_owned(), |on| format!("notice by {}", data.spoken(on))))
        }
        Some(outcome @ ContractOutcome::Churned) => (Ink::Risk(Band::Critical), format!("{outcome}{on}")),
        Some(outcome @ ContractOutcome::Downsell) => (Ink::Warning, format!("{outcome}{on}")),
        Some(outcome @ (ContractOutcome::Renewed | ContractOutcome::Expanded)) => (Ink::Good, format!("{outcome}{on}")),
    };
    let reason = contract.reason.clone().map_or_else(String::new, |reason| format!("  {reason}"));
    let proof = contract.reference.clone().map_or_else(String::new, |proof| format!("  reference: {proof}"));
    let full = format!("{}: {word}{reason}{proof}", contract.product.as_deref().unwrap_or("Contract"));
    let custom = data.custom_lines(|field| field.contract == Some(contract.id));
    let full = std::iter::once(full).chain(custom).collect::<Vec<_>>().join("\n");
    row.piece(role, word).piece(Ink::Dim, format!("{reason}{proof}")).full(full).of(RecordRef::of(contract.id))
}
