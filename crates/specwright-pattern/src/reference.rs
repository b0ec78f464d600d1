//! What does a back-reference refer to when it is reached?
//!
//! ECMA-262 forgets what the groups in a repeated group captured when the repetition starts anew (section 22.2.2.3.1), and a
//! reference to a group that captured nothing matches the empty string. The engine keeps the old, and such a reference
//! fails. Where the difference could show, the reference is refused.

use crate::error::PatternError;
use crate::group::{Group, Kind, Repeat};

/// `\1` or `\k<name>`.
pub(crate) struct Reference<'p> {
    pub(crate) target: Target<'p>,
    /// The group that it stands in, and the alternative of it.
    pub(crate) group: usize,
    pub(crate) alternative: usize,
    pub(crate) start: usize,
}

pub(crate) enum Target<'p> {
    Number(usize),
    Name(&'p str),
}

/// What a reference matches.
#[derive(Clone, Copy)]
pub(crate) enum Meaning {
    /// The empty string: the group cannot have captured anything.
    Empty,
    /// What this group captured, which it has.
    Captured(usize),
    /// What this group captured, if it has, else the empty string.
    IfCaptured(usize),
}

impl Meaning {
    /// The group that must capture.
    pub(crate) const fn group(&self) -> Option<usize> {
        match self {
            Self::Empty => None,
            Self::Captured(group) | Self::IfCaptured(group) => Some(*group),
        }
    }
}

impl Reference<'_> {
    pub(crate) fn meaning(&self, groups: &[Group<'_>]) -> Result<Meaning, PatternError> {
        let target = self.target(groups)?;
        let unsupported = |construct| Err(PatternError::unsupported(construct, self.start));
        let around = ancestors(groups, self.group);
        let is_behind = |group: &usize| groups[*group].kind.is_look_behind();
        if around.iter().any(is_behind) || ancestors(groups, target).iter().any(is_behind) {
            return unsupported("a back-reference in or to a look-behind");
        }
        // Inside of its group, or before it: it captured nothing yet.
        if around.contains(&target) || groups[target].start > self.start {
            return Ok(Meaning::Empty);
        }
        // From the group up to the one that holds the reference too.
        let mut way = vec![target];
        while !around.contains(&groups[way[way.len() - 1]].parent) {
            way.push(groups[way[way.len() - 1]].parent);
        }
        let top = way[way.len() - 1];
        let common = groups[top].parent;
        if groups[top].alternative != self.alternative_in(common, groups) {
            return Ok(Meaning::Empty);
        }
        let is_negated = |group: &usize| groups[*group].kind == Kind::LookAhead { negated: true };
        if way.iter().any(is_negated) {
            return Ok(Meaning::Empty);
        }
        // The engine goes back into a look-ahead that captures, which ECMA-262 does not.
        if way.iter().any(|group| groups[*group].kind.is_look_around()) {
            return unsupported("a back-reference to a group in a look-ahead");
        }
        let repeats = |group: &usize| groups[*group].repeat == Repeat::Loop;
        let is_chosen = |group: &usize| {
            let parent = groups[*group].parent;
            parent != common && groups[parent].alternatives > 0
        };
        let is_optional = |group: &usize| groups[*group].repeat != Repeat::Once;
        if way.iter().any(repeats) {
            return unsupported("a back-reference to a group that repeats");
        }
        if !way
            .iter()
            .any(|group| is_chosen(group) || is_optional(group))
        {
            return Ok(Meaning::Captured(target));
        }
        if ancestors(groups, common).iter().any(repeats) {
            return unsupported(
                "a back-reference to a group that may be left out, in one that repeats",
            );
        }
        Ok(Meaning::IfCaptured(target))
    }

    /// The group that is referred to.
    fn target(&self, groups: &[Group<'_>]) -> Result<usize, PatternError> {
        let captures = groups
            .iter()
            .enumerate()
            .filter_map(|(index, group)| match group.kind {
                Kind::Capture(name) => Some((index, name)),
                _ => None,
            });
        let none = PatternError::malformed("a reference to no group", self.start);
        match self.target {
            Target::Number(number) => {
                let mut found = captures.map(|(index, _)| index);
                let at = number.checked_sub(1).ok_or(none)?;
                found.nth(at).ok_or(none)
            }
            Target::Name(wanted) => {
                let mut found = captures.filter(|(_, name)| *name == Some(wanted));
                let (index, _) = found.next().ok_or(none)?;
                if found.next().is_some() {
                    let construct = "a back-reference to several groups of one name";
                    return Err(PatternError::unsupported(construct, self.start));
                }
                Ok(index)
            }
        }
    }

    /// The alternative of a group around the reference in which the reference stands.
    fn alternative_in(&self, common: usize, groups: &[Group<'_>]) -> usize {
        let (mut at, mut alternative) = (self.group, self.alternative);
        while at != common && at != 0 {
            alternative = groups[at].alternative;
            at = groups[at].parent;
        }
        alternative
    }
}

/// A group and those around it, up to the whole expression.
fn ancestors(groups: &[Group<'_>], group: usize) -> Vec<usize> {
    let mut found = vec![group];
    let mut at = group;
    while at != 0 {
        at = groups[at].parent;
        found.push(at);
    }
    found
}
