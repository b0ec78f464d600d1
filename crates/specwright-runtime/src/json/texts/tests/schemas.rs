//! What schemas see of texts.

use super::check;
use crate::json::{
    Additional, ArrayRule, Assertion, IntegerRule, ObjectRule, Property, Reader, Schema,
    StringRule, Syntax, Types,
};

static FILTER: ObjectRule = ObjectRule {
    properties: &[Property::optional("since"), Property::optional("tags")],
    additional: Additional::Refused,
    ..ObjectRule::ANY
};

pub(super) fn filter(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    let Some(mut object) = json.object(&FILTER)? else {
        return Ok(None);
    };
    while let Some(property) = json.property(&mut object)? {
        match property {
            0 => _ = json.int64(&IntegerRule::INT64)?,
            _ => _ = json.array(&ArrayRule::ANY, |json| json.string(&StringRule::ANY))?,
        }
    }
    Ok(json.end(object).then_some(()))
}

static SCHEMA: Schema = Schema(&[
    Assertion::Properties(&[
        (
            "since",
            &Schema(&[Assertion::AnyOf(&[
                &Schema(&[Assertion::Maximum("5")]),
                &Schema(&[Assertion::Enum(&["10"])]),
            ])]),
        ),
        (
            "tags",
            &Schema(&[
                Assertion::Contains {
                    schema: &Schema(&[Assertion::Enum(&["\"1\""])]),
                    min: 1,
                    max: u32::MAX,
                },
                Assertion::Items(&Schema(&[
                    Assertion::Types(Types::STRING),
                    Assertion::MaxLength(2),
                ])),
            ]),
        ),
    ]),
    Assertion::DependentRequired(&[("tags", &["since"])]),
]);

static ONE: Schema = Schema(&[
    Assertion::OneOf(&[
        &Schema(&[Assertion::Types(Types::STRING)]),
        &Schema(&[Assertion::Types(Types::INTEGER)]),
        &Schema(&[
            Assertion::Types(Types::BOOLEAN.or(Types::ARRAY)),
            Assertion::MinItems(2),
        ]),
    ]),
    Assertion::Not(&Schema(&[Assertion::Types(Types::NULL)])),
]);

static LIST: Schema = Schema(&[Assertion::Types(Types::ARRAY), Assertion::MaxItems(0)]);

static INTEGER: Schema = Schema(&[Assertion::Types(Types::INTEGER.or(Types::NULL))]);

#[test]
fn schemas_see_what_the_texts_stand_for() {
    check(
        |json| json.checked(&SCHEMA, filter),
        &[
            ("{\"since\":\"5\"}", "()"),
            ("{\"since\":\"10.0\",\"tags\":\"1\"}", "()"),
            ("{\"since\":\"7\"}", "#/since anyOf"),
            ("{\"tags\":\"1\"}", "#/since dependentRequired"),
            (
                "{\"since\":\"1\",\"tags\":[\"2\",\"abc\"]}",
                "#/tags contains, #/tags/1 maxLength",
            ),
        ],
    );
    check(
        |json| json.checked(&ONE, |json| json.skip().map(Some)),
        &[
            ("\"5\"", "()"),
            ("\"true\"", "()"),
            ("0", "()"),
            ("{}", "# oneOf"),
            ("«5»", "()"),
            ("«null»", "# oneOf, # not"),
        ],
    );
    check(
        |json| json.checked(&LIST, |json| json.skip().map(Some)),
        &[("\"5\"", "# maxItems"), ("{}", "# maxItems"), ("[]", "()")],
    );
    check(
        |json| json.checked(&INTEGER, |json| json.skip().map(Some)),
        &[("\"5\"", "()"), ("\"x\"", "# type"), ("0", "# type")],
    );
}
