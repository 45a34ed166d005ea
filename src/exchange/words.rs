//! Words of cells that say little: yes, no, and that there is nothing.

/// Whether a cell says that there is nothing: `N/A`, `TBD`, `-`.
pub fn is_blank_word(cell: &str) -> bool {
    #[rustfmt::skip]
    const BLANK: [&str; 26] = [
        "n/a", "n.a.", "na", "#n/a", "tbd", "tba", "tbc", "-", "--", "–", "—", "?", ".", "none", "null", "nil", "nan", "unassigned",
        "not set", "not available", "unknown", "(blank)", "undefined", "k.a.", "keine", "keine angabe",
    ];
    let cell = cell.trim();
    cell.is_empty() || (cell.len() <= 14 && BLANK.iter().any(|word| word.eq_ignore_ascii_case(cell)))
}

/// Yes or no in the words of several programs and languages.
pub fn flag(text: &str) -> Option<bool> {
    const YES: [&str; 12] = ["true", "yes", "1", "y", "t", "done", "ja", "ano", "x", "oui", "si", "tak"];
    const NO: [&str; 12] = ["false", "no", "0", "n", "f", "undone", "nein", "ne", "to do", "todo", "not done", "non"];
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&YES) {
        return Some(true);
    }
    is(&NO).then_some(false)
}
