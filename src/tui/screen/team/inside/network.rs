//! The network itself: with whom to keep connected, whom to ask in, whom to thank; above it what each role did.

use super::super::{Shows, before};
use crate::book::team::inside::{BEFORE, Inside, RoleShare};
use crate::domain::day::Day;
use crate::domain::role::Role;
use crate::domain::text::{counted, grouped, short_name};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use ratatui::layout::Rect;
use std::fmt::Write;

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
    let (led, all) = inside.led;
    match inside.own {
        Some(own) if all > 0 => {
            let _ = write!(words, " · you have {} of the touches", share(own, all));
        }
        None if all > 0 => {
            let _ = write!(words, " · leads have {} of the touches", share(led, all));
        }
        _ => {}
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
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, shows: &Shows<'_, Inside>) {
    let (inside, theme) = (shows.what, canvas.theme());
    let (head, above) = (head(inside, area.height), roles_height(inside, area.height));
    if above > 0 {
        roles(canvas, Rect { height: above, ..area }, inside, &theme);
    }
    if head > above {
        before::draw(canvas, Rect { y: area.y + above, height: before::HEIGHT, ..area }, inside, &theme);
    }
    if shows.is_empty() {
        let words = "Helpers of wins and saves are listed here until thanked. : and give credit adds one.";
        canvas.paragraph(Rect { y: area.y + head, height: area.height - head, ..area }, words, theme.dim);
        return;
    }
    shows.list(canvas, area, head, 0);
}

/// What each role did, and who is with the customers most.
fn roles(canvas: &mut Canvas<'_>, area: Rect, inside: &Inside, theme: &Theme) {
    let (renewed, saves) = inside.renewed;
    let heading = format!(
        "12 months: {}; {} renewed, {} after notice: who had met them in {BEFORE} days",
        counted(inside.touches(), "touch"),
        counted(renewed, "contract"),
        grouped(&saves.to_string())
    );
    canvas.text(area.x, area.y, area.width, &heading, theme.dim);
    let mut y = area.y + 1;
    for one in inside.roles.iter().take(usize::from(area.height.saturating_sub(3))) {
        let name = one.role.map_or("Not on the team", Role::title);
        canvas.text(area.x + 1, y, 16, name, theme.strong);
        canvas.text(area.x + 18, y, area.width.saturating_sub(18), &role(one, inside), theme.plain);
        y += 1;
    }
    let most =
        inside.folks.iter().map(|one| format!("{} {}", short_name(&one.name), grouped(&one.touches.to_string())));
    let words = format!("Most touches: {} — invite them.", most.collect::<Vec<_>>().join(", "));
    canvas.text(area.x, y, area.width, &words, theme.dim);
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
