//! The tags of an account and the facts that are found like tags, in SQL: the rule of
//! [`Account::words`](crate::domain::account::Account::words), held against it by a test.

/// The words of the account in the table `$account`, as a JSON array.
macro_rules! words_of {
    ($account:literal) => {
        concat!(
            "CASE WHEN ",
            $account,
            ".strategic = 0 AND coalesce(",
            $account,
            ".delivered, ",
            $account,
            ".loyal, ",
            $account,
            ".retainable) IS NULL THEN ",
            $account,
            ".tags ELSE (
            SELECT json_group_array(word) FROM (SELECT value AS word FROM json_each(",
            $account,
            ".tags)
            UNION ALL SELECT 'strategic' WHERE ",
            $account,
            ".strategic = 1
            UNION ALL SELECT iif(",
            $account,
            ".delivered, 'delivered:yes', 'delivered:no') WHERE ",
            $account,
            ".delivered IS NOT NULL
            UNION ALL SELECT iif(",
            $account,
            ".loyal, 'loyal:yes', 'loyal:no') WHERE ",
            $account,
            ".loyal IS NOT NULL
            UNION ALL SELECT iif(",
            $account,
            ".retainable, 'retainable:yes', 'retainable:no')
                WHERE ",
            $account,
            ".retainable IS NOT NULL)) END"
        )
    };
}

pub(super) use words_of;

#[cfg(test)]
mod tests {
    use crate::domain::account::Account;
    use proptest::prelude::*;
    use rusqlite::{Connection, params};

    proptest! {
        #[test]
        fn sql_says_the_words_that_the_account_says(tags in prop::collection::vec("[a-z\"; ]{1,6}", 0..3), strategic: bool, answers: [Option<bool>; 3]) {
            let [delivered, loyal, retainable] = answers;
            let account = Account { strategic, delivered, loyal, retainable, tags, ..Account::default() };
            let conn = Connection::open_in_memory().unwrap();
            conn.execute_batch("CREATE TABLE account (tags TEXT, strategic INTEGER, delivered INTEGER, loyal INTEGER, retainable INTEGER)").unwrap();
            let json = serde_json::to_string(&account.tags).unwrap();
            conn.execute("INSERT INTO account VALUES (?1, ?2, ?3, ?4, ?5)", params![json, strategic, delivered, loyal, retainable]).unwrap();
            let words: String = conn.query_row(concat!("SELECT ", words_of!("account"), " FROM account"), [], |row| row.get(0)).unwrap();
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&words).unwrap(), account.words());
        }
    }
}
