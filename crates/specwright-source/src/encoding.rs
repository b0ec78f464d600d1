//! Bytes → text, or one sentence that says what the bytes are instead.

use crate::findings::Findings;
use specwright_diagnostics::{Diagnostic, SourceId, SourceMap, codes};

const SAVE_AS_UTF8: &str = "save the file as UTF-8";

/// The first bytes of formats that are mistaken for descriptions.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
];

/// Byte order marks, longest first.
const MARKS: &[(&[u8], &str)] = &[
    (b"\xff\xfe\0\0", "UTF-32 (little endian)"),
    (b"\0\0\xfe\xff", "UTF-32 (big endian)"),
    (b"\xff\xfe", "UTF-16 (little endian)"),
    (b"\xfe\xff", "UTF-16 (big endian)"),
];

/// Adds a file to the map. Without findings that are errors, its text is complete and free of control characters.
///
/// A byte order mark of UTF-8 is left out of the text.
pub(crate) fn decode(
    sources: &mut SourceMap,
    name: &str,
    mut bytes: Vec<u8>,
    limit: usize,
) -> (SourceId, Vec<Diagnostic>) {
    if bytes.len() > limit.min(u32::MAX as usize) {
        let message = format!(
            "the file has {} and the limit is {}",
            megabytes(bytes.len()),
            megabytes(limit)
        );
        return refuse(
            sources,
            name,
            &codes::FILE_TOO_LARGE,
            message,
            "check that this is the file you mean, or split the description",
        );
    }
    if let Some((_, format)) = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
    {
        return refuse(
            sources,
            name,
            &codes::BINARY_FILE,
            format!("the file is {format}, not text"),
            "name the YAML or JSON file itself",
        );
    }
    if let Some(encoding) = other_encoding(&bytes) {
        return refuse(
            sources,
            name,
            &codes::OTHER_ENCODING,
            format!("the file is {encoding}, not UTF-8"),
            SAVE_AS_UTF8,
        );
    }
    if bytes.contains(&0) {
        let message = "the file is binary data, not text: it holds NUL bytes".to_owned();
        return refuse(
            sources,
            name,
            &codes::BINARY_FILE,
            message,
            "name the YAML or JSON file itself",
        );
    }
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    if marked {
        bytes.drain(..3);
    }
    let (text, bad_byte) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Some((at, error.as_bytes()[at])),
            )
        }
    };
    let source = sources.add(name, text);
    let mut findings = Findings::of(source);
    if marked {
        let place = findings.span(0, 0);
        findings.push(Diagnostic::new(
            &codes::BYTE_ORDER_MARK,
            place,
            "the file begins with a byte order mark, which is ignored",
            "save the file as UTF-8 without a byte order mark",
        ));
    }
    if let Some((at, byte)) = bad_byte {
        let place = findings.span(at, at + '\u{fffd}'.len_utf8());
        let message = format!("the byte {byte:#04x} is not UTF-8");
        findings.push(Diagnostic::new(
            &codes::NOT_UTF8,
            place,
            message,
            "save the file as UTF-8; it may be Latin-1 or Windows-1252 now",
        ));
    } else {
        control_characters(&sources.file(source).text, &mut findings);
    }
    (source, findings.into_diagnostics())
}

fn refuse(
    sources: &mut SourceMap,
    name: &str,
    code: &'static specwright_diagnostics::Code,
    message: String,
    help: &str,
) -> (SourceId, Vec<Diagnostic>) {
    let source = sources.add(name, String::new());
    (
        source,
        vec![Diagnostic::new(
            code,
            Findings::of(source).span(0, 0),
            message,
            help,
        )],
    )
}

fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    let marked = MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, encoding)| *encoding);
    marked.or(match bytes {
        // Without a mark, the zero halves of the first two characters, which are ASCII in every description, tell.
        [0, 0, 0, 1..=255, ..] => Some("UTF-32 (big endian)"),
        [1..=255, 0, 0, 0, ..] => Some("UTF-32 (little endian)"),
        [0, 1..=255, 0, 1..=255, ..] => Some("UTF-16 (big endian)"),
        [1..=255, 0, 1..=255, 0, ..] => Some("UTF-16 (little endian)"),
        _ => None,
    })
}

fn control_characters(text: &str, findings: &mut Findings) {
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    for (at, byte) in text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| is_control(byte))
    {
        let place = findings.span(at, at + 1);
        let message = format!("the text holds the control character U+{byte:04X}");
        findings.push(Diagnostic::new(
            &codes::CONTROL_CHARACTER,
            place,
            message,
            format!("remove it, or write it as `\\u{byte:04X}` in double quotes"),
        ));
    }
}

fn megabytes(bytes: usize) -> String {
    const MEGABYTE: usize = 1 << 20;
    if bytes >= MEGABYTE {
        format!("{} MB", bytes / MEGABYTE)
    } else {
        format!("{bytes} bytes")
    }
}
