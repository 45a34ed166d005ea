//! The columns that a file of each kind may have.
//!
//! There is one shape for every noun, which is also what is exported, and two more for what other programs keep
//! together and the book keeps apart: a deal becomes a contract, an opportunity or a loss; an activity becomes a touch
//! or an action.

use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::words::same_word;

/// What kind of thing the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Records of the book.
    Of(Noun),
    /// Deals of a sales program, won, lost or open.
    Deals,
    /// Activities of a sales program, done or to do.
    Activities,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, kept as they are.
    Text,
    /// A key or a name that points to another record.
    Key,
    /// One of a few fixed words.
    Word,
    /// A day.
    Day,
    /// An amount of money.
    Amount,
    /// A whole number.
    Count,
    /// A number with decimals.
    Number,
    /// Yes or no.
    Flag,
    /// Several items joined by `;`.
    List,
}

/// One column: its name in our files and how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, and the name of the field it fills.
    pub name: &'static str,
    /// How its cells are read.
    pub kind: Kind,
}

/// What is exported, and what is understood besides.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The columns of our own files, in order.
    pub own: &'static [Column],
    /// Columns that files of other programs have besides.
    pub foreign: &'static [Column],
}

macro_rules! columns {
    ($($name:ident: $kind:ident),* $(,)?) => { &[$(Column { name: stringify!($name), kind: Kind::$kind }),*] };
}

macro_rules! shapes {
    ($($noun:ident { $($own:tt)* } $(+ { $($foreign:tt)* })?)*) => {
        fn of_noun(noun: Noun) -> Columns {
            match noun { $(Noun::$noun => Columns { own: columns!($($own)*), foreign: columns!($($($foreign)*)?) },)* }
        }
    };
}

