//! `verify`: prove that the output on disk keeps both contracts, and say what was proved and what was not.

use crate::Exit;
use crate::arguments::{Format, SpecArguments};
use crate::pipeline::{self, Specs};
use crate::preparation::{self, Stop};
use crate::report::Report;
use crate::terminal::Terminal;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_fileset::{FileSet, Manifest, OutputFile, Ownership, RelPath};
use specwright_plan::Settings;
use specwright_verify::Proof;
use std::path::{Path, PathBuf};

/// The arguments of `verify`.
#[derive(Debug, Clone, clap::Args)]
#[command(mut_arg("database", |flag| flag.help(
    "Run the migrations, and compare the catalogue with the database contract; FILE is another one than the default",
)))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are flags of a command line"
)]
pub struct Arguments {
    #[command(flatten)]
    pub(crate) specs: SpecArguments,
    /// Read the API contract back from the Rust text; nothing is built [default]
    #[arg(long = "static")]
    is_static: bool,
    /// Build the service, too
    #[arg(long)]
    build: bool,
    /// Start the service, and hold its answers against the API contract
    #[arg(long)]
    live: bool,
    /// All of it
    #[arg(long)]
    all: bool,
    /// Where the report is written [default: target/specwright/verify.json]
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// One way of looking, and whether it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Build,
    Database,
    Live,
}

impl Arguments {
    /// Whether it builds or starts a service, or opens a database.
    pub(crate) fn is_live(&self) -> bool {
        [Part::Build, Part::Database, Part::Live]
            .into_iter()
            .any(|part| self.asks_for(part))
    }

    fn asks_for(&self, part: Part) -> bool {
        let flag = match part {
            Part::Build => self.build,
            Part::Database => self.specs.database.is_some(),
            Part::Live => self.live,
        };
        flag || self.all
    }

    /// The text is read unless only something else is asked for.
    fn asks_for_text(&self) -> bool {
        self.is_static || self.all || !self.is_live()
    }
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::new(arguments.format.into());
    match verify(arguments, &terminal) {
        Ok((specs, report)) => terminal.finish_with(
            &specs.sources,
            specs.diagnostics,
            &report.text(),
            report.document(),
        ),
        Err(Stop {
            sources,
            diagnostics,
            ..
        }) => terminal.finish(&sources, diagnostics),
    }
}

const API: &str = "the output answers the API of the description";
const BUILDS: &str = "the output builds without warnings";
const DATABASE: &str = "the migrations make the database of the contract, and take it away again";
const ANSWERS: &str = "the running service keeps the API of the description";

fn verify(arguments: &Arguments, terminal: &Terminal) -> Result<(Specs, Report), Stop> {
    let (workspace, mut specs) = preparation::read(&arguments.specs, terminal)?;
    if specs.has_errors() {
        return Err(specs.into());
    }
    let target = workspace.target(specs.title());
    let (target, manifest, files) =
        match target.and_then(|target| Ok((output_of(&target.out)?, target))) {
            Ok(((manifest, files), target)) => (target, manifest, files),
            Err(found) => {
                specs.diagnostics.push(found);
                return Err(specs.into());
            }
        };
    find_allowed(&mut specs, &target.settings(workspace.api_file()));
    let mut report = Report::new(&target.name);
    if arguments.asks_for_text() {
        terminal.progress("reading the contract back from the output");
        let before = specs.errors();
        let proof = pipeline::verify(&mut specs, &files);
        report.looked_at(
            API,
            proof.as_ref().map_or_else(String::new, means),
            specs.errors() - before,
        );
        for claim in proof.iter().flat_map(|proof| &proof.untested) {
            report.not_tested(claim.clone(), "the text alone does not say");
        }
    } else {
        report.not_tested(API, "pass --static");
    }
    live::look(
        arguments,
        terminal,
        &target.out,
        &files,
        &mut specs,
        &mut report,
    );
    let given = specs.allowed_codes();
    specs
        .diagnostics
        .extend(specwright_drift::allowances_diagnostic(
            &workspace.name_of(&target.out),
            &manifest.allowed,
            &given,
        ));
    let path = arguments
        .report
        .clone()
        .unwrap_or_else(|| workspace.state_folder().join("verify.json"));
    if let Err(found) = specwright_disk::write_report(&path, &report.json(&specs)) {
        specs.diagnostics.push(found);
    }
    Ok((specs, report))
}

/// What was compared, in numbers; what there is nothing of is not told.
fn means(proof: &Proof) -> String {
    let constraints = proof.constraints_recovered + proof.constraints_implied;
    let counts = [
        (proof.operations, "operation", "operations"),
        (proof.parameters, "parameter", "parameters"),
        (proof.bodies, "body", "bodies"),
        (proof.answers, "answer", "answers"),
        (proof.errors, "shape of an error", "shapes of errors"),
        (proof.properties, "property", "properties"),
        (constraints, "constraint", "constraints"),
        (proof.schemes, "security scheme", "security schemes"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    format!(
        "read back from {} Rust files: {}",
        proof.files,
        counts.join(", ")
    )
}

/// Finds what was let through on the way to the output, which then need not be in it. The specs were read by now; what the
/// later stages let through is known when they have run.
fn find_allowed(specs: &mut Specs, settings: &Settings) {
    if specs.allowances.is_empty() {
        return;
    }
    let before = specs.diagnostics.len();
    pipeline::plan(specs, settings);
    let found = specs.diagnostics.split_off(before);
    specs
        .diagnostics
        .extend(found.into_iter().filter(|finding| finding.is_allowed));
    specs.report_unneeded_allowances();
}

/// The manifest of the output, and the files that it names, as they are on disk.
fn output_of(out: &Path) -> Result<(Manifest, FileSet), Diagnostic> {
    let manifest = specwright_disk::read_manifest(out)?.ok_or_else(|| {
        Diagnostic::without_place(
            &codes::NOT_GENERATED,
            format!("`{}` holds no generated service", out.display()),
            "run `generate` first, or name the directory with `--out`",
        )
    })?;
    let files = specwright_disk::read_files(out, manifest.paths())?;
    let with_owner = |(path, mut file): (RelPath, OutputFile)| {
        if manifest.owned.contains(&path) {
            file.ownership = Ownership::Owned;
        }
        (path, file)
    };
    let files = files.into_iter().map(with_owner).collect();
    Ok((manifest, files))
}

/// What needs a compiler, a database or a running service.
#[cfg(feature = "live")]
mod live;

/// A build without what opens databases and starts services; `cargo xtask` hands such command lines over.
#[cfg(not(feature = "live"))]
mod live {
    use super::{ANSWERS, Arguments, BUILDS, DATABASE, FileSet, Path, Report, Specs, Terminal};

    pub(super) fn look(
        _: &Arguments,
        _: &Terminal,
        _: &Path,
        _: &FileSet,
        _: &mut Specs,
        report: &mut Report,
    ) {
        report.not_tested(BUILDS, "pass --build");
        report.not_tested(DATABASE, "pass --database");
        report.not_tested(ANSWERS, "pass --live");
    }
}
