//! People as calendars and mail name them.

/// `Name <mailbox>`, or the mailbox alone where the name says nothing more. What would end the list or the mailbox early is
/// taken out of the name.
pub(super) fn person(name: Option<&str>, mailbox: &str) -> String {
    let mailbox = mailbox.trim().trim_matches(['<', '>']);
    let name: String = name.unwrap_or_default().chars().filter(|ch| !"<>\"".contains(*ch)).collect();
    let name = name.replace(';', ",");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match (name.is_empty() || name.eq_ignore_ascii_case(mailbox), mailbox.is_empty()) {
        (true, _) => mailbox.to_owned(),
        (false, true) => name,
        (false, false) => format!("{name} <{mailbox}>"),
    }
}

/// Adds a person unless the mailbox is there already.
pub(super) fn add(people: &mut Vec<String>, name: Option<&str>, mailbox: &str) {
    let one = person(name, mailbox);
    let mailbox = mailbox.trim().to_lowercase();
    let known = |other: &String| {
        let other = other.to_lowercase();
        other == mailbox || other.ends_with(&format!("<{mailbox}>"))
    };
    if !one.is_empty() && (mailbox.is_empty() || !people.iter().any(known)) {
        people.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_nothing_more_is_left_out() {
        assert_eq!(person(Some("Ada; <Lovelace>"), "ada@a.example"), "Ada, Lovelace <ada@a.example>");
        assert_eq!(person(Some("ADA@a.example"), "ada@a.example"), "ada@a.example");
        let mut people = Vec::new();
        add(&mut people, Some("Ada"), "ada@a.example");
        add(&mut people, None, "Ada@A.example");
        assert_eq!(people, ["Ada <ada@a.example>"]);
    }
}
