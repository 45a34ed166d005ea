//! The life of one made-up account: what happens to it, and whether it is lost.

use super::chance::Chance;
use super::story::{self, Cause, Story};
use crate::domain::day::Day;
use crate::domain::words::LossType;

/// Days between the notice deadline and the end of a contract.
pub(super) const NOTICE: i32 = 60;

/// What an account goes through.
#[derive(Debug, Clone)]
pub(super) struct Life {
    pub(super) number: u32,
    pub(super) story: Story,
    pub(super) signed: Day,
    /// Annual value in cents.
    pub(super) value: i64,
    pub(super) contacts: u32,
    /// 0 bad to 1 good; how well it goes in general.
    pub(super) luck: f64,
    /// Days onboarding took, or takes.
    pub(super) onboarding: i32,
    pub(super) sponsor_left: Option<Day>,
    /// When the champion's successor began.
    pub(super) successor: Option<Day>,
    /// When an escalation was opened, and closed.
    pub(super) escalated: Option<(Day, Option<Day>)>,
    pub(super) price_rise: Option<Day>,
    /// From this day on nobody called any more.
    pub(super) neglected: Option<Day>,
    /// From this day on it goes badly.
    pub(super) trouble: Option<Day>,
    pub(super) lost: Option<Loss>,
    pub(super) notice_on: Option<Day>,
}

/// How it ended.
#[derive(Debug, Clone)]
pub(super) struct Loss {
    pub(super) on: Day,
    pub(super) decided: Day,
    pub(super) kind: LossType,
    pub(super) cause: Cause,
}

impl Life {
    pub(super) fn lead(chance: &mut Chance, number: u32, today: Day) -> Self {
        let story = story::of(number);
        let size = (10.4 + 0.8 * chance.bell() + 0.6 * f64::from(u8::from(number.is_multiple_of(17)))).exp();
        let mut life = Self {
            number,
            story,
            signed: signed(chance, story, today),
            value: (size / 100.0).round() as i64 * 10_000,
            contacts: if chance.happens(0.12) { 2 } else { chance.between(3, 5) as u32 },
            luck: (0.66 + 0.14 * chance.bell()).clamp(0.3, 1.0),
            onboarding: chance.between(32, 60),
            sponsor_left: None,
            successor: None,
            escalated: None,
            price_rise: None,
            neglected: None,
            trouble: None,
            lost: None,
            notice_on: None,
        };
        life.goes_on(chance, today);
        life
    }

    /// What the story brings.
    fn goes_on(&mut self, chance: &mut Chance, today: Day) {
        let ago = |days: i32| today.plus(-days);
        match self.story {
            Story::ChampionLeft => self.champion_leaves(ago(chance.between(40, 70)), None),
            Story::Successor => {
                let left = ago(chance.between(120, 150));
                self.champion_leaves(left, Some(left.plus(60)));
            }
            Story::PriceRise => self.price_rise = Some(today.plus(chance.between(12, 40))),
            Story::Escalation => {
                self.escalated = Some((ago(chance.between(18, 40)), None));
                self.trouble = self.escalated.map(|(from, _)| from);
            }
            Story::Quiet => self.neglected = Some(ago(chance.between(150, 190))),
            Story::OneContact => self.contacts = 1,
            Story::Competitor => self.trouble = Some(ago(60)),
            Story::LowNps | Story::UsageFell => self.trouble = Some(ago(45)),
            Story::Stalled => self.onboarding = 160,
            Story::JointPlan | Story::Expanded | Story::Window => self.luck = self.luck.max(0.75),
            Story::NoExecutive => self.value = self.value.max(9_000_000),
            Story::Weathered => self.weather(chance, today),
            Story::Notice => {
                let noticed = ago(chance.between(9, 20));
                self.notice_on = Some(noticed);
                self.champion_leaves(noticed.plus(-120), None);
            }
            Story::Lost(cause) => self.lose(chance, cause, today),
            _ => {}
        }
    }

    fn champion_leaves(&mut self, on: Day, successor: Option<Day>) {
        self.contacts = self.contacts.max(3);
        self.sponsor_left = Some(on);
        self.successor = successor;
        if successor.is_none() {
            self.trouble = Some(on.plus(30));
        }
    }

    /// Something that others left for, and this account did not.
    fn weather(&mut self, chance: &mut Chance, today: Day) {
        let age = self.signed.days_to(today);
        let day = self.signed.plus(chance.between(120, (age - 240).max(121)));
        match self.number % 4 {
            0 => self.champion_leaves(day, Some(day.plus(45))),
            1 => self.escalated = Some((day, Some(day.plus(chance.between(5, 20))))),
            2 => self.price_rise = Some(day),
            _ => {
                self.champion_leaves(day, Some(day.plus(80)));
                self.price_rise = Some(day.plus(40));
            }
        }
    }

