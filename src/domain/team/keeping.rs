//! Who of ours answers for keeping a customer: by their duty, or by what their seat says it is for.

use crate::domain::role::Role;

/// Words in the purpose of a seat that make its holder answer for keeping, in small letters.
const WORDS: [&str; 5] = ["keep", "retain", "retention", "renew", "stay"];

/// Why whoever holds such a seat answers for keeping the customer; none: they do not.
pub fn answers_for(role: Role, purpose: Option<&str>) -> Option<&'static str> {
    let says = purpose.is_some_and(|purpose| {
        let purpose = purpose.to_lowercase();
        WORDS.iter().any(|word| purpose.contains(word))
    });
    match role {
        _ if says => Some("by purpose"),
        Role::AccountLead => Some("leads"),
        Role::Service => Some("serves"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_or_a_purpose_makes_somebody_answer_for_keeping() {
        assert_eq!(answers_for(Role::AccountLead, None), Some("leads"));
        assert_eq!(answers_for(Role::Service, Some("watch: usage")), Some("serves"));
        assert_eq!(answers_for(Role::Finance, Some("So that they RENEW")), Some("by purpose"));
        assert_eq!(answers_for(Role::Finance, Some("Invoices")), None);
    }
}
