//! What the page shows: the brief at once, what only one tab shows when somebody looks at it.

use super::Tab;
use crate::book::Book;
use crate::book::introductions::Introduction;
use crate::book::page::{Brief, Entry, Happening};
use crate::book::plans::Offer;
use crate::book::risk::Risk;
use crate::book::team::side::Sides;
use crate::domain::account::Account;
use crate::domain::checklist::ChecklistLine;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::custom_field::CustomField;
use crate::domain::day::{Day, spoken};
use crate::domain::gap::Gap;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Money;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::risk::points::{Bands, Points};
use crate::domain::risk::score::Score;
use crate::domain::stages::Stages;
use crate::domain::strip::History;
use crate::domain::team::giving::Given;
use crate::domain::words::OpportunityState;
use std::any::TypeId;
use std::collections::HashMap;

/// The facts of one page.
#[derive(Debug)]
pub(crate) struct Data {
    /// What to know before the call.
    pub(crate) brief: Brief,
    /// What happened; read when somebody looks.
    pub(crate) timeline: Option<Vec<Entry>>,
    /// The people of both sides; likewise.
    pub(crate) sides: Option<Sides>,
    /// Every contract line, the latest end first; likewise.
    pub(crate) contracts: Vec<Contract>,
    /// Offers, the newest first; likewise.
    pub(crate) handoffs: Vec<Handed>,
    /// Who of our team the customer has met; likewise.
    pub(crate) introductions: Vec<Introduction>,
    /// What is missing since the signature; likewise.
    pub(crate) gaps: Vec<Gap>,
    /// What they were given to make the most of it; likewise.
    pub(crate) checklist: Vec<ChecklistLine>,
    /// What more they might buy; likewise.
    pub(crate) radar: Vec<Opportunity>,
    /// Plans with their goals, the newest first; likewise.
    pub(crate) plans: Vec<(Plan, Vec<Goal>)>,
    /// What they have and could have; likewise.
    pub(crate) offer: Option<Offer>,
    /// What each of our roles gave them; likewise.
    pub(crate) given: Given,
    /// The value in the book's currency.
    pub(crate) value: Option<Money>,
    /// Of it, at risk.
    pub(crate) at_risk: Option<Money>,
    /// Its risk in money; read when somebody looks.
    pub(crate) risk: Option<Risk>,
    /// What the remedy of each line of the score is worth; likewise.
    pub(crate) worths: Vec<Option<Money>>,
    /// The score at the end of each of the last months; likewise.
    pub(crate) curve: Vec<(Day, Option<Score>)>,
    /// What happened when, for the strip of the brief; likewise.
    pub(crate) history: History,
    /// What each signal would have by the points that ship, by its code.
    pub(crate) shipped: Vec<(&'static str, i32)>,
    /// Where bands begin.
    pub(crate) bands: Bands,
    /// How it stands, in a few words each.
    pub(crate) standing_words: Vec<String>,
    /// The lifecycle.
    pub(crate) stages: Stages,
    /// The day the program lives on.
    pub(crate) today: Day,
    /// By kind and id: a contact and a team member may have the same number.
    names: HashMap<(TypeId, i64), String>,
}

impl Data {
    /// Reads what this tab of the page of an account shows.
    pub(crate) fn read(account: Id<Account>, tab: Tab, book: &mut Book) -> Result<Self> {
        book.together(|book| {
            let mut data = Self::read_brief(account, book)?;
            data.read_more(tab, book)?;
            data.read_names(book);
            Ok(data)
        })
    }

    /// Reads what this tab shows besides.
    pub(crate) fn read_tab(&mut self, tab: Tab, book: &mut Book) -> Result<()> {
        book.together(|book| {
            self.read_more(tab, book)?;
            self.read_names(book);
            Ok(())
        })
    }

