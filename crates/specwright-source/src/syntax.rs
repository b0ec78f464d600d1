//! What the YAML parser objects to → a finding in our words.

use crate::findings::Findings;
use granit_parser::{ErrorKind, ScanError};
use specwright_diagnostics::{Code, Diagnostic, Span, codes};

/// The finding about an error that ended the parser's work.
pub(crate) fn finding(
    error: &ScanError,
    text: &str,
    depth: usize,
    findings: &Findings,
) -> Diagnostic {
    let mut at = text.floor_char_boundary(
        error
            .marker()
            .byte_offset()
            .unwrap_or(text.len())
            .min(text.len()),
    );
    let (code, message, help) = describe(error.kind(), depth);
    if is_about_tab(error.kind()) {
        // The parser points at the value before the tab.
        at += text[at..].find('\t').unwrap_or(0);
    }
    if is_about_escape(error.kind()) {
        // The parser points at the opening quote.
        at += bad_escape(&text[at..]).unwrap_or(0);
    }
    let length = text[at..]
        .chars()
        .next()
        .filter(|char| !matches!(char, '\n' | '\r'))
        .map_or(0, char::len_utf8);
    Diagnostic::new(code, findings.span(at, at + length), message, help)
}

fn is_about_tab(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabAtBlockScalarStart
            | K::TabInIndentation
            | K::TabInPlainScalar
    )
}

fn is_about_escape(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidLowSurrogateHexEscape
            | K::InvalidLowSurrogate
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate
            | K::InvalidUnicodeEscape
    )
}

/// Where the first escape of a double-quoted text stands that is none.
fn bad_escape(quoted: &str) -> Option<usize> {
    let unit = |at: usize| {
        let length = match quoted.as_bytes().get(at..at + 2)? {
            b"\\x" => 2,
            b"\\u" => 4,
            b"\\U" => 8,
            _ => return None,
        };
        let digits = quoted.get(at + 2..at + 2 + length)?;
        u32::from_str_radix(digits, 16)
            .ok()
            .map(|point| (point, 2 + length))
    };
    let mut at = 0;
    loop {
        at += quoted[at..].find('\\')?;
        let escaped = quoted[at + 1..].chars().next()?;
        at += match unit(at) {
            Some((0xD800..0xDC00, length))
                if unit(at + length).is_some_and(|(low, _)| (0xDC00..0xE000).contains(&low)) =>
            {
                2 * length
            }
            Some((point, length)) if char::from_u32(point).is_some() => length,
            None if "0abt\tnvfre \"/\\N_LP\r\n".contains(escaped) => 1 + escaped.len_utf8(),
            _ => return Some(at),
        };
    }
}

/// Whether an error lies inside quotes that should have been closed.
pub(crate) fn is_about_quotes(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar
    )
}

fn describe(kind: &ErrorKind, depth: usize) -> (&'static Code, String, String) {
    use ErrorKind as K;
    match kind {
        K::RecursionLimitExceeded => return too_deep(depth),
        K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => {
            let message = "the escape stands for half a character".to_owned();
            let help = "write both halves, or the character itself".to_owned();
            return (&codes::LONE_SURROGATE, message, help);
        }
        _ => {}
    }
    let (message, help) = about_lines(kind)
        .or_else(|| about_quotes(kind))
        .map(|(message, help)| (message.to_owned(), help.to_owned()))
        .or_else(|| about_brackets(kind))
        .unwrap_or_else(|| {
            let help = "see YAML 1.2.2 for the rule, or quote the text that this belongs to";
            (kind.to_string(), help.to_owned())
        });
    (&codes::YAML_SYNTAX, message, help)
}

