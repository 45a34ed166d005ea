//! Today: the lines of the day's list, why each is there, and in which order.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::problem::{Problem, Result};
use super::risk::score::Band;
use super::vocabulary::words;

words! {
    /// What kind of line it is.
    Kind, "kind of line" {
        /// Something to do, from a playbook or by hand.
        Action = "action",
        /// A dated commitment to a customer.
        Commitment = "promise",
        /// A pulse check that is due.
        Pulse = "pulse",
        /// A touch that is overdue.
        Touch = "touch",
        /// A hand-off that waits for an answer.
        Handoff = "handoff",
        /// Thanks that are due to a team member who helped.
        Thanks = "thanks",
        /// An insight worth sharing with an account that has not heard one for long.
        Insight = "insight",
        /// A company update that is planned for its day.
        Update = "update",
        /// The review of a success plan.
        Review = "review",
        /// An opportunity that was expected to be decided.
        Opportunity = "opportunity",
        /// A 1:1 with a colleague.
        OneOnOne = "one-on-one",
        /// The huddle of the month.
        Huddle = "huddle",
        /// A hand-off that was sent back: the pack has gaps.
        Pack = "pack",
    }
}

impl Kind {
    /// The letter before its ids.
    pub const fn letter(self) -> &'static str {
        match self {
            Kind::Action => "a",
            Kind::Commitment => "c",
            Kind::Pulse => "p",
            Kind::Touch => "t",
            Kind::Handoff => "h",
            Kind::Thanks => "g",
            Kind::Insight => "i",
            Kind::Update => "u",
            Kind::Review => "r",
            Kind::Opportunity => "o",
            Kind::OneOnOne => "m",
            Kind::Huddle => "k",
            Kind::Pack => "b",
        }
    }
}

/// Kinds in places before this one are put in order by their day.
const DATED: u8 = 2;

impl Kind {
    /// Its place in the day: commitments, then actions and what is planned, hand-offs, pulse checks and touches, thanks.
    const fn place(self) -> u8 {
        match self {
            Kind::Commitment => 0,
            Kind::Action | Kind::Update | Kind::Review | Kind::Opportunity | Kind::Huddle | Kind::Pack => 1,
            Kind::Handoff => 2,
            Kind::Pulse | Kind::Touch => 3,
            Kind::Thanks => 4,
            Kind::OneOnOne => 5,
            Kind::Insight => 6,
        }
    }

    /// Whether it is due on a day of its own, and late after it.
    pub const fn is_dated(self) -> bool {
        !matches!(self, Kind::Pulse | Kind::Touch | Kind::Insight)
    }

    /// Whether `d` alone completes it: nothing more is to be said.
    pub const fn is_ticked(self) -> bool {
        matches!(self, Kind::Update | Kind::Review | Kind::OneOnOne | Kind::Huddle)
    }
}

/// Which line: its kind and the record behind it (for pulses, touches and insights, the account).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TaskId {
    /// What kind of line.
    pub kind: Kind,
    /// The number of the record behind it.
    pub raw: i64,
}

impl TaskId {
    /// Reads `a-` and a code, as [`std::fmt::Display`] writes it.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || {
            let shown = super::text::fit(text, 40);
            Problem::input(format!("“{shown}” is no task of today; “mainstay today” shows their numbers and ids."))
        };
        let (letter, code) = text.trim().split_once('-').ok_or_else(wrong)?;
        let kind = Kind::ALL.iter().copied().find(|kind| kind.letter() == letter).ok_or_else(wrong)?;
        Ok(Self { kind, raw: super::id::decode(code).ok_or_else(wrong)? })
    }
}

impl TaskId {
    /// The end of its id, as it is printed: five letters, by which it is found again.
    pub fn short(self) -> String {
        let code = super::id::encode(self.raw);
        format!("{}-{}", self.kind.letter(), &code[code.len().saturating_sub(5)..])
    }
}

impl std::fmt::Display for TaskId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.kind.letter(), super::id::encode(self.raw))
    }
}

/// How far a line of the day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineState {
    /// It waits.
    #[default]
    Open,
    /// It was done today.
    Done,
    /// It was put off today.
    Snoozed,
    /// It was dropped today.
    Dropped,
}

