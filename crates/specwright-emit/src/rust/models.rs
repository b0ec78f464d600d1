//! Structs and enums that read and write themselves.

use super::print::{Imports, RustFile, doc_lines_or, grouped, ident};
use super::types::{field_type, or_default, read_call, reader, rule_items, type_tokens};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{
    AdditionalPlan, ChoicePlan, FieldPlan, FieldPresence, ModelFile, ModelItem, Reading,
    RecordPlan, RustType,
};

/// The text of one file of models.
pub(crate) fn file(plan: &ModelFile, api_file: &str) -> String {
    let names: Vec<&str> = plan
        .items
        .iter()
        .map(|item| match item {
            ModelItem::Record(record) => record.name.as_str(),
            ModelItem::Choice(choice) => choice.name.as_str(),
        })
        .collect();
    let mut file = RustFile::generated(
        api_file,
        &format!(
            "{}.",
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    );
    for item in &plan.items {
        match item {
            ModelItem::Record(record) => record_items(record, &mut file),
            ModelItem::Choice(choice) => choice_items(choice, &mut file),
        }
    }
    file.imports().forget("crate::generated::models", &names);
    file.print()
}

fn deprecated(deprecated: bool) -> TokenStream {
    // Not `#[deprecated]`: the emitted code itself must go on using it without warnings.
    if deprecated {
        quote!(#[doc = ""] #[doc = " Deprecated: new callers should not rely on it."])
    } else {
        TokenStream::new()
    }
}

fn choice_items(choice: &ChoicePlan, file: &mut RustFile) {
    file.imports().runtime(&["Choice"]);
    let name = ident(&choice.name);
    let docs = doc_lines_or(
        &choice.docs,
        &format!("One of {} texts.", choice.variants.len()),
    );
    let marked = deprecated(choice.deprecated);
    let variants = choice.variants.iter().map(|(variant, wire)| {
        let (variant, doc) = (
            ident(variant),
            format!(
                " `{}`.",
                wire.replace('`', "'").replace(char::is_control, " ")
            ),
        );
        quote!(#[doc = #doc] #variant)
    });
    file.push(quote! {
        #docs
        #marked
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum #name { #(#variants),* }
    });
    let table = choice.variants.iter().map(|(variant, wire)| {
        let variant = ident(variant);
        quote!((#wire, Self::#variant))
    });
    file.push(quote! {
        impl Choice for #name {
            const CHOICES: &'static [(&'static str, Self)] = &[#(#table),*];
        }
    });
}

fn record_items(record: &RecordPlan, file: &mut RustFile) {
    struct_item(record, file);
    if record.reads {
        for reading in readings(record) {
            let mut items = Vec::new();
            rule_items(reading, file.imports(), &mut items);
            file.push_statics(items);
        }
        rule_item(record, file);
        read_item(record, file);
    }
    if record.writes {
        write_item(record, file);
    }
}

fn readings(record: &RecordPlan) -> impl Iterator<Item = &Reading> {
    let additional = match &record.additional {
        AdditionalPlan::Kept { reading, .. } => Some(reading),
        _ => None,
    };
    record
        .fields
        .iter()
        .map(|field| &field.reading)
        .chain(additional)
}

fn struct_item(record: &RecordPlan, file: &mut RustFile) {
    let name = ident(&record.name);
    let docs = doc_lines_or(&record.docs, &format!("`{name}` of the API."));
    let marked = deprecated(record.deprecated);
    let mut fields: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| {
            let (name, kind) = (
                ident(&field.name),
                field_type(&field.value, &field.presence, file.imports()),
            );
            let docs = doc_lines_or(
                &field.docs,
                &format!(
                    "`{}`.",
                    field.wire.replace('`', "'").replace(char::is_control, " ")
                ),
            );
            let marked = deprecated(field.deprecated);
            quote!(#docs #marked pub #name: #kind)
        })
        .collect();
    if let AdditionalPlan::Kept { field, value, .. } = &record.additional {
        let (field, value) = (
            ident(field),
            type_tokens(&RustType::Map(Box::new(value.clone())), file.imports()),
        );
        fields.push(quote!(#[doc = " All other properties."] pub #field: #value));
    }
    file.push(quote! {
        #docs
        #marked
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name { #(#fields),* }
    });
}

fn rule_item(record: &RecordPlan, file: &mut RustFile) {
    file.imports().runtime(&["ObjectRule", "Additional"]);
    if !record.fields.is_empty() {
        file.imports().runtime(&["Property"]);
    }
    let rule = ident(&record.rule);
    let properties = record.fields.iter().map(|field| {
        let wire = &field.wire;
        match field.presence {
            FieldPresence::Required | FieldPresence::RequiredNullable => {
                quote!(Property::required(#wire))
            }
            _ => quote!(Property::optional(#wire)),
        }
    });
    let additional = match record.additional {
        AdditionalPlan::Refused => quote!(Refused),
        AdditionalPlan::Ignored => quote!(Ignored),
        AdditionalPlan::Kept { .. } => quote!(Collected),
    };
    let mut counts = Vec::new();
    if let Some(count) = record.min_properties {
        let count = grouped(count);
        counts.push(quote!(min_properties: #count));
    }
    if let Some(count) = record.max_properties {
        let count = grouped(count);
        counts.push(quote!(max_properties: #count));
    }
    file.push(quote! {
        static #rule: ObjectRule = ObjectRule {
            properties: &[#(#properties),*],
            additional: Additional::#additional,
            #(#counts,)*
            ..ObjectRule::ANY
        };
    });
}

fn read_item(record: &RecordPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["Reader", "Syntax"]);
    let (name, rule) = (ident(&record.name), ident(&record.rule));
    let mut starts: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| start(field, imports))
        .collect();
    let mut arms: Vec<TokenStream> = record
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            let (name, read) = (ident(&field.name), field_read(field, imports));
            quote!(#index => #name = #read?)
        })
        .collect();
    let mut values: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| finish(field, imports))
        .collect();
    match &record.additional {
        AdditionalPlan::Kept { field, reading, .. } => {
            imports.from("std::collections", "BTreeMap");
            let (field, read) = (ident(field), read_call(reading, imports));
            starts.push(quote!(let mut #field = BTreeMap::new();));
            arms.push(quote! {
                _ => {
                    let key = json.key();
                    if let Some(value) = #read? {
                        #field.insert(key, value);
                    }
                }
            });
            values.push(quote!(#field));
        }
        _ => arms.push(quote!(_ => json.skip()?)),
    }
    let required: Vec<_> = record
        .fields
        .iter()
        .filter(|field| {
            matches!(
                field.presence,
                FieldPresence::Required | FieldPresence::RequiredNullable
            )
        })
        .map(|field| ident(&field.name))
        .collect();
    let unwrapped = match required.as_slice() {
        [] => TokenStream::new(),
        [only] => quote!(let Some(#only) = #only else { return Ok(None); };),
        several => quote!(let (#(Some(#several)),*) = (#(#several),*) else { return Ok(None); };),
    };
    file.push(quote! {
        impl #name {
            /// Reads an object; what breaks a rule goes to the reader, and the value is then `None`.
            ///
            /// # Errors
            ///
            /// The text is not JSON.
            pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
                #(#starts)*
                let Some(mut object) = json.object(&#rule)? else { return Ok(None); };
                while let Some(property) = json.property(&mut object)? {
                    match property { #(#arms,)* }
                }
                if !json.end(object) {
                    return Ok(None);
                }
                #unwrapped
                let read = Self { #(#values),* };
                Ok(Some(read))
            }
        }
    });
}

fn start(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    let name = ident(&field.name);
    match field.presence {
        FieldPresence::OptionalNullable | FieldPresence::DefaultedNullable(_) => {
            imports.runtime(&["Presence"]);
            quote!(let mut #name = Presence::Absent;)
        }
        _ => quote!(let mut #name = None;),
    }
}

fn field_read(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    match field.presence {
        FieldPresence::RequiredNullable => {
            let reader = reader(&field.reading, imports);
            quote!(json.nullable(#reader))
        }
        FieldPresence::OptionalNullable | FieldPresence::DefaultedNullable(_) => {
            let reader = reader(&field.reading, imports);
            quote!(json.presence(#reader))
        }
        _ => read_call(&field.reading, imports),
    }
}

fn finish(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    let name = ident(&field.name);
    let value = quote!(#name);
    match &field.presence {
        FieldPresence::Defaulted(literal) => {
            let value = or_default(&value, literal, imports);
            quote!(#name: #value)
        }
        FieldPresence::DefaultedNullable(literal) => {
            let absent = match literal {
                Some(literal) => {
                    let constant = super::types::literal_tokens(literal, imports);
                    quote!(Some(#constant))
                }
                None => quote!(None),
            };
            quote! {
                #name: match #name {
                    Presence::Absent => #absent,
                    Presence::Null => None,
                    Presence::Value(value) => Some(value),
                }
            }
        }
        _ => value,
    }
}

fn write_item(record: &RecordPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["WriteJson", "Writer"]);
    let name = ident(&record.name);
    let mut lines: Vec<TokenStream> = record
        .fields
        .iter()
        .map(|field| field_write(field, imports))
        .collect();
    if let AdditionalPlan::Kept { field, .. } = &record.additional {
        let field = ident(field);
        lines.push(quote!(object.entries(&self.#field);));
    }
    let mutable = if lines.is_empty() {
        quote!(object)
    } else {
        quote!(mut object)
    };
    file.push(quote! {
        impl WriteJson for #name {
            fn write(&self, json: &mut Writer) {
                let #mutable = json.object();
                #(#lines)*
                object.end();
            }
        }
    });
}

fn field_write(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.wire);
    if matches!(field.reading, Reading::DecimalText(_)) {
        imports.runtime(&["Quoted"]);
        return match field.presence {
            FieldPresence::Required | FieldPresence::Defaulted(_) => {
                quote!(object.field(#wire, &Quoted(self.#name));)
            }
            FieldPresence::RequiredNullable | FieldPresence::DefaultedNullable(_) => {
                quote!(object.nullable(#wire, self.#name.map(Quoted).as_ref());)
            }
            FieldPresence::Optional => {
                quote!(object.optional(#wire, self.#name.map(Quoted).as_ref());)
            }
            FieldPresence::OptionalNullable => {
                quote!(object.presence(#wire, &self.#name.map(Quoted));)
            }
        };
    }
    let borrow = super::print::word(if matches!(field.value, RustType::Boxed(_)) {
        "as_deref"
    } else {
        "as_ref"
    });
    match field.presence {
        FieldPresence::Required | FieldPresence::Defaulted(_)
            if matches!(field.value, RustType::Boxed(_)) =>
        {
            quote!(object.field(#wire, self.#name.as_ref());)
        }
        FieldPresence::Required | FieldPresence::Defaulted(_) => {
            quote!(object.field(#wire, &self.#name);)
        }
        FieldPresence::RequiredNullable | FieldPresence::DefaultedNullable(_) => {
            quote!(object.nullable(#wire, self.#name.#borrow());)
        }
        FieldPresence::Optional => quote!(object.optional(#wire, self.#name.#borrow());),
        FieldPresence::OptionalNullable if matches!(field.value, RustType::Boxed(_)) => {
            quote!(object.boxed_presence(#wire, &self.#name);)
        }
        FieldPresence::OptionalNullable => quote!(object.presence(#wire, &self.#name);),
    }
}

/// `models/mod.rs`: the modules, and all models by their names.
pub(crate) fn index(plans: &[ModelFile], api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        "What travels through the API: each model reads and writes its own JSON.",
    );
    let modules = plans.iter().map(|plan| ident(&plan.module));
    file.push(quote!(#(mod #modules;)*));
    let uses = plans.iter().map(|plan| {
        let module = ident(&plan.module);
        let names = plan.items.iter().map(|item| match item {
            ModelItem::Record(record) => ident(&record.name),
            ModelItem::Choice(choice) => ident(&choice.name),
        });
        quote!(pub use self::#module::{#(#names),*};)
    });
    file.push(quote!(#(#uses)*));
    file.print()
}
