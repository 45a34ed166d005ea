//! Telling whoever helped how a deal, or a customer, stands.

use crate::book::op::Op;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::contribution::Contribution;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::text::fit;
use crate::domain::words::{ActionOutcome, Channel, OpportunityState};

/// What there is to tell, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyUpdates {
    /// Who helped in the last twelve months and is still here, whoever helped last first.
    pub helpers: Vec<Id<Member>>,
    /// How it stands, in words.
    pub words: String,
}

/// How the deals of an account stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    /// The account, by name.
    name: String,
    /// Who helped in the last twelve months and is still here, whoever helped last first.
    pub(super) helpers: Vec<Id<Member>>,
    /// Deals that are open, and those closed in the last three months.
    pub(super) deals: Vec<Opportunity>,
    /// Since when the account is in its stage.
    pub(super) stage_since: Option<Day>,
    told: Vec<String>,
}

impl Standing {
    /// Whether a deal is open.
    pub(super) fn has_open(&self) -> bool {
        self.deals.iter().any(|deal| deal.state == OpportunityState::Open)
    }

    /// “Analytics” is open, expected 3 Jan; “Training” was won 2 Nov.
    pub(super) fn words(&self) -> String {
        self.told.join("; ")
    }
}

impl Book {
    /// How the deals of an account stand, for whoever helped.
    pub(super) fn deals_stand(&self, account: Id<Account>) -> Result<Standing> {
        let today = self.today();
        let mut helped: Vec<Contribution> = self.of_account(account)?;
        helped.retain(|one| one.on > today.plus_months_back(12) && one.on <= today);
        helped.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
        let mut helpers: Vec<Id<Member>> = Vec::new();
        for one in helped {
            let is_here = self.get(one.member)?.is_here(today);
            if is_here && !helpers.contains(&one.member) {
                helpers.push(one.member);
            }
        }
        let mut deals: Vec<Opportunity> = self.of_account(account)?;
        let recent = |deal: &Opportunity| deal.closed_on.is_none_or(|closed| closed > today.plus_months_back(3));
        deals.retain(|deal| deal.state == OpportunityState::Open || recent(deal));
        let told = deals.iter().map(|deal| self.stands(deal)).collect();
        let stage_since = self.standing(account)?.stage_since;
        Ok(Standing { name: self.get(account)?.name, helpers, deals, stage_since, told })
    }

    /// How the deals of an account stand, or the account itself where there is none, for whoever helped.
    pub fn updates_for_helpers(&self, account: Id<Account>) -> Result<CompanyUpdates> {
        let (today, stands) = (self.today(), self.deals_stand(account)?);
        let name = &stands.name;
        let words = if stands.told.is_empty() {
            let standing = self.standing(account)?;
            let decides =
                standing.decision_on.map_or_else(String::new, |day| format!(", notice by {}", spoken(day, today)));
            format!(
                "{name} is in the stage {}{decides}. Thank you for your part in it.",
                self.stages().name(&standing.stage)
            )
        } else {
            format!("{name}: {}. Thank you for your part in it.", stands.words())
        };
        Ok(CompanyUpdates { helpers: stands.helpers, words })
    }

    /// “Analytics” is open, expected 3 Jan.
    fn stands(&self, deal: &Opportunity) -> String {
        let today = self.today();
        let title = fit(&deal.title, 60);
        let because = deal.reason.as_ref().map_or_else(String::new, |reason| format!(" ({})", fit(reason, 60)));
        let on = |day: Option<Day>| day.map_or_else(String::new, |day| format!(" {}", spoken(day, today)));
        match deal.state {
            OpportunityState::Open if deal.expected_on.is_some() => {
                format!("“{title}” is open, expected{}", on(deal.expected_on))
            }
            OpportunityState::Open => format!("“{title}” is open"),
            OpportunityState::Won => format!("“{title}” was won{}{because}", on(deal.closed_on)),
            OpportunityState::Lost => format!("“{title}” was lost{}{because}", on(deal.closed_on)),
        }
    }

    /// Notes, for each of them, that they were told today: an action that is done.
    pub fn tell_helpers(&mut self, account: Id<Account>, who: &[Id<Member>], words: &str) -> Result<Outcome> {
        if who.is_empty() {
            return Err(Problem::field("who", "Name who helped; : credit notes what somebody did."));
        }
        if words.trim().is_empty() {
            return Err(Problem::field("words", "Say how it stands."));
        }
        let (today, lead) = (self.today(), self.lead(account)?);
        let names: Vec<String> = who.iter().map(|one| self.member_name(Some(*one))).collect();
        let ((), outcome) = self.edit(Op::Add, |edit| {
            for (one, name) in who.iter().zip(&names) {
                let id = edit.mint()?;
                let told = Action {
                    id,
                    account: Some(account),
                    title: fit(&format!("Told {name}: {}", words.trim().replace('\n', " ")), 190),
                    channel: Some(Channel::Note),
                    owner: lead,
                    done_on: Some(today),
                    outcome: Some(ActionOutcome::Done),
                    reason: Some(words.trim().to_owned()),
                    told_to: Some(*one),
                    ..Action::default()
                };
                told.check()?;
                edit.put(&told)?;
            }
            edit.summary(format!("told {}: {}", names.join(", "), fit(words.trim(), 80)));
            Ok(())
        })?;
        Ok(outcome)
    }
}
