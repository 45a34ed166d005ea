//! The accounts: those that pass a filter.

use super::{Around, Column, Heading, Ink, Piece, Value};
use crate::book::{Book, RosterLine, RosterMember, SortBy};
use crate::domain::account::Account;
use crate::domain::custom_field::typed;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::domain::risk::points::Tier;
use crate::domain::risk::score::Band;
use crate::domain::stages::Stages;
use crate::domain::text::{fit, left, right};
use serde_json::{Map, Value as Json};

/// An account of a list.
#[derive(Debug, Clone)]
pub(crate) struct AccountLine {
    pub(crate) id: Id<Account>,
    pub(crate) name: String,
    band: Band,
    score: u32,
    moved: Option<i32>,
    stage: String,
    stage_name: String,
    tier: Tier,
    value: Option<Money>,
    at_risk: Option<Money>,
    worth: Option<Money>,
    known: u8,
    probability: Option<f64>,
    decides: Option<Day>,
    touch: Option<Day>,
    pulse: Option<Day>,
    since: Option<Day>,
    owner: String,
    is_lost: bool,
    more: Option<More>,
}

/// What the roster does not know of an account: read for files and JSON only.
#[derive(Debug, Clone)]
struct More {
    external_id: Option<String>,
    currency: Currency,
    churned_on: Option<Day>,
    churn_reason: Option<String>,
    custom: Vec<(String, String)>,
}

impl AccountLine {
    /// What a list shows of this member of the roster.
    pub(crate) fn of(member: &RosterMember<'_>, stages: &Stages, currency: Currency) -> Self {
        let money = |minor| Money::new(minor, currency);
        Self {
            id: member.id(),
            name: member.name().to_owned(),
            band: member.band(),
            score: member.score(),
            moved: member.moved(),
            stage: member.stage().to_owned(),
            stage_name: stages.name(member.stage()).to_owned(),
            tier: member.tier(),
            // One value for all pages: that of the standing; where no rate is known, what the account says itself.
            value: member.value().map(money).or_else(|| member.own_value()),
            at_risk: member.at_risk().map(money),
            worth: member.worth().filter(|worth| *worth > 0).map(money),
            known: member.completeness(),
            probability: member.probability(),
            decides: member.decision_on(),
            touch: member.last_touch(),
            pulse: member.pulse_due(),
            since: member.since(),
            owner: member.owner().to_owned(),
            is_lost: member.lost(),
            more: None,
        }
    }

    /// What a card says of it, line by line: who, worth, when, where, led by whom.
    pub(crate) fn card(&self, today: Day) -> Vec<Vec<Piece>> {
        let (ink, words) = risk(self.band, self.score);
        let at_risk = self.at_risk.map_or_else(String::new, |at_risk| format!("{} at risk", at_risk.short()));
        let decides =
            self.decides.map_or_else(|| "no notice deadline".to_owned(), |on| format!("notice {}", spoken(on, today)));
        let owner = if self.owner.is_empty() { "nobody" } else { &self.owner };
        vec![
            vec![(Ink::Strong, self.name.clone())],
            vec![(ink, format!("{words} {}", self.band.word()))],
            vec![
                (
                    Ink::Plain,
                    self.value.map_or_else(|| "value unknown".to_owned(), |_| format!("{} a year", short(self.value))),
                ),
                (Ink::Plain, format!("  {at_risk}")),
            ],
            vec![(Ink::Plain, decides)],
            vec![(Ink::Dim, format!("tier {} · {}", self.tier, self.stage_name))],
            vec![(Ink::Dim, format!("lead {owner}"))],
        ]
    }

    /// These lines of the roster.
    pub(crate) fn all(lines: &[RosterLine], book: &mut Book) -> Result<Vec<Self>> {
        let (currency, stages) = (book.currency(), book.stages().clone());
        let roster = book.roster()?;
        Ok(lines.iter().filter_map(|line| roster.at(*line)).map(|one| Self::of(&one, &stages, currency)).collect())
    }

