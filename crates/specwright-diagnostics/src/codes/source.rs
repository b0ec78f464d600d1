//! The codes of this stage.

super::codes! { Source: }
