//! How the days and numbers of each column are written, gathered from all of its cells.

use super::columns::column_at;
use super::date;
use super::field::{Field, Question};
use super::lexer::Row;
use super::overrides::{ColumnOverride, Hint, Overrides};
use super::table::short;
use crate::domain::amount::{self, Style};
use crate::domain::record::Kind;

/// What the cells of the columns say.
pub(super) struct Gathered {
    days: Vec<(usize, Vec<usize>, date::Evidence, Option<String>)>,
    numbers: Vec<(usize, Vec<usize>, amount::Evidence, Option<String>)>,
}

impl Gathered {
    pub(super) fn new(fields: &[Field]) -> Self {
        let of =
            |wanted: fn(Kind) -> bool| fields.iter().enumerate().filter(move |(_, field)| wanted(field.column.kind));
        let days = of(|kind| matches!(kind, Kind::Day));
        let numbers = of(|kind| matches!(kind, Kind::Amount | Kind::Number | Kind::Figure));
        Self {
            days: days.map(|(at, field)| (at, field.places.clone(), date::Evidence::default(), None)).collect(),
            numbers: numbers.map(|(at, field)| (at, field.places.clone(), amount::Evidence::default(), None)).collect(),
        }
    }

    pub(super) fn see(&mut self, row: &Row) {
        for (_, places, evidence, sample) in &mut self.days {
            for place in places {
                evidence.see(row.cell(*place));
                if sample.is_none() && evidence.finding() == date::Finding::Open {
                    *sample = Some(row.cell(*place).to_owned());
                }
            }
        }
        for (_, places, evidence, sample) in &mut self.numbers {
            for place in places {
                evidence.see(row.cell(*place));
                if sample.is_none() && evidence.is_in_doubt() {
                    *sample = Some(row.cell(*place).to_owned());
                }
            }
        }
    }

    /// Decides for each field by the wish, else by its column, else by what the other columns of the file agree on.
    pub(super) fn settle(self, fields: &mut [Field], header: &[String], overrides: &Overrides, custom: Custom) {
        self.settle_days(fields, header, overrides);
        for (at, _, evidence, sample) in self.numbers {
            settle_numbers(&mut fields[at], evidence, sample, header, overrides, custom);
        }
    }

    fn settle_days(&self, fields: &mut [Field], header: &[String], overrides: &Overrides) {
        let clear = |finding| match finding {
            date::Finding::Clear(order) => Some(order),
            _ => None,
        };
        let orders: Vec<_> = self.days.iter().filter_map(|(_, _, evidence, _)| clear(evidence.finding())).collect();
        let common = orders.first().copied().filter(|first| orders.iter().all(|order| order == first));
        for (at, _, evidence, sample) in &self.days {
            let field = &mut fields[*at];
            let told = hint_for(field, header, &overrides.columns).and_then(|hint| match hint {
                Hint::Days(order) => Some(order),
                Hint::Numbers(_) => None,
            });
            let open = evidence.finding() == date::Finding::Open;
            let by_file = overrides.days.or(if evidence.is_torn() { None } else { common });
            match told.or_else(|| clear(evidence.finding())).or(by_file) {
                Some(order) => field.order = order,
                None if open => field.question = sample.as_ref().map(|cell| Question::Days(short(cell))),
                None => {}
            }
        }
    }
}

/// How files of this kind usually write numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Custom {
    /// Whether the file is one of our own, which write the point.
    pub(super) is_own: bool,
    /// The style where nothing says which.
    pub(super) usual: Style,
}

fn settle_numbers(
    field: &mut Field,
    evidence: amount::Evidence,
    sample: Option<String>,
    header: &[String],
    overrides: &Overrides,
    custom: Custom,
) {
    let told = match hint_for(field, header, &overrides.columns) {
        Some(Hint::Numbers(style)) => Some(style),
        _ => overrides.numbers,
    };
    field.style = match told {
        Some(style) => style,
        _ if custom.is_own && !evidence.speaks_for_comma() => Style::Point,
        _ => evidence.style(custom.usual),
    };
    let is_money = matches!(field.column.kind, Kind::Amount);
    field.doubts_thousandths = told.is_none() && !custom.is_own && is_money && evidence.doubts_thousandths();
    // Nobody writes thousands of millions: `1.234` under “$M” is one million and some.
    let is_fraction = field.unit.times >= 1_000_000;
    let asks = told.is_none() && evidence.is_in_doubt() && is_money && !is_fraction;
    field.doubts_thousandths &= !is_fraction;
    field.question = sample.filter(|_| asks).and_then(|cell| {
        let thousandths = amount::read(&cell, field.style).is_some_and(|amount| amount.number.scale == 3);
        let readings = amount::two_readings(&cell).filter(|_| thousandths)?;
        Some(Question::Numbers(short(&cell), readings))
    });
}

fn hint_for(field: &Field, header: &[String], overrides: &[ColumnOverride]) -> Option<Hint> {
    let wanted =
        |wish: &&ColumnOverride| column_at(header, &wish.mapping.column).is_some_and(|at| field.places.contains(&at));
    overrides.iter().find(wanted).and_then(|wish| wish.hint)
}
