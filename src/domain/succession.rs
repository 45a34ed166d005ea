//! Which contract line takes the place of which: the one rule by which the terms of a product are one customer of one value.

use super::contract::Contract;
use super::day::Day;
use super::text::fold;
use super::words::ContractOutcome;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Days around the end of a line within which it is renewed in time.
pub const GRACE: i32 = 30;

/// Days of a term of which nobody knows the length or the end.
const YEAR: i32 = 365;

/// As much of a contract line as says which one follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// What was sold, as [`product_key`] tells it.
    pub product: u64,
    /// Its first day; none: from the beginning.
    pub start: Option<Day>,
    /// Its last day; none: not known.
    pub end: Option<Day>,
    /// Whether it is said to be renewed, as it was, larger or smaller.
    pub renewed: bool,
    /// Whether it is said to be lost: nothing follows it but what is said to be won back.
    pub lost: bool,
}

impl Term {
    /// The day its term is over: its end, or where that is not known a year after its start.
    fn over(&self) -> Option<Day> {
        self.end.or(self.start.map(|start| start.plus(YEAR - 1)))
    }

    /// The first day on which a later term of the same product takes its place rather than standing beside it: the last
    /// quarter of the term, so that an early renewal is one.
    fn renewable(&self) -> Option<Day> {
        let over = self.over()?;
        let length = self.start.map_or(YEAR, |start| start.days_to(over));
        Some(over.plus(-GRACE.max(length / 4)))
    }

    /// Whether `later`, a line of the same product, takes the place of this one, however long the gap between the two.
    pub fn gives_way_to(&self, later: &Term) -> bool {
        let (Some(renewable), Some(start)) = (self.renewable(), later.start) else { return false };
        let outlasts = match (later.end, self.over()) {
            (Some(end), Some(over)) => end > over,
            _ => true,
        };
        start >= renewable && self.start.is_none_or(|own| own < start) && outlasts
    }
}

/// What tells products apart: their names as they are compared, without the years in them, for “Plan 2025” is the next term
/// of “Plan 2024”. Lines that name none are one product.
pub fn product_key(product: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let name = product.map(fold).unwrap_or_default();
    let is_year = |word: &&str| word.len() == 4 && word.parse().is_ok_and(|year: u16| (1990..2100).contains(&year));
    let words = name.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty() && !is_year(word));
    words.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

/// For each line the place of the one that follows it: of the same product, beginning late in its term or at any time
/// after it, each following one line only; else of another product that follows no other line, begins within [`GRACE`]
/// days of its end and, unless the line is said to be renewed, outlasts it.
pub fn successors(terms: &[Term]) -> Vec<Option<usize>> {
    let mut by_start: Vec<usize> = (0..terms.len()).filter(|place| terms[*place].start.is_some()).collect();
    by_start.sort_by_key(|place| terms[*place].start);
    let mut by_end: Vec<usize> = (0..terms.len()).filter(|place| terms[*place].over().is_some()).collect();
    by_end.sort_by_key(|place| terms[*place].over());
    let mut next = vec![None; terms.len()];
    let mut taken = vec![false; terms.len()];
    for same in [true, false] {
        for &place in by_end.iter().filter(|place| !terms[**place].lost) {
            if next[place].is_some() {
                continue;
            }
            let from = if same { terms[place].renewable() } else { terms[place].end.map(|end| end.plus(-GRACE)) };
            let first = by_start.partition_point(|other| terms[*other].start < from);
            let found = by_start[first..]
                .iter()
                .copied()
                .find(|&other| other != place && !taken[other] && follows(&terms[place], &terms[other], same));
            if let Some(other) = found.filter(|_| from.is_some()) {
                (next[place], taken[other]) = (Some(other), true);
            }
        }
    }
    next
}

fn follows(one: &Term, two: &Term, same: bool) -> bool {
    if same {
        return one.product == two.product && one.gives_way_to(two);
    }
    let near = one.end.zip(two.start).is_some_and(|(end, start)| start <= end.plus(GRACE));
    near && two.start > one.start && (one.renewed || two.end.is_none_or(|end| Some(end) > one.end))
}

