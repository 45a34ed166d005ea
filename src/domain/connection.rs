//! Connection points: where sales and service meet, as a few questions with one-line answers. Data, in
//! `assets/connection_points.toml`; a book may carry its own.

use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::rule::{Entry, RuleList, keyed};
use serde::{Deserialize, Serialize};

/// The most questions: more is a process map that nobody reads.
pub const MOST: usize = 12;

/// One question with its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConnectionPoint {
    /// What it is known by while its words change.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
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

keyed!(ConnectionPoint: key, question);

impl Entry for ConnectionPoint {
    const RULE: &'static str = "connection_points";
    const WHAT: &'static str = "The sales-service questions";
    const FIELD: &'static str = "question";
    const SHIPPED: &'static str = include_str!("../../assets/connection_points.toml");
    const MOST: (usize, &'static str) =
        (MOST, "There are 12 connection points, which is the most; empty the question of one first.");

    fn check(&self) -> Result<()> {
        NAME.needs("question", &self.question)?;
        TEXT.allows("answer", &self.answer)?;
        for (field, text) in [("question", &self.question), ("answer", &self.answer)] {
            if text.contains(['\n', '\r']) {
                return Err(Problem::field(field, format!("The {field} has several lines; make it one.")));
            }
        }
        Ok(())
    }

    fn twice(&self) -> String {
        "This question exists already; edit the other one.".to_owned()
    }
}

/// The questions of a book, in order.
pub type ConnectionPoints = RuleList<ConnectionPoint>;

impl RuleList<ConnectionPoint> {
    /// How many are answered.
    pub fn answered(&self) -> usize {
        self.list.iter().filter(|point| !point.answer.trim().is_empty()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::Rule;

    fn point(question: &str, answer: &str) -> ConnectionPoint {
        ConnectionPoint { key: String::new(), question: question.into(), answer: answer.into() }
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
            points = points.with(None, point(&format!("Question {number}?"), "")).unwrap();
        }
        points.check().unwrap();
        let problem = points.with(None, point("One more?", "")).unwrap().check().unwrap_err();
        assert!(problem.sentence.contains("empty the question of one first"), "{}", problem.sentence);
        let swapped = points.without(&points.list[3].key).unwrap().with(None, point("One more?", "yes")).unwrap();
        swapped.check().unwrap();
        assert_eq!((swapped.list.len(), swapped.answered()), (MOST, 1));
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
