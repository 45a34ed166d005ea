//! Whose day Today shows: everybody's, or that of one team member. And what there is to do where nothing is due: whom to
//! ask, what tomorrow begins with.

use super::super::Book;
use crate::domain::day::spoken;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::today::{Line, smallest};
use crate::store::cockpit::Ranked;
use crate::store::due::Whose;

impl Book {
    /// Whose day Today shows; none: everybody's. It starts with mine, where others work with this book too.
    pub fn whose_day(&self) -> Result<Whose> {
        self.day_of.map_or_else(|| self.mine(), Ok)
    }

    /// Until the book is closed Today shows the day of this member; none: everybody's.
    pub fn show_day_of(&mut self, whose: Whose) {
        self.day_of = Some(whose);
    }

    /// Shows again the day that Today starts with.
    pub fn show_first_day(&mut self) {
        self.day_of = None;
    }

    /// Whether Today shows another day than the one it starts with.
    pub fn is_other_day(&self) -> Result<bool> {
        Ok(self.whose_day()? != self.mine()?)
    }

    /// Who of our team has actions or commitments to customers that are due, and how many, the most first.
    pub fn due_by_owner(&self) -> Result<Vec<(Member, u64)>> {
        let found = self.store.due_by_owner(self.today())?.into_iter();
        found.map(|(member, count)| Ok((self.get(member)?, count))).collect()
    }

    /// The smallest step that can be taken now: the shortest line of the day, or, where nothing is due, asking the account
    /// that was seen longest ago. None: there is no account.
    pub fn smallest_step(&self, whose: Whose) -> Result<Option<Line>> {
        if let Some(line) = smallest(&self.today_list(whose, false)?.lines) {
            return Ok(Some(line.clone()));
        }
        let Some(calm) = self.calm_account(whose)? else { return Ok(None) };
        let today = self.today();
        let seen =
            calm.last_touch.map_or_else(|| "not met yet".to_owned(), |on| format!("last met {}", spoken(on, today)));
        let mut line = self.due_line(&calm, &[]);
        line.reason = format!("nothing is due, {seen}");
        Ok(Some(line))
    }

    /// Whom to ask on a calm day: the open account that was seen longest ago.
    pub fn calm_account(&self, whose: Whose) -> Result<Option<Ranked>> {
        self.store.longest_quiet(self.today(), whose, &self.odds())
    }

    /// What tomorrow begins with: the first line that falls due then. None: nothing does.
    pub fn tomorrow_first(&self, whose: Whose) -> Result<Option<Line>> {
        let tomorrow = self.today().plus(1);
        let dated = self.store.due_dated(tomorrow, whose, super::LONGEST)?;
        let commitment = dated.commitments.iter().find(|one| one.due == Some(tomorrow));
        if let Some(commitment) = commitment {
            return self.commitment_line(commitment).map(Some);
        }
        let action = dated.actions.into_iter().find(|one| one.due == Some(tomorrow));
        if let Some(action) = action {
            return self.action_line(action).map(Some);
        }
        let (planned, _) = self.planned(tomorrow, whose, super::LONGEST)?;
        let planned = planned.into_iter().find(|one| one.due == tomorrow);
        planned.map(|one| self.planned_line(one)).transpose()
    }
}
