//! The form of the action that invites a team member to the huddle.

use super::Form;
use super::draft::Names;
use super::field::{Field, Kind};
use crate::domain::id::Id;
use crate::domain::member::Member;

/// The fields of the action that asks a team member in; `owner`: who does it, unless somebody else is named.
pub(crate) fn ask_in_form(member: &Member, owner: Option<Id<Member>>, names: &Names) -> Form {
    Form::new(
        format!("Ask {} in", member.name),
        vec![
            Field::text_of("title", "What to do", format!("Ask {} in to the huddle", member.name)).needed(),
            Field::choice("owner", "Who", names.our_names(), names.ours(owner)).needed(),
            Field::new("due", "By when", Kind::Day, "+7d").needed().hint("+7d, fri, 1 Dec or 2026-12-01"),
        ],
    )
}
