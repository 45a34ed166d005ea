//! Sales that were let down after the signature: handed to nobody, met by silence, left with commitments that nobody keeps.

use super::ledger::Ledger;
use super::line::GRACE;
use super::{Period, share};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::vocabulary::words;

words! {
    /// How a customer is abandoned after a sale (METHOD §6).
    Cause, "cause of abandonment" {
        /// Nobody had accepted the hand-off at day 7.
        Handoff = "hand-off",
        /// More than 30 days went by without a meaningful touch.
        Silence = "silence",
        /// The next step that the customer knows of was more than 14 days overdue.
        NextStep = "next-step",
        /// A commitment of the sale had no owner at day 14.
        Commitment = "promise",
    }
}

impl Cause {
    /// What happened, for people.
    pub const fn title(self) -> &'static str {
        match self {
            Cause::Handoff => "hand-off not accepted by day 7",
            Cause::Silence => "over 30 days without a meaningful touch",
            Cause::NextStep => "next step over 14 days late",
            Cause::Commitment => "commitment without an owner at day 14",
        }
    }
}

/// Days after a sale over which it is judged.
pub const WINDOW: i32 = 90;
/// The day by the end of which a hand-off is to be accepted.
const ACCEPTED_BY: i32 = 7;
/// The most days between two meaningful touches.
const SILENCE: i32 = 30;
/// The most days for which a next step is overdue, and the day at which each commitment has an owner.
const LATE: i32 = 14;

/// A sale: the signature, or something more that was bought later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sale {
    /// The day.
    pub on: Day,
    /// Whether they were a customer before.
    pub expansion: bool,
}

/// The sales to an account: its signature, each later line that follows no other, each deal `won`. What lies within 30 days
/// of a sale before is part of it.
pub fn sales(ledger: &Ledger, won: &[Day]) -> Vec<Sale> {
    let Some(first) = ledger.begins() else { return Vec::new() };
    let lines = ledger.lines.iter().filter(|line| !line.follows).filter_map(|line| line.start);
    let mut later: Vec<Day> = lines.chain(won.iter().copied()).filter(|on| *on > first).collect();
    later.sort_unstable();
    let mut all = vec![Sale { on: first, expansion: false }];
    for on in later {
        if all.last().is_some_and(|before| before.on.days_to(on) > GRACE) {
            all.push(Sale { on, expansion: true });
        }
    }
    all
}

/// An offer of an account to service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The day of it.
    pub on: Day,
    /// The day it was accepted; none: it is not, or it was returned.
    pub accepted: Option<Day>,
}

/// A next step that the customer knows of, or a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitmentFact {
    /// Whether it is a next step.
    pub is_step: bool,
    /// The day by which.
    pub due: Option<Day>,
    /// The day it was kept or given up.
    pub settled: Option<Day>,
    /// The day the book learned of it; none: not known.
    pub known: Option<Day>,
    /// Whether anybody answers for it.
    pub owned: bool,
}

/// What an account saw after its sales.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aftercare {
    /// The first day on which the account was watched; none: from the beginning.
    pub observed: Option<Day>,
    /// Deals that were won.
    pub won: Vec<Day>,
    /// Offers to service.
    pub offers: Vec<Offer>,
    /// Days of meaningful touches, in order.
    pub touches: Vec<Day>,
    /// Commitments and next steps.
    pub commitments: Vec<CommitmentFact>,
}

/// Since when a book records what sales are judged by; none: it never has. What nobody wrote down is no neglect.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watch {
    /// The first offer of a hand-off.
    pub handoffs: Option<Day>,
    /// The first meaningful touch.
    pub touches: Option<Day>,
}

/// How a sale was let down, each cause with the day on which it was.
pub type Causes = Vec<(Cause, Day)>;

