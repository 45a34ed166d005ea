//! What is recorded beside touches and pulses: problems, commitments, bills, terms, hand-offs, stages, plans.

use super::Gather;
use crate::domain::contract::notice_deadline;
use crate::domain::day::Day;
use crate::domain::risk::facts::{Bills, Facts, Handing};
use crate::domain::risk::history::Fact;
use crate::domain::risk::timing::Timing;
use crate::domain::words::{ContractOutcome, EventKind};

impl Gather<'_> {
    /// Reads every other fact once.
    pub(super) fn records(&self, facts: &mut Facts) {
        let (mut billed, mut open) = (Billed::default(), Undecided::default());
        for fact in &self.history.facts {
            match *fact {
                Fact::Issue { .. } | Fact::Commitment { .. } => self.owed(*fact, facts),
                Fact::Invoice { .. } => self.bill(*fact, &mut facts.bills, &mut billed),
                Fact::Contract { .. } => self.term(*fact, facts, &mut open),
                Fact::Handoff { offered, answered, accepted, known } if self.by_then(offered, known) => {
                    let answered = answered.is_some_and(|on| on <= self.day);
                    let waited = self.company.calendar.working_days(offered, self.day);
                    let handing =
                        Handing { offered, waited, accepted: answered && accepted, returned: answered && !accepted };
                    if facts.handoff.is_none_or(|known| known.offered <= offered) {
                        facts.handoff = Some(handing);
                    }
                }
                Fact::Stay { stage, entered, left, known, .. } if self.by_then(entered, known) => {
                    let stays = left.is_none_or(|left| left > self.day);
                    if stays && facts.stage.is_none_or(|(_, since)| since <= entered) {
                        facts.stage = Some((stage, entered));
                    }
                }
                Fact::Play { settled, known } => {
                    facts.in_hot_spot |= known <= self.day && settled.is_none_or(|on| on > self.day);
                }
                Fact::Plan { joint: true, reviewed: Some(reviewed), closed, known }
                    if self.by_then(reviewed, known) && closed.is_none_or(|closed| closed > self.day) =>
                {
                    facts.plan_reviewed = facts.plan_reviewed.max(Some(reviewed));
                }
                Fact::CompanyUpdate { on, known } if self.by_then(on, known) => {
                    facts.last_updates = facts.last_updates.max(Some(on));
                }
                Fact::Referral { on, known } if self.by_then(on, known) => {
                    facts.referred = facts.referred.max(Some(on));
                }
                Fact::Loss { on, decided, known, .. } => {
                    let since = decided.unwrap_or(on).min(on);
                    if self.by_then(since, known) {
                        facts.nearly_left = facts.nearly_left.max(Some(since));
                    }
                }
                Fact::Event { kind, on, known, .. } if self.by_then(on, known) => event(kind, on, facts),
                _ => {}
            }
        }
        facts.stage_limit =
            facts.stage.and_then(|(stage, _)| self.company.stalled.get(usize::from(stage)).copied().flatten());
        facts.billings = self.billings(&billed);
        facts.timing = if self.history.has_given_notice(self.day) { Timing::Noticed } else { self.timing(&open) };
    }

    /// When they can decide, by the contracts that nobody has decided yet (METHOD §5.2).
    fn timing(&self, open: &Undecided) -> Timing {
        let horizon = self.points.probability.horizon;
        match (open.next, open.last_end) {
            (Some(next), _) if next <= self.day.plus(horizon) => Timing::Soon,
            _ if open.expired => Timing::Soon,
            _ if open.unbound => Timing::AnyDay,
            (Some(_), _) | (None, Some(_)) => Timing::Later,
            (None, None) => Timing::AnyDay,
        }
    }

    /// Problems they reported and commitments of our team.
    fn owed(&self, fact: Fact, facts: &mut Facts) {
        match fact {
            Fact::Issue { opened, closed, known, escalation } if self.by_then(opened, known) => {
                let issues = &mut facts.issues;
                issues.recorded = true;
                match closed.filter(|closed| *closed <= self.day) {
                    Some(closed) if escalation => issues.closed = issues.closed.max(Some(closed)),
                    Some(_) => {}
                    None => {
                        issues.open += 1;
                        issues.escalations += u32::from(escalation);
                        issues.oldest = Some(issues.oldest.map_or(opened, |oldest| oldest.min(opened)));
                    }
                }
            }
            Fact::Commitment { id, due, settled, known }
                if due < self.day && known <= self.day && settled.is_none_or(|on| on > self.day) =>
            {
                facts.commitments.overdue += 1;
                if facts.commitments.oldest.is_none_or(|(_, oldest)| due < oldest) {
                    facts.commitments.oldest = Some((id, due));
                }
            }
            _ => {}
        }
    }

    fn bill(&self, fact: Fact, bills: &mut Bills, billed: &mut Billed) {
        let Fact::Invoice { id, issued, due, paid, known, disputed, amount } = fact else { return };
        if !self.by_then(issued, known) {
            return;
        }
        bills.recorded = true;
        billed.take(issued, amount.unwrap_or(0), self.day, self.points.n1.days);
        if paid.is_some_and(|paid| paid <= self.day) {
            return;
        }
        if disputed {
            bills.disputed = Some(id);
        }
        if let Some(due) = due
            && due < self.day
            && bills.late.is_none_or(|(_, oldest)| due < oldest)
        {
            bills.late = Some((id, due));
        }
    }

    /// A contract line: whether it is in force, by when it must be decided, whether they bought less.
    fn term(&self, fact: Fact, facts: &mut Facts, open: &mut Undecided) {
        let Fact::Contract { start, end, notice_days, outcome, outcome_on, known, .. } = fact else { return };
        let learned = known.or(start);
        if learned.is_some_and(|learned| learned > self.day) {
            return;
        }
        // A later line that took its place decides it as an outcome does, without saying how.
        let followed = outcome.is_none() && self.history.next(&fact, self.day).is_some();
        let decided = followed || outcome.is_some() && outcome_on.or(end).is_none_or(|on| on <= self.day);
        let runs = end.is_none_or(|end| end >= self.day);
        facts.under_contract |= runs || !decided;
        match (end, decided) {
            (Some(end), false) => {
                let decision = notice_deadline(end, u32::from(notice_days));
                open.take(self.day, decision, end);
                if facts.decision_on.is_none_or(|known| decision < known) {
                    facts.decision_on = Some(decision);
                }
            }
            (None, false) => open.unbound = true,
            (_, true) if matches!(outcome, Some(ContractOutcome::Downsell | ContractOutcome::Churned)) => {
                facts.nearly_left = facts.nearly_left.max(outcome_on.or(end));
            }
            _ => {}
        }
        let stays = outcome.is_some_and(|outcome| outcome != ContractOutcome::Churned) || followed;
        if decided && stays {
            facts.stayed_on = facts.stayed_on.max(outcome_on.or(end).map(|on| on.min(self.day)));
        }
    }

    /// Billings lately and a year before; `None` where bills do not reach back so far.
    fn billings(&self, billed: &Billed) -> Option<(i64, i64)> {
        let begins = self.day.plus(-365 - self.points.n1.days);
        let long_enough = billed.first.is_some_and(|first| first <= begins.plus(self.points.n1.days));
        (long_enough && billed.year_ago > 0).then_some((billed.lately, billed.year_ago))
    }
}

