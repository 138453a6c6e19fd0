//! Foreign markup in braces: templates, shortcodes, includes, roles, critic marks, attributes that belong to nothing.

use crate::parse::attributes;
use crate::parse::foreign::found::Found;
use crate::parse::foreign::tags;
use crate::parse::foreign::visible::Visible;
use crate::parse::rules;

/// Finds what begins with the brace at a byte.
pub(super) fn find(text: &Visible, at: usize) -> Option<Found> {
    let source = text.source(at);
    match source.as_bytes().get(1)? {
        b'{' => template(at, source),
        b'%' => tag(at, source),
        b'#' if source.contains("#}") => comment(at, source),
        b'+' | b'-' | b'~' | b'=' | b'>' => {
            critic(at, source).or_else(|| raw(text, at, source)).or_else(|| tags::braced(at, source))
        }
        b'!' => {
            let end = source.find("!}").filter(|it| *it > 2)? + 2;
            let inner = &source[2..end - 2];
            let is_file = inner.contains('.') && inner.len() < 200 && !inner.contains('\n');
            is_file.then(|| include(at, end, "an included file (markdown-include)"))
        }
        b':' => inline_attributes(at, source),
        _ => (role(text, at, source).or_else(|| loose_attributes(text, at, source)))
            .or_else(|| tags::braced(at, source)),
    }
}

fn include(at: usize, length: usize, what: &'static str) -> Found {
    let help = "put the text of the file here, or make the file a chapter in the manifest";
    Found::new(at..at + length, what, help).rule(&rules::IGNORED_INCLUDE)
}

/// `{{ … }}` of Jinja, Liquid, Handlebars, mdBook, Hugo, Quarto and MultiMarkdown.
fn template(at: usize, source: &str) -> Option<Found> {
    let end = source.find("}}").filter(|it| (3..600).contains(it))? + 2;
    let inner = &source[2..end - 2];
    let range = at..at + end;
    if let Some(shortcode) = inner.strip_prefix('<').or_else(|| inner.strip_prefix('%')) {
        return Some(match shortcode.split_whitespace().next()? {
            "include" | "embed" => include(at, end, "an included file (Quarto)"),
            "pagebreak" => Found::new(range, "a page break (Quarto)", "let it be a paragraph of its own"),
            "var" | "meta" | "env" => Found::new(range, "a variable (Quarto)", VALUE),
            _ => Found::new(range, "a shortcode (Hugo, Quarto)", "write in Markdown what it makes"),
        });
    }
    if let Some(helper) = inner.strip_prefix('#') {
        let word = helper.split_whitespace().next()?;
        return Some(match word {
            "include" | "rustdoc_include" | "playground" | "playpen" => {
                include(at, end, "an included file (mdBook)")
            }
            "if" | "unless" | "each" | "with" => condition(at, end, "a condition (Handlebars)"),
            _ => Found::new(range, "a directive (mdBook)", "remove it, or write in Markdown what it makes"),
        });
    }
    let inner = inner.trim();
    if inner.is_empty() || !inner.starts_with(|it: char| it.is_alphabetic() || "_.$'\"/!>&{~".contains(it)) {
        return None;
    }
    let is_path =
        source[2..].starts_with(inner) && inner.rsplit_once('.').is_some_and(|it| is_text_file(it.1));
    Some(match is_path {
        true => include(at, end, "an included file (MultiMarkdown)"),
        false => Found::new(range, "a template variable (Jinja, Liquid)", VALUE),
    })
}

const VALUE: &str = "write its value";

fn is_text_file(extension: &str) -> bool {
    matches!(extension, "md" | "markdown" | "txt" | "qmd" | "rmd" | "tex" | "html" | "csv")
}

fn condition(at: usize, length: usize, what: &'static str) -> Found {
    let help = "remove it, and with it the text that is not meant to be published";
    Found::new(at..at + length, what, help).rule(&rules::IGNORED_CONDITION)
}

/// `{% … %}` of Jinja and Liquid.
fn tag(at: usize, source: &str) -> Option<Found> {
    let end = source.find("%}").filter(|it| (2..600).contains(it))? + 2;
    let inner = source[2..end - 2].trim().trim_matches('-').trim();
    Some(match inner.split_whitespace().next()? {
        "if" | "unless" | "case" | "ifversion" | "for" | "comment" => {
            condition(at, end, "a condition (Jinja, Liquid)")
        }
        "include" | "include_relative" | "render" | "include_cached" | "import" | "extends" => {
            include(at, end, "an included file (Jinja, Liquid)")
        }
        _ => Found::new(at..at + end, "a template tag (Jinja, Liquid)", "write in Markdown what it makes"),
    })
}

