//! The texts themselves.

use proptest::prelude::{Strategy, any, prop, prop_oneof};

/// The identifiers that a payload would bring into the code. No name of a description spells one of them alone, since a
/// payload is always used whole.
pub const PAYLOADS: &[&str] = &["abort", "include_bytes", "pwned_item", "no_std"];

const PIECES: &[&str] = &[
    "a",
    "name",
    "\"",
    "'",
    "\\",
    "\\\"",
    "\"#",
    "\"##",
    "`",
    "```rust\n",
    "*/",
    "/*",
    "//",
    "///",
    "--",
    ";",
    "{{ name }}",
    "{% raw %}",
    "{# name #}",
    "${name}",
    "{}",
    "{0}",
    "%s",
    "$1",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "🦀",
    "課題",
    "é",
    "ß",
    "fn",
    "self",
    "Self",
    "crate",
    "super",
    "async",
    "gen",
    "_",
    "r#type",
    "Option",
    "Result",
    "String",
    "Json",
    "..",
    "../..",
    "../../etc/passwd",
    "/",
    "C:\\",
    "CON",
    ".",
    " ",
    "0",
    "-1",
    "true",
    "null",
    "<script>",
    "</details>",
    "[link](",
    "]: x",
    "# head",
    "    indented",
    "\"; std::process::abort(); \"",
    "*/ pub fn pwned_item() {} /*",
    "\n} pub fn pwned_item() {} mod m {",
    "\n#![no_std]\n#![no_main]\n",
    "include_bytes!(\"/etc/passwd\")",
    "\"\n[dependencies]\npwned_item = \"1\"\n",
    "'; DROP TABLE users; --",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "[a-zA-Z]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => prop::collection::vec(piece(), 1..5).prop_map(|pieces| pieces.concat()),
        1 => piece().prop_map(|piece| piece.repeat(10_000 / piece.chars().count().max(1))),
    ]
}

/// A text for each slot of a description; an empty one where the slot is left as it is.
pub fn slots(count: usize) -> impl Strategy<Value = Vec<String>> {
    let slot = prop_oneof![1 => proptest::strategy::Just(String::new()), 1 => text()];
    prop::collection::vec(slot, count)
}
