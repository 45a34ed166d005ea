//! Text that is safe to show, and how wide it is.
//!
//! Text from files and people is stored as given. [`clean`] stands at every edge where it leaves for a terminal:
//! screens, plain output on a terminal, titles, the clipboard, errors and logs. JSON and CSV stay exact.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many combining marks may stack on one character.
const MARKS: usize = 4;

/// `text` without anything that could steer a terminal or break its columns: whitespace controls become a space, other
/// controls and bidi controls U+FFFD, invisible and tag characters vanish, at most four combining marks stay on a
/// character. Zero-width joiner and emoji selector are kept.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for ch in text.chars() {
        match ch {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                push(&mut out, ' ', &mut marks);
            }
            '\u{200d}' | '\u{fe0f}' => out.push(ch),
            _ if is_invisible(ch) => {}
            _ if ch.is_control() || is_bidi_control(ch) => push(&mut out, '\u{fffd}', &mut marks),
            _ if ch.width() == Some(0) => {
                marks += 1;
                if marks <= MARKS && !out.is_empty() {
                    out.push(ch);
                }
            }
            _ => push(&mut out, ch, &mut marks),
        }
    }
    Cow::Owned(out)
}

/// A word with its article: “an internal”, “a joint”.
pub fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

fn push(out: &mut String, ch: char, marks: &mut usize) {
    *marks = 0;
    out.push(ch);
}

