//! `PUT /settings`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::settings::{
    ReplaceSettingsRequest, ReplaceSettingsResponse,
};
use specwright_runtime::{Context, Error};

/// The operation `replaceSettings`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn replace_settings(
    cx: &Context,
    request: ReplaceSettingsRequest,
) -> Result<ReplaceSettingsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("replaceSettings"))
}
