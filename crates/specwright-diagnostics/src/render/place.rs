//! A span as other programs want it.

use crate::{SourceMap, Span};
use serde::Serialize;

/// A place in a file: bytes, and lines and columns that count from one, in characters; the end is exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl<'a> Place<'a> {
    pub(super) fn of(sources: &'a SourceMap, span: Span) -> Self {
        let (line, column) = sources.line_and_column(span.source, span.start);
        let (end_line, end_column) = sources.line_and_column(span.source, span.end.max(span.start));
        Self {
            file: &sources.file(span.source).name,
            start: span.start,
            end: span.end,
            line,
            column,
            end_line,
            end_column,
        }
    }
}
