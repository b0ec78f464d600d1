//! Values held to schemas: the keywords of 2020-12 that the suite of draft 4 lacks, exact places, and circles.

use crate::{reads, refuses};
use specwright_runtime::{
    Additional, Assertion, Format, IntegerRule, ObjectRule, Pattern, Reader, Schema, Syntax, Types,
};

/// Reads anything, held to a schema.
macro_rules! any_checked {
    ($schema:expr) => {{
        static SCHEMA: Schema = $schema;
        |json: &mut Reader<'_>| json.checked(&SCHEMA, |json| json.skip().map(Some))
    }};
}

static STRING: Schema = Schema(&[Assertion::Types(Types::STRING)]);
static INTEGER: Schema = Schema(&[Assertion::Types(Types::INTEGER)]);
static UPPER: Pattern = Pattern::new("^[A-Z]");

#[test]
fn items_have_prefixes_and_a_rest() {
    let reader = any_checked!(Schema(&[
        Assertion::PrefixItems(&[&STRING, &INTEGER]),
        Assertion::Items(&Schema(&[Assertion::Types(Types::BOOLEAN)])),
    ]));
    reads(
        &[
            ("[]", ()),
            ("[\"a\"]", ()),
            ("[\"a\",1.0,true]", ()),
            ("5", ()),
        ],
        reader,
    );
    refuses(
        &[
            ("[1]", "#/0 type"),
            ("[\"a\",1.5,3,true]", "#/1 type, #/2 type"),
        ],
        reader,
    );
    let tuple = any_checked!(Schema(&[
        Assertion::PrefixItems(&[&STRING]),
        Assertion::Items(&Schema::NEVER),
    ]));
    refuses(&[("[\"a\",1,2]", "#/1 items, #/2 items")], tuple);
}

#[test]
fn contains_counts() {
    let reader = any_checked!(Schema(&[Assertion::Contains {
        schema: &INTEGER,
        min: 2,
        max: 3,
    }]));
    reads(&[("[1,\"a\",2]", ()), ("[1,2,3]", ()), ("{}", ())], reader);
    refuses(
        &[
            ("[1,\"a\"]", "# minContains"),
            ("[1,2,3,4]", "# maxContains"),
        ],
        reader,
    );
    let one = any_checked!(Schema(&[Assertion::Contains {
        schema: &INTEGER,
        min: 1,
        max: u32::MAX,
    }]));
    refuses(&[("[]", "# contains"), ("[\"a\"]", "# contains")], one);
    let none = any_checked!(Schema(&[Assertion::Contains {
        schema: &INTEGER,
        min: 0,
        max: 1,
    }]));
    reads(&[("[]", ()), ("[1]", ())], none);
    refuses(&[("[1,2]", "# maxContains")], none);
}

#[test]
fn properties_patterns_and_the_rest_share_the_members() {
    let reader = any_checked!(Schema(&[
        Assertion::Properties(&[("a", &INTEGER), ("gone", &Schema::NEVER)]),
        Assertion::PatternProperties(&[(&UPPER, &STRING)]),
        Assertion::AdditionalProperties(&Schema::NEVER),
        Assertion::PropertyNames(&Schema(&[Assertion::MaxLength(4)])),
    ]));
    reads(
        &[("{}", ()), ("{\"a\":1,\"Ab\":\"x\"}", ()), ("[]", ())],
        reader,
    );
    refuses(
        &[
            ("{\"a\":\"x\",\"A/b\":1}", "#/a type, #/A~1b type"),
            ("{\"b\":1}", "#/b additionalProperties"),
            ("{\"gone\":1}", "#/gone properties"),
            ("{\"Abcde\":\"x\"}", "#/Abcde propertyNames"),
        ],
        reader,
    );
}

