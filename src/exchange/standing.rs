//! Whether a company that stands in a file is a customer, by the words that its program has for that.
//!
//! Prospects, partners and vendors are no customers, and those who left are customers no more. Words are read whole, with
//! their negations; a word that is not known says nothing and is kept as it stands.

use super::date::{self, Order};
use super::words::flag;
use crate::domain::text::fold;

/// What a word says of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It buys from us.
    Customer,
    /// It may buy one day.
    Prospect,
    /// It is somebody else: a partner, a vendor, a competitor.
    Other,
    /// It bought and left.
    Churned,
}

impl Standing {
    /// One of them, in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Prospect => "prospect",
            Self::Other => "partner, vendor or other company",
            Self::Churned => "churned customer",
        }
    }
}

#[rustfmt::skip]
const LEFT: [&str; 29] = [
    "churned", "churn", "former", "ex", "past", "lost", "cancelled", "canceled", "terminated", "departed", "gekundigt", "ehemalig", "ehemaliger",
    "verloren", "perdu", "resilie", "ancien", "antiguo", "perdido", "opgezegd", "voormalig", "disdetto", "cancelado", "odesel", "ukonceny",
    "byly", "utracony", "offboarded", "deactivated",
];
#[rustfmt::skip]
const MAYBE: [&str; 26] = [
    "prospect", "prospects", "prospective", "lead", "leads", "mql", "sql", "subscriber", "suspect", "target", "evaluating", "potential", "cold",
    "marketingqualifiedlead", "salesqualifiedlead", "interessent", "prospecto", "piste", "contatto", "potentiel", "potenziale", "zajemce",
    "potencjalny", "opportunity", "nurture", "unqualified",
];
#[rustfmt::skip]
const OTHERS: [&str; 27] = [
    "partner", "partners", "reseller", "vendor", "vendors", "supplier", "suppliers", "competitor", "analyst", "investor", "press", "integrator",
    "distributor", "affiliate", "lieferant", "handler", "fournisseur", "proveedor", "socio", "leverancier", "fornitore", "fornecedor",
    "dodavatel", "dostawca", "competition", "konkurrent", "influencer",
];
#[rustfmt::skip]
const BUYS: [&str; 24] = [
    "customer", "customers", "client", "clients", "active", "live", "paying", "subscribed", "kunde", "bestandskunde", "aktiv", "actif", "activo",
    "actief", "attivo", "ativo", "cliente", "klant", "zakaznik", "aktivni", "klient", "aktywny", "evangelist", "renewed",
];
const NOT: [&str; 8] = ["not", "no", "non", "never", "kein", "nicht", "pas", "neni"];

/// What a state in a column of this heading says, if it says anything.
pub fn standing(heading: &str, state: &str) -> Option<Standing> {
    let words = words_of(state);
    // A day under “Churned” is the day on which they did.
    if date::read(state, Order::DayFirst).is_some() {
        return words_of(heading).iter().any(|word| LEFT.contains(&word.as_str())).then_some(Standing::Churned);
    }
    if let Some(is_so) = flag(state) {
        return of_flag(&words_of(heading), is_so);
    }
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let buys = says(&BUYS);
    if buys && says(&NOT) {
        return Some(Standing::Prospect);
    }
    if says(&NOT) {
        return None;
    }
    // “Past due” and “at risk” say how it stands, not what it is; “lost interest” was never a customer.
    let is_past_due = words.iter().any(|word| word == "past") && !buys;
    if says(&LEFT) && !is_past_due {
        return Some(Standing::Churned);
    }
    let known = [(&OTHERS[..], Standing::Other), (&MAYBE[..], Standing::Prospect), (&BUYS[..], Standing::Customer)];
    known.into_iter().find(|(list, _)| says(list)).map(|(_, standing)| standing)
}

/// What yes or no says, by the heading: “Churned: yes”, “Customer: no”.
fn of_flag(heading: &[String], is_so: bool) -> Option<Standing> {
    let says = |list: &[&str]| heading.iter().any(|word| list.contains(&word.as_str()));
    match (is_so, says(&LEFT), says(&["customer", "client", "kunde", "cliente", "klant", "zakaznik", "klient"])) {
        (true, true, _) => Some(Standing::Churned),
        (false, true, _) | (true, false, true) => Some(Standing::Customer),
        (false, false, true) => Some(Standing::Prospect),
        _ => None,
    }
}

fn words_of(text: &str) -> Vec<String> {
    let text = fold(text);
    text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_by_whole_words() {
        for (state, wanted) in [
            ("Customer", Some(Standing::Customer)),
            ("Customer - Direct", Some(Standing::Customer)),
            ("customer", Some(Standing::Customer)),
            ("Active", Some(Standing::Customer)),
            ("Prospect", Some(Standing::Prospect)),
            ("marketingqualifiedlead", Some(Standing::Prospect)),
            ("Lead", Some(Standing::Prospect)),
            ("Not a customer", Some(Standing::Prospect)),
            ("Channel Partner / Reseller", Some(Standing::Other)),
            ("Vendor", Some(Standing::Other)),
            ("churned", Some(Standing::Churned)),
            ("Former Customer", Some(Standing::Churned)),
            ("Past customer", Some(Standing::Churned)),
            ("Gekündigt", Some(Standing::Churned)),
            ("Past due", None),
            ("At Risk", None),
            ("Leading brand", None),
            ("Not churned", None),
            ("Activewear", None),
        ] {
            assert_eq!(standing("Status", state), wanted, "{state}");
        }
    }

    #[test]
    fn yes_and_no_say_what_their_heading_asks() {
        assert_eq!(standing("Churned", "yes"), Some(Standing::Churned));
        assert_eq!(standing("Customer", "False"), Some(Standing::Prospect));
        assert_eq!(standing("Customer", "True"), Some(Standing::Customer));
        assert_eq!(standing("Active", "no"), None);
    }
}
