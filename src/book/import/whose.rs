//! Whose row it is: the account that a row belongs to, found by one rule wherever a row names one, or made on demand.

use super::directory::{Directory, Found, company_domain, unknown};
use super::file::File;
use super::importer::Importer;
use crate::domain::account::Account;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::record::{Fields, Value};
use crate::domain::text::company;
use crate::exchange::cells::Cells;
use crate::exchange::preview::{Field, FilePreview};
use crate::exchange::table::Rejection;

/// What a row says of its account.
pub(super) enum Whose {
    /// It is this one.
    Known(i64),
    /// It names one that the book does not have, in this column.
    Missing(Rejection),
    /// It names none.
    Silent,
}

/// The columns that may lead to the account, those that name it first.
const WAYS: [&str; 11] = [
    "account_id",
    "what_id",
    "account",
    "account_domain",
    "contact_id",
    "contact",
    "contacts",
    "from",
    "people",
    "email",
    "domain",
];

/// Those that name the account itself.
const NAMING: [&str; 4] = ["account_id", "what_id", "account", "account_domain"];

/// The columns of a file that may lead to the account.
pub(super) fn ways(preview: &FilePreview) -> Vec<(&'static str, &Field)> {
    WAYS.iter().filter_map(|way| Some((*way, preview.field(way)?))).collect()
}

/// The account of a row: by key, by name, by domain, through a contact, or by the domain of a mailbox.
pub(super) fn account_of(preview: &FilePreview, cells: &Cells<'_>, directory: &Directory) -> Whose {
    account_by(&ways(preview), cells, directory)
}

