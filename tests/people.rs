//! The people of one account on both sides: seats, who met whom, pulses by role, who may have left; done, undone, done
//! again.

#![allow(clippy::unwrap_used)]

use mainstay::book::Book;
use mainstay::book::cockpit::{SeatLine, SeatState};
use mainstay::book::import::{FileReport, ImportOptions};
use mainstay::book::keep::{Keep, unborn};
use mainstay::book::team::doubts::{Answer, Leaver, Successor};
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::contact::Contact;
use mainstay::domain::day::Day;
use mainstay::domain::event::Event;
use mainstay::domain::hint::Hint;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::money::Currency;
use mainstay::domain::pulse::Pulse;
use mainstay::domain::role::{OurRole, TheirRole};
use mainstay::domain::seat::Seat;
use mainstay::domain::team::peers::Tie;
use mainstay::domain::touch::Touch;
use mainstay::domain::words::{Channel, Dependence, EventKind, HintKind, PulseSource, Topic, ValueTag};
use std::path::Path;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn today() -> Day {
    day("2026-11-22")
}

/// A book with one account, two of ours and two of theirs.
struct Desk {
    book: Book,
    account: Id<Account>,
    ana: Id<Member>,
    ben: Id<Member>,
    jane: Id<Contact>,
    omar: Id<Contact>,
    folder: tempfile::TempDir,
}

fn keep<R: Keep>(book: &mut Book, record: R) -> Id<R> {
    book.keep(record).unwrap().0
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::open(&folder.path().join("b.db"), true, Some(today())).unwrap();
        let account = Account {
            id: unborn(),
            external_id: Some("A1".into()),
            name: "Northwind".into(),
            stage: "steady".into(),
            value: Some(24_000_000),
            currency: Currency::EUR,
            customer_since: Some(day("2024-01-01")),
            observed_since: None,
            owner: None,
            industry: None,
            channel: None,
            offer: None,
            why_bought: None,
            tags: Vec::new(),
            website: None,
            notes: None,
            known_on: None,
        };
        let account = keep(&mut book, account);
        let member = |name: &str| Member {
            id: unborn(),
            external_id: None,
            name: name.into(),
            title: None,
            function: None,
            team: None,
            email: None,
            started_on: Some(day("2020-01-01")),
            left_on: None,
            place: None,
            capacity_minutes: None,
            inside_days: None,
            last_inside: None,
            known_on: None,
        };
        let (ana, ben) = (keep(&mut book, member("Ana Ruiz")), keep(&mut book, member("Ben Okafor")));
        let contact = |name: &str, seat, key: &str| Contact {
            id: unborn(),
            external_id: Some(key.into()),
            account,
            name: name.into(),
            title: Some("CFO".into()),
            function: Some("Finance".into()),
            seat: Some(seat),
            email: Some(format!("{key}@northwind.example")),
            phone: None,
            left_on: None,
            known_on: None,
        };
        let jane = keep(&mut book, contact("Jane Doe", TheirRole::Sponsor, "jane"));
        let omar = keep(&mut book, contact("Omar Müller", TheirRole::UserLead, "omar"));
        Self { book, account, ana, ben, jane, omar, folder }
    }

    fn seat(&self, member: Id<Member>, role: OurRole, peer: Option<Id<Contact>>) -> Seat {
        Seat {
            id: unborn(),
            external_id: None,
            account: self.account,
            member: Some(member),
            role,
            since: Some(day("2024-01-01")),
            until: None,
            cadence_days: None,
            minutes_month: None,
            purpose: None,
            peer,
            known_on: None,
        }
    }

    fn sit(&mut self, seat: Seat) {
        keep(&mut self.book, seat);
    }

    fn touch(&mut self, member: Id<Member>, contact: Id<Contact>, on: &str, value_tag: Option<ValueTag>) -> Id<Touch> {
        let touch = Touch {
            id: unborn(),
            external_id: None,
            account: self.account,
            on: day(on),
            channel: Channel::Visit,
            members: vec![member],
            contacts: vec![contact],
            two_way: true,
            value_tag,
            prep_minutes: None,
            contact_minutes: Some(30),
            followup_minutes: None,
            summary: None,
            known_on: None,
        };
        keep(&mut self.book, touch)
    }

    fn pulse(&mut self, contact: Id<Contact>, on: &str, score: u8, quote: &str) {
        let pulse = Pulse {
            id: unborn(),
            external_id: None,
            account: self.account,
            contact: Some(contact),
            on: day(on),
            score,
            source: PulseSource::Said,
            topics: vec![Topic::Value],
            quote: Some(quote.into()).filter(|words: &String| !words.is_empty()),
            known_on: None,
        };
        keep(&mut self.book, pulse);
    }

    fn line(&mut self, role: OurRole) -> SeatLine {
        let sides = self.book.sides(self.account).unwrap();
        sides.seats.into_iter().find(|seat| seat.role == role).unwrap()
    }

    fn import(&mut self, name: &str, text: &str) -> FileReport {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.import_file(&path)
    }

    fn import_file(&mut self, path: &Path) -> FileReport {
        let plans = self.book.plan_import(&[path], &ImportOptions::default());
        let (mut reports, _) = self.book.import(&plans, &ImportOptions::default(), &mut |_| true).unwrap();
        reports.remove(0)
    }

    /// Everything that an answer may change, as text.
    fn content(&self) -> String {
        format!(
            "{:?}\n{:?}\n{:?}\n{:?}",
            self.book.all::<Contact>().unwrap(),
            self.book.all::<Event>().unwrap(),
            self.book.all::<Hint>().unwrap(),
            self.book.all::<Action>().unwrap()
        )
    }

    fn left(&self, depended: Dependence, successor: Option<Successor>) -> Answer {
        Answer::Left(Leaver { who: self.jane, on: day("2026-11-20"), successor, depended })
    }
}

