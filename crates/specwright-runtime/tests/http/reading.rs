//! Routes that show what was read: each is a function from the input to a value.

use crate::{Answer, context, send_to};
use axum::body::Body as AxumBody;
use axum::http::Request;
use specwright_runtime::{
    Additional, ArrayRule, IntegerRule, ObjectRule, Property, Reader, Route, StringRule, Syntax,
    router,
};

/// A route whose answer is what its function reads, as `Debug` shows it.
macro_rules! reading {
    ($method:ident $path:literal, $read:expr) => {
        specwright_runtime::Route {
            operation: "read",
            method: specwright_runtime::Method::$method,
            path: $path,
            statuses: &[200, 400],
            consumes: &[],
            produces: &[],
            body: specwright_runtime::Body::Optional,
            reads: specwright_runtime::Reads::Whole,
            access: &specwright_runtime::Access::OPEN,
            errors: &[],
            call: |call| {
                Box::pin(async move {
                    let read: fn(&mut specwright_runtime::Input<'_>) -> String = |input| {
                        let read: fn(&mut specwright_runtime::Input<'_>) -> _ = $read;
                        match read(input) {
                            Some(value) => format!("{value:?}"),
                            None => String::from("absent"),
                        }
                    };
                    let mut input = call.input();
                    let shown = read(&mut input);
                    input.finish()?;
                    Ok(specwright_runtime::Response::text(200, "text/plain", shown))
                })
            },
        }
    };
}
pub(crate) use reading;

/// An object as an emitted model has it.
#[derive(Debug, Default)]
#[allow(dead_code, reason = "it is shown by `Debug`")]
pub struct Filter {
    name: Option<String>,
    age: Option<i32>,
    tags: Option<Vec<String>>,
    inner: Option<Box<Filter>>,
}

static FILTER: ObjectRule = ObjectRule {
    properties: &[
        Property::optional("name"),
        Property::optional("age"),
        Property::optional("tags"),
        Property::optional("inner"),
    ],
    additional: Additional::Refused,
    ..ObjectRule::ANY
};

static AGE: IntegerRule = IntegerRule {
    minimum: Some(0),
    ..IntegerRule::INT32
};

impl Filter {
    pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
        let mut filter = Self::default();
        let Some(mut object) = json.object(&FILTER)? else {
            return Ok(None);
        };
        while let Some(property) = json.property(&mut object)? {
            match property {
                0 => filter.name = json.string(&StringRule::ANY)?,
                1 => filter.age = json.int32(&AGE)?,
                2 => {
                    filter.tags =
                        json.array(&ArrayRule::ANY, |json| json.string(&StringRule::ANY))?;
                }
                3 => filter.inner = Self::read(json)?.map(Box::new),
                _ => json.skip()?,
            }
        }
        Ok(json.end(object).then_some(filter))
    }
}

impl std::fmt::Display for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

/// Sends a request to a table of routes.
pub async fn send(routes: &'static [Route], request: Request<AxumBody>) -> Answer {
    send_to(router(routes, "", &context().await).unwrap(), request).await
}

/// What a route shows; or its violations, behind the status.
pub async fn shown(routes: &'static [Route], request: Request<AxumBody>) -> String {
    let answer = send(routes, request).await;
    if answer.status == 200 {
        return answer.text;
    }
    let violations = answer.violations();
    format!("{} {}", answer.status, violations.join(", "))
}
