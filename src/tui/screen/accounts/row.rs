//! One row of the list of accounts: its columns, which of them the list is sorted by, and what stands in its cells.

use crate::book::{RosterMember, SortBy};
use crate::domain::account::Account;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::tui::risk_mark;
use crate::tui::screen::today::at_risk::money;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{Cell, Column, cell};
use ratatui::text::Span;

#[rustfmt::skip]
const COLUMNS: [Column; 14] = [
    Column::words ("Risk",        5, 0, Column::KEEP),
    Column::number("30 d",        4, 7),
    Column::words ("Account",    18, 6, Column::KEEP),
    Column::words ("Stage",      14, 1, 8),
    Column::words ("Tier",        5, 0, 3),
    Column::number("Value",       8, 9),
    Column::number("At risk",     8, 6),
    Column::number("Rate",       8, 2),
    Column::number("Known",       6, 1),
    Column::words ("Notice by",    11, 0, 7),
    Column::words ("Last touch", 11, 0, 5),
    Column::words ("Pulse due",  11, 0, 1),
    Column::words ("Owner",      12, 2, 4),
    Column::words ("Since",      11, 0, 2),
];

/// How much more a column is needed that the list is sorted or filtered by.
const WANTED: u8 = 100;

/// The column a list is sorted by, and whether its largest comes first.
pub(super) fn sorted(by: SortBy) -> (usize, bool) {
    match by {
        SortBy::Risk => (0, true),
        SortBy::Moved => (1, true),
        SortBy::Name => (2, false),
        SortBy::Stage => (3, false),
        SortBy::Tier => (4, false),
        SortBy::Value => (5, true),
        SortBy::Money => (6, true),
        SortBy::Worth => (7, true),
        SortBy::Completeness => (8, false),
        SortBy::Decides => (9, false),
        SortBy::Quiet => (10, false),
        SortBy::Pulse => (11, false),
        SortBy::Owner => (12, false),
        SortBy::Since => (13, false),
    }
}

/// The columns, where those that the list is sorted or filtered by leave last.
pub(super) fn columns<'a>(looked_at: impl Iterator<Item = &'a SortBy>) -> [Column; 14] {
    let mut columns = COLUMNS;
    for by in looked_at {
        let need = &mut columns[sorted(*by).0].need;
        *need = need.saturating_add(WANTED);
    }
    columns
}

/// What is shown of one account.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Which.
    pub(super) id: Id<Account>,
    /// Its name.
    pub(super) name: String,
    band: Band,
    score: u32,
    moved: Option<i32>,
    stage: String,
    tier: &'static str,
    value: Option<Money>,
    at_risk: Option<Money>,
    worth: Option<Money>,
    known: u8,
    decides: Option<Day>,
    seen: Option<Day>,
    pulse: Option<Day>,
    since: Option<Day>,
    owner: String,
    lost: bool,
}

impl Row {
    /// What a list shows of this member of the roster.
    pub(super) fn of(member: &RosterMember<'_>, stages: &[(String, String)], money: impl Fn(i64) -> Money) -> Self {
        let stage = stages.iter().find(|(key, _)| key == member.stage());
        Self {
            id: member.id(),
            name: member.name().to_owned(),
            band: member.band(),
            score: member.score(),
            moved: member.moved().filter(|moved| *moved != 0),
            stage: stage.map_or_else(|| member.stage().to_owned(), |(_, name)| name.clone()),
            tier: member.tier().word(),
            value: member.value().map(&money).or_else(|| member.own_value()),
            at_risk: member.at_risk().map(&money),
            worth: member.worth().filter(|worth| *worth > 0).map(money),
            known: member.completeness(),
            decides: member.decision_on(),
            seen: member.last_touch(),
            pulse: member.pulse_due(),
            since: member.since(),
            owner: member.owner().to_owned(),
            lost: member.lost(),
        }
    }

    /// Its cells, in the order of the columns.
    pub(super) fn cells(&self, marked: bool, today: Day, theme: &Theme) -> Vec<Cell> {
        let day = |day: Option<Day>| cell(day.map_or_else(|| "–".to_owned(), |day| spoken(day, today)), theme.plain);
        let risk = risk_mark::style(self.band, theme);
        let mark = if marked { Span::styled("✓", theme.accent) } else { Span::styled(self.band.symbol(), risk) };
        let (score, name) =
            if self.lost { ("lost".to_owned(), theme.dim) } else { (self.score.to_string(), theme.strong) };
        vec![
            vec![mark, Span::styled(format!(" {score:>3}"), risk)],
            moved_cell(self.moved, theme),
            cell(self.name.clone(), name),
            cell(self.stage.clone(), theme.plain),
            cell(self.tier, theme.dim),
            cell(money(self.value), theme.plain),
            cell(money(self.at_risk), risk),
            cell(money(self.worth), theme.plain),
            cell(format!("{} %", self.known), if self.known < 50 { theme.risk_watch } else { theme.dim }),
            day(self.decides),
            day(self.seen),
            pulse_cell(self.pulse, today, theme),
            cell(self.owner.clone(), theme.plain),
            cell(self.since.map_or_else(|| "–".to_owned(), |day| spoken(day, today)), theme.dim),
        ]
    }
}

/// When they are to be asked next; a day that is past stands out.
fn pulse_cell(due: Option<Day>, today: Day, theme: &Theme) -> Cell {
    let style = if due.is_some_and(|due| due <= today) { theme.risk_watch } else { theme.dim };
    cell(due.map_or_else(|| "–".to_owned(), |due| spoken(due, today)), style)
}

/// By how much a score moved: up is worse.
fn moved_cell(moved: Option<i32>, theme: &Theme) -> Cell {
    match moved {
        Some(up @ 1..) => cell(format!("↑{up}"), theme.risk_watch),
        Some(down) => cell(format!("↓{}", -down), theme.dim),
        None => cell("", theme.dim),
    }
}
