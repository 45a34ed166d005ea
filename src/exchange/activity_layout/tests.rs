use super::*;

fn party(key: &str, name: &str, address: &str) -> Party {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Party { key: some(key), name: name.to_owned(), address: some(address) }
}

fn call() -> Activity {
    Activity {
        on: Day::parse("2026-11-20").unwrap(),
        channel: Channel::Call,
        summary: "Price <worry>\nSend the offer".into(),
        minutes: Some(75),
        account: party("0015g00000ABCDE", "Northwind", "northwind.example"),
        contacts: vec![party("0035g00000ABCDE", "Jane Doe", "jane@northwind.example"), party("", "Omar Lind", "")],
        owner: party("M1", "Ana Ruiz", "ana@us.example"),
    }
}

fn row(program: Program, it: &Activity) -> Vec<String> {
    program.columns().iter().map(|(_, cell)| program.cell(*cell, it)).collect()
}

#[test]
fn each_program_gets_its_own_columns_and_spelling() {
    let who = "Price <worry>\nSend the offer\nWith Jane Doe, Omar Lind";
    assert_eq!(
        row(Program::HubSpot, &call()),
        [
            "Call",
            "2026-11-20",
            who,
            "4500000",
            "ana@us.example",
            "jane@northwind.example",
            "",
            "Northwind",
            "northwind.example",
            ""
        ]
    );
    assert_eq!(
        row(Program::Salesforce, &call()),
        [
            "Call: Price <worry>",
            "2026-11-20",
            "Completed",
            "Normal",
            "Call",
            "4500",
            who,
            "0035g00000ABCDE",
            "0015g00000ABCDE",
            "",
            "jane@northwind.example",
            "Jane Doe",
            "Northwind",
            "ana@us.example"
        ]
    );
    assert_eq!(
        row(Program::Pipedrive, &call()),
        [
            "Call: Price <worry>",
            "Call",
            "2026-11-20",
            "01:15",
            "ana@us.example",
            "Done",
            "Price &lt;worry&gt;<br>Send the offer<br>With Jane Doe, Omar Lind",
            "Northwind",
            "Jane Doe",
            "jane@northwind.example"
        ]
    );
    let visit = Activity { channel: Channel::Visit, summary: String::new(), ..call() };
    assert_eq!(row(Program::Zoho, &visit)[0], "Meeting with Northwind");
    assert_eq!(row(Program::Zoho, &visit)[11], "With Jane Doe, Omar Lind\n75 min");
    let dynamics = row(Program::Dynamics, &visit);
    assert_eq!(
        dynamics[..4],
        ["Appointment", "Appointment with Northwind", "Northwind", "jane@northwind.example; Omar Lind"]
    );
    assert_eq!(row(Program::Salesforce, &visit)[4..6], ["Task", ""], "only calls have seconds there");
}

#[test]
fn only_keys_that_can_be_of_the_program_are_given_back() {
    let account = |key: &str| Activity { account: party(key, "Acme", ""), ..call() };
    let key = |program: Program, key: &str| program.cell(Cell::AccountKey, &account(key));
    assert_eq!(key(Program::HubSpot, "123456"), "123456");
    assert_eq!(key(Program::HubSpot, "A1"), "");
    assert_eq!(key(Program::Salesforce, "0035g00000ABCDE"), "", "a contact is no account");
    assert_eq!(key(Program::Zoho, "zcrm_4400"), "zcrm_4400");
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_guarded() {
    let mut out = Vec::new();
    let it = Activity { account: party("", "=1+2", ""), ..call() };
    Program::HubSpot.write(&[it], false, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with("Activity Type,Activity Date,Notes/Description,") && text.contains(",'=1+2,"), "{text}");
}

#[test]
fn a_program_is_known_by_its_word() {
    assert_eq!(Program::read("HubSpot").unwrap(), Program::HubSpot);
    assert!(Program::read("lotus").unwrap_err().sentence.contains("hubspot, salesforce"));
}
