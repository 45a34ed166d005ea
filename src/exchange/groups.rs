//! Lines that head a group of rows, as reports have them: “Segment: SMB” alone above the customers of that segment.

use super::lexer::Row;
use crate::domain::text::fold;

/// What a column of groups is called whose headings do not say it.
pub(super) const GROUP: &str = "Group";

/// The heading of a group: what it is a group by, where it says so, and which one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// What the rows are grouped by.
    pub by: Option<String>,
    /// The group.
    pub name: String,
}

/// Words by which rows are grouped, in front of the group: “Region EMEA”, “Tier 1”.
#[rustfmt::skip]
const BY: [&str; 31] = [
    "segment", "region", "tier", "team", "group", "industry", "territory", "country", "csm", "owner", "stage", "status", "cohort", "quarter", "month", "portfolio", "pod",
    "gruppe", "branche", "land", "segmento", "grupo", "gruppo", "segmento", "regione", "regio", "equipe", "groupe", "skupina", "grupa", "bereich",
];
/// Groups that need no word in front.
#[rustfmt::skip]
const NAMES: [&str; 37] = [
    "enterprise", "smb", "mid market", "midmarket", "mid-market", "strategic", "strategic accounts", "key accounts", "commercial", "startup", "startups", "emea", "apac", "amer",
    "americas", "latam", "north america", "dach", "benelux", "nordics", "uki", "europe", "at risk", "healthy", "churned", "active", "red", "yellow", "green", "amber",
    "small business", "corporate", "public sector", "tier 1", "tier 2", "tier 3", "grosskunden",
];
#[rustfmt::skip]
const MONTHS: [&str; 24] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "januar", "februar", "marz", "mai",
    "juni", "juli", "oktober", "dezember", "jan", "feb", "sept", "dec",
];

/// The group that a row heads: it has one cell, at its beginning, in words that head groups. A company of which nothing is
/// known but its name looks much the same, so that no other word will do.
pub(super) fn group(row: &Row, columns: usize) -> Option<Group> {
    if columns < 3 || row.len() < 3 && row.len() > 1 {
        return None;
    }
    let mut filled = (0..row.len()).filter(|place| !row.cell(*place).trim().is_empty());
    let (place, more) = (filled.next()?, filled.next());
    let text = row.cell(place).trim();
    if more.is_some() || place > 1 || text.len() > 60 || !text.starts_with(|ch: char| ch.is_alphanumeric()) {
        return None;
    }
    let unnamed = |name: &str| Some(Group { by: None, name: name.trim().to_owned() });
    if let Some((by, name)) = text.split_once(':') {
        let (by, name) = (by.trim(), without_count(name.trim()));
        let is_by = by.split_whitespace().count() <= 3 && !by.is_empty() && !name.starts_with("//");
        return match (is_by, name) {
            (false, _) => None,
            (true, "") => unnamed(by),
            (true, name) => Some(Group { by: Some(by.to_owned()), name: name.to_owned() }),
        };
    }
    let bare = without_count(text);
    let folded = fold(bare);
    let words: Vec<&str> = folded.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&str| word.chars().all(|ch| ch.is_ascii_digit());
    let is_quarter = |word: &&str| matches!(*word, "q1" | "q2" | "q3" | "q4");
    let is_month = |word: &&str| MONTHS.contains(word);
    let is_time = words.iter().any(|word| is_quarter(word) || is_month(word))
        && words.iter().all(|word| is_number(word) || is_quarter(word) || is_month(word) || word.starts_with("fy"));
    match words.as_slice() {
        _ if bare.len() < text.len() || NAMES.contains(&folded.as_str()) || is_time => unnamed(bare),
        [first, rest @ ..] if BY.contains(first) && (1..=2).contains(&rest.len()) => {
            let at = bare.find([' ', '-', '/']).unwrap_or(bare.len());
            let (by, name) = bare.split_at(at);
            Some(Group { by: Some(by.to_owned()), name: name.trim_matches([' ', '-', '/']).to_owned() })
        }
        _ => None,
    }
}

/// The text without the count of its rows: “SMB (12)”, “SMB (3 accounts)”.
fn without_count(text: &str) -> &str {
    let counted = || {
        let (name, count) = text.strip_suffix(')')?.rsplit_once('(')?;
        let mut words = count.split_whitespace();
        let is_count = words.next()?.chars().all(|ch| ch.is_ascii_digit()) && words.count() <= 1;
        (is_count && !name.trim().is_empty()).then(|| name.trim())
    };
    counted().unwrap_or(text)
}

/// What the column is called that these groups make: what they all say they are by.
pub(super) fn column(groups: &[Group], header: &[String]) -> Option<String> {
    let first = groups.first()?.by.clone();
    let by =
        first.filter(|by| groups.iter().all(|group| group.by.as_ref().is_some_and(|other| fold(other) == fold(by))));
    let by = by.filter(|by| header.iter().all(|name| fold(name) != fold(by)));
    Some(by.unwrap_or_else(|| GROUP.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lexer::Lexer;

    fn of(line: &str) -> Option<(Option<String>, String)> {
        let mut row = Row::default();
        Lexer::new(line.as_bytes(), b',').read(&mut row).unwrap();
        group(&row, 4).map(|group| (group.by, group.name))
    }

    #[test]
    fn headings_of_groups_are_told_from_companies() {
        let by = |by: &str, name: &str| Some((Some(by.to_owned()), name.to_owned()));
        let unnamed = |name: &str| Some((None, name.to_owned()));
        for (line, wanted) in [
            ("Segment: SMB,,,", by("Segment", "SMB")),
            ("Region EMEA,,,", by("Region", "EMEA")),
            ("Tier 1,,,", unnamed("Tier 1")),
            ("SMB (12),,,", unnamed("SMB")),
            ("Owner: Ana Ruiz (3 accounts),,,", by("Owner", "Ana Ruiz")),
            ("Mid-Market,,,", unnamed("Mid-Market")),
            ("Q1 2027,,,", unnamed("Q1 2027")),
            ("January 2027,,,", unnamed("January 2027")),
            ("At risk:,,,", unnamed("At risk")),
            ("Segment: SMB", by("Segment", "SMB")),
            ("Acme Tools,,,", None),
            ("Team Viewer Ltd & Co,,,", None),
            ("Segment: SMB,12,,", None),
            ("March Networks,,,", None),
            (",,,Segment: SMB", None),
            ("https://acme.example,,,", None),
        ] {
            assert_eq!(of(line), wanted, "{line}");
        }
    }
}
