//! Every number of the last twelve months, section by section, each row leading to what it counts. First the three questions,
//! then who came, stayed and went, and the wins; then targets and rates, what is counted and who owns it.

use super::compared;
use super::kept::{Kept, Year};
use super::sheet::Sheet;
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::book::metrics::questions::QUESTIONS;
use crate::book::metrics::recent::Happened;
use crate::book::metrics::recent::LATELY;
use crate::book::metrics::told::{Told, group_words, kept_words};
use crate::domain::account::Account;
use crate::domain::day::{Day, headed, written};
use crate::domain::metrics::abandonment::Case;
use crate::domain::metrics::group::MOST;
use crate::domain::problem::Result;
use crate::domain::text::{fit, grouped, left};
use crate::form::request::FormRequest;
use crate::tui::command::Command;
use crate::tui::lead::Lead;
use crate::tui::place::Place;
use crate::tui::step::Step;

/// How many sales that were let down are listed.
const LISTED: usize = 40;
/// Columns of the name of a group.
const GROUP: usize = 24;

/// The layer.
pub(crate) fn layer(year: &Year, kept: &Kept, book: &Book, mut sheet: Sheet<'_>) -> Result<Step> {
    let metrics = &year.metrics;
    let behind = Behind::read(metrics, book)?;
    questions(year, book, &mut sheet)?;
    sheet.part("Twelve months");
    let tiles = year.tiles();
    let lines = super::tiles::lines(&tiles, sheet.columns, sheet.theme);
    sheet.extend(lines);
    behind.counts(&mut sheet);
    wins(year, book, &mut sheet);
    targets(year, book, &mut sheet)?;
    rates(year, book, &behind, &mut sheet)?;
    what_we_count(book, &mut sheet);
    if let Some(care) = &metrics.care {
        sheet.part(&care.heading());
        named(&care.told(), |told| Some(lead_of_care(told)), &mut sheet);
    }
    sheet.part("New business and retention");
    named(&book.pay_told(metrics)?, |_| Some(Lead::Form(FormRequest::Pay)), &mut sheet);
    if let Some(house) = &metrics.house {
        sheet.part("Team and process, today");
        named(&house.told(), |_| Some(Lead::Go(Place::Team)), &mut sheet);
    }
    before_and_after(year, book, &mut sheet);
    sheet.counts("Why they left", behind.reasons(&metrics.reasons, &behind.lost, "Churned"));
    if !kept.most().is_empty() {
        let most = kept.most().to_owned();
        sheet.leading(Some(Lead::Go(Place::Pipeline)), |sheet| sheet.words(&most, sheet.theme.plain));
    }
    sheet.counts("Why they renewed", behind.reasons(&metrics.renewal_reasons, &behind.renewed, "Renewed"));
    groups(year, book, &mut sheet);
    cohorts(year, &mut sheet);
    let causes = metrics.causes().into_iter().map(|(cause, count)| {
        let cases = metrics.abandonment.cases.iter().filter(|case| case.causes.iter().any(|(one, _)| *one == cause));
        Ok((count, cause.title().to_owned(), dropped(cases, cause.title(), book)?))
    });
    sheet.counts("Why sales were dropped", causes.collect::<Result<_>>()?);
    abandoned(year, book, &mut sheet)?;
    corrections(kept, &mut sheet);
    notes(year, &mut sheet);
    let title = format!("The score in numbers, {} to {}", headed(metrics.period.from), headed(metrics.period.to));
    Ok(Step::Open(Box::new(sheet.layer(title))))
}

/// Who stands behind the counts of the period.
struct Behind {
    came: Vec<Happened>,
    renewed: Vec<Happened>,
    lost: Vec<Happened>,
    today: Day,
}

impl Behind {
    fn read(metrics: &Metrics, book: &Book) -> Result<Self> {
        let (came, renewed, lost) = book.behind(metrics.period)?;
        Ok(Self { came, renewed, lost, today: book.today() })
    }

