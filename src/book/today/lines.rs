//! What stands in a line of Today: what to do, why, when, what it is worth.

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contribution::Contribution;
use crate::domain::day::{Day, spoken};
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::Insight;
use crate::domain::problem::Result;
use crate::domain::risk::odds::Odds;
use crate::domain::risk::points::{I2, Tier};
use crate::domain::risk::score::{Band, SignalLine};
use crate::domain::text::counted;
use crate::domain::today::{Kind, Line, LineState, TaskId};
use crate::domain::words::{Channel, CommitmentKind};
use crate::store::cockpit::Ranked;
use crate::store::due::{InsightCadence, Whose};
use std::cmp::Ordering;

impl Book {
    pub(super) fn action_line(&self, action: Action) -> Result<Line> {
        let (name, standing) = self.whose(action.account)?;
        let due = action.due.unwrap_or(self.today());
        // The reason of an action out of a playbook tells of it in words; a playbook written by hand is named.
        let by_hand = action.playbook.as_ref().filter(|_| action.key().is_none());
        let playbook = by_hand.map(|playbook| format!("{playbook}, "));
        let why = action.reason.clone().unwrap_or_default();
        let meets = action.channel.is_some_and(Channel::is_meeting);
        Ok(Line {
            id: TaskId { kind: Kind::Action, raw: action.id.raw() },
            account: action.account,
            score: standing.as_ref().map(|one| one.score),
            band: standing.as_ref().map(|one| self.band_of(one)),
            verb: action.channel.map_or("do", |channel| channel.word()).to_owned(),
            reason: reason(&[playbook.unwrap_or_default() + &why, due_words(due, self.today())]),
            title: action.title,
            due: Some(due),
            // Meeting them is a touch; what else an action removes nobody can know.
            worth: standing.as_ref().filter(|_| meets).and_then(|one| self.worth_of(one, one.quiet)),
            merit: standing.as_ref().filter(|_| meets).map_or(0, |one| self.merit_of(one, one.quiet)),
            minutes: action.minutes.unwrap_or(10),
            state: LineState::Open,
            name,
        })
    }

    pub(super) fn commitment_line(&self, commitment: &Commitment) -> Result<Line> {
        let (name, standing) = self.whose(commitment.account)?;
        let due = commitment.due.unwrap_or(self.today());
        let overdue = due < self.today();
        let count =
            commitment.account.filter(|_| overdue).map(|account| self.store.overdue_commitments(account, self.today()));
        let removes = overdue_removes(count.transpose()?.unwrap_or(0), &self.points().i2);
        let verb = match commitment.kind {
            CommitmentKind::NextStep => "next step",
            CommitmentKind::Commitment | CommitmentKind::Charter => "commitment",
        };
        Ok(Line {
            id: TaskId { kind: Kind::Commitment, raw: commitment.id.raw() },
            account: commitment.account,
            score: standing.as_ref().map(|one| one.score),
            band: standing.as_ref().map(|one| self.band_of(one)),
            verb: verb.to_owned(),
            title: commitment.what.clone(),
            reason: due_words(due, self.today()),
            due: Some(due),
            worth: standing.as_ref().and_then(|one| self.worth_of(one, removes)),
            merit: standing.as_ref().map_or(0, |one| self.merit_of(one, removes)),
            minutes: 5,
            state: LineState::Open,
            name,
        })
    }

    pub(super) fn handoff_line(&self, handoff: &Handoff) -> Result<Line> {
        let (name, standing) = self.whose(Some(handoff.account))?;
        let to = handoff.to_member.map(|member| self.get(member)).transpose()?;
        let to = to.map_or_else(|| "nobody".to_owned(), |member| member.name);
        let days = self.waited(handoff);
        let points = &self.points().l1;
        let removes = match (handoff.offered_on.days_to(self.today()) > points.days, days > points.working_days) {
            (true, _) => points.long,
            (false, true) => points.waiting,
            (false, false) => 0,
        };
        Ok(Line {
            id: TaskId { kind: Kind::Handoff, raw: handoff.id.raw() },
            account: Some(handoff.account),
            score: standing.as_ref().map(|one| one.score),
            band: standing.as_ref().map(|one| self.band_of(one)),
            verb: "hand-off".to_owned(),
            title: format!("{to}: accept or send back, waiting {}", counted(days.max(0) as u64, "business day")),
            reason: due_words(handoff.offered_on, self.today()),
            due: Some(handoff.offered_on),
            worth: standing.as_ref().and_then(|one| self.worth_of(one, removes)),
            merit: standing.as_ref().map_or(0, |one| self.merit_of(one, removes)),
            minutes: 5,
            state: LineState::Open,
            name,
        })
    }

    pub(super) fn thanks_line(&self, contribution: &Contribution) -> Result<Line> {
        let (name, standing) = self.whose(Some(contribution.account))?;
        let who = self.get(contribution.member)?.name;
        let by = contribution.on.plus(self.points().team.thanks_days as i32);
        Ok(Line {
            id: TaskId { kind: Kind::Thanks, raw: contribution.id.raw() },
            account: Some(contribution.account),
            score: standing.as_ref().map(|one| one.score),
            band: standing.as_ref().map(|one| self.band_of(one)),
            verb: "thanks".to_owned(),
            title: format!("Thank {who}"),
            reason: format!("{}, {}", contribution.what, due_words(by, self.today())),
            due: Some(by),
            worth: None,
            merit: 0,
            minutes: 2,
            state: LineState::Open,
            name,
        })
    }

