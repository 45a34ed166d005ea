//! The accounts by risk, each with its strongest reason.

use super::accounts::{money, short};
use super::{Column, Heading, Ink, Value};
use crate::book::risk::Risk;
use crate::book::{Book, Ranked, SortBy};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::{Currency, Money};
use crate::domain::risk::score::Band;
use crate::domain::risk::signal::State;
use crate::domain::text::{fit, left, right};
use serde_json::{Value as Json, json};

/// An account of the ranking.
#[derive(Debug, Clone)]
pub(crate) struct RiskLine {
    pub(crate) account: Id<Account>,
    pub(crate) name: String,
    pub(crate) band: Band,
    pub(crate) points: u32,
    /// By how many points they rose in thirty days.
    pub(crate) moved: i32,
    pub(crate) value: Option<Money>,
    currency: Currency,
    at_risk: Option<Money>,
    worth: Option<Money>,
    probability: f64,
    completeness: f64,
    decides: Option<Day>,
    /// What presses: `notice in 41 d`.
    pub(crate) when: String,
    /// Its strongest reason; empty: none.
    pub(crate) sentence: String,
    explained: Option<Explained>,
}

/// What only the score in full says.
#[derive(Debug, Clone)]
struct Explained {
    external_id: Option<String>,
    propensity: f64,
    timing: &'static str,
    drivers: Json,
}

impl RiskLine {
    /// A line of the ranking that screens show.
    pub(crate) fn of(one: &Ranked, book: &Book) -> Self {
        let money = |minor| book.money(minor);
        Self {
            account: one.account,
            name: one.name.clone(),
            band: book.band_of(one),
            points: one.score,
            moved: one.moved().unwrap_or(0),
            value: one.value.map(money),
            currency: book.currency(),
            at_risk: one.at_risk.map(money),
            worth: book.worth_of_best(one).map(money),
            probability: one.probability,
            completeness: f64::from(one.known) / f64::from(one.applicable.max(1)),
            decides: one.decision_on,
            when: presses(one, book),
            sentence: one.sentence.clone(),
            explained: None,
        }
    }

    #[cfg(test)]
    pub(crate) fn made_up(risk: (Band, u32), name: &str, money: [Money; 2], words: [&str; 2]) -> Self {
        Self {
            account: Id::NEW,
            name: name.into(),
            band: risk.0,
            points: risk.1,
            moved: 5,
            value: Some(money[0]),
            currency: money[0].currency,
            at_risk: Some(money[1]),
            worth: None,
            probability: 0.1,
            completeness: 1.0,
            decides: None,
            when: words[0].into(),
            sentence: words[1].into(),
            explained: None,
        }
    }

    /// A line with every point explained.
    pub(crate) fn explained(book: &Book, risk: &Risk) -> Self {
        let (account, score) = (&risk.account, &risk.explained.score);
        let own = account.value_beside(book.currency());
        let value = risk.explained.value.map(|minor| book.money(minor)).or(own);
        let worth = risk.explained.lines.iter().filter_map(|line| book.worth_of_remedy(&risk.explained, line)).max();
        let strongest = risk.explained.lines.first().filter(|line| line.points() > 0);
        Self {
            account: account.id,
            name: account.name.clone(),
            band: score.band,
            points: score.points,
            moved: 0,
            value,
            currency: value.map_or(book.currency(), |value| value.currency),
            at_risk: risk.at_risk.map(|minor| book.money(minor)),
            worth: worth.map(|minor| book.money(minor)),
            probability: risk.probability,
            completeness: score.completeness(),
            decides: risk.explained.facts.decision_on,
            when: String::new(),
            sentence: strongest.map(|line| line.sentence(book.today())).unwrap_or_default(),
            explained: Some(Explained {
                external_id: account.external_id.clone(),
                propensity: risk.propensity,
                timing: risk.explained.facts.timing.word(),
                drivers: drivers(book, risk),
            }),
        }
    }
}

/// What presses on an account: its decision when that is near, else how long it has been in its stage.
pub(crate) fn presses(one: &Ranked, book: &Book) -> String {
    let today = book.today();
    match (one.decision_on.map(|day| today.days_to(day)), one.stage_since) {
        (Some(0), _) => "notice today".to_owned(),
        (Some(left @ 1..=180), _) => format!("notice in {left} d"),
        (Some(left @ -60..=-1), _) => format!("outcome late {} d", -left),
        (_, Some(since)) => format!("day {} {}", since.days_to(today), book.stages().name(&one.stage)),
        (_, None) => book.stages().name(&one.stage).to_owned(),
    }
}