/// Judges a sale by what happened until the end of `until`; `None`: nobody watched it.
pub fn judge(sale: Sale, ledger: &Ledger, care: &Aftercare, watch: Watch, until: Day) -> Option<Causes> {
    let by = |first: Option<Day>, days: i32| first.is_some_and(|first| first <= sale.on.plus(days));
    let (handoffs, touches) = (by(watch.handoffs, ACCEPTED_BY), by(watch.touches, SILENCE));
    if care.observed.is_some_and(|observed| observed > sale.on) || !(handoffs || touches) {
        return None;
    }
    let gone = ledger.absences.iter().map(|absence| absence.on).find(|on| *on >= sale.on);
    let end = sale.on.plus(WINDOW).min(until).min(gone.unwrap_or(until));
    let found = [
        (Cause::Handoff, handoffs.then(|| unaccepted(sale, &care.offers, end)).flatten()),
        (Cause::Silence, touches.then(|| silence(sale.on, &care.touches, end)).flatten()),
        (Cause::NextStep, care.commitments.iter().filter_map(|one| overdue(sale.on, one, end)).min()),
        (
            Cause::Commitment,
            care.commitments.iter().any(|one| is_unowned(sale.on, one, end)).then(|| sale.on.plus(LATE)),
        ),
    ];
    Some(found.into_iter().filter_map(|(cause, on)| Some((cause, on?))).collect())
}

/// Day 7, when it is over without an acceptance. What was accepted before holds for an expansion that was offered to nobody.
fn unaccepted(sale: Sale, offers: &[Offer], end: Day) -> Option<Day> {
    let last = sale.on.plus(ACCEPTED_BY);
    let accepted = |offer: &&Offer| offer.accepted.is_some_and(|on| on <= last);
    let since: Vec<&Offer> = offers.iter().filter(|offer| (sale.on..=last).contains(&offer.on)).collect();
    let taken = if sale.expansion && !since.is_empty() {
        since.iter().any(accepted)
    } else {
        offers.iter().any(|offer| accepted(&offer))
    };
    (!taken && end > last).then_some(last)
}

/// The first day of silence beyond what is borne.
fn silence(sale: Day, touches: &[Day], end: Day) -> Option<Day> {
    let mut before = sale;
    let first = touches.partition_point(|on| *on < sale);
    for on in touches[first..].iter().copied().take_while(|on| *on <= end).chain([end]) {
        if before.days_to(on) > SILENCE {
            return Some(before.plus(SILENCE + 1));
        }
        before = on;
    }
    None
}

/// The day on which a next step that fell due after the sale was overdue for too long.
fn overdue(sale: Day, one: &CommitmentFact, end: Day) -> Option<Day> {
    let due = one.due.filter(|due| one.is_step && *due >= sale)?;
    let late = due.plus(LATE + 1);
    (late <= end && one.settled.is_none_or(|on| on >= late)).then_some(late)
}

/// Whether a commitment that belongs to the sale had no owner at day 14.
fn is_unowned(sale: Day, one: &CommitmentFact, end: Day) -> bool {
    let last = sale.plus(LATE);
    let of_the_sale = match (one.due, one.known) {
        (Some(due), Some(known)) => due >= sale && known <= last,
        (Some(due), None) => (sale..=sale.plus(WINDOW)).contains(&due),
        (None, Some(known)) => (sale..=last).contains(&known),
        (None, None) => false,
    };
    !one.is_step && !one.owned && of_the_sale && last <= end && one.settled.is_none_or(|on| on > last)
}

/// A sale that was let down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The account.
    pub account: Id<Account>,
    /// The sale.
    pub sale: Sale,
    /// How.
    pub causes: Causes,
}

impl Case {
    /// The first day on which it was let down.
    pub fn on(&self) -> Day {
        self.causes.iter().map(|(_, on)| *on).min().unwrap_or(self.sale.on)
    }
}

/// Post-sale abandonment: of the sales whose 90th day lies in a period, those that were let down (METHOD §6).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Abandonment {
    /// Sales judged.
    pub judged: u64,
    /// Those let down, the latest sale first.
    pub cases: Vec<Case>,
    /// Sales whose 90th day lies in the period and that nobody watched, in no count.
    pub unwatched: u64,
    /// The last day, by the end of the period, on which any sale was let down, judged already or not; none: never.
    pub last: Option<Day>,
}

