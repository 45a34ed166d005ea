//! Playbooks: at most five actions for each hot spot. Data, shipped in `assets/playbooks.toml`; a book may carry its own.

use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::role::Role;
use super::rule::{Rule, complete_keys, keyed};
use super::rule_text;
use super::text::same_word;
use super::vocabulary::words;
use super::words::Channel;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The most actions of one playbook: what a team can truly do (METHOD §3).
pub const MOST: usize = 5;
/// The most playbooks of a book: of more hot spots nobody knows which is on.
pub const MOST_PLAYBOOKS: usize = 24;
/// What the codes of playbooks begin with that the book makes itself.
const CODE: &str = "VP";
/// The assignments on the side of the sale, one of which answers for an action of every playbook.
const SALES: [Role; 2] = [Role::AccountLead, Role::ExecutiveSponsor];
/// The farthest day from a trigger, in days.
const FARTHEST: i32 = 3_660;
/// The longest code, in characters.
const LONGEST_CODE: usize = 12;

words! {
    /// What starts a playbook.
    Trigger, "trigger" {
        /// They signed, or came back; `after`: days.
        Signature = "signature",
        /// A hand-off waits for an answer; `after`: working days.
        HandoffGap = "hand-off gap",
        /// A stage has stalled, or a milestone in it is late; `after`: days that a milestone may be late.
        Stall = "stall",
        /// The first invoice is issued.
        FirstInvoice = "first invoice",
        /// A price rise takes effect.
        PriceIncrease = "price increase",
        /// The sponsor left.
        SponsorLeft = "sponsor left",
        /// An escalation is closed.
        EscalationClosed = "escalation closed",
        /// The last day of a team member on the account.
        MemberLeft = "our person leaves",
        /// They merge, are bought or reorganise.
        Reorganisation = "reorganisation",
        /// No meaningful touch; `after`: cadences.
        Quiet = "going quiet",
        /// The day by which they decide on a contract line.
        Decision = "decision date",
        /// They gave notice, or are lost.
        NoticeOrLoss = "notice or loss",
    }
}

impl Trigger {
    /// Whether it is a state that is noticed once it holds, not a day that is known ahead.
    pub const fn is_state(self) -> bool {
        matches!(self, Trigger::HandoffGap | Trigger::Stall | Trigger::Quiet)
    }

    /// Whether something lies between what happens and the trigger, and in which unit; `None`: it is triggered at once.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Trigger::Signature | Trigger::Stall => Some("days"),
            Trigger::HandoffGap => Some("business days"),
            Trigger::Quiet => Some("cadences"),
            Trigger::FirstInvoice
            | Trigger::PriceIncrease
            | Trigger::SponsorLeft
            | Trigger::EscalationClosed
            | Trigger::MemberLeft
            | Trigger::Reorganisation
            | Trigger::Decision
            | Trigger::NoticeOrLoss => None,
        }
    }

    /// The trigger in words, `after` told in its own unit: “90 days after the signature”.
    pub fn told(self, after: i32) -> String {
        match self {
            Trigger::Signature if after == 0 => "the signature".to_owned(),
            Trigger::Signature => format!("{after} days after the signature"),
            Trigger::HandoffGap => format!("a hand-off is unanswered after {after} business days"),
            Trigger::Stall => format!("the stage stalls, or a milestone is {after} days late"),
            Trigger::FirstInvoice => "the first invoice".to_owned(),
            Trigger::PriceIncrease => "the day a price rise takes effect".to_owned(),
            Trigger::SponsorLeft => "the sponsor leaves".to_owned(),
            Trigger::EscalationClosed => "an escalation is closed".to_owned(),
            Trigger::MemberLeft => "the last day of a team member".to_owned(),
            Trigger::Reorganisation => "they merge or reorganise".to_owned(),
            Trigger::Quiet => format!("no touch for {after} cadences"),
            Trigger::Decision => "the decision date".to_owned(),
            Trigger::NoticeOrLoss => "they give notice, or are lost".to_owned(),
        }
    }
}

/// One action of a playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What it is known by in its playbook while its words change.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Days from the trigger; negative: before it.
    pub day: i32,
    /// The assignments that do it; the first answers for it.
    pub owners: Vec<Role>,
    /// How.
    pub channel: Channel,
    /// What to do.
    pub title: String,
    /// The same in words for the customer, where they are told of it; none: the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<String>,
    /// Minutes it takes, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

/// What is done at one hot spot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// What actions are marked with: `VP12`.
    pub code: String,
    /// What people call the hot spot.
    pub name: String,
    /// What starts it.
    pub trigger: Trigger,
    /// What lies between that and the trigger, in the unit of the trigger; see [`Trigger`].
    #[serde(default)]
    pub after: i32,
    /// The key of the stage it stands in on the board; none: it can come in any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// At most [`MOST`], in any order of days.
    #[serde(rename = "action", default)]
    pub tasks: Vec<Task>,
}

impl Playbook {
    /// The first and the last day of it, from the trigger; `None` without actions.
    pub fn span(&self) -> Option<(i32, i32)> {
        let days = || self.tasks.iter().map(|task| task.day);
        Some((days().min()?, days().max()?))
    }

