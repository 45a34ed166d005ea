//! How the renewals are drawn: the months, the list, and what is known of the selected contract.

use super::planned::View;
use super::{RenewalsScreen, detail, list_area};
use crate::domain::money::Currency;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::table;
use crate::tui::widget::table::Focus;
use crate::tui::widget::table::ListLook;
use crate::view::Around;
use crate::view::renewals::LINES;
use ratatui::layout::Rect;

impl RenewalsScreen {
    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        if self.view != View::Renewals {
            self.planned.view(self.view, canvas, body);
            return;
        }
        let area = self.list(body);
        if !self.zoomed {
            self.months.draw(canvas, body);
        }
        let own = self.months.told().unwrap_or_else(|| self.answer.clone());
        let answer = self.listing.told().unwrap_or(own);
        // How many were asked is told of the next 120 days, not of a month.
        let aside = self.months.lines().map_or_else(|| self.aside.clone(), |_| "Esc shows all".to_owned());
        let position = self.listing.roll.position();
        let pane = Pane { name: "Renewals", answer, aside, position, focused: true };
        let inside = pane.draw(canvas, area);
        if self.agenda.is_none() {
            return;
        }
        if self.lines().is_empty() {
            if let Some(month) = self.months.told() {
                canvas.paragraph(inside, &format!("{month}. Esc shows all again."), canvas.theme().dim);
                return;
            }
            let words = "No renewal within 120 days. : and new contract adds a contract with its end and notice period, I imports a file.";
            canvas.paragraph(inside, words, canvas.theme().dim);
            return;
        }
        let around = Around { today: canvas.look.today, currency: Currency::EUR, member: None };
        if self.listing.len() == 0 {
            canvas.paragraph(
                inside,
                "No renewal passes this filter. f changes it, Esc takes it away.",
                canvas.theme().dim,
            );
            return;
        }
        let first = self.listing.roll.visible().start;
        let look = ListLook::new(&around, &self.listing.roll, Focus::Here, Some(self.order()));
        table::list(canvas, list_area(area), LINES, &look, |index| self.seen.get(index.checked_sub(first)?));
        if area.bottom() < body.bottom()
            && let Some((one, band)) = self.selected_seen()
        {
            let below = Rect { y: area.bottom(), height: body.bottom() - area.bottom(), ..body };
            detail::draw(canvas, below, one, *band);
        }
    }
}
