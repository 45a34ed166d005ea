//! Every kind of record: its table, its columns, how it is written and read.
//!
//! One row of `record!` a kind. The columns of a table are the fields of its domain type, in the order named here;
//! only touches keep more, the people who took part, in two tables of their own.

use super::cell::Cell;
use super::error::Told;
use super::pen::Pen;
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
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::referral::Referral;
use crate::domain::seat::Seat;
use crate::domain::setting::Setting;
use crate::domain::stage_entry::StageEntry;
use crate::domain::story::Story;
use crate::domain::touch::Touch;
use crate::domain::watch::Watch;
use rusqlite::{Connection, OptionalExtension, Row, Statement};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A kind of record that the book keeps.
pub trait Record: Sized + Serialize + DeserializeOwned + Check {
    /// Which kind.
    const NOUN: Noun;
    /// Its table.
    const TABLE: &'static str;
    /// Its columns, `id` first, quoted for SQL.
    const COLUMNS: &'static str;
    /// Insert or, when the id is there, update.
    const PUT: &'static str;
    /// Insert; the id is known to be new.
    const INSERT: &'static str;

    /// Its id.
    fn id(&self) -> Id<Self>;
    /// The account whose standing depends on it.
    fn account(&self) -> Option<Id<Account>>;
    /// Fills the parameters of [`Record::PUT`].
    #[doc(hidden)]
    fn bind(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()>;
    /// Reads a row of [`Record::COLUMNS`].
    #[doc(hidden)]
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self>;
    /// Writes what lies in tables beside its own; `fresh`: nothing can be there yet.
    #[doc(hidden)]
    fn put_beside(&self, _pen: &mut Pen<'_>, _fresh: bool) -> rusqlite::Result<()> {
        Ok(())
    }
    /// Reads what lies in tables beside its own.
    #[doc(hidden)]
    fn read_beside(&mut self, _conn: &Connection) -> rusqlite::Result<()> {
        Ok(())
    }
}

macro_rules! cells {
    ($value:ident, $statement:ident, [$($field:ident)+]) => {{
        $statement.raw_bind_parameter(1, $value.id.raw())?;
        let mut place = 1;
        $( place += 1; $statement.raw_bind_parameter(place, Cell::out(&$value.$field))?; )+
        let _ = place;
        Ok(())
    }};
}

macro_rules! next_cell {
    ($row:ident, $place:ident) => {{
        $place += 1;
        let value = $row.get_ref($place)?;
        Cell::read(value)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure($place, value.data_type(), Box::new(error)))?
    }};
}

macro_rules! account_of {
    (own, $value:ident) => {
        Some($value.id)
    };
    (req, $value:ident) => {
        Some($value.account)
    };
    (opt, $value:ident) => {
        $value.account
    };
    (none, $value:ident) => {{
        let _ = $value;
        None
    }};
}

macro_rules! record {
    ($type:ident: $noun:ident, $table:literal, $account:ident, [$($field:ident)+] $(, beside [$($beside:ident)+] $put:path, $read:path)?) => {
        impl Record for $type {
            const NOUN: Noun = Noun::$noun;
            const TABLE: &'static str = $table;
            const COLUMNS: &'static str = concat!("\"id\"", $(", \"", stringify!($field), "\"",)+);
            const PUT: &'static str = concat!(
                "INSERT INTO \"", $table, "\" (\"id\"", $(", \"", stringify!($field), "\"",)+ ") VALUES (?1",
                $(", ?", record!(@one $field),)+ ") ON CONFLICT (id) DO UPDATE SET \"id\" = excluded.\"id\"",
                $(", \"", stringify!($field), "\" = excluded.\"", stringify!($field), "\"",)+
            );
            const INSERT: &'static str = concat!(
                "INSERT INTO \"", $table, "\" (\"id\"", $(", \"", stringify!($field), "\"",)+ ") VALUES (?1",
                $(", ?", record!(@one $field),)+ ")"
            );

            fn id(&self) -> Id<Self> {
                self.id
            }
            fn account(&self) -> Option<Id<Account>> {
                account_of!($account, self)
            }
            fn bind(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()> {
                cells!(self, statement, [$($field)+])
            }
            fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
                let mut place = 0;
                let record = Self {
                    id: Id::new(row.get(0)?),
                    $($field: next_cell!(row, place),)+
                    $($($beside: Vec::new(),)+)?
                };
                let _ = place;
                Ok(record)
            }
            $(
            fn put_beside(&self, pen: &mut Pen<'_>, fresh: bool) -> rusqlite::Result<()> {
                $put(self, pen, fresh)
            }
            fn read_beside(&mut self, conn: &Connection) -> rusqlite::Result<()> {
                $read(self, conn)
            }
            )?
        }
    };
    (@one $field:ident) => { "" };
}

