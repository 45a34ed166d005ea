//! What happened at one account, read as occurrences of hot spots: when each was triggered, by which record, and whether
//! it is over.
//!
//! Several records often tell of one thing: the event that the sponsor left and the contact who is marked as gone, five
//! contract lines that end together. They are one occurrence with several causes, so whichever came first goes on.

mod leaving;
mod renewal;

use super::account::Account;
use super::assignment::Assignment;
use super::calendar::Calendar;
use super::churn::Churn;
use super::contact::Contact;
use super::contract::Contract;
use super::day::{Day, headed};
use super::event::Event;
use super::handoff::Handoff;
use super::id::{Id, encode};
use super::invoice::Invoice;
use super::issue::Issue;
use super::member::Member;
use super::noun::Noun;
use super::plan::Goal;
use super::playbook::{Playbook, Playbooks, Trigger};
use super::role::{ContactRole, Role};
use super::schedule::Occurrence;
use super::stage_period::StagePeriod;
use super::stages::Stages;
use super::words::{EventKind, HandoffState};
use serde::Deserialize;

/// Everything at one account that can trigger a playbook.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountFacts {
    /// The account.
    pub account: Account,
    /// Its contract lines.
    #[serde(default)]
    pub contracts: Vec<Contract>,
    /// What happened.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Reported problems.
    #[serde(default)]
    pub issues: Vec<Issue>,
    /// Its stays in stages.
    #[serde(default)]
    pub stays: Vec<StagePeriod>,
    /// Our assignments.
    #[serde(default)]
    pub assignments: Vec<Assignment>,
    /// Team members who hold an assignment, or own the account.
    #[serde(default)]
    pub members: Vec<Member>,
    /// Offers of responsibility.
    #[serde(default)]
    pub handoffs: Vec<Handoff>,
    /// The goals of its plans: milestones.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// Losses.
    #[serde(default)]
    pub defections: Vec<Churn>,
    /// Bills.
    #[serde(default)]
    pub invoices: Vec<Invoice>,
    /// Their people.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// The last meaningful touch.
    pub last_touch: Option<Day>,
    /// Days between meaningful touches that we commitment.
    pub cadence: i32,
}

impl AccountFacts {
    /// Who does an action on the day `due`: who then holds the first of these assignments, else the account lead, else nobody.
    pub fn owner_of(&self, roles: &[Role], due: Day) -> Option<Id<Member>> {
        let first = roles.first().and_then(|role| self.holder(*role, due));
        let lead = || self.holder(Role::AccountLead, due);
        let owner = || self.account.owner.filter(|owner| self.is_here(*owner, due));
        first.or_else(lead).or_else(owner)
    }

    fn holder(&self, role: Role, on: Day) -> Option<Id<Member>> {
        let held = |assignment: &&Assignment| assignment.role == role && assignment.is_held(on);
        let here = |member: &Id<Member>| self.is_here(*member, on);
        self.assignments.iter().filter(held).filter_map(|assignment| assignment.member).find(here)
    }

    fn is_here(&self, member: Id<Member>, on: Day) -> bool {
        let known = self.members.iter().find(|one| one.id == member);
        known.is_none_or(|one| one.is_here(on))
    }
}

/// The rules a story is read by.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The playbooks.
    pub playbooks: &'a Playbooks,
    /// The stages, for their limits.
    pub stages: &'a Stages,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The day.
    pub today: Day,
}

/// An invoice so many days after the signature is not the first one, even if no earlier one is in the book.
const FIRST_INVOICE: i32 = 180;
/// Days within which several records tell of one departure of the sponsor, of a team member.
const SPONSOR: i32 = 90;
/// See [`SPONSOR`].
const OURS: i32 = 30;
/// Days within which an issue and an event tell of one settled escalation.
const SETTLED: i32 = 7;

/// The names of a record as a cause: by its key, and by its code. The first one it has names it.
pub fn cause(noun: Noun, external_id: Option<&String>, id: i64) -> Vec<String> {
    let key = external_id.map(|key| format!("{}:{key}", noun.one()));
    key.into_iter().chain([format!("{}:#{}", noun.one(), encode(id))]).collect()
}

/// One thing that happened, before it is bound to a playbook.
struct Found {
    on: Day,
    causes: Vec<String>,
    why: String,
    over: Option<String>,
}

impl Found {
    fn new(on: Day, causes: Vec<String>, why: impl Into<String>) -> Self {
        Self { on, causes, why: why.into(), over: None }
    }

    fn over(mut self, why: Option<String>) -> Self {
        self.over = why;
        self
    }
}