    fn read_brief(account: Id<Account>, book: &mut Book) -> Result<Self> {
        let brief = book.brief(account)?;
        Ok(Self {
            value: brief.standing.value.map(|value| book.money(value)),
            at_risk: brief.standing.at_risk.map(|minor| book.money(minor)),
            standing_words: standing_words(&brief, book),
            plans: Vec::new(),
            risk: None,
            worths: Vec::new(),
            curve: Vec::new(),
            history: History::default(),
            shipped: Vec::new(),
            bands: book.points().bands.clone(),
            stages: book.stages().clone(),
            today: book.today(),
            names: HashMap::new(),
            brief,
            timeline: None,
            sides: None,
            offer: None,
            given: Vec::new(),
            contracts: Vec::new(),
            handoffs: Vec::new(),
            introductions: Vec::new(),
            gaps: Vec::new(),
            checklist: Vec::new(),
            radar: Vec::new(),
        })
    }

    fn read_more(&mut self, tab: Tab, book: &mut Book) -> Result<()> {
        let account = self.brief.account.id;
        match tab {
            Tab::Timeline if self.timeline.is_none() => self.timeline = Some(book.timeline(account)?),
            Tab::People if self.sides.is_none() => self.sides = Some(book.sides(account)?),
            Tab::Contracts => {
                self.contracts = book.of_account(account)?;
                self.contracts.sort_by_key(|one| std::cmp::Reverse(one.end));
                self.offer = Some(book.offer(account)?);
                self.radar = book.of_account(account)?;
                self.radar.sort_by_key(|one| {
                    (one.state != OpportunityState::Open, one.expected_on.is_none(), one.expected_on)
                });
            }
            Tab::HandOff => {
                let all: Vec<Handoff> = book.of_account(account)?;
                self.handoffs = all.into_iter().map(|one| handed(one, book)).collect::<Result<_>>()?;
                self.handoffs.sort_by_key(|one| std::cmp::Reverse(one.handoff.offered_on));
                self.introductions = book.introductions(account)?;
                self.gaps = book.gaps_of(account)?;
                self.checklist = book.checklist_of(account)?;
            }
            Tab::Plan => {
                self.plans = book.plans(account)?;
                self.offer = Some(book.offer(account)?);
                self.given = book.given(account)?;
            }
            Tab::Risk => self.read_risk(book)?,
            Tab::Brief if self.risk.is_none() || self.timeline.is_none() || self.sides.is_none() => {
                self.timeline = Some(book.timeline(account)?);
                self.sides = Some(book.sides(account)?);
                self.read_risk(book)?;
                self.history = self.told(book.of_account(account)?);
            }
            Tab::Brief | Tab::Timeline | Tab::People => {}
        }
        Ok(())
    }

    /// What happened when, from what was read.
    fn told(&self, lines: Vec<Contract>) -> History {
        let scores = self.curve.iter().map(|(day, score)| (*day, score.map(|score| score.points))).collect();
        let mut history = History { scores, lines, ..History::default() };
        for entry in self.timeline.iter().flatten().rev().filter(|entry| entry.on <= self.today) {
            match &entry.what {
                Happening::Touch(_) => history.touches.push(entry.on),
                Happening::Pulse(pulse) => history.pulses.push((entry.on, pulse.score)),
                Happening::Stage(stay) => history.stages.push((entry.on, self.stages.name(&stay.stage).to_owned())),
                Happening::Event(event) => history.events.push((entry.on, event.kind.word().replace('-', " "))),
                Happening::IssueOpened(issue) if issue.escalation => {
                    history.events.push((entry.on, "escalated".to_owned()));
                }
                Happening::Loss(_) => history.events.push((entry.on, "churned".to_owned())),
                _ => {}
            }
        }
        history
    }

    fn read_risk(&mut self, book: &Book) -> Result<()> {
        let account = self.brief.account.id;
        let risk = book.risk(account)?;
        let worths = risk.explained.lines.iter().map(|line| book.worth_of_remedy(&risk.explained, line));
        self.worths = worths.map(|worth| worth.map(|minor| book.money(minor))).collect();
        self.curve = book.score_over_time(account)?;
        self.shipped = Score::of(&risk.explained.facts, &Points::shipped()?).points_by_code();
        self.risk = Some(risk);
        Ok(())
    }

