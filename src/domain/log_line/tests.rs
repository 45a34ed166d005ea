use super::*;
use proptest::prelude::Strategy;

struct Few;

impl Names for Few {
    fn accounts(&self, words: &str) -> Vec<(Id<Account>, String)> {
        let all = ["Northwind Traders", "Northwind Energy", "Contoso", "Call Centre Ltd"];
        let hits = all.iter().enumerate().filter(|(_, name)| name.to_lowercase().starts_with(&words.to_lowercase()));
        hits.map(|(at, name)| (Id::new(at as i64 + 1), (*name).to_owned())).collect()
    }
    fn contacts(&self, _: Id<Account>) -> Vec<(Id<Contact>, String)> {
        [(1, "Jane Doe"), (2, "Janet Roe"), (3, "Bob Black"), (4, "Bob Grey"), (5, "Böb Grey")]
            .map(|(id, name)| (Id::new(id), name.to_owned()))
            .into()
    }
    fn members(&self) -> Vec<(Id<Member>, String)> {
        vec![(Id::new(9), "Ana Ruiz".to_owned())]
    }
    fn mark_of_contact(&self, contact: Id<Contact>) -> Mark {
        match contact.raw() {
            4 => Mark::new(Some("b4@contoso.example"), Some("IT"), "c4"),
            code => Mark::new(None, Some("Finance"), &format!("c{code}")),
        }
    }
    fn mark_of_member(&self, member: Id<Member>) -> Mark {
        Mark::new(None, None, &format!("m{}", member.raw()))
    }
}

fn line(text: &str) -> Reading {
    read(text, &Few, None, Day::parse("2026-11-22").unwrap())
}

#[test]
fn the_example_is_understood_word_by_word() {
    let read = line("contoso call @jane.doe price worry ^3 #price ~listened 5/20/5m +7d send the comparison");
    assert_eq!(read.refusal(), Ok(()));
    assert_eq!(read.account.as_ref().unwrap().1, "Contoso");
    assert_eq!(read.channel, Some(Channel::Call));
    assert_eq!(read.contacts[0].1, "Jane Doe");
    assert_eq!(read.summary, "price worry");
    assert_eq!((read.pulse, read.topics.as_slice()), (Some(3), &[Topic::Price][..]));
    assert_eq!(read.minutes, (Some(5), Some(20), Some(5)));
    assert_eq!(read.when.unwrap().to_string(), "2026-11-29");
    assert_eq!(read.next, "send the comparison");
    assert!(read.is_meaningful());
}

#[test]
fn a_line_for_nobody_or_for_two_is_refused() {
    assert!(line("fabrikam call hello").refusal().unwrap_err().sentence.contains("names no account"));
    let two = line("northwind call hello").refusal().unwrap_err();
    assert!(two.sentence.contains("Northwind Traders or Northwind Energy"), "{two}");
    assert_eq!(line("northwind energy call hello").refusal(), Ok(()));
}

#[test]
fn what_is_not_understood_is_marked_at_its_place() {
    let text = "contoso call @jan hello ^9 #weather";
    let read = line(text);
    let wrong: Vec<&str> =
        read.words.iter().filter(|word| word.taken == Taken::Wrong).map(|word| &text[word.span.clone()]).collect();
    assert_eq!(wrong, ["@jan", "^9", "#weather"]);
    assert!(read.refusal().unwrap_err().sentence.contains("Jane Doe or Janet Roe"));
}

#[test]
fn people_of_one_name_are_told_apart_by_what_can_be_typed() {
    let told = line("contoso call @bob.grey hello").refusal().unwrap_err().sentence;
    assert!(told.contains("@b4@contoso.example (Bob Grey, IT)") && told.contains("@#c5 (Böb Grey, Finance)"), "{told}");
    for (typed, id) in [("@b4@contoso.example", 4), ("@B4@contoso.example", 4), ("@#c5", 5)] {
        let read = line(&format!("contoso call {typed} hello"));
        assert_eq!((read.refusal(), read.contacts[0].0), (Ok(()), Id::new(id)), "{typed}");
    }
    assert!(line("contoso call @b5@contoso.example hello").refusal().is_err());
}

