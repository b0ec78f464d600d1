//! Changes → the tree on disk: staged, then renamed one by one, the manifest last.

use crate::guard::{failed, place};
use crate::output::manifest_path;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_fileset::{Change, Manifest};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::mem;
use std::path::{Path, PathBuf};

/// The directory, inside the output directory, in which new files are written before they are renamed. It is on the same
/// file system as its targets, so that a rename is one step; what a killed run leaves in it, the next run removes.
pub(crate) const STAGING: &str = ".specwright-staging";

/// So many files are flushed at once. Each flush waits for the disk and does nothing else meanwhile, and a file system
/// commits those that wait together in one go: a thousand files take a third of the time that they take one by one.
const FLUSHERS: usize = 16;

/// Brings the output directory from the state of the manifest `old` to the state of `new`.
///
/// 1. All new contents are written into the staging directory and flushed to the disk. Until here the tree is untouched.
/// 2. A manifest that knows the old and the new state of each file takes the manifest's place.
/// 3. Each new file is renamed over the old one; files that are no longer called for are removed.
/// 4. The new manifest takes its place.
///
/// Where a step fails, the steps before it are undone.
pub fn apply(
    out: &Path,
    changes: &[Change],
    old: Option<&Manifest>,
    new: &Manifest,
) -> Result<(), Diagnostic> {
    apply_observed(out, changes, old, new, &mut |_| Ok(Go::On))
}

/// What an observer of the steps says; tests fail and kill runs with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Go {
    On,
    /// The process ends here: nothing is undone and nothing is tidied up.
    Killed,
}

type Observer<'o> = dyn FnMut(&str) -> io::Result<Go> + 'o;

fn apply_observed(
    out: &Path,
    changes: &[Change],
    old: Option<&Manifest>,
    new: &Manifest,
    observer: &mut Observer<'_>,
) -> Result<(), Diagnostic> {
    fs::create_dir_all(out).map_err(|error| failed("created", out, &error))?;
    let _lock = lock(out)?;
    let staging = out.join(STAGING);
    discard(&staging).map_err(|error| failed("removed", &staging, &error))?;
    let mut run = Run {
        out,
        staging: &staging,
        undo: Vec::new(),
        staged: Vec::new(),
        observer,
        killed: false,
    };
    let result = run.all(changes, old, new);
    if run.killed {
        return result;
    }
    if result.is_err() {
        run.undo();
    }
    // What is left in the staging directory does no harm, and the next run removes it.
    let _ = discard(&staging);
    result
}

/// One run of the steps.
struct Run<'r, 'o> {
    out: &'r Path,
    staging: &'r Path,
    /// What was done, as the way back; the last step is undone first.
    undo: Vec<Undo>,
    /// What was written into the staging directory and is not flushed yet.
    staged: Vec<PathBuf>,
    observer: &'r mut Observer<'o>,
    killed: bool,
}

enum Undo {
    /// Put the saved file back.
    Restore { place: PathBuf, saved: PathBuf },
    /// Remove the new file.
    Remove(PathBuf),
    /// Remove the new directory.
    RemoveDirectory(PathBuf),
}

impl Run<'_, '_> {
    fn all(
        &mut self,
        changes: &[Change],
        old: Option<&Manifest>,
        new: &Manifest,
    ) -> Result<(), Diagnostic> {
        let between = old.cloned().unwrap_or_default().on_the_way_to(new);
        self.step("stage", self.staging, |run| fs::create_dir(run.staging))?;
        let mut writes = Vec::new();
        let mut removals = Vec::new();
        for change in changes {
            let place = place(self.out, change.path())?;
            match change {
                Change::Write { contents, .. } => writes.push((self.stage(contents)?, place.path)),
                Change::Remove { .. } if place.exists => removals.push(place.path),
                Change::Remove { .. } => {}
            }
        }
        let manifest = place(self.out, &manifest_path())?.path;
        let between = (!changes.is_empty())
            .then(|| self.stage(between.to_string().as_bytes()))
            .transpose()?;
        let last = self.stage(new.to_string().as_bytes())?;
        self.flush_staged()?;

        if let Some(between) = between {
            self.replace(&between, &manifest)?;
            self.flush([self.out])?;
        }
        for (staged, place) in &writes {
            self.replace(staged, place)?;
        }
        for place in &removals {
            self.remove(place)?;
        }
        let directories: BTreeSet<&Path> = writes
            .iter()
            .filter_map(|(_, place)| place.parent())
            .collect();
        self.flush(directories)?;
        self.replace(&last, &manifest)?;
        self.flush([self.out])
    }

    /// Writes contents into the staging directory.
    fn stage(&mut self, contents: &[u8]) -> Result<PathBuf, Diagnostic> {
        let path = self.staging.join(self.staged.len().to_string());
        self.step("write", &path, |_| {
            File::create_new(&path)?.write_all(contents)
        })?;
        self.staged.push(path.clone());
        Ok(path)
    }

