//! Mails that the cockpit begins: templates (`assets/templates.toml`), and the link that a mail program opens.

use super::website::mailboxes;
use serde::Deserialize;
use std::fmt::Write;
use std::sync::LazyLock;

const SHIPPED: &str = include_str!("../../assets/templates.toml");

static TEMPLATES: LazyLock<Asset> = LazyLock::new(|| toml::from_str(SHIPPED).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    template: Vec<Template>,
}

/// When a template fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fits {
    /// Whenever one writes.
    Always,
    /// An escalation is open.
    Escalation,
    /// The notice deadline is near.
    Renewal,
    /// There was a touch a short while ago.
    Thanks,
    /// None of the last touches was with the contact.
    Introduction,
}

/// A mail to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its key.
    pub key: String,
    /// What it is called in the picker.
    pub title: String,
    /// When it is offered.
    pub fits: Fits,
    subject: String,
    body: String,
}

/// What the places in a template are filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filling {
    /// Who is written to.
    pub name: String,
    /// The customer.
    pub account: String,
    /// What comes next; none: nothing is planned.
    pub step: Option<String>,
    /// Who writes.
    pub me: String,
    /// The notice deadline.
    pub day: String,
    /// The escalation.
    pub issue: String,
}

/// All templates that ship, in the order in which they are offered.
pub fn templates() -> &'static [Template] {
    &TEMPLATES.template
}

impl Template {
    /// The link to a mail to `address`: the next step is its subject where there is one.
    pub fn link(&self, address: &str, filling: &Filling) -> String {
        let subject = filling.step.clone().unwrap_or_else(|| filling.fill(&self.subject));
        mailto(address, &subject, &filling.fill(&self.body))
    }
}

impl Filling {
    /// A text with its places filled. A line about the next step is left out where there is none.
    fn fill(&self, text: &str) -> String {
        let lines = text.lines().filter(|line| self.step.is_some() || !line.contains("{step}"));
        lines.map(|line| self.fill_line(line)).collect::<Vec<_>>().join("\n")
    }

    /// Filled once from the left: what stands in a name is no place.
    fn fill_line(&self, line: &str) -> String {
        let first = self.name.split_whitespace().next().unwrap_or_default();
        let step = self.step.as_deref().unwrap_or_default();
        let places = [
            ("{name}", self.name.as_str()),
            ("{first}", first),
            ("{account}", &self.account),
            ("{step}", step),
            ("{me}", &self.me),
            ("{day}", &self.day),
            ("{issue}", &self.issue),
        ];
        let (mut out, mut rest) = (String::new(), line);
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some((place, words)) = places.iter().find(|(place, _)| rest.starts_with(place)) {
                out.push_str(&one_line(words));
                rest = &rest[place.len()..];
            } else {
                out.push('{');
                rest = &rest[1..];
            }
        }
        out + rest
    }
}

/// The first address of a field that a mail can be sent to.
pub fn address(field: &str) -> Option<String> {
    let is_host =
        |host: &str| !host.is_empty() && host.chars().all(|ch| ch.is_alphanumeric() || ch == '.' || ch == '-');
    let fits = |one: &String| {
        let mut parts = one.split('@');
        let (user, host, none) = (parts.next(), parts.next(), parts.next());
        let is_user = user.is_some_and(|user| !user.is_empty() && !user.chars().any(char::is_control));
        is_user && none.is_none() && host.is_some_and(is_host)
    };
    mailboxes(field).find(fits)
}

/// The link that opens a mail (RFC 6068). Whatever is no letter, number or `-._~` is escaped, so that nothing of a name or an
/// address is read as a part of the link, as a header or as a control code.
pub fn mailto(address: &str, subject: &str, body: &str) -> String {
    let address = escaped(&one_line(address)).replacen("%40", "@", 1);
    let subject = escaped(&one_line(subject));
    let body: Vec<String> = body.lines().map(|line| escaped(&one_line(line))).collect();
    format!("mailto:{address}?subject={subject}&body={}", body.join("%0D%0A"))
}

/// Without control characters and line breaks.
fn one_line(text: &str) -> String {
    let is_break = |ch: char| ch.is_control() || ch == '\u{2028}' || ch == '\u{2029}';
    text.split(is_break).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_template_reads_and_no_place_is_left() {
        let asset: Asset = toml::from_str(SHIPPED).unwrap();
        assert_eq!(asset.template.len(), 5);
        let whole = Filling { name: "Ines Varga".into(), step: Some("send the plan".into()), ..Filling::default() };
        for template in &asset.template {
            for filling in [whole.clone(), Filling { step: None, ..whole.clone() }] {
                let link = template.link("ines@x.org", &filling);
                assert!(link.contains("Hello%20Ines%2C") && !link.contains("%7B"), "{link}");
                assert_eq!(link.contains("subject=send%20the%20plan&"), filling.step.is_some(), "{link}");
            }
        }
    }

    #[test]
    fn what_stands_in_a_name_is_no_place_and_no_header() {
        let filling = Filling { name: "{me}\r\nBcc: x&bcc=all@x.org".into(), me: "Ana".into(), ..Filling::default() };
        assert_eq!(filling.fill("{name}!"), "{me} Bcc: x&bcc=all@x.org!");
        let link = mailto("a@x.org?bcc=b@x.org", "a\nb", "one\ntwo");
        assert_eq!(link, "mailto:a@x.org%3Fbcc%3Db%40x.org?subject=a%20b&body=one%0D%0Atwo");
    }

    #[test]
    fn only_what_is_an_address_is_written_to() {
        assert_eq!(address("Ana <x>; ana@x.org").as_deref(), Some("ana@x.org"));
        for none in ["janeatacme", "@x.org", "a@", "a@b@c", "a@x.org?bcc=b"] {
            assert_eq!(address(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn nothing_reaches_the_link_unescaped(name in any::<String>(), address in any::<String>(), step in any::<String>()) {
            let filling = Filling { name: name.clone(), account: name, step: Some(step), ..Filling::default() };
            for template in templates() {
                let link = template.link(&address, &filling);
                let (to, rest) = link.strip_prefix("mailto:").unwrap().split_once("?subject=").unwrap();
                let (subject, body) = rest.split_once("&body=").unwrap();
                for part in [to, subject, body] {
                    prop_assert!(part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%@".contains(&byte)), "{link}");
                }
                prop_assert!(!subject.contains("%0D") && !subject.contains("%0A") && !to.contains("%0A"), "{link}");
                prop_assert!(body.matches("%0A").count() < template.body.lines().count(), "{link}");
            }
        }
    }
}
