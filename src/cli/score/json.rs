//! The score as JSON.

use super::figure::number;
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::book::metrics::care::Care;
use crate::book::metrics::months::{Closed, TrendMonth};
use crate::book::metrics::recent::{LATELY, Recent, Win};
use crate::book::metrics::team::House;
use crate::cli::sums::left_out;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::huddle::month_word;
use crate::domain::metrics::abandonment::{Case, Cause};
use crate::domain::metrics::cohort::Cohort;
use crate::domain::metrics::figures::Figure;
use crate::domain::metrics::group::Group;
use crate::domain::metrics::ownership::{Owed, Ownership};
use crate::domain::metrics::share;
use crate::domain::problem::Result;
use crate::domain::statistics::proportion::wilson;
use serde_json::{Map, Value, json};

pub(super) fn of(book: &Book, metrics: &Metrics) -> Result<Value> {
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    put("from", metrics.period.from.to_string().into());
    put("to", metrics.period.to.to_string().into());
    put("currency", book.currency().code().into());
    put("left_out", left_out(book)?);
    let movement = &metrics.movement;
    for (key, flow) in [
        ("new", &movement.new),
        ("churned", &movement.lost),
        ("renewed", &movement.renewed),
        ("won_back", &movement.won_back),
    ] {
        put(key, flow.count.into());
        put(&format!("{key}_value"), book.money(flow.value).major().into());
    }
    put("came_and_went", movement.came_and_went.into());
    put("net", movement.net().into());
    put("net_value", book.money(movement.net_value()).major().into());
    put("referrals", metrics.referrals.into());
    put("customers_before", movement.before.into());
    put("customers_after", movement.after.into());
    put("undated", movement.undated.into());
    put("unavoidable", metrics.unavoidable.into());
    put("grr", json!(metrics.retention.grr()));
    put("nrr", json!(metrics.retention.nrr()));
    put("logo_retention", json!(metrics.retention.logo()));
    put("renewal_rate", json!(metrics.renewals.rate()));
    put("renewal_value_rate", json!(metrics.renewals.value_rate()));
    put("abandonment", json!(metrics.abandonment.rate()));
    put("retention", retention_json(book, metrics));
    put("renewals", renewals_json(book, metrics));
    put("abandonments", abandonments_json(book, metrics)?);
    put("handoff_acceptance", acceptance_json(metrics));
    let reason =
        |(reason, count): &(String, u64)| json!({"reason": Some(reason).filter(|it| !it.is_empty()), "count": count});
    put("loss_reasons", metrics.reasons.iter().map(reason).collect());
    put("renewal_reasons", metrics.renewal_reasons.iter().map(reason).collect());
    put("groups", metrics.groups.list().into_iter().map(|group| group_json(book, group)).collect());
    put("house", metrics.house.as_ref().map_or(Value::Null, |house| house_json(book, house)));
    put("care", metrics.care.as_ref().map_or(Value::Null, |care| care_json(book, care)));
    put("ownership", metrics.ownership.as_ref().map_or(Value::Null, ownership_json));
    put("wins", metrics.recent.as_ref().map_or(Value::Null, wins_json));
    put("cohorts", cohorts(metrics));
    let proved = book.proved(metrics.period)?;
    let part = |part: u64, of: u64| json!({"part": part, "of": of, "share": share(part, of)});
    put(
        "reference",
        json!({
            "won": part(proved.won.count, proved.won.all), "kept": part(proved.kept.count, proved.kept.all),
        }),
    );
    put("trend", trend(book, metrics)?);
    super::aims::as_json(book, metrics, &mut all)?;
    let closed = book.closed(metrics)?;
    if let Some(closed) = &closed {
        freeze(book, closed, &mut all);
    }
    all.insert("closed".to_owned(), closed.map_or(Value::Null, |closed| closed_json(book, &closed)));
    Ok(Value::Object(all))
}

fn ownership_json(all: &Ownership) -> Value {
    let kind = |one: &Owed| (one.kind.to_owned(), json!({"open": one.open, "without_owner": one.unowned}));
    let kinds: Map<String, Value> = all.kinds.iter().map(kind).collect();
    json!({"open": all.open(), "without_owner": all.unowned(), "kinds": kinds})
}

