//! Style by role. A call site says what something *is*; how that looks is decided here, once per theme.
//!
//! The dark and light themes use the 256-colour palette, which is the same everywhere; the sixteen-colour theme leaves
//! the choice to the terminal; the plain theme has no colour at all (`NO_COLOR`). Grounds always come with the ink on
//! them, so that a wrongly guessed theme is still readable.

use ratatui::style::{Color, Modifier, Style};

/// Which theme is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ThemeName {
    /// For dark grounds.
    #[default]
    Dark,
    /// For light grounds.
    Light,
    /// The terminal's own sixteen colours.
    Sixteen,
    /// No colour.
    Plain,
}

impl ThemeName {
    /// The theme with this name, as the configuration writes it.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "dark" => Some(Self::Dark),
            "light" => Some(Self::Light),
            "16" | "sixteen" => Some(Self::Sixteen),
            "none" | "plain" => Some(Self::Plain),
            _ => None,
        }
    }

    /// The theme that fits these variables of the environment: `NO_COLOR` first, then the wish, then what the terminal
    /// is known to show.
    pub(crate) fn fitting(wish: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> Self {
        if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return Self::Plain;
        }
        if let Some(wished) = wish.and_then(Self::parse) {
            return wished;
        }
        let term = variable("TERM").unwrap_or_default();
        let rich = term.contains("256") || term.contains("direct") || variable("COLORTERM").is_some() || cfg!(windows);
        if term == "dumb" {
            return Self::Plain;
        }
        if !rich {
            return Self::Sixteen;
        }
        // The last number of COLORFGBG is the ground; 7 and 15 are the light ones.
        match variable("COLORFGBG").as_deref().and_then(|value| value.rsplit(';').next()) {
            Some("7" | "15") => Self::Light,
            _ => Self::Dark,
        }
    }

    /// Whether [`fitting`](Self::fitting) took a dark ground for granted, so that the terminal is to be asked.
    pub(crate) fn is_a_guess(wish: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> bool {
        let is_told = wish.and_then(Self::parse).is_some() || variable("COLORFGBG").is_some();
        !is_told && Self::fitting(wish, variable) == Self::Dark
    }

    /// What it is called.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Sixteen => "16 colours",
            Self::Plain => "no colour",
        }
    }

    /// The next one round.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Sixteen,
            Self::Sixteen => Self::Plain,
            Self::Plain => Self::Dark,
        }
    }
}

/// The styles, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    /// What is said.
    pub(crate) plain: Style,
    /// What is named.
    pub(crate) strong: Style,
    /// Units, rules, hints.
    pub(crate) dim: Style,
    /// Focus and selection; nothing else.
    pub(crate) accent: Style,
    /// Frames without focus.
    pub(crate) frame: Style,
    /// The frame in focus.
    pub(crate) frame_focused: Style,
    /// The ground of the selected row where the pane has the focus.
    pub(crate) selected: Style,
    /// The same where it has not.
    pub(crate) selected_elsewhere: Style,
    /// Risk: steady.
    pub(crate) risk_steady: Style,
    /// Risk: watch.
    pub(crate) risk_watch: Style,
    /// Risk: at risk.
    pub(crate) risk_at_risk: Style,
    /// Risk: critical.
    pub(crate) risk_critical: Style,
    /// Something went or goes well.
    pub(crate) good: Style,
    /// Look at this.
    pub(crate) warning: Style,
    /// This was refused.
    pub(crate) error: Style,
    /// A key in the footer and in help.
    pub(crate) key: Style,
    /// Letters that matched what was typed.
    pub(crate) matched: Style,
    /// What completion would add.
    pub(crate) ghost: Style,
    /// The ground of what is typed into.
    pub(crate) input: Style,
    /// Bars and sparklines.
    pub(crate) chart: Style,
    /// Whether the selected ground replaces the ink too, because colours would clash on it.
    ground_takes_ink: bool,
}

impl Theme {
    /// The theme with this name.
    pub(crate) fn named(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::coloured(&DARK),
            ThemeName::Light => Self::coloured(&LIGHT),
            ThemeName::Sixteen => Self::coloured(&SIXTEEN),
            ThemeName::Plain => Self::without_colour(),
        }
    }

    /// `style` as it looks on the ground `ground`.
    pub(crate) fn on(&self, style: Style, ground: Style) -> Style {
        if self.ground_takes_ink {
            Style { fg: None, bg: None, ..style }.patch(ground)
        } else {
            let fg = style.fg.filter(|ink| *ink != Color::Reset).or(ground.fg);
            Style { fg, bg: ground.bg, ..style }
        }
    }

    fn coloured(palette: &Palette) -> Self {
        let ink = |colour| Style::new().fg(colour);
        let bold = |colour| Style::new().fg(colour).add_modifier(Modifier::BOLD);
        Self {
            plain: Style::new(),
            strong: Style::new().add_modifier(Modifier::BOLD),
            dim: ink(palette.dim),
            accent: bold(palette.accent),
            frame: ink(palette.frame),
            frame_focused: ink(palette.accent),
            selected: palette.selected,
            selected_elsewhere: palette.selected_elsewhere,
            risk_steady: ink(palette.dim),
            risk_watch: ink(palette.watch),
            risk_at_risk: ink(palette.at_risk),
            risk_critical: bold(palette.critical),
            good: ink(palette.good),
            warning: ink(palette.watch),
            error: bold(palette.critical),
            key: bold(palette.accent),
            matched: bold(palette.accent).add_modifier(Modifier::UNDERLINED),
            ghost: ink(palette.dim),
            input: palette.input,
            chart: ink(palette.chart),
            ground_takes_ink: palette.ground_takes_ink,
        }
    }

    fn without_colour() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            plain,
            strong: bold,
            dim: plain.add_modifier(Modifier::DIM),
            accent: bold,
            frame: plain.add_modifier(Modifier::DIM),
            frame_focused: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_elsewhere: plain.add_modifier(Modifier::UNDERLINED),
            risk_steady: plain,
            risk_watch: plain,
            risk_at_risk: bold,
            risk_critical: bold,
            good: plain,
            warning: bold,
            error: bold,
            key: bold,
            matched: bold.add_modifier(Modifier::UNDERLINED),
            ghost: plain.add_modifier(Modifier::DIM),
            input: plain,
            chart: plain,
            ground_takes_ink: true,
        }
    }
}

