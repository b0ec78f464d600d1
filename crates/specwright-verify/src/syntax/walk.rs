//! All expressions inside an expression or a body.

use super::{Expr, Kind, Statement};

impl Expr {
    /// Calls the visitor with this expression and with each that it is made of.
    pub(crate) fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr)) {
        visit(self);
        match &self.kind {
            Kind::Path(_) | Kind::Generic(..)
            | Kind::Text(_)
            | Kind::Number(_)
            | Kind::Bool(_)
            | Kind::Macro
            | Kind::Return(None) => {}
            Kind::Call(callee, arguments) => {
                callee.walk(visit);
                arguments.iter().for_each(|argument| argument.walk(visit));
            }
            Kind::Method(call) => {
                call.receiver.walk(visit);
                call.arguments
                    .iter()
                    .for_each(|argument| argument.walk(visit));
            }
            Kind::Struct(literal) => {
                literal
                    .fields
                    .iter()
                    .for_each(|(_, value)| value.walk(visit));
                literal.rest.iter().for_each(|rest| rest.walk(visit));
            }
            Kind::List(items) | Kind::Tuple(items) | Kind::Other(items) => {
                items.iter().for_each(|item| item.walk(visit))
            }
            Kind::Match(on, arms) => {
                on.walk(visit);
                arms.iter().for_each(|arm| arm.body.walk(visit));
            }
            Kind::Block(statements) => walk_statements(statements, visit),
            Kind::If {
                condition,
                then,
                otherwise,
            } => {
                condition.walk(visit);
                walk_statements(then, visit);
                otherwise.iter().for_each(|otherwise| otherwise.walk(visit));
            }
            Kind::While { condition, body } => {
                condition.walk(visit);
                walk_statements(body, visit);
            }
            Kind::Assign(left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
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

/// Calls the visitor with each expression of a body.
pub(crate) fn walk_statements<'e>(statements: &'e [Statement], visit: &mut dyn FnMut(&'e Expr)) {
    for statement in statements {
        match statement {
            Statement::Let(binding) => {
                binding
                    .value
                    .iter()
                    .chain(&binding.otherwise)
                    .for_each(|expr| expr.walk(visit));
            }
            Statement::Expr(expr, _) => expr.walk(visit),
            Statement::Item(_) => {}
        }
    }
}
