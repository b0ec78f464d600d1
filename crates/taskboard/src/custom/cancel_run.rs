//! `POST /runs/{runId}/cancel`: Cancels a run.
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::runs::{CancelRunRequest, CancelRunResponse};
use crate::generated::repositories::runs;
use specwright_runtime::{Context, Error, Statement};

/// Only a run that has not ended is cancelled, and the statement itself sees to it: two callers cannot both succeed.
static CANCEL_RUN: Statement = Statement {
    sqlite: r#"UPDATE "runs" SET "status" = 'cancelled', "finished_at" = ?2 WHERE "id" = ?1 AND "status" IN ('queued', 'running')"#,
    postgres: r#"UPDATE "runs" SET "status" = 'cancelled', "finished_at" = $2 WHERE "id" = $1 AND "status" IN ('queued', 'running')"#,
};

/// Stops a run that is queued or running. One that has finished is a conflict.
///
/// # Errors
///
/// There is no such run, or it has come to its end.
pub async fn cancel_run(
    cx: &Context,
    request: CancelRunRequest,
) -> Result<CancelRunResponse, Error> {
    let mut transaction = cx.begin().await?;
    let values = [request.run_id.into(), cx.now().into()];
    let cancelled = transaction.execute(&CANCEL_RUN, &values).await?;
    let Some(run) = runs::get_run(&mut transaction, request.run_id).await? else {
        return Err(Error::NotFound);
    };
    if cancelled == 0 {
        return Err(Error::conflict("the run has come to its end"));
    }
    transaction.commit().await?;
    Ok(CancelRunResponse::Ok(run))
}
