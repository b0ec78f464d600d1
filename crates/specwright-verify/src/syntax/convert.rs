//! The text of a Rust file → its items.

use super::hazard::hazards;
use super::item::{
    Constant, Enumeration, File, Function, Implementation, Import, Parameter, Record, Variant,
};
use super::places::Places;
use super::{At, Path, Type};
use proc_macro2::Span;

/// Reads a file; a text that is no Rust gives the place and the parser's words.
pub(crate) fn read(text: &str, file: u32) -> Result<File, (At, String)> {
    let places = Places::of(file, text);
    match syn::parse_file(text) {
        Ok(parsed) => {
            let read = places.file(&parsed);
            // The thread's map of places grows with each file that it parses; this one is done with.
            proc_macro2::extra::invalidate_current_thread_spans();
            Ok(read)
        }
        Err(error) => Err((places.at(error.span()), error.to_string())),
    }
}

impl Places<'_> {
    fn file(&self, parsed: &syn::File) -> File {
        let mut file = File {
            hazards: hazards(parsed, self),
            ..File::default()
        };
        for item in &parsed.items {
            self.item(&mut file, item);
        }
        file
    }

    fn item(&self, file: &mut File, item: &syn::Item) {
        if let Some(name) = item_name(item) {
            file.names.push((name.to_string(), self.at(name.span())));
        }
        match item {
            syn::Item::Fn(item) => {
                let function = self.function(&item.sig, &item.block);
                if file
                    .functions
                    .insert(item.sig.ident.to_string(), function)
                    .is_some()
                {
                    file.strange.push(self.at(item.sig.ident.span()));
                }
            }
            syn::Item::Static(item) => {
                if let syn::StaticMutability::Mut(token) = &item.mutability {
                    file.strange.push(self.at(token.span));
                }
                let constant = self.constant(&item.ident, &item.ty, &item.expr);
                file.constants.insert(item.ident.to_string(), constant);
            }
            syn::Item::Const(item) => {
                let constant = self.constant(&item.ident, &item.ty, &item.expr);
                file.constants.insert(item.ident.to_string(), constant);
            }
            syn::Item::Struct(item) => {
                let record = Record {
                    at: self.at(item.ident.span()),
                    fields: self.fields(&item.fields),
                };
                file.records.insert(item.ident.to_string(), record);
            }
            syn::Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| Variant {
                    at: self.at(variant.ident.span()),
                    name: variant.ident.to_string(),
                    fields: self.fields(&variant.fields),
                });
                let enumeration = Enumeration {
                    at: self.at(item.ident.span()),
                    variants: variants.collect(),
                };
                file.enumerations
                    .insert(item.ident.to_string(), enumeration);
            }
            syn::Item::Type(item) => {
                file.aliases
                    .insert(item.ident.to_string(), self.kind(&item.ty));
            }
            syn::Item::Impl(item) => {
                let implementation = self.implementation(&mut file.strange, item);
                file.implementations.push(implementation);
            }
            syn::Item::Use(item) => self.imports(file, item),
            syn::Item::Mod(item) if item.content.is_none() => {
                file.children
                    .insert(item.ident.to_string(), self.at(item.ident.span()));
            }
            syn::Item::Mod(item) => file.strange.push(self.at(item.ident.span())),
            syn::Item::Trait(item) => file.strange.push(self.at(item.ident.span())),
            syn::Item::Macro(item) => {
                let span = item
                    .mac
                    .path
                    .segments
                    .first()
                    .map_or_else(Span::call_site, |segment| segment.ident.span());
                file.strange.push(self.at(span));
            }
            _ => file.strange.push(self.at(Span::call_site())),
        }
    }

    fn imports(&self, file: &mut File, item: &syn::ItemUse) {
        import(file, &item.tree, &mut Vec::new());
        let root = match &item.tree {
            syn::UseTree::Path(path) => Some(path.ident.to_string()),
            _ => None,
        };
        // `pub use task::Task;` in a `mod.rs` begins with one of its own modules.
        let own = root
            .as_ref()
            .is_some_and(|root| file.children.contains_key(root));
        let stays = root
            .as_ref()
            .is_some_and(|root| ROOTS.contains(&root.as_str()))
            || own;
        if !stays || renames(&item.tree) {
            file.odd_imports.push(self.at(item.use_token.span));
        }
    }

    fn constant(&self, name: &syn::Ident, kind: &syn::Type, value: &syn::Expr) -> Constant {
        Constant {
            at: self.at(name.span()),
            kind: self.kind(kind),
            value: self.expr(value),
        }
    }

    fn fields(&self, fields: &syn::Fields) -> Vec<(String, Type)> {
        let named = |(index, field): (usize, &syn::Field)| {
            let name = field
                .ident
                .as_ref()
                .map_or_else(|| index.to_string(), ToString::to_string);
            (name, self.kind(&field.ty))
        };
        fields.iter().enumerate().map(named).collect()
    }

    fn function(&self, signature: &syn::Signature, block: &syn::Block) -> Function {
        let parameters = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Receiver(_) => None,
            syn::FnArg::Typed(typed) => Some(Parameter {
                name: self.pattern(&typed.pat).name().map(str::to_owned),
            }),
        });
        Function {
            at: self.at(signature.ident.span()),
            is_async: signature.asyncness.is_some(),
            parameters: parameters.collect(),
            output: match &signature.output {
                syn::ReturnType::Default => None,
                syn::ReturnType::Type(_, kind) => Some(self.kind(kind)),
            },
            body: self.block(block),
        }
    }

    fn implementation(&self, strange: &mut Vec<At>, item: &syn::ItemImpl) -> Implementation {
        let mut implementation = Implementation {
            of: item
                .trait_
                .as_ref()
                .and_then(|(path, _)| path.segments.last())
                .map(|segment| segment.ident.to_string()),
            subject: self.kind(&item.self_ty),
            functions: std::collections::BTreeMap::new(),
            constants: std::collections::BTreeMap::new(),
        };
        for member in &item.items {
            match member {
                syn::ImplItem::Fn(member) => {
                    let function = self.function(&member.sig, &member.block);
                    implementation
                        .functions
                        .insert(member.sig.ident.to_string(), function);
                }
                syn::ImplItem::Const(member) => {
                    let constant = self.constant(&member.ident, &member.ty, &member.expr);
                    implementation
                        .constants
                        .insert(member.ident.to_string(), constant);
                }
                syn::ImplItem::Type(_) => {}
                _ => strange.push(implementation.subject.at),
            }
        }
        implementation
    }
}

