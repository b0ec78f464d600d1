//! The codes of this stage.

super::codes! { Drift: }
