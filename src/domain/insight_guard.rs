//! What an insight must not be: talk that sells (METHOD §7). Named, not refused: the rep decides.

/// Words that ask to buy, or speak of price.
const CALLS: [&str; 18] = [
    "buy",
    "order now",
    "purchase",
    "upgrade",
    "subscribe",
    "sign up",
    "book a demo",
    "demo",
    "free trial",
    "contact sales",
    "special offer",
    "our offer",
    "limited time",
    "don't miss",
    "discount",
    "price",
    "prices",
    "pricing",
];
/// Signs of money.
const MONEY: [char; 4] = ['€', '$', '£', '¥'];
/// Codes of money.
const CODES: [&str; 4] = ["eur", "usd", "gbp", "chf"];
/// The shortest name of a product that is looked for.
const SHORTEST: usize = 3;

/// What sells in `text`: one of `products`, a price, a call to buy; a few words that name it. None: nothing does.
pub fn sells(text: &str, products: &[String]) -> Option<String> {
    let plain = plain(text);
    let holds = |words: &str| format!(" {plain} ").contains(&format!(" {words} "));
    let own =
        products.iter().filter(|name| name.trim().chars().count() >= SHORTEST).find(|name| holds(&self::plain(name)));
    if let Some(name) = own {
        return Some(format!("it names our {}", super::text::fit(name.trim(), 30)));
    }
    if has_amount(text, &plain) {
        return Some("it names an amount of money".to_owned());
    }
    CALLS.iter().find(|call| holds(&self::plain(call))).map(|call| format!("“{call}” sells"))
}

/// A sign or code of money beside digits.
fn has_amount(text: &str, plain: &str) -> bool {
    let chars: Vec<char> = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    let signed = chars.windows(2).any(|two| {
        (MONEY.contains(&two[0]) && two[1].is_ascii_digit()) || (two[0].is_ascii_digit() && MONEY.contains(&two[1]))
    });
    let words: Vec<&str> = plain.split(' ').collect();
    let digits = |word: &str| word.starts_with(|ch: char| ch.is_ascii_digit());
    let coded = words
        .windows(2)
        .any(|two| (CODES.contains(&two[0]) && digits(two[1])) || (digits(two[0]) && CODES.contains(&two[1])));
    signed || coded
}

/// Lower-case words with one blank between them.
fn plain(text: &str) -> String {
    let spaced: String =
        text.to_lowercase().chars().map(|ch| if ch.is_alphanumeric() || ch == '\'' { ch } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_products_prices_and_calls_to_buy_are_named() {
        let products = ["Platform".to_owned(), "Field kit".to_owned(), "X".to_owned()];
        for (text, named) in [
            ("Why the platform matters now", "our Platform"),
            ("A field-kit for every site", "our Field kit"),
            ("Save €500 a month", "money"),
            ("From 500 EUR a month", "money"),
            ("Book a demo with us", "sells"),
            ("New prices from January", "sells"),
        ] {
            assert!(sells(text, &products).is_some_and(|why| why.contains(named)), "{text}");
        }
        for text in
            ["Ports are slower this winter", "Plan the next quarter's orders early", "Buyers platforming x-rays", ""]
        {
            assert_eq!(sells(text, &products), None, "{text}");
        }
    }
}
