//! What a record was called before it was merged with another one: custom fields with these headings, by which files that still
//! name the other one find it.

use super::text::fold;

/// What a heading says of the value below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alias {
    /// Another key.
    Key,
    /// Another name.
    Name,
    /// Another website.
    Website,
    /// Another mailbox.
    Mailbox,
}

impl Alias {
    /// What the headings of all of them begin with.
    pub const BEGINS: &'static str = "Also ";

    const ALL: [Alias; 4] = [Alias::Key, Alias::Name, Alias::Website, Alias::Mailbox];

    /// Its heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Alias::Key => "Also id",
            Alias::Name => "Also called",
            Alias::Website => "Also website",
            Alias::Mailbox => "Also email",
        }
    }

    /// What a heading says, with or without its number: “Also id (2)”.
    pub fn of(heading: &str) -> Option<Self> {
        let plain = fold(heading);
        let plain = plain.split(" (").next().unwrap_or_default();
        Self::ALL.into_iter().find(|alias| fold(alias.heading()) == plain)
    }
}

/// A heading of at most 80 characters that none of `taken` is, made of this one: “Segment”, “Segment (2)”.
pub fn free_heading(heading: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut free = heading.to_owned();
    for number in 2.. {
        if !taken(&free) {
            break;
        }
        let ending = format!(" ({number})");
        free = heading.chars().take(80 - ending.len()).collect::<String>() + &ending;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_with_its_number_and_no_other_is() {
        assert_eq!(Alias::of("Also id"), Some(Alias::Key));
        assert_eq!(Alias::of("also called (3)"), Some(Alias::Name));
        assert_eq!(Alias::of("Also idle"), None);
    }

    #[test]
    fn a_free_heading_is_numbered_and_short_enough() {
        let taken = ["Segment", "Segment (2)"];
        assert_eq!(free_heading("Segment", |name| taken.contains(&name)), "Segment (3)");
        let long = "x".repeat(80);
        assert_eq!(free_heading(&long, |name| name == long).chars().count(), 80);
    }
}
