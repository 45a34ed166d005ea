//! The colours of the themes. A test computes the contrast of every role on every ground of each of them.

use ratatui::style::{Color, Modifier, Style};

/// The colours of one theme.
pub(super) struct Palette {
    pub(super) dim: Color,
    pub(super) accent: Color,
    pub(super) frame: Color,
    pub(super) watch: Color,
    pub(super) at_risk: Color,
    pub(super) critical: Color,
    pub(super) good: Color,
    pub(super) chart: Color,
    pub(super) selected: Style,
    pub(super) selected_elsewhere: Style,
    pub(super) input: Style,
    /// The ink and the ground of everything else; none: the terminal's own.
    pub(super) worn: Option<Style>,
    pub(super) ground_takes_ink: bool,
}

const fn indexed(ink: u8, ground: u8) -> Style {
    Style::new().fg(Color::Indexed(ink)).bg(Color::Indexed(ground))
}

#[rustfmt::skip]
pub(super) const DARK: Palette = Palette {
    dim:      Color::Indexed(248),
    accent:   Color::Indexed(75),
    frame:    Color::Indexed(243),
    watch:    Color::Indexed(142),
    at_risk:  Color::Indexed(214),
    critical: Color::Indexed(211),
    good:     Color::Indexed(114),
    chart:    Color::Indexed(110),
    selected:           indexed(255, 237),
    selected_elsewhere: indexed(252, 236),
    input:              indexed(255, 236),
    worn: None,
    ground_takes_ink: false,
};

#[rustfmt::skip]
pub(super) const LIGHT: Palette = Palette {
    dim:      Color::Indexed(241),
    accent:   Color::Indexed(25),
    frame:    Color::Indexed(244),
    watch:    Color::Indexed(94),
    at_risk:  Color::Indexed(124),
    critical: Color::Indexed(88),
    good:     Color::Indexed(22),
    chart:    Color::Indexed(24),
    selected:           indexed(232, 254),
    selected_elsewhere: indexed(234, 255),
    input:              indexed(232, 255),
    worn: None,
    ground_takes_ink: false,
};

/// What is dim is not here: no colour of the sixteen is surely another than the ground.
#[rustfmt::skip]
pub(super) const SIXTEEN: Palette = Palette {
    dim:      Color::Reset,
    accent:   Color::Cyan,
    frame:    Color::Reset,
    watch:    Color::Yellow,
    at_risk:  Color::Magenta,
    critical: Color::LightRed,
    good:     Color::Green,
    chart:    Color::LightBlue,
    selected:           Style::new().add_modifier(Modifier::REVERSED),
    selected_elsewhere: Style::new().add_modifier(Modifier::UNDERLINED),
    input:              Style::new(),
    worn: None,
    ground_takes_ink: true,
};

/// The colours of a theme in true colour, each as `0xrrggbb`.
struct Rich {
    ground: u32,
    text: u32,
    selected: u32,
    elsewhere: u32,
    dim: u32,
    accent: u32,
    frame: u32,
    watch: u32,
    at_risk: u32,
    critical: u32,
    good: u32,
    chart: u32,
}

impl Palette {
    const fn rich(rich: &Rich) -> Self {
        let text = Style::new().fg(Color::from_u32(rich.text));
        Self {
            dim: Color::from_u32(rich.dim),
            accent: Color::from_u32(rich.accent),
            frame: Color::from_u32(rich.frame),
            watch: Color::from_u32(rich.watch),
            at_risk: Color::from_u32(rich.at_risk),
            critical: Color::from_u32(rich.critical),
            good: Color::from_u32(rich.good),
            chart: Color::from_u32(rich.chart),
            selected: text.bg(Color::from_u32(rich.selected)),
            selected_elsewhere: text.bg(Color::from_u32(rich.elsewhere)),
            input: text.bg(Color::from_u32(rich.elsewhere)),
            worn: Some(text.bg(Color::from_u32(rich.ground))),
            ground_takes_ink: false,
        }
    }
}

