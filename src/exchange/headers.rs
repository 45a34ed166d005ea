//! Whose file it is, and which column fills which field: known by the header.
//!
//! The headers of other programs are data, `assets/crm_headers.toml`. Each header speaks for the files that have it,
//! the more the fewer have it; the file with the most said for it wins. Our own files are among the candidates.

use super::shape::{Shape, no_such_field};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../assets/crm_headers.toml");

/// What our own files are called in reports.
pub const OWN: &str = "mainstay";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    file: Vec<AssetFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssetFile {
    program: String,
    shape: String,
    known: Vec<String>,
    fields: BTreeMap<String, Vec<String>>,
}

/// A kind of file that some program writes.
struct Profile {
    program: String,
    shape: Shape,
    /// Plain header to the field it fills and its rank among those that fill it; no field: known, not taken.
    headers: HashMap<String, Option<(&'static str, usize)>>,
    /// The headers as they are spelt.
    spellings: Vec<String>,
}

struct Table {
    profiles: Vec<Profile>,
    /// How many profiles have a plain header.
    spread: HashMap<String, usize>,
}

static PROFILES: LazyLock<Table> = LazyLock::new(|| {
    // The table is compiled in and read by a test; were it broken, our own files would still be known.
    let foreign = toml::from_str::<Asset>(TABLE).map(|asset| asset.file).unwrap_or_default();
    let mut profiles: Vec<_> = Noun::ALL.iter().map(|noun| own_profile(Shape::Of(*noun))).collect();
    profiles.extend(foreign.into_iter().filter_map(foreign_profile));
    let mut spread = HashMap::new();
    for header in profiles.iter().flat_map(|profile| profile.headers.keys()) {
        *spread.entry(header.clone()).or_insert(0) += 1;
    }
    Table { profiles, spread }
});

fn own_profile(shape: Shape) -> Profile {
    let own = shape.columns().own;
    Profile {
        program: OWN.to_owned(),
        shape,
        headers: own.iter().map(|column| (plain(column.name), Some((column.name, 0)))).collect(),
        spellings: own.iter().map(|column| column.name.to_owned()).collect(),
    }
}

fn foreign_profile(file: AssetFile) -> Option<Profile> {
    let shape = Shape::read(&file.shape).ok()?;
    let mut headers = HashMap::new();
    let mut spellings = file.known.clone();
    for header in &file.known {
        headers.insert(plain(header), None);
    }
    for (field, names) in file.fields {
        let field = shape.column(&field)?.name;
        for (rank, name) in names.into_iter().enumerate() {
            headers.insert(plain(&name), Some((field, rank)));
            spellings.push(name);
        }
    }
    Some(Profile { program: file.program, shape, headers, spellings })
}

/// A header without what does not matter: case, blanks, underscores, the star that marks a mandatory one.
fn plain(header: &str) -> String {
    header.chars().filter(|ch| !matches!(ch, ' ' | '_' | '*' | '\u{feff}')).flat_map(char::to_lowercase).collect()
}

/// Whether some program calls a column so.
pub fn is_known(header: &str) -> bool {
    PROFILES.spread.contains_key(&plain(header))
}

/// A column of the file and the field that it fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The field.
    pub field: &'static str,
    /// The places of the columns in the file, preferred first.
    pub places: Vec<usize>,
}

/// What the header of a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// The program that wrote it; [`OWN`] for our own files.
    pub format: String,
    /// What its rows are.
    pub shape: Shape,
    /// The fields that its columns fill.
    pub filled: Vec<Filled>,
    /// Columns that are not taken, as they are called.
    pub skipped: Vec<String>,
    /// Names that more than one column has; the first of each is taken.
    pub doubled: Vec<String>,
}

/// A wish of the user about one column: `COLUMN=FIELD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The name of the column in the file.
    pub column: String,
    /// The field it shall fill; none: it shall be left out.
    pub field: Option<String>,
}