#[test]
fn a_seat_starts_anew_with_a_meaningful_touch_of_whoever_held_it() {
    let mut desk = Desk::new();
    desk.sit(desk.seat(desk.ana, OurRole::AccountLead, None));
    let before = Seat { until: Some(day("2026-11-10")), ..desk.seat(desk.ana, OurRole::Service, None) };
    keep(&mut desk.book, before);
    let now = Seat { since: Some(day("2026-11-11")), ..desk.seat(desk.ben, OurRole::Service, None) };
    keep(&mut desk.book, now);
    desk.touch(desk.ben, desk.jane, "2026-11-21", None);
    assert_eq!(desk.line(OurRole::Service).last, None, "a touch that gave nothing is not meaningful");
    desk.touch(desk.ana, desk.jane, "2026-11-09", Some(ValueTag::Solved));
    let service = desk.line(OurRole::Service);
    assert_eq!((service.last, service.channel), (Some(day("2026-11-09")), Some(Channel::Visit)));
    assert_eq!(service.state, SeatState::OnCadence, "who held the seat before kept the promise");
    desk.touch(desk.ana, desk.jane, "2026-11-20", Some(ValueTag::Listened));
    assert_eq!(desk.line(OurRole::Service).last, Some(day("2026-11-09")), "who left the seat restarts it no more");
    assert_eq!(desk.line(OurRole::AccountLead).last, Some(day("2026-11-20")));
}