    /// An insight for the account that should hear one, where there is such; see [`Store::insight_due`].
    ///
    /// [`Store::insight_due`]: crate::store::Store::insight_due
    pub(super) fn insight_line(&self, whose: Whose) -> Result<Option<Line>> {
        let every = |tier| self.points().practice(tier).insight;
        let every = InsightCadence { a: every(Tier::A), b: every(Tier::B), c: every(Tier::C) };
        let due = self.store.insight_due(self.today(), whose, every)?;
        due.map(|(account, insight)| self.line_of_insight(account, &self.get(insight)?)).transpose()
    }

    /// The line that offers an account the newest insight it has not heard; none: there is none.
    pub(super) fn insight_for(&self, account: Id<Account>) -> Result<Option<Line>> {
        let insight = self.insight_not_heard(account)?;
        insight.map(|insight| self.line_of_insight(account, &insight)).transpose()
    }

    pub(super) fn line_of_insight(&self, account: Id<Account>, insight: &Insight) -> Result<Line> {
        let (name, standing) = self.whose(Some(account))?;
        Ok(Line {
            id: TaskId { kind: Kind::Insight, raw: account.raw() },
            account: Some(account),
            score: standing.as_ref().map(|one| one.score),
            band: standing.as_ref().map(|one| self.band_of(one)),
            verb: "insight".to_owned(),
            title: format!("Share “{}”", insight.title),
            reason: insight.so_what.clone(),
            due: None,
            worth: None,
            merit: 0,
            minutes: 3,
            state: LineState::Open,
            name,
        })
    }

    /// A pulse check or a touch that is due: one line an account, for one conversation serves both.
    pub(super) fn due_line(&self, standing: &Ranked, readings: &[SignalLine]) -> Line {
        let today = self.today();
        let pulse = standing.pulse_due.is_some_and(|due| due <= today);
        let (kind, verb, title) = if pulse {
            (Kind::Pulse, "pulse", "Ask how it is going")
        } else {
            (Kind::Touch, "touch", "Be in touch, with something for them")
        };
        let sentence = |code| {
            let reading = readings.iter().find(|one| one.code == code);
            reading.filter(|one| one.points() > 0).map(|one| one.sentence(today).trim_end_matches('.').to_owned())
        };
        let reasons: Vec<String> =
            [sentence("L3"), sentence("V1").filter(|_| pulse), sentence("T1")].into_iter().flatten().take(2).collect();
        let fallback = if pulse { "a pulse check is due" } else { "a touch is overdue" };
        Line {
            id: TaskId { kind, raw: standing.account.raw() },
            account: Some(standing.account),
            name: standing.name.clone(),
            score: Some(standing.score),
            band: Some(self.band_of(standing)),
            verb: verb.to_owned(),
            title: title.to_owned(),
            reason: if reasons.is_empty() { fallback.to_owned() } else { reasons.join(". ") },
            due: if pulse { standing.pulse_due } else { standing.touch_due },
            // Asking is a touch; what they answer is a fact, and recording a fact removes nothing.
            worth: self.worth_of(standing, standing.quiet),
            merit: self.merit_of(standing, standing.quiet),
            minutes: 10,
            state: LineState::Open,
        }
    }

    /// The band of an account's score.
    pub fn band_of(&self, standing: &Ranked) -> Band {
        Band::of(standing.score, standing.sure, &self.points().bands)
    }

    /// What removing so many points is worth; none: too little is known to say.
    pub(super) fn worth_of(&self, standing: &Ranked, removes: u32) -> Option<i64> {
        let value = standing.value.filter(|_| standing.sure)?;
        Some(self.odds().worth(standing.case, removes, value, self.save_rate())).filter(|worth| *worth > 0)
    }

    /// What the best remedy for an account is worth; none: too little is known to say.
    pub fn worth_of_best(&self, standing: &Ranked) -> Option<i64> {
        self.worth_of(standing, standing.removable)
    }

    /// What orders lines: what they are worth, and where that cannot be said, what they would be by the points' own odds.
    pub(super) fn merit_of(&self, standing: &Ranked, removes: u32) -> i64 {
        self.worth_of(standing, removes).unwrap_or_else(|| {
            let odds = Odds::unanchored(self.points());
            odds.worth(standing.case, removes, standing.value.unwrap_or(0), self.save_rate())
        })
    }

    pub(super) fn whose(&self, account: Option<Id<Account>>) -> Result<(String, Option<Ranked>)> {
        let Some(account) = account else { return Ok(("–".to_owned(), None)) };
        let standing = self.store.standing(account, self.today(), &self.odds())?;
        Ok((standing.as_ref().map(|one| one.name.clone()).unwrap_or_default(), standing))
    }
}

/// Points that keeping one of `overdue` commitments removes.
fn overdue_removes(overdue: u64, points: &I2) -> u32 {
    match overdue {
        1 => points.one,
        2 => points.several.saturating_sub(points.one),
        _ => 0,
    }
}

fn reason(parts: &[String]) -> String {
    parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn due_words(due: Day, today: Day) -> String {
    match due.cmp(&today) {
        Ordering::Less => format!("was due {}", spoken(due, today)),
        Ordering::Equal => "due today".to_owned(),
        Ordering::Greater => format!("due {}", spoken(due, today)),
    }
}
