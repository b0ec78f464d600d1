//! `GET /crate`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::star_star_star::{
    GetItemXf030Request, GetItemXf030Response,
};
use specwright_runtime::{Context, Error};

/// The operation `getItem`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_item_xf030(
    cx: &Context,
    request: GetItemXf030Request,
) -> Result<GetItemXf030Response, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getItem"))
}
