//! The keys of overlays (Overlay Specification 1.0.0).

use super::{PLAIN, Shape};

pub(crate) static OVERLAY: Shape = Shape {
    name: "an overlay",
    keys: &["overlay", "info", "extends", "actions"],
    ..PLAIN
};

pub(crate) static OVERLAY_INFO: Shape = Shape {
    name: "`info` of an overlay",
    keys: &["title", "version"],
    ..PLAIN
};

pub(crate) static ACTION: Shape = Shape {
    name: "an action",
    keys: &["target", "description", "update", "remove"],
    ..PLAIN
};
