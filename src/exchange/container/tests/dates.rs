use super::*;

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n").replace('\n', "\r\n").replace("\r\r", "\r")
}

fn days(lines: &str) -> Vec<String> {
    rows(calendar(&event(lines)).as_bytes()).iter().map(|row| row["on"].clone()).collect()
}

#[test]
fn a_meeting_is_a_row() {
    let lines = "UID:1@x\nDTSTART;TZID=Europe/Prague:20261105T140000\nDURATION:PT1H30M\nSUMMARY:Kiln audit\\, part\n  two\n\
                 ORGANIZER;CN=\"Lisle; Omar\":MAILTO:omar@ours.example\nATTENDEE;CN=Cor\n in;PARTSTAT=ACCEPTED:Mailto:Corin@a.example\n\
                 ATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:room@ours.example\nATTENDEE;PARTSTAT=DECLINED:mailto:no@a.example\n\
                 ATTENDEE:mailto:omar@ours.example\nLOCATION:Leeds\nDESCRIPTION:Join <https://us02web.zoom.us/j/1?pwd=a>.\n\
                 BEGIN:VALARM\nDESCRIPTION:no\nEND:VALARM";
    let rows = rows(calendar(&event(lines)).as_bytes());
    let row = &rows[0];
    for (column, value) in [
        ("external_id", "1@x"),
        ("kind", "meeting"),
        ("title", "Kiln audit, part two"),
        ("on", "2026-11-05"),
        ("minutes", "90"),
        ("people", "Lisle, Omar <omar@ours.example>; Corin <Corin@a.example>"),
        ("place", "Leeds"),
        ("link", "https://us02web.zoom.us/j/1?pwd=a"),
        ("status", ""),
        ("all_day", "false"),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
}

#[test]
fn what_is_cancelled_private_or_our_own_is_marked() {
    let one = |uid: &str, more: &str| {
        event(&format!("UID:{uid}\nDTSTART;VALUE=DATE:20261105\nDTEND;VALUE=DATE:20261106{more}"))
    };
    let text =
        calendar(&[one("a", "\nSTATUS:CANCELLED"), one("b", "\nCLASS:PRIVATE"), one("action-1@mainstay", "")].concat());
    let rows = rows(text.as_bytes());
    assert_eq!(rows.iter().map(|row| row["status"].as_str()).collect::<Vec<_>>(), ["cancelled", "private", "own"]);
    assert_eq!((rows[0]["all_day"].as_str(), rows[0]["minutes"].as_str()), ("true", ""));
}

#[test]
fn the_day_is_that_of_the_zone_of_the_meeting() {
    assert_eq!(days("DTSTART:20261105T233000Z"), ["2026-11-05"]);
    assert_eq!(days("DTSTART;TZID=Unknown/Somewhere:20261105T233000"), ["2026-11-05"]);
    let denver =
        format!("X-WR-TIMEZONE:America/Denver\r\n{}", event("UID:a\nDTSTART:20261106T003000Z\nDTEND:20261106T013000Z"));
    let rows = rows(calendar(&denver).as_bytes());
    assert_eq!((rows[0]["on"].as_str(), rows[0]["minutes"].as_str()), ("2026-11-05", "60"));
}

#[test]
fn a_meeting_across_two_zones_has_its_true_length() {
    let lines = "UID:a\nDTSTART;TZID=Europe/Prague:20261105T140000\nDTEND;TZID=Europe/London:20261105T140000";
    assert_eq!(rows(calendar(&event(lines)).as_bytes())[0]["minutes"], "60");
}

#[test]
fn a_series_is_taken_day_by_day_with_its_exceptions() {
    let master = event(
        "UID:s\nDTSTART;TZID=Europe/Prague:20261019T090000\nDTEND;TZID=Europe/Prague:20261019T093000\nSUMMARY:Weekly\n\
         RRULE:FREQ=WEEKLY;UNTIL=20261109T080000Z\nEXDATE:20261026T080000Z",
    );
    let moved = event(
        "UID:s\nRECURRENCE-ID;TZID=Europe/Prague:20261102T090000\nDTSTART;TZID=Europe/Prague:20261103T100000\nSUMMARY:Moved",
    );
    let rows = rows(calendar(&(moved + &master)).as_bytes());
    let seen: Vec<_> =
        rows.iter().map(|row| (row["external_id"].as_str(), row["on"].as_str(), row["title"].as_str())).collect();
    assert_eq!(
        seen,
        [
            ("s/2026-10-19T09:00", "2026-10-19", "Weekly"),
            ("s/2026-11-02T09:00", "2026-11-03", "Moved"),
            ("s/2026-11-09T09:00", "2026-11-09", "Weekly"),
        ]
    );
}

#[test]
fn an_endless_series_ends_sixty_days_ahead() {
    let found = days("UID:s\nDTSTART:20261101T090000\nRRULE:FREQ=MONTHLY;BYDAY=1SU");
    assert_eq!(found, ["2026-11-01", "2026-12-06", "2027-01-03"]);
    assert_eq!(days("UID:s\nDTSTART;VALUE=DATE:20261120\nRRULE:FREQ=DAILY;UNTIL=20261122").len(), 3);
    assert_eq!(days("UID:s\nDTSTART;VALUE=DATE:20261120\nRDATE;VALUE=DATE:20261127,20261204").len(), 3);
    assert_eq!(
        days("UID:s\nDTSTART:20280101T090000\nRRULE:FREQ=DAILY"),
        ["2028-01-01"],
        "the first is told even if it is far"
    );
}

#[test]
fn of_a_long_series_the_latest_are_taken_and_it_is_told() {
    for rule in ["FREQ=DAILY;COUNT=10000", "FREQ=DAILY"] {
        let text = calendar(&event(&format!("UID:s\nDTSTART:20050101T090000\nRRULE:{rule}")));
        let opened = parts(text.as_bytes());
        assert_eq!(text_rows(&opened), 2000);
        assert!(super::text(&opened.parts[0]).contains("s/2026-11-22T09:00"));
        assert!(opened.notes[0].contains("of each the latest 2000"), "{:?}", opened.notes);
    }
}

fn text_rows(opened: &Opened) -> usize {
    text(&opened.parts[0]).lines().count() - 1
}

#[test]
fn a_file_of_long_series_is_bounded() {
    let series: String =
        (0..30).map(|number| event(&format!("UID:{number}\nDTSTART:20150101T090000\nRRULE:FREQ=DAILY"))).collect();
    let opened = parts(calendar(&series).as_bytes());
    assert!(text_rows(&opened) <= 20_000, "{}", text_rows(&opened));
    assert!(opened.notes.iter().any(|note| note.contains("repeats more than 20000 meetings")), "{:?}", opened.notes);
}

#[test]
fn rules_that_cannot_be_followed_cost_their_repetition_only() {
    for rule in ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYSETPOS=900"] {
        assert_eq!(days(&format!("UID:s\nDTSTART:20261101T090000\nRRULE:{rule}")), ["2026-11-01"], "{rule}");
    }
}

#[test]
fn tasks_and_broken_meetings_are_told() {
    let more = "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nBEGIN:VJOURNAL\r\nEND:VJOURNAL\r\n";
    let text = calendar(&(event("UID:a\nDTSTART:20261105T090000") + &event("UID:b\nDTSTART:2026-99-99") + more));
    let opened = parts(text.as_bytes());
    assert_eq!(text_rows(&opened), 1);
    assert!(
        opened.notes[0].starts_with("2 items in ") && opened.notes[1].starts_with("1 meeting in "),
        "{:?}",
        opened.notes
    );
}

#[test]
fn meetings_without_a_key_get_one_that_stays() {
    let text = calendar(&(event("DTSTART:20261105T090000\nSUMMARY:a") + &event("DTSTART:20261105T090000\nSUMMARY:b")));
    let rows = rows(text.as_bytes());
    assert!(rows[0]["external_id"].starts_with("event-") && rows[0]["external_id"] != rows[1]["external_id"]);
}
