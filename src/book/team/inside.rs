//! The inside network: who helped whom win or keep, who is to be thanked, and who is most with the customers.

use super::wins::{Tell, Win, WinCount};
use crate::book::op::Op;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::playbook::Trigger;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::role::Role;
use crate::domain::words::ContributionKind;
use crate::store::inside::Worked;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

pub use crate::store::before::{Before, SIGNS};

/// Days before a renewal in which who was with them is counted.
pub const BEFORE: i32 = 90;

/// Who did what for a win or a save.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    /// The record.
    pub contribution: Contribution,
    /// Who, by name.
    pub who: String,
    /// For which customer, by name.
    pub account: String,
    /// Whom it helped: the lead of that customer, by name; empty: nobody leads, or they helped themselves.
    pub helped: String,
    /// By when they should be thanked.
    pub thank_by: Day,
}

/// What one role did in the last twelve months.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleShare {
    /// The role; none: without an assignment at that customer.
    pub role: Option<Role>,
    /// Two-way touches after the signature.
    pub touches: u64,
    /// Lines renewed that it had met in the [`BEFORE`] days before.
    pub renewals: u64,
    /// Of them, those of customers who had given notice.
    pub saves: u64,
    /// Wins and saves in which it is credited with a part.
    pub credits: u64,
}

/// A team member with whom to keep connected when nobody needs them.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    /// Who.
    pub member: Member,
    /// By when; none: they were never talked with.
    pub due: Option<Day>,
}

/// A team member who is with the customers and leads none: whom to ask in.
#[derive(Debug, Clone, PartialEq)]
pub struct Folk {
    /// Who.
    pub member: Id<Member>,
    /// Their name.
    pub name: String,
    /// Two-way touches in twelve months.
    pub touches: u64,
}

/// The inside network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inside {
    /// With whom to keep connected, most late first.
    pub talks: Vec<Talk>,
    /// Whom to ask in, most touches first: those who lead no account; where everybody does, the leads.
    pub folks: Vec<Folk>,
    /// Thanks that are due first, then the newest.
    pub credits: Vec<Credit>,
    /// Wins of twelve months with who helped, the late ones without a name first.
    pub wins: Vec<Win>,
    /// How many wins there are, and for how many of the late ones nobody is named.
    pub won: WinCount,
    /// What whoever helped was told of the deals that are open, whoever should hear of it first, first.
    pub tells: Vec<Tell>,
    /// How many wait for thanks, and for how many of them it is late.
    pub due: (u64, u64),
    /// What each role did, most touches first.
    pub roles: Vec<RoleShare>,
    /// Lines renewed in twelve months, and how many of them were saves.
    pub renewed: (u64, u64),
    /// Of the two-way touches after a sale in twelve months: those the leads took part in, and all.
    pub led: (u64, u64),
    /// Of the same touches those that whoever uses the book took part in; none: nobody has said who that is.
    pub own: Option<u64>,
    /// Touches that two or more of our team shared in twelve months.
    pub joint: u64,
    /// How often two of our team were with customers together, by their names, most first.
    pub pairs: Vec<(String, String, u64)>,
    /// What stood in the [`BEFORE`] days before renewals, saves and losses of twelve months.
    pub preceded: [Before; 3],
}

/// What [`Inside::preceded`] is about, in its order.
pub const PRECEDED: [&str; 3] = ["renewal", "save", "loss"];

impl Inside {
    /// How many accounts have helpers who should hear how it stands.
    pub fn to_tell(&self) -> usize {
        self.tells.iter().filter(|one| one.why.is_due()).count()
    }

    /// All two-way touches of our team with customers in twelve months.
    pub fn touches(&self) -> u64 {
        self.roles.iter().map(|one| one.touches).sum()
    }
}

/// Whoever waits for thanks first, the longest waiting first; then what was thanked for, the newest first.
pub(crate) fn thanks_order(it: &Contribution) -> (bool, i32, i64) {
    let newest_first = if it.thanked_on.is_some() { -1 } else { 1 };
    (it.thanked_on.is_some(), it.on.number() * newest_first, it.id.raw() * i64::from(newest_first))
}

