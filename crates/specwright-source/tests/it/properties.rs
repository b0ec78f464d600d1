//! What holds for every value and for every text.

use crate::comparison::against_json;
use crate::{outcome, tree};
use proptest::prelude::*;
use specwright_source::{Node, Value as Tree};

fn value() -> impl Strategy<Value = serde_json::Value> {
    let text = prop_oneof![
        any::<String>(),
        "[ -~]{0,12}",
        prop::sample::select(vec![
            "no",
            "on",
            "null",
            "~",
            "true",
            "012",
            "0x1F",
            "1e3",
            ".inf",
            "<<",
            "- a",
            "a: b",
            "#",
            "",
            " ",
            "*a",
            "&a",
            "!t",
            "|",
            ">",
            "%",
            "@",
            "---",
            "...",
            "\n",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "é\u{10ffff}"
        ])
        .prop_map(str::to_owned),
    ]
    // Control characters are refused where a writer leaves them unescaped, which is a test of its own.
    .prop_map(|text| {
        text.chars()
            .filter(|char| !char.is_control() || *char == '\n')
            .collect::<String>()
    });
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>()
            .prop_filter("JSON has no such number", |number| number.is_finite())
            .prop_map(Into::into),
        text.clone().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Into::into),
            prop::collection::vec((text.clone(), inner), 0..8)
                .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Every place lies in the text, children inside their parents; an alias or a merge is not in the generated texts.
fn check_places(node: &Node, within: (u32, u32)) -> Result<(), TestCaseError> {
    let span = node.span;
    prop_assert!(within.0 <= span.start && span.start <= span.end && span.end <= within.1);
    match &node.value {
        Tree::Array(items) => items
            .iter()
            .try_for_each(|item| check_places(item, (span.start, span.end))),
        Tree::Object(object) => object.entries.iter().try_for_each(|entry| {
            prop_assert!(span.start <= entry.key_span.start && entry.key_span.end <= span.end);
            check_places(&entry.node, (entry.key_span.end, span.end))
        }),
        _ => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_serde_prints_as_json_reads_back_equal(value in value()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            for name in ["a.json", "a.yaml"] {
                let root = tree(name, &text);
                prop_assert_eq!(against_json(&root, &value, ""), Ok(()));
                check_places(&root, (0, u32::try_from(text.len()).unwrap()))?;
                prop_assert!(tree(name, &root.to_json()) == tree(name, &value.to_string()), "{}", root.to_json());
            }
        }
    }

    #[test]
    fn what_serde_prints_as_yaml_reads_back_equal(value in value()) {
        let text = serde_yaml::to_string(&value).unwrap();
        // The writer takes these for line breaks, as YAML 1.1 did, and writes them without an escape; and it writes a key
        // of that name without quotes, so that it is a merge key.
        prop_assume!(!text.contains(['\u{2028}', '\u{2029}']) && !text.contains("<<"));
        let root = tree("a.yaml", &text);
        prop_assert_eq!(against_json(&root, &value, ""), Ok(()), "{}", text);
        check_places(&root, (0, u32::try_from(text.len()).unwrap()))?;
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["a.yaml", "a.json", "a"] {
            outcome(name, bytes.clone());
        }
    }

    #[test]
    fn random_text_of_the_signs_that_matter_never_panics_and_every_place_can_be_shown(
        text in r#"([\[\]{}:,&*!|>'"%@`#?\-~<]|<<: |&a |\*a|a: |- |\n|  |\t|\r|é|\\|\\u|\\ud83d|!!int |!!str |!<x> |---|\.\.\.|1|0x|\.inf|/\*|//|null){0,40}"#
    ) {
        for name in ["a.yaml", "a.json", "a"] {
            let (sources, outcome) = outcome(name, text.clone());
            prop_assert!(outcome.value.is_some() || outcome.has_errors());
            for diagnostic in &outcome.diagnostics {
                let span = diagnostic.span.unwrap();
                prop_assert!(sources.file(span.source).text.get(span.start as usize..span.end as usize).is_some(), "{:?}", diagnostic);
            }
        }
    }

    #[test]
    fn a_document_cut_off_anywhere_never_panics(value in value(), at in 0.0..1.0_f64) {
        for text in [serde_json::to_string_pretty(&value).unwrap(), serde_yaml::to_string(&value).unwrap()] {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the text, roughly")]
            let at = (text.len() as f64 * at) as usize;
            let part = &text.as_bytes()[..at];
            outcome("a.json", part);
            outcome("a.yaml", part);
        }
    }
}
