//! Drop-off points that somebody marked, by stage, each with its evidence.

use super::Book;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::drop_off::DropOff;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::text::same_word;
use crate::store::Store;

/// A marked point with all of its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropOffPoint {
    /// The key of its stage.
    pub stage: String,
    /// What people call it.
    pub name: String,
    /// The code of its playbook; none: nothing is done about it yet.
    pub playbook: Option<String>,
    /// Why customers are lost there, as far as it is said.
    pub reasons: Vec<String>,
    /// The marks, the newest first.
    pub marks: Vec<Marked>,
}

/// One mark, with the name of its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The mark.
    pub id: Id<DropOff>,
    /// Whose customer it is about.
    pub account: Option<(Id<Account>, String)>,
    /// What was seen; none: only that there is such a point.
    pub evidence: Option<String>,
    /// The day of the mark.
    pub on: Day,
}

impl DropOffPoint {
    /// How much evidence there is, and what is done: `2 pieces of evidence · VP4`.
    pub fn told(&self) -> String {
        let seen = self.marks.iter().filter(|mark| mark.evidence.is_some()).count() as u64;
        let seen = if seen == 1 { "1 piece of evidence".to_owned() } else { format!("{seen} pieces of evidence") };
        let done = self.playbook.as_deref().unwrap_or("no playbook");
        format!("{seen} · {done}")
    }
}

impl DropOffPoint {
    /// Its name with why customers are lost there: `Second invoice; nobody explains it`.
    pub fn named(&self) -> String {
        std::iter::once(&self.name).chain(&self.reasons).cloned().collect::<Vec<_>>().join("; ")
    }

    /// All of it in a sentence, with the newest evidence.
    pub fn sentence(&self) -> String {
        let seen = self.marks.iter().find(|mark| mark.evidence.is_some());
        let seen = seen.map_or_else(String::new, |mark| format!(". {}", mark.told()));
        format!("★ {}; {}{seen}", self.named(), self.told())
    }
}

impl Marked {
    /// What was seen, and where: `Contoso: 2/5, “nobody explains it”`.
    pub fn told(&self) -> String {
        match (&self.account, &self.evidence) {
            (Some((_, name)), Some(words)) => format!("{name}: {words}"),
            (Some((_, name)), None) => name.clone(),
            (None, Some(words)) => words.clone(),
            (None, None) => "no evidence yet; D on a churn, a quote or a note adds it".to_owned(),
        }
    }
}

impl Book {
    /// Every marked point, in the order in which they were marked.
    pub fn drop_off_points(&self) -> Result<Vec<DropOffPoint>> {
        marked_points(&self.store)
    }
}

/// Every marked point, in the order in which they were marked.
pub(super) fn marked_points(store: &Store) -> Result<Vec<DropOffPoint>> {
    let mut points: Vec<DropOffPoint> = Vec::new();
    for mark in store.all::<DropOff>()? {
        let account = mark.account.map(|id| store.get(id)).transpose()?.flatten();
        let marked = Marked {
            id: mark.id,
            account: account.map(|it: Account| (it.id, it.name)),
            evidence: mark.evidence.clone(),
            on: mark.marked_on,
        };
        let known = points.iter().position(|one| one.stage == mark.stage && same_word(&one.name, &mark.name));
        let at = known.unwrap_or(points.len());
        if known.is_none() {
            let (stage, name) = (mark.stage.clone(), mark.name.clone());
            points.push(DropOffPoint { stage, name, playbook: None, reasons: Vec::new(), marks: Vec::new() });
        }
        let point = &mut points[at];
        point.playbook = point.playbook.take().or(mark.playbook);
        point.reasons.extend(mark.reason.filter(|reason| !point.reasons.contains(reason)));
        point.marks.push(marked);
    }
    for point in &mut points {
        point.marks.sort_by_key(|mark| std::cmp::Reverse((mark.on, mark.id)));
    }
    Ok(points)
}
