//! The description that the service shows to its clients: it must be the one that the output is compared with.

use crate::expected::Spec;
use crate::findings::{Findings, REGENERATE};
use specwright_diagnostics::{SourceMap, codes};
use specwright_fileset::FileSet;
use specwright_source::{Documents, Node, Value};
use std::collections::BTreeMap;

/// Where the output keeps it.
const DESCRIPTION: &str = "openapi.yaml";
/// The key below which it keeps the documents that its references lead to.
const FURTHER: &str = "x-documents";

/// Checks that the output shows the description; `false` where its text is not in the map.
pub(crate) fn check(
    documents: &Documents,
    files: &FileSet,
    sources: &SourceMap,
    findings: &mut Findings,
) -> bool {
    let Some(file) = sources.get(documents.entry().span.source) else {
        return false;
    };
    let shown = files.iter().find(|(path, _)| path.as_str() == DESCRIPTION);
    let shown = shown.map(|(_, file)| std::str::from_utf8(&file.contents).unwrap_or_default());
    let same = match shown {
        None => false,
        Some(shown) if documents.is_one_file() => {
            let lines = |text: &str| text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            lines(shown) == lines(&file.text)
        }
        Some(shown) => {
            let read = specwright_source::read(&mut SourceMap::default(), DESCRIPTION, shown);
            let whole = read.value.as_ref().filter(|_| !read.has_errors());
            whole.is_some_and(|shown| says_the_same(documents, &shown.root))
        }
    };
    if !same {
        let how = if shown.is_some() {
            "is another text"
        } else {
            "is not there"
        };
        let message = format!("`{DESCRIPTION}` of the output {how}");
        findings.in_spec(
            &codes::SERVED_DESCRIPTION_DIFFERS,
            documents.entry().span,
            message,
            REGENERATE,
        );
    }
    true
}

/// Whether one document says what all say together: each stands in it, and each reference leads to the same place.
fn says_the_same(documents: &Documents, shown: &Node) -> bool {
    let further = shown.as_object().and_then(|object| object.get(FURTHER));
    let mut pairs = Pairs::default();
    let entry = pairs.add(documents.entry(), shown, true);
    let others = documents
        .others()
        .filter_map(|(name, root)| Some((name, root?)))
        .all(|(name, root)| {
            further
                .and_then(|further| further.as_object()?.get(name))
                .is_some_and(|shown| pairs.add(root, shown, false))
        });
    let spec = Spec::new(documents);
    entry
        && others
        && pairs.references.iter().all(|(original, shown_text)| {
            let Ok(target) = spec.target(original) else {
                return false;
            };
            let there = shown_text
                .strip_prefix('#')
                .and_then(|pointer| shown.pointer(&crate::expected::percent_decoded(pointer)));
            let counterpart = pairs.counterparts.get(&address(target));
            there.is_some_and(|there| counterpart == Some(&address(there)))
        })
}

/// The nodes of the documents with those that stand for them.
#[derive(Default)]
struct Pairs<'a> {
    counterparts: BTreeMap<usize, usize>,
    /// Texts that differ: references, if all is well.
    references: Vec<(&'a Node, &'a str)>,
}

impl<'a> Pairs<'a> {
    /// Adds two trees; `false` where they say different things.
    fn add(&mut self, original: &'a Node, shown: &'a Node, is_entry: bool) -> bool {
        let mut waiting = vec![(original, shown, is_entry)];
        while let Some((original, shown, is_entry)) = waiting.pop() {
            self.counterparts.insert(address(original), address(shown));
            match (&original.value, &shown.value) {
                (Value::Object(original), Value::Object(shown)) => {
                    let extra = |key: &str| is_entry && key == FURTHER;
                    let mut entries = shown.entries.iter().filter(|entry| !extra(&entry.key));
                    let originals = original.entries.iter().filter(|entry| !extra(&entry.key));
                    for original in originals {
                        let Some(shown) = entries.next().filter(|shown| shown.key == original.key)
                        else {
                            return false;
                        };
                        waiting.push((&original.node, &shown.node, false));
                    }
                    if entries.next().is_some() {
                        return false;
                    }
                }
                (Value::Array(original), Value::Array(shown)) => {
                    if original.len() != shown.len() {
                        return false;
                    }
                    let items = original.iter().zip(shown);
                    waiting.extend(items.map(|(original, shown)| (original, shown, false)));
                }
                (Value::String(text), Value::String(shown)) if text != shown => {
                    self.references.push((original, shown));
                }
                (left, right) if left != right => return false,
                _ => {}
            }
        }
        true
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}
