//! What the server shows, and who waits for it to change.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::serve::findings::Finding;
use crate::cli::serve::session::Shown;

/// A file as it is now.
#[derive(Debug, Clone)]
pub(super) struct ServedFile {
    /// Its content.
    pub(super) bytes: Arc<[u8]>,
    /// The number of the build that changed it last.
    pub(super) version: u64,
}

#[derive(Debug, Default)]
struct Now {
    version: u64,
    files: BTreeMap<String, ServedFile>,
    publications: Vec<Shown>,
    is_building: bool,
}

/// What is shown, shared by the threads of the server.
#[derive(Debug, Default)]
pub(super) struct State {
    now: Mutex<Now>,
    changed: Condvar,
}

impl State {
    /// Shows these files and publications in place of the last ones. Of a publication that could not be built, the last
    /// good files stay; with `complete`, files that are no longer made are gone.
    pub(super) fn publish(
        &self,
        files: BTreeMap<String, Arc<[u8]>>,
        publications: Vec<Shown>,
        is_complete: bool,
    ) {
        let mut now = self.lock();
        now.version += 1;
        let version = now.version;
        let names: Vec<String> = files.keys().cloned().collect();
        for (name, bytes) in files {
            let is_same = now.files.get(&name).is_some_and(|it| *it.bytes == *bytes);
            if !is_same {
                now.files.insert(name, ServedFile { bytes, version });
            }
        }
        if is_complete {
            now.files.retain(|name, _| names.contains(name));
        }
        now.publications = publications;
        now.is_building = false;
        drop(now);
        self.changed.notify_all();
    }

    /// A file by its path.
    pub(super) fn file(&self, path: &str) -> Option<ServedFile> {
        self.lock().files.get(path).cloned()
    }

    /// What is shown now, as the script of the page reads it, with the number of its build.
    pub(super) fn summary(&self) -> (u64, String) {
        let now = self.lock();
        (now.version, now.to_json().to_string())
    }

    /// Waits until there is something newer than a build, but not for ever.
    pub(super) fn wait(&self, after: u64, patience: Duration) -> Option<(u64, String)> {
        let now = self.lock();
        let waited = self.changed.wait_timeout_while(now, patience, |it| it.version <= after);
        let (now, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        (!timeout.timed_out()).then(|| (now.version, now.to_json().to_string()))
    }

    /// A thread that panicked leaves a state that is whole: each change is a single assignment.
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Now {
    fn to_json(&self) -> Value {
        let version = |file: &String| self.files.get(file).map(|it| it.version);
        let edition = |(name, format, file): &(String, String, String)| json!({"name": name, "format": format, "file": file, "version": version(file)});
        let publications: Vec<Value> = self
            .publications
            .iter()
            .map(|it| {
                json!({
                    "name": it.name, "title": it.title,
                    "editions": it.editions.iter().map(edition).collect::<Vec<_>>(),
                    "findings": it.findings.iter().map(Finding::to_json).collect::<Vec<_>>(),
                })
            })
            .collect();
        let pages = self.files.iter().filter(|(name, _)| name.ends_with(".html"));
        let pages: BTreeMap<&String, u64> = pages.map(|(name, file)| (name, file.version)).collect();
        json!({"version": self.version, "publications": publications, "pages": pages})
    }
}
