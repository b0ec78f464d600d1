//! `POST /roles`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::roles::{AddRoleRequest, AddRoleResponse};
use specwright_runtime::{Context, Error};

/// The operation `addRole`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_role(
    cx: &Context,
    request: AddRoleRequest,
) -> Result<AddRoleResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addRole"))
}
