//! What an import has to know of each kind of record.

use super::directory::Directory;
use crate::book::team::doubts::note_changes;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::ask::Ask;
use crate::domain::check::Check;
use crate::domain::commitment::Commitment;
use crate::domain::communication::Communication;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::defection::Defection;
use crate::domain::deferral::Deferral;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::hint::Hint;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, Share};
use crate::domain::invoice::Invoice;
use crate::domain::issue::Issue;
use crate::domain::kit::KitItem;
use crate::domain::member::Member;
use crate::domain::month::Month;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::referral::Referral;
use crate::domain::seat::Seat;
use crate::domain::setting::Setting;
use crate::domain::stage_entry::StageEntry;
use crate::domain::story::Story;
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;
use crate::store::Edit;
use crate::store::record::Record;

/// A kind of record that can be imported.
pub(super) trait Import: Record + Check + Clone + PartialEq {
    /// Gives it an id.
    fn set_id(&mut self, id: Id<Self>);
    /// Lets later rows point to it.
    fn enter(&self, _directory: &mut Directory) {}
    /// What follows from it when it was otherwise before.
    fn note(&self, _old: &Self, _edit: &mut Edit<'_>) -> Result<()> {
        Ok(())
    }
}

macro_rules! import {
    ($($type:ident $(entered $enter:ident)? $(noted $note:path)?;)+) => {$(
        impl Import for $type {
            fn set_id(&mut self, id: Id<Self>) {
                self.id = id;
            }
            $(fn enter(&self, directory: &mut Directory) {
                directory.$enter(self);
            })?
            $(fn note(&self, old: &Self, edit: &mut Edit<'_>) -> Result<()> {
                $note(old, self, edit)
            })?
        }
    )+};
}

import! {
    Member entered add_member;
    Account entered add_account;
    Contact entered add_contact noted note_changes;
    Seat;
    Contract entered add_contract;
    Defection;
    StageEntry;
    Touch;
    Pulse;
    Issue;
    Event;
    Action;
    Handoff;
    KitItem;
    Commitment entered add_commitment;
    Plan entered add_plan;
    Goal;
    Communication;
    Insight entered add_insight;
    Share;
    Referral;
    Opportunity;
    Contribution;
    Invoice;
    Rate;
    Agreement;
    Ask;
    Story;
    Watch;
    Month;
    Hint;
    Deferral;
    Setting;
}

/// Calls `$call::<Type>(…)` with the type behind a noun.
macro_rules! with_type {
    ($noun:expr, $call:ident ( $($argument:expr),* )) => {
        match $noun {
            $crate::domain::noun::Noun::Members => $call::<$crate::domain::member::Member>($($argument),*),
            $crate::domain::noun::Noun::Accounts => $call::<$crate::domain::account::Account>($($argument),*),
            $crate::domain::noun::Noun::Contacts => $call::<$crate::domain::contact::Contact>($($argument),*),
            $crate::domain::noun::Noun::Seats => $call::<$crate::domain::seat::Seat>($($argument),*),
            $crate::domain::noun::Noun::Contracts => $call::<$crate::domain::contract::Contract>($($argument),*),
            $crate::domain::noun::Noun::Defections => $call::<$crate::domain::defection::Defection>($($argument),*),
            $crate::domain::noun::Noun::StageHistory => $call::<$crate::domain::stage_entry::StageEntry>($($argument),*),
            $crate::domain::noun::Noun::Touches => $call::<$crate::domain::touch::Touch>($($argument),*),
            $crate::domain::noun::Noun::Pulses => $call::<$crate::domain::pulse::Pulse>($($argument),*),
            $crate::domain::noun::Noun::Issues => $call::<$crate::domain::issue::Issue>($($argument),*),
            $crate::domain::noun::Noun::Events => $call::<$crate::domain::event::Event>($($argument),*),
            $crate::domain::noun::Noun::Actions => $call::<$crate::domain::action::Action>($($argument),*),
            $crate::domain::noun::Noun::Handoffs => $call::<$crate::domain::handoff::Handoff>($($argument),*),
            $crate::domain::noun::Noun::KitItems => $call::<$crate::domain::kit::KitItem>($($argument),*),
            $crate::domain::noun::Noun::Commitments => $call::<$crate::domain::commitment::Commitment>($($argument),*),
            $crate::domain::noun::Noun::Plans => $call::<$crate::domain::plan::Plan>($($argument),*),
            $crate::domain::noun::Noun::Goals => $call::<$crate::domain::plan::Goal>($($argument),*),
            $crate::domain::noun::Noun::Communications => $call::<$crate::domain::communication::Communication>($($argument),*),
            $crate::domain::noun::Noun::Insights => $call::<$crate::domain::insight::Insight>($($argument),*),
            $crate::domain::noun::Noun::Shares => $call::<$crate::domain::insight::Share>($($argument),*),
            $crate::domain::noun::Noun::Referrals => $call::<$crate::domain::referral::Referral>($($argument),*),
            $crate::domain::noun::Noun::Opportunities => $call::<$crate::domain::opportunity::Opportunity>($($argument),*),
            $crate::domain::noun::Noun::Contributions => $call::<$crate::domain::contribution::Contribution>($($argument),*),
            $crate::domain::noun::Noun::Invoices => $call::<$crate::domain::invoice::Invoice>($($argument),*),
            $crate::domain::noun::Noun::Rates => $call::<$crate::domain::rate::Rate>($($argument),*),
            $crate::domain::noun::Noun::Agreements => $call::<$crate::domain::agreement::Agreement>($($argument),*),
            $crate::domain::noun::Noun::Asks => $call::<$crate::domain::ask::Ask>($($argument),*),
            $crate::domain::noun::Noun::Stories => $call::<$crate::domain::story::Story>($($argument),*),
            $crate::domain::noun::Noun::Watches => $call::<$crate::domain::watch::Watch>($($argument),*),
            $crate::domain::noun::Noun::Months => $call::<$crate::domain::month::Month>($($argument),*),
            $crate::domain::noun::Noun::Hints => $call::<$crate::domain::hint::Hint>($($argument),*),
            $crate::domain::noun::Noun::Deferrals => $call::<$crate::domain::deferral::Deferral>($($argument),*),
            $crate::domain::noun::Noun::Settings => $call::<$crate::domain::setting::Setting>($($argument),*),
        }
    };
}

