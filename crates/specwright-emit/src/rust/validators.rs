//! From a call to an operation's input: parameters and body, with all violations at once.

use super::print::{RustFile, call_in_code, ident, let_some_or, word};
use super::readers::{list_rule, reader, scalar_call};
use super::rules::rule_items;
use super::types::or_default;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{FieldPresence, GroupPlan, InputPlan, InputSource, OperationPlan, Reading};

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
        if let InputSource::Parameter { reading, .. } | InputSource::JsonBody { reading } =
            &input.source
        {
            let mut items = Vec::new();
            rule_items(reading, file.imports(), &mut items);
            file.push_statics(items);
        }
    }
    for operation in &group.operations {
        function(operation, group, &mut file);
    }
    file.print()
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
            let (name, read) = (ident(&input.name), read_input(input, file));
            quote!(let #name = #read;)
        })
        .collect();
    let required: Vec<_> = operation
        .inputs
        .iter()
        .filter(|input| input.presence == FieldPresence::Required)
        .map(|input| ident(&input.name))
        .collect();
    let unwrapped = let_some_or(&required, &quote!(Err(input.refused())));
    let names = operation.inputs.iter().map(|input| ident(&input.name));
    let mutable = if operation.inputs.is_empty() {
        quote!(input)
    } else {
        quote!(mut input)
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

fn read_input(input: &InputPlan, file: &mut RustFile) -> TokenStream {
    let required = input.presence == FieldPresence::Required;
    match &input.source {
        InputSource::Parameter {
            location,
            wire,
            reading,
            style,
        } => {
            let location = word(location);
            let required = required.then(|| quote!(.required()));
            let read = parameter_read(reading, *style, file);
            let value = quote!(input.#location(#wire) #required #read);
            match &input.presence {
                FieldPresence::Defaulted(literal) => or_default(&value, literal, file.imports()),
                _ => value,
            }
        }
        InputSource::JsonBody { reading } => {
            let reader = reader(reading, file.imports());
            if required {
                quote!(input.body(#reader))
            } else {
                quote!(input.optional_body(#reader))
            }
        }
        InputSource::BytesBody if required => quote!(input.bytes_body()),
        InputSource::BytesBody => quote!(input.optional_bytes_body()),
        InputSource::TextBody if required => quote!(input.text_body()),
        InputSource::TextBody => quote!(input.optional_text_body()),
    }
}

/// `.uuid()`, or `.list(…)` for a list of scalars.
fn parameter_read(
    reading: &Reading,
    style: Option<&'static str>,
    file: &mut RustFile,
) -> TokenStream {
    match (reading, style) {
        (Reading::List { rule, item, .. }, Some(style)) => {
            let imports = file.imports();
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
        (scalar, _) => {
            let (method, rule) = scalar_call(scalar, file.imports());
            quote!(.#method(#rule))
        }
    }
}
