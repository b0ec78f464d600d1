//! An output → whether a text of the description has become anything but text.

use super::texts::PAYLOADS;
use proc_macro2::{TokenStream, TokenTree};
use specwright_fileset::FileSet;
use std::collections::BTreeSet;
use std::path::Path;

/// Every file of the output; `tame` is the output of a description without hostile text.
pub fn output(files: &FileSet, tame: &FileSet) -> Result<(), String> {
    let mut folded = BTreeSet::new();
    for (path, file) in files.iter() {
        let path = path.as_str();
        if !is_plain(path) {
            return Err(format!("{path:?} is no plain path"));
        }
        if !folded.insert(path.to_lowercase()) {
            return Err(format!("{path} differs from another file by case alone"));
        }
        let text = file.text().ok_or_else(|| format!("{path} is no text"))?;
        let checked = if Path::new(path).extension().is_some_and(|it| it == "rs") {
            rust(text)
        } else if path.ends_with("Cargo.toml") {
            manifest(text, tame.text(path).unwrap_or_default())
        } else {
            Ok(())
        };
        checked.map_err(|complaint| format!("{path}: {complaint}\n{text}"))?;
    }
    Ok(())
}

/// Whether each part of a path is a name that every system takes for a file inside of the directory.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && part.len() <= 200
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
}

/// It is Rust, and no payload is an identifier in it. Comments are no tokens; documentation is a literal.
fn rust(text: &str) -> Result<(), String> {
    syn::parse_file(text).map_err(|error| format!("is no Rust: {error}"))?;
    let tokens: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
    match payload(tokens) {
        Some(payload) => Err(format!("`{payload}` has become code")),
        None => Ok(()),
    }
}

fn payload(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => payload(group.stream()),
        TokenTree::Ident(ident) => {
            let ident = ident.to_string();
            PAYLOADS.contains(&ident.as_str()).then_some(ident)
        }
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    })
}

/// It has the tables and the keys of the tame one, and no others.
fn manifest(text: &str, tame: &str) -> Result<(), String> {
    let shape = |text: &str| -> Vec<String> {
        text.lines()
            .map(|line| match line.split_once('=') {
                Some((key, _)) if !line.starts_with(['#', '[']) => key.trim().to_owned(),
                _ => line.split('#').next().unwrap_or_default().to_owned(),
            })
            .filter(|line| !line.is_empty())
            .collect()
    };
    let (own, tame) = (shape(text), shape(tame));
    if own == tame {
        Ok(())
    } else {
        Err(format!("has other keys than {tame:?}"))
    }
}

#[test]
fn code_that_a_text_has_become_is_seen() {
    for text in [
        "fn a() { std::process::abort(); }",
        "mod m { pub fn pwned_item() {} }",
        "static A: &[u8] = include_bytes!(\"x\");",
        "fn a( {",
    ] {
        assert!(rust(text).is_err(), "{text}");
    }
    assert!(rust("/// abort()\nstatic A: &str = \"abort()\"; // abort").is_ok());
    assert!(manifest("[a]\nb = 1\n[c]\n", "[a]\nb = 2\n").is_err());
    assert!(!is_plain("../a") && !is_plain("/a") && !is_plain("a//b") && is_plain("src/a.rs"));
}
