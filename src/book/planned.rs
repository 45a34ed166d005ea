//! What is planned, of whichever kind, as tasks: whose each is, when it is due, what it says; and confirmed, moved, given up.

use super::rules::put_setting;
use super::{Book, Edit, Outcome, Whose};
use crate::domain::account::Account;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::day::{Day, month_told, spoken};
use crate::domain::handoff::Handoff;
use crate::domain::huddle::MINUTES;
use crate::domain::huddle_plan::HuddlePlan;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Money;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Plan, review_after};
use crate::domain::planned::Planned;
use crate::domain::problem::{Problem, Result};
use crate::domain::rule::Rule;
use crate::domain::text::fit;
use crate::domain::today::{Kind, TaskId};
use crate::domain::words::{HandoffState, OpportunityState};

/// Columns of a title or of gaps within a sentence.
const WORDS: usize = 60;

impl Book {
    /// What is planned up to `to` and not confirmed, of everybody or of one team member, the longest due first, at most `limit`
    /// of each kind; and how much there is in all.
    pub fn planned(&self, to: Day, whose: Whose, limit: usize) -> Result<(Vec<Planned>, u64)> {
        let found = self.store.planned(to, whose, limit)?;
        let mut all: Vec<Planned> = Vec::new();
        for it in &found.updates {
            all.push(self.planned_update(it)?);
        }
        for it in &found.reviews {
            all.push(self.planned_review(it)?);
        }
        for it in &found.opportunities {
            all.extend(self.planned_opportunity(it)?);
        }
        for it in &found.returned {
            all.push(self.planned_pack(it)?);
        }
        let own = self.planned_inside(to, whose)?;
        let count = found.count + own.len() as u64;
        all.extend(own);
        all.sort_by_key(|one| (one.due, one.id.raw));
        Ok((all, count))
    }

    /// What is planned at an account and not confirmed, the first day first.
    pub fn planned_at(&self, account: Id<Account>) -> Result<Vec<Planned>> {
        let today = self.today();
        let mut all: Vec<Planned> = Vec::new();
        for it in self.of_account::<CompanyUpdate>(account)?.iter().filter(|it| it.sent(today).is_none()) {
            all.push(self.planned_update(it)?);
        }
        if let Some(plan) = self.running_plan(account)? {
            all.push(self.planned_review(&plan)?);
        }
        for it in self.of_account::<Opportunity>(account)?.iter().filter(|it| it.state == OpportunityState::Open) {
            all.extend(self.planned_opportunity(it)?);
        }
        let handoffs: Vec<Handoff> = self.of_account(account)?;
        if let Some(last) = handoffs.last().filter(|last| last.state == HandoffState::Returned) {
            all.push(self.planned_pack(last)?);
        }
        all.sort_by_key(|one| (one.due, one.id.raw));
        Ok(all)
    }

    /// What the task is, as long as there is such a plan.
    pub fn planned_task(&self, id: TaskId) -> Result<Option<Planned>> {
        Ok(match id.kind {
            Kind::Update => self.store.get(Id::new(id.raw))?.map(|it| self.planned_update(&it)).transpose()?,
            Kind::Review => self.store.get(Id::new(id.raw))?.map(|it| self.planned_review(&it)).transpose()?,
            Kind::Opportunity => match self.store.get(Id::new(id.raw))? {
                Some(it) => self.planned_opportunity(&it)?,
                None => None,
            },
            Kind::Pack => self.store.get(Id::new(id.raw))?.map(|it| self.planned_pack(&it)).transpose()?,
            Kind::OneOnOne => {
                let me = self.me()?.map(|me| me.id);
                self.store.get(Id::new(id.raw))?.map(|it| self.planned_talk(&it, me))
            }
            Kind::Huddle => self.planned_huddle()?.filter(|one| one.id == id),
            _ => None,
        })
    }

