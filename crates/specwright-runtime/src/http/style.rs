//! How is a value of several parts written in one text? The styles of `OpenAPI`, sections "Style Values" and "Style
//! Examples".

/// How a value is written in a parameter or a field of a form. Separators are looked for before percent-encoding is
/// undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `simple`, in paths and headers: `a,b`; an object is `R,100,G,200`.
    Simple,
    /// `simple`, exploded: as `simple`, but an object is `R=100,G=200`.
    SimpleExploded,
    /// `label`, in paths: `.a,b`, or `.a.b` as 3.0 has it; an object is `.R,100,G,200`.
    Label,
    /// `label`, exploded: `.a.b`; an object is `.R=100.G=200`.
    LabelExploded,
    /// `matrix`, in paths: `;label=a,b`; an object is `;label=R,100,G,200`.
    Matrix,
    /// `matrix`, exploded: `;label=a;label=b`; an object is `;R=100;G=200`.
    MatrixExploded,
    /// `form`, not exploded: `label=a,b`; an object is `label=R,100,G,200`.
    Form,
    /// `form`, exploded: `label=a&label=b`; an object is `R=100&G=200`. `spaceDelimited` and `pipeDelimited` are the
    /// same when exploded.
    FormExploded,
    /// `spaceDelimited`: `label=a%20b`, or `a+b`; an object is `label=R%20100%20G%20200`.
    SpaceDelimited,
    /// `pipeDelimited`: `label=a|b`, or `a%7Cb`; an object is `label=R|100|G|200`.
    PipeDelimited,
    /// `deepObject`: `label[R]=100&label[G]=200`, with more brackets for what is nested.
    DeepObject,
}

/// What a value is made of, as far as the text cannot say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Whatever the text looks like: with a separator in it, it is a list.
    Open,
    /// One text, separators or not.
    Scalar,
    /// A list.
    List,
    /// An object of these properties; in a style that spreads them over the query, of no others.
    Members(&'static [&'static str]),
    /// An object of any properties; in a style that spreads them over the query, of all names but these.
    MembersBeside(&'static [&'static str]),
}

/// A text taken apart, not yet decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parts<'r> {
    Text(&'r [u8]),
    List(Vec<&'r [u8]>),
    Object(Vec<(&'r [u8], &'r [u8])>),
}

/// A text that is not written as its style says; what would be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Miswritten(pub(super) &'static str);

impl Style {
    /// Takes one text apart. In `matrix`, `is_name` tells the parameter's name.
    pub(super) fn take_apart<'r>(
        self,
        raw: &'r [u8],
        shape: Shape,
        is_name: &dyn Fn(&[u8]) -> bool,
    ) -> Result<Parts<'r>, Miswritten> {
        match self {
            Self::Label | Self::LabelExploded => {
                let Some(rest) = raw.strip_prefix(b".") else {
                    return Err(Miswritten("must begin with `.`"));
                };
                let separator = if self == Self::Label && rest.contains(&b',') {
                    COMMA
                } else {
                    DOT
                };
                separated(rest, separator, shape, self == Self::LabelExploded)
            }
            Self::Matrix => {
                let Some((name, rest)) = raw.strip_prefix(b";").map(pair) else {
                    return Err(Miswritten("must begin with `;`"));
                };
                if !is_name(name) {
                    return Err(MATRIX_NAME);
                }
                separated(rest.unwrap_or_default(), COMMA, shape, false)
            }
            Self::MatrixExploded => matrix(raw, shape, is_name),
            Self::Simple | Self::Form => separated(raw, COMMA, shape, false),
            Self::SimpleExploded => separated(raw, COMMA, shape, true),
            Self::SpaceDelimited => separated(raw, SPACE, shape, false),
            Self::PipeDelimited => separated(raw, PIPE, shape, false),
            Self::FormExploded | Self::DeepObject => Ok(Parts::Text(raw)),
        }
    }
}

const MATRIX_NAME: Miswritten = Miswritten("must have its name behind `;`");

/// What stands between two parts: one of some characters, or an escape with these digits.
#[derive(Debug, Clone, Copy)]
struct Separator {
    plain: &'static [u8],
    encoded: &'static [u8],
}

const COMMA: Separator = Separator {
    plain: b",",
    encoded: b"",
};
const DOT: Separator = Separator {
    plain: b".",
    encoded: b"",
};
const SPACE: Separator = Separator {
    plain: b"+ ",
    encoded: b"20",
};
const PIPE: Separator = Separator {
    plain: b"|",
    encoded: b"7C",
};