fn wins_json(recent: &Recent) -> Value {
    let win = |one: &Win| json!({"on": one.it.on.to_string(), "account": one.it.name, "kind": one.kind.word()});
    json!({"days": LATELY, "count": recent.won, "latest": recent.wins.iter().map(win).collect::<Vec<_>>()})
}

/// An amount in major units: a sum may be larger than any single amount.
fn major(book: &Book, minor: i128) -> f64 {
    minor as f64 / 10f64.powi(book.currency().digits() as i32)
}

fn retention_json(book: &Book, metrics: &Metrics) -> Value {
    let all = &metrics.retention;
    json!({
        "customers": all.customers, "kept": all.kept, "valued": all.valued, "unvalued": all.unvalued,
        "undecided": all.undecided, "unrated": all.unrated, "grown": all.grown, "shrunk": all.shrunk,
        "value_before": major(book, all.before), "value_after": major(book, all.after), "value_held": major(book, all.held),
    })
}

fn renewals_json(book: &Book, metrics: &Metrics) -> Value {
    let all = &metrics.renewals;
    json!({
        "renewed": all.renewed, "lost": all.lost, "pending": all.pending, "overdue": all.overdue,
        "unvalued": all.unvalued, "value_expiring": major(book, all.expiring), "value_renewed": major(book, all.held),
    })
}

fn abandonments_json(book: &Book, metrics: &Metrics) -> Result<Value> {
    let all = &metrics.abandonment;
    let ends = wilson(all.abandoned(), all.judged);
    let causes: Map<String, Value> =
        Cause::ALL.iter().map(|cause| (cause.word().to_owned(), all.of_cause(*cause).into())).collect();
    let cases = all.cases.iter().map(|case| case_json(book, case)).collect::<Result<Vec<Value>>>()?;
    Ok(json!({
        "judged": all.judged, "abandoned": all.abandoned(),
        "lower": ends.map(|ends| ends.lower), "upper": ends.map(|ends| ends.upper),
        "unwatched": all.unwatched, "last_on": all.last.map(|last| last.to_string()),
        "days_since_last": metrics.days_since_abandonment(), "causes": causes, "cases": cases,
    }))
}

fn case_json(book: &Book, case: &Case) -> Result<Value> {
    let account: Account = book.get(case.account)?;
    let cause = |(cause, on): &(Cause, Day)| json!({"cause": cause.word(), "on": on.to_string()});
    Ok(json!({
        "account": account.name, "external_id": account.external_id, "sold_on": case.sale.on.to_string(),
        "expansion": case.sale.expansion, "causes": case.causes.iter().map(cause).collect::<Vec<_>>(),
    }))
}

fn acceptance_json(metrics: &Metrics) -> Value {
    let all = &metrics.acceptance;
    json!({"offered": all.n, "accepted": all.events, "median_working_days": all.median()})
}

/// Three years month by month; a closed month has the numbers it was closed with.
fn trend(book: &Book, metrics: &Metrics) -> Result<Value> {
    let month = |one: &TrendMonth| {
        let TrendMonth { flow, closed_on, .. } = one;
        json!({
            "month": month_word(flow.first), "new": flow.new, "won_back": flow.won_back, "lost": flow.lost,
            "renewed": flow.renewed, "net": flow.net(), "closed_on": closed_on.map(|on| on.to_string()),
        })
    };
    Ok(book.trend(metrics)?.iter().map(month).collect())
}

/// Puts the figures that were closed in the place of their recount.
fn freeze(book: &Book, closed: &Closed, all: &mut Map<String, Value>) {
    all.insert("currency".to_owned(), closed.figures.currency.clone().into());
    for one in &closed.corrections {
        all.insert(one.closed.key.to_owned(), number(book, one.closed.figure));
    }
}

