//! The files of an EPUB.

use crate::verify::extract::epub::Container;

use super::difference::Difference;
use super::lines;
use super::markup::{self, Syntax};

/// The differences of a book; `None` where it has too little in common, or cannot be read.
pub(super) fn compare(made: &[u8], found: &[u8]) -> Option<Vec<Difference>> {
    let (mut made, mut found) = (Container::open(made).ok()?, Container::open(found).ok()?);
    let names = |it: &Container| it.names().map(str::to_owned).collect::<Vec<String>>();
    let (old, new) = (names(&made), names(&found));
    let shared = old.iter().filter(|it| new.contains(it)).count();
    if shared * 2 < old.len() {
        return None;
    }
    let mut list: Vec<Difference> = Vec::new();
    list.extend(found.remark().map(|it| Difference::new("", format!("the archive has the remark `{it}`"))));
    for name in new.iter().filter(|it| !old.contains(it)) {
        list.push(Difference::new(name.clone(), "the file is added"));
    }
    let mut alike = 0;
    for name in &old {
        if !new.contains(name) {
            list.push(Difference::new(name.clone(), "the file is missing"));
            continue;
        }
        let (Some(made), Some(found)) = (made.bytes(name), found.bytes(name)) else { continue };
        let (differences, is_alike) = file(name, &made, &found);
        alike += usize::from(is_alike);
        list.extend(differences.into_iter().map(|it| located(name, it)));
    }
    (alike * 2 >= old.len()).then_some(list)
}

fn located(name: &str, difference: Difference) -> Difference {
    let place =
        if difference.location.is_empty() { String::new() } else { format!(", {}", difference.location) };
    Difference { location: format!("{name}{place}"), ..difference }
}

/// The differences of a file, and whether it has much in common.
fn file(name: &str, made: &[u8], found: &[u8]) -> (Vec<Difference>, bool) {
    if made == found {
        return (Vec::new(), true);
    }
    let differences = match name.rsplit('.').next() {
        Some("xhtml" | "opf" | "ncx" | "xml" | "svg") => markup::compare(made, found, Syntax::Xml),
        Some("css") => lines::compare(made, found),
        Some(_) | None => Some(vec![Difference::new("", "the file is not the one that a build writes")]),
    };
    match differences {
        Some(list) => (list, true),
        None => (
            vec![Difference::new("", "the file has little in common with the one that a build writes")],
            false,
        ),
    }
}
