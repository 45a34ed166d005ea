//! The handover packet: what whoever takes over must know, of one account or of all that a team member holds.

use super::what_if::WhatIf;
use crate::book::Book;
use crate::book::page::Brief;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::contact::Contact;
use crate::domain::day::{Day, headed, spoken, written};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::risk::signal::State;
use crate::domain::role::Duty;
use crate::domain::text::{counted, fit, with_article};
use crate::domain::touch::Touch;
use crate::exchange::page::{Block, Page, Section};

/// Touches told: the last ones.
const TOUCHES: usize = 10;

impl Book {
    /// The packet of one account.
    pub fn handover(&mut self, account: Id<Account>) -> Result<Page> {
        let today = self.today();
        let mut sections = self.account_part(account, 2, None)?;
        if let Some(first) = sections.first_mut() {
            first.breaks = false;
        }
        let name = self.get(account)?.name;
        let lead = self.lead(account)?;
        let subtitle = format!("{}; led by {}", headed(today), self.member_name(lead));
        Ok(Page { title: format!("Handover of {name}"), subtitle, sections })
    }

    /// The packet of a team member: what is at stake, then every account, those they lead first.
    pub fn handover_of(&mut self, member: Id<Member>) -> Result<Page> {
        let today = self.today();
        let what_if = self.what_if(member)?;
        let mut sections = vec![self.overview(&what_if)];
        for one in &what_if.held {
            sections.extend(self.account_part(one.account, 2, Some(member))?);
        }
        let name = &what_if.member.name;
        let subtitle =
            format!("{}; {} led, {} held", headed(today), counted(what_if.accounts, "account"), what_if.held.len());
        Ok(Page { title: format!("Handover of {name}"), subtitle, sections })
    }

    /// The packet of the account, or of the team member, that words name.
    pub fn handover_called(&mut self, words: &str) -> Result<Page> {
        match (self.account_called(words), self.member_called(words)) {
            (Ok(account), Err(_)) => self.handover(account.id),
            (Err(_), Ok(member)) => self.handover_of(member.id),
            (Ok(account), Ok(member)) => {
                let means = |name: &str| name.eq_ignore_ascii_case(words.trim());
                match (means(&account.name), means(&member.name)) {
                    (true, false) => self.handover(account.id),
                    (false, true) => self.handover_of(member.id),
                    _ => Err(Problem::new(
                        ProblemKind::Ambiguous,
                        format!("“{}” may mean {} or {}; write more of it.", fit(words, 40), account.name, member.name),
                    )),
                }
            }
            (Err(first), Err(second)) if first.kind == ProblemKind::NotFound => Err(match second.kind {
                ProblemKind::NotFound => Problem::not_found(format!(
                    "No account and no team member is called “{}”; “mainstay accounts” and “mainstay team” list them.",
                    fit(words, 60)
                )),
                _ => second,
            }),
            (Err(first), Err(_)) => Err(first),
        }
    }

    fn overview(&self, what_if: &WhatIf) -> Section {
        let money = |minor| self.money(minor).long();
        let accounts = counted(what_if.accounts, "account");
        let worth = what_if.value.map_or_else(
            || format!("Leads {accounts} of unknown value."),
            |value| format!("Leads {accounts} worth {} a year.", money(value)),
        );
        let here =
            what_if.loss.map_or_else(String::new, |(low, high)| format!(": here {} to {}", money(low), money(high)));
        let band = format!(
            "{worth} After a change of rep {:.1}–{:.1} % of sales were lost in a published study{here}.",
            what_if.shares.0 * 100.0,
            what_if.shares.1 * 100.0,
        );
        let row = |one: &super::what_if::Leaving| {
            let (heir, why) = one
                .successor
                .as_ref()
                .map_or_else(|| ("nobody".to_owned(), String::new()), |heir| (heir.name.clone(), heir.reason.clone()));
            let value = one.value.map_or_else(|| "–".to_owned(), money);
            vec![one.name.clone(), value, one.sole.join(", "), heir, why]
        };
        let heads = vec!["Account", "Value", "Sole relationships", "Suggested successor", "Why"];
        let rows: Vec<Vec<String>> = what_if.held.iter().map(row).collect();
        let table = if rows.is_empty() {
            Block::Text("No account led, no assignment.".to_owned())
        } else {
            Block::Table(heads, rows)
        };
        Section { heading: "At a glance".to_owned(), level: 2, breaks: false, blocks: vec![Block::Text(band), table] }
    }

