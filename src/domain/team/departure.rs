//! Signs that somebody who mattered at a customer has left or has another job: detection without a network (METHOD §4).
//!
//! A sign is only a reason to ask. What became of it is for the rep to say; nothing is concluded here.

use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::departure_signal::DepartureSignal;
use crate::domain::id::Id;
use crate::domain::words::DepartureSignalKind;
use std::collections::BTreeMap;

/// Days after which a sponsor whom nobody met is silent (METHOD §4).
pub const SILENT: i32 = 30;

/// Days for which words and mails that came back are a sign.
pub const RECENT: i32 = 180;

/// Words by which a successor gives themselves away, in small letters.
pub const PHRASES: [&str; 5] = ["i am the new", "i'm the new", "i’m the new", "taking over", "copy of the contract"];

/// One sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// What kind.
    pub kind: DepartureSignalKind,
    /// Whom it is about; none: nobody in particular.
    pub contact: Option<Id<Contact>>,
    /// Its day.
    pub on: Day,
    /// The evidence, in a sentence.
    pub words: String,
}

/// What somebody should be asked about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspectedDeparture {
    /// Of whom; none: of nobody in particular.
    pub contact: Option<Id<Contact>>,
    /// The day of the newest sign.
    pub on: Day,
    /// The signs, the strongest first.
    pub signs: Vec<Sign>,
}

