//! Every form against a made-up book: what is not touched stays as it was.

use super::candidate::Candidate;
use super::candidates::{of_account, of_book, tasks};
use super::kinds::{Kind, Of};
use super::record_ref::RecordRef;
use super::request::FormRequest;
use crate::book::Book;
use crate::book::demo::Recipe;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::record::Record;
use crate::domain::records::with_record;

fn book(folder: &tempfile::TempDir) -> Book {
    let recipe = Recipe { accounts: 60, seed: 7 };
    Book::make_up(&folder.path().join("book.db"), recipe, Day::parse("2026-11-22").ok()).unwrap()
}

/// Everything of a kind in the book.
fn all(kind: Kind, accounts: &[Id<Account>], book: &Book) -> Vec<RecordRef> {
    let found: Vec<Candidate> = match kind.row().of {
        Of::Book => of_book(kind, book).unwrap(),
        Of::Account | Of::AnyAccount => {
            accounts.iter().flat_map(|account| of_account(kind, *account, book).unwrap()).collect()
        }
        Of::Playbook => (0..book.playbooks().list.len()).flat_map(|place| tasks(place, book).unwrap()).collect(),
    };
    let accounts = accounts.iter().filter(|_| kind == Kind::Account).map(|id| RecordRef::of(*id));
    found.into_iter().map(|one| one.record).chain(accounts).collect()
}

/// Opens the form and keeps it as it is.
fn keep_untouched(making: FormRequest, book: &mut Book) {
    let mut form = making.form(book).unwrap();
    assert!(form.check(book.today()), "{making:?} is refused as it is: {form:?}");
    let outcome = making.keep(&form, book).unwrap_or_else(|problem| panic!("{making:?}: {problem}"));
    assert_eq!(outcome.step, 0, "{making:?} changed something: {}", outcome.summary);
}

#[test]
fn a_form_that_is_kept_as_it_was_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = book(&folder);
    // Somebody who left still stands where they stood.
    let members: Vec<Member> = book.all().unwrap();
    let left = members.into_iter().next().unwrap();
    book.keep(Member { left_on: Day::parse("2026-11-01").ok(), ..left }).unwrap();
    let accounts: Vec<Id<Account>> = book.roster().unwrap().names().map(|(id, ..)| id).collect();
    keep_untouched(FormRequest::Pay, &mut book);
    keep_untouched(FormRequest::Began, &mut book);
    keep_untouched(FormRequest::Objections, &mut book);
    let rules = [Kind::Stage, Kind::Playbook, Kind::Task, Kind::Connection, Kind::SavedFilter, Kind::Rules];
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.can(super::kinds::Way::Edit)) {
        let before = (book.stages().clone(), book.playbooks().clone(), book.connection_points().clone());
        let records = all(kind, &accounts, &book);
        let rare = [
            Kind::Rate,
            Kind::Holidays,
            Kind::Checklist,
            Kind::Marks,
            Kind::Morning,
            Kind::Pay,
            Kind::Began,
            Kind::Objections,
            Kind::HuddleDecision,
            Kind::Told,
        ];
        assert!(!records.is_empty() || rare.contains(&kind), "there is no {kind:?} to try");
        for record in records {
            // What was never given has no record that could stay as it is.
            if let RecordRef::ChecklistItem(account, place) = record
                && book.kit_of(account).unwrap()[place].record.is_none()
            {
                continue;
            }
            // A pledge that is kept as it was is signed anew, today.
            if record == RecordRef::Pledge {
                continue;
            }
            let making = FormRequest::changing(record, &book).unwrap();
            // A question without its answer is refused; there is nothing to keep as it was.
            if kind == Kind::Doubt {
                assert!(!making.form(&mut book).unwrap().check(book.today()));
                continue;
            }
            if rules.contains(&kind) {
                let form = making.form(&mut book).unwrap();
                making.keep(&form, &mut book).unwrap();
            } else {
                keep_untouched(making, &mut book);
            }
        }
        let after = (book.stages().clone(), book.playbooks().clone(), book.connection_points().clone());
        assert!(before == after, "{kind:?}");
    }
}

