//! The backends of a program.

use std::fmt;
use std::sync::Arc;

use crate::backend::{Backend, epub, html, pdf, text};

/// The backends of a program, in the order of their editions.
#[derive(Clone)]
pub struct Registry {
    backends: Vec<Arc<dyn Backend>>,
}

impl Registry {
    /// The four that are built in: PDF, EPUB, HTML, plain text.
    pub fn builtin() -> Registry {
        Registry {
            backends: vec![
                Arc::new(pdf::Pdf),
                Arc::new(epub::Epub),
                Arc::new(html::Html),
                Arc::new(text::Text),
            ],
        }
    }

    /// Adds a backend, in place of one with the same name.
    pub fn add(&mut self, backend: impl Backend + 'static) {
        match self.backends.iter_mut().find(|it| it.id() == backend.id()) {
            Some(same) => *same = Arc::new(backend),
            None => self.backends.push(Arc::new(backend)),
        }
    }

    /// The backend of a format.
    pub fn get(&self, format: &str) -> Option<&dyn Backend> {
        self.iter().find(|it| it.id() == format)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Backend> {
        self.backends.iter().map(AsRef::as_ref)
    }
}

impl Default for Registry {
    fn default() -> Registry {
        Registry::builtin()
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(Backend::id)).finish()
    }
}