/// Keys, list entries and indentation.
fn about_lines(kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    use ErrorKind as K;
    Some(match kind {
        _ if is_about_tab(kind) => ("a tab stands where YAML needs spaces", "indent with spaces"),
        K::MappingValueNotAllowed | K::InvalidColonPlacement => (
            "a `:` starts a value where none can stand",
            "quote the text if the `:` belongs to it; else check the indentation, and that every key has a space after its `:`",
        ),
        K::MappingKeyNotAllowed | K::InvalidSimpleKey | K::ExpectedBlockMappingKey => (
            "a key was expected here",
            "check that the line is indented like its neighbours; quote a text of more than one line",
        ),
        K::SimpleKeyExpected => (
            "a key was expected here, and no `:` follows the text",
            "add `: ` after the key, or indent the line further if it continues the text above",
        ),
        K::InvalidIndentation | K::InvalidFlowScalarIndent | K::InvalidBlockScalarIndent => (
            "the indentation fits nothing above it",
            "indent the line like its neighbours",
        ),
        K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::BlockEntryInFlowCollection
        | K::InvalidBlockEntryWhitespace => (
            "a list entry `-` cannot stand here",
            "put each `-` on a line of its own, indented like the ones before",
        ),
        K::ExpectedNodeContent | K::UnexpectedEndOfPlainScalar => (
            "a value was expected here",
            "write the value, or remove what asks for it",
        ),
        K::CommentNotSeparated => (
            "a comment needs a space before its `#`",
            "add a space, or quote the text that holds the `#`",
        ),
        K::CommentInterceptedScalar => (
            "a comment stands inside a text of several lines",
            "move the comment above the text, or quote the text",
        ),
        K::UnsupportedYamlMajorVersion => (
            "the file asks for a YAML version that is not 1.x",
            "remove the `%YAML` line",
        ),
        K::ExpectedDocumentStart | K::InvalidDocumentEnd | K::MissingDocumentEndBeforeDirective => {
            (
                "text follows the end of the document",
                "check that the line is indented like its neighbours, and remove what does not belong to the document",
            )
        }
        _ => return None,
    })
}

/// Quoted texts, and texts that need quotes.
fn about_quotes(kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    use ErrorKind as K;
    Some(match kind {
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
            ("the quoted text is never closed", "add the closing quote")
        }
        K::InvalidQuotedScalarIndent => (
            "a quoted text is not closed before this line, which is not indented like a part of it",
            "add the closing quote, or indent every line of the text",
        ),
        K::InvalidTrailingSingleQuotedScalar => (
            "text follows the closing quote",
            "write a quote inside single quotes twice: `''`",
        ),
        K::InvalidTrailingDoubleQuotedScalar => (
            "text follows the closing quote",
            "write a quote inside double quotes as `\\\"`",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape => (
            "the escape is none that YAML has",
            "write a backslash as `\\\\`, or use single quotes, which have no escapes",
        ),
        K::UnexpectedCharacter { character: '`' } => (
            "a plain text cannot start with a backquote",
            "quote the text",
        ),
        K::PlainScalarStartsWithDashFlowIndicator => (
            "a plain text cannot start with `-` and a bracket or comma",
            "quote the text",
        ),
        _ => return None,
    })
}

/// Brackets, and the messages that name what was written.
fn about_brackets(kind: &ErrorKind) -> Option<(String, String)> {
    use ErrorKind as K;
    let fixed = |message: &str, help: &str| Some((message.to_owned(), help.to_owned()));
    match kind {
        K::UnclosedFlowCollection { open } => Some((
            format!("the `{open}` is never closed"),
            format!("add `{}` at its end", closing(*open)),
        )),
        K::MismatchedFlowCollectionEnd { open, close } => Some((
            format!("`{close}` does not close `{open}`"),
            format!(
                "write `{}`, or close what was opened inside first",
                closing(*open)
            ),
        )),
        K::MisplacedFlowCollectionEnd => fixed(
            "the bracket closes nothing",
            "remove it, or quote the text that it belongs to",
        ),
        K::ExpectedFlowMappingSeparator
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping => fixed(
            "`,` or `}` was expected here",
            "separate entries with `,` and close the object with `}`",
        ),
        K::ExpectedFlowSequenceSeparator | K::UnexpectedEofFlowSequence => fixed(
            "`,` or `]` was expected here",
            "separate items with `,` and close the list with `]`",
        ),
        K::UnexpectedCharacter { character } => Some((
            format!(
                "a plain text cannot start with `{}`",
                character.escape_default()
            ),
            "quote the text".to_owned(),
        )),
        _ => None,
    }
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

/// The finding about the value with which a file has more of them than the limit.
pub(crate) fn too_many_values(limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::FILE_TOO_LARGE,
        span,
        format!("the file holds more than {limit} values"),
        "check that this is the file you mean, or split the description",
    )
}

/// Code, message and help of nesting beyond the limit.
pub(crate) fn too_deep(depth: usize) -> (&'static Code, String, String) {
    (
        &codes::TOO_DEEP,
        format!("values are nested more than {depth} levels deep"),
        "name inner schemas under `components/schemas` and refer to them with `$ref`".to_owned(),
    )
}
