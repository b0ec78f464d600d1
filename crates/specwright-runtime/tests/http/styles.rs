//! Parameters in every style: what a request writes, and what its operation gets.

use crate::reading::{Filter, reading, shown};
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::{
    ArrayRule, IntegerRule, Item, Json, Reader, Route, StringRule, Style, Syntax,
};
use std::collections::BTreeMap;

static ANY: StringRule = StringRule::ANY;
static INT: IntegerRule = IntegerRule::INT64;
const MEMBERS: &[&str] = &["name", "age", "tags", "inner"];

fn text(json: &mut Reader<'_>) -> Result<Option<String>, Syntax> {
    json.string(&ANY)
}

fn texts(json: &mut Reader<'_>) -> Result<Option<Vec<String>>, Syntax> {
    json.array(&ArrayRule::ANY, text)
}

fn number(json: &mut Reader<'_>) -> Result<Option<i64>, Syntax> {
    json.int64(&INT)
}

fn numbers(json: &mut Reader<'_>) -> Result<Option<Vec<i64>>, Syntax> {
    json.array(&ArrayRule::ANY, number)
}

fn map(json: &mut Reader<'_>) -> Result<Option<BTreeMap<String, i64>>, Syntax> {
    json.map(&specwright_runtime::MapRule::ANY, number)
}

fn filters(json: &mut Reader<'_>) -> Result<Option<Vec<Filter>>, Syntax> {
    json.array(&ArrayRule::ANY, Filter::read)
}

fn int_item(item: &mut Item<'_>) -> Option<i64> {
    item.int64(&INT)
}

/// In a path one route takes one way to read; the way is the first segment.
static PATHS: &[Route] = &[
    reading!(Get "/text/{v}", |input| input.path("v").required().string(&ANY)),
    reading!(Get "/simple/{v}", |input| input.path("v").items().value(Style::Simple, numbers)),
    reading!(Get "/simple-object/{v}", |input| input.path("v").members(MEMBERS).value(Style::Simple, Filter::read)),
    reading!(Get "/simple-exploded/{v}", |input| input.path("v").members(MEMBERS).value(Style::SimpleExploded, Filter::read)),
    reading!(Get "/label/{v}", |input| input.path("v").scalar().value(Style::Label, number)),
    reading!(Get "/label-text/{v}", |input| input.path("v").scalar().value(Style::Label, text)),
    reading!(Get "/label-list/{v}", |input| input.path("v").list(Style::Label, &ArrayRule::ANY, int_item)),
    reading!(Get "/label-exploded/{v}", |input| input.path("v").list(Style::LabelExploded, &ArrayRule::ANY, int_item)),
    reading!(Get "/label-object/{v}", |input| input.path("v").members(MEMBERS).value(Style::LabelExploded, Filter::read)),
    reading!(Get "/matrix/{v}", |input| input.path("v").value(Style::Matrix, |json| json.int64(&INT))),
    reading!(Get "/matrix-list/{v}", |input| input.path("v").list(Style::Matrix, &ArrayRule::ANY, int_item)),
    reading!(Get "/matrix-exploded/{v}", |input| input.path("v").list(Style::MatrixExploded, &ArrayRule::ANY, int_item)),
    reading!(Get "/matrix-object/{v}", |input| input.path("v").members(MEMBERS).value(Style::MatrixExploded, Filter::read)),
    reading!(Get "/attached{v}", |input| input.path("v").value(Style::Matrix, number)),
];