#[test]
fn members_depend_on_others() {
    let reader = any_checked!(Schema(&[
        Assertion::DependentRequired(&[("card", &["address", "name"])]),
        Assertion::DependentSchemas(&[
            ("card", &Schema(&[Assertion::MinProperties(3)])),
            ("never", &Schema::NEVER),
        ]),
    ]));
    reads(
        &[
            ("{}", ()),
            ("{\"card\":1,\"address\":2,\"name\":3}", ()),
            ("\"card\"", ()),
        ],
        reader,
    );
    refuses(
        &[
            (
                "{\"card\":1,\"name\":1}",
                "#/address dependentRequired, # minProperties",
            ),
            ("{\"never\":1}", "# dependentSchemas"),
        ],
        reader,
    );
}

#[test]
fn conditions_choose_what_holds() {
    let reader = any_checked!(Schema(&[Assertion::If {
        when: &Schema(&[
            Assertion::Required(&["kind"]),
            Assertion::Properties(&[("kind", &Schema(&[Assertion::Enum(&["\"a\""])]))]),
        ]),
        then: &Schema(&[Assertion::Required(&["x"])]),
        otherwise: &Schema(&[Assertion::Properties(&[("x", &Schema::NEVER)])]),
    }]));
    reads(
        &[
            ("{\"kind\":\"a\",\"x\":1}", ()),
            ("{}", ()),
            ("{\"kind\":\"b\"}", ()),
        ],
        reader,
    );
    refuses(
        &[
            ("{\"kind\":\"\\u0061\"}", "#/x required"),
            ("{\"kind\":\"b\",\"x\":1}", "#/x properties"),
        ],
        reader,
    );
}

#[test]
fn compositions_name_what_is_broken_as_a_whole() {
    static SHORT: Schema = Schema(&[Assertion::MaxLength(2)]);
    static LOW: Schema = Schema(&[Assertion::Maximum("5")]);
    let any = any_checked!(Schema(&[Assertion::Properties(&[(
        "x",
        &Schema(&[Assertion::AnyOf(&[
            &Schema(&[Assertion::Types(Types::STRING), Assertion::MaxLength(2)]),
            &Schema(&[Assertion::Types(Types::NUMBER), Assertion::Maximum("5")]),
        ])])
    )])]));
    refuses(
        &[("{\"x\":\"abc\"}", "#/x anyOf"), ("{\"x\":6}", "#/x anyOf")],
        any,
    );
    let one = any_checked!(Schema(&[Assertion::OneOf(&[&SHORT, &LOW])]));
    reads(&[("\"abc\"", ()), ("6", ())], one);
    refuses(&[("\"a\"", "# oneOf"), ("null", "# oneOf")], one);
    let all = any_checked!(Schema(&[
        Assertion::AllOf(&[&SHORT, &STRING]),
        Assertion::Not(&Schema(&[Assertion::Enum(&[
            "\"ab\"",
            "[1]",
            "{\"a\":[]}"
        ])])),
    ]));
    refuses(
        &[
            ("\"abc\"", "# maxLength"),
            ("5", "# type"),
            ("\"ab\"", "# not"),
            ("[1.0]", "# type, # not"),
            ("{\"a\":[ ]}", "# type, # not"),
        ],
        all,
    );
}

#[test]
fn numbers_are_the_numbers_that_they_say() {
    let reader = any_checked!(Schema(&[
        Assertion::Types(Types::INTEGER.or(Types::NULL)),
        Assertion::ExclusiveMinimum("-1"),
        Assertion::Maximum("18446744073709551616"),
        Assertion::MultipleOf("0.5"),
    ]));
    reads(
        &[
            ("1.0", ()),
            ("-0", ()),
            ("1E2", ()),
            ("18446744073709551616", ()),
            ("null", ()),
        ],
        reader,
    );
    refuses(
        &[
            ("1.5", "# type"),
            ("1e400", "# maximum"),
            ("18446744073709551617", "# maximum"),
            ("-1.0", "# exclusiveMinimum"),
            ("-1e-400", "# type, # multipleOf"),
        ],
        reader,
    );
    let listed = any_checked!(Schema(&[Assertion::Enum(&[
        "1",
        "null",
        "true",
        "\"x\\n\"",
        "0.10",
        "[1,{\"a\":2}]"
    ])]));
    reads(
        &[
            ("1.0", ()),
            ("10e-1", ()),
            ("null", ()),
            ("true", ()),
            ("\"x\\u000a\"", ()),
            ("1e-1", ()),
            ("[1.0,{\"a\":2e0}]", ()),
        ],
        listed,
    );
    refuses(
        &[
            ("false", "# enum"),
            ("\"1\"", "# enum"),
            ("[1]", "# enum"),
            ("{}", "# enum"),
            ("1.1", "# enum"),
        ],
        listed,
    );
}