    /// It ends with a contract; they decided before the notice deadline, for a cause that stands in the book by then.
    fn lose(&mut self, chance: &mut Chance, cause: Cause, today: Day) {
        let ends = (1..9).map(|years| self.signed.plus_months(12 * years).plus(-1));
        let lately: Vec<Day> = ends.filter(|end| (1..1_000).contains(&end.days_to(today))).collect();
        let Some(on) = lately.get(chance.between(0, lately.len() as i32 - 1).max(0) as usize).copied() else { return };
        let decided = on.plus(-NOTICE - chance.between(2, 40));
        let before = |days: i32| decided.plus(-days);
        self.luck = (self.luck - 0.08).max(0.3);
        match cause {
            Cause::ChampionLeft => self.champion_leaves(before(chance.between(60, 190)), None),
            Cause::Price => {
                self.price_rise = Some(before(chance.between(20, 80)));
                self.trouble = Some(before(150));
            }
            Cause::Escalation => {
                self.escalated = Some((before(chance.between(70, 170)), None));
                self.trouble = self.escalated.map(|(from, _)| from);
            }
            Cause::Silence | Cause::MemberLeft => {
                self.neglected = Some(before(chance.between(170, 260)));
                self.trouble = Some(before(60));
            }
            Cause::NeverStarted => {
                self.onboarding = 400;
                self.trouble = Some(self.signed.plus(45));
            }
            Cause::ClosedDown | Cause::Unknown => self.trouble = Some(before(20)),
        }
        let unavoidable = cause == Cause::ClosedDown;
        let kind = if unavoidable { LossType::Unavoidable } else { LossType::Voluntary };
        self.lost = Some(Loss { on, decided, kind, cause });
    }

    /// Most decide in time; one lets the date pass.
    pub(super) fn lets_dates_pass(&self) -> bool {
        self.story == Story::DeadlinePassed
    }

    /// Whether one team member alone meets them: nobody else is meant to, or nobody brought the others in.
    pub(super) fn is_held_by_one(&self) -> bool {
        self.has_one_member() || (self.number % 7 == 2 && matches!(self.story, Story::Calm | Story::Weathered))
    }

    /// Whether nobody else of our team has a role there.
    pub(super) fn has_one_member(&self) -> bool {
        self.story == Story::OneMember
    }

    /// The last day of its life in the book.
    pub(super) fn until(&self, today: Day) -> Day {
        self.lost.as_ref().map_or(today, |loss| loss.on)
    }

    /// How it goes on `day`: 0 bad, 1 middling, 2 well.
    pub(super) fn mood(&self, chance: &mut Chance, day: Day) -> usize {
        let mut mood = self.luck + 0.12 * chance.bell();
        for (bad, weight) in [
            (self.trouble.is_some_and(|from| from <= day), 0.45),
            (self.neglected.is_some_and(|from| from <= day), 0.2),
            (self.escalated.is_some_and(|(from, to)| from <= day && to.is_none_or(|to| day <= to.plus(20))), 0.25),
            (self.price_rise.is_some_and(|on| (-30..60).contains(&on.days_to(day))), 0.15),
        ] {
            if bad {
                mood -= weight;
            }
        }
        match mood {
            ..0.33 => 0,
            ..0.57 => 1,
            _ => 2,
        }
    }
}

/// The day whose anniversary after so many years is `day`, or the day before it.
fn years_before(day: Day, years: i32) -> Day {
    let is_before = |from: &Day| from.plus_months(12 * years as u32) <= day;
    (0..=years).map(|leap| day.plus(-365 * years - leap)).find(is_before).unwrap_or(day)
}

/// The day of the signature: that which the story needs.
fn signed(chance: &mut Chance, story: Story, today: Day) -> Day {
    let ago = |days: i32| today.plus(-days);
    // The notice deadline lies so many days ahead, in the so manieth year.
    let deadline_in = |days: i32, years: i32| years_before(today.plus(days + NOTICE + 1), years);
    match story {
        Story::JustSigned => ago(1),
        Story::HandoffWaits => ago(chance.between(7, 9)),
        Story::HandoffReturned => ago(chance.between(13, 16)),
        Story::Onboarding => ago(chance.between(28, 40)),
        Story::Stalled => ago(chance.between(70, 90)),
        Story::FirstValue => ago(chance.between(110, 130)),
        Story::PriceRise => ago(chance.between(300, 420)),
        Story::OneMember => ago(chance.between(1_000, 1_400)),
        Story::Competitor => deadline_in(chance.between(38, 55), 2),
        Story::Unasked => deadline_in(chance.between(18, 27), 3),
        Story::Window => deadline_in(chance.between(40, 75), chance.between(1, 3)),
        Story::DeadlinePassed => deadline_in(-chance.between(3, 9), 2),
        Story::Notice => deadline_in(-chance.between(2, 8), 2),
        Story::Downsell => deadline_in(chance.between(90, 150), 3),
        Story::Expanded => deadline_in(chance.between(200, 300), 2),
        // Lost within the last three years, at the end of a contract.
        Story::Lost(Cause::NeverStarted) => years_before(today, 1).plus(-chance.between(10, 700)),
        Story::Lost(_) => {
            let years = chance.between(1, 3);
            years_before(today, years).plus(-chance.between(8, 900))
        }
        _ => ago(chance.between(220, 1_500)),
    }
}
