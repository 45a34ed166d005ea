//! What a record must be before it may be kept: one rule for forms, the command line and imports.

use super::account::Account;
use super::action::Action;
use super::commitment::Commitment;
use super::contact::Contact;
use super::contract::Contract;
use super::day::Day;
use super::defection::Defection;
use super::deferral::Deferral;
use super::event::Event;
use super::handoff::Handoff;
use super::insight::{Insight, Share};
use super::invoice::Invoice;
use super::issue::Issue;
use super::member::Member;
use super::money::LARGEST;
use super::plan::{Goal, Plan};
use super::problem::{Problem, Result};
use super::pulse::Pulse;
use super::rate::Rate;
use super::referral::Referral;
use super::seat::Seat;
use super::stage_entry::StageEntry;
use super::touch::Touch;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// The longest key of a stage or a setting, in characters.
pub const LONGEST_KEY: usize = 100;
/// The longest external key, in characters.
pub const LONGEST_EXTERNAL: usize = 500;
/// The longest other text, in characters.
pub const LONGEST_TEXT: usize = 100_000;

/// A record that knows whether it may be kept.
pub trait Check {
    /// Refuses, in one sentence at the field that is wrong, what may not be kept.
    fn check(&self) -> Result<()>;

    /// Takes note that the book learns it on `today`: what lies ahead is known before its own day.
    fn learned(&mut self, _today: Day) {}
}

/// A name: not empty, not too long, without NUL.
pub fn name(field: &'static str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Problem::field(field, format!("The {field} is empty; give one.")));
    }
    let length = text.chars().count();
    if length > LONGEST_NAME {
        let shown = super::text::fit(text, 24);
        let sentence = format!("The {field} “{shown}” has {length} characters; {LONGEST_NAME} is the most.");
        return Err(Problem::field(field, sentence));
    }
    no_nul(field, text)
}

/// Text: not too long, without NUL.
pub fn text(field: &'static str, text: &Option<String>) -> Result<()> {
    text.as_deref().map_or(Ok(()), |text| long_text(field, text))
}

/// Text that must be there: not blank, not too long, without NUL.
pub fn words(field: &'static str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Problem::field(field, format!("The {field} is empty; give one.")));
    }
    long_text(field, text)
}

/// The key of a stage or a setting.
pub fn key(field: &'static str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Problem::field(field, format!("The {field} is empty; give one.")));
    }
    shorter(field, text, LONGEST_KEY)
}

/// The key of a record in the program it came from.
pub fn external(text: Option<&str>) -> Result<()> {
    text.map_or(Ok(()), |text| shorter("external_id", text, LONGEST_EXTERNAL))
}

/// The title of a person.
fn title(text: Option<&str>) -> Result<()> {
    text.map_or(Ok(()), |text| shorter("title", text, 2_000))
}

/// Minutes that no record of one person can exceed: the working time of some years.
fn minutes(field: &'static str, minutes: Option<u32>) -> Result<()> {
    match minutes {
        Some(1_000_001..) => Err(Problem::field(field, format!("The {field} are more than a million; give fewer."))),
        _ => Ok(()),
    }
}

/// Minutes a month: no more than a month has.
fn minutes_a_month(field: &'static str, minutes: Option<u32>) -> Result<()> {
    match minutes {
        Some(44_641..) => Err(Problem::field(field, "A month has 44,640 minutes; give fewer.")),
        _ => Ok(()),
    }
}

fn shorter(field: &'static str, text: &str, most: usize) -> Result<()> {
    // As many bytes are at most as many characters; only longer ones are counted.
    let length = if text.len() > most { text.chars().count() } else { 0 };
    if length > most {
        return Err(Problem::field(field, format!("The {field} has {length} characters; {most} is the most.")));
    }
    no_nul(field, text)
}

fn long_text(field: &'static str, text: &str) -> Result<()> {
    let length = if text.len() > LONGEST_TEXT { text.chars().count() } else { 0 };
    if length > LONGEST_TEXT {
        let sentence = format!("The {field} has {length} characters; {LONGEST_TEXT} is the most.");
        return Err(Problem::field(field, sentence));
    }
    no_nul(field, text)
}

fn no_nul(field: &'static str, text: &str) -> Result<()> {
    if text.contains('\0') {
        return Err(Problem::field(field, format!("The {field} holds a NUL character; take it out.")));
    }
    Ok(())
}

