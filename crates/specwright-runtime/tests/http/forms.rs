//! Forms in both media types: what a request writes, and what its operation gets.

use crate::reading::{Filter, reading, shown};
use crate::{context, send_to};
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::{
    Additional, ArrayRule, Context, Form, FormField, IntegerRule, ObjectRule, Property, Reader,
    Route, StringRule, Style, Syntax, Upload, router,
};

pub static FORM: Form = Form {
    fields: &[
        FormField {
            name: "filter",
            style: Style::DeepObject,
            json: false,
        },
        FormField {
            name: "sizes",
            style: Style::Form,
            json: false,
        },
        FormField {
            name: "meta",
            style: Style::FormExploded,
            json: true,
        },
    ],
};

/// What a form holds, as an emitted model has it.
#[derive(Debug, Default)]
#[allow(dead_code, reason = "it is shown by `Debug`")]
pub struct Fields {
    title: Option<String>,
    tags: Option<Vec<String>>,
    sizes: Option<Vec<i64>>,
    filter: Option<Filter>,
    meta: Option<Filter>,
    pub file: Option<Upload>,
    pub files: Option<Vec<Upload>>,
}

static FIELDS: ObjectRule = ObjectRule {
    properties: &[
        Property::optional("title"),
        Property::optional("tags"),
        Property::optional("sizes"),
        Property::optional("filter"),
        Property::optional("meta"),
        Property::optional("file"),
        Property::optional("files"),
    ],
    additional: Additional::Ignored,
    ..ObjectRule::ANY
};

static TITLE: StringRule = StringRule {
    max_length: 8,
    ..StringRule::ANY
};

impl Fields {
    pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
        let mut fields = Self::default();
        let Some(mut object) = json.object(&FIELDS)? else {
            return Ok(None);
        };
        while let Some(property) = json.property(&mut object)? {
            match property {
                0 => fields.title = json.string(&TITLE)?,
                1 => {
                    fields.tags =
                        json.array(&ArrayRule::ANY, |json| json.string(&StringRule::ANY))?;
                }
                2 => {
                    fields.sizes =
                        json.array(&ArrayRule::ANY, |json| json.int64(&IntegerRule::INT64))?;
                }
                3 => fields.filter = Filter::read(json)?,
                4 => fields.meta = Filter::read(json)?,
                5 => fields.file = json.upload()?,
                6 => fields.files = json.array(&ArrayRule::ANY, Reader::upload)?,
                _ => json.skip()?,
            }
        }
        Ok(json.end(object).then_some(fields))
    }

    /// The fields that are there.
    pub fn shown(&self) -> String {
        let mut shown = Vec::new();
        let mut show = |name: &str, value: Option<String>| {
            shown.extend(value.map(|value| format!("{name}={value}")));
        };
        show(
            "title",
            self.title.as_ref().map(|value| format!("{value:?}")),
        );
        show("tags", self.tags.as_ref().map(|value| format!("{value:?}")));
        show(
            "sizes",
            self.sizes.as_ref().map(|value| format!("{value:?}")),
        );
        show(
            "filter",
            self.filter.as_ref().map(|value| format!("{value:?}")),
        );
        show("meta", self.meta.as_ref().map(|value| format!("{value:?}")));
        show("file", self.file.as_ref().map(file_shown));
        show(
            "files",
            self.files.as_ref().map(|files| {
                let files: Vec<String> = files.iter().map(file_shown).collect();
                format!("[{}]", files.join(" "))
            }),
        );
        shown.join(" ")
    }
}

fn file_shown(file: &Upload) -> String {
    format!(
        "({} {:?} {} {})",
        file.name(),
        file.file_name().unwrap_or("-"),
        file.media_type(),
        file.length()
    )
}

static URLENCODED: &[Route] = &[
    reading!(Post "/form", |input| input.form(&FORM, Fields::read).map(|fields| fields.shown())),
    reading!(Post "/optional", |input| input.optional_form(&FORM, Fields::read).map(|fields| fields.shown())),
];

#[tokio::test]
async fn urlencoded_forms_are_read_field_by_field() {
    for (body, value) in [
        ("title=a+b%2Bc", r#""title=\"a b+c\"""#),
        ("title=", r#""title=\"\"""#),
        ("title", r#""title=\"\"""#),
        ("&&title=x&", r#""title=\"x\"""#),
        (
            "tags=a&title=x&tags=b",
            r#""title=\"x\" tags=[\"a\", \"b\"]""#,
        ),
        ("tags=a,b", r#""tags=[\"a,b\"]""#),
        ("sizes=1,2", r#""sizes=[1, 2]""#),
        ("sizes=1", r#""sizes=[1]""#),
        ("sizes=1&sizes=2", r#""sizes=[1, 2]""#),
        (
            "filter[name]=x&filter%5Bage%5D=3",
            r#""filter=Filter { name: Some(\"x\"), age: Some(3), tags: None, inner: None }""#,
        ),
        (
            "meta=%7B%22age%22:3%7D",
            r#""meta=Filter { name: None, age: Some(3), tags: None, inner: None }""#,
        ),
        ("unknown=1&%zz=1", "400 # encoding"),
        (
            "title=%FF&tags=%zz",
            "400 #/title encoding, #/tags encoding",
        ),
        ("title=123456789", "400 #/title maxLength"),
        ("title=a&title=b", "400 #/title type"),
        ("sizes=1,x", "400 #/sizes/1 type"),
        ("meta=%7B%22age%22:%223%22%7D", "400 #/meta/age type"),
        ("meta=%7B", "400 #/meta syntax"),
        ("filter=1&filter[age]=2", "400 #/filter style"),
        ("filter[age]=x", "400 #/filter/age type"),
        ("a/b~=%FF", "400 #/a~1b~0 encoding"),
        ("file=text", r#""file=(file \"-\" text/plain 4)""#),
        ("", "400 # required"),
    ] {
        let request = Request::post("/form").body(Body::from(body)).unwrap();
        assert_eq!(shown(URLENCODED, request).await, value, "{body}");
    }
    let request = Request::post("/form")
        .body(Body::from(&b"title=\xFF"[..]))
        .unwrap();
    assert_eq!(shown(URLENCODED, request).await, "400 # encoding");
    let request = Request::post("/optional").body(Body::empty()).unwrap();
    assert_eq!(shown(URLENCODED, request).await, "absent");
}

#[tokio::test]
async fn a_form_of_very_many_fields_is_refused() {
    let request = Request::post("/form")
        .body(Body::from("=&".repeat(2_048)))
        .unwrap();
    assert_eq!(shown(URLENCODED, request).await, "\"\"");
    // The limit of bodies comes first in these tests, so the fields are as short as can be.
    let mut context = context().await.settings().clone();
    context.body_limit = 1 << 20;
    let request = Request::post("/form")
        .body(Body::from("=&".repeat(4_097)))
        .unwrap();
    let router = router(URLENCODED, "", &with(context).await).unwrap();
    let answer = send_to(router, request).await;
    assert_eq!(answer.violations(), ["# maxProperties"]);
}

pub async fn with(settings: specwright_runtime::Settings) -> Context {
    let database = specwright_runtime::Database::open(&settings.database)
        .await
        .unwrap();
    Context::new(database, settings, specwright_runtime::Clock::system())
}
