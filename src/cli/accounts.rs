//! The `accounts` command.

use super::brief::custom_json;
use super::out::{Exit, Out};
use crate::book::{Book, SortBy};
use crate::domain::account::Account;
use crate::domain::filter::Filter;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::text::{left, right};
use serde_json::{Value, json};

pub(super) fn run(
    book: &mut Book,
    saved: Option<&str>,
    filter: &[String],
    sort: Option<&str>,
    out: &mut Out,
) -> Result<Exit> {
    let saved = saved.map(|name| book.saved_filters().named(name)).transpose()?;
    let filter = Filter::joined(filter);
    let words = saved.map_or_else(|| filter.clone(), |saved| format!("{} {filter}", saved.words));
    let filter = book.filter(&words)?;
    let by = sort.map(SortBy::read).transpose()?.or(filter.order()).unwrap_or(SortBy::Risk);
    let lines = book.accounts(&filter, by)?;
    if out.json {
        let ids: Vec<_> = {
            let roster = book.roster()?;
            lines
                .iter()
                .filter_map(|line| roster.at(*line))
                .map(|one| (one.id(), one.tier().word(), one.owner().to_owned()))
                .collect()
        };
        let custom = book.custom_of_all()?;
        let fields = |id: Id<Account>| custom.get(&id.raw()).into_iter().flatten();
        let values = ids.into_iter().map(|(id, tier, owner)| {
            let mut value = as_json(book, id, tier, &owner)?;
            value["custom"] = custom_json(fields(id).map(|(name, value)| (&**name, &**value)));
            Ok(value)
        });
        let values = values.collect::<Result<_>>()?;
        out.value(&Value::Array(values));
        return Ok(Exit::Done);
    }
    print(book, &lines, out)?;
    Ok(Exit::Done)
}

fn print(book: &mut Book, lines: &[crate::book::RosterLine], out: &mut Out) -> Result<()> {
    let today = book.today();
    let currency = book.currency();
    let stages = book.stages().clone();
    let roster = book.roster()?;
    for line in lines {
        let Some(one) = roster.at(*line) else { continue };
        let value = one.value().map(|minor| Money::new(minor, currency)).or_else(|| one.own_value());
        let value = value.map_or_else(|| "–".to_owned(), Money::short);
        let decides = one.decision_on().map_or_else(|| "–".to_owned(), |day| crate::domain::day::spoken(day, today));
        out.line(&format!(
            "{} {:>3}  {} {} {} {} {} {}",
            one.band().symbol(),
            one.score(),
            left(one.name(), 32),
            right(&value, 8),
            one.tier(),
            left(stages.name(one.stage()), 15),
            right(&decides, 12),
            left(if one.lost() { "lost" } else { one.owner() }, 20).trim_end(),
        ));
        if out.is_gone() {
            break;
        }
    }
    out.line(&format!("{} accounts", crate::domain::text::grouped(&lines.len().to_string())));
    super::sums::tell_left_out(book, out)
}

fn as_json(book: &Book, id: Id<Account>, tier: &str, owner: &str) -> Result<Value> {
    let account = book.get(id)?;
    let standing = book.standing(id)?;
    let loss = book.loss(id)?;
    // One value for all pages: that of the standing; where no rate is known, what the account says in its own currency.
    let own = account.value_beside(book.currency());
    let value = standing.value.map(|value| book.money(value)).or(own);
    Ok(json!({
        "id": id.code(),
        "external_id": account.external_id,
        "name": account.name,
        "stage": account.stage,
        "tier": tier,
        "value": value.map(Money::major),
        "currency": value.map_or(account.currency, |value| value.currency).code(),
        "risk": standing.score,
        "risk_change_30_days": standing.moved(),
        "probability": standing.probability,
        "customer_since": account.customer_since.map(|day| day.to_string()),
        "notice_by": standing.decision_on.map(|day| day.to_string()),
        "owner": Some(owner).filter(|owner| !owner.is_empty()),
        "churned_on": loss.as_ref().map(|loss| loss.on.to_string()),
        "churn_reason": loss.and_then(|loss| loss.reason),
    }))
}
