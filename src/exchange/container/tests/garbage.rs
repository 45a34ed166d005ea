//! Whatever the bytes, an answer comes, and it is bounded.

use super::*;
use proptest::prelude::*;

/// One good file of each format.
fn good() -> Vec<Vec<u8>> {
    let number =
        |row: u8, value: u8| [&[3, 2, 14, 0, row, 0, 0, 0, 0, 0][..], &f64::from(value).to_le_bytes()[..]].concat();
    vec![
        super::workbooks::small(),
        super::workbooks::xls(&[number(0, 1), number(1, 2)].concat()),
        super::workbooks::ods("<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>", ""),
        zipped(&[("a.csv", b"a,b\n1,2\n"), ("b.json", b"[{\"a\":1}]")]),
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Jane;;;\r\nFN:Jane\r\nEMAIL;TYPE=PREF:a@b.example\r\nBDAY:19800229\r\nEND:VCARD\r\n".to_vec(),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Prague:20261105T140000\r\nDTEND:20261105T150000Z\r\n\
          RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=30\r\nEXDATE:20261112T140000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            .to_vec(),
        b"From a@b Fri Nov 06 09:12:11 2026\nDate: Fri, 6 Nov 2026 10:12:09 +0100\nFrom: =?utf-8?q?a?= <a@b.example>\nSubject: x\n\nb\n".to_vec(),
        br#"{"records":[{"a":1.5,"b":[1,2],"c":{"d":null}}]}"#.to_vec(),
    ]
}

fn answers(bytes: &[u8]) {
    if let Ok(Some(opened)) = opened("a", bytes) {
        let size: usize = opened.parts.iter().map(|part| part.text.len()).sum();
        assert!(size <= ROOM && opened.parts.iter().all(|part| !part.text.contains(&0)));
        assert!(opened.parts.iter().all(|part| std::str::from_utf8(&part.text).is_ok() && part.text.ends_with(b"\n")));
    }
}

/// Changes a part of a workbook before it is packed, since a change of the packed bytes is told by their sum.
fn inside(which: usize, changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    use super::workbooks::{binary_cells, xls, xlsb, xlsx};
    let changed = |mut bytes: Vec<u8>| {
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        bytes
    };
    let number = |row: u8| [&[3, 2, 14, 0, row, 0, 0, 0, 0, 0][..], &[0; 8]].concat();
    let xml = br#"<dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>
        <c r="B1" s="1"><v>46329</v></c></row></sheetData>"#;
    let rows = br#"<table:table-row><table:table-cell table:number-columns-repeated="3" office:value-type="float"
        office:value="1"><text:p>a</text:p></table:table-cell></table:table-row>"#;
    match which {
        0 => xls(&changed([number(0), number(9)].concat())),
        1 => xlsb(&changed(binary_cells())),
        2 => xlsx(&[("A", &String::from_utf8_lossy(&changed(xml.to_vec())))], false, &[]),
        _ => super::workbooks::ods(&String::from_utf8_lossy(&changed(rows.to_vec())), ""),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_good_file_with_bytes_changed_is_answered(
        which in 0..8_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = good().swap_remove(which);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        answers(&bytes);
    }

    #[test]
    fn a_workbook_with_its_inside_changed_is_answered(
        which in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        answers(&inside(which, &changes));
    }

    #[test]
    fn random_bytes_behind_a_signature_are_answered(
        start in prop::sample::select(vec![
            &b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08\0", b"BEGIN:VCARD\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
            b"From a@b Fri Nov 06 09:12:11 2026\n", b"From: a\nTo: ", b"[{", b"",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        answers(&[start, &rest].concat());
    }

    #[test]
    fn lines_of_cards_and_calendars_in_any_order_are_answered(
        lines in prop::collection::vec(prop::sample::select(vec![
            "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCARD", "END:VCARD", "BEGIN:VALARM", "END:VALARM", "UID:1", "FN:a", "N:a;b", "PHOTO:x", " folded",
            "DTSTART:20261105T140000", "DTSTART;VALUE=DATE:00010101", "DTEND:99991231T235959Z", "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "RRULE:FREQ=DAILY;INTERVAL=65535",
            "DURATION:P9999999W", "RDATE:20261106T140000", "RECURRENCE-ID:20261105T140000", "ATTENDEE;CN=\"x:mailto:a", "EXDATE:", "DTSTART;TZID=\"(GMT+99:99)\":20261105T240000",
        ]), 0..14),
        cards in any::<bool>(),
    ) {
        let start = if cards { "BEGIN:VCARD\r\n" } else { "BEGIN:VCALENDAR\r\n" };
        answers((start.to_owned() + &lines.join("\r\n")).as_bytes());
    }
}
