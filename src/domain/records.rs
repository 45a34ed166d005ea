//! Which declared record stands behind each kind.

use super::noun::Noun;
use super::record::{Field, Record};

macro_rules! records {
    ($d:tt $($noun:ident: $module:ident :: $type:ident;)+) => {
        impl Noun {
            /// Its fields, without the id.
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Noun::$noun => <super::$module::$type as Record>::FIELDS),+ }
            }
        }

        /// Calls `$call::<Type>(…)` with the type behind a kind.
        macro_rules! with_record {
            ($d noun:expr, $d call:ident ( $d ($d argument:expr),* )) => {
                match $d noun {
                    $($crate::domain::noun::Noun::$noun => $d call::<$crate::domain::$module::$type>($d ($d argument),*),)+
                }
            };
        }
    };
}

#[rustfmt::skip]
records! { $
    Members: member::Member;
    Accounts: account::Account;
    Contacts: contact::Contact;
    Assignments: assignment::Assignment;
    Contracts: contract::Contract;
    Churns: churn::Churn;
    StageHistory: stage_period::StagePeriod;
    Touches: touch::Touch;
    Pulses: pulse::Pulse;
    Issues: issue::Issue;
    Events: event::Event;
    Actions: action::Action;
    Handoffs: handoff::Handoff;
    ChecklistItems: checklist::ChecklistItem;
    Commitments: commitment::Commitment;
    Plans: plan::Plan;
    Goals: plan::Goal;
    CompanyUpdates: company_update::CompanyUpdate;
    Insights: insight::Insight;
    InsightShares: insight::InsightShare;
    Referrals: referral::Referral;
    Opportunities: opportunity::Opportunity;
    CustomFields: custom_field::CustomField;
    Readings: reading::Reading;
    Contributions: contribution::Contribution;
    Invoices: invoice::Invoice;
    Rates: rate::Rate;
    Agreements: agreement::Agreement;
    LeadershipRequests: leadership_request::LeadershipRequest;
    References: reference::Reference;
    DropOffs: drop_off::DropOff;
    Watches: watch::Watch;
    Months: month::Month;
    DepartureSignals: departure_signal::DepartureSignal;
    DismissedDuplicates: dismissed_duplicate::DismissedDuplicate;
    Snoozes: snooze::Snooze;
    Settings: setting::Setting;
}

pub(crate) use with_record;
