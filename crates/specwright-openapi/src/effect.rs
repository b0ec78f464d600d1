//! Keys that are understood and do nothing: what is said about them.

use crate::reader::Reader;
use specwright_diagnostics::codes;
use specwright_source::Entry;

impl Reader<'_> {
    /// Says that a key is understood and has no effect on the service yet.
    pub(crate) fn not_honoured(&mut self, entry: &Entry, noun: &str) {
        self.report(
            &codes::NOT_HONOURED,
            entry.key_span,
            format!(
                "`{}` of {noun} is understood, but has no effect on the generated service yet",
                entry.key
            ),
            "do not rely on it; everything else of the description is generated",
        );
    }

    /// Says that a key has no effect by the specification's own words.
    pub(crate) fn ignored(&mut self, entry: &Entry, why: &str, help: &str) {
        self.report(
            &codes::IGNORED_KEY,
            entry.key_span,
            format!("`{}` has no effect: {why}", entry.key),
            help,
        );
    }
}
