//! Accounts: the organisations we keep.

use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::money::{Currency, Money};
use super::record::record;

record! {
    /// An organisation with or after a contract.
    Account: Accounts {
        name: String as NAME = "Name" [needed natural];
        value: Option<i64> = "Annual value" hint "Such as 240k or 1.2M";
        currency: Currency = "Currency";
        stage: String as STAGE = "Stage";
        customer_since: Option<Day> = "Customer since" hint "The day of the first signature";
        observed_since: Option<Day> = "Observed since" [hidden];
        owner: Option<Id<Member>> = "Owner";
        industry: Option<String> = "Industry";
        channel: Option<String> = "Source";
        offer: Option<String> = "Offer";
        why_bought: Option<String> = "Reason for buying";
        strategic: bool = "Strategic" hint "Yes makes it tier A";
        delivered: Option<bool> = "Value realised" hint "Whether the reason for buying is met; blank: not known";
        loyal: Option<bool> = "Loyal" [hidden];
        retainable: Option<bool> = "Retainable" [hidden];
        reference: Option<String> = "Reference used" hint "What helped to win them: a reference, the showcase page";
        tags: Vec<String> = "Tags" hint "Separated by commas";
        website: Option<String> = "Website";
        notes: Option<String> as LINES = "Notes";
    }
    title |it| it.name.clone();
    older |it, _| {
        it.read_tags();
        Ok(())
    };
}

/// The words by which facts of an account can be said and found beside its tags, each with a field of its own.
const FACTS: [&str; 4] = ["strategic", "delivered", "loyal", "retainable"];

impl Account {
    /// What it says of its value itself, where that may be in no sum of a book in `book`: in another currency, or nothing.
    pub fn value_beside(&self, book: Currency) -> Option<Money> {
        let own = self.value.map(|minor| Money::new(minor, self.currency));
        own.filter(|own| own.currency != book || own.minor == 0)
    }

    /// Its tags, and the facts of it that are found like tags: `strategic`, `delivered:yes`.
    ///
    /// SQL has the same rule in `store::tags`, held against this one by a test.
    pub fn words(&self) -> Vec<String> {
        let strategic = self.strategic.then(|| FACTS[0].to_owned());
        let answers = [(FACTS[1], self.delivered), (FACTS[2], self.loyal), (FACTS[3], self.retainable)];
        let answers = answers
            .into_iter()
            .filter_map(|(fact, said)| said.map(|said| format!("{fact}:{}", if said { "yes" } else { "no" })));
        self.tags.iter().cloned().chain(strategic).chain(answers).collect()
    }

    /// Says that `word` holds of the account, or no longer does: the fact it stands for, else a tag.
    pub fn say(&mut self, word: &str, holds: bool) {
        let wanted = word.trim().to_lowercase();
        let (fact, said) = wanted.split_once(':').unwrap_or((&wanted, ""));
        let answer = match fact {
            "strategic" if said.is_empty() => {
                self.strategic = holds;
                return;
            }
            "delivered" => &mut self.delivered,
            "loyal" => &mut self.loyal,
            "retainable" => &mut self.retainable,
            _ => return self.say_tag(word, holds),
        };
        let said = match said {
            "yes" => true,
            "no" => false,
            _ => return self.say_tag(word, holds),
        };
        if holds {
            *answer = Some(said);
        } else {
            *answer = answer.filter(|known| *known != said);
        }
    }

    fn say_tag(&mut self, tag: &str, holds: bool) {
        if !holds {
            self.tags.retain(|known| known != tag);
        } else if !self.tags.iter().any(|known| known == tag) {
            self.tags.push(tag.to_owned());
        }
    }

    /// Gives every tag that stands for a fact to the field of that fact.
    fn read_tags(&mut self) {
        if self.tags.is_empty() {
            return;
        }
        for tag in std::mem::take(&mut self.tags) {
            self.say(&tag, true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Older, Record};
    use proptest::prelude::*;

    #[test]
    fn a_word_for_a_fact_sets_its_field_and_any_other_is_a_tag() {
        for (word, same) in [("strategic", "Strategic"), ("delivered:no", "DELIVERED:no"), ("loyal:yes", " loyal:yes ")]
        {
            let mut account = Account { tags: vec!["pilot".into(), same.into()], ..Account::default() };
            account.read_older(&Older::TODAY).unwrap();
            assert_eq!(
                (account.tags.as_slice(), account.words()),
                (&["pilot".to_owned()][..], vec!["pilot".into(), word.into()])
            );
            account.say(same, false);
            assert_eq!(account.words(), ["pilot"], "{word}");
        }
        let mut account = Account { delivered: Some(true), ..Account::default() };
        account.say("delivered:no", false);
        assert_eq!(account.delivered, Some(true), "what was not said is not taken back");
        account.say("delivered:no", true);
        assert_eq!(account.delivered, Some(false));
    }

    proptest! {
        #[test]
        fn free_text_changes_no_fact(name in ".{0,20}", notes in ".{0,20}", tag in "[a-z]{1,12}:?[a-z]{0,4}", strategic: bool, delivered: Option<bool>) {
            prop_assume!(!FACTS.iter().any(|fact| tag.starts_with(fact)));
            let mut account = Account { strategic, delivered, ..Account::default() };
            account = Account { name, notes: Some(notes), tags: vec![tag, "strategically".into(), "delivered:soon".into()], ..account };
            account.read_older(&Older::TODAY).unwrap();
            prop_assert_eq!((account.strategic, account.delivered, account.loyal, account.tags.len()), (strategic, delivered, None, 3));
        }
    }
}
