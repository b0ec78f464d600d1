//! Which paths does a template stand for, and where are its parameters in them?

use super::percent::encode_literal;

/// The template of a path, taken apart: `/files/{name}.{extension}`.
///
/// A parameter with a plus sign, `{+name}`, spans any number of segments, as reserved expansion does (RFC 6570, section
/// 3.2.3); there is one such segment at the most.
#[derive(Debug, Clone)]
pub(super) struct Template {
    segments: Vec<Vec<Part>>,
    /// The segment that spans several of a path.
    wide: Option<usize>,
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
        let mut wide = None;
        for (place, segment) in path.split('/').enumerate() {
            let (parts, is_wide) = parts(segment)?;
            if is_wide && wide.replace(place).is_some() {
                return Err("more than one of its parameters spans several segments");
            }
            segments.push(parts);
        }
        let template = Self { segments, wide };
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
    /// so that two templates never have different names at one place. `None` for what axum has no words for: what spans
    /// segments is looked for where axum finds nothing.
    pub(super) fn axum_path(&self) -> Option<String> {
        if self.wide.is_some() {
            return None;
        }
        let mut path = String::new();
        for (place, segment) in self.segments.iter().enumerate() {
            path.push('/');
            match segment.as_slice() {
                [] => {}
                [Part::Literal(literal)] => path.push_str(literal),
                _ => path.extend(["{p", &place.to_string(), "}"]),
            }
        }
        Some(path)
    }

    /// What two templates have in common that stand for the same paths: everything but the names.
    pub(super) fn shape(&self) -> String {
        let mut shape = String::new();
        for (place, segment) in self.segments.iter().enumerate() {
            shape.push('/');
            for part in segment {
                shape.push_str(match part {
                    Part::Literal(literal) => literal,
                    // No literal has braces.
                    Part::Parameter(_) if self.wide == Some(place) => "{+}",
                    Part::Parameter(_) => "{}",
                });
            }
        }
        shape
    }

    /// How specific the template is: of two that stand for a path, the greater is meant. One without wide segments is
    /// before one with, then the one with more text.
    pub(super) fn rank(&self) -> (bool, usize) {
        let parts = self.segments.iter().flatten();
        let text = parts.map(|part| match part {
            Part::Literal(literal) => literal.len(),
            Part::Parameter(_) => 0,
        });
        (self.wide.is_none(), text.sum())
    }

    /// Whether the template stands for the path of a request.
    pub(super) fn matches(&self, path: &str) -> bool {
        self.walk(path, &mut |parts, segment| {
            captures(parts, segment, &mut |_, _| {})
        })
    }

    /// The part of the path that a parameter has, not yet decoded.
    pub(super) fn value<'p>(&self, path: &'p str, name: &str) -> Option<&'p str> {
        let mut value = None;
        self.walk(path, &mut |parts, segment| {
            let is_name = |part: &Part| matches!(part, Part::Parameter(one) if one == name);
            if parts.iter().any(is_name) {
                captures(parts, segment, &mut |one, text| {
                    if one == name {
                        value = Some(text);
                    }
                });
            }
            true
        });
        value
    }

    /// Visits the segments with their parts of the path, as long as the visitor is content; whether it was to the end,
    /// and each has its part.
    fn walk<'p>(&self, path: &'p str, visit: &mut dyn FnMut(&[Part], &'p str) -> bool) -> bool {
        let mut rest = Some(path.strip_prefix('/').unwrap_or(path));
        for (place, parts) in self.segments.iter().enumerate() {
            let Some(given) = rest else { return false };
            let (segment, behind) = if self.wide == Some(place) {
                let Some(split) = split_wide(given, self.segments.len() - place - 1) else {
                    return false;
                };
                split
            } else {
                match given.split_once('/') {
                    Some((segment, behind)) => (segment, Some(behind)),
                    None => (given, None),
                }
            };
            if !visit(parts, segment) {
                return false;
            }
            rest = behind;
        }
        rest.is_none()
    }
}

/// Everything but the last segments, and these.
fn split_wide(given: &str, last: usize) -> Option<(&str, Option<&str>)> {
    if last == 0 {
        return Some((given, None));
    }
    let (at, _) = given.rmatch_indices('/').nth(last - 1)?;
    Some((&given[..at], Some(&given[at + 1..])))
}

