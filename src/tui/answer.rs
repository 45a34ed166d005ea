//! What layers answer: confirmed, chosen, typed, filled in. A refusal leaves the layer open with its words.

use super::app::{App, Effect};
use super::command::Command;
use super::layer::confirm::Confirm;
use super::layer::input::Input;
use super::layer::{Layer, Reply};
use super::place::Place;
use super::purpose::{Choice, InputPurpose, Question};
use super::shell::Message;
use super::tour::Deed;
use super::update::said;
use crate::book::Outcome;
use crate::book::find::Target;
use crate::domain::account::Account;
use crate::domain::huddle::month_word;
use crate::domain::id::Id;
use crate::domain::passage::Source;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::points::groups;
use crate::domain::when;
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;

/// How many commands the palette remembers.
const RECENT: usize = 5;

impl App {
    /// Does what a layer asks for.
    pub(super) fn settle_reply(&mut self, reply: Reply) -> Result<()> {
        match reply {
            // A cancelled layer goes when its work has ended.
            Reply::Stay | Reply::Cancel => {}
            Reply::Close => self.close_top()?,
            Reply::Import(wish) => self.import_wish(wish)?,
            Reply::Duplicates(wish) => self.duplicates_wish(wish)?,
            Reply::Welcome(wish) => self.welcome_wish(wish),
            Reply::Run(command) => {
                self.layers.pop();
                self.remember(command);
                self.run(command);
            }
            Reply::Confirmed(ask) => self.confirmed(&ask)?,
            Reply::Chosen(choice, row) => self.chosen(choice, row)?,
            Reply::Found(target) => {
                self.found(target)?;
                self.tour_saw(Deed::Found);
            }
            Reply::Changed => self.read_top()?,
            Reply::Entered(wish, words) => self.entered(wish, &words),
            Reply::Write => self.write_note(),
            Reply::Submit => self.submit(),
            Reply::AskDiscard => {
                let question = "Discard what you typed? It is offered again.".to_owned();
                self.layers.push(Layer::Confirm(Confirm { title: "Close", question, ask: Question::Discard }));
            }
            Reply::Refused(reason) => self.message = Some(Message::NotHere(reason)),
            Reply::Lead(lead) => self.follow_lead(lead),
            Reply::Copy(words) => {
                self.message = Some(Message::Said("Copied the whole page.".to_owned()));
                self.errand = Some(Effect::Copy(words));
            }
            Reply::SavePage(what) => {
                let step = self.open_saved(what);
                self.take(Ok(step));
            }
        }
        Ok(())
    }

    /// Keeps what was called by name, for the palette to offer first.
    fn remember(&mut self, command: Command) {
        self.recent.retain(|one| *one != command);
        self.recent.insert(0, command);
        self.recent.truncate(RECENT);
    }