#[test]
fn both_executives_have_a_place_and_the_silent_one_is_seen() {
    let mut desk = Desk::new();
    desk.sit(desk.seat(desk.ana, OurRole::ExecutiveSponsor, None));
    desk.touch(desk.ana, desk.jane, "2026-08-01", Some(ValueTag::Decided));
    let sides = desk.book.sides(desk.account).unwrap();
    let executives: Vec<_> = sides.seats.iter().filter(|seat| seat.role == OurRole::ExecutiveSponsor).collect();
    let told: Vec<_> = executives.iter().map(|seat| (seat.state, seat.last, seat.channel, seat.every)).collect();
    assert_eq!(told[0], (SeatState::Overdue, Some(day("2026-08-01")), Some(Channel::Visit), Some(90)));
    assert_eq!(told[1], (SeatState::Empty, None, None, Some(90)));
    assert_eq!(told.len(), 2);
    // One stands for the business, one for sales: by the purpose of the seat, else by the job of whoever holds it.
    let titles = |desk: &mut Desk| -> Vec<&'static str> {
        let seats = desk.book.sides(desk.account).unwrap().seats;
        seats.iter().filter(|seat| seat.role == OurRole::ExecutiveSponsor).map(SeatLine::title).collect()
    };
    assert_eq!(titles(&mut desk), ["Exec sponsor", "Exec, sales"], "who says neither is not guessed");
    let ana = desk.book.get(desk.ana).unwrap();
    keep(&mut desk.book, Member { title: Some("Head of sales".into()), ..ana });
    assert_eq!(titles(&mut desk), ["Exec, sales", "Exec, business"], "the other place is the empty one");
    let seat = Seat { purpose: Some("the business".into()), ..desk.seat(desk.ben, OurRole::ExecutiveSponsor, None) };
    desk.sit(seat);
    let mut both = titles(&mut desk);
    both.sort_unstable();
    assert_eq!(both, ["Exec, business", "Exec, sales"]);
}

#[test]
fn a_person_in_two_seats_is_one_row_and_a_peer_who_left_ties_nobody() {
    let mut desk = Desk::new();
    desk.sit(desk.seat(desk.ana, OurRole::AccountLead, Some(desk.jane)));
    desk.sit(desk.seat(desk.ana, OurRole::ExecutiveSponsor, Some(desk.omar)));
    desk.touch(desk.ana, desk.jane, "2026-11-20", None);
    desk.touch(desk.ana, desk.omar, "2026-07-01", None);
    let sides = desk.book.sides(desk.account).unwrap();
    assert_eq!(sides.grid.ours.len(), 1);
    assert_eq!((sides.grid.live(), sides.grid.named(), sides.grid.wanted, sides.grid.unnamed()), (1, 2, 3, 1));
    assert_eq!(desk.book.team(desk.account).unwrap().peers, (1, 3));
    let jane: Contact = desk.book.get(desk.jane).unwrap();
    keep(&mut desk.book, Contact { left_on: Some(day("2026-11-21")), ..jane });
    let sides = desk.book.sides(desk.account).unwrap();
    let ties: Vec<Tie> = sides.grid.rows[0].iter().map(|cell| cell.tie).collect();
    assert!(ties.contains(&Tie::Left) && ties.contains(&Tie::Faded), "{ties:?}");
    assert_eq!(desk.book.team(desk.account).unwrap().peers, (0, 3), "who left is no live pair");
    let same = desk.seat(desk.ana, OurRole::AccountLead, None);
    let refused = desk.book.keep(same.clone()).unwrap_err();
    assert_eq!(refused.field, Some("member"));
    assert!(refused.sentence.contains("Ana Ruiz is Account lead there already"), "{}", refused.sentence);
    keep(&mut desk.book, Seat { until: Some(day("2023-12-31")), since: Some(day("2023-01-01")), ..same });
}

#[test]
fn the_threads_of_an_account_are_those_of_the_formula() {
    let mut desk = Desk::new();
    desk.touch(desk.ana, desk.jane, "2026-11-20", Some(ValueTag::Solved));
    desk.touch(desk.ana, desk.omar, "2026-11-01", None);
    let sides = desk.book.sides(desk.account).unwrap();
    assert_eq!((sides.threads.contacts, sides.threads.functions, sides.threads.ours), (2, 1, 1));
    assert!((sides.survival.unwrap() - 0.9711).abs() < 1e-12, "1 − 0.17²");
    assert!((sides.threads.score() - (80.0 / 3.0 + 20.0 / 3.0 + 20.0 / 3.0)).abs() < 1e-9);
}

