//! Calendars and cards: what goes out to other programs.

#![allow(clippy::unwrap_used)]

mod desk;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use desk::{Desk, TODAY};
use std::collections::BTreeMap;

fn desk() -> Desk {
    let desk = Desk::of(
        "external_id,name,stage,value,currency,customer_since,owner\n\
         a,\"Łódź, Energy; & Co\",steady,1000,EUR,2024-01-01,Ana Ruiz\nb,Beta,steady,10,EUR,2024-01-01,Ana Ruiz\n",
    );
    desk.import("members", "external_id,name\nr,Ana Ruiz\nx,Elena Boss\n");
    desk.import(
        "contacts",
        "external_id,account,name,title,email,left_on\nj,a,Jane van der Berg,CFO,jane@a.example,\n\
         g,a,Gone Person,,,2026-01-01\n",
    );
    desk.import(
        "contracts",
        "external_id,account,product,start,end,notice_days\nl,a,Platform,2026-01-01,2027-02-20,60\n",
    );
    desk.import("seats", "account,member,role,since\na,x,ES,2026-09-01\n");
    desk.import(
        "actions",
        "external_id,account,title,channel,due\n1,a,Send the plan,email,2026-11-01\n2,b,Call,call,2027-11-01\n",
    );
    desk.import("commitments", "account,kind,what,due\nb,promise,a discount,2026-12-01\n");
    desk
}

/// Events by what identifies them: their day and summary.
fn events(text: &str) -> BTreeMap<String, (String, String)> {
    let parsed = ICalendar::parse(text).unwrap();
    let mut events = BTreeMap::new();
    for one in parsed.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent) {
        let words = |name: &ICalendarProperty| {
            let entry = one.entries.iter().find(|entry| entry.name == *name).unwrap();
            entry.values[0].as_text().unwrap().to_owned()
        };
        let start = one.entries.iter().find(|entry| entry.name == ICalendarProperty::Dtstart).unwrap();
        let on = start.values[0].as_partial_date_time().unwrap();
        let day = format!("{}-{:02}-{:02}", on.year.unwrap(), on.month.unwrap(), on.day.unwrap());
        let summary = words(&ICalendarProperty::Summary);
        assert!(events.insert(words(&ICalendarProperty::Uid), (day, summary)).is_none(), "an id comes twice");
    }
    events
}

#[test]
fn a_calendar_holds_what_lies_ahead_under_ids_that_stay() {
    let desk = desk();
    let text = desk.text(&["export", "calendar"]);
    let all = events(&text);
    let has = |summary: &str, day: &str| all.values().any(|one| one.0 == day && one.1 == summary);
    assert!(has("Łódź, Energy; & Co: email: Send the plan", TODAY), "what is overdue stands on today: {all:?}");
    assert!(has("Beta: commitment: a discount", "2026-12-01"), "{all:?}");
    assert!(has("Łódź, Energy; & Co: notice deadline, Platform", "2026-12-22"), "{all:?}");
    assert!(has("Łódź, Energy; & Co: touch by Elena Boss", "2026-11-30"), "{all:?}");
    assert!(all.values().any(|one| one.1 == "Beta: pulse check"), "{all:?}");
    assert!(!all.values().any(|one| one.1.contains("Beta: call")), "a year ahead is too far");
    let wide = events(&desk.text(&["export", "calendar", "--days", "400"]));
    assert!(wide.values().any(|one| one.1 == "Beta: call: Call"));
    // The next file brings the same things up to date instead of doubling them.
    desk.run(&["edit", "promise", "Beta", "due=+20d"]).assert().success();
    let later = events(&desk.text(&["export", "calendar"]));
    let id = all.iter().find(|one| one.1.1.contains("a discount")).unwrap().0;
    assert_eq!(later[id].0, "2026-12-12");
    assert_eq!(all.keys().collect::<Vec<_>>(), later.keys().collect::<Vec<_>>());
}

#[test]
fn a_calendar_of_mine_holds_what_i_have_to_do_and_no_more() {
    let desk = desk();
    assert!(desk.refused(&["export", "calendar", "--mine"]).contains("No team member “me” yet"));
    desk.run(&["me", "Elena Boss"]).assert().success();
    let hers = events(&desk.text(&["export", "calendar", "--mine"]));
    assert_eq!(
        hers.values().map(|one| one.1.as_str()).collect::<Vec<_>>(),
        ["Łódź, Energy; & Co: touch by Elena Boss", "Hold the huddle of Dec 2026"]
    );
    desk.run(&["me", "Ana Ruiz"]).assert().success();
    let his = events(&desk.text(&["export", "calendar", "--mine", "--days", "20"]));
    assert!(his.values().any(|one| one.1.contains("Send the plan")), "{his:?}");
    assert!(!his.values().any(|one| one.1.contains("Elena Boss") || one.1.contains("notice deadline, ")), "{his:?}");
}