struct Palette {
    dim: Color,
    accent: Color,
    frame: Color,
    watch: Color,
    at_risk: Color,
    critical: Color,
    good: Color,
    chart: Color,
    selected: Style,
    selected_elsewhere: Style,
    input: Style,
    ground_takes_ink: bool,
}

#[rustfmt::skip]
const DARK: Palette = Palette {
    dim:      Color::Indexed(246),
    accent:   Color::Indexed(75),
    frame:    Color::Indexed(240),
    watch:    Color::Indexed(179),
    at_risk:  Color::Indexed(209),
    critical: Color::Indexed(203),
    good:     Color::Indexed(114),
    chart:    Color::Indexed(110),
    selected:           Style::new().fg(Color::Indexed(255)).bg(Color::Indexed(238)),
    selected_elsewhere: Style::new().fg(Color::Indexed(252)).bg(Color::Indexed(236)),
    input:              Style::new().fg(Color::Indexed(255)).bg(Color::Indexed(236)),
    ground_takes_ink: false,
};

#[rustfmt::skip]
const LIGHT: Palette = Palette {
    dim:      Color::Indexed(241),
    accent:   Color::Indexed(25),
    frame:    Color::Indexed(249),
    watch:    Color::Indexed(94),
    at_risk:  Color::Indexed(130),
    critical: Color::Indexed(160),
    good:     Color::Indexed(22),
    chart:    Color::Indexed(67),
    selected:           Style::new().fg(Color::Indexed(232)).bg(Color::Indexed(253)),
    selected_elsewhere: Style::new().fg(Color::Indexed(234)).bg(Color::Indexed(255)),
    input:              Style::new().fg(Color::Indexed(232)).bg(Color::Indexed(255)),
    ground_takes_ink: false,
};

#[rustfmt::skip]
const SIXTEEN: Palette = Palette {
    dim:      Color::DarkGray,
    accent:   Color::Cyan,
    frame:    Color::DarkGray,
    watch:    Color::Yellow,
    at_risk:  Color::LightRed,
    critical: Color::Red,
    good:     Color::Green,
    chart:    Color::Blue,
    selected:           Style::new().add_modifier(Modifier::REVERSED),
    selected_elsewhere: Style::new().add_modifier(Modifier::UNDERLINED),
    input:              Style::new(),
    ground_takes_ink: true,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::rgb;

    fn fitting(wish: Option<&str>, variables: &[(&str, &str)]) -> ThemeName {
        ThemeName::fitting(wish, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn no_color_wins_over_every_wish() {
        assert_eq!(fitting(Some("dark"), &[("NO_COLOR", "1")]), ThemeName::Plain);
        assert_eq!(fitting(Some("light"), &[("TERM", "xterm")]), ThemeName::Light);
        assert_eq!(fitting(None, &[("TERM", "xterm")]), ThemeName::Sixteen);
        assert_eq!(fitting(None, &[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")]), ThemeName::Light);
        assert_eq!(fitting(None, &[("TERM", "dumb")]), ThemeName::Plain);
    }

    /// Relative luminance of a colour of the 256-colour palette, as the web's contrast rule computes it.
    fn luminance(colour: Color) -> f64 {
        let Some((red, green, blue)) = rgb(colour) else { return 1.0 };
        let linear = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_ink_is_readable_on_its_grounds() {
        for (name, ground) in [(ThemeName::Dark, Color::Indexed(234)), (ThemeName::Light, Color::Indexed(231))] {
            let theme = Theme::named(name);
            let inks = [theme.dim, theme.accent, theme.risk_watch, theme.risk_at_risk, theme.risk_critical, theme.good];
            for ink in inks.iter().filter_map(|style| style.fg) {
                assert!(contrast(ink, ground) >= 4.5, "{name:?} {ink:?} {}", contrast(ink, ground));
                let selected = theme.selected.bg.unwrap();
                assert!(contrast(ink, selected) >= 3.0, "{name:?} {ink:?} selected {}", contrast(ink, selected));
            }
        }
    }
}
