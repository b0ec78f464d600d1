//! `GET /type/{fn}`: Ends a comment: */ and "quotes" and a backslash \.
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::self_::{MatchRequest, MatchResponse};
use specwright_runtime::{Context, Error};

/// Ends a comment: */ and "quotes" and a backslash \.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn match_(
    cx: &Context,
    request: MatchRequest,
) -> Result<MatchResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("match"))
}
