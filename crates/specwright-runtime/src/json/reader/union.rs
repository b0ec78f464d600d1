//! Which of several alternatives is a value?

use super::Reader;
use super::trial::Trial;
use crate::json::evaluation::matches_none_of;
use crate::json::tree::member;
use crate::json::{Alternative, Breach, NumberText, Syntax, Types, UnionRule};
use jiter::Peek;

/// The alternatives that a value can still be: one, which is read in place, or several, of which only reading tells.
/// If there are none, the violation is recorded, and the value is read over.
type Candidates = Option<Vec<usize>>;

impl<'j> Reader<'j> {
    /// Reads a value that is one of several alternatives; `readers` read them in the order of the rule. A rule belongs
    /// to one list of readers.
    ///
    /// An alternative that the rule excludes is not read. If one is left, it is read in place, so that what is wrong
    /// with the value is named exactly. If several are left, each is read on trial. A text that is given for a value,
    /// in a parameter or a form, is the first alternative that it spells in the order boolean, integer, number, others.
    ///
    /// # Errors
    /// The text is not JSON.
    #[expect(
        clippy::type_complexity,
        reason = "it is the type of every reader, and a name would hide that"
    )]
    pub fn union<T>(
        &mut self,
        rule: &'static UnionRule,
        readers: &[fn(&mut Self) -> Result<Option<T>, Syntax>],
    ) -> Result<Option<T>, Syntax> {
        let first = readers.first().map_or(0, |read| *read as usize);
        let Some(mut trial) = self.start_union(rule, readers.len(), first)? else {
            return Ok(None);
        };
        let mut best = None;
        while let Some(candidate) = self.start_try(&mut trial) {
            let value = readers[candidate](self)?;
            if self.end_try(&mut trial, value.is_some()) {
                best = value;
            }
        }
        let is_match = self.end_trial(trial);
        Ok(best.filter(|_| is_match))
    }

    /// Finds out what can be found out without reading. `None` says that the value is no alternative.
    fn start_union(
        &mut self,
        rule: &'static UnionRule,
        readers: usize,
        first_reader: usize,
    ) -> Result<Option<Trial<'j>>, Syntax> {
        let start = self.next_place()?;
        let union = (std::ptr::from_ref(rule).addr(), first_reader, start);
        let mut here = self.unions.iter().rev().take_while(|open| open.2 == start);
        if here.any(|open| *open == union) {
            // An alternative of itself: there is no value in that.
            self.skip()?;
            let count = rule.alternatives.len();
            self.record(matches_none_of(rule.matching.keyword(), count));
            return Ok(None);
        }
        let in_texts = self.in_texts()?;
        let Some(mut candidates) = self.candidates(rule, start, in_texts)? else {
            return Ok(None);
        };
        candidates.retain(|candidate| *candidate < readers);
        self.start_trial(rule, union, candidates, in_texts)
    }

    /// Excludes the alternatives that the value surely is not.
    fn candidates(
        &mut self,
        rule: &'static UnionRule,
        start: usize,
        in_texts: bool,
    ) -> Result<Candidates, Syntax> {
        let peek = self.peek()?;
        let types = if in_texts {
            self.types_of_text(peek)
        } else {
            self.types_of(peek)
        };
        let mut candidates = of_types(rule, types);
        if candidates.is_empty() && in_texts {
            candidates = of_types(rule, Types::ARRAY);
        }
        if candidates.is_empty() {
            let all = rule.alternatives.iter();
            let wanted = all.fold(Types::NONE, |all, one| all.or(one.types)).noun();
            let found = self.kind(peek)?;
            self.skip()?;
            self.record(Breach::new(
                "type",
                format!("must be {wanted}, not {found}"),
            ));
            return Ok(None);
        }
        if peek == Peek::Object {
            return match rule.discriminator {
                Some(property) => self.by_tag(rule, property, candidates, start),
                None => self.by_members(rule, candidates, start),
            };
        }
        if in_texts {
            candidates.sort_by_key(|candidate| rank(rule.alternatives[*candidate].types, types));
        }
        Ok(Some(candidates))
    }

    /// The alternatives that the discriminator of the object that comes next names.
    fn by_tag(
        &mut self,
        rule: &'static UnionRule,
        property: &'static str,
        mut candidates: Vec<usize>,
        start: usize,
    ) -> Result<Candidates, Syntax> {
        let breach = match self.member_ahead(start, property)? {
            None => Breach::new("required", "is required"),
            Some(place) => match self.string_at(place) {
                None => Breach::new("type", "must be a string"),
                Some(tag) => {
                    let tags = |candidate: usize| tags(&rule.alternatives[candidate], property);
                    let named = candidates.clone();
                    candidates.retain(|candidate| tags(*candidate).any(|value| value == tag));
                    if !candidates.is_empty() {
                        return Ok(Some(candidates));
                    }
                    let mut values = named.into_iter().flat_map(tags);
                    Breach {
                        code: "discriminator",
                        ..Breach::not_a_choice(&mut values)
                    }
                }
            },
        };
        self.skip()?;
        self.record_member(property, breach);
        Ok(None)
    }

    /// The alternatives whose required properties and tags the object that comes next has. Where it has those of none,
    /// all would fail, and what is wrong is found out by reading.
    fn by_members(
        &mut self,
        rule: &'static UnionRule,
        candidates: Vec<usize>,
        start: usize,
    ) -> Result<Candidates, Syntax> {
        let asks = |candidate: &usize| {
            let alternative = &rule.alternatives[*candidate];
            !alternative.required.is_empty() || !alternative.tags.is_empty()
        };
        if candidates.len() < 2 || !candidates.iter().any(asks) {
            return Ok(Some(candidates));
        }
        let members = self.members_ahead(start)?;
        let fits = |candidate: &usize| {
            let alternative = &rule.alternatives[*candidate];
            let has = |name: &&str| member(&members, name).is_some();
            alternative.required.iter().all(has)
                && alternative.tags.iter().all(|tag| {
                    member(&members, tag.property).is_none_or(|place| {
                        self.string_at(*place)
                            .is_some_and(|found| tag.values.contains(&&*found))
                    })
                })
        };
        let fitting: Vec<usize> = candidates.iter().copied().filter(fits).collect();
        Ok(Some(if fitting.is_empty() {
            candidates
        } else {
            fitting
        }))
    }

    /// The types of the value that comes next.
    fn types_of(&mut self, peek: Peek) -> Types {
        match peek {
            Peek::Null => Types::NULL,
            Peek::True | Peek::False => Types::BOOLEAN,
            Peek::String => Types::STRING,
            Peek::Array => Types::ARRAY,
            Peek::Object => Types::OBJECT,
            _ => {
                let mut ahead = self.jiter.clone();
                let number = ahead.known_number_bytes(peek).ok();
                // What is malformed is found out by reading.
                number
                    .and_then(NumberText::parse_bytes)
                    .map_or(Types::NUMBER, |number| Types::of_number(&number))
            }
        }
    }

    /// The types that the value that comes next can be, where scalars are given as text.
    fn types_of_text(&mut self, peek: Peek) -> Types {
        match peek {
            Peek::Array => Types::ARRAY,
            Peek::Object => Types::OBJECT,
            Peek::String => {
                let text = self.string_at(self.jiter.current_index());
                text.map_or(Types::STRING, |text| Types::spelled(&text))
            }
            _ => Types::STRING,
        }
    }
}

/// The alternatives that have one of the types.
fn of_types(rule: &UnionRule, types: Types) -> Vec<usize> {
    let alternatives = rule.alternatives.iter().enumerate();
    alternatives
        .filter(|(_, alternative)| alternative.types.meets(types))
        .map(|(index, _)| index)
        .collect()
}

/// The values of a property by which an alternative is known.
fn tags(
    alternative: &'static Alternative,
    property: &'static str,
) -> impl Iterator<Item = &'static str> {
    let tags = alternative.tags.iter();
    tags.filter(move |tag| tag.property == property)
        .flat_map(|tag| tag.values.iter().copied())
}

/// In which order alternatives are tried that a text may spell: by their types, of which the text has some.
fn rank(alternative: Types, text: Types) -> u8 {
    let common = alternative.and(text);
    if common.meets(Types::BOOLEAN) {
        0
    } else if common.meets(Types::INTEGER) && !alternative.contains(Types::NUMBER) {
        1
    } else if common.meets(Types::NUMBER) {
        2
    } else {
        3
    }
}
