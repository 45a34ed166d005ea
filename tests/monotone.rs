//! Nothing good that a rep records ever makes an account look worse: on made-up books, and on one that came in from files and
//! holds little.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};
use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::domain::account::Account;
use mainstay::domain::contact::Contact;
use mainstay::domain::day::Day;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::pulse::Pulse;
use mainstay::domain::touch::Touch;
use mainstay::domain::words::{Channel, PulseSource, Topic, ValueTag};
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

/// Something good that a rep records.
#[derive(Debug, Clone)]
enum Deed {
    /// A touch with some contacts and members, two-way or not, with a value tag or not.
    Touch { channel: Channel, two_way: bool, valued: bool, contacts: u8, members: u8 },
    /// A pulse check: the first one of an account answered with 3, 4 or 5, a later one with 5.
    Pulse { score: u8, said: bool },
}

fn deeds() -> impl Strategy<Value = Deed> {
    let channels = prop_oneof![Just(Channel::Call), Just(Channel::Email), Just(Channel::Meet), Just(Channel::Note)];
    let touch = (channels, any::<bool>(), any::<bool>(), 0_u8..8, 0_u8..8).prop_map(
        |(channel, two_way, valued, contacts, members)| Deed::Touch { channel, two_way, valued, contacts, members },
    );
    prop_oneof![3 => touch, 1 => (3_u8..=5, any::<bool>()).prop_map(|(score, said)| Deed::Pulse { score, said })]
}

/// Every id whose bit is set.
fn some<T: Copy>(all: &[T], bits: u8) -> Vec<T> {
    all.iter().enumerate().filter(|(place, _)| bits & (1 << (place % 8)) != 0).map(|(_, one)| *one).take(3).collect()
}

fn do_it(book: &mut Book, account: Id<Account>, deed: &Deed) {
    let contacts: Vec<Contact> = book.of_account(account).unwrap();
    let contacts: Vec<Id<Contact>> =
        contacts.iter().filter(|one| one.is_here(book.today())).map(|one| one.id).collect();
    let members: Vec<Member> = book.all().unwrap();
    let members: Vec<Id<Member>> = members.iter().map(|one| one.id).collect();
    match *deed {
        Deed::Touch { channel, two_way, valued, contacts: theirs, members: ours } => {
            let touch = Touch {
                account,
                on: book.today(),
                channel,
                two_way,
                contacts: some(&contacts, theirs),
                members: some(&members, ours),
                value_tag: valued.then_some(ValueTag::Listened),
                ..Touch::default()
            };
            book.keep(touch).unwrap();
        }
        Deed::Pulse { score, said } => {
            let source = if said { PulseSource::Said } else { PulseSource::Observed };
            let contact = contacts.first().copied();
            let topics = vec![Topic::Value];
            let earlier: Vec<Pulse> = book.of_account(account).unwrap();
            let score = if earlier.is_empty() { score } else { 5 };
            let pulse = Pulse { account, contact, on: book.today(), score, source, topics, ..Pulse::default() };
            book.record_pulse(pulse, None).unwrap();
        }
    }
}

fn never_worse(path: &Path, day: &str, pick: usize, deeds: &[Deed]) {
    let mut book = Book::open(path, false, Day::parse(day).ok()).unwrap();
    let accounts: Vec<Account> = book.all().unwrap();
    let account = accounts[pick % accounts.len()].id;
    for deed in deeds {
        let before = book.risk(account).unwrap();
        do_it(&mut book, account, deed);
        let after = book.risk(account).unwrap();
        let lines = |risk: &mainstay::book::risk::Risk| {
            let lines = risk.explained.lines.iter().filter(|line| line.points() != 0);
            lines.map(|line| format!("{} {}", line.code, line.points())).collect::<Vec<_>>().join(", ")
        };
        assert!(
            after.explained.score.points <= before.explained.score.points,
            "{deed:?} on {}: {} then {}",
            before.account.name,
            lines(&before),
            lines(&after)
        );
    }
}

/// Accounts with one to three contacts each: some never touched, some written to, some met long ago, in a book without pulses.
fn imported() -> Desk {
    let mut accounts = "external_id,name,value,customer_since\n".to_owned();
    let mut contacts = "external_id,account,name\n".to_owned();
    let mut touches = "external_id,account,on,channel,contacts,two_way\n".to_owned();
    for number in 0..24 {
        writeln!(accounts, "a{number},A{number},{},{}", 1000 * number, days_ago(900)).unwrap();
        for person in 0..=number % 3 {
            writeln!(contacts, "c{number}-{person},a{number},P{number}-{person}").unwrap();
        }
        for touch in 0..number % 6 {
            let (channel, two_way) = if touch % 2 == 0 { ("call", true) } else { ("email", false) };
            let on = days_ago(20 + touch * 70 + number * 3);
            writeln!(touches, "t{number}-{touch},a{number},{on},{channel},c{number}-0,{two_way}").unwrap();
        }
    }
    let desk = Desk::of(&accounts);
    desk.import("members", "external_id,name\nm1,Ana Ruiz\nm2,Bo Lee\n");
    desk.import("contacts", &contacts);
    desk.import("touches", &touches);
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_good_that_is_recorded_raises_a_score(
        seed in 0_u64..6,
        pick in 0_usize..60,
        deeds in prop::collection::vec(deeds(), 1..5),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        drop(Book::make_up(&path, Recipe { accounts: 30, seed }, Day::parse("2026-11-22").ok()).unwrap());
        never_worse(&path, "2026-11-22", pick, &deeds);
    }

    #[test]
    fn nor_on_a_book_that_came_in_from_files(pick in 0_usize..24, deeds in prop::collection::vec(deeds(), 1..5)) {
        let desk = imported();
        never_worse(&desk.path("book.db"), desk::TODAY, pick, &deeds);
    }
}
