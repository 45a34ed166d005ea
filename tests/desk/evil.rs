//! A book in which every name and every sentence attacks the terminal, or the page it is written to.

use super::Desk;

/// Escape sequences, C1 controls, a bell, a title, a clipboard write, a direction override, markup.
pub const EVIL: &str =
    "\u{1b}[31mEvil\u{1b}]0;title\u{7}\u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}<script>alert(1)</script>&amp;\u{8}\u{7f}";

fn cell() -> String {
    format!("\"{EVIL}\"")
}

/// A book in which every name and every sentence attacks.
pub fn desk() -> Desk {
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
