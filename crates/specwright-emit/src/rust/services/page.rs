//! The body of a service that answers a page of rows.

use super::Served;
use super::calls::call_arguments;
use crate::rust::print::{Imports, grouped, ident};
use proc_macro2::TokenStream;
use quote::quote;
use specwright_plan::{Argument, Ident, LimitField, LimitPlan, PageFactPlan, PageField, PagePlan};

/// A list, as it is planned.
pub(super) struct Paged<'p> {
    pub function: &'p Ident,
    pub arguments: &'p [Argument],
    pub limit: &'p LimitPlan,
    pub offset: Option<&'p LimitField>,
    pub envelope: Option<&'p PagePlan>,
}

/// Gets the rows, counts them where the record around them says how many there are, and answers.
pub(super) fn body(served: &Served<'_>, paged: &Paged<'_>, imports: &mut Imports) -> TokenStream {
    let parents = served.parent_checks(&quote!(session));
    let (repository, function) = (ident(&served.derived.repository), ident(paged.function));
    let arguments = call_arguments(paged.arguments);
    let comma = (!arguments.is_empty()).then(|| quote!(,));
    let limit = match paged.limit {
        LimitPlan::Field(field) => wide(field),
        LimitPlan::Fixed(rows) => grouped(*rows),
    };
    let skip = paged.offset.map(|field| {
        let wide = wide(field);
        quote!(let offset_rows: i64 = #wide;)
    });
    let skipped = paged.offset.map(|_| quote!(, offset_rows));
    let total = paged.envelope.and_then(|page| page.total.as_ref());
    let total = total.map(|total| {
        let call = served.call(&quote!(session), total, paged.arguments);
        quote!(let total = #call;)
    });
    let page = paged.envelope.map(|page| {
        let page = page_tokens(page, paged.offset.is_some(), imports);
        quote!(let page = #page;)
    });
    let answered = if page.is_some() {
        quote!(page)
    } else {
        quote!(rows)
    };
    let success = served.success(Some(answered), None);
    quote! {
        let mut session = cx.session();
        #parents
        let limit_rows: i64 = #limit;
        #skip
        let rows = #repository::#function(&mut session, #arguments #comma limit_rows #skipped).await?;
        #total
        #page
        Ok(#success)
    }
}

/// The record around a page.
fn page_tokens(page: &PagePlan, offset: bool, imports: &mut Imports) -> TokenStream {
    imports.model(&page.record);
    let record = ident(&page.record);
    // What is counted from the rows stands before the rows themselves, which move.
    let (rows, counted): (Vec<_>, Vec<_>) = page
        .fields
        .iter()
        .partition(|(_, field)| field.fact == PageFactPlan::Rows);
    let fields = counted.into_iter().chain(rows).map(|(name, field)| {
        let (name, value) = (ident(name), fact_tokens(field, offset));
        if name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    quote!(#record { #(#fields),* })
}

/// The value of one field of the record around a page.
fn fact_tokens(field: &PageField, offset: bool) -> TokenStream {
    let skipped = if offset {
        quote!(offset_rows)
    } else {
        quote!(0)
    };
    let counted = quote!(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    let value = match field.fact {
        PageFactPlan::Rows => return quote!(rows),
        PageFactPlan::Total => quote!(total),
        PageFactPlan::Limit => quote!(limit_rows),
        PageFactPlan::Offset => skipped,
        PageFactPlan::Count => counted,
        PageFactPlan::HasMore => quote!(#skipped + #counted < total),
    };
    let value = if field.narrow && field.fact != PageFactPlan::HasMore {
        quote!(i32::try_from(#value).unwrap_or(i32::MAX))
    } else {
        value
    };
    if field.optional {
        quote!(Some(#value))
    } else {
        value
    }
}

/// A count of the input as 64 bits.
fn wide(field: &LimitField) -> TokenStream {
    let name = ident(&field.field);
    let value = match field.otherwise {
        Some(otherwise) => {
            let otherwise = grouped(otherwise);
            quote!(request.#name.unwrap_or(#otherwise))
        }
        None => quote!(request.#name),
    };
    if field.narrow {
        quote!(i64::from(#value))
    } else {
        value
    }
}
