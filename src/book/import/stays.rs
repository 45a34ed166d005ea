//! Stays that a file tells, brought in line with those that the book has.
//!
//! An account that was taken in with its stage alone is thought to be there since it signed. A history that comes later
//! knows better: what was only thought gives way, and who entered the next stage has left the one before.

use super::importer::Importer;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::stage_period::StagePeriod;
use crate::domain::stages::Stages;

/// Brings the stays of every account that the file told of in line.
pub(super) fn straighten(importer: &mut Importer<'_, '_>, stages: &Stages) -> Result<()> {
    for (account, told) in std::mem::take(&mut importer.stays) {
        one(importer, stages, Id::new(account), &told)?;
    }
    Ok(())
}

fn one(importer: &mut Importer<'_, '_>, stages: &Stages, account: Id<Account>, told: &[i64]) -> Result<()> {
    let mut stays: Vec<StagePeriod> = importer.edit.of_account(account)?;
    let customer: Account = importer.edit.get(account)?;
    let is_thought = |stay: &StagePeriod| {
        !told.contains(&stay.id.raw())
            && stay.external_id.is_none()
            && stay.left_on.is_none()
            && customer.customer_since == Some(stay.entered_on)
    };
    for stay in stays.extract_if(.., |stay| is_thought(stay)) {
        importer.edit.remove(stay.id)?;
    }
    stays.sort_by_key(|stay| (stay.entered_on, stages.place(&stay.stage), stay.id.raw()));
    for pair in stays.windows(2) {
        if let [stay, next] = pair
            && stay.left_on.is_none()
        {
            importer.edit.put(&StagePeriod { left_on: Some(next.entered_on), ..stay.clone() })?;
        }
    }
    match stays.last() {
        Some(last) if last.left_on.is_none() && last.stage != customer.stage => {
            importer.edit.put(&Account { stage: last.stage.clone(), ..customer })
        }
        _ => Ok(()),
    }
}
