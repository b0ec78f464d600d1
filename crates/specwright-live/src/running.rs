//! A built service and the two contracts → whether the service keeps the API contract on each engine that the
//! database contract promises.

use crate::LiveError;
use crate::database::engine;
use crate::laws::{LawReport, check_laws};
use crate::scratch::{PostgresServer, Scratch};
use crate::service::Service;
use specwright_dbschema::{Contract, Dialect};
use specwright_diagnostics::{Diagnostic, codes, sort_and_deduplicate};
use specwright_openapi::Description;
use std::collections::BTreeMap;
use std::path::Path;

/// The body limit that the service is started with: small, so that the law about it costs little.
const BODY_LIMIT: usize = 1 << 16;

/// What was found, and on which engines it was looked for.
#[derive(Debug, Clone, Default)]
pub struct ServiceReport {
    /// The findings of all engines.
    pub findings: Vec<Diagnostic>,
    /// What was tried on each engine.
    pub ran: Vec<EngineLaws>,
    /// The engines on which the service did not run, each with the reason.
    pub skipped: Vec<(Dialect, String)>,
}

/// What was tried on an engine.
#[derive(Debug, Clone)]
pub struct EngineLaws {
    /// The engine.
    pub dialect: Dialect,
    /// How often each kind of law was tried.
    pub checked: BTreeMap<&'static str, u32>,
    /// What could not be tried, each with the reason.
    pub untested: Vec<String>,
}

/// Starts the service on a database of its own for each engine and runs the laws over it. Without a database contract
/// it runs on SQLite, which then holds nothing.
pub fn verify_service(
    description: &Description,
    contract: Option<&Contract>,
    binary: &Path,
) -> Result<ServiceReport, LiveError> {
    let mut report = ServiceReport::default();
    let promised = |dialect| match contract {
        Some(contract) => {
            contract.dialects.is_empty()
                || contract
                    .dialects
                    .iter()
                    .any(|promise| promise.value == dialect)
        }
        None => dialect == Dialect::Sqlite,
    };
    let place = contract.map_or(description.info.span, |contract| contract.span);
    if promised(Dialect::Sqlite) {
        run(description, binary, &Scratch::sqlite()?, place, &mut report)?;
    }
    if promised(Dialect::Postgres) {
        match PostgresServer::find() {
            Ok(server) => run(
                description,
                binary,
                &Scratch::postgres(&server)?,
                place,
                &mut report,
            )?,
            Err(reasons) => report
                .skipped
                .push((Dialect::Postgres, reasons.to_string())),
        }
    }
    sort_and_deduplicate(&mut report.findings);
    Ok(report)
}

fn run(
    description: &Description,
    binary: &Path,
    scratch: &Scratch,
    place: specwright_diagnostics::Span,
    report: &mut ServiceReport,
) -> Result<(), LiveError> {
    let dialect = scratch.dialect();
    let variables = BTreeMap::from([
        ("DATABASE_URL".to_owned(), scratch.url()),
        ("BODY_LIMIT".to_owned(), BODY_LIMIT.to_string()),
        ("UPLOAD_LIMIT".to_owned(), BODY_LIMIT.to_string()),
    ]);
    let service = match Service::start(binary, &variables) {
        Ok(service) => service,
        Err(error) => {
            let message = format!("on {}: {error}", engine(dialect));
            let help = "its last words say what it lacks";
            report.findings.push(Diagnostic::new(
                &codes::SERVICE_NOT_READY,
                place,
                message,
                help,
            ));
            report.ran.push(EngineLaws {
                dialect,
                checked: BTreeMap::new(),
                untested: vec!["all laws".to_owned()],
            });
            return Ok(());
        }
    };
    let LawReport {
        findings,
        checked,
        untested,
    } = check_laws(description, service.url(), BODY_LIMIT)?;
    let on_engine = |mut finding: Diagnostic| {
        finding.message = format!("on {}, {}", engine(dialect), finding.message);
        finding
    };
    report.findings.extend(findings.into_iter().map(on_engine));
    report.ran.push(EngineLaws {
        dialect,
        checked,
        untested,
    });
    service.stop().map(|_| ())
}
