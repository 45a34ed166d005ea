//! Reaching people: a mail to the contact in the mail program of the system, a telephone number on the clipboard. Nothing of it
//! writes to the book.

use super::app::{App, Effect};
use super::layer::Layer;
use super::layer::picker::{Item, Picker};
use super::purpose::Choice;
use super::shell::Message;
use super::step::Step;
use crate::book::reach::Mail;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::mail::address;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::clean;
use crate::form::record_ref::RecordRef;
use std::process::{Command, Stdio};

impl App {
    /// Begins a mail to the contact that is selected, else to the one to ask.
    pub(super) fn open_mail(&mut self, account: Id<Account>) -> Result<Step> {
        let contact = self.contact_in_focus(account)?;
        let Some(address) = contact.email.as_deref().and_then(address) else {
            let sentence = format!("{} has no e-mail address; select the contact and e adds one.", contact.name);
            return Err(Problem::input(sentence));
        };
        let mails = self.book.mails_to(account, &contact)?;
        if let [only] = mails.as_slice() {
            self.write_mail(&address, only);
            return Ok(Step::Stay);
        }
        let items = mails.iter().map(|mail| Item::new(mail.title, "")).collect();
        let choice = Choice::Mail(address, mails);
        Ok(Step::Open(Box::new(Layer::Picker(Picker::new("Mail: which one?", "No matches.", items, choice)))))
    }

    /// Hands the mail to the mail program.
    pub(super) fn write_mail(&mut self, address: &str, mail: &Mail) {
        self.errand = Some(Effect::Mail(mail.template.link(address, &mail.filling), address.to_owned()));
    }

    /// Copies the number of the contact that is selected, else of the one to ask.
    pub(super) fn copy_phone(&mut self, account: Id<Account>) -> Result<Step> {
        let contact = self.contact_in_focus(account)?;
        let Some(phone) = contact.phone.as_deref().filter(|phone| !phone.trim().is_empty()) else {
            let sentence = format!("{} has no phone number; select the contact and e adds one.", contact.name);
            return Err(Problem::input(sentence));
        };
        let phone = clean(phone).trim().to_owned();
        let said = format!("Copied: {phone} ({})", contact.name);
        self.errand = Some(Effect::Copy(phone));
        Ok(Step::Say(said))
    }

    fn contact_in_focus(&mut self, account: Id<Account>) -> Result<Contact> {
        if let Some(RecordRef::Record(Noun::Contacts, raw)) = self.screens.subject(self.here).record {
            return self.book.get(Id::<Contact>::new(raw));
        }
        let brief = self.book.brief(account)?;
        let name = &brief.account.name;
        let none = || Problem::input(format!("{name} has no contact yet; : and new contact adds one."));
        brief.to_ask().cloned().ok_or_else(none)
    }

    /// Says what became of a mail; true where there is nothing that opens it, so that the address is to be copied.
    pub(crate) fn mail_opened(&mut self, to: &str, opened: bool) {
        let to = clean(to);
        self.message = Some(Message::Said(if opened {
            format!("Mail to {to} opened. l logs it once it is sent.")
        } else {
            format!("No mail program to open here; copied: {to}")
        }));
    }
}

/// Hands a link to the program of the system that opens links, detached and without a shell; false where there is none.
pub(super) fn open_link(link: &str) -> bool {
    let Some((program, before)) = opener(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) else {
        return false;
    };
    start(program, &[before, &[link]].concat())
}

/// The program that opens links here; none: nothing could show what it opens.
fn opener(is_set: impl Fn(&str) -> bool) -> Option<(&'static str, &'static [&'static str])> {
    if cfg!(target_os = "macos") {
        Some(("open", &[]))
    } else if cfg!(windows) {
        // `start` is a word of the shell; this is what it calls.
        Some(("rundll32", &["url.dll,FileProtocolHandler"]))
    } else if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") {
        Some(("xdg-open", &[]))
    } else {
        None
    }
}

fn start(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let Ok(mut child) = command.spawn() else { return false };
    // Somebody has to take note of its end.
    std::thread::spawn(move || child.wait());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn without_a_desktop_or_a_program_nothing_is_opened() {
        assert_eq!(opener(|_| false), None);
        assert_eq!(opener(|name| name == "WAYLAND_DISPLAY").map(|it| it.0), Some("xdg-open"));
        assert!(!start("mainstay-no-such-program", &["mailto:a@x.org"]));
    }

    #[cfg(unix)]
    #[test]
    fn the_link_is_one_word_to_the_program_and_no_shell_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let (script, told) = (folder.path().join("open"), folder.path().join("told"));
        std::fs::write(&script, "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$2\" > \"$1.new\"; mv \"$1.new\" \"$1\"\n")
            .unwrap();
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let link = "mailto:a@x.org?subject=$(touch%20x);`id`&body=b";
        assert!(start(script.to_str().unwrap(), &[told.to_str().unwrap(), link]));
        let read = || std::fs::read_to_string(&told).ok();
        let found = (0..500).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            read()
        });
        assert_eq!(found.unwrap(), format!("2|{link}"));
    }
}
