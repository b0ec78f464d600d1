//! The version that a document is written in.

use crate::reader::Reader;
use specwright_diagnostics::codes;
use specwright_source::{Entry, Located, Node, Object, Value};

/// The versions that differ for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// 3.0.x.
    V30,
    /// 3.1.x.
    V31,
    /// 3.2.x, which is read as far as it is 3.1; its new parts are read where they are documentation, else refused.
    V32,
}

impl Reader<'_> {
    /// Finds out the version; where it is none that can be read, that is the one thing to say about the document.
    pub(crate) fn version(&mut self, root: &Node, object: &Object) -> Option<Located<String>> {
        if let Some(entry) = object.entry("openapi") {
            return self.openapi_version(entry);
        }
        if let Some(entry) = object.entry("swagger") {
            let version = shown(&entry.node);
            self.report(
                &codes::UNSUPPORTED_VERSION,
                entry.node.span,
                format!(
                    "this is a Swagger {version} document, and Specwright reads OpenAPI 3.0, 3.1 and 3.2"
                ),
                "convert it to OpenAPI 3.0 first, for example with swagger2openapi",
            );
            return None;
        }
        self.report(
            &codes::UNSUPPORTED_VERSION,
            crate::cursor::short_place(root),
            "this is no OpenAPI description: it has no `openapi`",
            "begin the document with `openapi: 3.0.3`",
        );
        None
    }

    /// Another document that is a description in its own right must be of the entry document's version: a schema of 3.1
    /// would mean something else in a document of 3.0.
    pub(crate) fn check_versions(&mut self, version: &str) {
        let feature_set = |version: &str| {
            let mut parts = version.splitn(3, '.').map(str::to_owned);
            (parts.next(), parts.next())
        };
        for root in self.documents.others() {
            let stated = root
                .as_object()
                .and_then(|object| object.entry("openapi").or_else(|| object.entry("swagger")));
            let Some(entry) = stated else { continue };
            let other = shown(&entry.node);
            if feature_set(&other) != feature_set(version) {
                self.report(
                    &codes::UNSUPPORTED_VERSION,
                    entry.node.span,
                    format!("this document is of version {other}, and the one that refers to it of {version}"),
                    "write all documents of a description in one version",
                );
            }
        }
    }

    fn openapi_version(&mut self, entry: &Entry) -> Option<Located<String>> {
        let text = entry.node.as_str().unwrap_or_default();
        let mut parts = text.splitn(3, '.');
        let (major, minor, patch) = (parts.next(), parts.next(), parts.next());
        let patched =
            patch.is_some_and(|patch| patch.starts_with(|first: char| first.is_ascii_digit()));
        match (major, minor) {
            (Some("3"), Some("0")) if patched => self.version = Version::V30,
            (Some("3"), Some("1")) if patched => self.version = Version::V31,
            (Some("3"), Some("2")) if patched => self.version = Version::V32,
            _ => {
                let version = shown(&entry.node);
                self.report(
                    &codes::UNSUPPORTED_VERSION,
                    entry.node.span,
                    format!(
                        "`openapi` is `{version}`, and Specwright reads OpenAPI 3.0, 3.1 and 3.2"
                    ),
                    "write a supported version in full, such as `openapi: 3.0.3`",
                );
                return None;
            }
        }
        text.clone_into(&mut self.version_text);
        Some(Located {
            value: text.to_owned(),
            span: entry.node.span,
        })
    }
}

fn shown(node: &Node) -> String {
    match &node.value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.text().to_owned(),
        _ => node.type_name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use specwright_diagnostics::SourceMap;

    /// The codes of what is wrong with a document that says this version of itself.
    fn codes(version: &str) -> Vec<&'static str> {
        let text =
            format!("openapi: {version}\ninfo: {{ title: Things, version: '1' }}\npaths: {{}}\n");
        let read = specwright_source::read(&mut SourceMap::default(), "openapi.yaml", text);
        let root = read.value.expect("it is YAML").root;
        let found = crate::read(&root).diagnostics;
        found.iter().map(|found| found.code.id).collect()
    }

    #[test]
    fn every_patch_of_3_0_and_3_1_is_read() {
        for version in [
            "3.0.0",
            "3.0.1",
            "3.0.2",
            "3.0.3",
            "3.0.4",
            "3.0.17",
            "3.0.4-rc1",
            "3.1.0",
            "3.1.1",
            "3.1.2",
        ] {
            assert!(codes(version).is_empty(), "{version}: {:?}", codes(version));
        }
        for version in ["3.0", "'3.1'", "3.", "2.0", "4.0.0", "'3.0.x'"] {
            assert_eq!(codes(version), ["S0100"], "{version}");
        }
    }
}
