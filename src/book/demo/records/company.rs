//! What belongs to no account: company news, insights, the charter.

use crate::book::demo::chance::Chance;
use crate::book::demo::people::Staff;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::charter::Pledge;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::huddle::reason;
use crate::domain::insight::Insight;
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::problem::Result;
use crate::domain::rule::Rule;
use crate::domain::score_plan::{Measure, Pay, Target, Targets};
use crate::domain::setting::Setting;
use crate::domain::words::{ActionOutcome, Channel, CommitmentKind, UpdateTopic};
use crate::store::Edit;

/// What belongs to no account: the charter, company news, insights.
pub(in crate::book::demo) fn company(
    edit: &mut Edit<'_>,
    chance: &mut Chance,
    staff: &mut Staff,
    today: Day,
) -> Result<()> {
    for (number, topic) in UpdateTopic::ALL.iter().enumerate() {
        let id = edit.mint()?;
        edit.put(&CompanyUpdate {
            id,
            on: today.plus(-20 - 30 * number as i32),
            topic: Some(*topic),
            title: format!("Our {topic}, quarter by quarter"),
            channel: Some(Channel::Email),
            member: Some(staff.communications),
            ..CompanyUpdate::default()
        })?;
    }
    for title in
        ["Ports are slower this winter", "New rules on packaging from January", "Hiring is easing in the region"]
    {
        let id = edit.mint()?;
        staff.insight = Some(id);
        edit.put(&Insight {
            id,
            title: title.to_owned(),
            source: Some("trade press".to_owned()),
            on: today.plus(-chance.between(5, 40)),
            so_what: "Plan the next quarter's orders a fortnight earlier.".to_owned(),
            expires_on: Some(today.plus(60)),
            ..Insight::default()
        })?;
    }
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
    rules(edit, today)?;
    planned(edit, staff, today)?;
    held_against(edit, today)?;
    decisions(edit, staff, today)
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

/// The pledge, and what was agreed on two words.
fn rules(edit: &mut Edit<'_>, today: Day) -> Result<()> {
    let pledge = Pledge {
        words: "We count a customer kept as we count a customer won.".to_owned(),
        by: "Head of sales".to_owned(),
        on: today.plus(-58),
    };
    let said = [
        ("Customer success", "They reach what they bought us for", "It works and I look good", ""),
        ("Lost customers", "Whole customers that went, for any reason", "We moved on", "Ana Ruiz"),
    ];
    let mut definitions = Definitions::shipped()?;
    for (word, ours, theirs, owner) in said {
        if let Some(one) = definitions.list.iter_mut().find(|one| one.word == word) {
            [one.ours, one.theirs, one.owner] = [ours, theirs, owner].map(str::to_owned);
        }
    }
    put_rule(edit, &Some(pledge), today)?;
    put_rule(edit, &definitions, today)
}

/// A rule that holds since the book's team agreed on it.
fn put_rule<R: Rule>(edit: &mut Edit<'_>, rule: &R, today: Day) -> Result<()> {
    let (key, value, since) = (R::KEY.to_owned(), rule.written()?, today.plus(-58));
    let id = edit.mint()?;
    edit.put(&Setting { id, key, value, since, ..Setting::default() })
}

/// What the score is held against: pay, cost, and two targets.
fn held_against(edit: &mut Edit<'_>, today: Day) -> Result<()> {
    let pay = Pay {
        pay_new: Some(8_000),
        pay_renewed: Some(3_000),
        cost_of_winning: Some(18_000_000),
        cost_of_keeping: Some(24_000_000),
    };
    let target = |measure: Measure, target, consequence: &str| Target {
        measure: measure.word().to_owned(),
        target,
        owner: "Ana Ruiz".to_owned(),
        consequence: consequence.to_owned(),
    };
    let list = vec![
        target(Measure::Grr, 92.0, "the huddle opens with each loss and who could have seen it"),
        target(Measure::PulseCoverage, 80.0, "no proposal goes out without a pulse check"),
    ];
    put_rule(edit, &pay, today)?;
    put_rule(edit, &Targets { list }, today)
}

/// The company news that go out next.
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

/// What the last huddle decided.
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
    Ok(())
}
