//! Layers as they look and as they answer.

use super::confirm::Confirm;
use super::form::FormLayer;
use super::help::Help;
use super::input::{Input, Offer, Reading};
use super::palette::Palette;
use super::picker::{Item, Picker};
use super::{Layer, Reply};
use crate::domain::day::Day;
use crate::domain::noun::Noun;
use crate::domain::problem::Problem;
use crate::form::Form;
use crate::form::field::{Field, Kind};
use crate::form::request::FormRequest;
use crate::tui::canvas::Charset;
use crate::tui::command::{Command, DisabledReason, Save, TABLE};
use crate::tui::glossary::Glossary;
use crate::tui::key::Key;
use crate::tui::purpose::{Choice, InputPurpose, Question};
use crate::tui::testing::{SIZES, drawn};
use ratatui::layout::Rect;
use ratatui::text::Line;

fn can(command: Command) -> Result<(), DisabledReason> {
    match command {
        Command::Stage | Command::HandOff => Err(DisabledReason::so("Select an account first.")),
        _ => Ok(()),
    }
}

/// Presses keys by name; a name that is none is typed letter by letter.
fn press(layer: &mut Layer, keys: &str) -> Reply {
    let mut reply = Reply::Stay;
    for name in keys.split(' ') {
        match Key::named(name) {
            Some(key) => reply = layer.press(key),
            None => {
                for letter in name.chars() {
                    reply = layer.press(Key::named(&letter.to_string()).unwrap());
                }
            }
        }
    }
    reply
}

fn shown(layer: &mut Layer, size: (u16, u16)) -> String {
    layer.settle(Rect::new(0, 0, size.0, size.1));
    drawn(size, Charset::Full, |canvas, area| layer.view(canvas, area))
}

fn contact_form() -> Layer {
    let roles = ["decision maker", "sponsor", "user lead", "procurement"].map(str::to_owned).to_vec();
    let fields = vec![
        Field::text_of("account", "Account", "Contoso"),
        Field::text_of("name", "Name", "").needed().hint("Given name and family name"),
        Field::choice("seat", "Role", roles, ""),
        Field::new("left_on", "Left on", Kind::Day, ""),
        Field::new("notes", "Notes", Kind::Lines, ""),
    ];
    Layer::Form(Box::new(FormLayer::new(
        Form::new("New contact", fields),
        FormRequest::New(Noun::Members, None),
        Day::parse("2026-11-22").unwrap(),
    )))
}

#[test]
fn the_palette_finds_a_command_by_a_few_letters_and_greys_with_the_reason() {
    let mut palette = Layer::Palette(Palette::new(Vec::new(), can));
    insta::assert_snapshot!("palette_80x24", shown(&mut palette, (80, 24)));
    assert_eq!(press(&mut palette, "record pulse Enter"), Reply::Run(Command::Pulse));
    let mut palette = Layer::Palette(Palette::new(Vec::new(), can));
    assert_eq!(press(&mut palette, "hand-off Enter"), Reply::Refused("Select an account first.".into()));
    insta::assert_snapshot!("palette_typed_80x24", shown(&mut palette, (80, 24)));
}

/// The first row of the palette for these letters.
fn first(recent: &[Command], typed: &str) -> Reply {
    let mut palette = Layer::Palette(Palette::new(recent.to_vec(), |_| Ok(())));
    press(&mut palette, &format!("{typed} Enter"))
}

#[test]
fn the_palette_ranks_whole_words_knows_synonyms_and_what_was_run_lately() {
    use crate::tui::place::Place;
    for (typed, command) in [
        ("undo", Command::Undo),
        ("team", Command::Go(Place::Team)),
        ("delete", Command::Drop),
        ("meeting", Command::Log),
        ("qbr", Command::Log),
        ("handover", Command::HandOff),
        ("churn", Command::NewRecord(Noun::Churns)),
        ("calend", Command::Save(Save::Calendar)),
        ("nwcont", Command::NewRecord(Noun::Contacts)),
    ] {
        assert_eq!(first(&[], typed), Reply::Run(command), "{typed}");
    }
    assert_eq!(first(&[Command::Theme], ""), Reply::Run(Command::Theme));
    assert_eq!(first(&[Command::Theme], "settings"), Reply::Run(Command::Theme));
    let mut palette = Layer::Palette(Palette::new(Vec::new(), |command| match command {
        Command::Done => Err(DisabledReason::so("No.")),
        _ => Ok(()),
    }));
    assert_eq!(press(&mut palette, "close Enter"), Reply::Run(Command::CloseMonth));
}