#[test]
fn pulses_stand_side_by_side_and_the_book_finds_who_sees_it_differently() {
    let mut desk = Desk::new();
    desk.sit(desk.seat(desk.ben, OurRole::Service, None));
    desk.pulse(desk.jane, "2026-11-01", 4, "");
    assert!(desk.book.seen_differently().unwrap().is_empty(), "one voice differs from nobody");
    desk.touch(desk.ben, desk.omar, "2026-11-10", None);
    desk.pulse(desk.omar, "2026-11-10", 2, "");
    let voices = desk.book.pulses_by_role(desk.account).unwrap();
    let theirs: Vec<_> = voices.theirs.iter().map(|one| (one.role, one.reading.score, one.is_apart)).collect();
    assert_eq!(theirs, [(Some(TheirRole::Sponsor), 4, true), (Some(TheirRole::UserLead), 2, true)]);
    let ours: Vec<_> = voices.ours.iter().map(|one| (one.role, one.reading.score)).collect();
    assert_eq!(ours, [(Some(OurRole::Service), 2)], "the touch of the day tells who took it");
    let seen = desk.book.seen_differently().unwrap();
    assert_eq!(*desk.book.seen_differently_soon().unwrap().unwrap(), seen, "beside the keys too");
    assert_eq!(seen.iter().map(|one| (one.account, one.gap)).collect::<Vec<_>>(), [(desk.account, 2)]);
    desk.pulse(desk.omar, "2026-11-20", 3, "");
    assert!(desk.book.seen_differently().unwrap().is_empty(), "the newest counts");
}

#[test]
fn a_changed_record_is_a_question_and_comes_in_once() {
    let mut desk = Desk::new();
    let file = "external_id,account,name,title,email\njane,A1,Jane Doe,CEO,jane@contoso.example\n";
    let report = desk.import("contacts.csv", file);
    assert_eq!((report.rows, report.updated), (1, 1));
    let doubts = desk.book.doubts_of(desk.account).unwrap();
    assert_eq!(doubts.len(), 1);
    let kinds: Vec<HintKind> = doubts[0].signs.iter().map(|sign| sign.kind).collect();
    assert_eq!(kinds, [HintKind::Email, HintKind::Title]);
    assert!(doubts[0].evidence().contains("Jane Doe is “CEO” now, was “CFO”."), "{}", doubts[0].evidence());
    assert_eq!(desk.import("contacts.csv", file).unchanged, 1);
    assert_eq!(desk.book.all::<Hint>().unwrap().len(), 2, "the same file twice asks once");
    let all = desk.book.doubts().unwrap();
    assert_eq!((all.len(), all[0].who.as_str(), all[0].name.as_str()), (1, "Jane Doe", "Northwind"));
    desk.book.answer_doubt(desk.account, Some(desk.jane), &Answer::NothingChanged).unwrap();
    assert!(desk.book.doubts_of(desk.account).unwrap().is_empty() && desk.book.doubts().unwrap().is_empty());
    assert_eq!(desk.book.get(desk.jane).unwrap().left_on, None, "nothing else is written");
    desk.book.undo().unwrap();
    assert_eq!(desk.book.doubts_of(desk.account).unwrap(), doubts);
}

#[test]
fn bounces_phrases_and_silence_are_questions_until_answered() {
    let mut desk = Desk::new();
    desk.touch(desk.ana, desk.jane, "2026-10-01", None);
    let silent = desk.book.doubts_of(desk.account).unwrap();
    assert!(silent[0].is_silence() && silent[0].contact == Some(desk.jane), "{silent:?}");
    desk.book.answer_doubt(desk.account, Some(desk.jane), &Answer::NothingChanged).unwrap();
    assert!(desk.book.doubts_of(desk.account).unwrap().is_empty());
    let bounce = Event {
        id: unborn(),
        external_id: None,
        account: desk.account,
        on: day("2026-11-15"),
        kind: EventKind::Bounce,
        detail: Some("Undeliverable: JANE@northwind.example".into()),
        known_on: None,
    };
    keep(&mut desk.book, bounce);
    desk.pulse(desk.omar, "2026-11-18", 3, "I am the new head of it; send me a copy of the contract");
    let doubts = desk.book.doubts_of(desk.account).unwrap();
    let told: Vec<_> = doubts.iter().map(|one| (one.contact, one.signs[0].kind)).collect();
    assert_eq!(told, [(Some(desk.omar), HintKind::Phrase), (Some(desk.jane), HintKind::Bounce)]);
    let gone = desk.book.answer_doubt(desk.account, None, &Answer::NothingChanged).unwrap_err();
    assert!(gone.sentence.contains("answered already"), "{}", gone.sentence);
}

