//! What does an operation get from its request?

use super::body::Payload;
#[cfg(feature = "yaml")]
use super::body::content_type;
#[cfg(feature = "yaml")]
use super::media_type;
use super::template::Template;
use super::texts::Kept;
use super::{Input, Route, accept};
use crate::context::Context;
use crate::json::Syntax;
#[cfg(feature = "yaml")]
use crate::json::texts::Texts;
use bytes::Bytes;
use http::{HeaderMap, Uri};
use std::sync::Arc;

/// One request to an operation.
pub struct Call {
    pub(super) route: &'static Route,
    pub(super) template: Arc<Template>,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Payload,
    /// What of it was put together anew to be read.
    pub(super) texts: Kept,
    pub(super) context: Context,
}

impl Call {
    /// The operation that is called.
    #[must_use]
    pub fn route(&self) -> &'static Route {
        self.route
    }

    /// What the operation has at hand.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The parameters and the body, to be read against their rules.
    #[must_use]
    pub fn input(&self) -> Input<'_> {
        Input::of(self)
    }

    /// The address of the request.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The headers of the request.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came, where it is read as a whole; else nothing.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        static NOTHING: Bytes = Bytes::new();
        match &self.body {
            Payload::Whole(bytes) => bytes,
            Payload::Stream(_) | Payload::Parts(_) => &NOTHING,
        }
    }

    /// The body as JSON, if it is there as a whole: as it came, or what it says in YAML.
    #[cfg(feature = "yaml")]
    pub(super) fn json_body(&self) -> Result<&[u8], Syntax> {
        let media_type = content_type(&self.headers);
        if !media_type::is_yaml(media_type::essence(media_type)) {
            return Ok(self.body());
        }
        let texts = Texts {
            text: super::yaml::to_json(self.body())?,
            ..Texts::default()
        };
        Ok(&self.texts.keep(texts).text)
    }

    /// The body as JSON, if it is there as a whole.
    #[cfg(not(feature = "yaml"))]
    #[expect(clippy::unnecessary_wraps, reason = "with the feature it can fail")]
    pub(super) fn json_body(&self) -> Result<&[u8], Syntax> {
        Ok(self.body())
    }

    /// The media type among the declared ones that the client wants most.
    #[must_use]
    pub fn preferred_media_type(&self) -> Option<&'static str> {
        accept::preferred(&self.headers, self.route.produces)
    }

    /// The part of the path that a parameter has, not yet decoded.
    pub(super) fn path_value(&self, name: &str) -> Option<&str> {
        self.template.value(self.uri.path(), name)
    }
}

/// Headers, the query and the body may hold what is nobody's business.
impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.route.operation)
            .field("path", &self.uri.path())
            .finish_non_exhaustive()
    }
}
