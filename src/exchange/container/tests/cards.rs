use super::*;

#[test]
fn a_card_is_a_row() {
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:van der Berg;Jane;Q.;Dr.;\r\nFN:Dr. Jane van der Berg\r\nORG:Müller\\; Söhne\\, KG;\
                 Supply;Steel\r\nTITLE:Head of Supply\\, all of\r\n  it\r\nEMAIL;TYPE=home:jane@home.example\r\n\
                 EMAIL;TYPE=work,pref:jane@work.example\r\nitem1.TEL;TYPE=CELL:+44 7700 900001\r\nTEL:+44 1\r\nitem1.X-ABLabel:x\r\n\
                 BDAY:1980-02-29\r\nADR:;;1 High St;Leeds;;LS1;UK\r\nNOTE:a\\nb\r\nUID:urn:uuid:123\r\nCATEGORIES:VIP,Steel\r\n\
                 X-SPOUSE:Bo\r\nREV:20261101T000000Z\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Pelé\r\n\
                 EMAIL;PREF=2:b@x.example\r\nEMAIL;PREF=1:a@x.example\r\nUID:contact-1@mainstay\r\nEND:VCARD\r\n";
    let rows = rows(cards.as_bytes());
    let row = &rows[0];
    for (column, value) in [
        ("external_id", "123"),
        ("name", "Dr. Jane van der Berg"),
        ("first_name", "Jane"),
        ("last_name", "van der Berg"),
        ("account", "Müller; Söhne, KG"),
        ("function", "Supply"),
        ("title", "Head of Supply, all of it"),
        ("email", "jane@work.example"),
        ("other emails", "jane@home.example"),
        ("phone", "+44 7700 900001"),
        ("other phones", "+44 1"),
        ("Birthday", "1980-02-29"),
        ("Address", "1 High St, Leeds, LS1, UK"),
        ("notes", "a\nb"),
        ("Categories", "VIP, Steel"),
        ("Spouse", "Bo"),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
    assert!(!row.contains_key("website") && !row.contains_key("Rev"), "{row:?}");
    assert_eq!((rows[1]["external_id"].as_str(), rows[1]["email"].as_str()), ("", "a@x.example"));
    assert_eq!(parts(cards.as_bytes()).parts[0].holds, Some("contacts"));
}

#[test]
fn an_old_card_in_quoted_printable_is_read() {
    let card = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BCller;J=C3=B6=\r\nrg\r\n\
                EMAIL;PREF;INTERNET:j@x.example\r\nNOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gr=FC=DFe\r\nEND:VCARD\r\n";
    let row = &rows(card.as_bytes())[0];
    assert_eq!((row["name"].as_str(), row["last_name"].as_str()), ("Jörg Müller", "Müller"));
    assert_eq!((row["email"].as_str(), row["notes"].as_str()), ("j@x.example", "Grüße"));
}

#[test]
fn a_large_photo_is_not_held() {
    let photo = format!(" {}\r\n", "QUJD".repeat(18)).repeat(100_000);
    let cards = format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nPHOTO;ENCODING=b;TYPE=JPEG:QUJD\r\n{photo}TEL:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Bo\r\n\
         PHOTO:data:image/png;base64,{}\r\nEND:VCARD\r\n",
        "QUJD".repeat(500_000)
    );
    let rows = rows(cards.as_bytes());
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0]["name"].as_str(), rows[0]["phone"].as_str()), ("Ada", "1"));
}

#[test]
fn groups_and_companies_are_told() {
    let opened =
        parts(b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nKIND:group\nFN:All\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n");
    assert_eq!(text(&opened.parts[0]), "name\nAda\n");
    assert!(opened.notes[0].starts_with("2 cards in "), "{:?}", opened.notes);
}
