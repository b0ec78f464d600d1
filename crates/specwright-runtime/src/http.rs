//! HTTP requests → typed calls of operations, and their results → answers.
//!
//! An emitted service is a table of [`Route`]s. [`router`] mounts it; what does not depend on an operation is answered
//! here: unknown paths (404), other methods (405 with `Allow`), `OPTIONS`, `HEAD`, media types (406, 415), bodies that
//! are too long (413) or not JSON (400), deadlines (408, 503), panics (500).
//!
//! **Invariant:** every answer carries `X-Request-Id`, and every error is an `application/problem+json` unless the contract
//! has another shape for it.
//!
//! **Invariant:** no template of a path makes the router panic: it is mounted, or refused with an error.

mod accept;
mod access;
mod answering;
mod body;
mod call;
mod cookie;
mod dispatch;
mod events;
mod form;
mod header_text;
mod incoming;
mod input;
mod item;
mod lines;
mod media_type;
mod method;
mod multipart;
mod outgoing;
mod percent;
mod query;
mod request_id;
mod response;
mod route;
mod router;
mod stream;
mod style;
mod template;
mod texts;
mod unwind;
mod upload;
#[cfg(feature = "yaml")]
mod yaml;

pub use access::{Access, Authentication, Credentials, CredentialsFrom, Need, Principal, Scheme};
pub use answering::{IntoResponse, Serve};
pub use call::Call;
pub use events::{Event, Events};
pub use form::{Form, FormField};
pub use header_text::HeaderText;
pub use input::{Argument, Input};
pub use item::Item;
pub use lines::Lines;
pub use method::Method;
pub use request_id::RequestId;
pub use response::Response;
pub use route::{Answer, Body, ErrorShape, Reads, Route};
pub use router::{RouteError, router};
pub use stream::{ByteStream, StreamError};
pub use style::Style;
pub use upload::Upload;
