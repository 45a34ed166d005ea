//! People for address books (vCard 3.0, RFC 2426: what every common program reads).

use super::agenda_parts::{plain, stamp};
use calcard::vcard::{VCardEntry, VCardProperty, VCardValue};

/// One person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// What identifies it for good.
    pub uid: String,
    /// The whole name.
    pub name: String,
    /// The company.
    pub company: String,
    /// What stands on the door.
    pub title: Option<String>,
    /// The part they play for us.
    pub role: Option<String>,
    /// Their mailbox.
    pub email: Option<String>,
    /// Their telephone.
    pub phone: Option<String>,
}

/// These people, one card each; `now`: the moment of writing, in milliseconds since 1970.
pub fn cards(people: &[Card], now: i64) -> String {
    let mut out = String::new();
    for one in people {
        out.push_str("BEGIN:VCARD\r\nVERSION:3.0\r\n");
        for entry in entries(one, now) {
            // As of version 4, for the other way marks each text that is not ASCII with a parameter that version 3 has
            // done away with. Writing to a string cannot fail.
            let _ = entry.write_to(&mut out, true);
        }
        out.push_str("END:VCARD\r\n");
    }
    out
}

fn entries(one: &Card, now: i64) -> Vec<VCardEntry> {
    let text = |words: &str| VCardValue::Text(plain(words));
    let entry = |property, words: &str| VCardEntry::new(property).with_value(text(words));
    let (given, family) = parts(&one.name);
    let names = [family, given, "", "", ""].map(text).to_vec();
    let mut entries = vec![
        entry(VCardProperty::Uid, &one.uid),
        entry(VCardProperty::Fn, &one.name),
        VCardEntry::new(VCardProperty::N).with_values(names),
        entry(VCardProperty::Org, &one.company),
    ];
    let more = [
        (VCardProperty::Title, &one.title),
        (VCardProperty::Role, &one.role),
        (VCardProperty::Email, &one.email),
        (VCardProperty::Tel, &one.phone),
    ];
    entries.extend(more.into_iter().filter_map(|(property, words)| Some(entry(property, words.as_ref()?))));
    entries.push(VCardEntry::new(VCardProperty::Rev).with_value(VCardValue::PartialDateTime(stamp(now))));
    entries
}

/// Given names and family name: the last word is taken for the family, as most address books do.
fn parts(name: &str) -> (&str, &str) {
    let name = name.trim();
    name.rsplit_once(char::is_whitespace).map_or((name, ""), |(given, family)| (given.trim_end(), family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_what_is_known_and_nothing_else() {
        let one = Card {
            uid: "c1@mainstay".into(),
            name: "Jane van der Berg".into(),
            company: "Müller; Söhne, KG".into(),
            title: Some("Head of procurement, for a region with a very long name that will not fit on one line".into()),
            email: Some("jane@c1.example".into()),
            ..Card::default()
        };
        let text = cards(&[one, Card { uid: "c2".into(), name: "Pelé".into(), ..Card::default() }], 1_795_336_200_000);
        assert!(text.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n") && text.ends_with("END:VCARD\r\n"), "{text}");
        assert!(text.contains("N:Berg;Jane van der;;;\r\n"), "{text}");
        assert!(text.contains("ORG:Müller\\; Söhne\\, KG\r\n"), "{text}");
        assert!(text.contains("FN:Pelé\r\n") && text.contains("N:;Pelé;;;\r\n"), "{text}");
        assert!(!text.contains("TEL"), "{text}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line}");
        }
        assert_eq!(text.matches("BEGIN:VCARD").count(), 2);
    }
}
