//! What is said in a made-up book: sentences with the product, the people and the places of the account in them, so that
//! hardly two are alike.

use super::chance::Chance;
use super::words::{SITES, TRADES, Trade};
use crate::domain::words::Topic;
use std::collections::HashMap;

/// How often a sentence may stand in a book before another one is looked for.
const MOST: u32 = 2;
/// How often another one is looked for.
const TRIES: u32 = 12;

/// What touches were about, by how it goes: badly, middling, well.
pub(super) const TOUCHES: [&[&str]; 3] = [
    &[
        "{who}: {thing} late again in {site}, week {n}",
        "{who} asks what it costs to stop {product}",
        "ticket on {thing} without an answer for {n} days; {who} is cross",
        "new manager in {site} asks {who} why they pay for {product}",
        "{who} compares {product} with another offer for {site}",
        "{thing} failed {n} times in {site}; {who} wants a date",
        "{who} had to explain {thing} to the board",
        "{site} does {thing} on paper again, says {who}",
        "training in {site} fell through; {who} lost half a day",
        "{who} doubts that {product} lasts the season in {site}",
    ],
    &[
        "open points with {who}: {thing}, training in {site}",
        "{who} asks when {thing} comes to {product}",
        "price question from {who}; comparison for {site} sent",
        "training in {site} moved by {n} days",
        "invoice for {site} explained to {who}",
        "checked {thing} with {who}; {n} points stay open",
        "review prepared with {who}: numbers of {site}",
        "{who} tests {thing} in {site} for {n} days",
        "who looks after {thing} in {site} while {who} is away",
        "{product}: {who} wants fewer mails and one list for {site}",
    ],
    &[
        "quarter review with {who}: {thing} {n} % better",
        "{site} wants {product} too; {who} asks for a date",
        "{who} showed {thing} to {n} colleagues from {site}",
        "{thing} fixed within the hour; {who} is glad",
        "walked {who} through the new view of {thing}",
        "{site} went live; {n} people trained with {who}",
        "{who} asks us to speak about {thing} in {site}",
        "{n} hours a week saved on {thing} in {site}, says {who}",
        "{who} plans {site} for spring with {product}",
        "{who} answered a doubt about {thing} for us in {site}",
    ],
];

/// What pulses say, by score 1 to 5, with the topic.
pub(super) const QUOTES: [&[(&str, Topic)]; 5] = [
    &[
        ("we look at two other suppliers for {site}", Topic::Competitor),
        ("I cannot defend {product} after {thing}", Topic::Value),
        ("{n} weeks without an answer on {thing}", Topic::Support),
        ("{site} has given up on {thing}", Topic::Quality),
    ],
    &[
        ("support takes {n} days on {thing}", Topic::Support),
        ("{thing} comes late to {site} every week", Topic::Delivery),
        ("{product} is too dear for what {site} gets", Topic::Price),
        ("nobody tells {site} what happens with {thing}", Topic::OurPeople),
    ],
    &[
        ("{thing} is all right, {site} is not", Topic::Quality),
        ("we had hoped for more from {product} in {site}", Topic::Value),
        ("who looks after {thing} now?", Topic::OurPeople),
        ("good, if the price of {product} holds for {site}", Topic::Price),
    ],
    &[
        ("{site} is happy with {product}", Topic::Quality),
        ("{thing} works, on Mondays too", Topic::Quality),
        ("I get an answer on {thing} before I ask twice", Topic::Support),
        ("{site} would miss {thing}", Topic::Value),
    ],
    &[
        ("{product} was the best decision for {site}", Topic::Value),
        ("I tell everybody about {thing} in {site}", Topic::Relationship),
        ("you know {thing} as well as we do", Topic::OurPeople),
        ("{thing}: {n} hours a week back for {site}", Topic::Value),
    ],
];

