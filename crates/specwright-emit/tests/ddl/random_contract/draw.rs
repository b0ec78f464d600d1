//! Drawing by lot, the same way each time.

/// Words that are hard on a printer: of SQL, short, long, with a digit or an underscore at an end.
const WORDS: [&str; 12] = [
    "order",
    "select",
    "group",
    "table",
    "user",
    "a",
    "_x",
    "value_9",
    "from_",
    "the_name_of_a_thing_that_somebody_wanted_to_be_clear",
    "references",
    "naive",
];

/// Texts that are hard on a printer.
pub const TEXTS: [&str; 8] = [
    "plain",
    "it's",
    "\\\\",
    "\\\"double\\\"",
    "'); DROP TABLE t; --",
    "äöü €",
    "two\\nlines",
    "$1 ?",
];

/// A lottery (`SplitMix64`).
pub struct Draw {
    state: u64,
}

impl Draw {
    pub fn new(number: u64) -> Self {
        Self { state: number }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    /// Whether one of so many lots wins.
    pub fn one_in(&mut self, lots: usize) -> bool {
        self.below(lots) == 0
    }

    /// One of several.
    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Some of several, in another order, at least one.
    pub fn some<T: Clone>(&mut self, all: &[T], most: usize) -> Vec<T> {
        let mut left = all.to_vec();
        let count = 1 + self.below(most.min(left.len()));
        (0..count)
            .map(|_| left.swap_remove(self.below(left.len())))
            .collect()
    }

    /// A name that nothing else has, since `mark` is given to one thing only.
    pub fn name(&mut self, mark: &str) -> String {
        let word = *self.of(&WORDS);
        if word.starts_with('_') {
            format!("{word}{mark}")
        } else {
            format!("{word}_{mark}")
        }
    }

    /// A key `comment`, or nothing.
    pub fn comment(&mut self) -> String {
        if self.one_in(3) {
            format!(r#", "comment": "{}""#, self.of(&TEXTS))
        } else {
            String::new()
        }
    }
}
