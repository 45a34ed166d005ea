//! Playbooks: at most five actions for each hot spot. Data, shipped in `assets/playbooks.toml`; a book may carry its own.

use super::check;
use super::problem::{Problem, Result};
use super::words::{Channel, OurRole, same_word, words};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The most actions of one playbook: what a team can truly do (domain §3).
pub const MOST: usize = 5;
/// The most playbooks of a book: of more hot spots nobody knows which is on.
pub const MOST_PLAYBOOKS: usize = 24;
/// What the codes of playbooks begin with that the book makes itself.
const CODE: &str = "VP";
/// The seats on the side of the sale, one of which answers for an action of every playbook.
const SALES: [OurRole; 2] = [OurRole::AccountLead, OurRole::ExecutiveSponsor];
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
        /// The last day of one of ours on the account.
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
            Trigger::HandoffGap => Some("working days"),
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
            Trigger::HandoffGap => format!("a hand-off is unanswered after {after} working days"),
            Trigger::Stall => format!("the stage stalls, or a milestone is {after} days late"),
            Trigger::FirstInvoice => "the first invoice".to_owned(),
            Trigger::PriceIncrease => "the day a price rise takes effect".to_owned(),
            Trigger::SponsorLeft => "the sponsor leaves".to_owned(),
            Trigger::EscalationClosed => "an escalation is closed".to_owned(),
            Trigger::MemberLeft => "the last day of one of ours".to_owned(),
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
    /// Days from the trigger; negative: before it.
    pub day: i32,
    /// The seats that do it; the first answers for it.
    pub owners: Vec<OurRole>,
    /// How.
    pub channel: Channel,
    /// What to do.
    pub title: String,
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
        check::name("name", &self.name)?;
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
            "Nobody in sales answers for {}; give the account lead or the executive sponsor one of its actions, {lead} or \
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
    /// Refuses what cannot be done.
    pub fn check(&self) -> Result<()> {
        check::name("title", &self.title)?;
        if self.owners.is_empty() {
            return Err(Problem::field("owners", "An action needs a seat that does it, such as AL."));
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

impl Playbooks {
    /// The playbooks that ship with the program.
    pub fn shipped() -> Result<Self> {
        let playbooks: Self = toml::from_str(include_str!("../../assets/playbooks.toml"))
            .map_err(|error| Problem::internal(format!("The playbooks cannot be read: {}.", error.message())))?;
        playbooks.check()?;
        Ok(playbooks)
    }

    /// Reads the setting `playbooks`: JSON of the same shape as the file that ships.
    pub fn read(json: &str) -> Result<Self> {
        let playbooks: Self = serde_json::from_str(json)
            .map_err(|error| Problem::field("playbooks", format!("The playbooks cannot be read ({error}).")))?;
        playbooks.check()?;
        Ok(playbooks)
    }

    /// As the setting `playbooks` keeps them.
    pub fn written(&self) -> Result<String> {
        serde_json::to_string(self)
            .map_err(|error| Problem::internal(format!("The playbooks cannot be written: {error}.")))
    }

    /// Refuses what cannot run, and two of one code.
    pub fn check(&self) -> Result<()> {
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
    pub fn check_change(&self, before: &Self) -> Result<()> {
        if self.list.len() > MOST_PLAYBOOKS.max(before.list.len()) {
            return Err(Self::full());
        }
        self.list.iter().filter(|one| !before.list.contains(one)).try_for_each(Playbook::check_made)
    }

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
mod tests {
    use super::*;

    fn shipped() -> Playbooks {
        Playbooks::shipped().unwrap()
    }

    /// The table of the specification: code, trigger, `after`, and for each action its day, seats and channel.
    #[rustfmt::skip]
    const TABLE: [(&str, Trigger, i32, &str); 13] = [
        ("VP1",  Trigger::Signature,        0,  "0 AL call, 0 AL note, 2 SV call, 7 IM meet, 30 AL call"),
        ("VP2",  Trigger::HandoffGap,       2,  "0 AL call, 1 AL note, 3 SV email, 5 AL+ES note, 7 AL call"),
        ("VP3",  Trigger::Stall,            14, "0 IM call, 2 TL meet, 5 AL call, 10 SV email, 14 AL call"),
        ("VP4",  Trigger::FirstInvoice,     0,  "-5 FB email, 1 FB call, 7 AL call, 10 FB email"),
        ("VP5",  Trigger::Signature,        90, "-7 SV note, 0 AL+SV meet, 1 AL email, 3 SV call"),
        ("VP6",  Trigger::PriceIncrease,    0,  "-60 AL+FB note, -45 AL call, -30 FB email, 7 AL call, 30 SV call"),
        ("VP7",  Trigger::SponsorLeft,      0,  "0 AL call, 1 AL note, 3 ES call, 10 AL+SV meet, 30 AL call"),
        ("VP8",  Trigger::EscalationClosed, 0,  "0 SU call, 1 AL call, 5 TL email, 14 SV call, 30 AL call"),
        ("VP9",  Trigger::MemberLeft,       0,  "-10 AL meet, 0 ES call, 3 AL call, 14 AL visit, 30 SV call"),
        ("VP10", Trigger::Reorganisation,   0,  "0 AL call, 3 AL note, 7 ES call, 14 AL+SV meet, 30 AL note"),
        ("VP11", Trigger::Quiet,            2,  "0 AL email, 3 SV call, 7 ES call, 10 AL visit, 14 AL note"),
        ("VP12", Trigger::Decision,         0,  "-120 AL note, -90 AL+SV meet, -60 ES call, -30 AL meet, -14 FB email"),
        ("VP13", Trigger::NoticeOrLoss,     0,  "0 AL call, 1 AL note, 2 ES call, 7 AL+SV meet, 90 AL call"),
    ];

    #[test]
    fn the_playbooks_that_ship_are_those_of_the_specification() {
        let playbooks = shipped();
        assert_eq!(playbooks.list.len(), TABLE.len());
        for (playbook, (code, trigger, after, actions)) in playbooks.list.iter().zip(TABLE) {
            let told: Vec<String> = playbook
                .tasks
                .iter()
                .map(|task| {
                    let seats: Vec<_> = task.owners.iter().map(|role| role.word()).collect();
                    format!("{} {} {}", task.day, seats.join("+"), task.channel)
                })
                .collect();
            let seen = (playbook.code.as_str(), playbook.trigger, playbook.after, told.join(", "));
            assert_eq!(seen, (code, trigger, after, actions.to_owned()));
        }
    }

    #[test]
    fn every_stage_named_by_a_playbook_is_a_stage() {
        let stages = super::super::stages::Stages::shipped().unwrap();
        for stage in shipped().list.iter().filter_map(|playbook| playbook.stage.as_deref()) {
            assert!(stages.place(stage).is_some(), "{stage}");
        }
    }

    #[test]
    fn the_sixth_action_is_refused_with_the_reason_and_the_way() {
        let mut playbooks = shipped();
        let sixth = playbooks.list[0].tasks[4].clone();
        playbooks.list[0].tasks.push(sixth);
        let problem = playbooks.check().unwrap_err();
        assert!(problem.sentence.contains("5 actions") && problem.sentence.contains("retire one"), "{problem}");
        playbooks.list[0].tasks.remove(1);
        playbooks.check().unwrap();
    }

    #[test]
    fn playbooks_read_back_as_they_were_written() {
        assert_eq!(Playbooks::read(&shipped().written().unwrap()).unwrap(), shipped());
    }

    #[test]
    fn what_cannot_run_is_refused_at_its_field() {
        type Spoil = fn(&mut Playbook);
        let wrong: [(&str, Spoil); 7] = [
            ("code", |it| it.code = "a:b".into()),
            ("code", |it| it.code = "VP2".into()),
            ("name", |it| it.name = " ".into()),
            ("after", |it| it.after = -1),
            ("stage", |it| (it.trigger, it.stage) = (Trigger::Stall, None)),
            ("owners", |it| it.tasks[0].owners.clear()),
            ("day", |it| it.tasks[0].day = 100_000),
        ];
        for (field, spoil) in wrong {
            let mut playbooks = shipped();
            spoil(&mut playbooks.list[0]);
            assert_eq!(playbooks.check().unwrap_err().field, Some(field));
        }
        assert!(Playbooks::read(r#"{"playbook": [{"code": "X", "name": "Y", "trigger": "full moon"}]}"#).is_err());
    }

    #[test]
    fn what_is_made_is_answered_for_in_sales_and_starts_when_it_says() {
        let before = shipped();
        before.list.iter().for_each(|playbook| playbook.check_made().unwrap());
        let refused = |spoil: fn(&mut Playbooks)| {
            let mut after = shipped();
            spoil(&mut after);
            after.check().unwrap();
            after.check_change(&before).unwrap_err()
        };
        let service = |it: &mut Playbook| it.tasks.iter_mut().for_each(|task| task.owners = vec![OurRole::Service]);
        let mut after = shipped();
        service(&mut after.list[0]);
        let problem = after.check_change(&before).unwrap_err();
        assert!(problem.sentence.contains("Nobody in sales answers for"), "{problem}");
        assert_eq!(refused(|it| it.list[3].after = 2).field, Some("after"));
        assert_eq!(refused(|it| it.list[6].tasks.clear()).field, Some("owners"));
        let problem = refused(|it| {
            for number in 14..=25 {
                it.list.push(Playbook { code: format!("VP{number}"), ..it.list[0].clone() });
            }
        });
        assert!(problem.sentence.contains("24 playbooks") && problem.sentence.contains("retire one"), "{problem}");
        // What was so before may stay so while another is changed.
        let mut old = shipped();
        service(&mut old.list[0]);
        let mut after = old.clone();
        after.list[1].name = "Another".into();
        after.check_change(&old).unwrap();
    }

    #[test]
    fn a_new_code_is_one_that_was_never_used() {
        let playbooks = shipped();
        assert_eq!(playbooks.free_code([].into_iter()), "VP14");
        assert_eq!(playbooks.free_code(["VP15", "vp16", "X99", "VPx"].into_iter()), "VP17");
        assert_eq!(Playbooks { list: Vec::new() }.free_code([].into_iter()), "VP1");
    }

    #[test]
    fn a_playbook_is_found_by_code_or_name() {
        let playbooks = shipped();
        assert_eq!(playbooks.find("vp12").map(|one| one.name.as_str()), Some("Pre-renewal"));
        assert_eq!(playbooks.find("going quiet").map(|one| one.code.as_str()), Some("VP11"));
        assert_eq!(playbooks.find("VP12").and_then(Playbook::span), Some((-120, -14)));
    }
}
