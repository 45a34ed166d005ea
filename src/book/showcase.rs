//! The page for prospects: how customers are looked after, told from what the book holds. Whole numbers, dated; nothing is
//! told of fewer than [`GROUP`], no customer is named who did not consent to it.

use super::Book;
use super::metrics::Metrics;
use crate::domain::day::headed;
use crate::domain::metrics::Period;
use crate::domain::objections::Objections;
use crate::domain::playbook::Trigger;
use crate::domain::problem::{Problem, Result};
use crate::domain::reference::Objection;
use crate::domain::reference::Reference;
use crate::domain::risk::points::{Practice, Tier};
use crate::domain::role::Role;
use crate::domain::survival::kaplan_meier::KaplanMeier;
use crate::domain::text::grouped;
use crate::domain::words::Channel;
use crate::exchange::page::{Block, Page, Section};
use crate::store::evidence::Of;
use serde::Deserialize;

/// The smallest group of which anything is told (METHOD §7).
pub const GROUP: u64 = 5;
/// Days of the time that is shown as an example.
const FIRST: i32 = 90;

/// The file that ships.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    ask: Vec<String>,
}

/// `count` of `all`, or that there are too few to tell.
fn told(of: Of) -> String {
    if of.all < GROUP {
        return format!("too few to tell yet ({} so far)", of.all);
    }
    format!("{} of {}", grouped(&of.count.to_string()), grouped(&of.all.to_string()))
}

/// “half within 2 days”, from a curve of what is still open.
fn half_within(curve: &KaplanMeier, unit: &str) -> String {
    match (curve.n, curve.median()) {
        (n, _) if n < GROUP => format!("too few to tell yet ({n} so far)"),
        (n, None) => format!("{} of {}; more than half are still open", curve.events, n),
        (n, Some(1)) => format!("half within 1 {unit}; {} of {n} done", curve.events),
        (n, Some(median)) => format!("half within {median} {unit}s; {} of {n} done", curve.events),
    }
}

fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section { heading: heading.to_owned(), level: 2, breaks: false, blocks }
}

impl Book {
    /// The page for prospects, from the last twelve months.
    pub fn showcase(&mut self) -> Result<Page> {
        let metrics = self.metrics(Period::year_to(self.today()))?;
        let sections = vec![
            self.fears_answered(&metrics)?,
            self.how_we_hand_over(&metrics)?,
            self.who_you_meet()?,
            self.first_days(),
            self.our_cadence(),
            self.when_things_go_wrong()?,
            Self::who_stayed(&metrics),
            self.quotes()?,
            Self::what_we_ask()?,
        ];
        let subtitle =
            format!("{}; counted over twelve months, from what was written down as it happened", headed(self.today()));
        Ok(Page { title: "How we look after our customers".to_owned(), subtitle, sections })
    }

    fn how_we_hand_over(&self, metrics: &Metrics) -> Result<Section> {
        let today = self.today();
        let interim = self.store.interim_told(today.plus_months_back(12), today)?;
        Ok(section(
            "How we hand over",
            vec![Block::List(vec![
                format!("Sales hands you to service: {}.", half_within(&metrics.acceptance, "business day")),
                format!("Until then you are told whom to ask: {}.", told(interim)),
            ])],
        ))
    }

    fn who_you_meet(&self) -> Result<Section> {
        let mut rows = Vec::new();
        for role in Role::ALL {
            let held = self.store.assignments_held(*role, self.today())?;
            if held.count > 0 {
                rows.push(vec![role.title().to_owned(), told(held)]);
            }
        }
        let blocks = if rows.is_empty() {
            vec![Block::Text("Who looks after whom is not written down yet.".to_owned())]
        } else {
            vec![Block::Table(vec!["Role", "Customers who have somebody in it"], rows)]
        };
        Ok(section("Whom you meet", blocks))
    }

    /// A sample of the first days: what the playbooks do from the signature on, in words for a customer. Notes are our own
    /// alone.
    fn first_days(&self) -> Section {
        let mut steps: Vec<(i32, String, String)> = Vec::new();
        for playbook in self.playbooks().list.iter().filter(|one| one.trigger == Trigger::Signature) {
            for task in playbook.tasks.iter().filter(|task| task.channel != Channel::Note) {
                let day = playbook.after + task.day;
                let who: Vec<&str> = task.owners.iter().map(|role| role.title()).collect();
                if (0..=FIRST).contains(&day) {
                    steps.push((day, format!("{}: {}", task.channel, task.told()), who.join(", ")));
                }
            }
        }
        steps.sort_by_key(|step| step.0);
        let rows: Vec<Vec<String>> =
            steps.into_iter().map(|(day, what, who)| vec![day.to_string(), what, who]).collect();
        let blocks = if rows.is_empty() {
            vec![Block::Text("No playbook runs from the signature on.".to_owned())]
        } else {
            vec![Block::Table(vec!["Day", "What happens", "Who"], rows)]
        };
        section("Your first 90 days", blocks)
    }

    fn our_cadence(&self) -> Section {
        let days = |days: Option<i32>| days.map_or_else(|| "as needed".to_owned(), |days| format!("every {days} days"));
        let row = |name: &str, of: &Practice| {
            let touch = days(Some(of.touch));
            vec![name.to_owned(), touch, days(Some(of.pulse)), days(of.executive), days(Some(of.news))]
        };
        let rows = [("The largest fifth", Tier::A), ("The next 30 %", Tier::B), ("Everybody else", Tier::C)]
            .map(|(name, tier)| row(name, self.points().practice(tier)));
        let heads =
            vec!["Customers", "We are in touch", "We ask how it goes", "An executive calls", "You hear our news"];
        section("How often you hear from us", vec![Block::Table(heads, rows.to_vec())])
    }