impl Reader<'_> {
    /// Every occurrence at an account, over or not.
    pub fn occurrences(&self, story: &AccountFacts) -> Vec<Occurrence> {
        let left = self.left(story).map(|day| format!("they left on {}", headed(day)));
        let mut all = Vec::new();
        for playbook in &self.playbooks.list {
            for found in self.found(playbook, story) {
                let over = found.over.or_else(|| left.clone().filter(|_| playbook.trigger != Trigger::NoticeOrLoss));
                let Found { on, causes, why, .. } = found;
                all.push(Occurrence { code: playbook.code.clone(), on, causes, why, over });
            }
        }
        all
    }

    fn found(&self, playbook: &Playbook, story: &AccountFacts) -> Vec<Found> {
        match playbook.trigger {
            Trigger::Signature => signatures(story, playbook.after),
            Trigger::HandoffGap => self.handoff_gaps(story, playbook.after),
            Trigger::Stall => self.stalls(story, playbook),
            Trigger::FirstInvoice => first_invoice(story).into_iter().collect(),
            Trigger::PriceIncrease => events(story, EventKind::PriceIncrease, |event| {
                Found::new(event.on, named(event), format!("the price rises on {}", headed(event.on)))
            }),
            Trigger::SponsorLeft => sponsors(story),
            Trigger::EscalationClosed => escalations(story),
            Trigger::MemberLeft => members(story),
            Trigger::Reorganisation => events(story, EventKind::Reorg, |event| {
                Found::new(
                    learned(event),
                    named(event),
                    format!("they reorganise, known on {}", headed(learned(event))),
                )
            }),
            Trigger::Quiet => self.quiet(story, playbook.after),
            Trigger::Decision => renewal::decisions(story),
            Trigger::NoticeOrLoss => leaving::found(story, playbook, self.today),
        }
    }

    /// The day of the loss of the whole account, if it is lost today.
    fn left(&self, story: &AccountFacts) -> Option<Day> {
        let lost = story.defections.iter().filter(|loss| {
            loss.contract.is_none() && loss.on <= self.today && loss.won_back_on.is_none_or(|back| back > self.today)
        });
        lost.map(|loss| loss.on).max()
    }

    fn handoff_gaps(&self, story: &AccountFacts, after: i32) -> Vec<Found> {
        let gap = |handoff: &Handoff| {
            let causes = cause(Noun::Handoffs, handoff.external_id.as_ref(), handoff.id.raw());
            let on = self.calendar.plus_working_days(handoff.offered_on, after.max(0) as u32 + 1);
            let answered = handoff.answered_on.map_or_else(String::new, |day| format!(" on {}", headed(day)));
            let over = (handoff.state != HandoffState::Offered)
                .then(|| format!("the hand-off was {}{answered}", handoff.state));
            let why = format!("offered on {}, not answered", headed(handoff.offered_on));
            (over.is_some() || on <= self.today).then(|| Found::new(on, causes, why).over(over))
        };
        story.handoffs.iter().filter_map(gap).collect()
    }

    fn stalls(&self, story: &AccountFacts, playbook: &Playbook) -> Vec<Found> {
        let Some(stage) = playbook.stage.as_deref().and_then(|key| self.stages.find(key)) else { return Vec::new() };
        let stall = |stay: &StagePeriod| {
            let causes = cause(Noun::StageHistory, stay.external_id.as_ref(), stay.id.raw());
            if let Some(left) = stay.left_on {
                let over = format!("they left {} on {}", stage.name, headed(left));
                return Some(Found::new(stay.entered_on, causes, "").over(Some(over)));
            }
            let limit = stage
                .stalled
                .map(|days| (stay.entered_on.plus(days + 1), format!("more than {days} days in {}", stage.name)));
            let late = story.goals.iter().filter(|goal| goal.met_on.is_none()).filter_map(|goal| {
                let due = goal.due.filter(|due| *due >= stay.entered_on)?;
                let what = super::text::fit(&goal.objective, 60);
                Some((due.plus(playbook.after + 1), format!("“{what}” is more than {} days late", playbook.after)))
            });
            let first = limit.into_iter().chain(late).filter(|(on, _)| *on <= self.today).min_by_key(|(on, _)| *on);
            first.map(|(on, why)| Found::new(on, causes, why))
        };
        story.stays.iter().filter(|stay| stay.stage == stage.key).filter_map(stall).collect()
    }

    fn quiet(&self, story: &AccountFacts, after: i32) -> Vec<Found> {
        let mut found = Vec::new();
        let last = story.last_touch.or(story.account.customer_since);
        if let Some(last) = last {
            let on = last.plus(story.cadence.saturating_mul(after).saturating_add(1));
            if on <= self.today {
                let why = format!("no meaningful touch since {}", headed(last));
                found.push(Found::new(on, vec![format!("silence:{last}")], why));
            }
        }
        // Silences that were broken.
        let over =
            story.last_touch.map_or_else(|| "no longer quiet".to_owned(), |day| format!("in touch on {}", headed(day)));
        found.push(Found::new(last.unwrap_or(self.today), vec!["silence".to_owned()], "").over(Some(over)));
        found
    }
}

fn named(event: &Event) -> Vec<String> {
    cause(Noun::Events, event.external_id.as_ref(), event.id.raw())
}

/// The day we learned of an event.
fn learned(event: &Event) -> Day {
    event.known_on.unwrap_or(event.on).max(event.on)
}

fn events(story: &AccountFacts, kind: EventKind, found: impl Fn(&Event) -> Found) -> Vec<Found> {
    story.events.iter().filter(|event| event.kind == kind).map(found).collect()
}

