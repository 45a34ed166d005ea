//! Screen 1, the cockpit: where customers are being lost, who of ours is on them, and what to do today.

pub(crate) mod at_risk;
pub(crate) mod lifecycle;
pub(crate) mod list;
pub(crate) mod team;

#[cfg(test)]
mod tests;
