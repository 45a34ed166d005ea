//! The rules of the score, told by scenario files: facts in, points and sentences out.

#![allow(clippy::unwrap_used)]

use mainstay::domain::calendar::Calendar;
use mainstay::domain::commitment::Commitment;
use mainstay::domain::contact::Contact;
use mainstay::domain::day::Day;
use mainstay::domain::event::Event;
use mainstay::domain::id::Id;
use mainstay::domain::invoice::Invoice;
use mainstay::domain::member::Member;
use mainstay::domain::pulse::Pulse as PulseRecord;
use mainstay::domain::reading::Reading as ReadingRecord;
use mainstay::domain::risk::facts::{Company, Facts, Norms, Tenure};
use mainstay::domain::risk::history::{Fact, History, Origin, PulseFact};
use mainstay::domain::risk::meetings::TouchFact;
use mainstay::domain::risk::points::{Points, Tier};
use mainstay::domain::risk::scope::Scope;
use mainstay::domain::risk::score::Score;
use mainstay::domain::risk::signal::{Lookup, State};
use mainstay::domain::role::{ContactRole, Role};
use mainstay::domain::rule::Rule;
use mainstay::domain::stages::Stages;
use mainstay::domain::words::{ContractOutcome, EventKind, PulseSource};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    day: Day,
    tier: String,
    since: Option<Day>,
    /// The usual days between two touches in the book.
    gap: Option<f64>,
    /// The book takes no pulses.
    #[serde(default)]
    takes_no_pulses: bool,
    #[serde(default)]
    touch: Vec<Touch>,
    #[serde(default)]
    pulse: Vec<Pulse>,
    #[serde(default)]
    contract: Vec<Contract>,
    #[serde(default)]
    contact: Vec<Person>,
    #[serde(default)]
    assignment: Vec<Assignment>,
    #[serde(default)]
    member: Vec<Employment>,
    #[serde(default)]
    stay: Vec<Stay>,
    #[serde(default)]
    issue: Vec<Issue>,
    #[serde(default)]
    event: Vec<Happening>,
    #[serde(default)]
    play: Vec<Play>,
    #[serde(default)]
    handoff: Vec<Handing>,
    #[serde(default)]
    commitment: Vec<CommitmentFact>,
    #[serde(default)]
    plan: Vec<Plan>,
    #[serde(default)]
    update: Vec<Dated>,
    #[serde(default)]
    referral: Vec<Dated>,
    #[serde(default)]
    invoice: Vec<Bill>,
    #[serde(default)]
    loss: Vec<Loss>,
    #[serde(default)]
    holiday: Vec<Day>,
    expect: BTreeMap<String, toml::Value>,
    #[serde(default)]
    sentence: BTreeMap<String, String>,
    /// Points that the remedy of a signal removes.
    #[serde(default)]
    removes: BTreeMap<String, i64>,
}

