//! The forms of what the score is held against: how winning and keeping are paid, the
//! targets, and the day before and after which it is compared.

use super::Form;
use super::draft::{Draft, Names, day_text};
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::amount;
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::score_plan::{Measure, Pay, Target};

/// The fields of how winning and keeping are paid.
pub(crate) fn pay_form(book: &Book) -> Form {
    let (pay, currency) = (book.pay(), book.currency());
    let amount = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default();
    let year = "In the last twelve months";
    Form::new(
        "Pay and cost of new business and retention",
        vec![
            Field::text_of("pay_new", "Pay per 1,000 new", amount(pay.pay_new)).hint("In the currency of the book"),
            Field::text_of("pay_renewed", "Pay per 1,000 renewed", amount(pay.pay_renewed))
                .hint("In the currency of the book"),
            Field::text_of("cost_of_winning", "Cost of winning", amount(pay.cost_of_winning)).hint(year),
            Field::text_of("cost_of_keeping", "Cost of retaining", amount(pay.cost_of_keeping)).hint(year),
            since(),
        ],
    )
}

/// The day from which a rule holds.
fn since() -> Field {
    Field::new("since", "From", Kind::Day, "today").hint("The day from which it holds; what held before stays")
}

/// Keeps how winning and keeping are paid, from the day named on.
pub(crate) fn keep_pay(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let currency = book.currency();
    let pay = Pay {
        pay_new: draft.amount_in("pay_new", currency)?,
        pay_renewed: draft.amount_in("pay_renewed", currency)?,
        cost_of_winning: draft.amount_in("cost_of_winning", currency)?,
        cost_of_keeping: draft.amount_in("cost_of_keeping", currency)?,
    };
    book.change_pay(&pay, draft.day_or_today("since")?)
}

/// The fields of the target for this measure; none: a new one.
pub(crate) fn target_form(key: Option<&str>, names: &Names, book: &Book) -> Result<Form> {
    let it = key.map(|key| book.targets().of_key(key)).transpose()?;
    let measure = it.and_then(|it| it.measure().ok());
    let title = measure.map_or_else(|| "New target".to_owned(), |measure| format!("Target for {}", measure.title()));
    let measures = Measure::ALL.iter().map(|one| one.word().to_owned()).collect();
    let anybody = Kind::Choice { options: names.our_names(), strict: false };
    let words = |pick: fn(&Target) -> &String| it.map(|it| pick(it).clone()).unwrap_or_default();
    Ok(Form::new(
        title,
        vec![
            Field::choice("measure", "For", measures, words(|it| &it.measure)).needed(),
            Field::text_of("target", "Target", it.map(|it| it.target.to_string()).unwrap_or_default())
                .hint("Percent; of stick-close points; of abandonment at most, and 0 may be aimed at")
                .needed(),
            Field::new("owner", "Owner", anybody, words(|it| &it.owner)).needed(),
            Field::text_of("consequence", "Consequence", words(|it| &it.consequence)).needed(),
            since(),
        ],
    ))
}

/// Keeps the target for this measure, or a new one, from the day named on.
pub(crate) fn keep_target(key: Option<&str>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let typed = draft.words("target");
    let number = amount::typed_number("target", typed.trim().trim_end_matches('%').trim())?;
    let target = Target {
        measure: draft.words("measure"),
        target: number,
        owner: draft.words("owner"),
        consequence: draft.words("consequence"),
    };
    key.map_or(Ok(()), |key| book.targets().of_key(key).map(drop))?;
    book.change_target(key, &target, draft.day_or_today("since")?)
}

/// The field of the day on which something began.
pub(crate) fn began_form(book: &Book) -> Form {
    let day = Field::new("on", "Began on", Kind::Day, day_text(book.began()));
    let hint = "The first day of the time after; empty: nothing is compared";
    Form { focus: 0, ..Form::new("Before and after a day", vec![day.hint(hint)]) }
}

/// Keeps the day on which something began.
pub(crate) fn keep_began(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    book.change_began(draft.day("on")?)
}
