//! The one-line log: what a rep types about a touch, read word by word.
//!
//! ```text
//! [account] [day it happened] [channel] [@contact …] words … [^1-5] [#topic …] [~value …] [!event …] [prep/contact/follow-upm] [<] [> day next step]
//! ```
//!
//! [`read`] never fails: it says of every word what it was taken for, and of those it cannot take why not, so that a
//! screen can show it while one types. [`Reading::refusal`] is what Enter would say. A backslash makes the next word
//! plain. A next step begins with `>` and its day (`> fri send the offer`) or with a day that has a plus (`+7d`); a day in the
//! middle of a sentence is a word.

mod reader;

pub use reader::read;

use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::text::{fit, fold};
use crate::domain::words::{Channel, EventKind, Topic, ValueTag};
use std::ops::Range;

/// Looks names up while a line is read.
pub trait Names {
    /// Accounts that `words` may mean, the best first; one that is meant beyond doubt comes alone.
    fn accounts(&self, words: &str) -> Vec<(Id<Account>, String)>;
    /// The people of an account.
    fn contacts(&self, account: Id<Account>) -> Vec<(Id<Contact>, String)>;
    /// Our people.
    fn members(&self) -> Vec<(Id<Member>, String)>;
    /// What tells a contact from another one of the same name.
    fn mark_of_contact(&self, contact: Id<Contact>) -> Mark;
    /// The same of a member.
    fn mark_of_member(&self, member: Id<Member>) -> Mark;
}

/// What tells a person from another one of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What can be typed for the name: a mailbox, else the code of the record.
    pub typed: String,
    /// What a reader knows them by, such as a title; empty: nothing is known.
    pub told: String,
}

impl Mark {
    /// Of a person with this mailbox and title; `code`: that of the record.
    pub fn new(mailbox: Option<&str>, title: Option<&str>, code: &str) -> Self {
        let mailbox = mailbox.unwrap_or_default().split([',', ';', ' ']).find(|one| one.contains('@'));
        let typed = mailbox.map_or_else(|| format!("#{code}"), str::to_owned);
        Self { typed, told: title.unwrap_or_default().to_owned() }
    }

    /// Whether `typed` is this mark.
    pub fn is(&self, typed: &str) -> bool {
        self.typed.to_lowercase() == typed.to_lowercase()
    }
}

/// What a word was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The account.
    Account,
    /// The channel.
    Channel,
    /// One of theirs.
    Contact,
    /// One of ours.
    Member,
    /// A word of what was said.
    Words,
    /// The pulse.
    Pulse,
    /// A topic of the pulse.
    Topic,
    /// What it gave them.
    Value,
    /// Something that happened.
    Event,
    /// Minutes.
    Minutes,
    /// That the customer answered.
    Answered,
    /// The day on which it happened.
    On,
    /// The day of the next step.
    When,
    /// The next step.
    Next,
    /// Nothing: it cannot be taken, see [`Word::wrong`].
    Wrong,
}

/// One word of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it was taken for.
    pub taken: Taken,
    /// Why it could not be taken.
    pub wrong: Option<String>,
}

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Every word in order.
    pub words: Vec<Word>,
    /// The account, and its name.
    pub account: Option<(Id<Account>, String)>,
    /// Accounts that the first words may mean, when they may mean several.
    pub ambiguous: Vec<(Id<Account>, String)>,
    /// How.
    pub channel: Option<Channel>,
    /// Theirs who took part.
    pub contacts: Vec<(Id<Contact>, String)>,
    /// Ours who took part, where named.
    pub members: Vec<(Id<Member>, String)>,
    /// What was said.
    pub summary: String,
    /// 1 to 5.
    pub pulse: Option<u8>,
    /// What the pulse is about.
    pub topics: Vec<Topic>,
    /// What it gave them.
    pub value: Option<ValueTag>,
    /// What happened.
    pub events: Vec<EventKind>,
    /// Whether the sign `<` says that the customer answered.
    pub answered: bool,
    /// Whether the next step is known to the customer.
    pub promise: bool,
    /// Minutes of preparation, contact and follow-up.
    pub minutes: (Option<u32>, Option<u32>, Option<u32>),
    /// The day on which it happened; none: today.
    pub on: Option<Day>,
    /// The day of the next step.
    pub when: Option<Day>,
    /// The next step.
    pub next: String,
}