/// Takes one segment of a template apart; and whether it spans several segments of a path.
fn parts(segment: &str) -> Result<(Vec<Part>, bool), &'static str> {
    let mut parts = Vec::new();
    let (mut parameters, mut is_wide) = (0, false);
    let mut rest = segment;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('{') {
            let Some((name, behind)) = inside.split_once('}') else {
                return Err("a brace is never closed");
            };
            let plain = name.strip_prefix('+').unwrap_or(name);
            if plain.is_empty() || name.contains('{') {
                return Err("a parameter has no name");
            }
            is_wide |= plain.len() < name.len();
            parameters += 1;
            parts.push(Part::Parameter(plain.to_owned()));
            rest = behind;
        } else {
            let end = rest.find('{').unwrap_or(rest.len());
            let (literal, behind) = rest.split_at(end);
            if literal.contains('}') {
                return Err("a brace was never opened");
            }
            parts.push(Part::Literal(encode_literal(literal)));
            rest = behind;
        }
    }
    if is_wide && parameters > 1 {
        return Err("a parameter that spans several segments shares its own with another");
    }
    Ok((parts, is_wide))
}

/// Whether the parts stand for the segment; each parameter is at least one character, and as short as can be.
fn captures<'p>(parts: &[Part], segment: &'p str, found: &mut dyn FnMut(&str, &'p str)) -> bool {
    let mut rest = segment;
    for (index, part) in parts.iter().enumerate() {
        let name = match part {
            Part::Literal(literal) => match rest.strip_prefix(literal.as_str()) {
                Some(behind) => {
                    rest = behind;
                    continue;
                }
                None => return false,
            },
            Part::Parameter(name) => name,
        };
        let Some(first) = rest.chars().next().map(char::len_utf8) else {
            return false;
        };
        let end = match &parts[index + 1..] {
            [] => rest.len(),
            // The last literal is at the end, wherever else it may stand.
            [Part::Literal(literal)] => match rest.len().checked_sub(literal.len()) {
                Some(end) if end >= first && rest.ends_with(literal.as_str()) => end,
                _ => return false,
            },
            [Part::Literal(literal), ..] => match rest[first..].find(literal.as_str()) {
                Some(at) => first + at,
                None => return false,
            },
            // Nothing stands between the two.
            [Part::Parameter(_), ..] => first,
        };
        found(name, &rest[..end]);
        rest = &rest[end..];
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
            ("/{a}{b}", "/éyz", &[("a", "é"), ("b", "yz")]),
            // Shapes of published descriptions.
            (
                "/repos/{owner}/{repo}/compare/{base}...{head}",
                "/repos/o/r/compare/v1.0...v2..1",
                &[("base", "v1.0"), ("head", "v2..1")],
            ),
            (
                "/v1/deployments/{deployment}:tagRevision",
                "/v1/deployments/a:b:tagRevision",
                &[("deployment", "a:b")],
            ),
            (
                "/{page}t.{format}",
                "/7t.png",
                &[("page", "7"), ("format", "png")],
            ),
            ("/files/{id}#add", "/files/7%23add", &[("id", "7")]),
            ("/reports?id={id}", "/reports%3Fid=7", &[("id", "7")]),
            ("/report.{format}/", "/report.pdf/", &[("format", "pdf")]),
            (
                "/v3/{+name}",
                "/v3/accounts/1/x",
                &[("name", "accounts/1/x")],
            ),
            ("/v3/{+name}", "/v3/a", &[("name", "a")]),
            (
                "/v3/{+parent}/views:sum",
                "/v3/a/1/views:sum",
                &[("parent", "a/1")],
            ),
            ("/v1/{+name}:run", "/v1/a/b:run", &[("name", "a/b")]),
            (
                "/v1/{+name}/{x}/y",
                "/v1/a/b/c/y",
                &[("name", "a/b"), ("x", "c")],
            ),
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
            ("/{a}{b}", "/x"),
            ("/v3/{+name}", "/v3"),
            ("/v3/{+name}", "/v3/"),
            ("/v3/{+name}/x", "/v3/x"),
            ("/v3/{+name}/x", "/v3//x"),
            ("/v3/{+name}/x", "/v3/a/b/y"),
            ("/v1/{+name}:run", "/v1/a/b"),
            ("/v1/{+name}:run", "/v1/:run"),
            ("/files/{id}#add", "/files/7"),
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
            "",
            "a",
            "/{",
            "/{}",
            "/{+}",
            "/a}",
            "/{a}/{a}",
            "/{a}/{+a}",
            "/{+a}/{+b}",
            "/{+a}:{b}",
            "/{a{b}}",
            "/{a",
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
            let parsed = Template::parse(template).unwrap();
            assert_eq!(parsed.axum_path().as_deref(), Some(path));
        }
        assert_eq!(Template::parse("/a/{+b}/c").unwrap().axum_path(), None);
    }

    #[test]
    fn names_are_no_part_of_the_shape() {
        let shape = |template| Template::parse(template).unwrap().shape();
        assert_eq!(shape("/a/{b}/c"), shape("/a/{x}/c"));
        assert_ne!(shape("/a/{b}.json"), shape("/a/{b}"));
        assert_eq!(shape("/a/{b}.json"), "/a/{}.json");
        assert_eq!(shape("/a/{+b}"), shape("/a/{+c}"));
        assert_ne!(shape("/a/{+b}"), shape("/a/{b}"));
    }
}
