//! What the welcome asks for is done here: the name, the currency, the way to data; and the question who of the owners in
//! an import somebody is.

use super::app::{App, Effect};
use super::layer::Layer;
use super::layer::picker::{Item, Picker};
use super::layer::welcome::{Welcome, WelcomeWish};
use super::purpose::Choice;
use super::step::Step;
use crate::domain::account::Account;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::rule::Rule;
use crate::form::request::FormRequest;

impl App {
    /// Welcomes whoever opens a book without accounts.
    pub(super) fn welcome_to_empty(&mut self) -> Result<()> {
        if self.book.count::<Account>()? == 0 {
            let layer = self.welcome_layer()?;
            self.layers.push(layer);
        }
        Ok(())
    }

    /// The three steps, with what is settled already.
    pub(super) fn open_welcome(&self) -> Result<Step> {
        Ok(Step::Open(Box::new(self.welcome_layer()?)))
    }

    fn welcome_layer(&self) -> Result<Layer> {
        let me = self.book.me()?.map(|me| me.name);
        let currency = self.book.currency();
        Ok(Layer::Welcome(Welcome::new(me.as_deref(), currency.code(), self.book.has_currency()?)))
    }

    /// Does what a step of the welcome asks for. The welcome stays below until there is an account.
    pub(super) fn welcome_wish(&mut self, wish: WelcomeWish) {
        match wish {
            WelcomeWish::Name(words) => match self.book.set_me(&words) {
                Ok(done) => {
                    self.did(&done.outcome);
                    // The step is ticked; the foot keeps the keys of the next one.
                    self.message = None;
                    self.settle_welcome(|welcome| welcome.is_called(&done.name));
                }
                Err(problem) => self.settle_welcome(|welcome| welcome.refuse(problem.sentence)),
            },
            WelcomeWish::Currency(code) => self.count_in(&code),
            WelcomeWish::Import => self.take(Ok(Self::open_import())),
            WelcomeWish::First => {
                let step = self.open_form(FormRequest::New(Noun::Accounts, None));
                self.take(step);
            }
            WelcomeWish::Demo => self.errand = Some(Effect::Demo),
            WelcomeWish::Tour => self.errand = Some(Effect::Tour),
        }
    }

    fn count_in(&mut self, code: &str) {
        let today = self.book.today();
        let changed = Currency::parse(code).and_then(|currency| {
            let change = (Currency::KEY.to_owned(), currency.code().to_owned());
            Ok((currency, self.book.change_rules(&[change], today)?))
        });
        match changed {
            Ok((currency, outcome)) => {
                self.did(&outcome);
                self.message = None;
                self.settle_welcome(|welcome| welcome.counts_in(currency.code()));
            }
            Err(problem) => self.settle_welcome(|welcome| welcome.refuse(problem.sentence)),
        }
    }

    fn settle_welcome(&mut self, change: impl FnOnce(&mut Welcome)) {
        if let Some(Layer::Welcome(welcome)) = self.layers.last_mut() {
            change(welcome);
        }
    }

    /// Takes the welcome away once the book has an account.
    pub(super) fn end_welcome(&mut self) -> Result<()> {
        let is_welcome = |layer: &Layer| matches!(layer, Layer::Welcome(_));
        if self.layers.iter().any(is_welcome) && self.book.count::<Account>()? > 0 {
            self.layers.retain(|layer| !is_welcome(layer));
        }
        Ok(())
    }

    /// Asks who of the team somebody is, where an import brought a team and whoever uses the book leads none of its accounts.
    pub(super) fn ask_who(&mut self) -> Result<()> {
        let me = self.book.me()?;
        if self.book.leads_some()? {
            return Ok(());
        }
        let members: Vec<Member> = self.book.all()?;
        let others = members.into_iter().filter(|one| me.as_ref().is_none_or(|me| me.id != one.id));
        let names: Vec<String> = others.map(|one| one.name).collect();
        if names.is_empty() {
            return Ok(());
        }
        let none = me.map_or_else(|| "go on without".to_owned(), |me| format!("{} stays", me.name));
        let items = names.iter().map(|name| Item::new(name.clone(), ""));
        let items = items.chain([Item::new("None of these", none)]).collect();
        let (title, empty) = ("Which of these is you?", "No matches.");
        self.layers.push(Layer::Picker(Picker::new(title, empty, items, Choice::Me(names))));
        Ok(())
    }
}
