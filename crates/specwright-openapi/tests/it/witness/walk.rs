//! Walks the typed document and counts.

use super::Census;
use openapiv3::{
    AdditionalProperties, Callback, Encoding, Header, MediaType, OpenAPI, Operation, Parameter,
    ParameterData, ParameterSchemaOrContent, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SchemaKind, Type,
};
use std::collections::BTreeSet;

/// What `openapiv3` sees.
pub fn census(api: &OpenAPI) -> Census {
    Witness::default().census(api)
}

/// Walks the typed document.
#[derive(Default)]
struct Witness {
    census: Census,
}

impl Witness {
    fn census(mut self, api: &OpenAPI) -> Census {
        self.census.tags = api.tags.len();
        self.census.servers = api.servers.len();
        for item in api.paths.paths.values() {
            self.operations(api, item);
        }
        for item in api.paths.paths.values() {
            // A path item behind a reference is counted where it is written.
            if let ReferenceOr::Item(item) = item {
                self.path_item(item);
            }
        }
        let Some(components) = &api.components else {
            return self.census;
        };
        self.census.component_schemas = components.schemas.len();
        self.census.security_schemes = components.security_schemes.len();
        components
            .schemas
            .values()
            .for_each(|schema| self.schema(schema));
        components
            .responses
            .values()
            .for_each(|response| self.response(response));
        components
            .parameters
            .values()
            .for_each(|parameter| self.parameter(parameter));
        components
            .request_bodies
            .values()
            .for_each(|body| self.request_body(body));
        components
            .headers
            .values()
            .for_each(|header| self.header(header));
        for callback in components.callbacks.values() {
            if let ReferenceOr::Item(callback) = callback {
                self.callback(callback);
            }
        }
        self.census
    }

    /// What an operation offers, references followed.
    fn operations(&mut self, api: &OpenAPI, item: &ReferenceOr<PathItem>) {
        let item = match item {
            ReferenceOr::Item(item) => item,
            ReferenceOr::Reference { reference } => {
                let path = reference
                    .strip_prefix("#/paths/")
                    .unwrap()
                    .replace("~1", "/")
                    .replace("~0", "~");
                return self.operations(api, &api.paths.paths[&path].clone());
            }
        };
        for (_, operation) in item.iter() {
            self.census.operations += 1;
            let parameters = item.parameters.iter().chain(&operation.parameters);
            let known: BTreeSet<(String, String)> = parameters
                .map(|parameter| identity(api, parameter))
                .collect();
            self.census.parameters += known.len();
            if let Some(body) = &operation.request_body {
                self.census.request_media_types += resolved_body(api, body).content.len();
            }
            let responses = operation
                .responses
                .responses
                .values()
                .chain(&operation.responses.default);
            for response in responses {
                let response = resolved_response(api, response);
                self.census.responses += 1;
                self.census.response_media_types += response.content.len();
                let told = |name: &&String| !name.eq_ignore_ascii_case("content-type");
                self.census.response_headers += response.headers.keys().filter(told).count();
            }
        }
    }

