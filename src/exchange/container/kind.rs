//! What a file is, by how it begins. Names lie: a workbook may be called `.csv`, and a web page `.xls`.

/// How much of a file is looked at, in bytes.
pub(super) const HEAD: u64 = 64 * 1024;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: a workbook of today, or an archive.
    Zip,
    /// One file, compressed.
    Gzip,
    /// A compound file: a workbook of old, or one that is locked.
    Compound,
    /// Visiting cards (vCard).
    Cards,
    /// A calendar (iCalendar).
    Calendar,
    /// One mail.
    Mail,
    /// Many mails (mbox).
    Mailbox,
    /// JSON, as one value or one a line.
    Json,
    /// What cannot be taken; the words finish a sentence that begins with the file's name.
    Refused(&'static str),
    /// Text that is read as CSV.
    Text,
}

const WEB: &str = "is a web page: open it in a spreadsheet, and save it as a workbook or as CSV.";
const XML: &str = "is XML: open it in the program it came from, and save it as a workbook or as CSV.";

/// Judges by `head`, the beginning of the file.
pub(super) fn of(head: &[u8]) -> Kind {
    let signatures: [(&[u8], Kind); 5] = [
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Zip),
        (b"\xd0\xcf\x11\xe0", Kind::Compound),
        (b"\x1f\x8b", Kind::Gzip),
        (b"!BDN", Kind::Refused("is an Outlook data file: export its contacts or its calendar, and import those.")),
    ];
    if let Some((_, kind)) = signatures.iter().find(|(signature, _)| head.starts_with(signature)) {
        return *kind;
    }
    let text = decoded(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let starts = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if starts("BEGIN:VCARD") {
        Kind::Cards
    } else if ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTODO"].into_iter().any(starts) {
        Kind::Calendar
    } else if is_json(text) {
        Kind::Json
    } else if ["<html", "<!doctype html", "<table", "<body"].into_iter().any(starts) {
        Kind::Refused(WEB)
    } else if starts("<?xml") {
        Kind::Refused(if text.to_ascii_lowercase().contains("<html") { WEB } else { XML })
    } else if text.lines().next().is_some_and(|line| is_postmark(line.as_bytes())) {
        Kind::Mailbox
    } else if is_mail(text) {
        Kind::Mail
    } else {
        Kind::Text
    }
}

fn decoded(head: &[u8]) -> std::borrow::Cow<'_, str> {
    match encoding_rs::Encoding::for_bom(head) {
        Some((coding, _)) => coding.decode(head).0,
        None => String::from_utf8_lossy(head),
    }
}

/// A bracket alone says little: a header may begin with one. What follows must be JSON too.
fn is_json(text: &str) -> bool {
    let mut marks = text.chars().filter(|ch| !ch.is_whitespace());
    match (marks.next(), marks.next()) {
        (Some('{'), Some(next)) => "\"}".contains(next),
        (Some('['), Some(next)) => "{[\"]".contains(next) || (next.is_ascii_digit() && !text.contains(']')),
        _ => false,
    }
}

/// Whether a line opens a mail in a mailbox: `From ` with a time of day behind it, so that a sentence does not.
pub(super) fn is_postmark(line: &[u8]) -> bool {
    let timed =
        |bytes: &[u8]| matches!(bytes, [a, b, b':', c, d] if [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()));
    line.starts_with(b"From ") && line.windows(5).any(timed)
}

/// Whether the text begins with the headers of a mail: at least two known ones, one of them such as only mail has. Reports
/// too begin with `From:` and `To:`, and mean days.
fn is_mail(text: &str) -> bool {
    const KNOWN: [&str; 15] = [
        "from",
        "date",
        "to",
        "cc",
        "subject",
        "message-id",
        "received",
        "return-path",
        "delivered-to",
        "mime-version",
        "content-type",
        "reply-to",
        "sender",
        "x-gmail-labels",
        "x-mozilla-status",
    ];
    let (mut known, mut telling) = (0, false);
    for line in text.lines().take_while(|line| !line.is_empty()).take(200) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, said)) = line.split_once(':') else { break };
        if !name.bytes().all(|byte| byte.is_ascii_graphic()) || name.contains([',', ';', '"']) {
            break;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(KNOWN.contains(&name.as_str()));
        telling |= match name.as_str() {
            "from" => said.contains('@'),
            "message-id" | "received" | "return-path" | "mime-version" => true,
            "date" => said.contains(',') && said.contains(':'),
            _ => false,
        };
    }
    telling && known >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        for (head, kind) in [
            ("begin:vcard\r\nVERSION:3.0", Kind::Cards),
            ("\u{feff}BEGIN:VCALENDAR\n", Kind::Calendar),
            ("[\n {\"a\":1}]", Kind::Json),
            ("{\"records\":[]}", Kind::Json),
            ("From 1847@xxx Fri Nov 06 09:12:11 +0000 2026\nDate: x", Kind::Mailbox),
            ("Received: by x\n\twith y\nFrom: a@b.example\nSubject: x\n\nbody", Kind::Mail),
            ("<!DOCTYPE html><table>", Kind::Refused(WEB)),
        ] {
            assert_eq!(of(head.as_bytes()), kind, "{head}");
        }
    }

    #[test]
    fn a_table_of_text_stays_one() {
        for head in [
            "name,city\nBegin,x",
            "[Name],[City]\na,b",
            "{id},name\n1,2",
            "From,To,Date\na,b,c",
            "From here on,x\n1,2",
            "From: 01/01/2026\nTo: 31/01/2026\n\nName,Amount\n",
            "date: x;from: y\n1;2\n",
            "",
            "[1] Name,x\na,b",
        ] {
            assert_eq!(of(head.as_bytes()), Kind::Text, "{head}");
        }
    }
}
