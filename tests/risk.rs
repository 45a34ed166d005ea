//! The rules of the score, told by scenario files: facts in, points and sentences out.

#![allow(clippy::unwrap_used)]

use mainstay::domain::day::Day;
use mainstay::domain::id::Id;
use mainstay::domain::member::Member;
use mainstay::domain::risk::facts::{FactsBuilder, PulseFact, TouchFact};
use mainstay::domain::risk::points::{Points, Tier};
use mainstay::domain::risk::score::Score;
use mainstay::domain::words::{PulseSource, TheirRole};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    day: Day,
    tier: String,
    since: Option<Day>,
    #[serde(default)]
    touch: Vec<Touch>,
    #[serde(default)]
    pulse: Vec<Pulse>,
    #[serde(default)]
    contract: Vec<Contract>,
    expect: BTreeMap<String, toml::Value>,
    #[serde(default)]
    sentence: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Touch {
    on: Day,
    known: Option<Day>,
    members: Vec<i64>,
    contacts: Vec<i64>,
    #[serde(default)]
    minutes: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pulse {
    on: Day,
    known: Option<Day>,
    score: u8,
    contact: i64,
    seat: Option<String>,
    quote: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contract {
    end: Day,
    notice: u32,
}

impl Scenario {
    fn score(&self) -> Score {
        let points = Points::shipped().unwrap();
        let tier = Tier::parse(&self.tier).unwrap();
        let practice = points.practice(tier);
        let mut facts = FactsBuilder::new(self.day, practice.window, self.since);
        for touch in &self.touch {
            facts.touch(TouchFact {
                on: touch.on,
                known: touch.known.unwrap_or(touch.on),
                two_way: true,
                valued: true,
                minutes: touch.minutes,
                members: &touch.members.iter().map(|id| Id::new(*id)).collect::<Vec<_>>(),
                contacts: &touch.contacts.iter().map(|id| Id::new(*id)).collect::<Vec<_>>(),
            });
        }
        for pulse in &self.pulse {
            facts.pulse(PulseFact {
                contact: Some(Id::new(pulse.contact)),
                seat: pulse.seat.as_deref().and_then(TheirRole::parse),
                on: pulse.on,
                known: pulse.known.unwrap_or(pulse.on),
                score: pulse.score,
                source: PulseSource::Said,
                quote: pulse.quote.clone(),
            });
        }
        for contract in &self.contract {
            facts.contract(contract.end, contract.notice);
        }
        let name = |member: Id<Member>| if member.raw() == 1 { "A. Ruiz" } else { "B. Osei" }.to_owned();
        Score::of(&facts.finish(tier, practice), &points, &name)
    }

    fn holds(&self, name: &str) {
        let score = self.score();
        for (what, wanted) in &self.expect {
            match what.as_str() {
                "score" => assert_eq!(Some(i64::from(score.points)), wanted.as_integer(), "{name}: score"),
                "band" => assert_eq!(Some(score.band.word()), wanted.as_str(), "{name}: band"),
                code => assert_eq!(Some(i64::from(score.points_of(code))), wanted.as_integer(), "{name}: {code}"),
            }
        }
        for (code, wanted) in &self.sentence {
            let reading = score.readings.iter().find(|reading| reading.code == code).unwrap();
            assert_eq!(&reading.sentence(self.day), wanted, "{name}: {code}");
        }
    }
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/risk");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let scenario: Scenario = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        scenario.holds(&path.file_stem().unwrap().to_string_lossy());
        count += 1;
    }
    assert!(count >= 6, "only {count} scenarios were found");
}
