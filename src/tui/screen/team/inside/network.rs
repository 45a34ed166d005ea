//! The network itself: with whom to keep connected, whom to ask in, whom to thank; above it what each role did.

use super::super::{Shows, before};
use super::Row;
use crate::book::team::inside::{BEFORE, Credit, Folk, Inside, RoleShare, Talk};
use crate::domain::day::{Day, spoken};
use crate::domain::role::Role;
use crate::domain::text::{counted, grouped, short_name};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{self, Cell, Column, cell};
use ratatui::layout::Rect;
use std::fmt::Write;

#[rustfmt::skip]
const COLUMNS: [Column; 6] = [
    Column::words ("Due",          18, 0, Column::KEEP),
    Column::words ("Who",          12, 1, Column::KEEP),
    Column::words ("For",           4, 0, 4),
    Column::words ("What was done",16, 4, 8),
    Column::words ("Customer",     14, 2, 6),
    Column::words ("Helped",       11, 1, 3),
];

/// The columns of the network as text, for export.
pub(super) const TITLES: [&str; 7] = ["on", "who", "kind", "what", "account", "helped", "thanked_on"];

/// Rows of the list.
pub(super) fn len(inside: &Inside) -> usize {
    inside.talks.len() + inside.folks.len() + inside.credits.len()
}

/// The row at this place of the network: talks, then whom to ask in, then credits.
pub(super) fn row(inside: &Inside, at: usize) -> Option<Row<'_>> {
    let talks = inside.talks.iter().map(Row::Talk);
    talks.chain(inside.folks.iter().map(Row::Folk)).chain(inside.credits.iter().map(Row::Credit)).nth(at)
}

/// “4 thanks due, 1 late · 3 others with Account lead”.
pub(super) fn answer(inside: &Inside, today: Day) -> String {
    let (due, late) = inside.due;
    let mut words = match due {
        0 => "everyone is thanked".to_owned(),
        _ => format!("{} due", counted(due, "thank-you")),
    };
    if inside.credits.is_empty() {
        "no credit given yet".clone_into(&mut words);
    }
    if late > 0 {
        let _ = write!(words, ", ▲ {} late", grouped(&late.to_string()));
    }
    let waiting = inside.talks.iter().filter(|one| one.due.is_none_or(|due| due <= today)).count();
    if waiting > 0 {
        let _ = write!(words, " · {waiting} 1:1s due");
    }
    if inside.won.nameless > 0 {
        let _ = write!(words, " · {} without credit", counted(inside.won.nameless, "win"));
    }
    if let Some(lead) = inside.roles.iter().find(|one| one.role == Some(Role::AccountLead)) {
        let _ = write!(words, " · leads have {} of the touches", share(lead.touches, inside.touches()));
    }
    words
}

/// Rows of the roles above the list, where there is room for them.
fn roles_height(inside: &Inside, height: u16) -> u16 {
    let roles = inside.roles.len() as u16;
    let wanted = if roles == 0 { 0 } else { roles.min(8) + 3 };
    if height >= wanted + 5 { wanted } else { 0 }
}

/// Rows above the list: the roles, then joint work and what came before, where there is room for them.
pub(super) fn head(inside: &Inside, height: u16) -> u16 {
    let roles = roles_height(inside, height);
    let more = before::HEIGHT + 1;
    if roles > 0 && height >= roles + more + 10 { roles + more } else { roles }
}

/// Draws it.
pub(super) fn draw(pen: &mut Canvas<'_>, area: Rect, shows: &Shows<'_, Inside>) {
    let (inside, theme) = (shows.what, pen.theme());
    let (head, above) = (head(inside, area.height), roles_height(inside, area.height));
    if above > 0 {
        roles(pen, Rect { height: above, ..area }, inside, &theme);
    }
    if head > above {
        before::draw(pen, Rect { y: area.y + above, height: before::HEIGHT, ..area }, inside, &theme);
    }
    let rest = Rect { y: area.y + head, height: area.height - head, ..area };
    if len(inside) == 0 {
        let words = "Helpers of wins and saves are listed here until thanked. : and give credit adds one.";
        pen.paragraph(rest, words, theme.dim);
        return;
    }
    let list = Rect { x: rest.x - 1, width: rest.width + 2, ..rest };
    let rows = table::heading(pen, list, &COLUMNS, None);
    table::rows(pen, rows, &COLUMNS, shows.roll, shows.selection, |index| {
        row(inside, index).map_or_else(Vec::new, |row| match row {
            Row::Talk(one) => talk(one, shows.today, &theme),
            Row::Folk(one) => folk(one, &theme),
            Row::Credit(one) => cells(one, shows.today, &theme),
            Row::Win(_) | Row::Tell(_) => Vec::new(),
        })
    });
}

