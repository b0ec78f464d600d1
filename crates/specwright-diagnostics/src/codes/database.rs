//! The codes of this stage.

super::codes! { Database: }