    /// Refuses, in one sentence at the field that is wrong, what cannot run.
    pub fn check(&self) -> Result<()> {
        let plain = |text: &str| text.chars().all(|ch| ch.is_ascii_alphanumeric());
        if self.code.is_empty() || self.code.len() > LONGEST_CODE || !plain(&self.code) {
            let sentence = "The code of a playbook is one to twelve letters and digits, such as VP14.";
            return Err(Problem::field("code", sentence));
        }
        NAME.needs("name", &self.name)?;
        if !(0..=FARTHEST).contains(&self.after) {
            return Err(Problem::field("after", format!("“After” is a number from 0 to {FARTHEST}.")));
        }
        if self.trigger == Trigger::Stall && self.stage.is_none() {
            return Err(Problem::field("stage", "A playbook for a stall needs the stage that stalls; name it."));
        }
        if self.tasks.len() > MOST {
            return Err(self.full());
        }
        self.tasks.iter().try_for_each(Task::check)
    }

    /// Refuses a playbook that nobody on the side of the sale answers for, or whose `after` means nothing. What runs
    /// already is not held to it, only what is made or changed.
    pub fn check_made(&self) -> Result<()> {
        if self.after != 0 && self.trigger.unit().is_none() {
            let sentence = format!("“{}” starts it at once; put 0 in “after”.", self.trigger);
            return Err(Problem::field("after", sentence));
        }
        let answers = |task: &Task| task.owners.first().is_some_and(|role| SALES.contains(role));
        if self.tasks.iter().any(answers) {
            return Ok(());
        }
        let [lead, sponsor] = SALES;
        let sentence = format!(
            "No sales role is responsible for {}; give the account lead or the executive sponsor one of its actions, {lead} or \
             {sponsor} named first.",
            super::text::fit(&self.name, 40)
        );
        Err(Problem::field("owners", sentence))
    }

    /// The refusal of a sixth action: why, and the way.
    pub fn full(&self) -> Problem {
        Problem::field(
            "title",
            format!(
                "{} has {MOST} actions, the most a team can do; retire one of them before you add another.",
                super::text::fit(&self.name, 40)
            ),
        )
    }
}

impl Task {
    /// What to do, in words for the customer.
    pub fn told(&self) -> &str {
        self.public.as_deref().unwrap_or(&self.title)
    }

    /// Refuses what cannot be done.
    pub fn check(&self) -> Result<()> {
        NAME.needs("title", &self.title)?;
        self.public.as_deref().map_or(Ok(()), |text| TEXT.allows("public", text))?;
        if self.owners.is_empty() {
            return Err(Problem::field("owners", "An action needs a role that does it, such as AL."));
        }
        if self.day.abs() > FARTHEST {
            return Err(Problem::field("day", format!("A day lies within {FARTHEST} days of the trigger.")));
        }
        Ok(())
    }
}

/// The playbooks of a book, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbooks {
    /// In order.
    #[serde(rename = "playbook")]
    pub list: Vec<Playbook>,
}

keyed!(Playbook: code, name);
keyed!(Task: key, title);

impl Rule for Playbooks {
    const KEY: &'static str = "playbooks";
    const WHAT: &'static str = "The playbooks";
    const FIELD: &'static str = "playbooks";

    fn shipped() -> Result<Self> {
        let mut playbooks: Self = rule_text::shipped("The playbooks", include_str!("../../assets/playbooks.toml"))?;
        playbooks.complete();
        playbooks.check()?;
        Ok(playbooks)
    }

    fn complete(&mut self) {
        self.list.iter_mut().for_each(|playbook| complete_keys(&mut playbook.tasks));
    }

    /// Refuses what cannot run, and two of one code.
    fn check(&self) -> Result<()> {
        let mut seen = HashSet::new();
        for playbook in &self.list {
            playbook.check()?;
            if !seen.insert(playbook.code.to_ascii_uppercase()) {
                let sentence = format!("There are two playbooks {}; give one of them another code.", playbook.code);
                return Err(Problem::field("code", sentence));
            }
        }
        Ok(())
    }

    /// Refuses a change from `before` to these that makes what cannot be answered for, or one more than
    /// [`MOST_PLAYBOOKS`].
    fn check_change(&self, before: &Self) -> Result<()> {
        if self.list.len() > MOST_PLAYBOOKS.max(before.list.len()) {
            return Err(Self::full());
        }
        self.list.iter().filter(|one| !before.list.contains(one)).try_for_each(Playbook::check_made)
    }
}

impl Playbooks {
    /// The refusal of one playbook more than [`MOST_PLAYBOOKS`]: why, and the way.
    pub fn full() -> Problem {
        Problem::field(
            "name",
            format!(
                "There are {MOST_PLAYBOOKS} playbooks, the most whose actions a team can tell apart; retire one before you \
                 add another."
            ),
        )
    }

    /// A code that no playbook has, nor any of these, of which actions may still stand: `VP14`.
    pub fn free_code<'a>(&'a self, used: impl Iterator<Item = &'a str>) -> String {
        let number = |code: &str| {
            let head = code.get(..CODE.len()).filter(|head| head.eq_ignore_ascii_case(CODE))?;
            code[head.len()..].parse::<u32>().ok()
        };
        let known = self.list.iter().map(|one| one.code.as_str()).chain(used);
        let highest = known.filter_map(number).filter(|number| *number < 1_000_000).max().unwrap_or(0);
        format!("{CODE}{}", highest + 1)
    }

    /// The playbook with this code or name, in any dress.
    pub fn find(&self, text: &str) -> Option<&Playbook> {
        self.list.iter().find(|one| same_word(&one.code, text) || same_word(&one.name, text))
    }

    /// The playbook with exactly this code.
    pub fn of_code(&self, code: &str) -> Option<&Playbook> {
        self.list.iter().find(|one| one.code == code)
    }
}

#[cfg(test)]
mod tests;