    /// The rows of a list, each leading to its account.
    fn rows<'a>(&self, title: &str, list: impl Iterator<Item = &'a Happened>) -> Option<Lead> {
        let row = |one: &Happened| {
            let reason = one.reason.as_ref().map_or_else(String::new, |reason| format!("  {reason}"));
            (
                format!("{}  {}{reason}", left(&written(one.on, self.today), 12), left(&one.name, 28)),
                Some(Lead::Account(one.account)),
            )
        };
        Lead::rows(title, list.map(row).collect())
    }

    /// A row for each count, which opens those it counts.
    fn counts(&self, sheet: &mut Sheet<'_>) {
        for (name, list, words) in [
            ("New", &self.came, "customers who came"),
            ("Renewed", &self.renewed, "customers who renewed for as much or more"),
            ("Churned", &self.lost, "customers who left"),
        ] {
            let lead = self.rows(name, list.iter());
            let count = grouped(&list.len().to_string());
            sheet.leading(lead, |sheet| sheet.named(name, &count, words));
        }
    }

    /// How often each reason was given, with those who gave it.
    fn reasons(&self, counts: &[(String, u64)], list: &[Happened], what: &str) -> Vec<(u64, String, Option<Lead>)> {
        let row = |(reason, count): &(String, u64)| {
            let told = if reason.is_empty() { "no reason written down" } else { reason };
            let gave = list.iter().filter(|one| one.reason.as_deref().unwrap_or_default().trim() == reason);
            (*count, told.to_owned(), self.rows(&format!("{what}: {told}"), gave))
        };
        counts.iter().map(row).collect()
    }
}

/// Figures with what they are made of, and where each leads.
fn named(told: &[Told], lead: impl Fn(&Told) -> Option<Lead>, sheet: &mut Sheet<'_>) {
    for told in told {
        let rate = told.rate.replace(" of 100", "/100");
        sheet.leading(lead(told), |sheet| sheet.named(told.name, &rate, &told.words));
    }
}

fn lead_of_care(told: &Told) -> Lead {
    match told.name {
        "Stick-close" | "Accounts on cadence" => Lead::Filter("by:touch".to_owned()),
        "Pulse before renewal" => Lead::Go(Place::Renewals),
        "Calm pulses" => Lead::Filter("by:pulse".to_owned()),
        _ => Lead::Go(Place::Team),
    }
}

/// The three questions with their answers, each leading to what it counts.
fn questions(year: &Year, book: &Book, sheet: &mut Sheet<'_>) -> Result<()> {
    let answers = year.metrics.questions();
    if answers.is_empty() {
        return Ok(());
    }
    sheet.part("Three questions");
    let unowned = book.unowned()?.into_iter().map(|one| match one.account {
        Some((account, name)) => (format!("{}  {}", left(&name, 28), one.what), Some(Lead::Account(account))),
        None => (format!("{}  {}", left("", 28), one.what), Some(Lead::Go(Place::Programme))),
    });
    let leads = [
        dropped(year.metrics.abandonment.cases.iter(), "Sales that were dropped", book)?,
        Some(Lead::Filter("by:touch".to_owned())),
        Lead::rows("Nobody is named for", unowned.collect()),
    ];
    for ((question, told), lead) in QUESTIONS.iter().zip(&answers).zip(leads) {
        sheet.leading(lead, |sheet| {
            sheet.words(question, sheet.theme.strong);
            let rate = told.rate.replace(" of 100", "/100");
            sheet.named("", &rate, &told.words);
        });
    }
    Ok(())
}

/// Sales that were dropped, each leading to its account.
fn dropped<'a>(cases: impl Iterator<Item = &'a Case>, title: &str, book: &Book) -> Result<Option<Lead>> {
    let row = |case: &Case| {
        let account: Account = book.get(case.account)?;
        let causes: Vec<&str> = case.causes.iter().map(|(cause, _)| cause.title()).collect();
        let words = format!("{}  {}  {}", case.sale.on, left(&account.name, 28), causes.join("; "));
        Ok((words, Some(Lead::Account(case.account))))
    };
    Ok(Lead::rows(title, cases.map(row).collect::<Result<_>>()?))
}

/// Each count as the charter defines it: on with a meaning and an owner, and what is missing where it is off.
fn what_we_count(book: &Book, sheet: &mut Sheet<'_>) {
    let definitions = book.definitions();
    if definitions.list.is_empty() {
        return;
    }
    sheet.part("What we count");
    for one in &definitions.list {
        let lead = Lead::Form(FormRequest::Definition(Some(one.key.clone())));
        sheet.leading(Some(lead), |sheet| sheet.beside(&fit(&one.word, GROUP - 1), GROUP, &one.told()));
    }
    if definitions.list.iter().any(|one| !one.is_on()) {
        sheet.words("Enter on a word says what it means and whose it is; that switches it on.", sheet.theme.dim);
    }
}

