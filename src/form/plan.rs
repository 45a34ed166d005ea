//! The forms of a plan with, or for, a customer, and of the goals in it.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::plan::{Goal, Plan, review_after};
use crate::domain::problem::Result;
use crate::domain::words::{Formality, PlanKind};

/// The fields of a plan; a new one proposes its review as the tier of the account says.
pub(crate) fn form(it: Option<&Plan>, account: Id<Account>, names: &Names, book: &Book) -> Result<Form> {
    let title = it.map_or_else(
        || format!("New plan with {}", names.account),
        |it| format!("The {} plan with {}", it.kind.word(), names.account),
    );
    let kinds = PlanKind::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    let held = Formality::ALL.iter().map(|one| one.word().to_owned()).collect();
    let today = book.today();
    let review = it.map_or(Some(today.plus(book.review_days(account)?)), |it| it.review_on);
    let day = |day: Option<Day>| day_text(day);
    let text = |words: fn(&Plan) -> Option<&String>| or_blank(it.and_then(words));
    let mut fields = vec![
        Field::choice("kind", "Kind", kinds, it.map_or(PlanKind::Internal, |it| it.kind).word())
            .needed()
            .hint("Internal: from our own insight, until they join"),
        Field::new("started_on", "Began", Kind::Day, it.map_or("today".to_owned(), |it| day(Some(it.started_on)))),
        Field::new("invited_on", "Invited them", Kind::Day, day(it.and_then(|it| it.invited_on)))
            .hint("The day we suggested to plan together"),
        Field::new("agreed_on", "They agreed", Kind::Day, day(it.and_then(|it| it.agreed_on))),
        Field::new("reviewed_on", "Last review", Kind::Day, day(it.and_then(|it| it.reviewed_on))),
        Field::new("review_on", "Next review", Kind::Day, day(review)).hint("Blank: as their tier says"),
        Field::new("mutual_wins", "What both gain", Kind::Lines, text(|it| it.mutual_wins.as_ref())),
        Field::new("could_go_wrong", "May go wrong", Kind::Lines, text(|it| it.could_go_wrong.as_ref()))
            .hint("What could go wrong in 90 days, one a line"),
        Field::new("sold_lines", "They have", Kind::Lines, text(|it| it.sold_lines.as_ref()))
            .hint("Beside their contracts, one a line"),
        Field::new("unsold_lines", "They could have", Kind::Lines, text(|it| it.unsold_lines.as_ref()))
            .hint("Beside open opportunities, one a line"),
        Field::choice("formality", "Formality", held, it.map_or(Formality::Formal, |it| it.formality).word())
            .hint("Informal: kept in mind and talked over"),
    ];
    if let Some(it) = it {
        fields.push(Field::new("closed_on", "Ended", Kind::Day, day(it.closed_on)).hint("Blank while it runs"));
    }
    let form = Form::new(title, fields);
    Ok(Form { focus: 0, ..form })
}

/// The plan that the form describes. A review that was held moves the next one, unless the form says when that is.
pub(crate) fn record(before: Option<Plan>, account: Id<Account>, draft: &Draft<'_>, book: &Book) -> Result<Plan> {
    let started_on = draft.day_or_today("started_on")?;
    let (reviewed_on, asked) = (draft.day("reviewed_on")?, draft.day("review_on")?);
    let was = before.as_ref().map(|it| (it.review_on, it.reviewed_on));
    let review_on = match was {
        Some((next, last)) if (next, last) == (asked, reviewed_on) => next,
        // The review that was due has been held: the day that stands there is over.
        Some((next, _)) if next == asked => {
            Some(review_after(None, started_on, reviewed_on, book.review_days(account)?))
        }
        _ => Some(review_after(asked, started_on, reviewed_on, book.review_days(account)?)),
    };
    Ok(Plan {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        kind: draft.word("kind", PlanKind::read)?.unwrap_or(PlanKind::Internal),
        formality: draft.word("formality", Formality::read)?.unwrap_or(Formality::Formal),
        started_on,
        invited_on: draft.day("invited_on")?,
        agreed_on: draft.day("agreed_on")?,
        review_on,
        reviewed_on,
        closed_on: draft.day("closed_on")?,
        mutual_wins: draft.text("mutual_wins"),
        could_go_wrong: draft.text("could_go_wrong"),
        sold_lines: draft.text("sold_lines"),
        unsold_lines: draft.text("unsold_lines"),
        known_on: before.and_then(|it| it.known_on),
    })
}

/// The fields of a goal.
pub(crate) fn goal_form(it: Option<&Goal>, names: &Names) -> Form {
    let title = it.map_or_else(|| format!("New goal of {}", names.account), |it| it.objective.clone());
    let mut fields = vec![
        Field::text_of("objective", "Their objective", it.map(|it| it.objective.clone()).unwrap_or_default())
            .needed()
            .hint("What they want, in their words"),
        Field::text_of("measure", "Measured by", or_blank(it.and_then(|it| it.measure.as_ref()))),
        Field::choice("our_owner", "Who of ours", names.our_names(), names.ours(it.and_then(|it| it.our_owner))),
        Field::choice(
            "their_owner",
            "Who of theirs",
            names.their_names(),
            names.theirs(it.and_then(|it| it.their_owner)),
        ),
        Field::new("due", "By when", Kind::Day, day_text(it.and_then(|it| it.due))),
    ];
    if let Some(it) = it {
        fields.push(Field::new("met_on", "Met on", Kind::Day, day_text(it.met_on)).hint("Blank while it is open"));
    }
    let form = Form::new(title, fields);
    if it.is_some() { Form { focus: 0, ..form } } else { form }
}

/// The goal that the form describes.
pub(crate) fn goal(before: Option<Goal>, plan: Id<Plan>, draft: &Draft<'_>) -> Result<Goal> {
    let (our_owner, their_owner) = (draft.member("our_owner")?, draft.contact("their_owner")?);
    Ok(Goal {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        plan,
        objective: draft.words("objective"),
        measure: draft.text("measure"),
        our_owner,
        their_owner,
        due: draft.day("due")?,
        met_on: draft.day("met_on")?,
        known_on: before.and_then(|it| it.known_on),
    })
}