    pub(super) fn planned_update(&self, it: &CompanyUpdate) -> Result<Planned> {
        let owner = match (it.member, it.account) {
            (Some(member), _) => Some(member),
            (None, Some(account)) => self.lead(account)?,
            (None, None) => None,
        };
        let topic = it.topic.map_or_else(String::new, |topic| format!(", {topic}"));
        Ok(Planned {
            id: TaskId { kind: Kind::Update, raw: it.id.raw() },
            account: it.account,
            about: if it.account.is_none() { "everybody".to_owned() } else { String::new() },
            owner,
            due: it.on,
            verb: "send",
            title: format!("Send “{}”", fit(&it.title, WORDS)),
            why: format!("company update{topic}; done once it is sent"),
            minutes: 15,
        })
    }

    pub(super) fn planned_review(&self, it: &Plan) -> Result<Planned> {
        let days = self.review_days(it.account)?;
        let last = it
            .reviewed_on
            .map_or_else(|| "never reviewed".to_owned(), |day| format!("last reviewed {}", spoken(day, self.today())));
        Ok(Planned {
            id: TaskId { kind: Kind::Review, raw: it.id.raw() },
            account: Some(it.account),
            about: String::new(),
            owner: self.lead(it.account)?,
            due: review_after(it.review_on, it.started_on, it.reviewed_on, days),
            verb: "review",
            title: format!("Review the {} success plan", it.kind),
            why: last,
            minutes: 30,
        })
    }

    /// None: no day is expected for it.
    pub(super) fn planned_opportunity(&self, it: &Opportunity) -> Result<Option<Planned>> {
        let Some(due) = it.expected_on else { return Ok(None) };
        let value = it.value.map_or_else(String::new, |minor| Money::new(minor, it.currency).short());
        let owner = match it.owner {
            Some(owner) => Some(owner),
            None => self.lead(it.account)?,
        };
        Ok(Some(Planned {
            id: TaskId { kind: Kind::Opportunity, raw: it.id.raw() },
            account: Some(it.account),
            about: String::new(),
            owner,
            due,
            verb: "deal",
            title: format!("“{}”: won, lost or later?", fit(&it.title, WORDS)),
            why: value,
            minutes: 5,
        }))
    }

    pub(super) fn planned_pack(&self, it: &Handoff) -> Result<Planned> {
        let gaps = it.gaps.as_deref().unwrap_or("the gaps are not named").replace('\n', "; ");
        let back = match it.to_member {
            Some(member) => format!("{} sent the hand-off back", self.get(member)?.name),
            None => "the hand-off was sent back".to_owned(),
        };
        Ok(Planned {
            id: TaskId { kind: Kind::Pack, raw: it.id.raw() },
            account: Some(it.account),
            about: String::new(),
            owner: it.from_member.map_or_else(|| self.lead(it.account), |from| Ok(Some(from)))?,
            due: it.answered_on.unwrap_or(it.offered_on),
            verb: "hand-off",
            title: format!("Complete the pack: {gaps}"),
            why: format!("{back}; H offers it again"),
            minutes: 15,
        })
    }

    /// 1:1s and the huddle: of whoever uses the book, or calls it.
    pub(super) fn planned_inside(&self, to: Day, whose: Whose) -> Result<Vec<Planned>> {
        let (today, me) = (self.today(), self.me()?.map(|me| me.id));
        let mut all: Vec<Planned> = Vec::new();
        if whose.is_none() || whose == me {
            let members: Vec<Member> = self.all()?;
            let kept = members.iter().filter(|one| one.has_one_on_ones() && one.is_here(today) && Some(one.id) != me);
            all.extend(kept.map(|one| self.planned_talk(one, me)));
        }
        all.extend(self.planned_huddle()?.filter(|one| whose.is_none() || one.owner == whose));
        all.retain(|one| one.due <= to);
        Ok(all)
    }

