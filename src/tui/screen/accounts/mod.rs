//! Screen 3: the list of accounts, and the page of one.

mod list;
mod map;
mod mapped;
pub(crate) mod page;

use super::move_of;
use crate::book::Book;
use crate::domain::problem::Result;
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::{Step, Subject};
pub(crate) use list::List;
use page::Page;
use ratatui::layout::Rect;

/// The Accounts screen: the list, and the page over it when one is open.
#[derive(Debug, Default)]
pub(crate) struct AccountsScreen {
    /// The list.
    pub(crate) list: List,
    page: Option<Box<Page>>,
}

impl AccountsScreen {
    /// The page, when one is open.
    pub(crate) fn page(&self) -> Option<&Page> {
        self.page.as_deref()
    }

    /// Shows this page.
    pub(crate) fn put_page(&mut self, page: Box<Page>) {
        self.page = Some(page);
    }

    /// Shows this record in the timeline of the page that is open.
    pub(crate) fn show_record(&mut self, record: &RecordRef, book: &mut Book) -> Result<()> {
        self.page.as_mut().map_or(Ok(()), |page| page.show_record(record, book))
    }

    /// Takes the page that is open, to be shown again later.
    pub(crate) fn take_page(&mut self) -> Option<Box<Page>> {
        self.page.take()
    }

    /// Closes the page.
    pub(crate) fn close(&mut self) {
        self.page = None;
    }

    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match &self.page {
            Some(page) => page.can(command),
            None => self.list.can(command),
        }
    }

    /// Whether the arrows move through time or on the map.
    pub(crate) fn takes_arrows(&self) -> bool {
        self.page.as_ref().map_or_else(|| self.list.is_map(), |page| page.has_strip())
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match (&mut self.page, command) {
            (Some(_), Command::Back) => Ok(Step::Back),
            (Some(page), _) => page.update(command, book),
            (None, Command::Open) => Ok(self.list.selected().map_or(Step::Stay, Step::Page)),
            (None, _) => {
                if self.list.move_on_map(command, book)? {
                    return Ok(Step::Stay);
                }
                if let Some(how) = move_of(command) {
                    self.list.go(how, book)?;
                    return Ok(Step::Stay);
                }
                self.list.update(command, book)
            }
        }
    }

    /// Takes the mouse.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        match &mut self.page {
            Some(page) => page.mouse(mouse, book),
            None => self.list.mouse(mouse, book),
        }
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        match &self.page {
            Some(page) => page.subject(),
            None => self.list.subject(),
        }
    }

    /// Reads everything again. A page whose account is gone closes.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        match &mut self.page {
            Some(page) => {
                if page.reload(book).is_err() {
                    self.page = None;
                    return self.list.reload(book);
                }
                Ok(())
            }
            None => self.list.reload(book),
        }
    }

    /// Tells how large the body is.
    pub(crate) fn settle(&mut self, body: Rect, book: &mut Book) -> Result<()> {
        match &mut self.page {
            Some(page) => {
                page.settle(body);
                Ok(())
            }
            None => self.list.settle(body, book),
        }
    }

    /// The row of the screen the selection stands in; a page is about one account, which its frame names.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        match &self.page {
            Some(_) => Some(body.y),
            None => self.list.cursor_row(body),
        }
    }

    /// The accounts listed, or the rows of the page, for export.
    pub(crate) fn table(&self, book: &mut Book) -> Result<Shown> {
        match &self.page {
            Some(page) => Ok(page.table()),
            None => self.list.table(book),
        }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        match &self.page {
            Some(page) => page.view(canvas, body),
            None => self.list.view(canvas, body),
        }
    }
}
