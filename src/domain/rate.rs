//! Exchange rates.

use super::day::Day;
use super::money::Currency;
use super::record::record;

record! {
    /// What one unit of a currency was worth in the currency of the book, from a day on.
    Rate: Rates {
        currency: Currency = "Currency" [needed natural] hint "Three letters, such as USD";
        rate: f64 = "Rate" [needed] hint "Units of the book's currency for one of it";
        on: Day = "From" [needed natural];
    }
    title |it| format!("{} {}", it.currency, it.rate);
}
