//! The life of one made-up account: what happens to it, and whether it is lost.

use super::chance::Chance;
use crate::domain::day::Day;
use crate::domain::words::LossType;

/// What an account goes through.
#[derive(Debug, Clone)]
pub(super) struct Life {
    pub(super) number: u32,
    pub(super) signed: Day,
    /// Annual value in cents.
    pub(super) value: i64,
    pub(super) contacts: u32,
    /// 0 bad to 1 good; how well it goes in general.
    pub(super) luck: f64,
    /// Days onboarding took, or takes.
    pub(super) onboarding: i32,
    pub(super) sponsor_left: Option<Day>,
    pub(super) escalated: Option<(Day, Day)>,
    pub(super) price_rise: Option<Day>,
    /// From this day on nobody called any more.
    pub(super) neglected: Option<Day>,
    pub(super) lost: Option<Loss>,
    pub(super) notice_on: Option<Day>,
}

/// How it ended.
#[derive(Debug, Clone)]
pub(super) struct Loss {
    pub(super) on: Day,
    pub(super) decided: Day,
    pub(super) kind: LossType,
    pub(super) reason: &'static str,
    pub(super) quote: &'static str,
}

/// A cause and how much it adds to the chance of leaving within a year.
struct Cause {
    from: Day,
    weight: f64,
    reason: &'static str,
    quote: &'static str,
}

impl Life {
    pub(super) fn lead(chance: &mut Chance, number: u32, today: Day) -> Self {
        // Newer customers are as many as older ones; a few are just signed.
        let age = match number % 24 {
            0 => chance.between(0, 6),
            1 | 2 => chance.between(5, 110),
            _ => chance.between(60, 1_500),
        };
        let signed = today.plus(-age);
        let size = (10.4 + 0.9 * chance.bell() + 0.6 * f64::from(u8::from(number.is_multiple_of(17)))).exp();
        let mut life = Self {
            number,
            signed,
            value: (size / 100.0).round() as i64 * 10_000,
            contacts: chance.between(1, 5) as u32,
            luck: (0.62 + 0.2 * chance.bell()).clamp(0.0, 1.0),
            onboarding: chance.between(30, 75),
            sponsor_left: None,
            escalated: None,
            price_rise: None,
            neglected: None,
            lost: None,
            notice_on: None,
        };
        life.happenings(chance, age, today);
        life.end(chance, today);
        life
    }

    fn happenings(&mut self, chance: &mut Chance, age: i32, today: Day) {
        if chance.happens(0.12) {
            self.onboarding += chance.between(40, 90);
        }
        let some_day = |chance: &mut Chance| today.plus(-chance.between(0, age.max(1)));
        if age > 120 && chance.happens(0.18) {
            self.sponsor_left = Some(some_day(chance));
        }
        if age > 60 && chance.happens(0.15) {
            let opened = some_day(chance);
            self.escalated = Some((opened, opened.plus(chance.between(5, 45))));
        }
        if age > 400 && chance.happens(0.3) {
            self.price_rise = Some(self.signed.plus_months(12).min(today));
        }
        if age > 90 && chance.happens(0.16 + 0.2 * (1.0 - self.luck)) {
            self.neglected = Some(some_day(chance));
        }
    }

    fn causes(&self, today: Day) -> Vec<Cause> {
        let cause = |from, weight, reason, quote| Cause { from, weight, reason, quote };
        let mut causes = vec![cause(self.signed, 0.012, "no budget any more", "we have to save")];
        if self.onboarding > 75 {
            causes.push(cause(self.signed.plus(45), 0.30, "never got started", "we never got it working"));
        }
        if let Some(day) = self.sponsor_left {
            causes.push(cause(day, 0.20, "sponsor left", "the new manager brought her own supplier"));
        }
        if let Some((day, _)) = self.escalated {
            causes.push(cause(day, 0.10, "quality", "we told you and it happened again"));
        }
        if let Some(day) = self.price_rise {
            causes.push(cause(day, 0.09, "price", "too dear for what we get"));
        }
        if let Some(day) = self.neglected {
            causes.push(cause(day.plus(60), 0.22, "nobody called", "we only heard from you when it was time to pay"));
        }
        if self.number % 9 == 4 {
            causes.push(cause(today.plus(-390), 0.16, "their rep left", "we bought from her, not from you"));
        }
        causes
    }

    /// Month by month: is it lost, and which cause was the strongest then?
    fn end(&mut self, chance: &mut Chance, today: Day) {
        let causes = self.causes(today);
        let mut day = self.signed.plus(30);
        while day < today && self.lost.is_none() {
            let active = || causes.iter().filter(|cause| cause.from <= day && cause.from.days_to(day) < 400);
            let yearly: f64 = active().map(|cause| cause.weight).sum::<f64>() * (1.5 - self.luck);
            if chance.happens(1.0 - (1.0 - yearly.min(0.9)).powf(1.0 / 12.0)) {
                let cause = active().max_by(|left, right| left.weight.total_cmp(&right.weight));
                self.lose(chance, cause, day, today);
            }
            day = day.plus(30);
        }
    }

    fn lose(&mut self, chance: &mut Chance, cause: Option<&Cause>, decided: Day, today: Day) {
        let unavoidable = chance.happens(0.08);
        let on = decided.plus(chance.between(30, 150));
        if on > today {
            self.notice_on = Some(decided);
            return;
        }
        self.lost = Some(Loss {
            on,
            decided,
            kind: if unavoidable { LossType::Unavoidable } else { LossType::Voluntary },
            reason: if unavoidable { "closed down" } else { cause.map_or("unknown", |cause| cause.reason) },
            quote: if unavoidable { "we are closing" } else { cause.map_or("", |cause| cause.quote) },
        });
    }

    /// Most decide in time; a few let the date pass.
    pub(super) fn lets_dates_pass(&self) -> bool {
        self.number.is_multiple_of(8)
    }

    /// The last day of its life in the book.
    pub(super) fn until(&self, today: Day) -> Day {
        self.lost.as_ref().map_or(today, |loss| loss.on)
    }

    /// How it goes on `day`: 0 bad, 1 middling, 2 well.
    pub(super) fn mood(&self, chance: &mut Chance, day: Day) -> usize {
        let mut mood = self.luck + 0.2 * chance.bell();
        let soon_lost = self.lost.as_ref().is_some_and(|loss| day.days_to(loss.decided) < 150);
        for (bad, weight) in [
            (soon_lost || self.notice_on.is_some_and(|notice| day.days_to(notice) < 120), 0.35),
            (self.sponsor_left.is_some_and(|left| (0..200).contains(&left.days_to(day))), 0.15),
            (self.escalated.is_some_and(|(from, to)| from <= day && day <= to.plus(20)), 0.3),
        ] {
            if bad {
                mood -= weight;
            }
        }
        match mood {
            ..0.35 => 0,
            ..0.6 => 1,
            _ => 2,
        }
    }
}
