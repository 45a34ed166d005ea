//! What a user says about a column, how sure a column's field is, and what a file lacks.

/// A wish of the user about one column: `COLUMN=FIELD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The name of the column in the file.
    pub column: String,
    /// What it shall become.
    pub target: MapTo,
}

/// What a user wants a column to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapTo {
    /// It fills this field.
    Field(String),
    /// It is kept as a custom field, though its heading is known.
    Custom,
    /// It is left out.
    Nothing,
    /// What its heading and its cells say; the user only says how they are to be read.
    AsRead,
}

impl MapTo {
    /// Reads what stands behind `COLUMN=`: a field, `custom`, `-` for nothing, nothing for what it is taken for.
    pub fn read(word: &str) -> Self {
        match word.trim() {
            "" => Self::AsRead,
            "-" => Self::Nothing,
            "custom" => Self::Custom,
            field => Self::Field(field.to_owned()),
        }
    }
}

/// By what a column has the meaning it is taken to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Certainty {
    /// The user said it.
    Told,
    /// Its heading is one that programs or people use for the field.
    Heading,
    /// Its heading is close to such a one.
    Guess,
    /// Nothing says what it is.
    #[default]
    None,
}

/// What has to be said before any row of a file can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// What its rows are.
    Kind,
    /// Whether the rows are these things after all, which a book does not keep.
    NotKept(&'static str),
    /// Which column fills this field.
    Field(&'static str),
}
