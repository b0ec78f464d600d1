//! What becomes of a panic in an operation? An error of that one request.

use crate::problem::Problem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Something in whose making a panic is an error like others.
pub(super) struct Guarded<T>(pub(super) Pin<Box<dyn Future<Output = Result<T, Problem>> + Send>>);

impl<T> Future for Guarded<T> {
    type Output = Result<T, Problem>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // After a panic the answer is never polled again, so nobody sees what the panic left half done in it.
        guard(|| self.0.as_mut().poll(cx)).unwrap_or_else(|problem| Poll::Ready(Err(problem)))
    }
}

/// Runs a piece of an operation.
pub(super) fn guard<T>(run: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let message = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        tracing::error!(message, "an operation panicked");
        Problem::new(500)
    })
}
