//! The directory of the team: who is what, does what, and where.

use super::app::App;
use super::layer::Layer;
use super::layer::text::TextLayer;
use super::lead::Lead;
use super::step::Step;
use crate::book::cache::query;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::text::{grouped, left};
use crate::form::request::FormRequest;
use ratatui::text::{Line, Span};

/// Columns of a name, and of a title.
const NAME: usize = 20;
const TITLE: usize = 24;

impl App {
    /// Everybody who is here, by team: who, what they are, what they do, where; opened, their record.
    pub(super) fn directory(&mut self) -> Result<Step> {
        let people = self.book.cached(query::People)?;
        let today = self.book.today();
        let mut members: Vec<Member> = self.book.all()?;
        members.retain(|one| one.is_here(today));
        members.sort_by(|one, other| (&one.team, &one.name).cmp(&(&other.team, &other.name)));
        let (mut lines, mut leads, mut team) = (Vec::new(), Vec::new(), None);
        for it in members {
            if team.as_ref() != Some(&it.team) {
                lines.extend((!lines.is_empty()).then(Line::default));
                let head = it.team.as_ref().map_or_else(|| "No team".to_owned(), |team| format!("Team {team}"));
                lines.push(Line::from(Span::styled(head, self.look().theme.strong)));
                team = Some(it.team.clone());
            }
            let held = people.as_ref().and_then(|all| all.list.iter().find(|one| one.member.id == it.id));
            let roles = held.map_or_else(String::new, |one| match (one.leads, one.assignments) {
                (0, 0) => "no role yet".to_owned(),
                (0, roles) => told_roles(roles),
                (led, roles) => format!("leads {led}, {}", told_roles(roles)),
            });
            let or = |words: Option<String>, none: &str| words.unwrap_or_else(|| none.to_owned());
            let does = [or(it.function, "duty not written down"), or(it.place, "place not written down"), roles];
            let does: Vec<String> = does.into_iter().filter(|words| !words.is_empty()).collect();
            let title = it.title.unwrap_or_default();
            leads.push((lines.len(), Lead::Form(FormRequest::Edit(Noun::Members, it.id.raw()))));
            lines.push(Line::from(format!("  {} {} {}", left(&it.name, NAME), left(&title, TITLE), does.join(" · "))));
        }
        if leads.is_empty() {
            return Ok(Step::Say("No team member yet; : and new team member adds one.".to_owned()));
        }
        if let Some(inside) = self.book.cached(query::Inside)?.filter(|inside| !inside.pairs.is_empty()) {
            lines.push(Line::default());
            let all = grouped(&inside.joint.to_string());
            let head = format!("Worked together with customers in twelve months: {all} joint touches");
            lines.push(Line::from(Span::styled(head, self.look().theme.strong)));
            for (one, other, touches) in &inside.pairs {
                let both = format!("{one} and {other}");
                lines.push(Line::from(format!("  {} {}", left(&both, NAME + TITLE), grouped(&touches.to_string()))));
            }
        }
        let layer = TextLayer::new("Directory: who does what, and where", lines).with_leads(leads);
        Ok(Step::Open(Box::new(Layer::Text(layer))))
    }
}

/// `1 role`, `12 roles`.
fn told_roles(roles: u32) -> String {
    crate::domain::text::counted(roles.into(), "role")
}
