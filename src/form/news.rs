//! The forms of company news, insights and whom they were shared with, and of what a huddle decides.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::book::keep::unborn;
use crate::book::programme::insights::Pair;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::communication::Communication;
use crate::domain::huddle::reason;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, Share};
use crate::domain::problem::{Problem, Result};
use crate::domain::words::{Channel, CommsTopic, Topic};

/// The fields of company news, to an account or to everybody.
pub(crate) fn form(it: Option<&Communication>, names: &Names, book: &Book) -> Result<Form> {
    let to = if names.account.is_empty() { "everybody" } else { names.account.as_str() };
    let topics = CommsTopic::ALL.iter().map(|one| one.word().to_owned()).collect();
    let channels = Channel::ALL.iter().map(|one| one.word().to_owned()).collect();
    let who = it.map_or_else(|| book.news_owner(), |it| Ok(it.member))?;
    let mut fields = vec![
        Field::text_of("title", "What is told", it.map(|it| it.title.clone()).unwrap_or_default()).needed(),
        Field::choice("topic", "Topic", topics, it.and_then(|it| it.topic).map_or("", CommsTopic::word)),
        Field::new("on", "On", Kind::Day, it.map_or_else(|| "today".to_owned(), |it| it.on.to_string()))
            .hint("A day ahead: it is planned"),
        Field::choice("channel", "How", channels, it.map_or("email", |it| it.channel.map_or("", Channel::word))),
        Field::choice("member", "Who is responsible", names.our_names(), names.ours(who)),
    ];
    if !names.account.is_empty() {
        let contact = names.theirs(it.and_then(|it| it.contact));
        fields.push(Field::choice("contact", "Who hears it", names.their_names(), contact));
    }
    fields.push(
        Field::text_of("gap", "They did not know", or_blank(it.and_then(|it| it.gap.as_ref())))
            .hint("“I never knew that about you”: what?"),
    );
    let title = it.map_or_else(|| format!("Company news to {to}"), |it| it.title.clone());
    let form = Form::new(title, fields);
    Ok(if it.is_some() { Form { focus: 0, ..form } } else { form })
}

/// The same for new ones to everybody, with the topic filled in.
pub(crate) fn form_on(topic: CommsTopic, names: &Names, book: &Book) -> Result<Form> {
    let mut form = form(None, names, book)?;
    if let Some(field) = form.fields.iter_mut().find(|field| field.key == "topic") {
        field.edit().set(topic.word());
    }
    Ok(form)
}

/// The news that the form describes.
pub(crate) fn record(
    before: Option<&Communication>,
    account: Option<Id<Account>>,
    draft: &Draft<'_>,
) -> Result<Communication> {
    let on = draft.day_or_today("on")?;
    let known = || Some(draft.today).filter(|today| *today != on);
    Ok(Communication {
        id: before.map_or(unborn(), |it| it.id),
        external_id: before.and_then(|it| it.external_id.clone()),
        account,
        on,
        topic: draft.word("topic", CommsTopic::read)?,
        title: draft.words("title"),
        channel: draft.word("channel", Channel::read)?,
        member: draft.member("member")?,
        contact: draft.contact("contact")?,
        gap: draft.text("gap"),
        known_on: before.map_or_else(known, |it| it.known_on),
    })
}

/// The fields of an insight.
pub(crate) fn insight_form(it: Option<&Insight>, book: &Book) -> Form {
    let expires = it.map_or_else(|| book.today().plus(90).to_string(), |it| day_text(it.expires_on));
    let form = Form::new(
        it.map_or_else(|| "New insight".to_owned(), |it| it.title.clone()),
        vec![
            Field::text_of("title", "What it is", it.map(|it| it.title.clone()).unwrap_or_default())
                .needed()
                .hint("News of their trade; no product of ours, no price"),
            Field::text_of("so_what", "So what for them", it.map(|it| it.so_what.clone()).unwrap_or_default())
                .needed()
                .hint("What it means for their work"),
            Field::text_of("source", "Source", or_blank(it.and_then(|it| it.source.as_ref()))),
            Field::new("on", "Of", Kind::Day, it.map_or_else(|| "today".to_owned(), |it| it.on.to_string())),
            Field::new("expires_on", "Stale after", Kind::Day, expires),
        ],
    );
    if it.is_some() { Form { focus: 0, ..form } } else { form }
}

/// Keeps an insight; what sells in it is said, and it is kept all the same.
pub(crate) fn keep_insight(before: Option<&Insight>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let on = draft.day_or_today("on")?;
    let it = Insight {
        id: before.map_or(unborn(), |it| it.id),
        external_id: before.and_then(|it| it.external_id.clone()),
        title: draft.words("title"),
        source: draft.text("source"),
        on,
        so_what: draft.words("so_what"),
        expires_on: draft.day("expires_on")?,
        known_on: before.map_or(Some(draft.today).filter(|today| *today != on), |it| it.known_on),
    };
    let sells = book.what_sells(&it.title)?.map_or_else(|| book.what_sells(&it.so_what), |why| Ok(Some(why)))?;
    let mut outcome = book.keep(it)?.1;
    if let Some(why) = sells.filter(|_| outcome.step > 0) {
        outcome.summary = format!("{} ▲ reads like selling: {why}", outcome.summary);
    }
    Ok(outcome)
}

