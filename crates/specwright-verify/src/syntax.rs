//! What is kept of a Rust file: items, statements and expressions without trivia, each with its place.
//!
//! `syn`'s own tree cannot leave the thread that parsed it; this one can, and it holds only what emitted code may say.

mod convert;
mod convert_expressions;
mod convert_types;
mod hazard;
mod item;
mod places;
mod walk;

pub(crate) use convert::read;
pub(crate) use hazard::{Hazard, HazardKind};
pub(crate) use item::{Constant, Enumeration, File, Function, Implementation, Record, Variant};
pub(crate) use walk::walk_statements;

/// A range of bytes in a file of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    /// The number of the file in the tree.
    pub(crate) file: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The segments of a path, without generic arguments.
pub(crate) type Path = Vec<String>;

/// An expression.
#[derive(Debug, Clone)]
pub(crate) struct Expr {
    pub(crate) at: At,
    pub(crate) kind: Kind,
}

/// What an expression is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Path(Path),
    /// A path whose last segment has type arguments, such as `Reader::choice::<T>`.
    Generic(Path, Vec<Type>),
    Text(String),
    /// The text of a numeric literal, without underscores and suffix.
    Number(String),
    Bool(bool),
    Call(Box<Expr>, Vec<Expr>),
    Method(Box<MethodCall>),
    Struct(StructLiteral),
    List(Vec<Expr>),
    Tuple(Vec<Expr>),
    Reference(Box<Expr>),
    Closure(Vec<Pattern>, Box<Expr>),
    Match(Box<Expr>, Vec<Arm>),
    Block(Vec<Statement>),
    If {
        condition: Box<Expr>,
        then: Vec<Statement>,
        otherwise: Option<Box<Expr>>,
    },
    While {
        condition: Box<Expr>,
        body: Vec<Statement>,
    },
    /// `let pattern = value` as a condition.
    Let(Box<Pattern>, Box<Expr>),
    Assign(Box<Expr>, Box<Expr>),
    Try(Box<Expr>),
    Await(Box<Expr>),
    Return(Option<Box<Expr>>),
    Field(Box<Expr>, String),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    /// A macro's name, and its argument where that is one string.
    Macro(String, Option<String>),
    /// Anything whose meaning nothing here needs, with what it is made of.
    Other(Vec<Expr>),
}

/// `receiver.name::<types>(arguments)`.
#[derive(Debug, Clone)]
pub(crate) struct MethodCall {
    pub(crate) receiver: Expr,
    pub(crate) name: String,
    pub(crate) types: Vec<Type>,
    pub(crate) arguments: Vec<Expr>,
}

/// `path { fields, ..rest }`.
#[derive(Debug, Clone)]
pub(crate) struct StructLiteral {
    pub(crate) path: Path,
    pub(crate) fields: Vec<(String, Expr)>,
    pub(crate) rest: Option<Box<Expr>>,
}

/// One arm of a `match`.
#[derive(Debug, Clone)]
pub(crate) struct Arm {
    pub(crate) pattern: Pattern,
    pub(crate) body: Expr,
}

/// A pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) at: At,
    pub(crate) kind: PatternKind,
}

/// What a pattern is.
#[derive(Debug, Clone)]
pub(crate) enum PatternKind {
    Wild,
    Name(String),
    Number(String),
    Path(Path),
    Tuple(Vec<Pattern>),
    TupleStruct(Path, Vec<Pattern>),
    Struct(Path, Vec<(String, Pattern)>),
    /// `a | b`
    Or(Vec<Pattern>),
    Other,
}

/// A statement.
#[derive(Debug, Clone)]
pub(crate) enum Statement {
    Let(Binding),
    /// An expression; the flag tells whether a semicolon follows.
    Expr(Expr, bool),
    Item(At),
}

impl Statement {
    pub(crate) fn at(&self) -> At {
        match self {
            Self::Let(binding) => binding.at,
            Self::Expr(expr, _) => expr.at,
            Self::Item(at) => *at,
        }
    }
}

/// `let pattern = value else { otherwise };`
#[derive(Debug, Clone)]
pub(crate) struct Binding {
    pub(crate) at: At,
    pub(crate) pattern: Pattern,
    pub(crate) value: Option<Expr>,
    pub(crate) otherwise: Option<Expr>,
}

