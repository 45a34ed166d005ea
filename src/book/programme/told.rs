//! The agenda of the huddle in words, part by part: the screen, the printed page and the Markdown say the same.

use super::charter::Charter;
use super::huddle::{Credit, Discussed, Huddle};
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::charter::MOST;
use crate::domain::day::{Day, spoken};
use crate::domain::huddle::Block;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::domain::text::{counted, fit, grouped};
use crate::domain::words::{ActionOutcome, Topic};
use std::fmt::Write;

/// One point of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What is said.
    pub words: String,
    /// The account it is about.
    pub account: Option<Id<Account>>,
    /// Whether it is something to look at.
    pub warns: bool,
    /// The topic that came up in pulses, if it is about one.
    pub topic: Option<Topic>,
    /// What there is to read of it besides, line by line.
    pub detail: Vec<String>,
}

impl Point {
    fn said(words: impl Into<String>) -> Self {
        Self { words: words.into(), account: None, warns: false, topic: None, detail: Vec::new() }
    }

    fn of(words: impl Into<String>, account: Id<Account>) -> Self {
        Self { account: Some(account), ..Self::said(words) }
    }

    fn warning(self) -> Self {
        Self { warns: true, ..self }
    }
}

/// A part of the agenda with its points; never without one.
pub type Part = (Block, Vec<Point>);

fn number(count: u64) -> String {
    grouped(&count.to_string())
}

/// Who came, who stayed, who went, in whole customers.
pub fn customers(metrics: &Metrics) -> String {
    let movement = &metrics.movement;
    let net = movement.net();
    let sign = if net > 0 { "+" } else { "" };
    format!(
        "{} new, {} renewed, {} churned, net {sign}{net}",
        number(movement.new.count),
        counted(movement.renewed.count, "contract"),
        number(movement.lost.count)
    )
}

impl Book {
    /// The parts of the agenda, in their order. `charter`: as it stands.
    pub fn huddle_parts(&self, huddle: &Huddle, charter: &Charter) -> Vec<Part> {
        Block::ALL
            .iter()
            .map(|block| {
                let points = match block {
                    Block::Numbers => numbers(huddle),
                    Block::Stages => walk(huddle),
                    Block::Apart => apart(huddle, self.today()),
                    Block::Accounts => self.five(huddle),
                    Block::Improve => improve(huddle),
                    Block::Thanks => thanks(huddle, self.today()),
                    Block::Charter => actions(charter),
                };
                (*block, points)
            })
            .collect()
    }

    fn five(&self, huddle: &Huddle) -> Vec<Point> {
        if huddle.accounts.is_empty() {
            return vec![Point::said("– No open account is known, so there are none to talk about.")];
        }
        let bands = &self.points().bands;
        let point = |one: &Discussed| {
            let it = &one.standing;
            let band = Band::of(it.score, it.sure, bands).word();
            let money = it.at_risk.map_or_else(
                || "revenue at risk – (no value)".to_owned(),
                |minor| format!("{} at risk", self.money(minor).short()),
            );
            let owner = if one.owner.is_empty() { "no owner".to_owned() } else { format!("owner {}", one.owner) };
            let words = format!("{}: {band}, {} points, {money}; {owner}. {}", it.name, it.score, it.sentence);
            let point = Point::of(words.trim_end(), it.account);
            if one.owner.is_empty() { point.warning() } else { point }
        };
        huddle.accounts.iter().map(point).collect()
    }

    /// What was decided at the huddles, month by month, the newest first.
    pub fn decisions(&mut self) -> Result<Vec<(Day, Vec<Action>)>> {
        let mut months: Vec<(Day, Vec<Action>)> = Vec::new();
        for action in self.huddle_decisions()? {
            let Some(month) = action.huddle_month else { continue };
            match months.iter_mut().find(|(known, _)| *known == month) {
                Some((_, actions)) => actions.push(action),
                None => months.push((month, vec![action])),
            }
        }
        months.sort_by_key(|(month, _)| std::cmp::Reverse(*month));
        Ok(months)
    }

    /// A decision in words: what, who, by when, what became of it.
    pub fn decision_words(&mut self, it: &Action) -> Result<String> {
        let today = self.today();
        let about = it.account.map(|id| self.get(id)).transpose()?.map(|one| format!("{}: ", one.name));
        let due = it.due.map_or_else(|| "no date".to_owned(), |day| format!("due {}", spoken(day, today)));
        let state = match (it.outcome, it.done_on) {
            (Some(ActionOutcome::Done), Some(day)) => format!("done {}", spoken(day, today)),
            (Some(outcome), _) => outcome.word().to_owned(),
            (None, _) if it.due.is_some_and(|due| due < today) => format!("overdue, {due}"),
            (None, _) => due,
        };
        Ok(format!("{}{} – {}, {state}", about.unwrap_or_default(), it.title, self.member_name(it.owner)))
    }
}

fn numbers(huddle: &Huddle) -> Vec<Point> {
    let mut points = Vec::new();
    for (when, metrics) in [("Thirty days", &huddle.recent), ("Twelve months", &huddle.year)] {
        points.push(Point::said(if metrics.is_empty() {
            format!("{when}: – no customers in this time, so nothing to count.")
        } else {
            format!(
                "{when}: {}; {} now, {} then.",
                customers(metrics),
                number(metrics.movement.after),
                number(metrics.movement.before)
            )
        }));
    }
    if !huddle.year.is_empty() {
        points.push(Point::said(format!("Recommended us in twelve months: {}.", number(huddle.year.referrals))));
        points.extend(reasons(&huddle.year).into_iter().map(|words| Point::said(format!("Lost: {words}"))));
    }
    points
}

