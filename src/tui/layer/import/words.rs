//! What the layer says: of a table, of a column, of what is still to be said.

use crate::book::import::{
    Accounts, Became, Certainty, Field, FilePlan, FilePreview, ImportOptions, Lack, OWN, Order, Question, Style, TABLE,
    usual_currency,
};
use crate::domain::record::Kind;
use crate::domain::text::{counted, grouped};

/// What was understood of a table.
pub(super) fn understood(preview: &FilePreview) -> String {
    let rows = counted(preview.rows, "row");
    let titles = match preview.titles {
        0 => String::new(),
        many => format!(" {} above the headings skipped.", counted(many as u64, "line")),
    };
    let left = match preview.left.as_slice() {
        [] => String::new(),
        [(line, why)] => format!(" Line {line} left out: {why}."),
        [(line, why), rest @ ..] => format!(" Line {line} and {} more left out: {why}.", rest.len()),
    };
    format!("{rows} of {}{}.{titles}{left}", preview.shape.word(), program(&preview.format))
}

/// The program that wrote a file, as said behind its rows.
pub(crate) fn program(format: &str) -> String {
    match format {
        "" | OWN | TABLE => String::new(),
        "hubspot" => " from HubSpot".to_owned(),
        "cards" => " from contact cards".to_owned(),
        "calendar" => " from a calendar".to_owned(),
        "mail" => " from a mailbox".to_owned(),
        other => format!(" from {}", crate::tui::layer::capital(other)),
    }
}

/// What a table asks, and the key that answers.
pub(super) fn asks(plan: &FilePlan) -> Option<String> {
    let preview = match &plan.understood {
        Ok(preview) => preview,
        Err(problem) => return Some(problem.sentence.clone()),
    };
    if let Some(lack) = preview.lack() {
        return Some(match lack {
            Lack::Kind => {
                "The columns do not tell what the rows are. t chooses it, then e the field of a column.".to_owned()
            }
            Lack::NotKept(what) => {
                format!("The rows look like {what}, which mainstay does not import. t chooses another kind.")
            }
            Lack::Field(field) => format!(
                "The rows look like {}, and no column gives their {}. Select the one that does and press e; t chooses another \
                 kind of row.",
                preview.shape.word(),
                quiet(&preview.shape.label(field)),
            ),
        });
    }
    let field = preview.fields.iter().find(|field| field.question.is_some())?;
    Some(match field.question.as_ref()? {
        Question::Days(cell) => {
            format!(
                "“{cell}” in “{}” may have its day or its month first. o says: day first; again: month first.",
                field.header
            )
        }
        Question::Numbers(cell, [one, two]) => format!(
            "“{cell}” in “{}” may be {one} or {two}. n says: decimal point; again: decimal comma.",
            field.header
        ),
    })
}

/// How a table stands, in a few words.
pub(crate) fn state(plan: &FilePlan) -> String {
    let preview = match &plan.understood {
        _ if plan.is_left_out => return "left out".to_owned(),
        Ok(preview) => preview,
        Err(_) => return "cannot be read".to_owned(),
    };
    match preview.lack() {
        Some(Lack::Kind) => return "asks what the rows are".to_owned(),
        Some(Lack::NotKept(_)) => return "nothing a book keeps".to_owned(),
        Some(Lack::Field(field)) => return format!("asks for {}", quiet(&preview.shape.label(field))),
        None => {}
    }
    let question = preview.fields.iter().find_map(|field| field.question.as_ref());
    match question {
        Some(Question::Days(_)) => "asks: day or month first".to_owned(),
        Some(Question::Numbers(..)) => "asks: point or comma".to_owned(),
        None => "ready".to_owned(),
    }
}