fn separated(
    raw: &[u8],
    separator: Separator,
    shape: Shape,
    pairs: bool,
) -> Result<Parts<'_>, Miswritten> {
    if shape == Shape::Scalar {
        return Ok(Parts::Text(raw));
    }
    let items = separate(raw, separator);
    match shape {
        Shape::Members(_) | Shape::MembersBeside(_) if pairs => {
            let named = |item| match pair(item) {
                (name, Some(value)) => Ok((name, value)),
                (_, None) => Err(Miswritten("must have `=` between each name and its value")),
            };
            let members = items.into_iter().map(named);
            Ok(Parts::Object(members.collect::<Result<_, _>>()?))
        }
        Shape::Members(_) | Shape::MembersBeside(_) => {
            let (members, rest) = items.as_chunks();
            if !rest.is_empty() {
                return Err(Miswritten("must have a value behind each name"));
            }
            let members = members.iter().map(|[name, value]| (*name, *value));
            Ok(Parts::Object(members.collect()))
        }
        Shape::Open if items.len() <= 1 => Ok(Parts::Text(raw)),
        Shape::Open | Shape::List | Shape::Scalar => Ok(Parts::List(items)),
    }
}

fn matrix<'r>(
    raw: &'r [u8],
    shape: Shape,
    is_name: &dyn Fn(&[u8]) -> bool,
) -> Result<Parts<'r>, Miswritten> {
    let Some(rest) = raw.strip_prefix(b";") else {
        return Err(Miswritten("must begin with `;`"));
    };
    let pieces = rest.split(|byte| *byte == b';').map(pair);
    let pairs: Vec<_> = pieces
        .map(|(name, value)| (name, value.unwrap_or_default()))
        .collect();
    if matches!(shape, Shape::Members(_) | Shape::MembersBeside(_)) {
        return Ok(Parts::Object(pairs));
    }
    if !pairs.iter().all(|(name, _)| is_name(name)) {
        return Err(MATRIX_NAME);
    }
    match (shape, pairs.as_slice()) {
        (Shape::Open | Shape::Scalar, [(_, value)]) => Ok(Parts::Text(value)),
        (Shape::Scalar, _) => Err(Miswritten("must not be given more than once")),
        _ => Ok(Parts::List(
            pairs.into_iter().map(|(_, value)| value).collect(),
        )),
    }
}

/// What stands before and behind the first `=`.
fn pair(raw: &[u8]) -> (&[u8], Option<&[u8]>) {
    match raw.iter().position(|byte| *byte == b'=') {
        Some(at) => (&raw[..at], Some(&raw[at + 1..])),
        None => (raw, None),
    }
}