/// Says what a file with this header is. `wanted` and `mappings` go before what the header says.
pub fn recognise(header: &[String], wanted: Option<Shape>, mappings: &[Mapping]) -> Result<Recognition> {
    let plains: Vec<_> = header.iter().map(|name| plain(name)).collect();
    let best = best_profile(header, &plains, wanted);
    let shape = match (wanted, best) {
        (Some(shape), _) => shape,
        (None, Some(profile)) => profile.shape,
        (None, None) => return Err(unknown(header)),
    };
    let mut draft = Draft::new(shape, header);
    draft.apply(mappings)?;
    if let Some(profile) = best {
        draft.recognise(&plains, profile);
    }
    let own = PROFILES.profiles.iter().find(|profile| profile.program == OWN && profile.shape == shape);
    if let Some(own) = own {
        draft.recognise(&plains, own);
    }
    let format = best.map_or(OWN, |profile| profile.program.as_str()).to_owned();
    let recognition = draft.finish(format, &plains);
    if recognition.filled.is_empty() { Err(unknown(header)) } else { Ok(recognition) }
}

fn best_profile<'a>(header: &[String], plains: &[String], wanted: Option<Shape>) -> Option<&'a Profile> {
    let candidates = PROFILES.profiles.iter().filter(|profile| wanted.is_none_or(|shape| profile.shape == shape));
    let scored = candidates.map(|profile| (score(profile, header, plains), profile));
    let (score, best) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (score > 0.0).then_some(best)
}

/// How much the header says for a profile. A profile none of whose fields would be filled has nothing said for it.
fn score(profile: &Profile, header: &[String], plains: &[String]) -> f64 {
    let (mut score, mut filled) = (0.0, 0);
    for (name, plain) in header.iter().zip(plains) {
        let Some(field) = profile.headers.get(plain) else { continue };
        filled += usize::from(field.is_some());
        let spread = PROFILES.spread.get(plain).copied().unwrap_or(1) as f64;
        let spelt = profile.spellings.iter().any(|spelling| spelling == name.trim_end_matches('*'));
        // What is taken says more than what is merely known, and the very spelling more than the word.
        score += (if field.is_some() { 1.0 } else { 0.6 }) * (if spelt { 1.25 } else { 1.0 }) * (0.25 + 1.0 / spread);
    }
    // One common word such as “Status” is not enough to know a file by, unless it is all there is.
    if filled == 0 || (filled == 1 && header.len() > 2) { 0.0 } else { score }
}

fn unknown(header: &[String]) -> Problem {
    let names: Vec<_> = header.iter().take(6).map(|name| crate::domain::text::fit(name, 24)).collect();
    Problem::input(format!(
        "the columns ({}{}) are none that are known: say what the rows are with --as NOUN and which column is what with \
         --map COLUMN=FIELD.",
        names.join(", "),
        if header.len() > 6 { ", …" } else { "" }
    ))
}

/// Fields being filled: for each column of the file its field and rank, once decided.
struct Draft<'a> {
    shape: Shape,
    header: &'a [String],
    fields: Vec<Option<(&'static str, usize)>>,
    decided: Vec<bool>,
}

impl<'a> Draft<'a> {
    fn new(shape: Shape, header: &'a [String]) -> Self {
        Self { shape, header, fields: vec![None; header.len()], decided: vec![false; header.len()] }
    }

    fn apply(&mut self, mappings: &[Mapping]) -> Result<()> {
        for mapping in mappings {
            let wanted = plain(&mapping.column);
            let exact = self.header.iter().position(|name| *name == mapping.column.trim());
            let Some(place) = exact.or_else(|| self.header.iter().position(|name| plain(name) == wanted)) else {
                return Err(no_such_column(&mapping.column, self.header));
            };
            self.decided[place] = true;
            self.fields[place] = match &mapping.field {
                None => None,
                Some(field) => {
                    Some((self.shape.column(field).ok_or_else(|| no_such_field(self.shape, field))?.name, 0))
                }
            };
        }
        Ok(())
    }

