//! What customers said while they were in a stage of their lives: pulses by their score, and the newest of their words.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::text::counted;
use super::text::grouped;

/// So many quotes are kept of a stage.
pub const MOST: usize = 3;

/// What was said in one stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// How many pulses were 1, 2, 3, 4 and 5.
    scores: [u64; 5],
    /// The newest words, newest first, at most [`MOST`].
    pub quotes: Vec<Quoted>,
}

/// Words of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// When.
    pub on: Day,
    /// Whose customer.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The score of the pulse; none: they said it when they left.
    pub score: Option<u8>,
    /// What was said.
    pub words: String,
}

impl Said {
    /// Counts a pulse; one without a score from 1 to 5 there is not.
    pub fn count(&mut self, score: u8) {
        if let Some(place) = usize::from(score).checked_sub(1).and_then(|place| self.scores.get_mut(place)) {
            *place += 1;
        }
    }

    /// Whether words of this day would be among the newest.
    pub fn wants(&self, on: Day) -> bool {
        self.quotes.len() < MOST || self.quotes.last().is_some_and(|oldest| oldest.on < on)
    }

    /// Keeps words, if they are among the newest.
    pub fn quote(&mut self, quoted: Quoted) {
        let place = self.quotes.partition_point(|one| one.on >= quoted.on);
        self.quotes.insert(place, quoted);
        self.quotes.truncate(MOST);
    }

    /// How many pulses there are.
    pub fn pulses(&self) -> u64 {
        self.scores.iter().sum()
    }

    /// How many said 1 or 2.
    pub fn low(&self) -> u64 {
        self.scores[0] + self.scores[1]
    }

    /// How many said 3.
    pub fn middle(&self) -> u64 {
        self.scores[2]
    }

    /// How many said 4 or 5.
    pub fn high(&self) -> u64 {
        self.scores[3] + self.scores[4]
    }

    /// The pulses in whole numbers: `12 pulses: 2 of 1–2, 3 of 3, 7 of 4–5`; none: nobody was asked.
    pub fn told(&self) -> Option<String> {
        let number = |count: u64| grouped(&count.to_string());
        let [low, middle, high] = [self.low(), self.middle(), self.high()].map(number);
        let pulses = self.pulses();
        (pulses > 0).then(|| format!("{}: {low} of 1–2, {middle} of 3, {high} of 4–5", counted(pulses, "pulse")))
    }
}

impl Quoted {
    /// Whose words they are and how they were said: `Contoso, 2/5`, `Contoso, when they left`.
    pub fn by(&self) -> String {
        match self.score {
            Some(score) => format!("{}, {score}/5", self.name),
            None => format!("{}, when they left", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(on: i32, score: Option<u8>) -> Quoted {
        Quoted { on: Day::ZERO.plus(on), account: Id::new(1), name: "Contoso".into(), score, words: on.to_string() }
    }

    #[test]
    fn pulses_are_told_as_whole_numbers_and_nobody_asked_is_no_number() {
        let mut said = Said::default();
        assert_eq!(said.told(), None);
        for score in [1, 2, 3, 5, 5, 4, 0, 6] {
            said.count(score);
        }
        assert_eq!(said.told().as_deref(), Some("6 pulses: 2 of 1–2, 1 of 3, 3 of 4–5"));
    }

    #[test]
    fn the_newest_words_are_kept_newest_first() {
        let mut said = Said::default();
        for on in [3, 9, 1, 7, 5] {
            if said.wants(Day::ZERO.plus(on)) {
                said.quote(quoted(on, Some(2)));
            }
        }
        let words: Vec<&str> = said.quotes.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["9", "7", "5"]);
        assert!(!said.wants(Day::ZERO.plus(5)) && said.wants(Day::ZERO.plus(6)));
        assert_eq!(
            (quoted(1, Some(2)).by(), quoted(1, None).by()),
            ("Contoso, 2/5".into(), "Contoso, when they left".into())
        );
    }
}
