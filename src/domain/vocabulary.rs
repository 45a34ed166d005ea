//! How a set of fixed words is declared: once, for files, screens, forms and the database.

use super::text::same_word;

/// Declares an enum whose variants are words in files, on the screen and in the database: `Variant = "word"`, with the
/// title that people read where it is another (`("Title")`), and with other words that mean it (`from "old" "other"`).
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $what:literal {
        $($(#[$vmeta:meta])* $variant:ident = $word:literal $(($title:literal))? $(from $($also:literal)+)?),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $($(#[serde(alias = $also)])+)? $variant),+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// What such a word is called in a sentence.
            pub const WHAT: &'static str = $what;

            /// The words as a field of a record may hold them.
            pub const WORDS: $crate::domain::record::kind::WordSet = $crate::domain::record::kind::WordSet {
                what: $what,
                all: &[$($word),+],
                titles: &[$($crate::domain::vocabulary::words!(@title $word $($title)?)),+],
                read: |text| Self::read(text).map(Self::word),
            };

            /// Its word in files, on screens and in the database.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads its word, its title or another word for it, in any case, with blanks or underscores for hyphens.
            pub fn parse(text: &str) -> Option<Self> {
                const OTHERS: &[(&str, $name)] = &[
                    $($((concat!($title), $name::$variant),)? $($((concat!($also), $name::$variant),)+)?)+
                ];
                let wanted = text.trim();
                let exact = Self::ALL.iter().copied().find(|known| known.word() == wanted);
                let same = || {
                    Self::ALL.iter().copied().find(|known| $crate::domain::text::same_word(known.word(), wanted))
                };
                exact.or_else(same).or_else(|| $crate::domain::vocabulary::other_word(OTHERS, wanted))
            }

            /// Reads its word, or says which words there are.
            pub fn read(text: &str) -> $crate::domain::problem::Result<Self> {
                Self::parse(text).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|one| one.word()).collect();
                    $crate::domain::problem::Problem::input(format!(
                        "“{}” is not a {}; use one of: {}.",
                        $crate::domain::text::fit(text, 40), $what, known.join(", ")
                    ))
                })
            }
        }

        impl $crate::domain::record::FieldType for $name {
            const KIND: $crate::domain::record::Kind = $crate::domain::record::Kind::Word(&$name::WORDS);

            fn blank() -> Self {
                Self::ALL[0]
            }
            fn value(&self) -> $crate::domain::record::Value {
                $crate::domain::record::Value::Text(self.word().to_owned())
            }
            fn take(value: $crate::domain::record::Value) -> Option<Self> {
                match value {
                    $crate::domain::record::Value::Text(word) => Self::parse(&word),
                    _ => None,
                }
            }
        }

        impl $crate::domain::record::FieldType for Vec<$name> {
            const KIND: $crate::domain::record::Kind = $crate::domain::record::Kind::Words(&$name::WORDS);

            fn blank() -> Self {
                Vec::new()
            }
            fn value(&self) -> $crate::domain::record::Value {
                $crate::domain::record::Value::Words(self.iter().map(|one| one.word().to_owned()).collect())
            }
            fn take(value: $crate::domain::record::Value) -> Option<Self> {
                match value {
                    $crate::domain::record::Value::None => Some(Vec::new()),
                    $crate::domain::record::Value::Words(words) => words.iter().map(|word| $name::parse(word)).collect(),
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
    (@title $word:literal) => { $word };
    (@title $word:literal $title:literal) => { $title };
}

pub(crate) use words;

/// What another word for something means: in any case, in the singular or the plural.
pub(crate) fn other_word<T: Copy>(others: &[(&str, T)], text: &str) -> Option<T> {
    let single = text.strip_suffix(['s', 'S']).unwrap_or(text);
    let means = |text: &str| others.iter().find(|(other, _)| same_word(other, text)).map(|(_, means)| *means);
    means(text).or_else(|| means(single))
}
