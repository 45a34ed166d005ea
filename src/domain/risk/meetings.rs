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
    /// Whether a contact took part or replied.
    pub two_way: bool,
    /// Whether it has a value tag.
    pub valued: bool,
    /// Team members who took part.
    pub members: &'a [Id<Member>],
    /// Contacts who took part.
    pub contacts: &'a [Id<Contact>],
}

impl TouchFact<'_> {
    /// Whether it is meaningful (METHOD §4.4): two-way, and with somebody who is named, or with a value tag. In SQL:
    /// [`meaningful!`](crate::store::touches::meaningful).
    const fn is_meaningful(&self) -> bool {
        self.two_way && (self.valued || !self.contacts.is_empty())
    }
}

/// A touch, as it is kept: who took part are runs of the lists of all who took part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    pub(super) on: Day,
    pub(super) known: Day,
    pub(super) two_way: bool,
    pub(super) meaningful: bool,
    pub(super) members: (u32, u16),
    pub(super) contacts: (u32, u16),
}

/// A team member, before the days that are asked of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    pub(super) member: Id<Member>,
    pub(super) first: Day,
    pub(super) last_two_way: Option<Day>,
}

/// A contact, before the days that are asked of: their first and last two-way touch.
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
    /// The meaningful touches among the earlier ones.
    pub(super) earlier_rhythm: Rhythm,
    /// The first day on which any of the earlier ones was known.
    pub(super) earlier_first: Option<Day>,
}

/// The meaningful touches of an account: the days of the first and the last, and how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// The first day and the last day; none: there was none.
    pub span: Option<(Day, Day)>,
    /// How many touches there were.
    pub count: u32,
}

impl Rhythm {
    /// Takes a meaningful touch.
    pub fn take(&mut self, on: Day) {
        let (first, last) = self.span.unwrap_or((on, on));
        *self = Self { span: Some((first.min(on), last.max(on))), count: self.count + 1 };
    }

    /// The days between two touches added up, and how many gaps there were.
    pub fn gaps(&self) -> (f64, f64) {
        let days = self.span.map_or(0, |(first, last)| first.days_to(last));
        (f64::from(days), f64::from(self.count.saturating_sub(1)))
    }
}

impl Meetings {
    /// Takes a touch; `scope` is that of the history it is for.
    pub fn touch(&mut self, touch: TouchFact<'_>, scope: Scope) {
        if scope.is_earlier(touch.on, touch.known, scope.window) {
            return self.fold(touch);
        }
        let members = run(&mut self.members, touch.members);
        let contacts = run(&mut self.contacts, touch.contacts);
        let (TouchFact { on, known, two_way, .. }, meaningful) = (touch, touch.is_meaningful());
        push(&mut self.touches, Met { on, known, two_way, meaningful, members, contacts });
    }

    fn fold(&mut self, touch: TouchFact<'_>) {
        if touch.is_meaningful() {
            self.earlier_rhythm.take(touch.on);
        }
        let learned = touch.on.max(touch.known);
        self.earlier_first = Some(self.earlier_first.map_or(learned, |first| first.min(learned)));
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

    /// Who of our team took part in a touch.
    pub(super) fn ours(&self, met: &Met) -> &[Id<Member>] {
        slice(&self.members, met.members)
    }

    /// Who of the account took part in a touch.
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
