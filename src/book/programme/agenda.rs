//! The ten-minute page for the agenda of a sales meeting: what `mainstay charter` prints, and what the cockpit shows and saves.

use super::charter::Charter;
use super::told::{actions, customers, reasons};
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::domain::day::{Day, headed, spoken};
use crate::domain::metrics::Period;
use crate::domain::problem::Result;
use crate::domain::referral::Referral;
use crate::domain::text::grouped;
use crate::exchange::page::{Page, Section};

/// The most recommendations that are named.
const RECOMMENDED: usize = 5;

impl Book {
    /// The page: who came and went, who recommended us, why they left, the actions, what leaders are asked for, the pledge.
    pub fn agenda_page(&mut self) -> Result<Page> {
        let (charter, today) = (self.charter()?, self.today());
        let year = self.metrics(Period::year_to(today))?;
        let recent = self.metrics(Period { from: today.plus(-29), to: today })?;
        let counted = |when: &str, metrics: &Metrics| {
            if metrics.is_empty() {
                format!("{when}: – no customers in this time, so nothing to count")
            } else {
                format!("{when}: {}", customers(metrics))
            }
        };
        let came = vec![counted("Twelve months", &year), counted("Thirty days", &recent)];
        let agreed = actions(&charter).into_iter().map(|point| point.words).collect();
        let mut sections = vec![
            Section::list("Who came and who went (2 min)", came),
            Section::list("Who recommended us (1 min)", self.recommended()?),
            Section::list("Why they left (2 min)", reasons(&year)),
            Section::list("What we agreed to do (3 min)", agreed),
            Section::list("What we ask of you (2 min)", asks(&charter, today)),
        ];
        if let Some(pledge) = self.pledge() {
            let words = format!("“{}” – {}, {}", pledge.words, pledge.by, pledge.on);
            sections.push(Section::list("Our pledge", vec![words]));
        }
        Ok(Page { title: "Keeping customers: ten minutes".to_owned(), subtitle: headed(today), sections })
    }

    /// Who recommended us within twelve months.
    pub fn recommended(&self) -> Result<Vec<String>> {
        let from = self.today().plus_months_back(12);
        let mut all = self.store.referrals_since(from, self.today())?;
        let count = all.len();
        all.truncate(RECOMMENDED);
        if all.is_empty() {
            return Ok(vec!["– none in twelve months".to_owned()]);
        }
        let told = |it: &Referral| {
            let account = self.get(it.account)?.name;
            let who = it.contact.map(|id| self.get(id)).transpose()?.map(|one| format!("{}, ", one.name));
            Ok(format!("{}{account} recommended us to {} on {}", who.unwrap_or_default(), it.referred, it.on))
        };
        let mut lines: Vec<String> = all.iter().map(told).collect::<Result<_>>()?;
        if count > RECOMMENDED {
            lines.push(format!("and {} more", grouped(&(count - RECOMMENDED).to_string())));
        }
        Ok(lines)
    }
}

/// What leaders are asked for and have not done.
fn asks(charter: &Charter, today: Day) -> Vec<String> {
    let open = charter.asks.iter().filter(|ask| ask.held_on.is_none()).map(|ask| {
        let when = ask.scheduled_on.map_or_else(|| "no day set yet".to_owned(), |day| spoken(day, today));
        format!("{}: {} ({when})", ask.leader, ask.what)
    });
    let open: Vec<String> = open.collect();
    if open.is_empty() { vec!["– no leadership request".to_owned()] } else { open }
}
