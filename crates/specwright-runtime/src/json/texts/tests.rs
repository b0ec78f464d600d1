//! What texts are read as.

mod schemas;

use super::*;
use crate::json::{
    Alternative, ArrayRule, Assertion, IntegerRule, Location, Matching, NumberRule, Schema,
    StringRule, Types, UnionRule, UnsignedRule,
};
use proptest::prelude::*;
use schemas::filter;

/// Rows of a text and what a reader makes of it: the value as it is shown, or `place code` for each violation.
/// What stands between `«` and `»` is real JSON.
#[track_caller]
fn check<T: std::fmt::Debug>(
    read: fn(&mut Reader<'_>) -> Result<Option<T>, Syntax>,
    rows: &[(&str, &str)],
) {
    for (text, expected) in rows {
        assert_eq!(outcome(&texts(text), read), *expected, "{text}");
    }
}

fn texts(marked: &str) -> Texts {
    let mut texts = Texts {
        uploads: vec![Upload::from_bytes("photo", "image/png", &b"png"[..])],
        ..Texts::default()
    };
    let mut start = 0;
    for piece in marked.split_inclusive(['«', '»']) {
        let plain = piece.trim_end_matches(['«', '»']);
        texts.text.extend_from_slice(plain.as_bytes());
        match piece.chars().last() {
            Some('«') => start = texts.text.len(),
            Some('»') => texts.strict.push(start..texts.text.len()),
            _ => {}
        }
    }
    texts
}

fn outcome<T: std::fmt::Debug>(
    texts: &Texts,
    read: fn(&mut Reader<'_>) -> Result<Option<T>, Syntax>,
) -> String {
    match read_texts(texts, read) {
        Ok(value) => format!("{value:?}"),
        Err(Refusal::Malformed(_)) => "malformed".to_owned(),
        Err(Refusal::Invalid(violations)) => {
            let show = |violation: &crate::json::Violation| match &violation.location {
                Location::Body(place) => format!("{place} {}", violation.code),
                other => format!("{other:?}"),
            };
            violations.iter().map(show).collect::<Vec<_>>().join(", ")
        }
    }
}

fn boolean(json: &mut Reader<'_>) -> Result<Option<bool>, Syntax> {
    json.boolean()
}

fn any_value(json: &mut Reader<'_>) -> Result<Option<crate::value::Json>, Syntax> {
    json.any()
}

#[test]
fn a_text_stands_for_the_scalar_that_it_spells() {
    check(
        boolean,
        &[
            ("\"true\"", "true"),
            ("\"yes\"", "# type"),
            ("«true»", "true"),
            ("«\"true\"»", "# type"),
        ],
    );
    check(
        |json| json.int32(&IntegerRule::INT32),
        &[
            ("\"5\"", "5"),
            ("\"1e2\"", "100"),
            ("\"\"", "# type"),
            ("\"1.5\"", "# type"),
            ("0", "# type"),
            ("[]", "# type"),
        ],
    );
    check(
        |json| json.uint64(&UnsignedRule::UINT64),
        &[
            ("\"18446744073709551615\"", "18446744073709551615"),
            ("\"-1\"", "# format"),
        ],
    );
    check(
        |json| json.number(&NumberRule::ANY),
        &[("\"1.5\"", "1.5"), ("\"NaN\"", "# type")],
    );
    check(
        |json| json.decimal(&NumberRule::ANY),
        &[("\"1.50\"", "1.50")],
    );
    check(
        |json| json.string(&StringRule::ANY),
        &[
            ("\"5\"", "\"5\""),
            ("«5»", "# type"),
            ("0", "# type"),
            ("{}", "# type"),
        ],
    );
    check(
        |json| json.nullable(|json| json.string(&StringRule::ANY)),
        &[("\"null\"", "Some(\"null\")"), ("«null»", "None")],
    );
    check(
        any_value,
        &[
            ("{\"a\":\"5\"}", "Json(\"{\\\"a\\\":\\\"5\\\"}\")"),
            ("{\"a\":0}", "#/a type"),
            ("{\"a\":«0»}", "Json(\"{\\\"a\\\":0}\")"),
        ],
    );
}

#[test]
fn one_value_stands_for_a_list_of_one() {
    fn integers(json: &mut Reader<'_>) -> Result<Option<Vec<i64>>, Syntax> {
        let rule = ArrayRule {
            min_items: 1,
            ..ArrayRule::ANY
        };
        json.array(&rule, |json| json.int64(&IntegerRule::INT64))
    }
    fn tree(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
        Ok(json.array(&ArrayRule::ANY, tree)?.map(|_| ()))
    }
    check(
        integers,
        &[
            ("[\"1\",\"2\"]", "[1, 2]"),
            ("\"1\"", "[1]"),
            ("\"x\"", "# type"),
            ("[\"1\",\"x\"]", "#/1 type"),
            ("[]", "# minItems"),
            ("«1»", "# type"),
            ("«[1]»", "[1]"),
        ],
    );
    check(
        |json| {
            json.array(
                &ArrayRule {
                    min_items: 2,
                    ..ArrayRule::ANY
                },
                |json| json.int64(&IntegerRule::INT64),
            )
        },
        &[("\"1\"", "# minItems")],
    );
    // A list of itself is not made of one text for ever.
    check(tree, &[("\"x\"", "# type"), ("[[],\"x\"]", "#/1 type")]);
}

#[test]
fn a_file_is_what_a_number_stands_for() {
    fn name(json: &mut Reader<'_>) -> Result<Option<(String, String)>, Syntax> {
        let upload = json.upload()?;
        Ok(upload.map(|it| (it.name().to_owned(), it.media_type().to_owned())))
    }
    fn files(json: &mut Reader<'_>) -> Result<Option<Vec<Vec<String>>>, Syntax> {
        let map = json.map(&crate::json::MapRule::ANY, |json| {
            json.array(&ArrayRule::ANY, name)
        })?;
        Ok(map.map(|map| {
            let names =
                |list: Vec<(String, String)>| list.into_iter().map(|(name, _)| name).collect();
            map.into_values().map(names).collect()
        }))
    }
    check(
        name,
        &[
            ("0", "(\"photo\", \"image/png\")"),
            ("\"plain\"", "(\"\", \"text/plain\")"),
            ("1", "# type"),
            ("99999999999999999999999", "# type"),
            ("«0»", "# type"),
            ("[]", "# type"),
        ],
    );
    check(
        files,
        &[(
            "{\"a\":[0,\"text\"],\"b\":0}",
            "[[\"photo\", \"a\"], [\"photo\"]]",
        )],
    );
    let strict = crate::json::read_document(b"0", name);
    assert!(strict.is_err());
}

const fn of_types(types: Types) -> Alternative {
    Alternative {
        types,
        ..Alternative::ANY
    }
}
static SCALARS: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: None,
    alternatives: &[
        of_types(Types::STRING),
        of_types(Types::NUMBER),
        of_types(Types::INTEGER),
        of_types(Types::BOOLEAN),
        of_types(Types::ARRAY),
    ],
};

fn scalars(json: &mut Reader<'_>) -> Result<Option<String>, Syntax> {
    json.union(
        &SCALARS,
        &[
            |json| {
                json.string(&StringRule {
                    max_length: 4,
                    ..StringRule::ANY
                })
            },
            |json| {
                Ok(json
                    .number(&NumberRule::ANY)?
                    .map(|it| format!("number {it}")))
            },
            |json| {
                let rule = IntegerRule {
                    maximum: Some(9),
                    ..IntegerRule::INT64
                };
                Ok(json.int64(&rule)?.map(|it| format!("integer {it}")))
            },
            |json| Ok(json.boolean()?.map(|it| format!("boolean {it}"))),
            |json| {
                Ok(json
                    .array(&ArrayRule::ANY, Reader::any)?
                    .map(|it| format!("list of {}", it.len())))
            },
        ],
    )
}

#[test]
fn a_union_of_scalars_is_the_first_that_the_text_spells() {
    check(
        scalars,
        &[
            ("\"true\"", "\"boolean true\""),
            ("\"5\"", "\"integer 5\""),
            ("\"10\"", "\"number 10\""),
            ("\"1.5\"", "\"number 1.5\""),
            ("\"abc\"", "\"abc\""),
            ("\"abcde\"", "# maxLength"),
            ("[\"1\"]", "\"list of 1\""),
            ("{}", "\"list of 1\""),
            ("«true»", "\"boolean true\""),
            // Real JSON has types.
            ("«5»", "# oneOf"),
            ("«null»", "# type"),
        ],
    );
    let no_object = texts("{}");
    assert_eq!(
        outcome(&no_object, |json| json.union::<()>(&NUMBERS, &[])),
        "# type"
    );
}

static NUMBERS: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: None,
    alternatives: &[of_types(Types::NUMBER)],
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_texts_are_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"since\":", "\"tags\":", "\"5\"", "\"true\"", "\"x\"", "0", "7", "null",
            "\"\\ud800\"", "\"\\u0000\"", " ", "1e999", "-", "\"", "é",
        ]), 0..30),
        strict in prop::collection::vec((0_usize..60, 0_usize..60), 0..4),
    ) {
        let mut texts = Texts { text: pieces.concat().into_bytes(), ..texts("") };
        texts.strict = strict.into_iter().map(|(start, end)| start..end).collect();
        texts.strict.sort_by_key(|part| part.start);
        for read in [
            scalars_in as fn(&mut Reader<'_>) -> Result<Option<()>, Syntax>,
            filter,
            |json| Ok(json.upload()?.map(|_| ())),
            |json| Ok(json.any()?.map(|_| ())),
        ] {
            let read = read_texts(&texts, read);
            prop_assert!(!matches!(read, Err(Refusal::Invalid(violations)) if violations.is_empty()));
        }
    }
}

fn scalars_in(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    static KNOT: Schema = Schema(&[
        Assertion::OneOf(&[&KNOT, &Schema(&[Assertion::Items(&KNOT)])]),
        Assertion::AdditionalProperties(&KNOT),
        Assertion::UniqueItems,
    ]);
    json.checked(&KNOT, |json| {
        Ok(json
            .array(
                &ArrayRule {
                    unique: true,
                    ..ArrayRule::ANY
                },
                scalars,
            )?
            .map(|_| ()))
    })
}
