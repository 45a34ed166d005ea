//! Accounts and contacts that are one: found, told apart, merged, and all of it taken back.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use desk::made::{demo, today};
use desk::records::{content, step};
use desk::rule::dump;
use mainstay::book::{Book, Depth};
use mainstay::domain::account::Account;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::contact::Contact;
use mainstay::domain::custom_field::CustomField;
use mainstay::domain::id::Id;
use mainstay::domain::role::Role;
use proptest::prelude::*;

/// One company that came twice, a third that is another one.
fn desk() -> Desk {
    let desk = Desk::of(
        "external_id,name,stage,value,currency,customer_since,owner,website,tags,notes\n\
         K1,Larkfield Foods Ltd,steady,240000,EUR,2022-03-01,,larkfield.example,west,first\n\
         K2,\"Larkfield Foods, Ltd.\",onboarding,1000,EUR,,,https://www.larkfield.example/en,food;west,second\n\
         K3,Contoso Ltd,steady,1000,EUR,2024-01-01,,,,\n",
    );
    desk.import("members", "external_id,name\nR,Ana Ruiz\nO,Peter Osei\n");
    desk.import("seats", "account,member,role,since\nK1,R,AL,2022-03-01\nK2,R,AL,2023-03-01\nK2,O,SV,2022-03-01\n");
    desk.import(
        "contacts",
        "external_id,account,name,title,email\n\
         C1,K1,Jane Roe,,jane@larkfield.example\nC2,K2,J. Roe,CFO,Jane@Larkfield.example\n\
         C3,K2,Omar Lind,,\n,K1,Omar Lind,,omar@larkfield.example\nC5,K2,Eva Berg,,\n",
    );
    desk.import(
        "contracts",
        "external_id,account,product,value,currency,start,end\nL1,K1,Support,240000,EUR,2026-02-01,2027-01-31\n\
         L2,K2,Training,1000,EUR,2026-02-01,2027-01-31\n",
    );
    desk.import(
        "touches",
        "external_id,account,on,channel,members,contacts,two_way,summary\n\
         T1,K2,2026-11-01,call,R,C2,true,price\nT2,K2,2026-11-02,email,R,C2;C3,true,offer\nT3,K1,2026-11-03,call,R,C1,true,offer\n",
    );
    desk.import(
        "readings",
        "account,metric,on,value\nK1,NPS,2026-11-01,10\nK2,NPS,2026-11-01,90\nK2,NPS,2026-10-01,20\n",
    );
    desk.import(
        "custom_fields",
        "account,contact,name,value\nK1,,Segment,food\nK2,,segment,food\nK1,,Region,west\nK2,,Region,north\nK2,C2,Shirt,M\n",
    );
    desk
}

fn open(desk: &Desk) -> Book {
    Book::open(&desk.path("book.db"), false, Some(today())).unwrap()
}

#[test]
fn pairs_are_listed_with_why_and_what_each_holds() {
    let desk = desk();
    let all = desk.json(&["duplicates"]);
    let all = all.as_array().unwrap();
    assert_eq!(all[0]["noun"], "accounts");
    assert_eq!(
        all[0]["why"],
        serde_json::json!(["same name but for its punctuation", "same website larkfield.example"])
    );
    assert_eq!((&all[0]["kept"]["external_id"], &all[0]["merged"]["touches"]), (&"K2".into(), &1.into()));
    let contacts: Vec<&str> =
        all.iter().filter(|one| one["noun"] == "contacts").map(|one| one["why"][0].as_str().unwrap()).collect();
    assert_eq!(contacts, ["same mailbox jane@larkfield.example", "same name, at two accounts that may be one"]);
    let text = desk.text(&["duplicates"]);
    assert!(
        text.contains("1 pair of accounts that may be one") && text.contains("3 contacts, 1 contract, 2 touches"),
        "{text}"
    );
}

#[test]
fn a_pair_that_is_told_apart_is_not_shown_again_until_that_is_undone() {
    let desk = desk();
    step(&desk, &["duplicates", "--apart", "K1", "K2"]);
    assert!(desk.json(&["duplicates"]).as_array().unwrap().iter().all(|one| one["noun"] == "contacts"));
    step(&desk, &["duplicates", "--contact", "--apart", "C1", "C2"]);
    assert_eq!(desk.json(&["duplicates"]), serde_json::json!([]), "one name at two accounts that are two");
    assert_eq!(desk.json(&["duplicates", "--apart", "K2", "K1"])["step"], 0, "said once");
    desk.run(&["undo"]).assert().success();
    desk.run(&["undo"]).assert().success();
    assert_eq!(desk.json(&["duplicates"]).as_array().unwrap().len(), 3);
    assert!(desk.refused(&["duplicates", "--apart", "K1", "K1"]).contains("named twice"));
}

