//! Commitments: commitments, next steps, the charter.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::problem::{Problem, Result};
use super::record::record;
use super::words::CommitmentKind;

record! {
    /// A dated commitment to a customer, or an action of the charter.
    Commitment: Commitments {
        account: Option<Id<Account>> = "Account" [natural];
        what: String as NAME = "Commitment" [needed natural];
        due: Option<Day> = "By when" [natural] hint "+7d, fri, 1 Dec or 2026-12-01";
        owner: Option<Id<Member>> = "Owner" hint "Blank: the account lead";
        kind: CommitmentKind = "Kind" [natural] hint "A next-step is what the contact expects next";
        kept_on: Option<Day> = "Met on" [later] hint "Blank while it is open";
        broken_on: Option<Day> = "Given up on" [later] hint "Blank while it is open";
        reason: Option<String> = "Why" [later] hint "Why it was moved or given up";
        measure: Option<String> = "Measure" [hidden] hint "What is counted";
        target: Option<String> = "Target" [hidden] hint "How many, by when it is due";
        consequence: Option<String> = "Consequence" [hidden];
        months: Option<u32> as TRACK = "Runs for (months)" [hidden] hint "Of the charter; blank: six";
        result: Option<String> as LINES = "Result" [hidden] hint "What came of it";
    }
    title |it| it.what.clone();
}

impl Commitment {
    /// One that is open, of which no more is known than what it is and when the book learned of it.
    pub fn open(id: Id<Self>, kind: CommitmentKind, what: String, known_on: Option<Day>) -> Self {
        Self {
            id,
            external_id: None,
            account: None,
            kind,
            what,
            owner: None,
            due: None,
            kept_on: None,
            broken_on: None,
            measure: None,
            target: None,
            consequence: None,
            months: None,
            result: None,
            reason: None,
            known_on,
        }
    }

    /// Whether nothing is left to be done for it.
    pub fn is_closed(&self) -> bool {
        self.kept_on.is_some() || self.broken_on.is_some()
    }

    /// Refuses, at the field that is wrong, an end that cannot be: both kept and given up, ahead, or without a reason.
    pub fn check_end(&self, today: Day) -> Result<()> {
        for (field, day) in [("kept_on", self.kept_on), ("broken_on", self.broken_on)] {
            if let Some(day) = day.filter(|day| *day > today) {
                let sentence = format!("{day} is in the future; a commitment is met or given up today or before.");
                return Err(Problem::field(field, sentence));
            }
        }
        if self.kept_on.is_some() && self.broken_on.is_some() {
            let sentence = "A commitment is met or given up, not both; leave one of the days blank.";
            return Err(Problem::field("broken_on", sentence));
        }
        if self.broken_on.is_some() && self.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Problem::field("reason", "It is given up for a reason; say why."));
        }
        Ok(())
    }

    /// The same, kept on the day `on`, or given up for a `reason`. What is closed stays so; undo opens it again.
    pub fn ended(self, on: Day, given_up: Option<&str>, today: Day) -> Result<Self> {
        let before = self.kept_on.map(|day| (day, "kept")).or(self.broken_on.map(|day| (day, "given up")));
        if let Some((day, how)) = before {
            let sentence = format!("This commitment was {how} on {day} before; undo that, or edit the commitment.");
            return Err(Problem::input(sentence));
        }
        let ended = match given_up {
            Some(reason) => Self { broken_on: Some(on), reason: Some(reason.trim().to_owned()), ..self },
            None => Self { kept_on: Some(on), ..self },
        };
        ended.check_end(today).map_err(|problem| match problem.field {
            Some("reason") => problem,
            _ => Problem { field: Some("on"), ..problem },
        })?;
        Ok(ended)
    }
}
