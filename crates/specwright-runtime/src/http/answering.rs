//! How does a controller get from a call to an answer?

use super::{Answer, Call, Response};
use crate::context::Context;
use crate::error::Error;
use crate::problem::Problem;

/// The answers of an operation, as they are sent.
pub trait IntoResponse {
    /// The answer as it is sent.
    fn into_response(self) -> Response;
}

/// What serves an operation: an `async fn(&Context, Request) -> Result<Response, Error>`.
///
/// The trait says of such a function what a bound on its type cannot: that the future may borrow the context.
pub trait Serve<'c, Request>: Send + 'static {
    /// What the operation answers.
    type Answers: IntoResponse;
    /// The work.
    type Pending: Future<Output = Result<Self::Answers, Error>> + Send + 'c;

    /// Starts the work.
    fn serve(self, context: &'c Context, request: Request) -> Self::Pending;
}

impl<'c, Request, Answers, Function, Pending> Serve<'c, Request> for Function
where
    Function: FnOnce(&'c Context, Request) -> Pending + Send + 'static,
    Pending: Future<Output = Result<Answers, Error>> + Send + 'c,
    Answers: IntoResponse,
{
    type Answers = Answers;
    type Pending = Pending;

    fn serve(self, context: &'c Context, request: Request) -> Pending {
        self(context, request)
    }
}

impl Call {
    /// Answers in the three steps of a controller: validate, serve, and turn what came of it into a response.
    pub fn answer<Request: Send + 'static>(
        self,
        validate: fn(&Self) -> Result<Request, Problem>,
        serve: impl for<'c> Serve<'c, Request>,
    ) -> Answer {
        Box::pin(async move {
            let request = validate(&self)?;
            let answer = serve.serve(self.context(), request).await?;
            Ok(answer.into_response())
        })
    }
}
