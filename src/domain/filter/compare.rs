//! The signs between a field and what is wanted of it.

/// How a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compare {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Compare {
    /// Whether a number is so; nearer than `near` to the wanted one it is equal to it.
    pub(super) fn holds(self, number: f64, wanted: f64, near: f64) -> bool {
        match self {
            Compare::Less => number < wanted,
            Compare::AtMost => number <= wanted,
            Compare::AtLeast => number >= wanted,
            Compare::Equal => (number - wanted).abs() < near,
            Compare::More => number > wanted,
        }
    }

    pub(super) const fn sign(self) -> &'static str {
        match self {
            Compare::Less => "<",
            Compare::AtMost => "<=",
            Compare::Equal => ":",
            Compare::AtLeast => ">=",
            Compare::More => ">",
        }
    }
}

/// The sign at the beginning of a text, and what stands behind it.
pub(super) fn signed(text: &str) -> (Compare, &str) {
    for (sign, compare) in [
        (">=", Compare::AtLeast),
        ("<=", Compare::AtMost),
        ("<", Compare::Less),
        (">", Compare::More),
        (":", Compare::Equal),
        ("=", Compare::Equal),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (compare, rest);
        }
    }
    (Compare::Equal, text)
}
