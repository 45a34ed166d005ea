//! What a heading may be called: its words without those that add nothing, spelt out, and in any order.

use super::heading::Heading;

/// Words that add nothing.
#[rustfmt::skip]
const IDLE: [&str; 50] = [
    "dell",    "of", "the", "a", "an", "our", "current", "latest", "in", "to", "for", "by", "s", "c", "der", "die", "das", "des", "dem", "den", "von", "vom", "zum",
    "fur", "de", "del", "la", "el", "los", "du", "le", "les", "l", "d", "het", "van", "di", "della", "dello", "il", "lo", "do", "da", "dos", "das",
    "o", "os", "aktueller", "aktuelle", "w",
];
/// Words before others that say whose column it is, or that it is the next of its kind.
#[rustfmt::skip]
const WHOSE: [&str; 37] = [
    "account", "customer", "client", "company", "organization", "organisation", "next", "property", "upcoming", "planned", "total", "nachste",
    "nachster", "nachstes", "kommende", "geplante", "prochain", "prochaine", "proximo", "proxima", "siguiente", "volgende", "prossimo", "prossima", "dalsi", "pristi",
    "nastepny", "nastepne", "nastepna", "kolejny", "kolejne", "kolejna", "kunden", "acct", "cust", "primary", "main",
];
/// What people shorten, and what it stands for.
#[rustfmt::skip]
const SHORT: [(&str, &str); 19] = [
    ("val", "value"),    ("dt", "date"), ("amt", "amount"), ("acct", "account"), ("cust", "customer"), ("mgr", "manager"), ("exp", "expiration"), ("num", "number"),
    ("tel", "telephone"), ("telefonnr", "telefonnummer"), ("contr", "contract"), ("subs", "subscription"), ("addr", "address"), ("yr", "year"), ("org", "organization"),
    ("renov", "renovacion"), ("ph", "phone"), ("exec", "executive"), ("rdv", "rendez vous"),
];
/// Words for a day, at the beginning or the end of a heading.
#[rustfmt::skip]
const DAYS: [&str; 27] = [
    "date", "day", "datum", "data", "fecha", "dato", "termin", "on", "at", "am", "el", "le", "il", "op", "dne", "dnia", "dia", "giorno",
    "month", "monat", "mes", "mese", "maand", "mesic", "miesiac", "em", "zum",
];
/// Words anywhere in a heading that only say more of the same thing.
#[rustfmt::skip]
const MORE: [&str; 61] = [
    "principal",    "assigned", "internal", "intern", "interne", "interner", "interno", "interna", "est", "estimated", "planned", "geplant", "prevu", "previsto", "prevista", "asignado", "asignada",
    "attribue", "netto", "net", "ht", "brutto", "gross", "if", "any", "with", "mit", "con", "avec", "met", "s", "z", "com", "co", "csm", "comercial", "commerciale", "commercial", "handlowy",
    "obchodni", "per", "year", "annum", "p", "pa", "pro", "jahr", "par", "an", "al", "ano", "por", "jaar", "all", "anno", "rocne", "rocznie", "ann", "annually", "description", "mitarbeiter",
];
/// Words for the customer and for the contract, anywhere in a heading.
#[rustfmt::skip]
const ABOUT: [&str; 37] = [
    "customer", "client", "account", "kunde", "kunden", "klant", "klienta", "klientem", "klient", "zakaznika", "zakaznik", "zakaznikem", "cliente", "clientes", "clients",
    "company", "contract", "contracts", "vertrag", "vertrags", "contrat", "contrato", "contratto", "smlouvy", "smlouva", "kontraktu", "kontrakt", "umowy", "umowa", "subscription",
    "agreement", "license", "licence", "abo", "next", "kolejnego", "dalsi",
];
/// What spans of time are counted in, at the end of a heading.
#[rustfmt::skip]
const UNITS: [&str; 31] = [
    "mnd", "gg",
    "days", "day", "d", "weeks", "months", "month", "years", "tage", "tagen", "wochen", "monate", "monaten", "jahre", "jours", "mois", "dias", "meses", "dagen", "weken",
    "maanden", "giorni", "mesi", "dny", "dnech", "mesice", "mesicu", "dni", "dniach", "miesiace",
];
/// Words for an address of mail, the longest first.
#[rustfmt::skip]
const MAILS: [&str; 17] = [
    "e mail adresse", "email address", "e mail address", "adresse e mail", "adresse email", "correo electronico", "mailadresse", "e mailadres", "mailadres",
    "endereco e mail", "e mail", "email", "courriel", "correo", "mail", "posta elettronica", "e mailova adresa",
];
/// Words for a telephone, the longest first.
#[rustfmt::skip]
const PHONES: [&str; 19] = [
    "phone number", "telephone number", "mobile phone", "telefonnummer", "telefono movil", "telefonni cislo", "numer telefonu", "phone", "telephone",
    "mobile", "cell", "telefon", "handy", "telefono", "movil", "telefoon", "telefone", "number", "direct line",
];

