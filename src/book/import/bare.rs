//! Won deals that say neither what was sold nor until when: a year is assumed of each, as long as no next one says more.

use super::importer::Importer;
use super::unsettled::Bare;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::text::fold;
use crate::domain::words::ContractOutcome;
use crate::exchange::deals::Deal;

/// Whether a contract was more than another deal, and went into the next one with it.
fn went_into_next(line: &Contract) -> bool {
    line.outcome == Some(ContractOutcome::Renewed) && line.outcome_value == Some(0)
}

/// Whether nobody but an import has decided a contract that came of a deal.
pub(super) fn is_undecided(line: &Contract) -> bool {
    line.outcome.is_none() || went_into_next(line)
}

/// The end of a won deal that says none: as an earlier import has shortened it, else as it is assumed.
pub(super) fn assumed_end(known: Option<&Contract>, start: Option<Day>, end: Option<Day>) -> Option<Day> {
    let shortened = known.filter(|line| line.start == start).and_then(|line| line.end);
    shortened.filter(|shorter| Some(*shorter) < end).or(end)
}

impl Importer<'_, '_> {
    /// Remembers a won deal that names no product, in its title neither.
    pub(super) fn note_deal(&mut self, account: i64, contract: i64, deal: &Deal) -> Result<()> {
        let Some(start) = deal.on.filter(|_| deal.product.is_none()) else { return Ok(()) };
        if names_only(&deal.title, &self.account(account)?.name) {
            let list = self.bare.entry(account).or_default();
            list.retain(|one| one.contract != contract);
            list.push(Bare { contract, start, has_end: deal.ends_on.is_some(), is_more: deal.is_more });
        }
        Ok(())
    }

    /// What an earlier import called the contract of such a deal: of the same key, or without one of the same first day.
    pub(super) fn same_bare(&self, account: Option<i64>, deal: &Deal, key: Option<&str>) -> Result<Option<String>> {
        let Some(id) = account.filter(|_| deal.product.is_none()) else { return Ok(None) };
        let name = self.account(id)?.name;
        if !names_only(&deal.title, &name) {
            return Ok(None);
        }
        let lines: Vec<Contract> = self.edit.of_account(Id::new(id))?;
        let known = lines.into_iter().find(|line| {
            let is_it = line.external_id.as_deref() == key && (key.is_some() || line.start == deal.on);
            is_it && is_undecided(line) && !self.won.contains(&line.id.raw())
        });
        Ok(known.and_then(|line| line.product).filter(|product| names_only(product, &name)))
    }

    /// Ends each of them that says no end where the next begins, for nothing says that there are two. What is said to be more
    /// stands beside what was there until the next one, and goes into that.
    pub(super) fn settle_bare(&mut self) -> Result<()> {
        for list in std::mem::take(&mut self.bare).into_values() {
            for one in list.iter().filter(|one| !one.has_end) {
                let next =
                    list.iter().filter(|next| !next.is_more && next.start > one.start).map(|next| next.start).min();
                let line: Contract = self.edit.get(Id::new(one.contract))?;
                let Some(next) = next.filter(|next| line.end.is_some_and(|end| *next <= end)) else { continue };
                let mut line = Contract { end: Some(next.plus(-1)), ..line };
                if one.is_more && line.outcome.is_none() {
                    line.outcome = Some(ContractOutcome::Renewed);
                    (line.outcome_on, line.outcome_value) = (Some(next), Some(0));
                }
                self.edit.put(&line)?;
            }
        }
        Ok(())
    }
}

/// Whether a title says nothing but whose deal it is, and a number.
fn names_only(title: &str, account: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let text = fold(text);
        text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let name = words(account);
    words(title).iter().all(|word| name.contains(word) || word.starts_with(|ch: char| ch.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_the_name_and_a_number_says_nothing_else() {
        for (title, bare) in [
            ("WaveProduction 2301", true),
            ("Poole, Moore and Smith 2311a", true),
            ("waveproduction", true),
            ("WaveProduction seats 2301", false),
            ("Suite", false),
            ("M365", false),
        ] {
            let account = if title.starts_with('P') { "Poole, Moore and Smith" } else { "WaveProduction" };
            assert_eq!(names_only(title, account), bare, "{title}");
        }
    }
}
