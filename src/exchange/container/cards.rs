//! Visiting cards (vCard 2.1, 3.0 and 4.0): a row for each person.

use super::lines::{Component, Components, Met};
use super::{Opening, is_own};
use crate::domain::problem::Result;
use crate::domain::text::counted;
use calcard::common::PartialDateTime;
use calcard::vcard::{VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use std::io::BufRead;

/// The columns that come first; those blank in every card are left out.
pub(super) const COLUMNS: &[&str] = &[
    "external_id",
    "name",
    "first_name",
    "last_name",
    "account",
    "function",
    "title",
    "email",
    "other emails",
    "phone",
    "other phones",
    "website",
    "notes",
];

/// Properties that say nothing about the person.
const TECHNICAL: [&str; 34] = [
    "VERSION",
    "PRODID",
    "REV",
    "BEGIN",
    "END",
    "SOURCE",
    "KIND",
    "XML",
    "PHOTO",
    "LOGO",
    "SOUND",
    "KEY",
    "CLIENTPIDMAP",
    "FBURL",
    "CALADRURI",
    "CALURI",
    "JSPROP",
    "CREATED",
    "LANG",
    "TZ",
    "GEO",
    "MEMBER",
    "GRAMGENDER",
    "AGENT",
    "NAME",
    "CLASS",
    "PROFILE",
    "LABEL",
    "SORT-STRING",
    "MAILER",
    "X-ID",
    "X-ETAG",
    "X-GENERATOR",
    "PHONETIC",
];
const TECHNICAL_STARTS: [&str; 8] =
    ["X-AB", "X-APPLE", "X-MS-", "X-EVOLUTION", "X-ADDRESSBOOK", "X-IMAGE", "X-ANDROID", "X-MOZILLA"];

/// Reads the cards of a file; they are put into one table with those of other files of the same archive.
pub(super) fn read(text: impl BufRead, opening: &mut Opening) -> Result<()> {
    let mut cards = Components::new(text, &["VCARD"]);
    let (mut others, mut size) = (0_u64, 0);
    loop {
        match cards.next().map_err(|error| opening.unreadable(&error))? {
            Met::End => break,
            Met::Outside(_) => {}
            Met::Component(card) => match row(&card) {
                Some(row) => {
                    size += row.iter().map(|(_, value)| value.len() + 64).sum::<usize>();
                    if size > opening.room {
                        return Err(opening.refusal("holds more cards than can be taken: import them in pieces."));
                    }
                    opening.cards.push(row);
                }
                None => others += 1,
            },
        }
    }
    if others > 0 {
        opening.note(format!(
            "{} in {} left out: groups, companies or without a name.",
            counted(others, "card"),
            opening.shown
        ));
    }
    Ok(())
}

/// The row of a card; none when it names no person: a group, a company, an empty card.
fn row(card: &Component) -> Option<Vec<(String, String)>> {
    let Entry::VCard(card) = Parser::new(&card.text).entry() else { return None };
    let word = |property: VCardProperty| card.property(&property).map(text).unwrap_or_default().to_lowercase();
    let kind = word(VCardProperty::Kind) + &word(VCardProperty::Other("X-ADDRESSBOOKSERVER-KIND".into()));
    let company = word(VCardProperty::Other("X-ABSHOWAS".into())) == "company";
    if ["group", "org", "location"].contains(&kind.as_str()) || company {
        return None;
    }
    let name = names(&card)?;
    let mut row: Vec<(String, String)> = Vec::new();
    let mut put = |column: &str, value: String| {
        if !value.is_empty() {
            row.push((column.to_owned(), value));
        }
    };
    let uid = card.uid().unwrap_or_default().trim();
    put("external_id", if is_own(uid) { String::new() } else { uid.trim_start_matches("urn:uuid:").to_owned() });
    for (column, value) in ["name", "first_name", "last_name"].into_iter().zip(name) {
        put(column, value);
    }
    let organisation =
        card.property(&VCardProperty::Org).map(|entry| entry.values.iter().map(plain).collect::<Vec<_>>());
    let mut organisation = organisation.unwrap_or_default().into_iter();
    put("account", organisation.next().unwrap_or_default());
    put("function", organisation.next().unwrap_or_default());
    put("title", joined(&card, &VCardProperty::Title));
    for (property, first, more) in
        [(VCardProperty::Email, "email", "other emails"), (VCardProperty::Tel, "phone", "other phones")]
    {
        let mut found = preferred(&card, &property).into_iter();
        put(first, found.next().unwrap_or_default());
        put(more, found.collect::<Vec<_>>().join("; "));
    }
    put("website", joined(&card, &VCardProperty::Url));
    put("notes", joined(&card, &VCardProperty::Note));
    for (column, value) in further(&card) {
        put(&column, value);
    }
    Some(row)
}

/// Full name, first name and last name; none when the card has no name at all.
fn names(card: &VCard) -> Option<[String; 3]> {
    let parts = card.property(&VCardProperty::N).map(|entry| entry.values.iter().map(plain).collect::<Vec<_>>());
    let parts = parts.unwrap_or_default();
    let part = |place: usize| parts.get(place).cloned().unwrap_or_default();
    let mut full = card.property(&VCardProperty::Fn).map(text).unwrap_or_default();
    if full.is_empty() {
        let spoken: Vec<String> = [3, 1, 2, 0, 4].into_iter().map(part).filter(|part| !part.is_empty()).collect();
        full = spoken.join(" ");
    }
    if full.is_empty() {
        full = preferred(card, &VCardProperty::Email).into_iter().next().unwrap_or_default();
    }
    (!full.is_empty()).then(|| [full, part(1), part(0)])
}

/// What the card says in further properties, under a name that can be read.
fn further(card: &VCard) -> Vec<(String, String)> {
    const NAMED: [VCardProperty; 9] = [
        VCardProperty::Uid,
        VCardProperty::Fn,
        VCardProperty::N,
        VCardProperty::Org,
        VCardProperty::Title,
        VCardProperty::Email,
        VCardProperty::Tel,
        VCardProperty::Url,
        VCardProperty::Note,
    ];
    let mut found: Vec<(String, String)> = Vec::new();
    for entry in card.entries.iter().filter(|entry| !NAMED.contains(&entry.name)) {
        let key = entry.name.as_str().to_ascii_uppercase();
        let technical = key.len() > 40
            || TECHNICAL.contains(&key.as_str())
            || TECHNICAL_STARTS.iter().any(|start| key.starts_with(start));
        let value = text(entry);
        if technical || value.is_empty() {
            continue;
        }
        let column = readable(&key);
        match found.iter_mut().find(|(known, _)| *known == column) {
            Some((_, values)) if values.split("; ").any(|known| known == value) => {}
            Some((_, values)) => *values = format!("{values}; {value}"),
            None => found.push((column, value)),
        }
    }
    found
}

fn readable(key: &str) -> String {
    let known = match key {
        "BDAY" => "Birthday",
        "ADR" => "Address",
        "IMPP" => "Messenger",
        "SOCIALPROFILE" | "X-SOCIALPROFILE" => "Social profile",
        "X-PHONETIC-FIRST-NAME" => "Phonetic first name",
        "X-PHONETIC-LAST-NAME" => "Phonetic last name",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let words = key.trim_start_matches("X-").replace(['-', '_'], " ").to_lowercase();
    let mut letters = words.chars();
    let name: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if COLUMNS.iter().any(|column| column.eq_ignore_ascii_case(&name)) { format!("{name} (further)") } else { name }
}

/// The values of all entries of a property, the preferred ones first, each once.
fn preferred(card: &VCard, property: &VCardProperty) -> Vec<String> {
    let mut entries: Vec<&VCardEntry> = card.properties(property).collect();
    entries.sort_by_key(|entry| rank(entry));
    let mut values: Vec<String> = Vec::new();
    for entry in entries {
        let value = text(entry);
        let value = ["mailto:", "tel:", "MAILTO:", "TEL:"]
            .iter()
            .find_map(|scheme| value.strip_prefix(scheme))
            .unwrap_or(&value);
        if !value.is_empty() && !values.iter().any(|known| known.eq_ignore_ascii_case(value)) {
            values.push(value.to_owned());
        }
    }
    values
}

/// 1: preferred most; 101: nothing is said.
fn rank(entry: &VCardEntry) -> u32 {
    let ranks = entry.params.iter().filter_map(|param| match (&param.name, &param.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(rank)) => Some(*rank),
        (VCardParameterName::Pref, _) => Some(1),
        (VCardParameterName::Other(name), _) if name.eq_ignore_ascii_case("pref") => Some(1),
        (VCardParameterName::Type, VCardParameterValue::Text(kind)) if kind.eq_ignore_ascii_case("pref") => Some(1),
        _ => None,
    });
    ranks.min().unwrap_or(101)
}

fn joined(card: &VCard, property: &VCardProperty) -> String {
    let mut values: Vec<String> = Vec::new();
    for value in card.properties(property).map(text) {
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }
    values.join("; ")
}

/// All that an entry says, its parts joined.
fn text(entry: &VCardEntry) -> String {
    let parts = entry.values.iter().map(plain).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

fn plain(value: &VCardValue) -> String {
    match value {
        VCardValue::Component(parts) => {
            parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        VCardValue::Integer(value) => value.to_string(),
        VCardValue::Float(value) => super::value::number(*value),
        VCardValue::Boolean(value) => super::value::truth(*value).to_owned(),
        VCardValue::PartialDateTime(date) => day(date),
        VCardValue::Binary(_) => String::new(),
        other => other.as_text().unwrap_or_default().trim().to_owned(),
    }
}

/// A date, of which the year may be unknown, as it is written in ISO form.
fn day(date: &PartialDateTime) -> String {
    match (date.year, date.month, date.day) {
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (None, Some(month), Some(day)) => format!("--{month:02}-{day:02}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(year), None, _) => format!("{year:04}"),
        _ => String::new(),
    }
}
