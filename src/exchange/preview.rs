//! What was understood of a file before anything of it is taken in.
//!
//! The survey reads every row once, counts, and gathers for each column of days or numbers how it is written. What
//! the cells cannot settle is a question, which `--map COLUMN=FIELD:dmy` or the screen answers.

use super::date::{self, Order};
use super::headers::{self, Mapping, OWN, Recognition};
use super::lexer::Row;
use super::shape::{Column, Shape};
use super::source::Source;
use super::table::{Line, Table, short};
use crate::domain::amount::{self, Style};
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Kind;
use std::path::{Path, PathBuf};

/// How many rows are kept to be shown.
const SAMPLES: usize = 5;

/// How a column of days or numbers is to be read, said by the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Days such as `05/06/2026` have this order.
    Days(Order),
    /// Numbers such as `1.234` have this style.
    Numbers(Style),
}

/// What the user says about one column: `COLUMN=FIELD`, `COLUMN=FIELD:dmy`, or `COLUMN=-` to leave it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnOverride {
    /// The column and its field.
    pub mapping: Mapping,
    /// How it is to be read.
    pub hint: Option<Hint>,
}

impl ColumnOverride {
    /// Reads `COLUMN=FIELD[:dmy|mdy|comma|point]`.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = || {
            Problem::input(format!(
                "“{}” does not map a column: write COLUMN=FIELD, with :dmy or :mdy behind it for days, :comma or :point for numbers.",
                short(text)
            ))
        };
        let (column, field) = text.rsplit_once('=').ok_or_else(malformed)?;
        let (field, hint) = match field.split_once(':') {
            Some((field, word)) => (field, Some(Hint::parse(word).ok_or_else(malformed)?)),
            None => (field, None),
        };
        let (column, field) = (column.trim().to_owned(), field.trim());
        if column.is_empty() {
            return Err(malformed());
        }
        let field = (!matches!(field, "" | "-")).then(|| field.to_owned());
        Ok(Self { mapping: Mapping { column, field }, hint })
    }
}

impl Hint {
    fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "dmy" => Some(Hint::Days(Order::DayFirst)),
            "mdy" => Some(Hint::Days(Order::MonthFirst)),
            "comma" => Some(Hint::Numbers(Style::Comma)),
            "point" => Some(Hint::Numbers(Style::Point)),
            _ => None,
        }
    }
}

/// What the user says about a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// What its rows are; none: by its header.
    pub shape: Option<Shape>,
    /// Which column is what.
    pub columns: Vec<ColumnOverride>,
    /// Leave a `'` before a formula where it stands.
    pub raw: bool,
}

/// A field of the records and the columns that fill it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The field.
    pub column: Column,
    /// The places of its columns in the file, preferred first.
    pub places: Vec<usize>,
    /// What the preferred column is called in the file.
    pub header: String,
    /// The order of its days.
    pub order: Order,
    /// The style of its numbers.
    pub style: Style,
    /// A cell that can be read in two ways, when nothing settles which: somebody has to say.
    pub question: Option<String>,
    /// Whether its numbers may have their decimals behind a comma or a point, and nothing says which.
    pub in_doubt: bool,
}

/// A file as it was understood.
#[derive(Debug, Clone)]
pub struct FilePreview {
    /// The file.
    pub source: Source,
    /// The program that wrote it; `mainstay` for our own files.
    pub format: String,
    /// What its rows are.
    pub shape: Shape,
    /// What divides its cells, in a word.
    pub delimiter: &'static str,
    /// The names of its columns.
    pub header: Vec<String>,
    /// The fields that are filled.
    pub fields: Vec<Field>,
    /// Columns that are not taken.
    pub skipped: Vec<String>,
    /// Names that more than one column has.
    pub doubled: Vec<String>,
    /// How many rows of data there are, faulty ones included.
    pub rows: u64,
    /// The first rows, to be shown.
    pub samples: Vec<Vec<String>>,
    /// Whether a `'` before a formula stays.
    pub raw: bool,
}

