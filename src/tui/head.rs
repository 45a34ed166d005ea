//! The line at the top of every screen: the book, the screens by name, the day. On a narrow screen names are short, and what
//! is needed least leaves first.

use super::canvas::Canvas;
use super::place::Place;
use crate::domain::day::{Day, headed, written};
use crate::domain::text;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// What the head says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    /// What the book is called.
    pub(crate) book: &'a str,
    /// Whether it is made up; said on every screen.
    pub(crate) is_made_up: bool,
    /// The screen in sight.
    pub(crate) here: Place,
}

/// The name of a screen in the head: where it stands and what is written.
struct Tab {
    place: Place,
    x: u16,
    words: String,
}

/// How names of screens are written.
#[derive(Clone, Copy)]
enum Names {
    Whole,
    Short,
    /// The number, and the name of the screen in sight.
    Numbers,
}

/// The most columns of a book's name.
const BOOK: usize = 20;

const PROGRAM: &str = " mainstay  ";
const MADE_UP: &str = " · made up";

/// The parts of the head, as they fit.
struct Parts {
    left: Vec<(String, Style)>,
    day: String,
    names: Names,
    gap: usize,
}

impl Head<'_> {
    /// Draws it: program, book, screens, day.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme();
        let parts = self.parts(area, canvas.look.today, theme.strong, theme.plain, theme.warning);
        let spans: Vec<Span<'_>> =
            parts.left.iter().map(|(words, style)| Span::styled(words.as_str(), *style)).collect();
        canvas.spans(area.x, area.y, area.width, &spans);
        for tab in self.tabs(area, &parts) {
            let is_here = tab.place == self.here;
            let (number, word) = tab.words.split_at(1);
            let used = canvas.text(tab.x, area.y, 1, number, if is_here { theme.accent } else { theme.dim });
            let style = if is_here { theme.accent } else { theme.plain };
            canvas.text(tab.x + used, area.y, area.width, word, style);
        }
        let width = text::width(&parts.day) as u16;
        canvas.text_right(area.right().saturating_sub(width + 1), area.y, width, &parts.day, theme.dim);
    }

    /// Which screen's name stands at this column.
    pub(crate) fn place_at(&self, area: Rect, day: Day, column: u16) -> Option<Place> {
        let parts = self.parts(area, day, Style::new(), Style::new(), Style::new());
        let tabs = self.tabs(area, &parts);
        let hit = tabs.iter().find(|tab| (tab.x..tab.x + tab.words.len() as u16).contains(&column));
        hit.map(|tab| tab.place)
    }

    /// The first of these that has room: all of it, then without the program, then with short names, then without the day
    /// and the book.
    fn parts(&self, area: Rect, day: Day, strong: Style, plain: Style, warning: Style) -> Parts {
        let book = text::fit(self.book, BOOK);
        let mut whole = vec![(PROGRAM.to_owned(), strong), (book.clone(), plain)];
        let mut named = vec![(format!(" {book}"), plain)];
        // A book that is called so says itself that it is made up.
        let mut least = vec![(format!(" {}", text::fit(self.book, 8)), if self.is_made_up { warning } else { plain })];
        if self.is_made_up {
            whole.push((MADE_UP.to_owned(), warning));
            named.push((MADE_UP.to_owned(), warning));
        }
        let (long, short) = (headed(day), written(day, day));
        let mut ways = vec![
            (whole.clone(), long.clone(), Names::Whole, 2),
            (named.clone(), long.clone(), Names::Whole, 2),
            (named.clone(), short.clone(), Names::Whole, 2),
            (named.clone(), short.clone(), Names::Whole, 1),
            (whole, long.clone(), Names::Short, 2),
            (named.clone(), long, Names::Short, 1),
            (named, short.clone(), Names::Short, 1),
            (std::mem::take(&mut least), short.clone(), Names::Short, 1),
            (Vec::new(), short, Names::Short, 1),
            (Vec::new(), String::new(), Names::Short, 1),
        ];
        let fits = |(left, day, names, gap): &(Vec<(String, Style)>, String, Names, usize)| {
            let used: usize = left.iter().map(|(words, _)| text::width(words)).sum::<usize>() + text::width(day);
            let air = if used == 0 { 1 } else { 3 };
            used + air + width(&self.words(*names), *gap) <= usize::from(area.width)
        };
        let at = ways.iter().position(fits);
        let last = (Vec::new(), String::new(), Names::Numbers, 1);
        let (left, day, names, gap) = at.map_or(last, |at| ways.swap_remove(at));
        Parts { left, day, names, gap }
    }

    fn words(&self, names: Names) -> Vec<String> {
        let word = |place: &Place| match names {
            Names::Whole => format!("{} {}", place.number(), place.word()),
            Names::Short => format!("{} {}", place.number(), place.short()),
            Names::Numbers if *place == self.here => format!("{} {}", place.number(), place.word()),
            Names::Numbers => place.number().to_string(),
        };
        Place::ALL.iter().map(word).collect()
    }

    /// The names in the middle of the room that book and day leave.
    fn tabs(&self, area: Rect, parts: &Parts) -> Vec<Tab> {
        let words = self.words(parts.names);
        let used = parts.left.iter().map(|(words, _)| text::width(words)).sum::<usize>() as u16;
        let room = area.width.saturating_sub(used + text::width(&parts.day) as u16 + 3);
        let mut x = area.x + used + 1 + room.saturating_sub(width(&words, parts.gap) as u16) / 2;
        let tabs = Place::ALL.into_iter().zip(words).map(|(place, words)| {
            let tab = Tab { place, x, words };
            x += (tab.words.len() + parts.gap) as u16;
            tab
        });
        tabs.collect()
    }
}

fn width(words: &[String], gap: usize) -> usize {
    words.iter().map(|words| words.len() + gap).sum::<usize>().saturating_sub(gap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::canvas::Charset;
    use crate::tui::testing::drawn;

    fn head(columns: u16, book: &str, is_made_up: bool) -> String {
        let head = Head { book, is_made_up, here: Place::Team };
        drawn((columns, 1), Charset::Full, |canvas, area| head.draw(canvas, area))
    }

    #[test]
    fn every_screen_has_its_name_from_sixty_columns_on() {
        for columns in [60, 66, 72, 80, 90, 100, 110, 120, 200] {
            for (book, is_made_up) in [("demo", true), ("book", false), ("a very long name of a book", false)] {
                let head = head(columns, book, is_made_up);
                for place in Place::ALL {
                    let name = |word: &str| head.contains(&format!("{} {word}", place.number()));
                    assert!(name(place.short()) || name(place.word()), "{columns} {place:?}: {head}");
                }
            }
        }
    }

    #[test]
    fn the_head_gives_up_words_before_names() {
        assert_eq!(
            head(80, "demo", true),
            " demo     1 Today 2 Pipe 3 Acct 4 Team 5 Renew 6 Prog 7 Score 8 Hist     22 Nov"
        );
        let wide = head(120, "west", false);
        assert!(wide.starts_with(" mainstay  west") && wide.contains("2 Pipeline  3 Accounts"), "{wide}");
    }
}