impl LineState {
    /// What became of it, in a word; empty: it waits.
    pub const fn word(self) -> &'static str {
        match self {
            LineState::Open => "",
            LineState::Done => "done",
            LineState::Snoozed => "snoozed",
            LineState::Dropped => "dropped",
        }
    }
}

/// One line of the day.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which.
    pub id: TaskId,
    /// For whom; none: for no account in particular.
    pub account: Option<Id<Account>>,
    /// Their name.
    pub name: String,
    /// The account's score, for its symbol; none without an account.
    pub score: Option<u32>,
    /// The band of that score.
    pub band: Option<Band>,
    /// How, in a word: `call`, `pulse`, …
    pub verb: String,
    /// What to do.
    pub title: String,
    /// Why, in words.
    pub reason: String,
    /// When it was or is due.
    pub due: Option<Day>,
    /// What doing it is worth, in minor units of the book's currency; none: nothing that could be told.
    pub worth: Option<i64>,
    /// What orders lines that are not dated, likewise.
    pub merit: i64,
    /// Minutes it takes.
    pub minutes: u32,
    /// How far it is.
    pub state: LineState,
    /// Whether somebody took it up today, for today: it stands first.
    pub is_fresh: bool,
}

impl Line {
    /// Whether it waits to be done.
    pub fn is_open(&self) -> bool {
        self.state == LineState::Open
    }
}

/// The day's list: what fits, and how much more waits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Today {
    /// The lines that wait, in the order in which to do them.
    pub lines: Vec<Line>,
    /// The lines that were dealt with today, in the order in which they stood.
    pub closed: Vec<Line>,
    /// How many more wait.
    pub more: u64,
}

impl Today {
    /// Every line of the day at its place, whether it waits or was dealt with.
    pub fn all(&self) -> Vec<Line> {
        let mut all = [self.lines.as_slice(), &self.closed].concat();
        rank(&mut all);
        all
    }

    /// Whether everything that the day held is dealt with.
    pub fn is_over(&self) -> bool {
        self.lines.is_empty() && !self.closed.is_empty()
    }
}

/// How many lines of each kind fit into ten minutes (METHOD §7): five commitments, actions and things planned, two pulse checks or touches,
/// one hand-off, one thank-you or insight.
pub const ACTIONS: usize = 5;
/// See [`ACTIONS`].
pub const PULSES: usize = 2;
/// See [`ACTIONS`].
pub const HANDOFFS: usize = 1;
/// See [`ACTIONS`]: one thank-you, 1:1 or insight.
pub const THANKS: usize = 1;

/// The smallest step of a list: what takes the fewest minutes, of these the first.
pub fn smallest(lines: &[Line]) -> Option<&Line> {
    lines.iter().min_by_key(|line| line.minutes)
}

/// Puts lines in order: dated commitments and actions that are due first, the longest due first; then worth per minute.
pub fn rank(lines: &mut [Line]) {
    lines.sort_by_key(order_key);
}

/// Of what is dated the day alone orders: what a task is worth changes once it is done, and its place must not.
fn order_key(line: &Line) -> (u8, i64, std::cmp::Reverse<i64>, i64) {
    let dated = line.id.kind.place();
    let due = if dated < DATED { line.due.map_or(i64::MAX, |day| i64::from(day.number())) } else { 0 };
    let place = if line.is_fresh { 0 } else { dated + 1 };
    let merit = if dated < DATED { 0 } else { line.merit / i64::from(line.minutes.max(1)) };
    (place, due, std::cmp::Reverse(merit), line.id.raw)
}

