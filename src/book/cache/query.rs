//! The queries that are read beside the keys, each with the kinds of record that it reads. A test holds the lists against the
//! tables that SQLite says were read.

use super::{Query, Reads};
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::book::programme::insights;
use crate::book::renewals::WITHIN;
use crate::book::risk::LeftOut as LeftOutOf;
use crate::book::team::{assignments, exposure, inside, matrix, people, what_if};
use crate::book::{ahead, gaps, pipeline, programme, renewal_months, renewals, stage_members, survival};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::domain::survival::Field;

/// What the standing of an account is worked out from, and so what every query reads that looks at standings.
pub(super) const STANDINGS: &[Noun] = &[
    Noun::Members,
    Noun::Accounts,
    Noun::Contacts,
    Noun::Assignments,
    Noun::Contracts,
    Noun::Churns,
    Noun::StageHistory,
    Noun::Touches,
    Noun::Pulses,
    Noun::Issues,
    Noun::Events,
    Noun::Actions,
    Noun::Handoffs,
    Noun::Commitments,
    Noun::Plans,
    Noun::CompanyUpdates,
    Noun::Referrals,
    Noun::Invoices,
    Noun::Readings,
    Noun::Rates,
    Noun::Snoozes,
];

#[cfg(test)]
macro_rules! examples {
    ($book:ident, $query:ident) => {
        [$query]
    };
    ($book:ident, $query:ident $about:ty) => {
        <$about as super::tests::Examples>::of($book).into_iter().map($query).collect::<Vec<_>>()
    };
}

macro_rules! queries {
    ($($(#[$doc:meta])* $query:ident $(($about:ty))? -> $answer:ty, |$book:ident $(, $it:ident)?| $run:expr, reads $reads:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $query $((pub $about))?;

        impl Query for $query {
            type Answer = $answer;
            const READS: Reads = $reads;

            fn run(&self, $book: &Book) -> Result<Self::Answer> {
                $(let $it = self.0;)?
                $run
            }
        }
    )+

    /// Shows every query to a test, of all that it may be about.
    #[cfg(test)]
    pub(super) fn each(book: &Book, look: &mut impl super::tests::Look) {
        $(look.at(&examples!(book, $query $($about)?));)+
    }
};}

queries! {
    /// The survival of the book by a field.
    Survival(Option<Field>) -> survival::Survival, |book, by| book.survival(None, by),
        reads &[STANDINGS];
    /// The score of the twelve months until today.
    Year -> Metrics, |book| book.year(),
        reads &[STANDINGS, &[Noun::Opportunities]];
    /// The stage board.
    Board -> pipeline::Board, |book| book.board(),
        reads &[STANDINGS, &[Noun::DropOffs]];
    /// The contract lines that are decided within [`WITHIN`] days.
    Agenda -> renewals::Agenda, |book| book.agenda(WITHIN),
        reads &[STANDINGS];
    /// What is decided month by month.
    RenewalMonths -> Vec<renewal_months::RenewalMonth>, |book| book.renewal_months(),
        reads &[STANDINGS];
    /// The same lines, looked at closely: what they are sorted by.
    Renewals -> Vec<(renewals::Renewal, Band)>, |book| book.renewals_with_bands(WITHIN),
        reads &[STANDINGS];
    /// The open accounts that are in no sum.
    LeftOut -> LeftOutOf, |book| book.left_out(),
        reads &[STANDINGS];
    /// Who is in the stage in this place of the lifecycle: what they are sorted by.
    StageMembers(usize) -> Vec<stage_members::StageMember>, |book, place| book.stage_members(place),
        reads &[STANDINGS];
    /// The gaps between sale and service.
    Gaps -> gaps::Gaps, |book| book.gaps(),
        reads &[STANDINGS, &[Noun::ChecklistItems]];
    /// What is planned over all accounts.
    Ahead -> Vec<ahead::Ahead>, |book| book.ahead(),
        reads &[STANDINGS, &[Noun::Opportunities]];
    /// What customers have, by how many.
    Products -> Vec<(String, u64)>, |book| book.products_held(),
        reads &[&[Noun::Contracts]];
    /// Every team member.
    People -> people::People, |book| book.people(),
        reads &[STANDINGS];
    /// The best customers that hang on one team member.
    Exposure -> exposure::Exposure, |book| book.exposure(),
        reads &[STANDINGS, &[Noun::InsightShares, Noun::DepartureSignals]];
    /// Our team against the most valuable accounts.
    Matrix -> matrix::Matrix, |book| book.matrix(),
        reads &[STANDINGS];
    /// Who helped whom.
    Inside -> inside::Inside, |book| book.inside(),
        reads &[STANDINGS, &[Noun::InsightShares, Noun::Opportunities, Noun::Contributions]];
    /// What hangs on a team member: the accounts at risk if they leave.
    WhatIf(Id<Member>) -> what_if::WhatIf, |book, member| book.what_if(member),
        reads &[STANDINGS];
    /// The assignments of a team member.
    AssignmentsHeld(Id<Member>) -> assignments::AssignmentsHeld, |book, member| book.assignments_held(member),
        reads &[STANDINGS];
    /// The accounts that lost a team member.
    MemberAttrition -> Vec<assignments::MemberAttrition>, |book| book.member_attrition(),
        reads &[STANDINGS];
    /// Insights, and with whom they were shared.
    Library -> insights::Library, |book| book.library(),
        reads &[&[Noun::Members, Noun::Accounts, Noun::Contacts, Noun::Assignments, Noun::Contracts, Noun::Insights, Noun::InsightShares]];
    /// Communications, who heard them, and the huddle.
    Programme -> programme::Programme, |book| book.programme(),
        reads &[STANDINGS, &[Noun::InsightShares, Noun::Opportunities, Noun::Contributions, Noun::DropOffs]];
}
