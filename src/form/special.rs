//! What the form of each kind of record has beyond its declaration: headings, what is proposed, what follows from what.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use super::record::RecordForm;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::assignment::Assignment;
use crate::domain::charter::is_active;
use crate::domain::checklist::ChecklistItem;
use crate::domain::churn::Churn;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::departure_signal::DepartureSignal;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::insight::{Insight, InsightShare};
use crate::domain::invoice::Invoice;
use crate::domain::issue::Issue;
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::member::Member;
use crate::domain::month::Month;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan, review_after};
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::reference::Reference;
use crate::domain::referral::Referral;
use crate::domain::setting::Setting;
use crate::domain::snooze::Snooze;
use crate::domain::stage_period::StagePeriod;
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;
use crate::domain::words::{CommitmentKind, ContractOutcome, LossType, OpportunityState};

/// Kinds whose form is what their declaration says.
macro_rules! plain {
    ($($type:ident)+) => { $(impl RecordForm for $type {})+ };
}

plain!(Account Snooze Event Handoff DepartureSignal Invoice Issue ChecklistItem Member Month Referral Setting StagePeriod Reference Touch);

/// What helped to win or to keep them: the page and every reference that may be told, or other words.
fn propose_proofs(form: &mut Form, book: &Book) -> Result<()> {
    let options = book.proofs()?;
    if let Some(field) = form.field_mut("reference") {
        field.kind = Kind::Choice { options, strict: false };
        field.hint = "The story or page that helped to win or keep them; other words are fine";
    }
    Ok(())
}

/// What is entered on another day than its own was not known before.
fn known_since(on: Day, today: Day) -> Option<Day> {
    Some(today).filter(|today| *today != on)
}

/// Refuses a day that lies ahead.
fn not_ahead(field: &'static str, day: Day, today: Day, says: &str) -> Result<()> {
    if day > today { Err(Problem::field(field, format!("{day} lies ahead; {says}"))) } else { Ok(()) }
}

impl RecordForm for Contact {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        format!("{} at {}", it.map_or("New contact", |it| &it.name), names.account)
    }
}

impl RecordForm for Assignment {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        match it {
            Some(it) => format!("{}, {}", it.role.title(), names.account),
            None => format!("New seat on the team of {}", names.account),
        }
    }

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, _: &Book) -> Result<()> {
        if it.is_none() {
            form.set("since", "");
        }
        Ok(())
    }

    /// Another holder begins today, unless the day was changed, too.
    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        let is_new = before.is_none_or(|it| it.member != self.member && it.since == self.since);
        if is_new && (before.is_some() || self.since.is_none()) {
            self.since = Some(draft.today);
        }
        Ok(())
    }
}

impl RecordForm for Contract {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        let product = it.and_then(|it| it.product.as_deref()).unwrap_or("New contract");
        format!("{product}, {}", names.account)
    }

    fn open(form: &mut Form, _: Option<&Self>, _: &Names, book: &Book) -> Result<()> {
        propose_proofs(form, book)
    }

    fn close(&mut self, _: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        if self.outcome.is_some() {
            self.outcome_on = self.outcome_on.or(Some(draft.today));
        }
        if self.outcome == Some(ContractOutcome::Churned) {
            self.reference = None;
        }
        Ok(())
    }
}

impl RecordForm for Action {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        match (it, names.account.as_str()) {
            (Some(it), _) => it.title.clone(),
            (None, "") => "New action".to_owned(),
            (None, account) => format!("New action for {account}"),
        }
    }

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, _: &Book) -> Result<()> {
        if it.is_none() {
            form.set("due", "today");
        }
        Ok(())
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        if before.is_none() {
            self.known_on = Some(draft.today);
        }
        Ok(())
    }
}

/// What a customer can be promised; an action of the charter has a form of its own.
const PROMISES: [CommitmentKind; 2] = [CommitmentKind::Promise, CommitmentKind::NextStep];

