//! `POST /slugs`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::slugs::{SendSlugRequest, SendSlugResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendSlug`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_slug(
    cx: &Context,
    request: SendSlugRequest,
) -> Result<SendSlugResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendSlug"))
}
