//! Mail (eml, mbox): a row for each message. Its headers are read, its body never kept.

use super::kind::is_postmark;
use super::lines::bounded_line;
use super::{Opening, made_up, people};
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::text::counted;
use mail_parser::{Address, HeaderForm, HeaderValue, Message, MessageParser};
use std::borrow::Cow;
use std::io::BufRead;

/// The most that is kept of the headers of one mail, in bytes.
const HEADERS_CAP: usize = 256 * 1024;
const LINE_CAP: usize = 64 * 1024;
/// What programs call the folders whose mail is none.
const FOLDERS: [(&str, &[&str]); 3] = [
    ("draft", &["draft", "drafts", "entwurf", "entwürfe", "brouillons", "borradores", "concepten", "bozze"]),
    ("spam", &["spam", "junk", "junk e-mail", "junk email", "correo no deseado", "ongewenste e-mail"]),
    ("trash", &["trash", "bin", "deleted items", "papierkorb", "corbeille", "papelera", "prullenbak", "cestino"]),
];
const COLUMNS: [&str; 7] = ["external_id", "kind", "title", "on", "from", "people", "status"];

/// Reads one mail, or a mailbox of them.
pub(super) fn read(mut from: impl BufRead, mailbox: bool, opening: &mut Opening) -> Result<()> {
    let mut grid = opening.grid();
    grid.push(&COLUMNS)?;
    let (mut headers, mut line) = (Vec::new(), Vec::new());
    let (mut in_headers, mut after_blank) = (true, true);
    let (mut taken, mut nameless) = (0_u64, 0_u64);
    let mut keep = |headers: &mut Vec<u8>| -> Result<()> {
        if !headers.is_empty() {
            match row(headers) {
                Some(cells) => grid.push(&cells).map(|()| taken += 1)?,
                None => nameless += 1,
            }
            headers.clear();
        }
        Ok(())
    };
    while bounded_line(&mut from, &mut line, LINE_CAP).map_err(|error| opening.unreadable(&error))? {
        let blank = line.iter().all(u8::is_ascii_whitespace);
        if mailbox && after_blank && is_postmark(&line) {
            keep(&mut headers)?;
            (in_headers, after_blank) = (true, false);
            continue;
        }
        after_blank = blank;
        if in_headers && blank && !headers.is_empty() {
            in_headers = false;
        }
        if in_headers && !blank && headers.len() + line.len() < HEADERS_CAP {
            headers.extend_from_slice(&line);
        }
    }
    keep(&mut headers)?;
    if nameless > 0 {
        opening.note(format!("{} in {} left out: without sender and day.", counted(nameless, "mail"), opening.shown));
    }
    if taken > 0 {
        opening.add(opening.member.clone(), Some("activities"), "mail", grid);
    }
    Ok(())
}

/// The row of a mail by its headers; none when they say neither from whom nor when.
fn row(headers: &mut Vec<u8>) -> Option<[String; 7]> {
    headers.extend_from_slice(b"\r\n\r\n");
    let headers = decoded(headers);
    let mail = MessageParser::default().parse_headers(headers.as_bytes())?;
    let from = persons(mail.from().into_iter().chain(mail.sender()).take(1)).join("; ");
    let written = mail.date();
    let on = written.and_then(|on| Day::from_ymd(i32::from(on.year), u32::from(on.month), u32::from(on.day)));
    let on = on.map(|day| day.to_string()).unwrap_or_default();
    if from.is_empty() && on.is_empty() {
        return None;
    }
    let title = mail.subject().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let moment = written.map(mail_parser::DateTime::to_rfc3339).unwrap_or_default();
    let id = mail.message_id().map_or_else(|| made_up("mail", &[&moment, &from, &title]), |id| id.trim().to_owned());
    let people = persons(mail.all_to().chain(mail.all_cc())).join("; ");
    Some([id, "email".into(), title, on, from, people, status(&mail).into()])
}

/// Headers as text. Those that are written as they are spoken, which no standard allowed for long, are Japanese where they
/// change alphabets, and Western otherwise.
fn decoded(headers: &[u8]) -> Cow<'_, str> {
    let shifted = headers.windows(2).any(|pair| pair == b"\x1b$");
    match std::str::from_utf8(headers) {
        Ok(_) if shifted => encoding_rs::ISO_2022_JP.decode(headers).0,
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode(headers).0,
    }
}

fn persons<'a>(lists: impl Iterator<Item = &'a Address<'a>>) -> Vec<String> {
    let mut found = Vec::new();
    for one in lists.flat_map(Address::iter) {
        people::add(&mut found, one.name(), one.address().unwrap_or_default());
    }
    found
}

fn status(mail: &Message<'_>) -> &'static str {
    let header = |name: &'static str| {
        let read = mail.header_as(name, HeaderForm::Text).into_iter();
        let words = read.filter_map(|value| match value {
            HeaderValue::Text(text) => Some(text.trim().to_lowercase()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(",")
    };
    let labels = [header("X-Gmail-Labels"), header("X-Folder")].join(",");
    let mut labels = labels.split([',', '/']).map(|label| label.trim().trim_matches('"'));
    let folder = labels.find_map(|label| FOLDERS.iter().find(|(_, names)| names.contains(&label)));
    if let Some((status, _)) = folder {
        return status;
    }
    let listed = ["List-Id", "List-Unsubscribe"].into_iter().any(|name| mail.header_raw(name).is_some());
    let bulk = ["bulk", "list", "junk"].contains(&header("Precedence").as_str());
    let automatic = header("Auto-Submitted");
    if listed || bulk || !(automatic.is_empty() || automatic.starts_with("no")) { "newsletter" } else { "" }
}
