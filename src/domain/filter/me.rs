//! `owner:me`: the accounts of whoever uses the book.

use super::{Filter, Term, TextField};
use crate::domain::me::{Me, UNKNOWN};
use crate::domain::problem::{Problem, Result};

impl Filter {
    /// The same with `me` standing for the member of this name; refused where nobody has said who they are.
    pub fn with_me(mut self, name: &str) -> Result<Self> {
        for term in &mut self.terms {
            match term {
                Term::Text(TextField::Owner, wanted) if Me::is_meant(wanted) => {
                    if name.is_empty() {
                        return Err(Problem::not_found(UNKNOWN));
                    }
                    *term = Term::Among(TextField::Owner, vec![name.to_owned()]);
                }
                _ => {}
            }
        }
        Ok(self)
    }
}
