//! Which line and column a byte stands in, for files of any size.

use std::ops::Range;

/// Where the lines of a text start, and how many characters stand before each block of it.
///
/// The blocks are for texts that are one line of many megabytes.
#[derive(Debug, Clone)]
pub(crate) struct LineIndex {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

const BLOCK: usize = 4096;

impl LineIndex {
    pub(crate) fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .zip(1_u32..)
                .filter(|(byte, _)| *byte == b'\n')
                .map(|(_, next)| next),
        );
        let mut before = 0;
        let characters = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let count = before;
                before += characters(block);
                count
            })
            .collect();
        Self { starts, characters }
    }

    pub(crate) fn line_and_column(&self, text: &str, offset: u32) -> (usize, usize) {
        let offset = text.floor_char_boundary(offset as usize);
        let line = self
            .starts
            .partition_point(|&start| start as usize <= offset);
        let start = self.starts[line - 1] as usize;
        (
            line,
            (self.characters_before(text, offset) - self.characters_before(text, start)) as usize
                + 1,
        )
    }

    pub(crate) fn line(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.starts[line - 1] as usize;
        let end = self
            .starts
            .get(line)
            .map_or(text.len(), |&next| next as usize - 1);
        start..end - usize::from(text[start..end].ends_with('\r'))
    }

    fn characters_before(&self, text: &str, offset: usize) -> u32 {
        let block = offset / BLOCK;
        let counted = self
            .characters
            .get(block)
            .or(self.characters.last())
            .copied()
            .unwrap_or(0);
        let start = (block * BLOCK).min(self.characters.len().saturating_sub(1) * BLOCK);
        counted + characters(&text.as_bytes()[start..offset])
    }
}

/// The number of characters that start among these bytes.
fn characters(bytes: &[u8]) -> u32 {
    let continuation = 0b1000_0000..=0b1011_1111;
    u32::try_from(
        bytes
            .iter()
            .filter(|byte| !continuation.contains(*byte))
            .count(),
    )
    .unwrap_or(u32::MAX)
}