#[rustfmt::skip]
mod kinds {
    use super::{Hint, Month, Watch, Story, Ask, Agreement, Record, Member, Noun, Id, Account, Statement, Cell, Row, Contact, Seat, Contract, Defection, StageEntry, Touch, Connection, Pen, put_people, read_people, Pulse, Issue, Event, Action, Handoff, KitItem, Commitment, Plan, Goal, Communication, Insight, Share, Referral, Opportunity, Contribution, Invoice, Rate, Setting, Deferral};

    record!(Member: Members, "member", none, [external_id name title function team place email started_on left_on capacity_minutes inside_days last_inside known_on]);
    record!(Account: Accounts, "account", own, [external_id name stage value currency customer_since observed_since owner industry channel offer why_bought tags website notes known_on]);
    record!(Contact: Contacts, "contact", req, [external_id account name title function seat email phone left_on known_on]);
    record!(Seat: Seats, "seat", req, [external_id account member role since until cadence_days minutes_month purpose peer known_on]);
    record!(Contract: Contracts, "contract", req, [external_id account product value currency start end notice_days outcome outcome_on outcome_value reason owner value_case proof known_on]);
    record!(Defection: Defections, "defection", req, [external_id account contract on decided_on kind reason quote value currency won_back_on known_on]);
    record!(StageEntry: StageHistory, "stage_entry", req, [external_id account stage entered_on left_on known_on]);
    record!(Touch: Touches, "touch", req, [external_id account on channel two_way value_tag prep_minutes contact_minutes followup_minutes summary known_on], beside [members contacts] put_people, read_people);
    record!(Pulse: Pulses, "pulse", req, [external_id account contact on score source topics quote known_on]);
    record!(Issue: Issues, "issue", req, [external_id account title opened_on closed_on escalation summary known_on]);
    record!(Event: Events, "event", req, [external_id account on kind detail known_on]);
    record!(Action: Actions, "action", opt, [external_id account title channel owner due done_on outcome reason playbook minutes huddle_month known_on]);
    record!(Handoff: Handoffs, "handoff", req, [external_id account from_member to_member offered_on state answered_on why_bought promises people open_points interim_contact told_on gaps known_on]);
    record!(KitItem: KitItems, "kit_item", req, [external_id account item given_on confirmed_on confirmed_by known_on]);
    record!(Commitment: Commitments, "commitment", opt, [external_id account kind what owner due kept_on broken_on measure target consequence reason known_on]);
    record!(Plan: Plans, "plan", req, [external_id account kind formality started_on invited_on agreed_on review_on reviewed_on closed_on mutual_wins could_go_wrong sold_lines unsold_lines known_on]);
    record!(Goal: Goals, "goal", none, [external_id plan objective measure our_owner their_owner due met_on known_on]);
    record!(Communication: Communications, "communication", opt, [external_id account on topic title channel member contact gap known_on]);
    record!(Insight: Insights, "insight", none, [external_id title source on so_what expires_on known_on]);
    record!(Share: Shares, "share", req, [external_id insight account contact member on reaction known_on]);
    record!(Referral: Referrals, "referral", req, [external_id account contact on referred outcome known_on]);
    record!(Opportunity: Opportunities, "opportunity", req, [external_id account title value currency owner state expected_on closed_on reason proof known_on]);
    record!(Contribution: Contributions, "contribution", req, [external_id account member kind on what thanked_on known_on]);
    record!(Invoice: Invoices, "invoice", req, [external_id account number issued_on due_on paid_on amount currency disputed known_on]);
    record!(Rate: Rates, "rate", none, [external_id currency on rate known_on]);
    record!(Setting: Settings, "setting", none, [key value since known_on]);
    record!(Agreement: Agreements, "agreement", none, [external_id commitment who on words known_on]);
    record!(Ask: Asks, "ask", none, [external_id leader what asked_on scheduled_on held_on outcome known_on]);
    record!(Story: Stories, "story", req, [external_id account contact on fear words consent_on named known_on]);
    record!(Hint: Hints, "hint", req, [external_id account contact kind on words settled_on known_on]);
    record!(Watch: Watches, "watch", req, [external_id account member cover since until known_on]);
    record!(Month: Months, "month", none, [external_id month closed_on figures known_on]);
    record!(Deferral: Deferrals, "deferral", req, [account line on until dropped reason known_on]);
}

