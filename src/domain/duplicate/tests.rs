use super::*;

fn all(rows: &[(&str, &str)]) -> Vec<Company> {
    let company = |(at, (name, website)): (usize, &(&str, &str))| Company {
        id: Id::new(at as i64 + 1),
        name: (*name).to_owned(),
        website: Some((*website).to_owned()).filter(|website| !website.is_empty()),
    };
    rows.iter().enumerate().map(company).collect()
}

fn told(rows: &[(&str, &str)], apart: &[(i64, i64)]) -> Vec<(i64, i64, String)> {
    let pairs = companies(&all(rows), &apart.iter().copied().collect());
    let words = |pair: &Pair| pair.why.iter().map(Reason::words).collect::<Vec<_>>().join(", ");
    pairs.iter().map(|pair| (pair.first, pair.second, words(pair))).collect()
}

#[test]
fn one_company_under_two_names_is_found_and_why_is_said() {
    for (one, other, why) in [
        (("Larkfield Foods", ""), ("Larkfield Foods, Ltd.", ""), "same name but for “Ltd.”"),
        (("Larkfield Foods Ltd", ""), ("Larkfield Foods, Ltd.", ""), "same name but for its punctuation"),
        (("Otter & Pine", ""), ("OTTER & Pine ", ""), "same name"),
        (("Acme", "https://www.acme.com/en"), ("Roadrunner", "acme.com"), "same website acme.com"),
        (("Larkfield Foods Ltd", ""), ("Larkfeld Foods", "larkfield.example"), "names differ by one letter"),
        (("Larkfield Foods", ""), ("Lark Field Foods", ""), "names differ by one letter"),
    ] {
        assert_eq!(told(&[one, other], &[]), [(1, 2, why.to_owned())], "{one:?} {other:?}");
    }
}

#[test]
fn two_companies_stay_two() {
    for (one, other) in [
        (("Larkfield Foods Ltd", ""), ("Larkfield Foods GmbH", "")),
        (("Store 12 Northern", ""), ("Store 13 Northern", "")),
        (("Alpha", ""), ("Alphb", "")),
        (("Bank of Riga", ""), ("Tank of Riga", "")),
        (("Larkfield Foods", "a.example"), ("Larkfeld Foods", "b.example")),
        (("Acme", "https://linkedin.com/company/acme"), ("Beta", "https://linkedin.com/company/beta")),
        (("", ""), ("", "")),
    ] {
        assert!(told(&[one, other], &[]).is_empty(), "{one:?} {other:?}");
    }
}

#[test]
fn a_group_is_told_by_as_many_pairs_as_join_it_and_none_that_was_dismissed() {
    let rows = [("Acme", ""), ("Acme Ltd", ""), ("ACME", "")];
    assert_eq!(told(&rows, &[]).len(), 2);
    assert_eq!(told(&rows[..2], &[(1, 2)]), []);
    let pairs: Vec<(i64, i64)> = told(&rows, &[(1, 2)]).into_iter().map(|(one, other, _)| (one, other)).collect();
    assert_eq!(pairs, [(1, 3), (2, 3)], "the third may be either");
    let many: Vec<(&str, &str)> = vec![("Acme", ""); 400];
    assert_eq!(told(&many, &[]).len(), 399);
}

#[test]
fn one_person_is_known_by_mailbox_anywhere_and_by_name_at_home() {
    let person = |id: i64, account: i64, name: &str, email: &str| Person {
        id: Id::new(id),
        account: Id::new(account),
        name: name.to_owned(),
        email: Some(email.to_owned()),
    };
    let everybody = [
        person(1, 1, "Jane Roe", "jane@a.example; j.roe@a.example"),
        person(2, 9, "J. Roe", "J.Roe@A.example"),
        person(3, 1, "Omar Müller", ""),
        person(4, 1, "omar muller", "omar@a.example"),
        person(5, 2, "Omar Muller", ""),
        person(6, 9, "Omar Muller", ""),
        person(7, 1, "Front desk", "info@a.example"),
        person(8, 1, "Eva Lind", "info@a.example"),
    ];
    let joined = [Pair { first: 1, second: 2, why: vec![Reason::Name] }];
    let pairs = people(&everybody, &joined, &Apart::new());
    let told: Vec<(i64, i64, &Reason)> = pairs.iter().map(|pair| (pair.first, pair.second, &pair.why[0])).collect();
    assert_eq!(
        told,
        [(1, 2, &Reason::Mailbox("j.roe@a.example".into())), (3, 4, &Reason::Name), (3, 5, &Reason::NameElsewhere)]
    );
    let told = people(&everybody, &[], &[(1, 2), (3, 4)].into_iter().collect());
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_hundred_thousand_accounts_are_compared_in_less_than_two_seconds() {
    let words = ["north", "lark", "field", "stone", "river", "otter", "pine", "harbour", "silver", "meadow"];
    let name = |at: usize| {
        let word = |place: u32| words[at / 10usize.pow(place) % 10];
        format!("{}{} {} {} Ltd", word(0), word(1), word(2), word(3).to_owned() + word(4))
    };
    let mut all: Vec<Company> = (0..100_000)
        .map(|at| Company {
            id: Id::new(at as i64),
            name: name(at),
            website: Some(format!("w{}.example", at % 50_000)),
        })
        .collect();
    all[70_000].name = all[1].name.replace(" Ltd", "");
    let began = std::time::Instant::now();
    let pairs = companies(&all, &Apart::new());
    let took = began.elapsed();
    assert!(pairs.len() >= 50_000);
    // Without optimisation it may take ten times as long.
    let most = if cfg!(debug_assertions) { 20 } else { 2 };
    assert!(took.as_secs() < most, "{took:?}");
}
