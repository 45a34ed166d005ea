//! The tour of the demo: eight steps in the foot. A step is passed by doing what it says, and by nothing else: the tour
//! watches what is done and does nothing itself. It runs on a made-up book only.

use super::canvas::Canvas;
use super::place::Place;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::text;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// What is done, as far as a screen does not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// A call was logged.
    Logged,
    /// That was undone.
    LogUndone,
    /// A pulse was recorded.
    Pulse,
    /// It was asked what if somebody leaves.
    WhatIf,
    /// Something was found by its letters.
    Found,
}

/// What passes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// The page of the account that was at the top of At risk is open.
    Top,
    /// A page shows why its score is what it is.
    Why,
    /// This was done.
    By(Deed),
    /// This screen is in sight.
    On(Place),
}

/// Keys, what they do, what passes the step; short enough for a window of sixty columns.
const STEPS: [(&str, &str, Passed); 8] = [
    ("Tab Tab g Enter", "open the first account at risk", Passed::Top),
    ("[", "see why its score is what it is", Passed::Why),
    ("l words Enter", "log a call in one line", Passed::By(Deed::Logged)),
    ("u", "undo it; every change can be undone", Passed::By(Deed::LogUndone)),
    ("p Tab 4 Enter", "record a pulse, then its reason", Passed::By(Deed::Pulse)),
    ("2", "see the pipeline, stage by stage", Passed::On(Place::Pipeline)),
    ("4 W", "see what if a team member leaves", Passed::By(Deed::WhatIf)),
    ("/ letters Enter", "find anything by a few letters", Passed::By(Deed::Found)),
];

/// How far somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tour {
    at: usize,
    /// The account at the top of At risk when the tour began; none: nobody is at risk.
    top: Option<Id<Account>>,
    /// Whether the last key was an Esc, with nothing open.
    escaped: bool,
}

impl Tour {
    /// The first step; `top`: the account at the top of At risk.
    pub(super) fn begin(top: Option<Id<Account>>) -> Self {
        Self { at: 0, top, escaped: false }
    }

    /// Notes a key, an Esc with nothing open or another one; true: it is the second Esc, which ends the tour.
    pub(super) fn ends_with(&mut self, is_esc: bool) -> bool {
        let ends = is_esc && self.escaped;
        self.escaped = is_esc;
        ends
    }

    /// Goes on if what was done passes the step; true: that was the last one.
    pub(super) fn pass(&mut self, is_passed: impl Fn(Passed, Option<Id<Account>>) -> bool) -> bool {
        let passes = STEPS.get(self.at).is_some_and(|(_, _, passed)| is_passed(*passed, self.top));
        self.at += usize::from(passes);
        passes && self.at == STEPS.len()
    }

    /// The step, in the foot: how far one is, the keys, what they do; at the right how to end it.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme();
        let Some((keys, what, _)) = STEPS.get(self.at) else { return };
        let place = format!("Tour {}/{}", self.at + 1, STEPS.len());
        let spans = [
            Span::styled(place, theme.accent),
            Span::raw("  "),
            Span::styled(*keys, theme.key),
            Span::styled(format!("  {what}"), theme.plain),
        ];
        let used = canvas.spans(area.x + 1, area.y, area.width.saturating_sub(2), &spans);
        let end = "Esc Esc ends it";
        let width = text::width(end) as u16;
        if used + width + 4 <= area.width {
            canvas.text_right(area.right().saturating_sub(width + 1), area.y, width, end, theme.dim);
        }
    }
}
