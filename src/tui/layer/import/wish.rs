//! From a key to what is said about a table.

use crate::book::import::{
    ColumnOverride, Field, FilePlan, FilePreview, Hint, MapTo, Mapping, Order, Overrides, Question, Shape, Style,
    can_keep,
};
use crate::domain::noun::Noun;
use crate::domain::record::Kind;

/// What a column may become: what is said in the list, what stands beside it, and what is wished.
pub(crate) fn targets(preview: &FilePreview) -> Vec<(String, String, MapTo)> {
    let columns = preview.shape.columns();
    let custom = ("keep as a custom field".to_owned(), String::new(), MapTo::Custom);
    let nothing = ("leave it out".to_owned(), String::new(), MapTo::Nothing);
    let fields = columns.own.iter().chain(columns.foreign).map(|column| {
        let beside = preview.field(column.name).map_or_else(String::new, |field| format!("now “{}”", field.header));
        (preview.shape.label(column.name), beside, MapTo::Field(column.name.to_owned()))
    });
    let first = can_keep(preview.shape).then_some(custom);
    first.into_iter().chain([nothing]).chain(fields).collect()
}

/// What rows can be, those that files hold most often first, each with what that is where its word does not say it.
pub(crate) fn kinds() -> Vec<(Shape, &'static str)> {
    let usual = [
        (Shape::Of(Noun::Accounts), "customers, with owner, value, renewal, main contact"),
        (Shape::Of(Noun::Contacts), "people at accounts"),
        (Shape::Of(Noun::Contracts), "products with term and annual value"),
        (Shape::Deals, "of a CRM: won, lost or open"),
        (Shape::Activities, "of a CRM: calls, meetings, mails, tasks"),
        (Shape::Usage, "numbers of accounts, by day"),
        (Shape::Of(Noun::Members), "our own people"),
        (Shape::Of(Noun::Issues), "tickets, cases"),
    ];
    let rest = Shape::all().filter(|shape| !usual.iter().any(|(known, _)| known == shape));
    usual.into_iter().chain(rest.map(|shape| (shape, ""))).collect()
}

/// The same wishes with rows of this kind: what was said of columns was said of another kind.
pub(crate) fn as_kind(overrides: &Overrides, shape: Shape) -> Overrides {
    Overrides { shape: Some(shape), columns: Vec::new(), ..overrides.clone() }
}

/// The same wishes with this column becoming that; how it is read stays.
pub(crate) fn mapped(plan: &FilePlan, at: usize, target: MapTo) -> Overrides {
    let header = plan.understood.as_ref().ok().and_then(|preview| preview.header.get(at));
    let Some(header) = header else { return plan.overrides.clone() };
    with(&plan.overrides, header, Some(target), None)
}

/// Whether something can be said about a column, else why not: it is told by its name.
pub(super) fn nameable(preview: &FilePreview, at: usize) -> Result<(), String> {
    if preview.header.get(at).is_none_or(String::is_empty) {
        return Err("The column is blank, or only counts the rows: there is nothing to take.".to_owned());
    }
    Ok(())
}

/// Leaves a column out, or takes it as it was read.
pub(super) fn turn_out(plan: &FilePlan, at: usize) -> Result<Overrides, String> {
    let preview = plan.understood.as_ref().map_err(|problem| problem.sentence.clone())?;
    nameable(preview, at)?;
    let is_out =
        wish_of(&plan.overrides, &preview.header[at]).is_some_and(|wish| wish.mapping.target == MapTo::Nothing);
    Ok(mapped(plan, at, if is_out { MapTo::AsRead } else { MapTo::Nothing }))
}

/// Turns the order of days.
pub(super) fn turn_days(plan: &FilePlan, at: usize) -> Result<Overrides, String> {
    let is_day = |field: &Field| matches!(field.column.kind, Kind::Day);
    let asks = |field: &Field| matches!(field.question, Some(Question::Days(_)));
    let turned = |field: &Field| match field.order {
        Order::DayFirst if !asks(field) => Hint::Days(Order::MonthFirst),
        _ => Hint::Days(Order::DayFirst),
    };
    turn(plan, at, is_day, asks, turned).ok_or_else(|| "Select a column of days first.".to_owned())
}

/// Turns the style of numbers.
pub(super) fn turn_numbers(plan: &FilePlan, at: usize) -> Result<Overrides, String> {
    let is_number = |field: &Field| matches!(field.column.kind, Kind::Amount | Kind::Number | Kind::Figure);
    let asks = |field: &Field| matches!(field.question, Some(Question::Numbers(..)));
    let turned = |field: &Field| match field.style {
        Style::Point if !asks(field) => Hint::Numbers(Style::Comma),
        _ => Hint::Numbers(Style::Point),
    };
    turn(plan, at, is_number, asks, turned).ok_or_else(|| "Select a column of amounts or numbers first.".to_owned())
}

/// Answers every column that asks at once; else turns the selected one, with those that were answered as it was.
fn turn(
    plan: &FilePlan,
    at: usize,
    fits: impl Fn(&Field) -> bool,
    asks: impl Fn(&Field) -> bool,
    turned: impl Fn(&Field) -> Hint,
) -> Option<Overrides> {
    let preview = plan.understood.as_ref().ok()?;
    let hint_of = |field: &Field| wish_of(&plan.overrides, &field.header).and_then(|wish| wish.hint);
    let asking: Vec<&Field> = preview.fields.iter().filter(|field| asks(field)).collect();
    let chosen = if asking.is_empty() {
        let selected = preview.fields.iter().find(|field| field.places.contains(&at) && fits(field));
        let told = || preview.fields.iter().find(|field| fits(field) && hint_of(field).is_some());
        let first = selected.or_else(told)?;
        let hint = hint_of(first);
        let alike = |field: &&Field| field.column == first.column || hint.is_some() && hint_of(field) == hint;
        preview.fields.iter().filter(alike).collect()
    } else {
        asking
    };
    let hint = turned(chosen.first()?);
    let add = |overrides: Overrides, field: &&Field| with(&overrides, &field.header, None, Some(hint));
    Some(chosen.iter().fold(plan.overrides.clone(), add))
}

fn wish_of<'a>(overrides: &'a Overrides, header: &str) -> Option<&'a ColumnOverride> {
    overrides.columns.iter().find(|wish| wish.mapping.column == header)
}

/// The wishes with one for this column; what is not said anew stays as it was said before.
fn with(overrides: &Overrides, header: &str, target: Option<MapTo>, hint: Option<Hint>) -> Overrides {
    let before = wish_of(overrides, header);
    let target = target.or_else(|| before.map(|wish| wish.mapping.target.clone())).unwrap_or(MapTo::AsRead);
    let hint = hint.or_else(|| before.and_then(|wish| wish.hint));
    let mut overrides = overrides.clone();
    // A field that another column was said to fill is this one's now.
    let takes_over =
        |wish: &ColumnOverride| matches!(&wish.mapping.target, MapTo::Field(_)) && wish.mapping.target == target;
    overrides.columns.retain(|wish| wish.mapping.column != header && !takes_over(wish));
    overrides.columns.push(ColumnOverride { mapping: Mapping { column: header.to_owned(), target }, hint });
    overrides
}
