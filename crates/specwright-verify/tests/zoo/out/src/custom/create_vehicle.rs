//! `POST /vehicles`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::vehicles::{
    CreateVehicleRequest, CreateVehicleResponse,
};
use specwright_runtime::{Context, Error};

/// The operation `createVehicle`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_vehicle(
    cx: &Context,
    request: CreateVehicleRequest,
) -> Result<CreateVehicleResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createVehicle"))
}
