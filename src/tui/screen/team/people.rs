//! Our people: who they are, what they hold, what is expected of them and what they gave.

use super::Shows;
use crate::book::team::people::{People, Person};
use crate::domain::day::{Day, spoken};
use crate::domain::money::{Currency, Money};
use crate::domain::team::load::Turnover;
use crate::domain::text::{counted, full_name, grouped};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Cell, Column, Focus, cell};
use ratatui::layout::Rect;
use std::cmp::Reverse;

#[rustfmt::skip]
const COLUMNS: [Column; 12] = [
    Column::words ("Who",             16, 2, Column::KEEP),
    Column::words ("Title",           14, 2, 2),
    Column::words ("Team",             7, 1, 3),
    Column::words ("Does",            10, 1, 0),
    Column::words ("Place",            8, 1, 0),
    Column::words ("Since",           11, 0, 1),
    Column::number("Seats",            5, 4),
    Column::number("Leads",            5, 9),
    Column::number("Value",            7, 8),
    Column::number("Due/have",        11, 7),
    Column::number("Prep+with+after", 15, 6),
    Column::words ("",                11, 1, Column::KEEP),
];

/// The columns as text, for export.
pub(super) const TITLES: [&str; 15] = [
    "name",
    "title",
    "function",
    "team",
    "started_on",
    "left_on",
    "seats",
    "leads",
    "value",
    "expected_minutes",
    "capacity_minutes",
    "prep_minutes",
    "contact_minutes",
    "followup_minutes",
    "place",
];

/// By what the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum By {
    /// The value they lead.
    #[default]
    Value,
    /// What is expected of them, by what they have.
    Load,
    /// Their team, then their name.
    Team,
    /// How long they are with us, the newest first.
    Since,
}

impl By {
    /// The next one.
    pub(super) fn next(self) -> Self {
        match self {
            By::Value => By::Load,
            By::Load => By::Team,
            By::Team => By::Since,
            By::Since => By::Value,
        }
    }

    /// In a word.
    pub(super) const fn word(self) -> &'static str {
        match self {
            By::Value => "value",
            By::Load => "load",
            By::Team => "team",
            By::Since => "newest",
        }
    }

    const fn column(self) -> usize {
        match self {
            By::Value => 8,
            By::Load => 9,
            By::Team => 2,
            By::Since => 5,
        }
    }
}

/// The places of the people in this order; those who left stay last.
pub(super) fn ordered(people: &People, by: By) -> Vec<usize> {
    let mut order: Vec<usize> = (0..people.list.len()).collect();
    let one = |place: &usize| &people.list[*place];
    match by {
        By::Value => {}
        By::Load => order.sort_by_key(|place| {
            let load = one(place).load;
            let capacity = u64::from(load.capacity.unwrap_or(u32::MAX)).max(1);
            (one(place).is_gone, Reverse(u64::from(load.expected) * 1_000 / capacity))
        }),
        By::Team => order.sort_by_key(|place| {
            let member = &one(place).member;
            (one(place).is_gone, member.team.is_none(), member.team.clone(), member.name.clone())
        }),
        By::Since => order.sort_by_key(|place| (one(place).is_gone, Reverse(one(place).member.started_on))),
    }
    order
}

/// “8 of ours · 2 over capacity · 1 left in 12 months · 3 new”.
pub(super) fn answer(people: &People) -> String {
    let mut words = format!("{} of ours", grouped(&people.whole.heads.to_string()));
    for (count, what) in [
        (people.over() as u64, "over capacity"),
        (u64::from(people.whole.leavers), "left in 12 months"),
        (u64::from(people.whole.newcomers), "new"),
    ] {
        if count > 0 {
            words += &[" · ", &grouped(&count.to_string()), " ", what].concat();
        }
    }
    words
}

/// Rows below the list: turnover by team, and who is led by nobody.
pub(super) fn foot(people: &People, height: u16) -> u16 {
    if height < 12 { 0 } else { 1 + u16::from(people.unled.0 > 0) }
}

/// Draws what is inside the pane.
pub(super) fn draw(pen: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, People>, order: &[usize], by: By) {
    let (people, theme) = (shows.what, pen.theme());
    if people.list.is_empty() {
        let words = "Nobody of ours is known. n adds somebody; members.csv can be taken in by : and import.";
        pen.paragraph(inside, words, theme.dim);
        return;
    }
    let foot = foot(people, inside.height);
    let list = Rect { x: inside.x - 1, width: inside.width + 2, height: inside.height - foot, ..inside };
    let rows = table::heading(pen, list, &COLUMNS, Some((by.column(), by != By::Team)));
    table::rows(pen, rows, &COLUMNS, shows.roll, shows.selection, |index| {
        let one = order.get(index).and_then(|place| people.list.get(*place));
        one.map_or_else(Vec::new, |one| cells(one, shows.currency, shows.today, &theme))
    });
    let mut y = list.bottom();
    if foot > 1 {
        let value = Money::short_or_unknown(people.unled.1, shows.currency);
        let words = format!("▲ Nobody leads {} worth {value}.", counted(people.unled.0, "account"));
        pen.text(inside.x, y, inside.width, &words, theme.risk_at_risk);
        y += 1;
    }
    if foot > 0 {
        pen.text(inside.x, y, inside.width, &turnover(people), theme.dim);
    }
}

