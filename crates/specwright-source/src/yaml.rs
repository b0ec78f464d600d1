//! YAML text → value tree, from the parser's events.

use crate::anchors::{Anchors, Refusal};
use crate::composition::{Merge, compose, duplicate};
use crate::findings::Findings;
use crate::scalar::{Ambiguity, Plain, resolve};
use crate::{Entry, Limits, Node, Value, syntax};
use granit_parser::{Event, Parser, ScalarStyle, Span as Range, StructureStyle, Tag};
use specwright_diagnostics::{Diagnostic, Span, codes};
use std::borrow::Cow;

/// Reads a text; `None` if there is no value, or no end of it.
pub(crate) fn read(text: &str, limits: &Limits, findings: &mut Findings) -> Option<Node> {
    // The parser's own limits only have to keep its memory small: the tree's limit, which counts both kinds of nesting
    // and what aliases add, is met first.
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: limits.depth + 1,
        block_nesting_limit: limits.depth + 1,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder {
        text,
        depth: limits.depth,
        findings,
        anchors: Anchors::with_budget(limits.copied),
        open: Vec::new(),
        last_end: 0,
        documents: Vec::new(),
        root: None,
        ambiguous: Vec::new(),
        ambiguous_count: 0,
    };
    while let Some(event) = parser.next_event() {
        let step = match event {
            Ok((event, range)) => builder.event(event, &range),
            Err(error) => {
                let finding = syntax::finding(&error, text, limits.depth, builder.findings);
                builder.findings.push(finding);
                Err(Stop)
            }
        };
        if step.is_err() {
            builder.report_ambiguous();
            return None;
        }
    }
    builder.report_ambiguous();
    builder.root
}

/// Reading ends here; the reason is among the findings.
struct Stop;

struct Builder<'a> {
    text: &'a str,
    depth: usize,
    findings: &'a mut Findings,
    anchors: Anchors,
    /// The arrays and objects that are not closed yet, outermost first.
    open: Vec<Open>,
    /// Where the last scalar, alias or bracket ended.
    last_end: usize,
    documents: Vec<Span>,
    root: Option<Node>,
    /// The first few scalars that are texts here and something else to readers of YAML 1.1.
    ambiguous: Vec<(Span, Ambiguity)>,
    ambiguous_count: usize,
}

struct Open {
    start: usize,
    flow: bool,
    anchor: usize,
    inside: Inside,
}

enum Inside {
    Array(Vec<Node>),
    Object { entries: Vec<Entry>, key: Option<Key>, merge: Option<Merge> },
}

