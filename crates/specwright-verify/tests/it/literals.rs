//! Each literal and each statement of what carries the contract counts: change any of them, and there is a finding.

use crate::board::{Board, generated, told};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use specwright_fileset::{FileSet, RelPath};
use std::fmt::Write as _;
use std::ops::Range;

/// The files that say what is read, checked, served and written.
fn carriers(files: &FileSet) -> Vec<(RelPath, String)> {
    let folders = [
        "models/",
        "operations/",
        "schemas/",
        "validators/",
        "access.rs",
        "routes.rs",
    ];
    files
        .iter()
        .filter(|(path, _)| {
            let inner = path
                .as_str()
                .strip_prefix("src/generated/")
                .unwrap_or_default();
            folders.iter().any(|folder| inner.starts_with(folder)) && !inner.ends_with("/mod.rs")
        })
        .map(|(path, file)| {
            (
                path.clone(),
                String::from_utf8(file.contents.clone()).unwrap(),
            )
        })
        .collect()
}

/// The literals of a text that are no documentation, each with another one in its place.
fn changed_literals(tokens: TokenStream, found: &mut Vec<(Range<usize>, String)>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // An attribute: `#[…]`.
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let attribute = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
                if tokens.peek().is_some_and(attribute) {
                    tokens.next();
                }
            }
            // Inner documentation: `#![doc = …]`.
            TokenTree::Group(group) => changed_literals(group.stream(), found),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let quoted = |end| Some((text.strip_suffix(end)?, end));
                let other = match quoted("\"").or_else(|| quoted("\"#")) {
                    Some((inner, end)) => format!("{inner}x{end}"),
                    None => (text.replace('_', "").parse::<u128>().unwrap() + 1).to_string(),
                };
                found.push((literal.span().byte_range(), other));
            }
            TokenTree::Ident(name) if name == "true" || name == "false" => {
                let other = if name == "true" { "false" } else { "true" };
                found.push((name.span().byte_range(), other.to_owned()));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

fn edited(files: &FileSet, path: &RelPath, text: &str, range: Range<usize>, by: &str) -> FileSet {
    let mut files = files.clone();
    let text = format!("{}{by}{}", &text[..range.start], &text[range.end..]);
    files.insert(path.clone(), generated(&text));
    files
}

#[test]
fn no_literal_can_be_changed_without_a_finding() {
    assert!(change_literals("board") > 150);
    assert!(change_literals("gateway") > 100);
    assert!(change_literals("zoo") > 100);
}

/// Changes each literal of a tree, and gives their number.
fn change_literals(tree: &str) -> usize {
    let board = Board::of_tree(tree);
    let (mut survivors, mut tried) = (String::new(), 0);
    for (path, text) in carriers(&board.files) {
        let mut changes = Vec::new();
        // Documentation becomes attributes when it is parsed; its places are found all the same.
        changed_literals(text.parse().unwrap(), &mut changes);
        changes.retain(|(range, _)| !text[range.clone()].starts_with("//"));
        for (range, other) in changes {
            tried += 1;
            let files = edited(&board.files, &path, &text, range.clone(), &other);
            if board.findings(&files).0.is_empty() {
                writeln!(survivors, "{path}: {} → {other}", &text[range]).unwrap();
            }
        }
    }
    assert!(survivors.is_empty(), "{survivors}");
    tried
}

#[test]
fn no_line_can_be_left_out_without_a_finding() {
    assert!(leave_out_lines("board") > 300);
    assert!(leave_out_lines("gateway") > 200);
    assert!(leave_out_lines("zoo") > 200);
}

/// Leaves out each line of a tree that says something, and gives their number.
fn leave_out_lines(tree: &str) -> usize {
    let board = Board::of_tree(tree);
    let (mut survivors, mut tried) = (String::new(), 0);
    for (path, text) in carriers(&board.files) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            let said = line.trim();
            let counts =
                said.ends_with([';', ',']) && !said.starts_with("//") && !said.starts_with("use ");
            // Names in an import, and fields in a list of fields, are nothing but names.
            let is_name = said
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | ','));
            // The language fills in what a literal leaves out.
            let is_implied = said.starts_with("..")
                || ["additional: Additional::Ignored,", "discriminator: None,"].contains(&said);
            // What tells an alternative apart only spares the reader a try.
            let spares = said.starts_with("types: ") || said.starts_with("required: &[");
            if !counts || is_name || is_implied || spares || said.starts_with(['}', ')']) {
                continue;
            }
            tried += 1;
            let files = edited(&board.files, &path, &text, range, "");
            let (findings, _) = board.findings(&files);
            if findings.is_empty() {
                writeln!(survivors, "{path}: {said}").unwrap();
            }
        }
    }
    assert!(survivors.is_empty(), "{survivors}");
    tried
}

#[test]
fn the_tree_that_is_changed_is_clean() {
    let board = Board::read();
    let (findings, sources) = board.findings(&board.files);
    assert!(findings.is_empty(), "{}", told(&findings, &sources));
}