#[test]
fn namesakes_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = book(&folder);
    let accounts: Vec<Id<Account>> = book.roster().unwrap().names().map(|(id, ..)| id).collect();
    let present = |account: &Id<Account>| {
        let contacts: Vec<Contact> = book.of_account(*account).unwrap();
        contacts.into_iter().filter(|one| one.left_on.is_none()).collect::<Vec<_>>()
    };
    let (account, contacts) =
        accounts.iter().map(|id| (*id, present(id))).find(|(_, contacts)| contacts.len() > 1).unwrap();
    let first = contacts[0].clone();
    for contact in &contacts {
        book.keep(Contact { name: first.name.clone(), ..contact.clone() }).unwrap();
    }
    let form = FormRequest::Pulse(account, None).form(&mut book).unwrap();
    let who = form.fields.iter().find(|field| field.key == "contact").unwrap();
    let super::field::Kind::Choice { options, .. } = &who.kind else { panic!("{who:?}") };
    assert!(options.len() > 1 && options.iter().all(|option| option.starts_with(&format!("{} (", first.name))));
}

/// Words that a field of this kind takes, and that the record shows again.
fn sample(field: &super::field::Field) -> String {
    use super::field::Kind as Typed;
    match &field.kind {
        Typed::Text | Typed::Lines if field.key == "currency" => "USD".to_owned(),
        Typed::Text | Typed::Lines => format!("words of {}", field.key),
        Typed::Choice { options, .. } => options.last().cloned().unwrap_or_default(),
        Typed::Several { options } => options.first().cloned().unwrap_or_default(),
        Typed::Day => "2026-11-20".to_owned(),
        Typed::Number => "5".to_owned(),
    }
}

/// Whatever a declaration says stands in the form, is kept by it, and stands there again: a field that some list forgot
/// would be blank.
#[test]
fn every_declared_field_goes_through_the_form_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = book(&folder);
    let account = book.roster().unwrap().names().map(|(id, ..)| id).next().unwrap();
    // Forms in which one field is another one's answer, tried by hand elsewhere.
    let apart = [Noun::InsightShares, Noun::Agreements, Noun::Goals, Noun::Months, Noun::Settings, Noun::Handoffs];
    let mut tried = 0;
    for noun in Noun::ALL.iter().copied().filter(|noun| !apart.contains(noun)) {
        let request = FormRequest::New(noun, Some(account));
        let mut form = request.form(&mut book).unwrap();
        for field in &mut form.fields {
            let words = sample(field);
            field.edit().set(words);
        }
        // The one who covers is somebody else.
        if let Some(cover) = form.field_mut("cover") {
            cover.edit().set("");
        }
        assert!(form.check(book.today()), "{noun}: {form:?}");
        let typed: Vec<(&str, String)> = form.fields.iter().map(|field| (field.key, field.text().to_owned())).collect();
        let outcome = request.keep(&form, &mut book).unwrap_or_else(|problem| panic!("{noun}: {problem}"));
        assert!(outcome.step > 0 && outcome.changed.contains(&noun), "{noun}: {outcome:?}");
        let id = newest(noun, &book);
        let again = FormRequest::Edit(noun, id).form(&mut book).unwrap();
        for (key, words) in typed {
            // What ends a record may follow from something else in it.
            let follows = ["reference", "closed_on"].contains(&key);
            assert!(again.value(key) == words || follows, "{noun}: {key}: “{}” and not “{words}”", again.value(key));
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}

fn newest(noun: Noun, book: &Book) -> i64 {
    fn of<R: Record>(book: &Book) -> i64 {
        book.all::<R>().unwrap().iter().map(|it| it.id().raw()).max().unwrap()
    }
    with_record!(noun, of(book))
}