    /// The sections of one account; `only`: whose sole contacts are named, the lead where it is left out.
    fn account_part(&mut self, id: Id<Account>, level: u8, only: Option<Id<Member>>) -> Result<Vec<Section>> {
        let brief = self.brief(id)?;
        let whose = only.or(self.lead(id)?);
        let mut sections = vec![self.head(&brief, level)];
        let mut add = |heading: &str, blocks: Vec<Block>| {
            sections.push(Section { heading: heading.to_owned(), level: level + 1, breaks: false, blocks });
        };
        add("People", self.people_part(&brief)?);
        if let Some(whose) = whose {
            let sole = self.store.sole_contacts(id, whose, self.today())?;
            let heading = format!("Contacts only {} knows", self.get(whose)?.name);
            add(&heading, list(sole.iter().map(told), "None: other members have met all these contacts."));
        }
        add("Commitments and next steps", self.commitments(&brief));
        add("Plan", self.plan_part(id)?);
        add("The last ten touches", self.touches_part(id)?);
        add("Open risks", risks(&brief, self.today()));
        Ok(sections)
    }

    fn head(&self, brief: &Brief, level: u8) -> Section {
        let today = self.today();
        let account = &brief.account;
        let mut facts = vec![format!("Led by {}; {} points, {}", brief.lead, brief.score.points, brief.score.band)];
        facts.push(format!("Stage: {}", self.stages().name(&account.stage)));
        let value = brief.standing.value.map_or_else(|| "value unknown".to_owned(), |minor| self.money(minor).long());
        let since =
            account.customer_since.map_or_else(String::new, |day| format!(", customer since {}", written(day, today)));
        facts.push(format!("{value} a year{since}"));
        facts.extend(brief.standing.decision_on.map(|day| format!("Notice deadline {}", written(day, today))));
        facts.extend(account.why_bought.as_ref().map(|why| format!("Reason for buying: {why}")));
        facts.extend(account.notes.as_ref().map(|notes| format!("Notes: {notes}")));
        Section { heading: account.name.clone(), level, breaks: true, blocks: vec![Block::List(facts)] }
    }

