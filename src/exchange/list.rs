//! Several items in one cell, joined by `;`. A `;` or `\` within an item, and blanks at its ends, are marked by `\`.

/// `items` as one cell.
pub fn join<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    for (place, item) in items.into_iter().enumerate() {
        if place > 0 {
            cell.push(';');
        }
        push(&mut cell, item.as_ref());
    }
    cell
}

fn push(cell: &mut String, item: &str) {
    let inner = item.len() - item.trim_start().len()..item.trim_end().len();
    for (at, ch) in item.char_indices() {
        let outer_blank = ch.is_whitespace() && !inner.contains(&at);
        if outer_blank || matches!(ch, ';' | '\\') {
            cell.push('\\');
        }
        cell.push(ch);
    }
}

/// The items of `cell`, without the blanks around them that are not marked; empty ones are left out.
pub fn split(cell: &str) -> Vec<String> {
    if !cell.contains([';', '\\']) {
        let item = cell.trim();
        return if item.is_empty() { Vec::new() } else { vec![item.to_owned()] };
    }
    let mut items = Vec::new();
    let mut item = Item::default();
    let mut chars = cell.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\\' => match chars.next_if(|next| matches!(next, ';' | '\\') || next.is_whitespace()) {
                Some(marked) => item.keep(marked),
                None => item.keep('\\'),
            },
            ';' => items.extend(std::mem::take(&mut item).done()),
            blank if blank.is_whitespace() => item.blank(blank),
            other => item.keep(other),
        }
    }
    items.extend(item.done());
    items
}

/// An item being read; blanks at its end are held back until something follows.
#[derive(Default)]
struct Item {
    text: String,
    held: String,
}

impl Item {
    fn keep(&mut self, ch: char) {
        self.text.push_str(&self.held);
        self.held.clear();
        self.text.push(ch);
    }

    fn blank(&mut self, ch: char) {
        if !self.text.is_empty() {
            self.held.push(ch);
        }
    }

    fn done(self) -> Option<String> {
        (!self.text.is_empty()).then_some(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lists_are_joined_and_split() {
        assert_eq!(join(["vip", "a;b", "c\\d", " x "]), "vip;a\\;b;c\\\\d;\\ x\\ ");
        assert_eq!(split("vip; strategic ;;"), ["vip", "strategic"]);
        assert_eq!(split("C:\\temp;x"), ["C:\\temp", "x"]);
        assert_eq!(split("  "), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn every_list_comes_back_exactly(items in proptest::collection::vec("[ ;\\\\\n\u{a0}a-c]{0,3}.+", 0..5)) {
            prop_assert_eq!(split(&join(&items)), items);
        }
    }
}
