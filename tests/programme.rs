//! The programme: the charter and its five places, company updates, insights, the huddle; done, undone, done again.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::records::{content, desk, refused, step};
use desk::{Desk, TODAY, days_ago};
use serde_json::Value;

fn charter(desk: &Desk, what: &str) -> Value {
    desk.json(&["new", "charter", &format!("what={what}"), "owner=ana", "measure=how many"])
}

fn five(desk: &Desk) {
    for number in 1..=5 {
        charter(desk, &format!("Action {number}"));
    }
}

fn active(desk: &Desk) -> Vec<String> {
    let page = desk.json(&["charter"]);
    let actions = page["actions"].as_array().unwrap().iter().filter(|one| one["active"] == true);
    actions.map(|one| one["what"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_sixth_action_takes_the_place_of_another_in_one_step() {
    let desk = desk();
    five(&desk);
    let before = content(&desk);
    let sixth = ["new", "charter", "what=Action 6", "owner=ana", "measure=how many"];
    let said = refused(&desk, &sixth, 1);
    assert!(said.contains("most") && said.contains("Action 5") && said.contains("Instead of"), "{said}");
    assert_eq!(content(&desk), before, "a refusal changes nothing");
    let swap = [&sixth[..], &["instead_of=Action 2"]].concat();
    assert!(refused(&desk, &swap, 1).contains("for a reason"));
    let told = step(&desk, &[&swap[..], &["reason=Nobody measured it"]].concat());
    assert!(told["summary"].as_str().unwrap().contains("instead of Action 2 (Nobody measured it)"), "{told}");
    assert_eq!(active(&desk), ["Action 1", "Action 3", "Action 4", "Action 5", "Action 6"]);
    // One step took both back and did both again; the one that went carries its day and reason.
    let gone = desk.json(&["edit", "charter", "Action 2"]);
    let field =
        |key: &str| gone["fields"].as_array().unwrap().iter().find(|one| one["field"] == key).unwrap()["value"].clone();
    assert_eq!((field("broken_on"), field("reason")), (TODAY.into(), "Nobody measured it".into()));
    // It cannot come back by the side door either.
    let said = refused(&desk, &["edit", "charter", "Action 2", "broken_on=", "reason="], 1);
    assert!(said.contains("which is the most"), "{said}");
}

#[test]
fn an_action_done_before_month_six_is_flagged_and_runs_from_its_first_agreement() {
    let desk = desk();
    charter(&desk, "Ask before every renewal");
    let since = days_ago(100);
    step(&desk, &["new", "agreement", "who=Head of sales", "words=I am in", &format!("on={since}")]);
    let action = |desk: &Desk| desk.json(&["charter"])["actions"][0].clone();
    let now = action(&desk);
    assert_eq!((&now["state"], &now["month"], &now["since"]), (&"agreed".into(), &4.into(), &since.into()));
    assert_eq!(now["agreements"][0]["words"], "I am in");
    step(&desk, &["edit", "charter", "ask", "kept_on=today"]);
    let done = action(&desk);
    assert_eq!((&done["done_too_early"], &done["state"]), (&true.into(), &"done too early".into()));
    assert!(refused(&desk, &["new", "agreement", "action=Nothing", "who=X"], 1).contains("is not "));
    // An action goes with those who agreed to it, and comes back with them.
    step(&desk, &["remove", "charter", "ask"]);
    assert!(desk.json(&["charter"])["actions"].as_array().unwrap().is_empty());
    desk.json(&["undo"]);
    assert_eq!(action(&desk)["agreements"][0]["who"], "Head of sales");
}

#[test]
fn an_experiment_takes_one_of_the_five_and_asks_go_from_asked_to_held() {
    let desk = desk();
    desk.json(&["new", "charter", "what=Call on day 3", "owner=ana", "measure=calls", "way=experiment"]);
    assert_eq!(active(&desk), ["Experiment: Call on day 3"]);
    step(&desk, &["edit", "charter", "day 3", "way=action"]);
    assert_eq!(active(&desk), ["Call on day 3"]);
    step(&desk, &["new", "ask", "leader=Managing director", "what=Ten minutes"]);
    let state = |desk: &Desk| desk.json(&["charter"])["asks"][0]["state"].clone();
    assert_eq!(state(&desk), "asked");
    step(&desk, &["edit", "ask", "ten", "scheduled_on=+7d"]);
    assert_eq!(state(&desk), "scheduled");
    assert!(refused(&desk, &["edit", "ask", "ten", "held_on=+7d"], 1).contains("in the future"));
    step(&desk, &["edit", "ask", "ten", "held_on=today", "scheduled_on="]);
    assert_eq!(state(&desk), "held");
}

#[test]
fn an_experiment_has_its_own_length_and_ends_with_its_result() {
    let desk = desk();
    let new = ["new", "charter", "what=Call on day 3", "owner=ana", "measure=calls", "way=experiment", "months=2"];
    step(&desk, &new);
    let since = days_ago(61);
    step(&desk, &["new", "agreement", "action=day 3", "who=Head of sales", &format!("on={since}")]);
    let action = |desk: &Desk| desk.json(&["charter"])["actions"][0].clone();
    assert_eq!((&action(&desk)["months"], &action(&desk)["month"]), (&2.into(), &3.into()));
    let said = refused(&desk, &["edit", "charter", "day 3", "kept_on=today"], 1);
    assert!(said.contains("ends with what came of it"), "{said}");
    step(&desk, &["edit", "charter", "day 3", "kept_on=today", "result=Two of three had a question"]);
    let done = action(&desk);
    assert_eq!((&done["state"], &done["done_too_early"]), (&"done".into(), &false.into()), "{done}");
    assert_eq!(done["result"], "Two of three had a question");
}

#[test]
fn the_pages_are_one_of_eighty_columns_and_a_file_says_the_same() {
    let desk = desk();
    for page in ["charter", "pipeline"] {
        let printed = desk.text(&[page]);
        let widest = printed.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 80 && printed.lines().count() < 120, "{page}: {widest}\n{printed}");
        let path = desk.path(&format!("{page}.txt"));
        desk.text(&[page, "-o", path.to_str().unwrap()]);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), printed, "{page}");
    }
}