#[rustfmt::skip]
shapes! {
    Accounts { external_id: Text, name: Text, stage: Word, value: Amount, currency: Word, customer_since: Day,
        observed_since: Day, owner: Key, industry: Text, channel: Text, offer: Text, why_bought: Text, tags: List,
        website: Text, notes: Text, lost_on: Day, lost_decided_on: Day, lost_type: Word, lost_reason: Text, known_on: Day }
      + { deleted: Flag, owner_id: Key, domain: Text }
    Contacts { external_id: Text, account: Key, name: Text, title: Text, function: Text, seat: Word, email: Text,
        phone: Text, left_on: Day, known_on: Day }
      + { deleted: Flag, first_name: Text, last_name: Text, account_id: Key, account_domain: Key, role: Text }
    Members { external_id: Text, name: Text, title: Text, function: Text, team: Text, place: Text, email: Text,
        started_on: Day, left_on: Day, capacity_minutes: Count, inside_days: Count, last_inside: Day, known_on: Day }
      + { deleted: Flag, first_name: Text, last_name: Text }
    Seats { external_id: Text, account: Key, member: Key, role: Word, since: Day, until: Day, cadence_days: Count,
        minutes_month: Count, purpose: Text, peer: Key, known_on: Day }
    Contracts { external_id: Text, account: Key, product: Text, value: Amount, currency: Word, start: Day, end: Day,
        notice_days: Count, outcome: Word, outcome_on: Day, outcome_value: Amount, reason: Text,
        owner: Key, value_case: Text, proof: Text, known_on: Day }
      + { deleted: Flag, account_id: Key, term_months: Count, status: Text }
    Defections { external_id: Text, account: Key, contract: Key, on: Day, decided_on: Day, kind: Word, reason: Text,
        quote: Text, value: Amount, currency: Word, won_back_on: Day, known_on: Day }
    StageHistory { external_id: Text, account: Key, stage: Word, entered_on: Day, left_on: Day, known_on: Day }
    Touches { external_id: Text, account: Key, on: Day, channel: Word, members: List, contacts: List, two_way: Flag,
        value_tag: Word, prep_minutes: Count, contact_minutes: Count, followup_minutes: Count, summary: Text,
        known_on: Day }
    Pulses { external_id: Text, account: Key, contact: Key, on: Day, score: Count, source: Word, topics: List,
        quote: Text, known_on: Day }
    Issues { external_id: Text, account: Key, title: Text, opened_on: Day, closed_on: Day, escalation: Flag,
        summary: Text, known_on: Day }
      + { deleted: Flag, account_id: Key, contact: Key, contact_id: Key, status: Text, closed: Flag, number: Text }
    Events { external_id: Text, account: Key, on: Day, kind: Word, detail: Text, known_on: Day }
    Actions { external_id: Text, account: Key, title: Text, channel: Word, owner: Key, due: Day, done_on: Day,
        outcome: Word, reason: Text, playbook: Text, minutes: Count, huddle_month: Day,
        known_on: Day }
    Handoffs { external_id: Text, account: Key, from_member: Key, to_member: Key, offered_on: Day, state: Word,
        answered_on: Day, why_bought: Text, promises: Text, people: Text, open_points: Text, interim_contact: Key,
        told_on: Day, gaps: Text, known_on: Day }
    KitItems { external_id: Text, account: Key, item: Text, given_on: Day, confirmed_on: Day, confirmed_by: Key,
        known_on: Day }
    Commitments { external_id: Text, account: Key, kind: Word, what: Text, owner: Key, due: Day, kept_on: Day,
        broken_on: Day, measure: Text, target: Text, consequence: Text, reason: Text,
        known_on: Day }
    Plans { external_id: Text, account: Key, kind: Word, formality: Word, started_on: Day, invited_on: Day,
        agreed_on: Day, review_on: Day, reviewed_on: Day, closed_on: Day, mutual_wins: Text, could_go_wrong: Text, sold_lines: Text,
        unsold_lines: Text, known_on: Day }
    Goals { external_id: Text, plan: Key, objective: Text, measure: Text, our_owner: Key, their_owner: Key, due: Day,
        met_on: Day, known_on: Day }
    Communications { external_id: Text, account: Key, on: Day, topic: Word, title: Text, channel: Word, member: Key,
        contact: Key, gap: Text, known_on: Day }
    Insights { external_id: Text, title: Text, source: Text, on: Day, so_what: Text, expires_on: Day, known_on: Day }
    Shares { external_id: Text, insight: Key, account: Key, contact: Key, member: Key, on: Day, reaction: Text,
        known_on: Day }
    Referrals { external_id: Text, account: Key, contact: Key, on: Day, referred: Text, outcome: Text, known_on: Day }
    Opportunities { external_id: Text, account: Key, title: Text, value: Amount, currency: Word, owner: Key,
        state: Word, expected_on: Day, closed_on: Day, reason: Text, proof: Text, known_on: Day }
    Contributions { external_id: Text, account: Key, member: Key, kind: Word, on: Day, what: Text, thanked_on: Day,
        known_on: Day }
    Invoices { external_id: Text, account: Key, number: Text, issued_on: Day, due_on: Day, paid_on: Day,
        amount: Amount, currency: Word, disputed: Flag, known_on: Day }
    Rates { external_id: Text, currency: Word, on: Day, rate: Number, known_on: Day }
    Agreements { external_id: Text, commitment: Key, who: Text, on: Day, words: Text, known_on: Day }
    Asks { external_id: Text, leader: Text, what: Text, asked_on: Day, scheduled_on: Day, held_on: Day, outcome: Text, known_on: Day }
    Stories { external_id: Text, account: Key, contact: Key, on: Day, fear: Word, words: Text, consent_on: Day, named: Flag, known_on: Day }
    Watches { external_id: Text, account: Key, member: Key, cover: Key, since: Day, until: Day, known_on: Day }
    Months { external_id: Text, month: Day, closed_on: Day, figures: Text, known_on: Day }
    Hints { external_id: Text, account: Key, contact: Key, kind: Word, on: Day, words: Text, settled_on: Day, known_on: Day }
    Deferrals { account: Key, line: Word, on: Day, until: Day, dropped: Flag, reason: Text, known_on: Day }
    Settings { key: Text, value: Text, since: Day, known_on: Day }
}

