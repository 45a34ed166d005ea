//! The best customers that hang on one team member; what can be done about them in minutes; those of long standing; and the
//! contacts who may have left.

use super::{Around, Column, Heading, Ink, Piece, Value};
use crate::book::team::departures::SuspectedContact;
use crate::book::team::exposure::{Exposed, QuickWin, Veteran};
use crate::domain::day::{Day, spoken};
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::team::departure::SILENT;
use crate::domain::team::exposure::Hold;
use crate::domain::text::{left, right, short_name};

type LongStanding = Column<Veteran>;
type SuspectedDeparture = Column<SuspectedContact>;

type Held = Column<Exposed>;

/// The most valuable customers by how they are held.
pub(crate) const HELD: &[Held] = &[
    Held::new("class", |one, _| Value::text_of(one.holding.hold.map(Hold::word)))
        .ranked(|one, _| Value::count(severity(one)))
        .screen(Heading::words("Held by", 11, 0, Heading::KEEP), |one, _| class(one))
        .print(|one, _| left(class_word(one), 11)),
    Held::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 16, 3, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone()))
        .print(|one, _| left(&one.name, 28)),
    Held::new("external_id", |one, _| Value::text_of(one.external_id.as_deref())),
    Held::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 9), |one, around| value(one.value, around))
        .print(|one, around| right(&value(one.value, around).1, 8)),
    Held::new("key_person_risk", |one, _| Value::Bool(one.holding.real_risk)),
    Held::new("multi_year", |one, _| Value::Bool(one.holding.multi_year)),
    Held::new("real_team", |one, _| Value::Bool(one.holding.real_team)),
    Held::new("active", |one, _| Value::count(one.holding.active)),
    Held::new("rep", |one, _| filled(&one.who)),
    Held::new("since", |one, _| Value::day(one.since))
        .screen(Heading::words("Who, how long", 17, 1, 7), |one, around| {
            (if one.holding.multi_year { Ink::Plain } else { Ink::Dim }, held_by(one, around.today))
        }),
    Held::new("sentence", |one, _| Value::Text(one.sentence.clone())).print(|one, _| format!(" {}", one.sentence)),
    Held::new("effective_people", |one, _| one.effective.map_or(Value::None, |people| Value::Number(people, 2)))
        .screen(Heading::number("People", 6, 6), |one, _| {
            (Ink::Plain, one.effective.map_or_else(|| "–".to_owned(), |people| format!("{people:.1}")))
        }),
    Held::new("contacts", |one, _| Value::count(one.threads.contacts)),
    Held::new("multi_thread", |one, _| Value::Number(one.threads.score(), 0))
        .screen(Heading::number("Threads", 7, 3), |one, _| (Ink::Dim, format!("{:.0}", one.threads.score()))),
    Held::new("thread_survival", |one, _| Value::Number(one.survival, 3)),
    Held::new("ours_left_12m", |one, _| Value::count(one.gone)).screen(Heading::number("Left", 4, 2), |one, _| {
        (Ink::Risk(Band::Watch), if one.gone > 0 { one.gone.to_string() } else { String::new() })
    }),
    Held::new("loyal", |one, _| one.marks.loyal.map_or(Value::None, Value::Bool))
        .screen(Heading::words("Loyal/retain", 12, 0, 4), |one, _| marks(one)),
    Held::new("retainable", |one, _| one.marks.retainable.map_or(Value::None, Value::Bool)),
    Held::new("next_step", |one, _| filled(&one.step)).screen(Heading::words("Next step", 22, 5, 8), |one, _| {
        let arrow = if one.step.is_empty() || one.is_planned { "" } else { "n: " };
        (if one.is_planned { Ink::Plain } else { Ink::Risk(Band::Watch) }, format!("{arrow}{}", one.step))
    }),
    Held::new("planned", |one, _| Value::Bool(one.is_planned)),
    Held::new("quick_win.step", |one, _| Value::text_of(one.quick.as_ref().map(|win| win.quick.step.as_str()))),
    Held::new("quick_win.channel", |one, _| Value::text_of(one.quick.as_ref().map(|win| win.quick.channel.word()))),
    Held::new("quick_win.minutes", |one, _| {
        one.quick.as_ref().map_or(Value::None, |win| Value::count(win.quick.minutes))
    }),
    Held::new("quick_win.planned", |one, _| {
        one.quick.as_ref().map_or(Value::None, |win| Value::Bool(win.planned.is_some()))
    }),
    Held::new("id", |one, _| Value::Text(one.account.code())),
];

