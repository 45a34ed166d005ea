//! The form of a mark at a drop-off point: the stage, its name, why, and the evidence.

use super::Form;
use super::draft::Draft;
use super::field::{Field, Kind};
use crate::book::cache::query;
use crate::book::evidence::Seen;
use crate::book::{Book, Outcome};
use crate::domain::drop_off::{DropOff, Evidence};
use crate::domain::problem::{Problem, Result};

/// The fields, with what is known already filled in. `stage`: its key, where one is selected.
pub(crate) fn form(stage: Option<&str>, seen: Option<&Seen>, book: &mut Book) -> Result<Form> {
    let stage = seen.map(|seen| seen.stage.as_str()).or(stage);
    let name = stage.map_or_else(String::new, |key| book.stages().name(key).to_owned());
    let points = book.drop_off_points()?;
    let known = points.iter().filter(|one| stage.is_none_or(|stage| one.stage == stage)).map(|one| one.name.clone());
    let playbooks = book.playbooks().list.iter().map(|one| format!("{} {}", one.code, one.name));
    let stages = book.stages().list.iter().map(|one| one.name.clone()).collect();
    let (known, playbooks): (Vec<String>, Vec<String>) = (known.collect(), playbooks.collect());
    let evidence: Vec<String> = options(stage, book)?.iter().map(Seen::told).collect();
    let loose = |options| Kind::Choice { options, strict: false };
    let title = if name.is_empty() { "Mark a drop-off point".to_owned() } else { format!("Drop-off point in {name}") };
    let form = Form::new(
        title,
        vec![
            Field::new("name", "Drop-off point", loose(known), "")
                .needed()
                .hint("What people call the moment; a known one gathers evidence"),
            Field::choice("stage", "Stage", stages, name).needed(),
            Field::text_of("reason", "Reason", "").hint("Why customers are lost there"),
            Field::new("evidence", "Evidence", loose(evidence), seen.map_or_else(String::new, Seen::told))
                .hint("A churn or a quote of this stage, or a note of your own"),
            Field::choice("playbook", "Playbook", playbooks, "").hint("What is done about it; blank: nothing yet"),
        ],
    );
    Ok(Form { focus: 0, ..form })
}

fn options(stage: Option<&str>, book: &mut Book) -> Result<Vec<Seen>> {
    let Some(stage) = stage else { return Ok(Vec::new()) };
    let board = book.cached(query::Board)?;
    Ok(board.map_or_else(Vec::new, |board| book.seen_in(&board, stage)))
}

/// Keeps the mark that the form describes.
pub(crate) fn keep(seen: Option<&Seen>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let at_stage = |problem: Problem| Problem { field: Some("stage"), ..problem };
    let stage = book.stages().read(&draft.words("stage")).map_err(at_stage)?.key.clone();
    let typed = draft.text("evidence");
    let chosen = match &typed {
        None => None,
        Some(words) => {
            let all = options(Some(&stage), book)?;
            seen.cloned().into_iter().chain(all).find(|one| one.told() == *words)
        }
    };
    let playbook = draft.text("playbook").map(|words| words.split(' ').next().unwrap_or_default().to_owned());
    let (account, kind, evidence) = match chosen {
        Some(seen) => (Some(seen.account), seen.kind, Some(seen.words)),
        None => (None, Evidence::Note, typed),
    };
    let mark = DropOff {
        stage,
        name: draft.words("name"),
        reason: draft.text("reason"),
        playbook,
        account,
        kind,
        evidence,
        marked_on: draft.today,
        ..DropOff::default()
    };
    Ok(book.keep(mark)?.1)
}
