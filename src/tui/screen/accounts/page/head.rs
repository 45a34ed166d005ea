//! The head of the page: what the account is worth and how it stands, then the tabs.

use super::{Page, Tab};
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::view::accounts::short;
use ratatui::layout::Rect;
use ratatui::text::Span;

impl Page {
    pub(super) fn draw_standing(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme();
        let standing = &self.data.brief.standing;
        let band = self.data.brief.score.band;
        let value = Span::styled(format!("  {}", short(self.data.value)), theme.strong);
        // What is lost is at no risk any more.
        let mut spans = if let Some(loss) = &self.data.brief.loss {
            vec![Span::styled(format!("○ churned {}", self.data.spoken(loss.on)), theme.dim), value]
        } else {
            let words = format!("{} {} {}", band.symbol(), standing.score, band.word());
            let at_risk = self.data.at_risk.map(|at_risk| format!(" · {} at risk", at_risk.short()));
            let at_risk = Span::styled(at_risk.unwrap_or_default(), theme.plain);
            vec![Span::styled(words, risk_mark::style(band, &theme)), value, at_risk]
        };
        for words in &self.data.standing_words {
            spans.push(Span::styled(format!(" · {words}"), theme.plain));
        }
        canvas.spans(area.x, area.y, area.width, &spans);
    }

    pub(super) fn draw_tabs(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme();
        for (tab, x) in Tab::ALL.into_iter().zip(tab_starts(area.x)) {
            let style = if tab == self.tab { theme.accent } else { theme.dim };
            canvas.text(x, area.y, area.right().saturating_sub(x), tab.word(), style);
            if tab == self.tab && area.right() > x {
                let width = (tab.word().len() as u16).min(area.right() - x);
                canvas.fill(Rect::new(x, area.y + 1, width, 1), '▔', theme.frame_focused);
            }
        }
    }
}

/// Where each tab begins.
pub(super) fn tab_starts(left: u16) -> impl DoubleEndedIterator<Item = u16> + ExactSizeIterator {
    let mut x = left;
    Tab::ALL
        .map(|tab| {
            let start = x;
            x += tab.word().len() as u16 + 2;
            start
        })
        .into_iter()
}
