//! What can be done right now about a customer who hangs on a team member: the core of it is slow, some of it takes minutes.

use crate::domain::role::Role;
use crate::domain::words::Channel;

/// What is known of an exposed account that a quick step can start from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Nobody of our team leads it, and nobody is the one they hang on.
    pub led_by_nobody: bool,
    /// The first of its assignments that nobody holds.
    pub empty: Option<Role>,
    /// The first who holds an assignment, is not the one they hang on, and has not met them within the window.
    pub unmet: Option<String>,
    /// The first who holds an assignment and is not the one they hang on, met or not.
    pub second: Option<String>,
    /// Contacts with whom anybody spoke within the window.
    pub contacts: u32,
    /// Whom of the account to ask; empty: nobody is known by name.
    pub contact: String,
}

/// A step that takes minutes, and what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quick {
    /// What to do.
    pub step: String,
    /// How.
    pub channel: Channel,
    /// How many minutes it takes.
    pub minutes: u32,
}

impl Quick {
    /// The quickest step there is; of equally quick ones the one that widens the relationship most surely.
    pub fn of(around: &Around) -> Self {
        let quick = |step: String, channel, minutes| Self { step, channel, minutes };
        if around.led_by_nobody {
            return quick("Assign an account lead".to_owned(), Channel::Note, 2);
        }
        if let Some(role) = around.empty {
            return quick(format!("Name who holds “{}”", role.title()), Channel::Note, 2);
        }
        if let Some(who) = &around.unmet {
            return quick(format!("Introduce {who} by email"), Channel::Email, 5);
        }
        if around.second.is_none() {
            return quick("Assign a second member and introduce them by email".to_owned(), Channel::Email, 5);
        }
        if around.contacts <= 1 {
            let whom = if around.contact.is_empty() { "them" } else { &around.contact };
            return quick(format!("Ask {whom} who else should know you"), Channel::Call, 5);
        }
        let who = around.second.as_deref().unwrap_or_default();
        quick(format!("Bring {who} into the next meeting"), Channel::Meet, 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quickest_step_comes_first_and_what_was_done_gives_way_to_the_next() {
        let mut around = Around {
            led_by_nobody: true,
            empty: Some(Role::Service),
            unmet: Some("Pia Osei".to_owned()),
            second: Some("Pia Osei".to_owned()),
            contacts: 1,
            contact: "Jo Lee".to_owned(),
        };
        let mut said = |change: fn(&mut Around)| {
            change(&mut around);
            let quick = Quick::of(&around);
            (quick.step, quick.minutes)
        };
        let want = |step: &str, minutes| (step.to_owned(), minutes);
        assert_eq!(said(|_| ()), want("Assign an account lead", 2));
        assert_eq!(said(|it| it.led_by_nobody = false), want("Name who holds “Service”", 2));
        assert_eq!(said(|it| it.empty = None), want("Introduce Pia Osei by email", 5));
        assert_eq!(said(|it| it.unmet = None), want("Ask Jo Lee who else should know you", 5));
        assert_eq!(said(|it| it.contact.clear()), want("Ask them who else should know you", 5));
        assert_eq!(said(|it| it.contacts = 2), want("Bring Pia Osei into the next meeting", 10));
        assert_eq!(said(|it| it.second = None), want("Assign a second member and introduce them by email", 5));
    }
}
