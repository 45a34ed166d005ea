//! What lies ahead, for calendar programs; and their people, for address books.

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::role::ContactRole;
use crate::domain::words::CommitmentKind;
use crate::exchange::agenda::{Dated, calendar};
use crate::exchange::cards::{Card, cards};
use crate::store::due::Whose;
use std::collections::{BTreeSet, HashMap};

/// Days ahead that a calendar reaches where nobody says otherwise.
pub const AHEAD: i32 = 90;

/// What a calendar is of: everything, or what one team member does.
struct Mine {
    whose: Whose,
    led: BTreeSet<Id<Account>>,
}

impl Mine {
    fn read(whose: Whose, book: &Book) -> Result<Self> {
        let led = whose.map(|member| book.store.led_by(member, book.today())).transpose()?;
        Ok(Self { whose, led: led.unwrap_or_default() })
    }

    /// Whether the member does what has this owner, or, without one, belongs to this account.
    fn does(&self, owner: Option<Id<Member>>, account: Option<Id<Account>>) -> bool {
        let leads = || account.is_some_and(|account| self.led.contains(&account));
        self.whose.is_none() || owner.map_or_else(leads, |owner| Some(owner) == self.whose)
    }
}

impl Book {
    /// A calendar of actions, commitments, what is planned, thanks, pulse checks, decision dates and executive touches within `days` from today. What
    /// is overdue stands on today. Of everybody, or only what one team member has to do.
    pub fn calendar_text(&mut self, days: i32, whose: Whose) -> Result<(String, usize)> {
        let to = self.today().plus(days);
        let mut dated = self.together(|book| {
            let mine = Mine::read(whose, book)?;
            let mut dated = book.dated_work(to, &mine)?;
            dated.extend(book.dated_plans(to, whose)?);
            dated.extend(book.dated_thanks(to, &mine)?);
            dated.extend(book.dated_asks(to, &mine)?);
            dated.extend(book.dated_decisions(to, &mine)?);
            dated.extend(book.dated_executives(to, &mine)?);
            Ok(dated)
        })?;
        dated.sort_by(|left, right| (left.on, &left.uid).cmp(&(right.on, &right.uid)));
        Ok((calendar(&self.name(), &dated, self.now().ms), dated.len()))
    }

    /// When something that is due on `due` stands in the calendar, and what is said where that is another day.
    fn place(&self, due: Day) -> (Day, String) {
        let today = self.today();
        if due < today { (today, format!("Was due {}.", spoken(due, today))) } else { (due, String::new()) }
    }

    fn dated_work(&mut self, to: Day, mine: &Mine) -> Result<Vec<Dated>> {
        let (actions, commitments) = (self.store.actions_by(to)?, self.store.commitments_by(to)?);
        let mut names: HashMap<Id<Account>, String> = HashMap::new();
        let mut all = Vec::with_capacity(actions.len() + commitments.len());
        for action in actions.into_iter().filter(|it| mine.does(it.owner, it.account)) {
            let Some(due) = action.due else { continue };
            let (on, late) = self.place(due);
            let who = self.called(action.account, &mut names)?;
            let how = action.channel.map_or_else(String::new, |channel| format!("{channel}: "));
            let owner = self.member_name(action.owner);
            let why = action.reason.unwrap_or_default();
            all.push(Dated {
                uid: format!("action-{}@mainstay", action.id.code()),
                on,
                summary: format!("{who}{how}{}", action.title),
                description: lines(&[why, late, format!("Owner: {owner}")]),
                category: "action",
            });
        }
        for commitment in commitments.into_iter().filter(|it| mine.does(it.owner, it.account)) {
            let Some(due) = commitment.due else { continue };
            let (on, late) = self.place(due);
            let who = self.called(commitment.account, &mut names)?;
            let owner = self.member_name(commitment.owner);
            let what = if commitment.kind == CommitmentKind::NextStep {
                "Next step the contact expects."
            } else {
                "Commitment."
            };
            all.push(Dated {
                uid: format!("promise-{}@mainstay", commitment.id.code()),
                on,
                summary: format!("{who}commitment: {}", commitment.what),
                description: lines(&[what.to_owned(), late, format!("Owner: {owner}")]),
                category: "promise",
            });
        }
        Ok(all)
    }

    /// What is planned and not confirmed: company updates, reviews, opportunities, 1:1s, the huddle, packs.
    fn dated_plans(&mut self, to: Day, whose: Whose) -> Result<Vec<Dated>> {
        let mut names: HashMap<Id<Account>, String> = HashMap::new();
        let mut all = Vec::new();
        for one in self.planned(to, whose, usize::MAX >> 1)?.0 {
            let (on, late) = self.place(one.due);
            let who = self.called(one.account, &mut names)?;
            let owner = self.member_name(one.owner);
            all.push(Dated {
                uid: format!("{}-{}@mainstay", one.id.kind.word(), crate::domain::id::encode(one.id.raw)),
                on,
                summary: format!("{who}{}", one.title),
                description: lines(&[one.why, late, format!("Owner: {owner}")]),
                category: one.id.kind.word(),
            });
        }
        Ok(all)
    }