#[test]
fn the_pledge_and_what_words_mean_are_dated_settings() {
    let desk = desk();
    step(&desk, &["edit", "pledge", "words=Kept counts as won", "by=Ana Ruiz"]);
    let page = desk.json(&["charter"]);
    assert_eq!(page["pledge"]["on"], TODAY);
    step(&desk, &["edit", "definition", "lost customers", "ours=Whole customers that went", "theirs=We moved on"]);
    let one = |desk: &Desk| {
        let page = desk.json(&["charter"]);
        page["definitions"].as_array().unwrap().iter().find(|one| one["word"] == "Lost customers").unwrap().clone()
    };
    assert_eq!((&one(&desk)["on"], &one(&desk)["theirs"]), (&false.into(), &"We moved on".into()));
    step(&desk, &["edit", "definition", "lost customers", "owner=Ana Ruiz"]);
    assert_eq!(one(&desk)["on"], true);
    let settings = desk.text(&["export", "settings"]);
    assert!(settings.contains(TODAY) && settings.contains("pledge") && settings.contains("definitions"), "{settings}");
    assert!(refused(&desk, &["new", "definition", "word=lost Customers"], 1).contains("defined already"));
}

#[test]
fn news_ahead_is_planned_and_a_gap_is_kept() {
    let desk = desk();
    step(&desk, &["new", "news", "C", "title=Who answers what", "on=+7d", "topic=initiatives", "member=peter"]);
    let row = desk.json(&["export", "communications"])[0].clone();
    assert_eq!(row["known_on"], TODAY, "what lies ahead is known before its day: {row}");
    let told = |desk: &Desk| desk.text(&["risk", "N"]);
    desk.json(&["new", "news", "N", "title=Long ago", &format!("on={}", days_ago(90))]);
    assert!(told(&desk).contains("No company update for 90 days"), "{}", told(&desk));
    desk.json(&["new", "news", "N", "title=Next", "on=+3d"]);
    assert!(told(&desk).contains("for 90 days"), "what is planned was not heard: {}", told(&desk));
    step(&desk, &["new", "news", "title=Where we are going", "topic=vision", "gap=That we build"]);
    assert!(!told(&desk).contains("No company update for"), "{}", told(&desk));
    step(&desk, &["edit", "news", "where we are", "topic=growth"]);
}

