//! A port of this machine that nobody listens on.

use crate::LiveError;
use std::net::{Ipv4Addr, TcpListener};

/// Asks the system for a free port. Somebody else may take it before it is used; the caller then fails to start.
pub(crate) fn free_port() -> Result<u16, LiveError> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(LiveError::io("find a free port"))?;
    let address = listener
        .local_addr()
        .map_err(LiveError::io("find a free port"))?;
    Ok(address.port())
}
