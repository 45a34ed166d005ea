//! The panes of the screen, by the room there is.

use crate::tui::widget::panes::{PaneId, Part, Split, panes};
use ratatui::layout::Rect;

panes! {
    /// Our people.
    #[default]
    People = "Our team",
    /// The best customers that hang on one of us.
    Exposure = "Exposure",
    /// The assignments of the selected person, or what each account lost of our team.
    Assignments = "Assignments",
    /// What if the selected person leaves.
    WhatIf = "What if",
    /// Who helped whom.
    Inside = "Internal network",
}

/// From this width and height on, all of them stand open.
const WIDE: (u16, u16) = (170, 36);
/// From this height on, two do: our people, and one more.
const TALL: u16 = 30;

/// `below`: the one that stands open below our people, where two do. All open, what is of one person stands on the left and
/// what is of all of them on the right.
pub(crate) fn split(body: Rect, focus: Focus, below: Focus) -> Split<Focus> {
    use Split::{Columns, Pane, Rows};
    if body.width >= WIDE.0 && body.height >= WIDE.1 {
        let one =
            [(Part::UpTo(1, 3), Focus::People), (Part::UpTo(2, 3), Focus::Assignments), (Part::Rest, Focus::WhatIf)];
        let all = [(Part::UpTo(1, 2), Focus::Exposure), (Part::Rest, Focus::Inside)];
        let one = Rows(one.map(|(part, pane)| (part, Pane(pane))).to_vec());
        let all = Rows(all.map(|(part, pane)| (part, Pane(pane))).to_vec());
        return Columns(vec![(Part::UpTo(1, 2), one), (Part::Rest, all)]);
    }
    if body.height < TALL {
        return Split::one_open(focus);
    }
    let room = body.height - (Focus::ALL.len() as u16 - 2);
    let part = |pane: Focus| match pane {
        Focus::People => Part::Fixed(room * 2 / 5),
        pane if pane == below => Part::Rest,
        _ => Part::Fixed(1),
    };
    Rows(Focus::ALL.iter().map(|pane| (part(*pane), Pane(*pane))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::panes::PaneHost;
    use crate::tui::widget::panes::tests::hold;

    #[test]
    fn the_pane_in_focus_is_open_and_none_hides_another_at_any_size() {
        hold(8, |body, focus| split(body, focus, if focus == Focus::People { Focus::Exposure } else { focus }));
        let wide = Rect::new(0, 1, 200, 58);
        let slots = PaneHost::default().slots(wide, &split(wide, Focus::People, Focus::Exposure));
        assert!(Focus::ALL.iter().all(|pane| slots.open(*pane).is_some()));
    }
}
