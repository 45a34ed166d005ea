//! Reaching people from the cockpit: mails and telephone numbers, and nothing is written.

use super::*;
use crate::domain::contact::Contact;
use crate::domain::role::ContactRole;

fn desk_with(email: Option<&str>, phone: Option<&str>) -> Desk {
    let mut desk = Desk::new((80, 24));
    let account = desk.account("Zora Mills");
    let contact = Contact {
        account,
        name: "Jane Doe".to_owned(),
        role: Some(ContactRole::Champion),
        email: email.map(str::to_owned),
        phone: phone.map(str::to_owned),
        ..Contact::default()
    };
    desk.app.book.keep(contact).unwrap();
    desk.app.open_page(account).unwrap();
    desk
}

#[test]
fn phone_and_address_of_the_person_to_ask_stand_on_the_brief() {
    let mut desk = desk_with(Some("jane@zora.example"), Some("+44 1632 960001"));
    let screen = desk.screen();
    let line = screen.lines().find(|line| line.contains("Ask  Jane Doe")).unwrap_or_else(|| panic!("{screen}"));
    assert!(line.contains("Y +44 1632 960001") && line.contains("M jane@zora.example  champion"), "{line}");
}

#[test]
fn a_mail_is_begun_from_a_template_and_nothing_is_written() {
    let mut desk = desk_with(Some("jane@zora.example"), None);
    let before = desk.app.book.undoable();
    desk.press("M");
    assert!(desk.screen().contains("Introduction") && desk.screen().contains("Check-in"), "{}", desk.screen());
    let Some(Effect::Mail(link, to)) = desk.press("check Enter") else { panic!("{}", desk.screen()) };
    assert_eq!(to, "jane@zora.example");
    assert!(link.starts_with("mailto:jane@zora.example?subject=How%20is%20it%20going"), "{link}");
    assert!(link.contains("Hello%20Jane%2C%0D%0A"), "{link}");
    assert_eq!(desk.app.book.undoable(), before);
    desk.app.mail_opened(&to, false);
    assert!(desk.foot().contains("copied: jane@zora.example"), "{}", desk.foot());
}

#[test]
fn a_number_is_copied_and_what_is_missing_is_said() {
    let mut desk = desk_with(None, Some("+44 1632\u{1b}[31m 960001"));
    let Some(Effect::Copy(phone)) = desk.press("Y") else { panic!("{}", desk.screen()) };
    assert!(!phone.chars().any(char::is_control) && phone.contains("960001"), "{phone:?}");
    assert_eq!(desk.press("M"), None);
    assert!(desk.foot().contains("Jane Doe has no e-mail address"), "{}", desk.foot());
}
