//! What belongs to no account: company updates, insights, the charter.

use super::rules;
use crate::book::demo::chance::Chance;
use crate::book::demo::people::Staff;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::day::Day;
use crate::domain::drop_off::DropOff;
use crate::domain::huddle::reason;
use crate::domain::insight::Insight;
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::problem::Result;
use crate::domain::words::{ActionOutcome, Channel, CommitmentKind, UpdateTopic};
use crate::store::Edit;

/// What belongs to no account: the charter, company updates, insights.
pub(in crate::book::demo) fn company(
    edit: &mut Edit<'_>,
    chance: &mut Chance,
    staff: &mut Staff,
    today: Day,
) -> Result<()> {
    told(edit, staff, today)?;
    insights(edit, chance, staff, today)?;
    for what in
        ["A second team member in every tier A account", "Ask before every renewal", "Accept hand-offs in two days"]
    {
        let id = edit.mint()?;
        edit.put(&Commitment {
            owner: Some(staff.executives[1]),
            due: Some(today.plus(120)),
            measure: Some("accounts done".to_owned()),
            target: Some("all".to_owned()),
            consequence: Some("shown at the sales meeting".to_owned()),
            ..Commitment::open(id, CommitmentKind::Charter, what.to_owned(), Some(today.plus(-60)))
        })?;
        let agreement = edit.mint()?;
        edit.put(&Agreement {
            id: agreement,
            commitment: id,
            who: "Head of sales".to_owned(),
            on: today.plus(-58),
            words: Some("if it costs me five minutes a day, I am in".to_owned()),
            ..Agreement::default()
        })?;
    }
    asks(edit, today)?;
    rules::agreed(edit, staff, today)?;
    planned(edit, staff, today)?;
    decisions(edit, staff, today)
}

/// What everybody was told in the last months; the last of it is a while ago.
fn told(edit: &mut Edit<'_>, staff: &Staff, today: Day) -> Result<()> {
    for (number, topic, title) in [
        (0, UpdateTopic::Vision, "Where the year went, and what comes next"),
        (1, UpdateTopic::NewProducts, "Analytics reads live data"),
        (2, UpdateTopic::Hiring, "Who joined your team in summer"),
        (3, UpdateTopic::Growth, "A house in Prague"),
        (4, UpdateTopic::Initiatives, "Fewer letters, and clearer ones"),
    ] {
        let id = edit.mint()?;
        edit.put(&CompanyUpdate {
            id,
            on: today.plus(-48 - 30 * number),
            sent_on: Some(today.plus(-48 - 30 * number)),
            topic: Some(topic),
            title: title.to_owned(),
            channel: Some(Channel::Email),
            member: Some(staff.communications),
            ..CompanyUpdate::default()
        })?;
    }
    Ok(())
}

fn insights(edit: &mut Edit<'_>, chance: &mut Chance, staff: &mut Staff, today: Day) -> Result<()> {
    for (title, so_what) in [
        ("Ports are slower this winter", "Plan the next quarter's orders a fortnight earlier."),
        ("New rules on packaging from January", "Labels change on every export; print runs need six weeks."),
        ("Hiring is easing in the region", "Open posts for planners may be filled by spring."),
        ("Energy prices follow the hour", "Night shifts cost a third less from February on."),
    ] {
        let id = edit.mint()?;
        staff.insights.push(id);
        edit.put(&Insight {
            id,
            title: title.to_owned(),
            source: Some("trade press".to_owned()),
            on: today.plus(-chance.between(5, 40)),
            so_what: so_what.to_owned(),
            expires_on: Some(today.plus(60)),
            ..Insight::default()
        })?;
    }
    Ok(())
}

/// What leaders were asked for.
fn asks(edit: &mut Edit<'_>, today: Day) -> Result<()> {
    for (leader, what, asked, set, held) in [
        ("Managing director", "Open the sales meeting with who was kept and who was lost", -50, Some(-20), Some(-20)),
        ("Head of finance", "Call three payers with me after their first invoice", -12, Some(9), None),
        ("Head of product", "An hour with two customers who left", -4, None, None),
    ] {
        let id = edit.mint()?;
        edit.put(&LeadershipRequest {
            id,
            leader: leader.to_owned(),
            what: what.to_owned(),
            asked_on: today.plus(asked),
            scheduled_on: set.map(|days| today.plus(days)),
            held_on: held.map(|days| today.plus(days)),
            outcome: held.map(|_| "ten minutes, every month".to_owned()),
            ..LeadershipRequest::default()
        })?;
    }
    Ok(())
}

/// The company updates that go out next.
fn planned(edit: &mut Edit<'_>, staff: &Staff, today: Day) -> Result<()> {
    for (days, topic, title) in
        [(10, UpdateTopic::Vision, "Where we are going next year"), (38, UpdateTopic::Hiring, "Who joined your team")]
    {
        let id = edit.mint()?;
        edit.put(&CompanyUpdate {
            id,
            on: today.plus(days),
            topic: Some(topic),
            title: title.to_owned(),
            channel: Some(Channel::Email),
            member: Some(staff.communications),
            known_on: Some(today.plus(-5)),
            ..CompanyUpdate::default()
        })?;
    }
    Ok(())
}

/// What the last huddle decided, and the drop-off point that it marked.
fn decisions(edit: &mut Edit<'_>, staff: &Staff, today: Day) -> Result<()> {
    let month = today.month_start().plus(-1);
    for (title, owner, days, is_done) in [
        ("Write the first-invoice letter anew", staff.communications, -6, true),
        ("One page on who is called for what", staff.technical, 12, false),
    ] {
        let id = edit.mint()?;
        edit.put(&Action {
            id,
            title: title.to_owned(),
            owner: Some(owner),
            due: Some(today.plus(days)),
            done_on: is_done.then(|| today.plus(days)),
            outcome: is_done.then_some(ActionOutcome::Done),
            reason: Some(reason(month)),
            huddle_month: Some(month.month_start()),
            known_on: Some(month),
            ..Action::default()
        })?;
    }
    let id = edit.mint()?;
    edit.put(&DropOff {
        id,
        stage: "onboarding".to_owned(),
        name: "The second site".to_owned(),
        reason: Some("the first one runs, and nobody plans the next with them".to_owned()),
        evidence: Some("said at two kickoffs this year: and when is it our turn?".to_owned()),
        marked_on: month,
        known_on: Some(month),
        ..DropOff::default()
    })?;
    Ok(())
}