    /// Closes the top layer. A filter that was only tried is taken back.
    fn close_top(&mut self) -> Result<()> {
        match self.layers.pop() {
            Some(Layer::Input(input)) if *input.wish() == InputPurpose::Filter => {
                let before = input.started().to_owned();
                self.screens.set_filter(self.here, &before, &mut self.book)
            }
            Some(Layer::Picker(picker)) => {
                if let Choice::Theme(_, before) = picker.choice() {
                    self.theme = *before;
                }
                Ok(())
            }
            Some(Layer::Input(input)) if input.has_words() => {
                self.set_aside(Layer::Input(input));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn confirmed(&mut self, ask: &Question) -> Result<()> {
        self.layers.pop();
        match ask {
            Question::Quit => self.errand = Some(Effect::Quit),
            Question::Discard => {
                if let Some(layer) = self.layers.pop() {
                    self.set_aside(layer);
                }
            }
            Question::Left(contact, on) => {
                let outcome = self.book.mark_left(*contact, *on)?;
                self.did(&outcome);
            }
            Question::Merge(noun, kept, merged) => self.merge_pair(*noun, *kept, *merged)?,
            Question::Replace(what, path) => self.save_page(*what, path, true)?,
            Question::Remove(record) => {
                let outcome = record.clone().remove(&mut self.book)?;
                self.did(&outcome);
            }
        }
        Ok(())
    }

    fn chosen(&mut self, choice: Choice, row: usize) -> Result<()> {
        self.layers.pop();
        match choice {
            Choice::Sort(keys) => match keys.get(row) {
                Some(key) => self.screens.sort(self.here, key, &mut self.book),
                None => Ok(()),
            },
            Choice::Field(column) => {
                self.field_chosen(column, row);
                Ok(())
            }
            Choice::Theme(themes, before) => {
                self.keep_theme(themes.get(row).copied().unwrap_or(before));
                Ok(())
            }
            Choice::Shape => {
                self.shape_chosen(row);
                Ok(())
            }
            Choice::ImportCurrency => {
                self.currency_chosen(row);
                Ok(())
            }
            Choice::Rules => {
                let group = groups().nth(row).unwrap_or("bands");
                let step = self.open_form(FormRequest::Rules(group));
                self.take(step);
                Ok(())
            }
            Choice::Connection(keys) => {
                let step = self.open_form(FormRequest::Connection(keys.get(row).cloned()));
                self.take(step);
                Ok(())
            }
            Choice::Whose(owners) => {
                self.book.show_day_of(row.checked_sub(1).and_then(|at| owners.get(at)).copied());
                self.reload();
                Ok(())
            }
            Choice::Me(names) => {
                if let Some(name) = names.get(row) {
                    let done = self.book.set_me(name)?;
                    self.did(&done.outcome);
                }
                Ok(())
            }
            Choice::SavedFilter(keys) => {
                let step = self.open_saved_filter(keys.get(row).cloned());
                self.take(step);
                Ok(())
            }
            Choice::Left(contacts, on) => {
                let Some(contact) = contacts.get(row) else { return Ok(()) };
                let outcome = self.book.mark_left(*contact, on)?;
                self.did(&outcome);
                Ok(())
            }
            Choice::Read => Ok(()),
            Choice::Mail(address, mails) => {
                if let Some(mail) = mails.get(row) {
                    self.write_mail(&address, mail);
                }
                Ok(())
            }
            Choice::Month(months) => {
                let outcome = self.book.close_month(months.get(row).map(|month| month_word(*month)).as_deref())?;
                self.did(&outcome);
                Ok(())
            }
            Choice::Reference(stories) => {
                let Some(story) = stories.get(row) else { return Ok(()) };
                let step = self.open_form(FormRequest::changing(RecordRef::of(*story), &self.book)?);
                self.take(step);
                Ok(())
            }
            Choice::Target(keys) => {
                let step = self.open_form(FormRequest::Target(keys.get(row).cloned()));
                self.take(step);
                Ok(())
            }
            Choice::Stage(accounts, keys) => {
                let Some(key) = keys.get(row).cloned() else { return Ok(()) };
                let title = format!("To {} since", self.book.stages().name(&key));
                let hint = "Enter: today. Or the day of the move: yesterday, -7d, 2026-11-02";
                self.layers.push(Layer::Input(Input::new(title, hint, InputPurpose::StageDay(accounts, key))));
                Ok(())
            }
        }
    }

    fn found(&mut self, target: Target) -> Result<()> {
        self.layers.pop();
        match target {
            Target::Account(account) | Target::Contact(account) => self.open_page(account),
            Target::Passage(account, source) => {
                self.open_page(account)?;
                let record = match source {
                    Source::Touch(touch) => RecordRef::of(touch),
                    Source::Pulse(pulse) => RecordRef::of(pulse),
                    Source::Event(event) => RecordRef::of(event),
                    Source::Notes | Source::Field => return Ok(()),
                };
                self.screens.accounts.show_record(&record, &mut self.book)
            }
            Target::Member(member) => {
                let name = self.book.member_name(Some(member));
                let owner = name.split_whitespace().last().unwrap_or_default().to_owned();
                self.take(Ok(super::step::Step::Filter(format!("owner:{owner}"))));
                Ok(())
            }
        }
    }

    /// Shows what find looked for beside the keys, once it is there.
    pub(super) fn read_find(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Find(_)))
            && let Err(problem) = self.read_top()
        {
            self.tell(&problem);
        }
    }

    /// Shows what the words typed so far come to.
    pub(super) fn read_top(&mut self) -> Result<()> {
        if let Some(Layer::Find(find)) = self.layers.last_mut() {
            if let Some(wanted) = find.wanted() {
                find.take_written(self.book.cached(wanted)?);
            }
            find.name_accounts(&self.book);
        }
        let Some(Layer::Input(input)) = self.layers.last() else { return Ok(()) };
        let (wish, words, cursor) = (input.wish().clone(), input.text().to_owned(), input.cursor());
        let note = input.note().to_owned();
        let reading = match &wish {
            InputPurpose::Filter => self.read_filter(&words)?,
            InputPurpose::Log(account, _) => self.read_log(&words, &note, cursor, *account),
            InputPurpose::Snooze(_) => self.read_snooze(&words),
            InputPurpose::StageDay(..) => self.read_day(&words),
            InputPurpose::ImportFile => Self::read_path(&words),
            InputPurpose::Drop(_) | InputPurpose::Tag(_) | InputPurpose::ExportFile | InputPurpose::SaveFile(_) => {
                super::layer::input::Reading::default()
            }
        };
        if let Some(Layer::Input(input)) = self.layers.last_mut() {
            input.read_as(reading);
        }
        Ok(())
    }

    /// Keeps what was entered; a refusal is said in the layer, which keeps the words.
    fn entered(&mut self, wish: InputPurpose, words: &str) {
        let kept = match wish {
            InputPurpose::Filter => self.screens.set_filter(self.here, words.trim(), &mut self.book).map(|()| None),
            InputPurpose::Log(account, answers) => return self.log_entered(words, account, answers),
            InputPurpose::Snooze(lines) => self.snooze(&lines, words).map(Some),
            InputPurpose::Drop(lines) => self.book.drop_lines(&lines, words.trim()).map(Some),
            InputPurpose::StageDay(accounts, stage) => self.move_accounts(&accounts, &stage, words).map(Some),
            InputPurpose::Tag(accounts) => {
                let (add, take) = tags(words);
                self.book.tag(&accounts, &add, &take).map(Some)
            }
            InputPurpose::ImportFile => return self.file_named(words),
            InputPurpose::ExportFile => return self.table_named(words),
            InputPurpose::SaveFile(what) => return self.page_named(what, words),
        };
        match (kept, self.layers.last_mut()) {
            (Ok(outcome), _) => {
                self.layers.pop();
                if let Some(outcome) = outcome {
                    self.did(&outcome);
                }
            }
            (Err(problem), Some(Layer::Input(input))) => input.refuse(problem.sentence),
            (Err(problem), _) => self.tell(&problem),
        }
    }

    /// Moves accounts to a stage on the day that was typed; today where none was.
    fn move_accounts(&mut self, accounts: &[Id<Account>], stage: &str, words: &str) -> Result<Outcome> {
        let today = self.book.today();
        let on = if words.trim().is_empty() { today } else { when::read(words, today)? };
        self.book.move_to_stage(accounts, stage, on)
    }

    fn file_named(&mut self, words: &str) {
        if let Err(problem) = self.plan_file(words) {
            self.refuse_line(&problem);
        }
    }

    fn table_named(&mut self, words: &str) {
        match self.export_table(words) {
            Ok(said) => {
                self.layers.pop();
                self.message = Some(Message::Said(said));
            }
            Err(problem) => self.refuse_line(&problem),
        }
    }

    /// Says a refusal in the line that was entered.
    pub(super) fn refuse_line(&mut self, problem: &Problem) {
        match self.layers.last_mut() {
            Some(Layer::Input(input)) => input.refuse(problem.sentence.clone()),
            _ => self.tell(problem),
        }
    }

    fn submit(&mut self) {
        let Some(Layer::Form(layer)) = self.layers.last() else { return };
        let making = layer.making.clone();
        let prepared = making.prepared(&layer.form);
        let kept = making.keep(&layer.form, &mut self.book);
        match (kept, self.layers.last_mut()) {
            (Ok(outcome), _) => {
                self.layers.pop();
                self.did(&outcome);
                if let Some(words) = prepared.filter(|_| outcome.step > 0) {
                    self.message = Some(Message::Done(format!("{}. The words are copied.", said(&outcome))));
                    self.errand = Some(Effect::Copy(words));
                }
                if making == FormRequest::Began && self.book.began().is_some() {
                    self.screens.score.await_comparison();
                    self.go(Place::Score);
                }
            }
            (Err(problem), Some(Layer::Form(layer))) => layer.form.refuse(&problem),
            (Err(problem), _) => self.tell(&problem),
        }
    }
}

/// Tags to add, and those to take away: `reference -pilot`.
fn tags(words: &str) -> (Vec<String>, Vec<String>) {
    let words = words.split([' ', ',']).filter(|word| !word.is_empty());
    let (take, add): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with('-'));
    let plain = |words: Vec<&str>| words.iter().map(|word| word.trim_start_matches(['-', '#']).to_owned()).collect();
    (plain(add), plain(take))
}
