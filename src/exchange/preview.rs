//! What was understood of a file before anything of it is taken in.
//!
//! The first rows are looked at to say what the columns mean; then every row is read once, counted, and for each column of
//! days or numbers it is gathered how it is written. What the cells cannot settle is a question, which an option or the
//! screen answers. A file of which nothing is understood can be seen all the same: its columns and samples are here.

use super::date::Order;
use super::facts::{Facts, LOOKED_AT};
use super::gathered::{Custom, Gathered};
use super::headers::{self, Certainty, Lack, OWN, Recognition};
use super::lexer::Row;
use super::merged::Merged;
use super::overrides::Overrides;
use super::shape::Shape;
use super::source::Source;
use super::table::{Line, Table};
use crate::domain::amount::{self, Style};
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Kind;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

pub use super::field::{Field, Kept, Question};

/// How many rows are kept to be shown.
const SAMPLES: usize = 5;

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
    /// Columns that have no field and are kept as they are.
    pub kept: Vec<Kept>,
    /// Columns that are not taken.
    pub skipped: Vec<String>,
    /// Columns that are called as a day or an amount is, and whose cells are none: they are kept as they stand.
    pub unfit: Vec<String>,
    /// Names that more than one column has.
    pub doubled: Vec<String>,
    /// How many rows of data there are, faulty ones included.
    pub rows: u64,
    /// The first rows, to be shown.
    pub samples: Vec<Vec<String>>,
    /// Whether a `'` before a formula stays.
    pub raw: bool,
    /// How many lines of titles stand above the header.
    pub titles: usize,
    /// Lines that are no data though they look like it, such as totals, and why.
    pub left: Vec<(u64, &'static str)>,
    /// Whether it is an address book, whose people are not for that a customer's.
    pub is_address_book: bool,
    /// The currencies that its rows say, beside amounts, in a column or in a heading, and how many do.
    pub currencies: Vec<(Currency, u64)>,
    /// By what each column has its meaning.
    pub certainty: Vec<Certainty>,
    /// The column that says something once for the rows below it, as merged cells do, and how many rows are meant.
    pub merged: Option<(usize, u64)>,
    /// What has to be said before the rows can be taken, and why; comes before any question about a column.
    problem: Option<(Lack, Problem)>,
}

impl FilePreview {
    /// Reads the file and says what was understood.
    pub fn of(path: &Path, overrides: &Overrides) -> Result<Self> {
        Self::of_source(Source::open(path)?, overrides)
    }

    /// Reads the table and says what was understood.
    pub fn of_source(source: Source, overrides: &Overrides) -> Result<Self> {
        let mappings: Vec<_> = overrides.columns.iter().map(|wish| wish.mapping.clone()).collect();
        let name = source.part().map_or_else(
            || source.path().file_name().unwrap_or_default().to_string_lossy().into_owned(),
            str::to_owned,
        );
        let shape = overrides.shape.or_else(|| source.holds().and_then(|word| Shape::read(word).ok()));
        let mut table = Table::open(&source)?;
        let rows = first_rows(&source)?;
        let facts = Facts::of(&rows, table.header().len());
        let of_file =
            |problem: Problem| Problem { sentence: format!("{}: {}", source.name(), problem.sentence), ..problem };
        let recognition = headers::recognise(table.header(), &facts, shape, &mappings, &name).map_err(of_file)?;
        let problem = recognition.problem.map(|(lack, problem)| (lack, of_file(problem)));
        let recognition = Recognition { problem, ..recognition };
        let mut preview = Self::before_rows(source, &table, recognition, &facts, overrides.raw);
        preview.read_rows(&mut table, overrides)?;
        Ok(preview)
    }

