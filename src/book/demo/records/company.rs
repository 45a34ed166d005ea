//! What belongs to no account: company news, insights, the charter.

use crate::book::demo::chance::Chance;
use crate::book::demo::people::Staff;
use crate::domain::agreement::Agreement;
use crate::domain::ask::Ask;
use crate::domain::commitment::Commitment;
use crate::domain::communication::Communication;
use crate::domain::day::Day;
use crate::domain::insight::Insight;
use crate::domain::problem::Result;
use crate::domain::words::{Channel, CommitmentKind, CommsTopic};
use crate::store::Edit;

/// What belongs to no account: the charter, company news, insights.
pub(in crate::book::demo) fn company(
    edit: &mut Edit<'_>,
    chance: &mut Chance,
    staff: &mut Staff,
    today: Day,
) -> Result<()> {
    for (number, topic) in CommsTopic::ALL.iter().enumerate() {
        let id = edit.mint()?;
        edit.put(&Communication {
            id,
            external_id: None,
            account: None,
            on: today.plus(-20 - 30 * number as i32),
            topic: Some(*topic),
            title: format!("Our {topic}, quarter by quarter"),
            channel: Some(Channel::Email),
            member: Some(staff.communications),
            contact: None,
            gap: None,
            known_on: None,
        })?;
    }
    for title in
        ["Ports are slower this winter", "New rules on packaging from January", "Hiring is easing in the region"]
    {
        let id = edit.mint()?;
        staff.insight = Some(id);
        edit.put(&Insight {
            id,
            external_id: None,
            title: title.to_owned(),
            source: Some("trade press".to_owned()),
            on: today.plus(-chance.between(5, 40)),
            so_what: "Plan the next quarter's orders a fortnight earlier.".to_owned(),
            expires_on: Some(today.plus(60)),
            known_on: None,
        })?;
    }
    for what in
        ["Second one of ours into every tier A account", "Ask before every renewal", "Accept hand-offs in two days"]
    {
        let id = edit.mint()?;
        edit.put(&Commitment {
            id,
            external_id: None,
            account: None,
            kind: CommitmentKind::Charter,
            what: what.to_owned(),
            owner: Some(staff.executives[1]),
            due: Some(today.plus(120)),
            kept_on: None,
            broken_on: None,
            measure: Some("accounts done".to_owned()),
            target: Some("all".to_owned()),
            consequence: Some("shown at the sales meeting".to_owned()),
            reason: None,
            known_on: Some(today.plus(-60)),
        })?;
        let agreement = edit.mint()?;
        edit.put(&Agreement {
            id: agreement,
            external_id: None,
            commitment: id,
            who: "Head of sales".to_owned(),
            on: today.plus(-58),
            words: Some("if it costs me five minutes a day, I am in".to_owned()),
            known_on: None,
        })?;
    }
    let id = edit.mint()?;
    edit.put(&Ask {
        id,
        external_id: None,
        leader: "Managing director".to_owned(),
        what: "Open the sales meeting with who was kept and who was lost".to_owned(),
        asked_on: today.plus(-50),
        scheduled_on: Some(today.plus(-20)),
        held_on: Some(today.plus(-20)),
        outcome: Some("ten minutes, every month".to_owned()),
        known_on: None,
    })
}
