//! What does a client learn about an error? A problem as RFC 9457 has it.

use crate::error::Error;
use crate::http::RequestId;
use crate::json::{
    Additional, ArrayRule, IntegerRule, ObjectRule, Property, Reader, Refusal, StringRule, Syntax,
    Violation, WriteJson, Writer,
};
use crate::value::Json;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An error as clients see it: `application/problem+json`.
///
/// The identifier of the request is filled in when the problem is sent, so that it need not be carried along.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem(Box<Details>);

#[derive(Debug, Clone, PartialEq)]
struct Details {
    kind: Cow<'static, str>,
    title: Cow<'static, str>,
    status: u16,
    detail: Option<Cow<'static, str>>,
    instance: Option<String>,
    request_id: Option<String>,
    errors: Vec<Violation>,
    members: BTreeMap<String, Json>,
}

/// The type of a problem that says no more than its status does.
const BLANK: &str = "about:blank";

impl Problem {
    /// A problem that says no more than its status does.
    #[must_use]
    pub fn new(status: u16) -> Self {
        let known = ::http::StatusCode::from_u16(status).ok();
        Self(Box::new(Details {
            kind: Cow::Borrowed(BLANK),
            title: Cow::Borrowed(
                known
                    .and_then(|known| known.canonical_reason())
                    .unwrap_or("Error"),
            ),
            status,
            detail: None,
            instance: None,
            request_id: None,
            errors: Vec::new(),
            members: BTreeMap::new(),
        }))
    }

    /// The problem of a request that breaks these rules.
    #[must_use]
    pub fn invalid(status: u16, violations: Vec<Violation>) -> Self {
        let detail = match violations.len() {
            1 => "The request breaks a rule of the contract.",
            _ => "The request breaks rules of the contract.",
        };
        Self::new(status)
            .with_detail(detail)
            .with_errors(violations)
    }

    /// The problem of a body that is not JSON.
    #[must_use]
    pub fn malformed(status: u16, syntax: &Syntax) -> Self {
        Self::new(status).with_detail(format!("The body is not JSON that can be read: {syntax}."))
    }

    /// Another status; the title follows it, if it was the one of the status before.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        let (before, after) = (Self::new(self.status()), Self::new(status));
        if self.0.title == before.0.title {
            self.0.title = after.0.title;
        }
        self.0.status = status;
        self
    }

    /// A URI for the kind of problem.
    #[must_use]
    pub fn with_type(mut self, uri: impl Into<Cow<'static, str>>) -> Self {
        self.0.kind = uri.into();
        self
    }

    /// A short text for the kind of problem.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<Cow<'static, str>>) -> Self {
        self.0.title = title.into();
        self
    }

    /// A text for this occurrence.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// A URI for this occurrence.
    #[must_use]
    pub fn with_instance(mut self, uri: impl Into<String>) -> Self {
        self.0.instance = Some(uri.into());
        self
    }

    /// What is wrong with the request, part by part.
    #[must_use]
    pub fn with_errors(mut self, violations: Vec<Violation>) -> Self {
        self.0.errors = violations;
        self
    }

    /// A member of its own, beside those of the standard; a name of the standard is not set.
    #[must_use]
    pub fn with_member(mut self, name: impl Into<String>, value: Json) -> Self {
        let name = name.into();
        if !PROBLEM
            .properties
            .iter()
            .any(|property| property.name == name)
        {
            self.0.members.insert(name, value);
        }
        self
    }

    pub(crate) fn with_request_id(mut self, id: &RequestId) -> Self {
        self.0.request_id = Some(id.to_string());
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The URI for the kind of problem.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.0.kind
    }

    /// The short text for the kind of problem.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// The text for this occurrence.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// What is wrong with the request, part by part.
    #[must_use]
    pub fn errors(&self) -> &[Violation] {
        &self.0.errors
    }

    /// The identifier of the request, where it is known.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// A member of its own, beside those of the standard.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Json> {
        self.0.members.get(name)
    }

    /// Reads a problem; members beyond the standard's are kept.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
        let (mut kind, mut title, mut status) = (None, None, None);
        let (mut detail, mut instance, mut request_id) = (None, None, None);
        let mut errors = None;
        let mut members = BTreeMap::new();
        let Some(mut object) = json.object(&PROBLEM)? else {
            return Ok(None);
        };
        while let Some(property) = json.property(&mut object)? {
            match property {
                0 => kind = json.string(&StringRule::ANY)?,
                1 => title = json.string(&StringRule::ANY)?,
                2 => status = json.int32(&STATUS)?,
                3 => detail = json.string(&StringRule::ANY)?,
                4 => instance = json.string(&StringRule::ANY)?,
                5 => request_id = json.string(&StringRule::ANY)?,
                6 => errors = json.array(&ArrayRule::ANY, |json| Violation::read(json))?,
                _ => {
                    let key = json.key();
                    members.extend(json.any()?.map(|value| (key, value)));
                }
            }
        }
        if !json.end(object) {
            return Ok(None);
        }
        let status = status
            .and_then(|status| u16::try_from(status).ok())
            .unwrap_or(500);
        let mut problem = Self::new(status).with_errors(errors.unwrap_or_default());
        let details = &mut *problem.0;
        details.kind = kind.map_or(Cow::Borrowed(BLANK), Cow::Owned);
        if let Some(title) = title {
            details.title = Cow::Owned(title);
        }
        details.detail = detail.map(Cow::Owned);
        details.instance = instance;
        details.request_id = request_id;
        details.members = members;
        Ok(Some(problem))
    }
}

static PROBLEM: ObjectRule = ObjectRule {
    properties: &[
        Property::optional("type"),
        Property::optional("title"),
        Property::optional("status"),
        Property::optional("detail"),
        Property::optional("instance"),
        Property::optional("requestId"),
        Property::optional("errors"),
    ],
    additional: Additional::Collected,
    ..ObjectRule::ANY
};

static STATUS: IntegerRule = IntegerRule {
    minimum: Some(100),
    maximum: Some(599),
    ..IntegerRule::INT32
};

impl WriteJson for Problem {
    fn write(&self, json: &mut Writer) {
        let details = &*self.0;
        let mut object = json.object();
        object.field("type", &details.kind);
        object.field("title", &details.title);
        object.field("status", &details.status);
        object.optional("detail", details.detail.as_ref());
        object.optional("instance", details.instance.as_ref());
        object.optional("requestId", details.request_id.as_ref());
        if !details.errors.is_empty() {
            object.field("errors", &details.errors);
        }
        object.entries(&details.members);
        object.end();
    }
}

/// The details of what the service did wrong are logged here and not sent.
impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(404),
            Error::Conflict { detail, .. } => Self::new(409).with_detail(detail),
            Error::Invalid(violations) => Self::invalid(422, violations),
            Error::Forbidden => Self::new(403),
            Error::NotImplemented(operation) => {
                tracing::warn!(operation, "an operation is not implemented yet");
                Self::new(501)
                    .with_detail(format!("The operation {operation} is not implemented yet."))
            }
            Error::Unavailable(reason) => {
                tracing::warn!(reason, "a request cannot be served now");
                Self::new(503)
            }
            Error::Internal(reason) => {
                tracing::error!(reason, "a request failed");
                Self::new(500)
            }
            Error::Problem(problem) => problem,
        }
    }
}

impl From<Syntax> for Problem {
    fn from(syntax: Syntax) -> Self {
        Self::malformed(400, &syntax)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed(syntax) => syntax.into(),
            Refusal::Invalid(violations) => Self::invalid(422, violations),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status(), self.title())?;
        match self.detail() {
            Some(detail) => write!(f, ": {detail}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
