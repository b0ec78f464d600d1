//! Which names and values does a query have?

use super::percent::decode_query;
use std::borrow::Cow;

/// The members of a query: names decoded, values as they stand, since separators are looked for before decoding.
#[derive(Debug, Default)]
pub(super) struct Query<'c> {
    members: Vec<(Cow<'c, str>, &'c str)>,
}

impl<'c> Query<'c> {
    /// Members whose name stands for no text are left out: no parameter has such a name.
    pub(super) fn parse(raw: Option<&'c str>) -> Self {
        let mut members = Vec::new();
        for member in raw
            .unwrap_or_default()
            .split('&')
            .filter(|member| !member.is_empty())
        {
            let (name, value) = member.split_once('=').unwrap_or((member, ""));
            if let Ok(name) = decode_query(name) {
                members.push((name, value));
            }
        }
        Self { members }
    }

    /// All names and values, in their order.
    pub(super) fn members(&self) -> impl Iterator<Item = (&Cow<'c, str>, &'c str)> {
        self.members.iter().map(|(name, value)| (name, *value))
    }

    /// The values of one name, in their order, not yet decoded.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'c str> {
        let found = self.members.iter().filter(move |(one, _)| one == name);
        found.map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded_and_values_are_not() {
        let query = Query::parse(Some("a=1&b%20c=%31+2&a=&d&&=e&%FF=f&a==g"));
        let values = |name| query.values(name).collect::<Vec<_>>();
        assert_eq!(values("a"), ["1", "", "=g"]);
        assert_eq!(values("b c"), ["%31+2"]);
        assert_eq!(values("d"), [""]);
        assert_eq!(values(""), ["e"]);
        assert_eq!(values("x"), [""; 0]);
        assert_eq!(Query::parse(None).values("a").count(), 0);
    }
}
