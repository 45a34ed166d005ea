//! Events that change the risk.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::record::record;
use super::words::EventKind;

record! {
    /// Something that happened at or to an account.
    Event: Events {
        account: Id<Account> = "Account" [needed natural];
        kind: EventKind = "What" [needed natural];
        on: Day = "When" [needed natural];
        detail: Option<String> as LINES = "More" [natural];
    }
    title |it| it.kind.word().to_owned();
    ahead |it| Some(it.on);
    happened |it| Some(it.on);
}