    /// The same with what files and JSON tell beside.
    pub(crate) fn in_full(lines: &[RosterLine], book: &mut Book) -> Result<Vec<Self>> {
        let mut all = Self::all(lines, book)?;
        let mut custom = book.custom_of_all()?;
        for one in &mut all {
            let (account, loss) = (book.get(one.id)?, book.loss(one.id)?);
            one.more = Some(More {
                external_id: account.external_id,
                currency: account.currency,
                churned_on: loss.as_ref().map(|loss| loss.on),
                churn_reason: loss.and_then(|loss| loss.reason),
                custom: custom.remove(&one.id.raw()).unwrap_or_default(),
            });
        }
        Ok(all)
    }
}

type Of = Column<AccountLine>;

/// Every account of a list.
pub(crate) const ACCOUNTS: &[Of] = &[
    Of::new("risk", |one, _| Value::count(one.score))
        .screen(Heading::words("Risk", 5, 0, Heading::KEEP), |one, _| risk(one.band, one.score))
        .print(|one, _| format!("{} {:>3} ", one.band.symbol(), one.score)),
    Of::new("band", |one, _| Value::Text(one.band.word().to_owned())),
    Of::new("risk_change_30_days", |one, _| one.moved.map_or(Value::None, |moved| Value::Change(moved.into())))
        .screen(Heading::number("30 d", 4, 7), |one, _| moved(one.moved)),
    Of::new("name", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 18, 6, Heading::KEEP), |one, _| {
            (if one.is_lost { Ink::Dim } else { Ink::Strong }, one.name.clone())
        })
        .print(|one, _| left(&one.name, 32)),
    Of::new("stage", |one, _| Value::Text(one.stage.clone()))
        .screen(Heading::words("Stage", 14, 1, 8), |one, _| (Ink::Plain, one.stage_name.clone()))
        .print(|one, _| left(&one.stage_name, 15)),
    Of::new("tier", |one, _| Value::Text(one.tier.word().to_owned()))
        .screen(Heading::words("Tier", 5, 0, 3), |one, _| (Ink::Dim, one.tier.word().to_owned()))
        .print(|one, _| one.tier.word().to_owned()),
    Of::new("value", |one, _| money(one.value))
        .screen(Heading::number("Value", 8, 9), |one, _| (Ink::Plain, short(one.value)))
        .print(|one, _| right(&short(one.value), 8)),
    Of::new("revenue_at_risk", |one, _| money(one.at_risk))
        .screen(Heading::number("At risk", 8, 6), |one, _| (Ink::Risk(one.band), short(one.at_risk))),
    Of::new("est_saved", |one, _| money(one.worth))
        .screen(Heading::number("Saved", 8, 2), |one, _| (Ink::Plain, short(one.worth))),
    Of::new("currency", |one, around| {
        let own = one.more.as_ref().map_or(around.currency, |more| more.currency);
        Value::Text(one.value.map_or(own, |value| value.currency).to_string())
    }),
    Of::new("probability", |one, _| one.probability.map_or(Value::None, |share| Value::Number(share, 4))),
    Of::new("completeness", |one, _| Value::Number(f64::from(one.known) / 100.0, 2))
        .screen(Heading::number("Known", 6, 1), |one, _| {
            (if one.known < 50 { Ink::Risk(Band::Watch) } else { Ink::Dim }, format!("{} %", one.known))
        }),
    Of::new("notice_by", |one, _| Value::day(one.decides))
        .screen(Heading::words("Notice by", 11, 0, 7), |one, around| day(one.decides, around))
        .print(|one, around| right(&day(one.decides, around).1, 12)),
    Of::new("last_touch", |one, _| Value::day(one.touch))
        .screen(Heading::words("Last touch", 11, 0, 5), |one, around| day(one.touch, around)),
    Of::new("pulse_due", |one, _| Value::day(one.pulse)).screen(
        Heading::words("Pulse due", 11, 0, 1),
        |one, around| {
            let is_late = one.pulse.is_some_and(|due| due <= around.today);
            (if is_late { Ink::Risk(Band::Watch) } else { Ink::Dim }, day(one.pulse, around).1)
        },
    ),
    Of::new("owner", |one, _| Value::text_of(Some(one.owner.as_str()).filter(|owner| !owner.is_empty())))
        .screen(Heading::words("Owner", 12, 2, 4), |one, _| (Ink::Plain, one.owner.clone()))
        .print(|one, _| fit(if one.is_lost { "lost" } else { &one.owner }, 20)),
    Of::new("customer_since", |one, _| Value::day(one.since))
        .screen(Heading::words("Since", 11, 0, 2), |one, around| (Ink::Dim, day(one.since, around).1)),
    Of::new("churned_on", |one, _| Value::day(one.more.as_ref().and_then(|more| more.churned_on))),
    Of::new("churn_reason", |one, _| Value::text_of(one.more.as_ref().and_then(|more| more.churn_reason.as_deref()))),
    Of::new("custom", |one, _| custom(one.more.as_ref().map_or(&[], |more| &more.custom))),
    Of::new("id", |one, _| Value::Text(one.id.code())),
    Of::new("external_id", |one, _| Value::text_of(one.more.as_ref().and_then(|more| more.external_id.as_deref()))),
];