#[test]
fn an_answer_is_one_step_that_starts_the_playbook_and_can_be_undone() {
    let mut desk = Desk::new();
    desk.import("contacts.csv", "external_id,account,name,title\njane,A1,Jane Doe,CEO\n");
    let before = desk.content();
    let answer = desk.left(Dependence::Some, Some(Successor::New("Lee Park".into())));
    let outcome = desk.book.answer_doubt(desk.account, Some(desk.jane), &answer).unwrap();
    assert!(
        outcome.summary.contains("Jane Doe, sponsor, left; Lee Park took over; some depended"),
        "{}",
        outcome.summary
    );
    let contacts: Vec<Contact> = desk.book.of_account(desk.account).unwrap();
    let named = |name: &str| contacts.iter().find(|one| one.name == name).unwrap();
    assert_eq!(named("Jane Doe").left_on, Some(day("2026-11-20")));
    assert_eq!(named("Lee Park").seat, Some(TheirRole::Sponsor));
    let events: Vec<Event> = desk.book.of_account(desk.account).unwrap();
    assert_eq!((events[0].kind, events[0].on), (EventKind::SponsorLeft, day("2026-11-20")));
    let actions: Vec<Action> = desk.book.of_account(desk.account).unwrap();
    assert!(actions.iter().any(|one| one.playbook.as_deref().is_some_and(|key| key.starts_with("VP7"))), "{actions:?}");
    assert!(desk.book.doubts_of(desk.account).unwrap().is_empty());
    let after = desk.content();
    desk.book.undo().unwrap();
    assert_eq!(desk.content(), before);
    desk.book.redo().unwrap();
    assert_eq!(desk.content(), after);
}

#[test]
fn who_takes_over_gets_the_seat_and_no_guess_is_made() {
    let mut desk = Desk::new();
    desk.import("contacts.csv", "external_id,account,name,title\njane,A1,Jane Doe,CEO\n");
    let own = desk.left(Dependence::ALot, Some(Successor::Known(desk.jane)));
    let refused = desk.book.answer_doubt(desk.account, Some(desk.jane), &own).unwrap_err();
    assert_eq!(refused.field, Some("successor"));
    assert_eq!(desk.book.get(desk.jane).unwrap().left_on, None, "a refusal writes nothing");
    let answer = desk.left(Dependence::Little, Some(Successor::Known(desk.omar)));
    desk.book.answer_doubt(desk.account, Some(desk.jane), &answer).unwrap();
    assert_eq!(desk.book.get(desk.omar).unwrap().seat, Some(TheirRole::Sponsor));
    // Of somebody without a part nobody depended on: no playbook of a lost sponsor.
    assert!(!mainstay::book::team::doubts::starts_playbook(None, Dependence::Little));
    assert!(mainstay::book::team::doubts::starts_playbook(None, Dependence::ALot));
}

#[test]
fn signs_come_in_from_a_file_once() {
    let mut desk = Desk::new();
    desk.import("contacts.csv", "external_id,account,name,title\njane,A1,Jane Doe,CEO\n");
    let signs = "account,contact,kind,on,words\nA1,omar,bounce,2026-11-01,A mail came back.\n";
    assert_eq!(desk.import("hints.csv", signs).created, 1);
    assert_eq!(desk.import("hints.csv", signs).unchanged, 1);
    assert_eq!(desk.book.doubts_of(desk.account).unwrap().len(), 2);
    let wrong = desk.import("hints.csv", "account,kind,on\nA1,gossip,2026-11-01\n");
    assert_eq!((wrong.created, wrong.rejected.len()), (0, 1));
}