pub(crate) use with_type;

/// The order in which nouns are taken in: what is pointed to comes first.
pub(super) fn rank(noun: Noun) -> usize {
    Noun::ALL.iter().position(|known| *known == noun).unwrap_or(usize::MAX)
}

/// The fields without which a new record cannot be.
#[rustfmt::skip]
pub(super) fn required(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Members | Noun::Accounts => &["name"],
        Noun::Contacts       => &["account", "name"],
        Noun::Seats          => &["account", "role"],
        Noun::Contracts      => &["account"],
        Noun::Defections     => &["account", "on"],
        Noun::StageHistory   => &["account", "stage", "entered_on"],
        Noun::Touches        => &["account", "on", "channel"],
        Noun::Pulses         => &["account", "on", "score"],
        Noun::Issues         => &["account", "title", "opened_on"],
        Noun::Events         => &["account", "on", "kind"],
        Noun::Actions        => &["title"],
        Noun::Handoffs       => &["account", "offered_on"],
        Noun::KitItems       => &["account", "item"],
        Noun::Commitments    => &["what"],
        Noun::Plans          => &["account", "started_on"],
        Noun::Goals          => &["plan", "objective"],
        Noun::Communications => &["on", "title"],
        Noun::Insights       => &["title", "on", "so_what"],
        Noun::Shares         => &["insight", "account", "on"],
        Noun::Referrals      => &["account", "on", "referred"],
        Noun::Opportunities  => &["account", "title"],
        Noun::Contributions  => &["account", "member", "on", "what"],
        Noun::Invoices       => &["account", "issued_on"],
        Noun::Rates          => &["currency", "on", "rate"],
        Noun::Agreements => &["commitment", "who", "on"],
        Noun::Asks => &["leader", "what", "asked_on"],
        Noun::Stories => &["account", "on", "words"],
        Noun::Watches => &["account", "member", "since"],
        Noun::Months => &["month", "closed_on", "figures"],
        Noun::Hints          => &["account", "kind", "on"],
        Noun::Deferrals      => &["account", "line", "on", "until"],
        Noun::Settings       => &["key", "value", "since"],
    }
}

/// The fields by which a record without a key is known again when its file comes twice.
#[rustfmt::skip]
pub(super) fn natural(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Members | Noun::Accounts => &["name"],
        Noun::Contacts       => &["account", "name"],
        Noun::Seats          => &["account", "role", "member"],
        Noun::Contracts      => &["account", "product", "start", "end"],
        Noun::Defections     => &["account", "contract", "on"],
        Noun::StageHistory   => &["account", "stage", "entered_on"],
        Noun::Touches        => &["account", "on", "channel", "members", "contacts", "summary"],
        Noun::Pulses         => &["account", "contact", "on", "score", "quote"],
        Noun::Issues         => &["account", "title", "opened_on"],
        Noun::Events         => &["account", "on", "kind", "detail"],
        Noun::Actions        => &["account", "title", "due", "owner"],
        Noun::Handoffs       => &["account", "offered_on", "from_member", "to_member"],
        Noun::KitItems       => &["account", "item"],
        Noun::Commitments    => &["account", "kind", "what", "due"],
        Noun::Plans          => &["account", "kind", "started_on"],
        Noun::Goals          => &["plan", "objective"],
        Noun::Communications => &["account", "on", "title", "contact"],
        Noun::Insights       => &["title", "on"],
        Noun::Shares         => &["insight", "account", "contact", "on"],
        Noun::Referrals      => &["account", "contact", "on", "referred"],
        Noun::Opportunities  => &["account", "title"],
        Noun::Contributions  => &["account", "member", "kind", "on", "what"],
        Noun::Invoices       => &["account", "number", "issued_on"],
        Noun::Rates          => &["currency", "on"],
        Noun::Agreements => &["commitment", "who", "on"],
        Noun::Asks => &["leader", "what", "asked_on"],
        Noun::Stories => &["account", "on", "words"],
        Noun::Watches => &["account", "since"],
        Noun::Months => &["month"],
        Noun::Hints          => &["account", "contact", "kind", "on"],
        Noun::Deferrals      => &["account", "line", "on"],
        Noun::Settings       => &["key", "since"],
    }
}

/// The kind of record that a field points to.
pub(crate) fn target(field: &str) -> Option<Noun> {
    match field {
        "account" => Some(Noun::Accounts),
        "owner" | "member" | "cover" | "from_member" | "to_member" | "interim_contact" | "our_owner" | "members" => {
            Some(Noun::Members)
        }
        "contact" | "confirmed_by" | "peer" | "their_owner" | "contacts" => Some(Noun::Contacts),
        "contract" => Some(Noun::Contracts),
        "plan" => Some(Noun::Plans),
        "commitment" => Some(Noun::Commitments),
        "insight" => Some(Noun::Insights),
        _ => None,
    }
}
