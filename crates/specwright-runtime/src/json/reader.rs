//! How is a JSON text read against rules, in one pass?

mod checked;
mod containers;
mod free_form;
mod scalars;
mod survey;
mod texts;
mod trial;
mod union;

pub use containers::Object;

use super::pointer::{Path, Segment};
use super::texts::Texts;
use super::{Breach, Syntax, Violation, Violations};
use crate::value::Presence;
use jiter::{Jiter, JiterError, Peek};
use survey::{Survey, Union};

/// Walks a JSON text from front to back. Each method reads the value that comes next.
///
/// A method's `None` says that the value broke a rule: the violation is recorded, and the reader stands behind the
/// value. Readers of items and values are function pointers, so that nothing is instantiated at a call.
#[derive(Debug)]
pub struct Reader<'j> {
    jiter: Jiter<'j>,
    text: &'j [u8],
    path: Path,
    violations: Violations,
    /// Members that a rule does not know, and that were read over.
    passed_over: usize,
    /// What the text stands for, if its scalars are all strings.
    texts: Option<&'j Texts>,
    /// Where a value was last taken for an array of one.
    standing_for_array: Option<usize>,
    /// What is known of a part of the text that is looked at more than once.
    survey: Option<Box<Survey<'j>>>,
    /// The unions that are being read.
    unions: Vec<Union>,
    /// How many of them are being read on trial.
    trials: usize,
}

impl<'j> Reader<'j> {
    /// More levels of arrays and objects are refused as if they were malformed.
    pub const MAX_DEPTH: usize = 128;

    /// A reader at the start of the text.
    #[must_use]
    pub fn new(text: &'j [u8]) -> Self {
        Self {
            jiter: Jiter::new(text),
            text,
            path: Path::default(),
            violations: Violations::default(),
            passed_over: 0,
            texts: None,
            standing_for_array: None,
            survey: None,
            unions: Vec::new(),
            trials: 0,
        }
    }

    /// A reader at the start of a value that is given as texts.
    pub(super) fn of_texts(texts: &'j Texts) -> Self {
        Self {
            texts: Some(texts),
            ..Self::new(&texts.text)
        }
    }

    /// Reads `null`, or a value: the inner `None` is `null`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn nullable<T>(
        &mut self,
        read: fn(&mut Self) -> Result<Option<T>, Syntax>,
    ) -> Result<Option<Option<T>>, Syntax> {
        if self.null()? {
            return Ok(Some(None));
        }
        Ok(read(self)?.map(Some))
    }

    /// Reads `null`, or a value, of a property that may be absent. A value that breaks a rule counts as absent: its
    /// violation refuses the request.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn presence<T>(
        &mut self,
        read: fn(&mut Self) -> Result<Option<T>, Syntax>,
    ) -> Result<Presence<T>, Syntax> {
        if self.null()? {
            return Ok(Presence::Null);
        }
        Ok(read(self)?.map_or(Presence::Absent, Presence::Value))
    }

    /// Reads over `null` if it comes next, and says whether it did.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn null(&mut self) -> Result<bool, Syntax> {
        let null = self.peek()? == Peek::Null;
        if null {
            self.jiter
                .known_null()
                .map_err(|error| self.syntax(&error))?;
        }
        Ok(null)
    }

    /// The key that the reader stands at.
    #[must_use]
    pub fn key(&self) -> String {
        self.path.key().unwrap_or_default().to_owned()
    }

    /// Records that the value that was read last breaks a rule.
    pub fn refuse(&mut self, code: &'static str, detail: &'static str) {
        self.record(Breach::new(code, detail));
    }

    /// What broke rules so far, in the order of the text, up to a cap of 64.
    #[must_use]
    pub fn into_violations(self) -> Vec<Violation> {
        self.violations.into_list()
    }

    /// Whether nothing follows but white space.
    pub(super) fn finish(&mut self) -> Result<(), Syntax> {
        self.jiter.finish().map_err(|error| self.syntax(&error))
    }

    fn peek(&mut self) -> Result<Peek, Syntax> {
        self.jiter.peek().map_err(|error| self.syntax(&error))
    }

    /// Whether the value that comes next has the wanted type. If not, it is read over, and recorded as a violation.
    fn expect(
        &mut self,
        wanted: fn(Peek) -> bool,
        noun: &'static str,
    ) -> Result<Option<Peek>, Syntax> {
        let peek = self.peek()?;
        if wanted(peek) {
            return Ok(Some(peek));
        }
        let found = self.kind(peek)?;
        self.skip()?;
        self.record(Breach::new("type", format!("must be {noun}, not {found}")));
        Ok(None)
    }

    fn enter(&mut self) -> Result<(), Syntax> {
        if self.path.depth() >= Self::MAX_DEPTH {
            return Err(self.too_deep());
        }
        self.path.enter();
        Ok(())
    }

    fn record(&mut self, breach: Breach) {
        self.violations.push_at(&self.path, breach);
    }

    /// Records a breach of the rules at a member of the container that was left last.
    fn record_member(&mut self, name: &'static str, breach: Breach) {
        self.path.enter();
        self.path.at(Segment::Property(name));
        self.record(breach);
        self.path.leave();
    }

    #[cold]
    fn syntax(&self, error: &JiterError) -> Syntax {
        Syntax::of(error, self.text)
    }

    #[cold]
    fn too_deep(&self) -> Syntax {
        Syntax::too_deep(self.jiter.current_index(), self.text)
    }

    /// What the value that comes next is, for messages.
    fn kind(&mut self, peek: Peek) -> Result<&'static str, Syntax> {
        Ok(match peek {
            Peek::Null => "null",
            Peek::True | Peek::False => "a boolean",
            Peek::String => "a string",
            Peek::Array => "an array",
            Peek::Object => "an object",
            _ if self.in_texts()? => "a file",
            _ => "a number",
        })
    }

    /// Where the value starts that comes next.
    fn next_place(&mut self) -> Result<usize, Syntax> {
        self.peek()?;
        Ok(self.jiter.current_index())
    }
}
