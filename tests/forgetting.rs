//! A person is forgotten for good: the bytes of the file and its side files hold no word of them.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;

const WORDS: [&str; 5] = ["marvin", "android", "sirius.example", "555 0199", "brain the size"];

fn desk() -> Desk {
    let desk = Desk::of("external_id,name\nA,Larkfield Foods\nB,Northwind Traders\n");
    desk.import(
        "contacts",
        "external_id,account,name,email,phone,title,role\nK1,A,Marvin Android,marvin@sirius.example,+1 555 0199,Robot,sponsor\nK2,B,Ana Ruiz,ana@x.example,,,\n",
    );
    desk
}

/// Which of the words the book's files still hold.
fn held(desk: &Desk) -> Vec<String> {
    let files = std::fs::read_dir(desk.folder.path()).unwrap().map(|file| file.unwrap().path());
    let own = files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("book.db") && path.is_file());
    let bytes: Vec<u8> = own.flat_map(|path| std::fs::read(path).unwrap().to_ascii_lowercase()).collect();
    let has = |word: &&str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    WORDS.iter().filter(|word| has(word)).map(|word| (*word).to_owned()).collect()
}

fn live(desk: &Desk) {
    desk.run(&["log", "larkfield", "call", "@Marvin", "brain the size of a planet ^2"]).assert().success();
    desk.run(&["new", "action", "larkfield", "title=Ask Marvin Android why"]).assert().success();
    desk.run(&["edit", "contact", "larkfield", "marvin", "title=Paranoid Marvin Android"]).assert().success();
    desk.run(&["tag", "northwind", "+seen"]).assert().success();
}

#[test]
fn nothing_of_a_contact_is_left_in_the_bytes_and_counts_and_dates_stay() {
    let desk = desk();
    live(&desk);
    let counted = |noun: &str| desk.text(&["export", noun, "--format", "csv"]).lines().count();
    let before = (counted("touches"), counted("pulses"), counted("contacts"));
    assert_eq!(held(&desk).len(), WORDS.len());

    let output = desk.run(&["forget", "Marvin", "Android"]).assert().code(1).get_output().stdout.clone();
    assert!(String::from_utf8(output).unwrap().contains("cannot be undone"));
    assert_eq!(held(&desk).len(), WORDS.len(), "without --yes nothing happens");

    let said = desk.text(&["forget", "marvin", "android", "--yes"]);
    assert!(said.contains("before forgetting.db"), "the backup that still holds them is named: {said}");
    assert_eq!(held(&desk), Vec::<String>::new());
    assert_eq!((counted("touches"), counted("pulses"), counted("contacts")), before);
    assert!(desk.text(&["export", "contacts", "--format", "csv"]).contains("Ana Ruiz"), "others stay");
    assert!(desk.text(&["check"]).contains("sound"));
}

#[test]
fn undo_brings_nobody_back() {
    let desk = desk();
    live(&desk);
    desk.text(&["forget", "Marvin Android", "--yes"]);
    while desk.run(&["undo"]).assert().get_output().status.success() {
        let contacts = desk.text(&["export", "contacts", "--format", "csv"]);
        assert!(!contacts.contains("Marvin"), "{contacts}");
        assert_eq!(held(&desk), Vec::<String>::new());
    }
    while desk.run(&["redo"]).assert().get_output().status.success() {
        assert_eq!(held(&desk), Vec::<String>::new());
    }
    assert!(desk.text(&["check"]).contains("sound"));
}

#[test]
fn somebody_whose_record_was_removed_is_taken_out_of_the_history() {
    let desk = desk();
    live(&desk);
    desk.run(&["remove", "contact", "larkfield", "marvin"]).assert().success();
    assert!(!held(&desk).is_empty());
    desk.text(&["forget", "Marvin Android", "--yes"]);
    assert_eq!(held(&desk), Vec::<String>::new());
    assert!(desk.refused(&["forget", "Marvin Android", "--yes"]).contains("No person in the book"));
}

#[test]
fn of_two_people_of_one_name_the_account_says_which() {
    let desk = desk();
    desk.run(&["new", "contact", "northwind", "name=Marvin Android"]).assert().success();
    assert!(desk.refused(&["forget", "Marvin Android"]).contains("--at"));
    desk.text(&["forget", "Marvin Android", "--at", "northwind", "--yes"]);
    let contacts = desk.json(&["export", "contacts", "--format", "json"]);
    let left = contacts.as_array().unwrap().iter().filter(|one| one["email"] == "marvin@sirius.example").count();
    assert_eq!(left, 1, "the other one keeps the address");
}

#[test]
fn one_of_the_team_can_be_forgotten_too() {
    let desk = desk();
    desk.run(&["new", "member", "name=Zaphod Marvin", "email=zaphod@sirius.example"]).assert().success();
    desk.text(&["forget", "Zaphod Marvin", "--yes"]);
    let members = desk.text(&["export", "members"]);
    assert!(members.contains("(forgotten)") && !members.contains("zaphod"), "{members}");
}

#[test]
fn a_word_that_is_nobodys_name_takes_nothing_out() {
    let desk = desk();
    live(&desk);
    for word in ["a", "planet", "brain the size"] {
        assert!(desk.refused(&["forget", word, "--yes"]).contains("No person in the book"), "{word}");
    }
    assert_eq!(held(&desk).len(), WORDS.len());
}
