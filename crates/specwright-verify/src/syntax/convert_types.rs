//! Patterns and types, brought over from `syn`.

use super::convert_expressions::{last_span, literal_kind, member, segments};
use super::places::Places;
use super::{Kind, Pattern, PatternKind, Type, TypeKind};
use proc_macro2::Span;

impl Places<'_> {
    pub(super) fn pattern(&self, pattern: &syn::Pat) -> Pattern {
        let all = |patterns: &syn::punctuated::Punctuated<syn::Pat, syn::Token![,]>| {
            patterns
                .iter()
                .map(|pattern| self.pattern(pattern))
                .collect::<Vec<_>>()
        };
        let (span, kind) = match pattern {
            syn::Pat::Paren(inner) => return self.pattern(&inner.pat),
            syn::Pat::Type(inner) => return self.pattern(&inner.pat),
            syn::Pat::Wild(inner) => (inner.underscore_token.span, PatternKind::Wild),
            syn::Pat::Ident(inner) if inner.subpat.is_none() && inner.by_ref.is_none() => (
                inner.ident.span(),
                PatternKind::Name(inner.ident.to_string()),
            ),
            syn::Pat::Lit(inner) => (
                inner.lit.span(),
                match literal_kind(&inner.lit) {
                    Kind::Number(text) => PatternKind::Number(text),
                    _ => PatternKind::Other,
                },
            ),
            syn::Pat::Path(inner) if inner.qself.is_none() => (
                last_span(&inner.path),
                PatternKind::Path(segments(&inner.path)),
            ),
            syn::Pat::Tuple(inner) => (
                inner.paren_token.span.open(),
                PatternKind::Tuple(all(&inner.elems)),
            ),
            syn::Pat::TupleStruct(inner) if inner.qself.is_none() => (
                last_span(&inner.path),
                PatternKind::TupleStruct(segments(&inner.path), all(&inner.elems)),
            ),
            syn::Pat::Struct(inner) if inner.qself.is_none() && inner.rest.is_none() => {
                let fields = inner
                    .fields
                    .iter()
                    .map(|field| (member(&field.member), self.pattern(&field.pat)));
                (
                    last_span(&inner.path),
                    PatternKind::Struct(segments(&inner.path), fields.collect()),
                )
            }
            syn::Pat::Or(inner) => {
                let cases: Vec<Pattern> =
                    inner.cases.iter().map(|case| self.pattern(case)).collect();
                return Pattern {
                    at: cases
                        .first()
                        .map_or(self.at(Span::call_site()), |case| case.at),
                    kind: PatternKind::Or(cases),
                };
            }
            _ => (Span::call_site(), PatternKind::Other),
        };
        Pattern {
            at: self.at(span),
            kind,
        }
    }

    /// The type arguments of a path's last segment.
    pub(super) fn path_arguments(&self, path: &syn::Path) -> Vec<Type> {
        match path.segments.last().map(|segment| &segment.arguments) {
            Some(syn::PathArguments::AngleBracketed(arguments)) => self.arguments(arguments),
            _ => Vec::new(),
        }
    }

    pub(super) fn arguments(&self, arguments: &syn::AngleBracketedGenericArguments) -> Vec<Type> {
        let types = arguments.args.iter().filter_map(|argument| match argument {
            syn::GenericArgument::Type(kind) => Some(self.kind(kind)),
            _ => None,
        });
        types.collect()
    }

    pub(super) fn kind(&self, kind: &syn::Type) -> Type {
        let (span, kind) = match kind {
            syn::Type::Paren(inner) => return self.kind(&inner.elem),
            syn::Type::Group(inner) => return self.kind(&inner.elem),
            syn::Type::Path(inner) if inner.qself.is_none() => {
                let arguments = self.path_arguments(&inner.path);
                (
                    last_span(&inner.path),
                    TypeKind::Path(segments(&inner.path), arguments),
                )
            }
            _ => (Span::call_site(), TypeKind::Other),
        };
        Type {
            at: self.at(span),
            kind,
        }
    }
}