    /// Takes what `profile` knows for the columns not yet decided. What the user mapped to a field is the only column
    /// for it.
    fn recognise(&mut self, plains: &[String], profile: &Profile) {
        let mapped: Vec<_> =
            (0..plains.len()).filter(|&at| self.decided[at]).filter_map(|at| self.fields[at]).collect();
        for place in 0..plains.len() {
            let first = plains.iter().position(|other| *other == plains[place]) == Some(place);
            if self.decided[place] || !first {
                continue;
            }
            if let Some(Some((field, rank))) = profile.headers.get(&plains[place])
                && !mapped.iter().any(|(taken, _)| taken == field)
            {
                self.fields[place] = Some((field, *rank));
                self.decided[place] = true;
            }
        }
    }

    fn finish(self, format: String, plains: &[String]) -> Recognition {
        let mut ranked: Vec<_> = self
            .fields
            .iter()
            .enumerate()
            .filter_map(|(at, field)| field.map(|(field, rank)| (field, rank, at)))
            .collect();
        ranked.sort_by_key(|&(_, rank, at)| (rank, at));
        let mut filled: Vec<Filled> = Vec::new();
        for (field, _, place) in ranked {
            match filled.iter_mut().find(|known| known.field == field) {
                Some(known) => known.places.push(place),
                None => filled.push(Filled { field, places: vec![place] }),
            }
        }
        let is_double = |at: &usize| plains[..*at].contains(&plains[*at]) && !plains[*at].is_empty();
        let doubled = (0..plains.len()).filter(is_double).map(|at| self.header[at].clone()).collect();
        let skipped = (0..plains.len()).filter(|&at| self.fields[at].is_none() && !plains[at].is_empty());
        let skipped = skipped.map(|at| self.header[at].clone()).collect();
        Recognition { format, shape: self.shape, filled, skipped, doubled }
    }
}