/// The items of a list as they stand in the request. Of an empty text there are none.
fn separate(raw: &[u8], separator: Separator) -> Vec<&[u8]> {
    let Separator { plain, encoded } = separator;
    let mut items = Vec::new();
    if raw.is_empty() {
        return items;
    }
    let (mut start, mut at) = (0, 0);
    while at < raw.len() {
        let escape = raw.get(at + 1..at + 3).filter(|_| raw[at] == b'%');
        let length = if plain.contains(&raw[at]) {
            1
        } else if escape.is_some_and(|digits| digits.eq_ignore_ascii_case(encoded)) {
            3
        } else {
            at += 1;
            continue;
        };
        items.push(raw[start..at].trim_ascii());
        at += length;
        start = at;
    }
    items.push(raw[start..].trim_ascii());
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_found_before_decoding() {
        for (raw, separator, items) in [
            ("a,b%2Cc,", COMMA, &["a", "b%2Cc", ""][..]),
            ("a%20b+c", SPACE, &["a", "b", "c"]),
            ("a|b%7cc%7Cd%2C", PIPE, &["a", "b", "c", "d%2C"]),
            ("a, b ,c", COMMA, &["a", "b", "c"]),
            ("", COMMA, &[]),
            (",", COMMA, &["", ""]),
            ("a%2", PIPE, &["a%2"]),
        ] {
            let items: Vec<&[u8]> = items.iter().map(|item| item.as_bytes()).collect();
            assert_eq!(separate(raw.as_bytes(), separator), items, "{raw}");
        }
    }

    /// Parts as text: `a`, `[a b]`, `{R:100 G:200}`, or what is wrong.
    fn shown(raw: &str, style: Style, shape: Shape) -> String {
        let text = |raw: &[u8]| String::from_utf8_lossy(raw).into_owned();
        match style.take_apart(raw.as_bytes(), shape, &|name| name == b"color") {
            Ok(Parts::Text(raw)) => text(raw),
            Ok(Parts::List(items)) => {
                let items: Vec<String> = items.into_iter().map(text).collect();
                format!("[{}]", items.join(" "))
            }
            Ok(Parts::Object(members)) => {
                let members = members.into_iter();
                let members: Vec<String> = members
                    .map(|(name, value)| format!("{}:{}", text(name), text(value)))
                    .collect();
                format!("{{{}}}", members.join(" "))
            }
            Err(Miswritten(why)) => why.to_owned(),
        }
    }

    /// The table "Style Examples" of `OpenAPI` 3.0.3 and 3.1, line by line: empty, string, array, object.
    #[test]
    fn the_style_examples_of_the_specification() {
        const OBJECT: Shape = Shape::Members(&["R", "G", "B"]);
        const RGB: &str = "{R:100 G:200 B:150}";
        const COLORS: &str = "[blue black brown]";
        for (style, empty, string, array, object) in [
            (
                Style::Matrix,
                Some(";color"),
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ),
            (
                Style::MatrixExploded,
                Some(";color"),
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ),
            (
                Style::Label,
                Some("."),
                ".blue",
                ".blue.black.brown",
                ".R.100.G.200.B.150",
            ),
            (
                Style::Label,
                Some("."),
                ".blue",
                ".blue,black,brown",
                ".R,100,G,200,B,150",
            ),
            (
                Style::LabelExploded,
                Some("."),
                ".blue",
                ".blue.black.brown",
                ".R=100.G=200.B=150",
            ),
            (
                Style::Form,
                Some(""),
                "blue",
                "blue,black,brown",
                "R,100,G,200,B,150",
            ),
            (
                Style::Simple,
                None,
                "blue",
                "blue,black,brown",
                "R,100,G,200,B,150",
            ),
            (
                Style::SimpleExploded,
                None,
                "blue",
                "blue,black,brown",
                "R=100,G=200,B=150",
            ),
            (
                Style::SpaceDelimited,
                None,
                "blue",
                "blue%20black%20brown",
                "R%20100%20G%20200%20B%20150",
            ),
            (
                Style::PipeDelimited,
                None,
                "blue",
                "blue%7Cblack%7Cbrown",
                "R%7C100%7CG%7C200%7CB%7C150",
            ),
        ] {
            if let Some(empty) = empty {
                assert_eq!(shown(empty, style, Shape::Open), "", "{style:?}");
                assert_eq!(shown(empty, style, Shape::Scalar), "", "{style:?}");
            }
            assert_eq!(shown(string, style, Shape::Scalar), "blue", "{style:?}");
            assert_eq!(shown(string, style, Shape::Open), "blue", "{style:?}");
            assert_eq!(shown(string, style, Shape::List), "[blue]", "{style:?}");
            assert_eq!(shown(array, style, Shape::List), COLORS, "{style:?}");
            assert_eq!(shown(array, style, Shape::Open), COLORS, "{style:?}");
            assert_eq!(shown(object, style, OBJECT), RGB, "{style:?}");
        }
    }

    #[test]
    fn what_is_not_written_as_its_style_says_is_refused() {
        const OBJECT: Shape = Shape::Members(&["R"]);
        for (raw, style, shape) in [
            ("blue", Style::Label, Shape::Open),
            ("blue", Style::LabelExploded, Shape::List),
            ("", Style::Label, Shape::Scalar),
            ("blue", Style::Matrix, Shape::Open),
            (";other=blue", Style::Matrix, Shape::Open),
            (";", Style::Matrix, Shape::Open),
            ("color=blue", Style::MatrixExploded, Shape::List),
            (";color=a;other=b", Style::MatrixExploded, Shape::List),
            (";color=a;color=b", Style::MatrixExploded, Shape::Scalar),
            ("R,100,G", Style::Simple, OBJECT),
            ("R=100,G", Style::SimpleExploded, OBJECT),
            (".R=100.G", Style::LabelExploded, OBJECT),
        ] {
            let shown = shown(raw, style, shape);
            assert!(shown.starts_with("must "), "{raw} {style:?}: {shown}");
        }
    }

    #[test]
    fn separators_in_a_scalar_are_text() {
        for (raw, style, text) in [
            (".a.b,c", Style::Label, "a.b,c"),
            (";color=a,b", Style::Matrix, "a,b"),
            ("a,b", Style::Simple, "a,b"),
            ("a|b", Style::PipeDelimited, "a|b"),
        ] {
            assert_eq!(shown(raw, style, Shape::Scalar), text);
        }
    }
}
