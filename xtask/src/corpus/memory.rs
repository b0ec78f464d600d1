//! The compilers that a cargo runs → how much memory and time each crate took.
//!
//! The system keeps the highest mark of a process's memory (`VmHWM` of proc(5)); it is looked at while the process lives.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often is looked: a crate that compiles in less has no peak worth knowing.
const INTERVAL: Duration = Duration::from_millis(20);

/// What the compiler of a crate took, over its library and its binary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// The highest memory of a process, in KiB.
    pub peak: u64,
    /// The time of the processor, in hundredths of a second.
    pub ticks: u64,
}

/// Watches the children of a process until it is told to stop; the crates by the names that rustc has for them. Empty
/// where the system has no `/proc`.
pub fn watch(cargo: u32, stop: &AtomicBool) -> BTreeMap<String, Usage> {
    let mut processes: BTreeMap<String, (String, Usage)> = BTreeMap::new();
    while !stop.load(Ordering::Relaxed) {
        for process in children(cargo) {
            if let Some((name, usage)) = look_at(&process) {
                processes.insert(process, (name, usage));
            }
        }
        std::thread::sleep(INTERVAL);
    }
    let mut crates: BTreeMap<String, Usage> = BTreeMap::new();
    for (name, usage) in processes.into_values() {
        let total = crates.entry(name).or_default();
        total.peak = total.peak.max(usage.peak);
        total.ticks += usage.ticks;
    }
    crates
}

fn children(process: u32) -> Vec<String> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task"))
        .into_iter()
        .flatten()
        .flatten();
    tasks
        .filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|children| {
            children
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn look_at(process: &str) -> Option<(String, Usage)> {
    let read = |file: &str| std::fs::read_to_string(format!("/proc/{process}/{file}")).ok();
    let name = crate_name(&read("cmdline")?)?;
    let usage = Usage {
        peak: peak(&read("status")?)?,
        ticks: ticks(&read("stat")?)?,
    };
    Some((name, usage))
}

fn crate_name(command_line: &str) -> Option<String> {
    let mut words = command_line.split('\0');
    words.find(|word| *word == "--crate-name")?;
    words.next().map(str::to_owned)
}

fn peak(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// User and system time: fields 14 and 15, the third of which is the first behind the name in brackets.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::{crate_name, peak, ticks};

    #[test]
    fn reads_what_proc_says() {
        assert_eq!(
            crate_name("rustc\0--crate-name\0d001_a\0--edition=2024\0").as_deref(),
            Some("d001_a")
        );
        assert_eq!(crate_name("rustc\0-vV\0"), None);
        assert_eq!(peak("Name:\trustc\nVmHWM:\t  123456 kB\n"), Some(123_456));
        assert_eq!(
            ticks("7 (a) b) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20"),
            Some(175)
        );
    }
}