fn targets(year: &Year, book: &Book, sheet: &mut Sheet<'_>) -> Result<()> {
    let theme = sheet.theme;
    sheet.part("Targets");
    let aims = book.aims(&year.metrics)?;
    if aims.is_empty() {
        let words = "None yet. Enter sets one, with its owner and what follows when it is missed.";
        sheet.leading(Some(Lead::Form(FormRequest::Target(None))), |sheet| sheet.words(words, theme.dim));
    }
    for aim in aims {
        let style = if aim.is_met() == Some(false) { theme.error } else { theme.plain };
        let lead = Lead::Form(FormRequest::Target(Some(aim.measure.word().to_owned())));
        sheet.leading(Some(lead), |sheet| sheet.words(&aim.words(), style));
    }
    Ok(())
}

fn rates(year: &Year, book: &Book, behind: &Behind, sheet: &mut Sheet<'_>) -> Result<()> {
    let metrics = &year.metrics;
    let count = |count: u64| grouped(&count.to_string());
    sheet.part("Rates");
    let lost = behind.rows("Churned", behind.lost.iter());
    let cases = dropped(metrics.abandonment.cases.iter(), "Sales that were dropped", book)?;
    let lead = |told: &Told| match told.name {
        "Renewal rate" => Some(Lead::Go(Place::Renewals)),
        "Dropped after the sale" => cases.clone(),
        _ => lost.clone(),
    };
    named(&metrics.told(book.currency()), lead, sheet);
    let pipeline = || Some(Lead::Go(Place::Pipeline));
    sheet.leading(pipeline(), |sheet| sheet.named("Hand-offs", "", &metrics.acceptance_words()));
    sheet.named("Referrals", &count(metrics.referrals), "recommendations given");
    let (before, after) = (metrics.movement.before, metrics.movement.after);
    let customers = Some(Lead::Filter("lost:no".to_owned()));
    let words = format!("{} a year before", count(before));
    sheet.leading(customers, |sheet| sheet.named("Customers", &count(after), &words));
    let (grown, shrunk) = (metrics.retention.grown, metrics.retention.shrunk);
    sheet.named("Growing", &count(grown), &format!("worth more than then; {} worth less", count(shrunk)));
    let back = metrics.movement.won_back.count;
    if back > 0 {
        sheet.leading(pipeline(), |sheet| sheet.named("Won back", &count(back), "were gone and came back"));
    }
    let references = |_: &Told| Some(Lead::Run(Command::References));
    named(&book.proved(metrics.period)?.told(), references, sheet);
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
        let words = "No day yet. Enter names the day on which something began.";
        sheet.leading(Some(Lead::Form(FormRequest::Began)), |sheet| sheet.words(words, theme.dim));
    }
}

/// The wins of the last days: a renewal and a save are told like a new customer.
fn wins(year: &Year, book: &Book, sheet: &mut Sheet<'_>) {
    let Some(recent) = year.metrics.recent.as_ref().filter(|recent| recent.won > 0) else { return };
    sheet.part(&format!("Won, renewed and saved in {LATELY} days: {}", grouped(&recent.won.to_string())));
    let (good, today) = (sheet.theme.good, book.today());
    let mut leads = recent.wins.iter().map(|win| Lead::Account(win.it.account));
    for win in recent.told(today) {
        let lead = leads.next().or(Some(Lead::Go(Place::Renewals)));
        sheet.leading(lead, |sheet| sheet.words(&win, good));
    }
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
    let cases = &year.metrics.abandonment.cases;
    for case in cases.iter().take(LISTED) {
        let account: Account = book.get(case.account)?;
        let causes: Vec<&str> = case.causes.iter().map(|(cause, _)| cause.title()).collect();
        let words = format!("{}  {}  {}", case.sale.on, left(&account.name, 28), causes.join("; "));
        sheet.leading(Some(Lead::Account(case.account)), |sheet| sheet.words(&words, sheet.theme.plain));
    }
    if cases.len() > LISTED {
        let more = format!("and {} more", grouped(&(cases.len() - LISTED).to_string()));
        let all = dropped(cases.iter(), "Sales that were dropped", book)?;
        sheet.leading(all, |sheet| sheet.words(&more, sheet.theme.plain));
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
