use super::*;

#[test]
fn a_mail_is_read_by_its_headers() {
    let mail = "Return-Path: <x>\r\nDate: Tue, 3 Nov 2026 23:30:00 -0800\r\nFrom: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= \
                <yamada@a.example>\r\nTo: \"Quist; Vera\" <vera@b.example>,\r\n\tb@c.example\r\nCc: VERA@b.example\r\n\
                Message-ID: <1@a.example>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n  and more\r\nContent-Type: \
                multipart/mixed; boundary=\r\n\r\n--x\r\nFrom: not@this.example\r\nbroken =ZZ ÿ\r\n";
    let row = &rows(mail.as_bytes())[0];
    assert_eq!(row["external_id"], "1@a.example");
    assert_eq!((row["kind"].as_str(), row["on"].as_str()), ("email", "2026-11-03"));
    assert_eq!(row["from"], "山田 <yamada@a.example>");
    assert_eq!(row["people"], "Quist, Vera <vera@b.example>; b@c.example");
    assert_eq!(row["title"], "Grüße and more");
    assert_eq!(row["status"], "");
}

#[test]
fn headers_that_were_never_encoded_are_read() {
    let japanese = b"From: \x1b$B;3ED\x1b(B <y@a.example>\nDate: Tue, 3 Nov 2026 09:12:00 +0900\n\n";
    assert_eq!(rows(japanese)[0]["from"], "山田 <y@a.example>");
    let western = b"From: Jos\xe9 <j@a.example>\nDate: Tue, 3 Nov 2026 09:12:00 +0100\n\n";
    assert_eq!(rows(western)[0]["from"], "José <j@a.example>");
}

#[test]
fn a_mailbox_is_cut_at_its_postmarks_only() {
    let one = |id: u8, more: &str, body: &str| {
        format!(
            "From {id}@x Fri Nov 06 09:12:11 +0000 2026\n{more}Date: Fri, 6 Nov 2026 10:12:09 +0100\nFrom: a@b.example\nSubject: s{id}\n\n{body}\n\n"
        )
    };
    let mailbox = [
        one(1, "", "From now on, all is well.\n\nFrom there too\n>From a quote 10:10"),
        one(2, "List-Unsubscribe: <x>\n", ""),
        one(3, "X-Gmail-Labels: Inbox,=?UTF-8?Q?Entw=C3=BCrfe?=\n", ""),
        one(4, "X-Gmail-Labels: Spam\nList-Id: x\n", ""),
        one(5, "X-Folder: Trash\n", ""),
        one(6, "Auto-Submitted: no\nPrecedence: first-class\n", ""),
        one(7, "Auto-Submitted: auto-replied\n", ""),
        one(8, "Precedence: bulk\n", ""),
    ]
    .concat();
    let rows = rows(mailbox.as_bytes());
    let seen: Vec<_> = rows.iter().map(|row| (row["title"].as_str(), row["status"].as_str())).collect();
    assert_eq!(
        seen,
        [
            ("s1", ""),
            ("s2", "newsletter"),
            ("s3", "draft"),
            ("s4", "spam"),
            ("s5", "trash"),
            ("s6", ""),
            ("s7", "newsletter"),
            ("s8", "newsletter")
        ]
    );
    assert!(rows[0]["external_id"].starts_with("mail-") && rows[0]["external_id"] != rows[1]["external_id"]);
}

#[test]
fn a_mail_without_sender_and_day_is_told() {
    let told = refusal(b"From x@y Fri Nov 06 09:12:11 2026\nSubject: a\n\nbody\n");
    assert_eq!(told, "clients.xlsx left out: without sender and day.");
}