/// When it was closed, and what counting anew would say of each figure that later facts would change.
fn closed_json(book: &Book, closed: &Closed) -> Value {
    let changed = closed.corrections.iter().filter(|one| one.is_any());
    let corrections: Map<String, Value> = changed
        .map(|one| {
            let by = match one.closed.figure {
                Figure::Money(_) => one.by.map(|minor| book.money(minor as i64).major()),
                _ => one.by,
            };
            let both =
                json!({"closed": number(book, one.closed.figure), "recount": number(book, one.recount), "by": by});
            (one.closed.key.to_owned(), both)
        })
        .collect();
    json!({"month": month_word(closed.month), "on": closed.on.to_string(), "corrections": corrections})
}

/// How close we stick at the end of the period.
fn care_json(book: &Book, care: &Care) -> Value {
    let close = &care.closeness;
    let logged = |share: Option<f64>| share.filter(|_| care.is_logged);
    let part = |(part, of): (u64, u64)| json!({"part": part, "of": of, "share": share(part, of)});
    let (kept, planned) = close.assignments;
    let assignments =
        json!({"part": Some(kept).filter(|_| care.is_logged), "of": planned, "share": logged(close.role_coverage())});
    json!({
        "on": care.day.to_string(), "stick_close": logged(close.index()), "touch_coverage": logged(close.touch_coverage()),
        "touch_coverage_value": logged(close.value_coverage()), "role_coverage": logged(close.role_coverage()),
        "accounts": close.accounts, "touched": close.touched, "unvalued": close.unvalued,
        "value_touched": major(book, close.value.0), "value": major(book, close.value.1),
        "seats": assignments, "pulse_coverage": part(care.asked), "calm_pulses": part(care.calm),
        "lead_touches": part(care.led), "own_touches": care.own.map(part),
    })
}

/// A group of customers: what it brings, how many grew and shrank, who came and went, who recommends us.
fn group_json(book: &Book, group: &Group) -> Value {
    let Group { revenue, movement, retention, referrals, .. } = group;
    json!({
        "name": Some(&group.name).filter(|it| !it.is_empty()), "customers": revenue.count,
        "revenue": book.money(revenue.value).major(), "unvalued": revenue.unvalued,
        "new": movement.new.count, "lost": movement.lost.count, "won_back": movement.won_back.count,
        "grown": retention.grown, "shrunk": retention.shrunk, "valued": retention.valued,
        "growing_share": share(retention.grown, retention.valued),
        "shrinking_share": share(retention.shrunk, retention.valued),
        "grr": retention.grr(), "nrr": retention.nrr(), "referrals": referrals,
    })
}

/// The house behind the customers, as it stands today.
fn house_json(book: &Book, house: &House) -> Value {
    let (sizing, attrition) = (&house.sizing, &house.attrition);
    let held = |(count, value): (u64, i64)| json!({"accounts": count, "value": book.money(value).major()});
    let (logged, expected) = house.minutes;
    let dated = |count: u32| Some(count).filter(|_| house.dated > 0);
    json!({
        "team_time": {"logged_minutes": logged, "expected_minutes": expected, "share": house.time_share()},
        "solo": {"part": house.solo.0, "of": house.solo.1, "share": house.solo_share()},
        "single_rep_exposure": {
            "top": held((sizing.top, sizing.top_value)), "single": held(sizing.single), "primary": sizing.primary.0,
            "multi_year": held(sizing.multi_year), "key_person_risk": held(sizing.real_risk), "unknown": held(sizing.unknown),
            "share": sizing.single_share(),
        },
        "turnover": {"left": dated(attrition.leavers), "average": attrition.average, "rate": house.attrition_rate()},
        "newcomers": {"part": dated(attrition.newcomers), "of": attrition.heads, "share": house.newcomer_share()},
    })
}

/// New customers by what they came in with, and how many of them are there today.
fn cohorts(metrics: &Metrics) -> Value {
    let group =
        |one: &Cohort| json!({"name": Some(&one.name).filter(|it| !it.is_empty()), "came": one.came, "kept": one.kept});
    let list = |groups: Vec<Cohort>| -> Value { groups.iter().map(group).collect() };
    let all = &metrics.cohorts;
    json!({"years": list(all.years()), "channels": list(all.channels()), "offers": list(all.offers())})
}
