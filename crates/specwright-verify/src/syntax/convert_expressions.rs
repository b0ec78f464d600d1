//! Statements and expressions, brought over from `syn`.

use super::places::Places;
use super::{Arm, Binding, Expr, Kind, MethodCall, Path, Statement, StructLiteral};
use proc_macro2::Span;

impl Places<'_> {
    pub(super) fn block(&self, block: &syn::Block) -> Vec<Statement> {
        block
            .stmts
            .iter()
            .map(|statement| self.statement(statement))
            .collect()
    }

    fn statement(&self, statement: &syn::Stmt) -> Statement {
        match statement {
            syn::Stmt::Local(local) => Statement::Let(Binding {
                at: self.at(local.let_token.span),
                pattern: self.pattern(&local.pat),
                value: local.init.as_ref().map(|init| self.expr(&init.expr)),
                otherwise: local
                    .init
                    .as_ref()
                    .and_then(|init| init.diverge.as_ref())
                    .map(|(_, otherwise)| self.expr(otherwise)),
            }),
            syn::Stmt::Expr(expr, semicolon) => {
                Statement::Expr(self.expr(expr), semicolon.is_some())
            }
            syn::Stmt::Macro(statement) => Statement::Expr(
                self.invocation(&statement.mac),
                statement.semi_token.is_some(),
            ),
            syn::Stmt::Item(item) => Statement::Item(self.at(match item {
                syn::Item::Fn(item) => item.sig.ident.span(),
                syn::Item::Const(item) => item.ident.span(),
                syn::Item::Static(item) => item.ident.span(),
                syn::Item::Use(item) => item.use_token.span,
                _ => Span::call_site(),
            })),
        }
    }

    fn invocation(&self, invocation: &syn::Macro) -> Expr {
        let last = invocation.path.segments.last();
        let name = last.map_or_else(String::new, |segment| segment.ident.to_string());
        let literal = syn::parse2::<syn::LitStr>(invocation.tokens.clone());
        Expr {
            at: self.at(last.map_or_else(Span::call_site, |segment| segment.ident.span())),
            kind: Kind::Macro(name, literal.ok().map(|literal| literal.value())),
        }
    }

    fn boxed(&self, expr: &syn::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn all<'a>(&self, exprs: impl IntoIterator<Item = &'a syn::Expr>) -> Vec<Expr> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    #[expect(clippy::too_many_lines, reason = "one arm a kind of expression")]
    pub(super) fn expr(&self, expr: &syn::Expr) -> Expr {
        let (span, kind) = match expr {
            syn::Expr::Paren(inner) => return self.expr(&inner.expr),
            syn::Expr::Group(inner) => return self.expr(&inner.expr),
            syn::Expr::Macro(inner) => return self.invocation(&inner.mac),
            syn::Expr::Path(path) if path.qself.is_none() => {
                let types = self.path_arguments(&path.path);
                let names = segments(&path.path);
                let kind = if types.is_empty() {
                    Kind::Path(names)
                } else {
                    Kind::Generic(names, types)
                };
                (last_span(&path.path), kind)
            }
            syn::Expr::Lit(literal) => (literal.lit.span(), literal_kind(&literal.lit)),
            syn::Expr::Call(call) => {
                let callee = self.boxed(&call.func);
                let at = callee.at;
                return Expr {
                    at,
                    kind: Kind::Call(callee, self.all(&call.args)),
                };
            }
            syn::Expr::MethodCall(call) => (
                call.method.span(),
                Kind::Method(Box::new(MethodCall {
                    receiver: self.expr(&call.receiver),
                    name: call.method.to_string(),
                    types: call
                        .turbofish
                        .as_ref()
                        .map(|arguments| self.arguments(arguments))
                        .unwrap_or_default(),
                    arguments: self.all(&call.args),
                })),
            ),
            syn::Expr::Struct(literal) if literal.qself.is_none() => (
                last_span(&literal.path),
                Kind::Struct(StructLiteral {
                    path: segments(&literal.path),
                    fields: literal
                        .fields
                        .iter()
                        .map(|field| (member(&field.member), self.expr(&field.expr)))
                        .collect(),
                    rest: literal.rest.as_ref().map(|rest| self.boxed(rest)),
                }),
            ),
            syn::Expr::Array(array) => (
                array.bracket_token.span.open(),
                Kind::List(self.all(&array.elems)),
            ),
            syn::Expr::Tuple(tuple) => (
                tuple.paren_token.span.open(),
                Kind::Tuple(self.all(&tuple.elems)),
            ),
            syn::Expr::Reference(inner) => (
                inner.and_token.span,
                Kind::Reference(self.boxed(&inner.expr)),
            ),
            syn::Expr::Closure(closure) => (
                closure.inputs_begin.span,
                Kind::Closure(
                    closure
                        .inputs
                        .iter()
                        .map(|input| self.pattern(input))
                        .collect(),
                    self.boxed(&closure.body),
                ),
            ),
            syn::Expr::Match(inner) => {
                let arms = inner.arms.iter().map(|arm| Arm {
                    pattern: self.pattern(&arm.pat),
                    body: self.expr(&arm.body),
                });
                (
                    inner.match_token.span,
                    Kind::Match(self.boxed(&inner.expr), arms.collect()),
                )
            }
            syn::Expr::Block(block) if block.label.is_none() => (
                block.block.brace_token.span.open(),
                Kind::Block(self.block(&block.block)),
            ),
            syn::Expr::If(inner) => (
                inner.if_token.span,
                Kind::If {
                    condition: self.boxed(&inner.cond),
                    then: self.block(&inner.then_branch),
                    otherwise: inner
                        .else_branch
                        .as_ref()
                        .map(|(_, otherwise)| self.boxed(otherwise)),
                },
            ),
            syn::Expr::While(inner) if inner.label.is_none() => (
                inner.while_token.span,
                Kind::While {
                    condition: self.boxed(&inner.cond),
                    body: self.block(&inner.body),
                },
            ),
            syn::Expr::Let(inner) => (
                inner.let_token.span,
                Kind::Let(Box::new(self.pattern(&inner.pat)), self.boxed(&inner.expr)),
            ),
            syn::Expr::Assign(inner) => (
                inner.eq_token.span,
                Kind::Assign(self.boxed(&inner.left), self.boxed(&inner.right)),
            ),
            syn::Expr::Try(inner) => (
                inner.question_token.span,
                Kind::Try(self.boxed(&inner.expr)),
            ),
            syn::Expr::Await(inner) => {
                (inner.await_token.span, Kind::Await(self.boxed(&inner.base)))
            }
            syn::Expr::Return(inner) => (
                inner.return_token.span,
                Kind::Return(inner.expr.as_ref().map(|value| self.boxed(value))),
            ),
            syn::Expr::Field(inner) => (
                inner.dot_token.span,
                Kind::Field(self.boxed(&inner.base), member(&inner.member)),
            ),
            syn::Expr::Unary(inner) => match &inner.op {
                syn::UnOp::Not(token) => (token.span, Kind::Not(self.boxed(&inner.expr))),
                syn::UnOp::Neg(token) => (token.span, Kind::Negative(self.boxed(&inner.expr))),
                _ => return self.other(Span::call_site(), [&*inner.expr]),
            },
            syn::Expr::Async(inner) => {
                return self.other_block(inner.async_token.span, &[], &inner.block);
            }
            syn::Expr::ForLoop(inner) => {
                return self.other_block(inner.for_token.span, &[&inner.expr], &inner.body);
            }
            syn::Expr::Loop(inner) => {
                return self.other_block(inner.loop_token.span, &[], &inner.body);
            }
            syn::Expr::While(inner) => {
                return self.other_block(inner.while_token.span, &[&inner.cond], &inner.body);
            }
            syn::Expr::Block(inner) => {
                return self.other_block(inner.block.brace_token.span.open(), &[], &inner.block);
            }
            syn::Expr::Unsafe(inner) => {
                return self.other_block(inner.unsafe_token.span, &[], &inner.block);
            }
            syn::Expr::Const(inner) => {
                return self.other_block(inner.const_token.span, &[], &inner.block);
            }
            syn::Expr::TryBlock(inner) => {
                return self.other_block(inner.try_token.span, &[], &inner.block);
            }
            syn::Expr::Cast(inner) => return self.other(inner.as_token.span, [&*inner.expr]),
            syn::Expr::Index(inner) => {
                return self.other(
                    inner.bracket_token.span.open(),
                    [&*inner.expr, &*inner.index],
                );
            }
            syn::Expr::Binary(inner) => {
                return self.other(Span::call_site(), [&*inner.left, &*inner.right]);
            }
            syn::Expr::Repeat(inner) => {
                return self.other(inner.bracket_token.span.open(), [&*inner.expr]);
            }
            syn::Expr::Break(inner) => {
                return self.other(inner.break_token.span, inner.expr.as_deref());
            }
            syn::Expr::Range(inner) => {
                let ends = [inner.start.as_deref(), inner.end.as_deref()];
                return self.other(Span::call_site(), ends.into_iter().flatten());
            }
            _ => return self.other(Span::call_site(), []),
        };
        Expr {
            at: self.at(span),
            kind,
        }
    }

    /// An expression of which only the parts are kept; its place is the given one, or that of its first part.
    fn other<'a>(&self, span: Span, parts: impl IntoIterator<Item = &'a syn::Expr>) -> Expr {
        let parts = self.all(parts);
        let at = self.at(span);
        let at = if at.end == 0 {
            parts.first().map_or(at, |part| part.at)
        } else {
            at
        };
        Expr {
            at,
            kind: Kind::Other(parts),
        }
    }

    fn other_block(&self, span: Span, before: &[&syn::Expr], block: &syn::Block) -> Expr {
        let mut parts = self.all(before.iter().copied());
        parts.push(Expr {
            at: self.at(block.brace_token.span.open()),
            kind: Kind::Block(self.block(block)),
        });
        Expr {
            at: self.at(span),
            kind: Kind::Other(parts),
        }
    }
}

pub(super) fn segments(path: &syn::Path) -> Path {
    path.segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect()
}

pub(super) fn last_span(path: &syn::Path) -> Span {
    // The last segment says what is meant; the ones before it say where it lies.
    path.segments
        .last()
        .map_or_else(Span::call_site, |segment| segment.ident.span())
}

pub(super) fn member(member: &syn::Member) -> String {
    match member {
        syn::Member::Named(name) => name.to_string(),
        syn::Member::Unnamed(index) => index.index.to_string(),
    }
}

pub(super) fn literal_kind(literal: &syn::Lit) -> Kind {
    match literal {
        syn::Lit::Str(text) => Kind::Text(text.value()),
        syn::Lit::Bool(value) => Kind::Bool(value.value),
        syn::Lit::Int(number) => Kind::Number(number.base10_digits().to_owned()),
        syn::Lit::Float(number) => Kind::Number(number.base10_digits().to_owned()),
        _ => Kind::Other(Vec::new()),
    }
}
