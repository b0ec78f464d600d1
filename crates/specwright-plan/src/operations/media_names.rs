//! What the variants of bodies and answers are called by their media types.

use specwright_model::{Content, ContentKind};

/// The words of each of several contents of one body.
pub(crate) fn content_words(contents: &[Content]) -> Vec<Vec<String>> {
    let only = |is: fn(&ContentKind) -> bool| {
        contents.iter().filter(|content| is(&content.kind)).count() == 1
    };
    let only_json = only(|kind| matches!(kind, ContentKind::Json(_)));
    let only_bytes = only(|kind| matches!(kind, ContentKind::Bytes));
    contents
        .iter()
        .map(|content| match &content.kind {
            ContentKind::Json(_) if only_json => vec!["json".to_owned()],
            ContentKind::Form(_) => vec!["form".to_owned()],
            ContentKind::Multipart(_) => vec!["multipart".to_owned()],
            ContentKind::Events(_) => vec!["events".to_owned()],
            ContentKind::Bytes if only_bytes && is_vague(content) => vec!["bytes".to_owned()],
            _ => subtype_words(contents, content),
        })
        .collect()
}

/// Whether a media type says nothing of what the bytes are.
fn is_vague(content: &Content) -> bool {
    content.media_types.iter().any(|media_type| {
        matches!(
            essence(media_type).as_str(),
            "application/octet-stream" | "*/*" | "application/*"
        )
    })
}

/// The subtype, or the type of a range; with its parameters where another content has the same.
fn subtype_words(contents: &[Content], content: &Content) -> Vec<String> {
    let Some(media_type) = content.media_types.first() else {
        return Vec::new();
    };
    let own = essence(media_type);
    let word = match own.split_once('/') {
        Some(("*", _)) | None => "any".to_owned(),
        Some((kind, "*")) => kind.to_owned(),
        Some((_, "plain")) => "text".to_owned(),
        Some((_, "octet-stream")) => "bytes".to_owned(),
        Some((_, subtype)) => subtype.strip_prefix("x-").unwrap_or(subtype).to_owned(),
    };
    let mut words = vec![word];
    let is_shared = contents
        .iter()
        .filter(|other| {
            other
                .media_types
                .first()
                .is_some_and(|it| essence(it) == own)
        })
        .count()
        > 1;
    if is_shared && let Some((_, parameters)) = media_type.split_once(';') {
        words.push(parameters.trim().to_owned());
    }
    words
}

fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::content_words;
    use specwright_diagnostics::SourceMap;
    use specwright_model::{Content, ContentKind, Slot, Span, TypeId};

    fn words(contents: &[(&str, ContentKind)]) -> Vec<String> {
        let span = Span {
            source: SourceMap::default().add("openapi.yaml", ""),
            start: 0,
            end: 0,
        };
        let contents: Vec<Content> = contents
            .iter()
            .map(|(media_type, kind)| Content {
                span,
                media_types: vec![(*media_type).to_owned()],
                kind: kind.clone(),
            })
            .collect();
        let words = content_words(&contents);
        words.into_iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn contents_are_called_by_what_tells_them_apart() {
        let json = |id| {
            ContentKind::Json(Slot {
                id: TypeId(id),
                nullable: false,
            })
        };
        for (contents, expected) in [
            (
                vec![
                    ("application/hal+json", json(0)),
                    ("text/csv", ContentKind::Text),
                ],
                ["json", "csv"],
            ),
            (
                vec![
                    ("application/json", json(0)),
                    ("application/vnd.a+json", json(1)),
                ],
                ["json", "vnd.a+json"],
            ),
            (
                vec![
                    ("application/json; version=1", json(0)),
                    ("application/json; version=2", json(1)),
                ],
                ["json version=1", "json version=2"],
            ),
            (
                vec![
                    ("*/*", ContentKind::Bytes),
                    ("text/plain", ContentKind::Text),
                ],
                ["bytes", "text"],
            ),
            (
                vec![
                    ("image/*", ContentKind::Bytes),
                    ("application/pdf", ContentKind::Bytes),
                ],
                ["image", "pdf"],
            ),
        ] {
            assert_eq!(words(&contents), expected);
        }
    }
}