impl RecordForm for Commitment {
    const OPENS_AT_FIRST: bool = true;

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, _: &Book) -> Result<()> {
        if let Some(field) = form.field_mut("kind") {
            field.kind = Kind::Choice { options: PROMISES.map(|kind| kind.word().to_owned()).to_vec(), strict: true };
        }
        if let Some(field) = form.field_mut("due").filter(|_| it.is_none()) {
            field.needed = true;
        }
        Ok(())
    }

    /// Somebody answers for each: the account lead, where nobody is named.
    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, book: &Book) -> Result<()> {
        if let (None, Some(account)) = (self.owner, self.account) {
            self.owner = book.lead(account)?;
        }
        if before.is_none() {
            self.known_on = Some(draft.today);
        }
        Ok(())
    }
}

impl RecordForm for Opportunity {
    const OPENS_AT_FIRST: bool = true;

    fn open(form: &mut Form, _: Option<&Self>, _: &Names, book: &Book) -> Result<()> {
        propose_proofs(form, book)
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, book: &Book) -> Result<()> {
        self.closed_on = self.closed_on.or(Some(draft.today)).filter(|_| self.state != OpportunityState::Open);
        if self.owner.is_none() {
            self.owner = book.lead(self.account)?;
        }
        if before.is_none() {
            self.known_on = Some(draft.today);
        }
        Ok(())
    }
}

impl RecordForm for Churn {
    fn heading(_: Option<&Self>, names: &Names) -> String {
        format!("{} is lost", names.account)
    }

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, _: &Book) -> Result<()> {
        if it.is_none() {
            form.set("type", LossType::Voluntary.word());
        }
        if let Some(field) = form.field_mut("reason") {
            field.needed = true;
        }
        Ok(())
    }
}

/// What the numbers of a pulse mean.
const SCORES: [&str; 5] = ["1 leaving", "2 unhappy", "3 lukewarm", "4 content", "5 would recommend"];

impl RecordForm for Pulse {
    fn heading(_: Option<&Self>, names: &Names) -> String {
        format!("How does {} feel about staying", names.account)
    }

    fn open(form: &mut Form, it: Option<&Self>, names: &Names, _: &Book) -> Result<()> {
        if let Some(field) = form.field_mut("score") {
            let score = it.map_or("", |it| SCORES[usize::from(it.score.clamp(1, 5)) - 1]);
            let kind = Kind::Choice { options: SCORES.map(str::to_owned).to_vec(), strict: true };
            *field = Field::new(field.key, field.label, kind, score).needed();
        }
        if let (None, [only]) = (it, names.their_names().as_slice()) {
            form.set("contact", only);
        }
        Ok(())
    }
}

impl RecordForm for Rate {
    fn heading(it: Option<&Self>, _: &Names) -> String {
        it.map_or_else(|| "New exchange rate".to_owned(), |it| format!("Exchange rate of {}", it.currency))
    }

    /// The first currency without a rate is proposed.
    fn open(form: &mut Form, it: Option<&Self>, _: &Names, book: &Book) -> Result<()> {
        if it.is_none() {
            let missing = book.unrated()?.first().map(|(currency, _)| currency.clone()).unwrap_or_default();
            form.set("currency", &missing);
        }
        Ok(())
    }

    /// A day has one rate of a currency: a second one takes the place of the first.
    fn close(&mut self, before: Option<&Self>, _: &Draft<'_>, book: &Book) -> Result<()> {
        let mut all = book.all::<Rate>()?.into_iter();
        let same = all.find(|one| one.currency == self.currency && one.on == self.on && one.id != self.id);
        let Some(same) = same else { return Ok(()) };
        if before.is_some() {
            let sentence =
                format!("{} has a rate from {} already; change that one, or give another day.", self.currency, self.on);
            return Err(Problem::field("on", sentence));
        }
        *self = Rate { rate: self.rate, ..same };
        Ok(())
    }
}

impl RecordForm for Contribution {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        it.map_or_else(|| format!("Who helped with {}", names.account), |it| it.what.clone())
    }

    fn keep(self, before: Option<&Self>, book: &mut Book) -> Result<Outcome> {
        match before {
            None => book.credit(self.account, self.member, self.kind, self.on, &self.what),
            Some(_) => Ok(book.keep(self)?.1),
        }
    }
}

