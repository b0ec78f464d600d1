//! Which paths does a template stand for, and where are its parameters in them?

use super::percent::encode_literal;

/// The template of a path, taken apart: `/files/{name}.{extension}`.
#[derive(Debug, Clone)]
pub(super) struct Template {
    segments: Vec<Vec<Part>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Text as it stands in requests.
    Literal(String),
    /// A parameter, by its name.
    Parameter(String),
}

impl Template {
    /// Takes a template apart.
    pub(super) fn parse(template: &str) -> Result<Self, &'static str> {
        let Some(path) = template.strip_prefix('/') else {
            return Err("it does not start with `/`");
        };
        let mut segments = Vec::new();
        for segment in path.split('/') {
            segments.push(parts(segment)?);
        }
        let template = Self { segments };
        let mut names: Vec<&str> = template.parameters().collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err("two of its parameters have the same name");
        }
        Ok(template)
    }

    fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments
            .iter()
            .flatten()
            .filter_map(|part| match part {
                Part::Parameter(name) => Some(name.as_str()),
                Part::Literal(_) => None,
            })
    }

    /// The template in the words of axum. A segment with a parameter becomes a parameter as a whole, named by its place,
    /// so that two templates never have different names at one place.
    pub(super) fn axum_path(&self) -> String {
        let mut path = String::new();
        for (place, segment) in self.segments.iter().enumerate() {
            path.push('/');
            match segment.as_slice() {
                [] => {}
                [Part::Literal(literal)] => path.push_str(literal),
                _ => path.extend(["{p", &place.to_string(), "}"]),
            }
        }
        path
    }

    /// What two templates have in common that stand for the same paths: everything but the names.
    pub(super) fn shape(&self) -> String {
        let mut shape = String::new();
        for segment in &self.segments {
            shape.push('/');
            for part in segment {
                shape.push_str(match part {
                    Part::Literal(literal) => literal,
                    // No literal has braces.
                    Part::Parameter(_) => "{}",
                });
            }
        }
        shape
    }

    /// How much of the template is text: of two that stand for a path, the one with more of it is meant.
    pub(super) fn literal_bytes(&self) -> usize {
        let parts = self.segments.iter().flatten();
        parts
            .map(|part| match part {
                Part::Literal(literal) => literal.len(),
                Part::Parameter(_) => 0,
            })
            .sum()
    }

    /// Whether the template stands for the path of a request.
    pub(super) fn matches(&self, path: &str) -> bool {
        let mut given = path.strip_prefix('/').unwrap_or(path).split('/');
        let same = self.segments.iter().all(|parts| {
            given
                .next()
                .is_some_and(|segment| captures(parts, segment, &mut |_, _| {}))
        });
        same && given.next().is_none()
    }

    /// The part of the path that a parameter has, not yet decoded.
    pub(super) fn value<'p>(&self, path: &'p str, name: &str) -> Option<&'p str> {
        let given = path.strip_prefix('/').unwrap_or(path).split('/');
        let mut value = None;
        for (parts, segment) in self.segments.iter().zip(given) {
            if parts
                .iter()
                .any(|part| matches!(part, Part::Parameter(one) if one == name))
            {
                captures(parts, segment, &mut |one, text| {
                    if one == name {
                        value = Some(text);
                    }
                });
            }
        }
        value
    }
}

/// Takes one segment of a template apart.
fn parts(segment: &str) -> Result<Vec<Part>, &'static str> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('{') {
            let Some((name, behind)) = inside.split_once('}') else {
                return Err("a brace is never closed");
            };
            if name.is_empty() || name.contains('{') {
                return Err("a parameter has no name");
            }
            if matches!(parts.last(), Some(Part::Parameter(_))) {
                return Err("nothing stands between two of its parameters");
            }
            parts.push(Part::Parameter(name.to_owned()));
            rest = behind;
        } else {
            let end = rest.find('{').unwrap_or(rest.len());
            let (literal, behind) = rest.split_at(end);
            if literal.contains('}') {
                return Err("a brace was never opened");
            }
            if literal.contains(['?', '#']) {
                return Err("it has a query or a fragment");
            }
            parts.push(Part::Literal(encode_literal(literal)));
            rest = behind;
        }
    }
    Ok(parts)
}