/// The fields of a share; `what`: the insight that is selected.
pub(crate) fn share_form(
    it: Option<&Share>,
    account: Id<Account>,
    what: Option<Id<Insight>>,
    names: &Names,
    book: &Book,
) -> Result<Form> {
    let today = book.today();
    let all: Vec<Insight> = book.all()?;
    let id = it.map(|it| it.insight).or(what);
    let named = id.and_then(|id| all.iter().find(|one| one.id == id)).map(|one| one.title.clone()).unwrap_or_default();
    let fresh = all.iter().filter(|one| one.expires_on.is_none_or(|day| day >= today));
    let options = fresh.rev().map(|one| one.title.clone()).collect();
    let pairs = book.pairs(account)?;
    let pair =
        it.and_then(|it| pairs.iter().find(|one| (Some(one.member), Some(one.contact)) == (it.member, it.contact)));
    let pair = pair.map(|one| one.words.clone()).unwrap_or_default();
    let pairs: Vec<String> = pairs.into_iter().map(|one| one.words).collect();
    let title = format!("{} an insight with {}", if it.is_some() { "Shared" } else { "Share" }, names.account);
    Ok(Form::new(
        title,
        vec![
            Field::choice("insight", "Insight", options, named).needed().hint("Stale ones are not offered"),
            Field::choice("pair", "Peer pair", pairs, pair).hint("Blank: name the two below"),
            Field::choice("contact", "With whom", names.their_names(), names.theirs(it.and_then(|it| it.contact))),
            Field::choice("member", "By whom", names.our_names(), names.ours(it.and_then(|it| it.member))),
            Field::new("on", "On", Kind::Day, it.map_or_else(|| "today".to_owned(), |it| it.on.to_string())),
            Field::text_of("reaction", "What they said", or_blank(it.and_then(|it| it.reaction.as_ref())))
                .hint("p takes a pulse down from it"),
        ],
    ))
}

/// The share that the form describes. A pair names both its people, unless others are named.
pub(crate) fn share(before: Option<&Share>, account: Id<Account>, draft: &Draft<'_>, book: &Book) -> Result<Share> {
    let title = draft.words("insight");
    let mut all: Vec<Insight> = book.all()?;
    all.sort_by_key(|one| before.is_none_or(|it| it.insight != one.id));
    let none = || Problem::field("insight", format!("No insight is called “{title}”; add it on screen 6 first."));
    let insight = all.into_iter().find(|one| one.title == title).ok_or_else(none)?;
    let (contact, member) = (draft.contact("contact")?, draft.member("member")?);
    let pair: Option<Pair> = match draft.text("pair") {
        Some(words) => book.pairs(account)?.into_iter().find(|one| one.words == words),
        None => None,
    };
    let on = draft.day_or_today("on")?;
    if on > draft.today {
        return Err(Problem::field("on", format!("{on} lies ahead; an insight is shared today or before.")));
    }
    Ok(Share {
        id: before.map_or(unborn(), |it| it.id),
        external_id: before.and_then(|it| it.external_id.clone()),
        insight: insight.id,
        account,
        contact: contact.or(pair.as_ref().map(|pair| pair.contact)),
        member: member.or(pair.map(|pair| pair.member)),
        on,
        reaction: draft.text("reaction"),
        known_on: before.map_or(Some(draft.today).filter(|today| *today != on), |it| it.known_on),
    })
}

/// The fields of a decision of this month's huddle; `topic`: what came up in pulses and is to get better.
pub(crate) fn decision_form(topic: Option<Topic>, names: &Names) -> Form {
    let about = match topic {
        Some(topic) => format!(" about {topic}"),
        None if names.account.is_empty() => String::new(),
        None => format!(" about {}", names.account),
    };
    let begun = topic.map_or_else(String::new, |topic| format!("Improve {topic}: "));
    let form = Form::new(
        format!("Decided at the huddle{about}"),
        vec![
            Field::text_of("title", "What is decided", begun).needed(),
            Field::choice("owner", "Who does it", names.our_names(), "").needed(),
            Field::new("due", "By when", Kind::Day, "+14d").needed().hint("+7d, fri, 1 Dec or 2026-12-01"),
        ],
    );
    // What is begun is to be said to its end first.
    if topic.is_some() { Form { focus: 0, ..form } } else { form }
}

/// The action that a decision becomes.
pub(crate) fn decision(account: Option<Id<Account>>, draft: &Draft<'_>) -> Result<Action> {
    Ok(Action {
        id: unborn(),
        external_id: None,
        account,
        title: draft.words("title"),
        channel: None,
        owner: draft.member("owner")?,
        due: draft.day("due")?,
        done_on: None,
        outcome: None,
        reason: Some(reason(draft.today)),
        playbook: None,
        minutes: None,
        huddle_month: Some(draft.today.month_start()),
        known_on: Some(draft.today),
    })
}