    pub(super) fn planned_talk(&self, it: &Member, me: Option<Id<Member>>) -> Planned {
        let today = self.today();
        let every = it.one_on_one_days.map(|days| format!("every {days} d"));
        let last =
            it.last_one_on_one.map_or_else(|| "never yet".to_owned(), |day| format!("last {}", spoken(day, today)));
        Planned {
            id: TaskId { kind: Kind::OneOnOne, raw: it.id.raw() },
            account: None,
            about: it.name.clone(),
            owner: me,
            due: it.inside_due().unwrap_or(today),
            verb: "1:1",
            title: format!("Talk with {}", it.name),
            why: [every.as_deref(), Some(last.as_str())].into_iter().flatten().collect::<Vec<_>>().join(", "),
            minutes: 15,
        }
    }

    /// The next huddle; none: there is no team to meet.
    pub fn planned_huddle(&self) -> Result<Option<Planned>> {
        let today = self.today();
        let members: Vec<Member> = self.all()?;
        if members.iter().filter(|one| one.is_here(today)).count() < 2 {
            return Ok(None);
        }
        let plan = self.rule::<HuddlePlan>();
        let (month, due) = plan.next(today, self.calendar(), self.store.huddle_decided()?, self.store.begun()?);
        let named = members.iter().find(|one| !plan.owner.is_empty() && one.name == plan.owner).map(|one| one.id);
        let owner = named.map_or_else(|| self.me().map(|me| me.map(|me| me.id)), |named| Ok(Some(named)))?;
        let held = plan
            .held_on
            .map_or_else(|| "none was held yet".to_owned(), |day| format!("last held {}", spoken(day, today)));
        Ok(Some(Planned {
            id: TaskId { kind: Kind::Huddle, raw: i64::from(month.number()) },
            account: None,
            about: "team".to_owned(),
            owner,
            due,
            verb: "huddle",
            title: format!("Hold the huddle of {}", month_told(month)),
            why: format!("{held}; screen 6 has its agenda"),
            minutes: MINUTES,
        }))
    }

    /// The huddle that was held today.
    pub(super) fn huddle_held_today(&self) -> Result<Option<Planned>> {
        let today = self.today();
        if self.rule::<HuddlePlan>().held_on != Some(today) {
            return Ok(None);
        }
        let month = today.month_start();
        let next = self.planned_huddle()?;
        Ok(next.map(|next| Planned {
            id: TaskId { kind: Kind::Huddle, raw: i64::from(month.number()) },
            due: today,
            title: format!("Hold the huddle of {}", month_told(month)),
            why: String::new(),
            ..next
        }))
    }

    /// Says who calls the huddle; none: whoever uses the book.
    pub fn call_huddle(&mut self, owner: Option<&str>) -> Result<Outcome> {
        let plan = HuddlePlan { owner: owner.unwrap_or_default().to_owned(), ..self.rule::<HuddlePlan>().clone() };
        let what = if plan.owner.is_empty() { "nobody in particular calls it" } else { plan.owner.as_str() };
        let what = what.to_owned();
        self.change(&plan, &what)
    }

    /// Confirms something planned on its own, as [`Book::done`] does a line.
    pub fn confirm(&mut self, id: TaskId) -> Result<Outcome> {
        self.done_lines(&[id])
    }
}

/// Refuses to complete what is more than a tick: what became of it must be said.
pub(super) fn refuse_tick(id: TaskId, name: &str) -> Result<()> {
    let sentence = match id.kind {
        Kind::Opportunity => format!(
            "Say what became of it to complete this task: d in the cockpit, or “mainstay edit opportunity {name} state=won”."
        ),
        Kind::Pack => {
            format!("Offer it again to complete this task: H in the cockpit, or “mainstay handoff offer {name}”.")
        }
        _ => return Ok(()),
    };
    Err(Problem::input(sentence))
}