impl Abandonment {
    /// Judges the sales to an account.
    pub fn add(&mut self, account: Id<Account>, ledger: &Ledger, care: &Aftercare, watch: Watch, period: Period) {
        for sale in sales(ledger, &care.won).into_iter().filter(|sale| sale.on <= period.to) {
            let is_of_period = period.contains(sale.on.plus(WINDOW));
            let Some(causes) = judge(sale, ledger, care, watch, period.to) else {
                self.unwatched += u64::from(is_of_period);
                continue;
            };
            self.judged += u64::from(is_of_period);
            if causes.is_empty() {
                continue;
            }
            let case = Case { account, sale, causes };
            self.last = self.last.max(Some(case.on()));
            if is_of_period {
                self.cases.push(case);
            }
        }
    }

    /// Puts the latest sale first.
    pub fn settle(&mut self) {
        self.cases.sort_by_key(|case| (std::cmp::Reverse(case.sale.on), case.account));
    }

    /// How many were let down.
    pub fn abandoned(&self) -> u64 {
        self.cases.len() as u64
    }

    /// Of how many this was a cause.
    pub fn of_cause(&self, cause: Cause) -> u64 {
        self.cases.iter().filter(|case| case.causes.iter().any(|(one, _)| *one == cause)).count() as u64
    }