    /// The name of a contact or our team.
    pub(crate) fn name<T: 'static>(&self, id: Id<T>) -> &str {
        self.names.get(&(TypeId::of::<T>(), id.raw())).map_or("somebody", String::as_str)
    }

    /// The names of people, joined.
    pub(crate) fn names_of<T: 'static>(&self, ids: &[Id<T>]) -> String {
        ids.iter().map(|id| self.name(*id)).collect::<Vec<_>>().join(", ")
    }

    /// The custom fields of one record of the account, a line each, for what is read whole; `is_its`: which are of it.
    pub(crate) fn custom_lines(&self, is_its: impl Fn(&CustomField) -> bool) -> Vec<String> {
        let fields = self.brief.custom.iter().filter(|field| is_its(field));
        fields.map(|field| format!("{}: {}", field.name, field.value)).collect()
    }

    /// A day as people say it.
    pub(crate) fn spoken(&self, day: Day) -> String {
        spoken(day, self.today)
    }

    fn read_names(&mut self, book: &mut Book) {
        for contact in &self.brief.contacts {
            self.names.insert((TypeId::of::<Contact>(), contact.id.raw()), contact.name.clone());
        }
        for member in self.members_named() {
            let name = book.member_name(Some(member));
            self.names.insert((TypeId::of::<Member>(), member.raw()), name);
        }
    }

    fn members_named(&self) -> Vec<Id<Member>> {
        let mut members = Vec::new();
        members.extend(self.brief.touches.iter().flat_map(|touch| &touch.members));
        for entry in self.timeline.iter().flatten() {
            if let Happening::Touch(touch) = &entry.what {
                members.extend(&touch.members);
            }
        }
        members.extend(self.brief.commitments.iter().filter_map(|one| one.owner));
        members.extend(self.brief.actions.iter().filter_map(|one| one.owner));
        members.extend(self.brief.planned.iter().filter_map(|one| one.owner));
        members.extend(self.brief.issues.iter().filter_map(|one| one.owner));
        members.extend(
            self.handoffs
                .iter()
                .map(|one| &one.handoff)
                .flat_map(|it| [it.from_member, it.to_member, it.interim_contact])
                .flatten(),
        );
        members.extend(self.introductions.iter().filter_map(|one| one.member));
        members.extend(self.gaps.iter().filter_map(|gap| gap.who));
        members.extend(self.radar.iter().filter_map(|one| one.owner));
        members.extend(self.plans.iter().flat_map(|(_, goals)| goals).filter_map(|goal| goal.our_owner));
        members.sort_unstable();
        members.dedup();
        members
    }
}

fn standing_words(brief: &Brief, book: &Book) -> Vec<String> {
    let standing = &brief.standing;
    let today = book.today();
    let mut words = vec![format!("tier {}", standing.tier)];
    let stage = book.stages().name(&standing.stage).to_owned();
    words.push(match standing.stage_since {
        Some(since) => format!("{stage}, day {}", since.days_to(today)),
        None => stage,
    });
    if let Some(day) = standing.decision_on {
        words.push(format!("notice {}", spoken(day, today)));
    }
    words.push(format!("lead {}", brief.lead));
    words
}

/// A hand-off and what follows from the book for it.
#[derive(Debug)]
pub(crate) struct Handed {
    /// The offer.
    pub(crate) handoff: Handoff,
    /// Working days from the offer to the answer, or to today.
    pub(crate) waited: i32,
    /// The first day on which the seller and the receiver met the customer together.
    pub(crate) together: Option<Day>,
}

fn handed(handoff: Handoff, book: &Book) -> Result<Handed> {
    Ok(Handed { waited: book.waited(&handoff), together: book.seller_present(&handoff)?, handoff })
}
