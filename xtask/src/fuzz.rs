//! `fuzz`: descriptions and contracts with bytes changed here and there → the readers and the stages behind them must
//! refuse or accept, and never panic. What is tried follows from the seed, which is printed.

mod mutate;

use mutate::{Mutator, Numbers};
use specwright::pipeline::Input;
use specwright::trial::{self, Settings};
use specwright_diagnostics::Allowances;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Inputs above this size are left out: one of them would take the time of a thousand others.
const LARGEST: usize = 64 << 10;

/// How many times more often than a document that is refused another one is changed.
const OFTEN: usize = 10;

/// The arguments of `fuzz`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    /// How long is tried
    #[arg(long, value_name = "N", default_value_t = 20)]
    seconds: u64,
    /// What is tried; the same seed and the same inputs give the same changes [default: from the clock]
    #[arg(long)]
    seed: Option<u64>,
    /// A folder of descriptions, beside those of `tests/`
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
}

impl Arguments {
    /// What CI has the time for.
    pub fn short() -> Self {
        Self {
            seconds: 20,
            seed: None,
            corpus: None,
        }
    }
}

/// What is changed: both kinds of specs, since each has a reader of its own.
struct Seeds {
    apis: Vec<Vec<u8>>,
    contracts: Vec<Vec<u8>>,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let seed = arguments.seed.unwrap_or_else(mutate::seed_of_the_clock);
    println!("fuzz: --seed {seed}");
    let folder = arguments.corpus.clone().or_else(crate::test::corpus);
    let seeds = seeds(folder.as_deref());
    if seeds.apis.is_empty() || seeds.contracts.is_empty() {
        eprintln!("error: there is nothing to change below `tests/cases`");
        return ExitCode::FAILURE;
    }
    let mut mutator = Mutator::new(Numbers::from(seed));
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    let (mut tried, mut generated) = (0_u64, 0_u64);
    // The message of a panic is printed once, by us.
    let previous = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut failure = None;
    while begun.elapsed() < Duration::from_secs(arguments.seconds) && failure.is_none() {
        let api = mutator.changed_one_of(&seeds.apis);
        let contract = mutator
            .is_one_in(4)
            .then(|| mutator.changed_one_of(&seeds.contracts));
        let begun = Instant::now();
        match panic::catch_unwind(AssertUnwindSafe(|| is_generated(&api, contract.as_deref()))) {
            Ok(is_generated) => generated += u64::from(is_generated),
            Err(_) => failure = Some((api, contract)),
        }
        slowest = slowest.max(begun.elapsed());
        tried += 1;
    }
    panic::set_hook(previous);
    println!(
        "fuzz: {tried} inputs, {generated} of them generated, the slowest took {} ms",
        slowest.as_millis()
    );
    match failure {
        None => ExitCode::SUCCESS,
        Some((api, contract)) => report(seed, &api, contract.as_deref()),
    }
}

fn is_generated(api: &[u8], contract: Option<&[u8]>) -> bool {
    let input = |name: &str, bytes: &[u8]| Input {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    let settings = Settings {
        name: Some("fuzz".to_owned()),
        runtime_path: String::new(),
        workspace_member: false,
        api_file: "openapi.yaml".to_owned(),
    };
    let contract = contract.map(|bytes| input("database-schema.json", bytes));
    let api = input("openapi.yaml", api);
    trial::run(api, contract, Allowances::default(), &settings)
        .files
        .is_some()
}

/// Keeps what made the stages panic, so that it becomes a test.
fn report(seed: u64, api: &[u8], contract: Option<&[u8]>) -> ExitCode {
    let folder = crate::root().join("target/fuzz").join(seed.to_string());
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        std::fs::write(folder.join("openapi.yaml"), api)?;
        contract.map_or(Ok(()), |bytes| {
            std::fs::write(folder.join("database-schema.json"), bytes)
        })
    });
    match written {
        Ok(()) => eprintln!(
            "error: a stage panics on the specs in `{}`; `cargo xtask lint --api {0}/openapi.yaml` shows where",
            folder.display()
        ),
        Err(error) => eprintln!("error: a stage panics, and the specs cannot be kept: {error}"),
    }
    ExitCode::FAILURE
}

fn seeds(corpus: Option<&Path>) -> Seeds {
    let mut seeds = Seeds {
        apis: Vec::new(),
        contracts: Vec::new(),
    };
    let tests = crate::root().join("tests");
    let (cases, rejects) = (tests.join("cases"), tests.join("rejects"));
    // What is refused anyway shows the readers alone, so that the others come more often.
    let folders = [(rejects.as_path(), 1), (cases.as_path(), OFTEN)];
    for (folder, times) in folders
        .into_iter()
        .chain(corpus.map(|corpus| (corpus, OFTEN)))
    {
        let Ok(files) = specwright_disk::read_tree(folder) else {
            continue;
        };
        for (path, file) in files {
            let path = path.as_str();
            let is_text = [".yaml", ".yml", ".json"]
                .iter()
                .any(|ending| path.ends_with(ending));
            if !is_text || path.contains("/expected/") || file.contents.len() > LARGEST {
                continue;
            }
            let inputs = if path.contains("database-schema.") {
                &mut seeds.contracts
            } else {
                &mut seeds.apis
            };
            inputs.extend(std::iter::repeat_n(file.contents, times));
        }
    }
    seeds
}
