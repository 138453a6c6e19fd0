//! A page of HTML, read as raw HTML in Markdown is.

use crate::document::walk::Node;
use crate::document::{BlockKind, Lang, address, text};
use crate::import::imported::Manifest;
use crate::import::imported::tree_with_remarks;
use crate::import::imported::{Imported, NewFile, Remarks};
use crate::resource::Folder;

/// Imports a page.
pub(super) fn import(name: &str, page: &str, folder: &dyn Folder) -> Imported {
    let mut remarks = Remarks::default();
    let head = element(page, "head").unwrap_or("");
    let whole = element(page, "body").unwrap_or(page);
    let content = ["main", "article"].iter().find_map(|it| element(whole, it)).unwrap_or(whole);
    if let Some((before, after)) = around(whole, content).filter(|_| content.len() < whole.len()) {
        for words in [before, after].map(words).into_iter().filter(|it| !it.is_empty()) {
            let shown: String = words.chars().take(60).collect();
            remarks.add(name, format!("what is outside the main part of the page is left out: `{shown}`"));
        }
    }
    let mut body = content.to_owned();
    for (tag, is_told) in
        [("script", false), ("style", false), ("nav", true), ("noscript", false), ("template", false)]
    {
        let (rest, found) = without(&body, tag);
        body = rest;
        if found && is_told {
            remarks.add(name, format!("`<{tag}>` is left out"));
        }
    }
    let lang =
        opening(page, "html").and_then(|it| attribute(it, "lang").or_else(|| attribute(it, "xml:lang")));
    let mut manifest = Manifest {
        title: element(head, "title").map(decoded).unwrap_or_default(),
        language: lang.filter(|it| Lang::new(it).is_some()),
        description: meta(head, "description"),
        authors: meta(head, "author").into_iter().collect(),
        ..Manifest::default()
    };
    let mut document = tree_with_remarks(name, &one_block(&body), &mut remarks);
    document.meta.lang = manifest.language.as_deref().and_then(Lang::new).unwrap_or_default();
    if manifest.title.is_empty() {
        let heading = document.blocks.iter().find_map(|it| {
            if let BlockKind::Heading { content, .. } = &it.kind { Some(text::name(content)) } else { None }
        });
        manifest.title = heading.unwrap_or_default();
    }
    let mut images = Vec::new();
    document.walk(|node: Node| images.extend(node.image().map(|it| it.path.clone())));
    images.sort();
    images.dedup();
    let mut files = Vec::new();
    for path in images {
        match address::join("", &path).and_then(|it| folder.read(&it).ok()) {
            Some(bytes) => files.push(NewFile { path, bytes }),
            None => remarks.add(&path, "the image is missing; put it there before you build"),
        }
    }
    Imported::of_document(name, &document, manifest, files, remarks)
}

/// What is before and after a part of a text.
fn around<'t>(whole: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    Some((whole.get(..start)?, whole.get(start + part.len()..)?))
}

/// The words of a piece of a page, without what readers do not see.
fn words(html: &str) -> String {
    let mut html = html.to_owned();
    for tag in ["script", "style", "noscript", "template"] {
        html = without(&html, tag).0;
    }
    let pieces = html.split('<').enumerate();
    let text = pieces.map(|(at, it)| if at == 0 { it } else { it.split_once('>').map_or("", |it| it.1) });
    decoded(&text.collect::<Vec<_>>().join(" "))
}

/// The content of the first element of a name.
fn element<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let tag = opening(text, name)?;
    let start = tag.as_ptr().addr() - text.as_ptr().addr() + tag.len() + 1;
    let rest = text.get(start..)?;
    let lower = rest.to_ascii_lowercase();
    let end = lower.rfind(&format!("</{name}")).unwrap_or(rest.len());
    rest.get(..end)
}

/// The first opening tag of a name, without its `>`.
fn opening<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower.get(from..)?.find(&format!("<{name}")) {
        let start = from + at;
        let after = start + 1 + name.len();
        if lower.get(after..)?.starts_with(|it: char| it == '>' || it.is_whitespace()) {
            let end = lower.get(after..)?.find('>')?;
            return text.get(start..after + end);
        }
        from = after;
    }
    None
}

/// The text without the elements of a name, and whether there were any.
fn without(text: &str, name: &str) -> (String, bool) {
    let lower = text.to_ascii_lowercase();
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = String::with_capacity(text.len());
    let (mut at, mut found) = (0, false);
    while let Some(start) = lower.get(at..).and_then(|it| it.find(&open)).map(|it| at + it) {
        let is_tag = lower
            .get(start + open.len()..)
            .is_some_and(|it| it.starts_with(|it: char| it == '>' || it.is_whitespace()));
        let end = lower.get(start..).and_then(|it| it.find(&close)).map(|it| start + it + close.len());
        match end.filter(|_| is_tag) {
            Some(end) => {
                out.push_str(text.get(at..start).unwrap_or(""));
                (at, found) = (end, true);
            }
            None => {
                out.push_str(text.get(at..start + open.len()).unwrap_or(""));
                at = start + open.len();
            }
        }
    }
    out.push_str(text.get(at..).unwrap_or(""));
    (out, found)
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!("{name}="))? + name.len() + 1;
    let rest = tag.get(at..)?;
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest.split(|it: char| it.is_whitespace() || it == '>').next()?,
    };
    Some(value.trim().to_owned()).filter(|it| !it.is_empty())
}

/// The content of `<meta name="…">`.
fn meta(head: &str, name: &str) -> Option<String> {
    head.split('<').find_map(|tag| {
        let tag = tag.strip_prefix("meta").or(tag.strip_prefix("META"))?;
        let named = attribute(tag, " name").is_some_and(|it| it.eq_ignore_ascii_case(name));
        named.then(|| attribute(tag, "content")).flatten().map(|it| decoded(&it))
    })
}

/// A text with its commonest entities decoded, on one line.
fn decoded(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    let text = pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The HTML as one block for Markdown: without blank lines, which would end it. In code they are entities.
fn one_block(html: &str) -> String {
    let mut out = String::from("<div>\n");
    let mut in_code = false;
    for line in html.lines() {
        let lower = line.to_ascii_lowercase();
        let begins = lower.rfind("<pre").map(|it| it + 1).unwrap_or(0);
        let ends = lower.rfind("</pre").map(|it| it + 1).unwrap_or(0);
        if line.trim().is_empty() {
            out.push_str(if in_code { "&#10;" } else { "" });
        } else {
            out.push_str(line);
            out.push('\n');
        }
        if begins != ends {
            in_code = begins > ends;
        }
    }
    out.push_str("</div>\n");
    out
}
