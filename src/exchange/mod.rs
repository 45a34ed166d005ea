//! What files look like: delimited text, the exports of other programs.
