//! What the YAML parser objects to → a finding in our words.

use crate::findings::Findings;
use granit_parser::{ErrorKind, ScanError};
use specwright_diagnostics::{Code, Diagnostic, codes};

/// The finding about an error that ended the parser's work.
pub(crate) fn finding(error: &ScanError, text: &str, depth: usize, findings: &Findings) -> Diagnostic {
    let mut at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()).min(text.len()));
    let (code, message, help) = describe(error.kind(), depth);
    if is_about_tab(error.kind()) {
        // The parser points at the value before the tab.
        at += text[at..].find('\t').unwrap_or(0);
    }
    let length = text[at..].chars().next().filter(|char| !matches!(char, '\n' | '\r')).map_or(0, char::len_utf8);
    Diagnostic::new(code, findings.span(at, at + length), message, help)
}

fn is_about_tab(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::TabNotAllowed | K::TabInBlockIndentation | K::TabAtBlockScalarStart | K::TabInIndentation | K::TabInPlainScalar
    )
}

fn describe(kind: &ErrorKind, depth: usize) -> (&'static Code, String, String) {
    use ErrorKind as K;
    let yaml = |message: &str, help: &str| (&codes::YAML_SYNTAX, message.to_owned(), help.to_owned());
    match kind {
        K::RecursionLimitExceeded => too_deep(depth),
        K::InvalidLowSurrogate | K::MissingLowSurrogate | K::UnpairedLowSurrogate | K::InvalidUnicodeEscape => {
            (&codes::LONE_SURROGATE, "the escape stands for half a character".to_owned(), "write both halves, or the character itself".to_owned())
        }
        _ if is_about_tab(kind) => yaml("a tab stands where YAML needs spaces", "indent with spaces"),
        K::MappingValueNotAllowed | K::InvalidColonPlacement => {
            yaml("a `:` starts a value where none can stand", "quote the text if the `:` belongs to it, or check the indentation")
        }
        K::MappingKeyNotAllowed | K::InvalidSimpleKey | K::ExpectedBlockMappingKey => {
            yaml("a key was expected here", "check that the line is indented like its neighbours; quote a text of more than one line")
        }
        K::SimpleKeyExpected => yaml("the text before this is no key, for no `:` follows it", "add `: ` after the key, or indent the line further if it continues the text above"),
        K::InvalidIndentation | K::InvalidFlowScalarIndent | K::InvalidQuotedScalarIndent | K::InvalidBlockScalarIndent => {
            yaml("the indentation fits nothing above it", "indent the line like its neighbours")
        }
        K::ExpectedBlockSequenceEntry | K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection | K::InvalidBlockEntryWhitespace => {
            yaml("a list entry `-` cannot stand here", "put each `-` on a line of its own, indented like the ones before")
        }
        K::ExpectedNodeContent | K::UnexpectedEndOfPlainScalar => yaml("a value was expected here", "write the value, or remove what asks for it"),
        K::UnclosedFlowCollection { open } => yaml(&format!("the `{open}` is never closed"), &format!("add `{}` at its end", closing(*open))),
        K::MismatchedFlowCollectionEnd { open, close } => {
            yaml(&format!("`{close}` does not close `{open}`"), &format!("write `{}`, or close what was opened inside first", closing(*open)))
        }
        K::MisplacedFlowCollectionEnd => yaml("the bracket closes nothing", "remove it, or quote the text that it belongs to"),
        K::ExpectedFlowMappingSeparator | K::UnexpectedEofFlowMapping | K::UnexpectedEofImplicitFlowMapping => {
            yaml("`,` or `}` was expected here", "separate entries with `,` and close the object with `}`")
        }
        K::ExpectedFlowSequenceSeparator | K::UnexpectedEofFlowSequence => {
            yaml("`,` or `]` was expected here", "separate items with `,` and close the list with `]`")
        }
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => yaml("the quoted text is never closed", "add the closing quote"),
        K::InvalidTrailingSingleQuotedScalar => yaml("text follows the closing quote", "write a quote inside single quotes twice: `''`"),
        K::InvalidTrailingDoubleQuotedScalar => yaml("text follows the closing quote", "write a quote inside double quotes as `\\\"`"),
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape | K::InvalidLowSurrogateHexEscape => {
            yaml("the escape is none that YAML has", "write a backslash as `\\\\`, or use single quotes, which have no escapes")
        }
        K::UnexpectedCharacter { character } => {
            yaml(&format!("a plain text cannot start with `{}`", character.escape_default()), "quote the text")
        }
        K::PlainScalarStartsWithDashFlowIndicator => yaml("a plain text cannot start with `-` and a bracket or comma", "quote the text"),
        K::CommentNotSeparated => yaml("a comment needs a space before its `#`", "add a space, or quote the text that holds the `#`"),
        K::CommentInterceptedScalar => yaml("a comment stands inside a text of several lines", "move the comment above the text, or quote the text"),
        K::UnsupportedYamlMajorVersion => yaml("the file asks for a YAML version that is not 1.x", "remove the `%YAML` line"),
        K::ExpectedDocumentStart | K::InvalidDocumentEnd | K::MissingDocumentEndBeforeDirective => {
            yaml("text follows the end of the document", "check that the line is indented like its neighbours, and remove what does not belong to the document")
        }
        other => yaml(&other.to_string(), "see YAML 1.2.2 for the rule, or quote the text that this belongs to"),
    }
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

/// Code, message and help of nesting beyond the limit.
pub(crate) fn too_deep(depth: usize) -> (&'static Code, String, String) {
    (
        &codes::TOO_DEEP,
        format!("values are nested more than {depth} levels deep"),
        "name inner schemas under `components/schemas` and refer to them with `$ref`".to_owned(),
    )
}
