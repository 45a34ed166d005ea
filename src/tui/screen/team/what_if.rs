//! What if the selected person leaves: what is at stake, whom nobody else knows, who could take over what.

use super::Shows;
use crate::book::risk::LeftOut;
use crate::book::team::what_if::{Leaving, WhatIf};
use crate::domain::money::{Currency, Money};
use crate::domain::team::leaving::SOURCE;
use crate::domain::text::{counted, full_name, wrapped};
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;

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
    let unvalued = what_if.held.iter().filter(|one| one.leads && one.value.is_none()).count() as u64;
    let left_out = LeftOut { unvalued, ..LeftOut::default() }.words();
    format!(
        "{} leaves: {accounts} · {}{left_out} · {} to {} at risk{risk}",
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
pub(super) fn draw(canvas: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, WhatIf>) {
    let (what_if, theme) = (shows.what, canvas.theme());
    if what_if.held.is_empty() {
        let words = format!(
            "{} leads no account and has no assignment. : and new assignment on an account page adds one. e still carries out a departure.",
            full_name(&what_if.member.name)
        );
        canvas.paragraph(inside, &words, theme.dim);
        return;
    }
    let (head, foot) = (head(inside.height), foot(inside.height));
    if head > 0 {
        for (line, y) in
            wrapped(&stakes(what_if), usize::from(inside.width.max(1))).iter().zip(inside.y..inside.y + head)
        {
            canvas.text(inside.x, y, inside.width, line, theme.plain);
        }
    }
    let below = shows.list(canvas, inside, head, foot);
    if let Some(one) = shows.listing.selected().and_then(|at| what_if.held.get(at)).filter(|_| foot > 0) {
        canvas.text(inside.x, below, inside.width, &in_full(one), theme.dim);
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
