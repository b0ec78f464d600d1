//! Are two values the same JSON value, however they are written?

use super::{NumberText, Syntax};
use jiter::{Jiter, JiterError, Peek};

/// The first two of the values, given by their places in the text, that are the same JSON value.
///
/// Each value is written in one canonical form, and the forms are sorted, so that many items cost little more than
/// few: comparing each with each would let a small request keep a core busy.
pub(super) fn first_repetition(
    text: &[u8],
    places: &[(usize, usize)],
) -> Result<Option<(usize, usize)>, Syntax> {
    if places.len() < 2 {
        return Ok(None);
    }
    let mut forms = Vec::new();
    let mut ends = Vec::with_capacity(places.len());
    for (start, end) in places {
        let value = &text[*start..*end];
        let mut jiter = Jiter::new(value);
        jiter
            .peek()
            .and_then(|peek| push_form(&mut jiter, value, peek, &mut forms))
            .map_err(|error| Syntax::of(&error, value))?;
        ends.push(forms.len());
    }
    let form = |item: usize| {
        let start = if item == 0 { 0 } else { ends[item - 1] };
        &forms[start..ends[item]]
    };
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|one, two| form(*one).cmp(form(*two)).then(one.cmp(two)));
    Ok(order
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(one, two)| form(*one) == form(*two))
        .min_by_key(|(one, two)| (*two, *one)))
}

/// The canonical form of a text that is one JSON value, if it is one.
pub(super) fn form(text: &[u8]) -> Option<Vec<u8>> {
    let mut jiter = Jiter::new(text);
    let mut form = Vec::new();
    let peek = jiter.peek().ok()?;
    push_form(&mut jiter, text, peek, &mut form).ok()?;
    Some(form)
}

/// Appends the canonical form of the value that comes next. The reader has bounded the depth.
fn push_form(
    jiter: &mut Jiter<'_>,
    text: &[u8],
    peek: Peek,
    out: &mut Vec<u8>,
) -> Result<(), JiterError> {
    match peek {
        Peek::Null | Peek::True | Peek::False => {
            out.push(peek.into_inner());
            match peek {
                Peek::Null => jiter.known_null(),
                _ => jiter.known_bool(peek).map(drop),
            }
        }
        Peek::String => {
            push_text(jiter.known_str()?, out);
            Ok(())
        }
        Peek::Array => {
            out.push(b'[');
            let mut next = jiter.known_array()?;
            while let Some(peek) = next {
                push_form(jiter, text, peek, out)?;
                next = jiter.array_step()?;
            }
            out.push(b']');
            Ok(())
        }
        Peek::Object => {
            let mut members = Vec::new();
            let mut key = jiter.known_object()?.map(str::to_owned);
            while let Some(name) = key {
                let mut member = Vec::new();
                push_text(&name, &mut member);
                let peek = jiter.peek()?;
                push_form(jiter, text, peek, &mut member)?;
                members.push(member);
                key = jiter.next_key()?.map(str::to_owned);
            }
            members.sort();
            out.push(b'{');
            for member in members {
                out.extend(member);
            }
            out.push(b'}');
            Ok(())
        }
        _ => {
            let start = jiter.current_index();
            jiter.known_number_bytes(peek)?;
            let number = &text[start..jiter.current_index()];
            out.push(b'#');
            match NumberText::parse_bytes(number) {
                Some(number) => number.push_canonical(out),
                None => out.extend_from_slice(number),
            }
            out.push(b';');
            Ok(())
        }
    }
}

/// A text with its length in front, so that no text can look like something else.
fn push_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(&text.len().to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}
