//! Communications: what the company tells.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::problem::Result;
use super::record::record;
use super::words::{Channel, UpdateTopic};

record! {
    /// A one-way message of the company.
    CompanyUpdate: CompanyUpdates {
        account: Option<Id<Account>> = "Account" [natural];
        title: String as NAME = "What is told" [needed natural];
        topic: Option<UpdateTopic> = "Topic";
        on: Day = "On" [needed natural] hint "A day ahead: it is planned";
        channel: Option<Channel> = "How";
        member: Option<Id<Member>> = "Owner";
        contact: Option<Id<Contact>> = "Who hears it" [natural];
        gap: Option<String> = "They did not know" hint "Awareness gaps: what?";
    }
    title |it| it.title.clone();
    ahead |it| Some(it.on);
}
