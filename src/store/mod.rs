//! How it is kept: SQLite, transactions, the journal. The only place that knows `rusqlite`.
