//! Every kind of thing that has a form: what it is called on the command line, what it belongs to, and what can be done.
//!
//! One row a kind. `FormRequest::kind` knows every form, so a form that is added needs a row here before it compiles, and a
//! test holds every row to a command that opens it.

use crate::domain::noun::Noun;
use crate::domain::text::same_word;

/// What can be done with a kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// One can be made: `mainstay new`.
    New,
    /// One can be changed: `mainstay edit`.
    Edit,
    /// One can be taken out: `mainstay remove`.
    Remove,
}

impl Way {
    /// Its command.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Way::New => "new",
            Way::Edit => "edit",
            Way::Remove => "remove",
        }
    }
}

/// What a kind of thing belongs to, which is named before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// The book.
    Book,
    /// An account.
    Account,
    /// An account, or none in particular.
    AnyAccount,
    /// A playbook.
    Playbook,
}

/// What there is to know of a kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The kind of record it is, where it is one.
    pub(crate) noun: Option<Noun>,
    /// Its word.
    pub(crate) word: &'static str,
    /// Other words for it.
    pub(crate) also: &'static [&'static str],
    /// What it belongs to.
    pub(crate) of: Of,
    /// What can be done with `new`, `edit` and `remove`.
    pub(crate) ways: &'static [Way],
    /// The command that fills its form in another way, if there is one.
    pub(crate) verb: Option<&'static str>,
    /// What it is, for lists.
    pub(crate) what: &'static str,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $(($noun:ident))?: $word:literal $(/ $also:literal)*, $of:ident, [$($way:ident)*], $verb:expr, $what:literal;)+) => {
        /// A kind of thing that has a form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind { $($(#[$doc])* $name),+ }

        impl Kind {
            /// Every kind, in the order in which lists name them.
            pub(crate) const ALL: &'static [Kind] = &[$(Kind::$name),+];

            /// What there is to know of it.
            pub(crate) const fn row(self) -> Row {
                match self {
                    $(Kind::$name => Row {
                        noun: kinds!(@noun $($noun)?),
                        word: $word,
                        also: &[$($also),*],
                        of: Of::$of,
                        ways: &[$(Way::$way),*],
                        verb: $verb,
                        what: $what,
                    }),+
                }
            }
        }
    };
    (@noun) => { None };
    (@noun $noun:ident) => { Some(Noun::$noun) };
}