#[test]
fn what_sells_is_named_and_kept_all_the_same() {
    let desk = desk();
    let told = step(&desk, &["new", "insight", "title=Ports are slow", "so_what=Buy our Platform now"]);
    assert!(told["summary"].as_str().unwrap().contains("it names our Platform"), "{told}");
    let told = step(&desk, &["new", "insight", "title=Rules change", "so_what=Plan a fortnight ahead"]);
    assert!(!told["summary"].as_str().unwrap().contains("▲"), "{told}");
    assert!(refused(&desk, &["new", "insight", "title=Bare"], 1).contains("so_what"));
    assert!(refused(&desk, &["new", "insight", "title=A", "so_what=b", "on=+3d"], 1).contains("in the future"));
}

#[test]
fn a_share_names_the_peer_pair() {
    let desk = desk();
    desk.json(&["new", "insight", "title=Rules change", "so_what=Plan a fortnight ahead"]);
    desk.json(&["new", "contact", "N", "name=Jane Doe"]);
    desk.json(&["edit", "seat", "N", "account lead", "peer=Jane Doe"]);
    let pair = "pair=Ana Ruiz ↔ Jane Doe";
    step(&desk, &["new", "share", "N", "insight=Rules change", pair, "reaction=She passed it on"]);
    let form = desk.json(&["edit", "share", "N", "rules"]);
    let value =
        |key: &str| form["fields"].as_array().unwrap().iter().find(|one| one["field"] == key).unwrap()["value"].clone();
    assert_eq!((value("contact"), value("member")), ("Jane Doe".into(), "Ana Ruiz".into()));
    assert_eq!(value("pair"), "Ana Ruiz ↔ Jane Doe");
    // An insight goes with its shares.
    step(&desk, &["remove", "insight", "rules"]);
}

#[test]
fn the_huddle_is_forty_five_minutes_and_its_decisions_are_actions() {
    let desk = desk();
    desk.json(&["new", "contact", "N", "name=Jane Doe", "seat=decision maker"]);
    desk.json(&["new", "contact", "N", "name=Omar Roe", "seat=user lead"]);
    for (who, score, on) in [("Jane Doe", 4, "-20d"), ("Omar Roe", 2, "-3d")] {
        let (who, score, on) = (format!("contact={who}"), format!("score={score}"), format!("on={on}"));
        desk.json(&["new", "pulse", "N", &who, &score, &on, "topics=delivery", "source=said"]);
    }
    charter(&desk, "Ask before every renewal");
    step(&desk, &["new", "huddle-decision", "N", "title=Visit them", "owner=peter", "due=+9d"]);
    let huddle = desk.json(&["huddle"]);
    let agenda = huddle["agenda"].as_array().unwrap();
    assert_eq!(agenda.iter().map(|part| part["minutes"].as_u64().unwrap()).sum::<u64>(), 45);
    assert!(agenda.iter().all(|part| !part["points"].as_array().unwrap().is_empty()), "{huddle}");
    let apart = &huddle["seen_differently"][0];
    assert_eq!((&apart["low"]["role"], &apart["high"]["score"]), (&"user lead".into(), &4.into()));
    assert_eq!(huddle["topics"][0], serde_json::json!({"topic": "delivery", "pulses": 2, "low": 1}));
    assert_eq!(huddle["accounts"].as_array().unwrap().len(), 3);
    assert_eq!(huddle["own_people"]["turnover"], 0.0);
    let decided = &huddle["decisions"][0];
    assert_eq!((&decided["month"], &decided["decisions"][0]["owner"]), (&"2026-11".into(), &"Peter Osei".into()));
    let text = desk.text(&["huddle"]);
    for words in ["Northwind Traders: user lead 2/5", "Decided in 2026-11", "Visit them – Peter Osei, due in 9 d"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    // It is an ordinary action: it is done like one, and stays under the huddle that made it.
    let id = decided["decisions"][0]["id"].as_str().unwrap();
    desk.json(&["edit", "huddle-decision", id, "due=today"]);
    assert!(desk.text(&["today", "--all"]).contains("Visit them"));
    desk.run(&["done", &format!("a-{id}")]).assert().success();
    assert_eq!(desk.json(&["huddle"])["decisions"][0]["decisions"][0]["outcome"], "done");
}

#[test]
fn the_huddle_is_written_as_markdown_in_which_no_text_of_the_book_is_markup() {
    let desk = desk();
    desk.json(&["new", "huddle-decision", "title=<b>Call | [x](y)</b>", "owner=ana", "due=+9d"]);
    let file = desk.path("huddle.md");
    desk.run(&["huddle", "-o"]).arg(&file).assert().success();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# Huddle Nov 2026") && text.contains("## Key numbers (5 min)"), "{text}");
    assert!(text.contains(r"- [ ] \<b\>Call \| \[x\](y)\</b\>"), "{text}");
    let nowhere = desk.path("no/such/folder.md");
    desk.run(&["huddle", "-o"]).arg(&nowhere).assert().code(1);
}

#[test]
fn of_an_empty_book_nothing_is_counted_and_the_reason_is_said() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.import("members", "external_id,name\n");
    let page = desk.text(&["charter"]);
    assert!(page.contains("– no customers in this time") && page.contains("– none in twelve months"), "{page}");
    let json = desk.json(&["charter"]);
    assert!(json["twelve_months"]["new"].is_null() && json["pledge"].is_null(), "{json}");
    let huddle = desk.json(&["huddle"]);
    assert!(huddle["thirty_days"]["lost"].is_null() && huddle["own_people"]["turnover"].is_null(), "{huddle}");
    for part in huddle["agenda"].as_array().unwrap() {
        let points = part["points"].as_array().unwrap();
        assert!(points.iter().all(|point| point.as_str().unwrap().contains('–')), "{part}");
    }
}