#[test]
fn a_context_stands_in_for_the_account() {
    let context = Some((Id::new(3), "Contoso".to_owned()));
    let read = read("call ^4 #value > fri visit them", &Few, context, Day::parse("2026-11-22").unwrap());
    assert_eq!(read.account.as_ref().unwrap().1, "Contoso");
    assert_eq!((read.channel, read.next.as_str()), (Some(Channel::Call), "visit them"));
    assert_eq!(read.when.unwrap().to_string(), "2026-11-27");
}

#[test]
fn a_day_inside_a_sentence_is_a_word_and_marks_behind_it_stay_marks() {
    for words in [
        "they renew on fri",
        "moved from release 2.4 to 3.1 without trouble",
        "sat down with her about price",
        "invoice of 2026-10-01 is still open",
        "we agreed 5.5 percent discount on 1.12.2026",
        "raised 10m in a funding round",
        "she is back tomorrow",
    ] {
        let read = line(&format!("contoso call @jane.doe {words} ^4 #value ~informed"));
        assert_eq!((read.refusal(), read.summary.as_str(), read.pulse), (Ok(()), words, Some(4)), "{words}");
        assert_eq!(
            (read.when, read.next.as_str(), read.on, read.minutes),
            (None, "", None, (None, None, None)),
            "{words}"
        );
    }
}

#[test]
fn a_next_step_begins_with_its_sign_and_lets_marks_be_marks() {
    for (step, day) in [
        ("> fri", "2026-11-27"),
        (">fri", "2026-11-27"),
        ("> 2026-12-01", "2026-12-01"),
        ("+7d", "2026-11-29"),
        ("> +7d", "2026-11-29"),
        ("> next tuesday", "2026-11-24"),
        ("> in 2 weeks", "2026-12-06"),
        ("> eom", "2026-11-30"),
        ("> 24 nov", "2026-11-24"),
        ("> tomorrow", "2026-11-23"),
    ] {
        let read = line(&format!("contoso call @jane.doe well {step} send it by mail ^4 #value 20m"));
        assert_eq!((read.refusal(), read.when.unwrap().to_string().as_str()), (Ok(()), day), "{step}");
        assert_eq!((read.next.as_str(), read.pulse, read.minutes.1), ("send it by mail", Some(4), Some(20)), "{step}");
        assert_eq!(read.summary, "well");
    }
    for wrong in ["> soon send it", "> 2026-11-01 send it", "> send", "> fri"] {
        assert!(line(&format!("contoso call @jane.doe well {wrong}")).refusal().is_err(), "{wrong}");
    }
}