#[tokio::test]
async fn values_in_paths() {
    for (path, value) in [
        ("/text/a,b", "\"a,b\""),
        ("/simple/1,2,3", "[1, 2, 3]"),
        ("/simple/1", "[1]"),
        ("/simple/1,x", "400 path v #/1 type"),
        (
            "/simple-object/name,a%2Cb,age,5",
            "Filter { name: Some(\"a,b\"), age: Some(5), tags: None, inner: None }",
        ),
        ("/simple-object/name,a,age", "400 path v style"),
        (
            "/simple-object/name,a,name,b",
            "400 path v #/name duplicate",
        ),
        (
            "/simple-exploded/name=a%3Db,age=5",
            "Filter { name: Some(\"a=b\"), age: Some(5), tags: None, inner: None }",
        ),
        ("/simple-exploded/name", "400 path v style"),
        ("/simple-exploded/age=-1", "400 path v #/age minimum"),
        ("/label/.5", "5"),
        ("/label/5", "400 path v style"),
        ("/label/.x", "400 path v type"),
        ("/label-text/.a,b.c", "\"a,b.c\""),
        ("/label-text/.", "\"\""),
        ("/label-list/.3,4", "[3, 4]"),
        ("/label-list/.3.4", "[3, 4]"),
        ("/label-list/.", "[]"),
        ("/label-exploded/.3.4", "[3, 4]"),
        (
            "/label-object/.name=x.age=3",
            "Filter { name: Some(\"x\"), age: Some(3), tags: None, inner: None }",
        ),
        ("/matrix/;v=5", "5"),
        ("/matrix/%3Bv=5", "400 path v style"),
        ("/matrix/;w=5", "400 path v style"),
        ("/matrix/;v", "400 path v type"),
        ("/matrix-list/;v=3,4", "[3, 4]"),
        ("/matrix-list/;v", "[]"),
        ("/matrix-exploded/;v=3;v=4", "[3, 4]"),
        ("/matrix-exploded/;v=3;w=4", "400 path v style"),
        (
            "/matrix-object/;name=x;age=3",
            "Filter { name: Some(\"x\"), age: Some(3), tags: None, inner: None }",
        ),
        (
            "/matrix-object/;name=x;other=3",
            "400 path v #/other additionalProperties",
        ),
        ("/attached;v=7", "7"),
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        assert_eq!(shown(PATHS, request).await, value, "{path}");
    }
}

static QUERIES: &[Route] = &[
    reading!(Get "/deep", |input| input.query("f").value(Style::DeepObject, Filter::read)),
    reading!(Get "/deep-list", |input| input.query("f").value(Style::DeepObject, filters)),
    reading!(Get "/deep-map", |input| input.query("f").value(Style::DeepObject, map)),
    reading!(Get "/deep-required", |input| input.query("f").required().value(Style::DeepObject, Filter::read)),
    reading!(Get "/spread", |input| input.query("f").members(MEMBERS).value(Style::FormExploded, Filter::read)),
    reading!(Get "/spread-map", |input| input.query("f").members_beside(&["page"]).value(Style::FormExploded, map)),
    reading!(Get "/form", |input| input.query("f").members(MEMBERS).value(Style::Form, Filter::read)),
    reading!(Get "/space", |input| input.query("f").members(MEMBERS).value(Style::SpaceDelimited, Filter::read)),
    reading!(Get "/pipe", |input| input.query("f").members(MEMBERS).value(Style::PipeDelimited, Filter::read)),
    reading!(Get "/pipe-list", |input| input.query("f").items().value(Style::PipeDelimited, texts)),
    reading!(Get "/open", |input| input.query("f").value(Style::Form, texts)),
    reading!(Get "/exploded", |input| input.query("f").value(Style::FormExploded, texts)),
    reading!(Get "/scalar", |input| input.query("f").scalar().value(Style::FormExploded, number)),
    reading!(Get "/json", |input| input.query("f").json(Filter::read)),
    reading!(Get "/any", |input| input.query("f").value(Style::FormExploded, Reader::any).map(|json: Json| json.as_str().to_owned())),
    reading!(Get "/or", |input| input.query("f").or(&["1", "2"]).list(Style::Form, &ArrayRule::ANY, int_item)),
    reading!(Get "/or-value", |input| input.query("f").or(&["1", "2"]).value(Style::Form, numbers)),
    reading!(Get "/or-one", |input| input.query("f").or(&["7"]).int64(&INT)),
    reading!(Get "/or-object", |input| input.query("f").members(MEMBERS).or(&["name", "x", "age", "3"]).value(Style::DeepObject, Filter::read)),
    reading!(Get "/empty", |input| input.query("f").empty_is_absent().int64(&INT)),
    reading!(Get "/empty-text", |input| input.query("f").string(&ANY)),
    reading!(Get "/unsigned", |input| input.query("f").uint64(&specwright_runtime::UnsignedRule::UINT64)),
];

