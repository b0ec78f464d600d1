//! Which texts does a request write for a parameter, in whatever style?

use super::Argument;
use crate::http::Style;
use crate::http::cookie::{cookies, pairs};
use crate::http::percent::{Undecodable, decode_query, decode_segment};
use crate::http::style::{Miswritten, Parts, Shape};
use crate::http::texts::{Deep, Misshapen, Tree, base_name};
use crate::json::{ArrayRule, Breach, Location, Refusal};
use std::borrow::Cow;

impl<'c> Argument<'_, 'c> {
    /// The text of a parameter that has one value.
    pub(super) fn text(&mut self) -> Option<Cow<'c, str>> {
        let raw = self.raw();
        match raw.as_slice() {
            [] => self.absent()?.first().map(|text| Cow::Borrowed(*text)),
            [one] => self.decode(one),
            _ => self.refuse_repeated(),
        }
    }

    /// The texts of the items of a list, if their number is right.
    pub(super) fn texts(&mut self, style: Style, rule: &ArrayRule) -> Option<Vec<Cow<'c, str>>> {
        let raw = self.raw_in(style);
        if raw.is_empty() {
            let texts = self.absent()?;
            return Some(texts.iter().map(|text| Cow::Borrowed(*text)).collect());
        }
        let items = self.list_items(style, raw)?;
        let mut good = true;
        rule.check(items.len(), &mut |breach| {
            good = false;
            self.refuse(breach);
        });
        if !good {
            return None;
        }
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            texts.push(self.decode(item)?);
        }
        if rule.unique {
            let mut sorted: Vec<&str> = texts.iter().map(|text| &**text).collect();
            sorted.sort_unstable();
            if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
                self.refuse(Breach::new("uniqueItems", "must have unique items"));
                return None;
            }
        }
        Some(texts)
    }

    /// The items of a list as they stand in the request.
    fn list_items(&mut self, style: Style, raw: Vec<&'c [u8]>) -> Option<Vec<&'c [u8]>> {
        if style == Style::FormExploded {
            return Some(raw);
        }
        if raw.len() > 1 && !self.is_header() {
            return self.refuse_repeated();
        }
        let mut items = Vec::new();
        for raw in raw {
            match self.take_apart(style, raw, Shape::List)? {
                Parts::List(more) => items.extend(more),
                Parts::Text(one) => items.push(one),
                Parts::Object(_) => {}
            }
        }
        Some(items)
    }

    /// The parameter as a value of texts.
    pub(super) fn tree(&mut self, style: Style) -> Option<Tree<'c>> {
        let is_object = matches!(self.shape, Shape::Members(_) | Shape::MembersBeside(_));
        match style {
            Style::DeepObject => return self.deep_object(),
            Style::FormExploded if is_object => return self.spread_object(),
            _ => {}
        }
        let raw = self.raw_in(style);
        if raw.is_empty() {
            return self.default_tree();
        }
        if style == Style::FormExploded {
            let values = self.decoded(raw)?;
            return match self.shape {
                Shape::List => Some(Tree::List(values)),
                Shape::Scalar if values.len() > 1 => self.refuse_repeated(),
                _ => Some(Tree::of_all(values)),
            };
        }
        if raw.len() > 1 && !self.is_header() {
            return self.refuse_repeated();
        }
        let mut items = Vec::new();
        let mut members = Vec::new();
        let single = raw.len() == 1;
        for raw in raw {
            match self.take_apart(style, raw, self.shape)? {
                Parts::Text(text) if single => return self.decode(text).map(Tree::Text),
                Parts::Text(text) => items.push(text),
                Parts::List(more) => items.extend(more),
                Parts::Object(more) => members.extend(more),
            }
        }
        if is_object {
            return self.named(members).map(Tree::Object);
        }
        self.decoded(items).map(Tree::List)
    }

    /// `filter[name]=ada`
    fn deep_object(&mut self) -> Option<Tree<'c>> {
        let (name, input) = (self.name, &self.input);
        let members = input.query.members().filter_map(|(given, value)| {
            let (base, _) = base_name(given);
            (base == name).then_some((given.clone(), value))
        });
        let members: Vec<(Cow<'c, str>, &'c str)> = members.collect();
        let mut deep = Deep::default();
        for (given, value) in members {
            let value = Tree::Text(self.decode(value.as_bytes())?);
            if let Err(Misshapen(why)) = deep.insert(base_name(&given).1, value) {
                return self.refuse_style(why);
            }
        }
        match deep.finish() {
            Ok(Some(tree)) => Some(tree),
            Ok(None) => self.default_tree(),
            Err(Misshapen(why)) => self.refuse_style(why),
        }
    }

    /// `R=100&G=200`
    fn spread_object(&mut self) -> Option<Tree<'c>> {
        let shape = self.shape;
        let is_member = |name: &str| match shape {
            Shape::Members(names) => names.contains(&name),
            Shape::MembersBeside(others) => !others.contains(&name),
            Shape::Open | Shape::Scalar | Shape::List => false,
        };
        let call = self.input.call;
        let found: Vec<(Cow<'c, str>, &'c [u8])> = if matches!(self.location, Location::Cookie(_)) {
            let named = pairs(&call.headers).filter_map(|(name, value)| {
                let name = std::str::from_utf8(name).ok()?;
                Some((decode_segment(name).ok()?, value))
            });
            named.filter(|(name, _)| is_member(name)).collect()
        } else {
            let members = self.input.query.members();
            let members = members.filter(|(name, _)| is_member(name));
            members
                .map(|(name, value)| (name.clone(), value.as_bytes()))
                .collect()
        };
        if found.is_empty() {
            return self.default_tree();
        }
        let mut members = Vec::with_capacity(found.len());
        for (name, value) in found {
            members.push((name, Tree::Text(self.decode(value)?)));
        }
        Some(Tree::of_pairs(members))
    }

    /// The value of a parameter that is absent.
    fn default_tree(&mut self) -> Option<Tree<'c>> {
        let text = |text: &&'static str| Tree::Text(Cow::Borrowed(*text));
        let texts = self.absent()?;
        Some(match self.shape {
            Shape::Members(_) | Shape::MembersBeside(_) => {
                let (members, _) = texts.as_chunks();
                let members = members.iter();
                Tree::of_pairs(
                    members
                        .map(|[name, value]| (Cow::Borrowed(*name), text(value)))
                        .collect(),
                )
            }
            Shape::List => Tree::List(texts.iter().map(text).collect()),
            Shape::Open | Shape::Scalar => Tree::of_all(texts.iter().map(text).collect()),
        })
    }

    fn decoded(&mut self, raw: Vec<&'c [u8]>) -> Option<Vec<Tree<'c>>> {
        raw.into_iter()
            .map(|raw| self.decode(raw).map(Tree::Text))
            .collect()
    }

    fn named(&mut self, raw: Vec<(&'c [u8], &'c [u8])>) -> Option<Vec<(Cow<'c, str>, Tree<'c>)>> {
        raw.into_iter()
            .map(|(name, value)| Some((self.decode(name)?, Tree::Text(self.decode(value)?))))
            .collect()
    }

    fn take_apart(&mut self, style: Style, raw: &'c [u8], shape: Shape) -> Option<Parts<'c>> {
        let name = self.name;
        let is_name = |given: &[u8]| {
            let given = std::str::from_utf8(given).ok();
            given
                .and_then(|given| decode_segment(given).ok())
                .as_deref()
                == Some(name)
        };
        match style.take_apart(raw, shape, &is_name) {
            Ok(parts) => Some(parts),
            Err(Miswritten(why)) => self.refuse_style(why),
        }
    }

    /// The values as they stand in the request.
    fn raw(&self) -> Vec<&'c [u8]> {
        let call = self.input.call;
        let mut raw: Vec<&'c [u8]> = match self.location {
            Location::Path(_) => call
                .path_value(self.name)
                .map(str::as_bytes)
                .into_iter()
                .collect(),
            Location::Query(_) => self
                .input
                .query
                .values(self.name)
                .map(str::as_bytes)
                .collect(),
            Location::Cookie(_) => cookies(&call.headers, self.name).take(1).collect(),
            Location::Header(_) => {
                let values = call.headers.get_all(self.name).iter();
                values.map(|value| value.as_bytes().trim_ascii()).collect()
            }
            Location::Body(_) | Location::Inside(..) => Vec::new(),
        };
        if self.empty_is_absent {
            raw.retain(|raw| !raw.is_empty());
        }
        raw
    }

    /// As [`Self::raw`] for a style that may give a value more than once. In cookies that can be as `a=1; a=2`, which
    /// browsers send, and as `a=1&a=2`, which the specification writes.
    fn raw_in(&self, style: Style) -> Vec<&'c [u8]> {
        if style != Style::FormExploded || !matches!(self.location, Location::Cookie(_)) {
            return self.raw();
        }
        let name = self.name.as_bytes();
        let mut raw = Vec::new();
        for cookie in cookies(&self.input.call.headers, self.name) {
            let mut pieces = cookie.split(|byte| *byte == b'&');
            let first = pieces.next().unwrap_or_default();
            let rest = pieces.map(|piece| piece.strip_prefix(name)?.strip_prefix(b"="));
            match rest.collect::<Option<Vec<_>>>() {
                Some(rest) => raw.extend(std::iter::once(first).chain(rest)),
                None => raw.push(cookie),
            }
        }
        raw
    }

    /// The text that a value in the request stands for. Headers are not percent-encoded.
    fn decode(&mut self, raw: &'c [u8]) -> Option<Cow<'c, str>> {
        let decoded = match (std::str::from_utf8(raw), &self.location) {
            (Err(_), _) => Err(Undecodable::Encoding),
            (Ok(raw), Location::Header(_)) => Ok(Cow::Borrowed(raw)),
            (Ok(raw), Location::Query(_)) => decode_query(raw),
            (Ok(raw), _) => decode_segment(raw),
        };
        match decoded {
            Ok(text) => Some(text),
            Err(undecodable) => {
                self.refuse(Breach::new("encoding", undecodable.remedy()));
                None
            }
        }
    }

    /// What stands for a parameter that is absent, if that is allowed.
    fn absent(&mut self) -> Option<&'static [&'static str]> {
        if self.required {
            self.refuse(Breach::new("required", "is required"));
            return None;
        }
        self.default
    }

    fn is_header(&self) -> bool {
        matches!(self.location, Location::Header(_))
    }

    #[cold]
    fn refuse_repeated<T>(&mut self) -> Option<T> {
        self.refuse(Breach::new("duplicate", "must not be given more than once"));
        None
    }

    #[cold]
    fn refuse_style<T>(&mut self, why: &'static str) -> Option<T> {
        self.refuse(Breach::new("style", why));
        None
    }

    /// What is wrong inside of the value becomes what is wrong with the parameter.
    #[cold]
    pub(super) fn refuse_inside<T>(&mut self, refusal: Refusal) -> Option<T> {
        match refusal {
            Refusal::Malformed(syntax) => {
                self.refuse(Breach::new("syntax", format!("must be JSON: {syntax}")));
            }
            Refusal::Invalid(mut violations) => {
                for violation in &mut violations {
                    violation.location = self.location.clone().inside(&violation.location);
                }
                self.input.violations.append(violations);
            }
        }
        None
    }

    #[cold]
    pub(super) fn refuse(&mut self, breach: Breach) {
        self.input.violations.push(self.location.clone(), breach);
    }
}