/// What a heading may be called: as it is, with what is shortened spelt out, then without words that add nothing, then
/// without what merely says whose column it is.
pub(super) fn names(heading: &Heading) -> Vec<String> {
    let spelt: Vec<&str> = heading.words.split(' ').map(long).collect();
    let plain: Vec<&str> = spelt.iter().copied().filter(|word| !IDLE.contains(word) && year(word).is_none()).collect();
    let mut names = vec![heading.words.clone(), spelt.join(" "), plain.join(" ")];
    let mut rest = &plain[..];
    while let Some((first, others)) = rest.split_first()
        && WHOSE.contains(first)
        && !matches!(others, [] | ["name" | "id" | "number" | "type" | "status" | "no" | "nr" | "code"])
    {
        rest = others;
        names.push(rest.join(" "));
    }
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}

/// What a word stands for, where people shorten it.
fn long(word: &str) -> &str {
    SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

/// The name without a word for a day at its beginning or its end.
pub(super) fn without_day(name: &str) -> Vec<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    let mut all = Vec::new();
    while words.len() > 1 && words.last().is_some_and(|last| DAYS.contains(last)) {
        words.pop();
        all.push(words.join(" "));
    }
    while words.len() > 1 && words.first().is_some_and(|first| DAYS.contains(first)) {
        words.remove(0);
        all.push(words.join(" "));
    }
    all
}

/// The name without more and more of what only says whose it is, or more of the same thing.
pub(super) fn cores(heading: &Heading) -> Vec<String> {
    let words: Vec<&str> = heading.words.split(' ').map(long).collect();
    // That of next year is another one.
    if words.contains(&"next") && words.contains(&"year") {
        return Vec::new();
    }
    let is_idle = |word: &&str| IDLE.contains(word) || year(word).is_some();
    let is_more = |word: &&str| is_idle(word) || MORE.contains(word);
    let is_about = |word: &&str| is_idle(word) || ABOUT.contains(word) || WHOSE.contains(word);
    let without =
        |is: &dyn Fn(&&str) -> bool| words.iter().copied().filter(|word| !is(word)).collect::<Vec<_>>().join(" ");
    let mut all = vec![
        without(&is_idle),
        without(&is_more),
        without(&is_about),
        without(&|word| is_more(word) || is_about(word)),
    ];
    all.retain(|name| !name.is_empty());
    all.dedup();
    all
}

/// The name without what its spans of time are counted in.
pub(super) fn without_unit(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    let before = words.len();
    while words.len() > 1 && words.last().is_some_and(|last| UNITS.contains(last) || IDLE.contains(last)) {
        words.pop();
    }
    (words.len() < before).then(|| words.join(" "))
}

/// The name without its word for an address of mail: whose it is.
pub(super) fn without_mail(name: &str) -> Option<String> {
    without(name, &MAILS)
}

/// The name without its word for a telephone: whose it is.
pub(super) fn without_phone(name: &str) -> Option<String> {
    without(name, &PHONES)
}

fn without(name: &str, phrases: &[&str]) -> Option<String> {
    let rest = phrases.iter().find_map(|phrase| {
        let end = || name.strip_prefix(phrase).filter(|rest| rest.starts_with(' '));
        name.strip_suffix(phrase).filter(|rest| rest.ends_with(' ')).or_else(end)
    })?;
    Some(rest.trim().to_owned())
}

/// The words in one order, whatever their order, without those that add nothing.
pub(super) fn bag(name: &str) -> String {
    let mut words: Vec<&str> = name.split(' ').filter(|word| !IDLE.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

/// The words without what divides them: `vertrags ende` is `vertragsende`.
pub(super) fn squeezed(name: &str) -> String {
    name.replace(' ', "")
}

/// The year that a word is: `2026`, `fy26`.
pub(super) fn year(word: &str) -> Option<u32> {
    let digits = word.strip_prefix("fy").unwrap_or(word);
    let number: u32 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(number).filter(|year| (1990..2100).contains(year)),
        2 if digits.len() < word.len() => Some(2000 + number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_add_nothing_do_not_matter() {
        let named = |text: &str, name: &str| names(&Heading::read(text)).contains(&name.to_owned());
        assert!(
            named("# of Seats", "seats") && named("Account ARR", "arr") && named("Next Renewal Date", "renewal date")
        );
        assert!(named("Acct Mgr", "account manager") && named("ARR 2026", "arr") && named("ARR FY26", "arr"));
        assert!(!named("Customer ID", "id"));
    }

    #[test]
    fn a_name_is_found_in_any_order_and_without_its_day() {
        assert_eq!(bag("date of renewal"), bag("renewal date"));
        assert_eq!(without_day("renewal date"), ["renewal"]);
        assert_eq!(without_day("termin odnowienia"), ["odnowienia"]);
        assert_eq!(without_mail("e mail betreuer").as_deref(), Some("betreuer"));
        assert_eq!(without_mail("email"), None);
    }
}
