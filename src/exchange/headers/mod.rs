//! Whose file it is, and which column fills which field: known by the header.
//!
//! The headers of other programs are data, `assets/crm_headers.toml`. Each header speaks for the files that have it,
//! the more the fewer have it; the file with the most said for it wins. Our own files are among the candidates.

mod draft;

use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::exchange::shape::{Column, Shape, no_such_field};
use draft::Draft;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../assets/crm_headers.toml");

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
    holds: Holds,
    /// Plain header to the fields it fills and its rank among those that fill them; no field: known, not taken.
    headers: HashMap<String, Vec<(&'static str, usize)>>,
    /// The headers as they are spelt.
    spellings: Vec<String>,
}

enum Holds {
    Rows(Shape),
    /// Things that a book does not keep, in words.
    Nothing(String),
}

impl Profile {
    fn shape(&self) -> Option<Shape> {
        match self.holds {
            Holds::Rows(shape) => Some(shape),
            Holds::Nothing(_) => None,
        }
    }

    /// Whether the columns, with what the user says of them, fill what a file of this shape must have.
    fn suffices(&self, plains: &[String], mappings: &[Mapping]) -> bool {
        let matched = plains.iter().filter(|plain| self.headers.contains_key(*plain)).count();
        let Some(shape) = self.shape() else {
            return matched * 3 >= plains.len();
        };
        // Our own files may bring just a few fields of records that are there already.
        if self.program == OWN
            && matched == plains.len()
            && matched > 1
            && plains.iter().any(|plain| plain == "externalid")
        {
            return true;
        }
        let fills = |field: &str| {
            mappings.iter().any(|mapping| mapping.field.as_deref() == Some(field))
                || plains.iter().filter_map(|plain| self.headers.get(plain)).flatten().any(|(known, _)| *known == field)
        };
        shape.lacks(fills).is_none()
    }
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
        holds: Holds::Rows(shape),
        headers: own.iter().flat_map(headers_of).collect(),
        spellings: own.iter().map(|column| column.name.to_owned()).collect(),
    }
}

