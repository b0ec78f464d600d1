//! From a command line to what the stages made of its specs.

use crate::arguments::SpecArguments;
use crate::output::{self, Comparison};
use crate::pipeline::{self, Further, Input, Inputs, Planned, Specs};
use crate::terminal::Terminal;
use crate::unsupported::{self, Unsupported};
use crate::vendored;
use crate::workspace::{Target, Workspace};
use specwright_diagnostics::{Allowances, Diagnostic, Severity, SourceMap};
use specwright_fileset::FileSet;
use std::path::Path;

/// Why a command ends before its end.
pub(crate) struct Stop {
    /// The texts that the findings point into.
    pub(crate) sources: SourceMap,
    /// What was found.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What of it is about things that are not honoured.
    pub(crate) unsupported: Vec<Unsupported>,
}

impl From<Diagnostic> for Stop {
    fn from(found: Diagnostic) -> Self {
        vec![found].into()
    }
}

impl From<Vec<Diagnostic>> for Stop {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            sources: SourceMap::default(),
            diagnostics,
            unsupported: Vec::new(),
        }
    }
}

impl From<Specs> for Stop {
    fn from(specs: Specs) -> Self {
        Self {
            unsupported: unsupported::of(&specs),
            sources: specs.sources,
            diagnostics: specs.diagnostics,
        }
    }
}

/// Reads the specs of a command line.
pub(crate) fn read(
    arguments: &SpecArguments,
    terminal: &Terminal,
) -> Result<(Workspace, Specs), Stop> {
    let workspace = Workspace::find(arguments)?;
    let allowances = Allowances::of(arguments.allow.iter().map(String::as_str))?;
    terminal.progress("reading the specs");
    let read_input = |path: &Path| -> Result<Input, Diagnostic> {
        Ok(Input {
            name: workspace.name_of(path),
            bytes: specwright_disk::read_input(path)?,
        })
    };
    let api = read_input(&workspace.api);
    let overlays = workspace.overlays.iter().map(|path| read_input(path));
    let overlays: Result<Vec<Input>, Diagnostic> = overlays.collect();
    let database = workspace.database.as_deref().map(read_input).transpose();
    match (api, overlays, database) {
        (Ok(api), Ok(overlays), Ok(database)) => {
            let inputs = Inputs {
                api,
                overlays,
                further: &|name| further(&workspace, name),
                database,
            };
            let specs = pipeline::read_all(inputs, allowances);
            Ok((workspace, specs))
        }
        (api, overlays, database) => {
            let database = database.err().map(|found| Diagnostic {
                help: "name it with `--database`, or pass `--no-database`: an API alone is fine"
                    .to_owned(),
                ..found
            });
            let found = api.err().into_iter().chain(overlays.err());
            let found: Vec<Diagnostic> = found.chain(database).collect();
            Err(found.into())
        }
    }
}

/// A document that the API description refers to, out of the folder of its entry document.
fn further(workspace: &Workspace, name: &str) -> Further {
    let folder = workspace.api_folder();
    match specwright_disk::read_inside(folder, name) {
        Ok(Some(bytes)) => Further::Found(Input {
            name: workspace.name_of(&folder.join(name)),
            bytes,
        }),
        Ok(None) => Further::Absent,
        Err(found) => Further::Refused(found),
    }
}

/// Everything up to the output, in memory.
pub(crate) struct Prepared {
    /// The files of the command line.
    #[cfg_attr(
        not(feature = "live"),
        expect(dead_code, reason = "only `serve` keeps files of its own")
    )]
    pub(crate) workspace: Workspace,
    /// The specs.
    pub(crate) specs: Specs,
    /// Where the output goes.
    pub(crate) target: Target,
    /// The output directory as the user knows it.
    pub(crate) shown_out: String,
    /// What the stages made of the specs.
    pub(crate) planned: Planned,
    /// The whole output, with the runtime where it is brought along.
    pub(crate) files: FileSet,
}

/// Reads, checks, plans and emits; with `verifies`, the output is read back and compared with the specs, too.
pub(crate) fn prepare(
    arguments: &SpecArguments,
    verifies: bool,
    terminal: &Terminal,
) -> Result<Prepared, Stop> {
    let (workspace, mut specs) = read(arguments, terminal)?;
    terminal.progress("checking the specs");
    pipeline::lint(&mut specs);
    if specs.is_stopped() {
        return Err(refused(&workspace, specs));
    }
    let target = match workspace.target(specs.title()) {
        Ok(target) => target,
        Err(found) => {
            specs.diagnostics.push(found);
            return Err(specs.into());
        }
    };
    terminal.progress("planning and emitting");
    let Some(planned) = pipeline::plan(&mut specs, &target.settings(workspace.api_file())) else {
        return Err(refused(&workspace, specs));
    };
    let mut files = pipeline::emit(&specs, &planned.plan);
    if verifies {
        terminal.progress("reading the contract back");
        pipeline::verify_emitted(&mut specs, &files);
        if specs.has_errors() {
            return Err(refused(&workspace, specs));
        }
    }
    specs.report_unneeded_allowances();
    if target.runtime.is_none() {
        files.extend(vendored::files());
    }
    Ok(Prepared {
        shown_out: workspace.name_of(&target.out),
        workspace,
        specs,
        target,
        planned,
        files,
    })
}

/// The end of a run that an error stops. Where the output on disk was generated with an allowance that would have let the
/// error through, that is said, too.
fn refused(workspace: &Workspace, mut specs: Specs) -> Stop {
    if let Ok(target) = workspace.target(specs.title())
        && let Ok(Some(manifest)) = specwright_disk::read_manifest(&target.out)
        && specs.diagnostics.iter().any(|finding| {
            finding.severity == Severity::Error && manifest.allowed.contains(finding.code.id)
        })
    {
        let given = specs.allowed_codes();
        let root = workspace.name_of(&target.out);
        specs
            .diagnostics
            .extend(specwright_drift::allowances_diagnostic(
                &root,
                &manifest.allowed,
                &given,
            ));
    }
    specs.into()
}

impl Prepared {
    /// Compares the output on disk with the output, and reports what a command that `writes`, or only compares, has to say.
    pub(crate) fn compared(mut self, writes: bool) -> Result<(Self, Comparison), Stop> {
        match output::compare(
            &self.target.out,
            &self.files,
            self.specs.digests.clone(),
            self.specs.allowed_codes(),
        ) {
            Ok(comparison) => {
                let findings =
                    comparison.findings(&self.shown_out, writes, &mut self.specs.sources);
                self.specs.diagnostics.extend(findings);
                Ok((self, comparison))
            }
            Err(found) => Err(self.stop_with(found)),
        }
    }

    /// The end of a command that something got into the way of.
    pub(crate) fn stop_with(mut self, found: Diagnostic) -> Stop {
        self.specs.diagnostics.push(found);
        self.specs.into()
    }
}
