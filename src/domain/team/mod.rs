//! Our own people: what they carry, which customers hang on one of them, and what happens when one of them leaves.

pub mod exposure;
pub mod leaving;
pub mod load;
pub mod thread;
pub mod told;