#[test]
fn what_the_type_refuses_is_not_held_to_the_schema_too() {
    static RULE: ObjectRule = ObjectRule {
        additional: Additional::Ignored,
        ..ObjectRule::ANY
    };
    static SCHEMA: Schema = Schema(&[Assertion::MinProperties(1)]);
    fn object(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
        json.checked(&SCHEMA, |json| {
            let Some(mut object) = json.object(&RULE)? else {
                return Ok(None);
            };
            while json.property(&mut object)?.is_some() {}
            Ok(json.end(object).then_some(()))
        })
    }
    refuses(&[("[]", "# type"), ("{}", "# minProperties")], object);
    refuses(
        &[("[{},{\"a\":1},{}]", "#/0 minProperties, #/2 minProperties")],
        |json| {
            Ok(json
                .array(&specwright_runtime::ArrayRule::ANY, object)?
                .map(|_| ()))
        },
    );
}

#[test]
fn formats_lengths_and_unique_items_are_asserted() {
    let reader = any_checked!(Schema(&[
        Assertion::Format(Format::Duration),
        Assertion::MinLength(3),
        Assertion::UniqueItems,
        Assertion::MinItems(1),
        Assertion::MaxItems(2),
        Assertion::MaxProperties(1),
    ]));
    reads(
        &[("\"P1Y\"", ()), ("[1,2]", ()), ("{\"a\":1}", ()), ("1", ())],
        reader,
    );
    refuses(
        &[
            ("\"😀\"", "# format, # minLength"),
            ("[1,1.0]", "# uniqueItems"),
            ("[]", "# minItems"),
            ("[1,2,3]", "# maxItems"),
            ("{\"a\":1,\"b\":2}", "# maxProperties"),
        ],
        reader,
    );
}

#[test]
fn a_default_is_read_as_if_it_were_given() {
    fn number(json: &mut Reader<'_>) -> Result<Option<i64>, Syntax> {
        let given = json
            .nullable(|json| json.int64(&IntegerRule::INT64))?
            .flatten();
        json.or_default(given, "7", |json| json.int64(&IntegerRule::INT64))
    }
    reads(&[("5", 5), ("null", 7)], number);
    refuses(&[("null", "# default")], |json| {
        json.skip()?;
        json.or_default(None::<i64>, "\"x\"", |json| json.int64(&IntegerRule::INT64))
    });
}

#[test]
fn messages_of_schemas_say_what_would_be_right() {
    static SCHEMA: Schema = Schema(&[
        Assertion::Types(Types::STRING.or(Types::NULL)),
        Assertion::Enum(&["\"a\"", "5", "null"]),
        Assertion::OneOf(&[&STRING, &INTEGER]),
        Assertion::Not(&Schema::ANY),
    ]);
    let mut json = Reader::new(b"true");
    json.checked(&SCHEMA, |json| json.skip().map(Some)).unwrap();
    let details: Vec<_> = json
        .into_violations()
        .into_iter()
        .map(|it| it.detail)
        .collect();
    assert_eq!(
        details,
        [
            "must be null or a string, not a boolean",
            "must be one of `a`, `5`, `null`",
            "must match exactly one of the 2 alternatives, but matches none",
            "must not be what the schema excludes",
        ]
    );
}
