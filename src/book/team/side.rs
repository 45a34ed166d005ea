//! The people of one account on both sides: who holds it and since when nobody did, who met whom, who answers for keeping it,
//! and how differently its roles see it.

use crate::book::Book;
use crate::book::cockpit::AssignmentLine;
use crate::book::programme::insights::Shared;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::contact::Contact;
use crate::domain::contact_guard::{DAYS, Most, Reached};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::risk::facts::pulse_validity;
use crate::domain::risk::points::Practice;
use crate::domain::role::{ContactRole, Leads, Role};
use crate::domain::team::counterparts::{Grid, Ours};
use crate::domain::team::departure::SuspectedDeparture;
use crate::domain::team::giving::{Given, given};
use crate::domain::team::keeping::answers_for;
use crate::domain::team::thread::{Threads, survival};
use crate::domain::team::voices::{APART, Reading, Voices};
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;
use std::collections::{BTreeMap, BTreeSet};

/// The longest a pulse holds, in days.
const LONGEST_PULSE: i32 = 90;

/// Both sides of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// Our assignments, empty ones that the tier calls for included; both executive assignments where it expects executives.
    pub assignments: Vec<AssignmentLine>,
    /// Contacts by assignment, those without one after them, those who left last.
    pub theirs: Vec<Their>,
    /// Our people × the contacts.
    pub grid: Grid,
    /// Days within which somebody counts as active.
    pub window: i32,
    /// What the multi-thread score is made of.
    pub threads: Threads,
    /// Probability that a contact is still there in twelve months; none: nobody of the account is active.
    pub survival: Option<f64>,
    /// The yearly turnover of contacts it assumes.
    pub attrition: f64,
    /// Who keeps an eye on them.
    pub watch: Option<Watch>,
    /// Names of who watches and of the cover; empty: nobody.
    pub watchers: (String, String),
    /// Everybody who answers for keeping them, with the reason.
    pub keepers: Vec<(String, &'static str)>,
    /// Whom of the account somebody should ask about.
    pub suspected_departures: Vec<SuspectedDeparture>,
    /// Pulses by role side by side.
    pub voices: Voices,
    /// Insights that reached them, the newest first, each with the pair it went between.
    pub shared: Vec<Shared>,
    /// What reached them in the last [`DAYS`] days, where that is more than twice the cadences come to, and the most.
    pub too_often: Option<(Reached, Most)>,
}

/// A contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Their {
    /// Who.
    pub contact: Contact,
    /// Their last two-way touch.
    pub last: Option<Day>,
    /// Their latest pulse, and its day.
    pub pulse: Option<(u8, Day)>,
    /// Whether it still holds.
    pub holds: bool,
    /// Who stands in their place since they left, by name.
    pub successor: Option<String>,
}

/// An account that its roles see differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// Points between the two that lie furthest apart.
    pub gap: u8,
    /// The pulses.
    pub voices: Voices,
}

impl Book {
    /// Both sides of one account.
    pub fn sides(&mut self, account: Id<Account>) -> Result<Sides> {
        self.together(|book| book.read_sides(account))
    }

    fn read_sides(&mut self, account: Id<Account>) -> Result<Sides> {
        let (team, today) = (self.team(account)?, self.today());
        let practice = self.points().practice(team.account.tier).clone();
        let (theirs, held): (Vec<Contact>, Vec<Assignment>) = (self.of_account(account)?, self.of_account(account)?);
        let (threads, _) = self.store.threads(account, today.plus(-practice.window), today)?;
        let attrition = self.points().team.contact_turnover;
        let watch = self.watch(account)?;
        let watchers = match &watch {
            Some(watch) => {
                let cover = watch.cover.map(|cover| self.member_name(Some(cover))).unwrap_or_default();
                (self.member_name(Some(watch.member)), cover)
            }
            None => Default::default(),
        };
        Ok(Sides {
            grid: self.grid(account, &theirs, &held, (practice.window, practice.peers))?,
            theirs: self.theirs(account, &theirs)?,
            window: practice.window,
            survival: (threads.contacts > 0).then(|| survival(threads.contacts, attrition)),
            threads,
            attrition,
            watch,
            watchers,
            keepers: self.keepers(&held),
            suspected_departures: self.suspected_departures_of(account)?,
            voices: self.pulses_by_role(account)?,
            shared: self.shares_of(account)?,
            too_often: self.too_often(account, &practice)?,
            assignments: with_executives(team.assignments, practice.executive),
        })
    }

