//! Who met whom: the touches of one account.

use super::scope::{Scope, push};
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;

/// A touch, as it is fed.
#[derive(Debug, Clone, Copy)]
pub struct TouchFact<'a> {
    /// The day.
    pub on: Day,
    /// The day the book learned of it.
    pub known: Day,
    /// Whether one of theirs took part or replied.
    pub two_way: bool,
    /// Whether it has a value tag.
    pub valued: bool,
    /// Prep, contact and follow-up minutes together.
    pub minutes: u32,
    /// Ours who took part.
    pub members: &'a [Id<Member>],
    /// Theirs who took part.
    pub contacts: &'a [Id<Contact>],
}

/// A touch, as it is kept: who took part are runs of the lists of all who took part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    pub(super) on: Day,
    pub(super) known: Day,
    pub(super) minutes: u32,
    pub(super) two_way: bool,
    pub(super) valued: bool,
    pub(super) members: (u32, u16),
    pub(super) contacts: (u32, u16),
}

/// One of ours, before the days that are asked of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    pub(super) member: Id<Member>,
    pub(super) first: Day,
    pub(super) last_two_way: Option<Day>,
}

/// One of theirs, before the days that are asked of: their first and last two-way touch.
#[derive(Debug, Clone, Copy)]
pub(super) struct EarlierContact {
    pub(super) contact: Id<Contact>,
    pub(super) first: Day,
    pub(super) last: Day,
}

/// The touches of one account. Those before every day that is asked of are folded into when people first and last met.
#[derive(Debug, Clone, Default)]
pub struct Meetings {
    pub(super) touches: Vec<Met>,
    members: Vec<Id<Member>>,
    contacts: Vec<Id<Contact>>,
    pub(super) earlier: Vec<Earlier>,
    pub(super) earlier_contacts: Vec<EarlierContact>,
    /// The last meaningful touch among the earlier ones.
    pub(super) earlier_touch: Option<Day>,
}

impl Meetings {
    /// Takes a touch; `scope` is that of the history it is for.
    pub fn touch(&mut self, touch: TouchFact<'_>, scope: Scope) {
        if scope.is_earlier(touch.on, touch.known, scope.window) {
            return self.fold(touch);
        }
        let members = run(&mut self.members, touch.members);
        let contacts = run(&mut self.contacts, touch.contacts);
        let TouchFact { on, known, two_way, valued, minutes, .. } = touch;
        push(&mut self.touches, Met { on, known, minutes, two_way, valued, members, contacts });
    }

    fn fold(&mut self, touch: TouchFact<'_>) {
        if touch.two_way && touch.valued {
            self.earlier_touch = self.earlier_touch.max(Some(touch.on));
        }
        let two_way = touch.two_way.then_some(touch.on);
        for &member in touch.members {
            match self.earlier.iter_mut().find(|one| one.member == member) {
                Some(one) => {
                    one.first = one.first.min(touch.on);
                    one.last_two_way = one.last_two_way.max(two_way);
                }
                None => push(&mut self.earlier, Earlier { member, first: touch.on, last_two_way: two_way }),
            }
        }
        for &contact in touch.contacts.iter().filter(|_| touch.two_way) {
            match self.earlier_contacts.iter_mut().find(|one| one.contact == contact) {
                Some(one) => {
                    one.first = one.first.min(touch.on);
                    one.last = one.last.max(touch.on);
                }
                None => {
                    push(&mut self.earlier_contacts, EarlierContact { contact, first: touch.on, last: touch.on });
                }
            }
        }
    }

    /// Who of ours took part in a touch.
    pub(super) fn ours(&self, met: &Met) -> &[Id<Member>] {
        slice(&self.members, met.members)
    }

    /// Who of theirs took part in a touch.
    pub(super) fn theirs(&self, met: &Met) -> &[Id<Contact>] {
        slice(&self.contacts, met.contacts)
    }
}

fn slice<T>(all: &[T], run: (u32, u16)) -> &[T] {
    all.get(run.0 as usize..run.0 as usize + usize::from(run.1)).unwrap_or_default()
}

/// Keeps who took part; answers where. The same people as in the touch before are not kept twice.
fn run<T: Copy + PartialEq>(all: &mut Vec<T>, people: &[T]) -> (u32, u16) {
    let people = &people[..people.len().min(usize::from(u16::MAX))];
    if all.ends_with(people) {
        return ((all.len() - people.len()) as u32, people.len() as u16);
    }
    let from = all.len() as u32;
    for &one in people {
        push(all, one);
    }
    (from, people.len() as u16)
}
