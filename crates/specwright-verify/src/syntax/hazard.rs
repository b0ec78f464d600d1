//! Constructs that have no place in emitted code: they may panic, or leave the safe language.

use super::At;
use super::places::Places;
use syn::visit::{self, Visit};

/// One such construct.
#[derive(Debug, Clone)]
pub(crate) struct Hazard {
    pub(crate) at: At,
    pub(crate) kind: HazardKind,
    /// As it is written, without arguments: `.unwrap()`, `panic!`, `unsafe`, `[…]`, `format!`.
    pub(crate) name: String,
}

/// Why it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HazardKind {
    /// It may panic, or it leaves the safe language.
    Danger,
    /// It makes text at run time, which SQL must never be.
    TextMaking,
    /// An attribute that may change what is compiled, so that what is read is not what runs.
    Attribute,
}

/// All such constructs of a file.
pub(super) fn hazards(file: &syn::File, places: &Places<'_>) -> Vec<Hazard> {
    let mut search = Search {
        places,
        found: Vec::new(),
    };
    search.visit_file(file);
    search.found
}

struct Search<'t> {
    places: &'t Places<'t>,
    found: Vec<Hazard>,
}

impl Search<'_> {
    fn add(&mut self, span: proc_macro2::Span, kind: HazardKind, name: impl Into<String>) {
        let at = self.places.at(span);
        self.found.push(Hazard {
            at,
            kind,
            name: name.into(),
        });
    }
}

/// Methods that panic on a value that a request may bring about.
const PANICKING_METHODS: &[&str] = &[
    "unwrap",
    "expect",
    "unwrap_err",
    "expect_err",
    "unwrap_unchecked",
];
/// Methods that put texts together.
const TEXT_MAKING_METHODS: &[&str] = &["push_str", "concat", "join", "replace"];
/// Macros that panic.
const PANICKING_MACROS: &[&str] = &[
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
];
/// Macros that put texts together.
const TEXT_MAKING_MACROS: &[&str] = &["format", "concat", "write", "writeln", "format_args"];
/// Attributes that change nothing of what an item does.
const HARMLESS_ATTRIBUTES: &[&str] = &[
    "doc",
    "derive",
    "allow",
    "expect",
    "must_use",
    "inline",
    "deprecated",
    "cold",
];

impl<'ast> Visit<'ast> for Search<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.to_string();
        if PANICKING_METHODS.contains(&name.as_str()) {
            self.add(call.method.span(), HazardKind::Danger, format!(".{name}()"));
        } else if TEXT_MAKING_METHODS.contains(&name.as_str()) {
            self.add(
                call.method.span(),
                HazardKind::TextMaking,
                format!(".{name}()"),
            );
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        if let Some(last) = invocation.path.segments.last() {
            let name = last.ident.to_string();
            if PANICKING_MACROS.contains(&name.as_str()) {
                self.add(last.ident.span(), HazardKind::Danger, format!("{name}!"));
            } else if TEXT_MAKING_MACROS.contains(&name.as_str()) {
                self.add(
                    last.ident.span(),
                    HazardKind::TextMaking,
                    format!("{name}!"),
                );
            }
        }
        visit::visit_macro(self, invocation);
    }

    fn visit_expr_index(&mut self, index: &'ast syn::ExprIndex) {
        self.add(index.bracket_token.span.open(), HazardKind::Danger, "[…]");
        visit::visit_expr_index(self, index);
    }

    fn visit_expr_unsafe(&mut self, block: &'ast syn::ExprUnsafe) {
        self.add(block.unsafe_token.span, HazardKind::Danger, "unsafe");
        visit::visit_expr_unsafe(self, block);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        if let syn::BinOp::AddAssign(token) = &binary.op {
            self.add(token.spans[0], HazardKind::TextMaking, "+=");
        } else if let syn::BinOp::Add(token) = &binary.op {
            self.add(token.span, HazardKind::TextMaking, "+");
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let Some(token) = &item.unsafety {
            self.add(token.span, HazardKind::Danger, "unsafe");
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        if let syn::Safety::Unsafe(token) = &signature.safety {
            self.add(token.span, HazardKind::Danger, "unsafe");
        }
        visit::visit_signature(self, signature);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path: Vec<String> = attribute
            .path()
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let harmless = match &path[..] {
            [name] if name == "cfg_attr" => is_conditional_derive(attribute),
            [name] => HARMLESS_ATTRIBUTES.contains(&name.as_str()),
            [tool, _] => tool == "rustfmt" || tool == "clippy",
            _ => false,
        };
        if !harmless && let Some(first) = attribute.path().segments.first() {
            self.add(
                first.ident.span(),
                HazardKind::Attribute,
                format!("#[{}]", path.join("::")),
            );
        }
    }
}

/// Whether the attribute is `cfg_attr(test, derive(…))` or `cfg_attr(feature = "…", derive(…))`, which adds code and takes
/// none away.
fn is_conditional_derive(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else {
        return false;
    };
    let text = list.tokens.to_string();
    text.split_once(',').is_some_and(|(condition, rest)| {
        let condition = condition.trim();
        (condition == "test" || condition.starts_with("feature ="))
            && rest.trim_start().starts_with("derive")
    })
}