    /// Thanks that are due, of those whom the lead of an account has to thank.
    fn dated_thanks(&mut self, to: Day, mine: &Mine) -> Result<Vec<Dated>> {
        let mut names: HashMap<Id<Account>, String> = HashMap::new();
        let (mut all, days) = (Vec::new(), self.points().team.thanks_days as i32);
        for one in self.store.due_dated(self.today(), None, usize::MAX >> 1)?.thanks {
            let by = one.on.plus(days);
            if by > to || !mine.does(None, Some(one.account)) {
                continue;
            }
            let (on, late) = self.place(by);
            let who = self.called(Some(one.account), &mut names)?;
            all.push(Dated {
                uid: format!("thanks-{}@mainstay", one.id.code()),
                on,
                summary: format!("{who}thank {}", self.member_name(Some(one.member))),
                description: lines(&[one.what, late]),
                category: "thanks",
            });
        }
        Ok(all)
    }

    /// `Contoso: `, or nothing where it is for no account.
    fn called(&self, account: Option<Id<Account>>, names: &mut HashMap<Id<Account>, String>) -> Result<String> {
        let Some(account) = account else { return Ok(String::new()) };
        if let Some(name) = names.get(&account) {
            return Ok(format!("{name}: "));
        }
        let name = self.get(account)?.name;
        names.insert(account, name.clone());
        Ok(format!("{name}: "))
    }

    fn dated_asks(&self, to: Day, mine: &Mine) -> Result<Vec<Dated>> {
        let due = self.store.pulses_by(to)?.into_iter().filter(|one| mine.does(None, Some(one.account))).map(|one| {
            let (on, late) = self.place(one.on);
            Dated {
                uid: format!("pulse-{}@mainstay", one.account.code()),
                on,
                summary: format!("{}: pulse check", one.name),
                description: lines(&["A pulse check is due.".to_owned(), late]),
                category: "pulse",
            }
        });
        Ok(due.collect())
    }

    /// Decisions that are still ahead; what they let pass is on screen 5.
    fn dated_decisions(&self, to: Day, mine: &Mine) -> Result<Vec<Dated>> {
        let today = self.today();
        let mut all = Vec::new();
        for line in self.store.lines_deciding(today, to, today)? {
            if line.outcome.is_some() || line.decision_on < today || !mine.does(None, Some(line.account)) {
                continue;
            }
            let contract = self.get(line.id)?;
            let product = contract.product.as_deref().unwrap_or("contract");
            let ends = contract.end.map_or_else(String::new, |end| format!("Contract ends {end}."));
            all.push(Dated {
                uid: format!("decision-{}@mainstay", line.id.code()),
                on: line.decision_on,
                summary: format!("{}: notice deadline, {product}", self.get(line.account)?.name),
                description: ends,
                category: "decision",
            });
        }
        Ok(all)
    }

    fn dated_executives(&mut self, to: Day, mine: &Mine) -> Result<Vec<Dated>> {
        let today = self.today();
        let mut all = Vec::new();
        for one in self.store.executives(today)?.into_iter().filter(|one| mine.does(Some(one.member), None)) {
            let every = one.cadence.or(self.points().practice(one.tier).executive);
            let last = self.store.last_touch_of(one.account, one.member)?;
            let Some((every, from)) = every.zip(last.or(one.since)) else { continue };
            let due = from.plus(every);
            if due > to {
                continue;
            }
            let (on, late) = self.place(due);
            let said =
                last.map_or_else(|| "Never met.".to_owned(), |last| format!("Last in touch {}.", spoken(last, today)));
            let who = self.member_name(Some(one.member));
            all.push(Dated {
                uid: format!("executive-{}-{}@mainstay", one.account.code(), one.member.code()),
                on,
                summary: format!("{}: touch by {who}", one.name),
                description: lines(&[said, late]),
                category: "executive touch",
            });
        }
        Ok(all)
    }

    /// Everybody of the account who is still there, as cards; and how many.
    pub fn cards_text(&self) -> Result<(String, usize)> {
        let _reading = self.store.reading()?;
        let mut names: HashMap<Id<Account>, String> = HashMap::new();
        self.store.each(|it: Account| {
            names.insert(it.id, it.name);
            Ok(())
        })?;
        let (mut people, today) = (Vec::new(), self.today());
        self.store.each(|it: Contact| {
            if it.is_here(today) {
                let company = names.get(&it.account).cloned().unwrap_or_default();
                people.push(Card {
                    uid: format!("contact-{}@mainstay", it.id.code()),
                    name: it.name,
                    company,
                    title: it.title,
                    role: it.role.map(ContactRole::word).map(str::to_owned),
                    email: it.email,
                    phone: it.phone,
                });
            }
            Ok(())
        })?;
        Ok((cards(&people, self.now().ms), people.len()))
    }
}

fn lines(parts: &[String]) -> String {
    parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