/// Writes `record` with what hangs on it; `fresh`: its id is new.
pub(super) fn put<R: Record>(pen: &mut Pen<'_>, record: &R, fresh: bool) -> Result<()> {
    let bound = if fresh {
        pen.insert(R::NOUN, R::INSERT, |statement| record.bind(statement))
    } else {
        pen.put(R::PUT, |statement| record.bind(statement))
    };
    bound.told()?;
    record.put_beside(pen, fresh).told()
}

fn put_people(touch: &Touch, pen: &mut Pen<'_>, fresh: bool) -> rusqlite::Result<()> {
    let id = touch.id.raw();
    if !fresh {
        pen.single("DELETE FROM touch_member WHERE touch = ?1", id)?;
        pen.single("DELETE FROM touch_contact WHERE touch = ?1", id)?;
    }
    for member in &touch.members {
        pen.pair("INSERT OR IGNORE INTO touch_member (touch, member) VALUES (?1, ?2)", id, member.raw())?;
    }
    for contact in &touch.contacts {
        pen.pair("INSERT OR IGNORE INTO touch_contact (touch, contact) VALUES (?1, ?2)", id, contact.raw())?;
    }
    Ok(())
}

fn read_people(touch: &mut Touch, conn: &Connection) -> rusqlite::Result<()> {
    touch.members = people(conn, "SELECT member FROM touch_member WHERE touch = ?1", touch.id)?;
    touch.contacts = people(conn, "SELECT contact FROM touch_contact WHERE touch = ?1", touch.id)?;
    Ok(())
}

fn people<T>(conn: &Connection, sql: &str, touch: Id<Touch>) -> rusqlite::Result<Vec<Id<T>>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([touch.raw()], |row| row.get(0).map(Id::new))?;
    rows.collect()
}

/// Reads the record with this id, if there is one.
pub(crate) fn get<R: Record>(conn: &Connection, id: Id<R>) -> Result<Option<R>> {
    let sql = format!("SELECT {} FROM \"{}\" WHERE id = ?1", R::COLUMNS, R::TABLE);
    let mut statement = conn.prepare_cached(&sql).told()?;
    let Some(mut record) = statement.query_row([id.raw()], |row| R::from_row(row)).optional().told()? else {
        return Ok(None);
    };
    record.read_beside(conn).told()?;
    Ok(Some(record))
}

/// Removes the record with this id.
pub(crate) fn delete<R: Record>(conn: &Connection, id: i64) -> Result<()> {
    let sql = format!("DELETE FROM \"{}\" WHERE id = ?1", R::TABLE);
    conn.prepare_cached(&sql).told()?.execute([id]).told()?;
    Ok(())
}

