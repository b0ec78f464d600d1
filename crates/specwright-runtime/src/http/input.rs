//! How do parameters and a body become the fields of a request, with all violations at once?

mod argument;
mod fields;

pub use argument::Argument;

use super::body::{Payload, content_type};
use super::query::Query;
use super::{ByteStream, Call, Form, accept, media_type};
use crate::json::texts::read_texts;
use crate::json::{Breach, Location, Reader, Refusal, Syntax, Violations, read_document};
use crate::problem::Problem;
use std::sync::PoisonError;

/// A request that is read against its rules.
///
/// Every method gives `None` for what is absent or breaks a rule; [`Input::finish`] refuses a request that broke any.
pub struct Input<'c> {
    call: &'c Call,
    query: Query<'c>,
    violations: Violations,
    malformed: Option<Syntax>,
}

impl<'c> Input<'c> {
    pub(super) fn of(call: &'c Call) -> Self {
        Self {
            call,
            query: Query::parse(call.uri.query()),
            violations: Violations::default(),
            malformed: None,
        }
    }

    /// A parameter in the path.
    pub fn path(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Path(name.into()), name)
    }

    /// A parameter in the query.
    pub fn query(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Query(name.into()), name)
    }

    /// A header.
    pub fn header(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Header(name.into()), name)
    }

    /// A cookie.
    pub fn cookie(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Cookie(name.into()), name)
    }

    /// The body in JSON, which must be there.
    pub fn body<T>(&mut self, read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>) -> Option<T> {
        if self.has_body() {
            self.optional_body(read)
        } else {
            None
        }
    }

    /// The body in JSON, if there is one.
    pub fn optional_body<T>(
        &mut self,
        read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>,
    ) -> Option<T> {
        let call = self.call;
        if call.body().is_empty() {
            return None;
        }
        let text = match call.json_body() {
            Ok(text) => text,
            Err(syntax) => {
                self.refuse(Refusal::Malformed(syntax));
                return None;
            }
        };
        match read_document(text, read) {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(refusal);
                None
            }
        }
    }

    /// The body as text in UTF-8, which must be there.
    pub fn text_body(&mut self) -> Option<String> {
        if self.has_body() {
            self.optional_text_body()
        } else {
            None
        }
    }

    /// The body as text in UTF-8, if there is one.
    pub fn optional_text_body(&mut self) -> Option<String> {
        let call = self.call;
        let body = call.body();
        let text = (!body.is_empty()).then(|| std::str::from_utf8(body))?;
        match text {
            Ok(text) if !text.contains('\0') => Some(text.to_owned()),
            Ok(_) => {
                self.refuse_body(Breach::new(
                    "format",
                    "must not contain the character U+0000",
                ));
                None
            }
            Err(_) => {
                self.refuse_body(Breach::new("encoding", "must be UTF-8"));
                None
            }
        }
    }

    /// The body as it came, which must be there.
    pub fn bytes_body(&mut self) -> Option<Vec<u8>> {
        if self.has_body() {
            self.optional_bytes_body()
        } else {
            None
        }
    }

    /// The body as it came, if there is one.
    #[must_use]
    pub fn optional_bytes_body(&self) -> Option<Vec<u8>> {
        let body = self.call.body();
        (!body.is_empty()).then(|| body.to_vec())
    }

    /// The body as a form in `application/x-www-form-urlencoded`, which must be there.
    pub fn form<T>(
        &mut self,
        form: &'static Form,
        read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>,
    ) -> Option<T> {
        if self.has_body() {
            self.optional_form(form, read)
        } else {
            None
        }
    }

    /// The body as a form in `application/x-www-form-urlencoded`, if there is one.
    pub fn optional_form<T>(
        &mut self,
        form: &'static Form,
        read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>,
    ) -> Option<T> {
        let call = self.call;
        if call.body().is_empty() {
            return None;
        }
        let fields = fields::of_form(call.body(), form, &mut self.violations)?;
        self.read_fields(fields, read)
    }

    /// The body as a form in `multipart/form-data`, which must be there.
    pub fn multipart<T>(
        &mut self,
        form: &'static Form,
        read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>,
    ) -> Option<T> {
        if self.has_body() {
            self.optional_multipart(form, read)
        } else {
            None
        }
    }

    /// The body as a form in `multipart/form-data`, if there is one.
    pub fn optional_multipart<T>(
        &mut self,
        form: &'static Form,
        read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>,
    ) -> Option<T> {
        let call = self.call;
        let Payload::Parts(parts) = &call.body else {
            return None;
        };
        let fields = fields::of_parts(parts, form, &mut self.violations)?;
        self.read_fields(fields, read)
    }

    /// The body piece by piece, which must be there. It is had once.
    pub fn stream_body(&mut self) -> Option<ByteStream> {
        if self.has_body() {
            self.optional_stream_body()
        } else {
            None
        }
    }

    /// The body piece by piece, if there is one. It is had once.
    pub fn optional_stream_body(&mut self) -> Option<ByteStream> {
        match &self.call.body {
            Payload::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                stream.take()
            }
            Payload::Whole(bytes) => {
                (!bytes.is_empty()).then(|| ByteStream::from_bytes(bytes.clone()))
            }
            Payload::Parts(_) => None,
        }
    }

    /// Which of these media types the body is, by its index: the closest, and the first of equals. `None` where there
    /// is no body.
    #[must_use]
    pub fn content(&self, media_types: &[&str]) -> Option<usize> {
        if self.is_bodiless() {
            return None;
        }
        media_type::consumed(content_type(&self.call.headers), media_types)
    }

    /// Records that there should be a body.
    pub fn absent_body(&mut self) {
        self.refuse_body(Breach::new("required", "must have a body"));
    }

    /// Which of these media types the caller likes best; the first, if it likes none of them.
    #[must_use]
    pub fn accept(&self, media_types: &'static [&'static str]) -> &'static str {
        let preferred = accept::preferred(&self.call.headers, media_types);
        preferred
            .or(media_types.first().copied())
            .unwrap_or_default()
    }

    /// The refusal of a request that broke rules.
    #[must_use]
    pub fn refused(self) -> Problem {
        let route = self.call.route;
        let violations = self.violations.into_list();
        match self.malformed {
            Some(syntax) => {
                Problem::malformed(route.malformed_status(), &syntax).with_errors(violations)
            }
            None => Problem::invalid(route.invalid_status(), violations),
        }
    }

    /// Refuses the request if it broke any rule.
    ///
    /// # Errors
    /// It did.
    pub fn finish(self) -> Result<(), Problem> {
        if self.violations.is_empty() && self.malformed.is_none() {
            Ok(())
        } else {
            Err(self.refused())
        }
    }

    fn read_fields<T>(
        &mut self,
        fields: super::texts::Tree<'_>,
        read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>,
    ) -> Option<T> {
        match read_texts(self.call.texts.keep(fields.into_texts()), read) {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refuse(refusal);
                None
            }
        }
    }

    fn is_bodiless(&self) -> bool {
        matches!(&self.call.body, Payload::Whole(bytes) if bytes.is_empty())
    }

    /// Whether there is a body; that there is none is a violation.
    fn has_body(&mut self) -> bool {
        let found = !self.is_bodiless();
        if !found {
            self.absent_body();
        }
        found
    }

    #[cold]
    fn refuse_body(&mut self, breach: Breach) {
        self.violations.push(Location::Body("#".to_owned()), breach);
    }

    #[cold]
    fn refuse(&mut self, refusal: Refusal) {
        match refusal {
            Refusal::Malformed(syntax) => self.malformed = Some(syntax),
            Refusal::Invalid(violations) => self.violations.append(violations),
        }
    }
}

/// What a request holds is not shown.
impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input")
            .field("call", &self.call)
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}