    fn before_rows(source: Source, table: &Table, seen: Recognition, facts: &[Facts], raw: bool) -> Self {
        let header = seen.called.clone();
        let source_format =
            source.format().filter(|format| matches!(*format, "cards" | "calendar" | "mail")).map(str::to_owned);
        let is_address_book = seen.is_address_book() || source.format() == Some("cards");
        let fields = seen.filled.into_iter().filter_map(|filled| {
            let column = seen.shape.column(filled.field)?;
            let name = header.get(*filled.places.first()?)?.clone();
            let (order, style) = (Order::DayFirst, Style::Point);
            Some(Field {
                column,
                places: filled.places,
                header: name,
                order,
                style,
                doubts_thousandths: false,
                question: None,
                unit: filled.unit,
            })
        });
        let kept = seen
            .kept
            .iter()
            .filter(|at| facts.get(**at).is_some_and(|facts| facts.filled > 0))
            .map(|&place| Kept { place, header: header[place].clone(), is_numbers: facts[place].is_numbers() });
        Self {
            fields: fields.collect(),
            kept: kept.collect(),
            titles: table.titles(),
            left: Vec::new(),
            is_address_book,
            currencies: Vec::new(),
            certainty: seen.certainty,
            merged: None,
            problem: seen.problem,
            source,
            format: source_format.unwrap_or(seen.format),
            shape: seen.shape,
            delimiter: table.dialect().word(),
            header,
            skipped: seen.skipped,
            unfit: seen.unfit,
            doubled: seen.doubled,
            rows: 0,
            samples: Vec::new(),
            raw,
        }
    }

    fn read_rows(&mut self, table: &mut Table, overrides: &Overrides) -> Result<()> {
        let mut gathered = Gathered::new(&self.fields);
        let mut merged = self.merged_cells();
        let mut row = Row::default();
        let mut currencies: HashMap<String, u64> = HashMap::new();
        loop {
            match table.next(&mut row)? {
                Line::End => break,
                Line::Bad(_) => self.rows += 1,
                Line::Left(why) => self.left.push((row.line(), why)),
                Line::Data => {
                    self.rows += 1;
                    gathered.see(&row);
                    merged.see(&row);
                    self.see_currency(&row, &mut currencies);
                    if self.samples.len() < SAMPLES {
                        self.samples.push(row.cells().map(str::to_owned).collect());
                    }
                }
            }
        }
        self.merged = merged.found();
        // Where semicolons divide cells, commas usually divide decimals.
        let is_own = self.is_own();
        let usual = if self.delimiter == "semicolon" && !is_own { Style::Comma } else { Style::Point };
        gathered.settle(&mut self.fields, &self.header, overrides, Custom { is_own, usual });
        self.currencies =
            currencies.into_iter().filter_map(|(word, rows)| Some((Currency::parse(&word).ok()?, rows))).collect();
        Ok(())
    }

    /// What looks for merged cells in this file.
    fn merged_cells(&self) -> Merged {
        let are_people = self.shape == Shape::Of(Noun::Contacts);
        let mail = self.field("email").and_then(|field| field.places.first().copied());
        Merged::of(self.first_of_companies(), are_people, mail.filter(|_| are_people))
    }

    /// The first column of a table of nobody in particular, where it is that of the companies.
    fn first_of_companies(&self) -> Option<usize> {
        let is_program =
            self.is_own() || self.is_address_book || self.source.format().is_some_and(|of| of != "workbook");
        let has_account = self.shape.column("account").is_some();
        let company = self.field(if has_account { "account" } else { "name" })?.places.first().copied();
        let first = self.header.iter().position(|name| !name.is_empty());
        company.filter(|place| !is_program && Some(*place) == first)
    }

    /// Counts the currencies that a row says: those of its amounts, or of its column where it has no amount.
    fn see_currency(&self, row: &Row, currencies: &mut HashMap<String, u64>) {
        let column = self.field("currency").and_then(|field| field.places.first()).map(|place| row.cell(*place).trim());
        let coded = column.filter(|code| code.len() == 3).map(str::to_uppercase);
        let mut is_silent = true;
        for field in self.fields.iter().filter(|field| matches!(field.column.kind, Kind::Amount)) {
            let Some(cell) = field.places.iter().map(|place| row.cell(*place)).find(|cell| !cell.is_empty()) else {
                continue;
            };
            let beside = || {
                let word = [Style::Point, Style::Comma].iter().find_map(|style| amount::read(cell, *style))?.currency?;
                Currency::named(word, Currency::parse("USD").ok()?).ok().map(|code| code.to_string())
            };
            is_silent = false;
            let said = coded.clone().or_else(beside).or_else(|| field.unit.currency.map(|code| code.to_string()));
            if let Some(code) = said {
                *currencies.entry(code).or_default() += 1;
            }
        }
        if let Some(code) = coded.filter(|_| is_silent) {
            *currencies.entry(code).or_default() += 1;
        }
    }

    /// Where the file is.
    pub fn path(&self) -> PathBuf {
        self.source.path().to_path_buf()
    }

    /// Whether the file is one of our own.
    pub fn is_own(&self) -> bool {
        self.format == OWN
    }