/// An exposed account with what can be done about it in minutes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quick<'a>(pub(crate) &'a Exposed, pub(crate) &'a QuickWin);

impl<'a> Quick<'a> {
    /// Every quick win.
    pub(crate) const COLUMNS: &'a [Column<Quick<'a>>] = &[
        Column::new("minutes", |Quick(_, win), _| Value::count(win.quick.minutes))
            .screen(Heading::number("Min", 3, Heading::KEEP), |Quick(_, win), _| {
                (Ink::Plain, win.quick.minutes.to_string())
            })
            .print(|Quick(_, win), _| right(&format!("{} min", win.quick.minutes), 6)),
        Column::new("account", |Quick(one, _), _| Value::Text(one.name.clone()))
            .screen(Heading::words("Account", 18, 3, Heading::KEEP), |Quick(one, _), _| (Ink::Strong, one.name.clone()))
            .print(|Quick(one, _), _| left(&one.name, 28)),
        Column::new("value", |Quick(one, _), around| around.money(one.value))
            .screen(Heading::number("Value", 7, 9), |Quick(one, _), around| value(one.value, around)),
        Column::new("class", |Quick(one, _), _| Value::text_of(one.holding.hold.map(Hold::word)))
            .ranked(|Quick(one, _), _| Value::count(severity(one)))
            .screen(Heading::words("Held by", 11, 0, 6), |Quick(one, _), _| class(one)),
        Column::new("step", |Quick(_, win), _| Value::Text(win.quick.step.clone()))
            .screen(Heading::words("What to do", 34, 6, Heading::KEEP), |Quick(_, win), _| match win.planned {
                Some(_) => (Ink::Plain, format!("on the list: {}", win.quick.step)),
                None => (Ink::Risk(Band::Watch), format!("n: {}", win.quick.step)),
            })
            .print(|Quick(_, win), _| win.quick.step.clone()),
        Column::new("channel", |Quick(_, win), _| Value::Text(win.quick.channel.word().to_owned())),
        Column::new("planned", |Quick(_, win), _| Value::Bool(win.planned.is_some())),
        Column::new("id", |Quick(one, _), _| Value::Text(one.account.code())),
        Column::new("external_id", |Quick(one, _), _| Value::text_of(one.external_id.as_deref())),
    ];
}

/// Customers of two years and more, by when they were last given something without selling.
pub(crate) const VETERANS: &[Column<Veteran>] = &[
    LongStanding::new("last_value", |one, _| Value::day(one.last))
        // What was never given stands first: it waits longest.
        .ranked(|one, _| Value::Day(one.last.unwrap_or(Day::ZERO)))
        .screen(Heading::words("Last value", 11, 0, Heading::KEEP), |one, around| {
            let is_late = one.last.is_none_or(|day| day.days_to(around.today) > 180);
            let last = one.last.map_or_else(|| "never".to_owned(), |day| spoken(day, around.today));
            (if is_late { Ink::ALERT } else { Ink::Plain }, last)
        }),
    LongStanding::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 20, 4, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone())),
    LongStanding::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 9), |one, around| value(one.value, around)),
    LongStanding::new("customer_since", |one, _| Value::Day(one.since))
        .screen(Heading::words("Customer since", 14, 1, 5), |one, around| (Ink::Dim, spoken(one.since, around.today))),
    LongStanding::new("id", |one, _| Value::Text(one.account.code())),
];