/// Of ranked lines, those that fit into ten minutes, in their order; the rest is counted by the caller.
pub fn fitting(lines: Vec<Line>) -> Vec<Line> {
    let mut room = [(0, ACTIONS), (1, PULSES), (2, HANDOFFS), (3, THANKS)];
    lines
        .into_iter()
        .filter(|line| {
            let slot = match line.id.kind {
                Kind::Action
                | Kind::Commitment
                | Kind::Update
                | Kind::Review
                | Kind::Opportunity
                | Kind::Huddle
                | Kind::Pack => &mut room[0].1,
                Kind::Pulse | Kind::Touch => &mut room[1].1,
                Kind::Handoff => &mut room[2].1,
                Kind::Thanks | Kind::Insight | Kind::OneOnOne => &mut room[3].1,
            };
            let fits = *slot > 0;
            *slot = slot.saturating_sub(1);
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: Kind, raw: i64, due: Option<&str>, worth: i64) -> Line {
        Line {
            id: TaskId { kind, raw },
            account: None,
            name: String::new(),
            score: None,
            band: None,
            verb: String::new(),
            title: String::new(),
            reason: String::new(),
            due: due.map(|day| Day::parse(day).unwrap()),
            worth: Some(worth),
            merit: worth,
            minutes: 5,
            state: LineState::Open,
            is_fresh: false,
        }
    }

    #[test]
    fn promises_come_first_then_what_is_longest_due_then_worth() {
        let mut lines = vec![
            line(Kind::Pulse, 1, None, 100),
            line(Kind::Touch, 2, None, 900),
            line(Kind::Action, 3, Some("2026-11-20"), 0),
            line(Kind::Action, 4, Some("2026-11-10"), 0),
            line(Kind::Commitment, 5, Some("2026-11-22"), 0),
        ];
        rank(&mut lines);
        assert_eq!(lines.iter().map(|line| line.id.raw).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
    }

    #[test]
    fn what_is_done_keeps_its_place_among_tasks_of_one_due_day() {
        for kind in [Kind::Action, Kind::Commitment] {
            let mut lines: Vec<Line> = (1..=4).map(|raw| line(kind, raw, Some("2026-11-20"), raw * 100)).collect();
            rank(&mut lines);
            let order = |today: &Today| today.all().iter().map(|line| line.id.raw).collect::<Vec<_>>();
            let before = order(&Today { lines: lines.clone(), ..Today::default() });
            for at in 0..lines.len() {
                // Once it is done nothing is gained by it any longer, nor by what else waits at the account.
                let worthless = |line: &Line| Line { merit: 0, worth: None, ..line.clone() };
                let mut rest: Vec<Line> = lines.iter().map(worthless).collect();
                let done = Line { state: LineState::Done, ..rest.remove(at) };
                assert_eq!(order(&Today { lines: rest, closed: vec![done], more: 0 }), before, "{kind} {at}");
            }
        }
    }

    #[test]
    fn what_is_taken_up_today_is_on_todays_page_however_much_is_overdue() {
        let mut lines: Vec<Line> = (1..=40).map(|raw| line(Kind::Action, raw, Some("2026-10-01"), 0)).collect();
        lines.extend((41..=60).map(|raw| line(Kind::Commitment, raw, Some("2026-10-01"), 0)));
        lines.push(Line { is_fresh: true, ..line(Kind::Action, 99, Some("2026-11-22"), 0) });
        rank(&mut lines);
        assert!(fitting(lines).iter().any(|line| line.id.raw == 99));
    }

    #[test]
    fn the_day_ends() {
        let lines =
            (0..20).map(|raw| line(if raw % 2 == 0 { Kind::Action } else { Kind::Pulse }, raw, None, 0)).collect();
        assert_eq!(fitting(lines).len(), ACTIONS + PULSES);
    }

    #[test]
    fn one_thank_you_or_one_insight_and_not_both() {
        let mut lines =
            vec![line(Kind::Insight, 1, None, 0), line(Kind::Thanks, 2, None, 0), line(Kind::Pulse, 3, None, 0)];
        rank(&mut lines);
        let kept: Vec<i64> = fitting(lines.clone()).iter().map(|line| line.id.raw).collect();
        assert_eq!(kept, [3, 2], "whoever helped is thanked first");
        lines.retain(|line| line.id.kind != Kind::Thanks);
        assert_eq!(fitting(lines).len(), 2);
    }

    #[test]
    fn the_smallest_step_is_the_first_of_the_shortest() {
        let mut lines: Vec<Line> = (1..=3).map(|raw| line(Kind::Action, raw, None, 0)).collect();
        lines[1].minutes = 2;
        lines[2].minutes = 2;
        assert_eq!(smallest(&lines).map(|line| line.id.raw), Some(2));
        assert_eq!(smallest(&[]), None);
    }

    #[test]
    fn a_line_is_named_and_found_again() {
        let id = TaskId { kind: Kind::Pulse, raw: 912_345_678_901 };
        assert_eq!(TaskId::parse(&id.to_string()).unwrap(), id);
        assert!(TaskId::parse("x-1").is_err());
    }
}
