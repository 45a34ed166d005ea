//! Websites and mailboxes by their domain: what tells that two of them are of one company.

/// Where anybody can have a mailbox.
#[rustfmt::skip]
const ANYBODY: [&str; 37] = [
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "outlook.com",
    "live.com", "msn.com", "aol.com", "icloud.com", "me.com", "mac.com", "gmx.de", "gmx.net", "gmx.at", "gmx.com", "web.de", "t-online.de",
    "freenet.de", "orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "libero.it", "seznam.cz", "wp.pl", "o2.pl", "proton.me", "protonmail.com",
    "mail.com", "example.com", "example.org", "example.net",
];

/// Where anybody can have a page.
const PAGES: [&str; 9] = [
    "facebook.com",
    "linkedin.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "sites.google.com",
    "google.com",
    "xing.com",
];

/// The domain of a mailbox, unless anybody can have a mailbox there.
pub fn company_domain(mailbox: &str) -> Option<String> {
    let (_, domain) = mailbox.trim().trim_end_matches('>').rsplit_once('@')?;
    let domain = domain_of(domain)?;
    (!ANYBODY.contains(&domain.as_str())).then_some(domain)
}

/// The domain of a website, unless anybody can have a page there.
pub fn own_domain(website: &str) -> Option<String> {
    domain_of(website).filter(|domain| !ANYBODY.contains(&domain.as_str()) && !PAGES.contains(&domain.as_str()))
}

/// `acme.com` of `https://www.acme.com/about`.
pub fn domain_of(text: &str) -> Option<String> {
    let rest = text.trim().rsplit("://").next()?;
    let host = rest.split(['/', '?']).next()?.trim_start_matches("www.").to_lowercase();
    (host.contains('.') && !host.contains(' ')).then_some(host)
}

/// The mailboxes that a field holds, in small letters.
pub fn mailboxes(field: &str) -> impl Iterator<Item = String> + '_ {
    field.split([',', ';', ' ']).filter(|one| one.contains('@')).map(|one| one.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_from_addresses() {
        assert_eq!(domain_of("https://www.Acme.com/about").as_deref(), Some("acme.com"));
        assert_eq!(domain_of("acme"), None);
        assert_eq!(own_domain("https://www.linkedin.com/company/acme"), None, "a page of its own is no website");
        assert_eq!(mailboxes("Ana@x.org; b@y.org none").collect::<Vec<_>>(), ["ana@x.org", "b@y.org"]);
    }
}