#[test]
fn a_day_at_the_beginning_is_the_day_it_happened() {
    for (typed, day) in [
        ("yesterday", "2026-11-21"),
        ("-3d", "2026-11-19"),
        ("2026-11-02", "2026-11-02"),
        ("fri", "2026-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("tue", "2026-11-17"),
        ("last friday", "2026-11-20"),
        ("20 nov", "2026-11-20"),
        ("on 20 nov", "2026-11-20"),
        ("Nov 20", "2026-11-20"),
        ("3 days ago", "2026-11-19"),
        ("sat", "2026-11-21"),
    ] {
        let read = line(&format!("contoso {typed} call @jane.doe went well"));
        assert_eq!((read.refusal(), read.on.unwrap().to_string().as_str()), (Ok(()), day), "{typed}");
        assert_eq!((read.channel, read.summary.as_str()), (Some(Channel::Call), "went well"), "{typed}");
    }
    assert!(line("contoso 2026-12-24 call went well").refusal().unwrap_err().sentence.contains("in the future"));
    assert!(line("contoso 24 nov call went well").refusal().unwrap_err().sentence.contains("write the year"));
    assert!(line("contoso yesterday").refusal().is_err());
    assert_eq!(line("contoso 2.4 is out").on, None);
}

#[test]
fn an_answer_is_marked_and_never_guessed_from_words() {
    for words in [
        "sent the offer, no reply yet",
        "she never answered",
        "I wrote about it",
        "please reply by noon",
        "replied",
        "answered",
        "they replied at once",
        "unanswered",
        "Antwort steht aus",
    ] {
        for channel in ["email", "letter", "note"] {
            let read = line(&format!("contoso {channel} @jane.doe {words} ~informed"));
            assert!(!read.two_way(), "{channel} {words}");
            let read = line(&format!("contoso {channel} @jane.doe {words} ~informed <"));
            assert!(read.two_way() && read.is_meaningful() && read.summary == words, "{channel} {words} <");
        }
    }
    assert!(line("contoso email ^4 #value").two_way(), "a pulse is an answer");
    assert!(line("contoso call @jane.doe").two_way(), "a call has two sides");
    assert!(!line("contoso email a \\< b").two_way());
}

fn selected(text: &str) -> Reading {
    read(text, &Few, Some((Id::new(3), "Contoso".to_owned())), Day::parse("2026-11-22").unwrap())
}

#[test]
fn the_selected_account_is_changed_by_for_at_the_beginning_and_by_nothing_else() {
    for words in [
        "northwind energy called about us",
        "call northwind energy is their landlord",
        "call centre ltd asked for a quote",
        "call @bob.black works for northwind energy",
        "for us it went well",
        "for north they pay more",
        "for",
    ] {
        assert_eq!(selected(words).account.unwrap().1, "Contoso", "{words}");
    }
    for words in
        ["for northwind energy call well", "for Northwind Energy: call well", "FOR northwind energy, call well"]
    {
        let read = selected(words);
        assert_eq!(read.account.as_ref().unwrap().1, "Northwind Energy", "{words}");
        assert_eq!((read.channel, read.summary.as_str()), (Some(Channel::Call), "well"), "{words}");
    }
    let two = selected("for northwind call well").refusal().unwrap_err().sentence;
    assert!(two.contains("Northwind Traders or Northwind Energy"), "{two}");
    assert_eq!(line("for contoso call well").account.unwrap().1, "Contoso");
    assert_eq!(line("call centre ltd call well").account.unwrap().1, "Call Centre Ltd");
}

#[test]
fn a_channel_goes_by_its_usual_names_at_the_beginning_only() {
    for (typed, channel) in [
        ("call", Channel::Call),
        ("phone", Channel::Call),
        ("phone call", Channel::Call),
        ("meeting", Channel::Meet),
        ("mtg:", Channel::Meet),
        ("lunch", Channel::Meet),
        ("QBR", Channel::Meet),
        ("qbr meeting", Channel::Meet),
        ("zoom", Channel::Video),
        ("teams call", Channel::Video),
        ("Video", Channel::Video),
        ("webinar", Channel::Video),
        ("visit", Channel::Visit),
        ("email", Channel::Email),
        ("mail", Channel::Email),
        ("letter", Channel::Letter),
        ("event", Channel::Event),
        ("note", Channel::Note),
    ] {
        for day in ["", "yesterday ", "on 20 nov "] {
            let read = selected(&format!("{day}{typed} @jane.doe went well"));
            assert_eq!((read.channel, read.summary.as_str()), (Some(channel), "went well"), "{day}{typed}");
        }
        let read = selected(&format!("spoke of the {typed} and a call"));
        assert_eq!(read.channel, None, "{typed}");
    }
    for words in ["post came", "fair enough", "chat bots annoy them", "@jane.doe call me back"] {
        assert_eq!(selected(words).channel, None, "{words}");
    }
    for name in Channel::beginnings() {
        assert!(Channel::at_beginning(name).is_some(), "{name}");
    }
}

#[test]
fn words_at_the_beginning_that_only_look_like_days_are_words() {
    for words in [
        "sat down with her about price",
        "we agreed on a discount",
        "sun came out",
        "may come back to it",
        "2 may leave",
        "3d model shown",
        "tomorrow they decide",
        "next tuesday they decide",
        "24 users left",
        "on site with them",
        "on the whole fine",
        "2.4 is out",
    ] {
        let read = selected(words);
        assert_eq!((read.refusal(), read.on, read.summary.as_str()), (Ok(()), None, words), "{words}");
    }
    assert_eq!(selected("sat call well").on.unwrap().to_string(), "2026-11-21");
}

#[test]
fn what_resets_the_cadence_and_what_it_lacks() {
    for (typed, cadence) in [
        ("call @jane.doe well", Cadence::Reset),
        ("meeting @jane.doe", Cadence::Reset),
        ("zoom @jane.doe", Cadence::Reset),
        ("visit @jane.doe", Cadence::Reset),
        ("call left a message", Cadence::Missed),
        ("call @jane.doe nobody picked up, left a voicemail ~informed", Cadence::Missed),
        ("call @jane.doe nobody picked up at first, then we talked <", Cadence::Reset),
        ("call @jane.doe no answer ^4 #value", Cadence::Reset),
        ("call @jane.doe she is busy and wants no reply yet", Cadence::Reset),
        ("call @ana with us", Cadence::NeedsContact),
        ("call all well ~listened", Cadence::Reset),
        ("email @jane.doe sent the offer", Cadence::NeedsAnswer),
        ("email @jane.doe sent the offer <", Cadence::Reset),
        ("letter @jane.doe ~informed", Cadence::NeedsAnswer),
        ("note @jane.doe is on leave", Cadence::NeedsChannel),
        ("she is on leave", Cadence::NeedsChannel),
        ("she says all is well @jane.doe ^4 #value", Cadence::Reset),
        ("> fri send the offer", Cadence::NoTouch),
    ] {
        let read = selected(typed);
        assert_eq!((read.refusal(), read.cadence()), (Ok(()), cadence), "{typed}");
        assert_eq!(read.is_meaningful(), cadence == Cadence::Reset, "{typed}");
    }
}

#[test]
fn who_left_is_named() {
    for kind in ["sponsor-left", "champion-left"] {
        let told = selected(&format!("call tells me she leaves !{kind}")).refusal().unwrap_err().sentence;
        assert!(told.contains("Who left?"), "{told}");
        let read = selected(&format!("call @jane.doe tells me she leaves !{kind}"));
        assert_eq!((read.refusal(), read.events.as_slice()), (Ok(()), &[EventKind::SponsorLeft][..]), "{kind}");
    }
}

#[test]
fn numbers_with_a_sign_are_words_and_a_million_is_no_next_step() {
    let read = selected("call @jane.doe #1 priority is ~20 seats, revenue +3m");
    assert_eq!((read.refusal(), read.summary.as_str()), (Ok(()), "#1 priority is ~20 seats, revenue +3m"));
    assert_eq!(read.when, None);
}

#[test]
fn a_longer_note_stands_below_the_words() {
    let mut read = selected("call @jane.doe well");
    assert_eq!(read.told().unwrap(), "well");
    "first\nsecond".clone_into(&mut read.note);
    assert_eq!(read.told().unwrap(), "well\nfirst\nsecond");
    assert_eq!(Reading { summary: String::new(), ..read }.told().unwrap(), "first\nsecond");
}

proptest::proptest! {
    /// Whatever words a sentence has: behind its beginning none of them is an account, a day, a channel, a person or a next step.
    #[test]
    fn no_word_of_a_sentence_changes_what_it_is_about(
        words in proptest::collection::vec(
            proptest::prelude::prop_oneof![
                "[a-zA-Z0-9.,:/-]{1,9}",
                proptest::sample::select(vec![
                    "fri", "Friday", "tomorrow", "yesterday", "next", "last", "in", "2", "weeks", "24", "nov", "on", "for",
                    "contoso", "northwind", "energy", "call", "meeting", "2026-12-01", "1.12.", "sat", "may", "we", "eom",
                    "jane", "ana", "today", "7d", "-2d", "left", "sponsor", "promise",
                ]).prop_map(str::to_owned),
            ],
            0..12,
        ),
    ) {
        let sentence = format!("so {}", words.join(" "));
        let read = selected(&sentence);
        let about = read.account.map(|(_, name)| name);
        proptest::prop_assert_eq!(about.as_deref(), Some("Contoso"));
        proptest::prop_assert_eq!((read.on, read.when, read.channel), (None, None, None));
        proptest::prop_assert!(read.next.is_empty() && read.contacts.is_empty() && read.members.is_empty());
        proptest::prop_assert!(read.events.is_empty() && read.pulse.is_none() && !read.commitment);
    }
}

#[test]
fn a_backslash_makes_a_word_plain() {
    assert_eq!(line("contoso note \\#1 priority").summary, "#1 priority");
}

#[test]
fn what_stands_where_a_day_does_and_is_none_is_refused_and_not_taken_for_words() {
    for (words, why) in [
        ("31 nov call @jane hi", "is no day"),
        ("feb 30 call @jane hi", "is no day"),
        ("30.2. call", ""),
        ("tomorrow call @jane hi", "in the future"),
        ("tomorrow we meet again", ""),
        ("31 nov was a slip of the pen", ""),
    ] {
        let told = line(&format!("contoso {words}")).refusal();
        match (why, told) {
            ("", told) => assert_eq!(told, Ok(()), "{words}"),
            (why, told) => assert!(told.unwrap_err().sentence.contains(why), "{words}"),
        }
    }
}
