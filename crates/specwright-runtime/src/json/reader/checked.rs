//! How is a value held to what its type does not say?

use super::Reader;
use crate::json::evaluation::{Fault, evaluate};
use crate::json::{Breach, Schema, Syntax};

impl Reader<'_> {
    /// Reads a value, and holds it to a schema beside. What the typed reading refuses is not held to the schema too.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn checked<T>(
        &mut self,
        schema: &'static Schema,
        read: fn(&mut Self) -> Result<Option<T>, Syntax>,
    ) -> Result<Option<T>, Syntax> {
        let start = self.next_place()?;
        let is_first = self.start_survey(start);
        let before = self.violations.count();
        let value = read(self)?;
        let kept = self.violations.count() != before || self.fulfils(schema, start)?;
        self.end_survey(is_first);
        Ok(value.filter(|_| kept))
    }

    /// The value, or where it is absent the constant that the text says: a `default`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn or_default<T>(
        &mut self,
        value: Option<T>,
        text: &'static str,
        read: fn(&mut Self) -> Result<Option<T>, Syntax>,
    ) -> Result<Option<T>, Syntax> {
        if value.is_some() {
            return Ok(value);
        }
        let mut constant = Self::new(text.as_bytes());
        let value = read(&mut constant)?;
        if value.is_none() {
            tracing::error!(text, "a default breaks the rules of its own schema");
            self.record(Breach::new("default", "has no valid default"));
        }
        Ok(value)
    }

    /// Whether the value that was read from the given place fulfils the schema; what does not is recorded.
    fn fulfils(&mut self, schema: &'static Schema, start: usize) -> Result<bool, Syntax> {
        let (text, texts) = (self.text, self.texts);
        let (tree, verdicts) = self.surveyed(start)?;
        let Some(root) = tree.node_at(start) else {
            return Err(Syntax::new("no value", start, text));
        };
        let faults = evaluate(schema, tree, root, texts, verdicts);
        if faults.is_empty() {
            return Ok(true);
        }
        let ways: Vec<_> = faults
            .iter()
            .map(|fault| tree.way(root, fault.node))
            .collect();
        for (way, fault) in ways.into_iter().zip(faults) {
            let depth = way.len();
            for segment in way {
                self.path.enter();
                self.path.at(segment);
            }
            let Fault {
                missing, breach, ..
            } = fault;
            match missing {
                Some(name) => self.record_member(name, breach),
                None => self.record(breach),
            }
            for _ in 0..depth {
                self.path.leave();
            }
        }
        Ok(false)
    }
}
