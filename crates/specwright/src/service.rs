//! The emitted service as a program: built, started, and asked.

use crate::terminal::Terminal;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_live::{BuildOptions, Built, LiveError};
use std::path::Path;

/// Builds the service, without the network where that is possible.
pub(crate) fn build(out: &Path, terminal: &Terminal) -> Result<Built, LiveError> {
    let mut progress = |line: &str| terminal.progress(line.trim());
    let offline = BuildOptions::default();
    match specwright_live::build(out, &offline, &mut progress) {
        // A dependency that no project on this machine has used yet has to be fetched once.
        Err(LiveError::Process { .. }) => specwright_live::build(
            out,
            &BuildOptions {
                online: true,
                ..offline
            },
            &mut progress,
        ),
        result => result,
    }
}

/// Something that was needed did not work; this says nothing about the specs.
pub(crate) fn failure(error: &LiveError) -> Diagnostic {
    Diagnostic::without_place(
        &codes::LIVE_FAILED,
        error.to_string(),
        "mend the cause and run it again",
    )
}

#[cfg(test)]
mod tests {
    use super::failure;
    use crate::Exit;
    use specwright_live::LiveError;

    #[test]
    fn a_program_that_fails_is_told_in_its_own_words() {
        let error = LiveError::Process {
            doing: "build `out`".to_owned(),
            output: "no such crate".to_owned(),
        };
        let found = failure(&error);
        assert!(
            found.message.contains("build `out`") && found.message.contains("no such crate"),
            "{}",
            found.message
        );
        assert_eq!(Exit::of(&[found]), Exit::Unreadable);
    }
}