#[test]
fn cards_hold_who_is_there_and_records_are_written_where_they_are_asked_for() {
    let desk = desk();
    let text = desk.text(&["export", "contacts"]);
    assert!(text.contains("FN:Jane van der Berg\r\n") && text.contains("ORG:Łódź\\, Energy\\; & Co\r\n"), "{text}");
    assert!(!text.contains("Gone Person"), "{text}");
    let file = desk.path("people.vcf");
    desk.run(&["export", "contacts", "-o"]).arg(&file).assert().success();
    // All but the moment at which it was written.
    let plain =
        |text: &str| text.lines().filter(|line| !line.starts_with("REV:")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(plain(&std::fs::read_to_string(&file).unwrap()), plain(&text));
    assert!(desk.text(&["export", "contacts", "--format", "csv"]).contains("Gone Person"));
    let csv = desk.path("people.csv");
    desk.run(&["export", "contacts", "-o"]).arg(&csv).assert().success();
    assert!(std::fs::read_to_string(&csv).unwrap().starts_with("external_id,account,name"));
    assert!(desk.refused(&["export", "calendar", "--format", "csv"]).contains("ics"));
    assert!(desk.refused(&["export", "accounts", "--format", "vcf"]).contains("csv or json"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "their owner's only");
    }
}

#[test]
fn an_empty_book_has_an_empty_calendar_and_no_cards() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.import("members", "name\nAna Ruiz\n");
    assert!(events(&desk.text(&["export", "calendar"])).is_empty());
    assert!(desk.refused(&["export", "contacts"]).contains("there is no card to write; add contacts first"));
}

#[test]
fn the_showcase_tells_of_no_small_group_and_names_nobody_who_did_not_consent() {
    let desk = desk();
    let page = desk.text(&["export", "showcase"]);
    assert!(page.contains("too few to tell yet (2 so far)"), "{page}");
    assert!(page.contains("Nobody has consented to be quoted yet."), "{page}");
    let story = |rest: &[&str]| {
        let words: Vec<&str> = [&["new", "story", "a"][..], rest].concat();
        desk.run(&words).assert().success();
    };
    story(&["words=We <b>like</b> them"]);
    assert!(!desk.text(&["export", "showcase"]).contains("like"), "without consent it is told to nobody");
    story(&["words=They call <script>", "fear=abandoned", "consent_on=today"]);
    story(&["words=Ours stayed", "contact=Jane van der Berg", "consent_on=2026-11-01", "named=yes", "on=2026-10-01"]);
    story(&["words=Later", "consent_on=+5d"]);
    let page = desk.text(&["export", "showcase"]);
    assert!(page.contains("— a customer (will I be abandoned?)"), "{page}");
    assert!(page.contains("“Ours stayed” — Jane van der Berg, Łódź, Energy; \\& Co"), "{page}");
    assert!(!page.contains("Later"), "what is consented to from a later day on waits for it");
    let file = desk.path("page.html");
    desk.run(&["export", "showcase", "-o"]).arg(&file).assert().success();
    let html = std::fs::read_to_string(&file).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("They call &lt;script&gt;"), "{html}");
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("<script"), "it stands alone");
    assert!(desk.refused(&["export", "showcase", "--format", "csv"]).contains("md or html"));
}

#[test]
fn a_showcase_of_an_empty_book_says_so_line_by_line() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.import("members", "name\nAna Ruiz\n");
    let page = desk.text(&["export", "showcase"]);
    assert!(page.contains("Who looks after whom is not written down yet."), "{page}");
    assert!(page.matches("too few to tell yet (0 so far)").count() >= 5, "{page}");
}

#[test]
fn the_showcase_answers_the_fears_that_are_picked_from_the_book_or_says_why_not() {
    let desk = desk();
    let page = desk.text(&["export", "showcase"]);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
    assert!(at("Will I be abandoned?") < at("## How we hand over"), "what they fear most stands first");
    assert!(page.contains("–: no price rise was ever written down"), "{page}");
    assert!(page.contains("–: no objective of a customer fell due"), "{page}");
    assert!(!page.contains("A named person from the first day; see"), "{page}");
    assert!(page.contains("We thank you, and agree the next step") && !page.contains("| note: "), "{page}");
    assert!(!page.contains("Thank them") && !page.contains("Have them"), "the page speaks to its reader: {page}");
    desk.run(&["new", "event", "a", "kind=price-increase", "on=2026-11-01"]).assert().success();
    desk.run(&["edit", "fears", "fears=price jumps, abandoned"]).assert().success();
    let page = desk.text(&["export", "showcase"]);
    assert!(page.contains("Customers without a price rise in twelve months: too few"), "{page}");
    assert!(!page.contains("What if my rep leaves?") && !page.contains("Will it work?"), "{page}");
    assert!(page.find("Will I be abandoned?") < page.find("Will the price jump?"), "{page}");
    assert!(desk.refused(&["edit", "fears", "fears=spiders"]).contains("fear"));
}

#[test]
fn a_hyphen_for_a_file_is_standard_output() {
    let desk = desk();
    let told = String::from_utf8(
        desk.run(&["export", "accounts", "-o", "-"]).current_dir(desk.folder.path()).output().unwrap().stdout,
    );
    assert!(told.unwrap().starts_with("external_id,name"));
    assert!(!desk.path("-").exists());
}
