//! Touches given back to the program that the accounts came from.

use crate::book::Book;
use crate::book::op::Op;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::record::Record;
use crate::domain::touch::Touch;
use crate::domain::website::{domain_of, mailboxes};
use crate::exchange::activity_layout::{Activity, Party};
use std::collections::HashMap;
use std::io::Write;

pub use crate::exchange::activity_layout::Program;

/// Which touches are given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// All that were logged here.
    Ever,
    /// Those that happened on this day or later.
    Day(Day),
    /// Those that were logged since the program was given some last.
    Last,
}

/// What is given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// To which program.
    pub program: Program,
    /// The touches, oldest first.
    pub activities: Vec<Activity>,
    /// How many touches are left out because an import brought them.
    pub imported: u64,
    /// The step up to which this is all; none: it is a part only.
    up_to: Option<i64>,
}

impl Given {
    /// Writes it as the program takes it; `raw` leaves cells that a spreadsheet would run as they are, `mark` begins with a
    /// byte-order mark.
    pub fn write(&self, raw: bool, mark: bool, out: &mut (impl Write + ?Sized)) -> Result<()> {
        if mark {
            super::put(out, b"\xef\xbb\xbf")?;
        }
        self.program.write(&self.activities, raw, out)
    }
}

impl Book {
    /// The touches that were logged here, for this program. What an import brought is left out: the book does not know from
    /// which program, and what came from there would stand there twice.
    pub fn touches_for(&self, program: Program, since: Since) -> Result<Given> {
        let _reading = self.store.reading()?;
        let imported = self.store.touches_by(Op::Import.label())?;
        let step = self.store.highest_step()?;
        let later = match since {
            Since::Last => {
                self.store.given_up_to(program.word())?.map(|step| self.store.touches_after(step)).transpose()?
            }
            _ => None,
        };
        let is_asked = |it: &Touch| match since {
            Since::Day(day) => it.on >= day,
            _ => later.as_ref().is_none_or(|later| later.contain(it.id.raw())),
        };
        let (mut touches, mut left_out): (Vec<Touch>, u64) = (Vec::new(), 0);
        self.store.each(|it: Touch| {
            match (is_asked(&it), imported.contain(it.id.raw())) {
                (true, true) => left_out += 1,
                (true, false) => touches.push(it),
                (false, _) => {}
            }
            Ok(())
        })?;
        touches.sort_by_key(|it| (it.on, it.id));
        let up_to = (!matches!(since, Since::Day(_))).then_some(step);
        Ok(Given { program, activities: self.activities(touches)?, imported: left_out, up_to })
    }

    /// Takes note that it has arrived: from here on `Since::Last` begins behind it.
    pub fn note_given(&mut self, given: &Given) -> Result<()> {
        given.up_to.map_or(Ok(()), |step| self.store.note_given(given.program.word(), step))
    }

    fn activities(&self, touches: Vec<Touch>) -> Result<Vec<Activity>> {
        let (mut accounts, mut contacts, mut members) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut all = Vec::with_capacity(touches.len());
        for it in touches {
            let account = self.party(&mut accounts, it.account, |account: &Account| {
                (account.name.clone(), account.website.as_deref().and_then(domain_of))
            })?;
            let mut there = Vec::with_capacity(it.contacts.len());
            for contact in &it.contacts {
                there.push(self.party(&mut contacts, *contact, |contact: &Contact| {
                    (contact.name.clone(), mailboxes(contact.email.as_deref().unwrap_or_default()).next())
                })?);
            }
            let owner = match it.members.first() {
                Some(member) => {
                    self.party(&mut members, *member, |member: &Member| (member.name.clone(), member.email.clone()))?
                }
                None => Party::default(),
            };
            let (summary, minutes) = (it.summary.unwrap_or_default(), it.contact_minutes);
            all.push(Activity { on: it.on, channel: it.channel, summary, minutes, account, contacts: there, owner });
        }
        Ok(all)
    }

    fn party<R: Record>(
        &self,
        known: &mut HashMap<i64, Party>,
        id: crate::domain::id::Id<R>,
        say: impl Fn(&R) -> (String, Option<String>),
    ) -> Result<Party> {
        if let Some(party) = known.get(&id.raw()) {
            return Ok(party.clone());
        }
        let record = self.get(id)?;
        let (name, address) = say(&record);
        let party = Party { key: record.external_id().map(str::to_owned), name, address };
        known.insert(id.raw(), party.clone());
        Ok(party)
    }
}
