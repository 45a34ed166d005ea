//! The rules by which a made-up book goes: what was agreed on, and whose book it is.

use crate::book::demo::people::Staff;
use crate::domain::charter::Pledge;
use crate::domain::connection::ConnectionPoints;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::me::Me;
use crate::domain::problem::Result;
use crate::domain::rule::Rule;
use crate::domain::score_plan::{Measure, Pay, Target, Targets};
use crate::domain::setting::Setting;
use crate::store::Edit;

/// Words, what they mean to us, what customers say, and who answers for them.
const WORDS: &[(&str, &str, &str, &str)] = &[
    (
        "Customer experience",
        "What they live through with us, from the first call on",
        "How it is to deal with you",
        "Ana Ruiz",
    ),
    ("Customer success", "They reach what they bought us for", "It works and I look good", "Chloe Dubois"),
    ("Customer retention", "Customers stay although they could go", "We see no reason to change", "Ana Ruiz"),
    ("New customers", "Signed, and handed over to a team member", "We just started", "Ben Okafor"),
    ("Lost customers", "Whole customers that went, for any reason", "We moved on", "Ana Ruiz"),
    ("Renewals", "Contracts that were decided, for as much or more", "We stay another year", "Ana Ruiz"),
    ("Revenue by customer group", "A year of contracts, by industry", "Who else is with you", "Farid Fischer"),
    ("Referrals", "A name given to us by a contact who is content", "You should call them", "Ben Okafor"),
];

/// Answers to the questions where sales and service meet, in their order.
const ANSWERS: &[&str] = &[
    "The seller offers the hand-off on the next day; service accepts within two",
    "A call in week one, the kickoff in week two, one page on who answers what",
    "In onboarding after day 45, and when a champion leaves",
    "The onboarding checklist: six items, each confirmed by the customer",
    "The account lead, by name, until the kickoff",
    "The customer success manager, at the kickoff, with the seller present",
    "A review a quarter in tier A, a visit a year in all others",
    "The account lead sells contracts; service names what is missing",
];

/// The pledge, the words that were agreed on, where sales and service meet, what the score is measured by, whose book it is.
pub(super) fn agreed(edit: &mut Edit<'_>, staff: &Staff, today: Day) -> Result<()> {
    let pledge = Pledge {
        words: "We count a customer kept as we count a customer won.".to_owned(),
        by: "Head of sales".to_owned(),
        on: today.plus(-58),
    };
    let mut definitions = Definitions::shipped()?;
    for (word, ours, theirs, owner) in WORDS {
        if let Some(one) = definitions.list.iter_mut().find(|one| one.word == *word) {
            [one.ours, one.theirs, one.owner] = [*ours, *theirs, *owner].map(str::to_owned);
        }
    }
    put_rule(edit, &Some(pledge), today)?;
    put_rule(edit, &definitions, today)?;
    let mut points = ConnectionPoints::shipped()?;
    for (point, answer) in points.list.iter_mut().zip(ANSWERS) {
        (*answer).clone_into(&mut point.answer);
    }
    put_rule(edit, &points, today)?;
    if let Some(name) = &staff.me {
        put_rule(edit, &Me { name: name.clone() }, today)?;
    }
    held_against(edit, today)
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
