//! Whether files changed since they were read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::project::files::{Stamp, stamp};

/// The shortest time between two looks at the files.
const TICK: Duration = Duration::from_millis(20);
/// A look takes at most this part of the time: one in so many.
const SHARE: u32 = 25;
/// How long nothing must change before what was saved is taken as complete.
const QUIET: Duration = Duration::from_millis(15);
/// How long to wait for that at most.
const PATIENCE: Duration = Duration::from_millis(500);

/// Files with their state when they were last looked at. A file that is not there has none; it may be created.
///
/// The files are looked at in turn, and the system is not asked to report changes: that works on every file system,
/// in containers and over the network too, for editors that replace a file by a new one, and for files that are not
/// there yet, and some hundred files take less than a millisecond.
#[derive(Debug, Default)]
pub(in crate::cli) struct WatchedFiles {
    stamps: BTreeMap<PathBuf, Option<Stamp>>,
}

impl WatchedFiles {
    /// Looks at all files again, to be called before they are read.
    pub(in crate::cli) fn refresh(&mut self) {
        for (path, last) in &mut self.stamps {
            *last = stamp(path);
        }
    }

    /// Watches these files from now on, and no others.
    pub(in crate::cli) fn set(&mut self, paths: BTreeSet<PathBuf>) {
        let mut former = std::mem::take(&mut self.stamps);
        let known = |path: PathBuf| {
            let last = former.remove(&path).unwrap_or_else(|| stamp(&path));
            (path, last)
        };
        self.stamps = paths.into_iter().map(known).collect();
    }

    /// Waits until a file changes, and then until nothing more does. Gives the changed files.
    pub(in crate::cli) fn wait(&mut self) -> BTreeSet<PathBuf> {
        loop {
            let start = Instant::now();
            let changed = self.changed();
            if !changed.is_empty() {
                return self.settle(changed);
            }
            std::thread::sleep(TICK.max(start.elapsed() * SHARE));
        }
    }

    /// Waits until a save is complete: editors write a file in several steps, and several files at once.
    fn settle(&mut self, mut changed: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            std::thread::sleep(QUIET);
            let more = self.changed();
            if more.is_empty() {
                break;
            }
            changed.extend(more);
        }
        changed
    }

    /// The files that changed since the last look, with their new state taken.
    pub(in crate::cli) fn changed(&mut self) -> BTreeSet<PathBuf> {
        let mut changed = BTreeSet::new();
        for (path, last) in &mut self.stamps {
            let now = stamp(path);
            if now != *last {
                *last = now;
                changed.insert(path.clone());
            }
        }
        changed
    }
}
