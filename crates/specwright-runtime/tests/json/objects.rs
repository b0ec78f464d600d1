//! Objects, maps, arrays, free-form values.

use crate::{Outcome, read, reads, refuses};
use specwright_runtime::{
    Additional, ArrayRule, IntegerRule, Json, MapRule, ObjectRule, Presence, Property, Reader,
    StringRule, Syntax,
};
use std::collections::BTreeMap;

static POINT: ObjectRule = ObjectRule {
    properties: &[
        Property {
            name: "x",
            required: true,
        },
        Property {
            name: "y",
            required: true,
        },
        Property {
            name: "label",
            required: false,
        },
    ],
    additional: Additional::Refused,
    ..ObjectRule::ANY
};

/// Reads `x`, `y` and `label`, under any rule that begins with them.
fn point(json: &mut Reader<'_>, rule: &'static ObjectRule) -> Result<Option<(i64, i64)>, Syntax> {
    let mut x = None;
    let mut y = None;
    let Some(mut object) = json.object(rule)? else {
        return Ok(None);
    };
    while let Some(property) = json.property(&mut object)? {
        match property {
            0 => x = json.int64(&IntegerRule::INT64)?,
            1 => y = json.int64(&IntegerRule::INT64)?,
            2 => _ = json.string(&StringRule::ANY)?,
            _ => json.skip()?,
        }
    }
    if !json.end(object) {
        return Ok(None);
    }
    Ok(x.zip(y))
}

