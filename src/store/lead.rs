//! Who leads an account, in SQL: the rule of [`crate::domain::assignment::lead`], held against it by a test.

/// That the assignment in the table `$assignment` is held on `$day`: between its first and its last day, both included.
macro_rules! held_on {
    ($assignment:literal, $day:literal) => {
        concat!(
            "coalesce(",
            $assignment,
            ".since, ",
            $day,
            ") <= ",
            $day,
            " AND coalesce(",
            $assignment,
            ".until, ",
            $day,
            ") >= ",
            $day
        )
    };
}

/// Who leads the account `$account` on `$day`, else `$owner`.
macro_rules! lead_on {
    ($account:literal, $owner:literal, $day:literal) => {
        concat!(
            "coalesce((SELECT al.member FROM assignment al WHERE al.account = ",
            $account,
            " AND al.account IS NOT NULL AND al.role = 'AL' AND al.member IS NOT NULL AND ",
            $crate::store::lead::held_on!("al", $day),
            " ORDER BY al.since DESC, al.id LIMIT 1), ",
            $owner,
            ")"
        )
    };
}

pub(super) use held_on;
pub(super) use lead_on;

#[cfg(test)]
mod tests {
    use super::super::Store;
    use crate::domain::assignment::{Assignment, lead};
    use crate::domain::day::Day;
    use crate::domain::id::Id;
    use crate::domain::role::Role;
    use proptest::prelude::*;

    const SQL: &str = lead_on!("account.id", "account.owner", "?1");

    fn assignment(id: i64, (since, until, member): (Option<i32>, Option<i32>, Option<i64>), role: Role) -> Assignment {
        let day = |number: Option<i32>| number.and_then(Day::from_number);
        Assignment {
            id: Id::new(id),
            account: Id::new(1),
            member: member.map(Id::new),
            role,
            since: day(since),
            until: day(until),
            ..Assignment::default()
        }
    }

    prop_compose! {
        fn held()(since in prop::option::of(0_i32..20), length in prop::option::of(0_i32..12), member in prop::option::of(1_i64..4), leads: bool)
            -> ((Option<i32>, Option<i32>, Option<i64>), Role) {
            let until = length.map(|length| since.unwrap_or(0) + length);
            ((since, until, member), if leads { Role::AccountLead } else { Role::Service })
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn sql_and_the_domain_name_the_same_lead(held in prop::collection::vec(held(), 0..6), owner in prop::option::of(1_i64..4)) {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::open(&folder.path().join("b.db"), true).unwrap();
            store.conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
            store.conn.execute("INSERT INTO account (id, name, stage, currency, owner) VALUES (1, 'A', 'steady', 'EUR', ?1)", [owner]).unwrap();
            let assignments: Vec<Assignment> = held.iter().enumerate().map(|(at, (days, role))| assignment(at as i64 + 1, *days, *role)).collect();
            for one in &assignments {
                let days = [one.since, one.until].map(|day| day.map(Day::number));
                store.conn.execute(
                    "INSERT INTO assignment (id, account, member, role, since, until) VALUES (?1, 1, ?2, ?3, ?4, ?5)",
                    (one.id.raw(), one.member.map(Id::raw), one.role.word(), days[0], days[1]),
                ).unwrap();
            }
            for number in 0..34 {
                let day = Day::from_number(number).unwrap();
                let by_sql: Option<i64> = store.conn.query_row(&format!("SELECT {SQL} FROM account"), [number], |row| row.get(0)).unwrap();
                prop_assert_eq!(by_sql.map(Id::new), lead(&assignments, owner.map(Id::new), day), "on {}", number);
            }
        }
    }
}