#[tokio::test]
async fn values_in_queries() {
    let ada = |rest: &str| format!("Filter {{ name: Some(\"ada\"), {rest} }}");
    let alone = ada("age: None, tags: None, inner: None");
    let old = ada("age: Some(7), tags: None, inner: None");
    let tagged = ada("age: None, tags: Some([\"a\", \"b\"]), inner: None");
    for (path, value) in [
        ("/deep", "absent"),
        ("/deep?other[name]=x&ff[name]=x&f%5=1", "absent"),
        ("/deep?f[name]=ada", &alone),
        ("/deep?f%5Bname%5D=ad%61", &alone),
        ("/deep?f[name]=ada&f[age]=7", &old),
        ("/deep?f[name]=ada&f[tags]=a&f[tags]=b", &tagged),
        ("/deep?f[name]=ada&f[tags][]=a&f[tags][]=b", &tagged),
        ("/deep?f[name]=ada&f[tags][1]=b&f[tags][0]=a", &tagged),
        (
            "/deep?f[inner][inner][age]=x",
            "400 query f #/inner/inner/age type",
        ),
        ("/deep?f[tags]=a&f[age]=-1", "400 query f #/age minimum"),
        (
            "/deep?f[other]=a",
            "400 query f #/other additionalProperties",
        ),
        ("/deep?f=1", "400 query f type"),
        ("/deep?f=1&f[name]=ada", "400 query f style"),
        ("/deep?f[name]=ada&f[name][x]=1", "400 query f style"),
        ("/deep?f[name=ada", "400 query f style"),
        ("/deep?f[name]=%FF", "400 query f encoding"),
        ("/deep?f[name]=%zz", "400 query f encoding"),
        ("/deep-required", "400 query f required"),
        (
            "/deep-list?f[0][age]=1&f[1][age]=2",
            "[Filter { name: None, age: Some(1), tags: None, inner: None }, Filter { name: None, age: Some(2), tags: None, inner: None }]",
        ),
        ("/deep-list?f[][age]=1", "400 query f style"),
        ("/deep-map?f[7]=1&f[a%20b]=2", "{\"7\": 1, \"a b\": 2}"),
        ("/spread?name=ada&age=7&other=1", &old),
        ("/spread?name=ada&tags=a&tags=b", &tagged),
        ("/spread?f=x", "absent"),
        ("/spread?age=x", "400 query f #/age type"),
        ("/spread?name=a&name=b", "400 query f #/name type"),
        ("/spread-map?a=1&b=2&page=x", "{\"a\": 1, \"b\": 2}"),
        ("/form?f=name,ada,age,7", &old),
        ("/form?f=name,ada,age", "400 query f style"),
        (
            "/form?f=",
            "Filter { name: None, age: None, tags: None, inner: None }",
        ),
        ("/form?f=name,ada&f=age,7", "400 query f duplicate"),
        ("/space?f=name%20ada+age%207", &old),
        ("/pipe?f=name|ada%7Cage%7c7", &old),
        ("/pipe-list?f=a|b%2C%7Cc", "[\"a\", \"b,\", \"c\"]"),
        ("/pipe-list?f=", "[]"),
        ("/open?f=a,b", "[\"a\", \"b\"]"),
        ("/open?f=a%2Cb", "[\"a,b\"]"),
        ("/exploded?f=a,b&f=c+d%2B", "[\"a,b\", \"c d+\"]"),
        ("/exploded?f=", "[\"\"]"),
        ("/exploded?f", "[\"\"]"),
        ("/scalar?f=1", "1"),
        ("/scalar?f=1&f=2", "400 query f duplicate"),
        ("/json?f=%7B%22name%22:%22ada%22,%22age%22:7%7D", &old),
        ("/json?f={%22age%22:%227%22}", "400 query f #/age type"),
        ("/json?f=%7B", "400 query f syntax"),
        ("/json?f=", "400 query f syntax"),
        ("/json", "absent"),
        ("/or", "[1, 2]"),
        ("/or?f=3", "[3]"),
        ("/or?f=", "[]"),
        ("/or-value", "[1, 2]"),
        ("/or-one", "7"),
        ("/or-one?f=8", "8"),
        (
            "/or-object",
            "Filter { name: Some(\"x\"), age: Some(3), tags: None, inner: None }",
        ),
        ("/empty?f=", "absent"),
        ("/empty?f", "absent"),
        ("/empty?f=3", "3"),
        ("/empty-text?f=", "\"\""),
        ("/empty-text", "absent"),
        ("/unsigned?f=18446744073709551615", "18446744073709551615"),
        ("/unsigned?f=-1", "400 query f format"),
    ] {
        let Ok(request) = Request::get(path).body(Body::empty()) else {
            let escaped = path.replace('{', "%7B").replace('}', "%7D");
            let request = Request::get(escaped).body(Body::empty()).unwrap();
            assert_eq!(shown(QUERIES, request).await, value, "{path}");
            continue;
        };
        assert_eq!(shown(QUERIES, request).await, value, "{path}");
    }
}