fn is_bidi_control(ch: char) -> bool {
    matches!(ch, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(ch: char) -> bool {
    matches!(ch,
        '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200c}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// How many terminal columns `text` takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

fn grapheme_width(grapheme: &str) -> usize {
    grapheme.width().min(2)
}

/// `text` as two names are compared, wherever names are: in small letters, without accents and strokes, in one form of
/// Unicode, with single blanks of the plain kind and none around it. `Łódź` is `lodz`, `Straße` is `strasse`.
///
/// Marks that make another letter in their script, as vowel signs do in Hindi and Thai, stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut out = String::with_capacity(text.len());
    let letters = text.nfkd().filter(|ch| !is_accent(*ch) && !is_invisible(*ch) && *ch != '\u{200d}');
    // Small letters may be longer and bear marks of their own: the dotted capital I does.
    for ch in letters.flat_map(char::to_lowercase).filter(|ch| !is_accent(*ch)) {
        match plain(ch) {
            Some(letters) => out.push_str(letters),
            None if ch.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            None => out.push(ch),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The name of a company without its legal form and its punctuation, as [`fold`] has it, and that form: `Larkfield Foods, Ltd.`
/// is `larkfield foods` and `ltd`.
pub fn company(name: &str) -> (String, String) {
    #[rustfmt::skip]
    const FORMS: [&str; 44] = [
        "ltd", "limited", "inc", "incorporated", "llc", "llp", "lp", "plc", "corp", "corporation", "co", "company", "gmbh", "ag", "kg", "ohg", "ug",
        "ev", "mbh", "sa", "sas", "sarl", "sl", "slu", "srl", "spa", "sro", "as", "oy", "oyj", "ab", "aps", "bv", "nv", "pty", "pte", "kft",
        "zrt", "doo", "sp", "zoo", "lda", "ltda", "eood",
    ];
    let folded = fold(name).replace('&', " and ").replace(['.', '\''], "");
    // `C++` and `C#` are names; a plus or a hash that stands alone only joins words.
    let is_letter = |ch: char| ch.is_alphanumeric() || matches!(ch, '+' | '#');
    let words = folded.split(|ch: char| !is_letter(ch)).filter(|word| word.contains(char::is_alphanumeric));
    let words: Vec<&str> = words.collect();
    let spelt = words.join(" ").replace(" s r o", " sro").replace(" sp z o o", " sp zoo");
    let words: Vec<&str> = spelt.split(' ').collect();
    let is_form = |word: &&&str| FORMS.contains(*word) || **word == "and";
    let formal = words.iter().skip(1).rev().take_while(is_form).count();
    let (plain, form) = words.split_at(words.len() - formal);
    let form: Vec<&str> = form.iter().copied().filter(|word| *word != "and").collect();
    (plain.join(" "), form.join(" "))
}

/// A mark that changes no letter: acute, umlaut, cedilla and the like.
fn is_accent(ch: char) -> bool {
    matches!(ch, '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// A small letter that is no accented one, and what is typed for it.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ø' => "o",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ς' => "σ",
        '’' | '‘' | 'ʼ' => "'",
        '‐' | '‑' | '–' | '—' => "-",
        _ => return None,
    })
}

/// Whether `text`, folded as names are compared, holds `lower`, which is folded already; without copying where both are ASCII.
pub fn holds(text: &str, lower: &str) -> bool {
    if text.is_ascii() {
        let (text, lower) = (text.as_bytes(), lower.as_bytes());
        let Some(first) = lower.first() else { return true };
        return text.len() >= lower.len()
            && (0..=text.len() - lower.len()).any(|at| {
                text[at].to_ascii_lowercase() == *first && text[at..at + lower.len()].eq_ignore_ascii_case(lower)
            });
    }
    fold(text).contains(lower)
}

/// `text`, cleaned and cut to at most `columns` columns, the cut marked with `…`.
pub fn fit(text: &str, columns: usize) -> String {
    let text = clean(text);
    if width(&text) <= columns {
        return text.into_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme_width(grapheme);
        if used + wide > columns - 1 {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    out.push('…');
    out
}

/// `text` fitted and padded on the right to exactly `columns` columns.
pub fn left(text: &str, columns: usize) -> String {
    let mut out = fit(text, columns);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&out))));
    out
}

/// `text` fitted and padded on the left to exactly `columns` columns: for numbers.
pub fn right(text: &str, columns: usize) -> String {
    let fitted = fit(text, columns);
    let mut out = " ".repeat(columns.saturating_sub(width(&fitted)));
    out.push_str(&fitted);
    out
}

/// A person's name in full; of an address the part before its house, as exports name people by it.
pub fn full_name(name: &str) -> &str {
    match name.split_once('@') {
        // The house says nothing that the reader does not know.
        Some((person, _)) if !person.is_empty() && !name.contains(' ') => person,
        _ => name,
    }
}

/// A person's name as colleagues write it: “A. Ruiz” for “Ana Ruiz”, “pam.beesly” for an address; a
/// single word stays as it is.
pub fn short_name(name: &str) -> String {
    let full = full_name(name);
    if full.len() < name.len() {
        return full.to_owned();
    }
    let mut words = name.split_whitespace();
    match (words.next().and_then(|first| first.chars().next()), words.next_back()) {
        (Some(initial), Some(last)) if initial.is_alphabetic() => format!("{initial}. {last}"),
        _ => name.to_owned(),
    }
}

/// `text` broken at blanks into cleaned lines of at most `columns` columns; a longer word is left whole.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in clean(paragraph).split_whitespace() {
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// `1 account`, `1,204 accounts`, `2 touches`, `2 commitments`.
pub fn counted(count: u64, what: &str) -> String {
    let number = grouped(&count.to_string());
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "touch" | "loss") => format!("{number} {what}es"),
        _ => format!("{number} {what}s"),
    }
}

/// Digits in groups of three: `1,234,500`.
pub fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Whether two words are the same but for case and for blanks, underscores and hyphens.
pub fn same_word(left: &str, right: &str) -> bool {
    let plain = |text: &str| -> Vec<char> {
        text.chars().filter(|ch| !matches!(ch, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect()
    };
    plain(left) == plain(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_known_without_its_legal_form() {
        for name in ["Larkfield Foods Ltd", "larkfield foods, ltd.", "LARKFIELD FOODS LTD"] {
            assert_eq!(company(name), ("larkfield foods".to_owned(), "ltd".to_owned()), "{name}");
        }
        assert_eq!(company("Otter & Pine"), company("Otter and Pine"));
        assert_eq!(company("Müllerhof GmbH & Co. KG").0, "mullerhof");
        assert_eq!(company("Škoda, s.r.o."), ("skoda".to_owned(), "sro".to_owned()));
        assert_eq!(company("AG"), ("ag".to_owned(), String::new()), "a form alone is a name");
    }

    #[test]
    fn accents_and_capitals_are_folded() {
        for (text, plain) in
            [("Łódź", "lodz"), ("CAFÉ Königsee", "cafe konigsee"), ("Ångström", "angstrom"), ("Ørsted", "orsted")]
        {
            assert_eq!(fold(text), plain);
        }
        assert_eq!(fold("東京 ΑΒ"), "東京 αβ");
        for (text, plain) in [
            ("Cafe\u{301}\u{a0} Noir ", "cafe noir"),
            ("Straße AG", "strasse ag"),
            ("İstanbul A.Ş.", "istanbul a.s."),
            ("ΕΛΛΆΣ", "ελλασ"),
            ("ελλας", "ελλασ"),
            ("ＡＣＭＥ\u{3000}ﾊﾝ", "acme ハン"),
            ("O’Neill\u{200b}", "o'neill"),
        ] {
            assert_eq!(fold(text), plain);
            assert_eq!(fold(&fold(text)), plain, "folded twice");
        }
        assert_ne!(fold("कि"), fold("का"), "vowels of other scripts are no accents");
    }

    #[test]
    fn articles_fit_their_words() {
        assert_eq!((with_article("internal"), with_article("joint")), ("an internal".into(), "a joint".into()));
    }

    #[test]
    fn controls_never_pass() {
        assert_eq!(clean("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(clean("a\tb\nc\r"), "a b c ");
        assert_eq!(clean("\u{202e}evil"), "\u{fffd}evil");
        assert_eq!(clean("ze\u{200b}ro\u{feff}"), "zero");
        assert_eq!(clean("\u{9b}31m"), "\u{fffd}31m");
    }

    #[test]
    fn marks_stack_only_so_high() {
        let tower = format!("Z{}", "\u{0301}".repeat(30));
        assert_eq!(clean(&tower).chars().count(), 1 + MARKS);
        assert_eq!(clean("👩‍👩‍👧 ❤️"), "👩‍👩‍👧 ❤️");
    }

    #[test]
    fn people_are_named_as_colleagues_do() {
        assert_eq!(short_name("Ana Maria Ruiz"), "A. Ruiz");
        assert_eq!(short_name("pam.beesly@example.com"), "pam.beesly");
        assert_eq!(short_name("Madonna"), "Madonna");
        assert_eq!(short_name("@home"), "@home");
        assert_eq!(full_name("pam.beesly@example.com"), "pam.beesly");
        assert_eq!(full_name("Ana Maria Ruiz"), "Ana Maria Ruiz");
    }

    #[test]
    fn cutting_keeps_columns() {
        assert_eq!(fit("Northwind Traders", 9), "Northwin…");
        assert_eq!(left("東京電力", 6), "東京… ");
        assert_eq!(right("12", 4), "  12");
        assert_eq!(width(&left("e\u{0301}cole 東京", 12)), 12);
    }
}