    fn path_item(&mut self, item: &PathItem) {
        item.parameters
            .iter()
            .for_each(|parameter| self.parameter(parameter));
        for (_, operation) in item.iter() {
            self.operation(operation);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        operation
            .parameters
            .iter()
            .for_each(|parameter| self.parameter(parameter));
        operation
            .request_body
            .iter()
            .for_each(|body| self.request_body(body));
        operation
            .responses
            .responses
            .values()
            .chain(&operation.responses.default)
            .for_each(|response| self.response(response));
        operation
            .callbacks
            .values()
            .for_each(|callback| self.callback(callback));
    }

    fn callback(&mut self, callback: &Callback) {
        callback.values().for_each(|item| self.path_item(item));
    }

    fn parameter(&mut self, parameter: &ReferenceOr<Parameter>) {
        if let ReferenceOr::Item(parameter) = parameter {
            self.parameter_data(parameter.parameter_data_ref());
        }
    }

    fn parameter_data(&mut self, data: &ParameterData) {
        self.schema_or_content(&data.format);
    }

    fn schema_or_content(&mut self, format: &ParameterSchemaOrContent) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(schema),
            ParameterSchemaOrContent::Content(content) => content
                .values()
                .for_each(|media_type| self.media_type(media_type)),
        }
    }

    fn request_body(&mut self, body: &ReferenceOr<RequestBody>) {
        if let ReferenceOr::Item(body) = body {
            body.content
                .values()
                .for_each(|media_type| self.media_type(media_type));
        }
    }

    fn response(&mut self, response: &ReferenceOr<Response>) {
        if let ReferenceOr::Item(response) = response {
            response
                .content
                .values()
                .for_each(|media_type| self.media_type(media_type));
            response
                .headers
                .values()
                .for_each(|header| self.header(header));
        }
    }

    fn header(&mut self, header: &ReferenceOr<Header>) {
        if let ReferenceOr::Item(header) = header {
            self.schema_or_content(&header.format);
        }
    }

    fn media_type(&mut self, media_type: &MediaType) {
        media_type
            .schema
            .iter()
            .for_each(|schema| self.schema(schema));
        media_type
            .encoding
            .values()
            .for_each(|encoding| self.encoding(encoding));
    }

    fn encoding(&mut self, encoding: &Encoding) {
        encoding
            .headers
            .values()
            .for_each(|header| self.header(header));
    }

    fn boxed(&mut self, schema: &ReferenceOr<Box<Schema>>) {
        if let ReferenceOr::Item(schema) = schema {
            self.schema_item(schema);
        }
    }

    fn schema(&mut self, schema: &ReferenceOr<Schema>) {
        if let ReferenceOr::Item(schema) = schema {
            self.schema_item(schema);
        }
    }

    fn additional(&mut self, additional: Option<&AdditionalProperties>) {
        if let Some(AdditionalProperties::Schema(schema)) = additional {
            // Ours reads an empty schema here as `true`.
            if serde_json::to_value(schema.as_ref()).unwrap() != serde_json::json!({}) {
                self.schema(schema);
            }
        }
    }

    fn schema_item(&mut self, schema: &Schema) {
        self.census.schemas += 1;
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                self.census.properties += object.properties.len();
                self.census.required += object.required.len();
                object
                    .properties
                    .values()
                    .for_each(|property| self.boxed(property));
                self.additional(object.additional_properties.as_ref());
            }
            SchemaKind::Type(Type::Array(array)) => {
                array.items.iter().for_each(|items| self.boxed(items));
            }
            SchemaKind::Type(Type::String(string)) => {
                self.census.enumerated += usize::from(!string.enumeration.is_empty());
            }
            SchemaKind::Type(Type::Number(number)) => {
                self.census.enumerated += usize::from(!number.enumeration.is_empty());
            }
            SchemaKind::Type(Type::Integer(number)) => {
                self.census.enumerated += usize::from(!number.enumeration.is_empty());
            }
            SchemaKind::Type(Type::Boolean(boolean)) => {
                self.census.enumerated += usize::from(!boolean.enumeration.is_empty());
            }
            SchemaKind::OneOf { one_of: branches }
            | SchemaKind::AllOf { all_of: branches }
            | SchemaKind::AnyOf { any_of: branches } => {
                for branch in branches {
                    self.schema(branch);
                }
            }
            SchemaKind::Not { not } => self.schema(not),
            SchemaKind::Any(any) => {
                self.census.properties += any.properties.len();
                self.census.required += any.required.len();
                self.census.enumerated += usize::from(!any.enumeration.is_empty());
                any.properties
                    .values()
                    .for_each(|property| self.boxed(property));
                any.items.iter().for_each(|items| self.boxed(items));
                self.additional(any.additional_properties.as_ref());
                any.one_of
                    .iter()
                    .chain(&any.all_of)
                    .chain(&any.any_of)
                    .for_each(|branch| self.schema(branch));
                any.not.iter().for_each(|not| self.schema(not));
            }
        }
    }
}

fn component<'a>(reference: &'a str, section: &str) -> &'a str {
    reference
        .strip_prefix(&format!("#/components/{section}/"))
        .unwrap()
}

fn identity(api: &OpenAPI, parameter: &ReferenceOr<Parameter>) -> (String, String) {
    match parameter {
        ReferenceOr::Item(parameter) => {
            let location = match parameter {
                Parameter::Query { .. } => "query",
                Parameter::Header { .. } => "header",
                Parameter::Path { .. } => "path",
                Parameter::Cookie { .. } => "cookie",
            };
            (
                location.to_owned(),
                parameter.parameter_data_ref().name.clone(),
            )
        }
        ReferenceOr::Reference { reference } => identity(
            api,
            &api.components.as_ref().unwrap().parameters[component(reference, "parameters")],
        ),
    }
}

fn resolved_body<'a>(api: &'a OpenAPI, body: &'a ReferenceOr<RequestBody>) -> &'a RequestBody {
    match body {
        ReferenceOr::Item(body) => body,
        ReferenceOr::Reference { reference } => resolved_body(
            api,
            &api.components.as_ref().unwrap().request_bodies[component(reference, "requestBodies")],
        ),
    }
}

fn resolved_response<'a>(api: &'a OpenAPI, response: &'a ReferenceOr<Response>) -> &'a Response {
    match response {
        ReferenceOr::Item(response) => response,
        ReferenceOr::Reference { reference } => resolved_response(
            api,
            &api.components.as_ref().unwrap().responses[component(reference, "responses")],
        ),
    }
}
