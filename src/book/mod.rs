//! What may be done: one method per thing a user can do.
