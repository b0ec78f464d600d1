//! The Parameter Object.

use crate::cursor::{Cursor, identity};
use crate::fields::Fields;
use crate::header::is_token;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use crate::spec::{Location, Parameter, SchemaId, Style};
use crate::value::one_of;
use crate::version::Version;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_source::{Entry, Located};
use std::collections::BTreeMap;

const LOCATIONS: [(&str, Location); 4] = [
    ("path", Location::Path),
    ("query", Location::Query),
    ("header", Location::Header),
    ("cookie", Location::Cookie),
];

pub(crate) const STYLES: [(&str, Style); 7] = [
    ("simple", Style::Simple),
    ("label", Style::Label),
    ("matrix", Style::Matrix),
    ("form", Style::Form),
    ("spaceDelimited", Style::SpaceDelimited),
    ("pipeDelimited", Style::PipeDelimited),
    ("deepObject", Style::DeepObject),
];

impl<'a> Reader<'a> {
    /// `parameters` of a path item or an operation.
    pub(crate) fn parameters(
        &mut self,
        holder: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Vec<Parameter> {
        let Some((entry, items)) = self.array(fields.take("parameters")) else {
            return Vec::new();
        };
        let cursor = holder.child(entry);
        let mut known: BTreeMap<(Location, String), Span> = BTreeMap::new();
        let mut parameters = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let cursor = cursor.item(index, item);
            let Some(parameter) = self.parameter(&cursor) else {
                continue;
            };
            let name = match parameter.location {
                // Names of header fields do not differ by case (RFC 9110, section 5.1).
                Location::Header => parameter.name.value.to_ascii_lowercase(),
                _ => parameter.name.value.clone(),
            };
            if let Some(first) = known.get(&(parameter.location, name.clone())) {
                let place = LOCATIONS
                    .iter()
                    .find(|(_, location)| *location == parameter.location)
                    .map_or("", |(word, _)| word);
                let message = format!(
                    "the {place} parameter `{}` is declared twice",
                    parameter.name.value
                );
                let finding = Diagnostic::new(
                    &codes::DUPLICATE_PARAMETER,
                    cursor.at,
                    message,
                    "keep one of the two",
                );
                self.findings
                    .push(finding.with_related(*first, "the first is here"));
                // Where that is allowed, the last one is used.
                let is_same = |known: &Parameter| {
                    let (known_name, own) = (&known.name.value, &parameter.name.value);
                    known.location == parameter.location
                        && (known_name == own
                            || known.location == Location::Header
                                && known_name.eq_ignore_ascii_case(own))
                };
                parameters.retain(|known| !is_same(known));
            }
            known.insert((parameter.location, name), cursor.at);
            parameters.push(parameter);
        }
        parameters
    }

    pub(crate) fn parameter(&mut self, cursor: &Cursor<'a, '_>) -> Option<Parameter> {
        let target = self.resolve(cursor, Kind::Parameter)?;
        let key = identity(target.node);
        if !self.parameters.contains_key(&key) {
            self.parameters.insert(key, None);
            let parameter = self.parameter_object(&target.cursor(cursor));
            self.parameters.insert(key, parameter);
        }
        let mut parameter = self.parameters.get(&key).cloned().flatten()?;
        parameter.description = target.description.or(parameter.description);
        Some(parameter)
    }

    fn parameter_object(&mut self, cursor: &Cursor<'a, '_>) -> Option<Parameter> {
        let mut fields = self.fields(cursor, &shape::PARAMETER)?;
        let name = self.required_text(&mut fields, "name");
        let location = self.required(&mut fields, "in");
        let location = self.location(location);
        let description = self.text(fields.take("description"));
        let required_entry = fields.take("required");
        let required = self.is_set(required_entry);
        let deprecated = self.is_set(fields.take("deprecated"));
        let allow_empty_value = self.allow_empty_value(&mut fields, location);
        let style_entry = fields.take("style");
        let style = self.style(style_entry);
        let explode = self.flag(fields.take("explode"));
        let allow_reserved = self.is_set(fields.take("allowReserved"));
        let examples = self.examples(cursor, &mut fields);
        let column = self.column_extension(&mut fields);
        let (schema, media_type) = self.schema_or_content(cursor, &mut fields);
        self.finish(fields);

        let (name, location) = (name?, location?);
        self.check_parameter_name(&name, location);
        let style = style.unwrap_or_else(|| default_style(location));
        self.check_style(style, location, style_entry);
        if location == Location::Path && !required {
            let message = format!(
                "the path parameter `{}` is not `required: true`",
                name.value
            );
            let at = required_entry.map_or(name.span, |entry| entry.node.span);
            self.report(
                &codes::OPTIONAL_PATH_PARAMETER,
                at,
                message,
                "write `required: true`: a path without it is another path",
            );
        }
        Some(Parameter {
            span: cursor.at,
            name,
            location,
            description,
            required: required || location == Location::Path,
            deprecated,
            style,
            explode: explode.map_or(style == Style::Form, |explode| explode.value),
            allow_reserved,
            allow_empty_value,
            schema,
            media_type,
            examples,
            column,
        })
    }