/// As [`account_of`], by the columns that were looked up once for the file.
pub(super) fn account_by(ways: &[(&'static str, &Field)], cells: &Cells<'_>, directory: &Directory) -> Whose {
    let mut missing = None;
    for &(way, field) in ways {
        let field = Some(field);
        let Some(text) = cells.word(field) else { continue };
        // A company that is named and that the book lacks is not the one of a namesake of its contact: only what no two
        // people share, a key or a mailbox, says more than the name.
        if missing.is_some() && !(way == "contact_id" || NAMING.contains(&way) || text.contains('@')) {
            continue;
        }
        match by(directory, way, text) {
            Found::One(id) => return Whose::Known(id),
            Found::Several if matches!(way, "account" | "account_id" | "what_id") => {
                return Whose::Missing(cells.reject(field, unknown(Noun::Accounts, text, Found::Several).sentence));
            }
            _ if missing.is_some() => {}
            _ if matches!(way, "account_id" | "what_id") && !cells.are_exact() => {
                let sentence = format!(
                    "there is no account with the key “{}”; import the accounts too, or say --make-accounts to have them by their keys.",
                    crate::domain::text::fit(text, 40)
                );
                missing = Some(cells.reject(field, sentence));
            }
            _ if way == "email" => missing = Some(cells.reject(field, NO_COMPANY)),
            _ => missing = Some(cells.reject(field, unknown(noun_of(way), text, Found::Nobody).sentence)),
        }
    }
    missing.map_or(Whose::Silent, Whose::Missing)
}

fn noun_of(way: &str) -> Noun {
    if matches!(way, "contact_id" | "contact" | "contacts" | "from" | "people" | "email") {
        Noun::Contacts
    } else {
        Noun::Accounts
    }
}

fn by(directory: &Directory, way: &str, text: &str) -> Found {
    match way {
        "account" => directory.find(Noun::Accounts, text),
        "account_id" | "what_id" => first_key(directory, text),
        "account_domain" => directory.by_domain(text),
        "contact_id" | "contact" => through_contact(directory, text),
        _ => first_person(directory, text),
    }
}

/// The account of the first of several people that has one.
fn first_person(directory: &Directory, text: &str) -> Found {
    let people = text.split([';', ',']).map(str::trim).filter(|person| !person.is_empty());
    let all: Vec<&str> = people.collect();
    let known = all.iter().map(|person| through_contact(directory, mailbox(person)));
    let by_domain =
        all.iter().filter(|person| person.contains('@')).map(|person| directory.by_mailbox(mailbox(person)));
    known.chain(by_domain).find(|found| matches!(found, Found::One(_))).unwrap_or(Found::Nobody)
}

/// The mailbox of `Name <mailbox>`; any other text as it is.
pub(super) fn mailbox(person: &str) -> &str {
    person.rsplit_once('<').map_or(person, |(_, rest)| rest.trim_end_matches('>')).trim()
}

/// The first of several keys joined by `;` that is known.
fn first_key(directory: &Directory, text: &str) -> Found {
    let mut keys = text.split(';').map(str::trim).filter_map(|key| directory.by_key(Noun::Accounts, key));
    keys.next().map_or(Found::Nobody, Found::One)
}

fn through_contact(directory: &Directory, text: &str) -> Found {
    match directory.contact(None, text) {
        Found::One(contact) => directory.account_of(contact).map_or(Found::Nobody, Found::One),
        Found::Nobody if text.contains('@') => directory.by_mailbox(text),
        found => found,
    }
}

/// What is to be done about a row whose account the book does not have.
pub(super) enum Lacking {
    /// It was made: the row can be taken.
    Made,
    /// The row stays out, for this reason.
    LeftOut(&'static str),
    /// The row cannot be taken.
    Refused,
}

impl Importer<'_, '_> {
    /// Makes the account that a row names and the book lacks, where files of this kind do.
    pub(super) fn make_account(&mut self, file: &File<'_>, cells: &Cells<'_>) -> Result<Lacking> {
        let preview = file.preview;
        let word = |name: &str| cells.word(preview.field(name));
        let (name, mail) = (word("account"), word("email"));
        let key = word("account_id");
        let names = [name, key, domain_of_mail(mail)];
        if names.into_iter().flatten().any(|name| self.left_out.contains(&mark(name))) {
            return Ok(Lacking::LeftOut("its company was left out, being no customer"));
        }
        // Whoever says no company in a column of companies has none; only where there is no such column the mailbox tells.
        let says_company = ["account", "account_id", "account_domain"].iter().any(|name| preview.field(name).is_some());
        let is_person = preview.shape == crate::exchange::shape::Shape::Of(Noun::Contacts);
        let domain = mail.filter(|_| is_person && !says_company).and_then(company_domain);
        if preview.is_own() || name.is_none() && key.is_none() && domain.is_none() {
            return Ok(Lacking::Refused);
        }
        if !file.makes_accounts() {
            self.strange_companies.extend(name.map(str::to_owned).or(domain));
            return Ok(Lacking::LeftOut(STRANGER));
        }
        let fields: Fields = match (name, domain) {
            (Some(name), _) => vec![("name", Value::Text(name.to_owned())), ("external_id", Value::text(key))],
            // A key is no name; who says that accounts shall be made gets them by their keys all the same.
            (None, _) if key.is_some() && file.options.accounts == super::Accounts::Made => {
                vec![("name", Value::text(key)), ("external_id", Value::text(key))]
            }
            (None, Some(domain)) => vec![("name", Value::Text(domain.clone())), ("website", Value::Text(domain))],
            (None, None) => return Ok(Lacking::Refused),
        };
        let taken = self.take::<Account>(fields)?;
        self.made.accounts += u64::from(matches!(taken, super::importer::RowOutcome::Created(_)));
        Ok(Lacking::Made)
    }

    /// Whether a company of people who were left out is an account now.
    pub(super) fn knows_companies_left_out(&self) -> bool {
        self.company_of.values().any(|company| matches!(self.directory.find(Noun::Accounts, company), Found::One(_)))
    }

    /// Remembers a company that was left out, so that its people and deals stay out too.
    pub(super) fn leave_out(&mut self, file: &File<'_>, cells: &Cells<'_>) {
        let word = |name: &str| cells.word(file.preview.field(name)).map(mark);
        self.left_out.extend(["name", "external_id", "domain", "website"].into_iter().filter_map(word));
    }
}

fn domain_of_mail(mail: Option<&str>) -> Option<&str> {
    mail.and_then(|mail| mail.rsplit_once('@')).map(|(_, domain)| domain)
}

/// What is wrong with a person of no company.
const NO_COMPANY: &str = "no company is given, and no account has the domain of this mailbox; give the company.";

/// Why a stranger stays out.
pub(super) const STRANGER: &str = "its company is no account of the book";

/// A name, key or address as companies that were left out are remembered by it.
fn mark(text: &str) -> String {
    super::directory::domain_of(text).unwrap_or_else(|| company(text).0)
}

/// The column that names the account, for a sentence about it.
pub(super) fn column(preview: &FilePreview) -> Option<&Field> {
    WAYS.iter().find_map(|way| preview.field(way))
}
