//! What is a file that came in a multipart form, and where does it lie?

mod spool;

pub(super) use spool::Spool;

use super::stream::{ByteStream, StreamError};
use bytes::Bytes;
use spool::TemporaryFile;
use std::sync::Arc;

/// A file of a multipart form. A short one is in memory, a long one in a temporary file, which goes with the last clone.
#[derive(Clone)]
pub struct Upload(Arc<Contents>);

struct Contents {
    name: String,
    file_name: Option<String>,
    media_type: String,
    place: Place,
}

/// Where the bytes of a file lie.
enum Place {
    Memory(Bytes),
    Disk(TemporaryFile),
}

/// So much of a file is read at once.
const PIECE: usize = 64 << 10;

impl Upload {
    /// A file that is in memory, for tests of what takes uploads.
    #[must_use]
    pub fn from_bytes(
        name: impl Into<String>,
        media_type: impl Into<String>,
        content: impl Into<Bytes>,
    ) -> Self {
        let place = Place::Memory(content.into());
        Self::new(name.into(), None, media_type.into(), place)
    }

    /// A part that came as text where a file was expected.
    pub(crate) fn from_text(name: &str, text: &str) -> Self {
        Self::from_bytes(name, "text/plain", text.as_bytes().to_vec())
    }

    fn new(name: String, file_name: Option<String>, media_type: String, place: Place) -> Self {
        Self(Arc::new(Contents {
            name,
            file_name,
            media_type,
            place,
        }))
    }

    /// The name of the field in the form.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The name that the client gave the file, without folders. It is the client's word: it may be anything, and names
    /// no file here.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.0.file_name.as_deref()
    }

    /// The media type that the client gave the file, or `text/plain` (RFC 7578, section 4.4). It is the client's word.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// The number of bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        match &self.0.place {
            Place::Memory(bytes) => bytes.len() as u64,
            Place::Disk(file) => file.length(),
        }
    }

    /// The bytes, if they are in memory.
    #[must_use]
    pub(crate) fn in_memory(&self) -> Option<&Bytes> {
        match &self.0.place {
            Place::Memory(bytes) => Some(bytes),
            Place::Disk(_) => None,
        }
    }

    /// The whole content.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub async fn bytes(&self) -> Result<Bytes, StreamError> {
        match &self.0.place {
            Place::Memory(bytes) => Ok(bytes.clone()),
            Place::Disk(_) => self.stream().collect(usize::MAX).await,
        }
    }

    /// The content piece by piece, from its start. Each call gives a stream of its own.
    #[must_use]
    pub fn stream(&self) -> ByteStream {
        if let Place::Memory(bytes) = &self.0.place {
            return ByteStream::from_bytes(bytes.clone());
        }
        let next = |(upload, start): (Self, u64)| async move {
            let piece = upload.read_at(start).await?;
            let end = start + piece.len() as u64;
            Ok((!piece.is_empty()).then_some((piece, (upload, end))))
        };
        ByteStream::unfold((self.clone(), 0), next).with_length(self.length())
    }

    /// A piece of the content; without bytes at the end.
    async fn read_at(&self, start: u64) -> Result<Bytes, StreamError> {
        let contents = Arc::clone(&self.0);
        let read = tokio::task::spawn_blocking(move || match &contents.place {
            Place::Memory(_) => Ok(Vec::new()),
            Place::Disk(file) => file.read_at(start, PIECE),
        });
        let read = read
            .await
            .map_err(|_| StreamError::failed("reading a temporary file panicked"))?;
        read.map(Bytes::from).map_err(|error| {
            StreamError::failed(format!("a temporary file cannot be read: {error}"))
        })
    }
}

/// Two uploads are equal if they are one: the contents are not compared.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Upload {}

/// What it holds is not shown.
impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upload")
            .field("name", &self.name())
            .field("file_name", &self.file_name())
            .field("media_type", &self.media_type())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}
