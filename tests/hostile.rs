//! Names and words that attack: whatever stands in a file, no command and no page lets it out as a control code, and no
//! page as markup.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;

/// Escape sequences, C1 controls, a bell, a title, a clipboard write, a direction override, markup.
const EVIL: &str =
    "\u{1b}[31mEvil\u{1b}]0;title\u{7}\u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}<script>alert(1)</script>&amp;\u{8}\u{7f}";

fn cell() -> String {
    format!("\"{EVIL}\"")
}

/// A book in which every name and every sentence attacks.
fn desk() -> Desk {
    let evil = cell();
    let desk = Desk::of(&format!(
        "external_id,name,stage,value,currency,customer_since,owner,channel,offer,why_bought,notes\n\
         A,{evil},steady,240000,EUR,2022-03-01,,{evil},{evil},{evil},{evil}\n\
         B,\"{EVIL} two\",onboarding,1000,EUR,2026-08-01,,,,,\n"
    ));
    desk.import("members", &format!("external_id,name,title,team\nR,{evil},{evil},{evil}\nS,Ana Ruiz,,\n"));
    desk.import(
        "contacts",
        &format!("external_id,account,name,title,seat,email,phone\nC,A,{evil},{evil},sponsor,{evil},{evil}\n"),
    );
    desk.import(
        "seats",
        &format!("account,member,role,since,purpose,peer\nA,R,AL,2022-03-01,{evil},C\nB,S,AL,2026-08-01,,\n"),
    );
    desk.import(
        "contracts",
        &format!("account,product,value,currency,start,end,notice_days,reason\nA,{evil},240000,EUR,2026-02-01,2027-01-31,30,{evil}\n"),
    );
    desk.import(
        "touches",
        &format!("account,on,channel,members,contacts,two_way,value_tag,summary\nA,2026-11-01,call,R,C,true,listened,{evil}\n"),
    );
    desk.import(
        "pulses",
        &format!("account,contact,on,score,source,topics,quote\nA,C,2026-11-01,2,said,price,{evil}\n"),
    );
    desk.import("issues", &format!("account,title,opened_on,escalation,summary\nA,{evil},2026-11-02,true,{evil}\n"));
    desk.import("events", &format!("account,on,kind,detail\nA,2026-11-02,risk,{evil}\n"));
    desk.import(
        "actions",
        &format!("account,title,due,owner,reason\nA,{evil},2026-11-20,R,{evil}\n,{evil},2026-11-20,R,{evil}\n"),
    );
    desk.import("commitments", &format!("external_id,account,kind,what,owner,due,measure,consequence\n,A,promise,{evil},R,2026-11-20,,\nK,,charter,{evil},R,2027-01-20,{evil},{evil}\n"));
    desk.import("agreements", &format!("commitment,who,on,words\nK,{evil},2026-10-01,{evil}\n"));
    desk.import("handoffs", &format!("account,from_member,to_member,offered_on,state,why_bought,open_points\nB,S,R,2026-11-02,offered,{evil},{evil}\n"));
    desk.import("insights", &format!("external_id,title,source,on,so_what\nI,{evil},{evil},2026-11-01,{evil}\n"));
    desk.import("shares", &format!("insight,account,contact,on,reaction\nI,A,C,2026-01-01,{evil}\n"));
    desk.import(
        "stories",
        &format!(
            "account,contact,on,fear,words,consent_on,named\nA,C,2026-06-01,will it work,{evil},2026-06-02,true\n"
        ),
    );
    desk.import("contributions", &format!("account,member,on,what\nA,R,2026-11-20,{evil}\n"));
    desk.import(
        "communications",
        &format!("account,on,topic,title,gap\nA,2026-11-01,vision,{evil},{evil}\n,2026-11-02,growth,{evil},{evil}\n"),
    );
    desk.import("defections", &format!("account,on,type,reason,quote\nB,2026-11-10,partial,{evil},{evil}\n"));
    desk
}

/// Whether a character is a command to a terminal, or turns text around.
fn commands(ch: char) -> bool {
    (ch.is_control() && ch != '\n')
        || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn assert_harmless(what: &str, text: &str) {
    if let Some(at) = text.find(commands) {
        let near: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        panic!("{what} lets {:?} out after: {near}", text[at..].chars().next());
    }
}

#[test]
fn no_command_lets_a_control_code_out() {
    let desk = desk();
    for args in [
        &["today", "--all"][..],
        &["today", "--smallest"],
        &["accounts"],
        &["accounts", "--saved", "at risk or worse"],
        &["show", "A"],
        &["risk"],
        &["risk", "A"],
        &["pipeline"],
        &["survival"],
        &["survival", "--by", "channel"],
        &["backtest"],
        &["team"],
        &["team", "R"],
        &["what-if", "leave", "R"],
        &["renewals"],
        &["score"],
        &["huddle"],
        &["charter"],
        &["settings"],
        &["history"],
        &["edit", "contact", "A", "C"],
        &["edit", "insight", "I"],
        &["new", "action", "A"],
        &["export", "showcase"],
        &["export", "handover", "A"],
        &["export", "handover", "R"],
        &["act", "A"],
    ] {
        let text = desk.text(args);
        assert!(!text.trim().is_empty(), "{args:?} says nothing");
        assert_harmless(&args.join(" "), &text);
    }
    // What is refused is harmless, too.
    let nobody = format!("{EVIL} nobody");
    let nobody = nobody.as_str();
    for args in [
        &["show", nobody][..],
        &["today", "--owner", nobody],
        &["new", "action", "A", nobody],
        &["accounts", nobody, "x:y"],
    ] {
        let output = desk.run(args).assert().failure().get_output().clone();
        assert_harmless("a refusal", &String::from_utf8(output.stderr).unwrap());
    }
}

#[test]
fn no_page_lets_markup_out_and_no_card_or_event_a_line_of_its_own() {
    let desk = desk();
    for args in [
        &["export", "showcase", "--format", "html"][..],
        &["export", "handover", "A", "--format", "html"],
        &["export", "handover", "R", "--format", "html"],
        &["huddle", "--format", "html"],
        &["charter", "--format", "html"],
    ] {
        let Ok(text) = String::from_utf8(desk.run(args).output().unwrap().stdout) else { panic!("{args:?}") };
        if text.is_empty() {
            continue;
        }
        assert!(text.contains("Evil"), "{args:?} tells of somebody: {text}");
        assert!(!text.contains("<script"), "{args:?}");
        assert_harmless(&args.join(" "), &text);
    }
    for args in [&["export", "calendar"][..], &["export", "contacts"]] {
        let text = desk.text(args);
        assert!(text.contains("Evil"), "{args:?}");
        assert_harmless(&args.join(" "), &text.replace("\r\n", "\n"));
        // A name cannot begin a property: every line is one, or goes on with a blank.
        let is_line = |line: &str| {
            line.starts_with(' ')
                || line.split([':', ';']).next().is_some_and(|name| {
                    name.chars().all(|ch| ch.is_ascii_uppercase() || ch == '-' || ch.is_ascii_digit())
                })
        };
        assert!(text.lines().all(is_line), "{text}");
    }
}
