//! What is known about a record that an older book or file may tell in words where there is a field now.

use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;

/// Where a record comes from; see [`Record::read_older`](super::Record::read_older).
pub struct Older<'a> {
    /// Whether its source has this field: what a field says is not overruled by words.
    pub given: &'a dyn Fn(&str) -> bool,
    /// The team member with this name.
    pub member: &'a dyn Fn(&str) -> Result<Option<Id<Member>>>,
}

impl Older<'_> {
    /// For what is typed today: every field is there, and only what is a word for a field, such as a tag, is read.
    pub const TODAY: Older<'static> = Older { given: &|_| true, member: &|_| Ok(None) };
}
