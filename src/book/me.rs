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
use crate::domain::text::fold;
use crate::store::due::Whose;
use crate::store::{Edit, Outcome};

/// Who “me” became, and whether the member was made for it.
#[derive(Debug, Clone, PartialEq)]
pub struct SetMe {
    /// The member's name.
    pub name: String,
    /// Whether there was no member of this name before.
    pub is_new: bool,
    /// What the member was called before, where that was a mailbox of this name.
    pub was: Option<String>,
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
        let by_mailbox = if known.is_none() { self.mailbox_of(words)? } else { None };
        let was = by_mailbox.as_ref().map(|member| member.name.clone());
        let is_new = known.is_none() && by_mailbox.is_none();
        let (name, outcome) = self.edit(Op::SetMe, |edit| {
            let (name, how) = match (known, by_mailbox) {
                (Some(member), _) => (member.name, String::new()),
                (None, Some(member)) => {
                    let how = format!(", called {} before", member.name);
                    (named_by_mailbox(edit, member, words.trim())?, how)
                }
                (None, None) => (add(edit, words.trim())?, ", added to the team".to_owned()),
            };
            put(edit, &name)?;
            edit.summary(format!("{name}{how}"));
            Ok(name)
        })?;
        Ok(SetMe { name, is_new, was, outcome })
    }

    /// The one member who is called by a mailbox that says this name, as exports do: `ana.ruiz@example.com` is Ana Ruiz.
    fn mailbox_of(&self, name: &str) -> Result<Option<Member>> {
        let wanted = fold(name);
        let says = |member: &Member| {
            let local = member.name.split('@').next().unwrap_or_default();
            member.name.contains('@')
                && local.contains(['.', '_', '-'])
                && fold(&local.replace(['.', '_', '-'], " ")) == wanted
        };
        let mut found: Vec<Member> = self.all()?;
        found.retain(says);
        Ok(if found.len() == 1 { found.pop() } else { None })
    }
}

/// Gives a member who is called by a mailbox this name; the mailbox stays, so that files still find them by it.
fn named_by_mailbox(edit: &mut Edit<'_>, member: Member, name: &str) -> Result<String> {
    let email = member.email.clone().or(Some(member.name.clone()));
    let member = Member { name: name.to_owned(), email, ..member };
    member.check()?;
    edit.put(&member)?;
    Ok(member.name)
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
