//! The sentences that screens and the command line share.

use super::exposure::Sizing;
use super::load::{Attrition, Load};
use crate::domain::money::{Currency, Money};
use crate::domain::text::{counted, grouped};

/// “61 %”; where it is not known, “–”.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

/// Fewer heads than this are counted, not divided.
const FEW: f64 = 10.0;

impl Attrition {
    /// “2 of 24 left in 12 months (8 %); 5 of 23 are new”.
    pub fn words(&self) -> String {
        let average =
            if self.average.fract() > 0.0 { format!("{:.1}", self.average) } else { format!("{}", self.average) };
        let rate = if self.average >= FEW { format!(" ({})", percent(self.rate())) } else { String::new() };
        let share =
            if f64::from(self.heads) >= FEW { format!(" ({})", percent(self.new_share())) } else { String::new() };
        if self.average <= 0.0 {
            return "no team member".to_owned();
        }
        format!(
            "{} of {average} on average left in 12 months{rate}; {} of {} new{share}",
            self.leavers, self.newcomers, self.heads
        )
    }
}

/// Minutes in few columns: “4,800”, “27.5k”.
fn compact(minutes: u32) -> String {
    match minutes {
        10_000.. => format!("{:.1}k", f64::from(minutes) / 1_000.0),
        _ => grouped(&minutes.to_string()),
    }
}

impl Load {
    /// “3,120/4,800 min” expected of what they have; what is not known is “–”.
    pub fn expected_words(&self) -> String {
        let capacity = self.capacity.map_or_else(|| "–".to_owned(), compact);
        format!("{}/{capacity}", compact(self.expected))
    }

    /// “40+210+55”: prepared, together, afterwards.
    pub fn logged_words(&self) -> String {
        let logged = self.logged;
        if logged.total() == 0 {
            return "0".to_owned();
        }
        format!("{}+{}+{}", logged.prep, logged.contact, logged.followup)
    }
}

impl Sizing {
    /// Why nothing can be said of who holds the best; none: it can.
    pub fn unknown_why(&self) -> Option<&'static str> {
        match (self.accounts, self.top) {
            (0, _) => Some("there is no account yet"),
            (_, 0) => Some("no value is known, so there is no top fifth"),
            _ if !self.is_seen() => Some("no touch says who holds them"),
            _ => None,
        }
    }

    /// The guided sizing, a step a line: how much, on how few, for how long, and what is the real risk.
    pub fn steps(&self, currency: Currency) -> Vec<String> {
        let money = |minor: i64| Money::new(minor, currency).short();
        let of = |(count, value): (u64, i64), what: &str| {
            format!("{}{what} ({})", grouped(&count.to_string()), money(value))
        };
        let unknown = if self.unknown.0 > 0 {
            format!(", {} of which nothing is recorded", grouped(&self.unknown.0.to_string()))
        } else {
            String::new()
        };
        let unknown_why = self.unknown_why();
        let seen = |step: &str, words: String| match unknown_why {
            Some(why) => format!("{step}: – {why}"),
            None => words,
        };
        vec![
            format!(
                "1 Most valuable: {} of {}, {} of revenue",
                grouped(&self.top.to_string()),
                counted(self.accounts, "account"),
                percent(self.share())
            ),
            seen(
                "2 Single-threaded",
                format!("2 Single-threaded: {}, {}{unknown}", of(self.single, " single"), of(self.primary, " primary")),
            ),
            seen(
                "3 For two years or more",
                format!(
                    "3 For two years or more: {}; one active rep holds {} of the value",
                    of(self.multi_year, ""),
                    percent(self.single_share())
                ),
            ),
            seen(
                "4 Key-person risk",
                format!(
                    "4 Key-person risk: {}; a real team holds {} of {}",
                    of(self.real_risk, ""),
                    grouped(&self.real_team.to_string()),
                    grouped(&self.top.to_string())
                ),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_heads_are_counted_and_many_are_divided() {
        let few = Attrition { leavers: 1, average: 7.5, heads: 8, newcomers: 2 };
        assert_eq!(few.words(), "1 of 7.5 on average left in 12 months; 2 of 8 new");
        let many = Attrition { leavers: 5, average: 20.0, heads: 20, newcomers: 4 };
        assert_eq!(many.words(), "5 of 20 on average left in 12 months (25 %); 4 of 20 new (20 %)");
        assert_eq!(Attrition::default().words(), "no team member");
    }

    #[test]
    fn minutes_fit_their_column_however_many_they_are() {
        let load = |expected, capacity| Load { expected, capacity, ..Load::default() };
        assert_eq!(load(1_440, Some(4_800)).expected_words(), "1,440/4,800");
        assert_eq!(load(27_480, Some(4_800)).expected_words(), "27.5k/4,800");
        assert_eq!(load(60, None).expected_words(), "60/–");
    }

    #[test]
    fn an_empty_book_has_no_share() {
        let steps = Sizing::default().steps(Currency::EUR);
        assert_eq!(steps[0], "1 Most valuable: 0 of 0 accounts, – of revenue");
        for step in &steps[1..] {
            assert!(step.ends_with(": – there is no account yet"), "{step}");
        }
        let worthless = Sizing { accounts: 40, ..Sizing::default() }.steps(Currency::EUR);
        assert!(
            worthless[3].ends_with("Key-person risk: – no value is known, so there is no top fifth"),
            "{}",
            worthless[3]
        );
    }
}