#[test]
fn everything_of_the_one_goes_to_the_other_as_one_operation() {
    let desk = desk();
    let dry = desk.text(&["merge", "K1", "K2", "--dry-run"]);
    assert!(dry.contains("Would have merged Larkfield Foods, Ltd. into Larkfield Foods Ltd: 1 contact, 1 contract, 2 touches, 2 contacts joined"), "{dry}");
    let told = step(&desk, &["merge", "K1", "K2"]);
    assert!(told["summary"].as_str().unwrap().starts_with("merged Larkfield Foods, Ltd. into Larkfield Foods Ltd: "));
    let book = open(&desk);
    assert_eq!(book.count::<Account>().unwrap(), 2);
    let account = book.account_called("K1").unwrap();
    assert_eq!(
        (account.value, account.stage.as_str(), account.tags.join(" ")),
        (Some(24_000_000), "renewal-window", "west food".into())
    );
    assert_eq!(account.notes.as_deref(), Some("first\n\nsecond"));
    let mut contacts: Vec<Contact> = book.of_account(account.id).unwrap();
    contacts.sort_by(|one, other| one.name.cmp(&other.name));
    let told: Vec<_> =
        contacts.iter().map(|one| (one.name.as_str(), one.title.as_deref(), one.external_id.as_deref())).collect();
    assert_eq!(
        told,
        [("Eva Berg", None, Some("C5")), ("Jane Roe", Some("CFO"), Some("C1")), ("Omar Lind", None, Some("C3"))]
    );
    let leads: Vec<Assignment> = book.of_account(account.id).unwrap();
    assert_eq!(leads.iter().filter(|one| one.role == Role::AccountLead).count(), 1, "one lead");
    assert_eq!(leads.len(), 2);
    let fields: Vec<CustomField> = book.of_account(account.id).unwrap();
    let of = |contact: Option<Id<Contact>>| -> Vec<String> {
        let mut all: Vec<String> = fields
            .iter()
            .filter(|one| one.contact == contact)
            .map(|one| format!("{}={}", one.name, one.value))
            .collect();
        all.sort();
        all
    };
    assert_eq!(
        of(None),
        ["Also called=Larkfield Foods, Ltd.", "Also id=K2", "Region (2)=north", "Region=west", "Segment=food",]
    );
    assert_eq!(of(Some(contacts[1].id)), ["Also called=J. Roe", "Also id=C2", "Shirt=M"]);
    let nps = book.metrics_of(account.id).unwrap();
    assert_eq!(nps[0].history.iter().map(|(_, value)| *value).collect::<Vec<_>>(), [20.0, 10.0]);
    assert_eq!(desk.json(&["duplicates"]), serde_json::json!([]));
}

#[test]
fn the_next_import_of_what_was_merged_finds_the_one_that_stayed_and_takes_nothing_from_it() {
    let desk = desk();
    step(&desk, &["merge", "K1", "K2"]);
    let before = content(&desk);
    std::fs::write(
        desk.path("again.csv"),
        "external_id,name,stage,value,currency,industry,website\nK1,Larkfield Foods Ltd,steady,240000,EUR,,\n\
         K2,\"Larkfield Foods, Ltd.\",onboarding,1000,EUR,Food,https://www.larkfield.example/en\n",
    )
    .unwrap();
    desk.run(&["import", "--as", "accounts"]).arg(desk.path("again.csv")).assert().success();
    let book = open(&desk);
    let account = book.account_called("K1").unwrap();
    assert_eq!(book.count::<Account>().unwrap(), 2);
    assert_eq!((account.name.as_str(), account.value), ("Larkfield Foods Ltd", Some(24_000_000)));
    assert_eq!(account.industry.as_deref(), Some("Food"), "blanks are filled");
    drop(book);
    desk.run(&["undo"]).assert().success();
    assert_eq!(content(&desk), before);
    desk.import(
        "touches",
        "external_id,account,on,channel,members,contacts,summary\nT9,K2,2026-11-09,call,R,C2,by the old key\n\
         T10,\"Larkfield Foods, Ltd.\",2026-11-10,call,R,J. Roe,by the old name\n",
    );
    desk.import("contacts", "external_id,account,name,email\nC2,K2,J. Roe,jane@larkfield.example\n,K2,J. Roe,\n");
    let book = open(&desk);
    assert_eq!(book.of_account::<Contact>(account.id).unwrap().len(), 3, "nobody came twice");
    assert_eq!(book.of_account::<mainstay::domain::touch::Touch>(account.id).unwrap().len(), 5);
}

