//! How do parameters and a body become the fields of a request, with all violations at once?

mod argument;

pub use argument::{Argument, Style};

use super::Call;
use super::query::Query;
use crate::json::{Breach, Location, Reader, Refusal, Syntax, Violations, read_document};
use crate::problem::Problem;

/// A request that is read against its rules.
///
/// Every method gives `None` for what is absent or breaks a rule; [`Input::finish`] refuses a request that broke any.
#[derive(Debug)]
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
        if call.body.is_empty() {
            return None;
        }
        match read_document(&call.body, read) {
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
        let text = (!call.body.is_empty()).then(|| std::str::from_utf8(&call.body))?;
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
        let body = &self.call.body;
        (!body.is_empty()).then(|| body.to_vec())
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

    /// Whether there is a body; that there is none is a violation.
    fn has_body(&mut self) -> bool {
        let found = !self.call.body.is_empty();
        if !found {
            self.refuse_body(Breach::new("required", "must have a body"));
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
