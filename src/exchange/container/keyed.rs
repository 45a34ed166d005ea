//! Rows whose cells are named: their header is made of the names that occur.

use super::grid::Grid;
use crate::domain::problem::Result;
use std::collections::HashMap;

/// The most columns of a table.
pub(super) const COLUMNS_CAP: usize = 5000;

/// A table of rows by column name, in the order of first appearance.
pub(super) struct Keyed {
    names: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<Vec<(usize, String)>>,
    /// Whether names beyond [`COLUMNS_CAP`] were passed over.
    pub(super) cut: bool,
}

impl Keyed {
    /// A table whose first columns are `names`.
    pub(super) fn with(names: &[&str]) -> Self {
        let places = names.iter().enumerate().map(|(place, name)| ((*name).to_owned(), place)).collect();
        Self { names: names.iter().map(|name| (*name).to_owned()).collect(), places, rows: Vec::new(), cut: false }
    }

    /// Whether it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row. Where a name occurs twice, its last value holds.
    pub(super) fn push(&mut self, row: Vec<(String, String)>) {
        let mut placed = Vec::with_capacity(row.len());
        for (name, value) in row {
            if let Some(place) = self.place(name) {
                placed.push((place, value));
            }
        }
        self.rows.push(placed);
    }

    fn place(&mut self, name: String) -> Option<usize> {
        if let Some(place) = self.places.get(&name) {
            return Some(*place);
        }
        if self.names.len() == COLUMNS_CAP {
            self.cut = true;
            return None;
        }
        self.names.push(name.clone());
        self.places.insert(name, self.names.len() - 1);
        Some(self.names.len() - 1)
    }

    /// Writes header and rows; `terse` leaves out the columns that are blank in every row.
    pub(super) fn write(self, grid: &mut Grid, terse: bool) -> Result<()> {
        let mut used = vec![!terse; self.names.len()];
        for (place, value) in self.rows.iter().flatten() {
            used[*place] |= !value.trim().is_empty();
        }
        let kept: Vec<usize> = (0..used.len()).filter(|place| used[*place]).collect();
        let header: Vec<&str> = kept.iter().map(|place| self.names[*place].as_str()).collect();
        grid.push(&header)?;
        let mut cells = vec![String::new(); used.len()];
        for row in self.rows {
            cells.iter_mut().for_each(String::clear);
            for (place, value) in row {
                cells[place] = value;
            }
            let shown: Vec<&str> = kept.iter().map(|place| cells[*place].as_str()).collect();
            grid.push(&shown)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(terse: bool) -> String {
        let mut table = Keyed::with(&["name", "email"]);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        table.push(vec![pair("name", "Ada"), pair("City", "Leeds")]);
        table.push(vec![pair("name", "Bo"), pair("name", "Bob")]);
        let mut grid = Grid::new("a", 1000);
        table.write(&mut grid, terse).unwrap();
        String::from_utf8(grid.finish()).unwrap()
    }

    #[test]
    fn the_header_is_made_of_the_names_that_occur() {
        assert_eq!(written(false), "name,email,City\nAda,,Leeds\nBob,,\n");
        assert_eq!(written(true), "name,City\nAda,Leeds\nBob,\n");
    }
}
