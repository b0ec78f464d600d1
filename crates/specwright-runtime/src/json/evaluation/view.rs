//! As what do assertions see a value?

use crate::json::texts::Texts;
use crate::json::tree::{Kind, Member, Tree};
use crate::json::{Assertion, NumberText, Schema, Types};

/// A value by what it is. JSON's values are one thing each. A text that is given for a value may be several: the
/// string, the number that it spells, and an array of itself.
pub(super) struct View<'e> {
    pub(super) node: usize,
    /// The types that it has.
    pub(super) types: Types,
    pub(super) boolean: Option<bool>,
    pub(super) number: Option<NumberText<'e>>,
    pub(super) string: Option<&'e str>,
    pub(super) items: Option<Items<'e>>,
    pub(super) members: Option<&'e [Member<'e>]>,
    /// Whether it is a scalar that is given as text, which has no JSON type.
    pub(super) untyped: bool,
}

/// The items of an array.
#[derive(Clone, Copy)]
pub(super) enum Items<'e> {
    All(&'e [usize]),
    /// One value that stands for an array of one.
    Single(usize),
}

impl<'e> Items<'e> {
    pub(super) fn as_slice<'s>(&'s self) -> &'s [usize]
    where
        'e: 's,
    {
        match self {
            Self::All(items) => items,
            Self::Single(item) => std::slice::from_ref(item),
        }
    }
}

impl<'e> View<'e> {
    /// The value at a node, as the assertions of a schema see it.
    pub(super) fn of(
        tree: &'e Tree<'_>,
        texts: Option<&Texts>,
        schema: &Schema,
        node: usize,
    ) -> Self {
        let in_texts = texts.is_some_and(|texts| !texts.is_strict(tree.place(node).0));
        let view = Self::in_json(tree, node);
        if in_texts {
            view.in_texts(stated(schema))
        } else {
            view
        }
    }

    fn in_json(tree: &'e Tree<'_>, node: usize) -> Self {
        let nothing = Self {
            node,
            types: Types::NONE,
            boolean: None,
            number: None,
            string: None,
            items: None,
            members: None,
            untyped: false,
        };
        match tree.kind(node) {
            Kind::Null => Self {
                types: Types::NULL,
                ..nothing
            },
            Kind::Boolean(boolean) => Self {
                types: Types::BOOLEAN,
                boolean: Some(*boolean),
                ..nothing
            },
            Kind::Number => {
                let number = NumberText::parse_bytes(tree.text(node));
                Self {
                    types: number.map_or(Types::NONE, |number| Types::of_number(&number)),
                    number,
                    ..nothing
                }
            }
            Kind::String(string) => Self {
                types: Types::STRING,
                string: Some(string),
                ..nothing
            },
            Kind::Array(items) => Self {
                types: Types::ARRAY,
                items: Some(Items::All(items)),
                ..nothing
            },
            Kind::Object(members) => Self {
                types: Types::OBJECT,
                members: Some(members),
                ..nothing
            },
        }
    }

    /// What the value may be where scalars are given as text. If the schema states types, it is the first of them
    /// that it can be, else it is everything that it can be.
    fn in_texts(mut self, stated: Option<Types>) -> Self {
        self.untyped = self.items.is_none() && self.members.is_none();
        // A number is an upload: a string that nothing is asked of.
        if self.number.take().is_some() {
            self.types = Types::STRING;
        }
        if let Some(text) = self.string {
            self.types = Types::spelled(text);
            self.boolean = text.parse().ok();
            self.number = NumberText::parse(text);
        }
        if self.items.is_none() {
            self.types = self.types.or(Types::ARRAY);
            self.items = Some(Items::Single(self.node));
        }
        let Some(stated) = stated else { return self };
        let fits = |types: &Types| self.types.meets(*types) && stated.meets(*types);
        let Some(types) = IN_TEXTS.iter().copied().find(fits) else {
            if self.string.is_some() {
                self.types = Types::STRING;
            }
            return self;
        };
        self.types = self.types.and(types);
        self.boolean = self.boolean.filter(|_| types == Types::BOOLEAN);
        self.number = self.number.filter(|_| Types::NUMBER.contains(types));
        self.string = self.string.filter(|_| types == Types::STRING);
        self.members = self.members.filter(|_| types == Types::OBJECT);
        self.items = self.items.filter(|_| types == Types::ARRAY);
        self
    }
}

/// The types in the order in which a text is taken for one of them.
const IN_TEXTS: [Types; 6] = [
    Types::BOOLEAN,
    Types::INTEGER,
    Types::NUMBER,
    Types::STRING,
    Types::OBJECT,
    Types::ARRAY,
];

/// The types that a schema states.
fn stated(schema: &Schema) -> Option<Types> {
    schema.0.iter().find_map(|assertion| match assertion {
        Assertion::Types(types) => Some(*types),
        _ => None,
    })
}
