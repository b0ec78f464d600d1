//! Which parts does a multipart form have? RFC 7578, over RFC 2046, section 5.1.
//!
//! The form is read as it comes, and never held as a whole: what is kept in memory is bounded by the settings, however
//! fast or slowly it comes. (Parsers that are around take in all that a socket gives before they look at it.)

mod head;

use super::media_type;
use super::stream::ByteStream;
use super::upload::{Spool, Upload};
use crate::problem::Problem;
use crate::settings::Settings;
use bytes::{Buf as _, BytesMut};
use head::Head;
use memchr::memmem::{self, Finder};

/// One part of a form, whether it has the name of a file or not.
pub(super) type Part = Upload;

/// Reads a form to its end.
///
/// # Errors
/// It is not one (400), is too long or has too many parts (413), breaks off (400) or comes too slowly (408).
pub(super) async fn read(
    stream: ByteStream,
    content_type: &str,
    settings: &Settings,
) -> Result<Vec<Part>, Problem> {
    let boundary = media_type::parameter(content_type, "boundary").unwrap_or_default();
    if !is_boundary(&boundary) {
        return Err(broken("`Content-Type` names no boundary of its parts"));
    }
    let delimiter = format!("\r\n--{boundary}");
    let mut form = Form {
        stream,
        // A delimiter begins with a line break; the first may stand at the very start.
        buffer: BytesMut::from(&b"\r\n"[..]),
        delimiter: Finder::new(&delimiter),
        settings,
        fields: 0,
    };
    form.skip_preamble().await?;
    let mut parts = Vec::new();
    while form.has_next_part().await? {
        if parts.len() == settings.uploads.parts {
            let most = settings.uploads.parts;
            return Err(too_much(format!(
                "The form must have at most {most} parts."
            )));
        }
        let head = form.head().await?;
        let part = form.part(head).await?;
        // A browser sends this for a field of files where none was chosen.
        let nothing_chosen = part.file_name() == Some("") && part.length() == 0;
        if !nothing_chosen {
            parts.push(part);
        }
    }
    Ok(parts)
}

struct Form<'f> {
    stream: ByteStream,
    /// What came, and was not looked at yet.
    buffer: BytesMut,
    delimiter: Finder<'f>,
    settings: &'f Settings,
    /// The bytes of all parts so far that are no files: they stay in memory.
    fields: u64,
}

impl Form<'_> {
    /// Waits for more. That none follows breaks the form.
    async fn fill(&mut self) -> Result<(), Problem> {
        match self.stream.next().await {
            Some(piece) => {
                self.buffer.extend_from_slice(&piece?);
                Ok(())
            }
            None => Err(broken("it ends within a part")),
        }
    }

    /// Goes behind the first delimiter.
    async fn skip_preamble(&mut self) -> Result<(), Problem> {
        let mut skipped = 0;
        loop {
            if let Some(at) = self.delimiter.find(&self.buffer) {
                self.buffer.advance(at + self.delimiter.needle().len());
                return Ok(());
            }
            let known = self.surely_content();
            skipped += known;
            if skipped > self.settings.uploads.part_head_size {
                return Err(broken("its first boundary is missing"));
            }
            self.buffer.advance(known);
            self.fill().await?;
        }
    }

    /// Looks what follows a delimiter: another part, or the end.
    async fn has_next_part(&mut self) -> Result<bool, Problem> {
        const PADDING: usize = 128;
        loop {
            let padding = self
                .buffer
                .iter()
                .take_while(|byte| matches!(byte, b' ' | b'\t'));
            let padding = padding.count();
            let rest = &self.buffer[padding..];
            if padding == 0 && rest.starts_with(b"--") {
                return Ok(false);
            }
            if rest.starts_with(b"\r\n") {
                self.buffer.advance(padding);
                return Ok(true);
            }
            if padding > PADDING || rest.len() >= 2 {
                return Err(broken("a boundary is no line of its own"));
            }
            self.fill().await?;
        }
    }

    /// Reads the head of a part, and goes behind it.
    async fn head(&mut self) -> Result<Head, Problem> {
        let limit = self.settings.uploads.part_head_size;
        loop {
            // The line break of the delimiter is still there: a head may have no lines.
            if let Some(end) = memmem::find(&self.buffer, b"\r\n\r\n").filter(|end| *end <= limit) {
                let head = self.buffer.split_to(end + 4);
                return Head::parse(&head[2..end.max(2)]).map_err(broken);
            }
            if self.buffer.len() > limit + 4 {
                let detail = format!("The head of a part must have at most {limit} bytes.");
                return Err(too_much(detail));
            }
            self.fill().await?;
        }
    }

    /// Reads the content of a part, and goes behind the delimiter that ends it.
    async fn part(&mut self, head: Head) -> Result<Part, Problem> {
        let is_file = head.file_name.is_some();
        let bound = if is_file {
            self.settings.uploads.memory
        } else {
            usize::MAX
        };
        let mut spool = Spool::new(bound);
        loop {
            let found = self.delimiter.find(&self.buffer);
            let content = found.unwrap_or_else(|| self.surely_content());
            let content = self.buffer.split_to(content);
            self.check_size(spool.length() + content.len() as u64, is_file)?;
            spool
                .push(&content)
                .await
                .map_err(|error| unwritable(&error))?;
            if found.is_some() {
                self.buffer.advance(self.delimiter.needle().len());
                break;
            }
            self.fill().await?;
        }
        if !is_file {
            self.fields += spool.length();
        }
        let media_type = head.media_type.unwrap_or_else(|| "text/plain".to_owned());
        let part = spool.finish(head.name, head.file_name, media_type).await;
        part.map_err(|error| unwritable(&error))
    }

    fn check_size(&self, length: u64, is_file: bool) -> Result<(), Problem> {
        let limit = self.settings.uploads.part_size;
        if length > limit as u64 {
            let detail = format!("A part must have at most {limit} bytes.");
            return Err(too_much(detail));
        }
        let limit = self.settings.body_limit;
        if !is_file && self.fields + length > limit as u64 {
            let detail = format!("Parts that are no files must have at most {limit} bytes in all.");
            return Err(too_much(detail));
        }
        Ok(())
    }

    /// How many bytes of the buffer begin no delimiter, if none is in it as a whole.
    fn surely_content(&self) -> usize {
        (self.buffer.len() + 1).saturating_sub(self.delimiter.needle().len())
    }
}

/// RFC 2046, section 5.1.1; more characters than there are let through, since clients use them.
fn is_boundary(boundary: &str) -> bool {
    let is_good = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    (1..=70).contains(&boundary.len()) && boundary.bytes().all(is_good) && !boundary.ends_with(' ')
}

fn broken(reason: &str) -> Problem {
    Problem::new(400).with_detail(format!("The body is no form that can be read: {reason}."))
}

fn too_much(detail: String) -> Problem {
    Problem::new(413).with_detail(detail)
}

fn unwritable(error: &std::io::Error) -> Problem {
    tracing::error!(%error, "a temporary file cannot be written");
    Problem::new(500)
}