/// A key whose value comes next.
enum Key {
    Text(String, Span),
    Merge(Span),
    /// It has been reported; its value is read and left out.
    Refused,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>, range: &Range) -> Result<(), Stop> {
        let bytes = range.byte_range().unwrap_or_default();
        match event {
            Event::DocumentStart(..) => return self.document(bytes.start),
            Event::Scalar(text, style, anchor, tag) => {
                let start = self.scalar_start(bytes.start, style, range);
                let span = self.findings.span(start, bytes.end);
                self.last_end = bytes.end;
                self.scalar(text, style, anchor, tag.as_deref(), span);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", range);
                let start = if style == StructureStyle::Block { self.first_dash(bytes.start) } else { bytes.start };
                return self.open(start, style, anchor, Inside::Array(Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", range);
                return self.open(bytes.start, style, anchor, Inside::Object { entries: Vec::new(), key: None, merge: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.close(bytes.end);
            }
            Event::Alias(id) => {
                let span = self.findings.span(bytes.start, bytes.end);
                self.last_end = bytes.end;
                return self.alias(id, span);
            }
            Event::UnresolvedAlias(name) => {
                let span = self.findings.span(bytes.start, bytes.end);
                self.last_end = bytes.end;
                self.findings.push(Diagnostic::new(
                    &codes::UNKNOWN_ANCHOR,
                    span,
                    format!("the alias `*{name}` has no anchor `&{name}` before it"),
                    "define the anchor earlier in this file, or quote the text if the asterisk belongs to it",
                ));
                self.place(Node { value: Value::Null, span }, 0);
            }
            _ => {}
        }
        Ok(())
    }

    fn document(&mut self, at: usize) -> Result<(), Stop> {
        let dashes = if self.text[at..].starts_with("---") { 3 } else { 0 };
        let span = self.findings.span(at, at + dashes);
        self.documents.push(span);
        self.last_end = at + dashes;
        if let [first, second] = self.documents[..] {
            let finding = Diagnostic::new(
                &codes::SEVERAL_DOCUMENTS,
                second,
                "the file holds several YAML documents",
                "keep one document, or move the others to files of their own",
            );
            self.findings.push(finding.with_label("the second starts here").with_related(first, "the first starts here"));
            return Err(Stop);
        }
        Ok(())
    }

    fn open(&mut self, start: usize, style: StructureStyle, anchor: usize, inside: Inside) -> Result<(), Stop> {
        if self.open.len() >= self.depth {
            let (code, message, help) = syntax::too_deep(self.depth);
            let span = self.findings.span(start, start + self.text[start..].chars().next().map_or(0, char::len_utf8));
            self.findings.push(Diagnostic::new(code, span, message, help));
            return Err(Stop);
        }
        self.last_end = self.last_end.max(start);
        self.open.push(Open { start, flow: style == StructureStyle::Flow, anchor, inside });
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        // A block ends where the parser has seen that it does, after blanks and comments; its text ends with its last value.
        let end = if open.flow { end } else { self.last_end.max(open.start) };
        let end = open.start + self.text[open.start..end].trim_end().len();
        self.last_end = self.last_end.max(end);
        let span = self.findings.span(open.start, end);
        let value = match open.inside {
            Inside::Array(mut items) => {
                items.shrink_to_fit();
                Value::Array(items)
            }
            Inside::Object { entries, merge, .. } => Value::Object(compose(entries, merge, self.findings)),
        };
        self.place(Node { value, span }, open.anchor);
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Stop> {
        let name = &self.text[span.start as usize..span.end as usize];
        let (finding, stop) = match self.anchors.copy(id, self.depth - self.open.len()) {
            Ok(node) => {
                self.place(node, 0);
                return Ok(());
            }
            Err(Refusal::Cycle) => (
                Diagnostic::new(
                    &codes::ALIAS_CYCLE,
                    span,
                    format!("the alias `{name}` refers to the value that contains it"),
                    "refer to a recursive schema with `$ref`",
                ),
                false,
            ),
            Err(Refusal::Budget) => (
                Diagnostic::new(
                    &codes::ALIAS_BUDGET,
                    span,
                    format!("with the alias `{name}`, the copies of this file take too much"),
                    "name the repeated value under `components` and refer to it with `$ref`",
                ),
                true,
            ),
            Err(Refusal::Depth) => {
                let (code, message, help) = syntax::too_deep(self.depth);
                (Diagnostic::new(code, span, format!("with the alias `{name}`, {message}"), help), true)
            }
        };
        self.findings.push(finding);
        if stop {
            return Err(Stop);
        }
        self.place(Node { value: Value::Null, span }, 0);
        Ok(())
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, anchor: usize, tag: Option<&Tag>, span: Span) {
        let plain = style == ScalarStyle::Plain;
        // The parser gives a value that is left out as `~`.
        let text = if plain && span.start == span.end { Cow::Borrowed("") } else { text };
        if let Some(Open { inside: Inside::Object { key: key @ None, .. }, .. }) = self.open.last_mut() {
            let is_merge = tag.map_or(plain && text == "<<", |tag| tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() == Some("merge"));
            if is_merge {
                *key = Some(Key::Merge(span));
                return;
            }
            // A plain key is its text; only what says null explicitly has none.
            let is_null = tag.map_or(plain && resolve(&text).0 == Plain::Null, |tag| tag.core_suffix() == Some("null"));
            if !is_null {
                if anchor != 0 {
                    let value = match resolve(&text).0 {
                        Plain::Bool(value) if plain && tag.is_none() => Value::Bool(value),
                        Plain::Number(number) if plain && tag.is_none() => Value::Number(number),
                        _ => Value::String(text.clone().into_owned()),
                    };
                    self.anchors.define(anchor, &Node { value, span });
                }
                *key = Some(Key::Text(text.clone().into_owned(), span));
                if tag.is_some() {
                    self.tagged(&text, tag, span);
                } else if plain && matches!(resolve(&text).1, Some(Ambiguity::Boolean)) {
                    self.ambiguous(span, Ambiguity::Boolean);
                }
                return;
            }
        }
        let value = match tag {
            Some(tag) => self.tagged(&text, Some(tag), span),
            None if plain => self.plain(text, span),
            None => Value::String(text.into_owned()),
        };
        self.place(Node { value, span }, anchor);
    }

    fn plain(&mut self, text: Cow<'a, str>, span: Span) -> Value {
        let (plain, ambiguity) = resolve(&text);
        match ambiguity {
            Some(Ambiguity::LeadingZero) => self.findings.push(Diagnostic::new(
                &codes::AMBIGUOUS_NUMBER,
                span,
                format!("`{text}` is read as a decimal number; YAML 1.1 readers read it as octal"),
                "quote it if it is a text, or write the number without leading zeros",
            )),
            Some(Ambiguity::Octal) => self.findings.push(Diagnostic::new(
                &codes::AMBIGUOUS_NUMBER,
                span,
                format!("`{text}` is read as an octal number; YAML 1.1 readers read it as a text"),
                "quote it if it is a text, or write the number in decimal digits",
            )),
            Some(other) => self.ambiguous(span, other),
            None => {}
        }
        match plain {
            Plain::Null => Value::Null,
            Plain::Bool(value) => Value::Bool(value),
            Plain::Number(number) => Value::Number(number),
            Plain::Text => Value::String(text.into_owned()),
            Plain::NotJson => {
                self.findings.push(Diagnostic::new(
                    &codes::NOT_A_JSON_NUMBER,
                    span,
                    format!("`{text}` is no number that JSON has"),
                    "leave the key out for \"no limit\", or quote the value if it is a text",
                ));
                Value::Null
            }
            Plain::OutOfRange => {
                self.findings.push(out_of_range(span));
                Value::Null
            }
        }
    }

    fn tagged(&mut self, text: &str, tag: Option<&Tag>, span: Span) -> Value {
        let Some(tag) = tag else { return Value::String(text.to_owned()) };
        let Some(core) = tag.core_suffix() else {
            if tag.original() == "!" {
                return Value::String(text.to_owned());
            }
            self.findings.push(unknown_tag(tag, span));
            return Value::String(text.to_owned());
        };
        match (core, resolve(text).0) {
            ("str", _) => Value::String(text.to_owned()),
            ("null", Plain::Null) => Value::Null,
            ("bool", Plain::Bool(value)) => Value::Bool(value),
            ("float", Plain::Number(number)) => Value::Number(number),
            ("int", Plain::Number(number)) if number.is_integer() => Value::Number(number),
            _ => {
                self.findings.push(tag_mismatch(tag, text, span));
                Value::Null
            }
        }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, expected: &str, range: &Range) {
        let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some(expected) && tag.original() != "!") else { return };
        let bytes = range.tag_span().and_then(|span| span.byte_range()).or_else(|| range.byte_range()).unwrap_or_default();
        let span = self.findings.span(bytes.start, bytes.end);
        let collection = if expected == "seq" { "an array" } else { "an object" };
        self.findings.push(if tag.core_suffix().is_some() { tag_mismatch(tag, collection, span) } else { unknown_tag(tag, span) });
    }

    /// Puts a complete value where it belongs.
    fn place(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.define(anchor, &node);
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.inside {
            Inside::Array(items) => items.push(node),
            Inside::Object { key: key @ None, .. } => *key = Some(key_of(node, self.findings)),
            Inside::Object { entries, key: key @ Some(_), merge } => match key.take() {
                Some(Key::Text(key, key_span)) => entries.push(Entry { key, key_span, node }),
                Some(Key::Merge(key_span)) => match merge {
                    Some(first) => self.findings.push(duplicate("<<", first.key_span, key_span)),
                    None => *merge = Some(Merge { position: entries.len(), key_span, node }),
                },
                Some(Key::Refused) | None => {}
            },
        }
    }

    fn ambiguous(&mut self, span: Span, ambiguity: Ambiguity) {
        const NAMED: usize = 5;
        self.ambiguous_count += 1;
        if self.ambiguous.len() < NAMED {
            self.ambiguous.push((span, ambiguity));
        }
    }

    /// One note for the whole file: a list of countries may hold many.
    fn report_ambiguous(&mut self) {
        let Some((&(span, ambiguity), others)) = self.ambiguous.split_first() else { return };
        let text = |span: Span| &self.text[span.start as usize..span.end as usize];
        let kind = if ambiguity == Ambiguity::Boolean { "a boolean" } else { "a number" };
        let more = match self.ambiguous_count - 1 {
            0 => String::new(),
            1 => "; so is one more".to_owned(),
            count => format!("; so are {count} more"),
        };
        let message = format!("`{}` is a text here, and {kind} to YAML 1.1 readers{more}", text(span));
        let mut finding = Diagnostic::new(&codes::AMBIGUOUS_WORD, span, message, "quote it, so that every reader sees a text");
        for &(span, _) in others {
            finding = finding.with_related(span, "the same holds here");
        }
        self.findings.push(finding);
    }

    /// Where the text of a scalar starts, with its tag or the header of a block scalar, which say how to read it.
    fn scalar_start(&self, start: usize, style: ScalarStyle, range: &Range) -> usize {
        if let Some(tag) = range.tag_start().and_then(|tag| tag.byte_offset()) {
            return tag;
        }
        let indicator = match style {
            ScalarStyle::Literal => '|',
            ScalarStyle::Folded => '>',
            _ => return start,
        };
        let mut rest = self.text.get(self.last_end..start).unwrap_or_default();
        loop {
            rest = rest.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, ':' | '-' | '?'));
            rest = match rest.chars().next() {
                Some(first) if first == indicator => return start - rest.len(),
                Some('#') => rest.split_once('\n').map_or("", |(_, after)| after),
                Some('&') => rest.trim_start_matches(|char: char| !char.is_whitespace()),
                _ => return start,
            };
        }
    }

    /// Where the first entry of a block sequence starts; the parser points behind the dash of one that is not indented.
    fn first_dash(&self, start: usize) -> usize {
        if self.text[start..].starts_with('-') && self.text[start..].chars().nth(1).is_none_or(char::is_whitespace) {
            return start;
        }
        let before = self.text[..start].trim_end();
        if before.ends_with('-') { before.len() - 1 } else { start }
    }
}

fn key_of(node: Node, findings: &mut Findings) -> Key {
    let text = match node.value {
        Value::String(text) => text,
        Value::Number(number) => number.text().to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let help = if matches!(node.value, Value::Null) { "write a key, or quote the word if `null` is its name" } else { "quote the text if its brackets belong to it" };
            findings.push(Diagnostic::new(&codes::KEY_NOT_TEXT, node.span, format!("a key is a text, not {}", node.type_name()), help));
            return Key::Refused;
        }
    };
    Key::Text(text, node.span)
}

/// The finding about a number that cannot be held.
pub(crate) fn out_of_range(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::NUMBER_OUT_OF_RANGE, span, "the number is too large to be held", "write a smaller number, or quote it if it is a text")
}

fn unknown_tag(tag: &Tag, span: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::UNKNOWN_TAG,
        span,
        format!("the tag `{}` is not one of YAML's core tags", tag.original()),
        "remove the tag, or quote the text if the exclamation mark belongs to it",
    )
}

fn tag_mismatch(tag: &Tag, what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::TAG_MISMATCH,
        span,
        format!("`{what}` does not fit the tag `{}`", tag.original()),
        "remove the tag, or mend the value",
    )
}
