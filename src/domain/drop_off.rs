//! Drop-off points that somebody marked: moments of a stage at which customers are lost, each with why and the evidence.
//! The evidence of one point is as many marks of one name in one stage.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::record::record;
use super::vocabulary::words;

words! {
    /// What the evidence of a drop-off point is.
    Evidence, "evidence" {
        /// Something that was seen or heard.
        Note = "note",
        /// A customer was lost there.
        Churn = "churn",
        /// A customer said how it goes there.
        Pulse = "pulse",
    }
}

record! {
    /// A mark: one piece of evidence at a drop-off point, or the point itself with nothing but its reason.
    DropOff: DropOffs {
        stage: String as STAGE = "Stage" [needed natural];
        name: String as NAME = "Drop-off point" [needed natural] hint "What people call the moment; a known one gathers evidence";
        reason: Option<String> as LINES = "Reason" hint "Why customers are lost there";
        playbook: Option<String> as NAME = "Playbook" hint "What is done about it; blank: nothing yet";
        account: Option<Id<Account>> = "Account" [natural part];
        kind: Evidence = "Kind of evidence";
        evidence: Option<String> as LINES = "Evidence" [natural] hint "A churn or a quote of this stage, or a note of your own";
        marked_on: Day = "Marked" [needed natural];
    }
    title |it| it.name.clone();
    happened |it| Some(it.marked_on);
}
