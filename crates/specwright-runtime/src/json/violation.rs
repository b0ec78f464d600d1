//! Which rule does which part of a request break?

use super::pointer::Path;
use super::{Reader, Syntax, WriteJson, Writer};
use crate::json::{Additional, ObjectRule, Property, StringRule};
use std::borrow::Cow;

/// A part of a request that breaks a rule of the contract. It never holds the value itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The part.
    pub location: Location,
    /// The rule, by the keyword of its schema: `minLength`, `required`, `type`, `enum`, `format`. Beside keywords
    /// there are `duplicate`, a key or a parameter that is given twice; `encoding`, a text that is not UTF-8; `style`, a
    /// parameter whose parts are not written as the contract says; and `syntax`, a part that should be JSON and is not.
    pub code: Cow<'static, str>,
    /// What would be right: `must have at least 1 character`.
    pub detail: Cow<'static, str>,
}

/// A part of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In the body: a JSON Pointer as a fragment of a URI, `#/items/0/title`; `#` is the whole body.
    Body(String),
    /// A parameter in the path, by its name.
    Path(Cow<'static, str>),
    /// A parameter in the query, by its name.
    Query(Cow<'static, str>),
    /// A header, by its name.
    Header(Cow<'static, str>),
    /// A cookie, by its name.
    Cookie(Cow<'static, str>),
    /// In the value of a parameter: the parameter, and a JSON Pointer as in the body.
    Inside(Box<Location>, String),
}

impl Violation {
    /// A violation at a place in the body, given as a JSON Pointer: `/items/0/title`, or nothing for the whole.
    #[must_use]
    pub fn in_body(
        pointer: &str,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            location: Location::Body(super::pointer::fragment(pointer)),
            code: Cow::Borrowed(code),
            detail: detail.into(),
        }
    }
}

impl Location {
    /// The word of the member `in`, and the name.
    fn parameter(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::Body(_) => None,
            Self::Path(name) => Some(("path", name)),
            Self::Query(name) => Some(("query", name)),
            Self::Header(name) => Some(("header", name)),
            Self::Cookie(name) => Some(("cookie", name)),
            Self::Inside(parameter, _) => parameter.parameter(),
        }
    }

    /// The place within a value.
    fn pointer(&self) -> Option<&str> {
        match self {
            Self::Body(pointer) | Self::Inside(_, pointer) => Some(pointer),
            Self::Path(_) | Self::Query(_) | Self::Header(_) | Self::Cookie(_) => None,
        }
    }

    /// A place within the value of this parameter, given as if that were a body.
    pub(crate) fn inside(self, place: &Self) -> Self {
        match place.pointer() {
            None | Some("#") => self,
            Some(pointer) => Self::Inside(Box::new(self), pointer.to_owned()),
        }
    }
}

impl WriteJson for Violation {
    fn write(&self, json: &mut Writer) {
        let mut object = json.object();
        object.optional("pointer", self.location.pointer().as_ref());
        if let Some((place, name)) = self.location.parameter() {
            object.field("in", &place);
            object.field("parameter", &name);
        }
        object.field("code", &self.code);
        object.field("detail", &self.detail);
        object.end();
    }
}

static VIOLATION: ObjectRule = ObjectRule {
    properties: &[
        Property::optional("pointer"),
        Property::optional("in"),
        Property::optional("parameter"),
        Property::optional("code"),
        Property::optional("detail"),
    ],
    additional: Additional::Ignored,
    ..ObjectRule::ANY
};

impl Violation {
    /// Reads what [`WriteJson`] writes.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
        let (mut pointer, mut place, mut name) = (None, None, None);
        let (mut code, mut detail) = (None, None);
        let Some(mut object) = json.object(&VIOLATION)? else {
            return Ok(None);
        };
        while let Some(property) = json.property(&mut object)? {
            match property {
                0 => pointer = json.string(&StringRule::ANY)?,
                1 => place = json.string(&StringRule::ANY)?,
                2 => name = json.string(&StringRule::ANY)?,
                3 => code = json.string(&StringRule::ANY)?,
                4 => detail = json.string(&StringRule::ANY)?,
                _ => json.skip()?,
            }
        }
        if !json.end(object) {
            return Ok(None);
        }
        let name = Cow::Owned(name.unwrap_or_default());
        let parameter = match place.as_deref() {
            Some("path") => Some(Location::Path(name)),
            Some("query") => Some(Location::Query(name)),
            Some("header") => Some(Location::Header(name)),
            Some("cookie") => Some(Location::Cookie(name)),
            _ => None,
        };
        let location = match (parameter, pointer) {
            (Some(parameter), None) => parameter,
            (Some(parameter), Some(pointer)) => Location::Inside(Box::new(parameter), pointer),
            (None, pointer) => Location::Body(pointer.unwrap_or_else(|| "#".to_owned())),
        };
        Ok(Some(Self {
            location,
            code: Cow::Owned(code.unwrap_or_default()),
            detail: Cow::Owned(detail.unwrap_or_default()),
        }))
    }
}

/// How a value breaks a rule, before its place is known.
#[derive(Debug)]
pub(crate) struct Breach {
    pub(crate) code: &'static str,
    pub(crate) detail: Cow<'static, str>,
}

impl Breach {
    #[cold]
    pub(crate) fn new(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }

    /// The breach of a text that is none of the choices.
    #[cold]
    pub(crate) fn not_a_choice(names: &mut dyn Iterator<Item = &'static str>) -> Self {
        let mut listed: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        if listed.len() > MAX_NAMES {
            listed.truncate(MAX_NAMES);
            listed.push("…".to_owned());
        }
        Self::new("enum", format!("must be one of {}", listed.join(", ")))
    }
}

/// So many choices are named in a message.
const MAX_NAMES: usize = 24;

/// The violations of one request, up to a cap: a hostile request must not make a long answer.
#[derive(Debug, Default)]
pub(crate) struct Violations {
    list: Vec<Violation>,
    /// All of them, those beyond the cap too.
    count: usize,
}

impl Violations {
    const CAP: usize = 64;

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    #[cold]
    pub(crate) fn push(&mut self, location: Location, breach: Breach) {
        self.count += 1;
        if self.list.len() < Self::CAP {
            self.list.push(Violation {
                location,
                code: Cow::Borrowed(breach.code),
                detail: breach.detail,
            });
        }
    }

    /// The place is only written down where the list has room, since it costs more than all else.
    #[cold]
    pub(crate) fn push_at(&mut self, path: &Path, breach: Breach) {
        if self.list.len() < Self::CAP {
            self.push(Location::Body(path.fragment()), breach);
        } else {
            self.count += 1;
        }
    }

    pub(crate) fn append(&mut self, others: Vec<Violation>) {
        self.count += others.len();
        let room = Self::CAP - self.list.len();
        self.list.extend(others.into_iter().take(room));
    }

    pub(crate) fn into_list(self) -> Vec<Violation> {
        self.list
    }
}
