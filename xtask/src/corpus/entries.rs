//! A folder → the descriptions in it: files that say which version of OpenAPI they are, whether it is one that can be read
//! or not. Parts of a description of many files, lists and readmes are none.

use specwright::pipeline::Input;
use specwright_diagnostics::SourceMap;
use std::path::Path;

/// The descriptions, in the order of their paths within the folder.
pub fn of(folder: &Path, only: Option<&str>) -> Result<Vec<Input>, String> {
    let files = specwright_disk::read_tree(folder).map_err(|found| found.message)?;
    let inputs = files.into_iter().map(|(path, file)| Input {
        name: path.as_str().to_owned(),
        bytes: file.contents,
    });
    Ok(inputs
        .filter(|input| only.is_none_or(|text| input.name.contains(text)))
        .filter(|input| has_ending(&input.name) && says_its_version(input))
        .collect())
}

fn has_ending(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| {
        ["yaml", "yml", "json"]
            .iter()
            .any(|ending| extension.eq_ignore_ascii_case(ending))
    })
}

/// Whether the root has the key of a version. A file that cannot be read at all is one if its text has the word, so that
/// a broken description is not passed over.
fn says_its_version(input: &Input) -> bool {
    let holds = |word: &str| {
        input
            .bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    if !holds("openapi") && !holds("swagger") {
        return false;
    }
    let read = specwright_source::read(&mut SourceMap::default(), &input.name, input.bytes.clone());
    read.value.is_none_or(|document| {
        document
            .root
            .as_object()
            .is_some_and(|root| root.get("openapi").is_some() || root.get("swagger").is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::{has_ending, says_its_version};
    use specwright::pipeline::Input;

    #[test]
    fn a_description_says_its_version_at_its_root() {
        for (text, expected) in [
            ("openapi: 3.0.3\npaths: {}\n", true),
            ("{\"swagger\": \"2.0\"}", true),
            ("openapi: [", true),
            ("type: object\ndescription: of openapi\n", false),
            ("- openapi: 3.0.3\n", false),
            ("a: 1\n", false),
        ] {
            let input = Input {
                name: "a.yaml".to_owned(),
                bytes: text.into(),
            };
            assert_eq!(says_its_version(&input), expected, "{text}");
        }
        assert!(has_ending("a/b.YML") && !has_ending("README.md"));
    }
}