/// “Own turnover 1 of 10.5 in 12 months · east 1 of 8, 1 new · west 0 of 2.5, 1 new”.
fn turnover(people: &People) -> String {
    let average = |heads: f64| if heads.fract() > 0.0 { format!("{heads:.1}") } else { format!("{heads}") };
    let team = |(team, one): &(String, Turnover)| {
        let team = if team.is_empty() { "no team" } else { team };
        format!(" · {team} {} of {}, {} new", one.leavers, average(one.average), one.newcomers)
    };
    let whole = &people.whole;
    let teams: String = people.teams.iter().map(team).collect();
    format!("Own turnover {} of {} heads in 12 months{teams}", whole.leavers, average(whole.average))
}

fn cells(one: &Person, currency: Currency, today: Day, theme: &Theme) -> Vec<Cell> {
    let (member, load) = (&one.member, &one.load);
    let quiet = one.is_gone;
    let plain = if quiet { theme.dim } else { theme.plain };
    let over = !quiet && load.is_over() == Some(true);
    let value = Money::short_or_unknown(one.value, currency);
    let (mark, style) = mark(one, over, today, theme);
    vec![
        cell(full_name(&member.name), if quiet { theme.dim } else { theme.strong }),
        cell(member.title.clone().or_else(|| member.function.clone()).unwrap_or_default(), theme.dim),
        cell(member.team.clone().unwrap_or_default(), theme.dim),
        cell(member.function.clone().unwrap_or_default(), theme.dim),
        cell(member.place.clone().unwrap_or_default(), theme.dim),
        cell(member.started_on.map_or_else(|| "–".to_owned(), |day| spoken(day, today)), theme.dim),
        cell(grouped(&one.seats.to_string()), plain),
        cell(grouped(&one.leads.to_string()), plain),
        cell(value, plain),
        cell(load.expected_words(), if over { theme.risk_at_risk } else { plain }),
        cell(load.logged_words(), plain),
        cell(mark, style),
    ]
}

fn mark(one: &Person, over: bool, today: Day, theme: &Theme) -> (String, ratatui::style::Style) {
    match one.member.left_on {
        Some(left) if one.is_gone => (format!("left {}", short(left, today)), theme.dim),
        Some(left) => (format!("▲ to {}", short(left, today)), theme.risk_at_risk),
        None if over => ("▲ over".to_owned(), theme.risk_at_risk),
        None if one.is_new => ("◐ new".to_owned(), theme.risk_watch),
        None => (String::new(), theme.dim),
    }
}

/// A day without its year, or the year where it is another one: “28 Oct”, “2025”.
fn short(day: Day, today: Day) -> String {
    let (date, now) = (day.date(), today.date());
    date.format(if date.format("%Y").to_string() == now.format("%Y").to_string() { "%-d %b" } else { "%Y" }).to_string()
}

/// Everybody as text, by [`TITLES`].
pub(super) fn exported(people: &People, order: &[usize], currency: Currency) -> Vec<Vec<String>> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |one: &Person| {
        let (member, load) = (&one.member, &one.load);
        vec![
            member.name.clone(),
            member.title.clone().unwrap_or_default(),
            member.function.clone().unwrap_or_default(),
            member.team.clone().unwrap_or_default(),
            day(member.started_on),
            day(member.left_on),
            one.seats.to_string(),
            one.leads.to_string(),
            one.value.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default(),
            load.expected.to_string(),
            load.capacity.map(|minutes| minutes.to_string()).unwrap_or_default(),
            load.logged.prep.to_string(),
            load.logged.contact.to_string(),
            load.logged.followup.to_string(),
            member.place.clone().unwrap_or_default(),
        ]
    };
    order.iter().filter_map(|place| people.list.get(*place)).map(row).collect()
}

/// How a list of this pane shows its selection: other panes follow it.
pub(super) fn selection(focused: bool) -> Focus {
    Focus::shared(focused)
}

/// The roll over the people, kept on the one who was selected.
pub(super) fn keep_on(roll: &mut ListState, people: &People, order: &[usize], member: Option<i64>) {
    roll.settle(order.len(), roll.visible().len().max(1));
    let at = member.and_then(|id| order.iter().position(|place| people.list[*place].member.id.raw() == id));
    if let Some(at) = at {
        roll.select(at);
    }
}
