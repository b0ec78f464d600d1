//! From a call to an operation's input: parameters and body, with all violations at once.

use super::print::{Imports, RustFile, call_in_code, ident, let_some_or, word};
use super::readers::{list_rule, reader, reader_of_any, scalar_call};
use super::rules::rule_items;
use super::types::or_default;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_plan::{
    BodyContentPlan, BodyRead, FieldPresence, FormPlan, GroupPlan, InputPlan, InputSource,
    OperationPlan, ParameterRead, Reading, ValueParts,
};

/// The text of one group's file.
pub(crate) fn file(group: &GroupPlan, api_file: &str) -> String {
    let mut file = RustFile::generated(
        api_file,
        &format!(
            "Reads and checks the requests of the operations on {}.",
            group.title
        ),
    );
    for input in group
        .operations
        .iter()
        .flat_map(|operation| &operation.inputs)
    {
        let mut items = Vec::new();
        input_statics(input, &mut file, &mut items);
        file.push_statics(items);
    }
    let mut inputs = group.operations.iter().flat_map(|it| &it.inputs);
    if inputs.any(reads_texts_by_a_method) {
        file.allow(quote! {
            #![allow(clippy::redundant_closure_for_method_calls, reason = "a path to the method has one lifetime alone")]
        });
    }
    for operation in &group.operations {
        function(operation, group, &mut file);
    }
    file.print()
}

/// Whether a method of the reader alone reads texts of any lifetime, for which a path to it will not do.
fn reads_texts_by_a_method(input: &InputPlan) -> bool {
    let is_method = |reading: &Reading| {
        matches!(
            reading,
            Reading::Bool
                | Reading::Uuid
                | Reading::Timestamp
                | Reading::Date
                | Reading::Time
                | Reading::Bytes
                | Reading::Json
                | Reading::Choice(_)
        )
    };
    match &input.source {
        InputSource::Parameter { read, .. } => match read.as_ref() {
            ParameterRead::Value { reading, .. } | ParameterRead::Json(reading) => {
                is_method(reading)
            }
            ParameterRead::Scalar(_) | ParameterRead::List { .. } => false,
        },
        InputSource::Body(body) => body.contents.iter().any(|content| match &content.read {
            BodyRead::Form(form) | BodyRead::Multipart(form) => is_method(&form.reading),
            BodyRead::Json(_) | BodyRead::Text | BodyRead::Stream => false,
        }),
        InputSource::Accept { .. } => false,
    }
}

