//! Which file uses which: the paths in the code of a file, resolved as the compiler would, by names alone.

use std::collections::BTreeMap;

use super::text::SourceFile;

/// A use of one file by another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Usage {
    /// The path below `src` of the file that uses.
    pub(crate) from: String,
    /// The path below `src` of the file where the name is defined.
    pub(crate) to: String,
    /// The name that is used.
    pub(crate) name: String,
    /// The line of the use, from 1.
    pub(crate) line: usize,
}

/// A module path from the root of the crate: `["layout", "frame"]`.
type ModulePath = Vec<String>;

/// The files of a crate, by the modules that they are.
pub(crate) struct Crate<'a> {
    modules: BTreeMap<ModulePath, (&'a str, Contents)>,
}

/// What a file says about names.
struct Contents {
    imports: Vec<Import>,
    mentions: Vec<Mention>,
}

/// A name that a file brings in by `use`.
struct Import {
    path: Vec<String>,
    /// The name in this file; `None` for `_` and `*`.
    name: Option<String>,
    /// Whether it is passed on by `pub use`, so that it is no use in itself.
    is_reexport: bool,
    line: usize,
}

/// A path, or a single name, in the rest of the code.
struct Mention {
    path: Vec<String>,
    is_call: bool,
    line: usize,
}

/// Where a path ends.
struct Resolved {
    module: ModulePath,
    /// What the path names in the module; `None` where it names the module itself.
    item: Option<String>,
}

impl<'a> Crate<'a> {
    /// Reads what each file says about names.
    pub(crate) fn new(files: &'a [SourceFile]) -> Self {
        let modules = files.iter().map(|file| (module_path(&file.path), (&*file.path, contents(&file.code))));
        Crate { modules: modules.collect() }
    }

    /// Each use of one file by another in the same room, in order.
    pub(crate) fn usages(&self) -> Vec<Usage> {
        let mut usages = Vec::new();
        for (module, (path, contents)) in &self.modules {
            let mut found = Vec::new();
            for import in contents.imports.iter().filter(|import| !import.is_reexport) {
                found.push((self.resolve(module, &import.path, 0), import.line));
            }
            for mention in &contents.mentions {
                if self.is_resolvable(module, contents, mention) {
                    found.push((self.resolve(module, &mention.path, 0), mention.line));
                }
            }
            for (resolved, line) in found {
                let Some(Resolved { module: to, item: Some(name) }) = resolved else { continue };
                if to != *module && to.first() == module.first() {
                    let to = self.modules[&to].0.to_owned();
                    usages.push(Usage { from: (*path).to_owned(), to, name, line });
                }
            }
        }
        usages.sort();
        usages.dedup();
        usages
    }

    /// Whether a mention is a use of its own: a name that an ordinary `use` brought in has been counted there.
    fn is_resolvable(&self, module: &ModulePath, contents: &Contents, mention: &Mention) -> bool {
        let first = &mention.path[0];
        if mention.path.len() == 1 {
            let is_type = first.starts_with(char::is_uppercase);
            return (is_type || mention.is_call)
                && contents
                    .imports
                    .iter()
                    .any(|import| import.is_reexport && import.name.as_ref() == Some(first));
        }
        let import = contents.imports.iter().find(|import| import.name.as_ref() == Some(first));
        match import {
            Some(import) if !import.is_reexport => {
                self.resolve(module, &import.path, 0).is_some_and(|it| it.item.is_none())
            }
            _ => true,
        }
    }

    /// Where a path that is written in a module leads; `None` for what is of another crate.
    fn resolve(&self, module: &ModulePath, path: &[String], depth: usize) -> Option<Resolved> {
        // Imports that name each other in a circle are not Rust.
        if depth > 16 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match &**first {
            "crate" => self.descend(Vec::new(), rest, depth),
            "self" => self.descend(module.clone(), rest, depth),
            "super" => self.descend(module.clone(), path, depth),
            _ => {
                let is_known =
                    self.modules.contains_key(&child(module, first)) || self.import(module, first).is_some();
                if is_known { self.descend(module.clone(), path, depth) } else { None }
            }
        }
    }

    fn descend(&self, mut module: ModulePath, path: &[String], depth: usize) -> Option<Resolved> {
        for (at, name) in path.iter().enumerate() {
            let rest = &path[at + 1..];
            let below = child(&module, name);
            let import = self.import(&module, name).filter(|it| !self.names(&module, it, &below));
            if name == "self" {
                continue;
            } else if name == "super" {
                module.pop()?;
            } else if self.modules.contains_key(&below) && (import.is_none() || !rest.is_empty()) {
                module = below;
            } else if let Some(import) = import {
                let path: Vec<String> = import.path.iter().chain(rest).cloned().collect();
                return self.resolve(&module, &path, depth + 1);
            } else {
                return self
                    .modules
                    .contains_key(&module)
                    .then(|| Resolved { module, item: Some(name.clone()) });
            }
        }
        self.modules.contains_key(&module).then_some(Resolved { module, item: None })
    }

    /// What a module brings in under a name. Children see also what is not `pub`.
    fn import(&self, module: &ModulePath, name: &str) -> Option<&Import> {
        let (_, contents) = self.modules.get(module)?;
        contents.imports.iter().find(|import| import.name.as_deref() == Some(name))
    }

