//! The monthly huddle: forty-five minutes with those who keep the customers (METHOD §7).

use super::day::Day;
use super::id::Id;
use super::pulse::Pulse;
use super::risk::facts::pulse_validity;
use super::role::ContactRole;
use super::vocabulary::words;
use super::words::Topic;
use std::collections::BTreeMap;

words! {
    /// A part of the agenda.
    Block, "part of the huddle" {
        /// Numbers in whole customers.
        Numbers = "numbers",
        /// The walk through the stages, and the hot spots.
        Stages = "stages",
        /// Accounts seen differently by role.
        Apart = "seen differently",
        /// Five accounts, one owner each.
        Accounts = "five accounts",
        /// Improvement items from topic heat.
        Improve = "improvement items",
        /// Thanks, and credit for wins.
        Thanks = "thanks and credit",
        /// The actions of the charter.
        Charter = "charter actions",
    }
}

impl Block {
    /// Minutes for it; together [`MINUTES`].
    pub const fn minutes(self) -> u32 {
        match self {
            Block::Numbers | Block::Improve => 5,
            Block::Stages | Block::Accounts => 10,
            Block::Apart => 8,
            Block::Thanks => 4,
            Block::Charter => 3,
        }
    }

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Block::Numbers => "Key numbers",
            Block::Stages => "Stage review and drop-off points",
            Block::Apart => "Mixed signals by role",
            Block::Accounts => "Five accounts, one owner each",
            Block::Improve => "What to improve",
            Block::Thanks => "Thanks and credit",
            Block::Charter => "Charter actions",
        }
    }
}

/// Minutes of a huddle.
pub const MINUTES: u32 = 45;
/// Days of pulses that make topics hot.
pub const HEAT_DAYS: i32 = 30;
/// From this difference on, two roles see an account differently.
pub const APART: u8 = 2;

/// What an action that was decided at the huddle of this month gives as its reason.
pub fn reason(month: Day) -> String {
    format!("huddle {}", month_word(month))
}

/// A month as it is written: `2026-11`.
pub fn month_word(month: Day) -> String {
    month.to_string().chars().take(7).collect()
}

/// The month of the huddle at which an action was decided, by the reason that it was given then. Only files and books from before
/// [`Action::huddle_month`](super::action::Action::huddle_month) are read so.
pub fn month_of(reason: &str) -> Option<Day> {
    let month = reason.strip_prefix("huddle ")?.get(..7)?;
    Day::parse(&format!("{month}-01")).ok()
}

/// What a person of the account said last, by the role they have.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// Who; empty: the account at large.
    pub name: String,
    /// Their role; none: nobody said which.
    pub role: Option<ContactRole>,
    /// The reading.
    pub pulse: Pulse,
}

impl Voice {
    /// The role in words.
    pub fn role_word(&self) -> &'static str {
        self.role.map_or("no role", ContactRole::word)
    }
}

/// Of the readings of one account, the lowest and the highest role, where they are [`APART`] or more: the latest reading
/// of each person that is still valid on `day`, and of each role the lowest of them.
pub fn apart(voices: &[Voice], day: Day) -> Option<(Voice, Voice)> {
    let mut latest: BTreeMap<Option<Id<_>>, &Voice> = BTreeMap::new();
    for voice in voices.iter().filter(|one| one.pulse.on <= day) {
        let known = latest.entry(voice.pulse.contact).or_insert(voice);
        if (voice.pulse.on, voice.pulse.id) > (known.pulse.on, known.pulse.id) {
            *known = voice;
        }
    }
    let valid = latest.into_values().filter(|one| one.pulse.on.days_to(day) < pulse_validity(one.pulse.score));
    let mut by_role: BTreeMap<Option<ContactRole>, &Voice> = BTreeMap::new();
    for voice in valid {
        let known = by_role.entry(voice.role).or_insert(voice);
        if voice.pulse.score < known.pulse.score {
            *known = voice;
        }
    }
    let low = by_role.values().min_by_key(|one| one.pulse.score)?;
    let high = by_role.values().max_by_key(|one| one.pulse.score)?;
    (high.pulse.score - low.pulse.score >= APART).then(|| ((*low).clone(), (*high).clone()))
}

/// How hot a topic is: how often it came up, and how often with a reading of 3 or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heat {
    /// The topic.
    pub topic: Topic,
    /// Pulses that name it.
    pub pulses: u64,
    /// Of them, those of 3 or less.
    pub low: u64,
}

