//! Merged cells: a company that stands once, above rows that are about it too.
//!
//! In a list of people a blank company may as well say that somebody has none. There the mailboxes decide: people of one
//! company have one domain; where there are none, one blank alone is no sign.

use super::lexer::Row;

/// Looks for them, row by row.
pub(super) struct Merged {
    /// The column of companies, where it is the first of the table.
    place: Option<usize>,
    /// The column of mailboxes, of a list of people.
    mail: Option<usize>,
    are_people: bool,
    last: String,
    /// The domain of the people of the company that stands above.
    domain: String,
    named: u64,
    blank: u64,
    /// How many rows with a blank have a mailbox of the company above.
    colleagues: u64,
    /// Something that merged cells do not do: a name twice in a row, a blank above all names, a mailbox of somebody else.
    speaks_against: bool,
}

impl Merged {
    /// Looks at this column, where it may have merged cells; people are told by the domain of their mailbox.
    pub(super) fn of(place: Option<usize>, are_people: bool, mail: Option<usize>) -> Self {
        let (last, domain) = (String::new(), String::new());
        Self { place, mail, are_people, last, domain, named: 0, blank: 0, colleagues: 0, speaks_against: false }
    }

    pub(super) fn see(&mut self, row: &Row) {
        let Some(place) = self.place else { return };
        let cell = row.cell(place).trim();
        let mail = self.mail.and_then(|mail| row.cell(mail).trim().rsplit_once('@')).map(|(_, domain)| domain);
        if cell.is_empty() {
            self.blank += 1;
            self.speaks_against |= self.named == 0;
            if let Some(domain) = mail.filter(|_| !self.domain.is_empty()) {
                let is_colleague = domain.eq_ignore_ascii_case(&self.domain);
                self.colleagues += u64::from(is_colleague);
                self.speaks_against |= !is_colleague;
            }
            return;
        }
        self.named += 1;
        self.speaks_against |= cell == self.last;
        if cell != self.last {
            cell.clone_into(&mut self.last);
        }
        mail.unwrap_or_default().clone_into(&mut self.domain);
    }

    /// The column, and how many rows have what stands above them: not where a name here and there was forgotten.
    pub(super) fn found(self) -> Option<(usize, u64)> {
        let are_many = self.blank * 5 >= self.named;
        let is_sign = !self.are_people || self.blank > 1 || self.colleagues > 0;
        self.place
            .filter(|_| self.blank > 0 && are_many && is_sign && !self.speaks_against)
            .map(|place| (place, self.blank))
    }
}
