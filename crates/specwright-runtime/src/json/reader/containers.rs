//! How are objects, maps and arrays read?

use super::Reader;
use crate::json::canonical::first_repetition;
use crate::json::pointer::Segment;
use crate::json::rules::not_unique;
use crate::json::{Additional, ArrayRule, Breach, MapRule, ObjectRule, Property, Syntax};
use jiter::Peek;
use std::collections::{BTreeMap, BTreeSet};

/// An object that is being read: made by [`Reader::object`], closed by [`Reader::end`].
#[derive(Debug)]
pub struct Object {
    rule: &'static ObjectRule,
    /// The property that comes next in well-ordered input.
    next: usize,
    seen: Seen,
    others: BTreeSet<Box<str>>,
    members: usize,
    started: bool,
}

/// An array that is being read.
#[derive(Debug)]
struct Array {
    items: usize,
    /// Where the items lie in the text, if they must be unique.
    places: Vec<(usize, usize)>,
    started: bool,
}

impl Reader<'_> {
    /// Starts reading an object; [`Reader::property`] goes from key to key.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn object(&mut self, rule: &'static ObjectRule) -> Result<Option<Object>, Syntax> {
        if !self.expect_object()? {
            return Ok(None);
        }
        Ok(Some(Object {
            rule,
            next: 0,
            seen: Seen::default(),
            others: BTreeSet::new(),
            members: 0,
            started: false,
        }))
    }

    /// Goes to the next property: its index in the rule, or the index behind the last one for a key that is none and
    /// is to be collected. Other unknown keys, and keys that come twice, are dealt with here.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn property(&mut self, object: &mut Object) -> Result<Option<usize>, Syntax> {
        loop {
            let key = if object.started {
                self.jiter.next_key()
            } else {
                self.jiter.known_object()
            };
            object.started = true;
            let key = match key {
                Ok(Some(key)) => key,
                Ok(None) => return Ok(None),
                Err(error) => return Err(Syntax::of(&error, self.text)),
            };
            object.members += 1;
            let found = find(object.rule.properties, object.next, key);
            let repeated = if let Some(index) = found {
                self.path
                    .at(Segment::Property(object.rule.properties[index].name));
                object.next = index + 1;
                !object.seen.insert(index)
            } else {
                let key: Box<str> = key.into();
                self.path.at(Segment::Key(key.clone()));
                if object.rule.additional == Additional::Refused {
                    self.skip()?;
                    self.record(Breach::new(
                        "additionalProperties",
                        "is not a known property",
                    ));
                    continue;
                }
                !object.others.insert(key)
            };
            if repeated {
                self.skip()?;
                self.record_duplicate();
                continue;
            }
            match (found, object.rule.additional) {
                (None, Additional::Collected) => {
                    self.check_key();
                    return Ok(Some(object.rule.properties.len()));
                }
                (None, _) => {
                    self.passed_over += 1;
                    self.skip()?;
                }
                (found, _) => return Ok(found),
            }
        }
    }

    /// Closes an object behind its last key: whether nothing is missing and the number of members is right.
    #[must_use]
    pub fn end(&mut self, object: Object) -> bool {
        self.path.leave();
        let Object {
            rule,
            seen,
            members,
            ..
        } = object;
        let mut complete = true;
        for (index, property) in rule.properties.iter().enumerate() {
            if property.required && !seen.contains(index) {
                self.record_member(property.name, Breach::new("required", "is required"));
                complete = false;
            }
        }
        let counts = MapRule {
            min_properties: rule.min_properties,
            max_properties: rule.max_properties,
        };
        counts.check(members, &mut |breach| self.record(breach)) && complete
    }

    /// Reads an array of values.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn array<T>(
        &mut self,
        rule: &ArrayRule,
        item: fn(&mut Self) -> Result<Option<T>, Syntax>,
    ) -> Result<Option<Vec<T>>, Syntax> {
        if self.texts.is_some() && self.stands_for_array()? {
            let single = item(self)?;
            let kept = rule.check(1, &mut |breach| self.record(breach));
            return Ok(kept.then(|| Vec::from_iter(single)));
        }
        let Some(mut array) = self.start_array()? else {
            return Ok(None);
        };
        let mut items = Vec::new();
        while self.next_item(&mut array, rule)? {
            items.extend(item(self)?);
        }
        Ok(self.end_array(&array, rule)?.then_some(items))
    }

    /// Reads an object whose keys are data, in the order of the keys.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn map<T>(
        &mut self,
        rule: &MapRule,
        value: fn(&mut Self) -> Result<Option<T>, Syntax>,
    ) -> Result<Option<BTreeMap<String, T>>, Syntax> {
        if !self.expect_object()? {
            return Ok(None);
        }
        let mut map = BTreeMap::new();
        let mut keys = BTreeSet::new();
        let mut members = 0;
        while let Some(key) = self.next_entry(&mut keys, &mut members)? {
            if let Some(value) = value(self)? {
                map.insert(key, value);
            }
        }
        Ok(self.end_map(*rule, members).then_some(map))
    }

    fn expect_object(&mut self) -> Result<bool, Syntax> {
        let found = self
            .expect(|peek| peek == Peek::Object, "an object")?
            .is_some();
        if found {
            self.enter()?;
        }
        Ok(found)
    }

    fn start_array(&mut self) -> Result<Option<Array>, Syntax> {
        if self
            .expect(|peek| peek == Peek::Array, "an array")?
            .is_none()
        {
            return Ok(None);
        }
        self.enter()?;
        Ok(Some(Array {
            items: 0,
            places: Vec::new(),
            started: false,
        }))
    }

    /// Goes to the next item. Items beyond the most that the rule allows are only counted.
    fn next_item(&mut self, array: &mut Array, rule: &ArrayRule) -> Result<bool, Syntax> {
        loop {
            if let Some(place) = array.places.last_mut()
                && array.items <= rule.max_items as usize
            {
                place.1 = self.jiter.current_index();
            }
            let next = if array.started {
                self.jiter.array_step()
            } else {
                self.jiter.known_array()
            };
            array.started = true;
            if next.map_err(|error| self.syntax(&error))?.is_none() {
                return Ok(false);
            }
            self.path.at(Segment::Index(array.items));
            array.items += 1;
            if array.items <= rule.max_items as usize {
                if rule.unique {
                    let start = self.jiter.current_index();
                    array.places.push((start, start));
                }
                return Ok(true);
            }
            self.skip()?;
        }
    }

    fn end_array(&mut self, array: &Array, rule: &ArrayRule) -> Result<bool, Syntax> {
        self.path.leave();
        let kept = rule.check(array.items, &mut |breach| self.record(breach));
        let Some((one, two)) = first_repetition(self.text, &array.places)? else {
            return Ok(kept);
        };
        self.record(not_unique(one, two));
        Ok(false)
    }

    /// Goes to the next key of a map; keys that come twice are dealt with here.
    fn next_entry(
        &mut self,
        keys: &mut BTreeSet<String>,
        members: &mut usize,
    ) -> Result<Option<String>, Syntax> {
        loop {
            let key = if *members > 0 {
                self.jiter.next_key()
            } else {
                self.jiter.known_object()
            };
            let key = match key {
                Ok(Some(key)) => key.to_owned(),
                Ok(None) => return Ok(None),
                Err(error) => return Err(Syntax::of(&error, self.text)),
            };
            *members += 1;
            self.path.at(Segment::Key(key.as_str().into()));
            if keys.insert(key.clone()) {
                self.check_key();
                return Ok(Some(key));
            }
            self.skip()?;
            self.record_duplicate();
        }
    }

    fn end_map(&mut self, rule: MapRule, members: usize) -> bool {
        self.path.leave();
        rule.check(members, &mut |breach| self.record(breach))
    }

    pub(super) fn record_duplicate(&mut self) {
        self.record(Breach::new("duplicate", "is given more than once"));
    }

    /// A key that is kept as data follows the rule of all text.
    pub(super) fn check_key(&mut self) {
        if self.path.key().is_some_and(|key| key.contains('\0')) {
            self.record(Breach::new(
                "format",
                "must not contain the character U+0000 in its name",
            ));
        }
    }
}

/// Looks for a key, first where well-ordered input has it.
fn find(properties: &'static [Property], next: usize, key: &str) -> Option<usize> {
    let is_key = |property: &Property| property.name == key;
    if properties.get(next).is_some_and(is_key) {
        return Some(next);
    }
    properties.iter().position(is_key)
}

/// A set of indexes: the first 64 without an allocation.
#[derive(Debug, Default)]
struct Seen {
    first: u64,
    rest: Vec<u64>,
}

impl Seen {
    /// Whether the index was not there before.
    fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if self.rest.len() <= word {
                    self.rest.resize(word + 1, 0);
                }
                &mut self.rest[word]
            }
        };
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    fn contains(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.rest.get(word).copied().unwrap_or(0),
        };
        word & 1 << (index % 64) != 0
    }
}