    fn when_things_go_wrong(&self) -> Result<Section> {
        let today = self.today();
        let curve = KaplanMeier::of(&self.store.issue_spans(today.plus_months_back(12), today)?);
        let words = format!("Problems that were reported to us were settled: {}.", half_within(&curve, "day"));
        Ok(section("When things go wrong", vec![Block::Text(words)]))
    }

    fn who_stayed(metrics: &Metrics) -> Section {
        let retention = &metrics.retention;
        let kept = Of { count: retention.kept, all: retention.customers };
        let words = format!("Of the customers of a year ago, {} are still with us.", told(kept));
        section("Who stayed", vec![Block::Text(words)])
    }

    /// What prospects fear, each with what the book has to say about it; “–” and why where it cannot.
    fn fears_answered(&self, metrics: &Metrics) -> Result<Section> {
        let mut rows = Vec::new();
        for fear in self.rule::<Objections>().list().to_vec() {
            let asked = question(fear);
            rows.push(vec![capital(asked), self.answer(fear, metrics)?]);
        }
        Ok(section("What you may fear", vec![Block::Table(vec!["Question", "What our book says"], rows)]))
    }

    fn answer(&self, fear: Objection, metrics: &Metrics) -> Result<String> {
        let (from, today) = (self.today().plus_months_back(12), self.today());
        Ok(match fear {
            Objection::Abandoned => {
                let judged = metrics.abandonment.judged;
                let kept = Of { count: judged - metrics.abandonment.abandoned(), all: judged };
                format!("Looked after without a gap in their first 90 days: {}.", told(kept))
            }
            Objection::WhomToCall => match self.store.led_from_the_first_day()? {
                Of { all: 0, .. } => "–: nobody wrote down since when accounts have their lead.".to_owned(),
                led => format!("A named person from the first day: {}; see how we hand over.", told(led)),
            },
            Objection::RepLeaves => {
                format!("Customers who know two or more of us: {}.", told(self.store.met_by_several()?))
            }
            Objection::PriceJumps if !self.store.knows_price_rises()? => {
                "–: no price rise was ever written down, so nobody can say who was spared.".to_owned()
            }
            Objection::PriceJumps => {
                let rises = self.store.price_rises(from, today)?;
                let steady = Of { count: rises.all - rises.count, all: rises.all };
                format!("Customers without a price rise in twelve months: {}.", told(steady))
            }
            Objection::WillItWork => match self.store.goals_met(from, today)? {
                Of { all: 0, .. } => "–: no objective of a customer fell due in twelve months.".to_owned(),
                met => format!("Objectives of customers that were met when they were due: {}.", told(met)),
            },
        })
    }

    /// What customers consented to have told, those that answer a fear first.
    fn quotes(&self) -> Result<Section> {
        let today = self.today();
        let mut stories: Vec<Reference> = self.store.all()?;
        stories.retain(|one| one.may_be_told(today));
        stories.sort_by_key(|one| (one.objection.is_none(), one.objection, std::cmp::Reverse(one.on)));
        let mut entries = Vec::new();
        for one in stories {
            let about = one.objection.map_or_else(String::new, |fear| format!(" ({})", question(fear)));
            entries.push(format!("“{}” — {}{about}", one.words.trim(), self.by_whom(&one)?));
        }
        let blocks = if entries.is_empty() {
            vec![Block::Text("Nobody has consented to be quoted yet.".to_owned())]
        } else {
            vec![Block::List(entries)]
        };
        Ok(section("What they say", blocks))
    }

    /// A name where they consented to it; else the trade, where it is no handful.
    fn by_whom(&self, story: &Reference) -> Result<String> {
        let account = self.get(story.account)?;
        if story.named {
            let who = match story.contact {
                Some(contact) => format!("{}, ", self.get(contact)?.name),
                None => String::new(),
            };
            return Ok(format!("{who}{}", account.name));
        }
        match account.industry {
            Some(industry) if self.store.of_industry(&industry)? >= GROUP => Ok(format!("a customer, {industry}")),
            _ => Ok("a customer".to_owned()),
        }
    }

    fn what_we_ask() -> Result<Section> {
        let shipped: Shipped = toml::from_str(include_str!("../../assets/showcase.toml"))
            .map_err(|error| Problem::internal(format!("The showcase cannot be read: {}.", error.message())))?;
        Ok(section("What we ask of you", vec![Block::List(shipped.ask)]))
    }

    /// How many stories may be told, and how many there are.
    pub fn stories_told(&self) -> Result<String> {
        let stories: Vec<Reference> = self.store.all()?;
        let told = stories.iter().filter(|one| one.may_be_told(self.today())).count();
        let noun = if stories.len() == 1 { "story" } else { "stories" };
        Ok(format!("{told} of {} {noun} may be told", grouped(&stories.len().to_string())))
    }
}

/// A question as it begins a line.
fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// A fear as a question.
const fn question(fear: Objection) -> &'static str {
    match fear {
        Objection::Abandoned => "will I be abandoned?",
        Objection::WhomToCall => "whom do I call?",
        Objection::RepLeaves => "what if my rep leaves?",
        Objection::PriceJumps => "will the price jump?",
        Objection::WillItWork => "will it work?",
    }
}