impl FilePreview {
    /// Reads the file once and says what was understood.
    pub fn of(path: &Path, wishes: &Overrides) -> Result<Self> {
        let source = Source::open(path)?;
        let mut table = Table::open(&source)?;
        let mappings: Vec<_> = wishes.columns.iter().map(|wish| wish.mapping.clone()).collect();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let recognition = headers::recognise(table.header(), wishes.shape, &mappings, &name)
            .map_err(|problem| Problem { sentence: format!("{}: {}", path.display(), problem.sentence), ..problem })?;
        let mut survey = Self::before_rows(source, &table, recognition, wishes.raw);
        survey.read_rows(&mut table, &wishes.columns)?;
        Ok(survey)
    }

    fn before_rows(source: Source, table: &Table, seen: Recognition, raw: bool) -> Self {
        let header = table.header().to_vec();
        let fields = seen.filled.into_iter().filter_map(|filled| {
            let column = seen.shape.column(filled.field)?;
            let name = header.get(*filled.places.first()?)?.clone();
            let (order, style) = (Order::DayFirst, Style::Point);
            Some(Field { column, places: filled.places, header: name, order, style, question: None, in_doubt: false })
        });
        Self {
            fields: fields.collect(),
            source,
            format: seen.format,
            shape: seen.shape,
            delimiter: table.dialect().word(),
            header,
            skipped: seen.skipped,
            doubled: seen.doubled,
            rows: 0,
            samples: Vec::new(),
            raw,
        }
    }

    fn read_rows(&mut self, table: &mut Table, wishes: &[ColumnOverride]) -> Result<()> {
        let mut gathered = Gathered::new(&self.fields);
        let mut row = Row::default();
        loop {
            match table.next(&mut row)? {
                Line::End => break,
                Line::Bad(_) => self.rows += 1,
                Line::Data => {
                    self.rows += 1;
                    gathered.see(&row);
                    if self.samples.len() < SAMPLES {
                        self.samples.push(row.cells().map(str::to_owned).collect());
                    }
                }
            }
        }
        gathered.settle(self, wishes);
        Ok(())
    }

    /// Where the file is.
    pub fn path(&self) -> PathBuf {
        self.source.path().to_path_buf()
    }

    /// Whether the file is one of ours.
    pub fn is_own(&self) -> bool {
        self.format == OWN
    }

    /// The field called `name`, if a column fills it.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.column.name == name)
    }

    /// A sentence for the first column that somebody has to say more about.
    pub fn question(&self) -> Option<Problem> {
        let field = self.fields.iter().find(|field| field.question.is_some())?;
        let (cell, header, name) = (field.question.as_deref()?, &field.header, field.column.name);
        Some(Problem::field(
            name,
            format!(
                "{}: “{cell}” in the column “{header}” may have its day or its month first; say --map \"{header}={name}:dmy\" \
                 or \"{header}={name}:mdy\".",
                self.source.path().display()
            ),
        ))
    }
}

/// What the cells of the columns say.
struct Gathered {
    days: Vec<(usize, Vec<usize>, date::Evidence, Option<String>)>,
    numbers: Vec<(usize, Vec<usize>, amount::Evidence)>,
}

impl Gathered {
    fn new(fields: &[Field]) -> Self {
        let of =
            |wanted: fn(Kind) -> bool| fields.iter().enumerate().filter(move |(_, field)| wanted(field.column.kind));
        let days = of(|kind| matches!(kind, Kind::Day));
        let numbers = of(|kind| matches!(kind, Kind::Amount | Kind::Number | Kind::Figure));
        Self {
            days: days.map(|(at, field)| (at, field.places.clone(), date::Evidence::default(), None)).collect(),
            numbers: numbers.map(|(at, field)| (at, field.places.clone(), amount::Evidence::default())).collect(),
        }
    }

    fn see(&mut self, row: &Row) {
        for (_, places, evidence, sample) in &mut self.days {
            for place in places {
                evidence.see(row.cell(*place));
                if sample.is_none() && evidence.finding() == date::Finding::Open {
                    *sample = Some(row.cell(*place).to_owned());
                }
            }
        }
        for (_, places, evidence) in &mut self.numbers {
            for place in places {
                evidence.see(row.cell(*place));
            }
        }
    }

