//! The statistics of the record: how sure a share is, how well a score tells the lost from the kept, how far its
//! probabilities came true.
//!
//! Pure arithmetic over counts and scores; formulas and where they come from: METHOD §5.3. Where a figure is undefined
//! (nothing was counted, nobody was lost) the answer is `None`, never a zero that looks like a measurement.

pub mod accuracy;
pub mod clustered;
pub mod discrimination;
pub mod map;
pub mod proportion;