fn about() -> crate::tui::glossary::About {
    Glossary::shipped().about("Today", "At risk", &["Account", "At risk", "Notice by"])
}

#[test]
fn help_names_every_key_of_the_table() {
    let mut help = Layer::Help(Help::new(&about(), &[Command::Done, Command::Log], can));
    insta::assert_snapshot!("help_120x40", shown(&mut help, (120, 40)));
    let narrow = shown(&mut help, (60, 16));
    assert!(narrow.contains("Which accounts to look at first") && narrow.contains("Columns"), "{narrow}");
    let all = shown(&mut help, (120, 200));
    for row in TABLE {
        assert!(all.contains(row.words), "{} in {all}", row.words);
    }
    assert_eq!(press(&mut help, "j G Esc"), Reply::Close);
}

#[test]
fn a_picker_narrows_as_one_types_and_answers_with_the_row() {
    let items = ["Northwind Traders", "Contoso", "Müller & Söhne", "東京電力"];
    let items = items.map(|name| Item::new(name, "account")).to_vec();
    let mut picker = Layer::Picker(Picker::new("Find", "No matches.", items, Choice::Sort(vec!["a"])));
    assert_eq!(press(&mut picker, "mu Enter"), Reply::Chosen(Choice::Sort(vec!["a"]), 2));
    insta::assert_snapshot!("picker_80x24", shown(&mut picker, (80, 24)));
    press(&mut picker, "Backspace Backspace");
    assert_eq!(press(&mut picker, "↓ Enter"), Reply::Chosen(Choice::Sort(vec!["a"]), 1));
}

#[test]
fn a_default_is_changed_by_the_list_or_by_typing_and_what_is_required_says_so() {
    let currencies = ["EUR", "GBP", "USD"].map(str::to_owned).to_vec();
    let fields = vec![
        Field::choice("currency", "Currency", currencies, "EUR"),
        Field::text_of("product", "Product", "Data").hint("What they buy"),
        Field::text_of("goal", "Goal", "").needed(),
    ];
    let mut form = Form::new("New contract", fields);
    form.focus = 0;
    let making = FormRequest::New(Noun::Contracts, None);
    let mut layer = Layer::Form(Box::new(FormLayer::new(form, making, Day::parse("2026-11-22").unwrap())));
    let screen = shown(&mut layer, (80, 24));
    assert!(screen.contains("↓ shows the choices") && screen.contains("required"), "{screen}");
    assert!(!screen.contains("USD"), "{screen}");
    press(&mut layer, "↓");
    let screen = shown(&mut layer, (80, 24));
    assert!(screen.contains("GBP") && screen.contains("USD"), "{screen}");
    press(&mut layer, "↓ ↓ Enter Tab");
    let screen = shown(&mut layer, (80, 24));
    assert!(screen.contains("What they buy"), "{screen}");
    press(&mut layer, "cloud");
    let Layer::Form(layer) = layer else { panic!("no form") };
    assert_eq!((layer.form.value("currency"), layer.form.value("product")), ("USD", "cloud"));
}

#[test]
fn a_form_opens_at_its_first_field_completes_and_never_loses_words() {
    let mut form = contact_form();
    press(&mut form, "Tab Jane Tab spo");
    insta::assert_snapshot!("form_typing_80x24", shown(&mut form, (80, 24)));
    press(&mut form, "Tab 31");
    assert_eq!(press(&mut form, "Enter"), Reply::Stay, "a wrong day is refused at its field");
    insta::assert_snapshot!("form_refused_80x24", shown(&mut form, (80, 24)));
    let Layer::Form(layer) = &form else { unreachable!() };
    assert_eq!((layer.form.value("name"), layer.form.value("seat")), ("Jane", "sponsor"));
    assert_eq!(press(&mut form, "Esc"), Reply::AskDiscard);
    press(&mut form, "Backspace Backspace");
    assert_eq!(press(&mut form, "Ctrl-s"), Reply::Submit);
}

#[test]
fn a_form_shows_the_refusal_of_the_domain_at_its_field() {
    let mut form = contact_form();
    if let Layer::Form(layer) = &mut form {
        layer.form.refuse(&Problem::field("name", "Contoso has a contact of this name already; open that one."));
    }
    for size in SIZES {
        insta::assert_snapshot!(format!("form_problem_{}x{}", size.0, size.1), shown(&mut form, size));
    }
}