    /// Decides by the wish, else by the column, else by what the other columns of the file agree on.
    fn settle(self, survey: &mut FilePreview, wishes: &[ColumnOverride]) {
        let clear = |finding| match finding {
            date::Finding::Clear(order) => Some(order),
            _ => None,
        };
        let orders: Vec<_> = self.days.iter().filter_map(|(_, _, evidence, _)| clear(evidence.finding())).collect();
        let common = orders.first().copied().filter(|first| orders.iter().all(|order| order == first));
        for (at, _, evidence, sample) in self.days {
            let field = &mut survey.fields[at];
            let told = hint_for(field, &survey.header, wishes).and_then(|hint| match hint {
                Hint::Days(order) => Some(order),
                Hint::Numbers(_) => None,
            });
            let open = evidence.finding() == date::Finding::Open;
            match told.or_else(|| clear(evidence.finding())).or(if evidence.is_torn() { None } else { common }) {
                Some(order) => field.order = order,
                None if open => field.question = sample.map(|cell| short(&cell)),
                None => {}
            }
        }
        // Where semicolons divide cells, commas usually divide decimals.
        let usual = if survey.delimiter == "semicolon" && !survey.is_own() { Style::Comma } else { Style::Point };
        let is_own = survey.is_own();
        for (at, _, evidence) in self.numbers {
            let field = &mut survey.fields[at];
            let told = hint_for(field, &survey.header, wishes);
            field.in_doubt = evidence.is_in_doubt() && !matches!(told, Some(Hint::Numbers(_)));
            field.style = match told {
                Some(Hint::Numbers(style)) => style,
                _ if is_own && !evidence.speaks_for_comma() => Style::Point,
                _ => evidence.style(usual),
            };
        }
    }
}

fn hint_for(field: &Field, header: &[String], wishes: &[ColumnOverride]) -> Option<Hint> {
    let names: Vec<_> = field.places.iter().filter_map(|place| header.get(*place)).collect();
    let wanted =
        |wish: &&ColumnOverride| names.iter().any(|name| crate::domain::text::same_word(name, &wish.mapping.column));
    wishes.iter().find(wanted).and_then(|wish| wish.hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(text: &str, wishes: &[&str]) -> FilePreview {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let columns = wishes.iter().map(|wish| ColumnOverride::parse(wish).unwrap()).collect();
        FilePreview::of(&path, &Overrides { columns, ..Overrides::default() }).unwrap()
    }

    #[test]
    fn one_clear_day_settles_its_column() {
        let seen = survey("account,on,kind\nA,05/06/2026,risk\nA,31/12/2026,risk\n", &[]);
        assert_eq!((seen.rows, seen.field("on").unwrap().order), (2, Order::DayFirst));
        assert!(seen.question().is_none());
    }

    #[test]
    fn what_nothing_settles_is_asked() {
        let text = "account,on,kind\nA,05/06/2026,risk\n";
        let asked = survey(text, &[]).question().unwrap().sentence;
        assert!(asked.contains("05/06/2026") && asked.contains("on=on:mdy"), "{asked}");
        let told = survey(text, &["on=on:mdy"]);
        assert_eq!(told.field("on").unwrap().order, Order::MonthFirst);
        assert!(told.question().is_none());
    }

    #[test]
    fn other_columns_of_the_file_help() {
        let seen = survey("Id,AccountId,Name,StageName,CloseDate,CreatedDate\n1,A,x,y,02/03/24,02/23/26\n", &[]);
        assert_eq!(seen.field("close_on").unwrap().order, Order::MonthFirst);
    }

    #[test]
    fn a_semicolon_file_of_others_has_decimal_commas() {
        let seen = survey("Deal - Title;Deal - Value;Deal - Status;Organization\nA;1.234;Open;B\n", &[]);
        assert_eq!(seen.field("value").unwrap().style, Style::Comma);
    }

    #[test]
    fn a_wish_is_read_or_refused() {
        assert_eq!(ColumnOverride::parse("a=b=on:dmy").unwrap().mapping.column, "a=b");
        assert_eq!(ColumnOverride::parse("City=-").unwrap().mapping.field, None);
        assert!(ColumnOverride::parse("on:dmy").is_err());
        assert!(ColumnOverride::parse("on=on:ymd").is_err());
    }
}
