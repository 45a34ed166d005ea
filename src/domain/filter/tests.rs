use super::*;
use crate::domain::role::ContactRole;
use crate::domain::rule::Rule;

struct Acme;

impl Fields for Acme {
    fn id(&self) -> i64 {
        7
    }
    fn name(&self) -> &'static str {
        "Acme Rock & Roll and Sons Ltd"
    }
    fn text(&self, field: TextField) -> &str {
        match field {
            TextField::Stage => "renewal-window",
            TextField::Tier => "A",
            TextField::Owner => "Ana Ruiz",
            TextField::Tag => "pilot;big deal",
            TextField::Band => "at risk",
        }
    }
    fn number(&self, field: NumberField, _today: Day) -> Option<f64> {
        Some(if field == NumberField::Value { 100_000.0 } else { 30.0 })
    }
    fn lost(&self) -> bool {
        false
    }
    fn signals(&self) -> SignalSet {
        SignalSet::called("champion-left").unwrap()
    }
}

fn read(words: &str) -> Result<bool> {
    let stages = Stages::shipped()?;
    let custom = |term: &CustomTerm| match (&*term.name, term.wanted()?) {
        ("Segment", wanted) => Ok(wanted.passes("Mid market")),
        ("Health score", wanted) => Ok(wanted.passes("72")),
        _ => Err(term.unknown(&["Segment".into()])),
    };
    let custom = |term: &HeldTerm| -> Result<HashSet<i64>> {
        let holds = match term {
            HeldTerm::Custom(term) => custom(term)?,
            HeldTerm::Product(product) => "data platform".contains(product.as_str()),
            HeldTerm::Contact(role) => *role == ContactRole::Champion,
            HeldTerm::NoContact(role) => *role != ContactRole::Champion,
        };
        Ok(holds.then_some(7).into_iter().collect())
    };
    let filter = Filter::parse(words)?.within(&stages, |owner| "ana ruiz bo lee".contains(owner), custom)?;
    Ok(filter.passes(&Acme, Day::ZERO))
}

#[test]
fn what_is_asked_for_is_found() {
    for words in [
        "",
        "acme",
        "\"roll and sons\"",
        "rock & roll",
        "roll and sons",
        "owner:\"Ana Ruiz\"",
        "owner:“Ana Ruiz”",
        "\"owner\":ana",
        "owner:ana_ruiz",
        "tier:a",
        "tier=A",
        "band:\"at risk\"",
        "band:at-risk",
        "band:at_risk",
        "stage:\"renewal window\"",
        "stage:renewal-window",
        "stage:RENEWAL",
        "tag:\"big deal\"",
        "risk:30",
        "risk>=30",
        "risk<=30",
        "risk>29 risk<31",
        "value>99k",
        "value:100000",
        "value>=0.1m",
        "lost:no",
        "owner:ana tier:A by:touch acme",
        "signal:champion-left",
        "signal:sponsor_left",
        "signal:X1",
        "champion-left",
        "product:platform",
        "product:\"Data platform\"",
        "contact:champion",
        "contact:sponsor",
        "no:decision-maker tier:A",
        "Segment:mid",
        "Segment:\"mid market\" tier:A",
        "\"Health score\">70 \"Health score\"<=72",
    ] {
        assert_eq!(read(words), Ok(true), "{words}");
    }
    for words in [
        "owner:none",
        "owner:bo",
        "tier:B",
        "band:watch",
        "stage:steady",
        "risk>30",
        "risk<30",
        "lost:yes",
        "beta",
        "signal:price",
        "price",
        "\"champion-left\"",
        "product:archive",
        "contact:procurement",
        "no:champion",
        "Segment:smb",
        "\"Health score\">72",
    ] {
        assert_eq!(read(words), Ok(false), "{words}");
    }
}