macro_rules! facts {
    ($($name:ident { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name { $(#[serde(default)] $field: $type),+ }
    )+};
}

facts! {
    Touch { on: Option<Day>, known: Option<Day>, members: Vec<i64>, contacts: Vec<i64>, one_way: bool, no_value: bool }
    Pulse { on: Option<Day>, known: Option<Day>, score: u8, contact: i64, role: Option<String>, quote: Option<String>, source: Option<String> }
    Contract { start: Option<Day>, end: Option<Day>, notice: u16, outcome: Option<String>, outcome_on: Option<Day>, known: Option<Day> }
    Person { id: i64, sponsor: bool, left: Option<Day>, known: Option<Day> }
    Assignment { member: Option<i64>, role: String, since: Option<Day>, until: Option<Day>, known: Option<Day> }
    Employment { id: i64, started: Option<Day>, left: Option<Day> }
    Stay { stage: String, entered: Option<Day>, left: Option<Day>, known: Option<Day> }
    Issue { opened: Option<Day>, closed: Option<Day>, known: Option<Day>, escalation: bool }
    Happening { kind: String, on: Option<Day>, known: Option<Day> }
    Play { settled: Option<Day>, known: Option<Day> }
    Handing { offered: Option<Day>, answered: Option<Day>, accepted: bool, known: Option<Day> }
    CommitmentFact { id: i64, due: Option<Day>, settled: Option<Day>, known: Option<Day> }
    Plan { internal: bool, reviewed: Option<Day>, closed: Option<Day>, known: Option<Day> }
    Dated { on: Option<Day>, known: Option<Day> }
    Bill { id: i64, issued: Option<Day>, due: Option<Day>, paid: Option<Day>, known: Option<Day>, disputed: bool, amount: Option<i64> }
    Loss { on: Option<Day>, decided: Option<Day>, back: Option<Day>, known: Option<Day>, partly: bool, unavoidable: bool }
}

/// Names of people, and the words of records, by their numbers.
struct Words<'a>(&'a Scenario);

impl Lookup for Words<'_> {
    fn member(&self, member: Id<Member>) -> String {
        if member.raw() == 1 { "A. Ruiz" } else { "B. Osei" }.to_owned()
    }
    fn contact(&self, contact: Id<Contact>) -> String {
        format!("Contact {}", contact.raw())
    }
    fn quote(&self, pulse: Id<PulseRecord>) -> String {
        self.0.pulse[pulse.raw() as usize].quote.clone().unwrap()
    }
    fn commitment(&self, commitment: Id<Commitment>) -> String {
        format!("promise {}", commitment.raw())
    }
    fn invoice(&self, invoice: Id<Invoice>) -> String {
        format!("I{}", invoice.raw())
    }
    fn metric(&self, reading: Id<ReadingRecord>) -> String {
        format!("Metric {}", reading.raw())
    }
    fn event(&self, _: Id<Event>) -> String {
        "6 % from January".to_owned()
    }
    fn stage(&self, stage: u16) -> String {
        Stages::shipped().unwrap().list[usize::from(stage)].name.clone()
    }
}

impl Scenario {
    /// The history as it is read for days from `earliest` on.
    fn history(&self, earliest: Day) -> History {
        let points = Points::shipped().unwrap();
        let scope = Scope { earliest, window: points.longest_window().max(points.p2.days) };
        let mut history = History::new(Origin { since: self.since, ..Origin::default() }, scope);
        for touch in &self.touch {
            let on = touch.on.unwrap();
            history.meetings.touch(
                TouchFact {
                    on,
                    known: touch.known.unwrap_or(on),
                    two_way: !touch.one_way,
                    valued: !touch.no_value,
                    members: &touch.members.iter().map(|id| Id::new(*id)).collect::<Vec<_>>(),
                    contacts: &touch.contacts.iter().map(|id| Id::new(*id)).collect::<Vec<_>>(),
                },
                scope,
            );
        }
        for (place, pulse) in self.pulse.iter().enumerate() {
            let on = pulse.on.unwrap();
            history.pulse(PulseFact {
                id: Id::new(place as i64),
                contact: Some(Id::new(pulse.contact)),
                role: pulse.role.as_deref().map(|role| ContactRole::parse(role).unwrap()),
                on,
                known: pulse.known.unwrap_or(on),
                score: pulse.score,
                source: pulse.source.as_deref().map_or(PulseSource::Said, |one| PulseSource::parse(one).unwrap()),
                quoted: pulse.quote.is_some(),
            });
        }
        self.facts().into_iter().for_each(|fact| history.fact(fact));
        history
    }

    #[rustfmt::skip]
    fn facts(&self) -> Vec<Fact> {
        let stages = Stages::shipped().unwrap();
        let mut facts = Vec::new();
        facts.extend(self.contract.iter().map(|one| Fact::Contract {
            id: Id::new(1), product: 0, next_value: None, next: None, start: one.start, end: one.end, notice_days: one.notice,
            outcome: one.outcome.as_deref().map(|word| ContractOutcome::parse(word).unwrap()),
            outcome_on: one.outcome_on, known: one.known.or(one.start).or(self.since), value: None, valued: false,
        }));
        facts.extend(self.contact.iter().map(|one| Fact::Contact { id: Id::new(one.id), sponsor: one.sponsor, left: one.left, known: one.known }));
        facts.extend(self.assignment.iter().map(|one| Fact::Assignment {
            member: one.member.map(Id::new), role: Role::parse(&one.role).unwrap(), since: one.since, until: one.until, known: one.known,
        }));
        facts.extend(self.stay.iter().map(|one| Fact::Stay {
            stage: stages.place(&one.stage).unwrap() as u16, notice: one.stage == "notice",
            entered: one.entered.unwrap(), left: one.left, known: one.known.or(one.entered).unwrap(),
        }));
        facts.extend(self.issue.iter().map(|one| Fact::Issue {
            opened: one.opened.unwrap(), closed: one.closed, known: one.known.or(one.opened).unwrap(), escalation: one.escalation,
        }));
        facts.extend(self.event.iter().map(|one| Fact::Event {
            id: Id::new(1), kind: EventKind::parse(&one.kind).unwrap(), on: one.on.unwrap(), known: one.known.or(one.on).unwrap(),
        }));
        facts.extend(self.play.iter().map(|one| Fact::Play { settled: one.settled, known: one.known.unwrap() }));
        facts.extend(self.handoff.iter().map(|one| Fact::Handoff {
            offered: one.offered.unwrap(), answered: one.answered, accepted: one.accepted, known: one.known.or(one.offered).unwrap(),
        }));
        facts.extend(self.commitment.iter().map(|one| Fact::Commitment {
            id: Id::new(one.id), due: one.due.unwrap(), settled: one.settled, known: one.known.or(one.due).unwrap(),
        }));
        facts.extend(self.plan.iter().map(|one| Fact::Plan {
            joint: !one.internal, reviewed: one.reviewed, closed: one.closed, known: one.known.or(one.reviewed).unwrap(),
        }));
        facts.extend(self.update.iter().map(|one| Fact::CompanyUpdate { on: one.on.unwrap(), known: one.known.or(one.on).unwrap() }));
        facts.extend(self.referral.iter().map(|one| Fact::Referral { on: one.on.unwrap(), known: one.known.or(one.on).unwrap() }));
        facts.extend(self.invoice.iter().map(|one| Fact::Invoice {
            id: Id::new(one.id), issued: one.issued.unwrap(), due: one.due, paid: one.paid, known: one.known.or(one.issued).unwrap(),
            disputed: one.disputed, amount: one.amount,
        }));
        facts.extend(self.loss.iter().map(|one| Fact::Loss {
            on: one.on.unwrap(), decided: one.decided, back: one.back, known: one.known.or(one.on).unwrap(),
            whole: !one.partly, line: None, avoidable: !one.unavoidable, value: None,
        }));
        facts
    }

    fn company(&self) -> Company {
        let members = self.member.iter();
        Company {
            updates: Vec::new(),
            members: members.map(|one| (one.id, Tenure { started: one.started, left: one.left })).collect(),
            calendar: Calendar::with(self.holiday.iter().copied()),
            stalled: Stages::shipped().unwrap().list.iter().map(|stage| stage.stalled).collect(),
            norms: Norms { gap: self.gap, takes_pulses: !self.takes_no_pulses },
            ..Company::default()
        }
    }

    fn known(&self, earliest: Day) -> Facts {
        let tier = Tier::parse(&self.tier).unwrap();
        self.history(earliest).facts(self.day, tier, &Points::shipped().unwrap(), &self.company())
    }

    fn holds(&self, name: &str) {
        let points = Points::shipped().unwrap();
        let facts = self.known(self.day);
        // What is folded away because no day asked of can tell it apart is not missed.
        assert_eq!(facts, self.known(self.day.plus(-3_000)), "{name}: facts, folded and whole");
        let score = Score::of(&facts, &points);
        let lines = score.lines(&facts, &points, &Words(self));
        for (what, wanted) in &self.expect {
            match what.as_str() {
                "score" => assert_eq!(Some(i64::from(score.points)), wanted.as_integer(), "{name}: score"),
                "band" => assert_eq!(Some(score.band.word()), wanted.as_str(), "{name}: band"),
                "known" => assert_eq!(Some(i64::from(score.known)), wanted.as_integer(), "{name}: known"),
                "applicable" => {
                    assert_eq!(Some(i64::from(score.applicable)), wanted.as_integer(), "{name}: applicable");
                }
                "sure" => assert_eq!(Some(score.is_sure(&points)), wanted.as_bool(), "{name}: sure"),
                code => {
                    let line = lines.iter().find(|line| line.code == code).unwrap();
                    let found = match line.state {
                        State::Known(points) => toml::Value::Integer(points.into()),
                        State::Unknown(points) => toml::Value::String(format!("unknown {points}")),
                        State::NotApplicable => toml::Value::String("none".to_owned()),
                    };
                    assert_eq!(&found, wanted, "{name}: {code}: {}", line.sentence(self.day));
                }
            }
        }
        for (code, wanted) in &self.sentence {
            let line = lines.iter().find(|line| line.code == code).unwrap();
            assert_eq!(&line.sentence(self.day), wanted, "{name}: {code}");
        }
        for (code, wanted) in &self.removes {
            let line = lines.iter().find(|line| line.code == code).unwrap();
            assert_eq!(i64::from(line.remedy.removes), *wanted, "{name}: what the remedy of {code} removes");
        }
    }
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/risk");
    let (mut count, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let scenario: Scenario =
            toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        if let Err(told) = std::panic::catch_unwind(|| scenario.holds(&name)) {
            wrong.push(told.downcast_ref::<String>().cloned().unwrap_or(name));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 20, "only {count} scenarios were found");
}