/// Whether the parts stand for the segment; each parameter is at least one character, and as short as can be.
fn captures<'p>(parts: &[Part], segment: &'p str, found: &mut dyn FnMut(&str, &'p str)) -> bool {
    let mut rest = segment;
    let mut parts = parts.iter();
    while let Some(part) = parts.next() {
        match part {
            Part::Literal(literal) => match rest.strip_prefix(literal.as_str()) {
                Some(behind) => rest = behind,
                None => return false,
            },
            Part::Parameter(name) => {
                let end = match (parts.as_slice(), parts.next()) {
                    // The last literal is at the end, wherever else it may stand.
                    ([_], Some(Part::Literal(literal))) if rest.ends_with(literal.as_str()) => {
                        let end = rest.len() - literal.len();
                        (end, rest.len())
                    }
                    (_, Some(Part::Literal(literal))) => {
                        let first = rest.chars().next().map_or(0, char::len_utf8);
                        match rest[first..].find(literal.as_str()) {
                            Some(at) => (first + at, first + at + literal.len()),
                            None => return false,
                        }
                    }
                    _ => (rest.len(), rest.len()),
                };
                if end.0 == 0 {
                    return false;
                }
                found(name, &rest[..end.0]);
                rest = &rest[end.1..];
            }
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn parameters_are_found_where_they_stand() {
        for (template, path, values) in [
            ("/", "/", &[][..]),
            ("/a/{b}", "/a/x%20y", &[("b", "x%20y")]),
            ("/{a}/b/{c}", "/1/b/2", &[("a", "1"), ("c", "2")]),
            ("/files/{name}.json", "/files/a.b.json", &[("name", "a.b")]),
            (
                "/files/{name}.{kind}",
                "/files/a.b.c",
                &[("name", "a"), ("kind", "b.c")],
            ),
            (
                "/v{version}:{verb}/x",
                "/v1:run/x",
                &[("version", "1"), ("verb", "run")],
            ),
            (
                "/{a}-{b}-{c}",
                "/--x-y-z",
                &[("a", "-"), ("b", "x"), ("c", "y-z")],
            ),
            ("/größe/{a}", "/gr%C3%B6%C3%9Fe/1", &[("a", "1")]),
            ("/a/", "/a/", &[]),
            ("/a//{b}", "/a//x", &[("b", "x")]),
        ] {
            let parsed = Template::parse(template).unwrap();
            assert!(parsed.matches(path), "{template} {path}");
            for (name, value) in values {
                assert_eq!(
                    parsed.value(path, name),
                    Some(*value),
                    "{template} {path} {name}"
                );
            }
            assert_eq!(parsed.value(path, "other"), None);
        }
    }

    #[test]
    fn other_paths_do_not_match() {
        for (template, path) in [
            ("/a/{b}", "/a"),
            ("/a/{b}", "/a/"),
            ("/a/{b}", "/a/b/c"),
            ("/a/{b}", "/A/b"),
            ("/a", "/a/"),
            ("/files/{name}.json", "/files/.json"),
            ("/files/{name}.json", "/files/a.xml"),
            ("/files/{name}.json", "/files/a.jsonx"),
            ("/{a}-{b}", "/x-"),
            ("/{a}-{b}", "/-x"),
            ("/x{a}", "/y1"),
        ] {
            assert!(
                !Template::parse(template).unwrap().matches(path),
                "{template} {path}"
            );
        }
    }

    #[test]
    fn templates_that_stand_for_no_path_are_refused() {
        for template in [
            "", "a", "/{", "/{}", "/a}", "/{a}{b}", "/{a}/{a}", "/a?b=c", "/a#b", "/{a{b}}", "/{a",
            "/}{",
        ] {
            assert!(Template::parse(template).is_err(), "{template}");
        }
    }

    #[test]
    fn axum_sees_places_and_not_names() {
        for (template, path) in [
            ("/", "/"),
            ("/a/{b}/c/{d}", "/a/{p1}/c/{p3}"),
            ("/files/{name}.json", "/files/{p1}"),
            ("/:a/*b", "/:a/*b"),
            ("/a b", "/a%20b"),
            ("/a/", "/a/"),
        ] {
            assert_eq!(Template::parse(template).unwrap().axum_path(), path);
        }
    }

    #[test]
    fn names_are_no_part_of_the_shape() {
        let shape = |template| Template::parse(template).unwrap().shape();
        assert_eq!(shape("/a/{b}/c"), shape("/a/{x}/c"));
        assert_ne!(shape("/a/{b}.json"), shape("/a/{b}"));
        assert_eq!(shape("/a/{b}.json"), "/a/{}.json");
    }
}