#[test]
fn impossible_minutes_and_seats_are_refused_wherever_they_come_from() {
    let mut desk = Desk::new();
    let touches =
        "account,on,channel,contact_minutes\nA1,2026-11-01,call,1800\nA1,2026-11-02,call,-5\nA1,2026-11-03,call,30\n";
    let report = desk.import("touches.csv", touches);
    let told: Vec<_> = report.rejected.iter().map(|one| (one.line, one.column.as_str())).collect();
    assert_eq!((report.created, told), (1, vec![(2, "contact_minutes"), (3, "contact_minutes")]));
    let seats = "account,member,role,minutes_month\n,Ana Ruiz,AL,10\nA1,Ana Ruiz,AL,50000\nNowhere,Ana Ruiz,AL,10\n";
    let report = desk.import("seats.csv", seats);
    assert_eq!((report.created, report.rejected.len()), (0, 3), "{:?}", report.rejected);
    let members = "name,started_on,left_on\nLee Park,2026-05-01,2026-04-01\n";
    let report = desk.import("members.csv", members);
    assert!(report.rejected[0].reason.contains("lies before"), "{:?}", report.rejected);
    let ana: Member = desk.book.get(desk.ana).unwrap();
    let refused = desk.book.keep(Member { capacity_minutes: Some(30 * 60 * 31), ..ana }).unwrap_err();
    assert_eq!((refused.field, refused.sentence.contains("44,640")), (Some("capacity_minutes"), true));
}

#[test]
fn contact_beyond_twice_the_promise_is_warned_of_and_not_scored() {
    let mut desk = Desk::new();
    for ago in 0..12 {
        let on = today().plus(-ago).to_string();
        desk.touch(desk.ana, desk.jane, &on, Some(ValueTag::Informed));
    }
    let score = desk.book.standing(desk.account).unwrap().score;
    assert_eq!(desk.book.sides(desk.account).unwrap().too_often, None, "twice the promise is not beyond it");
    desk.touch(desk.ana, desk.jane, "2026-11-01", Some(ValueTag::Informed));
    assert_eq!(desk.book.sides(desk.account).unwrap().too_often, Some((13, 12)));
    assert_eq!(desk.book.standing(desk.account).unwrap().score, score);
}

#[test]
fn one_door_and_the_lines_behind_it_are_seen() {
    let mut desk = Desk::new();
    desk.touch(desk.ana, desk.jane, "2026-11-20", Some(ValueTag::Solved));
    let offer = desk.book.offer(desk.account).unwrap();
    assert_eq!((offer.our_door.as_deref(), offer.their_door.as_deref()), (Some("Ana Ruiz"), Some("Jane Doe")));
    desk.touch(desk.ben, desk.omar, "2026-11-20", Some(ValueTag::Solved));
    let offer = desk.book.offer(desk.account).unwrap();
    assert_eq!((offer.our_door, offer.their_door), (None, None));
    let given = desk.book.given(desk.account).unwrap();
    assert_eq!(given.len(), 1, "neither holds a seat: {given:?}");
    assert_eq!(given[0].1[&ValueTag::Solved], 2);
}

#[test]
fn who_helped_is_told_how_the_deal_stands_in_one_step() {
    use mainstay::domain::opportunity::Opportunity;
    use mainstay::domain::words::{ContributionKind, DealState};
    let mut desk = Desk::new();
    assert_eq!(desk.book.news_for_helpers(desk.account).unwrap().helpers, []);
    desk.book.credit(desk.account, desk.ben, ContributionKind::Win, day("2026-11-01"), "built the pilot").unwrap();
    let deal = Opportunity {
        id: unborn(),
        external_id: None,
        account: desk.account,
        title: "Second site".into(),
        value: None,
        currency: Currency::EUR,
        owner: None,
        state: DealState::Won,
        expected_on: None,
        closed_on: Some(day("2026-11-20")),
        reason: Some("the pilot".into()),
        proof: None,
        known_on: None,
    };
    keep(&mut desk.book, deal);
    let news = desk.book.news_for_helpers(desk.account).unwrap();
    assert_eq!(news.helpers, [desk.ben]);
    assert!(news.words.contains("“Second site” was won") && news.words.contains("(the pilot)"), "{}", news.words);
    let before = desk.content();
    assert_eq!(desk.book.tell_helpers(desk.account, &[], &news.words).unwrap_err().field, Some("who"));
    desk.book.tell_helpers(desk.account, &news.helpers, &news.words).unwrap();
    let told: Vec<Action> = desk.book.of_account(desk.account).unwrap();
    let told: Vec<&Action> = told.iter().filter(|one| one.title.starts_with("Told Ben Okafor: ")).collect();
    assert_eq!((told.len(), told[0].done_on), (1, Some(today())));
    desk.book.undo().unwrap();
    assert_eq!(desk.content(), before);
}

