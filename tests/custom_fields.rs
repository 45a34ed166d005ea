//! Custom fields and readings from outside: kept, shown, filtered by, changed, undone.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use desk::records::{content, desk, refused, step};
use serde_json::json;

/// The small book with fields of the customer's own.
fn filled() -> Desk {
    let desk = desk();
    desk.import("contacts", "external_id,account,name\nJ,N,Jane Doe\n");
    desk.import(
        "custom_fields",
        "account,contact,contract,name,value\nN,,,Segment,Enterprise\nC,,,Segment,Mid Market\nN,,,Seats,90\nC,,,seats,12\n\
         N,,,Renewed,2025-03-01\nN,,,Live,yes\nN,,,Customer no,007\nN,J,,T-shirt size,M\nN,,K1,PO number,4711\n",
    );
    desk.import(
        "readings",
        "account,metric,on,value\nN,Health score,2026-09-01,60\nN,Health score,2026-10-01,80\nN,Health score,2026-11-01,72.5\n\
         C,Health score,2026-11-01,40\nC,NPS,2026-11-02,-40\n",
    );
    desk
}

fn names(desk: &Desk, filter: &[&str]) -> Vec<String> {
    let all = desk.json(&[&["accounts"], filter].concat());
    let mut names: Vec<String> =
        all.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn accounts_are_filtered_by_custom_fields_and_by_newest_readings() {
    let desk = filled();
    let (contoso, northwind) = ("Contoso Ltd", "Northwind Traders");
    for (filter, found) in [
        (&["segment:enterprise"][..], &[northwind][..]),
        (&["SEGMENT:mid_market"], &[contoso]),
        (&["segment:Mid Market"], &[contoso]),
        (&["segment:e"], &[contoso, northwind]),
        (&["seats<50"], &[contoso]),
        (&["Seats>=12"], &[contoso, northwind]),
        (&["renewed<2026-01-01"], &[northwind]),
        (&["live:true"], &[northwind]),
        (&["customer_no:007"], &[northwind]),
        (&["\"Customer no\":007"], &[northwind]),
        (&["\"Health score\">70"], &[northwind]),
        (&["health_score<70"], &[contoso]),
        (&["health_score:72.5"], &[northwind]),
        (&["nps<0", "segment:mid"], &[contoso]),
        (&["nps<0", "segment:enterprise"], &[]),
    ] {
        assert_eq!(names(&desk, filter), found, "{filter:?}");
    }
}

#[test]
fn a_field_that_nothing_is_called_is_refused_with_those_of_the_book() {
    let desk = filled();
    let said = desk.refused(&["accounts", "colour:red"]);
    assert!(said.contains("“colour” is an unknown filter") && said.contains("stage, tier"), "{said}");
    assert!(said.contains("Segment") && said.contains("\"Health score\"") && !said.contains("T-shirt"), "{said}");
    assert!(desk.refused(&["accounts", "segment>big"]).contains("needs a number"));
    assert!(desk.refused(&["accounts", "nps:high"]).contains("needs a number"));
    let empty = Desk::of("external_id,name\nA,Acme\n");
    assert!(!empty.refused(&["accounts", "colour:red"]).contains("custom"));
}

#[test]
fn a_saved_filter_may_name_a_custom_field_of_the_book_and_nothing_else() {
    let desk = filled();
    step(&desk, &["new", "filter", "name=Big ones", "words=segment:enterprise seats>50"]);
    assert_eq!(names(&desk, &["--saved", "Big ones"]), ["Northwind Traders"]);
    assert!(refused(&desk, &["new", "filter", "name=Odd", "words=size>9"], 1).contains("an unknown filter"));
}

#[test]
fn json_has_them_as_what_they_are() {
    let desk = filled();
    let all = desk.json(&["accounts"]);
    let of = |name: &str| all.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["custom"].clone();
    let northwind =
        json!({"Segment": "Enterprise", "Seats": 90, "Renewed": "2025-03-01", "Live": true, "Customer no": "007"});
    assert_eq!(of("Northwind Traders"), northwind);
    assert_eq!(of("Northfield"), json!({}));
    let page = desk.json(&["show", "northwind traders"]);
    assert_eq!(page["custom"], northwind);
    let health = json!([{
        "metric": "Health score", "on": "2026-11-01", "value": 72.5, "before": 80, "history": [60, 80, 72.5],
    }]);
    assert_eq!(page["readings"], health);
    assert_eq!(desk.json(&["show", "northfield"])["readings"], json!([]));
}

#[test]
fn the_page_of_an_account_tells_them_where_there_are_any() {
    let desk = filled();
    let page = desk.text(&["show", "northwind traders"]);
    for line in ["Custom fields", "  Segment                   Enterprise", "Readings", "▁█▅"] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert!(page.contains("72.5  ▁█▅  1 Nov, −7.5 since 1 Oct"), "{page}");
    assert!(!page.contains("T-shirt size"), "a field of a contact is not the account's: {page}");
    let other = desk.text(&["show", "northfield"]);
    assert!(!other.contains("Custom fields") && !other.contains("Readings"), "{other}");
}

#[test]
fn an_account_is_edited_together_with_its_custom_fields_in_one_step() {
    let desk = filled();
    let custom = |desk: &Desk| desk.json(&["show", "northwind traders"])["custom"].clone();
    step(&desk, &["edit", "account", "northwind traders", "segment=mid-market", "industry=Trade", "customer_no=008"]);
    assert_eq!((&custom(&desk)["Segment"], &custom(&desk)["Customer no"]), (&json!("mid-market"), &json!("008")));
    step(&desk, &["edit", "account", "northwind traders", "SEATS="]);
    assert!(custom(&desk).get("Seats").is_none(), "a blank value removes it");
    // The book knows the name, though this account has none of it.
    step(&desk, &["edit", "account", "northfield", "segment=smb"]);
    assert_eq!(desk.json(&["show", "northfield"])["custom"], json!({"Segment": "smb"}));
    // A field of the record goes before a custom field of the same name.
    step(&desk, &["new", "custom-field", "northfield", "name=Industry", "value=ours"]);
    step(&desk, &["edit", "account", "northfield", "industry=Theirs"]);
    assert_eq!(desk.json(&["show", "northfield"])["custom"]["Industry"], "ours");
    let before = content(&desk);
    let said = refused(&desk, &["edit", "account", "northfield", "colour=red", "segment=x"], 2);
    assert!(said.contains("no field “colour”") && said.contains("custom fields: "), "{said}");
    assert!(refused(&desk, &["edit", "account", "northfield", "segment=a", "Segment=b"], 2).contains("given twice"));
    assert_eq!(content(&desk), before, "nothing of it was kept");
    assert_eq!(desk.json(&["edit", "account", "northfield", "segment=smb"])["step"], 0, "nothing changed");
}

#[test]
fn a_second_field_of_one_name_is_refused() {
    let desk = filled();
    let said = refused(&desk, &["new", "custom-field", "northwind traders", "name=segment", "value=x"], 1);
    assert!(said.contains("“Segment” already"), "{said}");
    step(&desk, &["new", "custom-field", "northwind traders", "name=segment", "value=x", "contact=Jane Doe"]);
    step(&desk, &["edit", "custom-field", "northwind traders", "seats", "value=91"]);
}

#[test]
fn what_belongs_to_a_record_goes_and_comes_back_with_it() {
    let desk = filled();
    step(&desk, &["remove", "contact", "northwind traders", "jane"]);
    let fields = &content(&desk)["custom_fields.csv"];
    assert!(!fields.contains("T-shirt size") && fields.contains("PO number") && fields.contains("Segment"), "{fields}");
    step(&desk, &["remove", "contract", "northwind traders", "K1"]);
    assert!(!content(&desk)["custom_fields.csv"].contains("PO number"));
    step(&desk, &["remove", "account", "northwind traders"]);
    let after = content(&desk);
    assert!(!after["custom_fields.csv"].contains("Enterprise") && after["custom_fields.csv"].contains("Mid Market"));
    assert_eq!(after["readings.csv"].lines().count(), 3, "{}", after["readings.csv"]);
}

#[test]
fn a_file_that_comes_again_changes_values_and_doubles_nothing() {
    let desk = filled();
    let before = content(&desk);
    desk.import("custom_fields", "account,name,value\nN,Segment,Strategic\nN,Seats,90\n");
    desk.import("readings", "account,metric,on,value\nN,Health score,2026-11-01,73\n");
    let after = content(&desk);
    for name in ["custom_fields.csv", "readings.csv"] {
        assert_eq!(before[name].lines().count(), after[name].lines().count(), "{name}");
    }
    assert_eq!(desk.json(&["show", "northwind traders"])["custom"]["Segment"], "Strategic");
    assert_eq!(desk.json(&["show", "northwind traders"])["readings"][0]["value"], 73);
}

#[test]
fn hostile_text_is_cleaned_before_the_terminal_and_kept_as_it_is() {
    let desk = desk();
    desk.import("custom_fields", "account,name,value\nN,Bad\u{1b}[2Jname,\"red\u{1b}[31m\u{202e}text\"\n");
    let page = desk.text(&["show", "northwind traders"]);
    assert!(page.contains("Custom fields") && !page.contains('\u{1b}') && !page.contains('\u{202e}'), "{page:?}");
    assert_eq!(desk.json(&["show", "northwind traders"])["custom"]["Bad\u{1b}[2Jname"], "red\u{1b}[31m\u{202e}text");
    let said = desk.refused(&["accounts", "colour:red"]);
    assert!(!said.contains('\u{1b}'), "{said:?}");
}