/// The headers that fill a column of ours: its name, and the names it had.
fn headers_of(column: &Column) -> impl Iterator<Item = (String, Vec<(&'static str, usize)>)> {
    let name = column.name;
    std::iter::once(name).chain(column.also.iter().copied()).map(move |header| (plain(header), vec![(name, 0)]))
}

fn foreign_profile(file: AssetFile) -> Option<Profile> {
    let shape = Shape::read(&file.shape).ok();
    let mut headers: HashMap<String, Vec<(&'static str, usize)>> = HashMap::new();
    let mut spellings = file.known.clone();
    for header in &file.known {
        headers.entry(plain(header)).or_default();
    }
    for (field, names) in file.fields {
        let field = shape?.column(&field)?.name;
        for (rank, name) in names.into_iter().enumerate() {
            headers.entry(plain(&name)).or_default().push((field, rank));
            spellings.push(name);
        }
    }
    let holds = shape.map_or(Holds::Nothing(file.shape), Holds::Rows);
    Some(Profile { program: file.program, holds, headers, spellings })
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

/// Says what a file with this header is. `wanted` and `mappings` go before what the header says; what the file is called
/// decides where the header leaves it open.
pub fn recognise(
    header: &[String],
    wanted: Option<Shape>,
    mappings: &[Mapping],
    file_name: &str,
) -> Result<Recognition> {
    let plains: Vec<_> = header.iter().map(|name| plain(name)).collect();
    let best = best_profile(header, &plains, wanted, mappings, file_name);
    let shape = match (wanted, best.map(|profile| &profile.holds)) {
        (Some(shape), _) | (None, Some(&Holds::Rows(shape))) => shape,
        (None, Some(Holds::Nothing(what))) => return Err(not_kept(what)),
        (None, None) => return Err(unknown(header)),
    };
    let mut draft = Draft::new(shape, header);
    draft.apply(mappings)?;
    if let Some(profile) = best {
        draft.recognise(&plains, profile);
    }
    let own = PROFILES.profiles.iter().find(|profile| profile.program == OWN && profile.shape() == Some(shape));
    if let Some(own) = own {
        draft.recognise(&plains, own);
    }
    let format = best.map_or(OWN, |profile| profile.program.as_str()).to_owned();
    let recognition = draft.finish(format, &plains);
    let fills = |field: &str| recognition.filled.iter().any(|filled| filled.field == field);
    let updates = recognition.format == OWN && fills("external_id") && recognition.filled.len() > 1;
    match shape.lacks(fills).filter(|_| !updates) {
        Some(group) => Err(lacking(shape, &group, header)),
        None => Ok(recognition),
    }
}

fn best_profile<'a>(
    header: &[String],
    plains: &[String],
    wanted: Option<Shape>,
    mappings: &[Mapping],
    file_name: &str,
) -> Option<&'a Profile> {
    let candidates = PROFILES.profiles.iter().filter(|profile| {
        wanted.is_none_or(|shape| profile.shape() == Some(shape)) && profile.suffices(plains, mappings)
    });
    let file_name = file_name.to_lowercase();
    let scored = candidates.map(|profile| match score(profile, header, plains) {
        0.0 => (0.0, profile),
        score => (score + leaning(profile, &file_name), profile),
    });
    let (score, best) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (score > 0.0).then_some(best)
}

/// What tips the scales between profiles for which the header says the same: the name of the file, then that customers
/// are what most files are about.
fn leaning(profile: &Profile, file_name: &str) -> f64 {
    let named = profile.shape().is_some_and(|shape| file_name.contains(shape.word()));
    let usual = profile.shape() == Some(Shape::Of(Noun::Accounts));
    (if named { 0.5 } else { 0.0 }) + (if usual { 0.01 } else { 0.0 })
}

/// How much the header says for a profile. A profile none of whose fields would be filled has nothing said for it.
fn score(profile: &Profile, header: &[String], plains: &[String]) -> f64 {
    let (mut score, mut filled) = (0.0, 0);
    for (name, plain) in header.iter().zip(plains) {
        let Some(fields) = profile.headers.get(plain) else { continue };
        let takes = !fields.is_empty();
        filled += usize::from(takes);
        let spread = PROFILES.spread.get(plain).copied().unwrap_or(1) as f64;
        let spelt = profile.spellings.iter().any(|spelling| spelling == name.trim_end_matches('*'));
        // What is taken says more than what is merely known, and the very spelling more than the word.
        score += (if takes || profile.shape().is_none() { 1.0 } else { 0.6 })
            * (if spelt { 1.25 } else { 1.0 })
            * (0.25 + 1.0 / spread);
    }
    if filled == 0 && profile.shape().is_some() { 0.0 } else { score }
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

fn not_kept(what: &str) -> Problem {
    Problem::input(format!("the file holds {what}, which a book does not keep; say --as NOUN if that is wrong."))
}

fn lacking(shape: Shape, group: &[&str], header: &[String]) -> Problem {
    let names: Vec<_> = header.iter().take(12).map(|name| crate::domain::text::fit(name, 24)).collect();
    Problem::input(format!(
        "no column gives the {} of the {}; say which of {} does with --map COLUMN={}.",
        group[0],
        shape.word(),
        names.join(", "),
        group[0]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(header: &str) -> Recognition {
        let header: Vec<_> = header.split(',').map(str::to_owned).collect();
        recognise(&header, None, &[], "").unwrap()
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
            let seen = recognise(&header, None, &[], "").unwrap();
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
        let seen = recognise(&header, Some(Shape::Of(Noun::Accounts)), &maps, "").unwrap();
        assert_eq!(seen.skipped, ["Name"], "the mapped column is the only one for its field");
        assert!(recognise(&header, Some(Shape::Of(Noun::Accounts)), &[map("Kind", "name")], "").is_err());
        assert!(recognise(&header, Some(Shape::Of(Noun::Accounts)), &[map("Kunde", "kind")], "").is_err());
        assert!(recognise(&header[..2], None, &[], "").unwrap_err().sentence.contains("--as NOUN"));
    }

    #[test]
    fn a_doubled_column_is_named_and_the_first_is_taken() {
        let seen = seen("external_id,name,stage,name");
        assert_eq!((seen.doubled, seen.skipped), (vec!["name".to_owned()], vec!["name".to_owned()]));
    }
}