/// A type.
#[derive(Debug, Clone)]
pub(crate) struct Type {
    pub(crate) at: At,
    pub(crate) kind: TypeKind,
}

/// What a type is.
#[derive(Debug, Clone)]
pub(crate) enum TypeKind {
    Path(Path, Vec<Type>),
    /// A reference, a slice, a tuple, a pointer …
    Other,
}

impl Expr {
    /// The name, if the expression is one identifier.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Path(path) if path.len() == 1 => Some(&path[0]),
            _ => None,
        }
    }

    /// The path, if the expression is one.
    pub(crate) fn path(&self) -> Option<&[String]> {
        if let Kind::Path(path) = &self.kind {
            Some(path)
        } else {
            None
        }
    }

    /// The called path and the arguments, if the expression calls a path.
    pub(crate) fn call(&self) -> Option<(&[String], &[Expr])> {
        if let Kind::Call(callee, arguments) = &self.kind {
            Some((callee.path()?, arguments))
        } else {
            None
        }
    }

    /// The method call, if the expression is one.
    pub(crate) fn method(&self) -> Option<&MethodCall> {
        if let Kind::Method(call) = &self.kind {
            Some(call)
        } else {
            None
        }
    }

    /// What stands before `?`, if the expression ends so.
    pub(crate) fn tried(&self) -> Option<&Expr> {
        if let Kind::Try(inner) = &self.kind {
            Some(inner)
        } else {
            None
        }
    }

    /// What a reference refers to, or the expression itself.
    pub(crate) fn behind_reference(&self) -> &Expr {
        if let Kind::Reference(inner) = &self.kind {
            inner.behind_reference()
        } else {
            self
        }
    }

    /// The string literal, if the expression is one.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind {
            Some(text)
        } else {
            None
        }
    }

    /// The boolean literal, if the expression is one.
    pub(crate) fn boolean(&self) -> Option<bool> {
        if let Kind::Bool(value) = self.kind {
            Some(value)
        } else {
            None
        }
    }

    /// The numeric literal with its sign, if the expression is one.
    pub(crate) fn number(&self) -> Option<String> {
        match &self.kind {
            Kind::Number(text) => Some(text.clone()),
            Kind::Negative(inner) => inner.number().map(|text| format!("-{text}")),
            _ => None,
        }
    }

    /// The items of an array literal, also behind a reference.
    pub(crate) fn items(&self) -> Option<&[Expr]> {
        if let Kind::List(items) = &self.behind_reference().kind {
            Some(items)
        } else {
            None
        }
    }

    /// The expression of a block of one, or the expression itself.
    pub(crate) fn only(&self) -> &Expr {
        match &self.kind {
            Kind::Block(statements) => match &statements[..] {
                [Statement::Expr(inner, _)] => inner.only(),
                _ => self,
            },
            _ => self,
        }
    }

    /// The only argument of a call of this one-segment function, such as `Some(x)`.
    pub(crate) fn wrapped_by(&self, function: &str) -> Option<&Expr> {
        match self.call() {
            Some(([name], [argument])) if name == function => Some(argument),
            _ => None,
        }
    }
}

impl Pattern {
    /// The name, if the pattern binds one.
    pub(crate) fn name(&self) -> Option<&str> {
        if let PatternKind::Name(name) = &self.kind {
            Some(name)
        } else {
            None
        }
    }

    /// The name inside `Some(name)`.
    pub(crate) fn some_name(&self) -> Option<&str> {
        match &self.kind {
            PatternKind::TupleStruct(path, items) if path.len() == 1 && path[0] == "Some" => {
                match &items[..] {
                    [item] => item.name(),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

impl Type {
    /// The last segment of the path, and the type arguments.
    pub(crate) fn head(&self) -> Option<(&str, &[Type])> {
        let TypeKind::Path(path, arguments) = &self.kind else {
            return None;
        };
        Some((path.last()?, arguments))
    }

    /// The argument of a type constructor of this name, such as `Option<T>`.
    pub(crate) fn argument_of(&self, constructor: &str) -> Option<&Type> {
        match self.head() {
            Some((name, [argument])) if name == constructor => Some(argument),
            _ => None,
        }
    }
}
