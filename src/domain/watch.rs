//! Watches: who keeps an eye on an account, and who does when they cannot.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::problem::{Problem, Result};
use super::record::{order, record};

record! {
    /// That a team member keeps an eye on an account.
    Watch: Watches {
        account: Id<Account> = "Account" [needed natural];
        member: Id<Member> = "Who watches" [needed];
        cover: Option<Id<Member>> = "Backup" hint "Who takes over in absence";
        since: Day = "Since" [needed natural];
        until: Option<Day> = "Until" [later] hint "Blank while it goes on";
    }
    title |it| it.since.to_string();
    rules |it| {
            if it.cover == Some(it.member) {
                return Err(Problem::field("cover", "The backup is another member; name one, or leave it blank."));
            }
            order("until", Some(it.since), it.until, ("the beginning", "The end"))
        };
}

impl Watch {
    /// Whether `day` lies between its first and its last day, both included.
    pub fn is_held(&self, day: Day) -> bool {
        self.since <= day && self.until.is_none_or(|until| until >= day)
    }
}
