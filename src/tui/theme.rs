//! Style by role. A call site says what something *is*; how that looks is decided here, once per theme.
//!
//! The dark and light themes use the 256-colour palette, which is the same everywhere; the sixteen-colour theme leaves
//! the choice to the terminal; the plain theme has no colour at all (`NO_COLOR`). The named themes are in true colour and
//! bring their own ground with them. Grounds always come with the ink on
//! them, so that a wrongly guessed theme is still readable.

use super::palette::{self, Palette};
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
    Catppuccin,
    Gruvbox,
    Nord,
    Solarized,
    SolarizedLight,
    TokyoNight,
    HighContrast,
    /// Told apart without red and green.
    ColourBlind,
}

impl ThemeName {
    /// All of them, in the order of the picker.
    pub(crate) const ALL: [Self; 12] = [
        Self::Dark,
        Self::Light,
        Self::Catppuccin,
        Self::Gruvbox,
        Self::Nord,
        Self::Solarized,
        Self::SolarizedLight,
        Self::TokyoNight,
        Self::HighContrast,
        Self::ColourBlind,
        Self::Sixteen,
        Self::Plain,
    ];

    /// The theme with this name, as the configuration writes it.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().replace([' ', '_'], "-").as_str() {
            "sixteen" => Some(Self::Sixteen),
            "plain" => Some(Self::Plain),
            name => Self::ALL.into_iter().find(|theme| theme.key() == name),
        }
    }

    /// Whether it needs true colour.
    pub(crate) fn is_rich(self) -> bool {
        !matches!(self, Self::Dark | Self::Light | Self::Sixteen | Self::Plain)
    }

    /// Whether the terminal of this environment says that it shows true colour.
    pub(crate) fn has_true_colour(variable: impl Fn(&str) -> Option<String>) -> bool {
        matches!(variable("COLORTERM").as_deref(), Some("truecolor" | "24bit"))
    }

    /// The theme that fits these variables of the environment: `NO_COLOR` first, then the wish, then what the terminal
    /// is known to show.
    pub(crate) fn fitting(wish: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> Self {
        if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return Self::Plain;
        }
        let is_shown = |theme: &Self| !theme.is_rich() || Self::has_true_colour(&variable);
        if let Some(wished) = wish.and_then(Self::parse).filter(is_shown) {
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

    /// What the configuration and the picker call it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Sixteen => "16",
            Self::Plain => "none",
            Self::Catppuccin => "catppuccin",
            Self::Gruvbox => "gruvbox",
            Self::Nord => "nord",
            Self::Solarized => "solarized",
            Self::SolarizedLight => "solarized-light",
            Self::TokyoNight => "tokyo-night",
            Self::HighContrast => "high-contrast",
            Self::ColourBlind => "colour-blind",
        }
    }

    /// What it is for.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::Dark => "for dark grounds, 256 colours",
            Self::Light => "for light grounds, 256 colours",
            Self::Sixteen => "the terminal's own colours",
            Self::Plain => "no colour",
            Self::SolarizedLight => "true colour, light",
            Self::HighContrast => "true colour, every text 7 : 1",
            Self::ColourBlind => "true colour, without red and green",
            _ => "true colour",
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
    /// The ink and the ground of everything that has none; none: the terminal's own.
    pub(crate) worn: Option<Style>,
    /// Whether the selected ground replaces the ink too, because colours would clash on it.
    ground_takes_ink: bool,
}

