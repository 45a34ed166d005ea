use super::*;

/// A header whose cells say nothing.
fn of(header: &[String], wanted: Option<Shape>, mappings: &[Mapping]) -> Result<Recognition> {
    recognise(header, &vec![Facts::default(); header.len()], wanted, mappings, "")
}

fn seen(header: &str) -> Recognition {
    let header: Vec<_> = header.split(',').map(str::to_owned).collect();
    of(&header, None, &[]).unwrap()
}

fn is(header: &str) -> (String, &'static str) {
    let seen = seen(header);
    (seen.format, seen.shape.word())
}

#[test]
fn the_table_of_headers_is_whole() {
    let asset: profiles::Asset = toml::from_str(profiles::TABLE).unwrap();
    let count = asset.file.len();
    assert_eq!(
        asset.file.into_iter().filter_map(profiles::foreign_profile).count(),
        count,
        "a field is not one of its shape"
    );
}

#[test]
fn every_file_of_ours_is_known_by_its_header() {
    for noun in Noun::ALL {
        let columns = Shape::Of(*noun).columns().own;
        let header: Vec<_> = columns.iter().map(|column| column.name.to_owned()).collect();
        let seen = of(&header, None, &[]).unwrap();
        assert_eq!((seen.format.as_str(), seen.shape), (OWN, Shape::Of(*noun)));
        assert_eq!((seen.filled.len(), seen.skipped.len()), (columns.len(), 0), "{noun}");
    }
}

#[test]
#[rustfmt::skip]
fn the_files_of_other_programs_are_known_by_their_headers() {
    let all = [
        ("Record ID,Company name,Company Domain Name,Company owner,Industry,Create Date", "hubspot", "accounts"),
        ("Record ID,First Name,Last Name,Email,Job Title,Associated Company IDs,Associated Company", "hubspot", "contacts"),
        ("Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner,Associated Company", "hubspot", "deals"),
        ("Ticket ID,Ticket name,Ticket status,Create date,Close date,Associated Company", "hubspot", "issues"),
        ("id,is_deleted,property_name,property_createdate,property_industry", "hubspot", "accounts"),
        ("Id,IsDeleted,Name,Type,ParentId,BillingCity,Industry,AnnualRevenue", "salesforce", "accounts"),
        ("Account ID,Account Name,Account Owner,Type,Billing State/Province,Last Activity", "salesforce", "accounts"),
        ("Id,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,Type", "salesforce", "deals"),
        ("Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date,Probability (%)", "salesforce", "deals"),
        ("Assigned,Subject,Date,Status,Priority,Company / Account,Contact,Activity ID", "salesforce", "activities"),
        ("Id,WhoId,WhatId,Subject,ActivityDate,Status,OwnerId,Description,AccountId,IsClosed", "salesforce", "activities"),
        ("Case Number,Account Name,Subject,Status,Date/Time Opened,Date/Time Closed,Case Owner", "salesforce", "issues"),
        ("Contract Number,Account Name,Contract Start Date,Contract End Date,Status", "salesforce", "contracts"),
        ("Organization - Name*,Organization - Address,Organization - Owner", "pipedrive", "accounts"),
        ("Organisation -  Name,Organisation - Owner", "pipedrive", "accounts"),
        ("Person - Name*,Person - Email,Person - Job title,Organization name", "pipedrive", "contacts"),
        ("Deal - Title*,Deal - Value,Deal - Status,Organization,Contact person", "pipedrive", "deals"),
        ("Activity - Subject*,Activity - Type,Activity - Due date,Activity - Done,Organization", "pipedrive", "activities"),
        ("Account_Name,Industry,Annual_Revenue,Employees,Billing_Street,Billing_Code,Website", "zoho", "accounts"),
        ("First_Name,Last_Name,Email,Phone,Title,Department,Owner,Account_Name", "zoho", "contacts"),
        ("Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Stage", "zoho", "deals"),
        ("Activity_Type,Subject,Activity_Date,Status,Duration,Owner,Account_Name,Contact_Name", "zoho", "activities"),
        ("Account Name,Main Phone,Address 1: City,Primary Contact,Territory,Annual Revenue,Owner", "dynamics", "accounts"),
        ("Email,Company Name,Business Phone,Address 1: City,First Name,Job Title,Last Name", "dynamics", "contacts"),
        ("First Name,Last Name,Primary Email,Title,Manager", "dynamics", "members"),
        ("Topic,Potential Customer,Est. revenue,Est. close date,Status,Owner", "dynamics", "deals"),
        ("(Do Not Modify) Account,Account Name,Owner", "dynamics", "accounts"),
    ];
    for (header, program, shape) in all {
        assert_eq!(is(header), (program.to_owned(), shape), "{header}");
    }
}

#[test]
fn the_user_goes_before_the_header() {
    let header = ["Kunde", "Wert", "Name"].map(str::to_owned);
    let map = |column: &str, field: &str| Mapping { column: column.into(), target: MapTo::Field(field.into()) };
    let maps = [map("kunde", "name"), map("Wert", "value")];
    let seen = of(&header, Some(Shape::Of(Noun::Accounts)), &maps).unwrap();
    assert_eq!(seen.kept, [2], "the mapped column is the only one for its field, and the other is kept");
    assert!(of(&header, Some(Shape::Of(Noun::Accounts)), &[map("Kind", "name")]).is_err());
    assert!(of(&header, Some(Shape::Of(Noun::Accounts)), &[map("Kunde", "kind")]).is_err());
    let strange = ["SKU", "Colour"].map(str::to_owned);
    let (lack, problem) = of(&strange, None, &[]).unwrap().problem.unwrap();
    assert_eq!(lack, Lack::Kind);
    assert!(
        problem.sentence.contains("--as accounts") && problem.sentence.contains("SKU, Colour"),
        "{}",
        problem.sentence
    );
}

#[test]
fn a_doubled_column_is_named_and_the_first_is_taken() {
    let seen = seen("external_id,name,stage,name");
    assert_eq!((seen.doubled, seen.skipped), (vec!["name (2)".to_owned()], vec!["name (2)".to_owned()]));
}

#[test]
fn headings_of_real_sheets_are_known_in_nine_languages() {
    let all: std::collections::BTreeMap<String, String> =
        toml::from_str(include_str!("../../../tests/fixtures/headings.toml")).unwrap();
    let accounts = Shape::Of(Noun::Accounts);
    let field = |heading: &str| look_up(heading).sense(accounts, &Facts::default(), &[]).and_then(|sense| sense.field);
    let (mut count, mut missed) = (0, Vec::new());
    for (wanted, headings) in &all {
        for heading in headings.split('|').map(str::trim).filter(|heading| !heading.is_empty()) {
            count += 1;
            let found = field(heading);
            if found.unwrap_or("nothing") != wanted {
                missed.push(format!("{heading}: {} and no {wanted}", found.unwrap_or("nothing")));
            }
        }
    }
    assert!(missed.is_empty(), "{} of {count} headings:\n{}", missed.len(), missed.join("\n"));
}