/// Adds `more` to what was found within `days` of it, or as something of its own.
fn join(all: &mut Vec<Found>, more: Found, days: i32) {
    match all.iter_mut().find(|one| one.on.days_to(more.on).abs() <= days) {
        Some(one) => one.causes.extend(more.causes),
        None => all.push(more),
    }
}

fn signatures(story: &AccountFacts, after: i32) -> Vec<Found> {
    let signed = story
        .account
        .customer_since
        .map(|day| Found::new(day.plus(after), vec!["signature".to_owned()], format!("signed on {}", headed(day))));
    let back = story.defections.iter().filter(|loss| loss.contract.is_none()).filter_map(|loss| {
        let day = loss.won_back_on?;
        let causes = cause(Noun::Churns, loss.external_id.as_ref(), loss.id.raw());
        Some(Found::new(day.plus(after), causes, format!("won back on {}", headed(day))))
    });
    signed.into_iter().chain(back).collect()
}

fn first_invoice(story: &AccountFacts) -> Option<Found> {
    let told = story.events.iter().filter(|event| event.kind == EventKind::FirstInvoice).map(|event| event.on).min();
    let since = story.account.customer_since;
    let billed = story.invoices.iter().map(|invoice| invoice.issued_on).min();
    let billed = billed.filter(|on| since.is_some_and(|since| since.days_to(*on) <= FIRST_INVOICE));
    let on = told.or(billed)?;
    Some(Found::new(on, vec!["first invoice".to_owned()], format!("their first invoice is of {}", headed(on))))
}

fn sponsors(story: &AccountFacts) -> Vec<Found> {
    let mut all = events(story, EventKind::SponsorLeft, |event| {
        Found::new(learned(event), named(event), format!("the champion left, known on {}", headed(learned(event))))
    });
    for contact in story.contacts.iter().filter(|contact| contact.role == Some(ContactRole::Champion)) {
        let Some(left) = contact.left_on else { continue };
        let causes = cause(Noun::Contacts, contact.external_id.as_ref(), contact.id.raw());
        join(&mut all, Found::new(left, causes, format!("{} left on {}", contact.name, headed(left))), SPONSOR);
    }
    all
}

fn escalations(story: &AccountFacts) -> Vec<Found> {
    let mut all = Vec::new();
    for issue in story.issues.iter().filter(|issue| issue.escalation) {
        let causes = cause(Noun::Issues, issue.external_id.as_ref(), issue.id.raw());
        let what = super::text::fit(&issue.title, 60);
        match issue.closed_on {
            Some(closed) => all.push(Found::new(closed, causes, format!("“{what}” was closed on {}", headed(closed)))),
            None => all.push(Found::new(issue.opened_on, causes, "").over(Some(format!("“{what}” is open again")))),
        }
    }
    for event in story.events.iter().filter(|event| event.kind == EventKind::Resolved) {
        let closed = Found::new(event.on, named(event), format!("an escalation was settled on {}", headed(event.on)));
        match all.iter_mut().find(|one| one.over.is_none() && one.on.days_to(event.on).abs() <= SETTLED) {
            Some(one) => one.causes.extend(closed.causes),
            None => all.push(closed),
        }
    }
    all
}

/// Team members who leave the account: out of their assignment, or out of the house.
fn members(story: &AccountFacts) -> Vec<Found> {
    let mut all: Vec<(Option<Id<Member>>, Found)> = Vec::new();
    let of = |id: Id<Member>| story.members.iter().find(|member| member.id == id);
    let told = |id: Id<Member>, day: Day, causes: Vec<String>| {
        let name = of(id).map_or("a team member", |member| member.name.as_str());
        Found::new(day, causes, format!("{name} leaves on {}", headed(day)))
    };
    for assignment in &story.assignments {
        let Some(member) = assignment.member else { continue };
        let gone = of(member).and_then(|member| member.left_on);
        // An assignment that ended before its holder left is a departure of its own.
        let Some(day) = [assignment.until, gone].into_iter().flatten().min() else { continue };
        let causes = cause(Noun::Assignments, assignment.external_id.as_ref(), assignment.id.raw());
        let same =
            |(id, one): &&mut (Option<Id<Member>>, Found)| *id == Some(member) && one.on.days_to(day).abs() <= OURS;
        match all.iter_mut().find(same) {
            Some((_, one)) => one.causes.extend(causes),
            None => all.push((Some(member), told(member, day, causes))),
        }
    }
    let owner = story
        .account
        .owner
        .and_then(of)
        .filter(|owner| !story.assignments.iter().any(|assignment| assignment.member == Some(owner.id)));
    if let Some((owner, left)) = owner.and_then(|owner| Some((owner, owner.left_on?))) {
        let causes = cause(Noun::Members, owner.external_id.as_ref(), owner.id.raw());
        all.push((Some(owner.id), told(owner.id, left, causes)));
    }
    let mut found: Vec<Found> = all.into_iter().map(|(_, one)| one).collect();
    for event in story.events.iter().filter(|event| event.kind == EventKind::MemberLeft) {
        let one = Found::new(event.on, named(event), format!("a team member leaves on {}", headed(event.on)));
        join(&mut found, one, OURS);
    }
    found
}