impl Book {
    /// Who helped whom, and who is with the customers.
    pub fn inside(&self) -> Result<Inside> {
        let _reading = self.store.reading()?;
        let today = self.today();
        let from = today.plus_months_back(12);
        let own = self.me()?.map(|me| self.store.met_by(me.id, from, today)).transpose()?;
        let (renewed, led) = (self.store.renewed(from, today)?, self.store.led(from, today)?);
        let mut inside = Inside { renewed, led, own: own.map(|(own, _)| own), ..Inside::default() };
        let members: Vec<Member> = self.all()?;
        let names: HashMap<Id<Member>, String> = members.iter().map(|one| (one.id, one.name.clone())).collect();
        self.credits(&names, &mut inside)?;
        (inside.wins, inside.won) = self.wins()?;
        let deeds: Vec<Contribution> = inside.credits.iter().map(|one| one.contribution.clone()).collect();
        inside.tells = self.tells(&deeds)?;
        let worked = self.store.worked(from, today)?;
        inside.folks = folks(&worked, &members, today);
        inside.talks = talks(members, today);
        for one in worked {
            share(&mut inside.roles, one.role).touches += one.touches;
        }
        for one in self.store.preceded(from, today, BEFORE)? {
            let share = share(&mut inside.roles, one.role);
            (share.renewals, share.saves) = (one.renewals, one.saves);
        }
        self.joint(from, &names, &mut inside)?;
        let decision = self.playbooks().list.iter().find(|one| one.trigger == Trigger::Decision);
        let code = decision.map_or("", |playbook| playbook.code.as_str());
        inside.preceded = self.store.came_before(from, today, BEFORE, code)?;
        inside.roles.sort_by_key(|one| (Reverse(one.touches), one.role));
        Ok(inside)
    }

    fn joint(&self, from: Day, names: &HashMap<Id<Member>, String>, inside: &mut Inside) -> Result<()> {
        let pairs = self.store.together(from, self.today())?;
        let name = |id: Id<Member>| names.get(&id).cloned().unwrap_or_default();
        inside.joint = pairs.iter().map(|pair| pair.part).sum::<f64>().round() as u64;
        inside.pairs = pairs.into_iter().map(|pair| (name(pair.one), name(pair.other), pair.touches)).collect();
        Ok(())
    }

    fn credits(&self, names: &HashMap<Id<Member>, String>, inside: &mut Inside) -> Result<()> {
        let (today, days) = (self.today(), self.points().team.thanks_days as i32);
        let name = |id: Id<Member>| names.get(&id).cloned().unwrap_or_default();
        for contribution in self.all::<Contribution>()? {
            let lead = self.lead(contribution.account)?.filter(|lead| *lead != contribution.member);
            let thank_by = contribution.on.plus(days);
            if contribution.on > today.plus_months_back(12) {
                let role = self.role_of(contribution.account, contribution.member)?;
                share(&mut inside.roles, role).credits += 1;
            }
            if contribution.thanked_on.is_none() {
                inside.due = (inside.due.0 + 1, inside.due.1 + u64::from(thank_by < today));
            }
            inside.credits.push(Credit {
                who: name(contribution.member),
                account: self.get::<Account>(contribution.account)?.name,
                helped: lead.map(name).unwrap_or_default(),
                thank_by,
                contribution,
            });
        }
        inside.credits.sort_by_key(|one| thanks_order(&one.contribution));
        Ok(())
    }

    fn role_of(&self, account: Id<Account>, member: Id<Member>) -> Result<Option<Role>> {
        let assignments: Vec<crate::domain::assignment::Assignment> = self.of_account(account)?;
        Ok(assignments
            .iter()
            .filter(|assignment| assignment.member == Some(member))
            .map(|assignment| assignment.role)
            .min())
    }

    /// Who of our team leads the most accounts; none: nobody leads any.
    pub fn leads_most(&self) -> Result<Option<Id<Member>>> {
        let mut led: BTreeMap<Id<Member>, usize> = BTreeMap::new();
        for owner in self.all::<Account>()?.into_iter().filter_map(|one| one.owner) {
            *led.entry(owner).or_default() += 1;
        }
        Ok(led.into_iter().max_by_key(|(id, count)| (*count, Reverse(*id))).map(|(id, _)| id))
    }