impl RecordForm for Plan {
    const OPENS_AT_FIRST: bool = true;

    fn heading(it: Option<&Self>, names: &Names) -> String {
        match it {
            Some(it) => format!("The {} plan with {}", it.kind.word(), names.account),
            None => format!("New plan with {}", names.account),
        }
    }

    /// A new plan proposes its review as the tier of the account says.
    fn open(form: &mut Form, it: Option<&Self>, names: &Names, book: &Book) -> Result<()> {
        if let (None, Some(account)) = (it, names.id) {
            form.set("review_on", &book.today().plus(book.review_days(account)?).to_string());
        }
        Ok(())
    }

    /// A review that was held moves the next one, unless the form says when that is.
    fn close(&mut self, before: Option<&Self>, _: &Draft<'_>, book: &Book) -> Result<()> {
        let days = book.review_days(self.account)?;
        let asked = self.review_on;
        self.review_on = match before.map(|it| (it.review_on, it.reviewed_on)) {
            Some((next, last)) if (next, last) == (asked, self.reviewed_on) => next,
            // The review that was due has been held: the day that stands there is over.
            Some((next, _)) if next == asked => Some(review_after(None, self.started_on, self.reviewed_on, days)),
            _ => Some(review_after(asked, self.started_on, self.reviewed_on, days)),
        };
        Ok(())
    }
}

impl RecordForm for Goal {
    const OPENS_AT_FIRST: bool = true;

    fn heading(it: Option<&Self>, names: &Names) -> String {
        it.map_or_else(|| format!("New goal of {}", names.account), |it| it.objective.clone())
    }
}

impl RecordForm for Watch {
    const OPENS_AT_FIRST: bool = true;

    fn heading(_: Option<&Self>, names: &Names) -> String {
        format!("Who keeps an eye on {}", names.account)
    }
}

impl RecordForm for CompanyUpdate {
    const OPENS_AT_FIRST: bool = true;

    fn heading(it: Option<&Self>, names: &Names) -> String {
        let to = if names.account.is_empty() { "everybody" } else { names.account.as_str() };
        it.map_or_else(|| format!("Company news to {to}"), |it| it.title.clone())
    }

    fn open(form: &mut Form, it: Option<&Self>, names: &Names, book: &Book) -> Result<()> {
        if it.is_none() {
            form.set("channel", "email");
            form.set("member", &names.ours(book.news_owner()?));
        }
        if names.account.is_empty() {
            form.fields.retain(|field| field.key != "contact");
        }
        Ok(())
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        if before.is_none() {
            self.known_on = known_since(self.on, draft.today);
        }
        Ok(())
    }
}

impl RecordForm for Insight {
    const OPENS_AT_FIRST: bool = true;

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, book: &Book) -> Result<()> {
        if it.is_none() {
            form.set("expires_on", &book.today().plus(90).to_string());
        }
        Ok(())
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        if before.is_none() {
            self.known_on = known_since(self.on, draft.today);
        }
        Ok(())
    }

    /// What sells in it is said, and it is kept all the same.
    fn keep(self, _: Option<&Self>, book: &mut Book) -> Result<Outcome> {
        let sells =
            book.what_sells(&self.title)?.map_or_else(|| book.what_sells(&self.so_what), |why| Ok(Some(why)))?;
        let mut outcome = book.keep(self)?.1;
        if let Some(why) = sells.filter(|_| outcome.step > 0) {
            outcome.summary = format!("{} ▲ reads like selling: {why}", outcome.summary);
        }
        Ok(outcome)
    }
}

impl RecordForm for InsightShare {
    fn heading(it: Option<&Self>, names: &Names) -> String {
        format!("{} an insight with {}", if it.is_some() { "Shared" } else { "Share" }, names.account)
    }

