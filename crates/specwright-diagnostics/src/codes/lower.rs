//! The codes of this stage.

super::codes! { Lower: }
