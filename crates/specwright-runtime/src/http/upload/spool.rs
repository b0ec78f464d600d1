//! Where does a part of a form go while it comes? In memory, and from a bound on into a temporary file.

use super::{Place, Upload};
use bytes::{Bytes, BytesMut};
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// A part that comes.
#[derive(Debug)]
pub(in crate::http) struct Spool {
    memory: BytesMut,
    disk: Option<TemporaryFile>,
    /// So much is kept in memory, and written at once.
    bound: usize,
    length: u64,
}

impl Spool {
    pub(in crate::http) fn new(bound: usize) -> Self {
        Self {
            memory: BytesMut::new(),
            disk: None,
            bound,
            length: 0,
        }
    }

    /// How many bytes came so far.
    pub(in crate::http) const fn length(&self) -> u64 {
        self.length
    }

    /// Takes a piece.
    ///
    /// # Errors
    /// The temporary file cannot be made or written.
    pub(in crate::http) async fn push(&mut self, piece: &[u8]) -> io::Result<()> {
        self.length += piece.len() as u64;
        self.memory.extend_from_slice(piece);
        if self.memory.len() > self.bound {
            self.flush().await?;
        }
        Ok(())
    }

    async fn flush(&mut self) -> io::Result<()> {
        let (disk, memory) = (self.disk.take(), self.memory.split().freeze());
        let written = tokio::task::spawn_blocking(move || {
            let mut file = match disk {
                Some(file) => file,
                None => TemporaryFile::create()?,
            };
            file.append(&memory)?;
            Ok(file)
        });
        let written: io::Result<TemporaryFile> = written.await.map_err(io::Error::other)?;
        self.disk = Some(written?);
        Ok(())
    }

    /// The file that came.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub(in crate::http) async fn finish(
        mut self,
        name: String,
        file_name: Option<String>,
        media_type: String,
    ) -> io::Result<Upload> {
        if self.disk.is_some() && !self.memory.is_empty() {
            self.flush().await?;
        }
        let place = match self.disk {
            Some(file) => Place::Disk(file),
            None => Place::Memory(Bytes::from(self.memory)),
        };
        Ok(Upload::new(name, file_name, media_type, place))
    }
}

/// A file that nobody else can open, and that goes with its last handle.
#[derive(Debug)]
pub(super) struct TemporaryFile {
    file: Mutex<File>,
    length: u64,
    /// Where it still has a name: only where an open file cannot be removed.
    path: Option<PathBuf>,
}

impl TemporaryFile {
    fn create() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("specwright-{}", Uuid::new_v4().simple()));
        let mut options = OpenOptions::new();
        // A new file or none: nobody can have put a link there.
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        let path = match std::fs::remove_file(&path) {
            Ok(()) => None,
            Err(_) => Some(path),
        };
        Ok(Self {
            file: Mutex::new(file),
            length: 0,
            path,
        })
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let file = self.file.get_mut();
        file.unwrap_or_else(PoisonError::into_inner)
            .write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// At most so many bytes from a place on; none at the end.
    pub(super) fn read_at(&self, start: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::with_capacity(most);
        (&mut *file).take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // What cannot be removed is the system's to clear.
            let _ = std::fs::remove_file(path);
        }
    }
}
