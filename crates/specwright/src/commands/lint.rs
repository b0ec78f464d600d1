//! `lint`: the two specs, alone and against each other, up to the plan.

use crate::Exit;
use crate::arguments::{ReportFormat, SpecArguments};
use crate::pipeline;
use crate::preparation::{self, Stop};
use crate::terminal::Terminal;
use specwright_plan::Settings;

/// The arguments of `lint`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(crate) specs: SpecArguments,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::new(arguments.format);
    let Stop {
        sources,
        diagnostics,
        ..
    } = match preparation::read(&arguments.specs, &terminal) {
        Ok((workspace, mut specs)) => {
            terminal.progress("checking the specs");
            pipeline::lint(&mut specs);
            // Names and places of the output are of no importance to what is found.
            let settings = Settings {
                name: Some("service".to_owned()),
                runtime_path: String::new(),
                workspace_member: false,
                api_file: workspace.api_file(),
            };
            pipeline::plan(&mut specs, &settings);
            specs.report_unneeded_allowances();
            specs.into()
        }
        Err(stop) => stop,
    };
    terminal.finish(&sources, diagnostics)
}
