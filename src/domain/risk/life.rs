//! The life of an account by its history: customer, in notice, lost, back; for how long it was watched, what it is worth.

use super::history::{Fact, History};
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::metrics::Amount;
use crate::domain::metrics::absence::Absence;
use crate::domain::metrics::ledger::{Bill, Ledger, Own};
use crate::domain::metrics::line::Line;
use crate::domain::succession::{Term, successors};
use crate::domain::words::{ContractOutcome, EventKind};

/// Where an account stood on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It was no customer yet, or the book did not watch it yet.
    Before,
    /// It was a customer; `notice`: it had given notice.
    Open {
        /// Whether it had given notice, or decided to leave.
        notice: bool,
    },
    /// It was lost.
    Lost,
}

impl History {
    /// The day on which observation begins: the signature, or when the book began to watch, whichever is later; `None`:
    /// nobody knows when it became a customer.
    pub fn observed_from(&self) -> Option<Day> {
        self.origin.since.map(|since| self.origin.observed.map_or(since, |observed| observed.max(since)))
    }

    /// Whether it is a customer that the book watches on `day`, as far as anybody knows: one that signed for a later day is
    /// none yet.
    pub fn has_begun(&self, day: Day) -> bool {
        // A contract that does not say since when may have begun at any time.
        let first_line = || {
            let starts = self.facts.iter().filter_map(|fact| match fact {
                Fact::Contract { start, .. } => Some(*start),
                _ => None,
            });
            starts.min().flatten()
        };
        self.observed_from().or_else(first_line).is_none_or(|from| from <= day)
    }

    /// Whether it is a customer on `day`: begun, and not lost.
    pub fn is_open(&self, day: Day) -> bool {
        self.has_begun(day) && self.lost_on(day).is_none()
    }

    /// Since when the whole account has been lost, if it was lost on `day` and that was known. Who is gone is not lost
    /// again: of several losses without a return the first one counts, as in survival and in the score of a year.
    pub fn lost_on(&self, day: Day) -> Option<Day> {
        self.lost(day).map(|loss| loss.on)
    }

    /// The loss that holds on `day`; see [`lost_on`](Self::lost_on).
    fn lost(&self, day: Day) -> Option<Lost> {
        let holds = |loss: &Lost| loss.on <= day && loss.known <= day && loss.back.is_none_or(|back| back > day);
        self.losses().filter(holds).min_by_key(|loss| loss.on)
    }

    /// A year of what was lost with an account that is lost on `day`, in minor units of the book's currency: as it was
    /// recorded, else what it was worth before, see [`Ledger::lost_worth`]; of one that is not lost, what it is worth.
    pub fn value_at_stake(&self, day: Day) -> Option<i64> {
        let Some(loss) = self.lost(day) else { return self.value_on(day) };
        let recorded = loss.value.map_or(Amount::Unknown, Amount::Known);
        self.ledger(day).lost_worth(loss.on, recorded).known().filter(|value| *value > 0)
    }

