//! Specs → what the whole pipeline makes of them in memory, the verification included: what `cargo xtask corpus` and the
//! tests try on descriptions that nobody here wrote.

use crate::pipeline::{self, Further, Input, Inputs, Specs};
use specwright_diagnostics::{Allowances, sort_and_deduplicate};
use specwright_fileset::FileSet;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

pub use specwright_plan::Settings;

/// What came of specs.
#[derive(Debug)]
pub struct Trial {
    /// The specs, and all that was found, in the order in which it is printed.
    pub specs: Specs,
    /// The output, unless an error stood in its way.
    pub files: Option<FileSet>,
}

/// Runs every stage as `generate` does, and writes nothing.
#[must_use]
pub fn run(
    api: Input,
    database: Option<Input>,
    allowances: Allowances,
    settings: &Settings,
) -> Trial {
    let inputs = Inputs {
        api,
        overlays: Vec::new(),
        further: &|_| Further::Absent,
        database,
    };
    run_all(inputs, allowances, settings)
}

/// [`run`] for an API description of several documents, and with overlays.
#[must_use]
pub fn run_all(inputs: Inputs<'_>, allowances: Allowances, settings: &Settings) -> Trial {
    let mut specs = pipeline::read_all(inputs, allowances);
    pipeline::lint(&mut specs);
    let planned = pipeline::plan(&mut specs, settings);
    let files = planned.map(|planned| pipeline::emit(&specs, &planned.plan));
    if let Some(files) = &files {
        pipeline::verify_emitted(&mut specs, files);
    }
    let files = files.filter(|_| !specs.has_errors());
    specs.report_unneeded_allowances();
    sort_and_deduplicate(&mut specs.diagnostics);
    Trial { specs, files }
}

/// How a trial of a document of unknown manners went.
#[derive(Debug)]
pub enum Ending {
    /// It came to its end after this time.
    Ended(Box<Trial>, Duration),
    /// A defect of the tool, in its own words.
    Panicked(String),
    /// It did not come to its end in time.
    TooSlow,
}

/// The stack of the main thread on the usual systems, so that a trial is not stricter than a command.
const STACK: usize = 8 << 20;

/// A document that a description refers to, out of the folder of its entry document, under its name in that folder.
#[must_use]
pub fn further(folder: &Path, name: &str) -> Further {
    match specwright_disk::read_inside(folder, name) {
        Ok(Some(bytes)) => Further::Found(Input {
            name: name.to_owned(),
            bytes,
        }),
        Ok(None) => Further::Absent,
        Err(found) => Further::Refused(found),
    }
}

/// [`run_all`] on an API alone, whose further documents lie in a folder, on a thread of its own: whoever waits is told of
/// a panic, and does not wait for ever.
#[must_use]
pub fn run_watched(
    api: Input,
    folder: &Path,
    allowances: Allowances,
    settings: &Settings,
    patience: Duration,
) -> Ending {
    let (settings, folder) = (settings.clone(), folder.to_path_buf());
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let begun = Instant::now();
        let inputs = Inputs {
            api,
            overlays: Vec::new(),
            further: &|name| further(&folder, name),
            database: None,
        };
        let trial = run_all(inputs, allowances, &settings);
        // Where nobody waits any more, the trial took too long.
        let _ = sender.send((Box::new(trial), begun.elapsed()));
    };
    let thread = match thread::Builder::new().stack_size(STACK).spawn(work) {
        Ok(thread) => thread,
        Err(error) => return Ending::Panicked(format!("no thread can be started: {error}")),
    };
    match receiver.recv_timeout(patience) {
        Ok((trial, time)) => Ending::Ended(trial, time),
        Err(mpsc::RecvTimeoutError::Timeout) => Ending::TooSlow,
        Err(mpsc::RecvTimeoutError::Disconnected) => Ending::Panicked(last_words(thread.join())),
    }
}

fn last_words(end: thread::Result<()>) -> String {
    let payload = match end {
        Ok(()) => return "it ended without a word".to_owned(),
        Err(payload) => payload,
    };
    payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| {
            payload
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
        })
        .unwrap_or_else(|| "no message".to_owned())
}
