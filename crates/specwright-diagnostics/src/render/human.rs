//! Findings → text for a person at a terminal, with the lines of the source.

use super::Counts;
use crate::{Diagnostic, Severity, SourceId, SourceMap, Span};
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};
use std::borrow::Cow;
use std::ops::Range;

/// Whether the text holds escape sequences of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// Colours by ANSI escape sequences.
    Always,
}

/// Two places that are at most this many lines apart are shown in one piece.
const NEAR: usize = 6;

/// A line of more bytes is shown in part.
const LONG_LINE: usize = 2000;

/// How much of a long line is shown before the place, and behind its start, in characters.
const BEFORE: usize = 40;
const BEHIND: usize = 120;

/// Stands for what is not shown of a long line.
const CUT: &str = "…";

/// All findings, one after another, with an empty line between two.
#[must_use]
pub fn human(sources: &SourceMap, diagnostics: &[Diagnostic], colour: Colour) -> String {
    let renderer = if colour == Colour::Always {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&finding(sources, diagnostic, &renderer));
        text.push('\n');
    }
    text
}

/// The closing line: `2 errors, 1 warning`, or nothing where nothing was found.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let counts = Counts::of(diagnostics);
    let parts = [
        (counts.errors, "error"),
        (counts.warnings, "warning"),
        (counts.notes, "note"),
    ];
    let words = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }));
    words.collect::<Vec<_>>().join(", ")
}

/// A place, cut to its first line.
struct Mark<'a> {
    source: SourceId,
    line: usize,
    bytes: Range<usize>,
    text: Option<&'a str>,
    kind: AnnotationKind,
}

impl<'a> Mark<'a> {
    /// A place of many lines is marked by the first of them: an object may have thousands.
    fn of(sources: &SourceMap, span: Span, text: Option<&'a str>, kind: AnnotationKind) -> Self {
        let (line, _) = sources.line_and_column(span.source, span.start);
        let within = sources.line(span.source, line);
        let file = &sources.file(span.source).text;
        let start = file.floor_char_boundary((span.start as usize).clamp(within.start, within.end));
        let end = file
            .ceil_char_boundary((span.end as usize).min(within.end))
            .max(start);
        Self {
            source: span.source,
            line,
            bytes: start..end,
            text,
            kind,
        }
    }

    fn annotation(&self, shown: &Shown<'_>) -> Annotation<'a> {
        let within = |at: usize| {
            (at + shown.added)
                .saturating_sub(shown.start)
                .min(shown.text.len())
        };
        self.kind
            .span(within(self.bytes.start)..within(self.bytes.end))
            .label(self.text)
    }
}

fn finding(sources: &SourceMap, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.id);
    let main = diagnostic.span.map(|span| {
        Mark::of(
            sources,
            span,
            diagnostic.label.as_deref(),
            AnnotationKind::Primary,
        )
    });
    let related = diagnostic.related.iter().map(|label| {
        Mark::of(
            sources,
            label.span,
            Some(&label.text),
            AnnotationKind::Context,
        )
    });
    let pieces = pieces(sources, main.into_iter().chain(related).collect());
    let shown: Vec<Shown<'_>> = pieces.iter().map(|piece| piece.shown(sources)).collect();
    let mut group = Group::with_title(title);
    for (piece, shown) in pieces.iter().zip(&shown) {
        group = group.element(
            Snippet::source(&*shown.text)
                .line_start(piece.lines.start)
                .path(&*shown.name)
                .annotations(piece.marks.iter().map(|mark| mark.annotation(shown))),
        );
    }
    group = group.element(Level::HELP.message(normalize_untrusted_str(&diagnostic.help)));
    if let Some(effect) = diagnostic.code.effect.filter(|_| diagnostic.is_allowed) {
        group = group.element(Level::NOTE.message(format!("allowed: {effect}")));
    }
    let mut text = renderer.render(&[group]);
    for (piece, shown) in pieces
        .iter()
        .zip(&shown)
        .filter(|(_, shown)| shown.cut_characters > 0)
    {
        // The renderer has counted the column in the part that it was given.
        let column = shown.text[..piece.marks[0].bytes.start + shown.added - shown.start]
            .chars()
            .count()
            + 1;
        let place = |column: usize| format!("{}:{}:{column}", shown.name, piece.lines.start);
        text = text.replacen(&place(column), &place(column + shown.cut_characters), 1);
    }
    text
}

/// Lines of one file that are shown together.
struct Piece<'a> {
    marks: Vec<Mark<'a>>,
    lines: Range<usize>,
}

fn pieces<'a>(sources: &SourceMap, marks: Vec<Mark<'a>>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for mark in marks {
        let is_long = |line| sources.line(mark.source, line).len() > LONG_LINE;
        let near = |piece: &&mut Piece<'_>| {
            let lines = piece.lines.start.min(mark.line)..piece.lines.end.max(mark.line + 1);
            piece.marks[0].source == mark.source
                && lines.len() <= piece.lines.len() + NEAR
                && !lines.into_iter().any(is_long)
        };
        if let Some(piece) = pieces.iter_mut().find(near) {
            piece.lines = piece.lines.start.min(mark.line)..piece.lines.end.max(mark.line + 1);
            piece.marks.push(mark);
        } else {
            pieces.push(Piece {
                lines: mark.line..mark.line + 1,
                marks: vec![mark],
            });
        }
    }
    pieces
}

/// The text of a piece, as it is shown.
struct Shown<'a> {
    name: String,
    text: Cow<'a, str>,
    /// The offset in the file of the first byte that is shown.
    start: usize,
    /// How many bytes were put before it, to say that something was cut.
    added: usize,
    /// How many characters fewer than in the file stand before the place.
    cut_characters: usize,
}

impl Piece<'_> {
    fn shown<'s>(&self, sources: &'s SourceMap) -> Shown<'s> {
        let mark = &self.marks[0];
        let file = sources.file(mark.source);
        let name = normalize_untrusted_str(&file.name);
        let start = sources.line(mark.source, self.lines.start).start;
        let end = sources.line(mark.source, self.lines.end - 1).end;
        let line = &file.text[start..end];
        if self.lines.len() > 1 || line.len() <= LONG_LINE {
            return Shown {
                name,
                text: Cow::Borrowed(line),
                start,
                added: 0,
                cut_characters: 0,
            };
        }
        let (before, behind) = line.split_at(mark.bytes.start - start);
        let first = before
            .char_indices()
            .rev()
            .nth(BEFORE - 1)
            .map_or(0, |(at, _)| at);
        let last = behind
            .char_indices()
            .nth(BEHIND)
            .map_or(line.len(), |(at, _)| before.len() + at);
        let (cut_left, cut_right) = (
            if first > 0 { CUT } else { "" },
            if last < line.len() { CUT } else { "" },
        );
        let (_, column) =
            sources.line_and_column(mark.source, mark.bytes.start.try_into().unwrap_or(u32::MAX));
        let shown_before = cut_left.chars().count() + before[first..].chars().count();
        Shown {
            name,
            text: Cow::Owned(format!("{cut_left}{}{cut_right}", &line[first..last])),
            start: start + first,
            added: cut_left.len(),
            cut_characters: column - 1 - shown_before,
        }
    }
}
