//! The cockpit: draws what the book says and turns keys into operations.