    /// Every whole loss, those that came back too.
    pub fn losses(&self) -> impl Iterator<Item = Lost> + '_ {
        self.facts.iter().filter_map(|fact| match *fact {
            Fact::Loss { on, decided, back, known, whole: true, avoidable, value, .. } => {
                Some(Lost { on, decided: decided.unwrap_or(on).min(on), back, known, avoidable, value })
            }
            _ => None,
        })
    }

    /// The first decision to leave after `day`, up to `end`: the day they decided, not the day it took effect. Who had decided
    /// before without the book knowing it decides, for whoever looked at the list that day, after it.
    pub fn next_decision(&self, day: Day, end: Day) -> Option<Lost> {
        let hidden = |loss: &Lost| loss.on > day && loss.decided <= day && loss.known > day;
        let ahead = |loss: &Lost| loss.decided > day && loss.decided <= end;
        self.losses().filter(|loss| hidden(loss) || ahead(loss)).min_by_key(|loss| loss.decided)
    }

    /// What the account adds by `day` to what the book has seen (METHOD §5.2): how often it left although that could have
    /// been helped, and for how long it was watched. Of an open account that is the day, counted from 1970, from which it
    /// would have been watched without a break; of a lost one, days. `None`: nobody knows since when.
    pub fn seen(&self, day: Day) -> (u32, Option<i32>) {
        let Some(from) = self.observed_from().filter(|from| *from <= day) else { return (0, None) };
        let mut past: Vec<Lost> = self.losses().filter(|loss| loss.decided <= day && loss.known <= day).collect();
        past.sort_by_key(|loss| loss.decided);
        let (mut left, mut watched, mut since) = (0, 0, Some(from));
        for loss in past {
            // Who is gone already cannot be lost again.
            let Some(begun) = since.filter(|begun| *begun <= loss.decided) else { continue };
            left += u32::from(loss.avoidable);
            watched += begun.days_to(loss.decided);
            since = loss.back.filter(|back| *back <= day);
        }
        match since {
            // Lost by a loss that contradicts the rest, before the signature say: nobody knows for how long it was watched.
            Some(_) if self.lost_on(day).is_some() => (0, None),
            Some(since) => (left, Some(since.number() - watched)),
            None => (left, Some(watched)),
        }
    }

    /// Where the account stood on `day`.
    pub fn life(&self, day: Day) -> Life {
        if self.observed_from().is_none_or(|from| from > day) {
            return Life::Before;
        }
        if self.losses().any(|loss| loss.on <= day && loss.back.is_none_or(|back| back > day)) {
            return Life::Lost;
        }
        Life::Open { notice: self.has_given_notice(day) }
    }

    /// Whether it was in notice on `day`: it had decided to go, stood in the stage of notice, or had given notice within a
    /// year and not renewed since.
    pub fn has_given_notice(&self, day: Day) -> bool {
        let renewed = self.facts.iter().filter_map(|fact| match *fact {
            Fact::Contract {
                outcome: Some(ContractOutcome::Renewed | ContractOutcome::Expanded),
                outcome_on,
                end,
                ..
            } => outcome_on.or(end).filter(|on| *on <= day),
            _ => None,
        });
        let renewed = renewed.max();
        self.losses().any(|loss| loss.decided <= day && loss.known <= day && loss.on > day)
            || self.facts.iter().any(|fact| match *fact {
                Fact::Stay { notice: true, entered, left, known, .. } => {
                    entered <= day && known <= day && left.is_none_or(|left| left > day)
                }
                Fact::Event { kind: EventKind::Notice, on, known, .. } => {
                    known <= day && (0..=365).contains(&on.days_to(day)) && renewed.is_none_or(|renewed| renewed < on)
                }
                _ => false,
            })
    }

    /// What the account is worth a year on `day`, in minor units of the book's currency, by what was known then; see
    /// [`Ledger::worth`]. `None`: not known, nothing, or a rate is missing.
    pub fn value_on(&self, day: Day) -> Option<i64> {
        self.ledger(day).worth(day).known().filter(|value| *value > 0)
    }

    /// What its value is read from, by what was known on `day`.
    fn ledger(&self, day: Day) -> Ledger {
        let own = Own::new(self.said_before.iter().map(|said| (said.until, said.own)), self.origin.own);
        let mut ledger = Ledger { since: self.origin.since, own, ..Ledger::default() };
        for fact in &self.facts {
            match *fact {
                Fact::Contract { id, .. } => {
                    ledger.lines.extend(self.line(fact, day).map(|line| self.lost_alone(id, line, day)));
                }
                Fact::Invoice { issued, known, amount, .. } if issued <= day && known <= day => {
                    ledger.bills.push(Bill { on: issued, amount: amount.map_or(Amount::Unrated, Amount::Known) });
                }
                _ => {}
            }
        }
        ledger
    }

    /// A contract line as the book knew it on `day`.
    fn line(&self, fact: &Fact, day: Day) -> Option<Line> {
        let Fact::Contract { start, end, outcome, outcome_on, value, valued, next_value, .. } = *fact else {
            return None;
        };
        if !Self::knows(fact, day) {
            return None;
        }
        let amount = |value: Option<i64>, valued| match value {
            Some(value) => Amount::Known(value),
            None if valued => Amount::Unrated,
            None => Amount::Unknown,
        };
        let followed = self.next(fact, day).and_then(|next| match *next {
            Fact::Contract { start, value, valued, .. } => Some((start?, amount(value, valued))),
            _ => None,
        });
        let outcome = outcome.filter(|_| outcome_on.is_none_or(|on| on <= day));
        let (value, next_value) = (amount(value, valued), amount(next_value, false));
        Some(Line { value, start, end, outcome, outcome_on, next_value, followed, ..Line::default() })
    }

    /// The line with the days on which it alone was lost.
    fn lost_alone(&self, id: Id<Contract>, line: Line, day: Day) -> Line {
        let losses = self.facts.iter().filter_map(|fact| match *fact {
            Fact::Loss { on, back, known, line: Some(lost), .. } if lost == id && known <= day => {
                Some(Absence { on, back })
            }
            _ => None,
        });
        Line { absences: losses.collect(), ..line }
    }

    /// Whether the book knew a contract line on `day`.
    fn knows(fact: &Fact, day: Day) -> bool {
        matches!(fact, Fact::Contract { known, start, .. } if known.or(*start).is_none_or(|learned| learned <= day))
    }

    /// The line that takes the place of this one, where that was known on `day`.
    pub(super) fn next(&self, fact: &Fact, day: Day) -> Option<&Fact> {
        let Fact::Contract { next: Some(place), .. } = fact else { return None };
        self.facts.get(*place as usize).filter(|next| Self::knows(next, day))
    }

    /// Finds for each contract line the one that takes its place, once all are here.
    pub fn link_lines(&mut self) {
        let lines = self.facts.iter().enumerate().filter_map(|(place, fact)| match *fact {
            Fact::Contract { product, start, end, outcome, .. } => {
                let lost = outcome == Some(ContractOutcome::Churned);
                Some((place, Term { product, start, end, renewed: outcome.is_some() && !lost, lost }))
            }
            _ => None,
        });
        let (places, terms): (Vec<usize>, Vec<Term>) = lines.unzip();
        for (place, follower) in places.iter().zip(successors(&terms)) {
            if let Fact::Contract { next, .. } = &mut self.facts[*place] {
                *next = follower.map(|follower| places[follower] as u32);
            }
        }
    }
}

