//! What if the selected person leaves: what is at stake, whom nobody else knows, who could take over what.

use super::Shows;
use crate::book::team::what_if::{Leaving, WhatIf};
use crate::domain::money::{Currency, Money};
use crate::domain::team::leaving::SOURCE;
use crate::domain::text::{counted, full_name, short_name, wrapped};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::table::{self, Cell, Column, cell};
use ratatui::layout::Rect;

#[rustfmt::skip]
const COLUMNS: [Column; 6] = [
    Column::words ("Account",       16, 2, Column::KEEP),
    Column::number("Value",          7, 9),
    Column::words ("Role",          7, 0, 3),
    Column::words ("Sole contacts",13, 1, 4),
    Column::words ("Successor",       11, 0, Column::KEEP),
    Column::words ("Why",       22, 6, 6),
];

/// The columns as text, for export.
pub(super) const TITLES: [&str; 8] =
    ["account", "external_id", "value", "leads", "seats", "only_they_know", "successor", "reason"];

/// “Ana Ruiz: 12 accounts · €1.2M · €158k to €211k may go”.
pub(super) fn answer(what_if: &WhatIf, currency: Currency) -> String {
    let money = |minor| Money::short_or_unknown(minor, currency);
    let (low, high) = what_if.loss.unzip();
    let accounts = counted(what_if.accounts, "account");
    let risk = match what_if.real_risk().count() {
        0 => String::new(),
        count => format!(" · ◆ {count} key-person risk"),
    };
    if what_if.accounts == 0 {
        return format!(
            "{} leaves: leads nothing, holds {}{risk}",
            full_name(&what_if.member.name),
            counted(what_if.held.len() as u64, "role")
        );
    }
    if what_if.value.is_none() {
        return format!("{} leaves: {accounts}, of unknown value{risk}", full_name(&what_if.member.name));
    }
    format!(
        "{} leaves: {accounts} · {} · {} to {} at risk{risk}",
        full_name(&what_if.member.name),
        money(what_if.value),
        money(low),
        money(high)
    )
}

/// Rows above the list.
pub(super) fn head(height: u16) -> u16 {
    if height >= 9 { 3 } else { 0 }
}

/// Rows below the list: the selected account, in full.
pub(super) fn foot(height: u16) -> u16 {
    u16::from(height >= 6)
}

/// Draws what is inside the pane.
pub(super) fn draw(pen: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, WhatIf>) {
    let (what_if, theme) = (shows.what, pen.theme());
    if what_if.held.is_empty() {
        let words = format!(
            "{} leads no account and has no assignment. : and new assignment on an account page adds one. e still carries out a departure.",
            full_name(&what_if.member.name)
        );
        pen.paragraph(inside, &words, theme.dim);
        return;
    }
    let (head, foot) = (head(inside.height), foot(inside.height));
    if head > 0 {
        for (line, y) in
            wrapped(&stakes(what_if), usize::from(inside.width.max(1))).iter().zip(inside.y..inside.y + head)
        {
            pen.text(inside.x, y, inside.width, line, theme.plain);
        }
    }
    let list =
        Rect { x: inside.x - 1, y: inside.y + head, width: inside.width + 2, height: inside.height - head - foot };
    let rows = table::heading(pen, list, &COLUMNS, None);
    table::rows(pen, rows, &COLUMNS, shows.roll, shows.selection, |index| {
        what_if.held.get(index).map_or_else(Vec::new, |one| cells(one, shows, &theme))
    });
    if let Some(one) = shows.roll.selected().and_then(|at| what_if.held.get(at)).filter(|_| foot > 0) {
        pen.text(inside.x, list.bottom(), inside.width, &in_full(one), theme.dim);
    }
}

/// “3 contacts nobody else knows · 2 at real risk · 1 with nobody to follow. 13.2–17.6 %: … ”.
fn stakes(what_if: &WhatIf) -> String {
    let nobody = what_if.held.iter().filter(|one| one.successor.is_none()).count() as u64;
    let risks = what_if.real_risk().count();
    let mut parts = vec![format!("{} sole relationships", counted(what_if.sole_contacts() as u64, "contact"))];
    if risks > 0 {
        parts.push(format!("◆ {risks} key-person risk"));
    }
    if nobody > 0 {
        parts.push(format!("▲ {} no successor", counted(nobody, "account")));
    }
    let (low, high) = what_if.shares;
    format!("{}. Loss: {:.1}–{:.1} % {SOURCE}; : rules changes it.", parts.join(" · "), low * 100.0, high * 100.0)
}

fn cells(one: &Leaving, shows: &Shows<'_, WhatIf>, theme: &Theme) -> Vec<Cell> {
    let value = one.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, shows.currency).short());
    let holds = if one.leads { "leads".to_owned() } else { roles(one) };
    let (heir, why) = match &one.successor {
        Some(heir) => (cell(short_name(&heir.name), theme.strong), heir.reason.clone()),
        None => (cell("▲ no owner", theme.risk_at_risk), "no member with this role has met them".to_owned()),
    };
    let name = if one.real_risk { format!("◆ {}", one.name) } else { one.name.clone() };
    vec![
        cell(name, if one.real_risk { theme.risk_critical } else { theme.strong }),
        cell(value, theme.plain),
        cell(holds, theme.dim),
        cell(one.sole.join(", "), theme.risk_watch),
        heir,
        cell(why, theme.dim),
    ]
}

/// “Only they know Grace Novak. Chloe Dubois: 4 of their trade; no room left.”
fn in_full(one: &Leaving) -> String {
    let sole = if one.sole.is_empty() {
        "Other members know all their contacts".to_owned()
    } else {
        format!("Sole relationships: {}", one.sole.join(", "))
    };
    let heir = one
        .successor
        .as_ref()
        .map_or_else(|| "no successor".to_owned(), |heir| format!("{}: {}", heir.name, heir.reason));
    format!("{sole}. {heir}.")
}

fn roles(one: &Leaving) -> String {
    one.roles.iter().map(|role| role.title()).collect::<Vec<_>>().join(", ")
}

/// Every account as text, by [`TITLES`].
pub(super) fn exported(what_if: &WhatIf, currency: Currency) -> Vec<Vec<String>> {
    let row = |one: &Leaving| {
        let heir = one.successor.as_ref();
        vec![
            one.name.clone(),
            one.external_id.clone().unwrap_or_default(),
            one.value.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default(),
            if one.leads { "yes" } else { "no" }.to_owned(),
            one.roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(";"),
            one.sole.join(";"),
            heir.map(|heir| heir.name.clone()).unwrap_or_default(),
            heir.map(|heir| heir.reason.clone()).unwrap_or_default(),
        ]
    };
    what_if.held.iter().map(row).collect()
}
