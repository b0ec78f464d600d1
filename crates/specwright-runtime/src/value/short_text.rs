//! Where does the text of a small value live while it is written? On the stack.

use super::ValueError;

/// A short ASCII text without an allocation: how dates and times are written.
#[derive(Clone, Copy)]
pub struct ShortText {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl ShortText {
    /// The longest text of this crate is `9999-12-31T23:59:59.999999Z`.
    const CAPACITY: usize = 32;

    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; Self::CAPACITY],
            length: 0,
        }
    }

    pub(super) fn push(&mut self, ascii: u8) {
        debug_assert!(ascii.is_ascii(), "only ASCII is written");
        self.bytes[self.length] = ascii;
        self.length += 1;
    }

    /// Appends a number with leading zeros, exactly `width` digits wide.
    pub(super) fn push_number(&mut self, number: u32, width: usize) {
        let mut rest = number;
        for index in (self.length..self.length + width).rev() {
            self.bytes[index] =
                b'0' + u8::try_from(rest % 10).expect("a remainder of ten is one digit");
            rest /= 10;
        }
        self.length += width;
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

impl std::ops::Deref for ShortText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl std::fmt::Debug for ShortText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.as_str(), f)
    }
}

impl std::fmt::Display for ShortText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The reading side: fixed fields of digits, one after the other.
pub(super) struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
        }
    }

    /// Exactly `width` decimal digits.
    pub(super) fn number(&mut self, width: usize) -> Result<u32, ValueError> {
        let (digits, rest) = self
            .rest
            .split_at_checked(width)
            .ok_or(ValueError::Malformed)?;
        let mut number = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return Err(ValueError::Malformed);
            }
            number = number * 10 + u32::from(digit - b'0');
        }
        self.rest = rest;
        Ok(number)
    }

    /// One of the given characters.
    pub(super) fn expect(&mut self, accepted: &[u8]) -> Result<u8, ValueError> {
        match self.rest.split_first() {
            Some((first, rest)) if accepted.contains(first) => {
                self.rest = rest;
                Ok(*first)
            }
            _ => Err(ValueError::Malformed),
        }
    }

    /// An optional fraction of a second, in microseconds. Digits beyond the sixth must be zeros.
    pub(super) fn fraction(&mut self) -> Result<u32, ValueError> {
        if self.expect(b".").is_err() {
            return Ok(0);
        }
        let count = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if count == 0 {
            return Err(ValueError::Malformed);
        }
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        if digits.iter().skip(6).any(|digit| *digit != b'0') {
            return Err(ValueError::Inexact);
        }
        Ok((0..6).fold(0, |micros, index| {
            micros * 10 + digits.get(index).map_or(0, |digit| u32::from(digit - b'0'))
        }))
    }

    pub(super) fn end(&self) -> Result<(), ValueError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(ValueError::Malformed)
        }
    }
}
