//! Timeline: everything that happened, newest first, one line each; Enter reads it whole.

use super::data::Data;
use crate::book::page::{Entry, Happening};
use crate::domain::day::Day;
use crate::domain::pulse::Pulse;
use crate::domain::reference::Reference;
use crate::domain::risk::score::Band;
use crate::domain::touch::Touch;
use crate::domain::words::{ActionOutcome, UpdateTopic};
use crate::form::record_ref::RecordRef;
use crate::tui::widget::row::{Ink, Row};

/// The rows of the tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    let entries = data.timeline.as_deref().unwrap_or_default();
    if entries.is_empty() {
        return vec![Row::said(Ink::Dim, "No history yet. l logs a touch.")];
    }
    entries.iter().map(|entry| row(data, entry)).collect()
}

fn row(data: &Data, entry: &Entry) -> Row {
    let dated = |what: &str| Row::default().column(Ink::Dim, 12, &data.spoken(entry.on)).column(Ink::Dim, 9, what);
    match &entry.what {
        Happening::Touch(touch) => touch_row(data, touch, entry.on),
        Happening::Pulse(pulse) => {
            let who = pulse.contact.map_or("", |contact| data.name(contact));
            let mut row = dated("pulse");
            row.pieces.extend(pulse_row(data, pulse).pieces);
            row.piece(Ink::Dim, format!("  {who}")).of(RecordRef::of(pulse.id)).full(pulse_words(data, pulse))
        }
        Happening::Event(event) => {
            let detail = event.detail.clone().unwrap_or_default();
            let words = dated("event").piece(Ink::Warning, event.kind.word()).piece(Ink::Plain, format!("  {detail}"));
            words.of(RecordRef::of(event.id)).full(format!("{}\n{detail}", event.kind))
        }
        Happening::IssueOpened(issue) => {
            let role = if issue.escalation { Ink::Risk(Band::Critical) } else { Ink::Warning };
            let word = if issue.escalation { "escalated" } else { "issue" };
            let full = format!("{}\n{}", issue.title, issue.summary.clone().unwrap_or_default());
            dated(word).piece(role, &issue.title).of(RecordRef::of(issue.id)).full(full)
        }
        Happening::IssueClosed(issue) => dated("settled").piece(Ink::Good, &issue.title).of(RecordRef::of(issue.id)),
        Happening::Stage(stay) => dated("stage").piece(Ink::Plain, data.stages.name(&stay.stage)),
        Happening::Action(action) => {
            let word = if action.outcome == Some(ActionOutcome::Dropped) { "dropped" } else { "done" };
            let reason = action.reason.clone().map_or_else(String::new, |reason| format!("  {reason}"));
            let row = dated(word).piece(Ink::Plain, &action.title).piece(Ink::Dim, reason);
            row.of(RecordRef::of(action.id))
        }
        Happening::Loss(loss) => {
            let reason = loss.reason.clone().unwrap_or_default();
            let quote = loss.quote.as_ref().map_or_else(String::new, |quote| format!("  “{quote}”"));
            let row = dated("lost").piece(Ink::Risk(Band::Critical), reason.clone()).piece(Ink::Plain, quote.clone());
            row.of(RecordRef::of(loss.id)).full(format!("{reason}{quote}"))
        }
        Happening::Reference(story) => story_row(data, story, dated("story")),
        Happening::InsightShare(share, title) => {
            let reaction = share.reaction.clone().map_or_else(String::new, |words| format!("  “{words}”"));
            let who = share.contact.map_or_else(String::new, |contact| format!("  {}", data.name(contact)));
            let row = dated("insight").piece(Ink::Plain, title).piece(Ink::Plain, reaction.clone());
            row.piece(Ink::Dim, who.clone()).of(RecordRef::of(share.id)).full(format!("{title}{who}\n\n{reaction}"))
        }
        Happening::CompanyUpdate(update) => {
            let topic = update.topic.map_or("no topic", UpdateTopic::word);
            let row = dated("news").piece(Ink::Plain, &update.title).piece(Ink::Dim, format!("  {topic}"));
            row.of(RecordRef::of(update.id)).full(format!("{topic}: {}", update.title))
        }
    }
}