#[test]
fn a_plan_goes_with_its_goals_and_delivery_is_a_tag_like_any_other() {
    use mainstay::domain::account::{delivered, with_delivered};
    use mainstay::domain::plan::{Goal, Plan};
    use mainstay::domain::words::{Formality, PlanKind};
    let mut desk = Desk::new();
    let plan = Plan {
        id: unborn(),
        external_id: None,
        account: desk.account,
        kind: PlanKind::Internal,
        formality: Formality::Informal,
        started_on: day("2026-11-01"),
        invited_on: None,
        agreed_on: None,
        review_on: None,
        reviewed_on: None,
        closed_on: None,
        mutual_wins: None,
        could_go_wrong: None,
        sold_lines: None,
        unsold_lines: Some("Analytics".into()),
        known_on: None,
    };
    let early = Plan { reviewed_on: Some(day("2026-10-01")), ..plan.clone() };
    assert_eq!(desk.book.keep(early).unwrap_err().field, Some("reviewed_on"));
    let plan = keep(&mut desk.book, plan);
    let goal = Goal {
        id: unborn(),
        external_id: None,
        plan,
        objective: "Halve errors".into(),
        measure: None,
        our_owner: None,
        their_owner: Some(desk.jane),
        due: None,
        met_on: None,
        known_on: None,
    };
    keep(&mut desk.book, goal);
    let before = desk.book.plans(desk.account).unwrap();
    assert_eq!((before.len(), before[0].1.len()), (1, 1));
    assert_eq!(desk.book.offer(desk.account).unwrap().lines.unsold[0].what, "Analytics");
    desk.book.remove_plan(plan).unwrap();
    assert!(desk.book.plans(desk.account).unwrap().is_empty() && desk.book.goals_of(desk.account).unwrap().is_empty());
    desk.book.undo().unwrap();
    assert_eq!(desk.book.plans(desk.account).unwrap(), before);
    let tags = with_delivered(vec!["pilot".into(), "delivered:no".into()], Some(true));
    assert_eq!((delivered(&tags), tags.len()), (Some(true), 2));
    assert_eq!(delivered(&with_delivered(tags, None)), None);
}

#[test]
fn what_nobody_wrote_down_is_unknown_and_not_nought() {
    let mut desk = Desk::new();
    let known = desk.book.get(desk.account).unwrap();
    desk.book.keep(Account { value: None, owner: Some(desk.ana), ..known.clone() }).unwrap();
    let ana = |book: &Book| book.people().unwrap().list.into_iter().find(|one| one.leads > 0).unwrap();
    assert_eq!((ana(&desk.book).leads, ana(&desk.book).value), (1, None), "nobody knows what it is worth");
    let what_if = desk.book.what_if(desk.ana).unwrap();
    assert_eq!((what_if.accounts, what_if.value, what_if.loss), (1, None, None));

    desk.book.keep(Account { owner: Some(desk.ana), ..known }).unwrap();
    assert_eq!(ana(&desk.book).value, Some(24_000_000));
    let sizing = desk.book.exposure().unwrap().sizing;
    assert_eq!((sizing.top, sizing.unknown.0), (1, 1), "no touch tells who holds it");
    assert_eq!(sizing.single_share(), None);
    let steps = sizing.steps(desk.book.currency()).join("\n");
    assert!(!steps.contains("holds 0"), "{steps}");
    assert!(steps.contains("– no touch says who holds them"), "{steps}");
}

