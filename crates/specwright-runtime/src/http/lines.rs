//! How are many values written, each in a line of its own? As NDJSON and JSON Lines have it.

use super::stream::{Items, StreamError, unfold};
use crate::json::{WriteJson, Writer};
use bytes::Bytes;
use futures_core::Stream;

/// Values that are written as they come, each as JSON in a line.
pub struct Lines<T>(Items<T>);

impl<T: Send + 'static> Lines<T> {
    /// The values of a stream.
    #[must_use]
    pub fn new(values: impl Stream<Item = T> + Send + 'static) -> Self {
        Self(Items::mapped(values, Ok))
    }

    /// The values of a stream that may fail, which breaks the connection off.
    #[must_use]
    pub fn fallible<E: Into<StreamError>>(
        values: impl Stream<Item = Result<T, E>> + Send + 'static,
    ) -> Self {
        Self(Items::new(values))
    }

    /// The values that a function makes one by one, each from a state that it hands on: `Ok(None)` is the end.
    #[must_use]
    pub fn unfold<S, F, N>(state: S, next: F) -> Self
    where
        S: Send + 'static,
        F: FnMut(S) -> N + Send + 'static,
        N: Future<Output = Result<Option<(T, S)>, StreamError>> + Send + 'static,
    {
        Self(Items::new(unfold(state, next)))
    }

    /// The lines on the wire.
    pub(super) fn written(self) -> Items<Bytes>
    where
        T: WriteJson,
    {
        Items::mapped(self.0, |value| {
            let mut line = Writer::document(&value?)
                .ok_or_else(|| StreamError::failed("a number is not finite"))?;
            // Within strings line breaks are escaped; free-form JSON may have some between its tokens, as white space.
            for byte in &mut line {
                if matches!(byte, b'\r' | b'\n') {
                    *byte = b' ';
                }
            }
            line.push(b'\n');
            Ok(line.into())
        })
    }
}

/// What it holds is not shown.
impl<T> std::fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").finish_non_exhaustive()
    }
}
