//! How are values read whose scalars are all text?

use super::Reader;
use crate::http::Upload;
use crate::json::{Breach, Syntax};
use jiter::Peek;

impl Reader<'_> {
    /// Reads a file of a form. There are files in forms alone: elsewhere nothing is one. A part of a form that came
    /// without the name of a file is a file of its text.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn upload(&mut self) -> Result<Option<Upload>, Syntax> {
        self.peek()?;
        let place = self.jiter.current_index();
        if let Some(upload) = self.texts.and_then(|texts| texts.part(place)) {
            let upload = upload.clone();
            self.skip()?;
            return Ok(Some(upload));
        }
        if self.in_texts()? {
            match self.peek()? {
                Peek::String => return self.upload_of_text(),
                peek if peek.is_num() => return self.upload_of_number(),
                _ => {}
            }
        }
        self.skip()?;
        self.record(Breach::new("type", "must be a file"));
        Ok(None)
    }

    /// Whether the value that comes next is given as text.
    #[inline]
    pub(super) fn in_texts(&mut self) -> Result<bool, Syntax> {
        match self.texts {
            None => Ok(false),
            Some(texts) => {
                let place = self.next_place()?;
                Ok(!texts.is_strict(place))
            }
        }
    }

    /// Whether the value that comes next is given as text, and is one where an array is wanted. It stands for an array
    /// of one, but not for an array of one that is an array of one.
    pub(super) fn stands_for_array(&mut self) -> Result<bool, Syntax> {
        if !self.in_texts()? || self.peek()? == Peek::Array {
            return Ok(false);
        }
        let start = Some(self.jiter.current_index());
        let is_first = self.standing_for_array != start;
        self.standing_for_array = start;
        Ok(is_first)
    }

    /// Reads the text that stands for a scalar of another type.
    pub(super) fn spelled(&mut self, noun: &'static str) -> Result<Option<String>, Syntax> {
        let wanted = |peek| peek == Peek::String;
        if self.expect(wanted, noun)?.is_none() {
            return Ok(None);
        }
        match self.jiter.known_str() {
            Ok(text) => Ok(Some(text.to_owned())),
            Err(error) => Err(Syntax::of(&error, self.text)),
        }
    }

    fn upload_of_text(&mut self) -> Result<Option<Upload>, Syntax> {
        match self.jiter.known_str() {
            Ok(text) => {
                let name = self.path.last_key().unwrap_or_default();
                Ok(Some(Upload::from_text(name, text)))
            }
            Err(error) => Err(Syntax::of(&error, self.text)),
        }
    }

    fn upload_of_number(&mut self) -> Result<Option<Upload>, Syntax> {
        let start = self.jiter.current_index();
        self.skip()?;
        let number = &self.text[start..self.jiter.current_index()];
        let found = self.texts.and_then(|texts| {
            let index = str::from_utf8(number).ok()?.parse::<usize>().ok()?;
            texts.uploads.get(index).cloned()
        });
        if found.is_none() {
            self.record(Breach::new("type", "must be a file"));
        }
        Ok(found)
    }
}
