use super::*;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// An XLSX workbook whose sheets hold this XML.
pub(super) fn xlsx(sheets: &[(&str, &str)], later: bool, more: &[(&str, &[u8])]) -> Vec<u8> {
    let space = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut listed, mut links, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (name, xml)) in sheets.iter().enumerate() {
        let state = if name.starts_with("Hidden") { r#" state="hidden""# } else { "" };
        listed.push(format!(r#"<sheet name="{name}" sheetId="{}"{state} r:id="rId{index}"/>"#, index + 1));
        links.push((format!("rId{index}"), "worksheet", format!("worksheets/sheet{index}.xml")));
        let xml = format!(r#"<?xml version="1.0"?><worksheet {space}>{xml}</worksheet>"#);
        files.push((format!("xl/worksheets/sheet{index}.xml"), xml));
    }
    links.push(("rIdS".into(), "styles", "styles.xml".into()));
    links.push(("rIdT".into(), "sharedStrings", "sharedStrings.xml".into()));
    let book = format!(
        r#"<?xml version="1.0"?><workbook {space}><workbookPr date1904="{later}"/><sheets>{}</sheets></workbook>"#,
        listed.concat()
    );
    let links = links
        .iter()
        .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{relation}/{kind}" Target="{target}"/>"#));
    let links = format!(
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
        links.collect::<String>()
    );
    let mut members: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
    ];
    members.extend(files.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())));
    members.extend(more);
    zipped(&members)
}

fn word(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

pub(super) fn small() -> Vec<u8> {
    let sheet = format!(
        r#"<dimension ref="A1:C4"/><sheetData><row r="1">{}{}{}</row>
        <row r="2">{}<c r="B2"><v>18399</v></c><c r="C2" s="1"><v>46329</v></c></row>
        <row r="4">{}<c r="B4"><f>A1*2</f><v>0.30000000000000004</v></c><c r="C4" t="b"><v>1</v></c></row>
        <row r="5"><c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>
        <mergeCells count="1"><mergeCell ref="A4:A5"/></mergeCells>"#,
        word("A1", "Account"),
        word("B1", "ARR"),
        word("C1", "Renews on"),
        word("A2", "Acme, Inc."),
        word("A4", "Zoë &amp; Co"),
    );
    xlsx(
        &[
            ("Accounts", &sheet),
            ("Empty", "<sheetData/>"),
            ("Hidden one", &format!("<sheetData><row>{}</row></sheetData>", word("A1", "x"))),
        ],
        false,
        &[],
    )
}

#[test]
fn a_formula_whose_result_was_not_kept_is_told() {
    let sheet = format!(
        r#"<sheetData><row r="1">{}{}</row><row r="2">{}<c r="B2"><f>A1*2</f></c></row>
        <row r="3">{}<c r="B3" s="1"/></row></sheetData>"#,
        word("A1", "Account"),
        word("B1", "ARR"),
        word("A2", "Acme"),
        word("A3", "Beta"),
    );
    let opened = parts(&xlsx(&[("Accounts", &sheet)], false, &[]));
    assert_eq!(opened.notes.len(), 1, "{:?}", opened.notes);
    assert!(opened.notes[0].contains("1 cell with a formula but no result"), "{:?}", opened.notes);
}

#[test]
fn each_sheet_is_a_table_and_formulas_have_their_last_value() {
    let opened = parts(&small());
    let names: Vec<_> = opened.parts.iter().map(|part| part.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Accounts"]);
    assert_eq!(opened.parts[0].format, "workbook");
    assert_eq!(
        text(&opened.parts[0]),
        "Account,ARR,Renews on\n\"Acme, Inc.\",18399,2026-11-03\n,,\nZoë & Co,0.3,True\n"
    );
    assert_eq!(opened.notes.len(), 2, "{:?}", opened.notes);
    assert!(
        opened.notes[0].contains("Hidden sheets") && opened.notes[0].contains("Hidden one"),
        "what stays out is said"
    );
    assert!(opened.notes[1].contains("Sheet “Accounts”") && opened.notes[1].contains("1 cell with the error"));
}

#[test]
fn days_are_right_in_both_epochs() {
    let sheet = |serial: u32| format!(r#"<sheetData><row r="1"><c r="A1" s="1"><v>{serial}</v></c></row></sheetData>"#);
    for (serial, later) in [(46329, false), (46329 - 1462, true)] {
        let opened = parts(&xlsx(&[("A", &sheet(serial))], later, &[]));
        assert_eq!(text(&opened.parts[0]), "2026-11-03\n");
    }
}

#[test]
fn a_sheet_that_claims_to_be_huge_is_read_by_its_cells() {
    let sheet = format!(
        r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{}</row><row r="1048576">{}</row></sheetData>"#,
        word("A1", "name"),
        word("B1048576", "x")
    );
    let opened = parts(&xlsx(&[("A", &sheet)], false, &[]));
    assert!(text(&opened.parts[0]).starts_with("name,\n,\n") && text(&opened.parts[0]).ends_with("\n,x\n"));
    assert!(opened.parts[0].text.len() < 200);
}

#[test]
fn texts_announced_in_millions_are_refused_before_room_is_made() {
    let strings = br#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="99999999999999"><si><t>x</t></si></sst>"#;
    let book = xlsx(&[("A", "<sheetData/>")], false, &[("xl/sharedStrings.xml", strings)]);
    assert!(refusal(&book).contains("clients.xlsx unpacks to more than can be held"), "{}", refusal(&book));
}

#[test]
fn two_hundred_sheets_are_taken_and_no_more() {
    let sheet = format!("<sheetData><row>{}</row></sheetData>", word("A1", "x"));
    let names: Vec<String> = (0..205).map(|number| format!("S{number}")).collect();
    let sheets: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), sheet.as_str())).collect();
    let opened = parts(&xlsx(&sheets, false, &[]));
    assert_eq!(opened.parts.len(), 200);
    assert!(opened.notes[0].contains("has 205 sheets: only the first 200 are taken"), "{:?}", opened.notes);
}