#[test]
fn keys_come_in_any_order() {
    reads(
        &[
            (r#"{"x":1,"y":2}"#, (1, 2)),
            (r#"{"y":2,"x":1}"#, (1, 2)),
            (r#"{"label":"a","y":2,"x":1}"#, (1, 2)),
            (r#" { "x" : 1 , "y" : 2 , "label" : "" } "#, (1, 2)),
            (r#"{"\u0078":1,"y":2}"#, (1, 2)),
        ],
        |json| point(json, &POINT),
    );
}

#[test]
fn what_is_missing_unknown_or_double_is_named() {
    refuses(
        &[
            ("{}", "#/x required, #/y required"),
            (r#"{"x":1}"#, "#/y required"),
            (
                r#"{"x":1,"y":2,"z":{"x":[1,{}]}}"#,
                "#/z additionalProperties",
            ),
            (r#"{"x":1,"y":2,"X":3}"#, "#/X additionalProperties"),
            (r#"{"x":1,"x":2,"y":3}"#, "#/x duplicate"),
            (
                r#"{"x":1,"y":3,"\u0078":1,"y":[]}"#,
                "#/x duplicate, #/y duplicate",
            ),
            (r#"{"x":"1","y":null}"#, "#/x type, #/y type"),
            (
                r#"{"a/b~c é":1,"x":1,"y":1}"#,
                "#/a~1b~0c%20%C3%A9 additionalProperties",
            ),
            ("[]", "# type"),
            ("null", "# type"),
        ],
        |json| point(json, &POINT),
    );
}

#[test]
fn unknown_keys_may_be_ignored() {
    static OPEN: ObjectRule = ObjectRule {
        additional: Additional::Ignored,
        ..POINT
    };
    reads(
        &[
            (r#"{"x":1,"z":{"x":[1,{"a":[[]]}]},"y":2,"":null}"#, (1, 2)),
            (r#"{"z":[],"x":1,"y":2}"#, (1, 2)),
        ],
        |json| point(json, &OPEN),
    );
    refuses(
        &[(r#"{"x":1,"z":1,"y":2,"z":1}"#, "#/z duplicate")],
        |json| point(json, &OPEN),
    );
}

#[test]
fn the_number_of_members_is_bounded() {
    static FEW: ObjectRule = ObjectRule {
        additional: Additional::Ignored,
        min_properties: 3,
        max_properties: 4,
        ..POINT
    };
    reads(
        &[
            (r#"{"x":1,"y":2,"a":0}"#, (1, 2)),
            (r#"{"x":1,"y":2,"a":0,"b":0}"#, (1, 2)),
        ],
        |json| point(json, &FEW),
    );
    refuses(
        &[
            (r#"{"x":1,"y":2}"#, "# minProperties"),
            (r#"{"x":1,"y":2,"a":0,"b":0,"c":0}"#, "# maxProperties"),
            (r#"{"x":1}"#, "#/y required, # minProperties"),
        ],
        |json| point(json, &FEW),
    );
}

#[test]
fn more_than_64_properties_work() {
    const NAMES: [&str; 200] = {
        let mut names = [""; 200];
        let digits = "000102030405060708091011121314151617181920212223242526272829303132333435363738394041424344454647484950\
                      51525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
        let mut index = 0;
        while index < 100 {
            let (_, rest) = digits.split_at(index * 2);
            names[index] = rest.split_at(2).0;
            names[index + 100] = rest.split_at(1).0;
            index += 1;
        }
        names
    };
    static PROPERTIES: [Property; 100] = {
        let mut properties = [Property {
            name: "",
            required: true,
        }; 100];
        let mut index = 0;
        while index < 100 {
            properties[index].name = NAMES[index];
            index += 1;
        }
        properties
    };
    static WIDE: ObjectRule = ObjectRule {
        properties: &PROPERTIES,
        additional: Additional::Refused,
        ..ObjectRule::ANY
    };
    fn sum(json: &mut Reader<'_>) -> Result<Option<usize>, Syntax> {
        let Some(mut object) = json.object(&WIDE)? else {
            return Ok(None);
        };
        let mut sum = 0;
        while let Some(property) = json.property(&mut object)? {
            sum += property;
            json.skip()?;
        }
        Ok(json.end(object).then_some(sum))
    }
    let member = |index: usize| format!("\"{index:02}\":[]");
    let all: Vec<String> = (0..100).rev().map(member).collect();
    assert_eq!(
        read(&format!("{{{}}}", all.join(",")), sum),
        Outcome::Value(4950)
    );
    let text = format!("{{{},{}}}", all[1..].join(","), all[5]);
    assert_eq!(
        read(&text, sum),
        Outcome::Violations(vec![
            "#/94 duplicate".to_owned(),
            "#/99 required".to_owned()
        ])
    );
}

#[test]
fn null_is_a_value_of_its_own() {
    reads(&[("null", None), ("1", Some(1))], |json| {
        json.nullable(|json| json.int64(&IntegerRule::INT64))
    });
    refuses(&[("\"1\"", "# type")], |json| {
        json.nullable(|json| json.int64(&IntegerRule::INT64))
    });
    let presence = |text| {
        read(text, |json| {
            json.presence(|json| json.int64(&IntegerRule::INT64))
                .map(Some)
        })
    };
    assert_eq!(presence("null"), Outcome::Value(Presence::Null));
    assert_eq!(presence("1"), Outcome::Value(Presence::Value(1)));
    assert_eq!(
        presence("[]"),
        Outcome::Violations(vec!["# type".to_owned()])
    );
}

#[test]
fn arrays_are_bounded() {
    fn integers(json: &mut Reader<'_>) -> Result<Option<Vec<i64>>, Syntax> {
        json.array(
            &ArrayRule {
                min_items: 1,
                max_items: 3,
                ..ArrayRule::ANY
            },
            |json| json.int64(&IntegerRule::INT64),
        )
    }
    reads(
        &[("[1]", vec![1]), (" [ 1 , 1 , 3 ] ", vec![1, 1, 3])],
        integers,
    );
    refuses(
        &[
            ("[]", "# minItems"),
            ("[1,2,3,4]", "# maxItems"),
            ("[1,2,3,\"x\",[[]]]", "# maxItems"),
            ("[1,\"2\",3.5]", "#/1 type, #/2 type"),
            ("{}", "# type"),
        ],
        integers,
    );
    let nested: fn(&mut Reader<'static>) -> _ = |json: &mut Reader<'static>| {
        json.array(&ArrayRule::ANY, |json| {
            json.array(&ArrayRule::ANY, Reader::boolean)
        })
    };
    reads(
        &[(
            "[[true],[],[false,true]]",
            vec![vec![true], vec![], vec![false, true]],
        )],
        nested,
    );
    refuses(&[("[[true],[1]]", "#/1/0 type")], nested);
}

#[test]
fn unique_items_are_compared_as_json_values() {
    fn unique(json: &mut Reader<'_>) -> Result<Option<Vec<Json>>, Syntax> {
        json.array(
            &ArrayRule {
                unique: true,
                ..ArrayRule::ANY
            },
            Reader::any,
        )
    }
    for text in [
        "[]",
        "[1]",
        "[1,2,\"1\",true,null,[1],{\"a\":1}]",
        "[[1,2],[2,1],[[1],2],[1,[2]],[]]",
        r#"[{"a":1},{"a":2},{"b":1},{}]"#,
        r#"["a","A","","aa"]"#,
        "[1,10,0.1,-1,1e-1000,1.0000000000000000000001]",
        "[true,false,null]",
        r#"[["ab"],["a","b"]]"#,
        r#"[{"a":{"b":1}},{"a":{},"b":1}]"#,
    ] {
        assert!(matches!(read(text, unique), Outcome::Value(_)), "{text}");
    }
    for text in [
        "[1,1]",
        "[ 1 ,2, 1.0 ]",
        "[100,1e2]",
        "[0,-0]",
        r#"["a","\u0061"]"#,
        r#"[{"a":1,"b":[2]},{"b":[2.0],"a":1}]"#,
        "[[1,[2]],[1,[2]]]",
        "[null,null]",
        "[[],[]]",
        "[{},{}]",
        "[9007199254740993,9007199254740993]",
    ] {
        assert_eq!(
            read(text, unique),
            Outcome::Violations(vec!["# uniqueItems".to_owned()]),
            "{text}"
        );
    }
    let mut json = Reader::new(b"[5,3,4,3,5]");
    assert_eq!(unique(&mut json).unwrap(), None);
    assert_eq!(
        json.into_violations()[0].detail,
        "must have unique items, but 1 and 3 are equal"
    );
}

#[test]
fn maps_keep_keys_as_data() {
    fn map(json: &mut Reader<'_>) -> Result<Option<BTreeMap<String, i64>>, Syntax> {
        json.map(
            &MapRule {
                min_properties: 1,
                max_properties: 3,
            },
            |json| json.int64(&IntegerRule::INT64),
        )
    }
    reads(
        &[
            (
                r#"{"b":1,"a":2}"#,
                BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 1)]),
            ),
            (r#"{"":0}"#, BTreeMap::from([(String::new(), 0)])),
        ],
        map,
    );
    refuses(
        &[
            ("{}", "# minProperties"),
            (r#"{"a":1,"b":2,"c":3,"d":4}"#, "# maxProperties"),
            (r#"{"a":1,"a":2}"#, "#/a duplicate"),
            (r#"{"a":"x","a":2}"#, "#/a type, #/a duplicate"),
            (r#"{"a/b":"x"}"#, "#/a~1b type"),
            (r#"{"\u0000":1}"#, "#/%00 format"),
            ("[]", "# type"),
        ],
        map,
    );
}

#[test]
fn free_form_values_are_kept_as_they_are() {
    for (text, kept) in [
        ("null", "null"),
        (
            " [ 1.50 , 1e400 , \"\\u00e9\" ] ",
            "[1.50,1e400,\"\\u00e9\"]",
        ),
        (
            r#"{ "b": {"a": []}, "a": true }"#,
            r#"{"b":{"a":[]},"a":true}"#,
        ),
    ] {
        let Outcome::Value(json) = read(text, Reader::any) else {
            panic!("{text}")
        };
        assert_eq!(json.as_str(), kept);
    }
    refuses(
        &[
            (r#"{"a":1,"a":1}"#, "#/a duplicate"),
            (r#"[{"a":[{"b":1,"b":2}]}]"#, "#/0/a/0/b duplicate"),
            (r#"["\u0000"]"#, "#/0 format"),
            (r#"{"\u0000":1}"#, "#/%00 format"),
        ],
        Reader::any,
    );
}

#[test]
fn nothing_may_follow_the_value() {
    for (text, at) in [("1 1", 2), ("{}{}", 2), ("[],", 2), ("null\0", 4)] {
        assert_eq!(read(text, Reader::any), Outcome::Malformed(at), "{text}");
    }
}