/// Why customers were lost, the most frequent first.
pub fn reasons(year: &Metrics) -> Vec<String> {
    if year.reasons.is_empty() {
        return vec!["– no churn in twelve months".to_owned()];
    }
    let words = |reason: &str| if reason.is_empty() { "no reason written down".to_owned() } else { reason.to_owned() };
    year.reasons.iter().map(|(reason, count)| format!("{}  {}", number(*count), words(reason))).collect()
}

fn walk(huddle: &Huddle) -> Vec<Point> {
    let mut points = Vec::new();
    for column in &huddle.board.stages {
        if column.here.count == 0 && column.entered.count == 0 && column.lost.count == 0 {
            continue;
        }
        let mut words = format!(
            "{}: {} here, {} entered, {} advanced, {} churned in twelve months",
            column.stage.name,
            number(column.here.count),
            number(column.entered.count),
            number(column.advanced.count),
            number(column.lost.count)
        );
        if let Some((reason, count)) = column.reasons.first() {
            let _ = write!(words, ", most for {} ({count})", fit(reason, 40));
        }
        let point = Point::said(format!("{words}."));
        points.push(point);
        if column.stalled > 0 {
            let spots = column.spot_names();
            let way = if spots.is_empty() { String::new() } else { format!("; drop-off points: {}", spots.join(", ")) };
            let (stalled, its) =
                (counted(column.stalled, "account"), if column.stalled == 1 { "its" } else { "their" });
            points.push(Point::said(format!("{stalled} past {its} limit in {}{way}.", column.stage.name)).warning());
        }
    }
    if points.is_empty() {
        points.push(Point::said("– No customer is in any stage, so there is nothing to walk through."));
    }
    points
}

fn apart(huddle: &Huddle, today: Day) -> Vec<Point> {
    if huddle.apart.is_empty() {
        return vec![Point::said(
            "– No account is seen differently by two of their roles, as far as pulses that hold tell.",
        )];
    }
    let voice = |one: &crate::domain::huddle::Voice| {
        let who = if one.name.is_empty() { "at large".to_owned() } else { one.name.clone() };
        let quote = one.pulse.quote.as_ref().map(|quote| format!(", “{}”", fit(quote, 60))).unwrap_or_default();
        format!("{} {}/5 ({who}, {}{quote})", one.role_word(), one.pulse.score, spoken(one.pulse.on, today))
    };
    let mut points: Vec<Point> = huddle
        .apart
        .iter()
        .map(|one| Point::of(format!("{}: {} but {}", one.name, voice(&one.low), voice(&one.high)), one.id).warning())
        .collect();
    let more = huddle.apart_count - huddle.apart.len() as u64;
    if more > 0 {
        points.push(Point::said(format!("and {} more.", counted(more, "account"))));
    }
    points
}

fn improve(huddle: &Huddle) -> Vec<Point> {
    let mut points: Vec<Point> = huddle
        .heat
        .iter()
        .filter(|one| one.low > 0)
        .map(|one| {
            let words =
                format!("{}: {} of {} low in thirty days.", one.topic, number(one.low), counted(one.pulses, "pulse"));
            Point { topic: Some(one.topic), detail: huddle.said_low(one.topic), ..Point::said(words).warning() }
        })
        .collect();
    if huddle.pulses == 0 {
        points.push(Point::said("– No pulse was recorded in thirty days, so no topic is hot or cold."));
    } else if points.is_empty() {
        points.push(Point::said(format!(
            "No topic came up low in the {} of thirty days.",
            counted(huddle.pulses, "pulse")
        )));
    }
    let own = &huddle.attrition;
    points.push(Point::said(match own.rate() {
        None => "Our team: – no team member yet.".to_owned(),
        Some(_) => format!(
            "Our team: {} left in twelve months, {} then and {} now, {} new within a year.",
            number(own.left),
            number(own.before),
            number(own.now),
            number(own.newcomers)
        ),
    }));
    points
}

fn thanks(huddle: &Huddle, today: Day) -> Vec<Point> {
    if huddle.credit.is_empty() {
        return vec![Point::said("– No thanks are due, and no credit was recorded this month.")];
    }
    let point = |one: &Credit| {
        let what =
            format!("{}: {} of {}, {} ({})", one.who, one.it.kind, one.account, one.it.what, spoken(one.it.on, today));
        match one.it.thanked_on {
            Some(day) => Point::of(format!("{what}; thanked {}.", spoken(day, today)), one.it.account),
            None => Point::of(format!("{what}; not thanked yet."), one.it.account).warning(),
        }
    };
    huddle.credit.iter().map(point).collect()
}

/// The actions of the charter that run.
pub fn actions(charter: &Charter) -> Vec<Point> {
    let points: Vec<Point> = charter
        .active()
        .map(|one| {
            let it = &one.it;
            let month = one.month.map_or_else(|| "–".to_owned(), |month| month.to_string());
            let measure = it.measure.as_ref().map(|measure| format!("; {measure}")).unwrap_or_default();
            let target = it.target.as_ref().map(|target| format!(", target {target}")).unwrap_or_default();
            let names: Vec<&str> = one.agreements.iter().map(|it| it.who.as_str()).collect();
            let agreed = match names.len() {
                0 => "; no agreement yet".to_owned(),
                1..=3 => format!("; agreed by {}", names.join(", ")),
                count => format!("; {count} agreed"),
            };
            let words =
                format!("{} – {}, month {month} of {}{measure}{target}{agreed}", it.what, one.owner, one.length);
            if one.agreements.is_empty() { Point::said(words).warning() } else { Point::said(words) }
        })
        .collect();
    if points.is_empty() {
        return vec![Point::said(format!("– No charter action runs; there is room for {MOST}."))];
    }
    points
}