/// Confirms something planned on `today`; answers what it was.
pub(super) fn confirm(edit: &mut Edit<'_>, id: TaskId, today: Day) -> Result<String> {
    match id.kind {
        Kind::Update => {
            let it = edit.get::<CompanyUpdate>(Id::new(id.raw))?;
            open(it.sent_on)?;
            edit.put(&CompanyUpdate { sent_on: Some(today), ..it.clone() })?;
            Ok(format!("sent: {}", it.title))
        }
        Kind::Review => {
            let it = edit.get::<Plan>(Id::new(id.raw))?;
            open(it.reviewed_on.filter(|on| *on >= today))?;
            edit.put(&Plan { reviewed_on: Some(today), review_on: None, ..it.clone() })?;
            Ok(format!("{} success plan reviewed", it.kind))
        }
        Kind::OneOnOne => {
            let it = edit.get::<Member>(Id::new(id.raw))?;
            open(it.last_one_on_one.filter(|on| *on >= today))?;
            let name = it.name.clone();
            edit.put(&it.talked(today))?;
            Ok(format!("1:1 with {name}"))
        }
        Kind::Huddle => {
            change_huddle(edit, |plan| HuddlePlan { on: None, held_on: Some(today), ..plan })?;
            Ok("huddle held".to_owned())
        }
        _ => Ok(String::new()),
    }
}

/// Moves something planned to another day.
pub(super) fn move_to(edit: &mut Edit<'_>, id: TaskId, until: Day) -> Result<()> {
    match id.kind {
        Kind::Update => {
            let it = edit.get::<CompanyUpdate>(Id::new(id.raw))?;
            open(it.sent_on)?;
            edit.put(&CompanyUpdate { on: until, ..it })
        }
        Kind::Review => {
            let it = edit.get::<Plan>(Id::new(id.raw))?;
            edit.put(&Plan { review_on: Some(until), ..it })
        }
        Kind::Opportunity => {
            let it = edit.get::<Opportunity>(Id::new(id.raw))?;
            open(it.closed_on)?;
            edit.put(&Opportunity { expected_on: Some(until), ..it })
        }
        Kind::OneOnOne => {
            let it = edit.get::<Member>(Id::new(id.raw))?;
            edit.put(&Member { next_one_on_one: Some(until), ..it })
        }
        Kind::Huddle => change_huddle(edit, |plan| HuddlePlan { on: Some(until), ..plan }),
        _ => Ok(()),
    }
}

/// Gives something planned up for a reason: an update is not sent at all, an opportunity is lost, everything else waits for its
/// next round, `round` days from today.
pub(super) fn give_up(edit: &mut Edit<'_>, id: TaskId, round: i32, reason: &str) -> Result<()> {
    let today = edit.today();
    match id.kind {
        Kind::Update => {
            open(edit.get::<CompanyUpdate>(Id::new(id.raw))?.sent_on)?;
            edit.remove(Id::<CompanyUpdate>::new(id.raw))
        }
        Kind::Opportunity => {
            let it = edit.get::<Opportunity>(Id::new(id.raw))?;
            open(it.closed_on)?;
            let (state, reason) = (OpportunityState::Lost, Some(reason.to_owned()));
            edit.put(&Opportunity { state, closed_on: Some(today), reason, ..it })
        }
        _ => move_to(edit, id, today.plus(round.max(1))),
    }
}

fn change_huddle(edit: &mut Edit<'_>, change: impl Fn(HuddlePlan) -> HuddlePlan) -> Result<()> {
    let today = edit.today();
    let before = edit.setting(HuddlePlan::KEY, today)?.and_then(|json| HuddlePlan::read(&json).ok());
    let plan = change(before.unwrap_or_default());
    put_setting(edit, HuddlePlan::KEY, plan.written()?, today)
}

/// What was confirmed is not confirmed or moved again.
fn open(on: Option<Day>) -> Result<()> {
    let Some(on) = on else { return Ok(()) };
    Err(Problem::input(format!("This task was closed on {on}; look at today's list again, or undo that.")))
}
