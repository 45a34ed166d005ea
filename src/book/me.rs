//! Who uses the book: a stored, undoable setting. Lists start with their accounts and tasks, and new ones belong to them.

use super::Book;
use super::op::Op;
use super::rules::put_setting;
use crate::domain::day::Day;
use crate::domain::me::{Me, UNKNOWN};
use crate::domain::member::Member;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::record::Record;
use crate::domain::rule::Rule;
use crate::store::due::Whose;
use crate::store::{Edit, Outcome};

/// Who “me” became, and whether the member was made for it.
#[derive(Debug, Clone, PartialEq)]
pub struct SetMe {
    /// The member's name.
    pub name: String,
    /// Whether there was no member of this name before.
    pub is_new: bool,
    /// What was done.
    pub outcome: Outcome,
}

impl Book {
    /// The member who uses the book; none: nobody has said so, or the member is gone.
    pub fn me(&self) -> Result<Option<Member>> {
        let me = self.rule::<Me>();
        if me.name.is_empty() {
            return Ok(None);
        }
        let mut named: Vec<Member> = self.all()?;
        named.retain(|one| me.is(&one.name));
        named.sort_by_key(|one| !one.is_here(self.today()));
        Ok(named.into_iter().next())
    }

    /// The member who uses the book, or the refusal that says how to set one.
    pub fn me_or_refuse(&self) -> Result<Member> {
        self.me()?.ok_or_else(|| Problem::not_found(UNKNOWN))
    }

    /// Whose tasks and accounts lists start with: mine, where others work with this book too.
    pub fn mine(&self) -> Result<Whose> {
        let Some(me) = self.me()? else { return Ok(None) };
        Ok((self.count::<Member>()? > 1).then_some(me.id))
    }

    /// Whether others work with this book too, and some of its accounts are led by whoever uses it.
    pub fn leads_some(&self) -> Result<bool> {
        let Some(me) = self.mine()? else { return Ok(false) };
        Ok(!self.store.led_by(me, self.today())?.is_empty())
    }

    /// From now on the member whom `words` name uses the book. Where nobody is called so, the member is added.
    pub fn set_me(&mut self, words: &str) -> Result<SetMe> {
        let known = if words.trim().is_empty() || Me::is_meant(words) {
            return Err(Problem::field("name", "Give your name, as the team calls you."));
        } else {
            match self.member_called(words) {
                Ok(member) => Some(member),
                Err(problem) if problem.kind == ProblemKind::NotFound => None,
                Err(problem) => return Err(problem),
            }
        };
        let is_new = known.is_none();
        let (name, outcome) = self.edit(Op::SetMe, |edit| {
            let name = match known {
                Some(member) => member.name,
                None => add(edit, words.trim())?,
            };
            let added = if is_new { ", added to the team" } else { "" };
            put(edit, &name)?;
            edit.summary(format!("{name}{added}"));
            Ok(name)
        })?;
        Ok(SetMe { name, is_new, outcome })
    }
}

fn add(edit: &mut Edit<'_>, name: &str) -> Result<String> {
    let member = Member { id: edit.mint()?, name: name.to_owned(), ..Member::default() };
    member.check()?;
    edit.put(&member)?;
    Ok(member.name)
}

/// Puts the name of whoever uses the book. It holds on every day: an answer of an earlier day is asked by the same person.
pub(super) fn put(edit: &mut Edit<'_>, name: &str) -> Result<()> {
    put_setting(edit, Me::KEY, Me { name: name.to_owned() }.written()?, Day::ZERO)
}
