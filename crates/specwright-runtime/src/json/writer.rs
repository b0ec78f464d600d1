//! How is JSON text written?

use super::WriteJson;
use crate::value::Presence;
use std::collections::BTreeMap;

/// A JSON text that grows.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    unwritable: bool,
}

impl Writer {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self {
            out: Vec::with_capacity(256),
            unwritable: false,
        }
    }

    /// The text of one value; `None` if a part of it has no place in JSON, which a number that is not finite has not.
    #[must_use]
    pub fn document(value: &dyn WriteJson) -> Option<Vec<u8>> {
        let mut json = Self::new();
        value.write(&mut json);
        json.finish()
    }

    /// The whole text; `None` if a part of it has no place in JSON.
    #[must_use]
    pub fn finish(self) -> Option<Vec<u8>> {
        (!self.unwritable).then_some(self.out)
    }

    /// The bytes that are written so far.
    pub(crate) fn length(&self) -> usize {
        self.out.len()
    }

    /// Starts an object.
    pub fn object(&mut self) -> ObjectWriter<'_> {
        self.out.push(b'{');
        ObjectWriter {
            json: self,
            empty: true,
        }
    }

    /// Starts an array.
    pub fn array(&mut self) -> ArrayWriter<'_> {
        self.out.push(b'[');
        ArrayWriter {
            json: self,
            empty: true,
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.out
            .extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i64) {
        if value < 0 {
            self.out.push(b'-');
        }
        self.unsigned(value.unsigned_abs());
    }

    /// Writes an integer that is not negative.
    pub fn unsigned(&mut self, value: u64) {
        let mut digits = [0_u8; 20];
        let mut start = digits.len();
        let mut rest = value;
        loop {
            start -= 1;
            digits[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&digits[start..]);
    }

    /// Writes a number with the fewest digits that are read back as the same. What is not finite makes the whole text
    /// unwritable.
    pub fn number(&mut self, value: f64) {
        if !value.is_finite() || serde_json::to_writer(&mut self.out, &value).is_err() {
            self.unwritable = true;
            self.null();
        }
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push(b'"');
        self.escaped(text);
        self.out.push(b'"');
    }

    /// Writes text that is known to be one JSON value.
    pub(crate) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes a string of characters that need no escape.
    pub(crate) fn plain(&mut self, text: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'"');
    }

    /// Writes bytes as a string in base64.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.out.push(b'"');
        super::base64::encode(bytes, &mut self.out);
        self.out.push(b'"');
    }

    fn escaped(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        loop {
            let (plain, special) = rest.split_at(plain_bytes(rest));
            self.out.extend_from_slice(plain);
            let [byte, behind @ ..] = special else {
                return;
            };
            match ESCAPES[usize::from(*byte)] {
                b'u' => {
                    const HEX: &[u8; 16] = b"0123456789abcdef";
                    self.out.extend_from_slice(b"\\u00");
                    self.out.push(HEX[usize::from(byte >> 4)]);
                    self.out.push(HEX[usize::from(byte & 15)]);
                }
                escape => self.out.extend_from_slice(&[b'\\', escape]),
            }
            rest = behind;
        }
    }
}

/// The number of bytes at the start that stand for themselves. Eight are looked at in one step.
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // The highest bit of each byte that is less than the limit; a byte behind such a one may have it by mistake.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGH;
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * u64::from(b'"'));
        let backslash = word ^ (ONES * u64::from(b'\\'));
        let special = below(word, 0x20) | below(quote, 1) | below(backslash, 1);
        if special != 0 {
            return index * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |byte: &u8| ESCAPES[usize::from(*byte)] != 0;
    words.len() * 8 + tail.iter().position(is_special).unwrap_or(tail.len())
}

/// What stands behind the backslash for each byte; zero means that it stands for itself.
static ESCAPES: [u8; 256] = {
    let mut escapes = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        escapes[control] = b'u';
        control += 1;
    }
    escapes[0x08] = b'b';
    escapes[0x09] = b't';
    escapes[0x0A] = b'n';
    escapes[0x0C] = b'f';
    escapes[0x0D] = b'r';
    escapes[b'"' as usize] = b'"';
    escapes[b'\\' as usize] = b'\\';
    escapes
};

/// An object that is being written; [`ObjectWriter::end`] closes it.
#[derive(Debug)]
#[must_use = "an object is closed by `end`"]
pub struct ObjectWriter<'w> {
    json: &'w mut Writer,
    empty: bool,
}

impl ObjectWriter<'_> {
    /// Writes a member.
    pub fn field(&mut self, name: &str, value: &dyn WriteJson) {
        self.name(name);
        value.write(self.json);
    }

    /// Writes a member if there is a value, and nothing if there is none.
    pub fn optional<T: WriteJson>(&mut self, name: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    /// Writes a member as `null` if there is no value.
    pub fn nullable<T: WriteJson>(&mut self, name: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.field(name, value);
        } else {
            self.name(name);
            self.json.null();
        }
    }

    /// Writes a member that may be absent or `null`.
    pub fn presence<T: WriteJson>(&mut self, name: &str, value: &Presence<T>) {
        match value {
            Presence::Absent => {}
            Presence::Null => self.nullable::<T>(name, None),
            Presence::Value(value) => self.field(name, value),
        }
    }

    /// Writes a member that may be absent or `null`, and whose value is in a box.
    pub fn presence_boxed<T: WriteJson>(&mut self, name: &str, value: &Presence<Box<T>>) {
        match value {
            Presence::Absent => {}
            Presence::Null => self.nullable::<T>(name, None),
            Presence::Value(value) => self.field(name, &**value),
        }
    }

    /// Writes a member for each entry.
    pub fn entries<T: WriteJson>(&mut self, entries: &BTreeMap<String, T>) {
        for (name, value) in entries {
            self.field(name, value);
        }
    }

    /// Closes the object.
    pub fn end(self) {
        self.json.out.push(b'}');
    }

    fn name(&mut self, name: &str) {
        let out = &mut self.json.out;
        out.reserve(name.len() + 4);
        if !std::mem::take(&mut self.empty) {
            out.push(b',');
        }
        out.push(b'"');
        self.json.escaped(name);
        self.json.out.extend_from_slice(b"\":");
    }
}

/// An array that is being written; [`ArrayWriter::end`] closes it.
#[derive(Debug)]
#[must_use = "an array is closed by `end`"]
pub struct ArrayWriter<'w> {
    json: &'w mut Writer,
    empty: bool,
}

impl ArrayWriter<'_> {
    /// Writes an item.
    pub fn item(&mut self, value: &dyn WriteJson) {
        if !std::mem::take(&mut self.empty) {
            self.json.out.push(b',');
        }
        value.write(self.json);
    }

    /// Closes the array.
    pub fn end(self) {
        self.json.out.push(b']');
    }
}
