//! Schemas that refer to each other in circles.

use crate::{Outcome, read, reads, refuses};
use specwright_runtime::{ArrayRule, Assertion, Reader, Schema, StringRule, Syntax, Types};

static INTEGER: Schema = Schema(&[Assertion::Types(Types::INTEGER)]);

#[test]
fn schemas_may_go_in_circles() {
    static ITSELF: Schema = Schema(&[Assertion::AllOf(&[&ITSELF]), Assertion::MinLength(2)]);
    static ONE: Schema = Schema(&[Assertion::AnyOf(&[&OTHER, &INTEGER])]);
    static OTHER: Schema = Schema(&[Assertion::AllOf(&[&ONE]), Assertion::Types(Types::STRING)]);
    static TREE: Schema = Schema(&[
        Assertion::Required(&["value"]),
        Assertion::Properties(&[("children", &Schema(&[Assertion::Items(&TREE)]))]),
    ]);
    let itself =
        |json: &mut Reader<'_>| json.checked(&ITSELF, |json| json.string(&StringRule::ANY));
    refuses(&[("\"a\"", "# minLength")], itself);
    let one = |json: &mut Reader<'_>| json.checked(&ONE, |json| json.skip().map(Some));
    reads(&[("\"a\"", ()), ("1", ())], one);
    refuses(&[("null", "# anyOf")], one);
    let tree = |json: &mut Reader<'_>| json.checked(&TREE, |json| json.skip().map(Some));
    refuses(
        &[(
            "{\"value\":1,\"children\":[{\"value\":2},{\"children\":[{}]}]}",
            "#/children/1/value required, #/children/1/children/0/value required",
        )],
        tree,
    );
}

/// A value whose schemas meet in 2^100 ways is visited once at each place.
#[test]
fn schemas_that_meet_again_and_again_take_no_time() {
    static KNOT: Schema = Schema(&[
        Assertion::AnyOf(&[&LEFT, &RIGHT]),
        Assertion::AllOf(&[&LEFT, &RIGHT]),
        Assertion::Types(Types::ARRAY),
    ]);
    static LEFT: Schema = Schema(&[Assertion::Items(&KNOT)]);
    static RIGHT: Schema = Schema(&[Assertion::Items(&KNOT), Assertion::MaxItems(1)]);
    fn knot(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
        json.checked(&KNOT, |json| {
            Ok(json.array(&ArrayRule::ANY, knot)?.map(|_| ()))
        })
    }
    let deep = "[".repeat(100) + &"]".repeat(100);
    assert_eq!(read(&deep, knot), Outcome::Value(()));
    let broken = "[".repeat(100) + "1" + &"]".repeat(100);
    assert!(matches!(read(&broken, knot), Outcome::Violations(_)));
    let broken = |json: &mut Reader<'_>| json.checked(&KNOT, |json| json.skip().map(Some));
    let text = "[".repeat(40) + "1" + &"]".repeat(40);
    let Outcome::Violations(violations) = read(&text, broken) else {
        panic!("{text} is no knot");
    };
    assert!(violations.contains(&format!("#{} type", "/0".repeat(40))));
}
