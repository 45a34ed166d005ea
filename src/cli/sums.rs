//! What the sums of a page leave out: values in currencies without a rate.

use super::out::Out;
use crate::book::Book;
use crate::domain::problem::Result;
use crate::domain::text::counted;
use serde_json::{Value, json};

/// `left_out` of JSON: of each currency without a rate, how many accounts are in no sum.
pub(super) fn left_out(book: &Book) -> Result<Value> {
    let all = book.unrated()?;
    Ok(all.iter().map(|(currency, accounts)| json!({"currency": currency, "accounts": accounts})).collect())
}

/// The same in words.
pub(super) fn tell_left_out(book: &Book, out: &mut Out) -> Result<()> {
    for (currency, count) in book.unrated()? {
        let (accounts, are) = (counted(count, "account"), if count == 1 { "is" } else { "are" });
        out.line(&format!(
            "{accounts} in {currency} {are} in no sum: no rate is known. Add one: mainstay new rate currency={currency} rate=…"
        ));
    }
    Ok(())
}