/// An amount in minor units: not negative, not beyond what the book holds.
pub fn amount(field: &'static str, minor: Option<i64>) -> Result<()> {
    match minor {
        Some(..0) => Err(Problem::field(field, format!("The {field} is negative; give zero or more."))),
        Some(amount) if amount > LARGEST => Err(Problem::field(field, format!("The {field} is too large."))),
        _ => Ok(()),
    }
}

/// Two days in order, where both are known.
pub fn order(field: &'static str, first: Option<Day>, then: Option<Day>, says: (&str, &str)) -> Result<()> {
    match (first, then) {
        (Some(first), Some(then)) if then < first => {
            let sentence = format!("{} {then} lies before {} {first}; correct one of them.", says.1, says.0);
            Err(Problem::field(field, sentence))
        }
        _ => Ok(()),
    }
}

impl Check for Account {
    fn check(&self) -> Result<()> {
        name("name", &self.name)?;
        amount("value", self.value)?;
        for (field, value) in [
            ("industry", &self.industry),
            ("channel", &self.channel),
            ("offer", &self.offer),
            ("why_bought", &self.why_bought),
            ("website", &self.website),
            ("notes", &self.notes),
        ] {
            text(field, value)?;
        }
        self.tags.iter().try_for_each(|tag| name("tags", tag))
    }
}

impl Check for Contact {
    fn check(&self) -> Result<()> {
        name("name", &self.name)?;
        title(self.title.as_deref())?;
        text("function", &self.function)?;
        text("email", &self.email)?;
        text("phone", &self.phone)
    }
}

impl Check for Member {
    fn check(&self) -> Result<()> {
        name("name", &self.name)?;
        title(self.title.as_deref())?;
        text("place", &self.place)?;
        text("email", &self.email)?;
        minutes_a_month("capacity_minutes", self.capacity_minutes)?;
        if self.inside_days.is_some_and(|days| !(1..=3_660).contains(&days)) {
            return Err(Problem::field("inside_days", "Days between talks inside are from 1 to 3660."));
        }
        order("left_on", self.started_on, self.left_on, ("the first day", "The last day"))
    }
}

impl Check for Seat {
    fn check(&self) -> Result<()> {
        text("purpose", &self.purpose)?;
        minutes_a_month("minutes_month", self.minutes_month)?;
        if self.cadence_days.is_some_and(|days| !(1..=3_660).contains(&days)) {
            return Err(Problem::field("cadence_days", "The cadence is in days, from 1 to 3660."));
        }
        order("until", self.since, self.until, ("the first day", "The last day"))
    }
}

impl Check for Contract {
    fn check(&self) -> Result<()> {
        amount("value", self.value)?;
        amount("outcome_value", self.outcome_value)?;
        text("product", &self.product)?;
        text("reason", &self.reason)?;
        text("value_case", &self.value_case)?;
        text("proof", &self.proof)?;
        if self.notice_days.is_some_and(|days| days > 3_660) {
            return Err(Problem::field("notice_days", "The notice is in days, at most 3660."));
        }
        order("end", self.start, self.end, ("the start", "The end"))
    }

    fn learned(&mut self, today: Day) {
        if self.start.is_some_and(|start| start > today) {
            self.known_on = self.known_on.or(Some(today));
        }
    }
}

impl Check for Defection {
    fn check(&self) -> Result<()> {
        amount("value", self.value)?;
        text("reason", &self.reason)?;
        text("quote", &self.quote)?;
        order("won_back_on", Some(self.on), self.won_back_on, ("the loss", "The return"))
    }
}

impl Check for Touch {
    fn check(&self) -> Result<()> {
        text("summary", &self.summary)?;
        for (field, minutes) in [
            ("prep_minutes", self.prep_minutes),
            ("contact_minutes", self.contact_minutes),
            ("followup_minutes", self.followup_minutes),
        ] {
            if minutes.is_some_and(|minutes| minutes > 1_440) {
                return Err(Problem::field(field, "A day has 1,440 minutes; give fewer."));
            }
        }
        Ok(())
    }
}