impl Contract {
    /// What says which line follows it.
    pub fn term(&self) -> Term {
        let renewed = matches!(
            self.outcome,
            Some(ContractOutcome::Renewed | ContractOutcome::Downsell | ContractOutcome::Expanded)
        );
        let lost = self.outcome == Some(ContractOutcome::Churned);
        Term { product: product_key(self.product.as_deref()), start: self.start, end: self.end, renewed, lost }
    }
}

/// The lines of one account with the one that has taken the place of each by what is known on `day`.
pub fn with_successors(lines: &[Contract], day: Day) -> impl Iterator<Item = (&Contract, Option<&Contract>)> {
    let known = |line: &Contract| line.known_on.or(line.start).is_none_or(|known| known <= day);
    let places: Vec<usize> = (0..lines.len()).filter(|place| known(&lines[*place])).collect();
    let terms: Vec<Term> = places.iter().map(|place| lines[*place].term()).collect();
    let mut next: Vec<Option<&Contract>> = vec![None; lines.len()];
    for (place, other) in places.iter().zip(successors(&terms)) {
        next[*place] = other.map(|other| &lines[places[other]]);
    }
    lines.iter().zip(next)
}

/// The lines of one account that are still to be decided on `day`: without an outcome, and not followed by a later one.
pub fn to_decide(lines: &[Contract], day: Day) -> impl Iterator<Item = &Contract> {
    with_successors(lines, day).filter(|(line, next)| line.outcome.is_none() && next.is_none()).map(|(line, _)| line)
}

