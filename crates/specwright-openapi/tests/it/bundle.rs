//! A description of several documents, shown as one.

use crate::input::{corpus, folder_documents};
use specwright_diagnostics::SourceMap;
use specwright_openapi::{Description, Documents, shown};
use std::collections::BTreeSet;
use std::path::Path;

fn outline(api: &Description) -> Vec<String> {
    let schema = |id: Option<specwright_openapi::SchemaId>| {
        let schema = id.map(|id| api.schema(id));
        schema.map(|schema| (schema.span.end - schema.span.start, schema.properties.len()).1)
    };
    let operations = api.operations.iter().map(|operation| {
        let parameters: Vec<_> = operation
            .parameters
            .iter()
            .map(|parameter| (&parameter.name.value, schema(Some(parameter.schema))))
            .collect();
        let responses: Vec<_> = operation
            .responses
            .iter()
            .map(|response| {
                let content = response.content.iter();
                let content: Vec<_> = content
                    .map(|media_type| (&media_type.name.value, schema(media_type.schema)))
                    .collect();
                (response.status, content)
            })
            .collect();
        format!(
            "{:?} {} {:?} {parameters:?} {responses:?}",
            operation.method,
            operation.path.value,
            operation.id.as_ref().map(|id| &id.value)
        )
    });
    operations.collect()
}

#[track_caller]
fn reads_the_same(documents: &Documents, sources: &SourceMap) -> Description {
    let outcome = specwright_openapi::read_all(documents).outcome;
    assert!(!outcome.has_errors(), "{:?}", outcome.diagnostics);
    let several = outcome.value.unwrap();
    let text = shown(documents, sources).unwrap();
    let mut sources = SourceMap::default();
    let bundle = specwright_source::read(&mut sources, "openapi.yaml", text.as_bytes());
    assert!(!bundle.has_errors(), "{:?}", bundle.diagnostics);
    let outcome = specwright_openapi::read(&bundle.value.unwrap().root);
    assert!(!outcome.has_errors(), "{:?}\n{text}", outcome.diagnostics);
    let one = outcome.value.unwrap();
    assert_eq!(outline(&several), outline(&one), "{text}");
    assert_eq!(several.schemas.len(), one.schemas.len(), "{text}");
    one
}

#[test]
fn one_document_says_what_several_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/many_files");
    let (sources, documents) = folder_documents(&folder, "paths.yaml");
    let one = reads_the_same(&documents, &sources);
    let names: BTreeSet<&str> = one
        .schemas
        .iter()
        .map(|schema| schema.pointer.as_str())
        .collect();
    assert!(
        names.contains("/x-documents/schemas~1pet.yaml/definitions/Name"),
        "{names:?}"
    );
}

#[test]
fn a_published_description_of_several_documents_is_shown_as_one() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("openapi-multifile/petstore-split");
    let (sources, documents) = folder_documents(&folder, "openapi.yaml");
    reads_the_same(&documents, &sources);
}

#[test]
fn one_file_is_shown_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/schemas");
    let (sources, documents) = folder_documents(&folder, "openapi.yaml");
    let text = std::fs::read_to_string(folder.join("openapi.yaml")).unwrap();
    assert_eq!(shown(&documents, &sources), Some(text));
}