#[test]
fn an_untouched_form_closes_at_once() {
    assert_eq!(press(&mut contact_form(), "Esc"), Reply::Close);
}

#[test]
fn a_line_is_read_as_it_is_typed_and_offers_names() {
    let mut line =
        Layer::Input(Input::new("Log", "Try: call @jane price worry ^3 +7d", InputPurpose::Filter).precious());
    assert_eq!(press(&mut line, "nor"), Reply::Changed);
    if let Layer::Input(input) = &mut line {
        let offer = Offer { range: 0..3, words: "Northwind Traders ".into(), detail: "account".into() };
        input.read_as(Reading {
            lines: vec![Line::from("account  Northwind?")],
            offers: vec![offer],
            ..Reading::default()
        });
    }
    insta::assert_snapshot!("line_80x24", shown(&mut line, (80, 24)));
    assert_eq!(press(&mut line, "Tab"), Reply::Changed);
    assert_eq!(press(&mut line, "Esc"), Reply::AskDiscard);
    if let Layer::Input(input) = &mut line {
        input.read_as(Reading::default());
    }
    assert_eq!(press(&mut line, "Enter"), Reply::Entered(InputPurpose::Filter, "Northwind Traders ".into()));
}

#[test]
fn a_question_takes_y_and_nothing_by_accident() {
    let question = "Discard what you typed? It is offered again.".to_owned();
    let mut confirm = Layer::Confirm(Confirm { title: "Close", question, ask: Question::Discard });
    insta::assert_snapshot!("confirm_60x16", shown(&mut confirm, (60, 16)));
    assert_eq!(press(&mut confirm, "x"), Reply::Stay);
    assert_eq!(press(&mut confirm, "y"), Reply::Confirmed(Question::Discard));
    assert_eq!(press(&mut confirm, "Esc"), Reply::Confirmed(Question::Discard), "Esc goes on leaving");
    assert_eq!(press(&mut confirm, "n"), Reply::Close);
    let mut quit = Layer::Confirm(Confirm { title: "Quit", question: "Quit?".to_owned(), ask: Question::Quit });
    assert_eq!(press(&mut quit, "Esc"), Reply::Close);
}

#[test]
fn no_size_is_too_small_to_survive() {
    for size in [(0, 0), (1, 1), (2, 2), (5, 3), (20, 5), (300, 60)] {
        for mut layer in [
            contact_form(),
            Layer::Palette(Palette::new(Vec::new(), can)),
            Layer::Help(Help::new(&about(), &[Command::Done, Command::Log], can)),
        ] {
            shown(&mut layer, size);
        }
    }
}

#[test]
fn the_arrow_reaches_every_choice_of_a_long_list_and_says_how_many_there_are() {
    for count in [5, 6, 7, 12, 40] {
        let options: Vec<String> = (1..=count).map(|n| format!("choice {n}")).collect();
        let fields = vec![Field::choice("what", "What", options.clone(), ""), Field::text_of("why", "Why", "")];
        let today = Day::parse("2026-11-22").unwrap();
        let form = Form::new("New", fields);
        let mut layer = Layer::Form(Box::new(FormLayer::new(form, FormRequest::New(Noun::Members, None), today)));
        let at_first = shown(&mut layer, (80, 24));
        assert_eq!(at_first.contains(&format!("… {} more", count - 5)), count > 5, "{at_first}");
        for option in &options {
            press(&mut layer, "↓");
            let text = shown(&mut layer, (80, 24));
            assert!(text.lines().any(|line| line.trim_matches(['│', ' ']).ends_with(option)), "{option}\n{text}");
        }
        press(&mut layer, "↓ Enter");
        let Layer::Form(form) = &layer else { panic!("no form") };
        assert_eq!(form.form.value("what"), format!("choice {count}"));
    }
}

#[test]
fn the_arrow_reaches_every_completion_of_a_line() {
    let offer = |n: usize| Offer { range: 0..0, words: format!("@person.{n}"), detail: String::new() };
    let mut input = Input::new("Log", "", InputPurpose::Filter);
    input.read_as(Reading { offers: (1..=9).map(offer).collect(), ..Reading::default() });
    let mut layer = Layer::Input(input);
    for n in 1..=9 {
        press(&mut layer, "↓");
        assert!(shown(&mut layer, (80, 24)).contains(&format!("@person.{n}")), "{n}");
    }
}