kinds! {
    Account(Accounts): "account" / "customer", Book, [New Edit Remove], None, "a customer";
    Contact(Contacts): "contact" / "person", Account, [New Edit Remove], None, "a contact";
    Member(Members): "member", Book, [New Edit Remove], None, "a team member";
    Assignment(Assignments): "assignment" / "seat", Account, [New Edit Remove], None, "an assignment: a member's role at an account";
    Contract(Contracts): "contract" / "line", Account, [New Edit Remove], None, "a contract";
    Action(Actions): "action", AnyAccount, [New Edit Remove], None, "something to do, for an account or none";
    Issue(Issues): "issue", Account, [New Edit Remove], None, "an issue the customer reported";
    Event(Events): "event", Account, [New Edit Remove], None, "an event that changes the risk";
    Commitment(Commitments): "commitment" / "promise", Account, [New Edit Remove], None, "a commitment, by a date; see commitment-met and commitment-given-up";
    Loss(Churns): "churn" / "loss", Account, [New Edit Remove], None, "a churn; see won-back";
    Pulse(Pulses): "pulse", Account, [New Edit Remove], None, "a pulse: a 1–5 answer of a contact";
    Opportunity(Opportunities): "opportunity", Account, [New Edit Remove], None, "an opportunity";
    Reference(References): "reference" / "story", Account, [New Edit Remove], None, "a reference: quote and consent";
    Touch(Touches): "touch", Account, [New Edit Remove], None, "a touch that was logged: another day, other words";
    CustomField(CustomFields): "custom-field", Account, [New Edit Remove], None, "a field of the account beyond those it has: segment, region …";
    Reading(Readings): "reading", Account, [New Edit Remove], None, "a metric of the account on a day: logins, seats used, NPS …";
    Invoice(Invoices): "invoice" / "bill", Account, [New Edit Remove], None, "an invoice of the account, and whether it is paid";
    Referral(Referrals): "referral", Account, [New Edit Remove], None, "a referral by a contact";
    ChecklistItem: "checklist-item" / "kit-item", Account, [Edit], None, "an item of the onboarding checklist";
    Morning: "start-of-day" / "morning", Book, [Edit], None, "the three questions with which a day starts";
    Checklist: "checklist" / "kit", Book, [Edit], None, "the onboarding checklist, one item a line";
    Credit(Contributions): "credit" / "contribution", Account, [New Edit Remove], None, "what a team member did for a win or a save";
    Keepers: "retention-owners" / "keepers", Account, [Edit], None, "who is named to answer for keeping the account";
    Marks: "marks", Account, [Edit], None, "whether the account is loyal, and retainable";
    Plan(Plans): "plan", Account, [New Edit Remove], None, "a success plan, joint or internal";
    Goal(Goals): "goal" / "objective", Account, [New Edit Remove], None, "a goal of the account in its current plan";
    SuspectedDeparture: "departure-signal" / "doubt" / "sign", Account, [Edit], None, "whether a contact has left, and who took over";
    Told: "told" / "deal-status", Account, [Edit], None, "a deal status update for helpers";
    Watch(Watches): "watch", Account, [New Edit Remove], None, "who watches the account, and the backup";
    Departure: "departure", Book, [], Some("what-if leave"), "the departure of a team member";
    Rate(Rates): "rate", Book, [New Edit Remove], None, "an exchange rate";
    Connection: "connection" / "connection-point", Book, [New Edit Remove], None, "a sales-service question";
    Stage: "stage", Book, [New Edit Remove], None, "a stage of the lifecycle; new ones stand behind the one named";
    Playbook: "playbook" / "hot-spot", Book, [New Edit Remove], None, "what is done at a drop-off point";
    DropOff(DropOffs): "drop-off" / "drop-off-point", Book, [New Edit Remove], None, "a drop-off point of a stage, marked with why and the evidence";
    Task: "playbook-action" / "task", Playbook, [New Edit Remove], None, "an action of a playbook";
    Rules: "rules", Book, [Edit], Some("settings"), "the numbers of a signal, a tier, the bands";
    Charter: "charter" / "charter-action", Book, [New Edit Remove], None, "one of the five actions of the charter";
    Agreement(Agreements): "agreement", Book, [New Edit Remove], None, "who agreed to a charter action, in their words";
    Ask(LeadershipRequests): "leadership-request" / "ask", Book, [New Edit Remove], None, "a leadership request";
    Pledge: "pledge", Book, [Edit], None, "the pledge, dated and signed";
    Definition: "definition", Book, [New Edit Remove], None, "a definition, ours and the customer's";
    Objections: "objections" / "fears", Book, [Edit], None, "the objections the showcase answers";
    Pay: "pay", Book, [Edit], None, "pay and cost of new business and retention";
    Began: "before-after" / "began", Book, [Edit], None, "the day before and after which the score is compared";
    Target: "target", Book, [New Edit Remove], None, "the target of a measure";
    SavedFilter: "filter" / "saved-filter", Book, [New Edit Remove], None, "a filter of the account list, under a name";
    CompanyUpdates(CompanyUpdates): "company-update" / "news" / "communication", AnyAccount, [New Edit Remove], None, "a company update, to an account or to all";
    Insight(Insights): "insight", Book, [New Edit Remove], None, "an insight: non-sales information";
    InsightShare(InsightShares): "share", Account, [New Edit Remove], None, "an insight shared with the account";
    HuddleDecision(Actions): "huddle-decision", AnyAccount, [New Edit Remove], None, "what the huddle decided: who does it, by when";
    Holidays: "holidays", Book, [Edit], None, "the holidays";
    Decision: "decision", Account, [], Some("decide"), "a renewal outcome";
    Return: "return", Account, [], Some("won-back"), "a win-back";
    Handoff(Handoffs): "handoff" / "hand-off", Account, [Edit], None, "a hand-off that was offered: when the customer was told, whom they ask";
    Offer: "offer", Account, [], Some("handoff offer"), "the offer of an account to its receiver";
    Answer: "answer", Account, [], Some("handoff accept"), "the answer to an offer";
}

impl Kind {
    /// Whether this can be done with it.
    pub(crate) fn can(self, way: Way) -> bool {
        self.row().ways.contains(&way)
    }

    /// Reads its word, or another one for it, in any dress.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let named = |row: Row| same_word(row.word, text) || row.also.iter().any(|also| same_word(also, text));
        Self::ALL.iter().copied().find(|kind| named(kind.row()))
    }
}
