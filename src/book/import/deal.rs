//! Deals of other programs: one row, a contract or an opportunity, and what follows from it.

use super::answer::{Answer, Outcome};
use super::bare::{assumed_end, is_undecided};
use super::directory::{Found, unknown};
use super::file::File;
use super::importer::{Importer, RowOf, RowOutcome, text_of};
use super::rows::{annual, currency_of};
use super::whose::{Whose, account_of};
use crate::domain::account::Account;
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::Result;
use crate::domain::record::{Fields, Value};
use crate::domain::succession::{GRACE, Term};
use crate::domain::text::fold;
use crate::domain::words::OpportunityState;
use crate::exchange::cells::Cells;
use crate::exchange::deals::{Deal, Fate};
use crate::exchange::table::Rejection;

/// Whether an undecided line looks as if an earlier import had made it of a won deal: keyed, a year long, without a notice.
fn came_of_a_deal(line: &Contract) -> bool {
    let a_year = line.start.map(|start| start.plus_months(12).plus(-1));
    line.external_id.is_some()
        && line.outcome.is_none()
        && line.notice_days.is_none()
        && line.end.is_some()
        && line.end == a_year
}

/// Days by which the start of a won deal without a key may move and it is the same one.
const MOVED: i32 = 92;
/// Days after the end of a won deal within which the next one is its renewal.
const AFTER: i32 = 270;

impl Importer<'_, '_> {
    /// A team member by key, email or name; a person not known yet is added.
    pub(super) fn member(&mut self, text: &str) -> Result<i64> {
        match self.directory.find(Noun::Members, text) {
            Found::One(id) => Ok(id),
            Found::Several => Err(unknown(Noun::Members, text, Found::Several)),
            Found::Nobody => {
                let mut fields: Fields = vec![("name", Value::Text(text.to_owned()))];
                if text.contains('@') {
                    fields.push(("email", Value::Text(text.to_owned())));
                } else if looks_like_a_key(text) {
                    fields.push(("external_id", Value::Text(text.to_owned())));
                }
                self.made.members += 1;
                Ok(self.take::<Member>(fields)?.id())
            }
        }
    }

    /// A team member out of a file that holds people of both sides.
    pub(super) fn colleague(&mut self, file: &File<'_>, cells: &Cells<'_>) -> Result<RowOutcome> {
        let text = |name| cells.word(file.preview.field(name));
        let name = text("name").or_else(|| text("email"));
        let mut fields: Fields = vec![("name", Value::text(name))];
        fields.push(("email", Value::text(text("email"))));
        fields.push(("external_id", Value::text(text("external_id"))));
        self.take::<Member>(fields)
    }

    pub(super) fn deal(&mut self, row: &RowOf<'_>) -> Outcome {
        let RowOf { file, cells } = *row;
        let Some(deal) = Deal::read(cells, file.preview)? else { return Ok(Answer::Skipped("it says nothing".into())) };
        if deal.title.trim().is_empty() {
            return Err(cells.reject(file.preview.field("title"), "The title is missing; give one."));
        }
        let won = deal.fate == Fate::Won;
        let account = match self.account_of_deal(row, won)? {
            Ok(account) => account,
            Err(reason) => return Ok(Answer::Skipped(reason.into())),
        };
        let mut fields: Fields = vec![("account", Value::Int(account))];
        fields.push(("external_id", Value::text(cells.word(file.preview.field("external_id")))));
        self.money(file, cells, &mut fields)?;
        let (noun, taken) = match deal.fate {
            Fate::Won => (Noun::Contracts, self.contract(row, &deal, fields, false)),
            Fate::NotRenewed => (Noun::Contracts, self.contract(row, &deal, fields, true)),
            Fate::Lost | Fate::Open => (Noun::Opportunities, self.opportunity(row, &deal, fields)),
        };
        let settled = match deal.fate {
            Fate::Won | Fate::NotRenewed => self.settle_opportunity(row, &deal, account),
            Fate::Lost | Fate::Open => Ok(()),
        };
        let taken = taken.and_then(|became| settled.map(|()| became));
        let kept = taken.and_then(|became| self.keep_columns(row, noun, became, account).map(|()| became));
        kept.map(Answer::RowOutcome).map_err(|problem| file.reject(cells, &problem))
    }

    /// The opportunity that an earlier import made of a deal is decided with it.
    fn settle_opportunity(&mut self, row: &RowOf<'_>, deal: &Deal, account: i64) -> Result<()> {
        let open: Vec<Opportunity> = self.edit.of_account(Id::new(account))?;
        let key = word_of(row, "external_id");
        let is_it = |known: &Opportunity| match key {
            Some(key) => known.external_id.as_deref() == Some(key),
            None => known.external_id.is_none() && fold(&known.title) == fold(&deal.title),
        };
        let Some(known) = open.into_iter().find(|known| known.state == OpportunityState::Open && is_it(known)) else {
            return Ok(());
        };
        let state = if deal.fate == Fate::Won { OpportunityState::Won } else { OpportunityState::Lost };
        self.edit.put(&Opportunity { state, closed_on: deal.on, ..known })
    }

