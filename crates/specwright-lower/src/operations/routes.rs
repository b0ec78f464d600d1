//! Whether a router can find each operation, and no two of them at one place.

use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_openapi as openapi;
use std::collections::BTreeMap;

/// The paths seen so far with their methods, as a router tells them apart.
#[derive(Default)]
pub(crate) struct Routes(BTreeMap<(openapi::Method, Vec<u8>), Span>);

impl Lowering<'_> {
    /// Whether a router finds the operation; what stands in the way is reported.
    pub(crate) fn is_routable(
        &mut self,
        operation: &openapi::Operation,
        routes: &mut Routes,
    ) -> bool {
        let path = &operation.path;
        if path.value.contains("}{") {
            self.report(Diagnostic::new(
                &codes::UNROUTABLE_PATH,
                path.span,
                format!(
                    "nothing stands between two parameters of the path `{}`",
                    path.value
                ),
                "write some text between them, or make them one parameter",
            ));
            return false;
        }
        let key = (operation.method, shape(&path.value));
        if let Some(first) = routes.0.get(&key) {
            self.report(
                Diagnostic::new(
                    &codes::COLLIDING_ROUTES,
                    operation.span,
                    format!(
                        "another operation answers this method on the path `{}`",
                        path.value
                    ),
                    "describe it under one of the two paths",
                )
                .with_related(*first, "the other operation is here"),
            );
            return false;
        }
        routes.0.insert(key, operation.span);
        true
    }
}

/// A path without the names of its parameters and without percent-encoding.
fn shape(path: &str) -> Vec<u8> {
    let mut shape = Vec::with_capacity(path.len());
    let mut in_name = false;
    let mut rest = path.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'{' => {
                in_name = true;
                shape.push(byte);
            }
            b'}' => {
                in_name = false;
                shape.push(byte);
            }
            _ if in_name => {}
            b'%' => match decoded(behind) {
                Some(decoded) => {
                    shape.push(decoded);
                    rest = &behind[2..];
                }
                None => shape.push(byte),
            },
            _ => shape.push(byte),
        }
    }
    shape
}

/// The byte that two hexadecimal digits stand for; not that of a slash or a brace, which would mean something else.
fn decoded(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok()?;
    (is_hexadecimal && !b"/{}%".contains(&byte)).then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn paths_that_stand_for_the_same_requests_have_one_shape() {
        for (one, other) in [
            ("/a/{b}/c", "/a/{x}/c"),
            ("/caf%C3%A9", "/café"),
            ("/caf%c3%a9/{b}", "/café/{id}"),
            ("/a%41", "/aA"),
        ] {
            assert_eq!(shape(one), shape(other), "{one} {other}");
        }
        for (one, other) in [
            ("/a/{b}", "/a/b"),
            ("/a%2Fb", "/a/b"),
            ("/a/{b}.json", "/a/{b}"),
            ("/%zz", "/zz"),
            ("/%4", "/4"),
        ] {
            assert_ne!(shape(one), shape(other), "{one} {other}");
        }
    }
}
