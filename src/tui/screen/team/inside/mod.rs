//! The inside network: who helped whom win or keep, whom to thank, and which roles are with the customers.

mod network;
mod tells;
mod wins;

use super::panes::Focus;
use super::{Shows, TeamScreen};
use crate::book::team::inside::{Credit, Folk, Inside, Talk};
use crate::book::team::wins::{Tell, Win, WinKind};
use crate::domain::account::Account;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::words::ContributionKind;
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::tui::canvas::Canvas;
use crate::view::inside::Link;
use ratatui::layout::Rect;

/// What the pane lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// With whom to keep connected, whom to ask in, whom to thank.
    #[default]
    Network,
    /// Every win with who helped.
    Wins,
    /// What whoever helped was told of the deals.
    Deals,
}

impl View {
    /// The next one.
    pub(super) fn next(self) -> Self {
        match self {
            View::Network => View::Wins,
            View::Wins => View::Deals,
            View::Deals => View::Network,
        }
    }
}

/// Whom words are prepared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordsFor {
    /// Who is thanked for this.
    Thanks(Id<Contribution>),
    /// Whoever helped with this account.
    Helpers(Id<Account>),
}

/// A row of the list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row<'a> {
    /// With whom to keep connected.
    Talk(&'a Talk),
    /// Whom to ask in.
    Folk(&'a Folk),
    /// Whom to thank.
    Credit(&'a Credit),
    /// A win, and who helped.
    Win(&'a Win),
    /// What whoever helped was told.
    Tell(&'a Tell),
}

impl Row<'_> {
    /// The team member to talk with or to ask in; none: it is about a customer.
    fn member(self) -> Option<Id<Member>> {
        match self {
            Row::Talk(one) => Some(one.member.id),
            Row::Folk(one) => Some(one.member),
            Row::Credit(_) | Row::Win(_) | Row::Tell(_) => None,
        }
    }

    /// The record that e changes; none: there is none.
    pub(super) fn record(self) -> Option<RecordRef> {
        match self {
            Row::Credit(one) => Some(RecordRef::of(one.contribution.id)),
            row => row.member().map(RecordRef::of),
        }
    }

    /// The account it is about, and what it is called.
    pub(super) fn whose(self) -> (Option<Id<Account>>, String) {
        match self {
            Row::Credit(one) => (Some(one.contribution.account), one.account.clone()),
            Row::Talk(one) => (None, one.member.name.clone()),
            Row::Folk(one) => (None, one.name.clone()),
            Row::Win(one) => (Some(one.account), one.name.clone()),
            Row::Tell(one) => (Some(one.account), one.name.clone()),
        }
    }
}

/// The rows of the network: talks, then whom to ask in, then credits.
pub(super) fn links(inside: &Inside) -> impl Iterator<Item = Link<'_>> {
    let talks = inside.talks.iter().map(Link::Talk);
    talks.chain(inside.folks.iter().map(Link::Folk)).chain(inside.credits.iter().map(Link::Credit))
}

/// What tells a row of the network apart.
pub(super) fn id(link: &Link<'_>) -> i64 {
    match link {
        Link::Talk(one) => -(one.member.id.raw() << 1),
        Link::Folk(one) => -(one.member.raw() << 1) - 1,
        Link::Credit(one) => one.contribution.id.raw(),
    }
}

/// The account that a row of the network is about.
pub(super) fn account(link: &Link<'_>) -> Option<Id<Account>> {
    match link {
        Link::Talk(_) | Link::Folk(_) => None,
        Link::Credit(one) => Some(one.contribution.account),
    }
}

/// The row at this place of a view.
fn row(inside: &Inside, view: View, at: usize) -> Option<Row<'_>> {
    match view {
        View::Network => links(inside).nth(at).map(|link| match link {
            Link::Talk(one) => Row::Talk(one),
            Link::Folk(one) => Row::Folk(one),
            Link::Credit(one) => Row::Credit(one),
        }),
        View::Wins => inside.wins.get(at).map(Row::Win),
        View::Deals => inside.tells.get(at).map(Row::Tell),
    }
}

impl TeamScreen {
    /// What a new record is, where the pane has the keys; none: it is none of this pane.
    pub(crate) fn new_inside(&self) -> Option<FormRequest> {
        match self.inside_row()? {
            Row::Talk(one) => Some(FormRequest::AskIn(one.member.id)),
            Row::Folk(one) => Some(FormRequest::AskIn(one.member)),
            Row::Credit(one) => Some(FormRequest::New(Noun::Contributions, Some(one.contribution.account))),
            Row::Win(one) => {
                let is_save = one.kind == WinKind::Saved;
                let kind = if is_save { ContributionKind::Save } else { ContributionKind::Win };
                Some(FormRequest::CreditFor(one.account, kind, one.on, one.of))
            }
            Row::Tell(one) => Some(FormRequest::Told(one.account)),
        }
    }

    /// The row of the inside network that is selected.
    pub(super) fn inside_row(&self) -> Option<Row<'_>> {
        let at = self.selected(Focus::Inside).filter(|_| self.panes.focus == Focus::Inside)?;
        row(self.inside.as_ref()?, self.inside_view, at)
    }

    /// Whom of our team the selected row asks to keep connected with.
    pub(crate) fn to_talk_to(&self) -> Option<Id<Member>> {
        self.inside_row().filter(|row| matches!(row, Row::Talk(_))).and_then(Row::member)
    }

    /// Whom the selected row prepares words for: a contribution to be thanked for, or an account whose helpers are told.
    pub(crate) fn words_for(&self) -> Option<WordsFor> {
        match self.inside_row()? {
            Row::Credit(one) => Some(WordsFor::Thanks(one.contribution.id)),
            Row::Tell(one) => Some(WordsFor::Helpers(one.account)),
            Row::Talk(_) | Row::Folk(_) | Row::Win(_) => None,
        }
    }

    /// The contribution that is selected and waits for thanks.
    pub(crate) fn to_thank(&self) -> Option<Id<Contribution>> {
        let Row::Credit(credit) = self.inside_row()? else { return None };
        credit.contribution.thanked_on.is_none().then_some(credit.contribution.id)
    }
}

/// The answer in the frame.
pub(super) fn answer(inside: &Inside, view: View, today: Day) -> String {
    match view {
        View::Network => network::answer(inside, today),
        View::Wins => wins::answer(inside),
        View::Deals => tells::answer(inside),
    }
}

/// Rows above the list.
pub(super) fn head(inside: &Inside, view: View, height: u16) -> u16 {
    if view == View::Network { network::head(inside, height) } else { 0 }
}

/// Rows below the list.
pub(super) fn foot(view: View, height: u16) -> u16 {
    if view == View::Deals { tells::foot(height) } else { 0 }
}

/// Draws what is inside the pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, shows: &Shows<'_, Inside>, view: View) {
    match view {
        View::Network => network::draw(canvas, area, shows),
        View::Wins => wins::draw(canvas, area, shows),
        View::Deals => tells::draw(canvas, area, shows),
    }
}
