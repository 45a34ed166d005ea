//! Connection points: where sales and service meet, as a few questions with one-line answers. Data, in
//! `assets/connection_points.toml`; a book may carry its own.

use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::rule_text;
use super::text::same_word;
use serde::{Deserialize, Serialize};

/// The most questions: more is a process map that nobody reads.
pub const MOST: usize = 12;

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConnectionPoint {
    /// What is asked.
    pub question: String,
    /// The answer, in one line; empty: nobody has answered.
    #[serde(default)]
    pub answer: String,
}

impl ConnectionPoint {
    /// The question with what stands behind it: `Who calls? Ana`, `The weekly call: Ana`.
    pub fn asked_and(&self, answer: &str) -> String {
        let question = self.question.trim_end();
        let between = if question.ends_with(['?', '？', ':', '.', '!', '…']) { "" } else { ":" };
        format!("{question}{between} {answer}")
    }
}

/// The questions of a book, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectionPoints {
    /// In order.
    pub list: Vec<ConnectionPoint>,
}

/// The file that ships.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    point: Vec<ConnectionPoint>,
}

impl ConnectionPoints {
    /// The questions that ship with the program, without answers.
    pub fn shipped() -> Result<Self> {
        let read: Shipped =
            rule_text::shipped("The connection points", include_str!("../../assets/connection_points.toml"))?;
        Ok(Self { list: read.point })
    }

    /// Reads the setting `connection_points`: a JSON list of `{question, answer}`.
    pub fn read(json: &str) -> Result<Self> {
        let list = rule_text::read("The connection points", "question", json)?;
        let points = Self { list };
        points.check()?;
        Ok(points)
    }

    /// As the setting keeps them.
    pub fn written(&self) -> Result<String> {
        rule_text::written("The connection points", &self.list)
    }

    /// Refuses, in one sentence at the field that is wrong, more than [`MOST`], two of the same question, and what is more
    /// than one line.
    pub fn check(&self) -> Result<()> {
        if self.list.len() > MOST {
            let sentence =
                format!("There are {MOST} connection points, which is the most; empty the question of one first.");
            return Err(Problem::field("question", sentence));
        }
        for (place, point) in self.list.iter().enumerate() {
            NAME.needs("question", &point.question)?;
            TEXT.allows("answer", &point.answer)?;
            for (field, text) in [("question", &point.question), ("answer", &point.answer)] {
                if text.contains(['\n', '\r']) {
                    return Err(Problem::field(field, format!("The {field} has several lines; make it one.")));
                }
            }
            if self.list[..place].iter().any(|other| same_word(&other.question, &point.question)) {
                return Err(Problem::field("question", "This question is asked already; change the other one."));
            }
        }
        Ok(())
    }

    /// How many are answered.
    pub fn answered(&self) -> usize {
        self.list.iter().filter(|point| !point.answer.trim().is_empty()).count()
    }

    /// The same with a point put in the place of another, or added at the end; one without a question is taken out.
    #[must_use]
    pub fn with(&self, place: usize, point: ConnectionPoint) -> Self {
        let mut list = self.list.clone();
        match (place < list.len(), point.question.trim().is_empty()) {
            (true, true) => drop(list.remove(place)),
            (true, false) => list[place] = point,
            (false, true) => {}
            (false, false) => list.push(point),
        }
        Self { list }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(question: &str, answer: &str) -> ConnectionPoint {
        ConnectionPoint { question: question.into(), answer: answer.into() }
    }

    #[test]
    fn what_ships_can_be_kept_and_has_no_answers() {
        let shipped = ConnectionPoints::shipped().unwrap();
        shipped.check().unwrap();
        assert_eq!((shipped.list.len(), shipped.answered()), (8, 0));
        assert_eq!(ConnectionPoints::read(&shipped.written().unwrap()).unwrap(), shipped);
    }

    #[test]
    fn the_thirteenth_is_refused_with_the_way() {
        let mut points = ConnectionPoints::default();
        for number in 0..MOST {
            points = points.with(usize::MAX, point(&format!("Question {number}?"), ""));
        }
        points.check().unwrap();
        let problem = points.with(MOST, point("One more?", "")).check().unwrap_err();
        assert!(problem.sentence.contains("empty the question of one first"), "{}", problem.sentence);
        let swapped = points.with(3, point("", "")).with(usize::MAX, point("One more?", "yes"));
        swapped.check().unwrap();
        assert_eq!((swapped.list.len(), swapped.answered()), (MOST, 1));
        assert_eq!(points.with(99, point(" ", "")), points);
    }

    #[test]
    fn an_answer_stands_apart_from_a_question_that_does_not_end_as_one() {
        assert_eq!(point("Who calls?", "").asked_and("Ana"), "Who calls? Ana");
        assert_eq!(point("The weekly call ", "").asked_and("Ana"), "The weekly call: Ana");
    }

    #[test]
    fn a_question_is_one_line_and_asked_once() {
        let list = |questions: &[(&str, &str)]| ConnectionPoints {
            list: questions.iter().map(|(question, answer)| point(question, answer)).collect(),
        };
        for wrong in [&[("", "x")][..], &[("a\nb", "")], &[("a", "b\nc")], &[("Who?", ""), ("who?", "x")]] {
            assert!(list(wrong).check().is_err(), "{wrong:?}");
        }
        assert!(ConnectionPoints::read("{}").is_err());
        assert!(ConnectionPoints::read(r#"[{"question": "Who?"}]"#).is_ok());
    }
}