/// Reads records with a condition: `tail` is what follows the table name, such as `WHERE account = ?1 ORDER BY id`.
pub(crate) fn select<R: Record>(conn: &Connection, tail: &str, params: impl rusqlite::Params) -> Result<Vec<R>> {
    let sql = format!("SELECT {} FROM \"{}\" {tail}", R::COLUMNS, R::TABLE);
    let mut statement = conn.prepare_cached(&sql).told()?;
    let rows = statement.query_map(params, |row| R::from_row(row)).told()?;
    let mut records = rows.collect::<rusqlite::Result<Vec<R>>>().told()?;
    for record in &mut records {
        record.read_beside(conn).told()?;
    }
    Ok(records)
}

/// A record's image, as the journal keeps it.
pub(crate) fn image<R: Record>(conn: &Connection, id: i64) -> Result<Option<String>> {
    get::<R>(conn, Id::new(id))?.map(|record| written(&record)).transpose()
}

/// The JSON of a record.
pub(crate) fn written<R: Record>(record: &R) -> Result<String> {
    serde_json::to_string(record).map_err(|error| Problem::internal(format!("A record cannot be written: {error}.")))
}

fn put_image<R: Record>(conn: &Connection, json: &str) -> Result<Option<Id<Account>>> {
    let record: R = serde_json::from_str(json)
        .map_err(|error| Problem::internal(format!("The journal holds a record that cannot be read: {error}.")))?;
    put(&mut Pen::new(conn), &record, false)?;
    Ok(record.account())
}

fn account_of<R: Record>(conn: &Connection, id: i64) -> Result<Option<Id<Account>>> {
    Ok(get::<R>(conn, Id::new(id))?.and_then(|record| record.account()))
}

/// What can be done with a record of any kind, by its noun.
pub(crate) struct Kind {
    /// See [`image`].
    pub image: fn(&Connection, i64) -> Result<Option<String>>,
    /// Puts an image back; answers the account it belongs to.
    pub put_image: fn(&Connection, &str) -> Result<Option<Id<Account>>>,
    /// See [`delete`].
    pub delete: fn(&Connection, i64) -> Result<()>,
    /// The account a record belongs to.
    pub account: fn(&Connection, i64) -> Result<Option<Id<Account>>>,
}

const fn kind<R: Record>() -> Kind {
    Kind { image: image::<R>, put_image: put_image::<R>, delete: delete::<R>, account: account_of::<R> }
}

/// The kind behind a noun.
pub(crate) fn kind_of(noun: Noun) -> Kind {
    match noun {
        Noun::Members => kind::<Member>(),
        Noun::Accounts => kind::<Account>(),
        Noun::Contacts => kind::<Contact>(),
        Noun::Seats => kind::<Seat>(),
        Noun::Contracts => kind::<Contract>(),
        Noun::Defections => kind::<Defection>(),
        Noun::StageHistory => kind::<StageEntry>(),
        Noun::Touches => kind::<Touch>(),
        Noun::Pulses => kind::<Pulse>(),
        Noun::Issues => kind::<Issue>(),
        Noun::Events => kind::<Event>(),
        Noun::Actions => kind::<Action>(),
        Noun::Handoffs => kind::<Handoff>(),
        Noun::KitItems => kind::<KitItem>(),
        Noun::Commitments => kind::<Commitment>(),
        Noun::Plans => kind::<Plan>(),
        Noun::Goals => kind::<Goal>(),
        Noun::Communications => kind::<Communication>(),
        Noun::Insights => kind::<Insight>(),
        Noun::Shares => kind::<Share>(),
        Noun::Referrals => kind::<Referral>(),
        Noun::Opportunities => kind::<Opportunity>(),
        Noun::Contributions => kind::<Contribution>(),
        Noun::Invoices => kind::<Invoice>(),
        Noun::Rates => kind::<Rate>(),
        Noun::Settings => kind::<Setting>(),
        Noun::Agreements => kind::<Agreement>(),
        Noun::Asks => kind::<Ask>(),
        Noun::Stories => kind::<Story>(),
        Noun::Watches => kind::<Watch>(),
        Noun::Months => kind::<Month>(),
        Noun::Hints => kind::<Hint>(),
        Noun::Deferrals => kind::<Deferral>(),
    }
}