fn function(operation: &OperationPlan, group: &GroupPlan, file: &mut RustFile) {
    let imports = file.imports();
    imports.runtime(&["Call", "Problem"]);
    imports.from(
        &format!("crate::generated::operations::{}", group.module),
        operation.request.as_str(),
    );
    let (name, request) = (ident(&operation.function), ident(&operation.request));
    let docs = format!(" {}", call_in_code(operation.method, &operation.path));
    let reads: Vec<TokenStream> = operation
        .inputs
        .iter()
        .map(|input| {
            let (name, read) = (ident(&input.name), read_input(input, group, file));
            quote!(let #name = #read;)
        })
        .collect();
    let required: Vec<_> = operation
        .inputs
        .iter()
        .filter(|input| input.presence == FieldPresence::Required)
        .filter(|input| !matches!(input.source, InputSource::Accept { .. }))
        .map(|input| ident(&input.name))
        .collect();
    let unwrapped = let_some_or(&required, &quote!(Err(input.refused())));
    let names = operation.inputs.iter().map(|input| ident(&input.name));
    // What the caller accepts is asked of the input without a trace.
    let is_read = |input: &InputPlan| !matches!(input.source, InputSource::Accept { .. });
    let mutable = if operation.inputs.iter().any(is_read) {
        quote!(mut input)
    } else {
        quote!(input)
    };
    file.push(quote! {
        #[doc = #docs]
        ///
        /// # Errors
        ///
        /// The request breaks a rule of the API description.
        pub fn #name(call: &Call) -> Result<#request, Problem> {
            let #mutable = call.input();
            #(#reads)*
            #unwrapped
            input.finish()?;
            Ok(#request { #(#names),* })
        }
    });
}

/// The statics of what a field of the input is read by.
fn input_statics(
    input: &InputPlan,
    file: &mut RustFile,
    items: &mut Vec<(specwright_plan::Ident, TokenStream)>,
) {
    match &input.source {
        InputSource::Parameter { read, .. } => rule_items(read.reading(), file.imports(), items),
        InputSource::Body(body) => {
            for content in &body.contents {
                match &content.read {
                    BodyRead::Json(reading) => rule_items(reading, file.imports(), items),
                    BodyRead::Form(form) | BodyRead::Multipart(form) => {
                        rule_items(&form.reading, file.imports(), items);
                        items.extend(form_item(form, file.imports()));
                    }
                    BodyRead::Text | BodyRead::Stream => {}
                }
            }
        }
        InputSource::Accept { .. } => {}
    }
}

/// `static ADD_PHOTO_FORM: Form = Form { fields: &[…] };`
fn form_item(
    form: &FormPlan,
    imports: &mut Imports,
) -> Option<(specwright_plan::Ident, TokenStream)> {
    let name = form.name.as_ref()?;
    imports.runtime(&["Form", "FormField", "Style"]);
    let fields: Vec<TokenStream> = form
        .fields
        .iter()
        .map(|field| {
            let (wire, json) = (&field.wire, field.style.is_none());
            let style = word(field.style.unwrap_or("FormExploded"));
            quote!(FormField { name: #wire, style: Style::#style, json: #json })
        })
        .collect();
    let token = ident(name);
    Some((
        name.clone(),
        quote!(static #token: Form = Form { fields: &[#(#fields),*] };),
    ))
}

fn read_input(input: &InputPlan, group: &GroupPlan, file: &mut RustFile) -> TokenStream {
    let required = input.presence == FieldPresence::Required;
    match &input.source {
        InputSource::Parameter {
            location,
            wire,
            read,
            otherwise,
            empty_is_absent,
        } => {
            let location = word(location);
            let empty = empty_is_absent.then(|| quote!(.empty_is_absent()));
            let absent = if !otherwise.is_empty() {
                quote!(.or(&[#(#otherwise),*]))
            } else if required {
                quote!(.required())
            } else {
                quote!()
            };
            let read = parameter_read(read, file);
            let value = quote!(input.#location(#wire) #empty #absent #read);
            match &input.presence {
                FieldPresence::Defaulted(literal) => or_default(&value, literal, file.imports()),
                _ => value,
            }
        }
        InputSource::Body(body) => match (&body.choice, body.contents.as_slice()) {
            (None, [only]) => body_read(&only.read, required, file),
            (choice, contents) => {
                let choice = choice.as_ref().map(|choice| {
                    let path = format!("crate::generated::operations::{}", group.module);
                    file.imports().from(&path, choice.as_str());
                    ident(choice)
                });
                body_choice(choice.as_ref(), contents, required, file)
            }
        },
        InputSource::Accept { media_types } => quote!(input.accept(&[#(#media_types),*])),
    }
}

/// `match input.content(&[…]) { Some(0) => input.body(…).map(Body::Json), …, None => … }`
fn body_choice(
    choice: Option<&proc_macro2::Ident>,
    contents: &[BodyContentPlan],
    required: bool,
    file: &mut RustFile,
) -> TokenStream {
    let media_types = contents.iter().flat_map(|content| &content.media_types);
    let mut next = 0;
    let last = contents.len() - 1;
    let arms: Vec<TokenStream> = contents
        .iter()
        .enumerate()
        .map(|(index, content)| {
            let first = next;
            next += content.media_types.len();
            let numbers = (first..next).map(Literal::usize_unsuffixed);
            let pattern = if index == last {
                quote!(Some(_))
            } else {
                quote!(Some(#(#numbers)|*))
            };
            let read = body_read(&content.read, true, file);
            let variant = ident(&content.variant);
            quote!(#pattern => #read.map(#choice::#variant))
        })
        .collect();
    let absent = if required {
        quote!({
            input.absent_body();
            None
        })
    } else {
        quote!(None)
    };
    quote! {
        match input.content(&[#(#media_types),*]) {
            #(#arms,)*
            None => #absent,
        }
    }
}

fn body_read(read: &BodyRead, required: bool, file: &mut RustFile) -> TokenStream {
    let method = |name: &str| {
        if required {
            word(name)
        } else {
            word(&format!("optional_{name}"))
        }
    };
    match read {
        BodyRead::Json(reading) => {
            let (method, reader) = (method("body"), reader(reading, file.imports()));
            quote!(input.#method(#reader))
        }
        BodyRead::Text => {
            let method = method("text_body");
            quote!(input.#method())
        }
        BodyRead::Stream => {
            let method = method("stream_body");
            quote!(input.#method())
        }
        BodyRead::Form(form) => form_read(&method("form"), form, file),
        BodyRead::Multipart(form) => form_read(&method("multipart"), form, file),
    }
}

fn form_read(method: &proc_macro2::Ident, form: &FormPlan, file: &mut RustFile) -> TokenStream {
    let reader = reader_of_any(&form.reading, file.imports());
    let form = if let Some(name) = &form.name {
        let name = ident(name);
        quote!(&#name)
    } else {
        file.imports().runtime(&["Form"]);
        quote!(&Form::USUAL)
    };
    quote!(input.#method(#form, #reader))
}

/// `.uuid()`, `.list(…)` for a list of scalars, `.value(…)` or `.json(…)` for anything else.
fn parameter_read(read: &ParameterRead, file: &mut RustFile) -> TokenStream {
    let imports = file.imports();
    match read {
        ParameterRead::Scalar(scalar) => {
            let (method, rule) = scalar_call(scalar, imports);
            quote!(.#method(#rule))
        }
        ParameterRead::List {
            reading: Reading::List { rule, item, .. },
            style,
        } => {
            imports.runtime(&["Style"]);
            let style = word(style);
            let rule = list_rule(rule.as_ref(), imports);
            let (method, item_rule) = scalar_call(item, imports);
            if item_rule.is_empty() {
                imports.runtime(&["Item"]);
                quote!(.list(Style::#style, #rule, Item::#method))
            } else {
                quote!(.list(Style::#style, #rule, |value| value.#method(#item_rule)))
            }
        }
        ParameterRead::List { reading, style } => {
            imports.runtime(&["Style"]);
            let (style, reader) = (word(style), reader_of_any(reading, imports));
            quote!(.items().value(Style::#style, #reader))
        }
        ParameterRead::Value {
            reading,
            style,
            parts,
        } => {
            imports.runtime(&["Style"]);
            let (style, reader) = (word(style), reader_of_any(reading, imports));
            let parts = match parts {
                ValueParts::Unknown => quote!(),
                ValueParts::One => quote!(.scalar()),
                ValueParts::Items => quote!(.items()),
                ValueParts::Members(names) => quote!(.members(&[#(#names),*])),
                ValueParts::MembersBeside(others) => quote!(.members_beside(&[#(#others),*])),
            };
            quote!(#parts.value(Style::#style, #reader))
        }
        ParameterRead::Json(reading) => {
            let reader = reader_of_any(reading, imports);
            quote!(.json(#reader))
        }
    }
}