    /// Which insight, and with which pair of peers: two fields that stand for several of the record.
    fn open(form: &mut Form, it: Option<&Self>, names: &Names, book: &Book) -> Result<()> {
        let (today, all) = (book.today(), book.all::<Insight>()?);
        let named = it.and_then(|it| all.iter().find(|one| one.id == it.insight)).map(|one| one.title.clone());
        let fresh = all.iter().filter(|one| one.expires_on.is_none_or(|day| day >= today));
        let options = fresh.rev().map(|one| one.title.clone()).collect();
        let pairs = names.id.map_or_else(|| Ok(Vec::new()), |account| book.pairs(account))?;
        let is_pair = |it: &InsightShare| {
            pairs.iter().find(|one| (Some(one.member), Some(one.contact)) == (it.member, it.contact))
        };
        let pair = it.and_then(is_pair).map(|one| one.words.clone()).unwrap_or_default();
        let pairs: Vec<String> = pairs.iter().map(|one| one.words.clone()).collect();
        let insight = Field::choice("insight", "Insight", options, named.unwrap_or_default());
        form.fields.insert(0, insight.needed().hint("Stale ones are not offered"));
        form.fields.insert(1, Field::choice("pair", "Peer pair", pairs, pair).hint("Blank: name the two below"));
        Ok(())
    }

    /// A pair names both its people, unless others are named.
    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, book: &Book) -> Result<()> {
        let title = draft.words("insight");
        let mut all: Vec<Insight> = book.all()?;
        all.sort_by_key(|one| before.is_none_or(|it| it.insight != one.id));
        let none = || Problem::field("insight", format!("No insight is called “{title}”; add it on screen 6 first."));
        self.insight = all.into_iter().find(|one| one.title == title).ok_or_else(none)?.id;
        if let Some(words) = draft.text("pair")
            && let Some(pair) = book.pairs(self.account)?.into_iter().find(|one| one.words == words)
        {
            self.contact = self.contact.or(Some(pair.contact));
            self.member = self.member.or(Some(pair.member));
        }
        not_ahead("on", self.on, draft.today, "an insight is shared today or before.")?;
        if before.is_none() {
            self.known_on = known_since(self.on, draft.today);
        }
        Ok(())
    }
}

impl RecordForm for Agreement {
    fn heading(it: Option<&Self>, _: &Names) -> String {
        it.map_or_else(|| "Who agreed, in their words".to_owned(), |it| format!("{} agreed", it.who))
    }

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, book: &Book) -> Result<()> {
        let actions = book.charter_actions()?;
        let open: Vec<_> = actions.iter().filter(|one| is_active(one)).collect();
        let named = it.and_then(|it| actions.iter().find(|one| one.id == it.commitment)).map(|one| one.what.clone());
        let only = if let [only] = open.as_slice() { Some(only.what.clone()) } else { None };
        let options = open.iter().map(|one| one.what.clone()).collect();
        let action = Field::choice("action", "To which action", options, named.or(only).unwrap_or_default());
        form.fields.insert(0, action.needed());
        Ok(())
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, book: &Book) -> Result<()> {
        let name = draft.words("action");
        let mut actions = book.charter_actions()?;
        // Of two with one name the one that runs is meant, and what was meant before stays so.
        actions.sort_by_key(|one| (before.is_none_or(|it| it.commitment != one.id), !is_active(one)));
        let none = || Problem::field("action", format!("No action of the charter is called “{name}”; n makes one."));
        self.commitment = actions.into_iter().find(|one| one.what == name).ok_or_else(none)?.id;
        not_ahead("on", self.on, draft.today, "somebody agrees today or before.")?;
        if before.is_none() {
            self.known_on = known_since(self.on, draft.today);
        }
        Ok(())
    }
}

impl RecordForm for LeadershipRequest {
    fn heading(it: Option<&Self>, _: &Names) -> String {
        it.map_or_else(|| "Ask a leader".to_owned(), crate::domain::record::Record::title)
    }

    fn close(&mut self, before: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        for (field, day) in [("asked_on", Some(self.asked_on)), ("held_on", self.held_on)] {
            day.map_or(Ok(()), |day| not_ahead(field, day, draft.today, "give the day under “Set for”."))?;
        }
        if before.is_none() {
            self.known_on = known_since(self.asked_on, draft.today);
        }
        Ok(())
    }
}
