//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod lint;
pub(crate) mod plan;
pub(crate) mod serve;
pub(crate) mod verify;
