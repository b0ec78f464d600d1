//! How is a value read that no rule describes?

use super::Reader;
use crate::json::pointer::Segment;
use crate::json::{Breach, Syntax};
use crate::value::Json;
use jiter::Peek;
use std::collections::BTreeSet;

impl Reader<'_> {
    /// Reads any value. Keys that come twice and the character U+0000 are violations in it too, at any depth.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn any(&mut self) -> Result<Option<Json>, Syntax> {
        let before = self.violations.count();
        let peek = self.peek()?;
        let start = self.jiter.current_index();
        self.walk(peek)?;
        if self.violations.count() != before {
            return Ok(None);
        }
        let text = &self.text[start..self.jiter.current_index()];
        let json = std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse::<Json>().ok());
        if json.is_none() {
            self.record(Breach::new(
                "format",
                "must be a JSON value that can be stored",
            ));
        }
        Ok(json)
    }

    /// Reads over any value.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn skip(&mut self) -> Result<(), Syntax> {
        // Which of the open containers are arrays, the innermost in the lowest bit.
        let mut arrays = 0_u128;
        let mut depth = self.path.depth();
        let floor = depth;
        let mut peek = self.peek()?;
        loop {
            let container = matches!(peek, Peek::Array | Peek::Object);
            if container && depth >= Self::MAX_DEPTH {
                return Err(self.too_deep());
            }
            let mut next = match peek {
                Peek::Array => self
                    .jiter
                    .known_array()
                    .map_err(|error| self.syntax(&error))?,
                Peek::Object => {
                    let key = self.jiter.known_object();
                    let empty = key
                        .map_err(|error| Syntax::of(&error, self.text))?
                        .is_none();
                    if empty { None } else { Some(self.peek()?) }
                }
                _ => {
                    self.skip_scalar(peek)?;
                    None
                }
            };
            if container && next.is_some() {
                arrays = arrays << 1 | u128::from(peek == Peek::Array);
                depth += 1;
            }
            while next.is_none() && depth > floor {
                next = if arrays & 1 == 1 {
                    self.jiter
                        .array_step()
                        .map_err(|error| self.syntax(&error))?
                } else {
                    let key = self.jiter.next_key();
                    let empty = key
                        .map_err(|error| Syntax::of(&error, self.text))?
                        .is_none();
                    if empty { None } else { Some(self.peek()?) }
                };
                if next.is_none() {
                    arrays >>= 1;
                    depth -= 1;
                }
            }
            match next {
                Some(next) => peek = next,
                None => return Ok(()),
            }
        }
    }

    fn skip_scalar(&mut self, peek: Peek) -> Result<(), Syntax> {
        let read = match peek {
            Peek::Null => self.jiter.known_null(),
            Peek::True | Peek::False => self.jiter.known_bool(peek).map(drop),
            Peek::String => self.jiter.known_str().map(drop),
            _ => self.jiter.known_number_bytes(peek).map(drop),
        };
        read.map_err(|error| Syntax::of(&error, self.text))
    }

    /// Reads over a value and records what is wrong in it. The depth of the recursion is bounded by [`Reader::enter`].
    fn walk(&mut self, peek: Peek) -> Result<(), Syntax> {
        match peek {
            Peek::Array => {
                self.enter()?;
                let mut index = 0;
                let mut next = self.jiter.known_array();
                while let Some(peek) = next.map_err(|error| self.syntax(&error))? {
                    self.path.at(Segment::Index(index));
                    self.walk(peek)?;
                    index += 1;
                    next = self.jiter.array_step();
                }
                self.path.leave();
                Ok(())
            }
            Peek::Object => {
                self.enter()?;
                let mut keys = BTreeSet::new();
                loop {
                    let key = if keys.is_empty() {
                        self.jiter.known_object()
                    } else {
                        self.jiter.next_key()
                    };
                    let Some(key) = key.map_err(|error| Syntax::of(&error, self.text))? else {
                        break;
                    };
                    let key: Box<str> = key.into();
                    self.path.at(Segment::Key(key.clone()));
                    self.check_key();
                    if !keys.insert(key) {
                        self.record_duplicate();
                    }
                    let peek = self.peek()?;
                    self.walk(peek)?;
                }
                self.path.leave();
                Ok(())
            }
            Peek::String => {
                let text = match self.jiter.known_str() {
                    Ok(text) => text,
                    Err(error) => return Err(Syntax::of(&error, self.text)),
                };
                if text.contains('\0') {
                    self.refuse("format", "must not contain the character U+0000");
                }
                Ok(())
            }
            _ => {
                if peek.is_num() && self.in_texts()? {
                    self.record(Breach::new("type", "must be text, not a file"));
                }
                self.skip_scalar(peek)
            }
        }
    }
}
