//! `serve`: generate, verify, build and start the service on embedded SQLite.

use crate::Exit;
use crate::arguments::SpecArguments;

/// The arguments of `serve`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(crate) specs: SpecArguments,
    /// The port of this machine on which the service listens
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The database [default: an SQLite file in target/specwright, which is kept]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

#[cfg(feature = "live")]
pub(crate) fn run(arguments: &Arguments) -> Exit {
    live::serve(arguments)
}

/// A build without what starts services; `cargo xtask` hands such command lines over.
#[cfg(not(feature = "live"))]
pub(crate) fn run(arguments: &Arguments) -> Exit {
    use crate::arguments::ReportFormat;
    use crate::terminal::Terminal;
    use specwright_diagnostics::{Diagnostic, SourceMap, codes};

    let found = Diagnostic::without_place(
        &codes::USAGE,
        format!(
            "`serve --port {}`: this binary was built without the feature `live`",
            arguments.port
        ),
        "build it with its default features",
    );
    Terminal::new(ReportFormat::Human).finish(&SourceMap::default(), vec![found])
}

#[cfg(feature = "live")]
mod live {
    use super::Arguments;
    use crate::Exit;
    use crate::arguments::ReportFormat;
    use crate::commands::generate;
    use crate::pipeline::DATABASE;
    use crate::preparation::{Prepared, Stop};
    use crate::service::{build, failure};
    use crate::terminal::Terminal;
    use specwright_diagnostics::Diagnostic;
    use specwright_live::{LiveError, Service};
    use std::collections::BTreeMap;
    use std::path::Path;

    pub(super) fn serve(arguments: &Arguments) -> Exit {
        let terminal = Terminal::new(ReportFormat::Human);
        let Stop {
            sources,
            diagnostics,
            ..
        } = match generate::write(&arguments.specs, &terminal) {
            Ok(prepared) => start(arguments, prepared, &terminal),
            Err(stop) => stop,
        };
        terminal.finish(&sources, diagnostics)
    }

    /// Builds and starts the service, and stays until it ends.
    fn start(arguments: &Arguments, mut prepared: Prepared, terminal: &Terminal) -> Stop {
        terminal.say("building; the first time takes a minute or two");
        let built = match build(&prepared.target.out, terminal) {
            Ok(built) => built,
            Err(error) => return prepared.stop_with(failure(&error)),
        };
        let Some(binary) = built.binary else {
            prepared.specs.diagnostics.extend(built.findings);
            return prepared.specs.into();
        };
        let url = match arguments
            .database_url
            .clone()
            .map_or_else(|| database(&prepared), Ok)
        {
            Ok(url) => url,
            Err(found) => return prepared.stop_with(found),
        };
        if let Err(error) = run(&binary, arguments.port, &url, &prepared, terminal) {
            return prepared.stop_with(failure(&error));
        }
        prepared.specs.into()
    }

    /// A database that is kept between runs. Its name holds the contract's digest: a changed contract is another
    /// database, since the migration that made the first one is no longer there.
    fn database(prepared: &Prepared) -> Result<String, Diagnostic> {
        let folder = prepared.workspace.state_folder();
        specwright_disk::make_directory(&folder)?;
        let contract = prepared
            .specs
            .digests
            .get(DATABASE)
            .map(ToString::to_string)
            .unwrap_or_default();
        let name = format!(
            "{}-{}.sqlite3",
            prepared.target.name,
            &contract[..contract.len().min(8)]
        );
        let path = folder.join(name).to_string_lossy().replace('\\', "/");
        Ok(format!(
            "sqlite://{}",
            path.replace('%', "%25")
                .replace('?', "%3F")
                .replace('#', "%23")
        ))
    }

    fn run(
        binary: &Path,
        port: u16,
        url: &str,
        prepared: &Prepared,
        terminal: &Terminal,
    ) -> Result<(), LiveError> {
        let variables = BTreeMap::from([
            ("BIND".to_owned(), format!("127.0.0.1:{port}")),
            ("DATABASE_URL".to_owned(), url.to_owned()),
        ]);
        let log = Terminal::new(ReportFormat::Human);
        let service =
            Service::start_with_log(binary, &variables, Box::new(move |line| log.say(line)))?;
        let base = service.url();
        terminal.say(&format!(
            "\n{name} is running; Ctrl-C stops it\n  service      {base}\n  description  {base}/openapi.yaml\n  \
             ready        {base}/health/ready\n  database     {url}\n",
            name = prepared.target.name,
        ));
        service.wait().map(|_| ())
    }
}
