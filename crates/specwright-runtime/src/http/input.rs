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
    #[must_use]
    pub fn path(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Path(name.into()), name)
    }

    /// A parameter in the query.
    #[must_use]
    pub fn query(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Query(name.into()), name)
    }

    /// A header.
    #[must_use]
    pub fn header(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Header(name.into()), name)
    }

    /// A cookie.
    #[must_use]
    pub fn cookie(&mut self, name: &'static str) -> Argument<'_, 'c> {
        Argument::new(self, Location::Cookie(name.into()), name)
    }

    /// The body in JSON, which must be there.
    pub fn body<T>(&mut self, read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>) -> Option<T> {
        if self.call.body.is_empty() {
            let breach = Breach::new("required", "must have a body");
            self.violations.push(Location::Body("#".to_owned()), breach);
            return None;
        }
        self.optional_body(read)
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

    #[cold]
    fn refuse(&mut self, refusal: Refusal) {
        match refusal {
            Refusal::Malformed(syntax) => self.malformed = Some(syntax),
            Refusal::Invalid(violations) => self.violations.append(violations),
        }
    }
}
