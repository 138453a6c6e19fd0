//! Rust source, reduced to what the compiler would see of it outside tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file of the program.
pub(crate) struct SourceFile {
    /// The path below `src`, with `/`.
    pub(crate) path: String,
    /// Its code: without comments, the text of literals, and test modules.
    pub(crate) code: String,
    /// The file as it is.
    pub(crate) text: String,
}

impl SourceFile {
    /// The module of the first level that it belongs to: `layout` for `layout/frame.rs`.
    pub(crate) fn module(&self) -> &str {
        let end = self.path.find(['/', '.']).unwrap_or(self.path.len());
        &self.path[..end]
    }

    /// The modules of the first level that its code names by `crate::…`.
    pub(crate) fn imports(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (at, path) in self.code.match_indices("crate::") {
            let before = self.code[..at].chars().next_back();
            if before.is_some_and(|it| it.is_alphanumeric() || it == '_') {
                continue;
            }
            let rest = &self.code[at + path.len()..];
            match rest.strip_prefix('{') {
                Some(group) => found.extend(first_names(group)),
                None => found.push(first_word(rest).to_owned()),
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// Whether its code names a crate: `name::…`, `use name;` or `use name as …`, and no field or module so called.
    pub(crate) fn uses_crate(&self, name: &str) -> bool {
        let own = |import: &str| import.trim_start().starts_with("crate::") && ends_a_path(import, name);
        let declared = self.has(&format!("mod {name};"));
        if declared || self.code.split("use ").skip(1).filter_map(|it| it.split(';').next()).any(own) {
            return false;
        }
        self.code.match_indices(name).any(|(at, _)| {
            let (before, after) = (&self.code[..at], &self.code[at + name.len()..]);
            // `::name` is the crate where nothing is before the colons.
            let outer = before.strip_suffix("::").unwrap_or(before);
            let belongs = outer.ends_with(|it: char| is_word(it) || it == '.' || it == '>');
            let import =
                outer.trim_end().ends_with("use") && (after.starts_with(';') || after.starts_with(" as "));
            !belongs && (after.starts_with("::") || import)
        })
    }

    /// Whether its code has a phrase, as whole words.
    pub(crate) fn has(&self, phrase: &str) -> bool {
        let ends_in_word = phrase.ends_with(is_word);
        self.code.match_indices(phrase).any(|(at, _)| {
            let before = self.code[..at].chars().next_back().is_some_and(is_word);
            let after = self.code[at + phrase.len()..].chars().next().is_some_and(is_word);
            !(before || ends_in_word && after)
        })
    }
}

/// Whether a name is at the end of a path in an import: `image` in `crate::parse::{image, notes}`.
fn ends_a_path(import: &str, name: &str) -> bool {
    import.split(['{', '}', ',']).any(|path| path.trim().rsplit("::").next() == Some(name))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The first names of a group of imports: `a` and `b` of `a::{c, d}, b}`.
fn first_names(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut fresh) = (Vec::new(), 0, true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            it if fresh && it.is_alphabetic() => {
                names.push(first_word(&group[at..]).to_owned());
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(text.len())]
}

/// Every source file of the program, by path.
pub(crate) fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file");
        let below = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        SourceFile { path: below, code: without_tests(&plain(&text)), text }
    };
    paths.into_iter().filter(|it| it.file_name().is_some_and(|name| name != "tests.rs")).map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "tests") {
            collect(&path, paths);
        } else if path.extension().is_some_and(|it| it == "rs") {
            paths.push(path);
        }
    }
}

/// Code without comments and without what is in literals, on the lines where it is.
pub(crate) fn plain(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if character == '"' {
            string_length(rest)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            raw_length(rest).unwrap_or(0)
        } else if character == '\'' {
            character_length(rest)
        } else {
            0
        };
        let step = if skipped > 0 { skipped } else { character.len_utf8() };
        if skipped > 0 {
            code.push(' ');
            code.push_str(&blank_lines(&rest[..step]));
        } else {
            code.push_str(&rest[..step]);
        }
        rest = &rest[step..];
    }
    code
}

/// As many line breaks as a text has.
fn blank_lines(text: &str) -> String {
    "\n".repeat(text.matches('\n').count())
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_length(text: &str) -> Option<usize> {
    let hashes = text[1..].bytes().take_while(|it| *it == b'#').count();
    let body = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(1 + hashes + 1 + body.find(&end)? + end.len())
}

/// The length of a character literal; nothing for the `'` of a lifetime.
fn character_length(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(0, |at| 3 + at + 1),
        Some((at, it)) if text[at + it.len_utf8()..].starts_with('\'') => at + it.len_utf8() + 1,
        _ => 0,
    }
}

/// Code without its modules of tests; what follows stays on its lines.
pub(crate) fn without_tests(code: &str) -> String {
    let Some(at) = code.find("#[cfg(test)]") else { return code.to_owned() };
    let rest = &code[at..];
    let open = rest.find('{').unwrap_or(rest.len());
    let end = match rest.find(';').filter(|it| *it < open) {
        Some(semicolon) => semicolon + 1,
        None => close_of(&rest[open..]).map_or(rest.len(), |close| open + close + 1),
    };
    code[..at].to_owned() + &blank_lines(&rest[..end]) + &without_tests(&rest[end..])
}

/// Where the bracket that opens a text is closed.
fn close_of(text: &str) -> Option<usize> {
    let mut depth = 0;
    let close = text.char_indices().find(|(_, it)| {
        depth += i32::from(*it == '{') - i32::from(*it == '}');
        depth == 0
    });
    close.map(|(at, _)| at)
}
