//! Bytes → other bytes, by a sequence of numbers that follows from a seed.

use std::time::{SystemTime, UNIX_EPOCH};

/// `SplitMix64` (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014): short, and the same everywhere.
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl From<u64> for Numbers {
    fn from(seed: u64) -> Self {
        Self(seed)
    }
}

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; zero below zero.
    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }
}

/// A seed that is another one each time.
pub fn seed_of_the_clock() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs() ^ u64::from(now.subsec_nanos()))
}

/// Pieces that mean something to one of the readers.
const WORDS: &[&str] = &[
    "$ref: '#/components/schemas/A'",
    "\"$ref\": \"#\"",
    "type: object",
    "type: [string, 'null']",
    "nullable: true",
    "oneOf: []",
    "allOf: [{}]",
    "not: {}",
    "enum: [1, a, null]",
    "default: {}",
    "pattern: '(?<=a)(b|c)*\\1'",
    "minimum: 1e400",
    "maxLength: -1",
    "multipleOf: 0",
    "format: binary",
    "discriminator: {propertyName: a}",
    "additionalProperties: false",
    "x-table: tasks",
    "&a",
    "*a",
    "<<: *a",
    "!!binary",
    "- ",
    "? ",
    "|+\n",
    ">-\n",
    "\t",
    "\r",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{0}",
    "{}",
    "[]",
    "null",
    "~",
    "\"\\ud800\"",
    "18446744073709551616",
    "0x1f",
    "1e-999",
    "---\n",
    "# \n",
    "'",
    "\"",
    ":",
    ": ",
];

/// Changes inputs.
pub struct Mutator {
    numbers: Numbers,
}

impl Mutator {
    pub fn new(numbers: Numbers) -> Self {
        Self { numbers }
    }

    pub fn is_one_in(&mut self, count: usize) -> bool {
        self.numbers.below(count) == 0
    }

    /// One of some inputs, changed, most often once or twice, so that the later stages see something of it, too. Some
    /// changes bring a part of another input in.
    pub fn changed_one_of(&mut self, inputs: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = self.one_of(inputs).clone();
        loop {
            let other = self.one_of(inputs);
            self.change(&mut bytes, other);
            if self.is_one_in(2) {
                return bytes;
            }
        }
    }

    fn one_of<'i>(&mut self, inputs: &'i [Vec<u8>]) -> &'i Vec<u8> {
        &inputs[self.numbers.below(inputs.len())]
    }

    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = self.numbers.below(bytes.len() + 1);
        match self.numbers.below(8) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.numbers.below(8);
                }
            }
            1 => bytes.truncate(at),
            2 => {
                let word = WORDS[self.numbers.below(WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
            3 => {
                let line = self.line(bytes);
                bytes.drain(line);
            }
            4 => {
                // A line once more, here or elsewhere: a duplicate key, or a key in another place.
                let range = self.line(bytes);
                let line = bytes[range].to_vec();
                let to = self.line(bytes).start;
                bytes.splice(to..to, line);
            }
            5 => {
                let range = self.line(other);
                let to = self.line(bytes).start;
                bytes.splice(to..to, other[range].iter().copied());
            }
            6 => {
                // A word in place of the rest of a line: a value of another kind.
                let line = self.line(bytes);
                let value = bytes[line.clone()].iter().position(|byte| *byte == b':');
                if let Some(value) = value {
                    let word = WORDS[self.numbers.below(WORDS.len())];
                    let end = line.end.saturating_sub(1).max(line.start + value + 1);
                    let start = line.start + value + 1;
                    bytes.splice(
                        start..end.min(bytes.len()),
                        [b" ", word.as_bytes()].concat(),
                    );
                }
            }
            _ => {
                let range = self.range(bytes);
                let part = bytes[range].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }

    /// The bytes of a line with its end. A text of one line is cut where a comma stands.
    fn line(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let at = self.numbers.below(bytes.len());
        let is_end = |byte: &u8| *byte == b'\n' || *byte == b',';
        let start = bytes[..at]
            .iter()
            .rposition(is_end)
            .map_or(0, |end| end + 1);
        let end = bytes[at..]
            .iter()
            .position(is_end)
            .map_or(bytes.len(), |end| at + end + 1);
        start..end
    }

    /// Up to 200 bytes.
    fn range(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.numbers.below(bytes.len());
        let end = (start + self.numbers.below(200)).min(bytes.len());
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::{Mutator, Numbers};

    #[test]
    fn the_same_seed_gives_the_same_changes_and_another_one_gives_others() {
        let inputs = [b"openapi: 3.0.3\npaths: {}\n".to_vec(), b"a: 1\n".to_vec()];
        let changes = |seed: u64| -> Vec<Vec<u8>> {
            let mut mutator = Mutator::new(Numbers::from(seed));
            (0..200).map(|_| mutator.changed_one_of(&inputs)).collect()
        };
        assert_eq!(changes(1), changes(1));
        assert_ne!(changes(1), changes(2));
    }

    #[test]
    fn any_bytes_can_be_changed() {
        let inputs = [Vec::new(), vec![0xff], b"\n".to_vec(), b":".to_vec()];
        let mut mutator = Mutator::new(Numbers::from(7));
        for _ in 0..2_000 {
            mutator.changed_one_of(&inputs);
        }
    }
}
