//! Names of stages where there is little room.

use crate::domain::text;

/// The name, or a shorter one that still reads as one, where there is no room for it.
pub(crate) fn stage_name(name: &str, room: u16) -> String {
    if text::width(name) <= usize::from(room) {
        return name.to_owned();
    }
    match name {
        "Onboarding" => "Onboard".into(),
        "First value" if room >= 9 => "1st value".into(),
        "First value" => "Value".into(),
        "Hand-off" => "Handoff".into(),
        "Renewal window" if room >= 10 => "Renewal w.".into(),
        "Renewal window" => "Window".into(),
        other => other.to_owned(),
    }
}
