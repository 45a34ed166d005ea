use super::*;

#[test]
fn every_file_of_an_archive_is_opened() {
    let inner = zipped(&[("deep.csv", b"a,b\n1,2\n")]);
    let archive = zipped(&[
        ("crm/accounts.csv", b"sep=;\r\nname;city\r\nAcme;\"Leeds, UK\"\r\n"),
        ("cards/a.vcf", b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\n"),
        ("cards/b.vcf", b"BEGIN:VCARD\nFN:Bo\nTEL:1\nEND:VCARD\n"),
        ("mail/1.eml", b"From: a@b.example\nDate: Fri, 6 Nov 2026 10:12:09 +0100\n\nx"),
        ("mail/2.eml", b"From: c@d.example\nDate: Sat, 7 Nov 2026 10:12:09 +0100\n\nx"),
        ("book.xlsx", &super::workbooks::small()),
        ("inner.zip", &inner),
        ("__MACOSX/._accounts.csv", b"\0\x05\x16"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("empty.csv", b""),
    ]);
    let opened = parts(&archive);
    let found: Vec<_> = opened.parts.iter().map(|part| (part.name.as_deref(), part.format, text(part))).collect();
    assert_eq!(found[0], (Some("accounts.csv"), "csv", "name,city\nAcme,\"Leeds, UK\"\n"));
    let mails = found.iter().find(|part| part.1 == "mail").unwrap();
    assert!(mails.0.is_none() && mails.2.lines().count() == 3, "{mails:?}");
    assert!(found.iter().any(|part| part.0 == Some("book.xlsx") && part.1 == "workbook"), "{found:?}");
    assert!(found.iter().any(|part| part.0 == Some("deep.csv") && part.2 == "a,b\n1,2\n"), "{found:?}");
    assert_eq!(found.last().unwrap(), &(None, "cards", "name,phone\nAda,\nBo,1\n"));
    assert!(opened.notes.iter().any(|note| note.starts_with("photo.png in ")), "{:?}", opened.notes);
}

#[test]
fn names_that_lead_out_of_the_archive_are_read_by_their_last_part() {
    let opened = parts(&zipped(&[("../../etc/passwd.csv", b"a,b\n1,2\n"), ("C:\\x\\y.csv", b"a,b\n1,2\n")]));
    let names: Vec<_> = opened.parts.iter().map(|part| part.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["passwd.csv", "y.csv"]);
}

#[test]
fn a_bomb_is_refused() {
    let bomb = zipped(&[("a.csv", &vec![b'0'; 64 * 1024 * 1024])]);
    assert!(bomb.len() < 200_000);
    assert!(refusal(&bomb).contains("unpacks to more than can be held"), "{}", refusal(&bomb));
}

#[test]
fn archives_within_archives_within_archives_are_refused() {
    let mut archive = zipped(&[("a.csv", b"a\n1\n")]);
    for _ in 0..3 {
        archive = zipped(&[("b.zip", &archive)]);
    }
    assert!(refusal(&archive).contains("is an archive within archives"), "{}", refusal(&archive));
}

#[test]
fn a_locked_archive_is_told() {
    let mut archive = zipped(&[("a.csv", b"a\n1\n")]);
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = archive.windows(4).position(|window| window == signature).unwrap();
        archive[at + flags] |= 1;
    }
    assert!(refusal(&archive).contains("is locked with a password"), "{}", refusal(&archive));
}

#[test]
fn a_compressed_file_is_opened() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"[{\"a\":1}]").unwrap();
    let packed = packed.finish().unwrap();
    assert_eq!(text(&parts(&packed).parts[0]), "a\n1\n");
    assert!(refusal(&packed[..packed.len() - 6]).contains("is damaged"));
}
