//! Who of the team answers for keeping an account: by the duty of their assignment, or by its role.

use crate::domain::role::{Duty, Role};

/// Why whoever holds such an assignment answers for keeping the account; none: they do not.
pub fn answers_for(role: Role, duty: &[Duty]) -> Option<&'static str> {
    match role {
        _ if duty.contains(&Duty::Keep) => Some("by duty"),
        Role::AccountLead => Some("leads"),
        Role::Service => Some("serves"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_or_a_duty_makes_somebody_answer_for_keeping() {
        assert_eq!(answers_for(Role::AccountLead, &[]), Some("leads"));
        assert_eq!(answers_for(Role::Service, &[Duty::Watch]), Some("serves"));
        assert_eq!(answers_for(Role::Finance, &[Duty::Cover, Duty::Keep]), Some("by duty"));
        assert_eq!(answers_for(Role::Finance, &[Duty::Cover]), None);
    }
}