    fn location(&mut self, entry: Option<&'a Entry>) -> Option<Location> {
        if self.is_word_of_3_2(entry, "querystring") {
            return None;
        }
        self.choice(entry, &LOCATIONS)
    }

    fn style(&mut self, entry: Option<&'a Entry>) -> Option<Style> {
        if self.is_word_of_3_2(entry, "cookie") {
            return None;
        }
        self.choice(entry, &STYLES)
    }

    /// Whether a value is one that came with OpenAPI 3.2, in a document of that version; it is refused then.
    fn is_word_of_3_2(&mut self, entry: Option<&Entry>, word: &str) -> bool {
        let written = |entry: &&Entry| entry.node.as_str() == Some(word);
        let Some(entry) = entry
            .filter(|_| self.version == Version::V32)
            .filter(written)
        else {
            return false;
        };
        let part = format!("`{}: {word}` of a parameter", entry.key);
        self.part_of_3_2(entry.node.span, &part);
        true
    }

    /// The schema of a parameter or a header: under `schema`, or under the one media type of `content`.
    pub(crate) fn schema_or_content(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> (SchemaId, Option<Located<String>>) {
        let schema = fields.take("schema");
        let content = fields.take("content");
        if let (Some(schema), Some(content)) = (schema, content) {
            self.exclusive(fields, schema, content);
        }
        if schema.is_none() && content.is_none() {
            let message = format!("{} has neither `schema` nor `content`", fields.shape.name);
            self.report(
                &codes::MISSING_KEY,
                fields.at,
                message,
                "add `schema`, for example `schema: { type: string }`",
            );
        }
        let nothing = |reader: &mut Self| {
            let blank = crate::schema::blank(cursor.at, reader.origin(&cursor.place));
            reader.schemas.add(blank)
        };
        let mut found = None;
        if let Some(entry) = content {
            let media_types = self.content(&cursor.child(entry), false);
            if media_types.len() != 1
                && entry
                    .node
                    .as_object()
                    .is_some_and(|object| object.entries.len() != 1)
            {
                let message = format!(
                    "`content` of {} has {} entries, where one belongs",
                    fields.shape.name,
                    media_types.len()
                );
                self.report(
                    &codes::INVALID_VALUE,
                    entry.key_span,
                    message,
                    "keep the one media type that the value has",
                );
            }
            found = media_types
                .into_iter()
                .next()
                .map(|media_type| (media_type.schema, Some(media_type.name)));
        }
        if let Some(entry) = schema {
            found = Some((Some(self.schema_id(&cursor.child(entry))), None));
        }
        let (id, media_type) = found.unwrap_or_default();
        (id.unwrap_or_else(|| nothing(self)), media_type)
    }

    /// `allowEmptyValue`, which has a meaning for query parameters alone.
    fn allow_empty_value(&mut self, fields: &mut Fields<'a>, location: Option<Location>) -> bool {
        let Some(entry) = fields.take("allowEmptyValue") else {
            return false;
        };
        let set = self.is_set(Some(entry));
        if set && location.is_some_and(|location| location != Location::Query) {
            self.ignored(entry, "it is for query parameters alone", "remove it");
        }
        set && location == Some(Location::Query)
    }

    fn check_parameter_name(&mut self, name: &Located<String>, location: Location) {
        let ignored = ["accept", "content-type", "authorization"];
        if location == Location::Header
            && ignored.contains(&name.value.to_ascii_lowercase().as_str())
        {
            let message = format!("the header parameter `{}` has no effect", name.value);
            let help = "describe it by the media types under `content`, or by `security`";
            self.report(&codes::IGNORED_KEY, name.span, message, help);
        }
        if matches!(location, Location::Header | Location::Cookie) && !is_token(&name.value) {
            self.invalid_header_name(&name.value, name.span);
        }
    }

    fn check_style(&mut self, style: Style, location: Location, entry: Option<&Entry>) {
        let allowed: &[Style] = match location {
            Location::Path => &[Style::Simple, Style::Label, Style::Matrix],
            Location::Query => &[
                Style::Form,
                Style::SpaceDelimited,
                Style::PipeDelimited,
                Style::DeepObject,
            ],
            Location::Header => &[Style::Simple],
            Location::Cookie => &[Style::Form],
        };
        let Some(entry) = entry.filter(|_| !allowed.contains(&style)) else {
            return;
        };
        let word = |style: Style| {
            STYLES
                .iter()
                .find(|(_, known)| *known == style)
                .map_or("", |(word, _)| *word)
        };
        let place = LOCATIONS
            .iter()
            .find(|(_, known)| *known == location)
            .map_or("", |(word, _)| *word);
        self.report(
            &codes::INVALID_VALUE,
            entry.node.span,
            format!("`{}` is not a style of {place} parameters", word(style)),
            format!("write {}", one_of(allowed.iter().map(|style| word(*style)))),
        );
    }
}

fn default_style(location: Location) -> Style {
    match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    }
}
