//! How do the fields of a form become one value?

use crate::http::Form;
use crate::http::media_type::{essence, is_in_range, is_json, is_utf8};
use crate::http::multipart::Part;
use crate::http::percent::{Undecodable, decode_query};
use crate::http::style::{Miswritten, Parts, Shape, Style};
use crate::http::texts::{Deep, Misshapen, Tree, base_name, check_json};
use crate::json::{Breach, Violation, Violations};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A form of more fields is refused: each costs more than its bytes.
const MAX_FIELDS: usize = 4096;

/// The fields of a form in `application/x-www-form-urlencoded` (WHATWG URL, section 5.1). `None` if some of them cannot
/// be read, which is then recorded.
pub(super) fn of_form<'c>(
    body: &'c [u8],
    form: &Form,
    violations: &mut Violations,
) -> Option<Tree<'c>> {
    let Ok(body) = std::str::from_utf8(body) else {
        refuse(violations, None, Breach::new("encoding", "must be UTF-8"));
        return None;
    };
    let mut fields = Fields::new(form, violations);
    for field in body.split('&').filter(|field| !field.is_empty()) {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        match decode_query(name) {
            Ok(name) => fields.add_raw(name, value),
            Err(undecodable) => fields.refuse(None, undecodable_breach(undecodable)),
        }
    }
    fields.finish()
}

/// The parts of a form in `multipart/form-data` (RFC 7578).
pub(super) fn of_parts<'c>(
    parts: &'c [Part],
    form: &Form,
    violations: &mut Violations,
) -> Option<Tree<'c>> {
    let mut fields = Fields::new(form, violations);
    for part in parts {
        fields.add_part(part);
    }
    fields.finish()
}

/// The fields of a form, as they are put together.
struct Fields<'c, 'f> {
    form: &'f Form,
    violations: &'f mut Violations,
    pairs: Vec<(Cow<'c, str>, Tree<'c>)>,
    /// Fields that are written with brackets.
    deep: BTreeMap<String, Deep<'c>>,
    count: usize,
    good: bool,
}

impl<'c, 'f> Fields<'c, 'f> {
    fn new(form: &'f Form, violations: &'f mut Violations) -> Self {
        Self {
            form,
            violations,
            pairs: Vec::new(),
            deep: BTreeMap::new(),
            count: 0,
            good: true,
        }
    }

    /// Adds a field whose value is not yet decoded, since separators are looked for before.
    fn add_raw(&mut self, name: Cow<'c, str>, value: &'c str) {
        let (style, json) = self.written(&name);
        let decode = |value: &'c str| decode_query(value).map_err(undecodable_breach);
        let tree = match style {
            Style::Form | Style::SpaceDelimited | Style::PipeDelimited if !json => {
                match style.take_apart(value.as_bytes(), Shape::Open, &|_| false) {
                    Ok(Parts::List(items)) => items
                        .into_iter()
                        .map(|item| decode(std::str::from_utf8(item).unwrap_or_default()))
                        .map(|text| text.map(Tree::Text))
                        .collect::<Result<_, _>>()
                        .map(Tree::List),
                    Ok(_) => decode(value).map(Tree::Text),
                    Err(Miswritten(why)) => Err(Breach::new("style", why)),
                }
            }
            _ => decode(value).and_then(|text| scalar(text, json)),
        };
        match tree {
            Ok(tree) => self.add(name, style, tree),
            Err(breach) => self.refuse(Some(&name), breach),
        }
    }

    /// Adds a part. What can be read as text or as JSON is there as such, and as a file: which of them it is meant to be
    /// only its type tells.
    fn add_part(&mut self, part: &'c Part) {
        let name = Cow::Borrowed(part.name());
        let (style, json) = self.written(&name);
        let media_type = essence(part.media_type());
        let is_json = json || is_json(media_type);
        let is_readable =
            is_json || part.file_name().is_none() || is_in_range(media_type, "text/*");
        let bytes = part.in_memory().filter(|_| is_readable);
        let text = bytes
            .filter(|_| is_utf8(part.media_type()))
            .and_then(|bytes| std::str::from_utf8(bytes).ok());
        let Some(text) = text else {
            return self.add(name, style, Tree::Upload(part.clone()));
        };
        // Nothing in a part is percent-encoded, so a separator is one character.
        let separator = match style {
            Style::Form => Some(','),
            Style::SpaceDelimited => Some(' '),
            Style::PipeDelimited => Some('|'),
            _ => None,
        };
        let read = match separator.filter(|separator| !is_json && text.contains(*separator)) {
            Some(separator) => {
                let items = text.split(separator);
                let items = items.map(|item| Tree::Text(Cow::Borrowed(item.trim_ascii())));
                Ok(Tree::List(items.collect()))
            }
            None => scalar(Cow::Borrowed(text), is_json),
        };
        match read {
            Ok(tree) => self.add(name, style, Tree::Part(Box::new(tree), part.clone())),
            // A file of whatever kind may be broken: only a field must be what it says.
            Err(_) if part.file_name().is_some() => {
                self.add(name, style, Tree::Upload(part.clone()));
            }
            Err(breach) => self.refuse(Some(&name), breach),
        }
    }

    fn add(&mut self, name: Cow<'c, str>, style: Style, tree: Tree<'c>) {
        self.count += 1;
        if self.count > MAX_FIELDS {
            if self.count == MAX_FIELDS + 1 {
                self.refuse(
                    None,
                    Breach::new("maxProperties", "must have at most 4096 fields"),
                );
            }
            return;
        }
        if style != Style::DeepObject {
            self.pairs.push((name, tree));
            return;
        }
        let (base, brackets) = base_name(&name);
        let deep = self.deep.entry(base.to_owned()).or_default();
        if let Err(Misshapen(why)) = deep.insert(brackets, tree) {
            self.refuse(Some(base), Breach::new("style", why));
        }
    }

    fn finish(mut self) -> Option<Tree<'c>> {
        for (name, deep) in std::mem::take(&mut self.deep) {
            match deep.finish() {
                Ok(Some(tree)) => self.pairs.push((Cow::Owned(name), tree)),
                Ok(None) => {}
                Err(Misshapen(why)) => self.refuse(Some(&name), Breach::new("style", why)),
            }
        }
        self.good.then(|| Tree::of_pairs(self.pairs))
    }

    /// How a field is written, and whether its text is JSON.
    fn written(&self, name: &str) -> (Style, bool) {
        let exact = self.form.field(name);
        let base = self.form.field(base_name(name).0);
        if base.style == Style::DeepObject {
            return (base.style, base.json);
        }
        (exact.style, exact.json)
    }

    /// Records what is wrong with a field, or with the form as a whole.
    #[cold]
    fn refuse(&mut self, name: Option<&str>, breach: Breach) {
        self.good = false;
        refuse(self.violations, name, breach);
    }
}

fn scalar(text: Cow<'_, str>, json: bool) -> Result<Tree<'_>, Breach> {
    if !json {
        return Ok(Tree::Text(text));
    }
    match check_json(&text) {
        Ok(()) => Ok(Tree::Json(text)),
        Err(why) => Err(Breach::new("syntax", why)),
    }
}

fn undecodable_breach(undecodable: Undecodable) -> Breach {
    Breach::new("encoding", undecodable.remedy())
}

#[cold]
fn refuse(violations: &mut Violations, name: Option<&str>, breach: Breach) {
    let pointer = match name {
        Some(name) => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
        None => String::new(),
    };
    // A name comes from outside, at any length.
    let pointer: String = pointer.chars().take(256).collect();
    let place = Violation::in_body(&pointer, breach.code, "").location;
    violations.push(place, breach);
}