/// The line with which an account lost its last: the latest that was lost, where no other goes on. One that ended before
/// it without a word, its days of grace over, does not go on; one that was renewed does.
pub fn last_lost(lines: &[Contract], today: Day) -> Option<&Contract> {
    let is_lost = |line: &&Contract| line.outcome == Some(ContractOutcome::Churned);
    let over = |line: &Contract| line.end.max(line.outcome_on);
    let last = lines.iter().filter(is_lost).max_by_key(|line| over(line)).filter(|line| over(line).is_some())?;
    let is_over = |line: &Contract| {
        let silent = line.outcome.is_none() && line.end.is_some_and(|end| end.plus(GRACE) < today);
        silent && line.end <= over(last)
    };
    let goes_on = |(line, next): (&Contract, Option<&Contract>)| next.is_none() && !is_lost(&line) && !is_over(line);
    (!with_successors(lines, today).any(goes_on)).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn term(product: &str, start: &str, end: &str) -> Term {
        let known = |text: &str| (!text.is_empty()).then(|| day(text));
        Term { product: product_key(Some(product)), start: known(start), end: known(end), renewed: false, lost: false }
    }

    fn next(terms: &[(&str, &str, &str)]) -> Vec<Option<usize>> {
        successors(&terms.iter().map(|(product, start, end)| term(product, start, end)).collect::<Vec<_>>())
    }

    #[test]
    fn a_later_term_of_the_product_takes_the_place_of_the_earlier() {
        let (one, two) = (("Suite", "2024-07-01", "2025-06-30"), ("súite ", "2025-07-01", "2026-06-30"));
        assert_eq!(next(&[one, two, ("Suite", "2026-07-01", "2027-06-30")]), [Some(1), Some(2), None]);
        for early in ["2025-04-02", "2025-05-31", "2025-06-30", "2025-07-30", "2025-08-14", "2027-01-01"] {
            assert_eq!(next(&[one, ("Suite", early, "2028-06-30")]), [Some(1), None], "{early}");
        }
        assert_eq!(next(&[one, ("Suite", "2024-12-01", "2025-11-30")]), [None, None], "a second one beside it");
        assert_eq!(next(&[one, ("Suite", "2025-05-01", "2025-06-30")]), [None, None], "one that ends with it");
        assert_eq!(next(&[one, ("Extra", "2025-08-01", "2026-07-31")]), [None, None], "another product, later");
        assert_eq!(next(&[one, ("Extra", "2025-01-01", "2026-06-30")]), [None, None], "another product, beside it");
    }

    #[test]
    fn what_begins_as_another_ends_takes_its_place_whatever_it_is_called() {
        let (one, two) = (("Suite", "2024-07-01", "2025-06-30"), ("Acme 2507", "2025-07-01", "2026-06-30"));
        for begins in ["2025-05-31", "2025-07-01", "2025-07-30"] {
            assert_eq!(next(&[one, ("Acme 2507", begins, "2026-06-30")]), [Some(1), None], "{begins}");
        }
        assert_eq!(next(&[one, ("Trial", "2025-06-10", "2025-06-29")]), [None, None], "one that ends before it");
        let own = ("Suite", "2025-07-01", "2026-06-30");
        assert_eq!(next(&[one, two, own]), [Some(2), None, None], "its own product goes first");
        let yearly = [("Plan 2022", "2022-01-01", "2022-12-31"), ("Plan 2023", "2023-03-15", "2024-03-14")];
        assert_eq!(next(&yearly), [Some(1), None], "a year in the name is no other product");
    }

    #[test]
    fn the_last_contract_is_lost_where_nothing_goes_on() {
        let line = |start: &str, end: &str, outcome: Option<ContractOutcome>| Contract {
            start: Some(day(start)),
            end: Some(day(end)),
            outcome_on: outcome.map(|_| day(end)),
            outcome,
            ..Contract::default()
        };
        let lost = Some(ContractOutcome::Churned);
        let today = day("2026-01-01");
        let found = |lines: &[Contract]| last_lost(lines, today).and_then(|line| line.end).map(|end| end.to_string());
        let gone = line("2024-01-01", "2025-06-30", lost);
        let alone = |other: Contract| found(&[other, gone.clone()]);
        assert_eq!(found(std::slice::from_ref(&gone)).as_deref(), Some("2025-06-30"));
        assert_eq!(found(&[line("2024-01-01", "2025-06-30", None)]), None, "nobody knows");
        assert_eq!(alone(line("2023-01-01", "2024-05-31", None)).as_deref(), Some("2025-06-30"), "over long before");
        assert_eq!(alone(line("2023-01-01", "2026-05-31", None)), None, "one runs");
        assert_eq!(alone(line("2024-06-01", "2025-12-15", None)), None, "one ended later, and nobody knows");
        assert_eq!(alone(line("2024-06-01", "2025-12-15", lost)).as_deref(), Some("2025-12-15"));
        assert_eq!(alone(line("2023-01-01", "2024-05-31", Some(ContractOutcome::Renewed))), None, "one was renewed");
    }

    #[test]
    fn of_lines_side_by_side_each_is_followed_by_one() {
        let both =
            [("S", "2025-01-01", "2025-12-31"), ("S", "2025-03-01", "2025-12-31"), ("S", "2026-01-01", "2026-12-31")];
        assert_eq!(next(&both), [Some(2), None, None]);
        let all = [both[0], both[1], both[2], ("S", "2026-01-02", "2026-12-31")];
        assert_eq!(next(&all), [Some(2), Some(3), None, None]);
    }

    #[test]
    fn a_line_without_an_end_is_followed_after_a_year_and_a_lost_one_by_nothing() {
        let yearly = [("", "2023-01-15", ""), ("", "2024-01-15", ""), ("", "2025-01-20", ""), ("", "2026-01-02", "")];
        assert_eq!(next(&yearly), [Some(1), Some(2), Some(3), None]);
        assert_eq!(next(&[("", "2023-01-15", ""), ("", "2023-06-01", "")]), [None, None]);
        let lost = Term { lost: true, ..term("S", "2024-01-01", "2024-12-31") };
        assert_eq!(successors(&[lost, term("S", "2026-01-01", "2026-12-31")]), [None, None]);
    }
}
