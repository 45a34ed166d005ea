//! Every form against a made-up book: what is not touched stays as it was.

use super::candidate::Candidate;
use super::candidates::{of_account, of_book, tasks};
use super::kinds::{Kind, Of};
use super::record_ref::RecordRef;
use super::request::FormRequest;
use crate::book::Book;
use crate::book::demo::Recipe;
use crate::domain::account::Account;
use crate::domain::checklist::Checklist;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::record::Record;
use crate::domain::records::with_record;
use crate::domain::stages::Stage;

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
        Of::Playbook => book.playbooks().list.iter().flat_map(|one| tasks(&one.code, book).unwrap()).collect(),
    };
    let accounts = accounts.iter().filter(|_| kind == Kind::Account).map(|id| RecordRef::of(*id));
    found.into_iter().map(|one| one.record).chain(accounts).collect()
}

/// Opens the form and keeps it as it is.
fn keep_untouched(making: &FormRequest, book: &mut Book) {
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
    keep_untouched(&FormRequest::Pay, &mut book);
    keep_untouched(&FormRequest::Began, &mut book);
    keep_untouched(&FormRequest::Objections, &mut book);
    let rules = [Kind::Stage, Kind::Playbook, Kind::Task, Kind::Connection, Kind::SavedFilter, Kind::Rules];
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.can(super::kinds::Way::Edit)) {
        let before = (book.stages().clone(), book.playbooks().clone(), book.connection_points().clone());
        let records = all(kind, &accounts, &book);
        let rare = [
            Kind::Rate,
            Kind::CustomField,
            Kind::Reading,
            Kind::Holidays,
            Kind::Checklist,
            Kind::Marks,
            Kind::Keepers,
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
            if let RecordRef::ChecklistItem(account, item) = &record
                && book.checklist_of(*account).unwrap().iter().all(|line| line.item != *item || line.record.is_none())
            {
                continue;
            }
            // A pledge that is kept as it was is signed anew, today.
            if record == RecordRef::Pledge {
                continue;
            }
            let making = FormRequest::changing(record, &book).unwrap();
            // A question without its answer is refused; there is nothing to keep as it was.
            if kind == Kind::SuspectedDeparture {
                assert!(!making.form(&mut book).unwrap().check(book.today()));
                continue;
            }
            if rules.contains(&kind) {
                let form = making.form(&mut book).unwrap();
                making.keep(&form, &mut book).unwrap();
            } else {
                keep_untouched(&making, &mut book);
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

/// What the form of each shows, but the number of a stage, which follows from the others.
fn shown(records: &[RecordRef], book: &mut Book) -> Vec<Vec<String>> {
    let of = |record: &RecordRef, book: &mut Book| {
        let form = FormRequest::changing(record.clone(), book).unwrap().form(book).unwrap();
        let fields = form.fields.iter().filter(|field| field.key != "place");
        fields.map(|field| field.text().to_owned()).collect()
    };
    records.iter().map(|record| of(record, book)).collect()
}

/// The list changes while a form is open: its first entry goes, or, of stages, which accounts are in, one more comes.
fn shift(kind: Kind, first: &RecordRef, book: &mut Book) {
    match kind {
        Kind::Stage => {
            let mut stages = book.stages().clone();
            let name = "Before all".to_owned();
            stages.list.insert(0, Stage { key: "before".into(), name, ..stages.list[0].clone() });
            book.change_stages(&stages, "one more").unwrap();
        }
        Kind::ChecklistItem => {
            let list = book.checklist().list[1..].to_vec();
            book.change(&Checklist { list }, "one fewer").unwrap();
        }
        _ => drop(first.clone().remove(book).unwrap()),
    }
}

#[test]
fn an_edit_that_was_opened_before_its_list_changed_is_of_what_was_meant_or_refused() {
    for (kind, field, words) in [
        (Kind::Connection, "question", "Who rings the customer?"),
        (Kind::Definition, "word", "Another word"),
        (Kind::Target, "consequence", "Another consequence"),
        (Kind::SavedFilter, "name", "Another name"),
        (Kind::Stage, "name", "Another stage"),
        (Kind::Playbook, "name", "Another drop-off point"),
        (Kind::Task, "title", "Do another thing"),
        (Kind::ChecklistItem, "given_on", "2026-11-01"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut book = book(&folder);
        let account = book.roster().unwrap().names().map(|(id, ..)| id).next().unwrap();
        let records = all(kind, &[account], &book);
        let (first, second) = (records[0].clone(), records[1].clone());
        let request = FormRequest::changing(second.clone(), &book).unwrap();
        let mut form = request.form(&mut book).unwrap();
        form.field_mut(field).unwrap().edit().set(words);
        shift(kind, &first, &mut book);
        let rest = &records[1..];
        let before = shown(rest, &mut book);
        request.keep(&form, &mut book).unwrap_or_else(|problem| panic!("{kind:?}: {problem}"));
        let after = shown(rest, &mut book);
        assert!(after[0].iter().any(|value| value == words), "{kind:?}: {after:?}");
        assert_eq!(before[1..], after[1..], "{kind:?}: nothing else changed");

        // And once it is gone itself, nothing is changed in its stead.
        if !matches!(kind, Kind::Stage | Kind::ChecklistItem) {
            second.remove(&mut book).unwrap();
            let before = shown(&records[2..], &mut book);
            let refused = request.keep(&form, &mut book).unwrap_err();
            assert!(refused.sentence.contains("look again"), "{kind:?}: {refused}");
            assert_eq!(shown(&records[2..], &mut book), before, "{kind:?}");
        }
    }
}

#[test]
fn what_another_program_changed_meanwhile_stays_where_nobody_touched_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = book(&folder);
    let (id, ..) = book.roster().unwrap().names().next().unwrap();
    let request = FormRequest::Edit(Noun::Accounts, id.raw());
    let mut form = request.form(&mut book).unwrap();
    let account = book.get(id).unwrap();
    book.keep(Account { industry: Some("Shipyards".into()), ..account }).unwrap();
    form.field_mut("offer").unwrap().edit().set("spring deal");
    request.keep(&form, &mut book).unwrap();
    let now = book.get(id).unwrap();
    assert_eq!((now.industry.as_deref(), now.offer.as_deref()), (Some("Shipyards"), Some("spring deal")));
}