impl Theme {
    /// The theme with this name.
    pub(crate) fn named(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::coloured(&palette::DARK),
            ThemeName::Light => Self::coloured(&palette::LIGHT),
            ThemeName::Sixteen => Self::sixteen(),
            ThemeName::Plain => Self::without_colour(),
            ThemeName::Catppuccin => Self::coloured(&palette::CATPPUCCIN),
            ThemeName::Gruvbox => Self::coloured(&palette::GRUVBOX),
            ThemeName::Nord => Self::coloured(&palette::NORD),
            ThemeName::Solarized => Self::coloured(&palette::SOLARIZED),
            ThemeName::SolarizedLight => Self::coloured(&palette::SOLARIZED_LIGHT),
            ThemeName::TokyoNight => Self::coloured(&palette::TOKYO_NIGHT),
            ThemeName::HighContrast => Self::coloured(&palette::HIGH_CONTRAST),
            ThemeName::ColourBlind => Self::coloured(&palette::COLOUR_BLIND),
        }
    }

    /// `style` as it looks on the ground `ground`.
    pub(crate) fn on(&self, style: Style, ground: Style) -> Style {
        if self.ground_takes_ink {
            // What is dim would vanish on the selected ground.
            Style { fg: None, bg: None, ..style }.remove_modifier(Modifier::DIM).patch(ground)
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
            worn: palette.worn,
            ground_takes_ink: palette.ground_takes_ink,
        }
    }

    /// Grey is the ground itself on some terminals: what is dim is the usual ink, dimmed.
    fn sixteen() -> Self {
        let dim = Style::new().add_modifier(Modifier::DIM);
        Self { dim, frame: dim, ghost: dim, risk_steady: dim, ..Self::coloured(&palette::SIXTEEN) }
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
            worn: None,
            ground_takes_ink: true,
        }
    }
}

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

    #[test]
    fn a_theme_in_true_colour_is_worn_where_the_terminal_shows_it() {
        let rich = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
        for theme in ThemeName::ALL {
            assert_eq!(fitting(Some(theme.key()), &rich), theme);
            assert_eq!(ThemeName::parse(theme.key()), Some(theme));
        }
        assert!(ThemeName::ALL.iter().filter(|theme| theme.is_rich()).count() >= 8);
        assert_eq!(fitting(Some("nord"), &[("TERM", "xterm-256color")]), ThemeName::Dark);
        assert_eq!(fitting(Some("nord"), &[("TERM", "xterm")]), ThemeName::Sixteen);
    }

    /// Relative luminance of a colour, as the web's contrast rule computes it.
    fn luminance(colour: Color) -> f64 {
        let Some((red, green, blue)) = rgb(colour) else { panic!("{colour:?} looks different on every terminal") };
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

    /// The themes whose colours are the same everywhere, each with its own ground.
    fn grounded() -> Vec<(ThemeName, Theme, Color)> {
        let ground = |name, theme: &Theme| match name {
            ThemeName::Dark => Color::Indexed(234),
            ThemeName::Light => Color::Indexed(231),
            _ => theme.worn.unwrap().bg.unwrap(),
        };
        let fixed = ThemeName::ALL.into_iter().filter(|name| !matches!(name, ThemeName::Sixteen | ThemeName::Plain));
        fixed.map(|name| (name, Theme::named(name))).map(|(name, theme)| (name, theme, ground(name, &theme))).collect()
    }

    #[test]
    fn every_role_is_readable_on_every_ground_of_every_theme() {
        for (name, theme, ground) in grounded() {
            let grounds =
                [ground, theme.selected.bg.unwrap(), theme.selected_elsewhere.bg.unwrap(), theme.input.bg.unwrap()];
            let inks = [
                theme.worn.unwrap_or(theme.selected),
                theme.selected,
                theme.selected_elsewhere,
                theme.input,
                theme.dim,
                theme.accent,
                theme.risk_steady,
                theme.risk_watch,
                theme.risk_at_risk,
                theme.risk_critical,
                theme.good,
                theme.warning,
                theme.error,
                theme.key,
                theme.matched,
                theme.ghost,
                theme.chart,
            ];
            for on in grounds {
                for ink in inks.iter().filter_map(|style| style.fg) {
                    assert!(contrast(ink, on) >= 4.5, "{name:?} {ink:?} on {on:?}: {:.2}", contrast(ink, on));
                }
            }
            for frame in [theme.frame.fg.unwrap(), theme.frame_focused.fg.unwrap()] {
                assert!(contrast(frame, ground) >= 3.0, "{name:?} frame {frame:?}: {:.2}", contrast(frame, ground));
            }
        }
    }

    #[test]
    fn what_is_graver_never_stands_out_less() {
        for (name, theme, ground) in grounded() {
            // Bold strokes stand out more at the same contrast.
            let weight = |style: Style| if style.add_modifier.contains(Modifier::BOLD) { 1.25 } else { 1.0 };
            let loud = |style: Style| contrast(style.fg.unwrap(), ground) * weight(style);
            let order = [theme.risk_watch, theme.risk_at_risk, theme.risk_critical].map(loud);
            assert!(order.is_sorted(), "{name:?} {order:?}");
            assert!(theme.risk_critical.add_modifier.contains(Modifier::BOLD), "{name:?}");
        }
    }

    #[test]
    fn with_sixteen_colours_nothing_is_drawn_in_what_may_be_the_ground() {
        let theme = Theme::named(ThemeName::Sixteen);
        for style in [theme.dim, theme.frame, theme.ghost, theme.risk_steady] {
            assert_eq!(style.fg, None);
        }
        for style in [theme.risk_watch, theme.risk_at_risk, theme.risk_critical, theme.good, theme.accent, theme.chart]
        {
            assert!(!matches!(style.fg, Some(Color::DarkGray | Color::Black | Color::Blue | Color::Red)), "{style:?}");
        }
        let dim = theme.on(theme.dim, theme.selected);
        assert!(!dim.add_modifier.contains(Modifier::DIM), "{dim:?}");
    }
}
