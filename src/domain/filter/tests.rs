use super::*;
use crate::domain::rule::Rule;

struct Acme;

impl Fields for Acme {
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
}

fn read(words: &str) -> Result<bool> {
    let stages = Stages::shipped()?;
    let filter = Filter::parse(words)?.within(&stages, |owner| "ana ruiz bo lee".contains(owner))?;
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
    ] {
        assert_eq!(read(words), Ok(true), "{words}");
    }
    for words in
        ["owner:none", "owner:bo", "tier:B", "band:watch", "stage:steady", "risk>30", "risk<30", "lost:yes", "beta"]
    {
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
    for kept in ["owner:\"Ana Ruiz\"", "acme ltd", "risk>30 tier:A", "tier:A risk>30", "tier:A"] {
        assert_eq!(joined(&[kept]), kept);
    }
}

#[test]
fn words_without_the_order_keep_their_quotes() {
    assert_eq!(Filter::without_order("by:touch owner:\"Ana Ruiz\" acme"), "owner:\"Ana Ruiz\" acme");
}
