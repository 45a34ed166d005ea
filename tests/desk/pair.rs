//! A book with one account, two team members and two contacts.

use mainstay::book::Book;
use mainstay::book::cockpit::AssignmentLine;
use mainstay::book::import::{FileReport, ImportOptions};
use mainstay::book::keep::Keep;
use mainstay::book::team::departures::{Answer, Leaver, Successor};
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::contact::Contact;
use mainstay::domain::day::Day;
use mainstay::domain::departure_signal::DepartureSignal;
use mainstay::domain::event::Event;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::money::Currency;
use mainstay::domain::pulse::Pulse;
use mainstay::domain::role::{ContactRole, Role};
use mainstay::domain::touch::Touch;
use mainstay::domain::words::{Channel, Dependence, PulseSource, Topic, ValueTag};
use std::path::Path;

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn today() -> Day {
    day("2026-11-22")
}

/// A book with one account, two team members and two contacts.
pub struct Desk {
    pub book: Book,
    pub account: Id<Account>,
    pub ana: Id<Member>,
    pub ben: Id<Member>,
    pub jane: Id<Contact>,
    pub omar: Id<Contact>,
    pub folder: tempfile::TempDir,
}

pub fn keep<R: Keep>(book: &mut Book, record: R) -> Id<R> {
    book.keep(record).unwrap().0
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::open(&folder.path().join("b.db"), true, Some(today())).unwrap();
        let account = Account {
            id: Id::NEW,
            external_id: Some("A1".into()),
            name: "Northwind".into(),
            stage: "steady".into(),
            value: Some(24_000_000),
            currency: Currency::EUR,
            customer_since: Some(day("2024-01-01")),
            ..Account::default()
        };
        let account = keep(&mut book, account);
        let member =
            |name: &str| Member { name: name.into(), started_on: Some(day("2020-01-01")), ..Member::default() };
        let (ana, ben) = (keep(&mut book, member("Ana Ruiz")), keep(&mut book, member("Ben Okafor")));
        let contact = |name: &str, assignment, key: &str| Contact {
            external_id: Some(key.into()),
            account,
            name: name.into(),
            title: Some("CFO".into()),
            function: Some("Finance".into()),
            role: Some(assignment),
            email: Some(format!("{key}@northwind.example")),
            ..Contact::default()
        };
        let jane = keep(&mut book, contact("Jane Doe", ContactRole::Champion, "jane"));
        let omar = keep(&mut book, contact("Omar Müller", ContactRole::UserLead, "omar"));
        Self { book, account, ana, ben, jane, omar, folder }
    }

    pub fn assignment(&self, member: Id<Member>, role: Role, counterpart: Option<Id<Contact>>) -> Assignment {
        Assignment {
            id: Id::NEW,
            account: self.account,
            member: Some(member),
            role,
            since: Some(day("2024-01-01")),
            counterpart,
            ..Assignment::default()
        }
    }

    pub fn sit(&mut self, assignment: Assignment) {
        keep(&mut self.book, assignment);
    }

    pub fn touch(
        &mut self,
        member: Id<Member>,
        contact: Id<Contact>,
        on: &str,
        value_tag: Option<ValueTag>,
    ) -> Id<Touch> {
        let touch = Touch {
            account: self.account,
            on: day(on),
            channel: Channel::Visit,
            members: vec![member],
            contacts: vec![contact],
            two_way: true,
            value_tag,
            contact_minutes: Some(30),
            ..Touch::default()
        };
        keep(&mut self.book, touch)
    }

    pub fn pulse(&mut self, contact: Id<Contact>, on: &str, score: u8, quote: &str) {
        let pulse = Pulse {
            account: self.account,
            contact: Some(contact),
            on: day(on),
            score,
            source: PulseSource::Said,
            topics: vec![Topic::Value],
            quote: Some(quote.into()).filter(|words: &String| !words.is_empty()),
            ..Pulse::default()
        };
        keep(&mut self.book, pulse);
    }

    pub fn line(&mut self, role: Role) -> AssignmentLine {
        let sides = self.book.sides(self.account).unwrap();
        sides.assignments.into_iter().find(|assignment| assignment.role == role).unwrap()
    }

    pub fn import(&mut self, name: &str, text: &str) -> FileReport {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.import_file(&path)
    }

    pub fn import_file(&mut self, path: &Path) -> FileReport {
        let plans = self.book.plan_import(&[path], &ImportOptions::default());
        let (mut reports, _) = self.book.import(&plans, &ImportOptions::default(), &mut |_| true).unwrap();
        reports.remove(0)
    }

    /// Everything that an answer may change, as text.
    pub fn content(&self) -> String {
        format!(
            "{:?}\n{:?}\n{:?}\n{:?}",
            self.book.all::<Contact>().unwrap(),
            self.book.all::<Event>().unwrap(),
            self.book.all::<DepartureSignal>().unwrap(),
            self.book.all::<Action>().unwrap()
        )
    }

    pub fn left(&self, depended: Dependence, successor: Option<Successor>) -> Answer {
        Answer::Left(Leaver { who: self.jane, on: day("2026-11-20"), successor, depended })
    }
}