/// By which of them the roster sorts, and how: key, order of the roster, and whether its usual way is the largest first.
const SORTS: [(&str, SortBy, bool); 14] = [
    ("risk", SortBy::Risk, true),
    ("risk_change_30_days", SortBy::Moved, true),
    ("name", SortBy::Name, false),
    ("stage", SortBy::Stage, false),
    ("tier", SortBy::Tier, false),
    ("value", SortBy::Value, true),
    ("revenue_at_risk", SortBy::Money, true),
    ("est_saved", SortBy::Worth, true),
    ("completeness", SortBy::Completeness, false),
    ("notice_by", SortBy::Decides, false),
    ("last_touch", SortBy::Quiet, false),
    ("pulse_due", SortBy::Pulse, false),
    ("owner", SortBy::Owner, false),
    ("customer_since", SortBy::Since, false),
];

/// The column that the roster sorts by, and whether its usual way is the largest first.
pub(crate) fn column_of(by: SortBy) -> (&'static str, bool) {
    SORTS.iter().find(|(_, known, _)| *known == by).map_or(("risk", true), |(key, _, down)| (*key, *down))
}

/// What the roster sorts by for this column.
pub(crate) fn sort_of(key: &str) -> Option<SortBy> {
    SORTS.iter().find(|(known, ..)| *known == key).map(|(_, by, _)| *by)
}

/// A score with the symbol of its band.
pub(crate) fn risk(band: Band, score: u32) -> Piece {
    (Ink::Risk(band), format!("{} {score:>3}", band.symbol()))
}

/// By how much a score moved: up is worse.
fn moved(moved: Option<i32>) -> Piece {
    match moved {
        Some(up @ 1..) => (Ink::Risk(Band::Watch), format!("↑{up}")),
        Some(down @ ..=-1) => (Ink::Dim, format!("↓{}", -down)),
        Some(0) | None => (Ink::Dim, String::new()),
    }
}

/// An amount that may not be known.
pub(crate) fn money(amount: Option<Money>) -> Value {
    amount.map_or(Value::None, Value::Money)
}

/// Money in few columns; a dash where it is not known.
pub(crate) fn short(amount: Option<Money>) -> String {
    amount.map_or_else(|| "–".to_owned(), |amount| fit(&amount.short(), 9))
}

fn day(day: Option<Day>, around: &Around<'_>) -> Piece {
    (Ink::Plain, day.map_or_else(|| "–".to_owned(), |day| spoken(day, around.today)))
}

fn custom(fields: &[(String, String)]) -> Value {
    let words: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    Value::List(custom_json(fields.iter().map(|(name, value)| (&**name, &**value))), words.join("; "))
}

/// Custom fields as an object, each value a number, a flag or a text by the look of it; of two of one name the first.
pub(crate) fn custom_json<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Json {
    let mut object = Map::new();
    for (name, value) in fields {
        object.entry(name).or_insert_with(|| typed(value).json());
    }
    Json::Object(object)
}
