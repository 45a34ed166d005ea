//! Typing into a form, and how it looks.
//!
//! Enter keeps the form from any one-line field; Tab goes to the next field and takes the completion on the way.

mod draw;
mod month;

use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::domain::day::Day;
use crate::domain::text::{self, wrapped};
use crate::form::Form;
use crate::form::field::{Field, Kind, OFFERS};
use crate::form::request::FormRequest;
use crate::tui::widget::editor::press;
use crossterm::event::KeyCode;
use month::MonthView;
use ratatui::layout::Rect;

/// A form on the screen.
#[derive(Debug)]
pub(crate) struct FormLayer {
    /// Its data.
    pub(crate) form: Form,
    /// What it makes.
    pub(crate) making: FormRequest,
    today: Day,
    offered: Option<usize>,
    /// All choices are listed, though one of them stands in the field.
    is_open: bool,
    /// Nothing was typed since the focus came here.
    is_fresh: bool,
    top: usize,
    /// The calendar of a field of days, while it is open.
    month: Option<MonthView>,
}

/// What one line of the form shows.
enum Part<'a> {
    Field(usize, &'a Field, u16),
    Offer(usize, &'a str),
    /// How many more choices there are above and below those in sight.
    More(usize),
    Wrong(String),
    /// A line of the open calendar.
    Week(usize),
}

/// Lines of a field of many lines, and of one that is the only field.
const LINES: u16 = 3;
const ALONE: u16 = 8;
/// The line at the foot, below the fields.
const FOOT: u16 = 1;

impl FormLayer {
    /// This form, on this day.
    pub(crate) fn new(form: Form, making: FormRequest, today: Day) -> Self {
        Self { form, making, today, offered: None, is_open: false, is_fresh: true, top: 0, month: None }
    }

    /// Keys and words for the footer.
    pub(crate) fn hints(&self) -> &'static [(&'static str, &'static str)] {
        match self.focused().map(|field| &field.kind) {
            _ if self.month.is_some() => month::HINTS,
            Some(Kind::Day) => &[("Enter", "save"), ("Tab", "next"), ("↓", "calendar"), ("Esc", "cancel")],
            Some(Kind::Lines) => &[("Ctrl-s", "save"), ("Tab", "next"), ("Shift-Tab", "previous"), ("Esc", "cancel")],
            Some(Kind::Choice { .. } | Kind::Several { .. }) => {
                &[("Enter", "save"), ("Tab", "next"), ("↑ ↓", "choose"), ("Esc", "cancel")]
            }
            _ => &[("Enter", "save"), ("Tab", "next"), ("Shift-Tab", "previous"), ("Esc", "cancel")],
        }
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        if self.month_takes(key) {
            return Reply::Stay;
        }
        match key.code {
            KeyCode::Esc if self.offered.take().is_some() => self.is_open = false,
            KeyCode::Esc => return self.leave(),
            KeyCode::Char('c') if key.ctrl => return self.leave(),
            KeyCode::Char('s') if key.ctrl => return self.keep(),
            KeyCode::Enter if self.offered.is_some() => self.take_offer(),
            KeyCode::Enter if !self.focused().is_some_and(Field::has_lines) => return self.keep(),
            KeyCode::Tab => {
                self.complete();
                self.step(true);
            }
            KeyCode::BackTab => self.step(false),
            KeyCode::Down | KeyCode::Up if !self.focused().is_some_and(Field::has_lines) => {
                self.choose_or_step(key.code == KeyCode::Down);
            }
            _ => self.type_key(key),
        }
        Reply::Stay
    }

    /// Takes pasted text into the field in focus.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        let anew = std::mem::take(&mut self.is_fresh);
        self.month = None;
        if let Some(field) = self.focused_mut() {
            if anew && field.starts_anew() {
                field.edit().set("");
            }
            field.edit().insert(words);
        }
        self.offered = None;
        self.is_open = false;
        Reply::Stay
    }

    /// Takes a click on a field or a suggestion.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        self.month = None;
        match mouse {
            Mouse::Wheel(_, down) => self.step(down),
            Mouse::Click(at) | Mouse::Double(at) => {
                let inside = super::super::widget::pane::inside(self.area(screen));
                let hit = at.y.checked_sub(inside.y).map(|line| usize::from(line) + self.top);
                let clicked = hit.and_then(|line| self.part_at(line));
                match clicked {
                    Some((index, None)) => {
                        if index != self.form.focus {
                            self.form.leave(self.today);
                        }
                        self.form.focus = index;
                        self.offered = None;
                        self.is_open = false;
                        self.is_fresh = true;
                    }
                    Some((_, Some(offer))) => {
                        self.offered = Some(offer);
                        self.take_offer();
                    }
                    None => {}
                }
            }
        }
        Reply::Stay
    }

    /// Keeps the focus in sight.
    pub(crate) fn settle(&mut self, screen: Rect) {
        let height = usize::from(self.area(screen).height.saturating_sub(2 + FOOT)).max(1);
        let (mut line, mut focus, mut end) = (0, 0, 1);
        for part in self.parts() {
            let tall = usize::from(tallness(&part));
            match &part {
                Part::Field(index, ..) if *index == self.form.focus => {
                    focus = line;
                    end = line + tall;
                }
                Part::Offer(..) | Part::More(_) | Part::Wrong(_) | Part::Week(_) if line == end => end = line + tall,
                Part::Field(..) | Part::Offer(..) | Part::More(_) | Part::Wrong(_) | Part::Week(_) => {}
            }
            line += tall;
        }
        self.top = self.top.min(line.saturating_sub(height));
        if end > self.top + height {
            self.top = end - height;
        }
        self.top = self.top.min(focus);
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let area = self.area(screen);
        let there: Vec<usize> =
            (0..self.form.fields.len()).filter(|at| self.form.applies(&self.form.fields[*at])).collect();
        let place = there.iter().filter(|at| **at <= self.form.focus).count();
        let count = format!("{place}/{}", there.len());
        let inside = framed(canvas, area, &self.form.title, String::new(), Some(count));
        let whole = inside;
        let inside = Rect { height: inside.height.saturating_sub(FOOT), ..inside };
        let mut line = 0;
        for part in self.parts() {
            let tall = tallness(&part);
            if let Some(y) = line_to_y(line, self.top, inside) {
                let row = Rect { y, height: tall.min(inside.bottom() - y), ..inside };
                self.draw_part(canvas, row, &part);
            }
            line += usize::from(tall);
        }
        self.draw_foot(canvas, whole);
    }

    /// What is wrong with the whole form, else what helps to fill the field in focus.
    fn draw_foot(&self, canvas: &mut Canvas<'_>, inside: Rect) {
        let Some(y) = inside.bottom().checked_sub(1).filter(|y| *y >= inside.y) else { return };
        match (&self.form.problem, self.focused()) {
            (Some(problem), _) => canvas.text(inside.x, y, inside.width, problem, canvas.theme().error),
            (None, Some(field)) => canvas.text(inside.x, y, inside.width, &field.help(), canvas.theme().dim),
            (None, None) => 0,
        };
    }

    /// The offers of a field: all choices while they are listed.
    fn offers<'a>(&self, field: &'a Field) -> Vec<&'a str> {
        if self.is_open { field.choices() } else { field.offers() }
    }

    fn focused(&self) -> Option<&Field> {
        self.form.fields.get(self.form.focus)
    }

    fn focused_mut(&mut self) -> Option<&mut Field> {
        self.form.fields.get_mut(self.form.focus)
    }

    fn leave(&self) -> Reply {
        if self.form.is_touched() { Reply::AskDiscard } else { Reply::Close }
    }

    fn keep(&mut self) -> Reply {
        // What the ghost shows is what Enter means.
        self.complete();
        self.offered = None;
        if self.form.check(self.today) { Reply::Submit } else { Reply::Stay }
    }

    fn step(&mut self, forward: bool) {
        self.offered = None;
        self.is_open = false;
        self.is_fresh = true;
        self.form.step(forward, self.today);
    }

    fn type_key(&mut self, key: Key) {
        let at_end = self.focused().is_some_and(|field| field.editor().at() == field.text().len());
        if key.is(KeyCode::Right) && at_end {
            self.complete();
            return;
        }
        let anew = std::mem::take(&mut self.is_fresh) && key.typed().is_some();
        if let Some(field) = self.focused_mut() {
            if anew && field.starts_anew() {
                field.edit().set("");
            }
            press(field.edit(), key);
        }
        self.offered = None;
        self.is_open = false;
        self.form.problem = None;
    }

    /// Takes what the ghost shows.
    fn complete(&mut self) {
        if let Some(index) = self.offered {
            self.offered = Some(index);
            self.take_offer();
        } else if let Some(field) = self.focused_mut()
            && field.ambiguous().is_empty()
            && !field.ghost().is_empty()
            && let Some(best) = field.offers().first().map(|offer| (*offer).to_owned())
        {
            field.take(&best);
        }
    }

    fn choose_or_step(&mut self, down: bool) {
        if down && self.offered.is_none() && self.open_choices() {
            return;
        }
        let offers = self.focused().map_or(0, |field| self.offers(field).len());
        if offers == 0 {
            self.step(down);
            return;
        }
        self.offered = match (self.offered, down) {
            (None, true) => Some(0),
            (None | Some(0), false) => {
                self.step(false);
                return;
            }
            (Some(index), true) => Some((index + 1).min(offers - 1)),
            (Some(index), false) => Some(index - 1),
        };
    }

    /// Lists all choices where one of them stands in the field already, that one selected; false where none does.
    fn open_choices(&mut self) -> bool {
        let Some(field) = self.focused() else { return false };
        self.offered = field.choices().iter().position(|choice| *choice == field.text().trim());
        self.is_open = self.offered.is_some();
        self.is_open
    }

    fn take_offer(&mut self) {
        let Some(index) = self.offered.take() else { return };
        let offer = self.focused().and_then(|field| self.offers(field).get(index).map(|offer| (*offer).to_owned()));
        if let (Some(field), Some(offer)) = (self.focused_mut(), offer) {
            field.take(&offer);
        }
        self.is_open = false;
    }

    /// Everything to be drawn, from top to bottom.
    fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        for (index, field) in self.form.fields.iter().enumerate().filter(|(_, field)| self.form.applies(field)) {
            parts.push(Part::Field(index, field, self.lines_of(field)));
            if let Some(problem) = &field.problem {
                parts.extend(wrapped(problem, 44).into_iter().map(Part::Wrong));
            }
            if index == self.form.focus {
                parts.extend(self.month.iter().flat_map(|_| 0..month::LINES).map(Part::Week));
                // As many as there is room for, the selected one among them.
                let first = self.offered.map_or(0, |at| (at + 1).saturating_sub(OFFERS));
                let all = self.offers(field);
                let more = all.len().saturating_sub(OFFERS);
                let offers = all.into_iter().enumerate().skip(first).take(OFFERS);
                parts.extend(offers.map(|(n, offer)| Part::Offer(n, offer)));
                parts.extend((more > 0).then_some(Part::More(more)));
            }
        }
        parts
    }

    /// Which field stands on this line, and which suggestion.
    fn part_at(&self, wanted: usize) -> Option<(usize, Option<usize>)> {
        let (mut line, mut field) = (0, 0);
        for part in self.parts() {
            let next = line + usize::from(tallness(&part));
            let offer = match part {
                Part::Field(index, ..) => {
                    field = index;
                    None
                }
                Part::Offer(index, _) => Some(index),
                Part::More(_) | Part::Wrong(_) | Part::Week(_) => None,
            };
            if (line..next).contains(&wanted) {
                return Some((field, offer));
            }
            line = next;
        }
        None
    }

    /// The lines a field takes.
    fn lines_of(&self, field: &Field) -> u16 {
        match (field.has_lines(), self.form.fields.len()) {
            (false, _) => 1,
            (true, 1) => ALONE,
            (true, _) => LINES,
        }
    }

    fn label_width(&self) -> u16 {
        self.form.fields.iter().map(|field| text::width(field.label)).max().unwrap_or(0) as u16 + 2
    }

    fn area(&self, screen: Rect) -> Rect {
        let lines: u16 = self.parts().iter().map(tallness).sum::<u16>();
        // Room for suggestions is kept from the start, so that the frame does not jump while one types.
        let calm = self.form.fields.iter().map(|field| self.lines_of(field)).sum::<u16>();
        let tall = lines.max(calm + OFFERS as u16 + 1) + 2 + FOOT;
        middle(screen, 76.min(screen.width.saturating_sub(2)), tall.min(screen.height.saturating_sub(2)))
    }
}

fn tallness(part: &Part<'_>) -> u16 {
    match part {
        Part::Field(_, _, lines) => *lines,
        Part::Offer(..) | Part::More(_) | Part::Wrong(_) | Part::Week(_) => 1,
    }
}

fn line_to_y(line: usize, top: usize, inside: Rect) -> Option<u16> {
    let y = inside.y + line.checked_sub(top)? as u16;
    (y < inside.bottom()).then_some(y)
}
