//! A function of a repository while it is put together: its arguments, and what is bound to its placeholders.

use crate::{
    Argument, Binding, FieldPresence, Ident, InputPlan, MadeValue, RepositoryArgument, RustType,
};
use specwright_model::{Column, ColumnType};

/// A function while it is put together.
#[derive(Default, Clone)]
pub(crate) struct Draft {
    pub arguments: Vec<RepositoryArgument>,
    /// What the service hands to them.
    pub handed: Vec<Argument>,
    pub bindings: Vec<Binding>,
}

impl Draft {
    /// Binds something and returns the number of its placeholder.
    pub(crate) fn bind(&mut self, binding: Binding) -> usize {
        if let Some(index) = self
            .bindings
            .iter()
            .position(|existing| *existing == binding)
        {
            return index + 1;
        }
        self.bindings.push(binding);
        self.bindings.len()
    }

    /// Takes an argument, unless it was taken before.
    pub(crate) fn take(&mut self, name: &Ident, kind: RustType, handed: Argument) {
        let taken = self.arguments.iter().any(|argument| argument.name == *name);
        if !taken {
            self.handed.push(handed);
            let name = name.clone();
            self.arguments.push(RepositoryArgument { name, kind });
        }
    }

    /// Takes a field of the operation's input as an argument for a column and returns its placeholder.
    pub(crate) fn input(&mut self, input: &InputPlan, column: &Column) -> usize {
        let optional = input.presence == FieldPresence::Optional;
        let kind = if optional {
            RustType::Optional(Box::new(input.value.clone()))
        } else {
            input.value.clone()
        };
        let name = input.name.clone();
        let handed = match &kind {
            kind if kind.is_copy() => Argument::Input(name),
            RustType::Optional(_) => Argument::InputDeref(name),
            _ => Argument::InputRef(name),
        };
        self.take(&input.name, kind, handed);
        let name = input.name.clone();
        self.bind(match column.kind {
            ColumnType::Decimal { scale, .. } => Binding::FixedArgument(name, scale),
            _ => Binding::Argument(name),
        })
    }

    /// Takes a value that the service makes as an argument and returns its name.
    pub(crate) fn made(&mut self, value: MadeValue, name: Ident) -> Ident {
        self.take(&name, made_type(value), Argument::Made(value, name.clone()));
        name
    }
}

fn made_type(value: MadeValue) -> RustType {
    match value {
        MadeValue::UuidV4 | MadeValue::UuidV7 => RustType::Uuid,
        MadeValue::Now => RustType::Timestamp,
        MadeValue::LocalNow => RustType::LocalTimestamp,
        MadeValue::Today => RustType::Date,
    }
}
