//! Our people: who they are, what they hold, what is expected of them and what they gave.

use super::Shows;
use crate::book::team::people::People;
use crate::domain::money::Money;
use crate::domain::team::load::Turnover;
use crate::domain::text::{counted, grouped};
use crate::tui::canvas::Canvas;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Focus};
use crate::view::team::MEMBERS;
use ratatui::layout::Rect;
use std::cmp::Reverse;

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

    /// The key of its column.
    const fn key(self) -> &'static str {
        match self {
            By::Value => "value",
            By::Load => "minutes.expected",
            By::Team => "team",
            By::Since => "started_on",
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
pub(super) fn draw(pen: &mut Canvas<'_>, inside: Rect, shows: &Shows<'_, People>, order: &[usize], by: By) {
    let (people, theme) = (shows.what, pen.theme());
    if people.list.is_empty() {
        let words = "No team member is known. n adds one, I imports a list of them.";
        pen.paragraph(inside, words, theme.dim);
        return;
    }
    let foot = foot(people, inside.height);
    let list = Rect { x: inside.x - 1, width: inside.width + 2, height: inside.height - foot, ..inside };
    let sorted = Some((by.key(), by != By::Team));
    table::list(pen, list, MEMBERS, &shows.around(None), shows.chosen(), sorted, |index| {
        order.get(index).and_then(|place| people.list.get(*place))
    });
    let mut y = list.bottom();
    if foot > 1 {
        let value = Money::short_or_unknown(people.unled.1, shows.currency);
        let words = format!("▲ No account lead: {} worth {value}.", counted(people.unled.0, "account"));
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
    format!("Attrition {} of {} heads in 12 months{teams}", whole.leavers, average(whole.average))
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
