//! Every number of the last twelve months, to be read in a layer. The first screenful answers: who came, who stayed, who
//! went, and the three questions; then targets and rates, what is counted and who owns it, then what they are made of.

use super::compared;
use super::kept::{Kept, Year};
use super::sheet::Sheet;
use crate::book::Book;
use crate::book::metrics::told::{Told, group_words, kept_words};
use crate::domain::account::Account;
use crate::domain::day::headed;
use crate::domain::metrics::group::MOST;
use crate::domain::problem::Result;
use crate::domain::text::{fit, grouped, left};
use crate::tui::step::Step;
use ratatui::text::{Line, Span};

/// How many sales that were let down are listed.
const LISTED: usize = 40;
/// Columns of a question, and of the name of a group.
const QUESTION: usize = 16;
const GROUP: usize = 24;
/// The most lines of an answer to one of the three questions: the wins below tell all of them.
const ANSWER: usize = 2;
/// Columns that a line loses where it breaks.
const BREAK: usize = 10;

/// The layer.
pub(crate) fn layer(year: &Year, kept: &Kept, book: &Book, mut sheet: Sheet<'_>) -> Result<Step> {
    let metrics = &year.metrics;
    let tiles = year.tiles();
    let lines = super::tiles::lines(&tiles, sheet.columns, sheet.theme);
    sheet.extend(lines);
    questions(year, book, &mut sheet);
    targets(year, book, &mut sheet)?;
    rates(year, book, &mut sheet)?;
    what_we_count(book, &mut sheet);
    if let Some(care) = &metrics.care {
        sheet.part(&care.heading());
        named(&care.told(), &mut sheet);
    }
    sheet.part("New business and retention");
    named(&book.pay_told(metrics)?, &mut sheet);
    if let Some(house) = &metrics.house {
        sheet.part("Team and process, today");
        named(&house.told(), &mut sheet);
    }
    before_and_after(year, book, &mut sheet);
    wins(year, book, &mut sheet);
    sheet.counts("Why they left", &reasons(&metrics.reasons));
    if !kept.most().is_empty() {
        sheet.words(kept.most(), sheet.theme.plain);
    }
    sheet.counts("Why they renewed", &reasons(&metrics.renewal_reasons));
    groups(year, book, &mut sheet);
    cohorts(year, &mut sheet);
    let causes = metrics.causes().into_iter().map(|(cause, count)| (count, cause.title().to_owned()));
    sheet.counts("Why sales were dropped", &causes.collect::<Vec<_>>());
    abandoned(year, book, &mut sheet)?;
    corrections(kept, &mut sheet);
    notes(year, &mut sheet);
    let title = format!("The score in numbers, {} to {}", headed(metrics.period.from), headed(metrics.period.to));
    Ok(Step::Open(Box::new(sheet.layer(title))))
}

/// Figures with what they are made of.
fn named(told: &[Told], sheet: &mut Sheet<'_>) {
    for told in told {
        sheet.named(told.name, &told.rate.replace(" of 100", "/100"), &told.words);
    }
}

fn questions(year: &Year, book: &Book, sheet: &mut Sheet<'_>) {
    let Some(recent) = &year.metrics.recent else { return };
    sheet.part("Three questions");
    // Lines break between words, so none is filled to its end.
    let room = (sheet.columns.saturating_sub(QUESTION + BREAK) * ANSWER).max(QUESTION);
    for (question, answer) in recent.answers(book.today()) {
        sheet.beside(question, QUESTION, &fit(&answer, room));
    }
}

/// Each count as the charter defines it: on with a meaning and an owner, and what is missing where it is off.
fn what_we_count(book: &Book, sheet: &mut Sheet<'_>) {
    let definitions = book.definitions();
    if definitions.list.is_empty() {
        return;
    }
    sheet.part("What we count");
    for one in &definitions.list {
        sheet.beside(&fit(&one.word, GROUP - 1), GROUP, &one.told());
    }
    if definitions.list.iter().any(|one| !one.is_on()) {
        sheet.words("e on a word of screen 6 says what it means and whose it is.", sheet.theme.dim);
    }
}

fn targets(year: &Year, book: &Book, sheet: &mut Sheet<'_>) -> Result<()> {
    let theme = sheet.theme;
    sheet.part("Targets");
    let aims = book.aims(&year.metrics)?;
    if aims.is_empty() {
        sheet.words(
            "None yet. : and new target sets one, with its owner and what follows when it is missed.",
            theme.dim,
        );
    }
    for aim in aims {
        let style = if aim.is_met() == Some(false) { theme.error } else { theme.plain };
        sheet.words(&aim.words(), style);
    }
    Ok(())
}