impl Check for Pulse {
    fn check(&self) -> Result<()> {
        if !(1..=5).contains(&self.score) {
            return Err(Problem::field("score", format!("A pulse is 1 to 5, not {}.", self.score)));
        }
        if self.topics.is_empty() && self.quote.as_deref().is_none_or(|quote| quote.trim().is_empty()) {
            return Err(Problem::field("topics", "A pulse needs a reason: give a topic or their words."));
        }
        if self.topics.len() > 3 {
            return Err(Problem::field("topics", "A pulse has at most three topics; leave the least out."));
        }
        text("quote", &self.quote)
    }
}

impl Check for Issue {
    fn check(&self) -> Result<()> {
        name("title", &self.title)?;
        text("summary", &self.summary)?;
        order("closed_on", Some(self.opened_on), self.closed_on, ("the opening", "The closing"))
    }
}

impl Check for Event {
    fn check(&self) -> Result<()> {
        text("detail", &self.detail)
    }

    fn learned(&mut self, today: Day) {
        if self.on > today {
            self.known_on = self.known_on.or(Some(today));
        }
    }
}

impl Check for Action {
    fn check(&self) -> Result<()> {
        name("title", &self.title)?;
        minutes("minutes", self.minutes)?;
        text("reason", &self.reason)
    }
}

impl Check for Commitment {
    fn check(&self) -> Result<()> {
        name("what", &self.what)?;
        text("measure", &self.measure)?;
        text("target", &self.target)?;
        text("consequence", &self.consequence)
    }
}

/// Every one of these texts, by field.
fn texts<const N: usize>(fields: [(&'static str, &Option<String>); N]) -> Result<()> {
    fields.into_iter().try_for_each(|(field, value)| text(field, value))
}

impl Check for StageEntry {
    fn check(&self) -> Result<()> {
        key("stage", &self.stage)?;
        order("left_on", Some(self.entered_on), self.left_on, ("the entry", "The leaving"))
    }
}

impl Check for Handoff {
    fn check(&self) -> Result<()> {
        texts([
            ("why_bought", &self.why_bought),
            ("promises", &self.promises),
            ("people", &self.people),
            ("open_points", &self.open_points),
            ("gaps", &self.gaps),
        ])?;
        order("answered_on", Some(self.offered_on), self.answered_on, ("the offer", "The answer"))
    }
}

impl Check for Plan {
    fn check(&self) -> Result<()> {
        texts([
            ("mutual_wins", &self.mutual_wins),
            ("could_go_wrong", &self.could_go_wrong),
            ("sold_lines", &self.sold_lines),
            ("unsold_lines", &self.unsold_lines),
        ])?;
        order("agreed_on", self.invited_on, self.agreed_on, ("the invitation", "The agreement"))?;
        order("reviewed_on", Some(self.started_on), self.reviewed_on, ("the start", "The review"))?;
        order("closed_on", Some(self.started_on), self.closed_on, ("the start", "The end"))
    }
}

impl Check for Goal {
    fn check(&self) -> Result<()> {
        words("objective", &self.objective)?;
        text("measure", &self.measure)
    }
}

impl Check for Insight {
    fn check(&self) -> Result<()> {
        name("title", &self.title)?;
        words("so_what", &self.so_what)?;
        text("source", &self.source)?;
        order("expires_on", Some(self.on), self.expires_on, ("its day", "The end"))
    }
}

impl Check for Share {
    fn check(&self) -> Result<()> {
        text("reaction", &self.reaction)
    }
}

impl Check for Referral {
    fn check(&self) -> Result<()> {
        words("referred", &self.referred)?;
        text("outcome", &self.outcome)
    }
}

impl Check for Invoice {
    fn check(&self) -> Result<()> {
        text("number", &self.number)?;
        amount("amount", self.amount)?;
        order("due_on", Some(self.issued_on), self.due_on, ("the issue", "The due day"))
    }
}

impl Check for Rate {
    fn check(&self) -> Result<()> {
        if self.rate > 0.0 && self.rate.is_finite() {
            return Ok(());
        }
        Err(Problem::field("rate", "The rate is not above zero; give the units of the book's currency for one of it."))
    }
}

impl Check for Deferral {
    fn check(&self) -> Result<()> {
        text("reason", &self.reason)?;
        order("until", Some(self.on), Some(self.until), ("the day it was put off", "The day it comes back"))
    }
}