#[rustfmt::skip]
const DEALS: &[Column] = columns! {
    external_id: Text, deleted: Flag, title: Text, account: Key, account_id: Key, contact: Key, owner: Key, owner_id: Key,
    value: Amount, currency: Word, stage: Text, status: Text, closed: Flag, won: Flag, pipeline: Text, kind: Text,
    product: Text, created_on: Day, close_on: Day, won_on: Day, lost_on: Day, renewal_on: Day, term: Text, reason: Text,
};

#[rustfmt::skip]
const ACTIVITIES: &[Column] = columns! {
    external_id: Text, deleted: Flag, kind: Text, subkind: Text, title: Text, summary: Text, on: Day, due: Day, created_on: Day, done_on: Day,
    status: Text, outcome: Text, done: Flag, account: Key, account_id: Key, what_id: Key, contacts: List, contact_id: Key, deal: Key,
    members: List, owner_id: Key, minutes: Count, duration_ms: Count, duration_s: Count,
};

impl Shape {
    /// Its columns.
    pub fn columns(self) -> Columns {
        match self {
            Shape::Of(noun) => of_noun(noun),
            Shape::Deals => Columns { own: &[], foreign: DEALS },
            Shape::Activities => Columns { own: &[], foreign: ACTIVITIES },
        }
    }

    /// What a file of this shape must have columns for: of each group of fields at least one.
    pub fn needs(self) -> &'static [&'static [&'static str]] {
        needs(self)
    }

    /// The first group of fields that none of `filled` fills.
    pub fn lacks(self, filled: impl Fn(&str) -> bool) -> Option<&'static [&'static str]> {
        self.needs().iter().copied().find(|group| !group.iter().any(|field| filled(field)))
    }

    /// Its column called `name`, in any case and with blanks for underscores.
    pub fn column(self, name: &str) -> Option<Column> {
        let columns = self.columns();
        columns.own.iter().chain(columns.foreign).copied().find(|column| same_word(column.name, name))
    }

    /// Its word in reports and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Shape::Of(noun) => noun.word(),
            Shape::Deals => "deals",
            Shape::Activities => "activities",
        }
    }

    /// Reads such a word, our own or one that other programs use.
    pub fn read(word: &str) -> Result<Self> {
        #[rustfmt::skip]
        const ALIASES: &[(&str, Shape)] = &[
            ("deals", Shape::Deals), ("activities", Shape::Activities), ("tasks", Shape::Activities),
            ("companies", Shape::Of(Noun::Accounts)), ("organisations", Shape::Of(Noun::Accounts)),
            ("organizations", Shape::Of(Noun::Accounts)), ("customers", Shape::Of(Noun::Accounts)),
            ("people", Shape::Of(Noun::Contacts)), ("persons", Shape::Of(Noun::Contacts)),
            ("tickets", Shape::Of(Noun::Issues)), ("cases", Shape::Of(Noun::Issues)),
            ("users", Shape::Of(Noun::Members)), ("owners", Shape::Of(Noun::Members)), ("team", Shape::Of(Noun::Members)),
            ("losses", Shape::Of(Noun::Defections)),
        ];
        let alias = ALIASES.iter().find(|(alias, _)| same_word(alias, word)).map(|(_, shape)| *shape);
        alias.map_or_else(|| Noun::read(word).map(Shape::Of), Ok)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Shape> {
        Noun::ALL.iter().map(|noun| Shape::Of(*noun)).chain([Shape::Deals, Shape::Activities])
    }
}

