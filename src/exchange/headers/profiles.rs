//! The files that programs write, known by their headers (`assets/crm_headers.toml`); our own among them.

use super::plain;
use crate::domain::noun::Noun;
use crate::exchange::shape::{Column, Shape};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

pub(super) const TABLE: &str = include_str!("../../../assets/crm_headers.toml");

/// What our own files are called in reports.
pub const OWN: &str = "mainstay";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asset {
    /// Columns of the programs' own bookkeeping.
    technical: Vec<String>,
    pub(super) file: Vec<AssetFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AssetFile {
    program: String,
    shape: String,
    known: Vec<String>,
    /// Headers of which at least one must be there.
    #[serde(default)]
    signs: Vec<String>,
    fields: BTreeMap<String, Vec<String>>,
}

/// A kind of file that some program writes.
pub(super) struct Profile {
    pub(super) program: String,
    pub(super) holds: Holds,
    /// Plain header to the fields it fills and its rank among those that fill them; no field: known, not taken.
    pub(super) headers: HashMap<String, Vec<(&'static str, usize)>>,
    /// The headers as they are spelt.
    spellings: Vec<String>,
    /// Plain headers without one of which it is not this file.
    signs: Vec<String>,
}

pub(super) enum Holds {
    Rows(Shape),
    /// Things that a book does not keep, in words.
    Nothing(String),
}

pub(super) struct Table {
    pub(super) profiles: Vec<Profile>,
    /// How many profiles have a plain header.
    pub(super) spread: HashMap<String, usize>,
    technical: Vec<String>,
}

pub(super) static PROFILES: LazyLock<Table> = LazyLock::new(|| {
    // The table is compiled in and read by a test; were it broken, our own files would still be known.
    let (foreign, technical) =
        toml::from_str::<Asset>(TABLE).map(|asset| (asset.file, asset.technical)).unwrap_or_default();
    let mut profiles: Vec<_> = Noun::ALL.iter().map(|noun| own_profile(Shape::Of(*noun))).collect();
    profiles.extend(foreign.into_iter().filter_map(foreign_profile));
    let mut spread = HashMap::new();
    for header in profiles.iter().flat_map(|profile| profile.headers.keys()) {
        *spread.entry(header.clone()).or_insert(0) += 1;
    }
    Table { profiles, spread, technical: technical.iter().map(|header| plain(header)).collect() }
});

/// Whether a column is of a program's own bookkeeping and says nothing about the customer.
pub(super) fn is_technical(plain: &str) -> bool {
    PROFILES.technical.iter().any(|technical| technical == plain)
}

fn own_profile(shape: Shape) -> Profile {
    let own = shape.columns().own;
    Profile {
        program: OWN.to_owned(),
        holds: Holds::Rows(shape),
        headers: own.iter().flat_map(headers_of).collect(),
        spellings: own.iter().map(|column| column.name.to_owned()).collect(),
        signs: Vec::new(),
    }
}

/// The headers that fill a column of our own: its name, and the names it had.
fn headers_of(column: &Column) -> impl Iterator<Item = (String, Vec<(&'static str, usize)>)> {
    let name = column.name;
    std::iter::once(name).chain(column.also.iter().copied()).map(move |header| (plain(header), vec![(name, 0)]))
}

pub(super) fn foreign_profile(file: AssetFile) -> Option<Profile> {
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
    let signs = file.signs.iter().map(|sign| plain(sign)).collect();
    Some(Profile { program: file.program, holds, headers, spellings, signs })
}

impl Profile {
    pub(super) fn shape(&self) -> Option<Shape> {
        match self.holds {
            Holds::Rows(shape) => Some(shape),
            Holds::Nothing(_) => None,
        }
    }

    /// Whether the header has what a file of this kind always has.
    pub(super) fn may_be(&self, plains: &[String]) -> bool {
        self.signs.is_empty() || self.signs.iter().any(|sign| plains.contains(sign))
    }

    /// Whether the program itself spells the heading so.
    pub(super) fn spells(&self, name: &str) -> bool {
        self.spellings.iter().any(|spelling| spelling == name.trim_end_matches('*'))
    }

    /// How much each column says for the profile: what is taken more than what is merely known, what few files have more
    /// than what many have, and the very spelling more than the word.
    pub(super) fn weights(&self, header: &[String], plains: &[String]) -> Vec<f64> {
        let weight = |(name, plain): (&String, &String)| {
            let Some(fields) = self.headers.get(plain) else { return 0.0 };
            let takes = !fields.is_empty() || self.shape().is_none();
            let spread = PROFILES.spread.get(plain).copied().unwrap_or(1) as f64;
            let spelt = self.spells(name);
            (if takes { 1.0 } else { 0.6 }) * (if spelt { 1.25 } else { 1.0 }) * (0.25 + 1.0 / spread)
        };
        header.iter().zip(plains).map(weight).collect()
    }
}
