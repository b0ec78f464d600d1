//! All expressions inside an expression or a body.

use super::{Expr, Kind, Statement};

impl Expr {
    /// Calls the visitor with this expression and with each that it is made of.
    pub(crate) fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr)) {
        visit(self);
        match &self.kind {
            Kind::Path(_)
            | Kind::Generic(..)
            | Kind::Text(_)
            | Kind::Number(_)
            | Kind::Bool(_)
            | Kind::Macro(..)
            | Kind::Return(None) => {}
            Kind::Call(callee, arguments) => {
                callee.walk(visit);
                walk_all(arguments, visit);
            }
            Kind::Method(call) => {
                call.receiver.walk(visit);
                walk_all(&call.arguments, visit);
            }
            Kind::Struct(literal) => {
                walk_all(literal.fields.iter().map(|(_, value)| value), visit);
                walk_all(literal.rest.as_deref(), visit);
            }
            Kind::List(items) | Kind::Tuple(items) | Kind::Other(items) => walk_all(items, visit),
            Kind::Match(on, arms) => {
                on.walk(visit);
                walk_all(arms.iter().map(|arm| &arm.body), visit);
            }
            Kind::Block(statements) => walk_statements(statements, visit),
            Kind::If {
                condition,
                then,
                otherwise,
            } => {
                condition.walk(visit);
                walk_statements(then, visit);
                walk_all(otherwise.as_deref(), visit);
            }
            Kind::While { condition, body } => {
                condition.walk(visit);
                walk_statements(body, visit);
            }
            Kind::Assign(left, right) => walk_all([&**left, &**right], visit),
            Kind::Reference(inner)
            | Kind::Closure(_, inner)
            | Kind::Let(_, inner)
            | Kind::Try(inner)
            | Kind::Await(inner)
            | Kind::Return(Some(inner))
            | Kind::Field(inner, _)
            | Kind::Not(inner)
            | Kind::Negative(inner) => inner.walk(visit),
        }
    }
}

fn walk_all<'e>(exprs: impl IntoIterator<Item = &'e Expr>, visit: &mut dyn FnMut(&'e Expr)) {
    for expr in exprs {
        expr.walk(visit);
    }
}

/// Calls the visitor with each expression of a body.
pub(crate) fn walk_statements<'e>(statements: &'e [Statement], visit: &mut dyn FnMut(&'e Expr)) {
    for statement in statements {
        match statement {
            Statement::Let(binding) => {
                walk_all(binding.value.iter().chain(&binding.otherwise), visit);
            }
            Statement::Expr(expr, _) => expr.walk(visit),
            Statement::Item(_) => {}
        }
    }
}