fn no_such_column(column: &str, header: &[String]) -> Problem {
    let names: Vec<_> = header.iter().take(20).map(String::as_str).collect();
    Problem::input(format!("there is no column “{column}”; the file has: {}.", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(header: &str) -> Recognition {
        let header: Vec<_> = header.split(',').map(str::to_owned).collect();
        recognise(&header, None, &[]).unwrap()
    }

    fn is(header: &str) -> (String, &'static str) {
        let seen = seen(header);
        (seen.format, seen.shape.word())
    }

    #[test]
    fn the_table_of_headers_is_whole() {
        let asset: Asset = toml::from_str(TABLE).unwrap();
        let count = asset.file.len();
        assert_eq!(
            asset.file.into_iter().filter_map(foreign_profile).count(),
            count,
            "a field is not one of its shape"
        );
    }

    #[test]
    fn every_file_of_ours_is_known_by_its_header() {
        for noun in Noun::ALL {
            let columns = Shape::Of(*noun).columns().own;
            let header: Vec<_> = columns.iter().map(|column| column.name.to_owned()).collect();
            let seen = recognise(&header, None, &[]).unwrap();
            assert_eq!((seen.format.as_str(), seen.shape), (OWN, Shape::Of(*noun)));
            assert_eq!((seen.filled.len(), seen.skipped.len()), (columns.len(), 0), "{noun}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn the_files_of_other_programs_are_known_by_their_headers() {
        let all = [
            ("Record ID,Company name,Company Domain Name,Company owner,Industry,Create Date", "hubspot", "accounts"),
            ("Record ID,First Name,Last Name,Email,Job Title,Associated Company IDs,Associated Company", "hubspot", "contacts"),
            ("Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner,Associated Company", "hubspot", "deals"),
            ("Ticket ID,Ticket name,Ticket status,Create date,Close date,Associated Company", "hubspot", "issues"),
            ("id,is_deleted,property_name,property_createdate,property_industry", "hubspot", "accounts"),
            ("Id,IsDeleted,Name,Type,ParentId,BillingCity,Industry,AnnualRevenue", "salesforce", "accounts"),
            ("Account ID,Account Name,Account Owner,Type,Billing State/Province,Last Activity", "salesforce", "accounts"),
            ("Id,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,Type", "salesforce", "deals"),
            ("Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date,Probability (%)", "salesforce", "deals"),
            ("Assigned,Subject,Date,Status,Priority,Company / Account,Contact,Activity ID", "salesforce", "activities"),
            ("Id,WhoId,WhatId,Subject,ActivityDate,Status,OwnerId,Description,AccountId,IsClosed", "salesforce", "activities"),
            ("Case Number,Account Name,Subject,Status,Date/Time Opened,Date/Time Closed,Case Owner", "salesforce", "issues"),
            ("Contract Number,Account Name,Contract Start Date,Contract End Date,Status", "salesforce", "contracts"),
            ("Organization - Name*,Organization - Address,Organization - Owner", "pipedrive", "accounts"),
            ("Organisation -  Name,Organisation - Owner", "pipedrive", "accounts"),
            ("Person - Name*,Person - Email,Person - Job title,Organization name", "pipedrive", "contacts"),
            ("Deal - Title*,Deal - Value,Deal - Status,Organization,Contact person", "pipedrive", "deals"),
            ("Activity - Subject*,Activity - Type,Activity - Due date,Activity - Done,Organization", "pipedrive", "activities"),
            ("Account_Name,Industry,Annual_Revenue,Employees,Billing_Street,Billing_Code,Website", "zoho", "accounts"),
            ("First_Name,Last_Name,Email,Phone,Title,Department,Owner,Account_Name", "zoho", "contacts"),
            ("Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Stage", "zoho", "deals"),
            ("Activity_Type,Subject,Activity_Date,Status,Duration,Owner,Account_Name,Contact_Name", "zoho", "activities"),
            ("Account Name,Main Phone,Address 1: City,Primary Contact,Territory,Annual Revenue,Owner", "dynamics", "accounts"),
            ("Email,Company Name,Business Phone,Address 1: City,First Name,Job Title,Last Name", "dynamics", "contacts"),
            ("First Name,Last Name,Primary Email,Title,Manager", "dynamics", "members"),
            ("Topic,Potential Customer,Est. revenue,Est. close date,Status,Owner", "dynamics", "deals"),
            ("(Do Not Modify) Account,Account Name,Owner", "dynamics", "accounts"),
        ];
        for (header, program, shape) in all {
            assert_eq!(is(header), (program.to_owned(), shape), "{header}");
        }
    }

    #[test]
    fn the_user_goes_before_the_header() {
        let header = ["Kunde", "Wert", "Name"].map(str::to_owned);
        let map = |column: &str, field: &str| Mapping { column: column.into(), field: Some(field.into()) };
        let maps = [map("kunde", "name"), map("Wert", "value")];
        let seen = recognise(&header, Some(Shape::Of(Noun::Accounts)), &maps).unwrap();
        assert_eq!(seen.skipped, ["Name"], "the mapped column is the only one for its field");
        assert!(recognise(&header, Some(Shape::Of(Noun::Accounts)), &[map("Kind", "name")]).is_err());
        assert!(recognise(&header, Some(Shape::Of(Noun::Accounts)), &[map("Kunde", "kind")]).is_err());
        assert!(recognise(&header[..2], None, &[]).unwrap_err().sentence.contains("--as NOUN"));
    }

    #[test]
    fn a_doubled_column_is_named_and_the_first_is_taken() {
        let seen = seen("external_id,name,stage,name");
        assert_eq!((seen.doubled, seen.skipped), (vec!["name".to_owned()], vec!["name".to_owned()]));
    }
}