#[test]
fn a_win_names_the_proof_that_was_used_and_those_that_do_are_counted() {
    use mainstay::domain::contract::Contract;
    use mainstay::domain::metrics::Period;
    use mainstay::domain::opportunity::Opportunity;
    use mainstay::domain::story::Story;
    use mainstay::domain::words::{ContractOutcome, DealState};
    let mut desk = Desk::new();
    let story = Story {
        id: unborn(),
        external_id: None,
        account: desk.account,
        contact: None,
        on: day("2026-10-01"),
        fear: None,
        words: "They came within the hour".into(),
        consent_on: Some(day("2026-10-02")),
        named: false,
        known_on: None,
    };
    keep(&mut desk.book, Story { words: "Not yet told".into(), consent_on: Some(day("2027-10-02")), ..story.clone() });
    keep(&mut desk.book, story);
    assert_eq!(desk.book.proofs().unwrap(), ["showcase page", "They came within the hour"]);
    let deal = |state: DealState, closed: Option<&str>, proof: Option<&str>| Opportunity {
        id: unborn(),
        external_id: None,
        account: desk.account,
        title: "Analytics".into(),
        value: None,
        currency: Currency::EUR,
        owner: None,
        state,
        expected_on: None,
        closed_on: closed.map(day),
        reason: None,
        proof: proof.map(str::to_owned),
        known_on: None,
    };
    let deals = [
        deal(DealState::Won, Some("2026-11-01"), Some("showcase page")),
        deal(DealState::Won, Some("2026-10-01"), None),
        deal(DealState::Won, Some("2024-10-01"), Some("showcase page")),
        deal(DealState::Open, None, Some("showcase page")),
    ];
    for one in deals {
        keep(&mut desk.book, one);
    }
    let year = Period { from: day("2025-11-23"), to: today() };
    let proved = desk.book.proved(year).unwrap();
    assert_eq!((proved.won.count, proved.won.all), (1, 2), "what was won in the year, and of it what names a proof");
    assert_eq!((proved.kept.count, proved.kept.all), (0, 0));
    let line = Contract {
        id: unborn(),
        external_id: None,
        account: desk.account,
        product: None,
        value: None,
        currency: Currency::EUR,
        start: Some(day("2025-01-01")),
        end: Some(day("2026-12-31")),
        notice_days: None,
        outcome: None,
        outcome_on: None,
        outcome_value: None,
        reason: None,
        owner: None,
        value_case: None,
        proof: None,
        known_on: None,
    };
    let decided = |outcome, on: &str| Contract { outcome: Some(outcome), outcome_on: Some(day(on)), ..line.clone() };
    let lines = [
        Contract { proof: Some("showcase page".into()), ..decided(ContractOutcome::Renewed, "2026-11-01") },
        decided(ContractOutcome::Smaller, "2026-11-02"),
        decided(ContractOutcome::Lost, "2026-11-03"),
        Contract { proof: Some("showcase page".into()), ..decided(ContractOutcome::Grown, "2025-11-01") },
    ];
    for line in lines {
        keep(&mut desk.book, line);
    }
    let proved = desk.book.proved(year).unwrap();
    assert_eq!(
        (proved.kept.count, proved.kept.all),
        (1, 2),
        "a lost line is no win, and an old one is no longer counted"
    );
}

#[test]
fn a_seat_without_a_cadence_and_without_a_touch_is_neither_late_nor_on_time() {
    let mut desk = Desk::new();
    let state = |desk: &mut Desk| {
        let seats = desk.book.sides(desk.account).unwrap().seats;
        seats.into_iter().find(|one| one.role == OurRole::Communications).map(|one| (one.every, one.state)).unwrap()
    };
    desk.sit(desk.seat(desk.ben, OurRole::Communications, None));
    assert_eq!(state(&mut desk), (None, SeatState::Unmeasured));
    desk.touch(desk.ben, desk.jane, "2026-11-01", Some(ValueTag::Solved));
    assert_eq!(state(&mut desk), (None, SeatState::OnCadence));
}