/// What each role did, and who is with the customers most.
fn roles(pen: &mut Canvas<'_>, area: Rect, inside: &Inside, theme: &Theme) {
    let (renewed, saves) = inside.renewed;
    let heading = format!(
        "12 months: {}; {} renewed, {} after notice: who had met them in {BEFORE} days",
        counted(inside.touches(), "touch"),
        counted(renewed, "contract"),
        grouped(&saves.to_string())
    );
    pen.text(area.x, area.y, area.width, &heading, theme.dim);
    let mut y = area.y + 1;
    for one in inside.roles.iter().take(usize::from(area.height.saturating_sub(3))) {
        let name = one.role.map_or("Not on the team", Role::title);
        pen.text(area.x + 1, y, 16, name, theme.strong);
        pen.text(area.x + 18, y, area.width.saturating_sub(18), &role(one, inside), theme.plain);
        y += 1;
    }
    let most =
        inside.folks.iter().map(|one| format!("{} {}", short_name(&one.name), grouped(&one.touches.to_string())));
    let words = format!("Most touches: {} — invite them.", most.collect::<Vec<_>>().join(", "));
    pen.text(area.x, y, area.width, &words, theme.dim);
}

fn talk(one: &Talk, today: Day, theme: &Theme) -> Vec<Cell> {
    let (due, style) = match one.due {
        None => ("▲ no 1:1 yet".to_owned(), theme.risk_at_risk),
        Some(due) if due < today => (format!("▲ {} d late", due.days_to(today)), theme.risk_at_risk),
        Some(due) => (format!("due {}", spoken(due, today)), theme.dim),
    };
    let last = one.member.last_one_on_one.map_or_else(String::new, |day| format!(", last {}", spoken(day, today)));
    let habit = one.member.one_on_one_days.unwrap_or_default();
    vec![
        cell(due, style),
        cell(short_name(&one.member.name), theme.strong),
        cell("talk", theme.dim),
        cell(format!("every {habit} d{last}"), theme.plain),
        cell("–", theme.dim),
        cell("–", theme.dim),
    ]
}

fn folk(one: &Folk, theme: &Theme) -> Vec<Cell> {
    vec![
        cell("n invites", theme.dim),
        cell(short_name(&one.name), theme.strong),
        cell("ask", theme.dim),
        cell(format!("{} in 12 months", counted(one.touches, "touch")), theme.plain),
        cell("–", theme.dim),
        cell("–", theme.dim),
    ]
}

fn role(one: &RoleShare, inside: &Inside) -> String {
    let (renewed, saves) = inside.renewed;
    let mut words = format!("{:>5} of touches", share(one.touches, inside.touches()));
    if renewed > 0 {
        let _ =
            write!(words, " · {} of {} renewals", grouped(&one.renewals.to_string()), grouped(&renewed.to_string()));
    }
    if saves > 0 {
        let _ = write!(words, " · {} of {} saves", one.saves, saves);
    }
    if one.credits > 0 {
        let _ = write!(words, " · credited {}", one.credits);
    }
    words
}

fn share(part: u64, whole: u64) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.0} %", part as f64 * 100.0 / whole as f64) }
}

fn cells(one: &Credit, today: Day, theme: &Theme) -> Vec<Cell> {
    let credit = &one.contribution;
    let (thanks, style) = match credit.thanked_on {
        Some(on) => (format!("✓ {}", spoken(on, today)), theme.dim),
        None if one.thank_by < today => (format!("▲ due {}", spoken(one.thank_by, today)), theme.risk_at_risk),
        None => (format!("due {}", spoken(one.thank_by, today)), theme.risk_watch),
    };
    let open = credit.thanked_on.is_none();
    vec![
        cell(thanks, style),
        cell(short_name(&one.who), if open { theme.strong } else { theme.plain }),
        cell(credit.kind.word(), theme.dim),
        cell(credit.what.clone(), if open { theme.plain } else { theme.dim }),
        cell(one.account.clone(), theme.plain),
        cell(if one.helped.is_empty() { "–".to_owned() } else { short_name(&one.helped) }, theme.dim),
    ]
}

/// Every row of the network as text, by [`TITLES`].
pub(super) fn exported(inside: &Inside) -> Vec<Vec<String>> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let talks = inside.talks.iter().map(|one| {
        let what = format!("every {} d", one.member.one_on_one_days.unwrap_or_default());
        let last = day(one.member.last_one_on_one);
        [day(one.due), one.member.name.clone(), "talk".to_owned(), what, String::new(), String::new(), last]
    });
    let folks = inside.folks.iter().map(|one| {
        let what = counted(one.touches, "touch");
        [String::new(), one.name.clone(), "ask".to_owned(), what, String::new(), String::new(), String::new()]
    });
    let credits = inside.credits.iter().map(|one| {
        [
            one.contribution.on.to_string(),
            one.who.clone(),
            one.contribution.kind.word().to_owned(),
            one.contribution.what.clone(),
            one.account.clone(),
            one.helped.clone(),
            day(one.contribution.thanked_on),
        ]
    });
    talks.chain(folks).chain(credits).map(|row| row.to_vec()).collect()
}
