//! The over-contact guard: how often a customer heard from us, against twice the promise. It warns and never scores
//! (domain §4).

/// Days that are looked back.
pub const SPAN: i32 = 90;

/// How often is too often in [`SPAN`] days, with a touch promised every `cadence` days: twice as often as promised.
pub fn most(cadence: i32) -> u32 {
    let promised = SPAN as u32 / cadence.max(1) as u32;
    2 * promised.max(1)
}

/// Whether `count` touches and messages in [`SPAN`] days are more than twice the promise.
pub fn is_too_often(count: u32, cadence: i32) -> bool {
    count > most(cadence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_twice_the_promise_is_too_often() {
        assert_eq!((most(14), most(30), most(60), most(200)), (12, 6, 2, 2));
        assert!(!is_too_often(6, 30) && is_too_often(7, 30));
    }
}