#[test]
fn columns_beyond_the_cap_are_left_out_and_told() {
    let sheet = format!("<sheetData><row r=\"1\">{}{}</row></sheetData>", word("A1", "a"), word("XFD1", "far"));
    let opened = parts(&xlsx(&[("A", &sheet)], false, &[]));
    assert_eq!(text(&opened.parts[0]), "a\n");
    assert!(opened.notes[0].contains("more than 5000 columns"), "{:?}", opened.notes);
}

#[test]
fn a_sheet_that_breaks_off_gives_what_came_before() {
    let sheet = format!("<sheetData><row r=\"1\">{}</row><row r=\"2\"><c r=\"A2\"><v>1</c", word("A1", "name"));
    let opened = parts(&xlsx(&[("A", &sheet)], false, &[]));
    assert!(opened.notes[0].contains("is damaged below row 1"), "{:?}", opened.notes);
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn locked_and_foreign_files_are_told_apart() {
    let locked = refusal(&compound(&[("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"y")]));
    assert_eq!(locked, "clients.xlsx is locked with a password: save it without one and import it again.");
    assert!(refusal(&compound(&[("/WordDocument", b"x")])).contains("is a Word document"));
    assert!(refusal(&compound(&[("/__properties_version1.0", b"x")])).contains("is an Outlook message"));
    assert!(refusal(&zipped(&[("[Content_Types].xml", b""), ("word/document.xml", b"")])).contains("is a document"));
}

/// An XLS workbook with one sheet of these records.
pub(super) fn xls(cells: &[u8]) -> Vec<u8> {
    let record =
        |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes()[..], data].concat();
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let formats = [0_u8, 14].map(|format| {
        let mut data = [0; 20];
        data[2] = format;
        record(0x00e0, &data)
    });
    let sheet = |place: u32| record(0x0085, &[&place.to_le_bytes()[..], &[0, 0, 3, 0], b"Old"].concat());
    let before = [begin(5), formats.concat()].concat();
    let place = before.len() + sheet(0).len() + 4;
    let stream =
        [before, sheet(place as u32), record(0x000a, &[]), begin(16), cells.to_vec(), record(0x000a, &[])].concat();
    compound(&[("/Workbook", &stream)])
}

/// A number in a cell of an XLS sheet; style 1 is a date.
fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    let place = [row, column, style].map(u16::to_le_bytes).concat();
    [&0x0203_u16.to_le_bytes()[..], &14_u16.to_le_bytes()[..], &place, &value.to_le_bytes()[..]].concat()
}

#[test]
fn a_workbook_of_old_is_read() {
    let opened = parts(&xls(&[number(0, 0, 0, 12.5), number(0, 1, 1, 46329.0), number(2, 0, 0, 7.0)].concat()));
    assert_eq!(opened.parts[0].name.as_deref(), Some("Old"));
    assert_eq!(text(&opened.parts[0]), "12.5,2026-11-03\n,\n7,\n");
}

#[test]
fn a_workbook_of_old_that_asks_for_any_memory_is_refused() {
    let book = xls(&[number(0, 0, 0, 1.0), number(65_535, 65_535, 0, 1.0)].concat());
    assert!(refusal(&book).contains("asks for more cells than can be held"), "{}", refusal(&book));
}

/// A record of an XLSB part.
fn binary(kind: u16, data: &[u8]) -> Vec<u8> {
    let kind = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8] };
    [&kind[..], &[data.len() as u8], data].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
}

/// A workbook in XLSB with one sheet of these records.
pub(super) fn xlsb(cells: &[u8]) -> Vec<u8> {
    let links = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let bundle = [&[0; 4][..], &[1, 0, 0, 0], &wide("rId1"), &wide("Data")].concat();
    let book = [binary(0x99, &[0; 12]), binary(0x9c, &bundle), binary(0x90, &[]), binary(0x84, &[])].concat();
    let formats = [0_u8, 14].map(|format| binary(0x2f, &[0, 0, format, 0, 0, 0, 0, 0]));
    let styles = [binary(0x269, &2_u32.to_le_bytes()), formats.concat()].concat();
    let sheet =
        [binary(0x81, &[]), binary(0x94, &[0; 16]), binary(0x91, &[]), cells.to_vec(), binary(0x92, &[])].concat();
    zipped(&[
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

pub(super) fn binary_cells() -> Vec<u8> {
    let cell = |column: u8, style: u8| vec![column, 0, 0, 0, style, 0, 0, 0];
    [
        binary(0, &[0; 16]),
        binary(6, &[cell(0, 0), wide("Konto")].concat()),
        binary(5, &[cell(1, 0), 18399.5_f64.to_le_bytes().to_vec()].concat()),
        binary(5, &[cell(2, 1), 46329_f64.to_le_bytes().to_vec()].concat()),
        binary(4, &[cell(3, 0), vec![1]].concat()),
        binary(3, &[cell(4, 0), vec![0x2a]].concat()),
    ]
    .concat()
}

#[test]
fn a_binary_workbook_is_read() {
    let opened = parts(&xlsb(&binary_cells()));
    assert_eq!(opened.parts[0].name.as_deref(), Some("Data"));
    assert_eq!(text(&opened.parts[0]), "Konto,18399.5,2026-11-03,True\n");
    assert!(opened.notes[0].contains("1 cell with the error"), "{:?}", opened.notes);
}

pub(super) fn ods(rows: &str, manifest: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c">
        <office:body><office:spreadsheet><table:table table:name="Blatt">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_open_workbook_is_read_and_its_repeated_rows_cost_nothing() {
    let rows = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Konto &amp; Co</text:p>
        <office:annotation><text:p>a comment</text:p></office:annotation></table:table-cell>
        <table:table-cell office:value-type="float" office:value="18399"><text:p>18.399,00 €</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2026-11-03"><text:p>03.11.26</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
        <table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="16379"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let opened = parts(&ods(rows, ""));
    assert_eq!(opened.parts[0].name.as_deref(), Some("Blatt"));
    assert_eq!(text(&opened.parts[0]), "Konto & Co,18399,2026-11-03,True\n\"a\nb\",,,\n\"a\nb\",,,\n");
    assert!(opened.notes[0].contains("1 cell with the error"), "{:?}", opened.notes);
    assert!(refusal(&ods(rows, "<m:encryption-data/>")).contains("locked with a password"));
}

#[test]
fn an_open_workbook_that_repeats_words_without_end_is_refused() {
    let rows = r#"<table:table-row table:number-rows-repeated="4000000000"><table:table-cell table:number-columns-repeated="4000000000"
        office:value-type="string"><text:p>bomb</text:p></table:table-cell></table:table-row>"#;
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&ods(rows, "")).unwrap();
    let mut opening = Opening::new("a.ods".into(), today());
    opening.room = 4 * MIB;
    let told = opening.read(&mut file, 0).unwrap_err().sentence;
    assert!(told.contains("a.ods holds more than 256 MiB of text"), "{told}");
}
