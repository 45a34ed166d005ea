//! Who of our team looks after an account, as sheets say it: a name, a mailbox beside it, or two names in one cell.

use super::directory::{Directory, Found};
use super::importer::{Importer, RowOf};
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::record::Value;
use crate::domain::role::{Duty, Role};

/// The people in a cell: those between `;`, `/`, `|`, `&`, `+` or lines; a comma divides whole names, for “Lee, Ann” is
/// one.
pub(super) fn people(text: &str) -> Vec<&str> {
    let parts = |by: &[char]| -> Vec<&str> {
        text.split(by).map(str::trim).filter(|part| part.chars().any(char::is_alphabetic)).collect()
    };
    let all = parts(&[';', '/', '|', '&', '+', '\n']);
    if all.len() > 1 {
        return all;
    }
    let text = all.first().copied().unwrap_or(text);
    let by_comma: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let are_whole = by_comma.iter().all(|part| part.contains(' ') || part.contains('@'));
    if by_comma.len() > 1 && are_whole { by_comma } else { vec![text.trim()] }
}

/// The people in a cell, unless a member of the book is called as the whole of it.
pub(super) fn owners<'a>(directory: &Directory, text: &'a str) -> Vec<&'a str> {
    match directory.find(Noun::Members, text) {
        Found::Nobody => people(text),
        Found::One(_) | Found::Several => vec![text],
    }
}

impl Importer<'_, '_> {
    /// The people of our team whom a cell names, the first of whom leads; who is not known yet is added.
    pub(super) fn owners(&mut self, text: &str) -> Result<Vec<i64>> {
        let names: Vec<String> = owners(&self.directory, text).into_iter().map(str::to_owned).collect();
        names.iter().map(|name| self.member(name)).collect()
    }

    /// The owner of a row of accounts: by name, by the key of the program, or by the mailbox beside, which the member has
    /// from then on.
    pub(super) fn owner_of(&mut self, row: &RowOf<'_>) -> Result<Option<i64>> {
        let preview = row.file.preview;
        let word = |name: &str| row.cells.word(preview.field(name));
        let (said, mail) = (word("owner").or_else(|| word("owner_id")), word("owner_email"));
        let by_mail = mail.map(|mail| self.directory.find(Noun::Members, mail));
        if let (Some(Found::One(id)), None) = (by_mail, said) {
            return Ok(Some(id));
        }
        let Some(text) = said.or(mail) else { return Ok(None) };
        let first = self.owners(text)?.first().copied();
        self.owners.extend(owners(&self.directory, text).first().map(|name| (*name).to_owned()));
        if let (Some(id), Some(mail), Some(_)) = (first, mail.filter(|mail| people(mail).len() == 1), said) {
            self.mailbox_of(id, mail)?;
        }
        Ok(first)
    }

    /// Gives a member the mailbox that stands beside the name, where none is known.
    fn mailbox_of(&mut self, id: i64, mail: &str) -> Result<()> {
        let member: Member = self.edit.get(Id::new(id))?;
        if member.email.is_none() && mail.contains('@') {
            let fields = vec![("name", Value::Text(member.name)), ("email", Value::Text(mail.to_owned()))];
            self.change::<Member>(id, fields)?;
        }
        Ok(())
    }

    /// The others whom the cell of the owner names cover for the lead, where they have no part in the account yet.
    pub(super) fn covers(&mut self, row: &RowOf<'_>, account: i64) -> Result<()> {
        let Some(text) = row.cells.word(row.file.preview.field("owner")) else { return Ok(()) };
        let others = self.owners(text)?.into_iter().skip(1).map(Id::new);
        let customer: Account = self.account(account)?;
        let mut team: Vec<Assignment> = self.edit.of_account(customer.id)?;
        for member in others.filter(|member| customer.owner != Some(*member)) {
            if team.iter().any(|one| one.member == Some(member) && one.until.is_none()) {
                continue;
            }
            let cover = Assignment {
                id: self.edit.mint()?,
                account: customer.id,
                member: Some(member),
                role: Role::Service,
                duty: vec![Duty::Cover],
                ..Assignment::default()
            };
            self.edit.put(&cover)?;
            self.covering += 1;
            team.push(cover);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_people_in_one_cell_are_several() {
        for (text, wanted) in [
            ("Ann Lee / Bob Ray", &["Ann Lee", "Bob Ray"][..]),
            ("Ann Lee; Bob Ray", &["Ann Lee", "Bob Ray"]),
            ("Ann Lee, Bob Ray", &["Ann Lee", "Bob Ray"]),
            ("Ann & Bob", &["Ann", "Bob"]),
            ("Lee, Ann", &["Lee, Ann"]),
            ("Ann Lee", &["Ann Lee"]),
            ("Ann Lee /", &["Ann Lee"]),
            ("a@x.example, b@x.example", &["a@x.example", "b@x.example"]),
        ] {
            assert_eq!(people(text), wanted, "{text}");
        }
    }
}
