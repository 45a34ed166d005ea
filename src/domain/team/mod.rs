//! Our own people: what they carry, which customers hang on one of them, and what happens when one of them leaves.

pub mod counterparts;
pub mod departure;
pub mod exposure;
pub mod giving;
pub mod keeping;
pub mod leaving;
pub mod load;
pub mod quick;
pub mod thread;
pub mod told;
pub mod voices;
