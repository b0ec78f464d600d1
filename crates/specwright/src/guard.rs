//! A defect of the tool, told as one.

use crate::Exit;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

/// Runs something; where it panics, says that this is a defect, and where it happened.
#[expect(
    clippy::print_stderr,
    reason = "this is printed in place of everything else"
)]
pub(crate) fn guarded(run: impl FnOnce() -> Exit) -> Exit {
    let report = Arc::new(Mutex::new(String::new()));
    let hook = {
        let report = Arc::clone(&report);
        move |info: &panic::PanicHookInfo<'_>| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            let message = info.payload_as_str().unwrap_or("no message");
            *report.lock().unwrap_or_else(PoisonError::into_inner) = format!("{message} ({place})");
        }
    };
    let previous = panic::take_hook();
    panic::set_hook(Box::new(hook));
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(previous);
    result.unwrap_or_else(|_| {
        let report = report.lock().unwrap_or_else(PoisonError::into_inner);
        eprintln!(
            "internal error: {report}\n\
             This is a defect in Specwright {}, not in your specs.\n\
             Please report it with the command line and, if you can, the specs.",
            env!("CARGO_PKG_VERSION"),
        );
        Exit::Internal
    })
}

#[cfg(test)]
mod tests {
    use super::guarded;
    use crate::Exit;

    #[test]
    fn a_panic_is_an_internal_error_and_nothing_else_is() {
        assert_eq!(guarded(|| panic!("a defect, on purpose")), Exit::Internal);
        assert_eq!(guarded(|| Exit::Drift), Exit::Drift);
    }
}
