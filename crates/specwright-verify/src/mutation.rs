//! Small edits of an output tree, as data: the proof that the verifier sees is that it reports each of them.
//!
//! A mutant is a JSON object: `code`, the code that it must be reported under; `also`, codes that follow from it;
//! `title`, what it does; `tree`, which tree it edits; and `edits`, each with `file` and either `find` and `replace`, or `contents` for a new file, or `remove: true`.

use specwright_fileset::{FileSet, OutputFile, Ownership, RelPath};
use specwright_source::Node;

/// An edit of a clean tree, and how it must be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The code that it must be reported under.
    pub code: String,
    /// The codes that it is reported under besides, because one thing leads to another.
    pub also: Vec<String>,
    /// What it does.
    pub title: String,
    /// The tree that it edits: a folder of `crates/specwright-verify/tests`.
    pub tree: String,
    edits: Vec<Edit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    file: RelPath,
    change: Change,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    Replace { find: String, replace: String },
    Write(String),
    Remove,
}

/// The tree of a mutant that names none.
const BOARD: &str = "board";

impl Mutant {
    /// Reads a mutant; the error says what is wrong with its file.
    pub fn read(node: &Node) -> Result<Self, String> {
        let text = |node: &Node, key: &str| {
            let value = node
                .as_object()
                .and_then(|object| object.get(key))
                .and_then(Node::as_str);
            value
                .map(str::to_owned)
                .ok_or_else(|| format!("`{key}` is missing or no string"))
        };
        let list = |key: &str| {
            node.as_object()
                .and_then(|object| object.get(key))
                .and_then(Node::as_array)
        };
        let also = list("also").unwrap_or_default();
        let edits = list("edits")
            .filter(|edits| !edits.is_empty())
            .ok_or("`edits` is missing or empty")?;
        let edit = |edit: &Node| -> Result<Edit, String> {
            let has = |key: &str| {
                edit.as_object()
                    .is_some_and(|object| object.get(key).is_some())
            };
            let file = RelPath::new(text(edit, "file")?).map_err(|error| error.to_string())?;
            let change = if has("remove") {
                Change::Remove
            } else if has("contents") {
                Change::Write(text(edit, "contents")?)
            } else {
                Change::Replace {
                    find: text(edit, "find")?,
                    replace: text(edit, "replace")?,
                }
            };
            Ok(Edit { file, change })
        };
        Ok(Self {
            code: text(node, "code")?,
            also: also
                .iter()
                .filter_map(Node::as_str)
                .map(str::to_owned)
                .collect(),
            title: text(node, "title")?,
            tree: text(node, "tree").unwrap_or_else(|_| BOARD.to_owned()),
            edits: edits.iter().map(edit).collect::<Result<_, _>>()?,
        })
    }

    /// The tree after the edits; the error names an edit that does not match at exactly one place.
    pub fn apply(&self, files: &FileSet) -> Result<FileSet, String> {
        self.edits
            .iter()
            .try_fold(files.clone(), |files, edit| edit.apply(&files))
    }
}

impl Edit {
    fn apply(&self, files: &FileSet) -> Result<FileSet, String> {
        let old = files.get(&self.file);
        let contents = match &self.change {
            Change::Remove => {
                old.ok_or_else(|| format!("there is no file `{}`", self.file))?;
                let mut kept = FileSet::default();
                for (path, file) in files.iter().filter(|(path, _)| **path != self.file) {
                    kept.insert(path.clone(), file.clone());
                }
                return Ok(kept);
            }
            Change::Write(contents) => contents.clone(),
            Change::Replace { find, replace } => {
                let old = old.ok_or_else(|| format!("there is no file `{}`", self.file))?;
                let text = std::str::from_utf8(&old.contents)
                    .map_err(|_| format!("`{}` is not UTF-8", self.file))?;
                replaced(text, find, replace)
                    .map_err(|count| format!("`{find}` is {count} times in `{}`", self.file))?
            }
        };
        let ownership = old.map_or(Ownership::Generated, |file| file.ownership);
        let mut files = files.clone();
        files.insert(
            self.file.clone(),
            OutputFile {
                contents: contents.into_bytes(),
                ownership,
            },
        );
        Ok(files)
    }
}

/// Replaces the only place that says the same but for white space and for commas before a closing bracket. The error
/// is the number of such places.
fn replaced(text: &str, find: &str, replace: &str) -> Result<String, usize> {
    let (words, wanted) = (significant(text), significant(find));
    let mut places =
        (0..words.len()).filter_map(|start| Some((start, end_of_match(&words, start, &wanted)?)));
    match (places.next(), places.count()) {
        (Some((start, end)), 0) => {
            let (last, c) = words[end - 1];
            Ok(format!(
                "{}{replace}{}",
                &text[..words[start].0],
                &text[last + c.len_utf8()..]
            ))
        }
        (Some(_), others) => Err(others + 1),
        (None, _) => Err(0),
    }
}

/// The characters of a text that matter to Rust, with their places.
fn significant(text: &str) -> Vec<(usize, char)> {
    text.char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .collect()
}

/// The index behind the match that begins at an index. A comma before a closing bracket may be on one side alone, and
/// so may one at the end of what is looked for.
fn end_of_match(words: &[(usize, char)], start: usize, wanted: &[(usize, char)]) -> Option<usize> {
    let at = |list: &[(usize, char)], index: usize| list.get(index).map(|(_, c)| *c);
    let closes = |c: Option<char>| matches!(c, Some(')' | ']' | '}'));
    let (mut here, mut there) = (start, 0);
    while let Some(want) = at(wanted, there) {
        let have = at(words, here);
        if have == Some(want) {
            here += 1;
            there += 1;
        } else if have == Some(',') && closes(at(words, here + 1)) && here > start {
            here += 1;
        } else if want == ','
            && (closes(at(wanted, there + 1)) || there + 1 == wanted.len())
            && closes(have)
        {
            there += 1;
        } else {
            return None;
        }
    }
    (here > start).then_some(here)
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn an_edit_finds_its_place_whatever_the_line_breaks_and_trailing_commas() {
        let text = "call(\n    &Rule {\n        maximum: Some(1),\n    },\n)";
        assert_eq!(
            replaced(text, "Rule { maximum: Some(1) }", "Rule::ANY"),
            Ok("call(\n    &Rule::ANY,\n)".to_owned())
        );
    }

    #[test]
    fn an_edit_without_a_place_or_with_two_is_an_error() {
        assert_eq!(replaced("a b c", "d", "e"), Err(0));
        assert_eq!(replaced("a b a", "a", "e"), Err(2));
        assert_eq!(replaced("a b a", " ", "e"), Err(0));
    }
}