static HEADERS: &[Route] = &[
    reading!(Get "/list", |input| input.header("X-F").items().value(Style::Simple, numbers)),
    reading!(Get "/object", |input| input.header("X-F").members(MEMBERS).value(Style::Simple, Filter::read)),
    reading!(Get "/exploded", |input| input.header("X-F").members(MEMBERS).value(Style::SimpleExploded, Filter::read)),
    reading!(Get "/json", |input| input.header("X-F").json(Filter::read)),
    reading!(Get "/cookie", |input| input.cookie("f").list(Style::Form, &ArrayRule::ANY, int_item)),
    reading!(Get "/cookie-exploded", |input| input.cookie("f").list(Style::FormExploded, &ArrayRule::ANY, int_item)),
    reading!(Get "/cookie-object", |input| input.cookie("f").members(MEMBERS).value(Style::Form, Filter::read)),
    reading!(Get "/cookie-spread", |input| input.cookie("f").members(MEMBERS).value(Style::FormExploded, Filter::read)),
];

#[tokio::test]
async fn values_in_headers_and_cookies() {
    let old = "Filter { name: Some(\"a%20d\"), age: Some(7), tags: None, inner: None }";
    let decoded = "Filter { name: Some(\"a d\"), age: Some(7), tags: None, inner: None }";
    for (path, name, values, value) in [
        ("/list", "x-f", &["1, 2", "3"][..], "[1, 2, 3]"),
        ("/list", "x-f", &[], "absent"),
        ("/list", "x-f", &["1,x"], "400 header X-F #/1 type"),
        ("/object", "x-f", &["name, a%20d, age, 7"], old),
        ("/object", "x-f", &["name,a%20d", "age,7"], old),
        ("/exploded", "x-f", &["name=a%20d,age=7"], old),
        ("/json", "x-f", &["{\"name\":\"a%20d\",\"age\":7}"], old),
        ("/json", "x-f", &["{\"name\""], "400 header X-F syntax"),
        ("/cookie", "cookie", &["f=1,2"], "[1, 2]"),
        ("/cookie-exploded", "cookie", &["f=1; f=2; g=3"], "[1, 2]"),
        ("/cookie-exploded", "cookie", &["f=1&f=2"], "[1, 2]"),
        (
            "/cookie-exploded",
            "cookie",
            &["f=1&g=2"],
            "400 cookie f type",
        ),
        ("/cookie-object", "cookie", &["f=name,a%20d,age,7"], decoded),
        (
            "/cookie-spread",
            "cookie",
            &["name=a%20d; age=7; g=1"],
            decoded,
        ),
        ("/cookie-spread", "cookie", &["g=1"], "absent"),
    ] {
        let mut request = Request::get(path);
        for value in values {
            request = request.header(name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        assert_eq!(shown(HEADERS, request).await, value, "{path} {values:?}");
    }
}

#[tokio::test]
async fn many_members_are_refused_and_not_paid_for() {
    let many: Vec<String> = (0..5_000).map(|index| format!("f[{index}]=1")).collect();
    let many = many.join("&");
    let request = Request::get(format!("/deep-map?{many}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(shown(QUERIES, request).await, "400 query f style");
    let deep = format!("/deep?f{}=1", "[inner]".repeat(33));
    let request = Request::get(deep).body(Body::empty()).unwrap();
    assert_eq!(shown(QUERIES, request).await, "400 query f style");
}