    /// Notes that somebody talked with a team member today, without needing them.
    pub fn talked_inside(&mut self, id: Id<Member>) -> Result<Outcome> {
        let member = self.get(id)?;
        if member.last_one_on_one == Some(self.today()) {
            return Err(Problem::input(format!("1:1 with {} recorded for today.", member.name)));
        }
        let ((), outcome) = self.edit(Op::Change, |edit| {
            edit.put(&member.clone().talked(edit.today()))?;
            edit.summary(format!("1:1 with {}", member.name));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// Notes that a team member was thanked today, with these words.
    pub fn thank(&mut self, id: Id<Contribution>, words: Option<&str>) -> Result<Outcome> {
        let contribution = self.get(id)?;
        let who = self.member_name(Some(contribution.member));
        if let Some(on) = contribution.thanked_on {
            return Err(Problem::input(format!("{who} was thanked on {on}.")));
        }
        let thanks = words.map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned);
        let ((), outcome) = self.edit(Op::CompleteLine, |edit| {
            let on = edit.today().max(contribution.on);
            edit.put(&Contribution { thanked_on: Some(on), thanks, ..contribution.clone() })?;
            edit.summary(format!("{who} thanked: {}", contribution.what));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// Notes who helped to win or keep an account, of a win that it names, or of the nearest one.
    pub fn credit(&mut self, contribution: Contribution) -> Result<Outcome> {
        let today = self.today();
        let contribution = Contribution {
            what: contribution.what.trim().to_owned(),
            known_on: Some(today).filter(|today| *today != contribution.on),
            ..contribution
        };
        contribution.check()?;
        if contribution.on > today {
            let sentence = format!("{} is in the future; what helped has happened.", contribution.on);
            return Err(Problem::field("on", sentence));
        }
        let who = self.member_name(Some(contribution.member));
        let ((), outcome) = self.edit(Op::Add, |edit| {
            let id = edit.mint()?;
            edit.summary(format!("{who}: {}", contribution.what));
            edit.put(&Contribution { id, ..contribution })
        })?;
        Ok(outcome)
    }

    /// The words with which whoever helped is thanked, to be changed: what they did, and what it was good for.
    pub fn thanks_words(&self, it: &Contribution) -> Result<String> {
        if let Some(words) = it.thanks.as_deref().filter(|words| !words.trim().is_empty()) {
            return Ok(words.to_owned());
        }
        let name = self.get(it.member)?.name;
        let first = name.split_whitespace().next().unwrap_or(&name);
        let account = self.get(it.account)?.name;
        let what = it.what.trim().trim_end_matches('.');
        let helped = match (it.kind, it.opportunity) {
            (ContributionKind::Save, _) => format!("It helped to keep {account}."),
            (_, Some(deal)) => format!("It helped to win “{}” at {account}.", self.get(deal)?.title),
            _ => format!("It helped to win {account}."),
        };
        Ok(format!("Thank you, {first}: {what}. {helped}"))
    }
}

/// How many are named to be asked in.
const ASKED: usize = 3;

fn is_here(member: &Member, today: Day) -> bool {
    member.is_here(today)
}

/// Those with a habit of being talked with, never talked with first, then most late.
fn talks(members: Vec<Member>, today: Day) -> Vec<Talk> {
    let kept = members.into_iter().filter(|one| one.has_one_on_ones() && is_here(one, today));
    let mut talks: Vec<Talk> = kept.map(|member| Talk { due: member.inside_due(), member }).collect();
    talks.sort_by(|one, other| (one.due, &one.member.name).cmp(&(other.due, &other.member.name)));
    talks
}

/// Who is with the customers most. Leads are in already, so they are named only where nobody else is there.
fn folks(worked: &[Worked], members: &[Member], today: Day) -> Vec<Folk> {
    let leads: HashSet<Id<Member>> =
        worked.iter().filter(|one| one.role == Some(Role::AccountLead)).map(|one| one.member).collect();
    let of = |member: &Member| Folk {
        member: member.id,
        name: member.name.clone(),
        touches: worked.iter().filter(|one| one.member == member.id).map(|one| one.touches).sum(),
    };
    let all = members.iter().filter(|one| is_here(one, today)).map(of).filter(|one| one.touches > 0);
    let (leading, mut others): (Vec<Folk>, Vec<Folk>) = all.partition(|one| leads.contains(&one.member));
    if others.is_empty() {
        others = leading;
    }
    others.sort_by(|one, other| (Reverse(one.touches), &one.name).cmp(&(Reverse(other.touches), &other.name)));
    others.truncate(ASKED);
    others
}

fn share(roles: &mut Vec<RoleShare>, role: Option<Role>) -> &mut RoleShare {
    let place = roles.iter().position(|one| one.role == role).unwrap_or_else(|| {
        roles.push(RoleShare { role, touches: 0, renewals: 0, saves: 0, credits: 0 });
        roles.len() - 1
    });
    &mut roles[place]
}