#[test]
fn what_no_account_can_have_or_nobody_understands_is_refused() {
    for words in [
        "tier:D",
        "tier:AB",
        "tier:",
        "band:purple",
        "stage:nowhere",
        "owner:zoe",
        "owner:",
        "colour:red",
        "signal:purple",
        "signal>3",
        "signal:",
        "contact:king",
        "no:king",
        "product:",
        "colour>3",
        "Segment:",
        "Segment>mid",
        "Health score>70",
        "tier>A",
        "stage<steady",
        "lost:maybe",
        "lost>3",
        "risk:",
        "risk>lots",
        "risk=>3",
        "risk!=3",
        "risk==3",
        "value>100.000",
        "value>NaN",
        "value>inf",
        "by:colour",
        "risk>30 OR tier:A",
        "risk>30 or tier:A",
        "a || b",
        "NOT acme",
        "tier:A and lost:no",
        "owner:\"Ana Ruiz",
        "-tier:A",
        "!tier:A",
    ] {
        assert!(read(words).is_err(), "{words}");
    }
}

#[test]
fn words_of_a_shell_keep_their_blanks() {
    let joined = |words: &[&str]| Filter::joined(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    assert_eq!(joined(&["owner:Ana Ruiz", "risk>30"]), "owner:\"Ana Ruiz\" risk>30");
    assert_eq!(joined(&["segment:Mid Market"]), "segment:\"Mid Market\"");
    for kept in ["owner:\"Ana Ruiz\"", "acme ltd", "lost:no acme", "risk>30 tier:A", "tier:A risk>30", "tier:A"] {
        assert_eq!(joined(&[kept]), kept);
    }
}

#[test]
fn a_word_that_names_a_signal_still_finds_a_name_with_it() {
    struct Price;
    impl Fields for Price {
        fn id(&self) -> i64 {
            1
        }
        fn name(&self) -> &'static str {
            "Price & Co"
        }
        fn text(&self, _: TextField) -> &'static str {
            ""
        }
        fn number(&self, _: NumberField, _: Day) -> Option<f64> {
            None
        }
        fn lost(&self) -> bool {
            false
        }
        fn signals(&self) -> SignalSet {
            SignalSet::default()
        }
    }
    assert!(Filter::parse("price co").unwrap().passes(&Price, Day::ZERO));
    assert!(!Filter::parse("signal:price").unwrap().passes(&Price, Day::ZERO));
}

#[test]
fn an_unknown_signal_is_refused_with_those_there_are() {
    let sentence = read("signal:purple").unwrap_err().sentence;
    assert!(sentence.contains("champion-left") && sentence.contains("single-threaded"), "{sentence}");
    let sentence = read("contact:king").unwrap_err().sentence;
    assert!(sentence.contains("champion"), "{sentence}");
}

#[test]
fn the_last_word_is_completed() {
    let values = |field: &str| match field {
        "owner" => vec!["Ana Ruiz".to_owned(), "Bo Lee".to_owned()],
        _ => Vec::new(),
    };
    let custom = ["Region".to_owned(), "Health score".to_owned()];
    for (typed, from, words) in [
        ("tier:A sig", 7, vec!["signal:"]),
        ("signal:champ", 0, vec!["signal:champion-left"]),
        ("champ", 0, vec!["signal:champion-left"]),
        ("reg", 0, vec!["Region:"]),
        ("hea", 0, vec!["\"Health score\":"]),
        ("owner:a", 0, vec!["owner:\"Ana Ruiz\""]),
        ("owner:\"ana r", 0, vec!["owner:\"Ana Ruiz\""]),
        ("contact:budg", 0, vec!["contact:\"budget holder\""]),
        ("tier:A", 0, vec![]),
        ("tier:A ", 7, vec![]),
    ] {
        let completion = Completion::of(typed, values, &custom);
        assert_eq!(
            (completion.from, completion.words),
            (from, words.into_iter().map(str::to_owned).collect()),
            "{typed}"
        );
    }
}

#[test]
fn words_without_the_order_keep_their_quotes() {
    assert_eq!(Filter::without_order("by:touch owner:\"Ana Ruiz\" acme"), "owner:\"Ana Ruiz\" acme");
}

#[test]
fn a_filter_that_was_saved_with_an_old_word_means_the_same() {
    assert_eq!(Filter::parse("unseen>30 by:touch").unwrap(), Filter::parse("quiet>30 by:touch").unwrap());
}