pub(super) const BOUGHT: &[&str] = &[
    "wanted {thing} in one place for {site}",
    "the old supplier left {site} alone with {thing}",
    "needed {thing} in order before the season",
    "the pilot in {site} paid for itself in {n} weeks",
    "wanted a name to call about {thing}",
];
pub(super) const ISSUES: &[&str] = &[
    "{thing} wrong in {site} since the update",
    "{thing}: reports arrive {n} hours late",
    "sign-in fails for {n} people in {site}",
    "data on {thing} missing in {site}",
];
pub(super) const TODO: &[&str] = &[
    "Send {who} the comparison for {site}",
    "Fix the date of the review with {who}",
    "Call {who} about the ticket on {thing}",
    "Introduce the service lead to {who}",
    "Collect results on {thing} for {who}",
    "Confirm the training in {site} with {who}",
];
pub(super) const PROMISES: &[&str] = &[
    "the plan for moving {site}",
    "an answer to {who} on the discount for {site}",
    "a named contact for {thing} at weekends",
    "the corrected invoice for {site}",
    "the rollout dates for {site}",
];
/// What customers gained, in their words.
pub(super) const GAINED: &[&str] = &[
    "We close {thing} {n} days sooner.",
    "One person in {site} does what three did before.",
    "{site} has not stood still since.",
    "Nobody in {site} asks about {thing} any more.",
];
pub(super) const SAVED: &[&str] = &[
    "stayed with {site} until {thing} ran again",
    "found why {thing} failed in {site}",
    "drove to {site} with the spare part",
    "won {who} back with an honest word about {thing}",
];
pub(super) const WON: &[&str] = &[
    "built the pilot for {site} in {n} days",
    "showed {who} {thing} on live data",
    "trained {n} people in {site} on a Saturday",
    "went through the numbers of {site} with {who}",
];
pub(super) const GREW: &[&str] =
    &["{site} uses it too", "{n} more people work with {thing}", "{thing} joined the contract"];
pub(super) const SHRANK: &[&str] = &["{site} closed", "{n} people fewer work with {thing}"];

/// What the people of an account say, and about what.
#[derive(Debug, Clone)]
pub(super) struct Talk {
    trade: usize,
    sites: [&'static str; 3],
    pub(super) product: &'static str,
}

impl Talk {
    pub(super) fn new(chance: &mut Chance, trade: usize, product: &'static str) -> Self {
        let first = chance.between(0, SITES.len() as i32 - 1) as usize;
        let site = |more: usize| SITES[(first + more) % SITES.len()];
        Self { trade, sites: [site(0), site(7), site(13)], product }
    }

    pub(super) fn trade(&self) -> &'static Trade {
        &TRADES[self.trade]
    }

    /// A template with its blanks filled in.
    fn filled(&self, chance: &mut Chance, template: &str, who: &str) -> String {
        let (thing, site) = (*chance.pick(self.trade().things), *chance.pick(&self.sites));
        let number = chance.between(2, 19).to_string();
        let mut out = String::with_capacity(template.len() + 24);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            out.push_str(before);
            out.push_str(match name {
                "who" => who,
                "thing" => thing,
                "site" => site,
                "product" => self.product,
                _ => &number,
            });
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// How often each sentence was said.
#[derive(Debug, Default)]
pub(super) struct Said {
    counts: HashMap<String, u32>,
    /// In a large book sentences may come again.
    repeats: bool,
}

impl Said {
    pub(super) fn new(repeats: bool) -> Self {
        Self { repeats, ..Self::default() }
    }

    /// A sentence about an account, `who` of which is spoken with; seldom one that stands in the book already.
    pub(super) fn say(&mut self, chance: &mut Chance, talk: &Talk, templates: &[&str], who: &str) -> String {
        let mut said = String::new();
        for _ in 0..TRIES {
            let template = *chance.pick(templates);
            said = talk.filled(chance, template, who);
            if self.is_new(&said) {
                break;
            }
        }
        self.was_said(&said);
        said
    }

    /// A quote of a pulse with this score, and its topic.
    pub(super) fn quote(&mut self, chance: &mut Chance, talk: &Talk, score: i32) -> (String, Topic) {
        let list = QUOTES[(score - 1).clamp(0, 4) as usize];
        let first = chance.between(0, list.len() as i32 - 1) as usize;
        let mut said = (String::new(), list[first].1);
        for more in 0..TRIES as usize {
            let (words, topic) = list[(first + more) % list.len()];
            said = (talk.filled(chance, words, ""), topic);
            if self.is_new(&said.0) {
                break;
            }
        }
        self.was_said(&said.0);
        said
    }

    fn was_said(&mut self, said: &str) {
        if !self.repeats {
            *self.counts.entry(said.to_owned()).or_default() += 1;
        }
    }

    fn is_new(&self, said: &str) -> bool {
        self.repeats || self.counts.get(said).is_none_or(|count| *count < MOST)
    }
}