#[rustfmt::skip]
pub(super) const CATPPUCCIN: Palette = Palette::rich(&Rich {
    ground: 0x001e_1e2e, text: 0x00cd_d6f4, selected: 0x0031_3244, elsewhere: 0x0028_2839,
    dim: 0x00a6_adc8, accent: 0x0089_b4fa, frame: 0x0078_7c92, watch: 0x00d0_9410,
    at_risk: 0x00f7_8944, critical: 0x00f3_8ba8, good: 0x00a6_e3a1, chart: 0x0094_e2d5,
});

#[rustfmt::skip]
pub(super) const GRUVBOX: Palette = Palette::rich(&Rich {
    ground: 0x0028_2828, text: 0x00eb_dbb2, selected: 0x003c_3836, elsewhere: 0x0032_302f,
    dim: 0x00af_a18d, accent: 0x0089_aa9d, frame: 0x008f_8174, watch: 0x00dc_9c05,
    at_risk: 0x00fe_943d, critical: 0x00fd_9c90, good: 0x00b8_bb26, chart: 0x00d6_8ea1,
});

#[rustfmt::skip]
pub(super) const NORD: Palette = Palette::rich(&Rich {
    ground: 0x002e_3440, text: 0x00ec_eff4, selected: 0x003b_4252, elsewhere: 0x0035_3c4a,
    dim: 0x00ae_b6c5, accent: 0x0088_c0d0, frame: 0x0082_8ea6, watch: 0x00e0_af4e,
    at_risk: 0x00e1_b4a5, critical: 0x00e4_bcc0, good: 0x00a3_be8c, chart: 0x00c4_a6be,
});

#[rustfmt::skip]
pub(super) const SOLARIZED: Palette = Palette::rich(&Rich {
    ground: 0x0000_2b36, text: 0x00ee_e8d5, selected: 0x0007_3642, elsewhere: 0x0004_313c,
    dim: 0x0093_a1a1, accent: 0x0047_a0de, frame: 0x0068_7f87, watch: 0x00c0_9200,
    at_risk: 0x00ed_8357, critical: 0x00eb_8c8a, good: 0x008d_a300, chart: 0x0090_94d2,
});

#[rustfmt::skip]
pub(super) const SOLARIZED_LIGHT: Palette = Palette::rich(&Rich {
    ground: 0x00fd_f6e3, text: 0x0007_3642, selected: 0x00ee_e8d5, elsewhere: 0x00f6_efdc,
    dim: 0x0056_6b72, accent: 0x001e_6ca4, frame: 0x0076_8787, watch: 0x0083_6300,
    at_risk: 0x00ab_3f13, critical: 0x00b4_211e, good: 0x0060_6e00, chart: 0x0059_5ebc,
});

#[rustfmt::skip]
pub(super) const TOKYO_NIGHT: Palette = Palette::rich(&Rich {
    ground: 0x001a_1b26, text: 0x00c0_caf5, selected: 0x0029_2e42, elsewhere: 0x0021_2433,
    dim: 0x009a_a5ce, accent: 0x007a_a2f7, frame: 0x006d_76a3, watch: 0x00d1_8d2b,
    at_risk: 0x00ff_7c2d, critical: 0x00f8_869b, good: 0x009e_ce6a, chart: 0x007d_cfff,
});

#[rustfmt::skip]
pub(super) const HIGH_CONTRAST: Palette = Palette::rich(&Rich {
    ground: 0x0000_0000, text: 0x00ff_ffff, selected: 0x0026_2626, elsewhere: 0x0017_1717,
    dim: 0x00c8_c8c8, accent: 0x005f_d7ff, frame: 0x008a_8a8a, watch: 0x00ed_b200,
    at_risk: 0x00ff_af5f, critical: 0x00ff_b6aa, good: 0x0087_ff87, chart: 0x00d7_afff,
});

#[rustfmt::skip]
pub(super) const COLOUR_BLIND: Palette = Palette::rich(&Rich {
    ground: 0x0016_161a, text: 0x00f2_f2f2, selected: 0x002b_2b33, elsewhere: 0x0020_2026,
    dim: 0x00a9_a9b2, accent: 0x0056_b4e9, frame: 0x0075_757f, watch: 0x00ac_9700,
    at_risk: 0x00e6_9f00, critical: 0x00f0_e442, good: 0x006f_b7e0, chart: 0x00cc_79a7,
});
