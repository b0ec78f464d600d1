//! The items of a file.

use super::{At, Expr, Hazard, Path, Statement, Type};
use std::collections::BTreeMap;

/// One file, read.
#[derive(Debug, Default)]
pub(crate) struct File {
    pub(crate) functions: BTreeMap<String, Function>,
    /// `static` and `const` items.
    pub(crate) constants: BTreeMap<String, Constant>,
    pub(crate) records: BTreeMap<String, Record>,
    pub(crate) enumerations: BTreeMap<String, Enumeration>,
    pub(crate) aliases: BTreeMap<String, Type>,
    pub(crate) implementations: Vec<Implementation>,
    /// What a name of this file stands for, from `use`.
    pub(crate) imports: BTreeMap<String, Import>,
    /// Paths whose contents are imported by `*`.
    pub(crate) globs: Vec<Path>,
    /// Items and imported names, each with its place.
    pub(crate) names: Vec<(String, At)>,
    /// Imports under another name, and imports from other crates than the runtime and the standard library.
    pub(crate) odd_imports: Vec<At>,
    /// `mod name;`
    pub(crate) children: BTreeMap<String, At>,
    /// Items that emitted code does not have.
    pub(crate) strange: Vec<At>,
    /// Constructs that have no place in a request's way.
    pub(crate) hazards: Vec<Hazard>,
}

/// A function, also one of an `impl`.
#[derive(Debug, Clone)]
pub(crate) struct Function {
    pub(crate) at: At,
    pub(crate) is_async: bool,
    /// The parameters behind `self`.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) output: Option<Type>,
    pub(crate) body: Vec<Statement>,
}

/// A parameter of a function.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) name: Option<String>,
}

/// A `static` or `const`.
#[derive(Debug, Clone)]
pub(crate) struct Constant {
    pub(crate) at: At,
    pub(crate) kind: Type,
    pub(crate) value: Expr,
}

/// A struct with its fields; those of a tuple struct are named by their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) at: At,
    pub(crate) fields: Vec<(String, Type)>,
}

/// An enum.
#[derive(Debug, Clone)]
pub(crate) struct Enumeration {
    pub(crate) at: At,
    pub(crate) variants: Vec<Variant>,
}

/// A variant with its fields; those of a tuple variant are named by their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    pub(crate) at: At,
    pub(crate) name: String,
    pub(crate) fields: Vec<(String, Type)>,
}

/// An `impl`.
#[derive(Debug, Clone)]
pub(crate) struct Implementation {
    /// The last segment of the trait's path.
    pub(crate) of: Option<String>,
    pub(crate) subject: Type,
    pub(crate) functions: BTreeMap<String, Function>,
    pub(crate) constants: BTreeMap<String, Constant>,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(crate) struct Import {
    pub(crate) path: Path,
}