#[test]
fn a_question_says_what_is_asked_and_its_answer_stands_apart() {
    let desk = Desk::of("external_id,name\na,Ada\n");
    let before = desk.json(&["history"]).as_array().unwrap().len();
    let said = desk.refused(&["new", "connection", "question=", "answer=x"]);
    assert!(said.contains("Say what is asked"), "{said}");
    assert_eq!(desk.json(&["history"]).as_array().unwrap().len(), before, "nothing was added, nothing is told");
    desk.text(&["new", "connection", "question=The weekly call", "answer=Ana leads it"]);
    let text = desk.text(&["pipeline"]);
    assert!(text.contains("The weekly call: Ana leads it"), "{text}");
    assert!(text.contains("(never triggered)") && text.contains("Onboarding gaps: 1 account\n"), "{text}");
    assert!(!text.contains("1 times") && !text.contains("1 accounts"), "{text}");
}

#[test]
fn a_pledge_that_is_signed_anew_is_signed_today() {
    let desk = Desk::of("external_id,name\na,Ada\n");
    desk.text(&["edit", "pledge", "words=Kept counts as won", "by=Ana Ruiz", "--today", "2026-09-25"]);
    desk.text(&["edit", "pledge", "words=I keep who I win"]);
    let page = desk.json(&["charter"]);
    assert_eq!((&page["pledge"]["on"], &page["pledge"]["by"]), (&TODAY.into(), &"Ana Ruiz".into()), "{page}");
}

#[test]
fn whoever_signed_too_lately_is_not_counted_as_told_and_what_everybody_hears_is_nothing_of_their_own() {
    use mainstay::domain::day::Day;
    let desk = desk();
    let day = |text: &str| Day::parse(text).ok();
    step(&desk, &["new", "news", "title=Where we go", "topic=vision", "on=2026-11-01"]);
    step(&desk, &["new", "account", "name=Fresh", "stage=signed", "customer_since=2026-11-20", "value=1k"]);
    let updates = || {
        let book = mainstay::book::Book::open(&desk.path("book.db"), false, day(TODAY)).unwrap();
        book.updates().unwrap()
    };
    let told = updates();
    assert_eq!(told.too_new(), 1, "{:?}", told.coverage);
    assert!(told.silent.iter().all(|one| one.name != "Fresh"), "nothing is due to them yet");
    let start = |updates: &mainstay::book::programme::company_updates::CompanyUpdates| {
        updates.starts.iter().find(|one| one.name == "Fresh").map(|one| (one.heard, one.planned)).unwrap()
    };
    assert_eq!(start(&told), (0, 0));
    step(&desk, &["new", "news", "title=What is new", "topic=new products", "on=2026-12-01"]);
    assert_eq!(start(&updates()), (0, 0), "what everybody hears is no answer to what comes next for them");
    step(&desk, &["new", "news", "Fresh", "title=Who answers what", "topic=initiatives", "on=2026-12-02"]);
    assert_eq!(start(&updates()), (0, 1));
}
