use super::*;

#[test]
fn a_list_of_records_is_a_table_with_all_their_keys() {
    let opened =
        parts(br#"[{"z":"A\u0000b","n":{"x":1.0,"y":null}},{"z":true,"tags":["p","q"],"big":12345678901234567}]"#);
    assert_eq!(text(&opened.parts[0]), "z,n.x,n.y,tags,big\nAb,1,,,\nTrue,,,p; q,12345678901234567\n");
    assert_eq!((opened.parts[0].format, opened.parts[0].holds), ("json", None));
}

#[test]
fn a_record_a_line_is_a_table() {
    assert_eq!(text(&parts(b"{\"a\":1}\n{\"a\":2,\"b\":\"x\"}\n").parts[0]), "a,b\n1,\n2,x\n");
    assert_eq!(text(&parts(b"{\"a\":1}\n").parts[0]), "a\n1\n");
}

#[test]
fn a_tree_of_salesforce_loses_what_is_not_of_the_record() {
    let tree = br#"{"totalSize":1,"records":[{"attributes":{"type":"Account","url":"/x"},"Name":"Acme",
        "Owner":{"attributes":{"type":"User","url":"/y"},"Name":"Ada"}}]}"#;
    let opened = parts(tree);
    assert_eq!(text(&opened.parts[0]), "Name,Owner.Name\nAcme,Ada\n");
    assert_eq!(opened.parts[0].name.as_deref(), Some("records"));
    assert!(opened.notes[0].ends_with("holds totalSize: left out."), "{:?}", opened.notes);
}

#[test]
fn each_list_of_a_tree_is_a_table() {
    let tree = br#"{"data":{"accounts":[{"name":"A","deals":[{"x":1}]}],"contacts":[{"email":"a@b.example"}]}}"#;
    let opened = parts(tree);
    let names: Vec<_> = opened.parts.iter().map(|part| part.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["accounts", "contacts"]);
    assert!(opened.notes[0].contains("Lists within the records") && opened.notes[0].contains("deals"));
}

#[test]
fn lists_of_cells_are_rows() {
    assert_eq!(text(&parts(br#"[["name","n"],["Acme",2]]"#).parts[0]), "name,n\nAcme,2\n");
}

#[test]
fn what_is_no_table_is_refused_with_its_place() {
    assert!(refusal(&b"[".repeat(10_000)).contains("nested more than 100 levels"));
    assert!(refusal(&br#"{"a":"#.repeat(10_000)).contains("nested more than 100 levels"));
    assert_eq!(refusal(b"[{\"a\":1},\n{\"a\":"), "clients.xlsx breaks off on line 2: export it again.");
    assert!(refusal(b"[{\"a\":1},\n{a}]").contains("no valid JSON on line 2"));
    assert!(refusal(b"[]").contains("holds no rows"));
    assert!(refusal(b"[\"a\",\"b\"]").contains("2 values that are no records"));
}