    /// What reached them of late, where that is too much; see [`Most`].
    fn too_often(&self, account: Id<Account>, practice: &Practice) -> Result<Option<(Reached, Most)>> {
        let today = self.today();
        let got = self.store.reached(today.plus(-DAYS), today, Some(account))?.of(account);
        let most = Most::of(practice);
        Ok(most.is_exceeded(got).then_some((got, most)))
    }

    fn theirs(&self, account: Id<Account>, contacts: &[Contact]) -> Result<Vec<Their>> {
        let (last, today) = (self.store.last_with(account, self.today())?, self.today());
        let mut pulses: BTreeMap<Id<Contact>, (Day, Id<Pulse>, u8)> = BTreeMap::new();
        for pulse in self.of_account::<Pulse>(account)?.into_iter().filter(|pulse| pulse.on <= today) {
            let Some(contact) = pulse.contact else { continue };
            let newest = pulses.entry(contact).or_insert((pulse.on, pulse.id, pulse.score));
            *newest = (*newest).max((pulse.on, pulse.id, pulse.score));
        }
        let left = |one: &Contact| !one.is_here(today);
        let mut all: Vec<Their> = contacts
            .iter()
            .map(|one| {
                let next = |other: &&Contact| other.role == one.role && other.id != one.id && !left(other);
                let successor = contacts.iter().filter(|_| left(one) && one.role.is_some()).find(next);
                let pulse = pulses.get(&one.id).map(|(on, _, score)| (*score, *on));
                Their {
                    last: last.get(&one.id).copied(),
                    holds: pulse.is_some_and(|(score, on)| on > today.plus(-pulse_validity(score))),
                    pulse,
                    successor: successor.map(|next| next.name.clone()),
                    contact: one.clone(),
                }
            })
            .collect();
        all.sort_by_key(|one| {
            let contact = &one.contact;
            (left(contact), contact.role.is_none(), contact.role, contact.name.clone())
        });
        Ok(all)
    }

    fn grid(
        &mut self,
        account: Id<Account>,
        theirs: &[Contact],
        held: &[Assignment],
        (window, wanted): (i32, u32),
    ) -> Result<Grid> {
        let today = self.today();
        let met = self.store.met(account, today)?;
        let mut ours: Vec<Ours> = Vec::new();
        for assignment in held.iter().filter(|assignment| assignment.is_held(today)) {
            let Some(member) = assignment.member else { continue };
            match ours.iter_mut().find(|one| one.member == member) {
                Some(one) => one.counterparts.extend(assignment.counterpart),
                None => ours.push(Ours {
                    member,
                    name: self.member_name(Some(member)),
                    role: Some(assignment.role),
                    is_here: self.is_with_us(member)?,
                    counterparts: assignment.counterpart.into_iter().collect(),
                }),
            }
        }
        ours.sort_by_key(|one| one.role);
        // Who holds no assignment is in the grid as long as they met somebody within the window.
        let recent: BTreeSet<Id<Member>> =
            met.iter().filter(|met| met.last > today.plus(-window)).map(|met| met.member).collect();
        for member in recent {
            if !ours.iter().any(|one| one.member == member) && self.is_with_us(member)? {
                let name = self.member_name(Some(member));
                ours.push(Ours { member, name, role: None, is_here: true, counterparts: Vec::new() });
            }
        }
        let named = |contact: &Contact| ours.iter().any(|one| one.counterparts.contains(&contact.id));
        let here = |contact: &&Contact| contact.is_here(today) || named(contact);
        let mut columns: Vec<Contact> = theirs.iter().filter(here).cloned().collect();
        columns.sort_by_key(|one| (one.role.is_none(), one.role, one.name.clone()));
        let met = met.into_iter().map(|met| ((met.member, met.contact), met.last)).collect();
        Ok(Grid::new(ours, columns, &met, (window, wanted), today))
    }

    fn is_with_us(&self, member: Id<Member>) -> Result<bool> {
        Ok(self.get(member)?.is_here(self.today()))
    }