    /// The field called `name`, if a column fills it.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.column.name == name)
    }

    /// Why the rows cannot be taken as they stand, else a sentence for the first column that somebody has to say more about.
    pub fn question(&self) -> Option<Problem> {
        if let Some((_, problem)) = &self.problem {
            return Some(problem.clone());
        }
        let field = self.fields.iter().find(|field| field.question.is_some())?;
        let (file, header, name) = (self.source.name(), &field.header, field.column.name);
        let sentence = match field.question.as_ref()? {
            Question::Days(cell) => format!(
                "{file}: “{cell}” in the column “{header}” may have its day or its month first; say --days dmy or --days mdy \
                 (for this column alone: --map \"{header}={name}:dmy\")."
            ),
            Question::Numbers(cell, [one, two]) => format!(
                "{file}: “{cell}” in the column “{header}” may be {one} or {two}; say --decimal comma or --decimal point (for \
                 this column alone: --map \"{header}={name}:comma\")."
            ),
        };
        Some(Problem::field(name, sentence))
    }

    /// What has to be said before any row can be taken; questions about columns are beside that.
    pub fn lack(&self) -> Option<Lack> {
        self.problem.as_ref().map(|(lack, _)| *lack)
    }
}

/// The currency that most rows of these files say. One that the files bring rates of is another than that of the book.
pub fn usual_currency<'a>(files: impl Iterator<Item = &'a FilePreview>) -> Option<Currency> {
    let (rates, others): (Vec<_>, Vec<_>) = files.partition(|file| file.shape == Shape::Of(Noun::Rates));
    let is_rated = |code: &Currency| rates.iter().flat_map(|file| &file.currencies).any(|(rated, _)| rated == code);
    let mut rows: BTreeMap<&str, (Currency, u64)> = BTreeMap::new();
    let said = || others.iter().flat_map(|file| &file.currencies);
    let any = said().any(|(code, _)| !is_rated(code));
    for (code, count) in said().filter(|(code, _)| !any || !is_rated(code)) {
        rows.entry(code.code()).or_insert((*code, 0)).1 += count;
    }
    // Of equals the first by name, so that the same files always say the same.
    rows.into_values().rev().max_by_key(|(_, count)| *count).map(|(code, _)| code)
}

/// The first rows of data, to see what the columns look like.
fn first_rows(source: &Source) -> Result<Vec<Row>> {
    let (mut table, mut row, mut rows) = (Table::open(source)?, Row::default(), Vec::new());
    while rows.len() < LOOKED_AT {
        match table.next(&mut row)? {
            Line::End => break,
            Line::Data => rows.push(row.clone()),
            Line::Bad(_) | Line::Left(_) => {}
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::overrides::ColumnOverride;

    fn preview(text: &str, overrides: &[&str]) -> FilePreview {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let columns = overrides.iter().map(|wish| ColumnOverride::parse(wish).unwrap()).collect();
        FilePreview::of(&path, &Overrides { columns, ..Overrides::default() }).unwrap()
    }

    #[test]
    fn one_clear_day_settles_its_column() {
        let seen = preview("account,on,kind\nA,05/06/2026,risk\nA,31/12/2026,risk\n", &[]);
        assert_eq!((seen.rows, seen.field("on").unwrap().order), (2, Order::DayFirst));
        assert!(seen.question().is_none());
    }

    #[test]
    fn what_nothing_settles_is_asked() {
        let text = "account,on,kind\nA,05/06/2026,risk\n";
        let asked = preview(text, &[]).question().unwrap().sentence;
        assert!(asked.contains("05/06/2026") && asked.contains("--days mdy") && asked.contains("on=on:dmy"), "{asked}");
        let told = preview(text, &["on=on:mdy"]);
        assert_eq!(told.field("on").unwrap().order, Order::MonthFirst);
        assert!(told.question().is_none());
    }

    #[test]
    fn other_columns_of_the_file_help() {
        let seen = preview("Id,AccountId,Name,StageName,CloseDate,CreatedDate\n1,A,x,y,02/03/24,02/23/26\n", &[]);
        assert_eq!(seen.field("close_on").unwrap().order, Order::MonthFirst);
    }

    #[test]
    fn a_semicolon_file_of_others_has_decimal_commas() {
        let seen = preview("Deal - Title;Deal - Value;Deal - Status;Organization\nA;1.234;Open;B\n", &[]);
        assert_eq!(seen.field("value").unwrap().style, Style::Comma);
    }
}