    fn people_part(&mut self, brief: &Brief) -> Result<Vec<Block>> {
        let today = self.today();
        let here = brief.contacts.iter().filter(|one| one.is_here(today));
        let theirs: Vec<Vec<String>> = here
            .map(|one| {
                let reach = [one.email.clone(), one.phone.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
                let assignment = one.role.map_or("", |assignment| assignment.word()).to_owned();
                vec![one.name.clone(), one.title.clone().unwrap_or_default(), assignment, reach]
            })
            .collect();
        let mut assignments: Vec<Assignment> = self.of_account(brief.account.id)?;
        assignments.retain(|assignment| assignment.is_held(today));
        assignments.sort_by_key(|assignment| (assignment.role, assignment.id));
        let mut ours = Vec::new();
        for assignment in &assignments {
            let who = self.member_name(assignment.member);
            let since = assignment.since.map_or_else(String::new, |since| written(since, today));
            ours.push(vec![
                assignment.role.title().to_owned(),
                who,
                since,
                Duty::aim(&assignment.duty, assignment.purpose.as_deref()).unwrap_or_default(),
            ]);
        }
        let mut blocks = Vec::new();
        blocks.push(if theirs.is_empty() {
            Block::Text("No current contact is recorded.".to_owned())
        } else {
            Block::Table(vec!["Theirs", "Title", "Role", "Reach"], theirs)
        });
        blocks.push(if ours.is_empty() {
            Block::Text("No assignment is recorded.".to_owned())
        } else {
            Block::Table(vec!["Role", "Who", "Since", "What for"], ours)
        });
        Ok(blocks)
    }

    fn commitments(&self, brief: &Brief) -> Vec<Block> {
        let today = self.today();
        let due = |day: Option<Day>| day.map_or_else(|| "no date".to_owned(), |day| spoken(day, today));
        let promised =
            brief.commitments.iter().map(|one| format!("{}: {} ({})", one.kind.word(), one.what, due(one.due)));
        let steps = brief.actions.iter().map(|one| format!("action: {} ({})", one.title, due(one.due)));
        list(promised.chain(steps), "No commitments and no actions.")
    }

    fn plan_part(&self, id: Id<Account>) -> Result<Vec<Block>> {
        let today = self.today();
        let plans: Vec<Plan> = self.of_account(id)?;
        let Some(plan) = plans.into_iter().rfind(|plan| plan.closed_on.is_none()) else {
            return Ok(vec![Block::Text("No success plan.".to_owned())]);
        };
        let mut facts = vec![format!(
            "The account has {} plan since {}",
            with_article(plan.kind.word()),
            written(plan.started_on, today)
        )];
        facts.extend(plan.review_on.map(|day| format!("Next review {}", spoken(day, today))));
        for (what, words) in [
            ("Mutual wins", plan.mutual_wins),
            ("Risks", plan.could_go_wrong),
            ("Sold", plan.products_owned),
            ("Not sold yet", plan.whitespace),
        ] {
            facts.extend(words.map(|words| format!("{what}: {words}")));
        }
        let goals: Vec<Goal> = self.all::<Goal>()?.into_iter().filter(|goal| goal.plan == plan.id).collect();
        facts.extend(goals.iter().filter(|goal| goal.met_on.is_none()).map(|goal| {
            let measure = goal.measure.as_ref().map_or_else(String::new, |measure| format!(", by {measure}"));
            let due = goal.due.map_or_else(String::new, |due| format!(", due {}", written(due, today)));
            format!("Goal: {}{measure}{due}", goal.objective)
        }));
        Ok(vec![Block::List(facts)])
    }

    fn touches_part(&mut self, id: Id<Account>) -> Result<Vec<Block>> {
        let today = self.today();
        let touches: Vec<Touch> = self.store.touches(id, 0, TOUCHES)?;
        let mut rows = Vec::new();
        for touch in &touches {
            let ours: Vec<String> = touch.members.iter().map(|one| self.member_name(Some(*one))).collect();
            let mut theirs = Vec::new();
            for contact in &touch.contacts {
                theirs.extend(self.store.get(*contact)?.map(|contact| contact.name));
            }
            let said = touch.summary.clone().unwrap_or_default();
            let (on, how) = (written(touch.on, today), touch.channel.word().to_owned());
            rows.push(vec![on, how, ours.join(", "), theirs.join(", "), said]);
        }
        if rows.is_empty() {
            return Ok(vec![Block::Text("No touch is recorded.".to_owned())]);
        }
        Ok(vec![Block::Table(vec!["Day", "How", "Ours", "Theirs", "What"], rows)])
    }
}

fn told(contact: &Contact) -> String {
    let title = contact.title.as_ref().map_or_else(String::new, |title| format!(", {title}"));
    let reach = contact.email.as_ref().map_or_else(String::new, |email| format!(" ({email})"));
    format!("{}{title}{reach}", contact.name)
}

fn risks(brief: &Brief, today: Day) -> Vec<Block> {
    let issues = brief.issues.iter().map(|one| {
        let above = if one.escalation { ", escalated" } else { "" };
        format!("Open issue since {}: {}{above}", written(one.opened_on, today), one.title)
    });
    let known = brief.lines.iter().filter(|line| line.points() > 0 && matches!(line.state, State::Known(_)));
    let lines = known.map(|line| format!("{} ({} points) {}", line.sentence(today), line.points(), line.remedy.words));
    list(issues.chain(lines), "No risk with points is known.")
}

fn list(entries: impl Iterator<Item = String>, nothing: &str) -> Vec<Block> {
    let entries: Vec<String> = entries.collect();
    vec![if entries.is_empty() { Block::Text(nothing.to_owned()) } else { Block::List(entries) }]
}