/// `{# … #}` of Jinja.
fn comment(at: usize, source: &str) -> Option<Found> {
    let inner = source.strip_prefix("{#")?.split_once("#}")?.0;
    inner.starts_with([' ', '\n']).then(|| {
        let help = format!("write `<!--{inner}-->`, which no edition shows");
        Found::new(at..at + inner.len() + 4, "a comment (Jinja)", help).rule(&rules::IGNORED_CONDITION)
    })
}

/// `{++ins++}`, `{--del--}`, `{~~old~>new~~}`, `{==mark==}`, `{>>remark<<}`.
fn critic(at: usize, source: &str) -> Option<Found> {
    let (open, close, help) = match source.get(..3)? {
        "{++" => ("{++", "++}", "write the words alone, or `<u>words</u>`"),
        "{--" => ("{--", "--}", "remove the words, or write `~~words~~`"),
        "{~~" => ("{~~", "~~}", "write the new words alone, or `~~old~~ new`"),
        "{==" => ("{==", "==}", "write `[words]{.mark}`"),
        "{>>" => ("{>>", "<<}", "write `<!-- remark -->`, which no edition shows"),
        _ => return None,
    };
    let length = source[open.len()..].find(close)?;
    Some(Found::new(at..at + open.len() + length + close.len(), "an editor's mark (CriticMarkup)", help))
}

/// `{=html}` after code.
fn raw(text: &Visible, at: usize, source: &str) -> Option<Found> {
    let format = source.strip_prefix("{=")?.split_once('}')?.0;
    let good = !format.is_empty() && format.bytes().all(|it| it.is_ascii_alphanumeric());
    (good && text.before(at) == Some('`')).then(|| {
        let help = format!("write in Markdown what the {format} makes");
        Found::new(at..at + format.len() + 3, "raw text for one format (Pandoc)", help)
    })
}

/// `{: .class}`, `{:toc}`, `{::comment}`.
fn inline_attributes(at: usize, source: &str) -> Option<Found> {
    let end = source.find('}').filter(|it| *it < 300)? + 1;
    let inner = &source[2..end - 1];
    let range = at..at + end;
    if let Some(word) = inner.strip_prefix(':') {
        let known = ["comment", "nomarkdown", "options", "toc", "abbr"].iter().any(|it| word.starts_with(it));
        return known
            .then(|| Found::new(range, "an extension (kramdown)", "remove it, or write it in Markdown"));
    }
    if inner.trim() == "toc" {
        let help = "write `[TOC]` as a paragraph of its own";
        return Some(Found::new(range, "a mark for the contents (kramdown)", help));
    }
    let items = format!("{{{}}}", inner.trim());
    let good = attributes::length(&items) == Some(items.len());
    good.then(|| {
        let help = format!("write `{items}` on the line before the block that they are about");
        Found::new(range, "a line of attributes (kramdown)", help)
    })
}

/// ``{ref}`words` `` of MyST.
fn role(text: &Visible, at: usize, source: &str) -> Option<Found> {
    let end = source.find('}').filter(|it| (2..40).contains(it))? + 1;
    let name = &source[1..end - 1];
    let good = name.starts_with(|it: char| it.is_ascii_alphabetic())
        && name.chars().all(|it| it.is_ascii_alphanumeric() || "-_:.".contains(it));
    let is_code = source[end..].starts_with('`') && text.after(at + end).starts_with('\0');
    if !good || !is_code {
        return None;
    }
    let close = source[end + 1..].find('`')? + end + 2;
    let help = "write a link or plain words: `[words](#id)`";
    Some(Found::new(at..at + close, "a role (MyST)", help))
}

/// `{.class}` or `{#id}` where it belongs to nothing.
fn loose_attributes(text: &Visible, at: usize, source: &str) -> Option<Found> {
    if !source[1..].trim_start().starts_with(['.', '#']) {
        return None;
    }
    let length = attributes::length(source)?;
    let visible = text.after(at).get(..length)?;
    let name = source[1..].trim_start()[1..].starts_with(|it: char| it.is_alphabetic());
    (name && !visible.contains('\0')).then(|| {
        let help =
            "write them on the line before the block, directly after a link or an image, or after `[words]`";
        Found::new(at..at + length, "attributes that belong to nothing", help)
    })
}