    /// Whether an import in a module names just this module.
    fn names(&self, module: &ModulePath, import: &Import, other: &ModulePath) -> bool {
        let (first, rest) =
            (import.path.first().map(String::as_str), import.path.get(1..).unwrap_or_default());
        match first {
            Some("crate") => rest == other.as_slice(),
            Some("self") => [module.as_slice(), rest].concat() == *other,
            _ => false,
        }
    }
}

fn child(module: &ModulePath, name: &str) -> ModulePath {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// `["layout", "frame"]` for `layout/frame.rs`, `["layout"]` for `layout/mod.rs`, and nothing for `lib.rs`.
fn module_path(path: &str) -> ModulePath {
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// A word, `::`, or a character, and its line.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

impl Token<'_> {
    fn is_word(&self) -> bool {
        self.text.starts_with(|it: char| it.is_alphabetic() || it == '_')
    }
}

fn tokens(code: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut rest, mut line) = (Vec::new(), code, 1);
    while let Some(character) = rest.chars().next() {
        let is_word = |it: char| it.is_alphanumeric() || it == '_';
        let length = if is_word(character) {
            rest.find(|it: char| !is_word(it)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            character.len_utf8()
        };
        line += usize::from(character == '\n');
        if !character.is_whitespace() {
            tokens.push(Token { text: &rest[..length], line });
        }
        rest = &rest[length..];
    }
    tokens
}

fn contents(code: &str) -> Contents {
    let tokens = tokens(code);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut contents = Contents { imports: Vec::new(), mentions: Vec::new() };
    let (mut at, mut is_public, mut depth, mut inline_modules) = (0, false, 0, Vec::new());
    while at < tokens.len() {
        let was_public = std::mem::take(&mut is_public);
        match text(at) {
            // `pub(in crate::layout)` is no use of `layout`.
            "pub" => {
                is_public = true;
                let is_restricted =
                    text(at + 1) == "(" && matches!(text(at + 2), "crate" | "super" | "self" | "in");
                at += if is_restricted {
                    tokens[at..].iter().position(|it| it.text == ")").unwrap_or(0)
                } else {
                    0
                };
                at += 1;
            }
            "mod" if text(at + 2) == "{" => {
                depth += 1;
                inline_modules.push(depth);
                at += 3;
            }
            "mod" => at += 2,
            "{" => {
                depth += 1;
                at += 1;
            }
            "}" => {
                inline_modules.pop_if(|it| *it == depth);
                depth -= 1;
                at += 1;
            }
            // Not the `use<'a>` of a type.
            "use" if text(at + 1) != "<" => {
                let mut tree =
                    UseTree { tokens: &tokens, at: at + 1, is_reexport: was_public, found: Vec::new() };
                tree.read(&[]);
                at = tree.at;
                tree.found.iter_mut().for_each(|import| leave(&mut import.path, inline_modules.len()));
                contents.imports.append(&mut tree.found);
            }
            _ if tokens[at].is_word() && !matches!(text(at.wrapping_sub(1)), "." | "::" | "fn" | "'") => {
                let (line, mut path) = (tokens[at].line, vec![text(at).to_owned()]);
                while text(at + 1) == "::" && tokens.get(at + 2).is_some_and(Token::is_word) {
                    path.push(text(at + 2).to_owned());
                    at += 2;
                }
                leave(&mut path, inline_modules.len());
                contents.mentions.push(Mention { path, is_call: text(at + 1) == "(", line });
                at += 1;
            }
            _ => at += 1,
        }
    }
    contents
}

/// A path in modules inside a file as it would be outside of them: there `super` is the file itself.
fn leave(path: &mut [String], modules: usize) {
    let supers = path.iter().take(modules).take_while(|it| *it == "super").count();
    path[..supers].fill("self".to_owned());
}

/// A reader of `a::{b, c as d, e::{self, f}}`.
struct UseTree<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    is_reexport: bool,
    found: Vec<Import>,
}

impl UseTree<'_> {
    fn text(&self) -> &str {
        self.tokens.get(self.at).map_or("", |token| token.text)
    }

    /// Reads one branch below a path.
    fn read(&mut self, above: &[String]) {
        let mut path = above.to_vec();
        while self.at < self.tokens.len() {
            match self.text() {
                "::" => self.at += 1,
                "{" => return self.read_group(&path),
                "*" => {
                    self.at += 1;
                    return self.push(path, None);
                }
                _ if self.tokens[self.at].is_word() && self.text() != "as" => {
                    path.push(self.text().to_owned());
                    self.at += 1;
                }
                _ => break,
            }
        }
        // `a::{self}` is `a`.
        if path.len() > 1 && path.last().is_some_and(|it| it == "self") {
            path.pop();
        }
        let mut name = path.last().cloned();
        if self.text() == "as" {
            self.at += 1;
            name = Some(self.text().to_owned()).filter(|it| it != "_");
            self.at += 1;
        }
        self.push(path, name);
    }

    fn read_group(&mut self, path: &[String]) {
        self.at += 1;
        while !matches!(self.text(), "}" | "") {
            if self.text() == "," {
                self.at += 1;
            } else {
                self.read(path);
            }
        }
        self.at += 1;
    }

    fn push(&mut self, path: Vec<String>, name: Option<String>) {
        let line = self.tokens.get(self.at.saturating_sub(1)).map_or(0, |token| token.line);
        self.found.push(Import { path, name, is_reexport: self.is_reexport, line });
    }
}