/// A whole loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// The day it took effect.
    pub on: Day,
    /// The day they decided; the day itself where that is not known.
    pub decided: Day,
    /// The day they came back.
    pub back: Option<Day>,
    /// The day the book learned of it.
    pub known: Day,
    /// Whether it could have been helped.
    pub avoidable: bool,
    /// A year of it as it was recorded, minor units of the book's currency.
    pub value: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::risk::history::Origin;
    use crate::domain::risk::scope::Scope;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn history(facts: &[Fact]) -> History {
        let scope = Scope { earliest: day("2020-01-01"), window: 180 };
        let origin = Origin { since: Some(day("2020-01-01")), ..Origin::default() };
        let mut history = History::new(origin, scope);
        for fact in facts {
            history.fact(*fact);
        }
        history
    }

    fn loss(on: &str, decided: Option<&str>, back: Option<&str>, avoidable: bool) -> Fact {
        let on = day(on);
        Fact::Loss {
            on,
            decided: decided.map(day),
            back: back.map(day),
            known: decided.map_or(on, day),
            whole: true,
            line: None,
            avoidable,
            value: None,
        }
    }

    fn line(from: &str, to: &str, value: Option<i64>, valued: bool) -> Fact {
        Fact::Contract {
            id: Id::new(1),
            product: 0,
            start: Some(day(from)),
            end: Some(day(to)),
            notice_days: 0,
            outcome: Some(ContractOutcome::Renewed),
            outcome_on: Some(day(to)),
            known: None,
            value,
            valued,
            next_value: None,
            next: None,
        }
    }

    #[test]
    fn who_is_gone_is_lost_since_the_first_time() {
        let (first, again) = (loss("2022-06-01", None, None, true), loss("2023-05-01", None, None, true));
        assert_eq!(history(&[first, again]).lost_on(day("2024-01-01")), Some(day("2022-06-01")));
        let returned = loss("2022-06-01", None, Some("2023-01-01"), true);
        assert_eq!(history(&[returned, again]).lost_on(day("2024-01-01")), Some(day("2023-05-01")));
    }

    #[test]
    fn a_life_begins_gives_notice_ends_and_may_begin_again() {
        let story = history(&[loss("2022-06-01", Some("2022-03-01"), Some("2023-01-01"), true)]);
        for (when, life) in [
            ("2019-12-31", Life::Before),
            ("2020-01-01", Life::Open { notice: false }),
            ("2022-03-01", Life::Open { notice: true }),
            ("2022-06-01", Life::Lost),
            ("2022-12-31", Life::Lost),
            ("2023-01-01", Life::Open { notice: false }),
        ] {
            assert_eq!(story.life(day(when)), life, "{when}");
        }
    }

    #[test]
    fn notice_is_an_event_until_they_renew() {
        let notice =
            Fact::Event { id: Id::new(1), kind: EventKind::Notice, on: day("2021-03-01"), known: day("2021-03-01") };
        let story = history(&[notice, line("2020-01-01", "2021-05-01", None, false)]);
        assert_eq!(story.life(day("2021-04-01")), Life::Open { notice: true });
        assert_eq!(story.life(day("2021-05-02")), Life::Open { notice: false });
        assert_eq!(history(&[notice]).life(day("2022-03-02")), Life::Open { notice: false }, "a year is long enough");
    }

    #[test]
    fn what_was_seen_adds_up_days_and_nobody_is_lost_twice() {
        let gone = history(&[loss("2020-01-31", None, None, true), loss("2020-03-01", None, None, true)]);
        assert_eq!(gone.seen(day("2021-01-01")), (1, Some(30)));
        let fate = history(&[loss("2020-01-31", None, None, false)]);
        assert_eq!(fate.seen(day("2021-01-01")), (0, Some(30)));
        // Thirty days, away, and since the first of March again.
        let back = history(&[loss("2020-01-31", None, Some("2020-03-01"), true)]);
        assert_eq!(back.seen(day("2020-03-11")), (1, Some(day("2020-03-01").number() - 30)));
        assert_eq!(back.seen(day("2020-02-10")), (1, Some(30)));
        assert_eq!(history(&[]).seen(day("2019-01-01")), (0, None));
        let early = history(&[loss("2019-01-01", None, None, true)]);
        assert_eq!(early.seen(day("2020-02-01")), (0, None), "a loss before the signature is none that was seen");
        assert_eq!(early.life(day("2020-02-01")), Life::Lost);
    }

    #[test]
    fn what_it_is_worth_are_the_lines_in_force_and_no_rate_is_no_sum() {
        let one = line("2020-01-01", "2020-12-31", Some(100), true);
        let two = line("2020-06-01", "2021-05-31", Some(50), true);
        let mut story = history(&[one, two, line("2021-01-01", "2021-12-31", Some(70), true)]);
        story.link_lines();
        let on = |when: &str| story.value_on(day(when));
        assert_eq!(
            (on("2020-03-01"), on("2020-07-01"), on("2021-02-01"), on("2022-06-01")),
            (Some(100), Some(150), Some(120), Some(120)),
            "the third takes the place of the first, and what was renewed runs on"
        );
        let unrated = history(&[one, line("2020-06-01", "2021-05-31", None, true)]);
        assert_eq!((unrated.value_on(day("2020-03-01")), unrated.value_on(day("2020-07-01"))), (Some(100), None));
    }
}
