//! What the form of each kind of record has beyond its declaration: headings, what is proposed, what follows from what.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use super::record::RecordForm;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::assignment::Assignment;
use crate::domain::checklist::ChecklistItem;
use crate::domain::churn::Churn;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::custom_field::CustomField;
use crate::domain::departure_signal::DepartureSignal;
use crate::domain::dismissed_duplicate::DismissedDuplicate;
use crate::domain::drop_off::DropOff;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::invoice::Invoice;
use crate::domain::issue::Issue;
use crate::domain::member::Member;
use crate::domain::month::Month;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::reading::Reading;
use crate::domain::reference::Reference;
use crate::domain::referral::Referral;
use crate::domain::setting::Setting;
use crate::domain::snooze::Snooze;
use crate::domain::stage_period::StagePeriod;
use crate::domain::touch::Touch;
use crate::domain::words::{CommitmentKind, ContractOutcome, LossType, OpportunityState};

/// Kinds whose form is what their declaration says.
macro_rules! plain {
    ($($type:ident)+) => { $(impl RecordForm for $type {})+ };
}

plain!(CustomField DismissedDuplicate Reading Snooze DepartureSignal Invoice ChecklistItem DropOff Member Month Referral Setting StagePeriod Reference);

/// Kinds that can be moved to another account besides.
macro_rules! movable {
    ($($type:ident)+) => { $(impl RecordForm for $type { const MOVES: bool = true; })+ };
}

movable!(Event Touch);

impl RecordForm for Issue {
    const MOVES: bool = true;

    /// Somebody answers for each: the account lead, where nobody is named.
    fn close(&mut self, before: Option<&Self>, _: &Draft<'_>, book: &Book) -> Result<()> {
        if self.owner.is_none() && before.is_none_or(|before| before.owner.is_none()) {
            self.owner = book.lead(self.account)?;
        }
        Ok(())
    }
}

impl RecordForm for Account {
    fn open(form: &mut Form, it: Option<&Self>, names: &Names, book: &Book) -> Result<()> {
        propose_me(form, it.is_none(), names);
        propose_proofs(form, book)
    }

    fn keep(self, _: Option<&Self>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
        book.keep_with_custom(self, draft.custom())
    }
}

/// Proposes whoever uses the book as the owner of what is new.
fn propose_me(form: &mut Form, is_new: bool, names: &Names) {
    let me = names.ours(names.me);
    if is_new && !me.is_empty() {
        form.set("owner", &me);
    }
}

impl RecordForm for Handoff {
    /// Whom they ask meanwhile and since when they know it come first: that is what is still open.
    fn heading(it: Option<&Self>, names: &Names) -> String {
        let to = it.map_or_else(String::new, |it| format!(" to {}", names.ours(it.to_member)));
        format!("Hand-off of {}{to}", names.account)
    }

    fn open(form: &mut Form, it: Option<&Self>, _: &Names, _: &Book) -> Result<()> {
        form.fields.sort_by_key(|field| field.key != "told_on");
        if let Some(field) = form.field_mut("interim_contact").filter(|_| it.is_some()) {
            field.needed = true;
        }
        Ok(())
    }

    fn close(&mut self, _: Option<&Self>, draft: &Draft<'_>, _: &Book) -> Result<()> {
        match self.told_on.filter(|day| *day > draft.today) {
            Some(day) => {
                let sentence = format!("{day} is in the future; they are told today or before.");
                Err(Problem::field("told_on", sentence))
            }
            None => Ok(()),
        }
    }
}

/// What helped to win or to keep them: the page and every reference that may be told, or other words.
fn propose_proofs(form: &mut Form, book: &Book) -> Result<()> {
    let options = book.proofs()?;
    if let Some(field) = form.field_mut("reference") {
        field.kind = Kind::Choice { options, strict: false };
        field.hint = "The reference or page that helped; other words are fine";
    }
    Ok(())
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
            None => format!("New assignment at {}", names.account),
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

    fn open(form: &mut Form, it: Option<&Self>, names: &Names, _: &Book) -> Result<()> {
        if it.is_none() {
            form.set("due", "today");
        }
        propose_me(form, it.is_none(), names);
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
const COMMITMENTS: [CommitmentKind; 2] = [CommitmentKind::Commitment, CommitmentKind::NextStep];

impl RecordForm for Commitment {
    fn open(form: &mut Form, it: Option<&Self>, _: &Names, _: &Book) -> Result<()> {
        if let Some(field) = form.field_mut("kind") {
            field.kind =
                Kind::Choice { options: COMMITMENTS.map(|kind| kind.word().to_owned()).to_vec(), strict: true };
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
        format!("Record a churn: {}", names.account)
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
const SCORES: [&str; 5] = ["1 at risk", "2 unhappy", "3 neutral", "4 content", "5 would recommend"];

impl RecordForm for Pulse {
    const MOVES: bool = true;

    fn heading(_: Option<&Self>, names: &Names) -> String {
        format!("Pulse of {}", names.account)
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

    fn keep(self, before: Option<&Self>, _: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
        match before {
            None => book.credit(self),
            Some(_) => Ok(book.keep(self)?.1),
        }
    }
}