/// What a column is taken as, in words.
pub(super) fn taken_as(plan: &FilePlan, preview: &FilePreview, at: usize) -> String {
    let name = match Became::of(preview, at) {
        Became::Field(name) => name,
        Became::Custom => return "custom field".to_owned(),
        Became::Reading => return "readings".to_owned(),
        Became::LeftOut => return "left out".to_owned(),
    };
    let is_told = |field: &Field| {
        plan.overrides.columns.iter().any(|wish| wish.mapping.column == field.header && wish.hint.is_some())
    };
    let manner = preview.field(name).map_or("", |field| manner(field, is_told(field)));
    preview.shape.label(name) + manner
}

/// How the cells of a field are read, where that is asked, was said, or is not the usual way.
fn manner(field: &Field, is_told: bool) -> &'static str {
    match (&field.question, field.column.kind) {
        (Some(Question::Days(_)), _) => "? o",
        (Some(Question::Numbers(..)), _) => "? n",
        (None, Kind::Day) if field.order == Order::MonthFirst => ", m/d/y",
        (None, Kind::Day) if is_told => ", d/m/y",
        (None, Kind::Amount | Kind::Number | Kind::Figure) if field.style == Style::Comma => ", comma",
        (None, Kind::Amount | Kind::Number | Kind::Figure) if is_told => ", point",
        _ => "",
    }
}

/// By what a column has its field.
pub(super) fn certainty(preview: &FilePreview, at: usize) -> &'static str {
    match preview.certainty.get(at).copied().unwrap_or_default() {
        Certainty::Told => "you",
        Certainty::Heading => "heading",
        Certainty::Guess => "guess",
        Certainty::None => "",
    }
}

/// Up to three cells of a column that are not alike.
pub(super) fn samples(preview: &FilePreview, at: usize) -> String {
    let mut shown: Vec<&str> = Vec::new();
    for cell in preview.samples.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()) {
        if !cell.is_empty() && !shown.contains(&cell) && shown.len() < 3 {
            shown.push(cell);
        }
    }
    shown.join(" · ")
}

/// What holds for all tables: the key, what is chosen, and whether it was chosen.
pub(super) fn choices(layer: &super::ImportLayer) -> [(&'static str, String); 4] {
    let options: &ImportOptions = &layer.options;
    let accounts = match options.accounts {
        Accounts::Usual => "missing accounts: made",
        Accounts::Made => "missing accounts: always made",
        Accounts::Known => "missing accounts: rows left out",
    };
    let prospects = if options.everybody { "prospects: taken too" } else { "prospects: left out" };
    let term = match options.term {
        None => "deals without end: one year".to_owned(),
        Some(months) => format!("deals without end: {months} months"),
    };
    let ready = layer.plans.iter().filter(|plan| plan.is_ready()).filter_map(|plan| plan.understood.as_ref().ok());
    let said = usual_currency(ready);
    let currency = match (options.currency, layer.counts_in, said) {
        (Some(currency), _, _) => format!("bare amounts: {currency}"),
        (None, Some(currency), _) => format!("bare amounts: {currency}, as the book"),
        (None, None, Some(currency)) => format!("bare amounts: {currency}, as the file"),
        (None, None, None) => "bare amounts: as the book".to_owned(),
    };
    [("a", accounts.to_owned()), ("p", prospects.to_owned()), ("m", term), ("c", currency)]
}

/// How many tables are ready, and their rows.
pub(super) fn readiness(plans: &[FilePlan]) -> String {
    let ready: Vec<_> = plans.iter().filter(|plan| plan.is_ready()).collect();
    let rows: u64 = ready.iter().filter_map(|plan| plan.understood.as_ref().ok()).map(|preview| preview.rows).sum();
    let rows = format!("{} {}", grouped(&rows.to_string()), if rows == 1 { "row" } else { "rows" });
    match (plans.len(), ready.len()) {
        (1, 1) => format!("ready · {rows}"),
        (1, _) => plans.first().map_or_else(String::new, state),
        (all, ready) => format!("{ready} of {all} tables ready · {rows}"),
    }
}

/// A label in the middle of a sentence.
fn quiet(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
