//! Gaps between the sale and the service: of one account, of the whole book, and those that come over and over.

use super::{Book, Flow};
use crate::domain::account::Account;
use crate::domain::checklist::is_confirmed;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::gap::{
    Gap, Gapped, Introduced, Offered, PRESENT, Repeat, Start, Step, YEAR, YOUNG, of_start, repeats,
};
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::words::{CommitmentKind, HandoffState};
use crate::store::gaps::Whose;
use std::collections::{BTreeMap, HashMap};

/// The gaps of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gaps {
    /// Accounts with open gaps, those with the most first.
    pub accounts: Vec<Gapped>,
    /// What they are worth together.
    pub worth: Flow,
    /// Accounts by the step at which something is missing, in the order of steps.
    pub by_step: Vec<(Step, u64)>,
    /// What failed over and over at the starts of the last [`YEAR`] days.
    pub repeats: Vec<Repeat>,
    /// How many starts these were.
    pub starts: u64,
}

impl Book {
    /// The open gaps of an account, the longest open first.
    pub fn gaps_of(&self, account: Id<Account>) -> Result<Vec<Gap>> {
        let today = self.today();
        let mut gaps = Vec::new();
        let signed = self.get(account)?.customer_since;
        if signed.is_some_and(|signed| (0..=YOUNG).contains(&signed.days_to(today))) {
            gaps.extend(of_start(&self.start_of(account)?, today));
        }
        for found in self.gaps_at_any_age(Whose::One(account))? {
            gaps.push(found.1);
        }
        Ok(settled(gaps))
    }

    /// The open gaps of every account, and what fails over and over. Reads what the book holds of each young customer.
    pub fn gaps(&self) -> Result<Gaps> {
        let _reading = self.store.reading()?;
        let today = self.today();
        let (mut open, mut ever) = (BTreeMap::<Id<Account>, Vec<Gap>>::new(), Vec::new());
        let started = self.store.signed_between(today.plus(-YEAR), today)?;
        for account in &started {
            let start = self.start_of(*account)?;
            let gaps = of_start(&start, today);
            if start.signed.is_some_and(|signed| signed.days_to(today) <= YOUNG) {
                open.entry(*account).or_default().extend(gaps.iter().cloned());
            }
            ever.extend(gaps);
        }
        for (account, gap) in self.gaps_at_any_age(Whose::All)? {
            open.entry(account).or_default().push(gap);
        }
        let teams: HashMap<Id<Member>, Option<String>> =
            self.all::<Member>()?.into_iter().map(|one| (one.id, one.team)).collect();
        let repeats = repeats(ever.iter(), |member| teams.get(&member).cloned().flatten());
        let mut gaps = Gaps { repeats, starts: started.len() as u64, ..Gaps::default() };
        for (account, found) in open {
            let found = settled(found);
            if !found.is_empty() {
                gaps.worth.add(self.standing(account)?.value);
                gaps.accounts.push(Gapped { account, gaps: found });
            }
        }
        gaps.accounts.sort_by_key(|one| (std::cmp::Reverse(one.gaps.len()), one.gaps.first().map(|gap| gap.since)));
        let with = |step| gaps.accounts.iter().filter(|one| one.gaps.iter().any(|gap| gap.step == step)).count();
        gaps.by_step = Step::ALL.iter().map(|step| (*step, with(*step) as u64)).collect();
        Ok(gaps)
    }

    /// Gaps that no age excuses: nobody leads, the customer waits, an open item is nobody's.
    fn gaps_at_any_age(&self, whose: Whose) -> Result<Vec<(Id<Account>, Gap)>> {
        let today = self.today();
        let mut all = self.store.leaderless(whose, today)?;
        all.extend(self.store.waiting(whose, today)?);
        all.extend(self.store.unowned(whose, today)?);
        Ok(all)
    }

    fn start_of(&self, id: Id<Account>) -> Result<Start> {
        let account = self.get(id)?;
        let offers: Vec<Handoff> = self.of_account(id)?;
        let commitments: Vec<Commitment> = self.of_account(id)?;
        let checklist = self.checklist_of(id)?;
        let confirmed = is_confirmed(&checklist, self.checklist());
        let last = checklist.iter().filter_map(|line| line.record.as_ref()?.confirmed_on).max();
        let introduced = self.introductions(id)?;
        Ok(Start {
            signed: account.customer_since,
            lead: self.lead(id)?,
            offers: offers.iter().map(|one| self.offered(one)).collect::<Result<_>>()?,
            introduced: introduced
                .into_iter()
                .map(|one| Introduced { role: one.role, member: one.member, on: one.on })
                .collect(),
            step_known: commitments.iter().filter_map(|one| first_known(one, account.customer_since)).min(),
            has_checklist: !self.checklist().list.is_empty(),
            checklist_confirmed: last.filter(|_| confirmed),
        })
    }

    fn offered(&self, one: &Handoff) -> Result<Offered> {
        let answered = |state| one.answered_on.filter(|_| one.state == state);
        Ok(Offered {
            on: one.offered_on,
            from: one.from_member,
            to: one.to_member,
            accepted: answered(HandoffState::Accepted),
            returned: answered(HandoffState::Returned),
            together: self.seller_present(one)?,
        })
    }

    /// The first day on which who hands over and who takes it met the customer together, from [`PRESENT`] days before the
    /// offer on. It is read from the touches that name both, not from a tick: what nobody logged did not happen.
    pub fn seller_present(&self, one: &Handoff) -> Result<Option<Day>> {
        let (Some(seller), Some(receiver)) = (one.from_member, one.to_member) else { return Ok(None) };
        let since = one.offered_on.plus(-PRESENT);
        self.store.first_touch_together(one.account, (seller, receiver), since, self.today())
    }
}

/// The day from which a customer knew of a commitment that fell due after the signature; its day where nothing else is known.
fn first_known(one: &Commitment, signed: Option<Day>) -> Option<Day> {
    let after = one.due.is_none_or(|due| signed.is_none_or(|signed| due >= signed));
    (after && one.kind != CommitmentKind::Charter).then_some(one.known_on.or(signed).or(one.due)).flatten()
}

/// The open ones, the longest open first.
fn settled(mut gaps: Vec<Gap>) -> Vec<Gap> {
    gaps.retain(|gap| gap.closed.is_none());
    gaps.sort_by_key(|gap| (gap.since, gap.step));
    gaps
}
