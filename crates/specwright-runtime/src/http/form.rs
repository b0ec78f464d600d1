//! What does the contract say about the fields of a form, beside their types?

use super::Style;

/// How the fields of a form are written, as far as it is not the usual way.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The fields that are not written as [`FormField::USUAL`] says.
    pub fields: &'static [FormField],
}

/// How one field of a form is written: what an `encoding` of the contract says.
#[derive(Debug, Clone, Copy)]
pub struct FormField {
    /// The name of the field.
    pub name: &'static str,
    /// How lists and objects are written.
    pub style: Style,
    /// Whether the text is JSON. A part of a multipart form that says so by its `Content-Type` is JSON anyway.
    pub json: bool,
}

impl Form {
    /// A form all fields of which are written in the usual way.
    pub const USUAL: Self = Self { fields: &[] };

    /// How a field is written.
    pub(super) fn field(&self, name: &str) -> FormField {
        let found = self.fields.iter().find(|field| field.name == name);
        found.copied().unwrap_or(FormField::USUAL)
    }
}

impl FormField {
    /// A list repeats the field, and the text is the value.
    pub const USUAL: Self = Self {
        name: "",
        style: Style::FormExploded,
        json: false,
    };
}