impl Reading {
    /// Whether the customer took part or answered: by the channel, a pulse, or the sign `<`. Nothing is guessed from words:
    /// “no reply yet” holds “reply”.
    pub fn two_way(&self) -> bool {
        self.channel.is_some_and(Channel::is_meeting) || self.pulse.is_some() || self.answered
    }

    /// Whether it restarts the cadence.
    pub fn is_meaningful(&self) -> bool {
        self.two_way() && self.value.is_some()
    }

    /// Why this line cannot be kept, if it cannot.
    pub fn refusal(&self) -> Result<()> {
        if let Some(wrong) = self.words.iter().find_map(|word| word.wrong.as_ref()) {
            return Err(Problem::input(wrong.clone()));
        }
        if self.account.is_none() {
            return Err(self.whose());
        }
        let says_nothing = self.channel.is_none()
            && self.summary.is_empty()
            && self.pulse.is_none()
            && self.events.is_empty()
            && self.next.is_empty();
        if says_nothing {
            return Err(Problem::input(
                "The line says nothing yet; write what happened, such as “call @jane price worry”.",
            ));
        }
        if self.pulse.is_some() && self.topics.is_empty() && self.summary.is_empty() {
            return Err(Problem::input("A pulse needs a reason: add a #topic or their words."));
        }
        if self.topics.len() > 3 {
            return Err(Problem::input("A pulse has at most three topics; leave the least out."));
        }
        if !self.topics.is_empty() && self.pulse.is_none() {
            return Err(Problem::input("A #topic belongs to a pulse; add ^1 to ^5."));
        }
        if self.promise && self.when.is_none() {
            return Err(Problem::input(
                "A promise needs its day and what was promised; end with “> fri send the offer”.",
            ));
        }
        if self.on.is_some()
            && self.channel.is_none()
            && self.summary.is_empty()
            && self.pulse.is_none()
            && self.events.is_empty()
        {
            return Err(Problem::input("The day says when something happened; write what, behind it."));
        }
        if self.when.is_some() && self.next.is_empty() {
            return Err(Problem::input("The day has no next step; write what is to be done after it."));
        }
        Ok(())
    }

    fn whose(&self) -> Problem {
        if self.ambiguous.is_empty() {
            return Problem::input("The line names no account of the book; begin it with the account's name.");
        }
        let names: Vec<_> = self.ambiguous.iter().take(4).map(|(_, name)| fit(name, 40)).collect();
        Problem::new(
            ProblemKind::Ambiguous,
            format!("The line may mean {}; write more of the name.", names.join(" or ")),
        )
    }
}