/// The topics of pulses, the one with the most low readings first.
pub fn heat<'a>(pulses: impl Iterator<Item = &'a Pulse>) -> Vec<Heat> {
    let mut counts: BTreeMap<Topic, (u64, u64)> = BTreeMap::new();
    for pulse in pulses {
        for topic in &pulse.topics {
            let count = counts.entry(*topic).or_default();
            count.0 += 1;
            count.1 += u64::from(pulse.is_low());
        }
    }
    let mut heat: Vec<Heat> = counts.into_iter().map(|(topic, (pulses, low))| Heat { topic, pulses, low }).collect();
    heat.sort_by_key(|one| (std::cmp::Reverse(one.low), std::cmp::Reverse(one.pulses), one.topic));
    heat
}

/// Own people: leavers of twelve months against the average of heads, newcomers of twelve months against heads (METHOD §6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attrition {
    /// Who left within twelve months.
    pub left: u64,
    /// Heads a year ago.
    pub before: u64,
    /// Heads today.
    pub now: u64,
    /// Of them, those who came within twelve months.
    pub newcomers: u64,
}

impl Attrition {
    /// Counts a team member in: the first and the last day, as far as they are known.
    pub fn add(&mut self, started: Option<Day>, left: Option<Day>, today: Day) {
        let ago = today.plus_months_back(12);
        let there = |day: Day| started.is_none_or(|started| started <= day) && left.is_none_or(|left| left > day);
        self.before += u64::from(there(ago));
        self.now += u64::from(there(today));
        self.left += u64::from(left.is_some_and(|left| left > ago && left <= today));
        self.newcomers += u64::from(there(today) && started.is_some_and(|started| started > ago));
    }

    /// Leavers against average heads; none: there were no heads.
    pub fn rate(&self) -> Option<f64> {
        let heads = self.before + self.now;
        (heads > 0).then(|| self.left as f64 * 2.0 / heads as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::PulseSource;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn voice(contact: i64, role: Option<ContactRole>, on: &str, score: u8) -> Voice {
        let pulse = Pulse {
            id: Id::new(contact * 100 + i64::from(day(on).number())),
            account: Id::new(1),
            contact: Some(Id::new(contact)),
            on: day(on),
            score,
            source: PulseSource::Said,
            topics: vec![Topic::Price],
            ..Pulse::default()
        };
        Voice { name: format!("P{contact}"), role, pulse }
    }

    #[test]
    fn the_agenda_is_forty_five_minutes() {
        assert_eq!(Block::ALL.iter().map(|block| block.minutes()).sum::<u32>(), MINUTES);
    }

    #[test]
    fn a_decision_names_its_huddle() {
        assert_eq!(reason(day("2026-11-22")), "huddle 2026-11");
        assert_eq!(month_of("huddle 2026-11"), Some(day("2026-11-01")));
        assert_eq!(month_of("huddle 2026-11, price"), Some(day("2026-11-01")));
        for wrong in ["huddle", "huddle soon 12", "Huddle 2026-11", "huddle ääää"] {
            assert_eq!(month_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn roles_two_apart_are_told_by_their_latest_valid_readings() {
        let today = day("2026-11-22");
        let (buyer, user) = (Some(ContactRole::DecisionMaker), Some(ContactRole::UserLead));
        let pair = |voices: &[Voice]| apart(voices, today).map(|(low, high)| (low.pulse.score, high.pulse.score));
        let old = voice(1, buyer, "2026-10-01", 4);
        assert_eq!(pair(&[old.clone(), voice(2, user, "2026-11-10", 2)]), Some((2, 4)));
        assert_eq!(pair(&[old.clone(), voice(1, buyer, "2026-11-01", 3), voice(2, user, "2026-11-10", 2)]), None);
        assert_eq!(
            pair(&[voice(1, buyer, "2026-10-20", 5), voice(2, user, "2026-11-10", 2)]),
            None,
            "a 5 of 33 days ago"
        );
        assert_eq!(pair(&[voice(1, user, "2026-11-01", 4), voice(2, user, "2026-11-10", 2)]), None, "one role");
        assert_eq!(pair(&[]), None);
    }

    #[test]
    fn topics_are_hot_by_low_readings() {
        let pulses = [voice(1, None, "2026-11-01", 2).pulse, voice(2, None, "2026-11-01", 4).pulse];
        assert_eq!(heat(pulses.iter()), [Heat { topic: Topic::Price, pulses: 2, low: 1 }]);
        assert_eq!(heat([].iter()), []);
    }

    #[test]
    fn turnover_counts_leavers_against_the_average_of_heads() {
        let today = day("2026-11-22");
        let mut all = Attrition::default();
        all.add(Some(day("2020-01-01")), None, today);
        all.add(Some(day("2020-01-01")), Some(day("2026-05-01")), today);
        all.add(Some(day("2026-09-01")), None, today);
        assert_eq!(all, Attrition { left: 1, before: 2, now: 2, newcomers: 1 });
        assert_eq!(all.rate(), Some(0.5));
        assert_eq!(Attrition::default().rate(), None);
    }
}