    fn keepers(&mut self, held: &[Assignment]) -> Vec<(String, &'static str)> {
        let today = self.today();
        let mut all: Vec<(String, &'static str)> = Vec::new();
        for assignment in held.iter().filter(|assignment| assignment.is_held(today)) {
            let Some(why) = answers_for(assignment.role, &assignment.duty).filter(|_| assignment.member.is_some())
            else {
                continue;
            };
            let name = self.member_name(assignment.member);
            if !all.iter().any(|(known, _)| *known == name) {
                all.push((name, why));
            }
        }
        all
    }

    /// The latest valid pulse of each role of an account, and of each role of our team who took one: side by side.
    pub fn pulses_by_role(&self, account: Id<Account>) -> Result<Voices> {
        let today = self.today();
        let from = today.plus(-LONGEST_PULSE);
        let pulses: Vec<Pulse> = self.of_account(account)?;
        let contacts: Vec<Contact> = self.of_account(account)?;
        let (assignments, touches): (Vec<Assignment>, Vec<Touch>) =
            (self.of_account(account)?, self.store.touches_since(account, from)?);
        let role = |contact: Option<Id<Contact>>| -> Option<ContactRole> {
            contacts.iter().find(|one| Some(one.id) == contact).and_then(|one| one.role)
        };
        let readings: Vec<Reading> = pulses
            .iter()
            .filter(|pulse| pulse.on > from)
            .map(|pulse| Reading {
                id: pulse.id,
                contact: pulse.contact,
                theirs: role(pulse.contact),
                ours: importer(pulse, &touches, &assignments),
                on: pulse.on,
                score: pulse.score,
            })
            .collect();
        Ok(Voices::new(&readings, today))
    }

    /// Open accounts that two roles see differently, the widest gap first, then the most valuable.
    pub fn seen_differently(&self) -> Result<Vec<Seen>> {
        let _reading = self.store.reading()?;
        let today = self.today();
        let mut all = Vec::new();
        for account in self.store.pulses_apart(today.plus(-LONGEST_PULSE), today, APART)? {
            let voices = self.pulses_by_role(account)?;
            if let Some(gap) = voices.gap().filter(|gap| *gap >= APART) {
                let standing = self.standing(account)?;
                all.push(Seen { account, name: standing.name, value: standing.value, gap, voices });
            }
        }
        all.sort_by_key(|one| (std::cmp::Reverse((one.gap, one.value)), one.account));
        Ok(all)
    }

    /// What each of our roles gave an account in the last twelve months.
    pub fn given(&self, account: Id<Account>) -> Result<Given> {
        let today = self.today();
        let assignments: Vec<Assignment> = self.of_account(account)?;
        let touches = self.store.touches_since(account, today.plus_months_back(12))?;
        let tagged = touches.iter().filter(|touch| touch.on <= today && touch.two_way).filter_map(|touch| {
            // A touch of several of our team counts once for each role that took part.
            let roles: BTreeSet<Option<Role>> =
                touch.members.iter().map(|member| role_on(&assignments, *member, touch.on)).collect();
            touch.value_tag.map(|tag| roles.into_iter().map(move |role| (role, tag)))
        });
        Ok(given(tagged.flatten()))
    }
}

/// The role of our team who took a pulse: of whoever met them that day, as the touch of the day tells.
fn importer(pulse: &Pulse, touches: &[Touch], assignments: &[Assignment]) -> Option<Role> {
    let with = |touch: &&Touch| {
        touch.on == pulse.on && touch.two_way && pulse.contact.is_none_or(|contact| touch.contacts.contains(&contact))
    };
    let takers = touches.iter().filter(with).flat_map(|touch| &touch.members);
    takers.filter_map(|member| role_on(assignments, *member, pulse.on)).min()
}

/// The first duty of a team member on a day.
fn role_on(assignments: &[Assignment], member: Id<Member>, on: Day) -> Option<Role> {
    let held = |assignment: &&Assignment| assignment.member == Some(member) && assignment.is_held(on);
    assignments.iter().filter(held).map(|assignment| assignment.role).min()
}

/// The assignments with a place for each executive that a tier which expects any calls for: business and sales.
fn with_executives(mut assignments: Vec<AssignmentLine>, every: Option<i32>) -> Vec<AssignmentLine> {
    let is_executive = |assignment: &AssignmentLine| assignment.role == Role::ExecutiveSponsor;
    let (Some(last), Some(every)) = (assignments.iter().rposition(is_executive), every) else { return assignments };
    let known = |leads: Leads| assignments.iter().any(|assignment| assignment.leads == Some(leads));
    let mut missing: Vec<Leads> = Leads::ALL.iter().copied().filter(|leads| !known(*leads)).collect();
    // Whoever leads neither by name holds one of the places all the same.
    for assignment in assignments.iter_mut().filter(|assignment| is_executive(assignment) && assignment.leads.is_none())
    {
        let place = if missing.is_empty() { None } else { Some(missing.remove(0)) };
        assignment.leads = place.filter(|_| assignment.who.is_empty());
    }
    let empty =
        |leads| AssignmentLine { leads: Some(leads), ..AssignmentLine::empty(Role::ExecutiveSponsor, Some(every)) };
    let behind = assignments.split_off(last + 1);
    assignments.into_iter().chain(missing.into_iter().map(empty)).chain(behind).collect()
}