    /// Makes everything in the staging directory durable.
    fn flush_staged(&mut self) -> Result<(), Diagnostic> {
        let staged = mem::take(&mut self.staged);
        self.step("flush", self.staging, |_| {
            let flushed = specwright_parallel::map_on(FLUSHERS, &staged, |path| {
                // Windows flushes only what is open for writing.
                OpenOptions::new().write(true).open(path)?.sync_all()
            });
            flushed.into_iter().collect()
        })
    }

    /// Renames a staged file to its place, over the old one if there is one.
    fn replace(&mut self, staged: &Path, place: &Path) -> Result<(), Diagnostic> {
        let parent = place.parent().unwrap_or(self.out);
        self.step("create", parent, |run| run.create_directories(parent))?;
        let saved = self.save(place)?;
        self.step("replace", place, |_| {
            if let Some(saved) = &saved {
                fs::set_permissions(staged, fs::metadata(saved)?.permissions())?;
            }
            fs::rename(staged, place)
        })?;
        self.undo.push(match saved {
            Some(saved) => Undo::Restore {
                place: place.to_path_buf(),
                saved,
            },
            None => Undo::Remove(place.to_path_buf()),
        });
        Ok(())
    }

    /// Removes a file, and the directories that it leaves empty.
    fn remove(&mut self, place: &Path) -> Result<(), Diagnostic> {
        let Some(saved) = self.save(place)? else {
            return Ok(());
        };
        self.step("remove", place, |run| {
            fs::remove_file(place)?;
            let emptied = place
                .ancestors()
                .skip(1)
                .take_while(|directory| *directory != run.out);
            for directory in emptied {
                // A directory that is not empty stays; that is no error.
                if fs::remove_dir(directory).is_err() {
                    break;
                }
            }
            Ok(())
        })?;
        self.undo.push(Undo::Restore {
            place: place.to_path_buf(),
            saved,
        });
        Ok(())
    }

    /// Keeps what stands at a place, so that it can be put back.
    fn save(&mut self, place: &Path) -> Result<Option<PathBuf>, Diagnostic> {
        let saved = self.staging.join(format!("old-{}", self.undo.len()));
        let mut is_there = true;
        self.step("save", place, |_| match fs::hard_link(place, &saved) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                is_there = false;
                Ok(())
            }
            // Not every file system has hard links.
            Err(_) => fs::copy(place, &saved).map(|_| ()),
            Ok(()) => Ok(()),
        })?;
        Ok(is_there.then_some(saved))
    }

    /// Makes the renames in these directories durable.
    fn flush<'p>(
        &mut self,
        directories: impl IntoIterator<Item = &'p Path>,
    ) -> Result<(), Diagnostic> {
        directories
            .into_iter()
            .try_for_each(|directory| self.step("flush", directory, |_| flush_directory(directory)))
    }

    fn create_directories(&mut self, directory: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = directory
            .ancestors()
            .take_while(|directory| !directory.exists())
            .collect();
        for directory in missing.into_iter().rev() {
            fs::create_dir(directory)?;
            self.undo
                .push(Undo::RemoveDirectory(directory.to_path_buf()));
        }
        Ok(())
    }

    /// Does one thing to the disk, unless the observer has it otherwise.
    fn step(
        &mut self,
        name: &str,
        path: &Path,
        action: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> Result<(), Diagnostic> {
        let participle = match name {
            "stage" | "create" => "created",
            "write" => "written",
            "save" => "saved",
            "remove" => "removed",
            "flush" => "flushed",
            _ => "replaced",
        };
        let go = (self.observer)(name).map_err(|error| failed(participle, path, &error))?;
        if go == Go::Killed {
            self.killed = true;
            return Err(failed(participle, path, &ErrorKind::Interrupted.into()));
        }
        action(self).map_err(|error| failed(participle, path, &error))
    }

    fn undo(&mut self) {
        while let Some(undo) = self.undo.pop() {
            // There is nobody left to tell: the failure that led here is what the user has to mend, and the manifest
            // in the middle of the run lets the next run repair the rest.
            let _ = match undo {
                Undo::Restore { place, saved } => place
                    .parent()
                    .map_or(Ok(()), fs::create_dir_all)
                    .and_then(|()| fs::rename(saved, place)),
                Undo::Remove(place) => fs::remove_file(place),
                Undo::RemoveDirectory(directory) => fs::remove_dir(directory),
            };
        }
    }
}

/// Keeps other runs out for as long as the value lives.
fn lock(out: &Path) -> Result<Option<File>, Diagnostic> {
    // Where a directory cannot be opened or locked (Windows, some network file systems), two runs at once are not told apart.
    let Ok(directory) = File::open(out) else {
        return Ok(None);
    };
    match directory.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Diagnostic::without_place(
            &codes::OUTPUT_BUSY,
            format!("another run is writing `{}`", out.display()),
            "wait for it, and run it again",
        )),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(directory)),
    }
}

/// Removes what stands at a path, if anything does; a link is removed, not followed.
fn discard(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes the renames in a directory durable, where the system can.
fn flush_directory(directory: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(directory)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
