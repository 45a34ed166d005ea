//! The best customers that hang on one of us: the sizing, a step a line, and then each of them with its next step.

use super::Shows;
use crate::book::team::exposure::{Exposed, Exposure};
use crate::domain::money::{Currency, Money};
use crate::domain::team::told::percent;
use crate::domain::text::{counted, grouped};
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;

/// Up to how many minutes a step counts as one for right now.
const QUICK_MINUTES: u32 = 5;

/// What the pane lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// The top twenty percent by how they are held.
    #[default]
    Held,
    /// What can be done about them right now, quickest first.
    Quick,
    /// Customers of long standing by when we last gave them something without selling.
    Veterans,
    /// Whom of the account somebody should ask about: they may have left.
    Doubts,
}

impl View {
    /// The next one.
    pub(super) fn next(self) -> Self {
        match self {
            View::Held => View::Quick,
            View::Quick => View::Veterans,
            View::Veterans => View::Doubts,
            View::Doubts => View::Held,
        }
    }
}

/// “3 real risks · €2.1M · 12 single · 4 primary”.
pub(super) fn answer(exposure: &Exposure, view: View, currency: Currency) -> String {
    let sizing = &exposure.sizing;
    if view == View::Veterans {
        let never = exposure.veterans.iter().filter(|one| one.last.is_none()).count();
        let count = grouped(&exposure.veterans.len().to_string());
        return format!("{count} accounts of two years and more, longest without value first · {never} never");
    }
    if view == View::Quick {
        let planned = exposure.quick_wins().filter(|(_, win)| win.planned.is_some()).count();
        let now = exposure
            .quick_wins()
            .filter(|(_, win)| win.planned.is_none() && win.quick.minutes <= QUICK_MINUTES)
            .count();
        let (now, planned) = (grouped(&now.to_string()), grouped(&planned.to_string()));
        return format!("{now} quick wins of up to {QUICK_MINUTES} minutes · {planned} on the list");
    }
    let signs = exposure.suspected_departures.iter().filter(|one| !one.doubt.is_silence()).count();
    let silent = exposure.suspected_departures.len() - signs;
    if view == View::Doubts {
        return format!("▲ {signs} may have left · ◐ {silent} champions silent · Enter asks");
    }
    let top = grouped(&sizing.top.to_string());
    let held = if let Some(why) = sizing.unknown_why() {
        format!("– {why}")
    } else {
        let (count, value) = sizing.real_risk;
        let risk = match count {
            0 => "no key-person risk".to_owned(),
            _ => format!("◆ {} key-person risk · {}", grouped(&count.to_string()), Money::new(value, currency).short()),
        };
        let count = |count: u64| grouped(&count.to_string());
        format!("{risk} · {} sole owner · {} main owner of {top}", count(sizing.single.0), count(sizing.primary.0))
    };
    if signs == 0 { held } else { format!("{held} · ▲ {signs} may have left") }
}

/// Rows above the list: the sizing, where there is room for it.
pub(super) fn head(view: View, height: u16) -> u16 {
    if view == View::Held && height >= 13 { 5 } else { 0 }
}

/// Rows below the list: why the selected one stands there.
pub(super) fn foot(view: View, height: u16) -> u16 {
    u16::from(view != View::Veterans && height >= 8)
}

/// Draws what is inside the pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, Exposure>, view: View) {
    let (exposure, theme) = (shows.what, canvas.theme());
    if shows.is_empty() {
        let words = match view {
            View::Held => {
                "No account has a value yet, so none is among the most valuable. Give accounts their value with e on \
                 screen 3, or import contracts with I."
            }
            View::Quick => "No top customer depends on one member. v goes on to long-standing customers.",
            View::Veterans => "No customer is with you for two years yet. v goes on to departure signals.",
            View::Doubts => {
                "No departure signals: no changed title, email or company, no bounced mail, no champion silent for 30 days. v goes back to key-person risk of you."
            }
        };
        canvas.paragraph(inside, words, theme.dim);
        return;
    }
    let (head, foot) = (head(view, inside.height), foot(view, inside.height));
    if head > 0 {
        for (step, y) in exposure.sizing.steps(shows.currency).iter().zip(inside.y..) {
            let style = if step.starts_with('4') && exposure.sizing.real_risk.0 > 0 {
                theme.risk_critical
            } else {
                theme.plain
            };
            canvas.text(inside.x, y, inside.width, step, style);
        }
    }
    let below = shows.list(canvas, inside, head, foot);
    let selected = shows.listing.selected().filter(|_| foot > 0);
    let said = match view {
        View::Held => selected.and_then(|at| exposure.lines.get(at)).map(why),
        View::Quick => selected.and_then(|at| exposure.quick_win(at)).map(|(one, _)| why(one)),
        View::Doubts => selected.and_then(|at| exposure.suspected_departures.get(at)).map(|one| one.doubt.evidence()),
        View::Veterans => None,
    };
    if let Some(said) = said {
        canvas.text(inside.x, below, inside.width, &said, theme.dim);
    }
}

/// “Only A. Ruiz has met them in 90 days, for 2 years. 1 contact of the account: 83 % that one is there in a year.”
fn why(one: &Exposed) -> String {
    let contacts = counted(u64::from(one.threads.contacts), "contact");
    let sure = percent(Some(one.survival).filter(|_| one.threads.contacts > 0));
    format!("{} {contacts}: {sure} chance that one is still there in a year.", one.sentence)
}