/// Contacts who may have left.
pub(crate) const DOUBTS: &[Column<SuspectedContact>] = &[
    SuspectedDeparture::new("sign", |one, _| {
        Value::Text(if one.doubt.is_silence() { "silent" } else { "may have left" }.to_owned())
    })
    .screen(Heading::words("Ask", 10, 0, Heading::KEEP), |one, _| {
        if one.doubt.is_silence() {
            (Ink::Risk(Band::Watch), "◐ silent".to_owned())
        } else {
            (Ink::ALERT, "▲ left?".to_owned())
        }
    }),
    SuspectedDeparture::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 18, 3, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone())),
    SuspectedDeparture::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 9), |one, around| value(one.value, around)),
    SuspectedDeparture::new("contact", |one, _| filled(&one.who)).screen(Heading::words("Who", 15, 2, 7), |one, _| {
        (Ink::Plain, if one.who.is_empty() { "somebody".to_owned() } else { one.who.clone() })
    }),
    SuspectedDeparture::new("evidence", |one, _| Value::Text(one.doubt.evidence())).screen(
        Heading::words("Why", 24, 6, Heading::KEEP),
        |one, around| {
            let silent = || format!("not met since {}", spoken(one.doubt.on.plus(-SILENT - 1), around.today));
            (Ink::Dim, if one.doubt.is_silence() { silent() } else { one.doubt.evidence() })
        },
    ),
    SuspectedDeparture::new("on", |one, _| Value::Day(one.doubt.on)),
    SuspectedDeparture::new("account_id", |one, _| Value::Text(one.account.code())),
];

fn filled(words: &str) -> Value {
    Value::text_of(Some(words).filter(|words| !words.is_empty()))
}

fn value(minor: Option<i64>, around: &Around<'_>) -> Piece {
    (Ink::Plain, Money::short_or_unknown(minor, around.currency))
}

/// How an account is held, the worst last.
fn severity(one: &Exposed) -> u32 {
    match one.holding.hold {
        _ if one.holding.real_risk => 4,
        Some(Hold::Single) => 3,
        Some(Hold::Primary) => 2,
        None => 1,
        Some(Hold::Shared) => 0,
    }
}

fn class(one: &Exposed) -> Piece {
    let (words, ink) = match one.holding.hold {
        _ if one.holding.real_risk => ("◆ key-person risk", Ink::Risk(Band::Critical)),
        Some(Hold::Single) => ("▲ sole owner", Ink::ALERT),
        Some(Hold::Primary) => ("◐ main owner", Ink::Risk(Band::Watch)),
        None => ("? unknown", Ink::Risk(Band::Watch)),
        Some(Hold::Shared) => ("● shared", Ink::Risk(Band::Steady)),
    };
    (ink, words.to_owned())
}

fn class_word(one: &Exposed) -> &'static str {
    if one.holding.real_risk { "◆ key-person risk" } else { one.holding.hold.map_or("unknown", Hold::word) }
}

fn marks(one: &Exposed) -> Piece {
    let mark = |mark: Option<bool>| mark.map_or("–", |mark| if mark { "yes" } else { "no" });
    let is_doubted = one.marks.loyal == Some(false) || one.marks.retainable == Some(false);
    let words = format!("{}/{}", mark(one.marks.loyal), mark(one.marks.retainable));
    (if is_doubted { Ink::ALERT } else { Ink::Dim }, words)
}

/// “A. Ruiz, 4 years”.
fn held_by(one: &Exposed, today: Day) -> String {
    let Some(since) = one.since.filter(|_| !one.who.is_empty()) else { return "nobody".to_owned() };
    let months = since.days_to(today) / 30;
    let long = match months {
        ..=1 => String::new(),
        2..=23 => format!(", {months} mo"),
        _ => format!(", {} y", months / 12),
    };
    format!("{}{long}", short_name(&one.who))
}