impl SuspectedDeparture {
    /// All of its evidence.
    pub fn evidence(&self) -> String {
        self.signs.iter().map(|sign| sign.words.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether silence is all there is: the weakest sign.
    pub fn is_silence(&self) -> bool {
        self.signs.iter().all(|sign| sign.kind == DepartureSignalKind::Silence)
    }
}

/// Signs that nobody has answered yet, by person; the newest first, mere silence last.
pub fn suspected_departures(signs: Vec<Sign>, answered: &[DepartureSignal]) -> Vec<SuspectedDeparture> {
    let mut by_person: BTreeMap<Option<Id<Contact>>, Vec<Sign>> = BTreeMap::new();
    for sign in signs.into_iter().filter(|sign| !is_answered(sign, answered)) {
        let known = by_person.entry(sign.contact).or_default();
        match known.iter_mut().find(|one| one.kind == sign.kind) {
            Some(one) if one.on < sign.on => *one = sign,
            Some(_) => {}
            None => known.push(sign),
        }
    }
    let mut all: Vec<SuspectedDeparture> = by_person
        .into_iter()
        .filter_map(|(contact, mut signs)| {
            signs.sort_by_key(|sign| (strength(sign.kind), sign.on));
            let on = signs.iter().map(|sign| sign.on).max()?;
            Some(SuspectedDeparture { contact, on, signs })
        })
        .collect();
    all.sort_by_key(|doubt| (doubt.is_silence(), std::cmp::Reverse(doubt.on), doubt.contact));
    all
}

/// Whether the rep has said already what this sign means.
fn is_answered(sign: &Sign, answered: &[DepartureSignal]) -> bool {
    let same = |hint: &&DepartureSignal| hint.kind == sign.kind && hint.contact == sign.contact;
    answered.iter().filter(same).any(|hint| hint.settled_on.is_some() && hint.on >= sign.on)
}

const fn strength(kind: DepartureSignalKind) -> u8 {
    match kind {
        DepartureSignalKind::Company => 0,
        DepartureSignalKind::Bounce => 1,
        DepartureSignalKind::Phrase => 2,
        DepartureSignalKind::Email => 3,
        DepartureSignalKind::Title => 4,
        DepartureSignalKind::Function => 5,
        DepartureSignalKind::Silence => 6,
    }
}

/// What differs between the record of a contact as it was and as it comes in now. What was not known before is
/// learned, not changed.
pub fn changes(old: &Contact, new: &Contact) -> Vec<(DepartureSignalKind, String)> {
    if old.left_on.is_some() || new.left_on.is_some() {
        return Vec::new();
    }
    let mut all = Vec::new();
    if old.account != new.account {
        all.push((DepartureSignalKind::Company, format!("{} is at another company now.", new.name)));
    }
    let differ = |old: &Option<String>, new: &Option<String>| match (old, new) {
        (Some(old), Some(new)) if old.trim().to_lowercase() != new.trim().to_lowercase() => {
            Some((old.trim().to_owned(), new.trim().to_owned()))
        }
        _ => None,
    };
    let (was, is) = (old.email.as_deref().and_then(domain), new.email.as_deref().and_then(domain));
    if let Some((was, is)) = differ(&was, &is) {
        all.push((DepartureSignalKind::Email, format!("The email of {} is at {is}, it was at {was}.", new.name)));
    }
    if let Some((was, is)) = differ(&old.title, &new.title) {
        all.push((DepartureSignalKind::Title, format!("{} is “{is}” now, was “{was}”.", new.name)));
    }
    if let Some((was, is)) = differ(&old.function, &new.function) {
        all.push((DepartureSignalKind::Function, format!("{} works in “{is}” now, was in “{was}”.", new.name)));
    }
    all
}

/// What stands behind the `@` of an email.
fn domain(email: &str) -> Option<String> {
    email.rsplit_once('@').map(|(_, domain)| domain.trim().to_lowercase()).filter(|domain| !domain.is_empty())
}

/// The phrase by which these words give a change away.
pub fn phrase(words: &str) -> Option<&'static str> {
    let words = words.to_lowercase();
    PHRASES.into_iter().find(|phrase| words.contains(phrase))
}

/// Whether a sponsor last met on `last` is silent on `today`.
pub fn is_silent(last: Day, today: Day) -> bool {
    last.days_to(today) > SILENT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn sign(kind: DepartureSignalKind, contact: i64, on: &str) -> Sign {
        Sign { kind, contact: Some(Id::new(contact)), on: day(on), words: format!("{kind}.") }
    }

    fn answer(sign: &Sign, settled: Option<&str>) -> DepartureSignal {
        DepartureSignal {
            id: Id::new(9),
            account: Id::new(1),
            contact: sign.contact,
            kind: sign.kind,
            on: sign.on,
            settled_on: settled.map(day),
            ..DepartureSignal::default()
        }
    }

    #[test]
    fn signs_of_one_person_are_one_question_and_silence_comes_last() {
        let all = vec![
            sign(DepartureSignalKind::Silence, 1, "2026-11-20"),
            sign(DepartureSignalKind::Title, 2, "2026-11-01"),
            sign(DepartureSignalKind::Bounce, 2, "2026-10-01"),
            sign(DepartureSignalKind::Bounce, 2, "2026-10-20"),
        ];
        let suspected_departures = suspected_departures(all, &[]);
        assert_eq!(suspected_departures.len(), 2);
        assert_eq!(suspected_departures[0].evidence(), "bounce. title.");
        assert_eq!(
            (suspected_departures[0].on, suspected_departures[0].signs[0].on),
            (day("2026-11-01"), day("2026-10-20"))
        );
        assert!(suspected_departures[1].is_silence() && !suspected_departures[0].is_silence());
    }

    #[test]
    fn an_answer_silences_what_was_seen_and_nothing_newer() {
        let seen = sign(DepartureSignalKind::Bounce, 2, "2026-10-20");
        let answers = [answer(&seen, Some("2026-10-21"))];
        assert_eq!(suspected_departures(vec![seen.clone()], &answers), []);
        assert_eq!(suspected_departures(vec![seen.clone()], &[answer(&seen, None)]).len(), 1, "a sign is no answer");
        assert_eq!(suspected_departures(vec![sign(DepartureSignalKind::Bounce, 2, "2026-10-25")], &answers).len(), 1);
        assert_eq!(suspected_departures(vec![sign(DepartureSignalKind::Title, 2, "2026-10-20")], &answers).len(), 1);
        assert_eq!(suspected_departures(vec![sign(DepartureSignalKind::Bounce, 3, "2026-10-20")], &answers).len(), 1);
    }

    #[test]
    fn a_changed_record_is_a_sign_and_a_completed_one_is_not() {
        let old = Contact {
            id: Id::new(1),
            account: Id::new(1),
            name: "Jane Doe".into(),
            title: Some("CFO".into()),
            email: Some("jane@northwind.example".into()),
            ..Contact::default()
        };
        let kinds = |new: Contact| changes(&old, &new).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        assert_eq!(kinds(Contact { title: Some("cfo ".into()), function: Some("Finance".into()), ..old.clone() }), []);
        assert_eq!(kinds(Contact { title: None, email: Some("j.doe@Northwind.example".into()), ..old.clone() }), []);
        let moved = Contact {
            account: Id::new(2),
            title: Some("CEO".into()),
            email: Some("jane@contoso.example".into()),
            ..old.clone()
        };
        assert_eq!(
            kinds(moved.clone()),
            [DepartureSignalKind::Company, DepartureSignalKind::Email, DepartureSignalKind::Title]
        );
        assert_eq!(kinds(Contact { left_on: Some(day("2026-11-01")), ..moved }), [], "that they left is no question");
    }

    #[test]
    fn phrases_are_heard_in_any_case() {
        assert_eq!(phrase("Hello, I am the new head of purchasing"), Some("i am the new"));
        assert_eq!(phrase("He will be TAKING OVER from Jane"), Some("taking over"));
        assert_eq!(phrase("could I have a copy of the contract"), Some("copy of the contract"));
        assert_eq!(phrase("The new machine is taken over the border"), None);
        assert!(is_silent(day("2026-10-22"), day("2026-11-22")) && !is_silent(day("2026-10-23"), day("2026-11-22")));
    }
}
