//! What is a win, and who is named for it.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;

#[test]
fn wins_are_new_customers_expansions_opportunities_and_saves_and_a_contribution_belongs_to_one_of_them() {
    let desk = Desk::of(
        "external_id,name,stage,value,currency,customer_since\nnew,Newly,signed,1000,EUR,2026-10-10\nold,Older,steady,1000,EUR,2020-01-01\n",
    );
    desk.import("members", "external_id,name\nm,Mia Meyer\nn,Nils Nord\n");
    desk.import(
        "contracts",
        "account,product,start,end,value,outcome,outcome_on,outcome_value\n\
        old,Renewed,2025-10-01,2026-10-01,10,renewed,2026-09-01,10\n\
        old,Smaller,2025-10-01,2026-10-01,10,downsell,2026-09-02,5\n\
        old,Larger,2025-10-01,2026-10-01,10,expanded,2026-09-03,20\n",
    );
    desk.import("contributions", "account,member,kind,on,what\nold,m,win,2026-09-01,built the pilot\n");
    desk.json(&["new", "opportunity", "Older", "title=Analytics", "state=won", "closed_on=2026-11-20"]);
    let wins = || {
        let team = desk.json(&["team"]);
        let list = team["wins"]["list"].as_array().unwrap().clone();
        let line = |one: &Value| {
            let helpers = one["helpers"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned());
            (
                one["won"].as_str().unwrap().to_owned(),
                one["what"].as_str().unwrap().to_owned(),
                helpers.collect::<Vec<_>>().join(","),
            )
        };
        let mut all: Vec<(String, String, String)> = list.iter().map(line).collect();
        all.sort();
        all
    };
    let told = |won: &str, what: &str, who: &str| (won.to_owned(), what.to_owned(), who.to_owned());
    // What was done in September is for what was won in September, and for that alone.
    let expected = [told("expanded", "Larger", "Mia Meyer"), told("new", "", ""), told("won", "Analytics", "")];
    assert_eq!(wins(), expected);
}
