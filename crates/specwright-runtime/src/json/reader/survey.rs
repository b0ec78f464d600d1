//! What is known of a part of the text that is looked at more than once?

use super::Reader;
use super::trial::Tried;
use crate::json::Syntax;
use crate::json::evaluation::Verdicts;
use crate::json::tree::{Member, Tree, borrowed, member};
use jiter::Jiter;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The value of the outermost union or schema that is being read, so that what is found out about the values in it is
/// found out once: else a text that nests deeply would be read again at each of its levels.
#[derive(Debug)]
pub(super) struct Survey<'j> {
    /// Where the value starts.
    start: usize,
    /// The levels of arrays and objects around it.
    depth: usize,
    tree: Option<Tree<'j>>,
    verdicts: Verdicts,
    /// How unions in it ended that were told apart by trying.
    pub(super) tried: BTreeMap<Union, Tried>,
}

/// A union at a place: its rule, the first of its readers, and where its value starts.
pub(super) type Union = (usize, usize, usize);

impl<'j> Survey<'j> {
    fn new(start: usize, depth: usize) -> Self {
        Self {
            start,
            depth,
            tree: None,
            verdicts: Verdicts::default(),
            tried: BTreeMap::new(),
        }
    }

    fn tree(&mut self, text: &'j [u8]) -> Result<(&Tree<'j>, &mut Verdicts), Syntax> {
        let tree = match self.tree.take() {
            Some(tree) => tree,
            None => Tree::parse(
                text,
                self.start,
                Reader::MAX_DEPTH.saturating_sub(self.depth),
            )?,
        };
        Ok((self.tree.insert(tree), &mut self.verdicts))
    }
}

impl<'j> Reader<'j> {
    /// Starts a survey of the value at the given place, unless it lies in one. Whoever started it ends it.
    pub(super) fn start_survey(&mut self, start: usize) -> bool {
        let is_first = self.survey.is_none();
        if is_first {
            self.survey = Some(Box::new(Survey::new(start, self.path.depth())));
        }
        is_first
    }

    pub(super) fn end_survey(&mut self, is_first: bool) {
        if is_first {
            self.survey = None;
        }
    }

    /// The tree that the value at the given place is in, and what is known about schemas there.
    pub(super) fn surveyed(&mut self, start: usize) -> Result<(&Tree<'j>, &mut Verdicts), Syntax> {
        let depth = self.path.depth();
        let survey = self
            .survey
            .get_or_insert_with(|| Box::new(Survey::new(start, depth)));
        survey.tree(self.text)
    }

    /// The members of the object that comes next, at the given place, in the order of their keys: each key, and where
    /// its value starts. Nothing is read.
    pub(super) fn members_ahead(
        &mut self,
        start: usize,
    ) -> Result<Vec<(Cow<'j, str>, usize)>, Syntax> {
        if self.is_inner(start) {
            let (tree, _) = self.surveyed(start)?;
            let members = tree.node_at(start).and_then(|node| tree.members(node));
            if let Some(members) = members {
                let place = |(key, node): &Member<'j>| (key.clone(), tree.place(*node).0);
                return Ok(members.iter().map(place).collect());
            }
        }
        let mut members = self.scan(|_| false)?;
        members.sort_by(|(one, _), (two, _)| one.cmp(two));
        Ok(members)
    }

    /// Where the value of a member of the object that comes next starts, if there is one. Nothing is read.
    pub(super) fn member_ahead(
        &mut self,
        start: usize,
        name: &str,
    ) -> Result<Option<usize>, Syntax> {
        if self.is_inner(start) {
            let members = self.members_ahead(start)?;
            return Ok(member(&members, name).copied());
        }
        let members = self.scan(|key| key == name)?;
        let found = members.into_iter().last().filter(|(key, _)| key == name);
        Ok(found.map(|(_, place)| place))
    }

    /// Whether a union at the given place lies in a value that is surveyed: the outermost looks for itself, those in it
    /// share a tree.
    fn is_inner(&self, start: usize) -> bool {
        let survey = self.survey.as_deref();
        survey.is_some_and(|survey| survey.start != start || survey.tree.is_some())
    }

    /// The members of the object that comes next in the order of the text, up to the first that is enough.
    fn scan(
        &mut self,
        enough: impl Fn(&str) -> bool,
    ) -> Result<Vec<(Cow<'j, str>, usize)>, Syntax> {
        let mut members = Vec::new();
        let mut ahead = self.jiter.clone();
        let mut read = || {
            let mut key = ahead.next_object()?.map(|key| borrowed(self.text, key));
            while let Some(name) = key {
                let peek = ahead.peek()?;
                let last = enough(&name);
                members.push((name, ahead.current_index()));
                if last {
                    break;
                }
                ahead.known_skip(peek)?;
                key = ahead.next_key()?.map(|key| borrowed(self.text, key));
            }
            Ok(())
        };
        match read() {
            Ok(()) => Ok(members),
            Err(error) => Err(Syntax::of(&error, self.text)),
        }
    }

    /// The string that starts at a place, if it is one that starts there. It was found by looking ahead.
    pub(super) fn string_at(&self, place: usize) -> Option<Cow<'j, str>> {
        let text = self.text.get(place..)?;
        let mut jiter = Jiter::new(text);
        let found = jiter.next_str().ok()?;
        Some(borrowed(text, found))
    }
}