    /// The share let down, 0 to 1; `None`: none was judged.
    pub fn rate(&self) -> Option<f64> {
        share(self.abandoned(), self.judged)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Amount;
    use super::super::absence::Absence;
    use super::super::line::{Line, succeed};
    use super::*;
    use proptest::prelude::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    fn ledger() -> Ledger {
        Ledger { since: Some(day(0)), own: Amount::Known(5).into(), ..Ledger::default() }
    }

    /// Accepted on day 5, met every 20 days.
    fn good() -> Aftercare {
        Aftercare {
            offers: vec![Offer { on: day(1), accepted: Some(day(5)) }],
            touches: (0..20).map(|number| day(number * 20)).collect(),
            ..Aftercare::default()
        }
    }

    const WATCHED: Watch = Watch { handoffs: Some(Day::ZERO), touches: Some(Day::ZERO) };
    const FIRST: fn() -> Sale = || Sale { on: day(0), expansion: false };

    fn told(care: &Aftercare, until: i32) -> Vec<(Cause, i32)> {
        let causes = judge(FIRST(), &ledger(), care, WATCHED, day(until)).unwrap();
        causes.into_iter().map(|(cause, on)| (cause, day(0).days_to(on))).collect()
    }

    #[test]
    fn each_cause_has_its_day_and_none_comes_early() {
        assert_eq!(told(&good(), 90), []);
        let late = Aftercare { offers: vec![Offer { on: day(1), accepted: Some(day(8)) }], ..good() };
        assert_eq!((told(&late, 7), told(&late, 8)), (vec![], vec![(Cause::Handoff, 7)]));
        let silent = Aftercare { touches: vec![day(20), day(51)], ..good() };
        assert_eq!((told(&silent, 50), told(&silent, 90)), (vec![], vec![(Cause::Silence, 51)]));
        let never = Aftercare { touches: Vec::new(), ..good() };
        assert_eq!((told(&never, 30), told(&never, 31)), (vec![], vec![(Cause::Silence, 31)]));
        let step = CommitmentFact { is_step: true, due: Some(day(10)), settled: None, known: None, owned: true };
        let with = |commitment| Aftercare { commitments: vec![commitment], ..good() };
        assert_eq!((told(&with(step), 24), told(&with(step), 25)), (vec![], vec![(Cause::NextStep, 25)]));
        assert_eq!(told(&with(CommitmentFact { settled: Some(day(24)), ..step }), 90), []);
        assert_eq!(told(&with(CommitmentFact { due: Some(day(-1)), ..step }), 90), []);
        let commitment = CommitmentFact { is_step: false, owned: false, due: Some(day(40)), ..step };
        assert_eq!((told(&with(commitment), 13), told(&with(commitment), 14)), (vec![], vec![(Cause::Commitment, 14)]));
        for fine in [
            CommitmentFact { owned: true, ..commitment },
            CommitmentFact { settled: Some(day(14)), ..commitment },
            CommitmentFact { due: Some(day(91)), ..commitment },
            CommitmentFact { known: Some(day(15)), ..commitment },
            CommitmentFact { due: None, ..commitment },
        ] {
            assert_eq!(told(&with(fine), 90), [], "{fine:?}");
        }
    }

    #[test]
    fn what_nobody_wrote_down_is_no_neglect() {
        let read = |care: &Aftercare, watch| judge(FIRST(), &ledger(), care, watch, day(90));
        assert_eq!(read(&Aftercare::default(), Watch::default()), None);
        assert_eq!(read(&Aftercare { observed: Some(day(1)), ..good() }, WATCHED), None);
        let touches = Watch { handoffs: Some(day(8)), touches: Some(day(30)) };
        let causes = read(&Aftercare::default(), touches).unwrap();
        assert_eq!(causes, [(Cause::Silence, day(31))], "hand-offs were not recorded yet");
        let gone = Ledger { absences: vec![Absence { on: day(20), back: None }], ..ledger() };
        let none = Aftercare { touches: Vec::new(), ..good() };
        assert_eq!(judge(FIRST(), &gone, &none, WATCHED, day(90)), Some(Vec::new()), "nobody is silent to who is gone");
    }

    #[test]
    fn an_expansion_is_a_sale_and_a_renewal_is_none() {
        let line = |product: &str, from: i32, to: i32| Line {
            product: Some(product.into()),
            start: Some(day(from)),
            end: Some(day(to)),
            ..Line::default()
        };
        let mut more = Ledger { lines: vec![line("A", 0, 364), line("A", 365, 729), line("B", 400, 765)], ..ledger() };
        succeed(&mut more.lines);
        let on: Vec<i32> = sales(&more, &[day(410), day(500)]).iter().map(|sale| day(0).days_to(sale.on)).collect();
        assert_eq!(on, [0, 400, 500]);
        let expansion = Sale { on: day(400), expansion: true };
        let read = |offers: Vec<Offer>| unaccepted(expansion, &offers, day(490)).is_some();
        assert!(read(Vec::new()));
        assert!(!read(good().offers), "service has the account already");
        assert!(read(vec![good().offers[0], Offer { on: day(401), accepted: None }]));
        assert!(!read(vec![Offer { on: day(401), accepted: Some(day(407)) }]));
    }

    #[test]
    fn a_sale_counts_in_the_period_of_its_ninetieth_day_and_the_last_failure_at_once() {
        let count = |care: &Aftercare, from: i32, to: i32| {
            let mut all = Abandonment::default();
            all.add(Id::new(1), &ledger(), care, WATCHED, Period { from: day(from), to: day(to) });
            (all.judged, all.abandoned(), all.last.map(|last| day(0).days_to(last)))
        };
        let never = Aftercare { touches: Vec::new(), ..good() };
        assert_eq!(count(&never, 60, 89), (0, 0, Some(31)));
        assert_eq!(count(&never, 60, 90), (1, 1, Some(31)));
        assert_eq!(count(&never, 91, 200), (0, 0, Some(31)));
        assert_eq!(count(&good(), 60, 90), (1, 0, None));
        assert_eq!((Abandonment::default().rate(), Abandonment::default().last), (None, None));
    }

    proptest! {
        #[test]
        fn causes_lie_in_the_window_and_more_touches_never_harm(
            mut touches in prop::collection::vec(0_i32..100, 0..12), one in 0_i32..100, until in 0_i32..120
        ) {
            touches.sort_unstable();
            let care = |touches: &[i32]| Aftercare { touches: touches.iter().map(|on| day(*on)).collect(), ..good() };
            let before = told(&care(&touches), until);
            for (_, on) in &before {
                prop_assert!((1..=WINDOW.min(until)).contains(on));
            }
            touches.push(one);
            touches.sort_unstable();
            let after = told(&care(&touches), until);
            prop_assert!(after.first().is_none_or(|(_, on)| before.first().is_some_and(|(_, first)| first <= on)));
        }
    }
}