/// The people whose name `typed` means: exactly, or by the start of any of its words, accents or
/// not; `.`, `_` and `-` stand for blanks.
pub fn matching<T>(people: &[(Id<T>, String)], typed: &str) -> Vec<(Id<T>, String)> {
    let plain = |name: &str| fold(name).replace(['.', '_', '-'], " ");
    let typed = plain(typed);
    let exact: Vec<_> = people.iter().filter(|(_, name)| plain(name) == typed).cloned().collect();
    if !exact.is_empty() {
        return exact;
    }
    let starts = |name: &str| {
        let name = plain(name);
        name.starts_with(&typed) || name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(&typed))
    };
    people.iter().filter(|(_, name)| starts(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Few;

    impl Names for Few {
        fn accounts(&self, words: &str) -> Vec<(Id<Account>, String)> {
            let all = ["Northwind Traders", "Northwind Energy", "Contoso", "Call Centre Ltd"];
            let hits =
                all.iter().enumerate().filter(|(_, name)| name.to_lowercase().starts_with(&words.to_lowercase()));
            hits.map(|(at, name)| (Id::new(at as i64 + 1), (*name).to_owned())).collect()
        }
        fn contacts(&self, _: Id<Account>) -> Vec<(Id<Contact>, String)> {
            [(1, "Jane Doe"), (2, "Janet Roe"), (3, "Bob Black"), (4, "Bob Grey"), (5, "Böb Grey")]
                .map(|(id, name)| (Id::new(id), name.to_owned()))
                .into()
        }
        fn members(&self) -> Vec<(Id<Member>, String)> {
            vec![(Id::new(9), "Ana Ruiz".to_owned())]
        }
        fn mark_of_contact(&self, contact: Id<Contact>) -> Mark {
            match contact.raw() {
                4 => Mark::new(Some("b4@contoso.example"), Some("IT"), "c4"),
                code => Mark::new(None, Some("Finance"), &format!("c{code}")),
            }
        }
        fn mark_of_member(&self, member: Id<Member>) -> Mark {
            Mark::new(None, None, &format!("m{}", member.raw()))
        }
    }

    fn line(text: &str) -> Reading {
        read(text, &Few, None, Day::parse("2026-11-22").unwrap())
    }

    #[test]
    fn the_example_is_understood_word_by_word() {
        let read = line("contoso call @jane.doe price worry ^3 #price ~listened 5/20/5m +7d send the comparison");
        assert_eq!(read.refusal(), Ok(()));
        assert_eq!(read.account.as_ref().unwrap().1, "Contoso");
        assert_eq!(read.channel, Some(Channel::Call));
        assert_eq!(read.contacts[0].1, "Jane Doe");
        assert_eq!(read.summary, "price worry");
        assert_eq!((read.pulse, read.topics.as_slice()), (Some(3), &[Topic::Price][..]));
        assert_eq!(read.minutes, (Some(5), Some(20), Some(5)));
        assert_eq!(read.when.unwrap().to_string(), "2026-11-29");
        assert_eq!(read.next, "send the comparison");
        assert!(read.is_meaningful());
    }

    #[test]
    fn a_line_for_nobody_or_for_two_is_refused() {
        assert!(line("fabrikam call hello").refusal().unwrap_err().sentence.contains("names no account"));
        let two = line("northwind call hello").refusal().unwrap_err();
        assert!(two.sentence.contains("Northwind Traders or Northwind Energy"), "{two}");
        assert_eq!(line("northwind energy call hello").refusal(), Ok(()));
    }

    #[test]
    fn what_is_not_understood_is_marked_at_its_place() {
        let text = "contoso call @jan hello ^9 #weather";
        let read = line(text);
        let wrong: Vec<&str> =
            read.words.iter().filter(|word| word.taken == Taken::Wrong).map(|word| &text[word.span.clone()]).collect();
        assert_eq!(wrong, ["@jan", "^9", "#weather"]);
        assert!(read.refusal().unwrap_err().sentence.contains("Jane Doe or Janet Roe"));
    }

    #[test]
    fn people_of_one_name_are_told_apart_by_what_can_be_typed() {
        let told = line("contoso call @bob.grey hello").refusal().unwrap_err().sentence;
        assert!(
            told.contains("@b4@contoso.example (Bob Grey, IT)") && told.contains("@#c5 (Böb Grey, Finance)"),
            "{told}"
        );
        for (typed, id) in [("@b4@contoso.example", 4), ("@B4@contoso.example", 4), ("@#c5", 5)] {
            let read = line(&format!("contoso call {typed} hello"));
            assert_eq!((read.refusal(), read.contacts[0].0), (Ok(()), Id::new(id)), "{typed}");
        }
        assert!(line("contoso call @b5@contoso.example hello").refusal().is_err());
    }

    #[test]
    fn a_context_stands_in_for_the_account() {
        let context = Some((Id::new(3), "Contoso".to_owned()));
        let read = read("call ^4 #value > fri visit them", &Few, context, Day::parse("2026-11-22").unwrap());
        assert_eq!(read.account.as_ref().unwrap().1, "Contoso");
        assert_eq!((read.channel, read.next.as_str()), (Some(Channel::Call), "visit them"));
        assert_eq!(read.when.unwrap().to_string(), "2026-11-27");
    }

    #[test]
    fn a_day_inside_a_sentence_is_a_word_and_marks_behind_it_stay_marks() {
        for words in [
            "they renew on fri",
            "moved from release 2.4 to 3.1 without trouble",
            "sat down with her about price",
            "invoice of 2026-10-01 is still open",
            "we agreed 5.5 percent discount on 1.12.2026",
            "raised 10m in a funding round",
            "she is back tomorrow",
        ] {
            let read = line(&format!("contoso call @jane.doe {words} ^4 #value ~informed"));
            assert_eq!((read.refusal(), read.summary.as_str(), read.pulse), (Ok(()), words, Some(4)), "{words}");
            assert_eq!(
                (read.when, read.next.as_str(), read.on, read.minutes),
                (None, "", None, (None, None, None)),
                "{words}"
            );
        }
    }

    #[test]
    fn a_next_step_begins_with_its_sign_and_lets_marks_be_marks() {
        for (step, day) in [
            ("> fri", "2026-11-27"),
            (">fri", "2026-11-27"),
            ("> 2026-12-01", "2026-12-01"),
            ("+7d", "2026-11-29"),
            ("> +7d", "2026-11-29"),
        ] {
            let read = line(&format!("contoso call @jane.doe well {step} send it by mail ^4 #value 20m"));
            assert_eq!((read.refusal(), read.when.unwrap().to_string().as_str()), (Ok(()), day), "{step}");
            assert_eq!(
                (read.next.as_str(), read.pulse, read.minutes.1),
                ("send it by mail", Some(4), Some(20)),
                "{step}"
            );
            assert_eq!(read.summary, "well");
        }
        for wrong in ["> soon send it", "> 2026-11-01 send it", "> send", "> fri"] {
            assert!(line(&format!("contoso call @jane.doe well {wrong}")).refusal().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_at_the_beginning_is_the_day_it_happened() {
        for (typed, day) in [
            ("yesterday", "2026-11-21"),
            ("-3d", "2026-11-19"),
            ("2026-11-02", "2026-11-02"),
            ("fri", "2026-11-20"),
            ("20.11.2026", "2026-11-20"),
        ] {
            let read = line(&format!("contoso {typed} call @jane.doe went well"));
            assert_eq!((read.refusal(), read.on.unwrap().to_string().as_str()), (Ok(()), day), "{typed}");
            assert_eq!((read.channel, read.summary.as_str()), (Some(Channel::Call), "went well"), "{typed}");
        }
        assert!(line("contoso 2026-12-24 call went well").refusal().unwrap_err().sentence.contains("lies ahead"));
        assert!(line("contoso yesterday").refusal().is_err());
        assert_eq!(line("contoso 2.4 is out").on, None);
    }

    #[test]
    fn an_answer_is_marked_and_never_guessed_from_words() {
        for words in [
            "sent the offer, no reply yet",
            "she never answered",
            "I wrote about it",
            "please reply by noon",
            "replied",
            "answered",
            "they replied at once",
            "unanswered",
            "Antwort steht aus",
        ] {
            for channel in ["email", "letter", "note"] {
                let read = line(&format!("contoso {channel} @jane.doe {words} ~informed"));
                assert!(!read.two_way(), "{channel} {words}");
                let read = line(&format!("contoso {channel} @jane.doe {words} ~informed <"));
                assert!(read.two_way() && read.is_meaningful() && read.summary == words, "{channel} {words} <");
            }
        }
        assert!(line("contoso email ^4 #value").two_way(), "a pulse is an answer");
        assert!(line("contoso call @jane.doe").two_way(), "a call has two sides");
        assert!(!line("contoso email a \\< b").two_way());
    }

    #[test]
    fn a_backslash_makes_a_word_plain() {
        assert_eq!(line("contoso note \\#1 priority").summary, "#1 priority");
    }
}
