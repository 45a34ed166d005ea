//! Lists filtered by what the book knows of an account beyond its columns, and days as people write them, in the shell.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};

/// Two accounts: one whose champion left, with a product and a budget holder.
fn filled() -> Desk {
    let desk = Desk::of("external_id,name,customer_since\nN,Northwind Traders,2023-01-10\nC,Contoso Ltd,2023-01-10\n");
    let left = days_ago(20);
    desk.import(
        "contacts",
        &format!(
            "external_id,account,name,role,left_on\n1,N,Ines Varga,champion,{left}\n2,N,Bo Lee,budget holder,\n3,C,Ana Ruiz,champion,\n"
        ),
    );
    desk.import("contracts", "external_id,account,product,start,end\n1,N,Data platform,2026-01-01,2027-12-31\n");
    desk
}

fn names(desk: &Desk, filter: &[&str]) -> Vec<String> {
    let all = desk.json(&[&["accounts"], filter].concat());
    all.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn accounts_are_found_by_signal_product_and_role() {
    let desk = filled();
    let (northwind, contoso) = (&["Northwind Traders"][..], &["Contoso Ltd"][..]);
    for (filter, found) in [
        (&["signal:champion-left"][..], northwind),
        (&["champion-left"], northwind),
        (&["signal:sponsor-left", "product:platform"], northwind),
        (&["product:Data platform"], northwind),
        (&["contact:budget holder"], northwind),
        (&["contact:champion"], contoso),
        (&["no:champion"], northwind),
        (&["no:budget-holder"], contoso),
        (&["signal:price"], &[]),
    ] {
        assert_eq!(names(&desk, filter), found, "{filter:?}");
    }
}

#[test]
fn what_no_signal_and_no_role_is_called_is_refused_with_what_there_is() {
    let desk = filled();
    assert!(desk.refused(&["accounts", "signal:purple"]).contains("champion-left"));
    assert!(desk.refused(&["accounts", "contact:king"]).contains("budget holder"));
    assert!(desk.refused(&["accounts", "colour:red"]).contains("signal, product, contact"));
}

#[test]
fn days_are_read_as_people_write_them_and_asked_about_where_they_may_be_two() {
    let desk = filled();
    for (typed, day) in [("1/15/2027", "2027-01-15"), ("15-Jan-27", "2027-01-15"), ("Q1 2027", "2027-03-31")] {
        desk.run(&["new", "promise", "Northwind", &format!("what=By {typed}"), &format!("due={typed}")])
            .assert()
            .success();
        assert!(desk.text(&["show", "Northwind"]).contains(&format!("By {typed}")), "{typed}");
        let said = desk.text(&["export", "commitments"]);
        assert!(said.contains(day), "{typed}: {said}");
    }
    for (typed, said) in [("3/4/2027", "Write 2027-03-04 or 2027-04-03"), ("2027-01", "write a day of it")] {
        let sentence = desk.refused(&["new", "promise", "Northwind", "what=It", &format!("due={typed}")]);
        assert!(sentence.contains(said), "{sentence}");
    }
}
