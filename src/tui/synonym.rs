//! Other words for commands: what people type who do not know what we call it. Found by the palette, shown nowhere.

use super::command::{Command, Save};
use super::place::Place;
use crate::domain::noun::Noun;
use Command as C;

/// Every command that has some, with them, separated by blanks.
pub(crate) const SYNONYMS: &[(Command, &str)] = &[
    (C::Log, "meeting qbr call visit email note met"),
    (C::Done, "close complete finish tick"),
    (C::Snooze, "postpone later remind"),
    (C::Drop, "dismiss delete"),
    (C::DropOverdue, "old late cleanup clear"),
    (C::Edit, "change rename"),
    (C::Pulse, "sentiment feeling nps"),
    (C::HandOff, "handover handoff transfer"),
    (C::Find, "search look"),
    (C::Filter, "search"),
    (C::Sort, "order columns"),
    (C::Export, "csv download save"),
    (C::Mail, "email write send letter"),
    (C::CopyPhone, "call telephone dial number"),
    (C::Save(Save::Calendar), "ics export file"),
    (C::Save(Save::Handover), "handover export file"),
    (C::Save(Save::Showcase), "export file html"),
    (C::Save(Save::Huddle), "export file agenda"),
    (C::Save(Save::Charter), "export file html agenda print ten minute"),
    (C::Save(Save::Pipeline), "export file html print"),
    (C::Agenda, "charter agenda print minutes copy"),
    (C::PipelinePage, "print plain copy stages unison"),
    (C::DropOff, "spot hot vulnerability vulnerable vp playbook evidence attach quote note"),
    (C::Connections, "connection points handshake meet process"),
    (C::Directory, "duty place location team post sale people function office"),
    (C::Pay, "reward commission parity cost plan rates"),
    (C::BeforeAfter, "status quo compare since"),
    (C::Targets, "metric goal aim consequence abandonment zero"),
    (C::Pledge, "sign commit promise"),
    (C::NewDecision, "huddle"),
    (C::EditAccount, "deliver delivered bought why offer channel value"),
    (C::Go(Place::Pipeline), "stage board lifecycle playbook drop off spot hot gaps"),
    (C::Go(Place::Programme), "charter definition definitions agreed asks pledge metric guerrilla insight huddle"),
    (
        C::Go(Place::Score),
        "nrr grr retention kpi metric abandon abandonment dropped retention guerrilla figures reward stick close responsibility",
    ),
    (C::NewRecord(Noun::Events), "price increase rise notice escalation merger"),
    (C::NewRecord(Noun::Assignments), "seat introduction introduce responsible"),
    (C::NewRecord(Noun::Agreements), "agree minds"),
    (C::NewRecord(Noun::Contributions), "help thank joint collaborate collaboration"),
    (C::NewRecord(Noun::Plans), "success joint value case"),
    (C::Remove, "delete archive erase"),
    (C::Backup, "archive copy save"),
    (C::Undo, "revert back"),
    (C::Import, "upload crm csv spreadsheet"),
    (C::Rules, "settings config preferences thresholds weights"),
    (C::Theme, "settings colours colors dark light"),
    (C::Welcome, "settings currency config preferences name me"),
    (C::Tour, "demo tutorial learn guide lesson"),
    (C::Holidays, "settings calendar vacation"),
    (C::SavedFilters, "settings segment view"),
    (C::Checklist, "onboarding"),
    (C::NewRecord(Noun::Rates), "currency fx"),
    (C::NewRecord(Noun::Churns), "churn lost leave cancel"),
    (C::NewRecord(Noun::Commitments), "promise"),
    (C::NewRecord(Noun::Contracts), "renewal deal"),
    (C::NewRecord(Noun::Opportunities), "upsell expansion"),
    (C::NewRecord(Noun::Issues), "escalation ticket"),
    (C::Go(Place::Renewals), "decide lost renew calendar"),
    (C::Go(Place::Team), "handover csm owner"),
    (C::Go(Place::Accounts), "arr mrr value health portfolio"),
    (C::WonBack, "winback"),
    (C::CloseMonth, "freeze lock"),
    (C::Help, "keys shortcuts legend"),
    (C::Glossary, "words terms meaning legend definitions"),
    (C::Quit, "exit leave"),
];

/// The other words for a command; empty: it has none.
pub(crate) fn of(command: Command) -> &'static str {
    SYNONYMS.iter().find(|(known, _)| *known == command).map_or("", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command::describe;
    use std::collections::HashSet;

    #[test]
    fn every_synonym_is_of_a_command_that_is_listed() {
        let mut seen = HashSet::new();
        for (command, words) in SYNONYMS {
            assert!(describe(*command).is_some(), "{command:?}");
            assert!(seen.insert(*command), "{command:?} stands twice");
            assert!(words.split(' ').all(|word| word.chars().all(|ch| ch.is_ascii_lowercase())), "{words}");
        }
    }
}
