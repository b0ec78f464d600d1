//! The files that hold the others together: the library, the binary, the indexes of modules, the hand-written functions.

use super::print::{RustFile, call_docs, doc_lines, ident, in_code};
use quote::quote;
use specwright_plan::{CustomPlan, Docs, Ident, ServicePlan};

/// `src/lib.rs`.
pub(crate) fn library(plan: &ServicePlan) -> String {
    let package = &plan.package;
    let mut file = RustFile::generated(&package.api_file, &format!("{}.", package.title));
    file.describe(&package.docs);
    file.imports().runtime(&["Service"]);
    let (name, version, base_path) = (&package.name, &package.api_version, &package.base_path);
    file.allow(quote! {
        #![allow(clippy::doc_markdown, reason = "the contracts' own words")]
    });
    file.push(quote! {
        pub mod custom;
        #[rustfmt::skip]
        pub mod generated;
    });
    file.push(quote! {
        /// The service: its routes, its migrations and its description.
        #[must_use]
        pub fn service() -> Service {
            Service {
                name: #name,
                version: #version,
                description: include_str!("../openapi.yaml"),
                base_path: #base_path,
                routes: generated::routes::ROUTES,
                migrations: generated::migrations::MIGRATIONS,
            }
        }
    });
    file.print()
}

/// `src/main.rs`.
pub(crate) fn binary(plan: &ServicePlan) -> String {
    let mut file = RustFile::generated(
        &plan.package.api_file,
        "Runs the service; `--help` says how.",
    );
    file.imports().from("std::process", "ExitCode");
    let library = ident(&plan.package.library);
    file.push(quote! {
        fn main() -> ExitCode {
            specwright_runtime::run(#library::service())
        }
    });
    file.print()
}

/// `src/generated/mod.rs`.
pub(crate) fn generated(plan: &ServicePlan) -> String {
    let mut file = RustFile::generated(
        &plan.package.api_file,
        "Everything that follows from the two contracts.",
    );
    file.allow(quote! {
        #![allow(
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::similar_names,
            clippy::single_match_else,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::too_many_arguments,
            clippy::too_many_lines,
            clippy::type_complexity,
            reason = "names, types and sizes are those of the contracts"
        )]
    });
    let has_database = !plan.repositories.is_empty();
    let repositories = has_database.then(|| {
        quote!(
            pub mod repositories;
        )
    });
    let services = has_database.then(|| {
        quote!(
            pub mod services;
        )
    });
    let schemas = (!plan.schemas.is_empty()).then(|| {
        quote!(
            pub mod schemas;
        )
    });
    let access = (!plan.accesses.is_empty()).then(|| {
        quote!(
            pub mod access;
        )
    });
    let errors = (!plan.error_shapes.is_empty()).then(|| {
        quote!(
            pub mod errors;
        )
    });
    file.push(quote! {
        #access
        pub mod controllers;
        #errors
        pub mod migrations;
        pub mod models;
        pub mod operations;
        #repositories
        pub mod routes;
        #schemas
        #services
        pub mod validators;
    });
    file.print()
}

/// A `mod.rs` that lists modules.
pub(crate) fn modules<'a>(
    api_file: &str,
    docs: &str,
    modules: impl Iterator<Item = &'a Ident>,
) -> String {
    let mut file = RustFile::generated(api_file, docs);
    let modules: Vec<_> = modules.map(ident).collect();
    if !modules.is_empty() {
        file.push(quote!(#(pub mod #modules;)*));
    }
    file.print()
}

/// `src/generated/migrations.rs`.
pub(crate) fn migrations(plan: &ServicePlan) -> String {
    let mut file = RustFile::generated(
        &plan.package.api_file,
        "The migrations of the database, in order.",
    );
    file.imports().runtime(&["Migration"]);
    if !plan.migrations.is_empty() {
        file.imports().runtime(&["Statement"]);
    }
    let entries = plan.migrations.iter().map(|migration| {
        let (version, name) = (proc_macro2::Literal::u32_unsuffixed(migration.number), &migration.name);
        let path = |file: &str| format!("../../migrations/{:04}_{name}/{file}.sql", migration.number);
        let (up_sqlite, up_postgres) = (path("up.sqlite"), path("up.postgres"));
        let (down_sqlite, down_postgres) = (path("down.sqlite"), path("down.postgres"));
        quote! {
            Migration {
                version: #version,
                name: #name,
                up: Statement { sqlite: include_str!(#up_sqlite), postgres: include_str!(#up_postgres) },
                down: Statement { sqlite: include_str!(#down_sqlite), postgres: include_str!(#down_postgres) },
            }
        }
    });
    let entries: Vec<_> = entries.collect();
    file.push(quote! {
        /// All migrations, the first one first.
        pub static MIGRATIONS: &[Migration] = &[#(#entries),*];
    });
    file.print()
}

/// One hand-written operation, as it is first written.
pub(crate) fn custom(custom: &CustomPlan) -> String {
    let mut docs = call_docs(custom.method, &custom.path, &custom.docs);
    docs.truncate(1);
    docs.push(String::new());
    docs.push(
        "This file is yours: it was written once, and no generation touches it again.".to_owned(),
    );
    let mut file = RustFile::owned(docs);
    let operations = format!("crate::generated::operations::{}", custom.group);
    file.imports().from(&operations, custom.request.as_str());
    file.imports().from(&operations, custom.response.as_str());
    file.imports().runtime(&["Context", "Error"]);
    let (name, request, response, id) = (
        ident(&custom.function),
        ident(&custom.request),
        ident(&custom.response),
        &custom.id,
    );
    let lines = if custom.docs.0.is_empty() {
        Docs(vec![format!("The operation {}.", in_code(id))])
    } else {
        custom.docs.clone()
    };
    let lines = doc_lines(&lines);
    file.push(quote! {
        #lines
        ///
        /// # Errors
        ///
        /// It is not written yet: callers get the status 501.
        #[allow(clippy::unused_async, reason = "it is not written yet")]
        pub async fn #name(cx: &Context, request: #request) -> Result<#response, Error> {
            let _ = (cx, request);
            Err(Error::NotImplemented(#id))
        }
    });
    file.print()
}