#[test]
fn a_churned_account_is_not_merged_with_a_customer_and_contacts_of_two_accounts_are_not_either() {
    let desk = desk();
    desk.import("defections", "account,on,type,reason\nK2,2026-10-01,voluntary,price\n");
    let before = content(&desk);
    for args in [["merge", "K1", "K2"], ["merge", "K2", "K1"]] {
        let said = desk.refused(&args);
        assert!(said.contains("Larkfield Foods, Ltd. is churned and Larkfield Foods Ltd is not"), "{said}");
    }
    assert!(desk.refused(&["merge", "--contact", "C1", "C2"]).contains("merge the accounts first"));
    assert!(desk.refused(&["merge", "K1", "K1"]).contains("named twice"));
    assert_eq!(content(&desk), before);
}

#[test]
fn two_contacts_of_one_account_become_one() {
    let desk = desk();
    let told = step(&desk, &["merge", "--contact", "C2", "Eva Berg"]);
    assert_eq!(told["summary"], "merged Eva Berg into J. Roe");
    let told = step(&desk, &["merge", "--contact", "C2", "C3"]);
    assert_eq!(told["summary"], "merged Omar Lind into J. Roe: 1 touch");
    let book = open(&desk);
    let contact = book.contact_called("C2").unwrap();
    let touches: Vec<mainstay::domain::touch::Touch> = book.of_account(contact.account).unwrap();
    assert!(touches.iter().all(|one| one.contacts == [contact.id]), "in one touch both took part");
}

#[test]
fn what_an_import_says_of_likely_duplicates_is_what_the_list_says() {
    let desk = Desk::of("external_id,name,stage,value,currency\nA,Acme Ltd,steady,1,EUR\n");
    std::fs::write(
        desk.path("new.csv"),
        "external_id,name,stage,value,currency\nB,Acme,steady,1,EUR\nC,Beta,steady,1,EUR\n",
    )
    .unwrap();
    let said = desk.run(&["import", "--as", "accounts"]).arg(desk.path("new.csv")).assert().success();
    let said = String::from_utf8(said.get_output().stdout.clone()).unwrap();
    assert!(said.contains("1 account may be the same company as another: Acme."), "{said}");
    assert_eq!(desk.json(&["duplicates"]).as_array().unwrap().len(), 1);
}

#[test]
fn what_was_told_apart_comes_back_with_the_exported_book() {
    let desk = desk();
    step(&desk, &["duplicates", "--apart", "K1", "K2"]);
    step(&desk, &["duplicates", "--contact", "--apart", "Eva Berg", "omar@larkfield.example"]);
    let (out, other) = (desk.path("out"), desk.path("other.db"));
    desk.run(&["export", "book"]).arg(&out).assert().success();
    desk.run(&["import"]).env("MAINSTAY_BOOK", &other).arg(&out).assert().success();
    let dismissed = |path: &std::path::Path| {
        let book = Book::open(path, false, Some(today())).unwrap();
        let all: Vec<mainstay::domain::dismissed_duplicate::DismissedDuplicate> = book.all().unwrap();
        let name = |id: Id<Contact>| book.get(id).unwrap().name;
        all.iter()
            .map(|it| (it.other_account.is_some(), it.contact.map(name), it.other_contact.map(name)))
            .collect::<Vec<_>>()
    };
    assert_eq!(dismissed(&other), dismissed(&desk.path("book.db")));
    assert_eq!(dismissed(&other).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Merge any two accounts of a made-up book, undo: the same book; redo: the same as done.
    #[test]
    fn any_two_accounts_merge_and_part_again_exactly(one in 0usize..120, other in 0usize..120) {
        let folder = tempfile::tempdir().unwrap();
        let mut book = demo(folder.path());
        let all: Vec<Account> = book.all().unwrap();
        let (one, other) = (&all[one % all.len()], &all[other % all.len()]);
        prop_assume!(one.id != other.id);
        let path = book.path().to_owned();
        let before = dump(&path);
        if book.merge_accounts(one.id, other.id, false).is_err() {
            prop_assert_eq!(dump(&path), before, "what is refused changes nothing");
            return Ok(());
        }
        let after = dump(&path);
        prop_assert_eq!(book.count::<Account>().unwrap() as usize, all.len() - 1);
        book.undo().unwrap();
        prop_assert!(dump(&path) == before, "undo");
        book.redo().unwrap();
        prop_assert!(dump(&path) == after, "redo");
        prop_assert!(book.check(Depth::Full).unwrap().is_empty());
    }
}
