//! YAML text → value tree, from the parser's events.

mod places;
mod scalars;

pub(crate) use scalars::out_of_range;

use crate::anchors::{Anchors, Refusal};
use crate::composition::{Merge, compose, duplicate};
use crate::findings::Findings;
use crate::scalar::Ambiguity;
use crate::{Entry, Limits, Node, Value, syntax};
use granit_parser::{Event, Parser, ScanError, Span as Range, StructureStyle};
use specwright_diagnostics::{Diagnostic, Span, codes};

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
        values: 0,
        ambiguous: Vec::new(),
        ambiguous_count: 0,
    };
    while let Some(event) = parser.next_event() {
        let step = match event {
            Ok((event, range)) => builder.event(event, &range),
            Err(error) => {
                builder.syntax_error(&error);
                Err(Stop)
            }
        };
        if step.is_err() {
            builder.report_ambiguous();
            return None;
        }
        if builder.values > limits.values {
            let place = builder.findings.span(builder.last_end, builder.last_end);
            builder
                .findings
                .push(syntax::too_many_values(limits.values, place));
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
    /// How many values were placed; an alias counts as one.
    values: usize,
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
    Object {
        entries: Vec<Entry>,
        key: Option<Key>,
        merge: Option<Merge>,
    },
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
                let end = if start == bytes.end {
                    self.behind_colon(start)
                } else {
                    self.scalar_end(start, bytes.end, style)
                };
                let span = if start == bytes.end {
                    self.findings.span(end, end)
                } else {
                    self.findings.span(start, end)
                };
                self.last_end = end;
                self.scalar(text, style, anchor, tag.as_deref(), span);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", range);
                let start = if style == StructureStyle::Block {
                    self.first_dash(bytes.start)
                } else {
                    bytes.start
                };
                return self.open(start, style, anchor, Inside::Array(Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", range);
                return self.open(
                    bytes.start,
                    style,
                    anchor,
                    Inside::Object {
                        entries: Vec::new(),
                        key: None,
                        merge: None,
                    },
                );
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
                self.place(
                    Node {
                        value: Value::Null,
                        span,
                    },
                    0,
                );
            }
            _ => {}
        }
        Ok(())
    }

    fn syntax_error(&mut self, error: &ScanError) {
        let mut finding = syntax::finding(error, self.text, self.depth, self.findings);
        let bracket = self
            .open
            .last()
            .filter(|open| open.flow)
            .map(|open| self.findings.span(open.start, open.start + 1));
        // Most errors inside brackets come from one that was meant to be closed before.
        if let Some(bracket) =
            bracket.filter(|bracket| finding.span.is_some_and(|span| span.start != bracket.start))
        {
            finding = finding.with_related(bracket, "this bracket is still open");
        }
        if syntax::is_about_quotes(error.kind())
            && let Some(at) = finding.span.map(|span| span.start as usize)
            && let Some(quote) = self
                .text
                .get(self.last_end..at)
                .and_then(|between| between.find(['"', '\'']))
        {
            let quote = self.last_end + quote;
            finding = finding.with_related(
                self.findings.span(quote, quote + 1),
                "the quoted text starts here",
            );
        }
        self.findings.push(finding);
    }

    fn document(&mut self, at: usize) -> Result<(), Stop> {
        let dashes = if self.text[at..].starts_with("---") {
            3
        } else {
            0
        };
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
            self.findings.push(
                finding
                    .with_label("the second starts here")
                    .with_related(first, "the first starts here"),
            );
            return Err(Stop);
        }
        Ok(())
    }

    fn open(
        &mut self,
        start: usize,
        style: StructureStyle,
        anchor: usize,
        inside: Inside,
    ) -> Result<(), Stop> {
        if self.open.len() >= self.depth {
            let (code, message, help) = syntax::too_deep(self.depth);
            let span = self.findings.span(
                start,
                start + self.text[start..].chars().next().map_or(0, char::len_utf8),
            );
            self.findings
                .push(Diagnostic::new(code, span, message, help));
            return Err(Stop);
        }
        self.last_end = self.last_end.max(start);
        self.open.push(Open {
            start,
            flow: style == StructureStyle::Flow,
            anchor,
            inside,
        });
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        // A block ends where the parser has seen that it does, after blanks and comments; its text ends with its last value.
        let end = if open.flow {
            end
        } else {
            self.last_end.max(open.start)
        };
        self.last_end = self.last_end.max(end);
        let span = self.findings.span(open.start, end);
        let value = match open.inside {
            Inside::Array(mut items) => {
                items.shrink_to_fit();
                Value::Array(items)
            }
            Inside::Object { entries, merge, .. } => {
                Value::Object(compose(entries, merge, self.findings))
            }
        };
        self.place(Node { value, span }, open.anchor);
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Stop> {
        let node = self
            .anchors
            .copy(id, self.depth - self.open.len())
            .or_else(|refusal| {
                let name = &self.text[span.start as usize..span.end as usize];
                self.findings.push(refusal.finding(name, span, self.depth));
                let null = Node {
                    value: Value::Null,
                    span,
                };
                if refusal == Refusal::Cycle {
                    Ok(null)
                } else {
                    Err(Stop)
                }
            })?;
        self.place(node, 0);
        Ok(())
    }

    /// Puts a complete value where it belongs.
    fn place(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.define(anchor, &node);
        }
        self.values += 1;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.inside {
            Inside::Array(items) => items.push(node),
            Inside::Object {
                key: key @ None, ..
            } => *key = Some(key_of(node, self.findings)),
            Inside::Object {
                entries,
                key: key @ Some(_),
                merge,
            } => match key.take() {
                Some(Key::Text(key, key_span)) => entries.push(Entry {
                    key,
                    key_span,
                    node,
                }),
                Some(Key::Merge(key_span)) => match merge {
                    Some(first) => self
                        .findings
                        .push(duplicate("<<", first.key_span, key_span)),
                    None => {
                        *merge = Some(Merge {
                            position: entries.len(),
                            key_span,
                            node,
                        });
                    }
                },
                Some(Key::Refused) | None => {}
            },
        }
    }
}

fn key_of(node: Node, findings: &mut Findings) -> Key {
    let text = match node.value {
        Value::String(text) => text,
        Value::Number(number) => number.text().to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let help = if matches!(node.value, Value::Null) {
                "write a key, or quote the word if `null` is its name"
            } else {
                "quote the text if its brackets belong to it"
            };
            findings.push(Diagnostic::new(
                &codes::KEY_NOT_TEXT,
                node.span,
                format!("a key is a text, not {}", node.type_name()),
                help,
            ));
            return Key::Refused;
        }
    };
    Key::Text(text, node.span)
}