/// What they can be quoted with, and whether it may be told.
fn story_row(data: &Data, story: &Reference, dated: Row) -> Row {
    let (role, consent) = match story.consent_on {
        Some(on) if on <= data.today => (Ink::Good, format!("consent {}", data.spoken(on))),
        Some(on) => (Ink::Warning, format!("consent from {}", data.spoken(on))),
        None => (Ink::Warning, "no consent yet".to_owned()),
    };
    let who = story.contact.map_or_else(String::new, |contact| format!("  {}", data.name(contact)));
    let full = format!("“{}”{who}\n\n{consent}; e changes it.", story.words);
    // Consent first: long words would push it out of sight.
    let row = dated.piece(role, format!("{consent}  ")).piece(Ink::Plain, format!("“{}”", story.words));
    row.piece(Ink::Dim, who).of(RecordRef::of(story.id)).full(full)
}

/// A touch: when, how, with whom, what was said.
pub(crate) fn touch_row(data: &Data, touch: &Touch, on: Day) -> Row {
    let theirs = data.names_of(&touch.contacts);
    let ours = data.names_of(&touch.members);
    let value = touch.value_tag.map_or_else(String::new, |value| format!("  ~{value}"));
    let summary = touch.summary.clone().unwrap_or_default();
    let who = match (theirs.is_empty(), ours.is_empty()) {
        (false, false) => format!("  {theirs} with {ours}"),
        (false, true) => format!("  {theirs}"),
        (true, false) => format!("  {ours}"),
        (true, true) => String::new(),
    };
    let minutes = [touch.prep_minutes, touch.contact_minutes, touch.followup_minutes];
    let minutes: u32 = minutes.into_iter().flatten().sum();
    let full = format!("{} {}{who}{value}, {minutes} minutes\n\n{summary}", data.spoken(on), touch.channel);
    Row::default()
        .column(Ink::Dim, 12, &data.spoken(on))
        .column(Ink::Plain, 9, touch.channel.word())
        .piece(Ink::Plain, if summary.is_empty() { "–" } else { &summary })
        .piece(Ink::Good, value)
        .piece(Ink::Dim, who)
        .of(RecordRef::of(touch.id))
        .full(full)
}

/// A pulse: the number, what it means, their words or the topics.
pub(crate) fn pulse_row(data: &Data, pulse: &Pulse) -> Row {
    let role = match pulse.score {
        1 => Ink::Risk(Band::Critical),
        2 => Ink::Risk(Band::AtRisk),
        3 => Ink::Risk(Band::Watch),
        _ => Ink::Good,
    };
    let words = match &pulse.quote {
        Some(quote) => format!("“{quote}”"),
        None => pulse.topics.iter().map(|topic| format!("#{topic}")).collect::<Vec<_>>().join(" "),
    };
    let row = Row::said(role, format!("{}/5 {:<10} ", pulse.score, mood(pulse.score)));
    row.piece(Ink::Plain, words).piece(Ink::Dim, format!("  {}", pulse.source)).full(pulse_words(data, pulse))
}

fn pulse_words(data: &Data, pulse: &Pulse) -> String {
    let who = pulse.contact.map_or("the account", |contact| data.name(contact));
    let topics: Vec<&str> = pulse.topics.iter().map(|topic| topic.word()).collect();
    let quote = pulse
        .quote
        .clone()
        .map_or_else(String::new, |quote| format!("\n\n“{quote}”\n\na acts on it: a call within a week."));
    format!(
        "{}/5 {}, {} by {who}, {}\n{}{quote}",
        pulse.score,
        mood(pulse.score),
        pulse.source,
        data.spoken(pulse.on),
        topics.join(", ")
    )
}

/// What the numbers of a pulse mean.
pub(crate) fn mood(score: u8) -> &'static str {
    match score {
        1 => "at risk",
        2 => "unhappy",
        3 => "neutral",
        4 => "content",
        _ => "recommends",
    }
}
