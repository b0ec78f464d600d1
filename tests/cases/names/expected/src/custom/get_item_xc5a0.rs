//! `GET /crate`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::star_star_star::{
    GetItemXc5a0Request, GetItemXc5a0Response,
};
use specwright_runtime::{Context, Error};

/// The operation `getItem`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_item_xc5a0(
    cx: &Context,
    request: GetItemXc5a0Request,
) -> Result<GetItemXc5a0Response, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getItem"))
}
