//! The keys of an editor, and how it is drawn.

use crate::domain::text;
use crate::form::editor::{Editor, Motion};
use crate::tui::canvas::Canvas;
use crate::tui::key::Key;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// Takes a key; `false` when it means nothing to an editor.
pub(crate) fn press(editor: &mut Editor, key: Key) -> bool {
    if let Some(letter) = key.typed() {
        editor.insert(letter.encode_utf8(&mut [0; 4]));
        return true;
    }
    match key.code {
        KeyCode::Enter if editor.has_lines() => editor.insert("\n"),
        KeyCode::Backspace if key.ctrl || key.alt => editor.delete(Motion::WordBefore),
        KeyCode::Backspace => editor.delete(Motion::Before),
        KeyCode::Delete => editor.delete(Motion::After),
        KeyCode::Left if key.ctrl || key.alt => editor.go(Motion::WordBefore),
        KeyCode::Right if key.ctrl || key.alt => editor.go(Motion::WordAfter),
        KeyCode::Left => editor.go(Motion::Before),
        KeyCode::Right => editor.go(Motion::After),
        KeyCode::Up if editor.has_lines() => editor.go(Motion::LineUp),
        KeyCode::Down if editor.has_lines() => editor.go(Motion::LineDown),
        KeyCode::Home => editor.go(Motion::LineStart),
        KeyCode::End => editor.go(Motion::LineEnd),
        KeyCode::Char('a') if key.ctrl => editor.go(Motion::LineStart),
        KeyCode::Char('e') if key.ctrl => editor.go(Motion::LineEnd),
        KeyCode::Char('w') if key.ctrl => editor.delete(Motion::WordBefore),
        KeyCode::Char('u') if key.ctrl => editor.delete(Motion::LineStart),
        KeyCode::Char('k') if key.ctrl => editor.delete(Motion::LineEnd),
        _ => return false,
    }
    true
}

/// Draws the text in `area`, scrolled so that the cursor is visible; `ghost` is what completion would add behind it.
pub(crate) fn draw(editor: &Editor, canvas: &mut Canvas<'_>, area: Rect, style: Style, focused: bool, ghost: &str) {
    if area.is_empty() {
        return;
    }
    let (row, before) = editor.cursor();
    let cursor = text::width(&text::clean(before));
    let top = row.saturating_sub(usize::from(area.height) - 1);
    for (line, y) in editor.text().split('\n').skip(top).zip(area.y..area.bottom()) {
        let is_current = usize::from(y - area.y) + top == row;
        let column = if is_current { cursor } else { 0 };
        let skip = column.saturating_sub(usize::from(area.width) - 1);
        let shown = skip_columns(line, skip);
        let used = canvas.text(area.x, y, area.width, &shown, style);
        if is_current && focused {
            canvas.text(area.x + used, y, area.width - used, ghost, canvas.theme().on(canvas.theme().ghost, style));
            canvas.put_cursor(area.x + (column - skip) as u16, y);
        }
    }
}

/// `line` without its first `columns` columns.
fn skip_columns(line: &str, columns: usize) -> String {
    let line = text::clean(line);
    let mut skipped = 0;
    line.graphemes(true)
        .skip_while(|grapheme| {
            let skip = skipped < columns;
            skipped += text::width(grapheme);
            skip
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(editor: &mut Editor, keys: &str) -> String {
        for name in keys.split(' ') {
            press(editor, Key::named(name).unwrap());
        }
        editor.text().to_owned()
    }

    #[test]
    fn whole_characters_are_moved_over_and_deleted() {
        let mut editor = Editor::line("e\u{301}👩‍👩‍👧");
        assert_eq!(typed(&mut editor, "Backspace"), "e\u{301}");
        assert_eq!(typed(&mut editor, "← x →"), "xe\u{301}");
        assert_eq!(typed(&mut editor, "Backspace Backspace Backspace"), "");
    }

    #[test]
    fn words_and_lines_are_deleted() {
        let mut editor = Editor::line("price worry today");
        assert_eq!(typed(&mut editor, "Ctrl-w"), "price worry ");
        assert_eq!(typed(&mut editor, "Ctrl-← a"), "price aworry ");
        assert_eq!(typed(&mut editor, "Ctrl-u"), "worry ");
    }

    #[test]
    fn a_paste_stays_on_one_line_and_brings_no_controls() {
        let mut editor = Editor::line("");
        editor.insert("two\r\nlines\u{1b}[31m\tand a tab");
        assert_eq!(editor.text(), "two lines[31m and a tab");
        let mut many = Editor::lines("one");
        many.insert("\r\ntwo");
        assert_eq!(typed(&mut many, "↑ x"), "onex\ntwo");
    }
}