fn event(kind: EventKind, on: Day, facts: &mut Facts) {
    match kind {
        EventKind::Notice => facts.nearly_left = facts.nearly_left.max(Some(on)),
        EventKind::Referral => facts.referred = facts.referred.max(Some(on)),
        _ => {}
    }
}

/// Days after a notice deadline, and after the end of a contract, for which it still counts as being decided: what became of
/// it is not written down on the day.
const GRACE: i32 = 30;

/// What the contracts that nobody has decided say of when.
#[derive(Debug, Default)]
struct Undecided {
    /// The next notice deadline.
    next: Option<Day>,
    /// The last end among those whose deadline has passed while they run on.
    last_end: Option<Day>,
    /// Whether a deadline, or a contract, has just passed without a word.
    expired: bool,
    /// Whether one has no end.
    unbound: bool,
}

impl Undecided {
    fn take(&mut self, day: Day, decision: Day, end: Day) {
        let is_fresh = |on: Day| on < day && on.days_to(day) <= GRACE;
        if decision >= day {
            self.next = Some(self.next.map_or(decision, |next| next.min(decision)));
        } else if is_fresh(decision) || is_fresh(end) {
            self.expired = true;
        } else if end >= day {
            // Nobody gave notice by the deadline.
            self.last_end = self.last_end.max(Some(end));
        }
    }
}

/// Sums of bills.
#[derive(Debug, Default)]
struct Billed {
    first: Option<Day>,
    lately: i64,
    year_ago: i64,
}

impl Billed {
    fn take(&mut self, issued: Day, amount: i64, day: Day, days: i32) {
        self.first = Some(self.first.map_or(issued, |first| first.min(issued)));
        match issued.days_to(day) {
            ago if (0..days).contains(&ago) => self.lately = self.lately.saturating_add(amount),
            ago if (365..365 + days).contains(&ago) => self.year_ago = self.year_ago.saturating_add(amount),
            _ => {}
        }
    }
}