#[rustfmt::skip]
fn needs(shape: Shape) -> &'static [&'static [&'static str]] {
    const ACCOUNT: &[&str] = &["account", "account_id"];
    match shape {
        Shape::Deals                    => &[&["title"], ACCOUNT, &["stage", "status", "won"]],
        Shape::Activities               => &[&["on", "due", "done_on", "created_on"], &["title", "summary", "kind"],
                                             &["account", "account_id", "contacts", "contact_id", "what_id"]],
        Shape::Of(Noun::Accounts)       => &[&["name"]],
        Shape::Of(Noun::Contacts)       => &[&["name", "last_name", "first_name"], &["account", "account_id", "account_domain"]],
        Shape::Of(Noun::Members)        => &[&["name", "last_name", "email"]],
        Shape::Of(Noun::Seats)          => &[ACCOUNT, &["role"]],
        Shape::Of(Noun::Contracts)      => &[ACCOUNT, &["start", "end", "value"]],
        Shape::Of(Noun::Defections)     => &[ACCOUNT, &["on"]],
        Shape::Of(Noun::StageHistory)   => &[ACCOUNT, &["stage"], &["entered_on"]],
        Shape::Of(Noun::Touches)        => &[ACCOUNT, &["on"], &["channel"]],
        Shape::Of(Noun::Pulses)         => &[ACCOUNT, &["on"], &["score"]],
        Shape::Of(Noun::Issues)         => &[&["account", "account_id", "contact", "contact_id"], &["title", "external_id"], &["opened_on"]],
        Shape::Of(Noun::Events)         => &[ACCOUNT, &["on"], &["kind"]],
        Shape::Of(Noun::Actions)        => &[&["title"], &["account", "due", "owner"]],
        Shape::Of(Noun::Handoffs)       => &[ACCOUNT, &["offered_on"]],
        Shape::Of(Noun::KitItems)       => &[ACCOUNT, &["item"], &["given_on", "confirmed_on"]],
        Shape::Of(Noun::Commitments)    => &[&["what"]],
        Shape::Of(Noun::Plans)          => &[ACCOUNT, &["started_on"]],
        Shape::Of(Noun::Goals)          => &[&["plan"], &["objective"]],
        Shape::Of(Noun::Communications) => &[&["on"], &["title"]],
        Shape::Of(Noun::Insights)       => &[&["title"], &["so_what"]],
        Shape::Of(Noun::Shares)         => &[&["insight"], ACCOUNT, &["on"]],
        Shape::Of(Noun::Referrals)      => &[ACCOUNT, &["on"], &["referred"]],
        Shape::Of(Noun::Opportunities)  => &[ACCOUNT, &["title"]],
        Shape::Of(Noun::Contributions)  => &[ACCOUNT, &["member"], &["on"]],
        Shape::Of(Noun::Invoices)       => &[ACCOUNT, &["issued_on"]],
        Shape::Of(Noun::Rates)          => &[&["currency"], &["on"], &["rate"]],
        Shape::Of(Noun::Agreements) => &[&["commitment"], &["who"], &["on"]],
        Shape::Of(Noun::Asks) => &[&["leader"], &["what"], &["asked_on"]],
        Shape::Of(Noun::Stories) => &[ACCOUNT, &["words"]],
        Shape::Of(Noun::Watches) => &[ACCOUNT, &["member"], &["since"]],
        Shape::Of(Noun::Months) => &[&["month"], &["figures"]],
        Shape::Of(Noun::Hints)          => &[ACCOUNT, &["kind"], &["on"]],
        Shape::Of(Noun::Deferrals)      => &[ACCOUNT, &["line"], &["until"]],
        Shape::Of(Noun::Settings)       => &[&["key"], &["value"], &["since"]],
    }
}

/// The sentence for a field that a file of this shape does not have.
pub fn no_such_field(shape: Shape, field: &str) -> Problem {
    let columns = shape.columns();
    let known: Vec<_> = columns.own.iter().chain(columns.foreign).map(|column| column.name).collect();
    Problem::input(format!("{} have no field “{field}”; use one of: {}.", shape.word(), known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_in_any_dress() {
        let accounts = Shape::read("Companies").unwrap();
        assert_eq!(accounts.column("Customer Since").map(|column| column.name), Some("customer_since"));
        assert!(accounts.column("pigeon").is_none());
        assert!(Shape::read("pigeons").is_err());
    }

    #[test]
    fn no_shape_names_a_column_twice() {
        for shape in Shape::all() {
            let columns = shape.columns();
            let mut names: Vec<_> = columns.own.iter().chain(columns.foreign).map(|column| column.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{}", shape.word());
        }
    }
}