/// The name of an item that could be taken for one of the runtime's.
fn item_name(item: &syn::Item) -> Option<&syn::Ident> {
    match item {
        syn::Item::Struct(item) => Some(&item.ident),
        syn::Item::Enum(item) => Some(&item.ident),
        syn::Item::Type(item) => Some(&item.ident),
        _ => None,
    }
}

/// What a path in a file of the output may begin with.
const ROOTS: &[&str] = &[
    "crate",
    "self",
    "super",
    "std",
    "core",
    "alloc",
    "specwright_runtime",
];

fn import(file: &mut File, tree: &syn::UseTree, prefix: &mut Path) {
    match tree {
        syn::UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            import(file, &path.tree, prefix);
            prefix.pop();
        }
        syn::UseTree::Name(name) => {
            let ident = name.ident.to_string();
            let mut path = prefix.clone();
            // `use a::b::{self, C}` names `b`.
            if ident != "self" {
                path.push(ident);
            }
            if let Some(alias) = path.last().cloned() {
                file.imports.insert(alias, Import { path });
            }
        }
        syn::UseTree::Rename(rename) => {
            let mut path = prefix.clone();
            path.push(rename.ident.to_string());
            file.imports
                .insert(rename.rename.to_string(), Import { path });
        }
        syn::UseTree::Glob(_) => file.globs.push(prefix.clone()),
        syn::UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|item| import(file, item, prefix)),
    }
}

fn renames(tree: &syn::UseTree) -> bool {
    match tree {
        syn::UseTree::Path(path) => renames(&path.tree),
        syn::UseTree::Group(group) => group.items.iter().any(renames),
        syn::UseTree::Rename(rename) => rename.rename != "_",
        syn::UseTree::Name(_) | syn::UseTree::Glob(_) => false,
    }
}