    /// The contract that an earlier import made of a won deal without a key: of the same name, begun about the same time.
    fn same_deal(&self, account: Option<i64>, product: &str, on: Option<Day>) -> Result<Option<Contract>> {
        let (Some(account), Some(on)) = (account, on) else { return Ok(None) };
        let lines: Vec<Contract> = self.edit.of_account(Id::new(account))?;
        let near = |start: Day| start.days_to(on).abs() <= MOVED;
        Ok(lines.into_iter().find(|line| {
            line.external_id.is_none()
                && is_undecided(line)
                && !self.won.contains(&line.id.raw())
                && line.start.is_some_and(near)
                && line.product.as_deref().is_some_and(|known| fold(known) == fold(product))
        }))
    }

    /// The account of a deal. Whoever bought is a customer and is added; whom an open deal names is none yet.
    fn account_of_deal(
        &mut self,
        row: &RowOf<'_>,
        won: bool,
    ) -> std::result::Result<std::result::Result<i64, &'static str>, Rejection> {
        let RowOf { file, cells } = *row;
        let missing = match account_of(file.preview, cells, &self.directory) {
            Whose::Known(id) => return Ok(Ok(id)),
            Whose::Missing(rejection) => rejection,
            Whose::Silent => cells.reject(file.preview.field("account"), "The account is missing; give one."),
        };
        if !won
            && !file.preview.is_own()
            && cells.word(file.preview.field("account")).is_some()
            && !file.options.everybody
        {
            return Ok(Err("it is of a company that is no account of the book and has bought nothing"));
        }
        if let Some(company) =
            word_of(row, "contact_id").and_then(|key| self.company_of.get(key)).cloned().filter(|_| won)
        {
            let fields: Fields = vec![("name", Value::Text(company))];
            let became = self.take::<Account>(fields).map_err(|problem| file.reject(cells, &problem))?;
            self.made.accounts += u64::from(matches!(became, RowOutcome::Created(_)));
            return Ok(Ok(became.id()));
        }
        if !won && word_of(row, "contact_id").is_some_and(|key| self.company_of.contains_key(key)) {
            return Ok(Err("it is of a prospect who has bought nothing"));
        }
        if let Some(reason) = self.account_for(row).map_err(|problem| file.reject(cells, &problem))? {
            return Ok(Err(reason));
        }
        match account_of(file.preview, cells, &self.directory) {
            Whose::Known(id) => Ok(Ok(id)),
            _ => Err(missing),
        }
    }

    fn contract(&mut self, row: &RowOf<'_>, deal: &Deal, mut fields: Fields, lost: bool) -> Result<RowOutcome> {
        let day = |day: Option<_>| day.map_or(Value::None, Value::Day);
        if !lost {
            let account = integer(&fields, "account");
            let term = row.file.options.term;
            let assumed = || deal.on.map(|on| on.plus_months(term.unwrap_or(12)).plus(-1));
            let end = deal.ends_on.or_else(assumed);
            self.assumed_terms += u64::from(deal.ends_on.is_none() && term.is_none());
            let again = self.same_bare(account, deal, text_of(&fields, "external_id"))?;
            let product = match deal.product.as_ref().or(again.as_ref()) {
                Some(product) => product.clone(),
                None => self.product_of(deal, end, account, text_of(&fields, "external_id"))?,
            };
            let (known, keyed) = match text_of(&fields, "external_id") {
                None => (self.same_deal(account, &product, deal.on)?, None),
                Some(key) => (None, self.edit.by_external_id::<Contract>(key)?),
            };
            let keyed = keyed.map(|id| self.edit.get(id)).transpose()?;
            let end = deal.ends_on.or_else(|| assumed_end(known.as_ref().or(keyed.as_ref()), deal.on, end));
            fields.push(("product", Value::Text(product)));
            fields.push(("start", day(deal.on)));
            fields.push(("end", day(end)));
            let contract = match known {
                Some(known) => self.change::<Contract>(known.id.raw(), fields)?,
                None => self.take_leniently::<Contract>(fields, row)?,
            };
            self.won.insert(contract.id());
            if let Some(account) = account {
                self.note_deal(account, contract.id(), deal)?;
            }
            if let (Some(account), Some(start)) = (account, deal.on) {
                self.customer_since(account, start)?;
            }
            return Ok(contract);
        }
        fields.push(("product", Value::Text(deal.product.clone().unwrap_or_else(|| deal.title.clone()))));
        fields.push(("end", day(deal.on)));
        fields.push(("outcome", Value::Text("churned".into())));
        fields.push(("outcome_on", day(deal.on)));
        fields.push(("reason", Value::text(deal.reason.as_deref())));
        let kept = ["account", "external_id", "value", "currency"];
        let mut parting: Fields = fields.iter().filter(|(name, _)| kept.contains(name)).cloned().collect();
        let contract = self.take::<Contract>(fields)?;
        let account = integer(&parting, "account");
        if let (Some(on), Some(account)) = (deal.on, account) {
            self.parting.ended.entry(account).or_default();
            self.parting.not_renewed.insert(contract.id());
            let known: Vec<Churn> = self.edit.of_account(Id::new(account))?;
            if known.iter().any(|churn| churn.contract.is_none() && churn.on == on) {
                return Ok(contract);
            }
            parting.push(("contract", Value::Int(contract.id())));
            parting.push(("on", Value::Day(on)));
            parting.push(("reason", Value::text(deal.reason.as_deref())));
            self.take::<Churn>(parting)?;
        }
        Ok(contract)
    }

    /// What a won deal that names no product is a term of: a deal that it follows, or that follows it,
    /// lends its name, so that one takes the place of the other. Deals side by side keep their titles.
    fn product_of(&self, deal: &Deal, end: Option<Day>, account: Option<i64>, key: Option<&str>) -> Result<String> {
        let term = |start, end| Term { product: 0, start, end, renewed: false, lost: false };
        let this = term(deal.on, end);
        let lines: Vec<Contract> = match account {
            Some(account) => self.edit.of_account(Id::new(account))?,
            None => Vec::new(),
        };
        let others = lines.iter().filter(|line| self.won.contains(&line.id.raw()) || came_of_a_deal(line));
        let others =
            others.filter(|line| line.outcome.is_none() && (key.is_none() || line.external_id.as_deref() != key));
        let near = others.filter_map(|line| {
            let other = term(line.start, line.end);
            let (earlier, later) = if this.gives_way_to(&other) { (this, other) } else { (other, this) };
            let gap = earlier.end?.days_to(later.start?);
            // What is sold earlier than that is more of it and stands beside it; what is sold much later is something new.
            let near = (-GRACE..=AFTER).contains(&gap) && earlier.gives_way_to(&later);
            near.then_some((gap.abs(), line.product.as_ref()?))
        });
        Ok(near.min_by_key(|(gap, _)| *gap).map_or_else(|| deal.title.clone(), |(_, product)| product.clone()))
    }

    /// Whoever bought is a customer: from the earliest start on, where the book does not say since when.
    pub(super) fn customer_since(&mut self, account: i64, start: Day) -> Result<()> {
        let mut customer = self.account(account)?;
        let told_here = self.signed.contains(&account);
        if customer.customer_since.is_some_and(|since| !told_here || since <= start) {
            return Ok(());
        }
        self.signed.insert(account);
        customer.customer_since = Some(start);
        self.edit.put(&customer)
    }

    fn opportunity(&mut self, row: &RowOf<'_>, deal: &Deal, mut fields: Fields) -> Result<RowOutcome> {
        let word = |name| row.cells.word(row.file.preview.field(name));
        let lost = deal.fate == Fate::Lost;
        let owner = word("owner").or_else(|| word("owner_id")).map(|owner| self.owners(owner)).transpose()?;
        fields.push(("title", Value::Text(deal.title.clone())));
        fields.push(("owner", owner.and_then(|all| all.first().copied()).map_or(Value::None, Value::Int)));
        fields.push(("state", Value::Text(if lost { "lost" } else { "open" }.into())));
        fields.push((if lost { "closed_on" } else { "expected_on" }, deal.on.map_or(Value::None, Value::Day)));
        fields.push(("reason", Value::text(deal.reason.as_deref())));
        self.take_leniently::<Opportunity>(fields, row)
    }

    fn money(&mut self, file: &File<'_>, cells: &Cells<'_>, fields: &mut Fields) -> std::result::Result<(), Rejection> {
        let (value, code) = (file.preview.field("value"), file.preview.field("currency"));
        let amount = match cells.amount(value) {
            Err(fault) if !file.preview.is_own() => {
                self.faults.push(fault);
                None
            }
            amount => amount?,
        };
        let currency = currency_of(cells, code, amount.as_ref().zip(value), self.currency)?.unwrap_or(self.currency);
        if let (Some(field), Some(_)) = (value, amount) {
            fields.push(("value", annual(file.preview, cells, field, currency)?.map_or(Value::None, Value::Int)));
        }
        fields.push(("currency", Value::Text(currency.code().to_owned())));
        Ok(())
    }
}

fn word_of<'r>(row: &RowOf<'r>, name: &str) -> Option<&'r str> {
    row.cells.word(row.file.preview.field(name))
}

fn integer(fields: &Fields, name: &str) -> Option<i64> {
    fields.iter().find_map(|(field, value)| match value {
        Value::Int(number) if *field == name => Some(*number),
        _ => None,
    })
}

/// An id of another program and no name of a person: one long word with digits in it.
fn looks_like_a_key(text: &str) -> bool {
    !text.contains(' ') && text.len() >= 6 && text.bytes().any(|byte| byte.is_ascii_digit())
}
