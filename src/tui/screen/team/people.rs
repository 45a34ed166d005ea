//! Our people: who they are, what they hold, what is expected of them and what they gave.

use super::Shows;
use crate::book::team::people::People;
use crate::domain::money::Money;
use crate::domain::team::load::Attrition;
use crate::domain::text::{counted, grouped};
use crate::tui::canvas::Canvas;
use crate::tui::widget::table::Focus;
use ratatui::layout::Rect;

/// What the pane shows of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// What they carry.
    #[default]
    Load,
    /// Which of the most valuable accounts they met.
    Matrix,
}

impl View {
    /// The other one.
    pub(super) fn next(self) -> Self {
        match self {
            View::Load => View::Matrix,
            View::Matrix => View::Load,
        }
    }
}

/// “8 of our team · 2 over capacity · 1 left in 12 months · 3 new”.
pub(super) fn answer(people: &People) -> String {
    let mut words = format!("{} members", grouped(&people.whole.heads.to_string()));
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
pub(super) fn draw(canvas: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, People>) {
    let (people, theme) = (shows.what, canvas.theme());
    if people.list.is_empty() {
        let words = "No team member is known. n adds one, I imports a list of them.";
        canvas.paragraph(inside, words, theme.dim);
        return;
    }
    let foot = foot(people, inside.height);
    let mut y = shows.list(canvas, inside, 0, foot);
    if foot > 1 {
        let value = Money::short_or_unknown(people.unled.1, shows.currency);
        let words = format!("▲ No account lead: {} worth {value}.", counted(people.unled.0, "account"));
        canvas.text(inside.x, y, inside.width, &words, theme.risk_at_risk);
        y += 1;
    }
    if foot > 0 {
        canvas.text(inside.x, y, inside.width, &attrition(people), theme.dim);
    }
}

/// “Own turnover 1 of 10.5 in 12 months · east 1 of 8, 1 new · west 0 of 2.5, 1 new”.
fn attrition(people: &People) -> String {
    let average = |heads: f64| if heads.fract() > 0.0 { format!("{heads:.1}") } else { format!("{heads}") };
    let team = |(team, one): &(String, Attrition)| {
        let team = if team.is_empty() { "no team" } else { team };
        format!(" · {team} {} of {}, {} new", one.leavers, average(one.average), one.newcomers)
    };
    let whole = &people.whole;
    let teams: String = people.teams.iter().map(team).collect();
    format!("Attrition {} of {} heads in 12 months{teams}", whole.leavers, average(whole.average))
}

/// How a list of this pane shows its selection: other panes follow it.
pub(super) fn selection(focused: bool) -> Focus {
    Focus::shared(focused)
}