fn rates(year: &Year, book: &Book, sheet: &mut Sheet<'_>) -> Result<()> {
    let metrics = &year.metrics;
    let count = |count: u64| grouped(&count.to_string());
    sheet.part("Rates");
    named(year.rates(), sheet);
    sheet.named("Hand-offs", "", &metrics.acceptance_words());
    sheet.named("Referrals", &count(metrics.referrals), "recommendations given");
    let (before, after) = (metrics.movement.before, metrics.movement.after);
    sheet.named("Customers", &count(after), &format!("{} a year before", count(before)));
    let (grown, shrunk) = (metrics.retention.grown, metrics.retention.shrunk);
    sheet.named("Growing", &count(grown), &format!("worth more than then; {} worth less", count(shrunk)));
    let back = metrics.movement.won_back.count;
    if back > 0 {
        sheet.named("Won back", &count(back), "were gone and came back");
    }
    named(&book.proved(metrics.period)?.told(), sheet);
    Ok(())
}

/// The time before and after the day the book names.
fn before_and_after(year: &Year, book: &Book, sheet: &mut Sheet<'_>) {
    let theme = sheet.theme;
    if let Some(both) = &year.metrics.compared {
        sheet.part(&compared::heading(both));
        compared::write(both, book, sheet);
    } else {
        sheet.part("Before and after");
        sheet.words("No day yet. : and before names the day on which something began.", theme.dim);
    }
}

/// The wins of the last days: a renewal and a save are told like a new customer.
fn wins(year: &Year, book: &Book, sheet: &mut Sheet<'_>) {
    let wins = year.metrics.recent.as_ref().map(|recent| recent.wins(book.today())).unwrap_or_default();
    if wins.is_empty() {
        return;
    }
    sheet.part("Won and renewed in 30 days");
    let good = sheet.theme.good;
    sheet.extend(wins.into_iter().map(|win| Line::from(Span::styled(win, good))));
}

fn reasons(list: &[(String, u64)]) -> Vec<(u64, String)> {
    let row = |(reason, count): &(String, u64)| {
        (*count, if reason.is_empty() { "no reason written down".to_owned() } else { reason.clone() })
    };
    list.iter().map(row).collect()
}

/// Customers by what they do, the most valuable first.
fn groups(year: &Year, book: &Book, sheet: &mut Sheet<'_>) {
    let (theme, groups) = (sheet.theme, year.metrics.groups.list());
    sheet.part("By industry");
    if groups.is_empty() {
        sheet.words("– no industry is written down; e on an account of screen 3 writes it.", theme.dim);
    }
    for group in groups.iter().take(MOST) {
        sheet.beside(or_unwritten(&group.name), GROUP, &group_words(group, book.currency()));
    }
    if groups.len() > MOST {
        sheet.words(&format!("and {} more: mainstay score --json lists them all.", groups.len() - MOST), theme.dim);
    }
}

/// New customers by what they came in with: how many are still there.
fn cohorts(year: &Year, sheet: &mut Sheet<'_>) {
    let all = &year.metrics.cohorts;
    let kinds = [
        ("Retained, by the year they came in", all.years()),
        ("Retained, by the channel they came through", all.channels()),
        ("Retained, by the offer that won them", all.offers()),
    ];
    for (heading, groups) in kinds.into_iter().filter(|(_, groups)| !groups.is_empty()) {
        sheet.part(heading);
        for group in groups {
            sheet.beside(or_unwritten(&group.name), GROUP, &kept_words(&group));
        }
    }
}

fn or_unwritten(name: &str) -> &str {
    if name.is_empty() { "not written down" } else { name }
}

/// Closed months whose numbers would be others today: what was closed stands, this is beside it.
fn corrections(kept: &Kept, sheet: &mut Sheet<'_>) {
    let rows: Vec<String> = kept.corrections().map(|(month, words)| format!("{month}  {words}")).collect();
    if rows.is_empty() {
        return;
    }
    sheet.part("* Closed months: their numbers stand, later facts correct them");
    for row in rows {
        sheet.words(&row, sheet.theme.plain);
    }
}

fn abandoned(year: &Year, book: &Book, sheet: &mut Sheet<'_>) -> Result<()> {
    let (theme, cases) = (sheet.theme, &year.metrics.abandonment.cases);
    for case in cases.iter().take(LISTED) {
        let account: Account = book.get(case.account)?;
        let causes: Vec<&str> = case.causes.iter().map(|(cause, _)| cause.title()).collect();
        let words = format!("{}  {}  ", case.sale.on, left(&account.name, 28));
        sheet.extend([Line::from(vec![Span::raw(words), Span::styled(causes.join("; "), theme.dim)])]);
    }
    if cases.len() > LISTED {
        let more = grouped(&(cases.len() - LISTED).to_string());
        sheet.words(&format!("and {more} more: mainstay score --json lists them all."), theme.plain);
    }
    Ok(())
}

/// What is in no count, with why.
fn notes(year: &Year, sheet: &mut Sheet<'_>) {
    let notes = year.metrics.notes();
    if notes.is_empty() {
        return;
    }
    sheet.part("In no count");
    for note in notes {
        sheet.words(&note, sheet.theme.dim);
    }
}