type Of = Column<RiskLine>;

/// Every open account by its risk.
pub(crate) const RISKS: &[Of] = &[
    Of::new("score", |one, _| Value::count(one.points))
        .pieces(Heading::words("Risk", 6, 0, Heading::KEEP), |one, _| {
            let (ink, arrow) = (Ink::Risk(one.band), arrow(one.moved));
            let moved = if one.moved > 0 { ink } else { Ink::Dim };
            vec![(ink, format!("{}{:>3}", one.band.symbol(), one.points)), (moved, arrow.to_owned())]
        })
        .print(|one, _| format!("{} {:>3}", one.band.symbol(), one.points)),
    Of::new("band", |one, _| Value::Text(one.band.word().to_owned())),
    Of::new("probability", |one, _| Value::Number(one.probability, 4))
        .print(|one, _| format!("{:>4} ", percent(one.probability))),
    Of::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 12, 1, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone()))
        .print(|one, _| left(&one.name, 28)),
    Of::new("value", |one, _| money(one.value))
        .screen(Heading::number("Value", 7, 9), |one, _| (Ink::Dim, short(one.value)))
        .print(|one, _| right(&short(one.value), 8)),
    Of::new("currency", |one, _| Value::Text(one.currency.to_string())),
    Of::new("notice_by", |one, _| Value::day(one.decides))
        .screen(Heading::words("Notice by", 18, 0, 5), |one, _| (Ink::Plain, one.when.clone())),
    Of::new("revenue_at_risk", |one, _| money(one.at_risk))
        .screen(Heading::number("At risk", 7, 8), |one, _| (Ink::Risk(one.band), short(one.at_risk)))
        .print(|one, _| right(&short(one.at_risk), 8)),
    Of::new("est_saved", |one, _| money(one.worth))
        .screen(Heading::number("Saved", 7, 7), |one, _| (Ink::Risk(one.band), short(one.worth))),
    Of::new("completeness", |one, _| Value::Number(one.completeness, 2))
        .screen(Heading::number("Known", 7, 6), |one, _| (Ink::Risk(one.band), percent(one.completeness)))
        .print(|one, _| format!("{:>4} known ", percent(one.completeness))),
    Of::new("propensity", |one, _| {
        one.explained.as_ref().map_or(Value::None, |more| Value::Number(more.propensity, 4))
    }),
    Of::new("timing", |one, _| Value::text_of(one.explained.as_ref().map(|more| more.timing))),
    Of::new("drivers", |one, _| {
        let drivers = one.explained.as_ref().map_or_else(|| json!([]), |more| more.drivers.clone());
        Value::List(drivers, one.sentence.clone())
    })
    .print(|one, _| fit(&one.sentence, 90)),
    Of::new("id", |one, _| Value::Text(one.account.code())),
    Of::new("external_id", |one, _| {
        Value::text_of(one.explained.as_ref().and_then(|more| more.external_id.as_deref()))
    }),
];

/// By which of them the roster sorts.
const SORTS: [(&str, SortBy); 7] = [
    ("score", SortBy::Risk),
    ("account", SortBy::Name),
    ("value", SortBy::Value),
    ("notice_by", SortBy::Decides),
    ("revenue_at_risk", SortBy::Money),
    ("est_saved", SortBy::Worth),
    ("completeness", SortBy::Completeness),
];

/// What the roster sorts by for this column.
pub(crate) fn sort_of(key: &str) -> Option<SortBy> {
    SORTS.iter().find(|(known, _)| *known == key).map(|(_, by)| *by)
}

/// Which way a score moved in thirty days, if it moved by as much as a step of the weakest signals.
fn arrow(moved: i32) -> &'static str {
    match moved {
        3.. => "↑",
        ..=-3 => "↓",
        _ => "",
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The lines of the score that say something, or could.
fn drivers(book: &Book, risk: &Risk) -> Json {
    let lines = &risk.explained.lines;
    let told = lines.iter().filter(|line| line.points() != 0 || matches!(line.state, State::Unknown(_)));
    told.map(|line| {
        json!({
            "code": line.code,
            "points": line.points(),
            "sentence": line.sentence(book.today()),
            "remedy": line.remedy.words,
            "known": matches!(line.state, State::Known(_)),
            "removes": line.remedy.removes,
            "est_saved": book.worth_of_remedy(&risk.explained, line).map(|minor| book.money(minor).major()),
        })
    })
    .collect()
}
