//! Commands of every screen: going places, undo, what the subject in focus answers. What is left goes to the screen in sight.

use super::app::{App, Effect};
use super::command::{Command, DisabledReason};
use super::glossary::{About, Glossary};
use super::layer::Layer;
use super::layer::confirm::Confirm;
use super::layer::find::Find;
use super::layer::help::Help;
use super::layer::input::Input;
use super::layer::palette::Palette;
use super::layer::picker::{Item, Picker};
use super::layer::text::TextLayer;
use super::opening::{making_of, open_tags};
use super::place::Place;
use super::purpose::{Choice, InputPurpose, Question};
use super::screen::accounts::page::brief_lines;
use super::shell::Message;
use super::step::Step;
use crate::book::Outcome;
use crate::book::export::pages::Saved;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::points::groups;
use crate::domain::text;
use crate::domain::today::{Kind, TaskId};
use crate::form::opening::new_goal;
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::form::rules;

impl App {
    /// Runs a command if it can run, or says why not.
    pub(super) fn run(&mut self, command: Command) {
        match self.can(command) {
            Ok(()) => {
                let step = self.do_command(command);
                self.take(step);
            }
            Err(DisabledReason(reason)) => self.message = Some(Message::NotHere(reason.into_owned())),
        }
    }

    /// Does what a screen or command answered.
    pub(super) fn take(&mut self, step: Result<Step>) {
        let done = match step {
            Ok(Step::Stay) => Ok(()),
            Ok(Step::Say(words)) => {
                self.message = Some(Message::Said(words));
                Ok(())
            }
            Ok(Step::Open(layer)) => {
                self.open(*layer);
                Ok(())
            }
            Ok(Step::Run(command)) => {
                self.run(command);
                Ok(())
            }
            Ok(Step::Back) => self.back().map(drop),
            Ok(Step::Page(account)) => self.open_page(account),
            Ok(Step::Filter(words)) => self.show_accounts(&words),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = done {
            self.tell(&problem);
        }
    }

    /// Says what an operation did and reads the screen again.
    pub(super) fn did(&mut self, outcome: &Outcome) {
        self.book.saw(outcome);
        self.tour_saw_operation(&outcome.name, false);
        // A form of a record as it was before is no longer offered: it would put back what has changed.
        self.left.retain(|left| !matches!(left, Layer::Form(form) if !matches!(form.making, FormRequest::New(..))));
        self.reload();
        self.message = Some(if outcome.step == 0 {
            Message::Said("Nothing changed.".to_owned())
        } else {
            Message::Done(said(outcome))
        });
    }

    fn do_command(&mut self, command: Command) -> Result<Step> {
        let command = self.screens.meant(self.here, command);
        match command {
            Command::Go(place) => {
                self.go(place);
                Ok(Step::Stay)
            }
            Command::Back if self.is_on_errand() => self.back(),
            Command::Quit => Ok(self.quit()),
            Command::Suspend => Ok(self.send(Effect::Suspend)),
            Command::Redraw => Ok(self.send(Effect::Redraw)),
            Command::Undo => {
                let outcome = self.book.undo()?;
                self.did(&outcome);
                self.tour_saw_operation(&outcome.name, true);
                self.message = Some(Message::Said(format!("Undone: {}. U redoes it.", said(&outcome))));
                Ok(Step::Stay)
            }
            Command::Redo => {
                let outcome = self.book.redo()?;
                self.did(&outcome);
                self.message = Some(Message::Done(format!("Redone: {}.", said(&outcome))));
                Ok(Step::Stay)
            }
            Command::Theme => Ok(self.pick_theme()),
            Command::Backup => Ok(Step::Say(format!("Backed up to {}.", self.book.backup(None)?.display()))),
            Command::Help => {
                let help = Help::new(&self.about_here(), self.screens.own_keys(self.here), |command| self.can(command));
                Ok(Step::Open(Box::new(Layer::Help(help))))
            }
            Command::Glossary => Ok(glossary()),
            Command::Rules => {
                let items = groups().map(|group| Item::new(rules::title(group), ""));
                let picker = Picker::new("Rules", "No matches.", items.collect(), Choice::Rules);
                Ok(Step::Open(Box::new(Layer::Picker(picker))))
            }
            Command::Connections => Ok(self.pick_connection()),
            Command::Duplicates => self.open_duplicates(),
            Command::Welcome => self.open_welcome(),
            Command::Tour => Ok(self.toggle_tour()),
            Command::SavedFilters => Ok(self.pick_filter()),
            Command::Changed => {
                let told = self.changed.told(self.book.today());
                Ok(Step::Say(told.unwrap_or_else(|| "Nothing changed since you last looked.".to_owned())))
            }
            Command::References => self.pick_story(),
            Command::Showcase => {
                let title = format!("Showcase ─ {}", self.book.stories_told()?);
                self.read_page(Saved::Showcase, Some(title))
            }
            Command::Directory => self.directory(),
            Command::Agenda => self.read_page(Saved::Charter, None),
            Command::PipelinePage => self.read_page(Saved::Pipeline(false), None),
            Command::Smallest => {
                if self.here != Place::Today {
                    self.go(Place::Today);
                }
                self.screens.today.go_to_smallest(&mut self.book)
            }
            Command::CloseMonth => self.pick_month(),
            Command::DropOverdue => {
                let outcome = self.book.dismiss_long_overdue()?;
                self.did(&outcome);
                Ok(Step::Stay)
            }
            Command::Palette => {
                Ok(Step::Open(Box::new(Layer::Palette(Palette::new(self.recent.clone(), |command| self.can(command))))))
            }
            Command::Find => {
                let mut find = Find::new(self.book.finder()?);
                find.name_accounts(&self.book);
                Ok(Step::Open(Box::new(Layer::Find(Box::new(find)))))
            }
            _ => self.do_on_subject(command),
        }
    }

    fn do_on_subject(&mut self, command: Command) -> Result<Step> {
        let subject = self.screens.subject(self.here);
        if command == Command::Add
            && let Some(source) = subject.record.as_ref().and_then(RecordRef::quotes)
            && let Some(quote) = self.book.quote(source)?
        {
            let outcome = self.book.act_on(&quote)?;
            self.did(&outcome);
            return Ok(Step::Stay);
        }
        if let Some(making) = making_of(command, subject.acting_account()) {
            return self.open_form(making.for_each(&subject.accounts));
        }
        match (command, subject.account) {
            (Command::WhatIf, account) => self.ask_what_if(subject.record, account, &subject.name),
            (Command::Done, account) if self.here == Place::Team => self.done_on_team(account),
            (Command::New, _) if self.here == Place::Team && self.screens.team.step_for().is_some() => self.take_step(),
            (Command::Log, account) => Ok(self.open_log(account, None)),
            (Command::Done, _) if !subject.lines.is_empty() => {
                let outcome = self.book.done_lines(&subject.lines)?;
                self.did(&outcome);
                Ok(Step::Stay)
            }
            (Command::Done, account) => self.done_line(account, subject.tasks().pop()),
            (Command::Snooze, _) => Ok(self.open_snooze(subject.tasks())),
            (Command::Drop, _) if subject.acting_lines().is_empty() => self.confirm_removal(&subject),
            (Command::Drop, _) => {
                let hint = "Why: it goes into the history";
                let input = Input::new(
                    lines_title("Dismiss", &subject.acting_lines(), &subject.name),
                    hint,
                    InputPurpose::Drop(subject.acting_lines()),
                );
                Ok(Step::Open(Box::new(Layer::Input(input.precious()))))
            }
            (Command::Copy, _) => self.copy(),
            (Command::Mail, Some(account)) => match self.prepared_words()? {
                Some((who, words)) => self.mail_helpers(&who, &words),
                None => self.open_mail(account),
            },
            (Command::CopyPhone, Some(account)) => self.copy_phone(account),
            (Command::Stage, _) => Ok(self.pick_stage(subject.acting_accounts())),
            (Command::Tag, _) => Ok(open_tags(subject.acting_accounts(), &subject.name)),
            (Command::Brief, Some(account)) => {
                let look = self.look();
                let (name, lines) = brief_lines(account, &mut self.book, &look)?;
                Ok(Step::Open(Box::new(Layer::Text(TextLayer::new(name, lines)))))
            }
            (Command::Edit, _) => match subject.record {
                // An item of the checklist is ticked: what comes next stands in its form already.
                Some(RecordRef::ChecklistItem(account, place)) => self.open_form(FormRequest::Tick(account, place)),
                Some(record) => {
                    let making = FormRequest::changing(record, &self.book)?;
                    self.open_form(making)
                }
                None => Ok(Step::Stay),
            },
            (Command::Remove, _) => self.confirm_removal(&subject),
            (Command::New, account) => self.open_form(self.new_in_focus(account).for_each(&subject.accounts)),
            (Command::Targets, _) => Ok(self.pick_target()),
            (Command::Pulse, Some(account)) => {
                let answers = subject.line.filter(|line| line.account == Some(account)).map(|line| line.id);
                let answers = answers.filter(|id| id.kind == Kind::Pulse);
                self.open_form(FormRequest::Pulse(account, answers))
            }
            (Command::HandOff, Some(account)) => {
                let open = self.book.open_handoff(account)?;
                let offer = FormRequest::HandoffOffer(account);
                self.open_form(open.map_or(offer, |open| FormRequest::HandoffAnswer(account, open.id)))
            }
            (Command::DropOff, account) => self.open_drop_off(account, subject.record.as_ref()),
            (Command::NewRecord(Noun::Goals), Some(account)) => {
                let goal = new_goal(account, &self.book)?;
                self.open_form(goal)
            }
            (Command::NewRecord(Noun::Watches), Some(account)) => {
                let making = FormRequest::changing(RecordRef::Watching(account), &self.book)?;
                self.open_form(making)
            }
            (Command::WonBack, Some(account)) => match self.book.open_loss(account)? {
                Some(loss) => self.open_form(FormRequest::Return(account, loss.id)),
                None => Err(Problem::input(format!("{} is not churned; there is nothing to win back.", subject.name))),
            },
            (Command::Filter, _) if self.screens.is_on_tasks(self.here) => self.pick_whose(),
            (Command::Filter, _) => {
                let words = self.screens.filter(self.here).unwrap_or_default().to_owned();
                let hint = "Words of the name, stage:onboarding tier:A owner:ruiz tag:x risk>30 value>50k decides<90";
                let mut input = Input::new("Filter", hint, InputPurpose::Filter).with(words);
                input.read_as(self.filter_reading(input.text()));
                Ok(Step::Open(Box::new(Layer::Input(input))))
            }
            (Command::Sort, _) => Ok(self.pick_sort()),
            (Command::Record, _) => self.work_out_record(),
            (Command::Import, _) => Ok(Self::open_import()),
            (Command::Export, _) => Ok(self.open_export()),
            (Command::Save(what), account) => Ok(self.open_save(what, account)),
            _ => {
                let look = self.look();
                self.screens.update(self.here, command, &mut self.book, &look)
            }
        }
    }

    /// Closes a line of the day, asking only for what it needs: with whom an insight was shared, whether a hand-off is
    /// accepted, what happened at the account. A thank-you, and what is for no account, need nothing more.
    fn done_line(&mut self, account: Option<Id<Account>>, line: Option<TaskId>) -> Result<Step> {
        match (line, account) {
            (Some(TaskId { kind: Kind::Insight, .. }), Some(account)) => {
                let insight = self.book.insight_not_heard(account)?.map(|insight| insight.id);
                self.open_form(FormRequest::share(account, insight))
            }
            (Some(TaskId { kind: Kind::Handoff, raw }), Some(account)) => {
                self.open_form(FormRequest::HandoffAnswer(account, Id::new(raw)))
            }
            (Some(TaskId { kind: Kind::Pack, .. }), Some(account)) => {
                self.open_form(FormRequest::HandoffOffer(account))
            }
            (Some(TaskId { kind: Kind::Opportunity, raw }), _) => {
                self.open_form(FormRequest::DealOutcome(Id::new(raw)))
            }
            (Some(TaskId { kind: Kind::Thanks, raw }), _) => self.open_form(FormRequest::Thank(Id::new(raw))),
            (Some(line), _) if line.kind.is_ticked() => {
                let outcome = self.book.done(line)?;
                self.did(&outcome);
                Ok(Step::Stay)
            }
            (Some(line @ TaskId { kind: Kind::Action, .. }), _) if self.book.line(line)?.account.is_none() => {
                let outcome = self.book.done(line)?;
                self.did(&outcome);
                Ok(Step::Stay)
            }
            _ => Ok(self.open_log(account, line)),
        }
    }

    /// What there is to say of the pane that has the keys.
    fn about_here(&self) -> About {
        let heads = self.screens.heads(self.here).map(|list| list.heads).unwrap_or_default();
        let titles: Vec<&str> = heads.iter().map(|head| head.title).collect();
        Glossary::shipped().about(self.screens.title(self.here), self.screens.pane(self.here), &titles)
    }

    fn send(&mut self, errand: Effect) -> Step {
        self.errand = Some(errand);
        Step::Stay
    }

    fn quit(&mut self) -> Step {
        if self.has_words() {
            let question = "Discard what you typed, and quit?".to_owned();
            return Step::Open(Box::new(Layer::Confirm(Confirm { title: "Quit", question, ask: Question::Quit })));
        }
        self.errand = Some(Effect::Quit);
        Step::Stay
    }

    fn copy(&mut self) -> Result<Step> {
        if let Some((_, words)) = self.prepared_words()? {
            let said = format!("Copied: {}", text::clean(&words));
            self.errand = Some(Effect::Copy(words));
            return Ok(Step::Say(said));
        }
        let subject = self.screens.subject(self.here);
        let words = match subject.line {
            Some(line) => [line.name, line.verb, line.title, line.reason].join("\t"),
            None => subject.name,
        };
        let words = text::clean(&words.replace('\t', " · ")).into_owned();
        let said = format!("Copied: {words}");
        self.errand = Some(Effect::Copy(words));
        Ok(Step::Say(said))
    }
}

/// Every word that screens use, to be narrowed by typing.
fn glossary() -> Step {
    let terms = Glossary::shipped().term.iter();
    let items = terms.map(|term| Item::new(term.word.as_str(), term.means.as_str())).collect();
    let picker = Picker::new("Glossary", "No matches.", items, Choice::Read).wide();
    Step::Open(Box::new(Layer::Picker(picker)))
}

/// `Snooze ─ Contoso`, `Snooze 3 lines`.
pub(super) fn lines_title(verb: &str, lines: &[crate::domain::today::TaskId], name: &str) -> String {
    if lines.len() > 1 { format!("{verb} {} tasks", lines.len()) } else { format!("{verb} ─ {name}") }
}

pub(super) fn said(outcome: &Outcome) -> String {
    if outcome.summary.is_empty() { outcome.name.clone() } else { format!("{}: {}", outcome.name, outcome.summary) }
}
