//! What each of our roles gave a customer, in the customer's terms.

use crate::domain::role::Role;
use crate::domain::words::ValueTag;
use std::collections::BTreeMap;

/// Touches with a value tag, by role of our team; without a role: by somebody who holds no assignment with them.
pub type Given = Vec<(Option<Role>, BTreeMap<ValueTag, u32>)>;

/// Adds up what was given, role by role, those without an assignment last.
pub fn given(touches: impl IntoIterator<Item = (Option<Role>, ValueTag)>) -> Given {
    let mut all: BTreeMap<(bool, Option<Role>), BTreeMap<ValueTag, u32>> = BTreeMap::new();
    for (role, tag) in touches {
        *all.entry((role.is_none(), role)).or_default().entry(tag).or_default() += 1;
    }
    all.into_iter().map(|((_, role), tags)| (role, tags)).collect()
}

/// “2 problems solved”, in what the customer had of it.
pub fn in_their_terms(tag: ValueTag, count: u32) -> String {
    let (one, many) = match tag {
        ValueTag::Solved => ("problem solved", "problems solved"),
        ValueTag::Informed => ("time informed", "times informed"),
        ValueTag::Decided => ("decision reached", "decisions reached"),
        ValueTag::Planned => ("step planned", "steps planned"),
        ValueTag::Listened => ("time listened to", "times listened to"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_is_added_up_by_role() {
        let touches = [
            (None, ValueTag::Solved),
            (Some(Role::Service), ValueTag::Solved),
            (Some(Role::Service), ValueTag::Solved),
            (Some(Role::AccountLead), ValueTag::Listened),
        ];
        let all = given(touches);
        let told: Vec<_> = all.iter().map(|(role, tags)| (*role, tags.values().sum::<u32>())).collect();
        assert_eq!(told, [(Some(Role::AccountLead), 1), (Some(Role::Service), 2), (None, 1)]);
        assert_eq!(in_their_terms(ValueTag::Solved, 2), "2 problems solved");
        assert_eq!(in_their_terms(ValueTag::Decided, 1), "1 decision reached");
    }
}
