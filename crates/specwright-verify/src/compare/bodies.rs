//! The body of a request: whether it is there, and what it holds under each of its media types.

use super::parameters::is_option;
use super::{Comparison, Direction, Subject};
use crate::expected::{Body, Content, FormPromise, MediaType, Notation, Operation, Style};
use crate::recovered::{BodyRead, BodyValue, Contents, FormRead, Validator, ValueKind};
use crate::syntax::At;
use specwright_diagnostics::codes;
use std::collections::BTreeMap;

impl<'a> Comparison<'a, '_> {
    /// Compares the body that a validator reads with the one that an operation takes.
    pub(super) fn body(
        &mut self,
        operation: &Operation<'a>,
        name: &str,
        validator: &Validator<'_>,
    ) {
        match (&operation.body, &validator.body) {
            (None, None) => {}
            (None, Some(read)) => self.findings.between(
                &codes::BODY_NOT_READ,
                (read.at, operation.span),
                format!(
                    "{} is read, and the description has none",
                    Subject::Body(name)
                ),
                "the operation is declared here",
            ),
            (Some(body), None) => self.findings.between(
                &codes::BODY_NOT_READ,
                (validator.at, body.span),
                format!("{} is not read", Subject::Body(name)),
                "the body is declared here",
            ),
            (Some(body), Some(read)) => self.read_body(name, body, read),
        }
    }

    fn read_body(&mut self, name: &str, body: &Body<'a>, read: &BodyRead<'_>) {
        let findings = self.findings.count();
        let said = if body.required {
            "required"
        } else {
            "optional"
        };
        let fitting = read.required == body.required
            && read.filled.guarded == body.required
            && is_option(read.filled.kind) == (!body.required || is_nullable(&read.contents))
            && !read.filled.defaulted;
        if !fitting {
            self.findings.between(
                &codes::BODY_PRESENCE_DIFFERS,
                (read.at, body.span),
                format!(
                    "{} is {said} in the description and not in the code",
                    Subject::Body(name)
                ),
                format!("it is {said} here"),
            );
        }
        match &read.contents {
            Contents::One(value) => {
                for media_type in &body.contents {
                    if !self.is_left_out(media_type, value) {
                        self.content(name, media_type, (value, read.at));
                    }
                }
            }
            Contents::Among(_) => self.contents(name, body, read),
        }
        self.proof.bodies += usize::from(self.findings.count() == findings);
    }

    /// Whether a media type that the code does not read need not be read.
    fn is_left_out(&mut self, media_type: &MediaType<'a>, value: &BodyValue<'_>) -> bool {
        let left_out =
            self.allowances.touch(media_type.span) && !is_read_as(&media_type.content, value);
        if left_out {
            self.left_out.insert(media_type.span);
        }
        left_out
    }

    /// Compares what is read under each media type; each kind of contents must become a variant of its own.
    fn contents(&mut self, name: &str, body: &Body<'a>, read: &BodyRead<'_>) {
        let Contents::Among(alternatives) = &read.contents else {
            return;
        };
        let mut listed = BTreeMap::new();
        let mut variants: BTreeMap<&str, usize> = BTreeMap::new();
        for alternative in alternatives {
            let declared = body
                .contents
                .iter()
                .any(|media_type| media_type.name == alternative.media_type);
            let twice = listed.insert(alternative.media_type, alternative).is_some();
            if twice || !declared {
                let how = if declared {
                    "twice"
                } else {
                    "and not declared"
                };
                self.findings.between(
                    &codes::BODY_NOT_READ,
                    (alternative.at, body.span),
                    format!(
                        "`{}` of {} is read {how}",
                        alternative.media_type,
                        Subject::Body(name)
                    ),
                    "the body is declared here",
                );
            }
            let (item, variant) = &alternative.made;
            let arm = *variants.entry(variant).or_insert(alternative.arm);
            if read.made.as_ref() != Some(item) || arm != alternative.arm {
                self.findings.between(
                    &codes::FIELDS_CROSSED,
                    (alternative.at, body.span),
                    format!(
                        "`{}` of {} becomes the variant `{variant}`, which is not its own",
                        alternative.media_type,
                        Subject::Body(name)
                    ),
                    "the body is declared here",
                );
            }
        }
        for media_type in &body.contents {
            match listed.get(media_type.name) {
                Some(alternative) => {
                    if let Some((at, value)) = read.arms.get(alternative.arm) {
                        self.content(name, media_type, (value, *at));
                    }
                }
                None if self.allowances.touch(media_type.span) => {
                    self.left_out.insert(media_type.span);
                }
                None => self.findings.between(
                    &codes::BODY_NOT_READ,
                    (read.at, media_type.span),
                    format!(
                        "`{}` of {} is not read",
                        media_type.name,
                        Subject::Body(name)
                    ),
                    "the media type is declared here",
                ),
            }
        }
    }

    fn content(
        &mut self,
        name: &str,
        media_type: &MediaType<'a>,
        (value, at): (&BodyValue<'_>, At),
    ) {
        if let Content::Other(what) = media_type.content {
            self.uncompared(&crate::expected::Uncompared {
                span: media_type.span,
                what: what.to_owned(),
            });
            return;
        }
        if !is_read_as(&media_type.content, value) {
            self.findings.between(
                &codes::BODY_NOT_READ,
                (at, media_type.span),
                format!(
                    "`{}` of {} is read as {}, and it is {} in the description",
                    media_type.name,
                    Subject::Body(name),
                    value.as_str(),
                    media_type.content.as_str()
                ),
                "the media type is declared here",
            );
            return;
        }
        match (&media_type.content, value) {
            (Content::Json(schema), BodyValue::Json(value)) => self.value(
                schema.as_slice(),
                value,
                Direction::Read,
                &Subject::Body(name),
                schema.is_some(),
            ),
            (Content::Form(promise), BodyValue::Form(form))
            | (Content::Parts(promise), BodyValue::Parts(form)) => {
                self.form(name, media_type, promise, form);
            }
            _ => {
                self.proof
                    .untested
                    .insert("the contents of bodies that are text or bytes".to_owned());
            }
        }
    }

    fn form(
        &mut self,
        name: &str,
        media_type: &MediaType<'a>,
        promise: &FormPromise<'a>,
        form: &FormRead<'_>,
    ) {
        const USUAL: Notation = Notation::Styled(Style::FormExploded);
        let fields = promise.fields.keys().copied();
        let fields = fields.chain(form.fields.keys().copied());
        for field in fields.collect::<std::collections::BTreeSet<&str>>() {
            let promised = promise.fields.get(field);
            let (read, at) = form.fields.get(field).copied().unwrap_or((USUAL, form.at));
            let expected = promised.map_or(USUAL, |field| field.notation);
            // A field that is one scalar looks alike in each style.
            let alike = promised.is_none() && matches!(read, Notation::Styled(_));
            if read != expected && !alike {
                let told = |notation| match notation {
                    Notation::Json => "JSON".to_owned(),
                    Notation::Styled(style) => format!("of the style {style:?}"),
                };
                self.findings.between(
                    &codes::STYLE_DIFFERS,
                    (at, promised.map_or(media_type.span, |field| field.span)),
                    format!(
                        "the field `{field}` of {} is {} in the code and {} in the description",
                        Subject::Body(name),
                        told(read),
                        told(expected)
                    ),
                    format!("it is {}", told(expected)),
                );
            }
        }
        // Null has no form in a field.
        self.value(
            promise.schema.as_slice(),
            &form.value,
            Direction::Read,
            &Subject::Body(name),
            false,
        );
    }
}

/// Whether contents are read as what they are.
fn is_read_as(content: &Content<'_>, value: &BodyValue<'_>) -> bool {
    matches!(
        (content, value),
        (Content::Json(_), BodyValue::Json(_))
            | (Content::Text, BodyValue::Text)
            | (Content::Bytes, BodyValue::Stream)
            | (Content::Form(_), BodyValue::Form(_))
            | (Content::Parts(_), BodyValue::Parts(_))
    )
}

/// Whether a body may be null, which its field then holds.
fn is_nullable(contents: &Contents<'_>) -> bool {
    matches!(contents, Contents::One(BodyValue::Json(value))
        if value.nullable && !matches!(value.inner().kind, ValueKind::Any))
}
