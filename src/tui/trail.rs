//! The places one came from: Esc leads back to them one by one, with what was selected there.

use super::app::App;
use super::place::Place;
use super::screen::accounts::page::Page;
use super::spot::Spot;
use super::step::Step;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;

/// How many places are remembered.
const LONGEST: usize = 40;

impl App {
    /// Remembers the place in sight, because another one comes.
    pub(super) fn leave(&mut self) {
        let filter = self.screens.accounts.list.filter().to_owned();
        self.leave_for(filter, None);
    }

    fn leave_for(&mut self, filter: String, asked: Option<String>) {
        let page = if self.here == Place::Accounts { self.screens.accounts.take_page() } else { None };
        self.screens.accounts.close();
        self.trail.push(Spot { place: self.here, page, filter, asked });
        if self.trail.len() > LONGEST {
            self.trail.remove(0);
        }
    }

    /// Opens the page of an account on screen 3.
    pub(super) fn open_page(&mut self, account: Id<Account>) -> Result<()> {
        let is_there =
            self.here == Place::Accounts && self.screens.accounts.page().is_some_and(|page| page.account() == account);
        if is_there {
            return Ok(());
        }
        let page = Page::open(account, &mut self.book)?;
        self.leave();
        self.screens.accounts.put_page(Box::new(page));
        self.here = Place::Accounts;
        Ok(())
    }

    /// Shows a screen; on screen 3 the list.
    pub(super) fn go(&mut self, place: Place) {
        if place != self.here || self.screens.accounts.page().is_some() {
            self.leave();
        }
        self.here = place;
        self.reload();
    }

    /// Shows the accounts that pass this filter.
    pub(super) fn show_accounts(&mut self, words: &str) -> Result<()> {
        let before = self.screens.accounts.list.filter().to_owned();
        self.screens.accounts.list.set_filter(words, &mut self.book)?;
        self.leave_for(before, Some(words.to_owned()));
        self.here = Place::Accounts;
        Ok(())
    }

    /// Whether the list of accounts shows what somebody came here for, so that Esc leads back and does not clear it.
    pub(super) fn is_on_errand(&self) -> bool {
        let asked = self.trail.last().and_then(|spot| spot.asked.as_deref());
        self.here == Place::Accounts
            && self.screens.accounts.page().is_none()
            && !self.screens.accounts.list.has_marks()
            && asked == Some(self.screens.accounts.list.filter())
    }

    /// Goes back to where one came from; where one came from nowhere, a page gives way to the list.
    pub(super) fn back(&mut self) -> Result<Step> {
        let Some(spot) = self.trail.pop() else {
            self.screens.accounts.close();
            self.reload();
            return Ok(Step::Stay);
        };
        self.screens.accounts.close();
        if spot.asked.is_some() {
            self.screens.accounts.list.set_filter(&spot.filter, &mut self.book)?;
        }
        if let Some(page) = spot.page {
            self.screens.accounts.put_page(page);
        }
        self.here = spot.place;
        self.reload();
        Ok(Step::Stay)
    }
}
