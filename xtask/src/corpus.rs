//! `corpus`: a folder of API descriptions that nobody here wrote → what becomes of each, as a table.

mod compile;
mod entries;
mod memory;
mod report;

use compile::Compiled;
use specwright::bundle::{self, Bundle};
use specwright::pipeline::Input;
use specwright::trial::{self, Ending, Settings, Trial};
use specwright_diagnostics::{Allowances, Severity};
use specwright_fileset::FileSet;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The longest that one description may take, in a build that is not optimised.
const PATIENCE: Duration = Duration::from_mins(5);

/// The arguments of `corpus`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    /// The folder; those below it are looked into, too. Files that are no description by themselves are passed over
    folder: PathBuf,
    /// Compile what was generated, with warnings counted
    #[arg(long)]
    compile: bool,
    /// Lets constructs through that would stop the run, by their code
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,
    /// How many compilers run at once: one alone may take gigabytes
    #[arg(long, value_name = "N", default_value_t = 1, requires = "compile")]
    jobs: usize,
    /// Look only at files whose path holds this text
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// How the table is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How the table is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a person
    #[default]
    Human,
    /// For a program
    Json,
}

/// What became of one description.
struct Row {
    /// Its path within the folder.
    file: String,
    operations: usize,
    time: Duration,
    files: usize,
    lines: usize,
    verdict: Verdict,
    compiled: Option<Compiled>,
}

enum Verdict {
    Generated,
    /// The first error's code and place, and how many there are.
    Refused {
        code: &'static str,
        place: String,
        message: String,
        errors: usize,
    },
    /// What was generated does not keep the description, by the verifier: a defect of ours.
    Unproved {
        code: &'static str,
        message: String,
    },
    /// Two runs gave different bytes.
    Unsteady,
    Panicked(String),
    TooSlow,
}

impl Verdict {
    /// Whether this is a defect of the tool, whatever the description is.
    fn is_defect(&self) -> bool {
        !matches!(self, Self::Generated | Self::Refused { .. })
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    if !arguments.folder.is_dir() {
        println!(
            "corpus: skipped, there is no folder `{}`",
            arguments.folder.display()
        );
        return ExitCode::SUCCESS;
    }
    let allowances = match Allowances::of(arguments.allow.iter().map(String::as_str)) {
        Ok(allowances) => allowances,
        Err(findings) => {
            for found in findings {
                eprintln!("error: {} ({})", found.message, found.help);
            }
            return ExitCode::from(2);
        }
    };
    let entries = match entries::of(&arguments.folder, arguments.only.as_deref()) {
        Ok(entries) => entries,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut bundle = Bundle::new(&crate::root().join("target/emitted"), "corpus");
    let mut rows = Vec::new();
    let mut members = BTreeMap::new();
    for input in entries {
        let name = member_name(rows.len(), &input.name);
        let (row, files) = try_out(arguments, &input, &name, &allowances);
        if arguments.format == Format::Human {
            report::progress(&row);
        }
        if let Some(files) = files.filter(|_| arguments.compile) {
            if let Err(error) = bundle.add(&name, &files) {
                eprintln!("error: `{name}` cannot be written: {error}");
                return ExitCode::FAILURE;
            }
            members.insert(name, rows.len());
        }
        rows.push(row);
    }
    if arguments.compile && !members.is_empty() {
        match compile::compile(&bundle, &members, arguments.jobs) {
            Ok(compiled) => {
                for (row, compiled) in compiled {
                    rows[row].compiled = Some(compiled);
                }
            }
            Err(error) => {
                eprintln!("error: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    match arguments.format {
        Format::Human => println!("{}", report::table(&rows)),
        Format::Json => println!("{:#}", report::document(&rows)),
    }
    let is_fine = |row: &Row| {
        !row.verdict.is_defect() && row.compiled.as_ref().is_none_or(Compiled::is_clean)
    };
    if rows.iter().all(is_fine) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Generates twice, since the second run must give the same bytes.
fn try_out(
    arguments: &Arguments,
    input: &Input,
    name: &str,
    allowances: &Allowances,
) -> (Row, Option<FileSet>) {
    let settings = Settings {
        name: Some(name.to_owned()),
        runtime_path: bundle::RUNTIME.to_owned(),
        workspace_member: false,
        api_file: file_name(&input.name),
    };
    let entry = arguments.folder.join(&input.name);
    let folder = entry.parent().unwrap_or(&arguments.folder);
    let once = || {
        let allowances = allowances.clone();
        trial::run_watched(input.clone(), folder, allowances, &settings, PATIENCE)
    };
    let mut row = Row {
        file: input.name.clone(),
        operations: 0,
        time: PATIENCE,
        files: 0,
        lines: 0,
        verdict: Verdict::TooSlow,
        compiled: None,
    };
    let trial = match once() {
        Ending::Ended(trial, time) => {
            row.time = time;
            trial
        }
        Ending::Panicked(words) => {
            row.verdict = Verdict::Panicked(words);
            return (row, None);
        }
        Ending::TooSlow => return (row, None),
    };
    if let Some(description) = &trial.specs.description {
        row.operations = description.operations.len();
    }
    let Some(files) = trial.files else {
        row.verdict = refusal(&trial);
        return (row, None);
    };
    row.files = files.len();
    row.lines = lines_of_rust(&files);
    row.verdict = match once() {
        Ending::Ended(again, _) if again.files.as_ref() == Some(&files) => Verdict::Generated,
        _ => Verdict::Unsteady,
    };
    (row, Some(files))
}

fn refusal(trial: &Trial) -> Verdict {
    let errors = || {
        trial
            .specs
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
    };
    let Some(first) = errors().next() else {
        return Verdict::Panicked("neither output nor an error".to_owned());
    };
    if first.code.stage == specwright_diagnostics::Stage::Verify {
        return Verdict::Unproved {
            code: first.code.id,
            message: first.message.clone(),
        };
    }
    let place = first.span.map(|span| {
        let (line, column) = trial.specs.sources.line_and_column(span.source, span.start);
        format!("{line}:{column}")
    });
    Verdict::Refused {
        code: first.code.id,
        place: place.unwrap_or_default(),
        message: first.message.clone(),
        errors: errors().count(),
    }
}

fn lines_of_rust(files: &FileSet) -> usize {
    files
        .iter()
        .filter(|(path, _)| {
            Path::new(path.as_str())
                .extension()
                .is_some_and(|extension| extension == "rs")
        })
        .filter_map(|(_, file)| file.text())
        .map(|text| text.lines().count())
        .sum()
}

fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// A name for the crate that differs from all others, and says which description it is of; one that the plan takes over
/// as it is.
fn member_name(number: usize, file: &str) -> String {
    let file = file_name(file).to_ascii_lowercase();
    let words: Vec<&str> = file
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(6)
        .collect();
    format!("d{number:03}-{}", words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::member_name;

    #[test]
    fn a_member_is_called_after_its_number_and_its_file() {
        assert_eq!(
            member_name(7, "a/OAI__petstore.yaml"),
            "d007-oai-petstore-yaml"
        );
    }
}
